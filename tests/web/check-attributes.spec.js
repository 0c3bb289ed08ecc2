// The attributes and properties of <kartei-check>, in real Chromium.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertBecomes } from './browser.js';
import {
  action,
  bad,
  choose,
  clean,
  columns,
  counts,
  good,
  openForm,
  send,
  sendBySelf,
  uploads,
} from './check-form.js';

/** @import { Page } from 'playwright-core' */

/**
 * @param {Page} page
 * @param {string} name
 * @param {string | null} value  null takes it away
 */
const set = (page, name, value) =>
  page.evaluate(
    ([key, text]) => {
      const check = /** @type {Element} */ (document.querySelector('kartei-check'));
      if (text === null) check.removeAttribute(/** @type {string} */ (key));
      else check.setAttribute(/** @type {string} */ (key), text);
    },
    [name, value],
  );

for (const [name, value, csv, before, after] of [
  ['country-code', 'DE', 'phone\n030 1234567\n', undefined, 'phone 030 1234567'],
  ['normalize', '', 'phone\n+49 30 1234567\n', 'phone +49 30 1234567', 'phone +49301234567'],
  [
    'only-expected',
    '',
    'phone,fax\n+49 30 1234567,1\n',
    'phone,fax +49 30 1234567,1',
    'phone +49 30 1234567',
  ],
]) {
  test(`${name} is heard when it comes and when it goes`, async () => {
    const page = await openForm({ attributes: { columns: '[{"name":"phone","type":"phone"}]' } });
    const lines = async () => (await clean(page))?.replace(/\r\n$/, '').replaceAll('\r\n', ' ');
    await choose(page, /** @type {string} */ (csv));
    await counts(page).waitFor();
    await assertBecomes(lines, before);
    await set(page, /** @type {string} */ (name), /** @type {string} */ (value));
    await assertBecomes(lines, after);
    await set(page, /** @type {string} */ (name), null);
    await assertBecomes(lines, before);
  });
}

test('strict is heard when it comes and when it goes', async () => {
  const page = await openForm();
  const leave = page.getByRole('button', { name: 'Leave out 1 row' });
  await choose(page, bad);
  await leave.waitFor();
  await set(page, 'strict', '');
  await leave.waitFor({ state: 'detached' });
  await counts(page).waitFor();
  await set(page, 'strict', null);
  await leave.waitFor();
});

test('date-order says how dates are meant', async () => {
  const dates = JSON.stringify([{ name: 'born', type: 'date' }]);
  const page = await openForm({ attributes: { columns: dates, normalize: '' } });
  await choose(page, 'born\n03/04/2026\n');
  await set(page, 'date-order', 'month_first');
  await assertBecomes(async () => (await clean(page))?.includes('2026-03-04'), true);
  await set(page, 'date-order', 'day_first');
  await assertBecomes(async () => (await clean(page))?.includes('2026-04-03'), true);
});

test('columns are a property and an attribute, a list or JSON, or those of contacts', async () => {
  const page = await openForm();
  const give = (/** @type {unknown} */ value) =>
    page.evaluate((given) => {
      const check = /** @type {any} */ (document.querySelector('kartei-check'));
      check.columns = given;
      return [check.columns, check.getAttribute('columns')];
    }, value);
  const list = [{ name: 'address', headers: ['email'], type: 'email' }];
  assert.deepEqual(await give(list), [list, JSON.stringify(list)]);
  await choose(page, good.replace('E-Mail', 'email'));
  await assertBecomes(async () => (await clean(page))?.startsWith('address,'), true);
  // React sets the text of the attribute as a property.
  assert.deepEqual(await give(JSON.stringify(columns)), [columns, JSON.stringify(columns)]);
  await assertBecomes(async () => (await clean(page))?.startsWith('email,phone\r\n'), true);
  assert.deepEqual(await give(null), [undefined, null]);
  await page.getByText('Columns: 2 of 4 recognised').waitFor();
});

test('properties that are set before the element is defined are taken', async () => {
  const page = await openForm();
  const json = await page.evaluate(() => {
    const check = document.createElement('kartei-check');
    // As it stands on an element that is not defined yet.
    const own = { configurable: true, enumerable: true, writable: true };
    Object.defineProperty(check, 'columns', { ...own, value: [{ name: 'early' }] });
    document.querySelector('main')?.append(check);
    return check.getAttribute('columns');
  });
  assert.equal(json, '[{"name":"early"}]');
});

test('a drop zone has the name and the form that it is given, also later', async () => {
  const page = await openForm({ hasInput: false });
  await page.evaluate(() => {
    const check = /** @type {any} */ (document.querySelector('kartei-check'));
    document.querySelector('main')?.append(check);
    const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
    form.id = 'people';
    check.form = 'people';
  });
  const sent = await sendBySelf(page);
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await send(page);
  await assertBecomes(sent, ['']);
  await set(page, 'name', 'contacts');
  await send(page);
  await assertBecomes(sent, ['', 'list.csv']);
  const forms = await page.evaluate(() => {
    const check = /** @type {any} */ (document.querySelector('kartei-check'));
    const before = check.form?.id;
    check.form = null;
    return [before, check.form];
  });
  assert.deepEqual(forms, ['people', null]);
});

test('lang is the language of the element alone', async () => {
  const page = await openForm();
  await choose(page, good);
  await page.getByText('The clean file is ready.').waitFor();
  await set(page, 'lang', 'de');
  await page.getByText('Die bereinigte Datei ist fertig.').waitFor();
  await send(page);
  await page.waitForURL(action);
  assert.match(uploads.at(-1) ?? '', /anna@x\.de/);
});
