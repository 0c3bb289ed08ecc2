// The command palette: one field above a list of what can be done, where one can go, and the
// contacts that are found (ARIA "combobox" with a list of groups). It knows nothing of what its
// commands do.

import { openDialog } from '../base/dialog.js';
import { element, focusedElement } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { PressWatch } from '../base/press-watch.js';
import { isPaletteKey } from '../base/shortcuts.js';
import { maxSearchCharacters } from '../filter/filter-conditions.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * @typedef {object} Command
 * @property {string} id         the same one has the same
 * @property {string} label
 * @property {string} [detail]   beside it
 * @property {string} [further]  words that it is found by, too
 * @property {() => Element} mark  before it
 * @property {() => Element[]} [keys]  of its shortcut
 * @property {() => void} run
 */

/** @typedef {{title: string, commands: Command[]}} CommandGroup */

/**
 * @typedef {object} CommandSource
 * @property {Promise<unknown>} ready  when find() knows all
 * @property {(text: string) => CommandGroup[]} find  at once
 * @property {(text: string) => Promise<CommandGroup>} search  what has to be asked for; rejects
 *   with a Failure
 */

// Rather than a list that changes before the eyes, a moment that nobody sees.
const readyWithinMs = 80;
// Whoever types is not told the number after each key.
const sayAfterMs = 500;

/**
 * @param {ShadowRoot} root  where it is shown
 * @param {Words} words
 * @param {CommandSource} source
 */
export function showPalette(root, words, source) {
  // The focus goes back to what a popover belongs to: it is closed by whatever opens above it.
  const popover = focusedElement()?.closest('[popover]');
  if (popover instanceof HTMLElement) popover.hidePopover();
  new CommandPalette(words, source).open(root);
}

class CommandPalette {
  #words;
  #source;
  #dialog;
  #input;
  #list;
  #nothing = element('p', { class: 'nothing muted', hidden: true });
  #count = element('p', { class: 'visually-hidden', role: 'status' });
  #leave = () => {};

  /** Of the groups that are shown, in their order. @type {Command[]} */
  #commands = [];
  /** What was found last, which stays until the next answer. @type {CommandGroup | null} */
  #found = null;
  /** @type {Failure | null} */
  #failure = null;
  /** Counts searches: an answer to an older one is dropped. */
  #question = 0;
  #isSearching = false;

  /** The id of the command that Enter runs. */
  #active = '';
  /** Whether a person has moved there: what they have chosen stays, else it is the first. */
  #chosenBy = /** @type {'keys' | 'pointer' | ''} */ ('');
  /** Enter was pressed before there was an answer. */
  #isAwaited = false;
  #pointedAt = '';
  #isPressedBeside = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #sayTimer;
  #press = new PressWatch();

  /**
   * @param {Words} words
   * @param {CommandSource} source
   */
  constructor(words, source) {
    this.#words = words;
    this.#source = source;
    this.#list = this.#buildList();
    this.#input = this.#buildInput();
    this.#dialog = this.#build();
  }

  /** @param {ShadowRoot} root */
  async open(root) {
    const over = new AbortController();
    this.#press.watch(this.#list, over.signal);
    const { left, leave } = openDialog(root, this.#dialog);
    this.#leave = () => leave(null);
    left.then(() => {
      over.abort();
      ++this.#question;
      clearTimeout(this.#sayTimer);
    });
    const late = new Promise((go) => setTimeout(go, readyWithinMs));
    await Promise.race([this.#source.ready, late]);
    // Who types before that has seen it already.
    if (!this.#text) this.#show();
  }

  get #text() {
    return this.#input.value.trim();
  }

  // --- what it is made of ---

  #build() {
    const close = this.#words.text('dialog.close');
    const closeButton = { type: 'button', class: 'quiet icon-only', 'aria-label': close };
    return element(
      'dialog',
      {
        class: 'palette',
        part: 'dialog',
        'aria-label': this.#words.text('palette.title'),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
        onpointerdown: (/** @type {Event} */ { target }) => {
          this.#isPressedBeside = target === this.#dialog;
        },
        onclick: (/** @type {Event} */ { target }) => {
          if (target === this.#dialog && this.#isPressedBeside) this.#leave();
        },
      },
      element(
        'div',
        { class: 'palette-field' },
        icon('search'),
        this.#input,
        element(
          'button',
          { ...closeButton, title: close, onclick: () => this.#leave() },
          icon('close'),
        ),
      ),
      element('div', { class: 'palette-results' }, this.#list, this.#nothing),
      this.#count,
    );
  }

  #buildInput() {
    const label = this.#words.text('palette.placeholder');
    return element('input', {
      role: 'combobox',
      'aria-label': label,
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.#list.id,
      placeholder: label,
      maxlength: String(maxSearchCharacters),
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'go',
      oninput: () => this.#typed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#fieldKeyPressed(event),
    });
  }

  #buildList() {
    return element('div', {
      id: 'palette-list',
      role: 'listbox',
      'aria-label': this.#words.text('palette.results'),
      // Its options are gone through in the field: it is no stop of its own.
      tabindex: '-1',
      hidden: true,
      // The focus stays in the field.
      onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
      onpointermove: (/** @type {PointerEvent} */ event) => this.#pointed(event),
      onclick: (/** @type {Event} */ { target }) => this.#run(this.#commandAt(target)),
    });
  }

  /**
   * @param {CommandGroup} group
   * @param {number} index
   */
  #group({ title, commands }, index) {
    const id = `palette-group-${index}`;
    return element(
      'div',
      { role: 'group', 'aria-labelledby': id },
      element('div', { id, class: 'palette-group', role: 'presentation' }, title),
      ...commands.map((command) => this.#option(command)),
    );
  }

  /** @param {Command} command */
  #option({ id, label, detail, mark, keys }) {
    const shortcut = keys?.() ?? [];
    return element(
      'div',
      { role: 'option', id: optionId(id), 'data-id': id, 'aria-selected': 'false' },
      mark(),
      // What people have written has its direction for itself.
      element('span', { class: 'palette-label', dir: 'auto' }, label),
      ' ',
      detail && element('span', { class: 'palette-detail muted', dir: 'auto' }, detail),
      shortcut.length > 0 && element('span', { class: 'keys', 'aria-hidden': 'true' }, ...shortcut),
    );
  }

  // --- what is shown ---

  #show() {
    const groups = this.#source.find(this.#text);
    if (this.#found?.commands.length) groups.push(this.#found);
    this.#commands = groups.flatMap(({ commands }) => commands);
    this.#list.replaceChildren(...groups.map((group, index) => this.#group(group, index)));
    const isEmpty = this.#commands.length === 0;
    this.#list.hidden = isEmpty;
    this.#input.setAttribute('aria-expanded', String(!isEmpty));
    this.#nothing.textContent = this.#failure
      ? this.#words.failure(this.#failure)
      : this.#words.text('list.no_matches');
    this.#nothing.hidden = this.#isSearching || !(isEmpty || this.#failure);
    const isKept = this.#chosenBy && this.#commands.some(({ id }) => id === this.#active);
    if (!isKept) this.#chosenBy = '';
    this.#activate(isKept ? this.#active : (this.#commands[0]?.id ?? ''));
    this.#sayCount();
  }

  /** @param {string} id */
  #activate(id) {
    this.#active = id;
    for (const option of this.#options) {
      option.setAttribute('aria-selected', String(option.dataset.id === id));
    }
    if (id) this.#input.setAttribute('aria-activedescendant', optionId(id));
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #reveal() {
    const options = this.#options;
    const at = options.findIndex(({ dataset }) => dataset.id === this.#active);
    // With the heading above it.
    if (at <= 0) this.#list.scrollTop = 0;
    else options[at].scrollIntoView({ block: 'nearest' });
  }

  /** @returns {HTMLElement[]} */
  get #options() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#list.querySelectorAll('[data-id]'))];
  }

  #sayCount() {
    clearTimeout(this.#sayTimer);
    if (this.#isSearching) return;
    this.#sayTimer = setTimeout(() => {
      const count = this.#commands.length;
      this.#count.textContent = count
        ? this.#words.text('palette.count', { count })
        : this.#nothing.textContent;
    }, sayAfterMs);
  }

  // --- what a person does ---

  #typed() {
    if (this.#chosenBy === 'pointer') this.#chosenBy = '';
    this.#isAwaited = false;
    this.#search();
    this.#show();
    this.#reveal();
  }

  /** Asks for what the text finds; until it is answered, what was found before stays. */
  async #search() {
    const question = ++this.#question;
    const text = this.#text;
    this.#isSearching = text !== '';
    if (!text) return void (this.#found = this.#failure = null);
    const answer = await this.#source.search(text).then(
      (found) => ({ found, failure: null }),
      (/** @type {Failure} */ failure) => ({ found: null, failure }),
    );
    await this.#press.released();
    if (question !== this.#question) return;
    this.#isSearching = false;
    [this.#found, this.#failure] = [answer.found, answer.failure];
    this.#show();
    if (this.#isAwaited) this.#runActive();
  }

  /** Of the whole dialog. @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (!isPaletteKey(event)) return;
    event.preventDefault();
    // Still held down from opening it.
    if (!event.repeat) this.#leave();
  }

  /** @param {KeyboardEvent} event */
  #fieldKeyPressed(event) {
    const { key, isComposing, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (isComposing || ctrlKey || metaKey || altKey || shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) this.#move(step);
    else if (key === 'Enter') this.#runActive();
    else return;
    event.preventDefault();
  }

  /** @param {number} step */
  #move(step) {
    const count = this.#commands.length;
    if (!count) return;
    const at = this.#commands.findIndex(({ id }) => id === this.#active);
    this.#chosenBy = 'keys';
    this.#isAwaited = false;
    this.#activate(this.#commands[(at + step + count) % count].id);
    this.#reveal();
  }

  /** A list that changes under a pointer that rests chooses nothing. @param {PointerEvent} event */
  #pointed({ target, clientX, clientY }) {
    const place = `${clientX} ${clientY}`;
    const hasMoved = place !== this.#pointedAt;
    this.#pointedAt = place;
    const command = this.#commandAt(target);
    if (!command || !hasMoved || command.id === this.#active) return;
    this.#chosenBy = 'pointer';
    this.#activate(command.id);
  }

  /** @param {EventTarget | null} target */
  #commandAt(target) {
    const option = /** @type {Element} */ (target).closest('[data-id]');
    return this.#commands.find(({ id }) => id === option?.getAttribute('data-id'));
  }

  /**
   * Who types a name and presses Enter means whom the whole name finds, not who was found by its
   * beginning.
   */
  #runActive() {
    const command = this.#commands.find(({ id }) => id === this.#active);
    const isOld = !command || this.#found?.commands.includes(command);
    this.#isAwaited = this.#isSearching && !this.#chosenBy && Boolean(isOld);
    if (!this.#isAwaited) this.#run(command);
  }

  /** @param {Command | undefined} command */
  #run(command) {
    if (!command) return;
    this.#leave();
    command.run();
  }
}

/** @param {string} id */
const optionId = (id) => `palette-${id}`;
