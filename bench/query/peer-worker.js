// The same searches with well-known parts: SQLite's own WebAssembly on opfs-sahpool with indexes,
// the same with an FTS5 index of trigrams, and plain JavaScript arrays that are folded, sorted and
// joined to one text per row beforehand, which keep nothing.
import { digitsOf, fold, typedTexts } from './typed.js';

const MODULES = '/node_modules/';
const BATCH_ROWS = 2000;

/** @typedef {{name: string, text: string, phone: string}} Row */
/** @typedef {(words: string[]) => number} Search  how many there are; fifty are read */

/**
 * Rows of the benchmark's own file, which has quotes where names have commas.
 * @param {File} file
 * @returns {Promise<Row[]>}
 */
async function readRows(file) {
  const lines = (await file.text()).split('\n').slice(1, -1);
  return lines.map((line) => {
    const [, quoted, plain, email, number] = /** @type {RegExpExecArray} */ (
      /^(?:"((?:[^"]|"")*)"|([^,]*)),([^,]*),("[^"]*"|[^,]*),/.exec(line)
    );
    const name = quoted?.replaceAll('""', '"') ?? plain;
    const phone = number.replace(/\D/g, '');
    return { name, text: `${fold(name)}\0${fold(email)}`, phone };
  });
}

/** @param {string} text */
const likeOf = (text) => `%${text.replace(/[%_\\]/g, '\\$&')}%`;

async function openPool() {
  // @ts-ignore: the package is a peer of this benchmark and of nothing else.
  const { default: load } = await import(`${MODULES}@sqlite.org/sqlite-wasm/dist/index.mjs`);
  const sqlite = await load({ print() {}, printErr() {} });
  const pool = await sqlite.installOpfsSAHPoolVfs({ directory: '/bench', initialCapacity: 6 });
  return new pool.OpfsSAHPoolDb('/contacts.db');
}

/** The first rows of a database that an earlier worker has left. */
async function readFirstPage() {
  const database = await openPool();
  return database.selectArrays(
    'SELECT id, name, text, phone FROM contacts INDEXED BY by_name ORDER BY name LIMIT 50',
  );
}

/** @param {Row[]} rows */
async function fillDatabase(rows) {
  const database = await openPool();
  database.exec(`PRAGMA cache_size=-262144; PRAGMA temp_store=MEMORY;
    CREATE TABLE contacts(id INTEGER PRIMARY KEY, name TEXT, text TEXT, phone TEXT);
    BEGIN`);
  const insert = database.prepare(`INSERT INTO contacts(name, text, phone)
    SELECT value->>0, value->>1, value->>2 FROM json_each(?1)`);
  for (let i = 0; i < rows.length; i += BATCH_ROWS) {
    const batch = rows.slice(i, i + BATCH_ROWS).map(({ name, text, phone }) => [name, text, phone]);
    insert.bind(1, JSON.stringify(batch)).stepReset();
  }
  insert.finalize();
  // It covers the search, so that no row is read that is not shown.
  database.exec('COMMIT; CREATE INDEX by_name ON contacts(name, text, phone)');
  return database;
}

/**
 * @param {any} database
 * @returns {Search}
 */
function searchByLike(database) {
  return (words) => {
    const conditions = words.map(() => "(text LIKE ? ESCAPE '\\' OR phone LIKE ?)").join(' AND ');
    const values = words.flatMap((word) => [likeOf(word), likeOf(digitsOf(word) || word)]);
    const where = `FROM contacts INDEXED BY by_name WHERE ${conditions}`;
    database.selectArrays(`SELECT id, name ${where} ORDER BY name LIMIT 50`, values);
    return database.selectValue(`SELECT count(*) ${where}`, values);
  };
}

/**
 * Needles of fewer than three letters have no trigram: those are looked for as above.
 * @param {any} database
 * @returns {Search}
 */
function searchByTrigrams(database) {
  database.exec(`CREATE VIRTUAL TABLE trigrams USING fts5(text, content='',
      tokenize='trigram');
    INSERT INTO trigrams(rowid, text) SELECT id, text || char(1) || phone FROM contacts`);
  const byLike = searchByLike(database);
  return (words) => {
    const needles = words.map((word) => digitsOf(word) || word);
    if (needles.some((needle) => needle.length < 3)) return byLike(words);
    const parts = needles.flatMap((needle) =>
      Array.from({ length: needle.length - 2 }, (_, i) => needle.slice(i, i + 3)),
    );
    const match = parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ');
    const conditions = words.map(() => "(text LIKE ? ESCAPE '\\' OR phone LIKE ?)").join(' AND ');
    const values = words.flatMap((word) => [likeOf(word), likeOf(digitsOf(word) || word)]);
    const where = `FROM contacts WHERE id IN (SELECT rowid FROM trigrams WHERE trigrams MATCH ?)
      AND ${conditions}`;
    database.selectArrays(`SELECT id, name ${where} ORDER BY name LIMIT 50`, [match, ...values]);
    return database.selectValue(`SELECT count(*) ${where}`, [match, ...values]);
  };
}

/**
 * @param {Row[]} rows
 * @returns {Search}
 */
function searchArrays(rows) {
  const collator = new Intl.Collator('en');
  const order = rows.map((_, i) => i);
  order.sort((a, b) => collator.compare(rows[a].name, rows[b].name));
  const texts = order.map((i) => `${rows[i].text}\0${rows[i].phone}`);
  return (words) => {
    const page = [];
    let count = 0;
    for (let i = 0; i < texts.length; ++i) {
      const text = texts[i];
      const hasWord = (/** @type {string} */ word) => {
        if (text.includes(word)) return true;
        const digits = digitsOf(word);
        return digits !== '' && digits !== word && text.indexOf(digits, text.lastIndexOf('\0')) > 0;
      };
      if (!words.every(hasWord)) continue;
      if (++count <= 50) page.push(rows[order[i]]);
    }
    return count;
  };
}

/** @type {Record<string, (rows: Row[]) => Promise<Search>>} */
const peers = {
  indexes: async (rows) => searchByLike(await fillDatabase(rows)),
  trigrams: async (rows) => searchByTrigrams(await fillDatabase(rows)),
  arrays: async (rows) => searchArrays(rows),
};

onmessage = async ({ data: { peer, file, rounds, isVisit } }) => {
  try {
    if (isVisit) return postMessage({ rows: await readFirstPage() });
    const start = performance.now();
    const search = await peers[peer](await readRows(file));
    const preparation = performance.now() - start;
    /** @type {Record<string, {times: number[], total: number}>} */
    const answers = {};
    for (let round = 0; round < rounds; ++round) {
      for (const text of typedTexts()) {
        const before = performance.now();
        const total = search(fold(text).split(' '));
        (answers[text] ??= { times: [], total }).times.push(performance.now() - before);
      }
    }
    postMessage({ preparation, answers });
  } catch (error) {
    postMessage({ error: String(/** @type {any} */ (error)?.stack ?? error) });
  }
};
