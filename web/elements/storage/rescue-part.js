// What can be read of a book that cannot be opened, as files. Nothing is written to the book.

import { download, element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { today } from './backup-file.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Failure, Rescued } from '../base/book-shape.js' */

/** @typedef {() => Promise<Rescued>} Rescue */

/**
 * @param {Words} words
 * @param {Rescue} rescue
 */
export function rescuePart(words, rescue) {
  const content = element('div', { class: 'rescue', 'data-testid': 'rescue' });
  const head = [
    element('h3', {}, words.text('rescue.title')),
    element('p', { class: 'muted' }, words.text('rescue.text')),
  ];
  const start = async () => {
    const running = words.text('rescue.running');
    content.replaceChildren(...head, element('p', { role: 'status' }, running));
    try {
      content.replaceChildren(...head, ...resultOf(words, await rescue()));
    } catch (failure) {
      const { code } = /** @type {Failure} */ (failure);
      const text = words.error(code ?? 'internal');
      content.replaceChildren(...head, element('p', { role: 'alert' }, text), button());
    }
  };
  const button = () =>
    element(
      'button',
      { type: 'button', class: 'primary', onclick: start },
      icon('download'),
      words.text('rescue.action'),
    );
  content.replaceChildren(...head, button());
  return content;
}

/**
 * @param {Words} words
 * @param {Rescued} rescued
 */
function resultOf(words, { contacts: count, is_complete, backup, csv }) {
  const found = is_complete ? 'rescue.whole' : 'rescue.partial';
  const text = count || is_complete ? words.text(found, { count }) : words.text('rescue.none');
  const mark = icon(is_complete ? 'check' : 'alert');
  const says = element('p', { role: 'status', class: 'notice-text' }, text);
  const result = element('div', { class: `notice ${is_complete ? '' : 'warning'}` }, mark, says);
  if (!count) return [result];
  const date = today();
  /**
   * @param {'backup' | 'csv'} kind
   * @param {Blob} blob
   */
  const file = (kind, blob) =>
    element(
      'button',
      {
        type: 'button',
        onclick: () => download(blob, words.text(`rescue.${kind}_name`, { date })),
      },
      icon('download'),
      words.text(`rescue.${kind}`),
    );
  return [result, element('div', { class: 'buttons' }, file('backup', backup), file('csv', csv))];
}
