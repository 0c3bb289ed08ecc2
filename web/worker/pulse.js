// Notices that the leader sleeps: a tab that waits for an answer asks now and then whether it is
// there. Nothing is asked while nothing is awaited.
import { PING_AFTER_MS, PING_AGAIN_MS, SILENT_AFTER_MS, WORKING_MS } from './protocol.js';

const TICK_MS = 100;

export class Pulse {
  #handlers;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #heardAt = 0;
  /** The first question since then, and the last; 0 without one. */
  #askedAt = 0;
  #askedAgainAt = 0;
  #believedUntil = 0;

  /**
   * @param {object} handlers
   * @param {() => void} handlers.ask
   * @param {(ms: number) => void} handlers.onSilence  again and again
   * @param {() => void} handlers.onSign               any word
   */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** An answer is awaited. */
  watch() {
    if (this.#timer !== undefined) return;
    this.#heardAt = performance.now();
    this.#askedAt = this.#believedUntil = 0;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Nothing is awaited any more. */
  rest() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /**
   * Any word of the leader.
   * @param {boolean} [isWorking]  it will say nothing for a while
   */
  heard(isWorking = false) {
    this.#heardAt = performance.now();
    this.#askedAt = 0;
    this.#believedUntil = isWorking ? this.#heardAt + WORKING_MS : 0;
    this.#handlers.onSign();
  }

  #tick() {
    const now = performance.now();
    if (now < this.#believedUntil) return;
    if (!this.#askedAt && now - this.#heardAt >= PING_AFTER_MS) {
      this.#askedAt = this.#askedAgainAt = now;
      this.#handlers.ask();
    } else if (this.#askedAt && now - this.#askedAt >= SILENT_AFTER_MS) {
      this.#handlers.onSilence(now - this.#heardAt);
      if (now - this.#askedAgainAt < PING_AGAIN_MS) return;
      this.#askedAgainAt = now;
      this.#handlers.ask();
    }
  }
}
