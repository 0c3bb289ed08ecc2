// Calling codes: their names, finding them, and taking a number apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findCallingCodes,
  nameCallingCodes,
  splitPhone,
  toCallingCode,
} from '../../web/elements/contact/calling-codes.js';
import { wordsFor } from '../../web/i18n/translate.js';

const codes = [
  { country_code: '+1', regions: ['US', 'CA'] },
  { country_code: '+43', regions: ['AT'] },
  { country_code: '+49', regions: ['DE'] },
  { country_code: '+353', regions: ['IE'] },
  { country_code: '+800', regions: [] },
];
const named = nameCallingCodes(codes, wordsFor('de'));

test('named in the language, by name, those of no country last', () => {
  assert.deepEqual(
    named.map(({ code, name }) => `${code} ${name}`),
    [
      '+49 Deutschland',
      '+353 Irland',
      '+43 Österreich',
      '+1 Vereinigte Staaten und 1 weiteres',
      '+800 Länderübergreifend',
    ],
  );
});

/** @param {string} text */
const find = (text) => findCallingCodes(named, text).map(({ code }) => code);

test('found by name, code and digits', () => {
  assert.deepEqual(find('deu'), ['+49']);
  assert.deepEqual(find('OSTERR'), ['+43']);
  assert.deepEqual(find('kanada'), ['+1']);
  assert.deepEqual(find('de'), ['+49']);
  assert.deepEqual(find('49'), ['+49']);
  assert.deepEqual(find('+4'), ['+49', '+43']);
  assert.deepEqual(find('00353'), ['+353']);
  assert.deepEqual(find('zzz'), []);
  assert.equal(find('').length, codes.length);
});

test('an international number is taken apart', () => {
  assert.deepEqual(splitPhone('+49 30 123456', codes), { country_code: '+49', phone: '30 123456' });
  assert.deepEqual(splitPhone('0049-30/123', codes), { country_code: '+49', phone: '30/123' });
  assert.deepEqual(splitPhone('+49 (0)30 123', codes), { country_code: '+49', phone: '(0)30 123' });
  assert.deepEqual(splitPhone('+4930123', codes), { country_code: '+49', phone: '30123' });
  assert.deepEqual(splitPhone('+35312345', codes), { country_code: '+353', phone: '12345' });
});

test('what is not one is left alone', () => {
  for (const text of ['030 123456', '', '+', '+999 1', 'Anna', '+49 30 12 x']) {
    assert.equal(splitPhone(text, codes), null, text);
  }
});

test('what was typed becomes a code where it can only mean one', () => {
  const typed = ['49', '0049', ' +49 ', 'österreich', 'irl', 'land', 'nowhere', ''];
  assert.deepEqual(
    typed.map((text) => toCallingCode(named, text)),
    ['+49', '+49', '+49', '+43', '+353', 'land', 'nowhere', ''],
  );
});
