// What a journal entry says, in words.

import { mostOfName, shorten } from '../base/shorten.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { HistoryEntry, UndoAnswer } from '../base/book-shape.js' */
/** @import { IconName } from '../base/icons.js' */

/**
 * @param {Words} words
 * @param {HistoryEntry} entry
 * @param {HistoryEntry[]} known  among which is what an undo has taken back, if it is known
 * @returns {string}
 */
export function describeEntry(words, entry, known) {
  const { kind, count, contact_id } = entry;
  const [name, file_name] = [entry.name, entry.file_name].map((text) => shorten(text, mostOfName));
  if (kind === 'undo' || kind === 'redo') {
    return words.text(`history.${kind}.of`, { what: describeReverted(words, entry, known) });
  }
  if (kind === 'import') {
    return file_name
      ? words.text('history.import.many', { count, file: file_name })
      : words.text('history.import.pasted', { count });
  }
  if (kind === 'segment') {
    const key = `history.segment.${entry.segment}`;
    return words.text(/** @type {Key} */ (words.has(key) ? key : 'history.segment.changed'), {
      name,
    });
  }
  const named = `history.${kind}.one`;
  if (contact_id && words.has(named)) {
    const shown = name || words.text('contact.unnamed');
    return words.text(/** @type {Key} */ (named), { name: shown });
  }
  const many = `history.${kind}.many`;
  return words.text(/** @type {Key} */ (words.has(many) ? many : 'history.unknown'), { count });
}

/**
 * What an undo or a redo was about.
 * @param {Words} words
 * @param {HistoryEntry} entry
 * @param {HistoryEntry[]} known
 * @returns {string}
 */
function describeReverted(words, { entry, reverts, name, count }, known) {
  const reverted = known.find((other) => other.entry === reverts && other.entry < entry);
  if (!reverted) return shorten(name, mostOfName) || words.text('history.some', { count });
  // An undo is named by what it took back, however often that went to and fro.
  const isAgain = reverted.kind === 'undo' || reverted.kind === 'redo';
  return isAgain ? describeReverted(words, reverted, known) : describeEntry(words, reverted, known);
}

/**
 * Whether an undo or a redo has neither changed nor kept anything: what it was about was erased, or
 * is as it was before.
 * @param {UndoAnswer} answer
 */
export function isNothingLeft({ count, entry, kept }) {
  return entry !== 0 && count === 0 && kept === 0;
}

/**
 * What came of an undo or a redo.
 * @param {Words} words
 * @param {'undo' | 'redo'} way
 * @param {string} what
 * @param {UndoAnswer} answer
 */
export function describeAnswer(words, way, what, answer) {
  const { kept } = answer;
  if (isNothingLeft(answer)) return words.text(`${way}.nothing_left`, { what });
  const done = words.text(way === 'undo' ? 'undo.done' : 'undo.redone', { what });
  return kept ? `${done}. ${words.text('undo.kept_short', { count: kept })}` : done;
}

/** @type {Record<HistoryEntry['kind'], IconName>} */
const icons = {
  create: 'user_plus',
  update: 'pencil',
  remove: 'trash',
  restore: 'inbox',
  import: 'upload',
  merge: 'shield',
  undo: 'undo',
  redo: 'redo',
  erase: 'close',
  sync: 'sync',
  segment: 'filter',
};

/**
 * A kind that is unknown, of a book that knows more, is a change like others.
 * @param {HistoryEntry} entry
 */
export function entryIcon({ kind }) {
  return Object.hasOwn(icons, kind) ? icons[kind] : 'clock';
}

/**
 * Whether a person can take the entry back, or do it again: an undo is taken back at what it undid,
 * and what the server has said is changed there. Of what is unknown nobody knows.
 * @param {HistoryEntry} entry
 */
export function isReversible({ kind }) {
  return Object.hasOwn(icons, kind) && !['undo', 'redo', 'erase', 'sync'].includes(kind);
}
