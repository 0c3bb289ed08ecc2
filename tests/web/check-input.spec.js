// How <kartei-check> finds the input that it is for, in whatever order the page renders them, in
// real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertBecomes } from './browser.js';
import {
  action,
  bad,
  choose,
  counts,
  eventTypes,
  failures,
  good,
  openForm,
  send,
  sendBySelf,
  sendWithoutBadRow,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

/**
 * Puts an input into the form, as an application renders it.
 * @param {Page} page
 * @param {{type?: string, text?: string}} [options]  `text`: of a file in it
 */
const addInput = (page, { type = 'file', text = '' } = {}) =>
  page.evaluate(
    ([kind, csv]) => {
      const input = Object.assign(document.createElement('input'), {
        type: kind,
        name: 'contacts',
      });
      input.id = 'contacts';
      input.ariaLabel = 'Contacts';
      if (csv) {
        const transfer = new DataTransfer();
        transfer.items.add(new File([csv], 'early.csv'));
        input.files = transfer.files;
      }
      document.querySelector('form')?.prepend(input);
    },
    [type, text],
  );

const missing = 'The file field that this check is for is not on this page.';
const taken = 'Another check on this page is for the same file field.';

test('an input that comes later is found, with the file that is in it', async () => {
  const page = await openForm({ hasInput: false, attributes: { for: 'contacts' } });
  // It is for an input, so it is no drop zone, and says nothing yet.
  assert.equal(await page.getByText('Drop a CSV file here').count(), 0);
  await addInput(page, { text: bad });
  await page.getByText('1 row is good · 1 row has a problem').waitFor();
  await send(page);
  await page.getByText('1 row has to be mended or left out first.').waitFor();
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /filename="early\.csv"[^]*\nbert@x\.de/);
});

test('an input that never comes is missed in words and by an event, until it comes', async () => {
  const page = await openForm({ hasInput: false, attributes: { for: 'contacts' } });
  await addInput(page, { type: 'text' });
  await page.getByText(missing).waitFor();
  await assertAccessible(page, 'a missing input');
  assert.deepEqual(await failures(page), ['input_missing']);
  await page.evaluate(() => (document.documentElement.lang = 'de'));
  await page.getByText('Das Dateifeld, zu dem diese Prüfung gehört,').waitFor();
  // What is not there sends nothing, so it stops nothing.
  const sent = await sendBySelf(page);
  await send(page);
  assert.deepEqual(await sent(), ['']);
  await page.evaluate(() => {
    /** @type {HTMLInputElement} */ (document.getElementById('contacts')).type = 'file';
  });
  await page.getByText('Das Dateifeld').waitFor({ state: 'detached' });
  await page.locator('#contacts').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(good),
  });
  await page.getByText('Die bereinigte Datei ist fertig.').waitFor();
  assert.deepEqual(await failures(page), ['input_missing']);
});

test('a clean file whose input has gone is not said to be ready', async () => {
  const page = await openForm();
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await page.evaluate(() => document.getElementById('contacts')?.remove());
  await page.getByText(missing).waitFor();
  assert.equal(await page.getByText('The clean file is ready.').count(), 0);
  assert.deepEqual(await failures(page), ['input_missing']);
  // Back again, empty, it gets the file: what was mended is not lost.
  await addInput(page);
  await page.getByText('The clean file is ready.').waitFor();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /filename="list\.csv"[^]*\nanna@x\.de/);
});

/** A second element for the same input. @param {Page} page */
const addSecond = (page) =>
  page.evaluate(() => {
    const first = /** @type {Element} */ (document.querySelector('kartei-check'));
    first.after(first.cloneNode());
  });

test('of two elements on one input the first has it, the second says so', async () => {
  const page = await openForm();
  await addSecond(page);
  await page.getByText(taken).waitFor();
  await assertAccessible(page, 'two elements on one input');
  assert.deepEqual(await failures(page), ['input_taken']);
  await choose(page, bad);
  await page.getByText('1 row is good · 1 row has a problem').waitFor();
  await page.getByLabel('email, row 3').fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The clean file is ready.').waitFor();
  const sent = await sendBySelf(page);
  await send(page);
  await assertBecomes(sent, ['list.csv']);
  assert.deepEqual(await eventTypes(page), ['kartei-failed', 'kartei-checked']);
  await page.evaluate(() => document.querySelector('kartei-check')?.remove());
  await page.getByText(taken).waitFor({ state: 'detached' });
  // It checks what it finds there.
  await page.getByText('The clean file is ready.').waitFor();
  assert.match((await counts(page).textContent()) ?? '', /^2 rows are good/);
});

test('an element that is for another input by now lets go of the first', async () => {
  const page = await openForm();
  await addSecond(page);
  await page.getByText(taken).waitFor();
  await page.evaluate(() => {
    const other = Object.assign(document.createElement('input'), { type: 'file', id: 'other' });
    document.querySelector('form')?.append(other);
    document.querySelector('kartei-check')?.setAttribute('for', 'other');
  });
  await page.getByText(taken).waitFor({ state: 'detached' });
  await choose(page, good);
  const checks = page.locator('kartei-check');
  await checks.last().getByText('The clean file is ready.').waitFor();
  assert.equal(await checks.first().getByText('The clean file is ready.').count(), 0);
  await page.locator('#other').setInputFiles({
    name: 'other.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(bad),
  });
  await checks.first().getByText('1 row is good · 1 row has a problem').waitFor();
  await checks.last().getByText('The clean file is ready.').waitFor();
});

test('a drop zone that gets an input puts the clean file there', async () => {
  const page = await openForm({ hasInput: false, attributes: { name: 'contacts' } });
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  const sent = await sendBySelf(page);
  await addInput(page);
  await page.evaluate(() =>
    document.querySelector('kartei-check')?.setAttribute('for', 'contacts'),
  );
  await send(page);
  await assertBecomes(sent, ['list.csv']);
});

test('an element that is no longer for an input is a drop zone with the same file', async () => {
  const page = await openForm({ attributes: { name: 'contacts' } });
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  const sent = await sendBySelf(page);
  await page.evaluate(() => {
    document.getElementById('contacts')?.remove();
    document.querySelector('kartei-check')?.removeAttribute('for');
  });
  await send(page);
  await assertBecomes(sent, ['list.csv']);
  await page.getByRole('button', { name: 'Another file' }).click();
  await page.getByText('Drop a CSV file here').waitFor();
});

test('beside its input in a shadow root, it guards the form there', async () => {
  const page = await openForm();
  await page.evaluate(() => {
    const host = document.createElement('div');
    document.querySelector('main')?.append(host);
    host.attachShadow({ mode: 'open' }).append(.../** @type {any} */ ([document.forms[0]]));
  });
  await sendWithoutBadRow(page);
});
