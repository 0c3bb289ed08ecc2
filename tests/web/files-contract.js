// Runs in a worker of the page: the contract of the file abstraction (tests/core/store/
// files_contract.h says the same in C++) on real OPFS handles, and what only OPFS can do wrong.

/** @type {typeof import('../../web/worker/opfs-pool.js')} */
const { openPool } = await import(new URL('./worker/opfs-pool.js', self.location.href).href);

const JOURNAL = 1;
const OK = 0;
const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** @type {string[]} */
const failures = [];

/**
 * @param {string} what
 * @param {unknown} actual
 * @param {unknown} expected
 */
function check(what, actual, expected) {
  if (actual !== expected) failures.push(`${what}: ${actual} instead of ${expected}`);
}

/**
 * @param {import('../../web/instance.js').Files} files
 * @param {number} size
 * @param {number} offset
 */
function read(files, size, offset) {
  const bytes = new Uint8Array(size);
  const count = files.read(JOURNAL, bytes, offset);
  return new TextDecoder().decode(bytes.subarray(0, count));
}

async function run() {
  let pool = await openPool('contract');
  let { files } = pool;
  check('a new file is empty', files.size(JOURNAL), 0);
  check('reading nothing', read(files, 4, 0), '');
  check('write', files.write(JOURNAL, encode('hello'), 0), OK);
  check('size', files.size(JOURNAL), 5);
  check('read inside', read(files, 3, 1), 'ell');
  check('read over the end', read(files, 10, 2), 'llo');
  check('read behind the end', read(files, 10, 100), '');
  check('overwrite', files.write(JOURNAL, encode('J'), 0), OK);
  check('write behind the end', files.write(JOURNAL, encode('!'), 7), OK);
  check('the gap is zeros', read(files, 10, 0), 'Jello\0\0!');
  check('truncate', files.truncate(JOURNAL, 2), OK);
  check('what was cut is gone', files.write(JOURNAL, encode('.'), 3), OK);
  check('after truncate', read(files, 10, 0), 'Je\0.');
  check('flush', files.flush(JOURNAL), OK);
  check('the others are apart', files.size(0), 0);

  const second = await openPool('contract').then(
    () => 'opened',
    (/** @type {any} */ error) => error.code,
  );
  check('opening twice', second, 'book_open_elsewhere');

  pool.close();
  check('after closing, a failure is a status', files.write(JOURNAL, encode('x'), 0) === OK, false);
  check('and a size too', files.size(JOURNAL) < 0, true);
  pool = await openPool('contract');
  ({ files } = pool);
  check('what was written is there again', read(files, 10, 0), 'Je\0.');
  files.truncate(JOURNAL, 0);
  check('empty again', files.size(JOURNAL), 0);
  pool.close();
}

run().then(
  () => self.postMessage(failures),
  (error) => self.postMessage([...failures, String(error)]),
);
