// The calls of one page that have no answer yet, in the order in which they came.

/** @typedef {import('../rpc.js').CallOptions} CallOptions */
/** @typedef {import('./leader.js').Outcome} Outcome */

/**
 * @typedef {object} Call
 * @property {string} id
 * @property {string} name
 * @property {any} args
 * @property {CallOptions} options
 * @property {boolean} isResent  it was sent to a leader before
 */

export class PendingCalls {
  /** @type {Map<string, Call & {resolve: Function, reject: Function}>} */
  #calls = new Map();
  #toError;
  #onIdle;

  /**
   * @param {(plain: any) => Error} toError
   * @param {() => void} onIdle  the last one is answered
   */
  constructor(toError, onIdle) {
    this.#toError = toError;
    this.#onIdle = onIdle;
  }

  get size() {
    return this.#calls.size;
  }

  get ids() {
    return [...this.#calls.keys()];
  }

  /** @returns {Call[]} */
  get all() {
    return [...this.#calls.values()];
  }

  /**
   * @param {string} id
   * @returns {Call | undefined}
   */
  get(id) {
    return this.#calls.get(id);
  }

  /**
   * @param {Call} call
   * @returns {Promise<any>} its answer
   */
  add(call) {
    return new Promise((resolve, reject) => {
      this.#calls.set(call.id, Object.assign(call, { resolve, reject }));
    });
  }

  /**
   * @param {string} id
   * @param {NonNullable<Outcome>} outcome
   */
  settle(id, outcome) {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    if ('error' in outcome) call.reject(this.#toError(outcome.error));
    else call.resolve(outcome.value);
    if (this.#calls.size === 0) this.#onIdle();
  }

  /** @param {unknown} error */
  failAll(error) {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const { reject } of calls) reject(error);
  }
}
