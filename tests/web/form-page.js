// A form alone on a page, as its tests use it, with a book of the test's own.
import { openPage } from './browser.js';

/** @import { Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/**
 * A form alone on a page. `window.book` holds one contact, knows one other with the address
 * taken@example.org, and remembers what it was asked to save.
 * @param {PageOptions & {id?: string | null}} [options]
 */
export async function openForm({ id = null, ...options } = {}) {
  const page = await openPage({ path: 'blank.html', ...options });
  await page.evaluate((contactId) => {
    const known = {
      id: '0190',
      name: 'Anna Beispiel',
      email: 'anna@example.org',
      phone: '30 23125101',
      country_code: '+49',
      created_at: '2026-01-31T12:00:00.000Z',
      updated_at: '2026-01-31T12:00:00.000Z',
      last_contact_at: null,
      deleted_at: null,
      source: 'import',
      tags: ['client'],
      attributes: { Company: 'Example Ltd' },
    };
    const refused = (/** @type {string} */ code, /** @type {object} */ more = {}) =>
      Object.assign(new Error(code), { code, issues: [], ...more });
    const issuesOf = (/** @type {any} */ draft) => {
      const issue = (/** @type {string} */ code, field = '') => ({ code, field });
      const isEmpty = !draft.id && !draft.name && !draft.email && !draft.phone;
      return [
        ...(isEmpty ? [issue('contact_empty')] : []),
        ...(draft.email && !draft.email.includes('@') ? [issue('email_missing_at', 'email')] : []),
        ...(draft.phone && draft.phone.length < 4 ? [issue('phone_too_short', 'phone')] : []),
      ];
    };
    const book = Object.assign(new EventTarget(), {
      known,
      /** @type {any[]} */
      saved: [],
      callingCodes: async () => [
        { country_code: '+43', regions: ['AT'] },
        { country_code: '+49', regions: ['DE'] },
      ],
      async get(/** @type {string} */ wanted) {
        if (wanted !== known.id) throw refused('contact_unknown');
        return structuredClone(known);
      },
      async check(/** @type {any} */ draft) {
        const isTaken = draft.email === 'taken@example.org';
        const duplicate = { field: 'email', similar: false, id: '0177', name: 'Bert Muster' };
        const isMistyped = draft.email?.endsWith('@gmial.com');
        const value = draft.email?.replace('gmial', 'gmail');
        const offer = { field: 'email', reason: 'email_domain', value };
        return {
          issues: issuesOf(draft),
          duplicates: isTaken ? [duplicate] : [],
          offers: isMistyped ? [offer] : [],
        };
      },
      async save(/** @type {any} */ draft) {
        const issues = issuesOf(draft);
        if (issues.length) throw refused('contact_invalid', { issues });
        book.saved.push(draft);
        return {
          ...known,
          ...draft,
          id: draft.id ?? '0200',
          updated_at: '2026-02-01T00:00:00.000Z',
        };
      },
      async remove(/** @type {any} */ selection) {
        book.saved.push({ remove: selection });
        return { count: 1, entry: 7 };
      },
    });
    const form = /** @type {any} */ (document.createElement('kartei-form'));
    Object.assign(form, { book, contactId });
    Object.assign(globalThis, { book, form, events: [] });
    for (const type of ['saved', 'closed', 'opened', 'deleted', 'refused']) {
      form.addEventListener(`kartei-${type}`, (/** @type {any} */ { detail }) =>
        /** @type {any} */ (globalThis).events.push([type, detail]),
      );
    }
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.style.height = '90vh';
    main.append(form);
  }, id);
  const heading = id === '0190' ? 'Anna Beispiel' : /./;
  await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
  return page;
}

/** @param {Page} page @returns {Promise<any[]>} */
export const saved = (page) => page.evaluate(() => /** @type {any} */ (globalThis).book.saved);
/** @param {Page} page @returns {Promise<any[]>} */
export const events = (page) => page.evaluate(() => /** @type {any} */ (globalThis).events);

/**
 * From now on the book answers such a call only after `release()`, or `refuse(failure)`, of the
 * page; both are there once it was called.
 * @param {Page} page @param {'get' | 'save' | 'remove'} name
 */
export function hold(page, name) {
  return page.evaluate((method) => {
    const { book } = /** @type {any} */ (globalThis);
    const answer = book[method].bind(book);
    book[method] = async (/** @type {any} */ asked) => {
      await new Promise((release, refuse) => Object.assign(globalThis, { release, refuse }));
      return answer(asked);
    };
  }, name);
}
