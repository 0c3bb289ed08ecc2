// What the form says above its fields.

import { element } from './dom.js';
import { textFields } from './form-values.js';
import { icon } from './icons.js';

/** @import { Failure } from './book-shape.js' */
/** @import { Child } from './dom.js' */
/** @import { TextFieldName } from './form-values.js' */
/** @import { IconName } from './icons.js' */
/** @import { DuplicateHint, Issue } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/**
 * @param {string} kind
 * @param {IconName} iconName
 * @param {Child[]} content
 * @param {Record<string, unknown>} [properties]
 * @param {...Child} actions
 */
export function notice(kind, iconName, content, properties = {}, ...actions) {
  return element(
    'div',
    { class: `notice ${kind}`, ...properties },
    icon(iconName),
    element('div', { class: 'notice-text' }, ...content),
    ...actions,
  );
}

/**
 * @param {Words} words
 * @param {Failure} failure
 * @param {...Child} actions
 */
export function failureNotice(words, failure, ...actions) {
  return notice('danger', 'alert', [words.failure(failure)], { role: 'alert' }, ...actions);
}

/**
 * @param {Words} words
 * @param {string} time
 */
export function draftNotice(words, time) {
  const date = words.dateTime(time);
  return notice('accent', 'info', [words.text('form.draft', { date })]);
}

/**
 * @param {Words} words
 * @param {() => void} restore
 */
export function deletedNotice(words, restore) {
  const text = words.text('form.deleted');
  return notice('warning', 'trash', [text], {}, link(words, 'form.restore', restore));
}

/**
 * @param {Words} words
 * @param {{compare: () => void, reload: () => void}} act
 */
export function outdatedNotice(words, { compare, reload }) {
  const actions = [link(words, 'conflict.compare', compare), link(words, 'form.reload', reload)];
  return notice('warning', 'info', [words.text('form.outdated')], {}, ...actions);
}

/**
 * @param {Words} words
 * @param {Key} key
 * @param {() => void} onclick
 */
export function link(words, key, onclick) {
  return element('button', { type: 'button', class: 'link', onclick }, words.text(key));
}

/** @typedef {{text: string, focus: () => void}} Complaint */

/**
 * All complaints in one place, each a way to its field.
 * @param {Words} words
 * @param {Issue[]} issues
 * @param {(field: TextFieldName) => void} focus
 * @param {Complaint[]} details  about what is not of a field of its own
 * @returns {HTMLElement | null} null where there is none
 */
export function summaryNotice(words, issues, focus, details) {
  const count = issues.length + details.length;
  if (!count) return null;
  const item = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    element('li', {}, element('button', { type: 'button', class: 'link', onclick }, text));
  const items = issues.map((issue) => {
    const text = words.error(issue.code);
    const field = textFields.find((name) => name === issue.field);
    return field ? item(text, () => focus(field)) : element('li', {}, text);
  });
  items.push(...details.map((detail) => item(detail.text, detail.focus)));
  const title = words.text('form.not_saved', { count });
  const content = [element('p', {}, title), element('ul', {}, ...items)];
  return notice('danger summary', 'alert', content, { role: 'alert' });
}

/**
 * @param {Words} words
 * @param {DuplicateHint} duplicate
 * @param {(id: string) => void} open
 */
export function duplicateNotice(words, { field, similar, id, name }, open) {
  const same = field === 'email' ? 'form.duplicate_email' : 'form.duplicate_phone';
  const key = similar ? 'form.similar_email' : same;
  const shown = name || words.text('contact.unnamed');
  const onclick = () => open(id);
  const button = element(
    'button',
    { type: 'button', class: 'link', onclick },
    words.text('form.open_duplicate'),
  );
  return notice(
    'warning',
    'info',
    [words.text(key, { name: shown })],
    { id: `${field}-${id}` },
    button,
  );
}
