// What was mended in <kartei-check> when its file is read again, in real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused } from './browser.js';
import {
  action,
  choose,
  clean,
  columns,
  counts,
  eventTypes,
  leaveOut,
  openForm,
  send,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

const email = 'Which column is “email”?';
const phone = 'Which column is “phone”?';

/**
 * Names the columns, or takes them back.
 * @param {Page} page
 * @param {string} label
 * @param {string} header
 */
async function map(page, label, header) {
  const select = page.getByLabel(label);
  if (!(await select.isVisible())) await page.getByText(/^Columns: /).click();
  await select.selectOption({ label: header });
}

test('a column that is named by hand undoes no mending and leaves out no more', async () => {
  const page = await openForm();
  await choose(page, 'email,phone,fax\nanna@x.de,,12\nbert,,\ncarl,,12\ndora@x.de,,\n');
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Tab');
  await page.getByText('3 rows are good · 1 row has a problem').waitFor();
  await leaveOut(page);
  await map(page, phone, 'fax');
  await page.getByText('2 rows are good · 2 rows have problems').waitFor();
  assert.equal(await clean(page), undefined);
  const before = uploads.length;
  await send(page);
  await page.getByText('2 rows have to be mended or left out first.').waitFor();
  assert.equal(uploads.length, before);
  await page.getByRole('button', { name: 'Leave out 2 rows' }).click();
  await page.getByText('The clean file is ready, without 2 rows.').waitFor();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /\r\nbert@x\.de,,\r\ndora@x\.de,,\r\n\r\n--/);
});

test('what is wrong outside of the expected columns is mended in its place, too', async () => {
  const page = await openForm();
  const lines = ['\xef\xbb\xbfemail,Ort', 'anna@x.de,', 'bert@x.de,K\xf6ln', 'carl@x.de,Bonn,,DE'];
  await choose(page, lines.join('\n'), 'latin1');
  await page.getByLabel('Ort, row 3').fill('Köln');
  await page.keyboard.press('Tab');
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await page.getByLabel('Column 4, row 4').fill('');
  await page.keyboard.press('Tab');
  await page.getByText('The clean file is ready.').waitFor();
  assert.match((await clean(page)) ?? '', /\r\nbert@x\.de,Köln\r\ncarl@x\.de,Bonn\r\n$/);
});

test('a mending that is under way when a column is named is not lost', async () => {
  const page = await openForm();
  await choose(page, 'email,phone,fax\nanna@x.de,,\nbert,,\n');
  await page.getByLabel('email, row 3').waitFor();
  await page.getByText(/^Columns: /).click();
  // Both in one turn, as quick as nobody is.
  await page.getByLabel('email, row 3').evaluate((/** @type {HTMLInputElement} */ cell) => {
    const root = /** @type {ShadowRoot} */ (cell.getRootNode());
    const select = /** @type {HTMLSelectElement} */ (root.getElementById('column-1'));
    cell.value = 'bert@x.de';
    cell.dispatchEvent(new Event('change'));
    select.value = '2';
    select.dispatchEvent(new Event('change'));
  });
  await page.getByText('The clean file is ready.').waitFor();
  assert.match((await clean(page)) ?? '', /^email,[^]*\r\nbert@x\.de,/);
});

test('a calling code for all is kept and can be undone; one that was undone is not', async () => {
  const page = await openForm({
    attributes: { normalize: '', columns: JSON.stringify([...columns, { name: 'team' }]) },
  });
  await choose(page, 'email,phone,Club\na@x.de,030 1234567,X\nb@x.de,030 7654321,Y\n');
  const assume = async (/** @type {string} */ code) => {
    await page.getByLabel('Calling code for all numbers without one').fill(code);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('The clean file is ready.').waitFor();
  };
  const undo = page.getByRole('button', { name: 'Undo' });
  await assume('+43');
  await undo.click();
  await page.getByText('2 rows have problems').waitFor();
  await assume('+49');
  await map(page, 'Which column is “team”?', 'Club');
  await page.getByText('2 rows changed.').waitFor();
  await page.getByText('The clean file is ready.').waitFor();
  assert.match((await clean(page)) ?? '', /^email,phone,team\r\na@x\.de,\+4930/);
  await undo.click();
  await page.getByText('2 rows have problems').waitFor();
  // Undone for good.
  await map(page, 'Which column is “team”?', 'none');
  await page.getByText('2 rows have problems').waitFor();
  assert.equal(await undo.count(), 0);
});

test('a calling code that does not exist is said where it was typed', async () => {
  const page = await openForm();
  await choose(page, 'email,phone\na@x.de,030 1234567\n');
  const code = page.getByLabel('Calling code for all numbers without one');
  await code.fill('+999');
  await page.keyboard.press('Enter');
  const reason = page.locator('.assume').getByText('This calling code or country does not exist.');
  await reason.waitFor();
  await assertFocused(code);
  assert.equal(await code.getAttribute('aria-invalid'), 'true');
  await assertAccessible(page, 'check, a calling code that does not exist');
  await code.fill('+49');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Apply' }).waitFor();
  assert.equal(await reason.count(), 0);
  assert.equal(await code.getAttribute('aria-invalid'), null);
});

test('values left out of many rows come back with other columns, which is said', async () => {
  const page = await openForm();
  await choose(page, 'email,phone,fax\na@x.de,+49 12,+49 13\nb@x.de,+49 30 1234567,\n');
  await page.getByRole('button', { name: 'Leave the value out' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('The clean file is ready.').waitFor();
  await map(page, phone, 'fax');
  await page.getByText('not all that was mended could be kept').waitFor();
  assert.match((await counts(page).textContent()) ?? '', /^1 row is good · 1 row has a problem/);
  // What is said is not said again for nothing.
  await map(page, phone, 'none');
  await page.getByText('The clean file is ready.').waitFor();
  assert.equal(await page.getByText('could be kept').count(), 0);
  assert.equal(await page.getByLabel(email).count(), 1);
});

test('columns that are set to what they are change nothing, again and again', async () => {
  const page = await openForm({
    attributes: { columns: JSON.stringify(columns, null, 2) },
  });
  await page.evaluate(() => {
    const check = /** @type {any} */ (document.querySelector('kartei-check'));
    check.addEventListener('kartei-checked', () => {
      check.columns = check.columns.map((/** @type {object} */ column) =>
        Object.fromEntries(Object.entries(column).reverse()),
      );
    });
  });
  await choose(page, 'email,phone\nanna@x.de,\nbert,\ncarl,\n');
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Tab');
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await leaveOut(page);
  await new Promise((go) => setTimeout(go, 300));
  assert.deepEqual(await eventTypes(page), ['kartei-checked']);
  await page.getByText('The clean file is ready, without 1 row.').waitFor();
  // Others are checked, and the mending is kept.
  await page.evaluate(() => {
    const check = /** @type {any} */ (document.querySelector('kartei-check'));
    check.columns = [
      { name: 'email', type: 'email' },
      { name: 'phone', required: true },
    ];
  });
  await page.getByText('0 rows are good · 3 rows have problems').waitFor();
  assert.equal(await page.getByLabel('email, row 3').count(), 0);
});
