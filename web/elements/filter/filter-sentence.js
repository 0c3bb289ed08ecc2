// A whole tree of conditions as one sentence, out of the sentences of its conditions. What is in
// brackets belongs together: "A and (B or C)".

import { describe } from './filter-conditions.js';
import { isGroup } from './filter-tree.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { NameOfSegment } from './filter-conditions.js' */
/** @import { Group, Leaf } from './filter-tree.js' */

/**
 * `joint`: of the parts that it has.
 * @typedef {{text: string, joint: 'and' | 'or' | ''}} Said
 */

/**
 * @param {Group} tree
 * @param {Words} words
 * @param {NameOfSegment} nameOf
 */
export function sentenceOf(tree, words, nameOf) {
  const said = sayGroup(tree, words, nameOf);
  return said
    ? words.text('builder.sentence', { filter: said.text })
    : words.text('builder.sentence_all');
}

/**
 * @param {Leaf} leaf
 * @param {Words} words
 * @param {NameOfSegment} nameOf
 */
export function sentenceOfLeaf(leaf, words, nameOf) {
  return sayLeaf(leaf, words, nameOf).text;
}

/**
 * @param {Group} group
 * @param {Words} words
 * @param {NameOfSegment} nameOf
 * @returns {Said | null} null: no condition is in it
 */
function sayGroup({ match, isNot, parts }, words, nameOf) {
  const said = parts.flatMap((part) => {
    const one = isGroup(part) ? sayGroup(part, words, nameOf) : sayLeaf(part, words, nameOf);
    return one ? [one] : [];
  });
  if (said.length === 0) return null;
  if (said.length === 1) return isNot ? negate(said[0], words) : said[0];
  const joint = match === 'all' ? 'and' : 'or';
  const texts = said.map((one) => (one.joint && one.joint !== joint ? `(${one.text})` : one.text));
  const text = match === 'all' ? words.listAll(texts) : words.list(texts);
  return isNot ? negate({ text, joint }, words) : { text, joint };
}

/**
 * @param {Leaf} leaf
 * @param {Words} words
 * @param {NameOfSegment} nameOf
 * @returns {Said}
 */
function sayLeaf({ condition, isNot }, words, nameOf) {
  const { op, value } = condition;
  const isOneOf = op !== 'between' && Array.isArray(value) && value.length > 1;
  const text = describe(condition, words, nameOf);
  /** @type {Said} */
  const said = { text, joint: isOneOf ? 'or' : '' };
  return isNot ? negate(said, words) : said;
}

/**
 * @param {Said} said
 * @param {Words} words
 * @returns {Said}
 */
function negate({ text }, words) {
  return { text: words.text('builder.not_filter', { filter: text }), joint: '' };
}
