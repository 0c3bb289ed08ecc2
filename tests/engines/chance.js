// Chance that can be had again: the seed of a run is printed, and given with KARTEI_SEED.

export const seed = Number(process.env.KARTEI_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** mulberry32, in the public domain: small, and good enough to choose moments. */
export class Chance {
  #state;

  /** @param {number} start */
  constructor(start) {
    this.#state = start | 0;
  }

  /** @returns {number} from 0 to below 1 */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /**
   * @template T
   * @param {readonly T[]} list
   * @returns {T}
   */
  of(list) {
    return list[Math.floor(this.next() * list.length)];
  }
}
