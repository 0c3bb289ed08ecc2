// A cell of the list is edited in its place, by keyboard alone, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  openPage,
  openTwoTabs,
} from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

const anna = { name: 'Anna', email: 'anna@example.org', country_code: '+49', phone: '30 23125001' };
const bert = { name: 'Bert', email: 'bert@example.org', country_code: '+49', phone: '30 23125002' };
const cora = { name: 'Cora', email: 'cora@example.org' };

/** @param {Page} page */
async function fill(page) {
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(
    async (drafts) => {
      const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
      for (const draft of drafts) await book.save(draft);
    },
    [anna, bert, cora],
  );
  await cell(page, 'Cora').waitFor();
}

/** The dashboard with three contacts. @param {PageOptions} [options] */
async function openList(options) {
  const page = await openPage(options);
  await fill(page);
  return page;
}

/** @param {Page} page @param {string} name  what it says */
const cell = (page, name) => page.getByRole('gridcell', { name, exact: true });

/** What is edited. @param {Page} page */
const editor = (page) => page.locator('kartei-table input.editor');

/** @param {Page} page */
const message = (page) => page.locator('kartei-table .cell-message');

/** @param {Page} page @param {string} name  what the cell says */
async function edit(page, name) {
  await cell(page, name).focus();
  await page.keyboard.press('F2');
  await assertFocused(editor(page));
}

/**
 * What the book has.
 * @param {Page} page @param {string} email
 */
function stored(page, email) {
  return page.evaluate(async (value) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { rows } = await book.search({ filter: { text: value } });
    const [{ name, email: address, country_code, phone, tags }] = rows;
    return { name, email: address, country_code, phone, tags };
  }, email);
}

test('F2 edits a cell, Enter saves it and stays there, and one undo takes it back', async () => {
  const page = await openList();
  await edit(page, 'Bert');
  assert.equal(await editor(page).getAttribute('aria-label'), 'Bert: Name');
  assert.equal(await editor(page).inputValue(), 'Bert');
  await assertAccessible(page, 'a cell that is edited');
  // All of it is selected: what is typed takes its place. Letters are no shortcuts here.
  await page.keyboard.type('Benno');
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'Benno'));
  await page.getByText('Saved', { exact: true }).first().waitFor();
  assert.equal((await stored(page, 'bert@')).name, 'Benno');
  await page.keyboard.press('Control+z');
  await assertFocused(cell(page, 'Bert'));
  assert.equal((await stored(page, 'bert@')).name, 'Bert');
});

test('Esc leaves the value as it was, and letters do not begin to edit', async () => {
  const page = await openList();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await assertFocused(cell(page, 'anna@example.org'));
  assert.equal(await editor(page).count(), 0);
  await page.keyboard.press('a');
  assert.equal(await editor(page).count(), 0);
  assert.equal((await stored(page, 'anna@')).name, 'Anna');
});

test('Tab saves and goes on in the row, Shift+Tab back, at its end it stays', async () => {
  const page = await openList();
  await edit(page, 'Anna');
  await page.keyboard.type('Zoe');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).getAttribute('aria-label'), 'Zoe: E-mail');
  // The list is sorted by name: no row moves while somebody types.
  const place = await editor(page).evaluate((node) =>
    node.closest('.row')?.getAttribute('aria-rowindex'),
  );
  assert.equal(place, '2');
  await page.keyboard.type('zoe@example.org');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).getAttribute('aria-label'), 'Zoe: Calling code');
  await page.keyboard.press('Shift+Tab');
  await assertBecomes(() => editor(page).inputValue(), 'zoe@example.org');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), '+49');
  await page.keyboard.press('Tab');
  await assertBecomes(() => editor(page).inputValue(), '30 23125001');
  await page.keyboard.press('Tab');
  await assertFocused(cell(page, '30 23125001'));
  const { name, email } = await stored(page, 'zoe@');
  assert.deepEqual([name, email], ['Zoe', 'zoe@example.org']);
  // Now that nothing is edited any more it stands where it belongs.
  const row = page.getByRole('row', { name: 'Zoe' });
  await assertBecomes(() => row.getAttribute('aria-rowindex'), '4');
  await assertFocused(cell(page, '30 23125001'));
});

test('what is not valid is refused with its reason, and stays as it was typed', async () => {
  const page = await openList();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('anna.example.org');
  await page.keyboard.press('Enter');
  await message(page).getByText('This e-mail has no @.').waitFor();
  await assertFocused(editor(page));
  assert.equal(await editor(page).inputValue(), 'anna.example.org');
  assert.equal(await editor(page).getAttribute('aria-invalid'), 'true');
  const described = await editor(page).evaluate((input) => {
    const root = /** @type {ShadowRoot} */ (input.getRootNode());
    return root.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;
  });
  assert.equal(described, 'This e-mail has no @.');
  await assertAccessible(page, 'a cell with a complaint');
  // While it is mended the complaint goes, before anybody saves.
  await editor(page).fill('anna@example.net');
  await message(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await assertFocused(cell(page, 'anna@example.net'));
});

test('what was typed and left is saved; what cannot be saved is there again', async () => {
  const page = await openList();
  await edit(page, 'Anna');
  await page.keyboard.type('Anke');
  await page.getByRole('heading', { name: 'Contacts' }).click();
  await cell(page, 'Anke').waitFor();
  await edit(page, 'anna@example.org');
  await page.keyboard.type('anke');
  await page.getByRole('heading', { name: 'Contacts' }).click();
  await page.locator('kartei-toast').getByText('This e-mail has no @.').first().waitFor();
  assert.equal((await stored(page, 'Anke')).email, 'anna@example.org');
  await edit(page, 'anna@example.org');
  assert.equal(await editor(page).inputValue(), 'anke');
  await message(page)
    .getByText(/^Draft of/)
    .waitFor();
  await page.keyboard.press('Escape');
  await edit(page, 'anna@example.org');
  assert.equal(await editor(page).inputValue(), 'anna@example.org');
});
