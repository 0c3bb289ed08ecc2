// The inbox of conflicts: what both sides had, what is here and what is on the server, and which
// of them counts. One conflict of the list is in the tab order; the arrows lead to the others.

import { element, isTextEntry } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { loadPreference } from '../base/preferences.js';
import { contactTitle } from '../contact/contact-columns.js';
import { keyOfWay } from './sync-state.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Conflict, Contact, SyncStatus } from '../../types.js' */

/** @typedef {'mine' | 'theirs'} Side */

/**
 * @typedef {object} ConflictActions
 * @property {SyncStatus['direction']} direction
 * @property {(id: string) => void} open
 * @property {(conflict: Conflict, side: Side) => void} take
 */

/** The single keys: digits are the same in every language, and none of the dashboard's. */
const keys = /** @type {const} */ ({ 1: 'mine', 2: 'theirs' });

/** Whether it is asked whether there shall be a contact. @param {string} field */
export function isAboutExistence(field) {
  return field === 'deleted_here' || field === 'deleted_there';
}

/** Contact and field: there is no other conflict with the same. @param {Conflict} conflict */
export function conflictKey({ contact, field }) {
  return `conflict-${contact.id}-${field}`;
}

/**
 * What a decision makes of the contact here.
 * @param {string} field
 * @param {Side} side
 * @returns {'none' | 'taken' | 'deleted'}
 */
export function effectOf(field, side) {
  if (field === 'deleted_here') return side === 'mine' ? 'deleted' : 'none';
  if (side === 'mine') return 'none';
  return field === 'deleted_there' ? 'deleted' : 'taken';
}

/**
 * @param {Words} words
 * @param {Conflict[]} conflicts
 * @param {ConflictActions} act
 */
export function conflictList(words, conflicts, act) {
  const list = element(
    'ol',
    { class: 'rows', onkeydown: (/** @type {KeyboardEvent} */ event) => pressed(event) },
    ...conflicts.map((conflict, at) => row(words, conflict, at === 0, act)),
  );
  const items = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.conflict')]);
  // Wherever the focus goes in a conflict, that is the one that Tab leads back to.
  list.addEventListener('focusin', ({ target }) => {
    const current = target instanceof Element ? target.closest('.conflict') : null;
    for (const item of items()) item.tabIndex = item === current ? 0 : -1;
  });

  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || isTextEntry(target ?? undefined)) return;
    const all = items();
    const at = all.findIndex((item) => item.contains(/** @type {Node} */ (target)));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key];
    if (to !== undefined && at >= 0) {
      all[Math.min(Math.max(to, 0), all.length - 1)].focus();
    } else if (at >= 0 && key in keys && loadPreference('shortcuts') !== 'off') {
      act.take(conflicts[at], keys[/** @type {'1' | '2'} */ (key)]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return list;
}

/**
 * @param {Words} words
 * @param {Conflict} conflict
 * @param {boolean} isFirst
 * @param {ConflictActions} act
 */
function row(words, conflict, isFirst, { direction, open, take }) {
  const { contact, field } = conflict;
  const id = conflictKey(conflict);
  const name = contactTitle(contact, words);
  const isExistence = isAboutExistence(field);
  const why = keyOfWay(words, `sync.conflict.${field}_text`, { direction });
  const about = isExistence ? words.text(`sync.conflict.${field}`) : fieldLabel(words, field);
  return element(
    'li',
    {},
    element(
      'article',
      {
        class: 'conflict',
        'data-key': id,
        tabindex: isFirst ? '0' : '-1',
        'aria-label': words.text('sync.conflict.label', { name, field: about }),
      },
      element(
        'h4',
        {},
        element('button', { type: 'button', class: 'link', onclick: () => open(contact.id) }, name),
        element('span', { class: 'muted' }, ` · ${about}`),
      ),
      isExistence && element('p', {}, words.text(why)),
      isExistence ? existenceSides(words, conflict) : fieldSides(words, conflict),
      element(
        'div',
        { class: 'row-actions' },
        choice(words, conflict, 'mine', () => take(conflict, 'mine')),
        choice(words, conflict, 'theirs', () => take(conflict, 'theirs')),
      ),
    ),
  );
}

/**
 * @param {Words} words
 * @param {Conflict} conflict
 * @param {Side} side
 * @param {() => void} onclick
 */
function choice(words, { contact, field }, side, onclick) {
  const isExistence = isAboutExistence(field);
  const key = isExistence ? `sync.conflict.${field}.${side}` : `sync.conflict.take_${side}`;
  const shortcut = side === 'mine' ? '1' : '2';
  const deletes = effectOf(field, side) === 'deleted';
  const areKeysOn = loadPreference('shortcuts') !== 'off';
  return element(
    'button',
    {
      type: 'button',
      class: deletes ? 'take delete' : 'take',
      'data-side': side,
      'data-key': `${side}-${contact.id}-${field}`,
      'aria-keyshortcuts': areKeysOn ? shortcut : undefined,
      onclick,
    },
    icon(deletes ? 'trash' : 'check'),
    element('span', {}, words.text(/** @type {Key} */ (key))),
    areKeysOn && element('kbd', { 'aria-hidden': 'true' }, shortcut),
  );
}

/**
 * Three values side by side.
 * @param {Words} words
 * @param {Conflict} conflict
 */
function fieldSides(words, { field, base, mine, theirs }) {
  return sides(words, [
    ['sync.conflict.base', [valueText(words, field, base)], 'base'],
    ['sync.conflict.mine', [valueText(words, field, mine)], 'mine'],
    ['sync.conflict.theirs', [valueText(words, field, theirs)], 'theirs'],
  ]);
}

/**
 * Of a contact that one side has deleted: what the other side has made of it. `base` and `mine` are
 * all its fields here: as they were, and as they were kept.
 * @param {Words} words
 * @param {Conflict} conflict
 */
function existenceSides(words, { field, base, mine }) {
  const [before, after] = [recordOf(base), recordOf(mine)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (!names.length) return null;
  const lines = (/** @type {Record<string, unknown>} */ values) =>
    names.map(
      (name) => `${fieldLabel(words, name)}: ${valueText(words, name, values[name] ?? null)}`,
    );
  const isHere = field === 'deleted_here';
  return sides(words, [
    [isHere ? 'sync.conflict.was_deleted_here' : 'sync.conflict.base', lines(before), 'base'],
    [isHere ? 'sync.conflict.theirs' : 'sync.conflict.mine', lines(after), 'theirs'],
  ]);
}

/** @param {unknown} value */
function recordOf(value) {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return /** @type {Record<string, unknown>} */ (isRecord ? value : {});
}

/**
 * @param {Words} words
 * @param {[Key, string[], string][]} columns
 */
function sides(words, columns) {
  return element(
    'dl',
    { class: 'sides' },
    ...columns.map(([key, lines, kind]) =>
      element(
        'div',
        { class: `side ${kind}` },
        element('dt', { class: 'muted' }, words.text(key)),
        ...lines.map((line) => element('dd', {}, line)),
      ),
    ),
  );
}

/**
 * @param {Words} words
 * @param {string} field
 */
export function fieldLabel(words, field) {
  const key = `field.${field}`;
  return words.has(key) ? words.text(/** @type {Key} */ (key)) : field.replace(/^attributes\./, '');
}

/**
 * @param {Words} words
 * @param {string} field
 * @param {unknown} value
 */
function valueText(words, field, value) {
  if (value === null || value === undefined || value === '') return words.text('conflict.nothing');
  if (Array.isArray(value)) return value.join(', ') || words.text('conflict.nothing');
  const isTime = field.endsWith('_at') && (typeof value === 'string' || typeof value === 'number');
  if (isTime) return words.dateTime(new Date(value)) || String(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
