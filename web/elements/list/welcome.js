// What a person sees before there is any contact: three ways in.

import { element } from '../base/dom.js';
import { brandMark, icon } from '../base/icons.js';

/** @import { Key, Words } from '../../i18n/translate.js' */

/**
 * @param {Words} words
 * @param {{create: () => void, bring: () => void, loadSample: () => void}} ways
 */
export function welcome(words, { create, bring, loadSample }) {
  return element(
    'section',
    { class: 'welcome', hidden: true },
    brandMark(),
    element('h3', { class: 'title' }, words.text('welcome.title')),
    element('p', { class: 'muted' }, words.text('welcome.text')),
    element(
      'ul',
      { class: 'ways' },
      way(words, 'upload', 'welcome.import', 'welcome.import_hint', bring),
      way(words, 'user_plus', 'welcome.new', 'welcome.new_hint', create),
      way(words, 'sparkle', 'welcome.sample', 'welcome.sample_hint', loadSample),
    ),
  );
}

/**
 * @param {Words} words
 * @param {import('../base/icons.js').IconName} iconName
 * @param {Key} title
 * @param {Key} hint
 * @param {() => void} onclick
 */
function way(words, iconName, title, hint, onclick) {
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'way', onclick },
      icon(iconName),
      element('span', { class: 'way-title' }, words.text(title)),
      element('span', { class: 'muted' }, words.text(hint)),
    ),
  );
}
