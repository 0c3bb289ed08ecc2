// The book's files in real OPFS: the contract of the file abstraction, and what is kept by whom.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openContext, openPage, openTab, startServer } from './browser.js';

test('OPFS keeps the contract of the file abstraction', async () => {
  const context = await openContext();
  const body = readFileSync(new URL('./files-contract.js', import.meta.url), 'utf8');
  await context.route('**/files-contract.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body }),
  );
  const page = await openTab(context);
  await page.goto((await startServer()).blankUrl);
  const failures = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker('./files-contract.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      }),
  );
  assert.deepEqual(failures, []);
});

test('books of different names are apart, and two are open in one page', async () => {
  const page = await openPage({ path: 'blank.html' });
  const found = await page.evaluate(async () => {
    const { openContacts } = /** @type {typeof import('../../web/kartei.js')} */ (
      await import(new URL('./kartei.js', location.href).href)
    );
    const one = await openContacts({ name: 'one' });
    const two = await openContacts({ name: 'two' });
    await one.save({ name: 'Anna' });
    const counts = [(await one.state()).contacts, (await two.state()).contacts];
    // Opened once more, it is another tab of the same book.
    const again = await openContacts({ name: 'one' });
    counts.push((await again.state()).contacts);
    await one.close();
    counts.push((await again.state()).contacts);
    return counts;
  });
  assert.deepEqual(found, [1, 0, 1, 1]);
});

test('a page that wakes up when its book was wiped says so, and makes none anew', async () => {
  const page = await openPage({ path: 'blank.html' });
  const found = await page.evaluate(async () => {
    const { openContacts } = /** @type {typeof import('../../web/kartei.js')} */ (
      await import(new URL('./kartei.js', location.href).href)
    );
    const codeOf = (/** @type {Promise<unknown>} */ call) =>
      call.then(
        () => 'answered',
        ({ code }) => code,
      );
    const sleeper = await openContacts({ name: 'wiped' });
    await sleeper.save({ name: 'Anna' });
    // As the browser says it to a page that is left, or is long in the background.
    const tell = (/** @type {'freeze' | 'resume'} */ what) =>
      document.dispatchEvent(new Event(what));
    const news = (/** @type {'change' | 'status'} */ type) =>
      new Promise((go) => sleeper.addEventListener(type, go, { once: true }));
    const woken = news('change');
    tell('freeze');
    tell('resume');
    await woken;
    const { contacts } = await sleeper.state();

    tell('freeze');
    const other = await openContacts({ name: 'wiped' });
    await other.destroy();
    const wiped = news('status');
    tell('resume');
    const asked = codeOf(sleeper.state());
    await wiped;
    const codes = [await asked, await codeOf(sleeper.save({ name: 'Bert' }))];
    const root = await navigator.storage.getDirectory();
    const books = await root.getDirectoryHandle('kartei');
    const names = [];
    for await (const name of books.keys()) names.push(name);
    return { contacts, status: sleeper.status, codes, names };
  });
  const codes = ['book_closed', 'book_closed'];
  assert.deepEqual(found, { contacts: 1, status: 'destroyed', codes, names: [] });
});

test('a file that is no book is refused and left as it is', async () => {
  const page = await openPage({ path: 'blank.html' });
  const found = await page.evaluate(async () => {
    const { openContacts } = /** @type {typeof import('../../web/kartei.js')} */ (
      await import(new URL('./kartei.js', location.href).href)
    );
    const root = await navigator.storage.getDirectory();
    const books = await root.getDirectoryHandle('kartei', { create: true });
    const book = await books.getDirectoryHandle('damaged', { create: true });
    const file = await book.getFileHandle('database', { create: true });
    const writable = await file.createWritable();
    await writable.write('x'.repeat(5000));
    await writable.close();
    const code = await openContacts({ name: 'damaged' }).catch((error) => error.code);
    const text = await (await file.getFile()).text();
    return { code, isUntouched: text === 'x'.repeat(5000) };
  });
  assert.deepEqual(found, { code: 'storage_damaged', isUntouched: true });
});
