// What the list shows while the book is still being opened: the rows of last time, if nothing has
// changed since.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, takeComplaints } from './browser.js';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page */
const shownNames = async (page) =>
  (await page.locator('.body .name .text').allInnerTexts()).filter(Boolean);

/**
 * The contents of the file, read by another handle than that of the worker.
 * @param {Page} page
 * @returns {Promise<string>}
 */
function readKept(page) {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const books = await root.getDirectoryHandle('kartei');
    const book = await books.getDirectoryHandle('contacts');
    return (await (await book.getFileHandle('first-page')).getFile()).text();
  });
}

/** @param {Page} page @param {(kept: string) => boolean} isSo */
async function untilKept(page, isSo) {
  for (let i = 0; i < 100; i++) {
    if (isSo(await readKept(page))) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`kept: ${(await readKept(page)).slice(0, 300)}`);
}

/** @param {Page} page @param {unknown[]} drafts */
async function save(page, ...drafts) {
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(async (all) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    for (const draft of all) await book.save(draft);
  }, drafts);
}

async function openBook() {
  const page = await openPage();
  await save(page, { name: 'Anna' }, { name: 'Bert' }, { name: 'Cora' });
  await untilKept(page, (kept) => kept.includes('Cora'));
  return page;
}

/**
 * The page anew, its book not before open() is called.
 * @param {Page} page
 * @param {string} [address]
 */
async function reloadSlowly(page, address) {
  let open = () => {};
  const mayOpen = new Promise((resolve) => (open = () => resolve(undefined)));
  await page.context().route('**/kartei.wasm', async (route) => {
    await mayOpen;
    await route.continue();
  });
  if (address) await page.goto('about:blank').then(() => page.goto(address));
  else await page.reload();
  return open;
}

test('rows are there before the book is open, and calls wait for it', async () => {
  const page = await openBook();
  const open = await reloadSlowly(page);
  await page.getByRole('row', { name: 'Cora' }).waitFor();
  assert.deepEqual(await shownNames(page), ['Anna', 'Bert', 'Cora']);
  await page.keyboard.press('n');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Abel');
  await name.press('Enter');
  await page.waitForTimeout(500);
  assert.deepEqual(await shownNames(page), ['Anna', 'Bert', 'Cora']);
  open();
  await page.getByRole('row', { name: 'Abel' }).waitFor();
  assert.deepEqual(await shownNames(page), ['Abel', 'Anna', 'Bert', 'Cora']);
  assert.deepEqual(takeComplaints(), []);
});

test('another list than that of last time waits for the book', async () => {
  const page = await openBook();
  const address = page.url().replace(/#.*|$/, '#/contacts?q=bert');
  const open = await reloadSlowly(page, address);
  await page.waitForTimeout(1000);
  assert.deepEqual(await shownNames(page), []);
  open();
  await page.getByRole('row', { name: 'Bert' }).waitFor();
  assert.deepEqual(await shownNames(page), ['Bert']);
});

test('what was changed just before is never shown as it was', async () => {
  const page = await openBook();
  await save(page, { name: 'Dora' });
  assert.equal(await readKept(page), '');
  const open = await reloadSlowly(page);
  await page.waitForTimeout(1000);
  assert.deepEqual(await shownNames(page), []);
  open();
  await page.getByRole('row', { name: 'Dora' }).waitFor();
});

test('an edit is in the rows of next time, what was erased is not in the file', async () => {
  const page = await openBook();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { rows } = await book.search({ filter: { text: 'bert' }, limit: 1 });
    await book.erase({ ids: [rows[0].id] });
  });
  assert.equal(await readKept(page), '');
  await untilKept(page, (kept) => kept.includes('Cora'));
  assert.doesNotMatch(await readKept(page), /Bert/);
});

test('a file that was cut, or is older than the book, is not believed', async () => {
  const page = await openBook();
  const kept = await readKept(page);
  for (const content of [kept.slice(0, -20), kept.replace('"counter":"', '"counter":"9'), '{}']) {
    await page.evaluate(async (text) => {
      await /** @type {any} */ (document.querySelector('kartei-dashboard')).book.close();
      const root = await navigator.storage.getDirectory();
      const books = await root.getDirectoryHandle('kartei');
      const book = await books.getDirectoryHandle('contacts');
      const file = await book.getFileHandle('first-page');
      const writable = await file.createWritable();
      await writable.write(text);
      await writable.close();
    }, content);
    const open = await reloadSlowly(page);
    await page.waitForTimeout(500);
    assert.deepEqual(await shownNames(page), [], content.slice(0, 80));
    open();
    await page.getByRole('row', { name: 'Cora' }).waitFor();
    await page.context().unroute('**/kartei.wasm');
  }
});

test('a book that does not open takes its rows away again', async () => {
  const page = await openBook();
  await page.context().route('**/kartei.wasm', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.fulfill({ status: 404, body: '' });
  });
  await page.reload();
  await page.getByRole('row', { name: 'Cora' }).waitFor();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  assert.ok(!(await page.getByRole('row', { name: 'Cora' }).isVisible()));
  takeComplaints();
  await page.context().unroute('**/kartei.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('row', { name: 'Cora' }).waitFor();
});
