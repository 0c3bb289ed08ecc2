// An import before its file is read: what is recognised of it, and what a person makes of that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused } from './browser.js';
import { check, choose, contacts, openImport, people, sum } from './import-page.js';

test('columns are recognised, shown with samples, and can be changed', async () => {
  const page = await openImport();
  await choose(page, [...people, 'Carla;carla@example.org;;;Other Ltd']);
  await assertFocused(page.getByRole('heading', { name: 'Map columns' }));
  const company = page.getByRole('combobox', { name: 'Mapping of the column Firma' });
  assert.equal(await company.inputValue(), 'attribute');
  await page.getByText('Beispiel GmbH · Other Ltd').waitFor();
  await page.getByText('Preview: the first 3 rows').waitFor();
  await company.selectOption('Do not import');
  await page.getByText('not imported').waitFor();
  await company.selectOption('Further detail');
  await page.getByText('not imported').waitFor({ state: 'detached' });
  // In one turn: nobody has to wait for the preview to go on.
  await company.evaluate((select) => {
    Object.assign(select, { value: 'ignore' }).dispatchEvent(new Event('change'));
    const root = /** @type {ShadowRoot} */ (select.getRootNode());
    const buttons = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('.primary')]);
    buttons.at(-1)?.click();
  });
  await page.locator('.review-row').first().waitFor();
  await page.getByRole('button', { name: 'Import 3 contacts' }).click();
  await page.getByRole('heading', { name: '3 contacts imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual(rows[0].attributes, {});
});

test('a mapping is remembered for files with the same headers', async () => {
  const page = await openImport();
  const chooseAgain = () => choose(page, ['Name;Kürzel;Mail', 'Anna;an;anna@example.org']);
  await chooseAgain();
  const mapping = page.getByRole('combobox', { name: /column Kürzel$/ });
  await mapping.selectOption('Tags');
  await check(page);
  await page.reload();
  await page.getByRole('heading', { level: 3 }).waitFor();
  await chooseAgain();
  await mapping.waitFor();
  assert.equal(await mapping.inputValue(), 'tags');
  // Other headers are another kind of file.
  await page.getByRole('button', { name: 'Back' }).click();
  await choose(page, ['Name;Kürzel', 'Anna;an']);
  assert.equal(await mapping.inputValue(), 'attribute');
});

test('two columns for one field: says which, and goes on once it is put right', async () => {
  const page = await openImport();
  await choose(page, ['name;email;mail', 'Anna;anna@example.org;a@example.org']);
  const mail = page.getByRole('combobox', { name: /column mail$/ });
  await mail.focus();
  await mail.selectOption('E-mail');
  const alert = page.getByRole('alert');
  assert.match(await alert.innerText(), /same field.*column 3/);
  const next = page.getByRole('button', { name: 'Check the whole file' });
  assert.ok(await next.isDisabled());
  await assertFocused(mail);
  await mail.selectOption('Further detail');
  await alert.waitFor({ state: 'hidden' });
  assert.ok(await next.isEnabled());
});

test('that no column is the name is said, until one is', async () => {
  const page = await openImport();
  await choose(page, ['bert@example.org;17 kg', 'cora@example.org;2 kg', 'dora@example.org;31 kg']);
  const hint = page.getByText('No column is the name');
  await hint.waitFor();
  await assertAccessible(page, 'columns without a name');
  await page.getByRole('combobox', { name: /column 2$/i }).selectOption('Name');
  await hint.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Back' }).click();
  await choose(page, ['bert@example.org', 'cora@example.org', 'dora@example.org']);
  await page.getByRole('combobox', { name: /column 1$/i }).waitFor();
  assert.equal(await hint.count(), 0);
});

test('a file without a header is said to be one', async () => {
  const page = await openImport();
  await choose(page, ['Anna Beispiel,anna@example.org', 'Bert Muster,bert@example.org']);
  assert.equal(await page.getByLabel('First row').inputValue(), 'no');
  await page.getByRole('combobox', { name: 'Mapping of the column Column 1' }).selectOption('Name');
  await page
    .getByRole('combobox', { name: 'Mapping of the column Column 2' })
    .selectOption('E-mail');
  await check(page);
  assert.match(await sum(page), /^2 new .* = 2 rows$/);
});

test('delimiter and encoding are shown, and the preview follows them at once', async () => {
  const page = await openImport();
  // "Müller" in Windows-1252.
  await choose(page, Buffer.from('name;email\r\nM\xfcller;mueller@example.org\r\n', 'latin1'));
  await page.getByText('Windows-1252 · Semicolon (;) · with column names').waitFor();
  await page.getByRole('cell', { name: 'Müller', exact: true }).waitFor();
  await page.getByText('100% of the first rows fit this.').waitFor();
  // What is sure does not stand before the columns.
  assert.equal(await page.getByLabel('Encoding').isVisible(), false);
  await page.getByText('Format of the file').click();
  assert.equal(await page.getByLabel('Encoding').inputValue(), 'windows-1252');
  assert.equal(await page.getByLabel('Delimiter').inputValue(), ';');
  await page.getByLabel('Delimiter').selectOption('Comma (,)');
  await page.getByRole('columnheader', { name: 'name;email' }).waitFor();
  await page.getByText('50% of the first rows fit this. Please check it').waitFor();
  await page.getByLabel('Delimiter').focus();
  await page.getByLabel('Delimiter').selectOption('Semicolon (;)');
  await page.getByRole('cell', { name: 'Müller', exact: true }).waitFor();
  assert.ok(await page.getByLabel('Delimiter').isVisible(), 'it stays open');
  await assertFocused(page.getByLabel('Delimiter'));
});

test('rows before the names of the columns are left out, and said to be', async () => {
  const page = await openImport();
  await choose(page, ['Report of May', '', 'name;email', 'Anna;anna@example.org']);
  await page.getByText('with column names · first row left out').waitFor();
  await page.getByRole('cell', { name: 'Anna', exact: true }).waitFor();
});

test('an unsure format stands open; of a sure one the columns are seen at once', async () => {
  const page = await openImport({ width: 390, height: 844 });
  await choose(page, ['name;email', 'Anna;anna@example.org;1', 'Bert;bert@example.org;2;3']);
  await page.getByText('Please check it with the rows below.').waitFor();
  assert.ok(await page.getByLabel('Delimiter').isVisible());
  await assertAccessible(page, 'an unsure format');
  await page.getByRole('button', { name: 'Back' }).click();
  await choose(page, people);
  await page.getByLabel('Calling code where there is none').waitFor();
  assert.equal(await page.getByLabel('Delimiter').isVisible(), false);
  // On a small screen the columns are seen without scrolling.
  const first = page.getByRole('combobox', { name: 'Mapping of the column Name' });
  const place = await first.boundingBox();
  assert.ok(place && place.y + place.height < 700, JSON.stringify(place));
});

for (const [what, content, problem, advice] of /** @type {const} */ ([
  ['an empty file', '', 'The file is empty.', 'something in it'],
  ['a file of blanks', ' \r\n\r\n', 'The file is empty.', 'something in it'],
  ['a spreadsheet', 'PK\x03\x04\x00\x00', 'not a CSV table', 'CSV UTF-8'],
])) {
  test(`${what}: says what it is and what to do, and takes the next one`, async () => {
    const page = await openImport();
    await choose(page, Buffer.from(content, 'latin1'));
    const alert = page.getByRole('alert');
    assert.match(await alert.innerText(), new RegExp(`${problem}[^]*${advice}`));
    await assertAccessible(page, what);
    await choose(page, people);
    await page.getByRole('heading', { name: 'Map columns' }).waitFor();
    assert.equal(await alert.count(), 0);
  });
}

test('of a head without rows nothing is said to fit, and nothing can be checked', async () => {
  const page = await openImport();
  await choose(page, ['name;email']);
  await page.getByText('The file has no rows.').waitFor();
  const next = page.getByRole('button', { name: 'Check the whole file' });
  assert.ok(await next.isDisabled());
  assert.equal(await page.getByText('of the first rows fit this').count(), 0);
  await page.getByLabel('First row').selectOption('already a contact');
  await page.getByText('Preview: the first row').waitFor();
  await page.getByText('of the first rows fit this').waitFor();
});

test('no column that a contact needs: says so', async () => {
  const page = await openImport();
  await choose(page, ['color;size', 'red;7']);
  assert.match(await page.getByRole('alert').innerText(), /No column is name[^]*Map at least one/);
});

test('more columns than there can be: said before the file is read, with what to do', async () => {
  const page = await openImport();
  const head = ['name', 'email', ...Array.from({ length: 4998 }, (_, i) => `c${i}`)];
  await choose(page, [head.join(','), head.map(() => 'x').join(',')]);
  const alert = page.getByRole('alert');
  await alert.getByText('The row has more than 1,000 columns. (row 1, column 1,001)').waitFor();
  await alert.getByText('Delete columns that you do not need').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Check the whole file' }).isDisabled(), true);
});

test('the order of day and month is recognised, or asked for', async () => {
  const page = await openImport();
  await choose(page, ['name,Created', 'Anna,3/4/2026 5:10 PM', 'Bert,11/24/2026 12:00 AM']);
  const order = page.getByLabel('Dates like 03/04/2026');
  assert.equal(await order.inputValue(), 'month_first');
  await page.getByRole('button', { name: 'Back' }).click();

  await choose(page, ['name,Created', 'Anna,3/4/2026']);
  assert.equal(await order.inputValue(), 'unknown');
  await page.getByLabel('Calling code where there is none').selectOption('+44');
  await page
    .locator('select[data-key="Dates like 03/04/2026"]:has(:nth-child(2):last-child)')
    .waitFor();
  assert.equal(await order.inputValue(), 'day_first');
  await order.selectOption('month/day/year');
  await check(page);
  await page.getByRole('button', { name: 'Import 1 contact' }).click();
  await page.getByRole('heading', { name: '1 contact imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.equal(rows[0].created_at, '2026-03-04T00:00:00.000Z');
});

test('without dates that could be read otherwise nobody is asked', async () => {
  const page = await openImport();
  await choose(page, ['name,Created', 'Anna,3.4.2026', 'Bert,2026-11-24', 'Carla,24 Nov 2026']);
  await page.getByLabel('Calling code where there is none').waitFor();
  assert.equal(await page.getByLabel('Dates like 03/04/2026').count(), 0);
});
