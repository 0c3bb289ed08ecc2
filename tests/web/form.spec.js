// <kartei-form>: entering, checking, saving, leaving.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  openWithSample,
  scrollsSideways,
} from './browser.js';
import { events, hold, openForm, saved } from './form-page.js';

/** @import { Locator, Page } from 'playwright-core' */

test('an unknown contact is said to be none, with a way back and nothing to fill in', async () => {
  const page = await openForm({ id: '0999' });
  await page.getByRole('alert').getByText('There is no such contact.').waitFor();
  assert.equal(await page.getByText('no such contact').count(), 1, 'said once');
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

test('keys of an input method neither leave the form nor add a tag', async () => {
  const page = await openForm({ id: '0190' });
  const tags = page.getByRole('textbox', { name: 'Tags' });
  const press = (/** @type {string} */ key, /** @type {boolean} */ isComposing) =>
    tags.evaluate(
      (input, init) => {
        const options = { ...init, bubbles: true, composed: true, cancelable: true };
        input.dispatchEvent(new KeyboardEvent('keydown', options));
      },
      { key, isComposing },
    );
  await tags.fill('たぐ');
  await press('Enter', true);
  await press('Escape', true);
  assert.equal(await tags.inputValue(), 'たぐ');
  assert.deepEqual(await events(page), []);
  await press('Enter', false);
  assert.equal(await tags.inputValue(), '');
  await press('Escape', false);
  assert.deepEqual(await events(page), [['closed', null]]);
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

test('half a date is not taken for none, and stays with its contact', async () => {
  const page = await openForm({ id: '0190' });
  const date = page.getByLabel('Last contact');
  const typeDay = async () => {
    await date.focus();
    await page.keyboard.type('12');
  };
  await typeDay();
  await page.keyboard.press('Control+s');
  await page.getByText('One entry needs a change').waitFor();
  await assertFocused(date);
  assert.deepEqual(await page.evaluate('book.saved'), []);
  // Nor is it said of a date that was there.
  await date.fill('2026-01-05');
  await typeDay();
  await page.keyboard.press('Delete');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.locator('.field-error:visible').waitFor();
  await page.keyboard.press('Control+Enter');
  assert.deepEqual(await page.evaluate('book.saved'), []);
  // A year of two digits is none.
  await date.fill('0026-01-05');
  await page.keyboard.press('Control+Enter');
  await page.locator('.field-error:visible').waitFor();
  assert.deepEqual(await page.evaluate('book.saved'), []);
  await page.evaluate('void (form.contactId = null)');
  await page.getByRole('heading', { name: 'New contact' }).waitFor();
  assert.equal(await date.evaluate((input) => input.matches(':valid')), true);
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
  const page = await openForm({ id: '0190', width: 430 });
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
  // Both ways on stand side by side.
  const ways = page.locator('.notice').getByRole('button');
  const tops = ways.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.equal(new Set(await tops).size, 1);
  assert.equal(await ways.count(), 2);
  await page.getByRole('button', { name: 'Load the new state' }).press('Enter');
  await page.getByRole('heading', { name: 'Anna 33' }).waitFor();
  await assertFocused(page.getByLabel('Name', { exact: true }));
});

test('whoever has gone elsewhere while it is read again is left there', async () => {
  const page = await openForm({ id: '0190' });
  await hold(page, 'get');
  await page.evaluate(() => {
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

test('text is dragged from field to field, and opens nothing in place of the page', async () => {
  const page = await openWithSample();
  await page.getByRole('row', { name: 'Anna Beispiel' }).click();
  const [name, email] = [page.getByLabel('Name', { exact: true }), page.getByLabel('E-mail')];
  await email.fill('');
  await name.selectText();
  await name.dragTo(email, { sourcePosition: { x: 20, y: 10 } });
  await assertBecomes(() => email.inputValue(), 'Anna Beispiel', 'dropped');
  // A link that is dropped beside it.
  const isKept = await page.locator('kartei-dashboard').evaluate((dashboard) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/uri-list', 'https://example.org/');
    const init = { dataTransfer, bubbles: true, cancelable: true, composed: true };
    return !dashboard.dispatchEvent(new DragEvent('drop', init));
  });
  assert.ok(isKept);
});
