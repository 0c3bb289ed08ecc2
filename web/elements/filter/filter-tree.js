// A filter as a person builds it: groups of conditions, of which all or any have to apply, each
// condition and each group negated or not. A book's filter says more than that; what cannot be
// shown as such groups is not read, so that it is never written in other words than its own.

import {
  conditionOf,
  filterOfCondition,
  isTreeCondition,
  operatorsOf,
} from './filter-conditions.js';

/** @import { FieldCondition, Filter } from '../../types.js' */
/** @import { Condition, FilterField } from './filter-conditions.js' */

/** @typedef {{condition: Condition, isNot: boolean}} Leaf */
/** @typedef {{match: 'all' | 'any', isNot: boolean, parts: (Group | Leaf)[]}} Group */
/** @typedef {'too_deep' | 'unknown'} Problem */

/** The outermost group is the first level. */
export const maxLevel = 3;

/**
 * @param {Group | Leaf} part
 * @returns {part is Group}
 */
export const isGroup = (part) => 'parts' in part;

/**
 * A group without conditions says nothing yet.
 * @param {Group['match']} match
 * @returns {Group}
 */
export const newGroup = (match) => ({ match, isNot: false, parts: [] });

/**
 * @param {Filter} filter
 * @returns {Group | Problem} why it cannot be shown
 */
export function treeOf(filter) {
  if ('all' in filter && filter.all.length === 0) return newGroup('all');
  const part = partOf(filter, false);
  if (!part) return 'unknown';
  const group = isGroup(part) ? part : { ...newGroup('all'), parts: [part] };
  return levelsOf(group) > maxLevel ? 'too_deep' : group;
}

/**
 * treeOf() the other way round. Groups in which there is no condition are left out.
 * @param {Group} group
 * @returns {Filter | null} null: there is none in any of them
 */
export function filterOfTree({ match, isNot, parts }) {
  const filters = parts.flatMap((part) => {
    const filter = isGroup(part) ? filterOfTree(part) : filterOfLeaf(part);
    return filter ? [filter] : [];
  });
  if (filters.length === 0) return null;
  const filter = match === 'all' ? { all: filters } : { any: filters };
  return isNot ? { not: filter } : filter;
}

/**
 * @param {Leaf} leaf
 * @returns {Filter}
 */
function filterOfLeaf({ condition, isNot }) {
  const filter = filterOfCondition(condition);
  return isNot ? { not: filter } : filter;
}

/**
 * @param {Filter} filter
 * @param {boolean} isNot
 * @returns {Group | Leaf | null} null where something in it is none of ours
 */
function partOf(filter, isNot) {
  const condition = conditionOf(inOurWords(filter));
  if (isTreeCondition(condition)) return { condition, isNot };
  if ('not' in filter) return partOf(filter.not, !isNot);
  const match = 'all' in filter ? 'all' : 'any';
  const inner = 'all' in filter ? filter.all : 'any' in filter ? filter.any : [];
  // No group says "all contacts" or "none", which it is when it has nothing in it.
  if (inner.length === 0) return null;
  const parts = inner.map((each) => partOf(each, false)).filter((part) => part !== null);
  return parts.length === inner.length ? { match, isNot, parts } : null;
}

/**
 * Two operators are other words for being one of a choice.
 * @param {Filter} filter
 * @returns {Filter}
 */
function inOurWords(filter) {
  if (!('field' in filter) || typeof filter.value !== 'string') return filter;
  const { field, op, value } = filter;
  const isChoice = operatorsOf(/** @type {FilterField} */ (field))?.includes('any_of');
  const isSame = isChoice && (op === 'equals' || op === 'has_tag');
  return isSame ? /** @type {FieldCondition} */ ({ field, op: 'any_of', value: [value] }) : filter;
}

/**
 * @param {Group} group
 * @returns {number}
 */
function levelsOf({ parts }) {
  return 1 + Math.max(0, ...parts.filter(isGroup).map(levelsOf));
}
