// Asks for what a backend wants to know of its caller. It stays in the memory of the page.

import { element } from '../base/dom.js';
import { FormField } from '../base/form-field.js';
import { icon } from '../base/icons.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { GetCredentials } from '../../types.js' */

/**
 * For a book: asked again after a refusal it has none, and a person is asked. Of another server
 * it knows nothing.
 * @param {{account: string, base: string}} backend
 * @param {string} secret
 * @returns {GetCredentials}
 */
export function holdCredentials({ account, base }, secret) {
  const bare = (/** @type {string} */ url) => url.replace(/\/+$/, '');
  let held = secret;
  return (request) => {
    if (request.account !== account || bare(request.base) !== bare(base)) return null;
    if (request.refresh) held = '';
    return held ? { account, secret: held } : null;
  };
}

/**
 * What is sent as the secret: with "basic", a name goes before it.
 * @param {string} kind  of the profile's `auth`
 * @param {string} account
 * @param {string} secret
 */
export function secretFor(kind, account, secret) {
  return kind === 'basic' ? `${account}:${secret}` : secret;
}

/**
 * @param {Words} words
 * @param {string} kind  of the profile's `auth`
 */
export function secretField(words, kind) {
  const input = element('input', {
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-key': 'secret',
  });
  const key = kind === 'basic' ? 'sync.password' : 'sync.token';
  const hint = element('p', { class: 'field-hint' }, icon('lock'), words.text('sync.secret_hint'));
  return new FormField(words.text(key), input, hint);
}

/**
 * @param {Words} words
 * @param {{kind: string, account: string, base: string}} who
 * @param {(getCredentials: GetCredentials) => Promise<void>} signIn
 */
export function signInForm(words, { kind, account, base }, signIn) {
  const field = secretField(words, kind);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!field.value) {
      field.complain(words.text('sync.secret_missing'));
      return field.input.focus();
    }
    field.complain('');
    await signIn(holdCredentials({ account, base }, secretFor(kind, account, field.value)));
    field.value = '';
  };
  return element(
    'form',
    { class: 'sign-in', onsubmit: submit },
    account && element('p', {}, words.text('sync.account_is', { account })),
    field.element,
    element(
      'button',
      { class: 'primary', 'data-key': 'sign-in' },
      icon('key'),
      element('span', {}, words.text('sync.sign_in')),
    ),
  );
}
