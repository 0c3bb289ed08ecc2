// The messages at the edge of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertBecomes,
  assertFocused,
  goToScreen,
  holdBook,
  openPage,
  openWithSample,
} from './browser.js';

/** @import { Page } from 'playwright-core' */

/** @param {Page} page */
const toast = (page) => page.locator('kartei-toast .toast');

test('messages that stand are in the language that is chosen meanwhile', async () => {
  const page = await openWithSample();
  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await toast(page).getByText('1 contact deleted').waitFor();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await toast(page).getByText('1 Kontakt gelöscht').waitFor();
  await toast(page).getByRole('button', { name: 'Meldung schließen' }).waitFor();
  // What takes time is said anew, too, and goes on.
  const letGo = await holdBook(page, 'undo');
  await toast(page).getByRole('button', { name: 'Rückgängig' }).click();
  await toast(page).getByText('Wird zurückgenommen: Kontakt gelöscht: Anna Beispiel').waitFor();
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
  const running = 'Undoing: Contact deleted: Anna Beispiel';
  await toast(page).getByText(running).waitFor();
  await toast(page).getByRole('progressbar', { name: running }).waitFor();
  await toast(page).getByRole('button', { name: 'Cancel' }).waitFor();
  await letGo();
  await toast(page).getByText('Undone: Contact deleted: Anna Beispiel').waitFor();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await toast(page).getByText('Zurückgenommen: Kontakt gelöscht: Anna Beispiel').waitFor();
  assert.equal(await toast(page).count(), 1);
});

test('in a narrow window no word is broken, and no button stands alone', async () => {
  const page = await openWithSample({ width: 320, height: 640 });
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  const height = (/** @type {import('playwright-core').Locator} */ part) =>
    part.evaluate((element) => element.getBoundingClientRect().height);
  await toast(page).getByRole('button', { name: 'Rückgängig' }).waitFor();
  const line = await toast(page)
    .locator('.text')
    .evaluate((text) => parseFloat(getComputedStyle(text).lineHeight));
  assert.ok((await height(toast(page).locator('.text'))) < 2 * line, 'one line of text');
  await page.getByRole('grid').getByRole('checkbox').nth(1).click();
  const tops = await page
    .locator('kartei-contacts .selection button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
  assert.equal(tops.length, 5);
  assert.equal(new Set(tops).size, 1, 'one row of buttons');
});

test('what has room beside its button stands in one line, however short it is', async () => {
  const page = await openWithSample();
  await page.evaluate(() => {
    const { shadowRoot } = /** @type {Element} */ (document.querySelector('kartei-dashboard'));
    const element = /** @type {any} */ (shadowRoot?.querySelector('kartei-toast'));
    element.show({ text: () => 'Saved', action: { label: () => 'Undo', run: () => {} } });
  });
  await toast(page).getByText('Saved').waitFor();
  const [text, button] = await Promise.all(
    ['.text', '.action'].map((part) => toast(page).last().locator(part).boundingBox()),
  );
  assert.ok(text && button && button.y < text.y + text.height, 'beside it');
});

test('a message waits while the pointer is at it, and while it has the focus', async () => {
  const page = await openPage({ path: 'blank.html' });
  await page.clock.install();
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.createElement('kartei-toast'));
    document.querySelector('main')?.append(element);
    element.show({ text: () => 'Saved', action: { label: () => 'Undo', run: () => {} } });
  });
  const undo = toast(page).getByRole('button', { name: 'Undo' });
  await toast(page).hover();
  await undo.focus();
  await page.clock.runFor(11_000);
  await page.mouse.move(0, 0);
  await page.clock.runFor(11_000);
  await assertFocused(undo);
  await undo.blur();
  await page.clock.runFor(11_000);
  assert.equal(await toast(page).count(), 0);
});

test('what was saved is said at once, and takes no newer message away', async () => {
  const page = await openWithSample();
  const letGo = await holdBook(page, 'history');
  await page.getByRole('row', { name: 'Anna Beispiel' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Anna Neu');
  await page.keyboard.press('Control+s');
  await toast(page).getByText('Saved').waitFor();
  await page.evaluate(() => {
    const { shadowRoot } = /** @type {Element} */ (document.querySelector('kartei-dashboard'));
    /** @type {any} */ (shadowRoot?.querySelector('kartei-toast')).show({ text: () => 'Newer' });
  });
  await letGo();
  await page.getByRole('row', { name: 'Anna Neu' }).waitFor();
  assert.deepEqual(await toast(page).locator('.text').allInnerTexts(), ['Newer']);
});

test('while something is taken back, no message offers that any more', async () => {
  const page = await openWithSample();
  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await toast(page).getByRole('button', { name: 'Undo' }).waitFor();
  const letGo = await holdBook(page, 'undo');
  await page.keyboard.press('Control+z');
  await toast(page).getByText('Undoing: Contact deleted: Anna Beispiel').waitFor();
  assert.equal(await toast(page).count(), 1);
  await letGo();
  await toast(page).getByText('Undone: Contact deleted: Anna Beispiel').waitFor();
});

test('what is taken back in the history is not offered by a message any more', async () => {
  const page = await openWithSample();
  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await toast(page).getByRole('button', { name: 'Undo' }).waitFor();
  await goToScreen(page, 'history', 'History');
  const way = 'Contact deleted: Anna Beispiel';
  await page.getByRole('button', { name: `Undo: ${way}` }).click();
  await page.getByRole('button', { name: `Redo: ${way}` }).waitFor();
  assert.equal(await toast(page).count(), 0);
  // Nor is what is done again there.
  await page.keyboard.press('Control+Shift+z');
  await page.getByRole('button', { name: `Undo: ${way}` }).waitFor();
  await toast(page).getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('button', { name: `Undo: ${way}` }).click();
  await page.getByRole('button', { name: `Redo: ${way}` }).waitFor();
  assert.equal(await toast(page).count(), 0);
});

test('an undo says how to do it again, and that how to take it back', async () => {
  const page = await openWithSample();
  const list = page.locator('.count');
  await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await list.getByText('15 contacts').waitFor();
  const press = async (/** @type {string} */ name, /** @type {string} */ count) => {
    await toast(page).getByRole('button', { name, exact: true }).click();
    await list.getByText(count).waitFor();
  };
  await press('Undo', '16 contacts');
  await press('Redo', '15 contacts');
  await press('Undo', '16 contacts');
});

/**
 * The place of the first message, and whether what is sought is wholly seen beside it.
 * @param {Page} page @param {import('playwright-core').Locator} sought
 */
async function isFree(page, sought) {
  const [message, part] = await Promise.all([toast(page).boundingBox(), sought.boundingBox()]);
  assert.ok(message && part);
  const isBeside = part.x + part.width <= message.x || part.x >= message.x + message.width;
  return isBeside || part.y + part.height <= message.y || part.y >= message.y + message.height;
}

for (const [width, height] of [
  [1280, 800],
  [390, 740],
]) {
  test(`no message keeps anything from being reached in ${width} pixels`, async () => {
    const page = await openWithSample({ width, height });
    // It stays for as long as the pointer is there.
    await toast(page).hover();
    await page.getByRole('row', { name: 'Anna Beispiel' }).getByRole('gridcell').nth(1).focus();
    await page.keyboard.press('Control+End');
    const last = page.getByRole('row', { name: 'Petra Lindner' });
    await assertBecomes(() => isFree(page, last), true, 'the last row');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save' }).waitFor();
    for (const name of ['Delete', 'Save'])
      assert.ok(await isFree(page, page.getByRole('button', { name, exact: true })), name);
    const add = page.getByRole('button', { name: 'Add detail' });
    await add.focus();
    await assertBecomes(() => isFree(page, add), true, 'the last button of the form');
    await goToScreen(page, 'settings', 'Settings');
    const erase = page.getByRole('button', { name: 'Delete everything' });
    await erase.focus();
    await assertBecomes(() => isFree(page, erase), true, 'the last button of the settings');
    await page.goto(`${page.url().replace(/#.*/, '')}#/import`);
    await page.getByRole('heading', { name: /CSV file/ }).waitFor();
    await page.locator('kartei-import input[type=file]').setInputFiles({
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Name;E-Mail\nZora;zora@example.org'),
    });
    const check = page.getByRole('button', { name: 'Check the whole file' });
    await check.waitFor();
    assert.ok(await isFree(page, check), 'the button of an import');
  });
}
