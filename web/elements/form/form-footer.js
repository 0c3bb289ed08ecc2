// What can be done with the contact of a form, at its bottom.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** @import { Words } from '../../i18n/translate.js' */

export class FormFooter {
  #words;
  #delete;
  #discard;
  #save;

  /**
   * @param {Words} words
   * @param {{delete: () => void, discard: () => void}} actions  a save is the form's submit
   */
  constructor(words, actions) {
    this.#words = words;
    this.#delete = element(
      'button',
      { type: 'button', class: 'quiet delete', onclick: actions.delete },
      icon('trash'),
      element('span', {}, words.text('form.delete')),
    );
    this.#discard = element(
      'button',
      { type: 'button', class: 'quiet', onclick: actions.discard },
      words.text('form.discard'),
    );
    this.#save = element('button', { class: 'primary', part: 'save' }, words.text('form.save'));
    const space = element('span', { class: 'space' });
    this.element = element('footer', {}, this.#delete, space, this.#discard, this.#save);
  }

  set canDelete(/** @type {boolean} */ can) {
    this.#delete.hidden = !can;
  }

  /** Whether nothing is to be decided before it is saved. */
  set isPrimary(/** @type {boolean} */ is) {
    this.#save.classList.toggle('primary', is);
  }

  set canDiscard(/** @type {boolean} */ can) {
    this.#discard.hidden = !can;
  }

  /** It keeps the focus: who presses it again is not heard twice. */
  set isSaving(/** @type {boolean} */ is) {
    this.#save.textContent = this.#words.text(is ? 'form.saving' : 'form.save');
    this.#save.setAttribute('aria-disabled', String(is));
  }
}
