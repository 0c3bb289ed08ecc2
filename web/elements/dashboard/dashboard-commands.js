// What the command palette of the dashboard offers: what can be done now, the screens, the
// segments, and contacts.

import { locales, ownName } from '../../i18n/translate.js';
import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { loadPreference } from '../base/preferences.js';
import { isSingleKey, shortcutKeys } from '../base/shortcuts.js';
import { mostOfName, shorten } from '../base/shorten.js';
import { contactTitle, initials, phoneText, tintOf } from '../contact/contact-columns.js';
import { toFilter } from '../filter/filter-conditions.js';
import { canSyncNow, syncKind } from '../sync/sync-state.js';
import { ways } from './app-bar.js';
import { showPalette } from './command-palette.js';
import { findCommands } from './command-search.js';
import { placeOfTheme, themes } from './themes.js';

/** @import { Key } from '../../i18n/translate.js' */
/** @import { Contact, SyncStatus } from '../../types.js' */
/** @import { IconName } from '../base/icons.js' */
/** @import { KarteiElement } from '../base/kartei-element.js' */
/** @import { Next, UndoActions, Way } from '../history/undo-actions.js' */
/** @import { KarteiContacts } from '../list/kartei-contacts.js' */
/** @import { KarteiSync } from '../sync/kartei-sync.js' */
/** @import { Command, CommandGroup } from './command-palette.js' */
/** @import { Route, Screen } from './route.js' */
/** @import { Theme } from './themes.js' */

/**
 * @typedef {object} Dashboard  what it has, and does
 * @property {KarteiContacts} contacts
 * @property {KarteiSync} sync
 * @property {UndoActions} undo
 * @property {() => SyncStatus | null} syncStatus
 * @property {(change: Partial<Route>) => void} go  the focus goes there, too
 * @property {() => void} loadSample
 * @property {() => void} backUp
 * @property {() => void} showShortcuts
 * @property {() => void} themeChanged
 */

// The others are found by their names.
const mostSegments = 5;
const mostContacts = 8;

/** @type {{screen: Screen, icon: IconName}[]} */
const screens = [...ways, { screen: 'sync', icon: 'server' }];

export class DashboardCommands {
  #host;
  #dashboard;
  /** What can be undone and redone. @type {Record<Way, Next | null>} */
  #next = { undo: null, redo: null };

  /**
   * @param {KarteiElement} host  in whose language, and of whose book it is
   * @param {Dashboard} dashboard
   */
  constructor(host, dashboard) {
    this.#host = host;
    this.#dashboard = dashboard;
  }

  show() {
    const { root, words } = this.#host;
    this.#next = { undo: null, redo: null };
    showPalette(root, words, {
      ready: this.#dashboard.undo.next().then((next) => (this.#next = next)),
      find: (text) => findCommands(this.#groups(text), text),
      search: (text) => this.#search(text),
    });
  }

  /** @param {string} text */
  #groups(text) {
    const { words } = this.#host;
    return [
      { title: words.text('palette.actions'), commands: this.#actions() },
      { title: words.text('nav.label'), commands: screens.map((way) => this.#screen(way)) },
      { title: words.text('segment.label'), commands: this.#segments(text) },
    ];
  }

  // --- what can be done ---

  /** @returns {Command[]} */
  #actions() {
    const { words } = this.#host;
    const { contacts, sync, go, ...dashboard } = this.#dashboard;
    const isListSeen = contacts.checkVisibility();
    const onList = (/** @type {() => void} */ act) => () => {
      if (!isListSeen) go({ screen: 'contacts', opened: '' });
      act();
    };
    const { exported, hasContacts } = contacts;
    const next = this.#next;
    const backend = syncKind(dashboard.syncStatus(), navigator.onLine);
    const action = this.#command.bind(this);
    const commands = [
      action('contact.new', 'user_plus', () => go({ screen: 'contacts', opened: 'new' }), {
        shortcut: 'shortcuts.new',
      }),
      action('import.title', 'upload', () => go({ screen: 'import', opened: '' }), {
        shortcut: 'shortcuts.import',
        further: 'CSV',
      }),
      !hasContacts && action('welcome.sample', 'sparkle', dashboard.loadSample),
      exported > 0 &&
        action(
          'export.title',
          'download',
          onList(() => contacts.exportList()),
          {
            shortcut: 'shortcuts.export',
            detail: words.text('list.count', { count: exported }),
            further: 'CSV JSON',
          },
        ),
      next.undo &&
        action('history.undo', 'undo', next.undo.run, {
          shortcut: 'shortcuts.undo',
          detail: next.undo.what,
        }),
      next.redo &&
        action('history.redo', 'redo', next.redo.run, {
          shortcut: 'shortcuts.redo',
          detail: next.redo.what,
        }),
      hasContacts &&
        action(
          'search.label',
          'search',
          onList(() => contacts.focusSearch()),
          {
            // On another screen its key does nothing.
            shortcut: isListSeen ? 'shortcuts.search' : undefined,
          },
        ),
      hasContacts &&
        action(
          'builder.new',
          'groups',
          onList(() => contacts.createSegment()),
        ),
      hasContacts &&
        action(
          'columns.title',
          'columns',
          onList(() => contacts.showColumns()),
        ),
      canSyncNow(backend) && action('sync.now', 'sync', () => sync.syncNow()),
      action('backup.action', 'shield', dashboard.backUp),
      ...this.#themes(),
      ...this.#languages(),
      action('shortcuts.title', 'keyboard', dashboard.showShortcuts, {
        shortcut: 'shortcuts.help',
      }),
    ];
    return commands.filter((command) => command !== false && command !== null);
  }

  #themes() {
    const { words } = this.#host;
    const change = (/** @type {Theme} */ theme) => {
      this.#host.emit('kartei-theme-changed', { theme });
      this.#dashboard.themeChanged();
    };
    const others = themes.filter((_, place) => place !== placeOfTheme());
    return others.map(({ theme, icon: iconName }) => {
      const name = words.text(/** @type {Key} */ (`theme.${theme}`));
      const label = words.text('theme.label', { theme: name });
      return this.#command('theme.label', iconName, () => change(theme), { label, id: theme });
    });
  }

  #languages() {
    const { words } = this.#host;
    const names = new Intl.DisplayNames(words.locale, { type: 'language' });
    const others = locales.filter((locale) => locale !== words.locale);
    return others.map((locale) => {
      const label = words.text('language.choose', { language: ownName(locale) });
      const further = names.of(locale);
      const change = () => this.#host.emit('kartei-language-changed', { locale });
      return this.#command('language.choose', 'globe', change, { label, id: locale, further });
    });
  }

  // --- where one can go ---

  /** @param {{screen: Screen, icon: IconName}} way */
  #screen({ screen, icon: iconName }) {
    const { go } = this.#dashboard;
    const shortcut = /** @type {Key} */ (`shortcuts.go_${screen}`);
    const open = () => go({ screen, opened: '' });
    return this.#command(/** @type {Key} */ (`nav.${screen}`), iconName, open, { shortcut });
  }

  /** @param {string} text */
  #segments(text) {
    const { words } = this.#host;
    const { segments } = this.#dashboard.contacts;
    if (!segments.length) return [];
    const everyone = { id: '', name: words.text('segment.all'), filter: {}, count: null };
    const shown = text ? segments : segments.slice(0, mostSegments);
    return [everyone, ...shown].map(({ id, name, filter, count }) => ({
      id: `segment-${id}`,
      label: shorten(name, mostOfName),
      further: name,
      detail: count === null ? '' : words.number(count),
      mark: () => icon(filter ? 'filter' : 'list'),
      run: () => this.#openList({ text: '', segment: id }),
    }));
  }

  /** @param {{text: string, segment: string}} view */
  #openList(view) {
    const { go, contacts } = this.#dashboard;
    go({ screen: 'contacts', opened: '', conditions: [], ...view });
    // Where the arrows lead through it.
    contacts.focusTable('');
  }

  // --- contacts ---

  /**
   * @param {string} text
   * @returns {Promise<CommandGroup>}
   */
  async #search(text) {
    const { words, book } = this.#host;
    const title = words.text('nav.contacts');
    if (!book) return { title, commands: [] };
    const { rows, total } = await book.search(
      {
        filter: toFilter(text, []),
        sort: [{ field: 'name', direction: 'asc' }],
        locale: words.locale,
        limit: mostContacts,
      },
      { lane: this },
    );
    /** @type {Command[]} */
    const commands = rows.slice(0, mostContacts).map((contact) => this.#contact(contact));
    const all = () => this.#openList({ text, segment: '' });
    const label = words.text('palette.in_list', { count: total });
    if (total) commands.push(this.#command('palette.in_list', 'list', all, { label }));
    return { title, commands };
  }

  /** @param {Contact} contact */
  #contact(contact) {
    const { words } = this.#host;
    const { go } = this.#dashboard;
    const { id, name, email } = contact;
    const tint = `avatar tint-${tintOf(id)}`;
    const initial = initials(name || email);
    return {
      id,
      label: contactTitle(contact, words),
      detail: name ? shorten(email || phoneText(contact), mostOfName) : '',
      mark: () => element('span', { class: tint, 'aria-hidden': 'true' }, initial),
      run: () => go({ screen: 'contacts', opened: id }),
    };
  }

  /**
   * @param {Key} key  its name, where `label` is none
   * @param {IconName} iconName
   * @param {() => void} run
   * @param {{id?: string, label?: string, detail?: string, further?: string,
   *   shortcut?: Key}} [more]
   * @returns {Command}
   */
  #command(key, iconName, run, { id = '', label, shortcut, ...more } = {}) {
    const { words } = this.#host;
    const isOff = !shortcut || (isSingleKey(shortcut) && loadPreference('shortcuts') === 'off');
    return {
      id: `${key}-${id}`,
      label: label ?? words.text(key),
      mark: () => icon(iconName),
      keys: () => (isOff ? [] : shortcutKeys(words, shortcut)),
      run,
      ...more,
    };
  }
}
