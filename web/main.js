// The page: opens the book and hands it to the dashboard.

import { openContacts, rescueContacts } from './kartei.js';
import { KarteiDashboard } from './elements/index.js';
import { loadPreference, storePreference } from './elements/base/preferences.js';
import { chooseLocale } from './i18n/translate.js';

/** @import { ContactBook } from './contact-book.js' */

const dashboard = /** @type {KarteiDashboard} */ (document.querySelector('kartei-dashboard'));

/** @param {string} locale */
function setLanguage(locale) {
  document.documentElement.lang = locale;
  dashboard.lang = locale;
}

/** @param {string} theme */
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

const name = 'contacts';
dashboard.rescue = () => rescueContacts({ name });

/** @type {ContactBook | undefined} */
let opened;

async function openBook() {
  dashboard.failure = null;
  // One that was wiped in another tab still has its worker.
  opened?.close().catch(() => {});
  const show = (/** @type {ContactBook} */ book) => (dashboard.book = opened = book);
  try {
    show(await openContacts({ name, onFirstPage: show }));
  } catch (failure) {
    dashboard.book = null;
    dashboard.failure = /** @type {import('./elements/base/book-shape.js').Failure} */ (failure);
  }
}

/**
 * The shell for working without a server. A new version waits until a person asks for it.
 * @returns {Promise<void>}
 */
async function keepShell() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const registration = await serviceWorker.register('./service-worker.js', {
    updateViaCache: 'none',
  });
  // Once said it stands: where another tab lets the new version in, this page is still the old one.
  const showUpdate = () => {
    if (registration.waiting) dashboard.hasUpdate = true;
  };
  // Without a controller the first version is being installed: nothing waits for anybody.
  if (serviceWorker.controller) showUpdate();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => {
      if (serviceWorker.controller) showUpdate();
    });
  });
  dashboard.addEventListener('kartei-reload', (event) => {
    if (!registration.waiting) return;
    event.preventDefault();
    serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: 'skip-waiting' });
  });
}

setTheme(loadPreference('theme') ?? 'auto');
setLanguage(loadPreference('language') ?? chooseLocale(navigator.languages));
dashboard.addEventListener('kartei-language-changed', (event) => {
  const { locale } = /** @type {CustomEvent} */ (event).detail;
  storePreference('language', locale);
  setLanguage(locale);
});
dashboard.addEventListener('kartei-theme-changed', (event) => {
  const { theme } = /** @type {CustomEvent} */ (event).detail;
  storePreference('theme', theme);
  setTheme(theme);
});
dashboard.addEventListener('kartei-retry', openBook);
// Where no version waits, another tab has loaded the newer one: this page only has to follow.
addEventListener('kartei-reload', (event) => {
  if (!event.defaultPrevented) location.reload();
});

openBook();
// An old browser or a page without a certificate has no service worker: only the shell is missing.
keepShell().catch(() => {});
