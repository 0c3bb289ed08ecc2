// What is selected in the list, and what can be done with it. Where the filter has changed since,
// it asks what the selection shall be.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { RunningTask } from '../base/running-task.js' */
/** @import { RowSelection } from '../table/row-selection.js' */

/**
 * @typedef {object} Actions
 * @property {() => void} clear
 * @property {() => void} keep    although another list is shown
 * @property {() => void} goBack  to the list of which all matches were selected
 * @property {() => void} list    puts them into a list
 * @property {() => void} edit
 * @property {() => void} export
 * @property {() => void} delete
 */

export class SelectionBar {
  element = element('div', { class: 'selection', part: 'selection', hidden: true });
  #words;
  #actions;
  #isBusy = false;
  /** What is shown until it has ended. @type {RunningTask | null} */
  #task = null;

  /**
   * @param {Words} words
   * @param {Actions} actions
   */
  constructor(words, actions) {
    this.#words = words;
    this.#actions = actions;
  }

  /**
   * @param {RowSelection} selection
   * @returns {string} what is to be announced
   */
  show(selection) {
    if (this.#task) return '';
    const { count, away } = selection;
    this.element.hidden = !count && !away;
    if (away) return this.#showAway(away.count);
    if (!count) return (this.element.replaceChildren(), '');
    const areAll = selection.isAllMatches && !selection.hasExceptions;
    const text = this.#words.text(areAll ? 'list.selected_all' : 'list.selected', { count });
    const question = selection.isOfEarlierList ? this.#words.text('list.selected_before') : '';
    this.#fill(
      this.#clearButton(),
      element('strong', { class: 'numeric' }, text),
      question && element('span', {}, question),
      question && this.#button('list.keep_selection', this.#actions.keep),
      element('span', { class: 'space' }),
      ...this.#buttons(count),
    );
    return `${text}${question && `. ${question}`}`;
  }

  /** @param {boolean} isBusy  whether the book is at something else: nothing can be begun */
  setBusy(isBusy) {
    this.#isBusy = isBusy;
    for (const button of this.element.querySelectorAll('.edit, .delete')) {
      if (isBusy) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    }
  }

  get task() {
    return this.#task;
  }

  /**
   * Nothing else can be done with the selection meanwhile, whatever becomes of it.
   * @param {RunningTask} task
   */
  showRunning(task) {
    this.#task = task;
    this.element.hidden = false;
    this.element.replaceChildren(task.element);
  }

  /**
   * @param {RowSelection} selection  as it is by now
   * @returns {string} what it says, which needs not be announced
   */
  ended(selection) {
    this.#task = null;
    return this.show(selection);
  }

  /**
   * What says the same stays: it may have the focus, or a click on it may be under way.
   * @param {...(Node | '')} parts
   */
  #fill(...parts) {
    const next = element('div', {}, ...parts);
    if (next.textContent === this.element.textContent) return;
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const at = [...this.element.children].findIndex((part) => part === activeElement);
    const buttons = this.element.querySelectorAll('button').length;
    this.element.replaceChildren(...next.childNodes);
    // Another number: the same buttons stand in the same places.
    if (at < 0 || this.element.querySelectorAll('button').length !== buttons) return;
    /** @type {HTMLElement} */ (this.element.children[at]).focus();
  }

  /** @param {number} count */
  #showAway(count) {
    const text = this.#words.text('list.selection_away', { count });
    this.#fill(
      this.#clearButton(),
      element('span', {}, text),
      element('span', { class: 'space' }),
      this.#button('list.selection_back', this.#actions.goBack),
      this.#button('list.clear_selection', this.#actions.clear),
    );
    return text;
  }

  #clearButton() {
    const label = this.#words.text('list.clear_selection');
    const names = { 'aria-label': label, title: label };
    const onclick = this.#actions.clear;
    return element(
      'button',
      { type: 'button', class: 'quiet icon-only', ...names, onclick },
      icon('close'),
    );
  }

  /**
   * @param {Key} key
   * @param {() => void} onclick
   */
  #button(key, onclick) {
    return element('button', { type: 'button', onclick }, this.#words.text(key));
  }

  /** @param {number} count */
  #buttons(count) {
    return [
      this.#action('bulk.action', 'bulk.short', 'pencil', count, this.#actions.edit),
      this.#action('bulk.list', 'bulk.list_short', 'list', count, this.#actions.list),
      this.#action('bulk.export', 'export.action', 'download', count, this.#actions.export),
      this.#action('delete.action', 'form.delete', 'trash', count, this.#actions.delete, 'delete'),
    ];
  }

  /**
   * The name has the count; what is seen is short where it is said beside it.
   * @param {Key} long
   * @param {Key} short
   * @param {IconName} iconName
   * @param {number} count
   * @param {() => void} onclick
   * @param {string} [kind]
   */
  #action(long, short, iconName, count, onclick, kind = 'edit') {
    return element(
      'button',
      {
        type: 'button',
        class: `quiet ${kind}`,
        'aria-label': this.#words.text(long, { count }),
        title: this.#words.text(long, { count }),
        'aria-disabled': this.#isBusy && 'true',
        onclick: () => this.#isBusy || onclick(),
      },
      icon(iconName),
      element('span', {}, this.#words.text(short)),
    );
  }
}
