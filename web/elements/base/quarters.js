// Readers are told how far something is at 25, 50, 75 and 100 %, and not in between.

export class Quarters {
  #said = 0;

  /**
   * @param {number} fraction  that is done
   * @returns {number} the one to be said now: 0.25, 0.5, 0.75 or 1; 0 for none
   */
  reached(fraction) {
    const quarter = Math.floor(fraction * 4);
    if (quarter <= this.#said) return 0;
    this.#said = quarter;
    return quarter / 4;
  }
}
