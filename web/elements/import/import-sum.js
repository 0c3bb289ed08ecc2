// The sum that every import has to show: new + updated + skipped + rejected = rows.

import { element } from '../base/dom.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { ImportCounts } from '../../types.js' */

/**
 * Of a review the duplicates that nobody has decided about are counted among the skipped.
 * @param {ImportCounts} counts
 */
export function splitCounts({ undecided = 0, ...counts }) {
  return { ...counts, undecided, skipped: counts.skipped - undecided };
}

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 */
function sumParts(words, counts) {
  const { undecided, ...decided } = splitCounts(counts);
  const part = (/** @type {'new' | 'updated' | 'skipped' | 'rejected'} */ outcome) =>
    words.text(`import.sum.${outcome}`, { count: decided[outcome] });
  const parts = [part('new'), part('updated'), part('skipped'), part('rejected')];
  if (undecided) parts.push(words.text('import.sum.undecided', { count: undecided }));
  return [...parts, words.text('import.sum.rows', { count: counts.rows })];
}

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 */
export function sumText(words, counts) {
  const parts = sumParts(words, counts);
  return `${parts.slice(0, -1).join(' + ')} = ${parts.at(-1)}`;
}

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 */
export function sumLine(words, counts) {
  const parts = sumParts(words, counts);
  const sign = (/** @type {number} */ i) => (i < parts.length - 1 ? ' + ' : ' = ');
  return element(
    'p',
    { class: 'sum numeric', 'data-testid': 'import-sum' },
    // A number and its word stay in one line.
    ...parts.flatMap((part, i) => [i > 0 && sign(i), element('span', { class: 'sum-part' }, part)]),
  );
}

/**
 * What is written, in such words: several rows may be of one contact as soon as one is updated.
 * @param {Words} words
 * @param {'import.commit' | 'import.done'} key
 * @param {ImportCounts} counts
 */
export function writtenText(words, key, counts) {
  const count = counts.new + counts.updated;
  return words.text(counts.updated > 0 ? `${key}_rows` : key, { count });
}
