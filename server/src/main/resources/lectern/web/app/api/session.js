// Who has signed in with this browser. Kept by the server in a cookie that no script can read.

const RANK = { reader: 1, editor: 2, admin: 3 };

/**
 * Tells `changed` when somebody signs in or out. `state` is `unknown` until the server was asked,
 * then `in` or `out`; `expired` says that it was `in` before.
 */
class SignedIn extends EventTarget {
  state = 'unknown';
  expired = false;

  /** @type {{workspace: {id: string, name: string}, key: {id: string, name: string},
   *   role: string, operator: boolean, via: string} | null} */
  current = null;

  /** Takes what the server said. */
  set(current) {
    this.current = current;
    this.state = current ? 'in' : 'out';
    this.expired = false;
    this.dispatchEvent(new Event('changed'));
  }

  /** The server no longer knows us. */
  lost() {
    if (this.state === 'out') return;
    this.expired = this.state === 'in';
    this.current = null;
    this.state = 'out';
    this.dispatchEvent(new Event('changed'));
  }

  /** @param {'reader' | 'editor' | 'admin'} role */
  may(role) {
    return (RANK[this.current?.role] ?? 0) >= RANK[role];
  }
}

export const session = new SignedIn();
