// What an undo or a redo has done to a segment. Its entry says of which one it is, not whether that
// was made, changed or deleted: the segments before and after tell.

import { describeAnswer } from './history-words.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Segment } from '../../types.js' */
/** @import { Book, HistoryEntry, UndoAnswer } from '../base/book-shape.js' */
/** @import { Way } from './undo-actions.js' */

/** @typedef {{answer: UndoAnswer, before: Segment[], after: Segment[]}} Reversed */

/**
 * @param {Book} book
 * @param {HistoryEntry | undefined} entry  what is taken back or done again, where it is known
 * @param {() => Promise<UndoAnswer>} act  does so
 * @returns {Promise<Reversed>} without segments where it is not about one
 */
export async function reverseAndCompare(book, entry, act) {
  if (entry?.kind !== 'segment') return { answer: await act(), before: [], after: [] };
  const before = await book.segments({ counts: false });
  const answer = await act();
  // Done is done, whether or not it can be said what.
  const after = await book.segments({ counts: false }).catch(() => before);
  return { answer, before, after };
}

/**
 * @param {Words} words
 * @param {Reversed} reversed
 * @returns {string} '' where no segment has come, gone or got another name
 */
function describeSegment(words, { before, after }) {
  const has = (/** @type {Segment[]} */ segments, /** @type {Segment} */ { id }) =>
    segments.some((segment) => segment.id === id);
  const restored = after.find((segment) => !has(before, segment));
  if (restored) return words.text('segment.restored', { name: restored.name });
  const deleted = before.find((segment) => !has(after, segment));
  if (deleted) return words.text('segment.deleted', { name: deleted.name });
  const renamed = after.find(({ id, name }) =>
    before.some((segment) => segment.id === id && segment.name !== name),
  );
  return renamed ? words.text('segment.renamed', { name: renamed.name }) : '';
}

/**
 * @param {Words} words
 * @param {Way} way
 * @param {string} what  was taken back or done again
 * @param {Reversed} reversed
 */
export function describeReversed(words, way, what, reversed) {
  return describeSegment(words, reversed) || describeAnswer(words, way, what, reversed.answer);
}
