// What bench/query.mjs asks of a page: a book of the file's rows and every typed text in it, or the
// same of a peer in a worker.
import { openContacts } from '../../web/kartei.js';
import { typedTexts } from './typed.js';

const ROUNDS = 5;
const EDITS = 20;
// The first page is kept a second after the last change; and a closed worker lets its files go.
const SETTLE_MS = 2000;
const settle = () => new Promise((done) => setTimeout(done, SETTLE_MS));

const file = () => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#file'));
  return /** @type {File} */ (input.files?.[0]);
};

/** @param {() => Promise<unknown>} task */
async function timed(task) {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** What somebody waits for who comes back: the first rows by name, and a search of everything. */
async function visit() {
  const start = performance.now();
  let first = 0;
  const list = { sort: [{ field: 'name' }], limit: 50, locale: 'en' };
  const show = (/** @type {import('../../web/kartei.js').ContactBook} */ book) =>
    book.search(list).then(() => (first ||= performance.now() - start));
  const book = await openContacts({ name: 'contacts', onFirstPage: show });
  await show(book);
  await book.search({ ...list, filter: { text: 'anna' } });
  const complete = performance.now() - start;
  await settle();
  await book.close();
  await settle();
  return { firstPage: first, complete };
}

/**
 * The worker's time and the way to it and back are in it: that is what a page waits for. Between
 * two rounds another filter is asked, so that no answer comes out of what was kept.
 */
async function queryKartei() {
  const prepared = performance.now();
  // The dashboard's own book, which is measured next.
  const book = await openContacts({ name: 'contacts' });
  const review = await book.importFile(file(), { duplicates: 'create', invalid: 'keep' });
  await review.commit();
  const preparation = performance.now() - prepared;
  const sort = [{ field: 'name' }];
  const ask = (/** @type {string} */ text, limit = 50, offset = 0) =>
    book.search({ filter: { text }, sort, limit, offset, locale: 'en' });
  // A page so far behind the first ones needs the order of all.
  const first = await timed(() => book.search({ sort, limit: 50, locale: 'en' }));
  const order = await timed(() => book.search({ sort, limit: 50, offset: 5000, locale: 'en' }));
  /** @type {Record<string, {times: number[], total: number}>} */
  const answers = {};
  for (let round = 0; round < ROUNDS; ++round) {
    for (const text of typedTexts()) {
      let total = 0;
      const time = await timed(async () => ({ total } = await ask(text)));
      (answers[text] ??= { times: [], total }).times.push(time);
    }
  }
  const middle = await timed(() => book.search({ sort, limit: 50, offset: 500_000, locale: 'en' }));
  const [contact] = (await book.search({ sort, limit: 1, locale: 'en' })).rows;
  // Until it is durable and in the list.
  const edits = [];
  for (let i = 0; i < EDITS; ++i) {
    const edit = timed(async () => {
      await book.save({ id: contact.id, name: `Zacharias Zuletzt ${i}` });
      await book.search({ sort, limit: 50, locale: 'en' });
    });
    edits.push(await edit);
  }
  // The first one is when the browser compiles what an edit needs.
  const firstEdit = edits[0];
  const edit = edits.sort((a, b) => a - b)[EDITS / 2];
  const { total } = await book.search({ limit: 1 });
  await book.close();
  await visit();
  const { firstPage, complete } = await visit();
  return {
    preparation,
    answers,
    extras: { first, order, middle, firstEdit, edit, firstPage, complete },
    contacts: total,
  };
}

/**
 * @param {any} request
 * @returns {Promise<any>}
 */
function askPeer(request) {
  const worker = new Worker('peer-worker.js', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message ?? 'the peer does not load'));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      data.error ? reject(new Error(data.error)) : resolve(data);
    };
    worker.postMessage(request);
  });
}

/** @param {string} peer */
async function queryPeer(peer) {
  const run = await askPeer({ peer, file: file(), rounds: ROUNDS });
  if (peer === 'arrays') return run;
  await settle();
  const start = performance.now();
  await askPeer({ isVisit: true });
  return { ...run, extras: { firstPage: performance.now() - start } };
}

Object.assign(globalThis, { queryKartei, queryPeer });
