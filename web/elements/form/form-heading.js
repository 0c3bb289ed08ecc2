// Whose contact a form shows, at its top, and the way out of it.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { contactTitle, initials, tintOf } from '../contact/contact-columns.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Contact } from '../../types.js' */

/** @typedef {'new' | 'loading' | 'gone'} Lack  why there is no contact */

/** @type {Record<Lack, Key>} */
const titles = {
  new: 'form.new',
  loading: 'form.loading',
  gone: 'contact.label',
};

export class FormHeading {
  title = element('h2', { id: 'title', tabindex: '-1' });
  avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' });

  /**
   * @param {Words} words
   * @param {() => void} close
   */
  constructor(words, close) {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'quiet icon-only close',
        'aria-label': words.text('form.close'),
        onclick: close,
      },
      icon('close'),
      icon('arrow_left'),
    );
    this.element = element('header', {}, button, this.avatar, this.title);
  }

  /**
   * @param {Words} words
   * @param {Contact | null} contact
   * @param {Lack} lack  where there is no contact
   */
  show(words, contact, lack) {
    this.title.textContent = contact ? contactTitle(contact, words) : words.text(titles[lack]);
    this.avatar.hidden = !contact;
    if (!contact) return;
    this.avatar.textContent = initials(contact.name || contact.email);
    this.avatar.className = `avatar tint-${tintOf(contact.id)}`;
  }
}
