// What the form says above its fields.

import { element, showIfOther } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { conflictNotice, differences } from './form-conflict.js';
import { textFields } from './form-values.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { CheckedDraft, Contact, DuplicateHint, Issue } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */
/** @import { Child } from '../base/dom.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { FormValues, TextFieldName } from './form-values.js' */

/** @typedef {{text: string, focus: () => void}} Complaint */

/**
 * @typedef {object} Standing  of the contact in the form
 * @property {Failure | null} failure
 * @property {string} draftTime       of what was typed before, or ''
 * @property {boolean} isOutdated     changed elsewhere since it was read
 * @property {Contact | null} theirs  what another tab has made of it, while it is compared
 * @property {boolean} isErased       nothing of it is kept here
 * @property {boolean} isUnknown      there is none, or it could not be read: nothing to fill in
 * @property {boolean} hasSummary     complaints are listed at the top: somebody wanted to save
 */

/** @type {Readonly<Standing>} */
export const allIsWell = {
  failure: null,
  draftTime: '',
  isOutdated: false,
  theirs: null,
  isErased: false,
  isUnknown: false,
  hasSummary: false,
};

/**
 * @typedef {object} Shown
 * @property {Standing} standing
 * @property {Contact | null} contact  as it was read; null for a new one
 * @property {FormValues} values
 * @property {boolean} isDirty
 * @property {CheckedDraft} checked
 * @property {Complaint[]} complaints  about what is not of a field of its own
 */

/**
 * @typedef {object} Ways  out of what is said
 * @property {() => void} close
 * @property {() => void} restore  from the trash
 * @property {() => void} compare  with what another tab has made of it
 * @property {() => void} discard
 * @property {() => void} takeTheirs
 * @property {() => void} saveMine
 * @property {() => void} keepEditing
 * @property {(field: TextFieldName) => void} focus
 * @property {(id: string) => void} open
 */

export class FormNotices {
  element = element('div', { class: 'notices' });
  #words;
  #ways;

  /**
   * @param {Words} words
   * @param {Ways} ways
   */
  constructor(words, ways) {
    this.#words = words;
    this.#ways = ways;
  }

  /** @param {Shown} shown */
  show(shown) {
    const notices = this.#notices(shown).filter((notice) => notice instanceof HTMLElement);
    showIfOther(this.element, notices);
  }

  /** @param {Shown} shown */
  #notices({ standing, contact, values, isDirty, checked, complaints }) {
    const [words, ways] = [this.#words, this.#ways];
    const { failure, draftTime, isOutdated, theirs, isErased, isUnknown, hasSummary } = standing;
    const out = isUnknown && link(words, 'import.to_contacts', ways.close);
    return [
      isErased && notice('warning', 'trash', [words.text('form.erased')]),
      theirs &&
        conflictNotice(words, differences(words, { base: contact, theirs, mine: values }), ways),
      failure && failureNotice(words, failure, out),
      contact?.deleted_at && deletedNotice(words, ways.restore),
      isOutdated && !theirs && outdatedNotice(words, ways),
      draftTime && isDirty && draftNotice(words, draftTime),
      hasSummary && summaryNotice(words, checked.issues, ways.focus, complaints),
      ...checked.duplicates.map((duplicate) => duplicateNotice(words, duplicate, ways.open)),
    ];
  }

  revealSummary() {
    this.element.querySelector('.summary')?.scrollIntoView({ block: 'nearest' });
  }

  focusConflict() {
    /** @type {HTMLElement | null} */ (this.element.querySelector('.conflict h3'))?.focus();
  }
}

/**
 * @param {string} kind
 * @param {IconName} iconName
 * @param {Child[]} content
 * @param {Record<string, unknown>} [properties]
 * @param {...Child} actions
 */
function notice(kind, iconName, content, properties = {}, ...actions) {
  return element(
    'div',
    { class: `notice ${kind}`, ...properties },
    icon(iconName),
    element('div', { class: 'notice-text' }, ...content),
    actions.length > 1 ? element('div', { class: 'notice-actions' }, ...actions) : actions[0],
  );
}

/**
 * @param {Words} words
 * @param {Failure} failure
 * @param {...Child} actions
 */
function failureNotice(words, failure, ...actions) {
  return notice('danger', 'alert', [words.failure(failure)], { role: 'alert' }, ...actions);
}

/**
 * @param {Words} words
 * @param {string} time
 */
function draftNotice(words, time) {
  const date = words.dateTime(time);
  return notice('accent', 'info', [words.text('form.draft', { date })]);
}

/**
 * @param {Words} words
 * @param {() => void} restore
 */
function deletedNotice(words, restore) {
  const text = words.text('form.deleted');
  return notice('warning', 'trash', [text], {}, link(words, 'form.restore', restore));
}

/**
 * @param {Words} words
 * @param {Ways} ways
 */
function outdatedNotice(words, { compare, discard }) {
  const actions = [link(words, 'conflict.compare', compare), link(words, 'form.reload', discard)];
  return notice('warning', 'info', [words.text('form.outdated')], {}, ...actions);
}

/**
 * @param {Words} words
 * @param {Key} key
 * @param {() => void} onclick
 */
function link(words, key, onclick) {
  return element('button', { type: 'button', class: 'link', onclick }, words.text(key));
}

/**
 * All complaints in one place, each a way to its field.
 * @param {Words} words
 * @param {Issue[]} issues
 * @param {(field: TextFieldName) => void} focus
 * @param {Complaint[]} details  about what is not of a field of its own
 * @returns {HTMLElement | null} null where there is none
 */
function summaryNotice(words, issues, focus, details) {
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
function duplicateNotice(words, { field, similar, id, name }, open) {
  const same = field === 'email' ? 'form.duplicate_email' : 'form.duplicate_phone';
  const key = similar ? 'form.similar_email' : same;
  const shown = name || words.text('contact.unnamed');
  const button = link(words, 'form.open_duplicate', () => open(id));
  return notice(
    'warning',
    'info',
    [words.text(key, { name: shown })],
    { id: `${field}-${id}` },
    button,
  );
}
