// Groups of conditions as filters, and as sentences.
import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { sentenceOf } from '../../web/elements/filter/filter-sentence.js';
import { filterOfTree, newGroup, treeOf } from '../../web/elements/filter/filter-tree.js';
import { wordsFor } from '../../web/i18n/translate.js';

/** @import { Group, Leaf } from '../../web/elements/filter/filter-tree.js' */
/** @import { FieldCondition, Filter } from '../../web/types.js' */

/** @type {FieldCondition} */
const vip = { field: 'tags', op: 'any_of', value: ['vip'] };
/** @type {FieldCondition} */
const codes = { field: 'country_code', op: 'any_of', value: ['+43', '+49'] };
/** @type {FieldCondition} */
const mail = { field: 'email', op: 'ends_with', value: '@example.org' };
/** @type {FieldCondition} */
const noPhone = { field: 'phone', op: 'empty' };

/**
 * @param {Leaf['condition']} condition
 * @param {boolean} [isNot]
 * @returns {Leaf}
 */
const leaf = (condition, isNot = false) => ({ condition, isNot });

/**
 * @param {Group['match']} match
 * @param {...(Group | Leaf)} parts
 * @returns {Group}
 */
const group = (match, ...parts) => ({ match, isNot: false, parts });

/** @param {Filter} filter */
function read(filter) {
  const tree = treeOf(filter);
  assert.equal(typeof tree, 'object', JSON.stringify(filter));
  return /** @type {Group} */ (tree);
}

suite('a tree and its filter', () => {
  test('groups are read and written in the same words', () => {
    /** @type {Filter[]} */
    const filters = [
      { all: [{ text: 'anna' }, vip] },
      { any: [vip, { all: [mail, { not: noPhone }] }] },
      { not: { any: [vip, { text: 'anna' }, { text: 'bert' }] } },
      { all: [vip, { not: { all: [mail, { any: [noPhone, { not: { text: 'x' } }] }] } }] },
      {
        any: [{ any: [{ segment: 'a' }, { segment: 'b' }] }, { not: { any: [{ segment: 'c' }] } }],
      },
    ];
    for (const filter of filters) assert.deepEqual(filterOfTree(read(filter)), filter);
  });

  test('what is no group is the only one in a group', () => {
    assert.deepEqual(treeOf(vip), group('all', leaf(vip)));
    assert.deepEqual(treeOf({ not: vip }), group('all', leaf(vip, true)));
    const search = leaf({ field: 'text', op: 'search', value: 'anna' });
    assert.deepEqual(treeOf({ text: 'anna' }), group('all', search));
    const inSegment = leaf({ field: 'segment', op: 'in_segment', value: ['a'] });
    assert.deepEqual(treeOf({ segment: 'a' }), group('all', inSegment));
  });

  test('negated twice it is not negated', () => {
    assert.deepEqual(treeOf({ all: [{ not: { not: vip } }] }), group('all', leaf(vip)));
    assert.deepEqual(treeOf({ not: { not: { any: [vip, mail] } } }), treeOf({ any: [vip, mail] }));
  });

  test('other words for one of a choice are the same', () => {
    assert.deepEqual(treeOf({ field: 'tags', op: 'has_tag', value: 'vip' }), treeOf(vip));
    const code = leaf({ field: 'country_code', op: 'any_of', value: ['+43'] });
    const equals = /** @type {const} */ ({ field: 'country_code', op: 'equals', value: '+43' });
    assert.deepEqual(treeOf(equals), group('all', code));
    // Of a name they are not.
    const name = /** @type {const} */ ({ field: 'name', op: 'equals', value: 'Anna' });
    assert.deepEqual(treeOf(name), group('all', leaf(name)));
  });

  test('groups without conditions are left out', () => {
    const empty = group('any', group('all'), newGroup('any'));
    assert.equal(filterOfTree(empty), null);
    assert.deepEqual(filterOfTree(group('any', leaf(vip), empty)), { any: [vip] });
    assert.deepEqual(treeOf({ all: [] }), newGroup('all'));
  });

  test('what cannot be shown is not read', () => {
    /** @param {Filter} inner @returns {Filter} */
    const deep = (inner) => ({ all: [vip, { any: [mail, { all: [vip, inner] }] }] });
    assert.equal(typeof treeOf(deep(noPhone)), 'object');
    assert.equal(typeof treeOf(deep({ not: noPhone })), 'object');
    assert.equal(treeOf(deep({ any: [mail, noPhone] })), 'too_deep');
    const wrong = [
      { any: [] },
      { all: [vip, { all: [] }] },
      { not: { all: [] } },
      { all: [vip, { field: 'attributes.Ort', op: 'equals', value: 'Bern' }] },
      { any: [vip, { field: 'import', op: 'in_import', value: 7 }] },
      { any: [vip, { field: 'name', op: 'sounds_like', value: 'Anna' }] },
      { any: [vip, { none: [mail] }] },
      { any: [vip, { field: 'name', op: 'contains', value: '' }] },
    ];
    for (const filter of wrong) {
      assert.equal(treeOf(/** @type {any} */ (filter)), 'unknown', JSON.stringify(filter));
    }
  });
});

suite('a tree as a sentence', () => {
  const names = new Map([['a', 'Annas']]);
  /** @type {[Filter, string, string][]} */
  const sentences = [
    [{ all: [] }, 'Alle Kontakte.', 'All contacts.'],
    [
      { any: [vip, { all: [mail, { not: noPhone }] }] },
      'Kontakte, für die gilt: Schlagwörter vip oder ' +
        '(E-Mail endet mit „@example.org“ und nicht (Telefon ist leer)).',
      'Contacts for which: Tags vip or ' +
        '(E-mail ends with “@example.org” and not (Phone is empty)).',
    ],
    [
      { all: [vip, codes, { segment: 'a' }] },
      'Kontakte, für die gilt: Schlagwörter vip, (Vorwahl +43 oder +49) und In Annas.',
      'Contacts for which: Tags vip, (Calling code +43 or +49), and In Annas.',
    ],
    [
      { not: { any: [codes, { text: 'anna' }] } },
      'Kontakte, für die gilt: nicht (Vorwahl +43 oder +49 oder Suche findet „anna“).',
      'Contacts for which: not (Calling code +43 or +49 or Search finds “anna”).',
    ],
    [
      { any: [{ all: [{ not: { any: [vip] } }] }] },
      'Kontakte, für die gilt: nicht (Schlagwörter vip).',
      'Contacts for which: not (Tags vip).',
    ],
  ];
  for (const [filter, de, en] of sentences) {
    test(en, () => {
      const nameOf = (/** @type {string} */ id) => names.get(id) ?? '…';
      assert.equal(sentenceOf(read(filter), wordsFor('de'), nameOf), de);
      assert.equal(sentenceOf(read(filter), wordsFor('en'), nameOf), en);
    });
  }

  test('what people have written does not turn it', () => {
    const condition = /** @type {const} */ ({ field: 'name', op: 'contains', value: 'שלום' });
    const sentence = sentenceOf(read(condition), wordsFor('en'), (id) => id);
    assert.match(sentence, /“\u2068שלום\u2069”/);
  });
});
