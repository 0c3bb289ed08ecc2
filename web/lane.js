// Calls of which only the newest counts: a search with every key.
import { cancelled } from './contact-error.js';

/** One call under way, one waiting: the newest. */
export class Lane {
  #isBusy = false;
  /** @type {{send: () => Promise<any>, resolve: Function, reject: Function} | null} */
  #waiting = null;
  #onIdle;

  /** @param {() => void} onIdle */
  constructor(onIdle) {
    this.#onIdle = onIdle;
  }

  /**
   * @param {() => Promise<any>} send
   * @returns {Promise<any>}
   */
  push(send) {
    this.#waiting?.reject(cancelled());
    return new Promise((resolve, reject) => {
      this.#waiting = { send, resolve, reject };
      if (!this.#isBusy) this.#next();
    });
  }

  #next() {
    const call = this.#waiting;
    this.#waiting = null;
    this.#isBusy = call !== null;
    if (!call) return this.#onIdle();
    call
      .send()
      .then(
        (value) => call.resolve(value),
        (error) => call.reject(error),
      )
      .finally(() => this.#next());
  }
}
