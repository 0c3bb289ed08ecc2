// What <kartei-check> says and tells where a file cannot be checked, in real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, takeComplaints } from './browser.js';
import {
  action,
  bad,
  choose,
  chooseTwo,
  eventTypes,
  failures,
  good,
  openForm,
  send,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

/**
 * What is told of the newest failure.
 * @param {Page} page
 */
const newestError = (page) =>
  page.evaluate(() => {
    const { events } = /** @type {any} */ (window);
    const { error } = events.findLast((/** @type {any} */ e) => e.type === 'kartei-failed').detail;
    return [error.name, error.code, error.field, error.row];
  });

test('a file that cannot be read is told of, and each refusal says why', async () => {
  const page = await openForm();
  const before = uploads.length;
  await choose(page, '');
  const notice = page.getByRole('alert').filter({ hasText: 'The file is empty.' });
  await notice.waitFor();
  assert.deepEqual(await newestError(page), ['ContactError', 'csv_empty', '', 0]);
  await send(page);
  // What is wrong is read with the focus.
  await assertFocused(notice);
  assert.deepEqual(await eventTypes(page), ['kartei-failed', 'kartei-refused']);
  const reason = await page.evaluate(
    () => /** @type {any} */ (window).events.at(-1).detail.error.code,
  );
  assert.equal(reason, 'csv_empty');
  await choose(page, '\0\0\0\0');
  await page.getByText('The file is not a CSV table.').waitFor();
  assert.equal(uploads.length, before);
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('several files at a time are told of, too', async () => {
  const page = await openForm();
  await chooseTwo(page);
  assert.deepEqual(await failures(page), ['file_several']);
  // Emptied by the page, nothing is wrong any more.
  await page.evaluate(() => {
    /** @type {HTMLInputElement} */ (document.getElementById('contacts')).value = '';
  });
  await send(page);
  await page.waitForURL(action);
});

for (const [lang, said, advice] of [
  ['en', 'The fault lies with the check, not with the file.', 'Reload the page'],
  ['de', 'Der Fehler liegt an der Prüfung, nicht an der Datei.', 'Laden Sie die Seite neu'],
]) {
  test(`a check that cannot be started speaks of no contacts: ${lang}`, async () => {
    const page = await openForm({ attributes: { lang } });
    await page.evaluate(() => {
      /** @type {any} */ (document.querySelector('kartei-check')).workerUrl = '/nowhere.js';
    });
    await choose(page, good);
    await page.getByText(said).waitFor();
    await page.getByText(advice).waitFor();
    await assertAccessible(page, `a check that has failed, ${lang}`);
    assert.deepEqual(await failures(page), ['internal']);
    const before = uploads.length;
    await send(page);
    assert.deepEqual(await eventTypes(page), ['kartei-failed', 'kartei-refused']);
    assert.equal(uploads.length, before);
    for (const complaint of takeComplaints()) assert.match(complaint, /404.*nowhere\.js/);
  });
}

test('a check that fails while rows are mended says so, and what was typed stays', async () => {
  const page = await openForm();
  await choose(page, bad);
  const cell = page.getByLabel('email, row 3');
  await cell.waitFor();
  await page.evaluate(async () => {
    const path = '/dist/check.js';
    const { ContactError, CsvCheck } = await import(path);
    CsvCheck.prototype.fixCell = async () => {
      throw new ContactError({ code: 'internal' });
    };
  });
  await cell.fill('bert@x.de');
  await page.keyboard.press('Enter');
  await page.getByText('The fault lies with the check, not with the file.').waitFor();
  assert.equal(await cell.inputValue(), 'bert@x.de');
});

test('columns and options that are none are told of, and heal', async () => {
  const page = await openForm({ attributes: { columns: '{"name": "email"}' } });
  const set = (/** @type {string} */ name, /** @type {string} */ value) =>
    page.evaluate(
      ([key, text]) => document.querySelector('kartei-check')?.setAttribute(key, text),
      [name, value],
    );
  await choose(page, good);
  await page.getByText('This page does not say rightly what it expects of a file.').waitFor();
  assert.deepEqual(await newestError(page), ['ContactError', 'request_malformed', 'columns', 0]);
  await set('columns', '[{"name": "email"}]');
  await page.getByText('The clean file is ready.').waitFor();
  await set('country-code', 'nowhere');
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await failures(page), ['request_malformed', 'country_code_unknown']);
  await set('country-code', 'DE');
  await page.getByText('The clean file is ready.').waitFor();
});
