// <kartei-check> with the keyboard alone, and what is read aloud of it, in real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes, assertFocused } from './browser.js';
import { action, choose, good, openForm, send, uploads } from './check-form.js';

/** @import { Page } from 'playwright-core' */

/**
 * Notes each text that a live region takes on. What is there from the start and only then gets its
 * text is read aloud.
 * @param {Page} page
 */
async function listen(page) {
  await page.evaluate(() => {
    /** @type {string[]} */
    const heard = [];
    Object.assign(window, { heard });
    const root = document.querySelector('kartei-check')?.shadowRoot;
    for (const region of root?.querySelectorAll('[role=status]') ?? []) {
      const note = () => {
        const text = /** @type {HTMLElement} */ (region).innerText.trim();
        if (text) heard.push(text.replace(/\s+/g, ' '));
      };
      const options = { childList: true, characterData: true, subtree: true };
      new MutationObserver(note).observe(region, options);
    }
  });
  return () => page.evaluate(() => /** @type {any} */ (window).heard.splice(0).join(' / '));
}

test('what comes out of a check and of each mending is read aloud, once', async () => {
  const page = await openForm();
  const heard = await listen(page);
  await choose(page, 'email,phone\nanna@x.de,\nbert,\ncarl,\n');
  await assertBecomes(heard, '1 row is good · 2 rows have problems');
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await assertBecomes(heard, '2 rows are good · 1 row has a problem');
  // Another part that is opened is nothing new.
  await page.getByText(/^Columns: /).press('Enter');
  await send(page);
  await assertBecomes(heard, '1 row has to be mended or left out first.');
  await page.getByRole('button', { name: 'Leave out 1 row' }).press('Enter');
  await assertBecomes(
    heard,
    'The clean file is ready, without 1 row. 2 rows are good · 1 row has a problem',
  );
});

test('a live region is there before it has a text', async () => {
  const page = await openForm();
  const tree = await page
    .locator('kartei-check')
    .evaluate((check) =>
      [...(check.shadowRoot?.querySelectorAll('[role=status]') ?? [])].map(
        (region) => getComputedStyle(region).display !== 'none',
      ),
    );
  assert.deepEqual(tree, [true, true]);
});

test('a cell says why it is wrong to whoever comes to it', async () => {
  const page = await openForm();
  await choose(page, 'email,phone\nanna@x.de,12\nbert,\n');
  const description = (/** @type {string} */ label) =>
    page.getByLabel(label).evaluate((/** @type {HTMLInputElement} */ cell) => {
      const id = cell.getAttribute('aria-describedby') ?? '';
      return /** @type {ShadowRoot} */ (cell.getRootNode()).getElementById(id)?.innerText;
    });
  await page.getByLabel('email, row 3').waitFor();
  assert.equal(await description('email, row 3'), 'email: This e-mail has no @.');
  assert.match((await description('phone, row 2')) ?? '', /^phone: This number lacks/);
});

test('whoever has mended the last cell is at what came out of it', async () => {
  const page = await openForm();
  const before = uploads.length;
  await choose(page, 'email,phone\nanna@x.de,\nbert,\n');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await assertFocused(page.getByLabel('email, row 3'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  await assertFocused(page.locator('kartei-check .notice'));
  assert.equal(uploads.length, before);
  // From there the form goes on.
  await page.keyboard.press('Tab');
  await assertFocused(page.locator('kartei-check summary'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /bert@x\.de/);
});

test('the focus of a drop zone goes on to the file, and back when it is cancelled', async () => {
  const page = await openForm({ hasInput: false, attributes: { name: 'people' } });
  const zone = page.locator('button[data-key=choose]');
  await zone.focus();
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await assertFocused(page.getByRole('button', { name: 'Another file' }));
  await page.keyboard.press('Enter');
  await page.getByText('Drop a CSV file here').waitFor();
  await assertFocused(zone);
  await choose(page, `email\n${'bad\n'.repeat(300_000)}`);
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await assertFocused(cancel);
  await page.keyboard.press('Enter');
  await page.getByText('Drop a CSV file here').waitFor();
  await assertFocused(zone);
});

test('a check beside an input that is cancelled gives the focus back to the input', async () => {
  const page = await openForm();
  await choose(page, `email\n${'bad\n'.repeat(300_000)}`);
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await assertFocused(page.locator('#contacts'));
});

test('a file without rows is refused with its reason, and the focus is there', async () => {
  const page = await openForm();
  await choose(page, 'email,phone\n');
  await page.getByText('The file has no rows.').waitFor();
  await send(page);
  await page.locator('.status').filter({ hasText: 'The file has no rows.' }).waitFor();
  await assertFocused(page.locator('kartei-check .notice'));
});
