// Whether the server answers. While it does not, it is asked again and again, ever less often.

/** First pause between two tries, and the longest, in milliseconds. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/** Tells `away` when the server stops answering and `back` when it answers again. */
class Connection extends EventTarget {
  #away = false;
  #timer = 0;

  get isAway() {
    return this.#away;
  }

  /** A request found nobody. */
  lost() {
    if (this.#away) return;
    this.#away = true;
    this.dispatchEvent(new Event('away'));
    this.#tryAfter(FIRST_PAUSE);
  }

  /** A request was answered, well or badly. */
  answered() {
    if (!this.#away) return;
    clearTimeout(this.#timer);
    this.#away = false;
    this.dispatchEvent(new Event('back'));
  }

  tryNow() {
    if (this.#away) this.#try(FIRST_PAUSE);
  }

  #tryAfter(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#try(Math.min(2 * pause, LONGEST_PAUSE)), pause);
  }

  async #try(nextPause) {
    try {
      await fetch('/api/v1/health/live', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
      this.answered();
    } catch {
      this.#tryAfter(nextPause);
    }
  }
}

export const connection = new Connection();
addEventListener('online', () => connection.tryNow());
