// Words, numbers and dates in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import german from '../../web/i18n/de.js';
import english from '../../web/i18n/en.js';
import { chooseLocale, wordsFor } from '../../web/i18n/translate.js';

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

test('a code without words is an error inside Kartei', () => {
  assert.equal(en.error('email_missing_at'), 'This e-mail has no @.');
  assert.equal(en.error('never_heard_of'), english['error.internal']);
  assert.equal(de.reasons().email_missing_at, 'Diese E-Mail hat kein @.');
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

test('nobody is shouted at, nothing is unfinished', () => {
  for (const table of [german, english]) {
    for (const [key, text] of Object.entries(table)) {
      for (const form of forms(text)) {
        assert.doesNotMatch(form, /!|\s$|^\s|  |\.\.\.|"/, `${key}: ${form}`);
      }
    }
  }
});
