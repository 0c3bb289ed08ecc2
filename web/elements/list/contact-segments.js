// The segments of <kartei-contacts>: which one is open, the strip above the list, and what a person
// does with them.

import { fromFilter } from '../filter/filter-conditions.js';
import {
  buildFilter,
  changeFilter,
  deleteSegment,
  freezeSegment,
  listMany,
  renameSegment,
  saveFilter,
} from '../segment/segment-actions.js';
import { SegmentList } from '../segment/segment-list.js';
import { SegmentStrip } from '../segment/segment-strip.js';

/** @import { Filter, Segment } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */
/** @import { KarteiElement } from '../base/kartei-element.js' */
/** @import { ListedContacts } from '../contact/bulk-actions.js' */
/** @import { KarteiFilterBar } from '../filter/kartei-filter-bar.js' */
/** @import { Done, Place } from '../segment/segment-actions.js' */
/** @import { View } from './kartei-contacts.js' */

/**
 * @typedef {object} List  that segments are opened in
 * @property {() => Filter} filter
 * @property {(change: Partial<View>) => void} show  as a person wants it
 * @property {() => void} focus
 */

export class ContactSegments {
  /** The id of the one that is open, or ''. */
  opened = '';
  #host;
  #bar;
  #list;
  #segments = new SegmentList(() => this.#show());
  /** @type {SegmentStrip | null} */
  #strip = null;
  /** All contacts; null until it is known. */
  #count = /** @type {number | null} */ (null);
  /** What was just saved gets the focus when it is there. */
  #made = '';

  /**
   * @param {KarteiElement} host
   * @param {KarteiFilterBar} bar  where what is typed and chosen becomes a segment
   * @param {List} list
   */
  constructor(host, bar, list) {
    this.#host = host;
    this.#bar = bar;
    this.#list = list;
    host.root.addEventListener('kartei-filter-save', () => this.#saveFilter());
    host.root.addEventListener('kartei-filter-build', () =>
      this.#buildFilter(list.filter(), bar.changing),
    );
    host.root.addEventListener('kartei-filter-kept', () => this.#openChanged());
  }

  /** Those of the book, with their numbers as far as they are known. */
  get all() {
    return this.#segments.all;
  }

  build() {
    this.#strip = new SegmentStrip(this.#host.words, {
      open: (id) => this.#open(id),
      create: () => this.create(),
      change: (segment) => this.#changeFilter(segment),
      rename: (segment) => this.#actFromMenu((place) => renameSegment(place, segment)),
      freeze: (segment) => this.#actFromMenu((place) => freezeSegment(place, segment)),
      remove: (segment) => this.#remove(segment),
    });
    return this.#strip.element;
  }

  /** @param {Book | null} book */
  setSource(book) {
    this.#segments.setSource(book);
  }

  refresh() {
    this.#segments.refresh();
  }

  /** @param {number | null} count  of all contacts */
  show(count) {
    this.#count = count;
    this.#show();
  }

  #show() {
    this.#strip?.show(this.#segments.all, this.opened, this.#count);
    this.#bar.segments = this.#segments.all;
    if (!this.#made || !this.#segments.find(this.#made)) return;
    this.#made = '';
    this.#strip?.focus();
    this.#strip?.reveal();
  }

  /** Another one is open, or none. */
  reveal() {
    this.#show();
    this.#strip?.reveal();
  }

  /** @param {string} id  '': all contacts */
  #open(id) {
    this.#bar.changing = null;
    this.#list.show({ segment: id === this.opened ? '' : id });
  }

  /** @param {string} id */
  #openAlone(id) {
    this.#made = id;
    this.#list.show({ text: '', conditions: [], segment: id });
    this.#show();
  }

  #openChanged() {
    const { changing } = this.#bar;
    if (changing) this.#openAlone(changing.id);
  }

  // --- what is done with them ---

  /**
   * @param {(place: Place) => Promise<Done | null>} act
   * @returns {Promise<Done | null>} null: nothing was done
   */
  async #act(act) {
    const host = this.#host;
    const { book, root, words } = host;
    if (!book) return null;
    try {
      const done = await act({ root, words, book });
      if (book !== host.book) return null;
      if (done) host.emit('kartei-segment-changed', { ...done, text: done.phrase(words) });
      return done;
    } catch (failure) {
      host.emitOf(book, 'kartei-refused', { failure });
      return null;
    }
  }

  /**
   * Whoever thinks better of it is where they were.
   * @param {(place: Place) => Promise<Done | null>} act
   */
  async #actFromMenu(act) {
    const done = await this.#act(act);
    if (!done) this.#strip?.focusMore();
    return done;
  }

  /** What was typed and chosen is in the segment now, which is open. */
  async #saveFilter() {
    const { changing } = this.#bar;
    const filter = this.#list.filter();
    const done = await this.#act((place) =>
      changing ? changeFilter(place, changing, filter) : saveFilter(place, filter),
    );
    if (done) this.#openAlone(done.id);
  }

  /** A new one, of groups. */
  create() {
    return this.#buildFilter({ all: [] }, null);
  }

  /**
   * Groups are made and changed in a dialog.
   * @param {Filter} filter
   * @param {Segment | null} segment  null: a new one
   */
  async #buildFilter(filter, segment) {
    const all = () => this.#segments.all;
    const done = await this.#act((place) => buildFilter(place, filter, all, segment));
    if (done) this.#openAlone(done.id);
    return done;
  }

  /**
   * A filter of groups has its dialog. What chips can say is in the bar, where it can be changed,
   * until it is saved or another one opened.
   * @param {Segment} segment
   */
  async #changeFilter(segment) {
    const shown = segment.filter && fromFilter(segment.filter);
    if (segment.filter && !shown && !(await this.#buildFilter(segment.filter, segment))) {
      this.#strip?.focusMore();
    }
    if (!shown) return;
    this.#list.show({ ...shown, segment: '' });
    this.#bar.changing = segment;
    this.#bar.focus();
  }

  /** @param {Segment} segment */
  async #remove(segment) {
    const done = await this.#actFromMenu((place) => deleteSegment(place, segment));
    if (!done || this.opened !== segment.id) return;
    this.#open('');
    // Where an undo is one key away: in the search box that would be its own.
    this.#list.focus();
  }

  /** @param {ListedContacts} selection */
  async list(selection) {
    await this.#act((place) => listMany(place, selection, this.#segments.all));
    this.#list.focus();
  }
}
