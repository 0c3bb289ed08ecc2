// <kartei-form>: entering, checking, saving, leaving, with a book of the test's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, openPage, scrollsSideways } from './browser.js';

/** @import { Locator, Page } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

/**
 * A form alone on a page. `window.book` holds one contact, knows one other with the address
 * taken@example.org, and remembers what it was asked to save.
 * @param {PageOptions & {id?: string | null}} [options]
 */
async function openForm({ id = null, ...options } = {}) {
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
const saved = (page) => page.evaluate(() => /** @type {any} */ (globalThis).book.saved);
/** @param {Page} page @returns {Promise<any[]>} */
const events = (page) => page.evaluate(() => /** @type {any} */ (globalThis).events);

test('an unknown contact is said to be none, with a way back and nothing to fill in', async () => {
  const page = await openForm({ id: '0999' });
  await page.getByRole('heading', { name: 'No such contact' }).waitFor();
  await page.getByRole('alert').getByText('There is no such contact.').waitFor();
  assert.equal(await page.getByRole('textbox').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
  await assertAccessible(page, 'an unknown contact');
  await page.getByRole('button', { name: 'Close contact' }).focus();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('There is no such contact.').waitFor();
  const closed = page.evaluate(
    () => new Promise((go) => document.addEventListener('kartei-closed', () => go(true))),
  );
  await page.getByRole('button', { name: 'Go to contacts' }).click();
  assert.equal(await closed, true);
  // The next one is shown as ever.
  await page.evaluate(() =>
    Object.assign(/** @type {any} */ (document.querySelector('kartei-form')), {
      contactId: '0190',
    }),
  );
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  await page.getByRole('button', { name: 'Save' }).waitFor();
});

test('a new contact, by keyboard', async () => {
  const page = await openForm();
  await assertAccessible(page, 'form, new');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('Carla');
  await page.keyboard.press('Tab');
  await page.keyboard.type('carla@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type('aus');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1 5340');
  await page.keyboard.press('Tab');
  await page.keyboard.type('client, friend,');
  await page.keyboard.press('Control+Enter');
  assert.deepEqual(await saved(page), [
    {
      source: 'manual',
      name: 'Carla',
      email: 'carla@example.org',
      country_code: '+43',
      phone: '1 5340',
      tags: ['client', 'friend'],
    },
  ]);
  assert.deepEqual(
    (await events(page)).map(([type]) => type),
    ['saved', 'closed'],
  );
});

test('it complains when a field is left, never while it is typed', async () => {
  const page = await openForm();
  const email = page.getByLabel('E-mail');
  await email.pressSequentially('carla');
  await page.waitForTimeout(400);
  assert.equal(await page.getByText('This e-mail has no @.').isVisible(), false);
  await page.keyboard.press('Tab');
  await page.getByText('This e-mail has no @.').waitFor();
  assert.equal(await email.getAttribute('aria-invalid'), 'true');
  const description = await email.evaluate((node) => {
    const id = node.getAttribute('aria-describedby') ?? '';
    const root = /** @type {ShadowRoot} */ (node.getRootNode());
    return root.getElementById(id)?.textContent;
  });
  assert.equal(description, 'This e-mail has no @.');
  await assertAccessible(page, 'form, a complaint');
  // Put right, it is quiet at once.
  await email.fill('carla@example.org');
  await page.getByText('This e-mail has no @.').waitFor({ state: 'hidden' });
  assert.equal(await email.getAttribute('aria-invalid'), null);
  assert.equal(await email.inputValue(), 'carla@example.org');
});

test('what cannot be saved is summed up, and nothing typed is lost', async () => {
  const page = await openForm();
  await page.getByLabel('E-mail').fill('carla');
  await page.getByLabel('Phone').fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  const alert = page.getByRole('alert');
  assert.match(await alert.innerText(), /2 entries/);
  await assertFocused(page.getByLabel('E-mail'));
  await assertAccessible(page, 'form, summary');
  await alert.getByRole('button', { name: /too short/ }).click();
  await assertFocused(page.getByLabel('Phone'));
  assert.equal(await page.getByLabel('Phone').inputValue(), '12');
  assert.deepEqual(await saved(page), []);
});

test('an empty contact says what it needs', async () => {
  const page = await openForm();
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await page.getByRole('alert').innerText(), /needs a name, an e-mail or a phone/);
});

test('only what was changed is saved, attributes and tags too', async () => {
  const page = await openForm({ id: '0190' });
  await page.getByLabel('Name', { exact: true }).fill('Anna B.');
  await page.getByRole('button', { name: 'Remove tag: client' }).click();
  await page.getByRole('textbox', { name: 'Company' }).fill('Other Ltd');
  await page.getByRole('button', { name: 'Add detail' }).click();
  await page.keyboard.type('Town');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Cork');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Anna B.' }).waitFor();
  assert.deepEqual(await saved(page), [
    {
      id: '0190',
      name: 'Anna B.',
      tags: [],
      attributes: { Company: 'Other Ltd', Town: 'Cork' },
      // Refused where somebody else has changed the contact since.
      expected_updated_at: '2026-01-31T12:00:00.000Z',
    },
  ]);
  // Control+S keeps the form open.
  assert.deepEqual(
    (await events(page)).map(([type]) => type),
    ['saved'],
  );
});

test('a detail of several lines has them, and keeps them where others are changed', async () => {
  const page = await openForm();
  await page.evaluate(() => {
    const { form, book } = /** @type {any} */ (globalThis);
    book.known.attributes = { Address: 'Main St 5\r\nCork', Company: 'Example Ltd' };
    form.contactId = '0190';
  });
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.waitFor();
  assert.equal(await address.inputValue(), 'Main St 5\nCork');
  await page.getByLabel('Name', { exact: true }).fill('Anna B.');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Anna B.' }).waitFor();
  await address.fill('Main St 6\nCork');
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => /** @type {any} */ (globalThis).book.saved.length === 2);
  assert.deepEqual(
    (await saved(page)).map(({ name, attributes }) => [name, attributes]),
    [
      ['Anna B.', undefined],
      [undefined, { Address: 'Main St 6\nCork' }],
    ],
  );
});

test('a detail without a label, or with one twice, is not saved until put right', async () => {
  const page = await openForm({ id: '0190' });
  const labels = page.getByRole('textbox', { name: 'Label' });
  const add = async (/** @type {string} */ label, /** @type {string} */ content) => {
    await page.getByRole('button', { name: 'Add detail' }).click();
    await page.keyboard.type(label);
    await page.keyboard.press('Tab');
    await page.keyboard.type(content);
  };
  const complaint = (/** @type {Locator} */ input) =>
    input.evaluate((node) => {
      const root = /** @type {ShadowRoot} */ (node.getRootNode());
      return root.getElementById(node.getAttribute('aria-describedby') ?? '')?.textContent;
    });
  await add('', 'Two');
  await add('', '');
  await add('Company', 'Three');
  assert.equal(await page.getByText('Another detail has').count(), 0);
  await page.keyboard.press('Control+Enter');
  await assertFocused(labels.nth(1));
  assert.equal(await complaint(labels.nth(1)), 'This detail needs a label.');
  assert.equal(await complaint(labels.nth(3)), 'Another detail has this label already.');
  assert.equal(await labels.nth(2).getAttribute('aria-invalid'), null);
  const summary = page.locator('.summary');
  await summary.getByText('Not saved yet, 2 entries need a change:').waitFor();
  assert.equal(await summary.getByRole('button').count(), 2);
  await assertAccessible(page, 'form, details without a label');
  await labels.nth(1).fill('Town');
  assert.equal(await labels.nth(1).getAttribute('aria-invalid'), null);
  await page.getByRole('button', { name: 'Save' }).click();
  await assertFocused(labels.nth(3));
  assert.deepEqual([await saved(page), await events(page)], [[], []]);
  await labels.nth(3).fill('Trade');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction('events.length > 0');
  const [{ attributes }] = await saved(page);
  assert.deepEqual(attributes, { Town: 'Two', Trade: 'Three' });
});

test('an international number fills the calling code, pasted or typed', async () => {
  const page = await openForm();
  const phone = page.getByLabel('Phone');
  await phone.evaluate((node) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', '+49 30 123456');
    node.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  const code = page.getByRole('combobox', { name: 'Calling code' });
  assert.deepEqual([await code.inputValue(), await phone.inputValue()], ['+49', '30 123456']);
  await code.fill('');
  await phone.fill('0043 1 5340');
  await page.keyboard.press('Tab');
  assert.deepEqual([await code.inputValue(), await phone.inputValue()], ['+43', '1 5340']);
});

test('the calling code is found by country, code or digits', async () => {
  const page = await openForm();
  const code = page.getByRole('combobox', { name: 'Calling code' });
  await code.pressSequentially('ger');
  const option = page.getByRole('option', { name: '+49 Germany' });
  assert.equal(await option.getAttribute('aria-selected'), 'true');
  assert.equal(await code.getAttribute('aria-expanded'), 'true');
  await assertAccessible(page, 'form, calling codes');
  await page.keyboard.press('Escape');
  assert.equal(await option.isVisible(), false);
  assert.deepEqual(await events(page), []);
  await code.fill('0043');
  await page.keyboard.press('Tab');
  assert.equal(await code.inputValue(), '+43');
});

test('what was probably meant is offered when a field is left, and taken by key', async () => {
  const page = await openForm();
  const email = page.getByLabel('E-mail');
  await email.fill('anna@gmial.com');
  const offer = page.getByText('Did you mean anna@gmail.com?');
  await page.waitForTimeout(300);
  assert.equal(await offer.isVisible(), false);
  await email.press('Tab');
  await offer.waitFor();
  await assertAccessible(page, 'form, an offer');
  await page.getByRole('button', { name: 'Use this' }).press('Enter');
  assert.equal(await email.inputValue(), 'anna@gmail.com');
  await assertFocused(email);
  await offer.waitFor({ state: 'hidden' });
});

test('a possible duplicate is named, and can be opened', async () => {
  const page = await openForm();
  await page.getByLabel('E-mail').fill('taken@example.org');
  await page.getByText('Bert Muster has this e-mail address, too.').waitFor();
  await assertAccessible(page, 'form, duplicate');
  await page.getByRole('button', { name: 'View' }).click();
  assert.deepEqual((await events(page)).at(-1), ['opened', { id: '0177' }]);
});

test('leaving keeps a draft, which comes back and can be discarded', async () => {
  const page = await openForm({ id: '0190' });
  await page.getByLabel('Name', { exact: true }).fill('Anna Neu');
  await page.keyboard.press('Escape');
  assert.deepEqual((await events(page)).at(-1)[0], 'closed');
  await page.evaluate(() => {
    const { form } = /** @type {any} */ (globalThis);
    form.contactId = null;
    form.contactId = '0190';
  });
  await page.getByText(/^Draft of/).waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Anna Neu');
  await assertAccessible(page, 'form, draft');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.waitForFunction(`form.root.querySelector('input').value === 'Anna Beispiel'`);
  await assertFocused(page.getByLabel('Name', { exact: true }));
  assert.equal(await page.getByText(/^Draft of/).isVisible(), false);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test('a draft is gone once it is saved', async () => {
  const page = await openForm();
  await page.getByLabel('Name', { exact: true }).fill('Dora');
  await page.getByLabel('E-mail').focus();
  assert.equal(await page.evaluate(() => localStorage.length), 1);
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction('events.length > 0');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test('a change from elsewhere is taken over, or told where something was typed', async () => {
  const page = await openForm({ id: '0190' });
  const change = (/** @type {string} */ name) =>
    page.evaluate((changed) => {
      const { book } = /** @type {any} */ (globalThis);
      Object.assign(book.known, {
        name: changed,
        updated_at: `2026-03-01T00:00:00.00${changed.length}Z`,
      });
      book.dispatchEvent(new Event('change'));
    }, name);
  await change('Anna 2');
  await page.getByRole('heading', { name: 'Anna 2' }).waitFor();
  await page.getByLabel('E-mail').fill('mine@example.org');
  await change('Anna 33');
  await page.getByText(/has changed in the meantime/).waitFor();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'mine@example.org');
  await page.getByRole('button', { name: 'Load the new state' }).press('Enter');
  await page.getByRole('heading', { name: 'Anna 33' }).waitFor();
  await assertFocused(page.getByLabel('Name', { exact: true }));
});

test('whoever has gone elsewhere while it is read again is left there', async () => {
  const page = await openForm({ id: '0190' });
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (globalThis);
    const get = book.get.bind(book);
    book.get = async (/** @type {string} */ id) => {
      await new Promise((release) => Object.assign(globalThis, { release }));
      return get(id);
    };
    const input = Object.assign(document.createElement('input'), { ariaLabel: 'Elsewhere' });
    document.querySelector('main')?.append(input);
  });
  await page.getByLabel('Name', { exact: true }).fill('Anna Neu');
  await page.getByRole('button', { name: 'Discard' }).press('Enter');
  await page.getByLabel('Elsewhere').focus();
  await page.evaluate('release()');
  await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  await assertFocused(page.getByLabel('Elsewhere'));
});

test('what is typed while a save is under way stays, and is not taken for saved', async () => {
  const page = await openForm({ id: '0190' });
  await holdSaves(page);
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('eins');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction('globalThis.release');
  await page.keyboard.type(' und zwei');
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.evaluate('release()');
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  await page.waitForFunction('events.length > 0');
  assert.equal(await name.inputValue(), 'eins und zwei');
  await assertFocused(name);
  assert.deepEqual(
    (await saved(page)).map((draft) => draft.name),
    ['eins'],
  );
  assert.deepEqual(
    (await events(page)).map(([type]) => type),
    ['saved'],
  );
  await page.getByRole('button', { name: 'Discard' }).waitFor();
});

/** Until `release()`, or `refuse(failure)`. @param {Page} page */
function holdSaves(page) {
  return page.evaluate(() => {
    const { book } = /** @type {any} */ (globalThis);
    const save = book.save.bind(book);
    book.save = async (/** @type {any} */ draft) => {
      await new Promise((release, refuse) => Object.assign(globalThis, { release, refuse }));
      return save(draft);
    };
  });
}

/** @param {Page} page @param {string | null} id */
const show = (page, id) =>
  page.evaluate((contactId) => {
    Object.assign(/** @type {any} */ (globalThis).form, { contactId });
  }, id);

/** The draft that is kept of a contact. @param {Page} page @param {string} id */
const draftOf = (page, id) =>
  page.evaluate((key) => {
    const text = localStorage.getItem(`kartei-draft:contacts:${key}`);
    return text && JSON.parse(text).values.name;
  }, id);

test('a save that is answered when another contact is open leaves that as it is', async () => {
  const page = await openForm({ id: '0190' });
  await holdSaves(page);
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Anna Neu');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await show(page, null);
  assert.equal(await draftOf(page, '0190'), 'Anna Neu');
  await name.fill('Berta');
  await page.getByLabel('E-mail').focus();
  await page.evaluate('release()');
  await page.waitForFunction('events.length > 0');
  const [[type, detail]] = await events(page);
  assert.deepEqual([type, detail.contact.name], ['saved', 'Anna Neu']);
  assert.deepEqual([await draftOf(page, '0190'), await draftOf(page, 'new')], [null, 'Berta']);
  assert.equal(await name.inputValue(), 'Berta');
  await page.getByRole('heading', { name: 'New contact' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction('release(), events.length === 3');
  assert.deepEqual((await saved(page)).at(-1), { source: 'manual', name: 'Berta' });
});

test('what is refused when another contact is open is said, and kept as a draft', async () => {
  const page = await openForm({ id: '0190' });
  await holdSaves(page);
  const name = page.getByLabel('Name', { exact: true });
  for (const code of ['contact_changed', 'storage_full']) {
    await show(page, '0190');
    await page.getByRole('heading', { name: 'Anna Beispiel' }).waitFor();
    await name.fill('Anna Neu');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction('globalThis.refuse');
    await show(page, null);
    await page.evaluate((why) => {
      const { refuse } = /** @type {any} */ (globalThis);
      refuse(Object.assign(new Error(why), { code: why, issues: [] }));
      Object.assign(globalThis, { refuse: null });
    }, code);
    await page.waitForFunction('events.length > 0');
    const told = await page.evaluate('[events[0][0], events[0][1].failure.code]');
    assert.deepEqual(told, ['refused', code]);
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.equal(await name.inputValue(), '');
    assert.equal(await draftOf(page, '0190'), 'Anna Neu');
    await page.evaluate('events.length = 0');
  }
});

test('whoever comes back while it is being saved makes no second contact', async () => {
  const page = await openForm();
  await holdSaves(page);
  await page.getByLabel('Name', { exact: true }).fill('Dora');
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await show(page, '0190');
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  await show(page, null);
  await page.getByRole('button', { name: 'Saving…' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.evaluate('release()');
  await page.getByRole('heading', { name: 'Dora' }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  assert.deepEqual(await saved(page), [{ source: 'manual', name: 'Dora' }]);
  assert.equal(await draftOf(page, 'new'), null);
});

test('deleting asks first', async () => {
  const page = await openForm({ id: '0190' });
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete contact?' });
  await assertAccessible(page, 'form, delete');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await assertFocused(page.getByRole('button', { name: 'Delete' }));
  assert.deepEqual(await saved(page), []);
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.waitForFunction('events.length === 2');
  assert.deepEqual((await events(page))[0], ['deleted', { count: 1, entry: 7 }]);
  assert.deepEqual(await saved(page), [{ remove: { ids: ['0190'] } }]);
});

test('a contact that is opened while another is being deleted stays open, as typed', async () => {
  const page = await openForm({ id: '0190' });
  await page.evaluate(() => {
    const { book } = /** @type {any} */ (globalThis);
    const remove = book.remove.bind(book);
    book.remove = async (/** @type {any} */ selection) => {
      await new Promise((release) => Object.assign(globalThis, { release }));
      return remove(selection);
    };
  });
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 contact' }).click();
  await page.waitForFunction('globalThis.release');
  await show(page, null);
  await page.getByLabel('Name', { exact: true }).fill('Berta');
  await page.evaluate('release()');
  await page.waitForFunction('events.length > 0');
  assert.deepEqual(await events(page), [['deleted', { count: 1, entry: 7 }]]);
  await page.evaluate('form.keepDraft()');
  assert.equal(await draftOf(page, 'new'), 'Berta');
});

test('changing the language keeps what was typed', async () => {
  const page = await openForm();
  await page.getByLabel('Name', { exact: true }).fill('Emil');
  await page.locator('kartei-form').evaluate((form) => form.setAttribute('lang', 'de'));
  await page.getByRole('heading', { name: 'Neuer Kontakt' }).waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Emil');
});

test('it fits a phone', async () => {
  const page = await openForm({ id: '0190', width: 320, height: 640, theme: 'dark' });
  await page.getByLabel('Name', { exact: true }).fill('Anna Neu');
  await assertAccessible(page, 'form, 320 px');
  assert.ok(!(await scrollsSideways(page)));
  for (const name of ['Discard', 'Save', 'Delete']) {
    const box = await page.getByRole('button', { name }).boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 320, name);
  }
});
