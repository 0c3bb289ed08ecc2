// What a JavaScript application would take today, each part the fastest of its kind that is well
// known: uDSV or Papa Parse, validator.js, libphonenumber-js/max, a Map, and the official SQLite in
// WebAssembly on OPFS, which gets its rows as JSON. A classic worker: half of them are no modules.
const MODULES = '/node_modules/';
importScripts(
  `${MODULES}udsv/dist/uDSV.iife.min.js`,
  `${MODULES}papaparse/papaparse.min.js`,
  `${MODULES}validator/validator.min.js`,
  `${MODULES}libphonenumber-js/bundle/libphonenumber-max.js`,
);
const globals = /** @type {any} */ (globalThis);
const { uDSV: udsv, Papa: papa } = globals;

const PIECE_LENGTH = 4 << 20;
const BATCH_ROWS = 2000;
const CREATE = `CREATE TABLE contacts(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT,
  phone TEXT, country_code TEXT, created_at TEXT)`;
const INSERT = `INSERT INTO contacts SELECT value->>0, value->>1, value->>2, value->>3, value->>4,
  value->>5 FROM json_each(?1)`;
// The first one answers ORDER BY name, id without sorting.
const INDEXES = `
  CREATE INDEX by_name ON contacts(name, id, email);
  CREATE INDEX by_email ON contacts(email);
  CREATE INDEX by_phone ON contacts(phone);
  CREATE INDEX by_country_code ON contacts(country_code);
  CREATE INDEX by_created_at ON contacts(created_at)`;
const FIRST_PAGE = 'SELECT * FROM contacts ORDER BY name, id LIMIT 50';

async function openDatabase() {
  const { default: load } = await import(`${MODULES}@sqlite.org/sqlite-wasm/dist/index.mjs`);
  const sqlite = await load({ print() {}, printErr() {} });
  const pool = await sqlite.installOpfsSAHPoolVfs({ directory: '/bench', initialCapacity: 6 });
  const database = new pool.OpfsSAHPoolDb('/contacts.db');
  database.exec('PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL');
  database.exec(CREATE);
  return database;
}

async function makeChecker() {
  const [{ PeerChecker }, { mainCountry }] = await Promise.all([
    import('./peer-checker.js'),
    import('./main-country.js'),
  ]);
  const { parsePhoneNumberFromString } = globals.libphonenumber;
  return new PeerChecker({
    isEmail: globals.validator.isEmail,
    readPhone: (phone, countryCode) => {
      const number = parsePhoneNumberFromString(phone, mainCountry(countryCode));
      return number?.isValid() ? number.number : '';
    },
  });
}

/**
 * The file in pieces of text.
 * @param {File} file
 */
async function* readText(file) {
  let text = '';
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  while (true) {
    const { done, value = '' } = await reader.read();
    text += value;
    if (text && (done || text.length >= PIECE_LENGTH)) {
      yield text;
      text = '';
    }
    if (done) return;
  }
}

/**
 * @param {File} file
 * @param {(rows: string[][]) => void} onRows
 */
async function parseInPieces(file, onRows) {
  let parser;
  /** @type {string[][]} */
  let rows = [];
  // The parser keeps the first function that it is given.
  const take = (/** @type {string[]} */ row) => rows.push(row);
  for await (const text of readText(file)) {
    parser ??= udsv.initParser(udsv.inferSchema(text));
    parser.chunk(text, parser.stringArrs, take);
    onRows(rows);
    rows = [];
  }
  parser.end();
  onRows(rows);
}

/** File to list. @param {File} file */
async function importFile(file) {
  const times = [performance.now()];
  const lap = () => times.push(performance.now());
  const database = await openDatabase();
  const checker = await makeChecker();
  lap();
  database.exec('BEGIN');
  const insert = database.prepare(INSERT);
  await parseInPieces(file, (rows) => {
    const kept = checker.check(rows);
    for (let i = 0; i < kept.length; i += BATCH_ROWS) {
      insert.bind(1, JSON.stringify(kept.slice(i, i + BATCH_ROWS))).stepReset();
    }
  });
  insert.finalize();
  database.exec('COMMIT');
  lap();
  database.exec(`BEGIN; ${INDEXES}; COMMIT`);
  lap();
  const page = database.selectObjects(FIRST_PAGE);
  lap();
  const [open, rows, indexes, list] = times.slice(1).map((time, i) => time - times[i]);
  const total = performance.now() - times[0];
  const contacts = database.selectValue('SELECT count(*) FROM contacts');
  const { rows: rowCount, duplicates } = checker.counts;
  return {
    total,
    stages: { open, rows, indexes, list },
    counts: { rows: rowCount, contacts, duplicates },
    first: page[0].name,
  };
}

/**
 * @param {File} file
 * @param {(text: string) => number} parse  how many cells
 */
async function parseText(file, parse) {
  const text = await file.text();
  const { PARSE_TIMES, timed } = await import('./timed.js');
  return timed(PARSE_TIMES, () => ({ cells: parse(text) }));
}

/** @type {Record<string, (file: File) => Promise<object>>} */
const tasks = {
  import: importFile,
  decode: async (file) => {
    const bytes = await file.arrayBuffer();
    const start = performance.now();
    const { length } = new TextDecoder().decode(bytes);
    return { total: performance.now() - start, counts: { length } };
  },
  'parse with uDSV': (file) =>
    parseText(file, (text) => {
      /** @type {string[][]} */
      const columns = udsv.initParser(udsv.inferSchema(text)).stringCols(text);
      return columns.length * columns[0].length;
    }),
  'parse with Papa Parse': (file) =>
    parseText(file, (text) => {
      /** @type {string[][]} */
      const [header, ...rows] = papa.parse(text, { skipEmptyLines: true }).data;
      return rows.length * header.length;
    }),
  check: async (file) => {
    const checker = await makeChecker();
    const start = performance.now();
    const text = await file.text();
    const [, ...rows] = papa.parse(text, { skipEmptyLines: true }).data;
    checker.check(rows);
    return { total: performance.now() - start, counts: checker.counts };
  },
};

onmessage = async ({ data: { task, file } }) => {
  try {
    postMessage(await tasks[task](file));
  } catch (error) {
    postMessage({ error: String(/** @type {any} */ (error)?.stack ?? error) });
  }
};
postMessage('ready');
