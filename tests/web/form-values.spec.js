// From what stands in the form to what is saved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  attributeProblems,
  isChanged,
  toDraft,
  toValues,
} from '../../web/elements/form/form-values.js';

/** @type {import('../../web/types.js').Contact} */
const contact = {
  id: '0190',
  name: 'Anna',
  email: 'anna@example.org',
  phone: '30 123',
  country_code: '+49',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  last_contact_at: '2026-01-05T17:30:00.000Z',
  deleted_at: null,
  source: 'import',
  tags: ['a', 'b'],
  attributes: { Firma: 'X', Ort: 'Y' },
};

test('nothing changed, nothing to save', () => {
  assert.deepEqual(toDraft(toValues(contact), contact), { id: '0190' });
  assert.equal(isChanged(toValues(contact), contact), false);
  assert.equal(isChanged(toValues(null), null), false);
});

test('only what was changed is saved', () => {
  const values = { ...toValues(contact), name: ' Anna B. ', tags: ['b'] };
  assert.deepEqual(toDraft(values, contact), { id: '0190', name: 'Anna B.', tags: ['b'] });
});

test('a number that is kept with its calling code stands behind it and goes with another', () => {
  const whole = { ...contact, phone: '+49 30 123' };
  const values = toValues(whole);
  assert.deepEqual([values.country_code, values.phone], ['+49', '30 123']);
  assert.equal(isChanged(values, whole), false);
  const moved = toDraft({ ...values, country_code: '+43' }, whole);
  assert.deepEqual(moved, { id: '0190', country_code: '+43', phone: '30 123' });
  // As it is kept: what stands behind the code of another country is no number of this one.
  assert.equal(toValues({ ...whole, country_code: '' }).phone, '+49 30 123');
  assert.deepEqual(toDraft({ ...toValues(null), country_code: '+43' }, null), {
    source: 'manual',
    country_code: '+43',
  });
});

test('the time of a last contact is kept unless its day is changed', () => {
  assert.equal('last_contact_at' in toDraft(toValues(contact), contact), false);
  const cleared = { ...toValues(contact), last_contact_at: '' };
  assert.equal(toDraft(cleared, contact).last_contact_at, null);
  // The day stands in files, too, whose times are in UTC.
  const changed = { ...toValues(contact), last_contact_at: '2026-01-07' };
  const { last_contact_at = null } = toDraft(changed, contact);
  assert.match(String(last_contact_at), /^2026-01-07T/);
  assert.equal(toValues({ ...contact, last_contact_at }).last_contact_at, '2026-01-07');
});

test('attributes: changed, added, renamed, removed', () => {
  /** @param {[string, string][]} attributes */
  const saved = (attributes) => toDraft({ ...toValues(contact), attributes }, contact).attributes;
  assert.deepEqual(
    saved([
      ['Firma', 'Z'],
      ['Ort', 'Y'],
    ]),
    { Firma: 'Z' },
  );
  assert.deepEqual(
    saved([
      ['Firma', 'X'],
      ['Ort', 'Y'],
      ['Neu', '1'],
      ['', ' '],
    ]),
    { Neu: '1' },
  );
  assert.deepEqual(
    saved([
      ['Unternehmen', 'X'],
      ['Ort', 'Y'],
    ]),
    { Firma: null, Unternehmen: 'X' },
  );
  assert.deepEqual(saved([['Ort', 'Y']]), { Firma: null });
  const odd = JSON.stringify(
    saved([
      ['Firma', 'X'],
      ['Ort', 'Y'],
      ['__proto__', '1'],
    ]),
  );
  assert.match(odd, /"__proto__":"1"/);
});

test('details without a name, or with that of another, are no details; empty rows are none', () => {
  const problems = attributeProblems([
    ['Firma', 'ACME'],
    ['', ''],
    [' ', 'Zwei'],
    ['firma', 'x'],
    [' Firma ', ''],
    ['Caf\u00e9', '1'],
    ['Cafe\u0301', '2'],
  ]);
  assert.deepEqual(problems, [
    { row: 2, problem: 'attribute_unnamed' },
    { row: 4, problem: 'attribute_twice' },
    { row: 6, problem: 'attribute_twice' },
  ]);
  // It is not saved, and so it has to be kept.
  const values = { ...toValues(contact), attributes: [...toValues(contact).attributes] };
  values.attributes.push(['', 'lost?']);
  assert.ok(isChanged(values, contact));
});

test('a new contact says where it is from', () => {
  const values = { ...toValues(null), name: 'Anna' };
  assert.deepEqual(toDraft(values, null), { source: 'manual', name: 'Anna' });
});
