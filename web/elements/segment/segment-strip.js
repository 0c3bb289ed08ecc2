// The segments above the list, each with its number: one is open, or all contacts are shown. One of
// them is in the tab order; arrows lead to the others.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { makePopover, showBeside } from '../base/popover.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Segment } from '../../types.js' */
/** @import { IconName } from '../base/icons.js' */

/**
 * @typedef {object} StripActions
 * @property {(id: string) => void} open  '': all contacts
 * @property {() => void} create
 * @property {(segment: Segment) => void} change  its filter
 * @property {(segment: Segment) => void} rename
 * @property {(segment: Segment) => void} freeze
 * @property {(segment: Segment) => void} remove
 */

export class SegmentStrip {
  element;
  #words;
  #actions;
  #menu;
  #more = element('button');
  #new;
  /** @type {Segment | undefined} */
  #opened;
  #focused = '';
  /** What is shown but for the numbers. */
  #shown = '';

  /**
   * @param {Words} words
   * @param {StripActions} actions
   */
  constructor(words, actions) {
    this.#words = words;
    this.#actions = actions;
    this.#menu = makePopover(words.text('segment.actions'), {
      class: 'popover segment-menu',
      onkeydown: (/** @type {KeyboardEvent} */ event) => moveFocus(event, 'ArrowUp', 'ArrowDown'),
    });
    const label = words.text('builder.new');
    this.#new = this.#iconButton('new', 'plus', label, () => actions.create());
    this.element = element('div', {
      class: 'segments',
      part: 'segments',
      role: 'toolbar',
      'aria-label': words.text('segment.label'),
      hidden: true,
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
      onfocusin: (/** @type {FocusEvent} */ event) => this.#focusMoved(event),
    });
  }

  /**
   * @param {Segment[]} segments
   * @param {string} opened  the id of one, or ''
   * @param {number | null} all  contacts
   */
  show(segments, opened, all) {
    this.element.hidden = segments.length === 0;
    this.#opened = segments.find(({ id }) => id === opened);
    const everyone = { id: '', name: this.#words.text('segment.all'), filter: {}, count: all };
    const shown = [everyone, ...segments];
    const before = this.#shown;
    this.#shown = JSON.stringify([
      opened,
      shown.map(({ id, name, filter }) => [id, name, !filter]),
    ]);
    // A button that is being pressed would get no click.
    if (this.#shown === before) return this.#showNumbers(shown);
    const hadFocus = this.#focusedButton;
    const buttons = shown.map((segment) => this.#button(segment, opened));
    const at = buttons.findIndex(({ dataset }) => dataset.id === opened);
    if (this.#opened) buttons.splice(at + 1, 0, (this.#more = this.#makeMore(this.#opened)));
    buttons.push(this.#new);
    // A menu that is open keeps its place.
    if (this.#menu.parentNode !== this.element) this.element.append(this.#menu);
    for (const child of [...this.element.children]) if (child !== this.#menu) child.remove();
    this.element.prepend(...buttons);
    const isThere = buttons.some(({ dataset }) => dataset.id === this.#focused);
    this.#moveTabStop(isThere ? this.#focused : opened);
    if (hadFocus) this.#find(hadFocus.dataset.id ?? '')?.focus();
    if (this.#opened && this.#menu.matches(':popover-open')) showBeside(this.#menu, this.#more);
  }

  /** @param {{id: string, count: number | null}[]} segments  those that are shown */
  #showNumbers(segments) {
    for (const { id, count } of segments) {
      const number = this.#find(id)?.querySelector('.numeric');
      if (number) number.textContent = this.#number(count);
    }
  }

  /** @param {number | null} count */
  #number(count) {
    return count === null ? '–' : this.#words.number(count);
  }

  /** Puts the focus on the one that is open. */
  focus() {
    this.#find(this.#opened?.id ?? '')?.focus();
  }

  /** Puts the focus on what can be done with the one that is open. */
  focusMore() {
    this.#more.focus();
  }

  /** Brings the one that is open into view. */
  reveal() {
    this.#find(this.#opened?.id ?? '')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** @returns {HTMLElement[]} */
  get #buttons() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll('[data-id]'))];
  }

  get #focusedButton() {
    const root = /** @type {ShadowRoot | Document} */ (this.element.getRootNode());
    return this.#buttons.find((button) => button === root.activeElement);
  }

  /** @param {string} id */
  #find(id) {
    return this.#buttons.find(({ dataset }) => dataset.id === id);
  }

  /**
   * @param {{id: string, name: string, filter: unknown, count: number | null}} segment
   * @param {string} opened
   */
  #button({ id, name, filter, count }, opened) {
    return element(
      'button',
      {
        type: 'button',
        class: 'segment',
        'data-id': id,
        'aria-pressed': String(id === opened),
        title: name,
        tabindex: '-1',
        onclick: () => this.#actions.open(id),
      },
      filter === null && icon('list'),
      element('span', { class: 'name' }, name),
      ' ',
      element('span', { class: 'numeric' }, this.#number(count)),
    );
  }

  /** @param {Segment} segment */
  #makeMore({ name }) {
    const label = this.#words.text('segment.more', { name });
    return this.#iconButton('more', 'more', label, () => this.#openMenu());
  }

  /**
   * @param {string} id
   * @param {IconName} iconName
   * @param {string} label
   * @param {() => void} onclick
   */
  #iconButton(id, iconName, label, onclick) {
    return element(
      'button',
      {
        type: 'button',
        class: 'quiet icon-only',
        'data-id': id,
        'aria-label': label,
        'aria-haspopup': 'dialog',
        title: label,
        tabindex: '-1',
        onclick,
      },
      icon(iconName),
    );
  }

  #openMenu() {
    const segment = this.#opened;
    if (!segment) return;
    const { change, rename, freeze, remove } = this.#actions;
    /** @type {[Key, (segment: Segment) => void][]} */
    const items = [['segment.rename', rename]];
    if (segment.filter) items.unshift(['segment.change_filter', change]);
    if (segment.filter) items.push(['segment.freeze', freeze]);
    items.push(['segment.delete', remove]);
    const buttons = items.map(([key, act]) => {
      const onclick = () => {
        // A dialog gives the focus back to where it was, which is where the menu leaves it.
        this.#menu.hidePopover();
        act(segment);
      };
      return element('button', { type: 'button', class: 'quiet', onclick }, this.#words.text(key));
    });
    this.#menu.replaceChildren(...buttons);
    showBeside(this.#menu, this.#more);
    buttons[0].focus();
  }

  /** @param {FocusEvent} event */
  #focusMoved({ target }) {
    const id = /** @type {HTMLElement} */ (target).dataset.id;
    if (id !== undefined) this.#moveTabStop(id);
  }

  /** @param {string} id */
  #moveTabStop(id) {
    this.#focused = id;
    for (const button of this.#buttons) button.tabIndex = button.dataset.id === id ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (!this.#menu.contains(/** @type {Node} */ (event.target))) {
      moveFocus(event, 'ArrowLeft', 'ArrowRight', this.#buttons);
    }
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {string} back
 * @param {string} forth
 * @param {HTMLElement[]} [items]  the buttons of the element, if absent
 */
function moveFocus(event, back, forth, items) {
  const among = items ?? [
    .../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll('button'),
  ];
  const at = among.indexOf(/** @type {HTMLElement} */ (event.target));
  const last = among.length - 1;
  const next = {
    [back]: at > 0 ? at - 1 : last,
    [forth]: at < last ? at + 1 : 0,
    Home: 0,
    End: last,
  }[event.key];
  if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  among[next].focus();
  event.preventDefault();
  event.stopPropagation();
}
