// A contact was changed elsewhere while somebody edits it here: what differs, field by field, and
// which state counts. Nothing is decided by itself.

import { element } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { toValues } from './form-values.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Contact } from '../../types.js' */
/** @import { FormValues } from './form-values.js' */

/**
 * @typedef {object} Difference
 * @property {string} label
 * @property {string} before
 * @property {string} theirs
 * @property {string} mine
 */

/** @typedef {(values: FormValues) => string} Reader */

/**
 * Where saving would not leave what the other tab has written.
 * @param {Words} words
 * @param {{base: Contact | null, theirs: Contact, mine: FormValues}} states
 * @returns {Difference[]}
 */
export function differences(words, { base, theirs, mine }) {
  const [before, other] = [toValues(base), toValues(theirs)];
  return readers(words, [before, other, mine])
    .map(([label, read]) => ({
      label,
      before: read(before),
      theirs: read(other),
      mine: read(mine),
    }))
    .filter((row) => row.theirs !== row.mine);
}

/**
 * @param {Words} words
 * @param {FormValues[]} states
 * @returns {[string, Reader][]}
 */
function readers(words, states) {
  const fields = /** @type {const} */ (['name', 'email', 'country_code', 'phone']);
  const names = new Set(states.flatMap(({ attributes }) => attributes.map(([name]) => name)));
  return [
    ...fields.map(
      (field) =>
        /** @type {[string, Reader]} */ ([
          words.text(/** @type {Key} */ (`field.${field}`)),
          (values) => values[field].trim(),
        ]),
    ),
    [words.text('field.tags'), ({ tags }) => tags.join(', ')],
    [
      words.text('field.last_contact_at'),
      ({ last_contact_at: day }) => (day ? words.date(`${day}T12:00`) : ''),
    ],
    ...[...names]
      .filter(Boolean)
      .map(
        (name) =>
          /** @type {[string, Reader]} */ ([
            name,
            ({ attributes }) => attributes.find(([other]) => other === name)?.[1].trim() ?? '',
          ]),
      ),
  ];
}

/**
 * @param {Words} words
 * @param {Difference[]} rows
 * @param {{takeTheirs: () => void, saveMine: () => void, keepEditing: () => void}} act
 */
export function conflictNotice(words, rows, { takeTheirs, saveMine, keepEditing }) {
  const id = uniqueId('conflict');
  const button = (/** @type {Key} */ key, /** @type {() => void} */ onclick, kind = '') =>
    element('button', { type: 'button', class: kind, onclick }, words.text(key));
  const hasOnlyTheirs = rows.some(({ before, mine }) => before === mine);
  return element(
    'section',
    { class: 'conflict', 'aria-labelledby': id, 'data-testid': 'conflict' },
    element(
      'div',
      { class: 'conflict-head' },
      icon('alert'),
      element('h3', { id, tabindex: '-1' }, words.text('conflict.title')),
    ),
    element('p', {}, words.text('conflict.text')),
    element('ul', { class: 'conflict-rows' }, ...rows.map((row) => differenceItem(words, row))),
    hasOnlyTheirs && element('p', { class: 'muted' }, words.text('conflict.hint')),
    element(
      'div',
      { class: 'conflict-actions' },
      button('conflict.save_mine', saveMine, 'primary'),
      button('conflict.take_theirs', takeTheirs),
      button('conflict.keep_editing', keepEditing, 'quiet'),
    ),
  );
}

/**
 * @param {Words} words
 * @param {Difference} difference
 */
function differenceItem(words, { label, before, theirs, mine }) {
  const nothing = words.text('conflict.nothing');
  const isMine = before !== mine;
  const line = (/** @type {Key} */ key, /** @type {string} */ text, kind = '') => [
    element('dt', { class: 'muted' }, words.text(key)),
    element('dd', { class: kind }, text || nothing),
  ];
  return element(
    'li',
    {},
    element('h4', {}, label),
    element(
      'dl',
      {},
      ...line('conflict.before', before),
      ...line('conflict.theirs', theirs, before === theirs ? '' : 'changed'),
      ...line(
        'conflict.mine',
        isMine ? mine : words.text('conflict.unchanged'),
        isMine ? 'changed' : 'muted',
      ),
    ),
  );
}
