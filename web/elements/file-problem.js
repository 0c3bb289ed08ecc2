// Why a file cannot be read, with its place, and what to do about it.

import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { Failure } from './book-shape.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/**
 * @param {Words} words
 * @param {Failure} failure
 */
export function fileProblem(words, failure) {
  const { code, row = 0, column = 0 } = failure;
  const place = row > 0 ? words.text('import.at_row', { row }) : '';
  const cell = column > 0 ? words.text('import.at_column', { column }) : '';
  const where = [place, cell].filter(Boolean).join(', ');
  const key = /** @type {Key} */ (`advice.${code}`);
  return element(
    'div',
    { class: 'notice danger', role: 'alert' },
    icon('alert'),
    element(
      'div',
      { class: 'notice-text' },
      element('strong', {}, words.failure(failure), where && ` (${where})`),
      words.has(key) && element('p', {}, words.text(key)),
    ),
  );
}
