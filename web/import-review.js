// An import between its file and its commit. It is kept by the tab that leads; when that one is
// gone, the file is read again and the decisions are repeated: nobody who decides notices.
import { ContactError } from './contact-error.js';

/** @typedef {import('./types.js').ImportCounts} ImportCounts */
/** @typedef {import('./types.js').ImportOptions} ImportOptions */
/** @typedef {import('./types.js').ReviewQuery} ReviewQuery */
/** @typedef {import('./types.js').ReviewPage} ReviewPage */
/** @typedef {import('./types.js').DuplicateAction} DuplicateAction */
/** @typedef {import('./types.js').LongCall} LongCall */

/** @typedef {(name: string, args?: object, options?: LongCall) => Promise<any>} Call */
/** @typedef {'book' | 'file'} DuplicateKind  where the contact is that a row doubles */
/**
 * @typedef {{action: DuplicateAction, of?: DuplicateKind, row?: number, remaining?: boolean}
 *   } Decision
 */
/** @typedef {import('./types.js').FixRequest} FixRequest */
/** @typedef {import('./types.js').ImportFix} ImportFix */
/** @typedef {import('./types.js').InvalidAction} InvalidAction */

// Each time the one who leads may be gone in the middle of it.
const ATTEMPTS = 10;

/** @param {unknown} error */
const isLost = (error) => error instanceof ContactError && error.code === 'import_not_open';

/**
 * The book may be another one when a decision is repeated: what was decided about a duplicate that
 * is none any more is forgotten.
 * @param {unknown} error
 * @param {{row?: number}} decision
 */
const fitsNoMore = (error, { row }) =>
  row !== undefined && error instanceof ContactError && error.code === 'request_malformed';

/** A file that was read and checked, and waits for a decision. */
export class ImportReview {
  #call;
  #source;
  #importId;
  /** What was decided and mended, to be repeated. @type {{name: string, args: object}[]} */
  #decisions = [];
  /** What is being decided and mended. @type {Set<Promise<ImportCounts>>} */
  #changing = new Set();
  #isCommitted = false;
  #isCancelled = false;
  /** While the file is read again. @type {Promise<void> | null} */
  #again = null;

  /**
   * @param {Call} call
   * @param {{file: Blob, options: ImportOptions}} source
   * @param {ReviewPage} page
   */
  constructor(call, source, page) {
    this.#call = call;
    this.#source = source;
    this.#importId = page.import_id;
    /** rows = new + updated + skipped + rejected @type {ImportCounts} */
    this.counts = page.counts;
    /** Everything about the file but its rows. @type {ReviewPage} */
    this.summary = page;
  }

  /** Whether something was decided or mended that would be lost with the review. */
  get hasDecisions() {
    const count = this.#decisions.length + this.#changing.size;
    return count > 0 && !this.#isCommitted && !this.#isCancelled;
  }

  /**
   * After commit() the file is read again for this, and compared with the book as it is then; only
   * rejected rows are at hand.
   * @param {ReviewQuery} [query]
   * @returns {Promise<ReviewPage>}
   */
  page(query = {}) {
    return this.#ask('reviewImport', query);
  }

  /**
   * What to do with all duplicates, with those `of` the book or within the file, with the one in
   * `row`, or with the `remaining` ones, about which nothing was decided by their row.
   * @param {Decision} decision
   * @returns {Promise<ImportCounts>}
   */
  async decide(decision) {
    return this.#change('decideImport', decision);
  }

  /**
   * What becomes of values that are not valid: the row is rejected, taken with the value as it is,
   * or taken without it.
   * @param {InvalidAction} action
   * @returns {Promise<ImportCounts>}
   */
  async decideInvalid(action) {
    return this.#change('decideInvalid', { action });
  }

  /**
   * Another value for one cell; the row is checked again.
   * @param {{row: number, column: number, value: string}} fix  1-based, as an issue says them
   * @returns {Promise<ImportCounts>}
   */
  async fixCell(fix) {
    return this.#change('fixCell', fix);
  }

  /**
   * The same in many rows at once.
   * @param {FixRequest} fix
   * @returns {Promise<ImportCounts>}
   */
  async fixAll(fix) {
    return this.#change('fixAll', fix);
  }

  /**
   * What fixAll() would do, the first 20 of it; nothing is changed.
   * @param {FixRequest} fix
   * @returns {Promise<ImportFix>}
   */
  tryFix(fix) {
    return this.#ask('fixAll', { ...fix, is_trial: true });
  }

  /**
   * Takes the newest fixAll() back that was not yet, but for cells that were changed since. Nothing
   * happens where there is none.
   * @returns {Promise<ImportCounts>}
   */
  async undoFix() {
    return this.#change('fixAll', { undo: true });
  }

  /**
   * @param {string} name
   * @param {object} args
   */
  async #change(name, args) {
    const change = this.#apply(name, args);
    this.#changing.add(change);
    return change.finally(() => this.#changing.delete(change));
  }

  /**
   * @param {string} name
   * @param {object} args
   */
  async #apply(name, args) {
    const answer = await this.#ask(name, args);
    this.counts = answer.counts ?? answer;
    this.#decisions.push({ name, args });
    return this.counts;
  }

  /**
   * All rejected rows: the original columns, then row, column, reason_code, reason. Also after
   * commit(), until the next import begins.
   * @param {{reasons?: Record<string, string>} & LongCall} [options]  `reasons`: words by code
   * @returns {Promise<Blob>}
   */
  rejectedCsv({ reasons = {}, signal, onProgress } = {}) {
    return this.#ask('rejectedCsv', { reasons }, { signal, onProgress });
  }

  /**
   * Writes everything in one transaction, once what is being decided or mended is. Cancelled or
   * failed, as when one of those fails, the book is as it was, and so is this review: it can be
   * committed again.
   * @param {{tags?: string[]} & LongCall} [options]  `tags`: for every contact of the import
   * @returns {Promise<ImportCounts & {entry: number}>}
   * @throws {ContactError} import_outdated: the book has changed, and something else would become
   *   of a row than was reviewed; all are compared with it again, and can be reviewed
   */
  async commit({ tags = [], signal, onProgress } = {}) {
    try {
      if (this.#changing.size) await Promise.all(this.#changing);
      const result = await this.#ask('commitImport', { tags }, { signal, onProgress });
      this.#isCommitted = true;
      return result;
    } catch (error) {
      const isOutdated = error instanceof ContactError && error.code === 'import_outdated';
      if (isOutdated) this.counts = (await this.page({ limit: 0 })).counts;
      throw error;
    }
  }

  /** Leaves the book as it is. */
  async cancel() {
    this.#isCancelled = true;
    // Where the file is just being read again, that import is the one to be closed.
    await this.#again?.catch(() => {});
    return this.#send('cancelImport');
  }

  /**
   * @param {string} name
   * @param {object} [args]
   * @param {LongCall} [options]
   */
  #send(name, args = {}, options) {
    return this.#call(name, { import_id: this.#importId, ...args }, options);
  }

  /**
   * @param {string} name
   * @param {object} args
   * @param {LongCall} [options]
   */
  async #ask(name, args, options) {
    const [first, isCommitted] = [this.#importId, this.#isCommitted];
    for (let attempt = 1; ; ++attempt) {
      // Nothing overtakes what is repeated. Where that fails, this call begins it again.
      while (this.#again) await this.#again.catch(() => {});
      const asked = this.#importId;
      try {
        const answer = await this.#send(name, args, options);
        // What was committed before was read again only for this answer.
        if (isCommitted && this.#importId !== first) await this.#send('cancelImport');
        return answer;
      } catch (error) {
        // Of what was asked before the commit and comes after it nobody waits for an answer.
        const isOver = this.#isCancelled || this.#isCommitted !== isCommitted;
        if (!isLost(error) || isOver || attempt === ATTEMPTS) throw error;
        // Several calls may have found out at once; one of them reads the file again.
        if (asked === this.#importId) {
          this.#again ??= this.#readAgain(options).finally(() => (this.#again = null));
          await this.#again;
        }
        if (this.#isCancelled) throw error;
      }
    }
  }

  /** @param {LongCall} [options] */
  async #readAgain(options) {
    const page = await this.#call('importFile', this.#source, { signal: options?.signal });
    this.#importId = page.import_id;
    this.counts = page.counts;
    for (const { name, args } of this.#decisions) {
      if (this.#isCancelled) return;
      try {
        const answer = await this.#send(name, args);
        this.counts = answer.counts ?? answer;
      } catch (error) {
        if (fitsNoMore(error, args)) continue;
        // Gone once more: whoever asks next begins again.
        if (isLost(error)) return;
        // As then: nobody goes on with half of what was decided.
        await this.#send('cancelImport').catch(() => {});
        throw error;
      }
    }
  }
}
