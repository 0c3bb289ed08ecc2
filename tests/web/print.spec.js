// What comes out on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWithSample } from './browser.js';
import { check, choose, openImport, people } from './import-page.js';
import { useSmallBook } from './small-book.js';

/** @import { Page } from 'playwright-core' */

/** Of what is seen: how dark it is, from 0 to 1. @param {Page} page @param {string} selector */
function darkness(page, selector) {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const [r, g, b] =
        getComputedStyle(element)
          .color.match(/[\d.]+/g)
          ?.map(Number) ?? [];
      return 1 - (r + g + b) / 765;
    });
}

/** @param {Page} page */
const seenButtons = (page) =>
  page
    .locator('button:not(.sort), input[type=checkbox], select')
    .evaluateAll((all) => all.filter((control) => control.getClientRects().length).length);

test('a list is printed dark on white, without what can be done', async () => {
  const page = await openWithSample({ theme: 'dark' });
  assert.ok((await darkness(page, '[role=grid] .name .text')) < 0.5);
  await page.emulateMedia({ media: 'print' });
  assert.ok((await darkness(page, '[role=grid] .name .text')) > 0.7);
  assert.equal(await seenButtons(page), 0);
  for (const hidden of ['.app-bar', 'kartei-filter-bar', 'kartei-toast', '.banners'])
    assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  await page.getByRole('columnheader', { name: 'Calling code' }).waitFor();
  const rows = await page.locator('[role=grid] .body .row').evaluateAll((all) =>
    all.map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { top, bottom };
    }),
  );
  assert.equal(rows.length, 16);
  rows.slice(1).forEach((row, i) => assert.ok(row.top >= rows[i].bottom - 0.5, `row ${i + 1}`));
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1);
});

test('the row with the focus is not printed among others', async () => {
  const page = await openWithSample({ height: 600 });
  await useSmallBook(page, { contacts: 500 });
  await page.locator('.count', { hasText: '500' }).waitFor();
  await page.locator('[role=grid]').evaluate((grid) => grid.scrollTo(0, 9000));
  const indexes = () =>
    page
      .locator('[role=grid] .body .row')
      .evaluateAll((rows) =>
        rows
          .filter((row) => row.getClientRects().length)
          .map((row) => Number(row.getAttribute('aria-rowindex'))),
      );
  await page.waitForFunction(() =>
    document
      .querySelector('kartei-dashboard')
      ?.shadowRoot?.querySelector('kartei-contacts')
      ?.shadowRoot?.querySelector('kartei-table')
      ?.shadowRoot?.querySelector('[aria-rowindex="205"]'),
  );
  assert.equal((await indexes())[0], 2, 'it waits there');
  await page.emulateMedia({ media: 'print' });
  assert.ok((await indexes())[0] > 100);
});

test('of a long list the paper says which rows these are, and where all are', async () => {
  const page = await openWithSample({ height: 600 });
  const note = page.locator('.on-paper');
  await page.pdf();
  assert.equal(await note.textContent(), '', 'all are there');
  await useSmallBook(page, { contacts: 500 });
  await page.locator('.count', { hasText: '500' }).waitFor();
  assert.equal(await note.isVisible(), false);
  await page.pdf();
  assert.match(
    (await note.textContent()) ?? '',
    /^These are rows 1–\d\d of 500\. An export has all/,
  );
  await page.emulateMedia({ media: 'print' });
  assert.ok(await note.isVisible());
});

/** How much of it is cut off, or beyond the paper. @param {Page} page @param {string} screen */
const cutOff = (page, screen) =>
  page.locator(screen).evaluate((host) => {
    const seen = host.shadowRoot?.querySelectorAll(':not(.visually-hidden)') ?? [];
    const all = [host, ...seen];
    return all
      .filter((part) => part.clientHeight && part.scrollHeight > part.clientHeight + 2)
      .map((part) => `${part.tagName}.${part.className}`);
  });

for (const [screen, title] of /** @type {const} */ ([
  ['history', 'Import sample contacts.csv: 16 contacts'],
  ['trash', 'Petra Lindner'],
  ['settings', 'Delete everything in this browser'],
])) {
  test(`on paper: ${screen}, whole, and without what can be done`, async () => {
    const page = await openWithSample({ theme: 'dark', height: 500 });
    await page.getByRole('grid').getByRole('checkbox').first().click();
    await page.getByRole('button', { name: 'Delete 16 contacts' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 16 contacts' }).click();
    await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
    await page.getByRole('link', { name: screen }).click();
    const last = page.locator(`kartei-${screen}`).getByText(title).first();
    await last.waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await last.isVisible());
    assert.deepEqual(await cutOff(page, `kartei-${screen}`), []);
    assert.equal(await seenButtons(page), 0);
    assert.ok((await darkness(page, `kartei-${screen} h2`)) > 0.7);
  });
}

test('on paper: the review of an import, with what is wrong', async () => {
  const page = await openImport({ theme: 'dark', height: 500 });
  await choose(page, [...people, 'Carla;carla;;;', 'Dora;dora@example.org;;;']);
  await check(page);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByTestId('import-sum').isVisible());
  assert.ok(await page.locator('.problem-list').getByText('This e-mail has no @.').isVisible());
  assert.ok(await page.locator('.review-row', { hasText: 'dora@example.org' }).isVisible());
  assert.deepEqual(await cutOff(page, 'kartei-import'), []);
  const buttons = page.locator('kartei-import').getByRole('button');
  for (const button of await buttons.all()) assert.equal(await button.isVisible(), false);
  assert.ok((await darkness(page, 'kartei-import h3')) > 0.7);
});

test('a contact that is open is printed alone', async () => {
  const page = await openWithSample({ theme: 'dark' });
  await page.getByText('Anna Beispiel').first().click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('kartei-contacts').isVisible(), false);
  assert.equal(await seenButtons(page), 0);
  assert.ok((await darkness(page, 'kartei-form h2')) > 0.7);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  assert.equal(await name.inputValue(), 'Anna Beispiel');
  assert.ok((await darkness(page, 'kartei-form input')) > 0.7);
});
