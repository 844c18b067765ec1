// Why a request was not answered as asked, in words for the person who waits for it.

/**
 * A request that failed. `kind` is `problem` (the server said why), `unreachable` (nobody answered)
 * or `aborted` (we no longer wanted it). `message` says what is wrong and what to do.
 */
export class ApiError extends Error {
  /**
   * @param {'problem' | 'unreachable' | 'aborted'} kind
   * @param {Record<string, any>} members those of the problem, as RFC 9457 has them
   */
  constructor(kind, members) {
    super(members.detail || members.title || 'Something went wrong.');
    this.kind = kind;
    this.members = members;
  }

  get status() {
    return this.members.status ?? 0;
  }

  /** The last part of the problem's type: `not-found`. */
  get slug() {
    return String(this.members.type ?? '').split('/').pop();
  }

  /** Where the problem is explained, when the server has a page for it. */
  get page() {
    const type = this.members.type;
    return typeof type === 'string' && /^\/problems\/[a-z-]+$/.test(type) ? type : null;
  }

  get requestId() {
    return this.members.requestId ?? null;
  }
}

const BY_STATUS = {
  401: 'You are not signed in.',
  403: 'Your key does not allow this.',
  404: 'There is no such thing in this workspace.',
  413: 'That is larger than the server takes.',
  429: 'Too many requests; wait a little, then try again.',
  507: 'The server\'s disk is full; its operator must free space.',
};

/** The error for a reply that is not well. */
export function problemOf(status, text) {
  try {
    const members = JSON.parse(text);
    if (members && typeof members === 'object') {
      return new ApiError('problem', { status, ...members });
    }
  } catch {
    // not JSON: something between us and the server answered
  }
  const detail = BY_STATUS[status] ?? `The server answered with status ${status}. Try again.`;
  return new ApiError('problem', { status, detail });
}

/** The error for a request that nobody answered. */
export function unreachable() {
  return new ApiError('unreachable', {
    detail: 'Lectern is not answering. It is tried again by itself.',
  });
}

export function aborted() {
  return new ApiError('aborted', { detail: 'Called off.' });
}
