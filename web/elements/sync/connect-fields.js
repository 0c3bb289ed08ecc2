// Which backend: a profile that is shipped or one's own, where it is, and who asks it.

import { element } from '../base/dom.js';
import { FormField } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { loadProfile, shippedProfiles } from './backend-profiles.js';
import { holdCredentials, secretField, secretFor } from './sync-sign-in.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { BackendOptions } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */

const own = 'own';

export class ConnectFields {
  #words;
  /** What is chosen, once it is read. @type {any} */
  #profile = null;
  /** Counts choices: a profile that comes late is dropped. */
  #choice = 0;
  /** @type {Promise<void>} */
  #read = Promise.resolve();
  #select;
  #own;
  #base;
  #baseHint;
  #account;
  #secret;
  #secretBox = element('div', { class: 'connect-secret' });

  /** @param {Words} words */
  constructor(words) {
    this.#words = words;
    const options = Object.entries(shippedProfiles).map(([value, { name }]) =>
      element('option', { value }, name),
    );
    this.#select = element(
      'select',
      { 'data-key': 'profile', onchange: () => this.#chosen() },
      ...options,
      element('option', { value: own }, words.text('sync.connect.own')),
    );
    const text = element('textarea', {
      rows: '8',
      spellcheck: 'false',
      autocapitalize: 'off',
      class: 'code',
      oninput: () => this.#ownTyped(),
    });
    this.#own = new FormField(
      words.text('sync.connect.json'),
      /** @type {any} */ (text),
      element('p', { class: 'field-hint' }, icon('info'), words.text('sync.connect.json_hint')),
    );
    const base = element('input', {
      inputmode: 'url',
      autocapitalize: 'off',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'https://example.org/api',
      oninput: () => this.#showHint(),
    });
    this.#baseHint = element('p', { class: 'field-hint', hidden: true });
    this.#base = new FormField(words.text('sync.connect.base'), base, this.#baseHint);
    const account = element('input', {
      autocapitalize: 'off',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    const hint = element(
      'p',
      { class: 'field-hint' },
      icon('info'),
      words.text('sync.connect.account_hint'),
    );
    this.#account = new FormField(words.text('sync.fact.account'), account, hint);
    this.#secret = secretField(words, 'header');
    this.element = element(
      'div',
      { class: 'connect-fields' },
      element(
        'div',
        { class: 'field' },
        element('label', { for: 'connect-profile' }, words.text('sync.connect.profile')),
        this.#select,
      ),
      this.#own.element,
      this.#base.element,
      this.#secretBox,
    );
    this.#select.id = 'connect-profile';
    this.#chosen();
  }

  /** The first that wants to be filled in. */
  focus() {
    this.#select.focus();
  }

  // --- what is chosen ---

  #chosen() {
    const id = this.#select.value;
    const choice = ++this.#choice;
    this.#own.element.hidden = id !== own;
    this.#own.complain('');
    this.#profile = null;
    if (id === own) return this.#ownTyped();
    this.#showSecret();
    this.#read = loadProfile(id).then(
      (profile) => {
        if (choice !== this.#choice) return;
        this.#profile = profile;
        this.#showSecret();
      },
      // Said when it is needed.
      () => {},
    );
  }

  #ownTyped() {
    this.#profile = null;
    try {
      this.#profile = JSON.parse(this.#own.value);
      this.#own.complain('');
    } catch {
      // Somebody is about to write it.
    }
    this.#showSecret();
  }

  get #auth() {
    const kind = this.#profile?.auth?.kind;
    return typeof kind === 'string' ? kind : 'none';
  }

  #showSecret() {
    const kind = this.#auth;
    const isAsked = kind !== 'none';
    if (this.#secretBox.dataset.kind === kind) return;
    this.#secretBox.dataset.kind = kind;
    const { value } = this.#secret;
    this.#secret = secretField(this.#words, kind);
    this.#secret.value = value;
    this.#secretBox.replaceChildren(
      ...(isAsked ? [this.#account.element, this.#secret.element] : []),
    );
  }

  /** Another origin has to be let in by the page and by the server; '' where it is the page's. */
  get originHint() {
    const url = this.#url;
    if (!url || url.origin === location.origin) return '';
    return this.#words.text('sync.connect.other_origin', { origin: url.origin });
  }

  #showHint() {
    const text = this.originHint;
    this.#baseHint.hidden = !text;
    this.#baseHint.replaceChildren(icon('info'), element('span', {}, text));
  }

  /** Against the page's own address: a path is enough where the server is behind the same one. */
  get #url() {
    const text = this.#base.value.trim();
    // Anything at all would be a path beside the page.
    if (!/^(https?:\/\/|\.{0,2}\/)/i.test(text)) return null;
    try {
      return new URL(text, location.href);
    } catch {
      return null;
    }
  }

  // --- what it comes to ---

  /**
   * What the book is to be told, or null where something is missing, which is said.
   * @returns {Promise<BackendOptions | null>}
   */
  async read() {
    await this.#read;
    const words = this.#words;
    for (const field of [this.#own, this.#base, this.#account, this.#secret]) field.complain('');
    if (this.#select.value === own && !this.#isOwnRead()) return null;
    if (!this.#profile) {
      this.#base.complain(words.text('sync.connect.profile_missing'));
      this.#chosen();
      return null;
    }
    const isMissing = !this.#base.value.trim() && !this.#profile.base;
    if (isMissing) return this.#complain(this.#base, words.text('sync.connect.base_missing'));
    if (this.#base.value.trim() && !this.#url) {
      return this.#complain(this.#base, words.text('sync.connect.base_invalid'));
    }
    const base = this.#url?.href;
    const profile = this.#profile;
    if (this.#auth === 'none') return { profile, base };
    const account = this.#account.value.trim();
    if (!account) return this.#complain(this.#account, words.text('sync.connect.account_missing'));
    if (!this.#secret.value) {
      return this.#complain(this.#secret, words.text('sync.secret_missing'));
    }
    const secret = secretFor(this.#auth, account, this.#secret.value);
    const backend = { account, base: base ?? profile.base };
    return { profile, base, account, getCredentials: holdCredentials(backend, secret) };
  }

  #isOwnRead() {
    try {
      this.#profile = JSON.parse(this.#own.value);
      if (this.#profile !== null) return true;
      this.#complain(this.#own, this.#words.text('sync.connect.json_missing'));
      return false;
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      const text = this.#own.value.trim()
        ? this.#words.text('sync.connect.json_invalid', { message })
        : this.#words.text('sync.connect.json_missing');
      this.#complain(this.#own, text);
      return false;
    }
  }

  /**
   * @param {FormField} field
   * @param {string} text
   */
  #complain(field, text) {
    field.complain(text);
    field.input.focus();
    return null;
  }

  /**
   * Says at the field what the book has refused.
   * @param {Failure} failure
   * @returns {boolean} false: no field is to blame
   */
  refuse({ code, field = '', message }) {
    const words = this.#words;
    if (code === 'backend_insecure' || (code === 'profile_invalid' && /^\/?base$/.test(field))) {
      const isPlain = code === 'backend_insecure';
      this.#complain(
        this.#base,
        isPlain ? words.error(code) : words.text('sync.connect.base_invalid'),
      );
      return true;
    }
    if (code !== 'profile_invalid' || this.#select.value !== own) return false;
    this.#complain(this.#own, words.text('sync.connect.profile_wrong', { field, message }));
    this.#selectInText(field);
    return true;
  }

  /** @param {string} pointer */
  #selectInText(pointer) {
    const place = placeInText(this.#own.value, pointer);
    if (place) this.#own.input.setSelectionRange(...place);
  }
}

/**
 * Where the key of a JSON pointer stands, or the nearest one around it where it is missing.
 * @param {string} text  JSON
 * @param {string} pointer
 * @returns {[number, number] | null}
 */
function placeInText(text, pointer) {
  const names = pointer.split('/').slice(1);
  /** @type {[number, number] | null} */
  let place = null;
  let [depth, known, item] = [0, 0, 0];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[{}\]]/g)) {
    if (token === '{' || token === '[') {
      // Of a list, whose items have no keys.
      if (depth === known + 1 && names[known] === `${item++}`) [known, item] = [known + 1, 0];
      ++depth;
    } else if (token === '}' || token === ']') {
      if (--depth <= known) break;
    } else if (token.endsWith(':')) {
      if (depth <= known) break;
      if (depth > known + 1 || !token.startsWith(`"${names[known]}"`)) continue;
      place = [index, index + (names[known]?.length ?? 0) + 2];
      [known, item] = [known + 1, 0];
    }
  }
  return place;
}
