// What the command palette makes of answers: late ones, of another question, failed ones, and
// hostile ones. Its book answers when the test says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes, openPage, shownText } from './browser.js';

/** @import { Page } from 'playwright-core' */

/** A dashboard whose book leaves each search of the palette open, under its text. */
async function openSlow() {
  const page = await openPage();
  await page.getByRole('heading', { level: 3 }).waitFor();
  await page.evaluate(() => {
    const dashboard = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const { book } = dashboard;
    /** @type {Record<string, any>} */
    const open = {};
    const make = (/** @type {string} */ name) => ({
      id: name.toLowerCase(),
      ...{ name, email: '', phone: '', country_code: '' },
    });
    const search = book.search.bind(book);
    book.search = (/** @type {any} */ query, /** @type {any} */ options) => {
      const text = query.filter?.all?.[0]?.text;
      if (!text || query.limit !== 8) return search(query, options);
      return new Promise((resolve, reject) => (open[text] = { resolve, reject }));
    };
    const answer = (/** @type {string} */ text, /** @type {string[]} */ names) =>
      open[text].resolve({ rows: names.map(make), total: names.length, version: 1 });
    const refuse = (/** @type {string} */ text, /** @type {string} */ code) =>
      open[text].reject(Object.assign(new Error(code), { code }));
    Object.assign(globalThis, { answer, refuse });
  });
  await page.keyboard.press('Control+k');
  await page.locator('.palette [role=option]').first().waitFor();
  return page;
}

/** @param {Page} page @param {string} text @param {string[]} names */
const answer = (page, text, names) =>
  page.evaluate(
    ([asked, found]) => /** @type {any} */ (globalThis).answer(asked, found),
    [text, names],
  );

/** @param {Page} page */
const contacts = (page) =>
  page.getByRole('group', { name: 'Contacts' }).locator('.palette-label').allTextContents();

/** @param {Page} page */
const active = (page) =>
  page.locator('.palette [aria-selected=true] .palette-label').allTextContents();

/** @param {Page} page */
const field = (page) => page.locator('.palette input');

/** @param {Page} page */
const isOpen = async (page) => (await field(page).count()) > 0;

/** @param {Page} page */
const hash = (page) => new URL(page.url()).hash;

test('the newest answer wins, and what was found before stays until it is there', async () => {
  const page = await openSlow();
  await page.keyboard.type('q');
  await answer(page, 'q', ['Quentin', 'Quirin']);
  const before = ['Quentin', 'Quirin', 'Show all 2 matches in the list'];
  await assertBecomes(() => contacts(page), before);
  await page.keyboard.type('ui');
  await page.waitForTimeout(100);
  assert.deepEqual(await contacts(page), before);
  await answer(page, 'qui', ['Quirin']);
  await assertBecomes(() => contacts(page), ['Quirin', 'Show 1 match in the list']);
  await answer(page, 'qu', ['Quentin', 'Quirin', 'Quax']);
  await page.waitForTimeout(100);
  assert.deepEqual(await contacts(page), ['Quirin', 'Show 1 match in the list']);
  // Nor is an answer for a field that is empty again.
  await page.keyboard.type('x');
  await field(page).fill('');
  await answer(page, 'quix', ['Quix']);
  await page.waitForTimeout(100);
  assert.deepEqual(await contacts(page), []);
});

test('what a person has chosen stays chosen while it is there, else it is the first', async () => {
  const page = await openSlow();
  await page.keyboard.type('q');
  await answer(page, 'q', ['Quentin', 'Quirin']);
  await assertBecomes(() => active(page), ['Quentin']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('u');
  await answer(page, 'qu', ['Quax', 'Quentin', 'Quirin']);
  await assertBecomes(async () => (await contacts(page)).length, 4);
  assert.deepEqual(await active(page), ['Quirin']);
  await page.keyboard.type('a');
  await answer(page, 'qua', ['Quax']);
  await assertBecomes(() => active(page), ['Quax']);
});

test('a list that changes under a pointer that rests chooses nothing', async () => {
  const page = await openSlow();
  await page.keyboard.type('q');
  await answer(page, 'q', ['Quentin', 'Quirin']);
  await page.getByRole('option', { name: 'Quirin' }).hover();
  await assertBecomes(() => active(page), ['Quirin']);
  await page.keyboard.type('u');
  await answer(page, 'qu', ['Quax', 'Quentin', 'Quirin']);
  await assertBecomes(async () => (await contacts(page)).length, 4);
  await page.waitForTimeout(100);
  assert.deepEqual(await active(page), ['Quax']);
});

test('Enter before the answer opens whom the whole text finds', async () => {
  const page = await openSlow();
  await page.keyboard.type('q');
  await answer(page, 'q', ['Quentin', 'Quirin']);
  await assertBecomes(() => active(page), ['Quentin']);
  await page.keyboard.type('uir');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(100);
  assert.equal(await isOpen(page), true);
  await answer(page, 'quir', ['Quirin']);
  await assertBecomes(() => isOpen(page), false);
  assert.equal(hash(page), '#/contacts/quirin');
});

test('whom the arrows have chosen is opened at once; a command waits for no contact', async () => {
  const page = await openSlow();
  await page.keyboard.type('q');
  await answer(page, 'q', ['Quentin', 'Quirin']);
  await assertBecomes(() => active(page), ['Quentin']);
  await page.keyboard.type('u');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await assertBecomes(() => isOpen(page), false);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('trash');
  await page.keyboard.press('Enter');
  await assertBecomes(() => hash(page), '#/trash');
});

test('a search that fails says so, and the rest is still there', async () => {
  const page = await openSlow();
  await page.keyboard.type('trash');
  await page.evaluate(() => /** @type {any} */ (globalThis).refuse('trash', 'book_busy'));
  const said = 'An import is being saved. One moment, please.';
  await page.locator('.palette .nothing', { hasText: said }).waitFor();
  assert.equal(await page.getByRole('option', { name: 'Trash' }).count(), 1);
});

test('nothing is said to be missing before there is an answer', async () => {
  const page = await openSlow();
  await page.keyboard.type('qq');
  assert.equal(await page.locator('.palette .nothing').isVisible(), false);
  await answer(page, 'qq', []);
  await page.locator('.palette .nothing', { hasText: 'Nothing found' }).waitFor();
});

test('names are text, whatever they hold', async () => {
  const page = await openSlow();
  const hostile = [
    '<img src=x onerror="alert(1)"> & <b>bold</b>',
    '\u202egro.elpmaxe\u2066 turned',
    'x'.repeat(100_000),
    'palette-list',
  ];
  await page.keyboard.type('q');
  await answer(page, 'q', hostile);
  await assertBecomes(async () => (await contacts(page)).length, 5);
  const [markup, turned, long] = await contacts(page);
  assert.equal(markup, hostile[0]);
  assert.equal(turned, hostile[1]);
  assert.equal(long.length, 100);
  assert.equal(await page.locator('.palette img, .palette b').count(), 0);
  assert.equal(await page.locator('.palette-label').nth(1).getAttribute('dir'), 'auto');
  const { sideways, heights } = await page.getByRole('listbox').evaluate((list) => ({
    sideways: list.scrollWidth > list.clientWidth,
    heights: [...list.querySelectorAll('[role=option]')].map((row) => row.clientHeight),
  }));
  assert.equal(sideways, false);
  assert.equal(new Set(heights).size, 1);
  assert.ok((await shownText(page)).includes('<b>bold</b>'));
});
