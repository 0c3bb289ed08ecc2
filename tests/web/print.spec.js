// What comes out on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWithSample } from './browser.js';
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
