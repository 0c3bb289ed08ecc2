// The sum that every import has to show: new + updated + skipped + rejected = rows.

import { element } from './dom.js';

/** @import { ImportCounts } from '../types.js' */
/** @import { Words } from '../i18n/translate.js' */

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
export function sumText(words, counts) {
  const { undecided, ...decided } = splitCounts(counts);
  const part = (/** @type {'new' | 'updated' | 'skipped' | 'rejected'} */ outcome) =>
    words.text(`import.sum.${outcome}`, { count: decided[outcome] });
  const parts = [
    part('new'),
    part('updated'),
    part('skipped'),
    part('rejected'),
    ...(undecided ? [words.text('import.sum.undecided', { count: undecided })] : []),
  ].join(' + ');
  const rows = words.text('import.sum.rows', { count: counts.rows });
  return `${parts} = ${rows}`;
}

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 */
export function sumLine(words, counts) {
  const text = sumText(words, counts);
  return element('p', { class: 'sum numeric', 'data-testid': 'import-sum' }, text);
}
