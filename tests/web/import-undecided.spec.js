// Duplicates of an import about which is decided one by one, with the real book.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, scrollsSideways } from './browser.js';
import { check, choose, contacts, hold, openImport, sum, tab } from './import-page.js';

/** @import { Page } from 'playwright-core' */

const known = ['Name;E-Mail', 'Anna;anna@x.de', 'Bert;bert@x.de'];
const more = [
  'Name;E-Mail',
  'Anna Neu;anna@x.de',
  'Carla;carla@x.de',
  'Bert Neu;bert@x.de',
  'Carla Zwei;carla@x.de',
  'Anna Drei;anna@x.de',
];

/** @param {Page} page */
const undecided = (page) => page.locator('.undecided-bar [role=status]');

/** @param {import('./browser.js').PageOptions} [options] */
async function openReview(options) {
  const page = await openImport(options);
  await page.evaluate(async (csv) => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    const review = await book.importFile(new File([csv], 'known.csv'));
    await review.commit();
  }, known.join('\n'));
  await page.locator('kartei-import input[type=file]').setInputFiles({
    name: 'more.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(more.join('\r\n')),
  });
  return page;
}

test('each duplicate is asked about: with keys alone, until the import is offered', async () => {
  const page = await openReview();
  await check(page);
  await page.getByRole('radio', { name: 'Ask each' }).check();
  await undecided(page).filter({ hasText: '4 duplicates are still undecided.' }).waitFor();
  assert.match(await sum(page), /1 new.*0 updated.*0 skipped.*0 rejected.*4 undecided = 5 rows/s);
  const commit = page.locator('.step-actions .primary');
  assert.equal(await commit.isDisabled(), true);
  assert.equal(await commit.innerText(), '4 duplicates left to decide');
  await assertAccessible(page, 'import, undecided duplicates');

  // The field differences stand beside each other, and no result before there is a decision.
  await page.getByRole('button', { name: 'Next undecided' }).press('Enter');
  const first = page.locator('[data-undecided="2"]');
  await assertFocused(first.getByRole('button', { name: 'Skip' }));
  assert.match(await first.locator('.comparison').innerText(), /Anna\s+Anna Neu/);
  assert.doesNotMatch(await first.locator('.comparison').innerText(), /Result/);
  await page.keyboard.press('3');
  await undecided(page).filter({ hasText: '3 duplicates are still undecided.' }).waitFor();
  await assertFocused(page.locator('[data-undecided="4"]').getByRole('button', { name: 'Skip' }));
  // Later: the one behind it, and round again.
  await page.keyboard.press('.');
  await assertFocused(page.locator('[data-undecided="5"]').getByRole('button', { name: 'Skip' }));
  await page.keyboard.press('4');
  await assertFocused(page.locator('[data-undecided="6"]').getByRole('button', { name: 'Skip' }));
  await page.keyboard.press('1');
  await assertFocused(page.locator('[data-undecided="4"]').getByRole('button', { name: 'Skip' }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await undecided(page).waitFor({ state: 'hidden' });
  await assertFocused(page.getByRole('button', { name: 'Import 4 rows' }));
  assert.match(await sum(page), /2 new.*2 updated.*1 skipped.*0 rejected = 5 rows/s);
  assert.equal(await page.getByRole('radio', { name: 'Ask each' }).isChecked(), true);

  // A decision can be changed afterwards, as any can.
  await page.getByRole('combobox', { name: 'Row 6' }).selectOption({ label: 'Create new' });
  await page.getByRole('button', { name: 'Import 5 rows' }).click();
  await page.getByRole('heading', { name: '5 rows imported' }).waitFor();
  const { rows } = await contacts(page);
  assert.deepEqual(
    rows.map((/** @type {any} */ { name }) => name),
    ['Anna Drei', 'Anna Neu', 'Bert', 'Carla', 'Carla Zwei'],
  );
});

test('a second key does not decide anew about the row that was decided', async () => {
  const page = await openReview();
  await check(page);
  await page.getByRole('radio', { name: 'Ask each' }).check();
  await undecided(page).filter({ hasText: '4 duplicates' }).waitFor();
  await page.getByRole('button', { name: 'Next undecided' }).press('Enter');
  const first = page.locator('[data-undecided="2"]').getByRole('button', { name: 'Skip' });
  await assertFocused(first);
  const free = await hold(page, 'decide');
  await page.keyboard.press('1');
  await page.keyboard.press('3');
  await free();
  await undecided(page).filter({ hasText: '3 duplicates' }).waitFor();
  await assertFocused(page.locator('[data-undecided="4"]').getByRole('button', { name: 'Skip' }));
  assert.match(await sum(page), /0 updated.*1 skipped/s);
  await page.keyboard.press('3');
  await undecided(page).filter({ hasText: '2 duplicates' }).waitFor();
  assert.match(await sum(page), /1 updated.*1 skipped/s);
});

test('what is left is decided at once, and what was decided stays', async () => {
  const page = await openReview({ locale: 'de', theme: 'dark' });
  await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
  await page.locator('.review-row').first().waitFor();
  await page.getByRole('radio', { name: 'Einzeln entscheiden' }).check();
  await undecided(page).filter({ hasText: '4 Dubletten sind noch offen.' }).waitFor();
  await tab(page, 'Dubletten').click();
  // Until then the rows are those of another tab, and are about to go.
  await page.locator('[role=tab][aria-selected=true]', { hasText: 'Dubletten' }).waitFor();
  await page.locator('[data-undecided="4"]').getByRole('button', { name: 'Neu anlegen' }).click();
  await undecided(page).filter({ hasText: '3 Dubletten sind noch offen.' }).waitFor();
  await assertAccessible(page, 'import, undecided duplicates, German, dark');
  await page.getByRole('group', { name: 'Alle offenen' }).getByText('Überspringen').click();
  await undecided(page).waitFor({ state: 'hidden' });
  assert.match(await sum(page), /2 neu.*0 aktualisiert.*3 übersprungen/s);
  await page.getByRole('button', { name: '2 Kontakte importieren' }).click();
  await page.getByRole('heading', { name: '2 Kontakte importiert' }).waitFor();
});

test('on a small screen the buttons of a step take one row of it', async () => {
  const page = await openReview({ locale: 'de', width: 320, height: 640 });
  await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
  await page.getByRole('radio', { name: 'Einzeln entscheiden' }).check();
  await page.getByRole('button', { name: 'Noch 4 Dubletten zu entscheiden' }).waitFor();
  const actions = page.locator('.step-actions');
  const height = (await actions.boundingBox())?.height ?? 0;
  assert.ok(height > 0 && height < 70, `${height} pixels`);
  assert.ok(!(await scrollsSideways(page)));
  await page.setViewportSize({ width: 320, height: 400 });
  assert.equal(await actions.evaluate((node) => getComputedStyle(node).position), 'static');
});

test('many undecided rows are paged through; the book refuses to commit before', async () => {
  const page = await openImport({ width: 400 });
  const rows = Array.from({ length: 120 }, (_, i) => `Row ${i};same@example.org`);
  await choose(page, ['name;email', ...rows]);
  await check(page);
  await page.getByRole('radio', { name: 'Ask each' }).check();
  await undecided(page).filter({ hasText: '119 duplicates' }).waitFor();
  await page.getByRole('button', { name: 'Next undecided' }).click();
  await page.getByText('1–50 of 119').waitFor();
  await page.locator('[data-undecided="52"]').getByRole('button', { name: 'Skip' }).focus();
  await page.keyboard.press('.');
  await page.getByText('51–100 of 119').waitFor();
  await assertFocused(page.locator('[data-undecided="53"]').getByRole('button', { name: 'Skip' }));
  // Nothing of all these rows makes the page itself longer or wider than the screen.
  assert.ok(!(await scrollsSideways(page)));
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
  const code = await page.evaluate(
    async (csv) => {
      const path = '/kartei.js';
      const { openContacts } = await import(path);
      const book = await openContacts({ name: 'other', storage: 'memory' });
      const review = await book.importFile(new File([csv], 'a.csv'), { duplicates: 'ask' });
      const { undecided } = review.counts;
      const refused = await review.commit().catch((/** @type {any} */ error) => error.code);
      await review.decide({ action: 'skip', remaining: true });
      const { skipped } = await review.commit();
      await book.close();
      return [undecided, refused, skipped];
    },
    ['name;email', ...rows].join('\n'),
  );
  assert.deepEqual(code, [119, 'import_undecided', 119]);
});

test('those of the book and those within the file can have rules of their own', async () => {
  const page = await openReview();
  await check(page);
  await page.getByRole('checkbox', { name: /in the book and in the file differently/ }).check();
  const inBook = page.getByRole('group', { name: '3 duplicates of existing contacts' });
  const inFile = page.getByRole('group', { name: '1 duplicate within the file' });
  await assertAccessible(page, 'import, rules of two kinds');
  await inBook.getByRole('radio', { name: 'Update' }).check();
  await page.getByTestId('import-sum').filter({ hasText: '3 updated' }).waitFor();
  assert.match(await sum(page), /1 new.*3 updated.*1 skipped/s);
  // With the keyboard, and the focus stays.
  await inFile.getByRole('radio', { name: 'Skip' }).focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowDown');
  await page.getByTestId('import-sum').filter({ hasText: '2 new' }).waitFor();
  assert.match(await sum(page), /2 new.*3 updated.*0 skipped/s);
  await assertFocused(inFile.getByRole('radio', { name: 'Create new' }));
  // A row of the file: the rule of the book is still that of all.
  await tab(page, 'Duplicates').click();
  await page.locator('select[data-row="5"]').selectOption('skip');
  await page.getByTestId('import-sum').filter({ hasText: '1 new' }).waitFor();
  assert.equal(await inBook.getByRole('radio', { name: 'Update' }).isChecked(), true);
  assert.equal(await inFile.getByRole('radio', { checked: true }).count(), 0);
  // Together again, they have no rule in common until one is chosen.
  await page.getByRole('checkbox', { name: /differently/ }).uncheck();
  const all = page.getByRole('group', { name: /4 duplicates/ });
  assert.equal(await all.getByRole('radio', { checked: true }).count(), 0);
  await all.getByRole('radio', { name: 'Skip' }).check();
  await page.getByTestId('import-sum').filter({ hasText: '4 skipped' }).waitFor();
});

test('what is shown as the result is what is written: a code goes with its number', async () => {
  const page = await openImport();
  await page.evaluate(async () => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    for (const email of ['anna@x.de', 'bert@x.de', 'carla@x.de']) {
      await book.save({ email, country_code: '+49', phone: '30 23125101' });
    }
  });
  const rows = ['anna@x.de;+43;', 'bert@x.de;;12', 'carla@x.de;;+43 1 53115201'];
  await choose(page, ['E-Mail;Vorwahl;Telefon', ...rows]);
  await check(page);
  await page
    .getByRole('combobox', { name: 'Rows with invalid values' })
    .selectOption({ label: 'are taken without the invalid value' });
  await page.getByRole('radio', { name: 'Update' }).check();
  await page
    .getByText(/3 updated/)
    .first()
    .waitFor();
  const shown = await page
    .locator('.comparison')
    .evaluateAll((tables) =>
      tables.map((table) =>
        [...table.querySelectorAll('tbody td:last-child')].map((cell) => cell.textContent),
      ),
    );
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await page.getByRole('heading', { name: /3 rows/ }).waitFor();
  const written = await page.evaluate(() => {
    const { book } = /** @type {any} */ (document.querySelector('kartei-dashboard'));
    return book.search({ sort: [{ field: 'email' }] });
  });
  assert.deepEqual(
    shown,
    written.rows.map((/** @type {any} */ { email, country_code, phone }) => [
      email,
      country_code,
      phone,
    ]),
  );
});
