// What is shown where the book cannot be opened: what happened, what is safe, what to do.

import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { Failure } from './book-shape.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/**
 * @param {Words} words
 * @param {Failure} failure
 * @param {() => void} retry
 */
export function failurePage(words, { code, message }, retry) {
  const known = words.has(`failure.${code}.title`) ? code : 'unknown';
  const text = (/** @type {string} */ part) =>
    words.text(/** @type {Key} */ (`failure.${known}.${part}`));
  const steps = text('steps').split('\n');
  return element(
    'section',
    { class: 'failure', 'aria-labelledby': 'failure-title', 'data-testid': 'failure' },
    element(
      'span',
      { class: 'failure-mark' },
      icon(known === 'book_open_elsewhere' ? 'info' : 'alert'),
    ),
    element('h2', { id: 'failure-title', class: 'title' }, text('title')),
    element('p', {}, known === 'unknown' ? words.error(code) : text('text')),
    element('ul', {}, ...steps.map((step) => element('li', {}, step))),
    element(
      'button',
      { type: 'button', class: 'primary', onclick: retry },
      words.text('failure.retry'),
    ),
    element(
      'details',
      {},
      element('summary', {}, words.text('failure.details')),
      element('code', {}, `${code}: ${message}`),
    ),
  );
}
