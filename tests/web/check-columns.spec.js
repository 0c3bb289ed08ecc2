// Which column is what, in <kartei-check>, where headers say it badly or not at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes, assertFocused } from './browser.js';
import { action, choose, openForm, send, uploads } from './check-form.js';

/** @param {object[]} columns */
const expecting = (columns) => ({ attributes: { columns: JSON.stringify(columns) } });

/** @param {string} csv */
const sent = (csv) => {
  const [, body] = (uploads.at(-1) ?? '').split('\r\n\r\n');
  assert.equal(body.replace('\ufeff', ''), csv.trimEnd());
};

test('a first row that was taken for the header is one that is sent', async () => {
  const page = await openForm(expecting([{ name: 'name', required: true }, { name: 'city' }]));
  await choose(page, 'Anna Weiß;Berlin\nBert Kurz;Hamburg\n');
  const header = page.getByRole('checkbox', { name: 'The first row names the columns' });
  await header.uncheck();
  await assertFocused(header);
  await page.getByLabel('Which column is “name”?').selectOption('Column 1');
  await page.getByLabel('Which column is “city”?').selectOption('Column 2');
  await page.getByText('2 rows are good').waitFor();
  assert.equal(await header.isChecked(), false);
  await send(page);
  await page.waitForURL(action);
  sent('name,city\r\nAnna Weiß,Berlin\r\nBert Kurz,Hamburg\r\n');
});

test('a header that looks like values is none of them', async () => {
  const years = [{ name: '2024', type: 'integer', required: true }, { name: '2025' }];
  const page = await openForm(expecting(years));
  await choose(page, '2024;2025\n1;2\n3;4\n');
  await page.getByRole('checkbox', { name: 'The first row names the columns' }).check();
  await page.getByText('2 rows are good').waitFor();
  // The next file is another one.
  await choose(page, '2024;2025\n1;2\n');
  await page.getByText(/2024\S* is needed and was not recognised/).waitFor();
});

test('headers that are the same are told apart', async () => {
  const page = await openForm(expecting([{ name: 'email', type: 'email', required: true }]));
  await choose(page, 'x;x;y\nanna@x.de;b;c\n');
  const options = page.getByLabel('Which column is “email”?').locator('option');
  await options.first().waitFor({ state: 'attached' });
  assert.deepEqual((await options.allTextContents()).slice(1), [
    'x (Column 1)',
    'x (Column 2)',
    'y',
  ]);
});

test('a check that a pattern keeps busy for ever is ended by Cancel', async () => {
  const page = await openForm(expecting([{ name: 'email', pattern: '(a+)+@x.de' }]));
  await choose(page, `email\n${'a'.repeat(45)}@y.de\n`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await assertBecomes(async () => page.workers().length, 0);
});

test('a drop zone of a form that is disabled takes no file', async () => {
  const page = await openForm({ hasInput: false, attributes: { disabled: '' } });
  const choice = page.getByRole('button', { name: 'Choose a CSV file' });
  // Neither with the mouse nor with the keyboard.
  const isReached = () => choice.evaluate((button) => (button.focus(), button.matches(':focus')));
  assert.equal(await isReached(), false);
  const enable = (/** @type {boolean} */ is) =>
    page
      .locator('kartei-check')
      .evaluate((check, is) => check.toggleAttribute('disabled', !is), is);
  await enable(true);
  await assertBecomes(isReached, true);
  await enable(false);
  await assertBecomes(isReached, false);
});

test('a line end in a cell is a blank where it is mended, and stays where it is not', async () => {
  const rules = [{ name: 'note', pattern: '[^x]*' }, { name: 'city' }];
  const page = await openForm(expecting(rules));
  await choose(page, 'note,city\n"one\ntwo x",Bonn\n"a\nb x",Ulm\n');
  const cell = page.getByLabel('note, row 2');
  assert.equal(await cell.inputValue(), 'one two x');
  // Nothing was typed, so nothing is changed.
  await cell.press('Enter');
  await page.getByLabel('note, row 3').fill('a b');
  await page.keyboard.press('Tab');
  await page.getByText('1 row is good · 1 row has a problem').waitFor();
  await cell.fill('one two');
  await cell.press('Enter');
  await send(page);
  await page.waitForURL(action);
  sent('note,city\r\none two,Bonn\r\na b,Ulm\r\n');
});

test('what is being typed when the page changes an attribute is not lost', async () => {
  const page = await openForm();
  await choose(page, 'email\nanna@x.de\nbert\n');
  await page.getByLabel('email, row 3').press('End');
  await page.keyboard.type('@x.de');
  await page.locator('kartei-check').evaluate((check) => check.setAttribute('country-code', '+49'));
  await page.getByText('2 rows are good').waitFor();
});

test('a value that has to be there is not offered to be left out', async () => {
  const rules = [
    { name: 'email', type: 'email', required: true },
    { name: 'phone', type: 'phone' },
  ];
  const page = await openForm(expecting(rules));
  await choose(page, 'email,phone\nbert,\na@x.de,+49 12x\n');
  const leave = page.getByRole('button', { name: 'Leave the value out' });
  const choice = (/** @type {RegExp} */ name) => page.getByRole('button', { name });
  await choice(/@.*\(1\)/).click();
  await page.getByLabel('email, row 2').waitFor();
  assert.equal(await page.getByLabel('phone, row 3').count(), 0);
  assert.equal(await leave.count(), 0);
  await choice(/number.*\(1\)/).click();
  await leave.waitFor();
});
