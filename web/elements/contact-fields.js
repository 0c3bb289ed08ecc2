// The fields of a contact in a form.

import { AttributeRows } from './attribute-rows.js';
import { CallingCodeField } from './calling-code-field.js';
import { element } from './dom.js';
import { FormField } from './form-field.js';
import { textFields } from './form-values.js';
import { TagField } from './tag-field.js';

/** @import { FormValues, TextFieldName } from './form-values.js' */
/** @import { Words } from '../i18n/translate.js' */

/**
 * @typedef {object} FieldsObserver
 * @property {(field?: TextFieldName) => void} typed
 * @property {(field: TextFieldName) => void} left
 * @property {(text: string) => boolean} pasted  into the phone; true: it was taken care of
 */

export class ContactFields {
  #tags;
  #attributes;

  /**
   * @param {Words} words
   * @param {FieldsObserver} observer
   */
  constructor(words, observer) {
    /** @param {Record<string, unknown>} properties */
    const input = (properties) => element('input', { spellcheck: 'false', ...properties });
    this.fields = {
      name: new FormField(words.text('field.name'), input({ autocomplete: 'off' })),
      // Not type=email: the browser would rewrite internationalized domains while they are typed.
      email: new FormField(
        words.text('field.email'),
        input({ inputmode: 'email', autocomplete: 'off', autocapitalize: 'off' }),
      ),
      country_code: new CallingCodeField(words, () => observer.typed()),
      phone: new FormField(words.text('field.phone'), input({ type: 'tel', autocomplete: 'off' })),
      last_contact_at: new FormField(words.text('field.last_contact_at'), input({ type: 'date' })),
    };
    this.#tags = new TagField(words, () => observer.typed());
    this.#attributes = new AttributeRows(words, () => observer.typed());
    this.#listen(observer);
    const { name, email, country_code, phone, last_contact_at } = this.fields;
    this.element = element(
      'div',
      { class: 'fields' },
      name.element,
      email.element,
      element('div', { class: 'pair' }, country_code.element, phone.element),
      this.#tags.element,
      last_contact_at.element,
      this.#attributes.element,
    );
  }

  /** @returns {FormValues} */
  get values() {
    const { name, email, country_code, phone, last_contact_at } = this.fields;
    return {
      name: name.value,
      email: email.value,
      country_code: country_code.value,
      phone: phone.value,
      last_contact_at: last_contact_at.value,
      tags: this.#tags.tags,
      attributes: this.#attributes.attributes,
    };
  }

  set values(values) {
    for (const field of textFields) this.fields[field].value = values[field];
    this.fields.country_code.showCountry();
    this.#tags.tags = values.tags;
    this.#attributes.attributes = values.attributes;
  }

  /** Takes what is still being typed into a field of several values. */
  finish() {
    this.#tags.finish();
  }

  /** @param {FieldsObserver} observer */
  #listen(observer) {
    for (const field of textFields) {
      const { input } = this.fields[field];
      input.addEventListener('input', () => observer.typed(field));
      input.addEventListener('blur', () => observer.left(field));
    }
    this.fields.phone.input.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text') ?? '';
      // Only what replaces the whole number says which country it is from.
      const isWhole = this.fields.phone.value === selectedText(this.fields.phone.input);
      if (isWhole && observer.pasted(text)) event.preventDefault();
    });
  }
}

/** @param {HTMLInputElement} input */
function selectedText(input) {
  return input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0);
}
