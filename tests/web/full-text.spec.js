// What has no room to be seen whole is said whole to whoever points at it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWithSample } from './browser.js';

/** @import { Locator } from 'playwright-core' */

/** What a pointer that rests there is told. @param {Locator} place */
async function told(place) {
  await place.hover();
  return place.evaluate((node) => node.closest('[title]')?.getAttribute('title') ?? null);
}

test('a button that is only an icon, and a text that is cut off', async () => {
  const page = await openWithSample({ width: 1024 });
  const button = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true });
  const name = page.locator('.cell.name .text', { hasText: 'Björn' });
  assert.equal(await told(button('Import')), null);
  assert.equal(await told(name), null);

  await page.getByRole('row', { name: 'Anna Beispiel' }).click();
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  assert.equal(await told(button('Import')), 'Import');
  assert.equal(await told(button('Close contact')), 'Close contact');
  assert.equal(await told(page.getByRole('button', { name: 'Save', exact: true })), null);

  await page.setViewportSize({ width: 1280, height: 800 });
  assert.equal(await told(name), 'Björn Søndergaard');
  // It is of the pointer, not of the row, which may be another contact's in a moment.
  await page.getByRole('heading', { name: 'Contacts' }).hover();
  assert.equal(await name.getAttribute('title'), null);
});
