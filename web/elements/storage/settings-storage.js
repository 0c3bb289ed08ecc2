// Where the contacts are kept, how safely, and how much room there is.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { StorageReport } from '../base/book-shape.js' */
/** @import { Child } from '../base/dom.js' */

/**
 * @param {Words} words
 * @param {StorageReport} report
 * @param {{contacts: number, askAgain: () => void}} more
 */
export function storageFacts(words, report, { contacts, askAgain }) {
  const { is_persisted, kind } = report;
  return element(
    'dl',
    { class: 'facts' },
    ...fact(words.text('settings.where'), words.text(`settings.where_${kind}`)),
    ...fact(words.text('settings.contacts'), words.number(contacts)),
    ...fact(
      words.text('settings.durable'),
      element(
        'span',
        { class: is_persisted ? 'state good' : 'state poor' },
        icon(is_persisted ? 'check' : 'alert'),
        words.text(is_persisted ? 'settings.durable_yes' : 'settings.durable_no'),
      ),
      !is_persisted &&
        kind === 'opfs' &&
        element(
          'button',
          { type: 'button', 'data-key': 'ask-again', onclick: askAgain },
          words.text('settings.ask_again'),
        ),
    ),
    ...fact(words.text('settings.used'), ...usage(words, report)),
    ...fact(words.text('settings.book_size'), words.bytes(report.bytes)),
  );
}

/**
 * @param {Words} words
 * @param {StorageReport} report
 * @returns {Child[]}
 */
function usage(words, { usage: used, quota, available }) {
  if (!quota) return [words.text('settings.unknown')];
  const text = words.text('settings.used_of', {
    used: words.bytes(used),
    available: words.bytes(available),
  });
  const label = words.text('settings.used');
  const full = quota * 0.9;
  return [
    element('span', { class: 'numeric' }, text),
    element(
      'meter',
      { min: 0, max: quota, low: full, high: full, optimum: 0, value: used, 'aria-label': label },
      text,
    ),
  ];
}

/**
 * @param {string} term
 * @param {...Child} values
 */
export function fact(term, ...values) {
  return [element('dt', { class: 'muted' }, term), element('dd', {}, ...values)];
}
