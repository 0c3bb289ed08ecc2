// The columns of the list as a person chooses them: by button, by key, by dragging, and again after
// loading the page anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, openPage, scrollsSideways } from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/**
 * The dashboard with three contacts that have further details.
 * @param {PageOptions} [options]
 */
async function openList(options) {
  const page = await openPage(options);
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    for (const name of ['Anna', 'Bert', 'Cora']) {
      const email = `${name}@example.org`.toLowerCase();
      await book.save({ name, email, tags: ['vip', name], attributes: { Firma: `${name} GmbH` } });
    }
  });
  await page.getByRole('row', { name: 'Cora' }).waitFor();
  return page;
}

/** @param {Page} page */
const headers = (page) => page.locator('.head .cell .caption').allInnerTexts();

/** @param {Page} page @param {string} name */
const header = (page, name) => page.getByRole('columnheader', { name });

/** @param {Page} page */
const openChooser = (page) => page.getByRole('button', { name: 'Columns', exact: true }).click();

/** @param {Page} page @param {string} name */
async function width(page, name) {
  return Math.round((await header(page, name).boundingBox())?.width ?? 0);
}

test('columns are chosen, also of details and tags, and stay after loading', async () => {
  const page = await openList();
  await openChooser(page);
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('checkbox', { name: 'Tags' }).click();
  await dialog.getByRole('checkbox', { name: 'Firma' }).click();
  await dialog.getByRole('checkbox', { name: 'Calling code' }).click();
  await assertAccessible(page, 'columns');
  assert.deepEqual(await headers(page), ['Name', 'E-mail', 'Phone', 'Created', 'Tags', 'Firma']);
  await page.getByRole('gridcell', { name: 'Anna GmbH' }).waitFor();
  await page.getByRole('gridcell', { name: 'vip, Anna' }).waitFor();
  assert.equal(await page.getByRole('grid').getAttribute('aria-colcount'), '7');
  assert.equal(await header(page, 'Firma').getAttribute('aria-colindex'), '7');
  await page.keyboard.press('Escape');
  await assertFocused(page.getByRole('button', { name: 'Columns', exact: true }));
  await page.reload();
  await page.getByRole('gridcell', { name: 'Anna GmbH' }).waitFor();
  assert.deepEqual(await headers(page), ['Name', 'E-mail', 'Phone', 'Created', 'Tags', 'Firma']);
  await openChooser(page);
  await page.getByRole('button', { name: 'Reset columns' }).click();
  assert.deepEqual(await headers(page), ['Name', 'E-mail', 'Calling code', 'Phone', 'Created']);
});

test('each drag has a button: order and width, without leaving the keyboard', async () => {
  const page = await openList();
  await openChooser(page);
  const later = page.getByRole('button', { name: 'Move Name back' });
  await later.focus();
  await page.keyboard.press('Enter');
  await assertFocused(later);
  assert.deepEqual((await headers(page)).slice(0, 2), ['E-mail', 'Name']);
  await page.getByText('Name: column 2 of 5').waitFor({ state: 'attached' });
  const before = await width(page, 'Phone');
  const wider = page.getByRole('button', { name: 'Make Phone wider' });
  await wider.click();
  await wider.click();
  // 8 rem by itself, and two more.
  assert.equal(await width(page, 'Phone'), 160);
  assert.notEqual(before, 160);
});

test('keys in the header move a column and change its width; the focus stays on it', async () => {
  const page = await openList();
  await header(page, 'Phone').getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  assert.deepEqual((await headers(page)).slice(2, 4), ['Phone', 'Calling code']);
  await assertFocused(header(page, 'Phone').getByRole('button'));
  const before = await width(page, 'Phone');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  const after = await width(page, 'Phone');
  assert.ok(Math.abs(after - before - 32) <= 8, `${before} to ${after}`);
  await assertFocused(header(page, 'Phone').getByRole('button'));
  await page.keyboard.press('ArrowRight');
  await assertFocused(header(page, 'Calling code').getByRole('button'));
});

test('a header that was let go elsewhere follows no pointer', async () => {
  const page = await openList();
  const from = /** @type {any} */ (await header(page, 'Phone').boundingBox());
  const to = /** @type {any} */ (await header(page, 'Name').boundingBox());
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 120, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.move(to.x + 20, to.y + 20, { steps: 5 });
  await page.mouse.click(to.x + 20, to.y + 20, { button: 'right' });
  assert.deepEqual(await headers(page), ['Name', 'E-mail', 'Calling code', 'Phone', 'Created']);
  assert.equal(await page.locator('.moving, .drop-before, .drop-after').count(), 0);
});

test('a header is dragged to its place, its end to a width; neither sorts', async () => {
  const page = await openList();
  const from = /** @type {any} */ (await header(page, 'Phone').boundingBox());
  const to = /** @type {any} */ (await header(page, 'Name').boundingBox());
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 200, to.y + 20, { steps: 5 });
  await page.mouse.move(to.x + 20, to.y + 20, { steps: 5 });
  await page.mouse.up();
  assert.deepEqual(await headers(page), ['Phone', 'Name', 'E-mail', 'Calling code', 'Created']);
  assert.equal(await header(page, 'Name').getAttribute('aria-sort'), 'ascending');
  assert.equal(await header(page, 'Phone').getAttribute('aria-sort'), 'none');

  const box = /** @type {any} */ (await header(page, 'Name').boundingBox());
  await page.mouse.move(box.x + box.width - 1, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 59, box.y + 20, { steps: 5 });
  await page.mouse.up();
  assert.ok(Math.abs((await width(page, 'Name')) - Math.round(box.width) - 60) <= 2);
  assert.equal(await header(page, 'Name').getAttribute('aria-sort'), 'ascending');
  // Twice on its end: its share of the room again.
  const wide = /** @type {any} */ (await header(page, 'Name').boundingBox());
  await page.mouse.dblclick(wide.x + wide.width - 1, wide.y + 20);
  assert.ok(Math.abs((await width(page, 'Name')) - Math.round(box.width)) <= 2);
  // And a click still sorts.
  await header(page, 'Phone').getByRole('button').click();
  assert.equal(await header(page, 'Phone').getAttribute('aria-sort'), 'ascending');
});

test('Shift+Enter and Shift+click add keys to the order, with their numbers', async () => {
  const page = await openList();
  await header(page, 'E-mail').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+Enter');
  const numbers = () => page.locator('.head .order').allInnerTexts();
  assert.deepEqual(await numbers(), ['', '1', '', '2', '']);
  await header(page, 'Created')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await header(page, 'Phone')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  assert.deepEqual(await numbers(), ['', '1', '', '2', '3']);
  await header(page, 'Phone sorted descending, key 2').waitFor();
  assert.match(decodeURIComponent(page.url()), /sort=email,-phone,created_at/);
  const sorted = page.locator('[role=columnheader][aria-sort]:not([aria-sort=none])');
  assert.equal(await sorted.count(), 1);
  await assertAccessible(page, 'three keys');
  await header(page, 'Name').getByRole('button').click();
  assert.deepEqual(await numbers(), ['', '', '', '', '']);
});

test('the list is sorted by a further detail, and the address says so', async () => {
  const page = await openList();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: 'Abel', attributes: { 'Ort, PLZ': 'Zwickau' } });
    await book.save({ name: 'Zoe', attributes: { 'Ort, PLZ': 'Aalen' } });
  });
  await openChooser(page);
  await page.getByRole('checkbox', { name: 'Ort, PLZ' }).click();
  await page.keyboard.press('Escape');
  const button = header(page, 'Ort, PLZ').getByRole('button');
  await button.click();
  await page.waitForFunction(() => location.hash.includes('sort='));
  // The address is new before the list is.
  await page.locator('.body [aria-rowindex="2"]', { hasText: 'Zoe' }).waitFor();
  const places = () =>
    page
      .locator('.body .attribute .text')
      .allInnerTexts()
      .then((texts) => texts.filter(Boolean));
  assert.deepEqual(await places(), ['Aalen', 'Zwickau']);
  await button.click();
  await page.waitForFunction(() => location.hash.includes('sort=-'));
  await page.reload();
  await page.getByRole('row', { name: 'Zoe' }).waitFor();
  assert.equal(await header(page, 'Ort, PLZ').getAttribute('aria-sort'), 'descending');
  assert.deepEqual(await places(), ['Zwickau', 'Aalen']);
});

test('more columns than fit are scrolled sideways in the grid, and the focus too', async () => {
  const page = await openList({ width: 400, height: 760 });
  await openChooser(page);
  await page.getByRole('checkbox', { name: 'Firma' }).click();
  await page.keyboard.press('Escape');
  const cell = page.getByRole('gridcell', { name: 'Anna GmbH' });
  await cell.waitFor();
  assert.ok(!(await scrollsSideways(page)));
  await page.getByRole('gridcell', { name: 'Anna', exact: true }).focus();
  await page.keyboard.press('End');
  await assertFocused(cell);
  const box = /** @type {any} */ (await cell.boundingBox());
  assert.ok(box.x >= 0 && box.x + box.width <= 400, JSON.stringify(box));
  await page.keyboard.press('Home');
  const first = /** @type {any} */ (await page.locator('.body .select').first().boundingBox());
  assert.ok(first.x >= 0, JSON.stringify(first));
  await assertAccessible(page, 'wide table on a narrow screen');
});

test('who has gone on when the window of columns is closed is not called back', async () => {
  const page = await openList();
  await openChooser(page);
  const cell = page.getByRole('gridcell', { name: 'Anna', exact: true });
  // In one turn: what a quick hand does between two frames.
  await cell.evaluate((node) => {
    const root = /** @type {ShadowRoot} */ (node.getRootNode());
    /** @type {HTMLElement} */ (root.querySelector('.popover.columns')).hidePopover();
    /** @type {HTMLElement} */ (node).focus();
  });
  await page.getByRole('dialog', { name: 'Columns' }).waitFor({ state: 'hidden' });
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 50))));
  await assertFocused(cell);
});

test('columns that a page sets are neither told nor kept as one’s choice', async () => {
  const page = await openPage({ path: 'blank.html' });
  const kept = () => page.evaluate(() => localStorage.getItem('kartei:columns'));
  await page.evaluate(() => {
    const table = /** @type {any} */ (document.createElement('kartei-table'));
    /** @type {unknown[]} */
    const told = [];
    Object.assign(globalThis, { table, told });
    table.addEventListener('kartei-columns-changed', (/** @type {CustomEvent} */ { detail }) => {
      told.push(detail.columns);
      // As a framework does; an endless one ends here.
      if (told.length < 5) table.columns = { ...detail.columns };
    });
    document.body.append(table);
    table.columns = { shown: ['name', 'email'] };
  });
  assert.deepEqual(await headers(page), ['Name', 'E-mail']);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).told), []);
  assert.equal(await kept(), null);

  await header(page, 'Name').getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowRight');
  assert.deepEqual(await headers(page), ['E-mail', 'Name']);
  const choice = { shown: ['email', 'name'], widths: {} };
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).told), [choice]);
  assert.deepEqual(JSON.parse((await kept()) ?? ''), choice);

  // Those that it has already: what is drawn stays, with its focus.
  const isSame = await page.evaluate(() => {
    const { table } = /** @type {any} */ (globalThis);
    const grid = table.root.querySelector('.grid');
    table.columns = table.columns;
    return grid === table.root.querySelector('.grid');
  });
  assert.equal(isSame, true);
});
