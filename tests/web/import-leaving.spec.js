// An import that is left while the worker has something to do, and one whose book goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './browser.js';
import { check, choose, contacts, hold, openImport, people, sum } from './import-page.js';

/** @import { Page } from 'playwright-core' */

/**
 * Presses buttons one after the other, in one turn; how often the import says that it is closed.
 * @param {Page} page @param {string[]} selectors
 */
const press = (page, selectors) =>
  page.evaluate(async (all) => {
    const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const element = root.querySelector('kartei-import');
    let closed = 0;
    element.addEventListener('kartei-import-closed', () => ++closed);
    for (const selector of all) element.root.querySelector(selector).click();
    await new Promise((done) => setTimeout(done, 50));
    return closed;
  }, selectors);

const [back, close] = ['.step-actions button', 'header > button'];
const isClosed = (/** @type {Page} */ page) =>
  page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();

test('a review is left at once, however long the worker takes', async () => {
  for (const presses of [
    [back, close],
    [close, back],
    [close, close],
  ]) {
    const page = await openImport();
    await choose(page, people);
    await check(page);
    const free = await hold(page, 'cancel');
    assert.equal(await press(page, presses), 1, presses.join());
    await isClosed(page);
    await free();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { name: 'Drop a CSV file here' }).waitFor();
    await choose(page, people);
    await check(page);
    assert.match(await sum(page), /^2 new/);
  }
});

test('the file that was chosen last is the one that is shown', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  const free = await hold(page, 'cancel');
  await page.evaluate(() => {
    const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const element = root.querySelector('kartei-import');
    element.open(new File(['name\nAnna'], 'older.csv'));
    element.open(new File(['name\nBert'], 'newer.csv'));
  });
  await page.getByText('newer.csv').waitFor();
  await free();
  // The next review waits for the one before to be closed.
  await check(page);
  await page.getByText('Bert').waitFor();
  assert.equal((await contacts(page)).total, 0);
});

test('a file that comes while another one is written is refused, and that one stays', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  const refused = await page.evaluate(async () => {
    const { root } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const element = root.querySelector('kartei-import');
    /** @type {string[]} */
    const codes = [];
    element.addEventListener('kartei-refused', (/** @type {CustomEvent} */ { detail }) =>
      codes.push(detail.failure.code),
    );
    element.root.querySelector('.step-actions .primary').click();
    await element.open(new File(['name\nCarla'], 'other.csv'));
    return codes;
  });
  assert.deepEqual(refused, ['import_already_open']);
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  assert.equal((await contacts(page)).total, 2);
});

test('a review and a result go with their book; a file and its columns stay', async () => {
  const page = await openPage({ path: 'blank.html' });
  const giveBook = () =>
    page.evaluate(async () => {
      const { openContacts } = await import(new URL('kartei.js', location.href).href);
      const part = /** @type {any} */ (document.querySelector('kartei-import'));
      part.book = await openContacts({ storage: 'memory' });
    });
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('kartei-import')),
  );
  await giveBook();
  await choose(page, people);
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  await giveBook();
  await check(page);
  await giveBook();
  const start = page.getByRole('heading', { name: 'Drop a CSV file here' });
  await start.waitFor();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  await giveBook();
  await start.waitFor();
  assert.equal(await page.getByRole('button', { name: 'Undo import' }).count(), 0);
});
