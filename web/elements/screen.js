// What the screens of history, trash, sync and settings are made of: heading, parts, empty state,
// waiting.

import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { Child } from './dom.js' */
/** @import { Key, Words } from '../i18n/translate.js' */
/** @import { IconName } from './icons.js' */

/**
 * @param {string} title
 * @param {string} count   how much there is, or ''
 * @param {...Child} actions
 */
export function screenHead(title, count, ...actions) {
  return element(
    'div',
    { class: 'screen-head' },
    element(
      'div',
      { class: 'heading' },
      // The focus comes here when a person goes to the screen.
      element('h2', { id: 'title', class: 'title', tabindex: '-1', 'data-key': 'title' }, title),
      count && element('p', { class: 'muted numeric' }, count),
    ),
    actions.some(Boolean) && element('div', { class: 'actions' }, ...actions),
  );
}

/**
 * @param {IconName} mark
 * @param {string} title
 * @param {string} hint
 */
export function nothing(mark, title, hint) {
  return element(
    'div',
    { class: 'nothing' },
    element('span', { class: 'nothing-mark' }, icon(mark)),
    element('h3', {}, title),
    element('p', { class: 'muted' }, hint),
  );
}

/** @param {boolean} isBusy  whether an answer is awaited */
export function waitingRows(isBusy) {
  const rows = Array.from({ length: 6 }, () => element('li'));
  return element('ul', { class: 'card rows waiting', 'aria-busy': String(isBusy) }, ...rows);
}

/**
 * A card with a heading.
 * @param {Words} words
 * @param {{icon: IconName, title: Key, text?: Key | null}} head
 * @param {...Child} content
 */
export function part(words, { icon: iconName, title, text }, ...content) {
  return element(
    'section',
    { class: 'card part', 'aria-labelledby': `part-${title}` },
    element('span', { class: 'part-mark' }, icon(iconName)),
    element(
      'div',
      { class: 'part-content' },
      element('h3', { id: `part-${title}` }, words.text(title)),
      text && element('p', { class: 'muted' }, words.text(text)),
      ...content,
    ),
  );
}
