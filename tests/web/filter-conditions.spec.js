// Conditions as sentences and as filters, and the addresses that carry them.
import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { today } from '../../web/elements/storage/backup-file.js';
import {
  dayOfTime,
  describe,
  fromFilter,
  isCondition,
  timeOfDay,
  toFilter,
} from '../../web/elements/filter/filter-conditions.js';
import { formatRoute, parseRoute } from '../../web/elements/dashboard/route.js';
import { wordsFor } from '../../web/i18n/translate.js';

/** @import { FieldCondition } from '../../web/types.js' */

const [german, english] = [wordsFor('de'), wordsFor('en')];

suite('a condition as a sentence', () => {
  /** @type {[FieldCondition, string, string][]} */
  const sentences = [
    [
      { field: 'name', op: 'contains', value: 'Müller' },
      'Name enthält „Müller“',
      'Name contains “Müller”',
    ],
    [{ field: 'phone', op: 'empty' }, 'Telefon ist leer', 'Phone is empty'],
    [{ field: 'tags', op: 'empty' }, 'Ohne Schlagwörter', 'No tags'],
    [{ field: 'tags', op: 'empty', value: false }, 'Mit Schlagwörtern', 'With tags'],
    [{ field: 'email', op: 'empty', value: false }, 'E-Mail ist nicht leer', 'E-mail is not empty'],
    [
      { field: 'country_code', op: 'any_of', value: ['+49', '+43'] },
      'Vorwahl +49 oder +43',
      'Calling code +49 or +43',
    ],
    [
      { field: 'country_code', op: 'any_of', value: ['+49', '+43', '+41', '+1'] },
      'Vorwahl +49, +43, +2',
      'Calling code +49, +43, +2',
    ],
    [
      // A day's end is exclusive on the wire and the day itself for a person.
      {
        field: 'created_at',
        op: 'between',
        value: [timeOfDay('2026-11-01'), timeOfDay('2026-12-01')],
      },
      'Erstellt am: 01.11.2026 bis 30.11.2026',
      'Created Nov 1, 2026 to Nov 30, 2026',
    ],
    [
      { field: 'source', op: 'any_of', value: ['manual', 'sample', 'Messe'] },
      'Herkunft von Hand, Beispieldaten oder Messe',
      'Source by hand, sample data, or Messe',
    ],
    // What a person typed is no placeholder.
    [{ field: 'name', op: 'equals', value: '{field}' }, 'Name ist „{field}“', 'Name is “{field}”'],
  ];
  for (const [condition, de, en] of sentences) {
    test(en, () => {
      assert.equal(describe(condition, german), de);
      assert.equal(describe(condition, english), en);
    });
  }
});

test('a filter that chips can say is read back, and no other one', () => {
  /** @type {import('../../web/elements/filter/filter-conditions.js').Condition[]} */
  const conditions = [
    { field: 'email', op: 'contains', value: 'x' },
    { field: 'segment', op: 'in_segment', value: ['a', 'b'] },
    { field: 'segment', op: 'not_in_segment', value: ['c'] },
    { field: 'phone', op: 'empty', value: false },
  ];
  assert.deepEqual(fromFilter(toFilter('anna 0151', conditions)), {
    text: 'anna 0151',
    conditions,
  });
  assert.deepEqual(fromFilter({ text: 'anna' }), { text: 'anna', conditions: [] });
  assert.deepEqual(fromFilter({ all: [] }), { text: '', conditions: [] });
  assert.deepEqual(fromFilter({ segment: 'a' }), {
    text: '',
    conditions: [{ field: 'segment', op: 'in_segment', value: ['a'] }],
  });
  /** @type {import('../../web/types.js').Filter[]} */
  const others = [
    { all: [{ text: 'anna' }, { text: 'bert' }] },
    { any: [{ text: 'anna' }, { field: 'email', op: 'empty' }] },
    { not: { text: 'anna' } },
    { not: { field: 'email', op: 'empty' } },
    { all: [{ all: [{ text: 'anna' }] }] },
    { field: 'attributes', op: 'contains', value: 'x' },
    { any: [] },
  ];
  for (const filter of others) assert.equal(fromFilter(filter), null, JSON.stringify(filter));
});

test('the filter of a text and conditions', () => {
  /** @type {FieldCondition} */
  const condition = { field: 'name', op: 'empty' };
  assert.deepEqual(toFilter(' anna ', [condition]), { all: [{ text: 'anna' }, condition] });
  assert.deepEqual(toFilter('  ', []), { all: [] });
});

test('days are days where the person is', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2024-02-29', '0099-01-01']) {
    assert.equal(dayOfTime(timeOfDay(day)), day);
    assert.equal(dayOfTime(timeOfDay(day, 1), 1), day);
  }
});

test('a file has the day in its name that it is where the person is', (t) => {
  const { TZ = 'UTC' } = process.env;
  t.after(() => (process.env.TZ = TZ));
  process.env.TZ = 'Europe/Berlin';
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-27T23:30:00Z') });
  assert.equal(today(), '2026-11-28');
});

test('what is no condition of ours is refused', () => {
  const wrong = [
    null,
    7,
    {},
    { field: 'name' },
    { field: 'id', op: 'equals', value: 'x' },
    { field: 'name', op: 'before', value: '2026-01-01' },
    { field: 'name', op: 'contains', value: '' },
    { field: 'name', op: 'contains', value: 7 },
    { field: 'created_at', op: 'after', value: 'soon' },
    { field: 'created_at', op: 'between', value: ['2026-01-01'] },
    { field: 'country_code', op: 'any_of', value: [] },
    { field: 'country_code', op: 'any_of', value: [49] },
    { field: 'email', op: 'empty', value: 'yes' },
  ];
  for (const value of wrong) assert.equal(isCondition(value), false, JSON.stringify(value));
});

suite('addresses', () => {
  test('carry the view and come back', () => {
    /** @type {import('../../web/elements/dashboard/route.js').Route} */
    const route = {
      screen: 'contacts',
      opened: '0190-7',
      text: 'anna & „bert“ #1 ?',
      conditions: [
        { field: 'name', op: 'contains', value: 'ä/%' },
        { field: 'segment', op: 'not_in_segment', value: ['019b76da-1000-7000-8000-000000000001'] },
      ],
      segment: '019b76da-1000-7000-8000-000000000002',
      sort: [
        { field: 'created_at', direction: 'desc' },
        { field: 'name', direction: 'asc' },
      ],
    };
    assert.deepEqual(parseRoute(formatRoute(route)), route);
  });

  test('are short where nothing is said', () => {
    assert.equal(formatRoute(parseRoute('')), '#/contacts');
    assert.equal(formatRoute(parseRoute('#/import')), '#/import');
    assert.equal(formatRoute(parseRoute('#/contacts/new')), '#/contacts/new');
  });

  test('that make no sense show the list', () => {
    const hashes = [
      '#/nowhere/x',
      '#/contacts?filter={',
      '#/contacts?filter=7&sort=id',
      '#/contacts?segment=mine',
      '#/contacts?filter=[{"field":"name","op":"drop"}]',
      '#%E0%A4%A',
    ];
    for (const hash of hashes) assert.equal(formatRoute(parseRoute(hash)), '#/contacts', hash);
  });
});
