// How the sync stands, in the bar of the page: an icon, a word, a way to its screen. Where no
// backend is connected there is nothing to say.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { badgeText, lookOf, syncKind } from '../sync/sync-state.js';
import { onThisPage } from './address.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { SyncStatus } from '../../types.js' */
/** @import { SyncKind } from '../sync/sync-state.js' */

export class SyncBadge {
  #words;
  #announce;
  /** @type {SyncKind | null} */
  #kind = null;
  #text = '';

  /**
   * @param {Words} words
   * @param {object} act
   * @param {boolean} act.hasAddress  whether the screen is an address that a link can lead to
   * @param {() => void} act.go
   * @param {(text: string) => void} act.announce  to readers, politely
   */
  constructor(words, { hasAddress, go, announce }) {
    this.#words = words;
    this.#announce = announce;
    const shared = { class: 'sync-badge', part: 'sync-badge', hidden: true };
    this.element = hasAddress
      ? element('a', { ...shared, href: onThisPage('#/sync') })
      : element('button', { ...shared, type: 'button', onclick: go });
  }

  /** @param {SyncStatus | null} status */
  show(status) {
    const kind = syncKind(status, navigator.onLine);
    const before = this.#kind;
    this.#kind = status ? kind : null;
    this.element.hidden = kind === 'none';
    if (!status || kind === 'none') return;
    const text = badgeText(this.#words, kind, status);
    if (text === this.#text && kind === before) return;
    this.#text = text;
    const label = this.#words.text('sync.badge.label', { state: text });
    const { icon: iconName, tone } = lookOf(kind);
    this.element.className = `sync-badge ${tone}`;
    this.element.dataset.kind = kind;
    this.element.title = label;
    this.element.replaceChildren(
      icon(iconName),
      element('span', { class: 'visually-hidden' }, `${this.#words.text('nav.sync')}: `),
      element('span', { class: 'sync-badge-text' }, text),
    );
    // Another number is no news, another state is; so is not how it stood at the beginning.
    const isBusy = (/** @type {SyncKind | null} */ one) => one === 'pending' || one === 'current';
    if (before && before !== kind && !(isBusy(before) && isBusy(kind))) this.#announce(label);
  }

  /** @param {boolean} isCurrent  whether its screen is shown */
  set isCurrent(isCurrent) {
    if (isCurrent) this.element.setAttribute('aria-current', 'page');
    else this.element.removeAttribute('aria-current');
  }
}
