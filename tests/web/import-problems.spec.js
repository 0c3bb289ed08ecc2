// What is mended in an import's review, with the real book: a cell, a problem of many rows, and
// back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused } from './browser.js';
import { check, choose, contacts, hold, openImport, sum, tab } from './import-page.js';

/** @import { KarteiImport } from '../../web/elements/import/kartei-import.js' */

const damaged = [
  'Name;E-Mail;Telefon',
  'Anna Beispiel;anna@example;030 23125101',
  'Bert Muster;bert@example.org;030 23125102',
  'Carla Probe;carla@@example.org;',
  'Dora Test;dora@@example.org;',
];

test('a cell is mended in its place, by keyboard', async () => {
  const page = await openImport();
  await choose(page, damaged.slice(0, 2));
  await check(page);
  const value = page.getByRole('textbox', { name: /row 2: another value$/ }).first();
  assert.equal(await value.inputValue(), 'anna@example');
  await assertAccessible(page, 'import, a row to be mended');
  await value.fill('anna@example.org');
  await value.press('Enter');
  await page.getByText('a dot is missing').first().waitFor({ state: 'hidden' });
  await page.getByRole('textbox', { name: /row 2: another value$/ }).fill('+49 30 23125101');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.locator('.review-row.new').waitFor();
  assert.match(await sum(page), /1 new.*0 rejected/s);
  await page.getByRole('button', { name: 'Import 1 contact' }).click();
  await page.getByRole('heading', { name: '1 contact imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.equal(rows[0].email, 'anna@example.org');
  assert.equal(rows[0].phone, '+49 30 23125101');
});

test('an area code in a column of its own is one with its number', async () => {
  const page = await openImport();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: 'Anna', phone: '+49 421 123456' });
  });
  const rows = ['Anna B.;+49;0421;12 34 56', 'Bert;+49;0171;+49 30 23125102'];
  await choose(page, ['Name;Ländervorwahl;Vorwahl;Telefon', ...rows]);
  const target = page.getByRole('combobox', { name: 'Mapping of the column Vorwahl' });
  assert.equal(await target.inputValue(), 'area_code');
  await check(page);
  await page.getByRole('radio', { name: 'Update' }).check();
  await page.getByRole('cell', { name: '0421 12 34 56', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByRole('heading', { name: /2 rows/ }).waitFor();
  const written = (await contacts(page)).rows;
  assert.deepEqual(
    written.map((/** @type {any} */ { phone }) => phone),
    ['0421 12 34 56', '+49 30 23125102'],
  );
});

test('what rows lack at their end is empty, one by one and all at once', async () => {
  const page = await openImport();
  const rows = ['Anna;anna@example.org', 'Bert;bert@example.org', 'Carla;carla@example.org'];
  await choose(page, ['Name;E-Mail;Telefon;Schlagwörter', ...rows, 'Dora;dora@example.org;;neu']);
  await check(page);
  await page.getByRole('textbox', { name: /row 2: another value$/ }).fill('+49 30 23125101');
  await page.getByRole('button', { name: 'Change', exact: true }).first().click();
  await page.getByRole('textbox', { name: /row 2: another value$/ }).waitFor({ state: 'hidden' });
  assert.match(await sum(page), /2 new.*2 rejected/s);
  await page.getByRole('button', { name: 'Take missing cells as empty…' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Import 4 contacts' }).click();
  await page.getByRole('heading', { name: '4 contacts imported' }).waitFor();
});

test('what was mended is not left without a question', async () => {
  const page = await openImport();
  await choose(page, damaged.slice(0, 2));
  await check(page);
  const value = page.getByRole('textbox', { name: /row 2: another value$/ }).first();
  await value.fill('anna@example.org');
  await value.press('Enter');
  await page.getByText('a dot is missing').first().waitFor({ state: 'hidden' });
  const dialog = page.getByRole('dialog', { name: 'Leave the review?' });
  await page.getByRole('button', { name: 'Back' }).click();
  await assertAccessible(page, 'import, a review that is left');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  // The browser asks as well, when the tab is closed.
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('button', { name: 'Cancel import' }).waitFor({ state: 'hidden' });
});

test('while contacts are written the browser asks before the page goes', async () => {
  const page = await openImport();
  const rows = Array.from({ length: 5000 }, (_, i) => `P ${i};p${i}@example.org;`);
  await choose(page, ['Name;E-Mail;Telefon', ...rows]);
  await check(page);
  const asks = page.evaluate(
    () =>
      new Promise((resolve) => {
        const dashboard = document.querySelector('kartei-dashboard');
        const found = dashboard?.shadowRoot?.querySelector('kartei-import');
        const element = /** @type {KarteiImport | null | undefined} */ (found);
        // Short as it may be, it is being written once whoever might prevent it was asked.
        const look = () =>
          queueMicrotask(() => {
            const isAllowed = dispatchEvent(new Event('beforeunload', { cancelable: true }));
            resolve(element?.isWriting && !isAllowed);
          });
        addEventListener('kartei-before-import', look, { once: true });
      }),
  );
  await page.getByRole('button', { name: 'Import 5,000 contacts' }).click();
  assert.equal(await asks, true);
  await page.getByRole('heading', { name: '5,000 contacts imported' }).waitFor();
  const leaves = await page.evaluate(() =>
    dispatchEvent(new Event('beforeunload', { cancelable: true })),
  );
  assert.ok(leaves, 'nothing is lost any more');
});

test('whoever mends row by row goes on with the next one, not from the top', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  const value = (/** @type {number} */ row) =>
    page.getByRole('textbox', { name: new RegExp(`row ${row}: another value$`) }).first();
  // Row 2 is left as it is. What is left of row 4 comes before row 5, also if nothing is better.
  await value(4).fill('carla@@example');
  await value(4).press('Enter');
  // The one before has the focus, too.
  await page.locator('.value.wrong', { hasText: /carla@@example$/ }).waitFor();
  await assertFocused(value(4));
  await value(4).fill('carla@example.org');
  await value(4).press('Enter');
  await assertFocused(value(5));
  await value(5).fill('dora@example.org');
  await value(5).press('Enter');
  await assertFocused(value(2));
});

test('what was typed into another cell and not applied yet stays', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  const value = (/** @type {number} */ row) =>
    page.getByRole('textbox', { name: new RegExp(`row ${row}: another value$`) }).first();
  await value(4).fill('carla@example.org');
  await value(5).fill('dora@example.org');
  await value(5).press('Enter');
  await page.locator('.review-row.new', { hasText: 'dora@example.org' }).waitFor();
  assert.equal(await value(4).inputValue(), 'carla@example.org');
  // Nor is it lost by looking at something else meanwhile.
  await tab(page, 'New').click();
  await value(4).waitFor({ state: 'hidden' });
  await tab(page, 'All').click();
  assert.equal(await value(4).inputValue(), 'carla@example.org');
  await value(4).press('Enter');
  await page.locator('.review-row.new', { hasText: 'carla@example.org' }).waitFor();
});

test('whoever types in the next cell goes on there once the one before is mended', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  const value = (/** @type {number} */ row) =>
    page.getByRole('textbox', { name: `E-Mail, row ${row}: another value` });
  await value(4).fill('carla@example.org');
  const free = await hold(page, 'fixCell');
  await value(4).press('Enter');
  await value(2).fill('anna@ample.org');
  await value(2).press('Home');
  await page.keyboard.type('dr');
  await free();
  await page.locator('.review-row.new', { hasText: 'carla@example.org' }).waitFor();
  await assertFocused(value(2));
  await page.keyboard.type('.');
  assert.equal(await value(2).inputValue(), 'dr.anna@ample.org');
  // The cell itself may say something else meanwhile; what is typed goes on.
  await value(2).fill('anna@');
  await value(2).press('Enter');
  await page.keyboard.type('x.de');
  await page.locator('.value.wrong', { hasText: /anna@$/ }).waitFor();
  await assertFocused(value(2));
  assert.equal(await value(2).inputValue(), 'anna@x.de');
});

test('a column that is not imported is no further detail of a row', async () => {
  const page = await openImport();
  await choose(page, ['Name;E-Mail;Firma;Ort', 'Anna;anna@example.org;ACME;Cork']);
  const ignore = async (/** @type {string} */ column) =>
    page
      .getByRole('combobox', { name: `Mapping of the column ${column}` })
      .selectOption('Do not import');
  await ignore('Firma');
  await page.getByText('not imported').waitFor();
  await check(page);
  await page.getByText('+ 1 further detail', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await ignore('Ort');
  await page.getByText('not imported').nth(1).waitFor();
  await check(page);
  assert.equal(await page.getByText(/further detail/).count(), 0);
});

test('a reason of two lines stands beside its icon', async () => {
  const page = await openImport({ width: 400 });
  await choose(page, damaged);
  await check(page);
  const reason = page.locator('.reasons li', { hasText: 'lacks the calling code' }).first();
  const icon = await reason.locator('.icon').boundingBox();
  const text = await reason.locator('span').boundingBox();
  assert.ok(icon && text && text.height > 2 * icon.height);
  assert.ok(icon.y < text.y + text.height && text.x > icon.x + icon.width, 'beside it');
});

test('one problem of many rows: looked at, tried, mended', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  const problem = (/** @type {RegExp} */ text) =>
    page.locator('.problem-list > ul > li').filter({ hasText: text });
  const double = problem(/^2/);
  await double.getByRole('button', { name: 'Show rows' }).click();
  await page.locator('.review-row').nth(2).waitFor({ state: 'detached' });
  assert.match(await page.locator('.review-row').nth(1).innerText(), /Dora/);
  await assertFocused(tab(page, 'Rejected'));
  await double.getByRole('button', { name: /Leave the value out/ }).click();
  await page.getByText('This would change 2 rows:').waitFor();
  await page.getByText('carla@@example.org').first().waitFor();
  await assertAccessible(page, 'import, a change that is tried');
  assert.match(await sum(page), /4 rejected/);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('This would change').waitFor({ state: 'hidden' });
  assert.match(await sum(page), /2 new.*2 rejected/s);

  const assume = page.getByRole('combobox', { name: /Assume a calling code/ });
  await assume.selectOption('+49');
  await page.getByText('+493023125102').waitFor();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('This would change').waitFor({ state: 'hidden' });
  const invalid = page.getByRole('combobox', { name: 'Rows with invalid values' });
  await invalid.selectOption({ label: 'are taken with the invalid value' });
  await page.getByRole('button', { name: 'Import 4 contacts' }).click();
  await page.getByRole('heading', { name: '4 contacts imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual(
    rows.map((/** @type {any} */ { email, country_code }) => [email, country_code]),
    [
      ['anna@example', '+49'],
      ['bert@example.org', '+49'],
      ['', ''],
      ['', ''],
    ],
  );
});

test('all rows are shown again after those with one problem, a chosen tab as it was', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  await page.getByRole('button', { name: 'Show rows' }).first().click();
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await page.locator('.review-row').nth(3).waitFor();
  assert.equal(await tab(page, 'All').getAttribute('aria-selected'), 'true');
  // Whoever chooses a tab sees no longer the rows of the problem only.
  await page.getByRole('button', { name: 'Show rows' }).first().click();
  await page.getByRole('button', { name: 'Show all rows' }).waitFor();
  await tab(page, 'Rejected').click();
  await page.getByRole('button', { name: 'Show all rows' }).waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: /Assume a calling code/ }).selectOption('+49');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('1 row changed.').waitFor();
  assert.equal(await tab(page, 'Rejected').getAttribute('aria-selected'), 'true');
});

test('where the last row with a problem is mended, the other rows are shown again', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  const only = page.locator('.problem-list > ul > li').filter({ hasText: /^1/ }).first();
  await only.getByRole('button', { name: 'Show rows' }).click();
  await page.locator('.review-row').nth(1).waitFor({ state: 'detached' });
  const cell = page.locator('.review-row .mend input').first();
  await cell.fill((await cell.inputValue()).includes('@') ? 'anna@example.org' : '+49 30 23125109');
  await cell.press('Enter');
  await page.locator('.review-row').nth(1).waitFor();
  assert.equal(await page.getByText('No rejected rows').count(), 0);
});

const mistyped = [
  'Name;E-Mail',
  'Anna;anna@gmial.com',
  'Bert;bert@gmial.com',
  'Carla;carla@hotnail.com',
  'Dora;dora@example.org',
  'Anna 2;anna@gmail.com',
];

test('mistyped domains: offered for all rows, by domain; undone until the commit', async () => {
  const page = await openImport();
  await choose(page, mistyped);
  await check(page);
  const item = page.locator('.problem-list > ul > li').filter({ hasText: 'perhaps mistyped' });
  assert.match(await item.innerText(), /^3\s/);
  await item.getByRole('button', { name: 'See suggestions…' }).press('Enter');
  const trial = page.getByRole('group', { name: 'Preview of the change' });
  await trial.getByText('This would change 3 rows:').waitFor();
  const gmail = trial.getByRole('checkbox', { name: /gmial\.com → gmail\.com/ });
  await trial.getByRole('checkbox', { name: /hotnail\.com → hotmail\.com/ }).press(' ');
  await trial.getByText('This would change 2 rows:').waitFor();
  await assertFocused(trial.getByRole('checkbox', { name: /hotnail/ }));
  assert.equal(await gmail.isChecked(), true);
  await assertAccessible(page, 'import, suggestions for domains');
  assert.match(await sum(page), /5 new.*0 skipped/s);
  await trial.getByRole('button', { name: 'Apply' }).press('Enter');
  // The corrected address is one that a later row has, too.
  await page.getByText('2 rows changed.').waitFor();
  assert.match(await sum(page), /4 new.*1 skipped/s);
  await item.filter({ hasText: /^1/ }).waitFor();
  await assertAccessible(page, 'import, domains corrected');

  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await item.filter({ hasText: /^3/ }).waitFor();
  assert.match(await sum(page), /5 new.*0 skipped/s);
  assert.equal(await page.getByText('rows changed.').count(), 0);
  await assertFocused(page.getByRole('heading', { name: 'What is wrong' }));

  await item.getByRole('button', { name: 'See suggestions…' }).click();
  await trial.getByRole('checkbox', { name: /hotnail/ }).check();
  await trial.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('3 rows changed.').waitFor();
  await page.getByRole('heading', { name: 'Nothing wrong any more' }).waitFor();
  await page.getByRole('button', { name: 'Import 4 contacts' }).click();
  await page.getByRole('heading', { name: '4 contacts imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual(
    rows.map((/** @type {any} */ { email }) => email),
    ['anna@gmail.com', 'bert@gmail.com', 'carla@hotmail.com', 'dora@example.org'],
  );
});

test('what was mended in many rows is undone, the newest first', async () => {
  const page = await openImport();
  await choose(page, damaged);
  await check(page);
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await page.getByRole('combobox', { name: /Assume a calling code/ }).selectOption('+49');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('1 row changed.').waitFor();
  const double = page.locator('.problem-list > ul > li').filter({ hasText: /^2/ });
  await double.getByRole('button', { name: /Leave the value out/ }).click();
  // Pressed twice, it is done once.
  await page.getByRole('button', { name: 'Apply' }).evaluate((apply) => {
    const button = /** @type {HTMLButtonElement} */ (apply);
    button.click();
    button.click();
  });
  await page.getByText('2 rows changed.').waitFor();
  assert.match(await sum(page), /3 new.*1 rejected/s);
  await undo.click();
  await page.getByText('1 row changed.').waitFor();
  await page
    .getByText(/1 new.*3 rejected/s)
    .first()
    .waitFor();
  await undo.click();
  await undo.waitFor({ state: 'detached' });
  await page
    .getByText(/0 new.*4 rejected/s)
    .first()
    .waitFor();
});
