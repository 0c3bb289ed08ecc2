// The export as a person makes it: what is asked, and what lies in the file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { assertAccessible, assertFocused, openPage, scrollsSideways } from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/**
 * The dashboard with three contacts, one with a further detail.
 * @param {PageOptions} [options]
 */
async function openWithContacts(options) {
  const page = await openPage(options);
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('kartei-dashboard'))?.book,
  );
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: 'Jörg Muster', email: 'joerg@example.org' });
    await book.save({ name: 'Anna Müller', attributes: { Firma: 'A;B' } });
    await book.save({ name: 'Zoë', phone: '+44 20 7946 0018' });
  });
  await page.getByRole('row', { name: 'Jörg Muster' }).waitFor();
  return page;
}

/** @param {Page} page @param {RegExp} name  of the last button */
async function save(page, name) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name }).click();
  const file = await downloading;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('the list as filtered, as CSV for Excel unless something else is chosen', async () => {
  const page = await openWithContacts();
  await page.getByRole('searchbox').fill('+44');
  await page.getByText('1 of 3').first().waitFor();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await save(page, /^Export 1 contact$/);
  assert.match(file.name, /^Contacts \d{4}-\d\d-\d\d\.csv$/);
  const text = file.bytes.toString();
  assert.ok(text.startsWith('\ufeffname,email,phone,country_code,created_at,'), text);
  assert.match(text, /\r\nZoë,,'\+44 20 7946 0018,/);
  await page.getByText('1 contact exported').first().waitFor();
});

test('JSON, in the order of the list; delimiter and encoding are not asked for it', async () => {
  const page = await openWithContacts();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export contacts' });
  await dialog.getByLabel('Delimiter').waitFor();
  await dialog.getByRole('radio', { name: 'JSON' }).check();
  assert.equal(await dialog.getByRole('combobox').count(), 0);
  const file = await save(page, /^Export 3 contacts$/);
  assert.match(file.name, /^Contacts \d{4}-\d\d-\d\d\.json$/);
  const contacts = JSON.parse(file.bytes.toString());
  assert.deepEqual(
    contacts.map((/** @type {any} */ { name, attributes }) => [name, attributes]),
    [
      ['Anna Müller', { Firma: 'A;B' }],
      ['Jörg Muster', {}],
      ['Zoë', {}],
    ],
  );
});

test('columns, delimiter and encoding are chosen; the last choice is offered first', async () => {
  const page = await openWithContacts();
  const open = () => page.getByRole('button', { name: 'Export', exact: true }).click();
  await open();
  const dialog = page.getByRole('dialog', { name: 'Export contacts' });
  await dialog.getByLabel('Delimiter').selectOption(';');
  await dialog.getByLabel('Encoding').selectOption('Windows-1252');
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
  await dialog.getByRole('button', { name: 'Export 3 contacts' }).click();
  await dialog.getByRole('alert').getByText('Choose at least one column.').waitFor();
  await assertFocused(dialog.getByRole('checkbox', { name: 'Name' }));
  await assertAccessible(page, 'export without a column');
  await dialog.getByRole('checkbox', { name: 'Name' }).check();
  await dialog.getByRole('checkbox', { name: 'Further details' }).check();
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  const file = await save(page, /^Export 3 contacts$/);
  const text = file.bytes.toString('latin1');
  assert.equal(text, 'name;Firma\r\nAnna Müller;"A;B"\r\nJörg Muster;\r\nZoë;\r\n');
  await open();
  assert.equal(await dialog.getByLabel('Delimiter').inputValue(), ';');
  assert.equal(await dialog.getByLabel('Encoding').inputValue(), 'windows-1252');
  assert.equal(await dialog.getByRole('checkbox', { checked: false }).count(), 0);
});

test('in German the cells are parted as a German spreadsheet parts them', async () => {
  const page = await openWithContacts({ locale: 'de-DE' });
  await page.getByRole('button', { name: 'Exportieren', exact: true }).click();
  assert.equal(await page.getByRole('dialog').getByLabel('Trennzeichen').inputValue(), ';');
  const { bytes } = await save(page, /^3 Kontakte exportieren$/);
  assert.match(bytes.toString(), /^\ufeffname;email;phone;country_code;created_at;/);
});

test('by keyboard alone, in German; Esc exports nothing and returns', async () => {
  const page = await openWithContacts({ locale: 'de-DE', theme: 'dark', width: 360, height: 700 });
  const button = page.getByRole('button', { name: 'Exportieren' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Kontakte exportieren' });
  await assertFocused(dialog.getByRole('radio', { name: 'CSV (Tabelle)' }));
  await assertAccessible(page, 'export, German, dark, narrow');
  assert.equal(await scrollsSideways(page), false);
  await page.keyboard.press('ArrowDown');
  await assertFocused(dialog.getByRole('radio', { name: 'JSON (für Programme)' }));
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await assertFocused(button);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  assert.match((await downloading).suggestedFilename(), /^Kontakte [\d-]+\.json$/);
  await page.getByText('3 Kontakte exportiert').first().waitFor();
});

test('on a phone the button is seen, and hides nothing that has the focus', async () => {
  const page = await openWithContacts({ width: 375, height: 667, touch: true });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const button = dialog.getByRole('button', { name: 'Export 3 contacts' });
  const place = async (/** @type {import('playwright-core').Locator} */ one) => {
    const box = await one.boundingBox();
    assert.ok(box);
    return { top: box.y, bottom: box.y + box.height };
  };
  assert.ok((await place(button)).bottom <= 667);
  // Past the delimiter, the encoding and the columns.
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
  const last = dialog.getByRole('checkbox', { name: 'Further details' });
  await assertFocused(last);
  assert.ok((await place(last)).bottom <= (await place(button)).top);
  await button.click();
  await dialog.waitFor({ state: 'detached' });
});

test('what an encoding lacks is said, and nothing is saved', async () => {
  const page = await openWithContacts();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    await book.save({ name: '山田' });
  });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export contacts' });
  await dialog.getByLabel('Encoding').selectOption('Windows-1252');
  await dialog.getByRole('button', { name: 'Export 4 contacts' }).click();
  await page.getByText('The chosen encoding lacks a character of this cell.').first().waitFor();
  assert.equal(await page.getByText('contacts exported').count(), 0);
});
