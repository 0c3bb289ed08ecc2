// What is shown stays where it is while the page is opened.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, openWithSample } from './browser.js';

for (const width of [1280, 390]) {
  test(`nothing moves while a page of ${width} pixels is opened`, async () => {
    const page = await openWithSample({ width, height: 844 });
    // After a change it is said, some time later, that the contacts are not safe here.
    await page.locator('.banner').waitFor();
    await page.addInitScript(() => {
      /** @type {unknown[]} */
      const moved = [];
      Object.assign(globalThis, { moved });
      new PerformanceObserver((list) => {
        for (const entry of /** @type {any[]} */ (list.getEntries())) {
          const places = entry.sources.map((/** @type {any} */ { previousRect, currentRect }) =>
            [previousRect, currentRect].map(({ x, y }) => `${x} ${y}`).join(' > '),
          );
          moved.push({ value: entry.value, places });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await page.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
    await page.locator('.banner').waitFor();
    // What was painted last is told of after the next frames.
    const moved = await page.evaluate(async () => {
      for (let i = 0; i < 3; i++) await new Promise((next) => requestAnimationFrame(next));
      return /** @type {any} */ (globalThis).moved;
    });
    assert.deepEqual(moved, []);
  });
}

test('what is to be said of the storage comes with the change, and not later', async () => {
  const page = await openPage({ path: '#/contacts/new' });
  await page.getByRole('textbox', { name: 'Name' }).fill('Anna Beispiel');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
  await page.locator('.banner').waitFor({ timeout: 1_500 });
});

test('the buttons at the end of an import stay in their place', async () => {
  const page = await openPage({ width: 320, height: 640 });
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await page.getByRole('button', { name: 'Import 16 contacts' }).click();
  await page.getByRole('heading', { name: '16 contacts imported' }).waitFor();
  // The storage has been looked at by now.
  await page.waitForTimeout(2_500);
  assert.equal(await page.locator('.banner').isVisible(), false, 'nothing pushes them down');
  await page.getByRole('button', { name: 'Go to contacts' }).click();
  assert.equal(await page.locator('.banner').isVisible(), true, 'with the list');
});

test('that there is a newer version is said once an import is left', async () => {
  const page = await openWithSample();
  const banner = page.locator('.banner');
  await banner.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Import contacts' }).waitFor();
  await page.locator('kartei-dashboard').evaluate((dashboard) => {
    /** @type {any} */ (dashboard).hasUpdate = true;
  });
  assert.equal(await banner.count(), 0);
  await page.getByRole('link', { name: 'Contacts' }).click();
  await banner.getByRole('button', { name: 'Reload' }).waitFor();
});

test('a backup is due no longer where it was made, in an import, too', async () => {
  const page = await openWithSample();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Import contacts' }).waitFor();
  await page.locator('.banner').getByRole('button', { name: 'Download backup' }).click();
  await page.locator('.banner').waitFor({ state: 'detached' });
});

test('no room is kept for a notice that was put off', async () => {
  const page = await openWithSample();
  await page.locator('.banner').getByRole('button', { name: 'Later' }).click();
  await page.reload();
  await page.getByRole('row', { name: 'Anna Beispiel' }).waitFor();
  assert.equal(await page.locator('.banners').isVisible(), false);
});

for (const width of [960, 1024, 1100, 1200, 1280, 1366]) {
  test(`a row stays under the pointer that opens it in ${width} pixels`, async () => {
    const page = await openWithSample({ width, height: 800 });
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    const table = page.locator('kartei-table');
    await page.getByText('16 Kontakte', { exact: true }).first().waitFor();
    // Said once the list is there, and not by opening one of it.
    await page.locator('.banner').waitFor();
    const before = await table.boundingBox();
    await page.getByRole('row', { name: 'Anna Beispiel' }).locator('.email').click();
    await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
    assert.equal((await table.boundingBox())?.y, before?.y);
  });
}
