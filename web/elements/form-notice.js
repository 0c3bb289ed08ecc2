// What the form says above its fields.

import { element } from './dom.js';
import { textFields } from './form-values.js';
import { icon } from './icons.js';

/** @import { Failure } from './book-shape.js' */
/** @import { Child } from './dom.js' */
/** @import { TextFieldName } from './form-values.js' */
/** @import { IconName } from './icons.js' */
/** @import { DuplicateHint, Issue } from '../types.js' */
/** @import { Words } from '../i18n/translate.js' */

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
 * All complaints in one place, each a way to its field.
 * @param {Words} words
 * @param {Issue[]} issues
 * @param {(field: TextFieldName) => void} focus
 */
export function summaryNotice(words, issues, focus) {
  const items = issues.map((issue) => {
    const text = words.error(issue.code);
    const field = textFields.find((name) => name === issue.field);
    if (!field) return element('li', {}, text);
    const onclick = () => focus(field);
    return element('li', {}, element('button', { type: 'button', class: 'link', onclick }, text));
  });
  const title = words.text('form.not_saved', { count: issues.length });
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
