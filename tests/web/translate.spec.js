// Words, numbers and dates in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import germanCheck from '../../web/i18n/de-check.js';
import germanGrid from '../../web/i18n/de-grid.js';
import germanImport from '../../web/i18n/de-import.js';
import germanKeeping from '../../web/i18n/de-keeping.js';
import germanSync from '../../web/i18n/de-sync.js';
import germanMain from '../../web/i18n/de.js';
import englishCheck from '../../web/i18n/en-check.js';
import englishGrid from '../../web/i18n/en-grid.js';
import englishImport from '../../web/i18n/en-import.js';
import englishKeeping from '../../web/i18n/en-keeping.js';
import englishSync from '../../web/i18n/en-sync.js';
import englishMain from '../../web/i18n/en.js';
import { chooseLocale, wordsFor } from '../../web/i18n/translate.js';

const germanFiles = [germanMain, germanImport, germanKeeping, germanCheck, germanGrid, germanSync];
/** @type {typeof germanMain & typeof germanKeeping} */
const german = Object.assign({}, ...germanFiles);
/** @type {typeof englishMain & typeof englishKeeping} */
const english = Object.assign(
  {},
  ...[englishMain, englishImport, englishKeeping, englishCheck, englishGrid, englishSync],
);
const [de, en] = [wordsFor('de'), wordsFor('en')];

test('the language is the first one that Kartei speaks', () => {
  assert.equal(chooseLocale(['fr-FR', 'de-AT', 'en']), 'de');
  assert.equal(chooseLocale(['EN-us', 'de']), 'en');
  assert.equal(chooseLocale(['fr', 'toString']), 'en');
  assert.equal(chooseLocale([]), 'en');
});

test('plurals and numbers follow the language', () => {
  assert.equal(de.text('list.count', { count: 1 }), '1 Kontakt');
  assert.equal(de.text('list.count', { count: 1204 }), '1.204 Kontakte');
  assert.equal(en.text('list.count', { count: 1204 }), '1,204 contacts');
  assert.equal(en.text('list.count', { count: 0 }), '0 contacts');
  assert.equal(de.text('list.count_of', { matches: 1204, count: 100_000 }), '1.204 von 100.000');
});

test('a value is never read as a placeholder, and a missing one is left to be seen', () => {
  assert.equal(
    en.text('list.select_row', { name: '{name} $& {count}' }),
    'Select {name} $& {count}',
  );
  assert.equal(en.text('list.select_row'), 'Select {name}');
});

test('what people have written cannot turn the sentence around it', () => {
  const select = (/** @type {string} */ name) => en.text('list.select_row', { name });
  assert.equal(select('\u202eanna'), 'Select \u2068\u202eanna\u2069');
  assert.equal(select('\u05d3\u05e0\u05d4 2'), 'Select \u2068\u05d3\u05e0\u05d4 2\u2069');
  assert.equal(select('\u{1e900}'), 'Select \u2068\u{1e900}\u2069');
  // Nothing in it ends the isolation, or leaves it open.
  assert.equal(select('a\u2069\u202eb'), 'Select \u2068a\u202eb\u2069');
  assert.equal(select('a\u2067b'), 'Select \u2068a\u2067b\u2069\u2069');
  // A sentence in a sentence is whole.
  const what = en.text('history.remove.one', { name: '\u202eanna' });
  assert.equal(
    en.text('undo.done', { what }),
    'Undone: \u2068Contact deleted: \u2068\u202eanna\u2069\u2069',
  );
  // Where nothing can turn, and in what is kept, it is as it was written.
  assert.equal(select('Zo\u00eb \u6f22 \u{1f600} 2'), 'Select Zo\u00eb \u6f22 \u{1f600} 2');
  const given = { name: '\u05d3', date: '1 May' };
  assert.doesNotMatch(en.suggestion('segment.frozen_name', given), /\u2068/);
});

test('a code without words is an error inside Kartei', () => {
  assert.equal(en.error('email_missing_at'), 'This e-mail has no @.');
  assert.equal(en.error('never_heard_of'), english['error.internal']);
  assert.equal(de.reasons().email_missing_at, 'Diese E-Mail hat kein @.');
});

test('a fraction where a whole number is needed is not said to be no number', () => {
  assert.equal(de.error('cell_number'), 'Hier wird eine (ganze) Zahl gebraucht.');
  assert.equal(en.error('cell_number'), 'A (whole) number is needed.');
});

test('no key is in two files of a language', () => {
  const keys = germanFiles.flatMap((table) => Object.keys(table));
  assert.equal(new Set(keys).size, keys.length);
});

test('sizes are said in the unit that fits', () => {
  assert.equal(en.bytes(0), '0\u00a0byte');
  assert.equal(en.bytes(999), '999\u00a0byte');
  assert.equal(en.bytes(4096), '4\u00a0kB');
  assert.equal(de.bytes(1_250_000), '1,3\u00a0MB');
  assert.equal(de.bytes(10_737_418_240), '10,7\u00a0GB');
});

test('a full storage says how much room is missing, where that is known', () => {
  const full = { code: 'storage_full', missing_bytes: 2_500_000 };
  assert.equal(
    en.failure(full),
    'There is no room left, 2.5\u00a0MB are missing. Nothing was changed.',
  );
  assert.equal(en.failure({ code: 'storage_full' }), english['error.storage_full']);
  assert.equal(de.failure({ code: 'cancelled', missing_bytes: 9 }), german['error.cancelled']);
});

test('a cell that cannot be written says where it is', () => {
  const code = 'csv_character_not_in_encoding';
  assert.equal(
    de.failure({ code, row: 12, column: 3 }),
    `${german[`error.${code}`]} (Zeile 12, Spalte 3)`,
  );
  assert.equal(en.failure({ code }), english[`error.${code}`]);
});

test('what is no date is shown as nothing', () => {
  assert.equal(en.date(''), '');
  assert.equal(de.date('2026-01-31T12:00:00.000Z'), '31.01.2026');
});

/** @param {string | {one: string, other: string}} text */
const forms = (text) => (typeof text === 'string' ? [text] : [text.one, text.other]);

/** @param {string | {one: string, other: string}} text */
const placeholders = (text) =>
  [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

test('both languages say the same: the same placeholders in every text', () => {
  for (const [key, text] of Object.entries(german)) {
    const other = english[/** @type {keyof typeof english} */ (key)];
    assert.deepEqual(placeholders(other), placeholders(text), key);
  }
});

test('three dots stand as each language writes them', () => {
  const dots = (/** @type {object} */ table) =>
    [...JSON.stringify(table).matchAll(/.\S?…(?=")/g)].map(([text]) => text.at(-2) === ' ');
  assert.deepEqual(new Set(dots(german)), new Set([true]), 'what is left out is a word');
  assert.deepEqual(new Set(dots(english)), new Set([false]));
});

test('nobody is shouted at, nothing is unfinished', () => {
  for (const table of [german, english]) {
    for (const [key, text] of Object.entries(table)) {
      for (const form of forms(text)) {
        assert.doesNotMatch(form, /!|\s$|^\s|  |\.\.\.|"/, `${key}: ${form}`);
      }
    }
  }
});
