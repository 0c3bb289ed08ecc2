// The door of the small module: checks a CSV file where it is, in a worker of its own (in node in
// process), and never sends it anywhere.
//
//   const check = await checkCsv(file, {
//     columns: [{ name: 'email', type: 'email', required: true, unique: true }, { name: 'name' }],
//   });
//   check.counts;  // {rows, good, duplicates, rejected}
//   const clean = await check.goodCsv();
//   check.close();
import { compilePattern } from './check-pattern.js';
import { ContactError, cancelled, stopIfAborted } from './contact-error.js';
import { Caller } from './rpc.js';
import { absoluteUrl, hasWorkers, StartedWorker } from './workers.js';

export { ContactError };

/** @typedef {import('./check-types.js').CheckColumn} CheckColumn */
/** @typedef {import('./check-types.js').CheckOptions} CheckOptions */
/** @typedef {import('./check-types.js').CheckSummary} CheckSummary */
/** @typedef {import('./check-types.js').CheckQuery} CheckQuery */
/** @typedef {import('./check-types.js').CheckPage} CheckPage */
/** @typedef {import('./check-types.js').CheckedRow} CheckedRow */
/** @typedef {import('./check-types.js').CheckSuggestion} CheckSuggestion */
/** @typedef {import('./types.js').BulkFix} BulkFix */
/** @typedef {import('./types.js').Dialect} Dialect */
/** @typedef {import('./types.js').FixRequest} FixRequest */
/** @typedef {import('./types.js').Issue} Issue */
/** @typedef {import('./types.js').LongCall} LongCall */
/** @typedef {(name: string, args: object, options?: LongCall) => Promise<any>} Call */
/** @typedef {{call: Call, close: () => void}} Connection */

/**
 * Reads a file and checks every row of it.
 * @param {Blob} file
 * @param {CheckOptions & LongCall & {workerUrl?: string | URL, wasmUrl?: string | URL}} [options]
 *   `workerUrl`, `wasmUrl`: where dist/check-worker.js and kartei-check.wasm are, if they were
 *   moved
 * @returns {Promise<CsvCheck>}
 * @throws {ContactError} csv_empty, csv_not_text, csv_oversize, csv_column_unknown,
 *   csv_column_twice, file_unreadable, file_too_large, memory_full, cancelled; of a header
 *   csv_too_many_columns, csv_cell_too_large, csv_unterminated_quote; for options
 *   request_malformed, country_code_malformed, country_code_unknown; internal
 */
export async function checkCsv(file, options = {}) {
  const { signal, onProgress, workerUrl, wasmUrl, ...expected } = options;
  checkRequest(file, expected);
  stopIfAborted(signal);
  const args = { file, options: expected, wasmUrl: absoluteUrl(wasmUrl) };
  const connection = await connect(workerUrl);
  // A worker in the middle of a pattern that takes for ever does not hear that it was cancelled.
  const end = () => connection.close();
  signal?.addEventListener('abort', end, { once: true });
  try {
    const summary = await connection.call('check', args, { signal, onProgress });
    stopIfAborted(signal);
    return new CsvCheck(connection, summary);
  } catch (error) {
    connection.close();
    // Whoever has cancelled is not told of a file that they no longer ask about.
    stopIfAborted(signal);
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/**
 * A file that was checked. Rows are counted as they stand in the file, a header being row 1;
 * rows = good + duplicates + rejected. A row is a duplicate if a value of it that may stand only
 * once stands in an earlier row; it is rejected if something else is wrong with it.
 */
export class CsvCheck {
  #connection;
  #summary;

  /**
   * @param {Connection} connection
   * @param {CheckSummary} summary
   */
  constructor(connection, summary) {
    this.#connection = connection;
    this.#summary = summary;
  }

  get counts() {
    return this.#summary.counts;
  }

  /** Rows by the code of the first thing that is wrong with them. */
  get issues() {
    return this.#summary.issues;
  }

  /** How the file is written, as it was detected. */
  get dialect() {
    return this.#summary.dialect;
  }

  get headers() {
    return this.#summary.headers;
  }

  /** The name of the expected column that each column of the file is; '' for none. */
  get mapping() {
    return this.#summary.mapping;
  }

  /** The names of the expected columns. */
  get columns() {
    return this.#summary.columns;
  }

  /** Required columns that the file does not have: every row is rejected for it. */
  get missing() {
    return this.#summary.missing;
  }

  /**
   * Whether no column is an expected one, of which none is required either: nothing was checked,
   * and every row is rejected for it.
   */
  get isUnrecognised() {
    return this.missing.length === 0 && this.mapping.every((name) => !name);
  }

  /**
   * @param {CheckQuery} [query]
   * @returns {Promise<CheckPage>}
   */
  page(query = {}) {
    return this.#connection.call('rows', query);
  }

  /**
   * Another value for one cell; all rows are compared anew.
   * @param {{row: number, column: number, value: string}} fix  1-based, as an issue says them
   */
  fixCell(fix) {
    return this.#change('fixCell', fix);
  }

  /**
   * Phone numbers without a calling code are from there.
   * @param {string} countryCode  "+49", "DE", "Germany"
   */
  assumeCountryCode(countryCode) {
    return this.fixAll({ problem: 'phone_calling_code_missing', country_code: countryCode });
  }

  /**
   * The same in many rows at once.
   * @param {FixRequest} fix
   */
  fixAll(fix) {
    return this.#change('fixAll', fix);
  }

  /**
   * What fixAll() would do, the first 20 of it; nothing is changed.
   * @param {FixRequest} fix
   * @returns {Promise<BulkFix>}
   */
  async tryFix(fix) {
    const { rows, samples } = await this.#connection.call('fixAll', { ...fix, is_trial: true });
    return { rows, samples };
  }

  /**
   * Takes the newest fixAll() back that was not yet, but for cells that were changed since. Nothing
   * happens where there is none.
   */
  undoFix() {
    return this.#change('fixAll', { undo: true });
  }

  /**
   * @param {string} name
   * @param {object} args
   */
  async #change(name, args) {
    this.#summary = await this.#connection.call(name, args);
    return this.counts;
  }

  /**
   * The good rows: UTF-8 and commas, expected columns under their expected names.
   * @param {{normalize?: boolean, only_expected?: boolean} & LongCall} [options]  `normalize`:
   *   addresses, phones, numbers and dates in their normal form; `only_expected`: no other columns
   * @returns {Promise<Blob>}
   */
  goodCsv({ normalize = false, only_expected = false, signal, onProgress } = {}) {
    return this.#connection.call('goodCsv', { normalize, only_expected }, { signal, onProgress });
  }

  /**
   * The rejected rows: their columns as they were, then row, column, reason_code and reason.
   * @param {{reasons?: Record<string, string>} & LongCall} [options]  `reasons`: words by code
   * @returns {Promise<Blob>}
   */
  rejectedCsv({ reasons = {}, signal, onProgress } = {}) {
    return this.#connection.call('rejectedCsv', { reasons }, { signal, onProgress });
  }

  /** Lets go of the file and of the memory. Calls without an answer reject with `cancelled`. */
  close() {
    this.#connection.close();
  }
}

/**
 * Says what is no file, or no columns, before anything is started.
 * @param {unknown} file
 * @param {CheckOptions} options
 */
function checkRequest(file, { columns }) {
  const refuse = (/** @type {string} */ field, /** @type {string} */ message) => {
    throw new ContactError({ code: 'request_malformed', message, field });
  };
  if (!(file instanceof Blob)) refuse('file', 'a File or Blob is expected');
  if (columns === undefined) return;
  const isList = Array.isArray(columns) && columns.every((column) => column instanceof Object);
  if (!isList) refuse('columns', 'a list of columns is expected');
  for (const { pattern } of columns) if (pattern !== undefined) compilePattern(pattern);
}

/**
 * @param {string | URL} [workerUrl]
 * @returns {Promise<Connection>}
 */
async function connect(workerUrl) {
  if (!hasWorkers()) return connectInProcess();
  const worker = new StartedWorker(
    () =>
      workerUrl
        ? new Worker(workerUrl, { type: 'module' })
        : new Worker(new URL('./dist/check-worker.js', import.meta.url), { type: 'module' }),
    (failure) => caller.failAll(failure),
  );
  const caller = new Caller(worker.port, {
    toError: (error) => new ContactError(error),
    onEvent: () => {},
  });
  return untilClosed({
    call: (name, args, options) => caller.call(name, args, options),
    close: () => {
      worker.terminate();
      caller.failAll(cancelled());
    },
  });
}

/** @returns {Promise<Connection>} */
async function connectInProcess() {
  const { CheckService } = await import('./worker/check-service.js');
  /** @type {InstanceType<typeof CheckService> | null} */
  let service = new CheckService();
  return untilClosed({
    call: async (name, args, options) => service?.handle(name, args, options ?? {}),
    // Whoever keeps the check does not keep the file and the memory of its instance.
    close: () => (service = null),
  });
}

/**
 * @param {Connection} connection
 * @returns {Connection}
 */
function untilClosed({ call, close }) {
  let isClosed = false;
  const stop = () => {
    if (isClosed) throw cancelled();
  };
  return {
    call: async (name, args, options) => {
      stop();
      const answer = await call(name, args, options);
      stop();
      return answer;
    },
    close: () => {
      isClosed = true;
      close();
    },
  };
}
