// What is done with segments: each asks what it needs, does it, and answers what to say about it.

import { phrase } from '../../i18n/translate.js';
import { confirm } from '../base/confirm-dialog.js';
import { countSelected } from '../contact/bulk-actions.js';
import { treeOf } from '../filter/filter-tree.js';
import { openBuilder } from './segment-builder.js';
import { askForList, askForName, tell } from './segment-dialogs.js';

/** @import { Phrase, Words } from '../../i18n/translate.js' */
/** @import { Filter, Segment, SegmentResult } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */
/** @import { ListedContacts } from '../contact/bulk-actions.js' */

/** @typedef {{root: ShadowRoot, words: Words, book: Book}} Place  where it is asked and done */
/** @typedef {SegmentResult & {phrase: Phrase}} Done  `phrase` says what */

// What a person can set right in the field.
const nameProblems = ['segment_name_missing', 'segment_name_taken', 'field_too_long'];

/**
 * Asks for a name until the book takes it.
 * @param {Place} place
 * @param {{title: string, action: string, value?: string}} question
 * @param {(name: string) => Promise<SegmentResult>} save
 * @returns {Promise<(SegmentResult & {name: string}) | null>} null: it was not to be
 */
async function saveNamed({ root, words }, { value = '', ...question }, save) {
  for (let problem = ''; ;) {
    const name = await askForName(root, words, { ...question, value, problem });
    if (name === null) return null;
    try {
      return { ...(await save(name)), name };
    } catch (error) {
      const failure = /** @type {Failure} */ (error);
      if (!nameProblems.includes(failure.code)) throw error;
      [value, problem] = [name, words.failure(failure)];
    }
  }
}

/**
 * @param {Place} place
 * @param {Filter} filter
 * @returns {Promise<Done | null>}
 */
export async function saveFilter(place, filter) {
  const { words, book } = place;
  const question = {
    title: words.text('segment.save_filter'),
    action: words.text('segment.save'),
  };
  const saved = await saveNamed(place, question, (name) => book.saveSegment({ name, filter }));
  return saved && { ...saved, phrase: phrase('segment.saved', { name: saved.name }) };
}

/**
 * @param {Place} place
 * @param {Segment} segment
 * @param {Filter} filter  what it has been changed to
 * @returns {Promise<Done | null>}
 */
export async function changeFilter({ book }, { id, name }, filter) {
  const saved = await book.saveSegment({ id, filter });
  return { ...saved, phrase: phrase('segment.filter_changed', { name }) };
}

/**
 * Makes or changes a segment whose filter has groups. One that is not understood is left alone.
 * @param {Place} place
 * @param {Filter} filter
 * @param {() => Segment[]} all
 * @param {Segment | null} segment  null: a new one
 * @returns {Promise<Done | null>}
 */
export async function buildFilter(place, filter, all, segment) {
  const { root, words } = place;
  const name = segment?.name ?? '';
  const tree = treeOf(filter);
  if (typeof tree === 'string') {
    const title = words.text('builder.unshown_title', { name });
    await tell(root, words, { title, text: words.text(`builder.unshown_${tree}`) });
    return null;
  }
  return openBuilder(place, {
    title: segment ? words.text('builder.title', { name }) : words.text('builder.new'),
    tree,
    // It cannot be a part of itself.
    segments: () => all().filter(({ id }) => id !== segment?.id),
    save: (built) => (segment ? changeFilter(place, segment, built) : saveFilter(place, built)),
  });
}

/**
 * @param {Place} place
 * @param {Segment} segment
 * @returns {Promise<Done | null>}
 */
export async function renameSegment(place, { id, name: value }) {
  const { words, book } = place;
  const question = {
    title: words.text('segment.rename'),
    action: words.text('segment.rename'),
    value,
  };
  const saved = await saveNamed(place, question, (name) => book.saveSegment({ id, name }));
  return saved && { ...saved, phrase: phrase('segment.renamed', { name: saved.name }) };
}

/**
 * Makes a list of those that are in it now; the segment stays.
 * @param {Place} place
 * @param {Segment} segment
 * @returns {Promise<Done | null>}
 */
export async function freezeSegment(place, { id, name: of }) {
  const { words, book } = place;
  const question = {
    title: words.text('segment.freeze'),
    action: words.text('segment.save'),
    value: words.suggestion('segment.frozen_name', { name: of, date: words.date(new Date()) }),
  };
  const contacts = { filter: { segment: id } };
  const saved = await saveNamed(place, question, (name) => book.saveSegment({ name, contacts }));
  if (!saved) return null;
  const { name, count } = saved;
  return { ...saved, phrase: phrase('segment.list_saved', { name, count }) };
}

/**
 * @param {Place} place
 * @param {Segment} segment
 * @returns {Promise<Done | null>}
 */
export async function deleteSegment({ root, words, book }, { id, name }) {
  const isSure = await confirm(root, words, {
    title: words.text('segment.delete_title', { name }),
    text: words.text('segment.delete_text'),
    action: words.text('segment.delete'),
  });
  if (!isSure) return null;
  return { ...(await book.deleteSegment(id)), phrase: phrase('segment.deleted', { name }) };
}

/**
 * Puts contacts into a list, a new one too, or takes them out.
 * @param {Place} place
 * @param {ListedContacts} contacts
 * @param {Segment[]} segments
 * @returns {Promise<Done | null>}
 */
export async function listMany(place, contacts, segments) {
  const { root, words, book } = place;
  const count = await countSelected(book, contacts);
  const lists = segments.filter(({ filter }) => filter === null);
  for (let given = { kind: lists.length ? 'add' : 'create', name: '', problem: '' }; ;) {
    const chosen = await askForList(root, words, count, lists, given);
    if (!chosen) return null;
    const { kind, id, name } = chosen;
    const edit = kind === 'remove' ? 'remove' : 'add';
    try {
      const draft = kind === 'create' ? { name, contacts } : { id, contacts, edit };
      const saved = await book.saveSegment(/** @type {any} */ (draft));
      const key = /** @type {const} */ (`segment.list_${edit === 'add' ? 'saved' : 'shortened'}`);
      return { ...saved, phrase: phrase(key, { name, count: saved.count }) };
    } catch (error) {
      const failure = /** @type {Failure} */ (error);
      if (!nameProblems.includes(failure.code)) throw error;
      given = { kind, name, problem: words.failure(failure) };
    }
  }
}
