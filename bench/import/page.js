// What bench/import.mjs asks of a page: a whole import, a check, or one task of a worker.
import { checkCsv } from '../../web/check.js';
import { openContacts } from '../../web/kartei.js';

const file = () => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#file'));
  return /** @type {File} */ (input.files?.[0]);
};

const FIRST_PAGE = { sort: [{ field: 'name' }], limit: 50 };

/**
 * File to list with Kartei: an empty book is opened, the file is read and checked, what is new in
 * it becomes durable, the first page of the list is answered.
 */
async function importWithKartei() {
  const times = [performance.now()];
  const lap = () => times.push(performance.now());
  const book = await openContacts({ name: 'bench' });
  lap();
  // Values that are not valid are kept as they are, as the other pipeline does it.
  const review = await book.importFile(file(), { duplicates: 'skip', invalid: 'keep' });
  lap();
  const { summary } = review;
  await review.commit();
  lap();
  const page = await book.search(FIRST_PAGE);
  lap();
  const [open, read, commit, list] = times.slice(1).map((time, i) => time - times[i]);
  return {
    total: performance.now() - times[0],
    stages: { open, read, commit, list },
    counts: {
      rows: summary.counts.rows,
      contacts: page.total,
      duplicates: summary.duplicates_in_file,
    },
    first: page.rows[0].name,
    problems: summary.problems,
  };
}

/** File to what is wrong in it, the start of workers included. */
async function checkWithKartei() {
  const start = performance.now();
  const check = await checkCsv(file());
  const total = performance.now() - start;
  const { rows, duplicates, rejected } = check.counts;
  check.close();
  return { total, counts: { rows, rejected, good_duplicates: duplicates } };
}

/** The same; their worker has loaded everything before it reads the file. */
async function checkWithPeers() {
  const start = performance.now();
  const { total: check, counts } = await runInWorker('peer-worker.js', 'check');
  const total = performance.now() - start;
  return { total, stages: { start: total - check, check }, counts };
}

/**
 * One task in a new worker.
 * @param {string} url
 * @param {string} task
 */
function runInWorker(url, task) {
  const type = url.startsWith('kartei') ? 'module' : 'classic';
  const worker = new Worker(url, { type });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message ?? `${url} does not load`));
    worker.onmessage = ({ data }) => {
      if (data === 'ready') return worker.postMessage({ task, file: file() });
      worker.terminate();
      data.error ? reject(new Error(data.error)) : resolve(data);
    };
  });
}

Object.assign(globalThis, { importWithKartei, checkWithKartei, checkWithPeers, runInWorker });
