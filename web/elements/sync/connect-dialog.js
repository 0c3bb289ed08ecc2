// Connects a book to a backend, in two steps: which one it is and whether it can be trusted; then,
// with the numbers before their eyes, a person says which way contacts go. Until then nothing is
// written, here or there.

import { openDialog } from '../base/dialog.js';
import { element, focusedElement } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { ConnectFields } from './connect-fields.js';
import { failureText } from './sync-state.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { BackendOptions, ProbeReport } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */
/** @import { Child } from '../base/dom.js' */
/** @import { IconName } from '../base/icons.js' */

/** @typedef {'both' | 'pull' | 'push'} Direction */
/** @typedef {ProbeReport['checks'][number]} ProbeCheck */

/** @type {Record<ProbeCheck['result'], IconName>} */
const marks = { ok: 'check', warning: 'info', failed: 'alert', skipped: 'minus' };

/**
 * @param {ShadowRoot} root  where the dialog is shown
 * @param {Words} words
 * @param {Book} book
 * @returns {Promise<boolean>} whether it is connected
 */
export function askForBackend(root, words, book) {
  return new ConnectDialog(words, book).ask(root);
}

class ConnectDialog {
  #words;
  #book;
  #fields;
  /** As it was tested. @type {BackendOptions | null} */
  #backend = null;
  /** @type {Direction} */
  #direction = 'both';
  #title;
  #body = element('div', { class: 'connect-body' });
  #actions = element('div', { class: 'dialog-actions' });
  /** What is under way, for those who do not see it. */
  #progress = element('p', { class: 'muted', role: 'status' });
  #problem = element('div', { role: 'alert' });
  #dialog;
  /** What the button of the form does. */
  #submit = /** @type {() => unknown} */ (() => this.#test());
  #isBusy = false;
  #close = (/** @type {boolean} */ _isConnected) => {};
  /** Ends a test that nobody waits for any more. */
  #left = new AbortController();

  /**
   * @param {Words} words
   * @param {Book} book
   */
  constructor(words, book) {
    this.#words = words;
    this.#book = book;
    this.#fields = new ConnectFields(words);
    const id = uniqueId('dialog-title');
    this.#title = element('h2', { id, tabindex: '-1' });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!this.#isBusy) this.#submit();
    };
    this.#dialog = element(
      'dialog',
      { class: 'connect', 'aria-labelledby': id, part: 'dialog' },
      this.#title,
      element(
        'form',
        { novalidate: true, autocomplete: 'off', onsubmit: submit },
        this.#body,
        this.#problem,
        this.#progress,
        this.#actions,
      ),
    );
  }

  /**
   * @param {ShadowRoot} root
   * @returns {Promise<boolean>}
   */
  ask(root) {
    this.#showFields();
    const { left, leave } = openDialog(root, this.#dialog);
    this.#close = leave;
    this.#fields.focus();
    return left.finally(() => this.#left.abort()).then(Boolean);
  }

  // --- the first step ---

  #showFields() {
    const words = this.#words;
    this.#submit = () => this.#test();
    this.#title.textContent = words.text('sync.connect.title');
    this.#body.replaceChildren(
      element('p', { class: 'muted' }, words.text('sync.connect.text')),
      this.#fields.element,
    );
    this.#showActions(
      this.#button('dialog.cancel', () => this.#close(false)),
      {
        key: 'sync.connect.test',
        mark: 'search',
      },
    );
  }

  async #test() {
    // A second press while the profile is loaded is no second test.
    this.#isBusy = true;
    const backend = await this.#fields.read().finally(() => (this.#isBusy = false));
    if (!backend) return;
    await this.#during('sync.connect.testing', async () => {
      const report = await this.#book.probeBackend({ ...backend, signal: this.#left.signal });
      this.#backend = { ...backend, has_delta: report.has_delta, probe: report };
      this.#showReport(report);
    });
  }

  // --- the second step ---

  /** @param {ProbeReport} report */
  #showReport(report) {
    const words = this.#words;
    const is = (/** @type {ProbeCheck['result'][]} */ ...results) =>
      report.checks.filter(({ result }) => results.includes(result));
    const failed = is('failed').length;
    this.#title.textContent = words.text('sync.connect.result');
    const address = this.#backend?.base ?? Reflect.get(this.#backend?.profile ?? {}, 'base');
    this.#body.replaceChildren(
      element('p', { class: 'muted address' }, words.text('sync.connect.tested', { address })),
      ...this.#checks(is('failed', 'warning'), is('ok', 'skipped')),
      ...(failed
        ? [notice('danger', 'alert', words.text('sync.connect.failed', { count: failed }))]
        : this.#preview(report)),
    );
    const back = this.#button('sync.connect.back', () => {
      if (this.#isBusy) return;
      this.#showFields();
      this.#fields.focus();
    });
    this.#submit = () => this.#connect();
    this.#showActions(back, failed ? null : { key: 'sync.connect.do', mark: 'check' });
    this.#title.focus();
  }

  /**
   * What is to be known first; what is in order can be unfolded.
   * @param {ProbeCheck[]} problems
   * @param {ProbeCheck[]} rest
   */
  #checks(problems, rest) {
    const count = rest.filter(({ result }) => result === 'ok').length;
    const list = (/** @type {ProbeCheck[]} */ checks) =>
      element('ul', { class: 'checks' }, ...checks.map((check) => this.#check(check)));
    const key = problems.length ? 'sync.connect.rest_ok' : 'sync.connect.all_ok';
    return [
      ...(problems.length ? [list(problems)] : []),
      ...(rest.length
        ? [
            element(
              'details',
              { class: 'checks-rest' },
              element('summary', {}, icon('check'), this.#words.text(key, { count })),
              list(rest),
            ),
          ]
        : []),
    ];
  }

  /** @param {ProbeCheck} check */
  #check({ check, result, detail }) {
    const words = this.#words;
    const name = words.text(/** @type {Key} */ (`sync.check.${check}`));
    const said = words.text(/** @type {Key} */ (`sync.result.${result}`));
    return element(
      'li',
      { class: `check ${result}`, 'data-check': check },
      icon(marks[result]),
      element('p', {}, name, ': ', element('strong', {}, said)),
      element('p', { class: 'muted small' }, this.#detail({ check, result, detail })),
    );
  }

  /** @param {ProbeCheck} check */
  #detail({ check, result, detail }) {
    const words = this.#words;
    const known = [`sync.check.${check}.${detail}`, `sync.check.${check}.${result}`];
    const key = known.find((one) => words.has(one));
    if (key) return words.text(/** @type {Key} */ (key), { detail });
    const text = failureText(words, detail);
    // A browser tells no page which of the three it was.
    return detail === 'unreachable' ? `${text} ${this.#fields.originHint}`.trim() : text;
  }

  /**
   * What would happen, and which of it shall.
   * @param {ProbeReport} report
   * @returns {Node[]}
   */
  #preview(report) {
    const words = this.#words;
    const { records, is_whole, matching, here } = report;
    const there = is_whole
      ? words.number(records)
      : words.text('sync.connect.at_least', { count: records });
    const number = (/** @type {Key} */ key, /** @type {string} */ value) =>
      element(
        'div',
        {},
        element('dt', { class: 'muted' }, words.text(key)),
        element('dd', { class: 'numeric' }, value),
      );
    return [
      element(
        'dl',
        { class: 'numbers' },
        number('sync.connect.there', there),
        number('sync.connect.here', words.number(here)),
        number('sync.connect.matching', words.number(matching)),
      ),
      element(
        'fieldset',
        {},
        element('legend', {}, words.text('sync.connect.direction')),
        ...['both', 'pull', 'push'].map((direction) =>
          this.#choice(/** @type {Direction} */ (direction), report),
        ),
      ),
    ];
  }

  /**
   * @param {Direction} direction
   * @param {ProbeReport} report
   */
  #choice(direction, { records, matching, here, is_whole }) {
    const words = this.#words;
    const radio = element('input', {
      type: 'radio',
      name: 'direction',
      value: direction,
      checked: direction === this.#direction,
      onchange: () => (this.#direction = direction),
    });
    const come = Math.max(0, records - matching);
    const numbers = {
      come: is_whole ? words.number(come) : words.text('sync.connect.at_least', { count: come }),
      go: Math.max(0, here - matching),
      matching,
    };
    const key = /** @type {Key} */ (`sync.connect.${direction}_text`);
    return element(
      'label',
      { class: 'choice' },
      radio,
      element(
        'span',
        {},
        element(
          'span',
          { class: 'choice-title' },
          words.text(/** @type {Key} */ (`sync.direction.${direction}`)),
        ),
        element('span', { class: 'muted' }, words.text(key, numbers)),
      ),
    );
  }

  #connect() {
    const backend = this.#backend;
    if (!backend) return;
    return this.#during('sync.connect.connecting', async () => {
      await this.#book.connectBackend({ ...backend, direction: this.#direction });
      this.#close(true);
    });
  }

  // --- both ---

  /**
   * What is looked at is what is shown: nothing of it can be changed meanwhile. Cancelling can.
   * @param {Key} key   what is under way
   * @param {() => Promise<void>} act
   */
  async #during(key, act) {
    const focused = focusedElement();
    const main = /** @type {HTMLElement | null} */ (this.#actions.querySelector('.primary'));
    this.#problem.replaceChildren();
    this.#progress.textContent = this.#words.text(key);
    // The focus waits at the button that would do the same.
    if (this.#body.contains(focused)) main?.focus();
    this.#setBusy(true);
    const failure = await act().then(
      () => null,
      (error) => /** @type {Failure} */ (error),
    );
    this.#progress.textContent = '';
    this.#setBusy(false);
    if (!failure) return;
    if (focused instanceof HTMLElement && focusedElement() === main) focused.focus();
    this.#refuse(failure);
  }

  /** @param {boolean} isBusy */
  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#body.inert = isBusy;
    this.#dialog.setAttribute('aria-busy', String(isBusy));
    // Disabled in truth they would lose the focus.
    for (const button of this.#actions.querySelectorAll('button:not([data-key="dialog.cancel"])')) {
      button.setAttribute('aria-disabled', String(isBusy));
    }
  }

  /** @param {Failure} failure */
  #refuse(failure) {
    if (this.#fields.element.isConnected && this.#fields.refuse(failure)) return;
    const place = failure.field ? ` (${failure.field})` : '';
    const text = this.#words.failure(failure) + place;
    this.#problem.replaceChildren(notice('danger', 'alert', text));
  }

  /**
   * @param {HTMLElement} first
   * @param {{key: Key, mark: IconName} | null} main
   */
  #showActions(first, main) {
    this.#problem.replaceChildren();
    const button = main && [icon(main.mark), element('span', {}, this.#words.text(main.key))];
    this.#actions.replaceChildren(first);
    if (button) this.#actions.append(element('button', { class: 'primary' }, ...button));
  }

  /**
   * @param {Key} key
   * @param {() => void} onclick
   */
  #button(key, onclick) {
    return element('button', { type: 'button', 'data-key': key, onclick }, this.#words.text(key));
  }
}

/**
 * @param {string} kind
 * @param {IconName} mark
 * @param {string} text
 */
function notice(kind, mark, text) {
  const said = element('p', { class: 'notice-text' }, text);
  return element('div', { class: `notice ${kind}` }, icon(mark), said);
}
