// The sum that every import has to show: new + updated + skipped + rejected = rows.

import { element } from './dom.js';

/** @import { ImportCounts } from '../types.js' */
/** @import { Words } from '../i18n/translate.js' */

/**
 * @param {Words} words
 * @param {ImportCounts} counts
 */
export function sumText(words, counts) {
  const part = (/** @type {'new' | 'updated' | 'skipped' | 'rejected'} */ outcome) =>
    words.text(`import.sum.${outcome}`, { count: counts[outcome] });
  const parts = [part('new'), part('updated'), part('skipped'), part('rejected')].join(' + ');
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
