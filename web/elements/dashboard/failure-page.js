// What is shown where the book cannot be opened: what happened, what is safe, what to do.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { rescuePart } from '../storage/rescue-part.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Failure } from '../base/book-shape.js' */
/** @import { Rescue } from '../storage/rescue-part.js' */

// The files are there, and something of them may be readable.
const readable = ['storage_damaged', 'storage_newer'];

/**
 * @param {Words} words
 * @param {Failure} failure
 * @param {{retry: () => void, rescue: Rescue | null}} act
 */
export function failurePage(words, { code, message }, { retry, rescue }) {
  const known = words.has(`failure.${code}.title`) ? code : 'unknown';
  const text = (/** @type {string} */ part) =>
    words.text(/** @type {Key} */ (`failure.${known}.${part}`));
  const isReadable = rescue !== null && readable.includes(code);
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
    isReadable && rescuePart(words, rescue),
    element(
      'button',
      { type: 'button', class: isReadable ? '' : 'primary', onclick: retry },
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

/**
 * The book was deleted, here or in another tab.
 * @param {Words} words
 * @param {() => void} startAnew
 */
export function destroyedPage(words, startAnew) {
  return element(
    'section',
    { class: 'failure', 'aria-labelledby': 'failure-title', 'data-testid': 'destroyed' },
    element('span', { class: 'failure-mark' }, icon('check')),
    element(
      'h2',
      { id: 'failure-title', class: 'title', tabindex: '-1' },
      words.text('destroyed.title'),
    ),
    element('p', {}, words.text('destroyed.text')),
    element(
      'button',
      { type: 'button', class: 'primary', onclick: startAnew },
      words.text('destroyed.action'),
    ),
  );
}
