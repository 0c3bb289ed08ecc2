// Sync of many contacts: what a write costs with sync and without, in Chromium; and in node, with a
// book in memory, the first pull beside an import of the same contacts, and many changes one by one
// and in bulk.
//   node bench/sync.mjs [CONTACTS [CHANGES]]
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { serve } from '../scripts/serve.mjs';
import { startServer } from '../tests/backends/server.js';
import { openContacts } from '../web/kartei.js';
import { inNewBrowser } from './import/browser.mjs';
import { contactsFile } from './import/contacts-file.mjs';

/** @import { ContactBook } from '../web/kartei.js' */

const [contacts = 1_000_000, changes = 10_000] = process.argv.slice(2).map(Number);
const WRITES = 500;

/** @param {string} name  of web/profiles */
const readProfile = (name) =>
  JSON.parse(readFileSync(new URL(`../web/profiles/${name}`, import.meta.url), 'utf8'));

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6)} MB`;

/** @param {() => Promise<unknown>} task */
async function timed(task) {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/**
 * Runs a task and looks meanwhile at how much memory the process takes.
 * @param {() => Promise<unknown>} task
 */
async function watched(task) {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const time = await timed(task).finally(() => clearInterval(timer));
  return { time, memory: Math.max(peak, process.memoryUsage().rss) - before };
}

/**
 * Nothing is left to be sent, and the walk is over.
 * @param {ContactBook} book
 */
async function settle(book) {
  for (;;) {
    const status = await book.syncStatus();
    if (status.pause || (status.failures ?? 0) > 3) throw new Error(JSON.stringify(status));
    if (status.pending === 0 && status.pull?.is_complete && !status.is_working) return status;
    await wait(100);
  }
}

/** @param {number} count */
async function startBackend(count) {
  const url = new URL('sync/backend.mjs', import.meta.url);
  const worker = new Worker(url, { workerData: { contacts: count } });
  const base = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  return { base, stop: () => worker.terminate() };
}

async function measurePull() {
  const backend = await startBackend(contacts);
  const book = await openContacts({ storage: 'memory' });
  const profile = readProfile('json-server.json');
  const pull = await watched(async () => {
    await book.connectBackend({ profile, base: backend.base, direction: 'both', account: '' });
    await settle(book);
  });
  const { total } = await book.search({ limit: 1 });
  console.log(`first pull: ${total} contacts in ${seconds(pull.time)}, ${megabytes(pull.memory)}`);
  /** @type {string[]} */
  const ids = [];
  while (ids.length < Math.min(changes, total)) {
    const limit = Math.min(1000, changes - ids.length);
    const { rows } = await book.search({ limit, offset: ids.length });
    ids.push(...rows.map(({ id }) => id));
  }
  const push = await watched(async () => {
    await book.update({ ids, changes: { add_tags: ['bench'] } });
    await settle(book);
  });
  console.log(`${ids.length} changes, one by one: ${seconds(push.time)}`);
  await book.close();
  await backend.stop();
}

async function measureImport() {
  const book = await openContacts({ storage: 'memory' });
  const file = new File([readFileSync(contactsFile(contacts))], 'contacts.csv');
  const { time, memory } = await watched(async () => {
    const review = await book.importFile(file, { duplicates: 'create', invalid: 'keep' });
    await review.commit();
  });
  console.log(`import of as many: ${seconds(time)}, ${megabytes(memory)}`);
  await book.close();
}

async function measureBulk() {
  const server = await startServer('couchdb');
  const book = await openContacts({ storage: 'memory' });
  const file = new File([readFileSync(contactsFile(changes))], 'contacts.csv');
  const review = await book.importFile(file, { duplicates: 'create', invalid: 'keep' });
  await review.commit();
  const profile = readProfile('couchdb.json');
  const time = await timed(async () => {
    await book.connectBackend({ profile, base: server.url, direction: 'both', account: '' });
    await settle(book);
  });
  const { log = [] } = await book.syncStatus();
  const bulk = log.filter(({ path }) => path.includes('_bulk')).length;
  console.log(
    `${changes} new contacts to CouchDB: ${seconds(time)}, ${bulk} bulk calls in the log`,
  );
  await book.close();
  await server.stop();
}

/**
 * Runs in a page. The same saves in turn in a book with sync, which has nobody to send to, and in
 * one without.
 * @param {{profile: object, writes: number}} options
 */
async function writeInTurn({ profile, writes }) {
  const path = '/web/kartei.js';
  const kartei = await import(path);
  const books = [];
  for (const isConnected of [false, true]) {
    const book = await kartei.openContacts({ name: isConnected ? 'connected' : 'alone' });
    // Nobody listens there: what is written waits.
    const base = 'http://127.0.0.1:9';
    if (isConnected) await book.connectBackend({ profile, base, direction: 'push', account: '' });
    books.push({ book, /** @type {number[]} */ times: [] });
  }
  for (let i = 0; i < writes; ++i) {
    for (const { book, times } of i % 2 ? books : books.toReversed()) {
      const start = performance.now();
      const phone = `+49 30 ${1_000_000 + i}`;
      await book.save({ name: `Name ${i}`, email: `name.${i}@example.org`, phone });
      times.push(performance.now() - start);
    }
  }
  for (const { book } of books) await book.close();
  return books.map(({ times }) => times);
}

/** In Chromium, where a save waits until it is in OPFS. */
async function measureWrites() {
  const server = await serve({ port: 0, root: new URL('..', import.meta.url).pathname });
  const url = `${server.url}bench/query/page.html`;
  const options = { profile: readProfile('json-server.json'), writes: WRITES };
  const { result } = await inNewBrowser({ url, file: contactsFile(2000) }, (page) =>
    page.evaluate(writeInTurn, options),
  );
  await server.close();
  const [without, withSync] = result.map((times) => times.sort((a, b) => a - b)[WRITES / 2]);
  const ratio = (withSync / without - 1) * 100;
  console.log(
    `a save in OPFS, median of ${WRITES}: ${without.toFixed(2)} ms; with sync`,
    `${withSync.toFixed(2)}, ${ratio.toFixed(0)} % more`,
  );
}

await measureWrites();
await measureBulk();
await measurePull();
await measureImport();
