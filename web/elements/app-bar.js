// The bar of the page: the name, the ways through it, where contacts are kept, language, theme,
// help. On a small screen the ways are at the lower edge, where a thumb reaches them.

import { onThisPage } from './address.js';
import { element } from './dom.js';
import { brandMark, icon } from './icons.js';
import { loadPreference } from './preferences.js';
import { SyncBadge } from './sync-badge.js';
import { locales } from '../i18n/translate.js';

/** @import { Key, Locale, Words } from '../i18n/translate.js' */
/** @import { IconName } from './icons.js' */
/** @import { Screen } from './route.js' */
/** @import { SyncStatus } from '../types.js' */

/** @typedef {'auto' | 'light' | 'dark'} Theme */

/** @type {{theme: Theme, icon: IconName}[]} */
const themes = [
  { theme: 'auto', icon: 'contrast' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

/** @type {{screen: Screen, icon: IconName}[]} */
const ways = [
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
   * @param {() => void} act.showShortcuts
   * @param {(text: string) => void} act.announce
   */
  constructor(words, { hasAddress, go, changeLanguage, changeTheme, showShortcuts, announce }) {
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
      this.#languageSelect(changeLanguage),
      this.#themeButton(changeTheme),
      element(
        'button',
        {
          type: 'button',
          class: 'quiet icon-only help',
          'aria-label': help,
          title: help,
          onclick: showShortcuts,
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
    this.#nav.hidden = !isKept;
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
        const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
        return element('option', { value: locale, lang: locale }, name);
      }),
    );
    return select;
  }

  /** Says which theme is chosen, and leads to the next. @param {(theme: Theme) => void} change */
  #themeButton(change) {
    const place = () => {
      const chosen = loadPreference('theme') ?? 'auto';
      return Math.max(
        0,
        themes.findIndex(({ theme }) => theme === chosen),
      );
    };
    const say = () => {
      const { theme, icon: iconName } = themes[place()];
      const name = this.#words.text(/** @type {Key} */ (`theme.${theme}`));
      const label = this.#words.text('theme.label', { theme: name });
      button.setAttribute('aria-label', label);
      button.title = label;
      button.replaceChildren(icon(iconName));
    };
    const button = element('button', {
      type: 'button',
      class: 'quiet icon-only theme',
      'data-key': 'theme',
      onclick: () => {
        change(themes[(place() + 1) % themes.length].theme);
        say();
      },
    });
    say();
    return button;
  }
}
