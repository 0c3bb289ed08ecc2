// The small window in which the columns of the list are chosen, put in order and made wider: all
// that can be done by dragging in the header, with buttons.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { makePopover, showBeside } from '../base/popover.js';
import { columnOf } from '../contact/contact-columns.js';
import { maxWidth, minWidth } from './column-layout.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { Column } from '../contact/contact-columns.js' */
/** @import { ColumnLayout } from './column-layout.js' */

const widthStep = 1;

export class ColumnChooser {
  #words;
  #layout;
  #changed;
  /** @type {string[]} */
  #attributes = [];

  /**
   * @param {Words} words
   * @param {ColumnLayout} layout
   * @param {(said: string) => void} changed  the layout has been changed; what is to be announced
   */
  constructor(words, layout, changed) {
    this.#words = words;
    this.#layout = layout;
    this.#changed = changed;
    this.element = makePopover(words.text('columns.title'), {
      class: 'popover columns',
      part: 'columns',
    });
  }

  /** @param {HTMLElement} anchor */
  open(anchor) {
    this.#show();
    showBeside(this.element, anchor);
    this.element.querySelector('input')?.focus();
  }

  /** @param {string[]} attributes  ids of columns of attributes that could be shown, too */
  set attributes(attributes) {
    this.#attributes = attributes;
    if (this.element.matches(':popover-open')) this.#show();
  }

  #show() {
    const shown = this.#layout.shown;
    const hidden = this.#layout.hidden(this.#attributes);
    const focused = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    const kept = focused instanceof HTMLElement ? focused.dataset.key : undefined;
    this.element.replaceChildren(
      element('h2', {}, this.#words.text('columns.title')),
      element(
        'ul',
        {},
        ...shown.map((id, place) => this.#item(id, place, shown.length)),
        ...hidden.map((id) => this.#item(id, -1, shown.length)),
      ),
      element('p', { class: 'muted hint' }, this.#words.text('columns.keys')),
      element(
        'button',
        {
          type: 'button',
          'data-key': 'reset',
          onclick: () => {
            this.#layout.reset();
            this.#done(this.#words.text('columns.reset'));
          },
        },
        this.#words.text('columns.reset'),
      ),
    );
    if (kept) this.#focus(kept);
  }

  /**
   * The same control; where it can do no more, the checkbox of its column.
   * @param {string} key
   */
  #focus(key) {
    const controls = /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.element.querySelectorAll('[data-key]')
    );
    const find = (/** @type {string} */ wanted) =>
      [...controls].find(({ dataset, disabled }) => dataset.key === wanted && !disabled);
    (find(key) ?? find(`show ${key.slice(key.indexOf(' ') + 1)}`))?.focus();
  }

  /**
   * @param {string} id
   * @param {number} place  -1: hidden
   * @param {number} count  of those that are shown
   */
  #item(id, place, count) {
    const column = /** @type {Column} */ (columnOf(id));
    const name = column.label(this.#words);
    const isShown = place >= 0;
    const box = element('input', {
      type: 'checkbox',
      'data-key': `show ${id}`,
      checked: isShown,
      disabled: isShown && count === 1,
      onchange: () => this.#toggle(id, name),
    });
    const width = this.#layout.width(id) ?? column.least;
    const buttons = isShown && [
      this.#button('columns.earlier', 'arrow_up', id, name, place === 0, () =>
        this.#move(id, name, place - 1),
      ),
      this.#button('columns.later', 'arrow_down', id, name, place === count - 1, () =>
        this.#move(id, name, place + 1),
      ),
      this.#button('columns.narrower', 'minus', id, name, width <= minWidth, () =>
        this.#resize(id, name, width - widthStep),
      ),
      this.#button('columns.wider', 'plus', id, name, width >= maxWidth, () =>
        this.#resize(id, name, width + widthStep),
      ),
    ];
    return element(
      'li',
      {},
      element('label', {}, box, element('span', { class: 'text' }, name)),
      ...(buttons || []),
    );
  }

  /**
   * @param {Key} key
   * @param {IconName} iconName
   * @param {string} id
   * @param {string} name
   * @param {boolean} disabled
   * @param {() => void} onclick
   */
  #button(key, iconName, id, name, disabled, onclick) {
    const label = this.#words.text(key, { column: name });
    return element(
      'button',
      {
        type: 'button',
        class: 'quiet icon-only',
        'data-key': `${key} ${id}`,
        'aria-label': label,
        title: label,
        disabled,
        onclick,
      },
      icon(iconName),
    );
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  #toggle(id, name) {
    const isShown = this.#layout.shown.includes(id);
    if (isShown) this.#layout.hide(id);
    else this.#layout.show(id);
    this.#done(this.#words.text(isShown ? 'columns.hidden' : 'columns.shown', { column: name }));
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {number} place
   */
  #move(id, name, place) {
    this.#layout.move(id, place);
    this.#done(sayMoved(this.#words, this.#layout, id, name));
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {number} width
   */
  #resize(id, name, width) {
    this.#layout.resize(id, width);
    this.#done(this.#words.text('columns.resized', { column: name, width }));
  }

  /** @param {string} said */
  #done(said) {
    this.#show();
    this.#changed(said);
  }
}

/**
 * "Phone: column 2 of 5".
 * @param {Words} words
 * @param {ColumnLayout} layout
 * @param {string} id
 * @param {string} name
 */
export function sayMoved(words, layout, id, name) {
  const { shown } = layout;
  const values = { column: name, place: shown.indexOf(id) + 1, count: shown.length };
  return words.text('columns.moved', values);
}
