// What stands for a contact where there is little room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials, nationalText } from '../../web/elements/contact/contact-columns.js';

test('initials: of the first and the last word, or of whatever there is', () => {
  const expected = {
    'Anna Müller': 'AM',
    'Dr. Deniz Öztürk': 'DÖ',
    'anna@example.org': 'A',
    'Anna (Vertrieb)': 'A',
    '(Anna)': 'A',
    '=HYPERLINK("x")': 'H',
    '🙂 Anna': 'A',
    '🙂': '🙂',
    '': '',
  };
  for (const [name, letters] of Object.entries(expected)) assert.equal(initials(name), letters);
});

test('a number without the calling code that stands beside it', () => {
  const number = (/** @type {string} */ country_code, /** @type {string} */ phone) =>
    nationalText({ country_code, phone });
  assert.equal(number('+49', '+49 30 123'), '30 123');
  assert.equal(number('+49', '030 123'), '030 123');
  assert.equal(number('+43', '+49 30 123'), '+49 30 123');
  assert.equal(number('', '+49 30 123'), '+49 30 123');
});
