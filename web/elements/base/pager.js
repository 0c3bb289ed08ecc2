// Pages of a list: where it is, one back, one on.

import { element } from './dom.js';

/** @import { Words } from '../../i18n/translate.js' */

/**
 * @param {Words} words
 * @param {{offset: number, size: number, total: number}} place
 * @param {(offset: number) => void} go
 * @param {'pager' | 'review'} [names]  of the buttons: beside another "Back" there is none
 * @returns {HTMLElement | null} null where one page holds all
 */
export function pager(words, { offset, size, total }, go, names = 'pager') {
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  const range = words.text('pager.range', { from: offset + 1, to: last, count: total });
  const step = (/** @type {'previous' | 'next'} */ way, /** @type {number} */ to) =>
    element(
      'button',
      {
        type: 'button',
        'data-key': `pager-${way}`,
        disabled: to < 0 || to >= total,
        onclick: () => go(to),
      },
      words.text(`${names}.${way}`),
    );
  return element(
    'nav',
    { class: 'pager', 'aria-label': words.text('pager.label') },
    step('previous', offset - size),
    element('span', { class: 'muted numeric' }, range),
    step('next', offset + size),
  );
}
