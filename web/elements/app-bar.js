// The bar at the top of the page: the name, where contacts are kept, language, theme, help.

import { element } from './dom.js';
import { brandMark, icon } from './icons.js';
import { loadPreference } from './preferences.js';
import { locales } from '../i18n/translate.js';

/** @import { Key, Locale, Words } from '../i18n/translate.js' */
/** @import { IconName } from './icons.js' */

/** @typedef {'auto' | 'light' | 'dark'} Theme */

/** @type {{theme: Theme, icon: IconName}[]} */
const themes = [
  { theme: 'auto', icon: 'contrast' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

export class AppBar {
  #words;
  #offline;
  #kept;

  /**
   * @param {Words} words
   * @param {{home: string | null, changeLanguage: (locale: Locale) => void,
   *   changeTheme: (theme: Theme) => void, showShortcuts: () => void}} act
   */
  constructor(words, { home, changeLanguage, changeTheme, showShortcuts }) {
    this.#words = words;
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
      element('h1', {}, this.#brand(home)),
      this.#kept,
      this.#offline,
      element('span', { class: 'space' }),
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

  /** @param {boolean} isKept  whether there is a book, so that the promise is true */
  showKept(isKept) {
    this.#kept.hidden = !isKept;
  }

  showConnection() {
    this.#offline.hidden = navigator.onLine;
  }

  /** @param {(locale: Locale) => void} change */
  #languageSelect(change) {
    const select = element(
      'select',
      {
        class: 'language',
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

  /** @param {(theme: Theme) => void} change */
  #themeButton(change) {
    const chosen = loadPreference('theme') ?? 'auto';
    const at = Math.max(
      0,
      themes.findIndex(({ theme }) => theme === chosen),
    );
    const next = themes[(at + 1) % themes.length].theme;
    const name = this.#words.text(/** @type {Key} */ (`theme.${themes[at].theme}`));
    const label = this.#words.text('theme.label', { theme: name });
    return element(
      'button',
      {
        type: 'button',
        class: 'quiet icon-only theme',
        'aria-label': label,
        title: label,
        onclick: () => change(next),
      },
      icon(themes[at].icon),
    );
  }
}
