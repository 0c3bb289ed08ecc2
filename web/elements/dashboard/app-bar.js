// The bar of the page: the name, the ways through it, where contacts are kept, language, theme,
// help. On a small screen the ways are at the lower edge, where a thumb reaches them.

import { locales, ownName } from '../../i18n/translate.js';
import { element } from '../base/dom.js';
import { brandMark, icon } from '../base/icons.js';
import { shortcutKeys } from '../base/shortcuts.js';
import { onThisPage } from './address.js';
import { SyncBadge } from './sync-badge.js';
import { placeOfTheme, themes } from './themes.js';

/** @import { Key, Locale, Words } from '../../i18n/translate.js' */
/** @import { SyncStatus } from '../../types.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { Screen } from './route.js' */
/** @import { Theme } from './themes.js' */

/** @type {{screen: Screen, icon: IconName}[]} */
export const ways = [
  { screen: 'contacts', icon: 'contacts' },
  { screen: 'history', icon: 'clock' },
  { screen: 'trash', icon: 'trash' },
  { screen: 'settings', icon: 'settings' },
];

export class AppBar {
  #words;
  #offline;
  #kept;
  #nav;
  #badge;
  #palette;
  #theme;
  #isKept = false;
  /** @type {Screen} */
  #screen = 'contacts';

  /**
   * @param {Words} words
   * @param {object} act
   * @param {boolean} act.hasAddress  whether a screen is an address that a link can lead to
   * @param {(screen: Screen) => void} act.go
   * @param {(locale: Locale) => void} act.changeLanguage
   * @param {(theme: Theme) => void} act.changeTheme
   * @param {() => void} act.showPalette
   * @param {() => void} act.showShortcuts
   * @param {(text: string) => void} act.announce
   */
  constructor(words, act) {
    const { hasAddress, go, changeLanguage, changeTheme, announce } = act;
    this.#words = words;
    this.#badge = new SyncBadge(words, { hasAddress, go: () => go('sync'), announce });
    this.#nav = element(
      'nav',
      { class: 'ways', 'aria-label': words.text('nav.label'), hidden: true },
      ...ways.map((way) => this.#way(way, hasAddress, go)),
    );
    this.#offline = element(
      'span',
      { class: 'offline', title: words.text('connection.offline_hint') },
      icon('offline'),
      words.text('connection.offline'),
    );
    this.#kept = element(
      'span',
      { class: 'kept muted', hidden: true },
      icon('lock'),
      words.text('book.kept_here'),
    );
    this.showConnection();
    this.#palette = this.#paletteButton(act.showPalette);
    this.#theme = this.#themeButton(changeTheme);
    this.showTheme();
    const help = words.text('shortcuts.title');
    this.element = element(
      'header',
      { class: 'app-bar', part: 'app-bar' },
      element('h1', {}, this.#brand(hasAddress ? '#/contacts' : null)),
      this.#nav,
      element('span', { class: 'space' }),
      this.#offline,
      this.#badge.element,
      this.#kept,
      this.#palette,
      this.#languageSelect(changeLanguage),
      this.#theme,
      element(
        'button',
        {
          type: 'button',
          class: 'quiet icon-only help',
          'aria-label': help,
          title: help,
          onclick: act.showShortcuts,
        },
        icon('keyboard'),
      ),
    );
  }

  /** @param {string | null} home  where it leads, if it does */
  #brand(home) {
    const content = [brandMark(), 'Kartei'];
    return home === null
      ? element('span', { class: 'brand' }, ...content)
      : element('a', { class: 'brand', href: home }, ...content);
  }

  /**
   * @param {{screen: Screen, icon: IconName}} way
   * @param {boolean} hasAddress
   * @param {(screen: Screen) => void} go
   */
  #way({ screen, icon: iconName }, hasAddress, go) {
    const content = [
      icon(iconName),
      element('span', {}, this.#words.text(/** @type {Key} */ (`nav.${screen}`))),
    ];
    const shared = { class: 'way', 'data-screen': screen };
    return hasAddress
      ? element('a', { ...shared, href: onThisPage(`#/${screen}`) }, ...content)
      : element('button', { ...shared, type: 'button', onclick: () => go(screen) }, ...content);
  }

  /**
   * @param {boolean} isKept  whether there is a book, so that the promise is true
   * @param {Screen} screen   where we are
   */
  show(isKept, screen) {
    this.#isKept = isKept;
    this.#screen = screen;
    this.#nav.hidden = this.#palette.hidden = !isKept;
    // Where a backend is connected, contacts are kept there, too.
    const hasBadge = !this.#badge.element.hidden;
    this.#kept.hidden = !isKept || hasBadge;
    this.#badge.isCurrent = screen === 'sync';
    // An import is a way to contacts; the sync is one of the settings, where it has no badge.
    const parents = { import: 'contacts', sync: hasBadge ? 'sync' : 'settings' };
    const current = screen === 'import' || screen === 'sync' ? parents[screen] : screen;
    for (const way of this.#nav.querySelectorAll('.way')) {
      if (way.getAttribute('data-screen') === current) way.setAttribute('aria-current', 'page');
      else way.removeAttribute('aria-current');
    }
  }

  showConnection() {
    // The badge of the sync says it, where there is one.
    this.#offline.hidden = navigator.onLine || !this.#badge.element.hidden;
  }

  /** @param {SyncStatus | null} status */
  showSync(status) {
    this.#badge.show(status);
    this.showConnection();
    this.show(this.#isKept, this.#screen);
  }

  /** @param {(locale: Locale) => void} change */
  #languageSelect(change) {
    const select = element(
      'select',
      {
        class: 'language',
        'data-key': 'language',
        'aria-label': this.#words.text('language.label'),
        value: this.#words.locale,
        onchange: () => change(/** @type {Locale} */ (select.value)),
      },
      ...locales.map((locale) => {
        return element('option', { value: locale, lang: locale }, ownName(locale));
      }),
    );
    return select;
  }

  /** @param {() => void} show */
  #paletteButton(show) {
    const label = this.#words.text('palette.title');
    const keys = shortcutKeys(this.#words, 'palette.title');
    return element(
      'button',
      {
        type: 'button',
        class: 'quiet palette-way',
        'aria-haspopup': 'dialog',
        title: `${label} (${keys.map(({ textContent }) => textContent).join(' ')})`,
        hidden: true,
        onclick: show,
      },
      icon('search'),
      element('span', { class: 'visually-hidden' }, label, ' '),
      element('span', { class: 'keys' }, ...keys),
    );
  }

  /** Leads to the next theme. @param {(theme: Theme) => void} change */
  #themeButton(change) {
    return element('button', {
      type: 'button',
      class: 'quiet icon-only theme',
      'data-key': 'theme',
      onclick: () => {
        change(themes[(placeOfTheme() + 1) % themes.length].theme);
        this.showTheme();
      },
    });
  }

  /** Says which theme is chosen. */
  showTheme() {
    const { theme, icon: iconName } = themes[placeOfTheme()];
    const name = this.#words.text(/** @type {Key} */ (`theme.${theme}`));
    const label = this.#words.text('theme.label', { theme: name });
    this.#theme.setAttribute('aria-label', label);
    this.#theme.title = label;
    this.#theme.replaceChildren(icon(iconName));
  }
}
