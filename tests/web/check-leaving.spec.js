// Another file, or none, while rows of one are being mended in <kartei-check>, in real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertBecomes, assertFocused } from './browser.js';
import {
  bad,
  choose,
  counts,
  good,
  leaveOut,
  openForm,
  renewInput,
  send,
  sendBySelf,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

const threeBad = 'email,phone\nanna@x.de,\nbert,\ncarl,\n';

/** @param {Page} page */
const question = (page) => page.getByRole('dialog', { name: 'Discard the corrections?' });

/** @param {Page} page @param {'Cancel' | 'Discard'} name */
const answer = (page, name) => question(page).getByRole('button', { name }).click();

/** A page with a file of which one row is mended and one is not. @param {object} [options] */
async function openMended(options) {
  const page = await openForm(options);
  await choose(page, threeBad);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  return page;
}

/** What the page's input holds. @param {Page} page */
const heldText = (page) =>
  page.evaluate(() =>
    /** @type {HTMLInputElement} */ (document.getElementById('contacts')).files?.[0]?.text(),
  );

/**
 * Drops a file as a person does.
 * @param {Page} page
 * @param {string} selector
 * @param {string} text
 */
const drop = (page, selector, text) =>
  page.locator(selector).evaluate((target, csv) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([csv], 'dropped.csv'));
    const options = { dataTransfer, bubbles: true, composed: true, cancelable: true };
    const over = new DragEvent('dragover', options);
    target.dispatchEvent(over);
    if (over.defaultPrevented) target.dispatchEvent(new DragEvent('drop', options));
    return over.defaultPrevented;
  }, text);

test('a file that is chosen over mended rows is asked about, and they can be kept', async () => {
  const page = await openMended();
  await choose(page, good);
  await question(page).getByText('What you have corrected in').waitFor();
  await assertAccessible(page, 'the question whether corrections go');
  await answer(page, 'Cancel');
  await question(page).waitFor({ state: 'detached' });
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await assertBecomes(() => heldText(page), threeBad);
  await leaveOut(page);
  assert.match((await heldText(page)) ?? '', /\nbert@x\.de,\r\n$/);

  await choose(page, bad);
  await answer(page, 'Discard');
  await page.getByText('1 row is good · 1 row has a problem').waitFor();
});

test('what was sent is let go without a question, but not what the page has stopped', async () => {
  const page = await openMended();
  await leaveOut(page);
  await page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
    form.addEventListener('submit', (event) => event.preventDefault(), { once: true });
    // So the page stays, too.
    form.target = '_blank';
  });
  const before = uploads.length;
  await send(page);
  await choose(page, good);
  await answer(page, 'Cancel');
  assert.equal(uploads.length, before);
  await page.getByText('The clean file is ready, without 1 row.').waitFor();
  await send(page);
  await assertBecomes(() => uploads.length, before + 1);
  await choose(page, good);
  await page.getByText('2 rows are good').waitFor();
  await page.getByText('The clean file is ready.').waitFor();
  assert.equal(await question(page).count(), 0);
});

test('without a mending nobody is asked', async () => {
  const page = await openForm();
  await choose(page, bad);
  await leaveOut(page);
  await choose(page, good);
  await page.getByText('2 rows are good').waitFor();
  assert.equal(await question(page).count(), 0);
});

test('while somebody is asked nothing is sent, and the newest file is the one', async () => {
  const page = await openMended();
  const sent = await sendBySelf(page);
  await choose(page, bad);
  await question(page).waitFor();
  await page.evaluate(() => document.querySelector('form')?.requestSubmit());
  await choose(page, good);
  assert.equal(await question(page).count(), 1);
  await answer(page, 'Discard');
  await page.getByText('2 rows are good').waitFor();
  assert.deepEqual(await sent(), []);
  await send(page);
  await assertBecomes(sent, ['list.csv']);
});

test('a mending under way when another file is chosen is heard of where it is kept', async () => {
  const page = await openForm();
  await choose(page, bad);
  await page.getByLabel('email, row 3').fill('bert@x.de');
  const heard = page.evaluate(
    () =>
      new Promise((done) =>
        document.addEventListener('kartei-checked', (event) =>
          done(/** @type {CustomEvent} */ (event).detail.counts.good),
        ),
      ),
  );
  // The mending is taken as the focus leaves the cell.
  await drop(page, 'kartei-check .counts', good);
  await answer(page, 'Cancel');
  assert.equal(await heard, 2);
  await page.getByText('The clean file is ready.').waitFor();
});

test('a file dropped on the element does not replace the page, and is asked about', async () => {
  const page = await openMended();
  assert.equal(await drop(page, 'kartei-check .counts', good), true);
  await answer(page, 'Cancel');
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await drop(page, 'kartei-check .counts', good);
  await answer(page, 'Discard');
  await page.getByText('The clean file is ready.').waitFor();
  assert.match((await heldText(page)) ?? '', /bert@x\.de/);
  // What is disabled takes none, and the page stays.
  await page.evaluate(() => document.getElementById('contacts')?.toggleAttribute('disabled', true));
  await drop(page, 'kartei-check .counts', bad);
  assert.equal(await counts(page).textContent(), '2 rows are good');
});

test('a drop zone asks before it forgets, and the focus is not lost', async () => {
  const page = await openMended({ hasInput: false, attributes: { name: 'people' } });
  const another = page.getByRole('button', { name: 'Another file' });
  assert.equal(await another.count(), 1);
  await another.press('Enter');
  await question(page).waitFor();
  await page.keyboard.press('Escape');
  await question(page).waitFor({ state: 'detached' });
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await assertFocused(another);
  await page.keyboard.press('Enter');
  await answer(page, 'Discard');
  await assertFocused(page.locator('button[data-key=choose]'));
});

test('an emptied input is asked about, but not what the page does', async () => {
  const page = await openMended();
  await page.locator('#contacts').setInputFiles([]);
  await answer(page, 'Cancel');
  await assertBecomes(() => heldText(page), threeBad);
  await page.evaluate(() => /** @type {any} */ (document.querySelector('kartei-check')).reset());
  await counts(page).waitFor({ state: 'detached' });
  assert.equal(await question(page).count(), 0);
});

test('a question ends with its file, outlives a language, and moves unanswered', async () => {
  const page = await openMended();
  await choose(page, good);
  await question(page).waitFor();
  await page.evaluate(() => (document.documentElement.lang = 'de'));
  await page.getByText('2 Zeilen sind gut').waitFor();
  await answer(page, 'Cancel');
  await page.evaluate(() => (document.documentElement.lang = 'en'));

  await choose(page, good);
  await question(page).waitFor();
  await page.evaluate(() => {
    const check = /** @type {Element} */ (document.querySelector('kartei-check'));
    document.querySelector('main')?.append(check);
  });
  await question(page).waitFor({ state: 'detached' });
  await page.getByText('2 rows are good · 1 row has a problem').waitFor();
  await assertBecomes(() => heldText(page), threeBad);

  await choose(page, good);
  await question(page).waitFor();
  await page.evaluate(() => document.querySelector('form')?.reset());
  await question(page).waitFor({ state: 'detached' });
  await counts(page).waitFor({ state: 'detached' });
  await assertBecomes(() => heldText(page), undefined);
});

test('mended rows are kept for an input that is rendered anew', async () => {
  const page = await openMended();
  const sent = await sendBySelf(page);
  await leaveOut(page);
  await renewInput(page);
  await send(page);
  await assertBecomes(sent, ['list.csv']);
  assert.match((await heldText(page)) ?? '', /bert@x\.de/);
});
