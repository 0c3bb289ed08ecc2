// What a person has mended in a checked file, to be mended again when the file is read again: under
// other columns, for example.

/** @import { CsvCheck } from '../../check.js' */
/** @import { FixRequest } from '../../types.js' */

/** @typedef {{row: number, column: number, value: string}} CellFix */

/**
 * @typedef {object} Mend
 * @property {CellFix} [cell]
 * @property {FixRequest} [all]
 * @property {boolean} isDone  whether the check that is shown has it
 */

export class CheckMends {
  /** In the order in which they were made. @type {Mend[]} */
  #mends = [];

  /**
   * Does one, and remembers it. It is remembered first: the file may be read again meanwhile.
   * @param {CsvCheck} check
   * @param {{cell: CellFix} | {all: FixRequest}} what
   */
  async do(check, what) {
    const mend = { ...what, isDone: true };
    this.#mends.push(mend);
    try {
      await make(check, mend);
    } catch (error) {
      const { code } = /** @type {{code?: string}} */ (error);
      if (code !== 'cancelled') this.#mends = this.#mends.filter((one) => one !== mend);
      throw error;
    }
  }

  /** @param {CsvCheck} check */
  undo(check) {
    const newest = this.#mends.findLast(({ all, isDone }) => all && isDone);
    this.#mends = this.#mends.filter((mend) => mend !== newest);
    return check.undoFix();
  }

  get isEmpty() {
    return this.#mends.length === 0;
  }

  forget() {
    this.#mends = [];
  }

  /**
   * Does all of them on a file that was read again.
   * @param {CsvCheck} check
   * @param {AbortSignal} signal
   * @returns {Promise<{rows: number[], isWhole: boolean}>} how many rows each mending of many has
   *   changed, and whether nothing was given up
   */
  async redo(check, signal) {
    /** @type {Mend[]} */
    const kept = [];
    /** @type {number[]} */
    const rows = [];
    for (const mend of this.#mends) {
      const changed = await again(check, mend).catch(() => null);
      // They are all there for the next time.
      if (signal.aborted) return { rows, isWhole: true };
      if (changed === null) continue;
      kept.push({ ...mend, isDone: changed > 0 });
      if (mend.all && changed > 0) rows.push(changed);
    }
    const isWhole = kept.length === this.#mends.length;
    this.#mends = kept;
    return { rows, isWhole };
  }
}

/**
 * @param {CsvCheck} check
 * @param {Mend} mend
 */
function make(check, { cell, all }) {
  return cell ? check.fixCell(cell) : check.fixAll(all ?? {});
}

/**
 * @param {CsvCheck} check
 * @param {Mend} mend
 * @returns {Promise<number | null>} how many rows it has changed; null: it must not be done again
 */
async function again(check, mend) {
  let rows = 1;
  if (mend.all) {
    const { problem, country_code } = mend.all;
    // Under other columns this would empty cells that nobody has looked at.
    if (problem && !country_code) return null;
    ({ rows } = await check.tryFix(mend.all));
  }
  if (rows > 0) await make(check, mend);
  return rows;
}
