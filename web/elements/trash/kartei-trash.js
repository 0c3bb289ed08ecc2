// <kartei-trash>: deleted contacts, which can be restored for some days or erased for good.
//
//   trash.book = book;
//
// Events: kartei-restored {count, entry}, kartei-erased {count}, kartei-announced {text},
// kartei-refused {failure}, kartei-selection-placed {room} as of <kartei-contacts>;
// kartei-before-erase {selection} can be prevented.

import { confirm, confirmNumber } from '../base/confirm-dialog.js';
import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { printStyles } from '../base/print.css.js';
import { ScreenPages } from '../base/screen-pages.js';
import { screenStyles } from '../base/screen.css.js';
import { nothing, screenHead, showScreen, waitingRows } from '../base/screen.js';
import { avatarStyles } from '../contact/avatar.css.js';
import { contactTitle, initials, phoneText, tintOf } from '../contact/contact-columns.js';
import { dropLostDrafts } from '../form/draft-store.js';
import { SelectionRoom } from '../list/selection-room.js';
import { trashStyles } from './kartei-trash.css.js';

/** @import { Key } from '../../i18n/translate.js' */
/** @import { Contact } from '../../types.js' */
/** @import { Book, Selection, TrashPage } from '../base/book-shape.js' */
/** @import { IconName } from '../base/icons.js' */

const dayMs = 86_400_000;

export class KarteiTrash extends KarteiElement {
  #pages = new ScreenPages(this, {
    read: (book, range) => this.#read(book, range),
    take: ({ page, restored }) => this.#take(page, restored),
    show: () => this.#show(),
  });
  /** @type {TrashPage | null} */
  #page = null;
  /** Ids; what is chosen stays so on other pages. @type {Set<string>} */
  #selected = new Set();
  /** Pressed twice, a button would ask twice, or say that nothing was restored. */
  #isActing = false;
  #room = new SelectionRoom(this);

  constructor() {
    super(avatarStyles, screenStyles, trashStyles, printStyles);
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.root.querySelector('h2'))?.focus();
  }

  build() {
    this.#show();
  }

  bookReplaced() {
    this.#pages.forget();
    this.#page = null;
    this.#selected.clear();
  }

  connected() {
    this.#pages.connected();
  }

  bookChanged() {
    this.reload();
  }

  // --- reading ---

  /** Reads the page that is shown. */
  reload() {
    return this.#pages.reload();
  }

  /**
   * @param {Book} book
   * @param {{offset: number, limit: number}} range
   */
  async #read(book, range) {
    const page = await book.trash(range);
    const shown = new Set(page.rows.map(({ id }) => id));
    const others = [...this.#selected].filter((id) => !shown.has(id));
    const left = new Set(await findDeleted(book, others));
    return { page, restored: others.filter((id) => !left.has(id)) };
  }

  /**
   * @param {TrashPage} page
   * @param {string[]} restored  here or elsewhere: chosen no more, they are contacts in use again
   */
  #take(page, restored) {
    this.#page = page;
    for (const id of restored) this.#selected.delete(id);
    return page.rows.length;
  }

  // --- what is shown ---

  #show() {
    // The row that had the focus is gone.
    if (showScreen(this, this.#head(), ...this.#content())) this.focus();
    this.#room.watch(this.root.querySelector('.selection'));
  }

  #head() {
    const { words } = this;
    const count = this.#page?.total ?? 0;
    const all = /** @type {const} */ ({ trash: true });
    return screenHead(
      words.text('nav.trash'),
      count ? words.text('trash.count', { count }) : '',
      count > 0 &&
        this.#action('trash.restore_all', 'undo', 'restore-all', () => this.#restore(all)),
      count > 0 && this.#action('trash.erase_all', 'trash', 'erase-all', () => this.#erase(all)),
    );
  }

  /**
   * @param {Key} key
   * @param {IconName} iconName
   * @param {string} dataKey
   * @param {() => void} onclick
   */
  #action(key, iconName, dataKey, onclick) {
    const isDanger = iconName === 'trash';
    return element(
      'button',
      { type: 'button', class: isDanger ? 'quiet delete' : '', 'data-key': dataKey, onclick },
      icon(iconName),
      element('span', {}, this.words.text(key)),
    );
  }

  /** @returns {(Node | null | false)[]} */
  #content() {
    const { words } = this;
    const { failure } = this.#pages;
    if (failure) return [this.#pages.problem(failure)];
    if (!this.#page) return [waitingRows(this.book !== null)];
    const { rows, total, days } = this.#page;
    if (!total) {
      const hint = words.text('trash.empty_hint', { count: days });
      return [nothing('trash', words.text('trash.empty'), hint)];
    }
    return [
      element('p', { class: 'muted' }, words.text('trash.hint', { count: days })),
      element(
        'div',
        { class: 'card' },
        this.#selectPage(rows),
        element('ul', { class: 'rows' }, ...rows.map((contact) => this.#row(contact, days))),
      ),
      this.#pages.pager(total),
      this.#selectionBar(),
    ];
  }

  /** @param {Contact[]} rows */
  #selectPage(rows) {
    const chosen = rows.filter(({ id }) => this.#selected.has(id)).length;
    const box = element('input', {
      type: 'checkbox',
      'data-key': 'select-page',
      checked: chosen === rows.length,
      indeterminate: chosen > 0 && chosen < rows.length,
      onchange: () => {
        for (const { id } of rows) {
          if (box.checked) this.#selected.add(id);
          else this.#selected.delete(id);
        }
        this.#selectionChanged();
      },
    });
    const text = this.words.text('trash.select_page');
    return element('label', { class: 'select-page muted' }, box, text);
  }

  /**
   * @param {Contact} contact
   * @param {number} days
   */
  #row(contact, days) {
    const { words } = this;
    const { id } = contact;
    const title = contactTitle(contact, words);
    const box = element('input', {
      type: 'checkbox',
      'data-key': `select-${id}`,
      'aria-label': words.text('trash.select', { name: title }),
      checked: this.#selected.has(id),
      onchange: () => {
        if (box.checked) this.#selected.add(id);
        else this.#selected.delete(id);
        this.#selectionChanged();
      },
    });
    const date = words.date(contact.deleted_at ?? '');
    const known = [contact.email, phoneText(contact)].filter((text) => text && text !== title);
    const details = [...known, words.text('trash.deleted', { date })];
    return element(
      'li',
      { class: 'deleted' },
      element('label', { class: 'select' }, box),
      element(
        'span',
        { class: `avatar tint-${tintOf(id)}`, 'aria-hidden': 'true' },
        initials(contact.name || contact.email),
      ),
      element(
        'div',
        { class: 'deleted-text' },
        element('p', { class: 'deleted-title' }, title),
        element(
          'p',
          { class: 'muted small' },
          // A number and a date stay in one line.
          ...details.flatMap((text, i) => [i > 0 && ' · ', element('span', {}, text)]),
        ),
      ),
      element('span', { class: 'pill' }, this.#daysLeft(contact, days)),
      this.#rowButton('undo', 'trash.restore', title, `restore-${id}`, () =>
        this.#restore({ ids: [id] }),
      ),
      this.#rowButton('trash', 'trash.erase', title, `erase-${id}`, () =>
        this.#erase({ ids: [id] }, words.text('trash.erase_named', { name: title })),
      ),
    );
  }

  /**
   * @param {IconName} iconName
   * @param {'trash.restore' | 'trash.erase'} key
   * @param {string} name
   * @param {string} dataKey
   * @param {() => void} onclick
   */
  #rowButton(iconName, key, name, dataKey, onclick) {
    const isErase = key === 'trash.erase';
    return element(
      'button',
      {
        type: 'button',
        class: isErase ? 'quiet icon-only delete erase' : 'restore',
        'data-key': dataKey,
        'aria-label': this.words.text(`${key}_one`, { name }),
        title: isErase ? this.words.text(key) : undefined,
        onclick,
      },
      icon(iconName),
      !isErase && element('span', {}, this.words.text(key)),
    );
  }

  /**
   * @param {Contact} contact
   * @param {number} days
   */
  #daysLeft({ deleted_at }, days) {
    const since = Date.now() - Date.parse(deleted_at ?? '');
    const left = Math.max(0, Math.ceil(days - since / dayMs));
    if (left <= 1) return this.words.text('trash.last_day');
    return this.words.text('trash.days_left', { count: Math.min(left, days) });
  }

  // --- choosing ---

  #selectionChanged() {
    this.#show();
    const count = this.#selected.size;
    this.emit('kartei-announced', { text: this.words.text('trash.selected', { count }) });
  }

  #selectionBar() {
    const { words } = this;
    const count = this.#selected.size;
    if (!count) return false;
    const selection = { ids: [...this.#selected] };
    const clear = words.text('list.clear_selection');
    return element(
      'div',
      { class: 'selection' },
      element(
        'button',
        {
          type: 'button',
          class: 'quiet icon-only',
          'aria-label': clear,
          title: clear,
          onclick: () => {
            this.#selected.clear();
            this.#selectionChanged();
            this.focus();
          },
        },
        icon('close'),
      ),
      element('strong', { class: 'numeric' }, words.text('trash.selected', { count })),
      element('span', { class: 'space' }),
      element(
        'button',
        {
          type: 'button',
          class: 'restore-selected',
          // As above the list, what is seen is short where the number is said beside it.
          'aria-label': words.text('trash.restore_some', { count }),
          onclick: () => this.#restore(selection),
        },
        icon('undo'),
        element('span', {}, words.text('trash.restore')),
      ),
      element(
        'button',
        {
          type: 'button',
          class: 'quiet delete erase-selected',
          'aria-label': words.text('trash.erase_some', { count }),
          onclick: () => this.#erase(selection),
        },
        icon('trash'),
        element('span', {}, words.text('trash.erase_some', { count })),
      ),
    );
  }

  // --- restoring and erasing ---

  /** @param {Selection} selection */
  async #restore(selection) {
    const { book } = this;
    if (this.#isActing) return;
    this.#isActing = true;
    try {
      const change = await book?.restore(selection);
      // It is not about the contacts that are shown now.
      if (book !== this.book) return;
      this.#forget(selection);
      await this.reload();
      if (change) this.emit('kartei-restored', change);
    } catch (failure) {
      this.emitOf(book, 'kartei-refused', { failure });
    } finally {
      this.#isActing = false;
    }
  }

  /**
   * @param {Selection} selection
   * @param {string} [title]  of the question
   */
  async #erase(selection, title) {
    const { book } = this;
    if (!book || this.#isActing || !this.emit('kartei-before-erase', { selection })) return;
    this.#isActing = true;
    try {
      /** @type {Awaited<ReturnType<typeof meantBy>>} */
      let meant = { selection, count: 0 };
      const count = async () => (meant = await meantBy(book, selection)).count;
      if (!(await confirmNumber(count, (found) => this.#isSure(found, title)))) {
        return this.#focusKey('ids' in selection ? `erase-${selection.ids[0]}` : '');
      }
      const erased = meant.count ? await book.erase(meant.selection) : { count: 0 };
      await dropLostDrafts(book);
      if (book !== this.book) return;
      this.#forget(selection);
      await this.reload();
      this.focus();
      this.emit('kartei-erased', erased);
    } catch (failure) {
      this.emitOf(book, 'kartei-refused', { failure });
    } finally {
      this.#isActing = false;
    }
  }

  /**
   * @param {number} count
   * @param {string} [title]
   */
  #isSure(count, title) {
    const { words } = this;
    return confirm(this.root, words, {
      title: title ?? words.text('trash.erase_title', { count }),
      text: words.text('trash.erase_text', { count }),
      action: words.text('trash.erase_some', { count }),
      word: words.text('trash.erase_word'),
    });
  }

  /** @param {Selection} selection */
  #forget(selection) {
    if ('ids' in selection) for (const id of selection.ids) this.#selected.delete(id);
    else this.#selected.clear();
  }

  /** @param {string} key */
  #focusKey(key) {
    const target = this.root.querySelector(`[data-key="${key || 'erase-all'}"]`);
    if (target instanceof HTMLElement) target.focus();
  }
}

/**
 * Those of the contacts that are in the trash as the book is now.
 * @param {Book} book
 * @param {string[]} ids
 */
async function findDeleted(book, ids) {
  const isDeleted = await Promise.all(
    ids.map((id) =>
      book.get(id).then(
        ({ deleted_at }) => Boolean(deleted_at),
        (failure) => {
          if (failure.code === 'contact_unknown') return false;
          throw failure;
        },
      ),
    ),
  );
  return ids.filter((_, i) => isDeleted[i]);
}

/**
 * What of a selection is in the trash. Whoever reads the trash waits until a change that is under
 * way is through: contacts alone are told as they are in the midst of it.
 * @param {Book} book
 * @param {Selection} selection
 * @returns {Promise<{selection: Selection, count: number}>}
 */
async function meantBy(book, selection) {
  const { total } = await book.trash({ limit: 1 });
  if (!('ids' in selection)) return { selection, count: total };
  const ids = await findDeleted(book, selection.ids);
  return { selection: { ids }, count: ids.length };
}

customElements.define('kartei-trash', KarteiTrash);
