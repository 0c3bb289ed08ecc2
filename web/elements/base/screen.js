// What the screens of history, trash, sync and settings are made of: heading, parts, empty state,
// waiting, what has failed.

import { element, focusedElement } from './dom.js';
import { icon } from './icons.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Failure } from './book-shape.js' */
/** @import { Child } from './dom.js' */
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
 * Shows a screen anew. The focus stays on what it was on, if that is still there; a dialog stays
 * where it is, since one that is moved is no longer modal.
 * @param {HTMLElement & {root: ShadowRoot}} host
 * @param {...Child} content
 * @returns {boolean} whether the screen had the focus and has lost it
 */
export function showScreen(host, ...content) {
  const { root, scrollTop } = host;
  const section = element('section', { class: 'screen', 'aria-labelledby': 'title' }, ...content);
  const before = root.querySelector('.screen');
  const focused = focusedElement();
  const wasInside = before?.contains(focused) ?? false;
  const key = wasInside ? focused?.getAttribute('data-key') : null;
  if (before) before.replaceWith(section);
  else root.prepend(section);
  host.scrollTop = scrollTop;
  const again = key && root.querySelector(`[data-key="${key}"]`);
  if (again instanceof HTMLElement) again.focus();
  return wasInside && !again;
}

/**
 * @param {Words} words
 * @param {Failure} failure
 * @param {...Child} actions
 */
export function problem(words, failure, ...actions) {
  return element(
    'div',
    { class: 'notice danger', role: 'alert' },
    icon('alert'),
    element('p', { class: 'notice-text' }, words.failure(failure)),
    ...actions,
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
