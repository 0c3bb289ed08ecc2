// What a review shows of two that are the same person: everything that would change.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './browser.js';
import { check, choose, contacts, openImport } from './import-page.js';

/** @import { Page } from 'playwright-core' */

/**
 * The lines of the first comparison, each as its texts.
 * @param {Page} page
 * @returns {Promise<string[][]>}
 */
const lines = (page) =>
  page
    .locator('.comparison')
    .first()
    .evaluate((table) =>
      [...table.querySelectorAll('tbody tr')].map((line) =>
        [...line.children].map((cell) => (cell.textContent ?? '').replace(' (different)', '')),
      ),
    );

/** @param {Page} page @param {object} draft */
const save = (page, draft) =>
  page.evaluate((given) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return book.save(given);
  }, draft);

test('tags, dates and further details that differ are shown, with what is left', async () => {
  const page = await openImport();
  await save(page, {
    name: 'Anna',
    email: 'anna@example.org',
    tags: ['vip'],
    last_contact_at: '2026-03-04T00:00:00.000Z',
    attributes: { Firma: 'Alte Firma KG', Ort: 'Bonn' },
  });
  await choose(page, [
    'Name;E-Mail;Firma;Ort;Notizen;Schlagwörter;Letzter Kontakt',
    'Anna;anna@example.org;Andere AG;Bonn;ruft an;neu, vip;2026-02-01',
  ]);
  await check(page);
  const inFile = (/** @type {string} */ field) => lines(page).then(findLine(field));
  assert.deepEqual(await inFile('Firma'), ['Alte Firma KG', 'Andere AG', 'Alte Firma KG']);
  assert.deepEqual(await inFile('Ort'), [], 'nothing differs');
  await page.getByRole('radio', { name: /^Fill gaps/ }).check();
  await page.locator('.review-row.updated').waitFor();
  assert.deepEqual(await inFile('Firma'), ['Alte Firma KG', 'Andere AG', 'Alte Firma KG']);
  assert.deepEqual(await inFile('Notizen'), ['–', 'ruft an', 'ruft an']);
  await page.getByRole('radio', { name: /^Update/ }).check();
  await page.getByRole('row', { name: /Firma.*Andere AG$/ }).waitFor();
  assert.deepEqual(await inFile('Tags'), ['vip', 'neu, vip', 'vip, neu']);
  const [known, other] = ['Mar 4, 2026', 'Feb 1, 2026'];
  assert.deepEqual(await inFile('Last contact'), [known, other, known]);
  await assertAccessible(page, 'import, a comparison of everything');
  await page.locator('.step-actions .primary').click();
  await page.getByRole('button', { name: 'Go to contacts' }).waitFor();
  const [anna] = (await contacts(page)).rows;
  assert.deepEqual(anna.attributes, { Firma: 'Andere AG', Ort: 'Bonn', Notizen: 'ruft an' });
  assert.deepEqual(anna.tags, ['vip', 'neu']);
  assert.equal(anna.last_contact_at, '2026-03-04T00:00:00.000Z');
});

/** @param {string} field */
const findLine = (field) => (/** @type {string[][]} */ all) =>
  all.find(([label]) => label === field)?.slice(1) ?? [];

test('rows of a file that differ in a further detail alone show it; many in part', async () => {
  const page = await openImport();
  await choose(page, [
    'Name;E-Mail;Firma',
    'Anna;anna@example.org;Eins GmbH',
    'Anna;anna@example.org;Zwei AG',
  ]);
  await check(page);
  const line = ['Eins GmbH', 'Zwei AG', 'Eins GmbH'];
  assert.deepEqual(await lines(page).then(findLine('Firma')), line);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  const details = Array.from({ length: 30 }, (_, i) => `Detail ${i}`);
  await choose(page, [
    ['Name', 'E-Mail', ...details].join(';'),
    ['Anna', 'anna@example.org', ...details.map(() => 'a')].join(';'),
    ['Anna', 'anna@example.org', ...details.map(() => 'b')].join(';'),
  ]);
  await check(page);
  await page.locator('.comparison').getByText('+ 20 further details').waitFor();
  assert.equal((await lines(page)).length, 13);
});

test('a calling code in other words is the same one, and shown as it is stored', async () => {
  const page = await openImport();
  const known = { country_code: '+49', phone: '30 23125101' };
  await save(page, { ...known, email: 'anna@example.org' });
  await choose(page, [
    'E-Mail;Ländervorwahl;Telefon',
    'anna@example.org;Deutschland;30 23125101',
    'bert@example.org;0043;1 53115201',
    'bert@example.org;Schweiz;44 6681800',
    'carla@example.org;;',
    'carla@example.org;+;',
  ]);
  await check(page);
  await page
    .getByRole('combobox', { name: 'Rows with invalid values' })
    .selectOption({ label: 'are taken without the invalid value' });
  await page.getByRole('radio', { name: /^Update/ }).check();
  await page
    .getByText(/3 updated/)
    .first()
    .waitFor();
  assert.deepEqual(await lines(page).then(findLine('Calling code')), ['+49', '+49', '+49']);
  assert.equal(await page.locator('.comparison').first().locator('.differs').count(), 0);
  // What is no code stays as it is, also a mere sign.
  const carla = page.locator('.review-row', { hasText: 'carla@' }).locator('.comparison').last();
  await carla.getByRole('row', { name: 'Calling code – + (different) –' }).waitFor();
  const bert = page.locator('.review-row', { hasText: 'bert@' }).locator('.comparison').last();
  await bert.getByRole('row', { name: 'Calling code +43 +41 (different) +41' }).waitFor();
});
