// Tags as chips in a field: Enter or a comma adds one, Backspace takes the last one back.

import { element } from './dom.js';
import { uniqueId } from './form-field.js';
import { icon } from './icons.js';

/** @import { Words } from '../../i18n/translate.js' */

export class TagField {
  /** @type {string[]} */
  #tags = [];
  #words;
  #changed;
  #chips = element('ul', { class: 'tags' });
  #input = element('input', { id: uniqueId('tags'), autocomplete: 'off' });

  /**
   * @param {Words} words
   * @param {() => void} changed
   */
  constructor(words, changed) {
    this.#words = words;
    this.#changed = changed;
    this.#chips.setAttribute('aria-label', words.text('field.tags'));
    this.#input.placeholder = words.text('form.tag_placeholder');
    this.#input.addEventListener('keydown', (event) => this.#keyPressed(event));
    this.#input.addEventListener('blur', () => this.finish());
    this.element = element(
      'div',
      { class: 'field' },
      element('label', { for: this.#input.id }, words.text('field.tags')),
      element('div', { class: 'tag-box' }, this.#chips, this.#input),
    );
  }

  get tags() {
    return this.#tags;
  }

  set tags(tags) {
    this.#tags = tags;
    this.#chips.hidden = tags.length === 0;
    this.#chips.replaceChildren(...tags.map((tag) => this.#chip(tag)));
  }

  /** @param {string} tag */
  #chip(tag) {
    const label = this.#words.text('form.remove_tag', { tag });
    const remove = { type: 'button', class: 'quiet', 'aria-label': label };
    const onclick = () => {
      this.#set(this.#tags.filter((other) => other !== tag));
      this.#input.focus();
    };
    return element('li', {}, tag, element('button', { ...remove, onclick }, icon('close')));
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    // Of an input method it ends a word, and adds no tag.
    if (event.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if ((event.key === 'Enter' && !isCommand && this.#input.value.trim()) || event.key === ',') {
      event.preventDefault();
      this.finish();
    } else if (event.key === 'Backspace' && !this.#input.value && this.#tags.length) {
      this.#set(this.#tags.slice(0, -1));
    }
  }

  /** Takes what is still being typed. */
  finish() {
    const typed = this.#input.value.split(/[,;]/).map((tag) => tag.trim());
    this.#input.value = '';
    const added = typed.filter((tag) => tag && !this.#tags.includes(tag));
    if (!added.length) return;
    const tags = [...new Set(added)];
    this.#tags = [...this.#tags, ...tags];
    // Those that are there stay: one of them may be what takes the focus, being pressed.
    this.#chips.append(...tags.map((tag) => this.#chip(tag)));
    this.#chips.hidden = false;
    this.#changed();
  }

  /** @param {string[]} tags */
  #set(tags) {
    this.tags = tags;
    this.#changed();
  }
}
