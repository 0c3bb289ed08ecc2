// Why a file cannot be read, with its place, and what to do about it.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * @param {Words} words
 * @param {Failure} failure
 */
export function fileProblem(words, failure) {
  const where = words.place(failure);
  const key = /** @type {Key} */ (`advice.${failure.code}`);
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
