// What an import does not take leaves a person where they are: with the focus, with what they have
// pasted, and with a word about it. What is taken back later is said, too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFocused, openTwoTabs } from './browser.js';
import { check, choose, openImport, sum } from './import-page.js';
import { bookIsOpen } from './profile-browser.js';

/** @import { Page } from 'playwright-core' */

const people = ['Name;E-Mail', 'Anna Beispiel;anna@example.org', 'Bert Muster;bert@example.org'];

/**
 * Drops a file on the page, beside the import.
 * @param {Page} page
 * @param {string} name
 */
function drop(page, name) {
  return page.evaluate((name) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['Name\nCarla\n'], name, { type: 'text/csv' }));
    const init = { dataTransfer, bubbles: true, composed: true, cancelable: true };
    document.querySelector('kartei-dashboard')?.dispatchEvent(new DragEvent('drop', init));
  }, name);
}

test('a refused file leaves the focus on the button that chooses the next one', async () => {
  const page = await openImport();
  // Asked for early: the browser begins to hand over its choosers some time after it was told to,
  // and until then they are its own.
  const chooser = page.waitForEvent('filechooser');
  // The screen is built anew when its book is there.
  await bookIsOpen(page);
  const button = page.locator('button', { hasText: 'Choose file' });
  await button.focus();
  await page.keyboard.press('Enter');
  await (
    await chooser
  ).setFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
  await page.getByRole('alert').getByText('The file is empty.').waitFor();
  await assertFocused(button);
});

test('refused since another tab imports: said, and the focus stays on the step', async () => {
  const { page, other, url } = await openTwoTabs((page) =>
    page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor(),
  );
  await page.goto(`${url}#/import`);
  await choose(page, people);
  await check(page);
  await other.goto(`${url}#/import`);
  await choose(other, people);
  await other.getByRole('button', { name: 'Check the whole file' }).click();
  await other.getByRole('alert').getByText('Another import is still open.').waitFor();
  await assertFocused(other.getByRole('heading', { name: 'Map columns' }));
});

test('a file dropped on an open import is said to have to wait', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await drop(page, 'second.csv');
  await page.getByLabel('Messages').getByText('Another import is still open.').waitFor();
  assert.match(await sum(page), /^2 new/);
});

test('the sample contacts do not take the place of an open import', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Load sample data' }).click();
  const said = page.getByLabel('Messages').getByText('Another import is still open.');
  await said.waitFor();
  assert.match(await sum(page), /^2 new/);
  // Nor from the list, or before the file is checked.
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await page.getByRole('heading', { name: 'Map columns' }).waitFor();
  await page.getByText('contacts.csv').waitFor();
});

test('a file dropped on the result of an import begins the next one', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  await drop(page, 'second.csv');
  await page.getByText('second.csv').waitFor();
});

test('pasted text is there again for whoever goes back', async () => {
  const page = await openImport();
  await page.getByText('Paste text instead').click();
  const area = page.getByLabel('CSV text');
  await area.fill('one\ntwo');
  await page.getByRole('button', { name: 'Use text' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  assert.equal(await area.inputValue(), 'one\ntwo');
  assert.ok(await area.isVisible());
  // Once it is imported, or left, it is not.
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  assert.equal(await area.inputValue(), '');
});

test('an import that is taken back is no longer shown as done', async () => {
  const page = await openImport();
  await choose(page, people);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  await page.keyboard.press('Control+z');
  await assertFocused(page.getByRole('heading', { name: 'Import undone' }));
  const undo = page.getByRole('button', { name: 'Undo import' });
  assert.equal(await undo.count(), 0);
  await page.keyboard.press('Control+Shift+z');
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  await undo.waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('heading', { name: 'Import undone' }).waitFor();
  // Nor is it offered to take it back once more.
  await page.getByRole('button', { name: 'Go to contacts' }).click();
  await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  assert.equal(await page.getByLabel('Messages').getByText('2 contacts imported').count(), 0);
});

test('rejected rows that cannot be read again, since another tab imports: says so', async () => {
  const { page, other, url } = await openTwoTabs((page) =>
    page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor(),
  );
  await page.goto(`${url}#/import`);
  await choose(page, [...people, 'Carla;none']);
  await check(page);
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await page.getByRole('heading', { name: '2 contacts imported' }).waitFor();
  await other.goto(`${url}#/import`);
  await choose(other, people);
  await check(other);
  const button = page.getByRole('button', { name: 'Download rejected rows' });
  await button.click();
  const alert = page.getByRole('alert').getByText('Another import is still open.');
  await alert.waitFor();
  await assertFocused(button);
  // Once that one is left they come, and nothing is wrong any more.
  await other.getByRole('button', { name: 'Cancel import' }).click();
  const downloading = page.waitForEvent('download');
  await button.click();
  assert.equal((await downloading).suggestedFilename(), 'contacts-rejected.csv');
  await alert.waitFor({ state: 'detached' });
});
