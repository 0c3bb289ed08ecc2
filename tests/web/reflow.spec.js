// A small screen, and large letters on it: nothing is beyond the edge, and no number or name is cut
// off (WCAG 1.4.4, 1.4.10).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes, goToScreen, openWithSample, scrollsSideways } from './browser.js';
import { choose, openImport, people } from './import-page.js';

/** @import { Locator, Page } from 'playwright-core' */

/** @param {Page} page */
const enlarge = (page) => page.evaluate(() => (document.documentElement.style.fontSize = '200%'));

/** What of it ends outside of the window. @param {Locator} parts */
const beyond = (parts) =>
  parts.evaluateAll((all) =>
    all
      .filter((part) => part.getBoundingClientRect().right > innerWidth)
      .map((part) => `${part.tagName}.${part.className}`),
  );

/** What is shown with less room than it needs. @param {Locator} parts */
const cutOff = (parts) =>
  parts.evaluateAll((all) =>
    all.filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.textContent),
  );

test('a contact in large letters on a small screen does not scroll sideways', async () => {
  const page = await openWithSample({ width: 390, height: 844 });
  await enlarge(page);
  await page.getByText('Anna Beispiel').first().click();
  await page.getByRole('button', { name: 'Add detail' }).click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  assert.deepEqual(await beyond(page.locator('kartei-form *')), []);
  assert.deepEqual(await cutOff(page.locator('kartei-form h2')), []);
  assert.equal(await scrollsSideways(page), false);
});

test('in large letters the list has room between its buttons and the ways', async () => {
  const page = await openWithSample({ width: 390, height: 844 });
  await enlarge(page);
  await page.waitForFunction(() => {
    const root = document.querySelector('kartei-dashboard')?.shadowRoot;
    const list = root?.querySelector('kartei-contacts')?.shadowRoot;
    return (list?.querySelector('kartei-table')?.clientHeight ?? 0) > 300;
  });
  assert.deepEqual(await cutOff(page.locator('.way span')), []);
  const tops = await page
    .locator('kartei-contacts .actions button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
  assert.equal(new Set(tops).size, 1, 'one row of buttons');
});

test('a number is whole in a list of 320 pixels', async () => {
  for (const locale of ['en-US', 'de-DE']) {
    const page = await openWithSample({ width: 320, height: 640 });
    if (locale === 'de-DE')
      await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    const rows = page.locator('[role=grid] .body');
    await rows.getByText('030 23125 101').waitFor();
    assert.deepEqual(await cutOff(rows.locator(':is(.phone, .country_code) .text')), []);
    assert.deepEqual(await cutOff(rows.locator('.created_at .text')), []);
    assert.deepEqual(await beyond(rows.locator('*')), []);
    assert.equal(await scrollsSideways(page), false);
  }
});

test('in large letters on the smallest screen every row is reached, and the buttons', async () => {
  const page = await openWithSample({ width: 320, height: 640 });
  await page.locator('.banner').waitFor();
  await enlarge(page);
  const toast = page.locator('kartei-toast .toast');
  const place = await toast.boundingBox();
  assert.ok(place && place.x >= 0 && place.x + place.width <= 320, JSON.stringify(place));
  await toast.getByRole('button', { name: 'Close message' }).click();
  const seen = (/** @type {Locator} */ part) =>
    part.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  await page.mouse.move(160, 400);
  await page.mouse.wheel(0, 2000);
  await page.waitForFunction(
    (row) => row && row.getBoundingClientRect().top < innerHeight,
    await page.getByRole('row', { name: 'Anna Beispiel' }).elementHandle(),
  );
  await page.locator('.banner').getByRole('button', { name: 'Later' }).click();
  await page.mouse.wheel(0, 2000);
  const email = page.getByRole('row', { name: 'Anna Beispiel' }).locator('.email');
  await email.click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  assert.ok(await seen(page.getByRole('button', { name: 'Save' })));
  assert.equal(await scrollsSideways(page), false);
});

test('on a screen without a pointer nothing is said of dragging, nor of keys', async () => {
  const page = await openWithSample({ width: 375, height: 720, touch: true });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Reset columns' }).waitFor();
  assert.equal(await page.getByText('Alt+arrows').isVisible(), false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Choose a CSV file' }).waitFor();
  assert.equal(await page.getByText(/Drop|or choose/).count(), 0);
});

/** How many lines they stand in. @param {Locator} parts */
const lines = async (parts) => {
  const tops = await parts.evaluateAll((all) =>
    all.map((part) => part.getBoundingClientRect().top),
  );
  assert.ok(tops.length > 1);
  return new Set(tops).size;
};

test('on a tablet the buttons of a selection stand in one line, in German, too', async () => {
  const page = await openWithSample({ width: 768, height: 1024 });
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  const buttons = page.locator('kartei-contacts .selection button');
  await buttons.first().waitFor();
  assert.equal(await lines(buttons), 1);
});

test('on a phone what can be done with deleted contacts stands in one line', async () => {
  const page = await openWithSample({ width: 360, height: 740, touch: true });
  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await goToScreen(page, 'trash', 'Papierkorb');
  await page.getByRole('checkbox', { name: /Anna Beispiel/ }).check();
  await page.getByRole('button', { name: '1 Kontakt wiederherstellen' }).waitFor();
  assert.equal(await lines(page.locator('kartei-trash .selection button')), 1);
});

test('on a phone the tabs of a review stand in one line, and the open one is seen', async () => {
  const page = await openImport({ locale: 'de-DE', width: 360, height: 740 });
  await choose(page, [...people, ...people.slice(1), 'Carla;carla', 'Dora;dora']);
  await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
  const tabs = page.getByRole('tab');
  await tabs.first().focus();
  assert.equal(await lines(tabs), 1);
  assert.deepEqual(await beyond(tabs), []);
  await page.keyboard.press('ArrowLeft');
  const rejected = page.getByRole('tab', { name: /^Abgelehnt/, selected: true });
  const isWhole = () =>
    rejected.evaluate((tab) => {
      const [own, list] = [tab, /** @type {Element} */ (tab.parentElement)].map((part) =>
        part.getBoundingClientRect(),
      );
      return own.left >= list.left && own.right <= list.right;
    });
  await assertBecomes(isWhole, true);
  assert.equal(await scrollsSideways(page), false);
});

test('why a file cannot be read is seen on a phone', async () => {
  const page = await openImport({ width: 360, height: 440 });
  await page.getByRole('button', { name: 'Choose file' }).focus();
  await choose(page, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'table.xlsx');
  const alert = page.getByRole('alert').filter({ hasText: 'not a CSV table' });
  await alert.waitFor();
  const isSeen = () =>
    alert.evaluate((part) => {
      const content = /** @type {Element} */ (part.closest('.content'));
      return part.getBoundingClientRect().top >= content.getBoundingClientRect().top;
    });
  await assertBecomes(isSeen, true);
});
