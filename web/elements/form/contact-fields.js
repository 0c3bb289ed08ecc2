// The fields of a contact in a form.

import { element } from '../base/dom.js';
import { FormField, firstDay } from '../base/form-field.js';
import { TagField } from '../base/tag-field.js';
import { CallingCodeField } from '../contact/calling-code-field.js';
import { nameCallingCodes, splitPhone } from '../contact/calling-codes.js';
import { AttributeRows } from './attribute-rows.js';
import { textFields } from './form-values.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { CallingCode, CheckedDraft, Offer } from '../../types.js' */
/** @import { FormValues, TextFieldName } from './form-values.js' */

/**
 * @typedef {object} FieldsObserver
 * @property {(field?: TextFieldName) => void} typed
 * @property {(field: TextFieldName) => void} left
 */

export class ContactFields {
  #words;
  #observer;
  #tags;
  #attributes;
  /** @type {CallingCode[]} */
  #codes = [];

  /**
   * @param {Words} words
   * @param {FieldsObserver} observer
   */
  constructor(words, observer) {
    this.#words = words;
    this.#observer = observer;
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
      last_contact_at: new FormField(
        words.text('field.last_contact_at'),
        input({ type: 'date', min: firstDay }),
      ),
    };
    this.#tags = new TagField(words, () => observer.typed());
    this.#attributes = new AttributeRows(words, () => observer.typed());
    this.#listen();
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

  set codes(/** @type {CallingCode[]} */ codes) {
    this.#codes = codes;
    this.fields.country_code.codes = nameCallingCodes(codes, this.#words);
  }

  /**
   * "+49 30 123456" holds the calling code, too.
   * @param {string} text
   * @returns {boolean} whether the fields were filled
   */
  takePhone(text) {
    const split = splitPhone(text, this.#codes);
    if (!split?.phone) return false;
    this.fields.country_code.value = split.country_code;
    this.fields.phone.value = split.phone;
    this.fields.country_code.showCountry();
    this.#observer.typed();
    return true;
  }

  /** Takes what is still being typed into a field of several values. */
  finish() {
    this.#tags.finish();
  }

  /** What is complained about in further details, as it is now. */
  get complaints() {
    return this.#attributes.complaints;
  }

  /** What no draft can say of them. @returns {CheckedDraft['issues']} */
  get issues() {
    const incomplete = textFields.filter((field) => this.fields[field].isIncomplete);
    const issue = { code: 'date_malformed', message: '', row: 0, column: 0 };
    return incomplete.map((field) => ({ ...issue, field }));
  }

  /**
   * @returns {boolean} whether there are further details, or issues, that keep them from being
   *   saved; the first has the focus
   */
  complain() {
    const field = textFields.find((field) => this.fields[field].isIncomplete);
    if (this.#attributes.complain()) return true;
    if (field) this.fields[field].input.focus();
    return Boolean(field);
  }

  /**
   * Says of the fields that were left what is wrong with them, and what was probably meant.
   * @param {CheckedDraft} checked
   * @param {Set<TextFieldName>} left
   */
  say({ issues, offers }, left) {
    for (const name of textFields) {
      const isOf = (/** @type {{field: string}} */ { field }) => field === name && left.has(name);
      const issue = issues.find(isOf);
      const offer = offers.find(isOf);
      this.fields[name].complain(issue ? this.#words.error(issue.code) : '');
      this.fields[name].offer(offer ? this.#toSay(name, offer) : null);
    }
  }

  /**
   * @param {TextFieldName} name
   * @param {Offer} offer
   */
  #toSay(name, { reason, value }) {
    const field = this.fields[name];
    const take = () => {
      field.value = value;
      field.offer(null);
      field.input.focus();
      this.#observer.typed();
    };
    // A number is not to be broken between lines.
    const shown = name === 'phone' ? value.replaceAll(' ', '\u00a0') : value;
    const text = this.#words.text(/** @type {Key} */ (`offer.${reason}`), { value: shown });
    return { text, action: this.#words.text('offer.take'), take };
  }

  #listen() {
    const observer = this.#observer;
    for (const field of textFields) {
      const { input } = this.fields[field];
      input.addEventListener('input', () => observer.typed(field));
      input.addEventListener('blur', () => observer.left(field));
    }
    this.fields.phone.input.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text') ?? '';
      // Only what replaces the whole number says which country it is from.
      const isWhole = this.fields.phone.value === selectedText(this.fields.phone.input);
      if (isWhole && this.takePhone(text)) event.preventDefault();
    });
  }
}

/** @param {HTMLInputElement} input */
function selectedText(input) {
  return input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0);
}
