// The screen of the sync and its badge in every state, with a book of the test's own; sync.spec.js
// has the real one and a real server, sync-connect.spec.js the dialog that connects.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertBecomes,
  assertFocused,
  openWithSample,
  scrollsSideways,
  shownText,
} from './browser.js';
import { useSmallBook } from './small-book.js';
import { calls, connected, openSync, tell } from './sync-page.js';
import { connect, recordOf, serveContacts } from './small-server.js';

/** @import { Page } from 'playwright-core' */

const parked = [
  { at: 0, code: 'sync_refused', message: 'HTTP 400 {"email":["Enter a valid address."]}' },
  { at: 1, code: 'sync_clash', message: 'HTTP 409' },
  { at: 2, code: 'sync_forbidden', message: '', contact: { deleted_at: '2026-11-20T09:41:00Z' } },
];
const conflicts = [
  { at: 0, field: 'name', base: 'Anna Müller', mine: 'Anna Maria Müller', theirs: 'A. Müller' },
  { at: 0, field: 'tags', base: ['a'], mine: ['a', 'b'], theirs: null },
  { at: 3, field: 'last_contact_at', base: null, mine: 1764145260000, theirs: 1764231660000 },
  { at: 4, field: 'deleted_here', base: { name: 'Émile' }, mine: { name: 'Emil' }, theirs: null },
];
const inHalfAnHour = () => new Date(Date.now() + 1_800_000).toISOString();

/** What is shown for each: [the badge, the heading, a part of the reason]. */
const states = /** @type {Record<string, {sync: object, shows: [string, string, RegExp]}>} */ ({
  current: {
    sync: {},
    shows: ['Up to date', 'Everything is as on the server', /sent and fetched by themselves/],
  },
  fetched: {
    sync: { direction: 'pull', pending: 3 },
    shows: ['Up to date', 'Everything from the server is here', /changes made here stay here/],
  },
  sent: {
    sync: { direction: 'push' },
    shows: ['Up to date', 'Everything from here is on the server', /is not fetched/],
  },
  fetched_loss: {
    sync: { direction: 'pull', pending: 3, pause: 'mass_loss', lost: 900, linked: 1204 },
    shows: ['Stopped', 'Stopped: many contacts are missing on the server', /too, or kept\.$/],
  },
  pending: {
    sync: { pending: 3 },
    shows: ['3 pending', '3 changes are being sent', /3 changes are not on the server yet/],
  },
  first: {
    sync: { pull: { mode: 'walk', rows: 4200, is_complete: false, polled_at: null } },
    shows: ['First sync', 'The first sync is running', /4,200 records have been read/],
  },
  // Whoever only sends has to look first, too.
  first_push: {
    sync: {
      direction: 'push',
      pull: { mode: 'walk', rows: 4200, is_complete: false, polled_at: null },
    },
    shows: ['First sync', 'The first sync is running', /4,200 records have been read/],
  },
  waiting: {
    sync: { failures: 1, failure: 'HTTP 429 Slow down', waits_until: inHalfAnHour() },
    shows: ['Waiting', 'The server asks for patience', /until \d+:\d\d [AP]M\. Then it goes on/],
  },
  error: {
    sync: { failures: 3, failure: 'HTTP 500', waits_until: inHalfAnHour() },
    shows: ['Error', 'The server does not answer properly', /“HTTP 500”\. It is tried .* at \d/],
  },
  unreadable: {
    sync: { failures: 2, failure: 'answer_unreadable' },
    shows: ['Error', 'The server does not answer properly', /is not what the profile says/],
  },
  // The server has not done it.
  full: {
    sync: { failures: 3, failure: 'storage_full', waits_until: inHalfAnHour() },
    shows: ['Error', 'The sync cannot go on', /The storage is full/],
  },
  hook: {
    sync: { failures: 2, failure: 'hook_failed' },
    shows: ['Error', 'The sync cannot go on', /module that belongs to the profile/],
  },
  unreachable: {
    sync: { failures: 2, failure: 'unreachable', waits_until: inHalfAnHour(), pending: 2 },
    shows: ['Offline', 'The server cannot be reached', / at \d+:\d\d [AP]M, or now with “Sync/],
  },
  refused: {
    sync: { pause: 'refused', failure: 'HTTP 403 Ask the admin' },
    shows: ['Stopped', 'Stopped: the server refuses the request', /“HTTP 403 Ask the admin”/],
  },
  mass_loss: {
    sync: { pause: 'mass_loss', lost: 900, linked: 1204 },
    shows: ['Stopped', 'Stopped: many contacts are missing on the server', /Of 1,204 .* 900 are/],
  },
  auth_missing: {
    sync: { needs_credentials: true },
    shows: ['Sign in', 'Signing in is needed', /gone after a reload/],
  },
  auth_refused: {
    sync: { pause: 'auth', failure: 'HTTP 401' },
    shows: ['Sign in', 'Signing in is needed', /has refused the credentials/],
  },
  keyless: {
    sync: { pause: 'auth', failure: 'HTTP 401', auth: { kind: 'none' } },
    shows: ['Stopped', 'Stopped: the server wants credentials', /profile of this server has none/],
  },
  inbox: {
    sync: { conflicts: 4, parked: 3, pending: 3 },
    shows: ['4 conflicts', '4 conflicts wait for a decision', /both stay where they are/],
  },
  parked: {
    sync: { parked: 3 },
    shows: ['3 refused', 'The server does not take 3 contacts', /everything else is synced/],
  },
  // Where nothing is synced, it is not said of everything else.
  inbox_unreachable: {
    sync: { conflicts: 4, parked: 3, failures: 2, failure: 'unreachable' },
    shows: ['Offline', 'The server cannot be reached', /It is being tried again/],
  },
  parked_error: {
    sync: { parked: 3, failures: 3, failure: 'HTTP 500', waits_until: inHalfAnHour() },
    shows: ['Error', 'The server does not answer properly', /“HTTP 500”\. It is tried .* at \d/],
  },
  conflicts_waiting: {
    sync: { conflicts: 4, failures: 1, failure: 'HTTP 503', waits_until: inHalfAnHour() },
    shows: ['Waiting', 'The server asks for patience', /until \d+:\d\d [AP]M\. Then it goes on/],
  },
});

/** @param {Page} page */
const said = (page) => page.locator('kartei-toast [aria-live]').textContent();

for (const [name, { sync, shows }] of Object.entries(states)) {
  test(`${name}: the badge, the heading, the reason and the way out`, async () => {
    const page = await openSync({}, { sync: { ...connected, ...sync }, parked, conflicts });
    const [badge, heading, reason] = shows;
    const link = page.getByRole('link', { name: `Sync: ${badge}` });
    await link.waitFor();
    assert.equal(await link.getAttribute('aria-current'), 'page');
    assert.equal(await link.locator('svg').count(), 1);
    await page.getByRole('heading', { name: heading, exact: true, level: 3 }).waitFor();
    assert.match(await page.locator('.state-card p').innerText(), reason);
    await assertAccessible(page, name);
  });
}

for (const [locale, theme, width] of /** @type {const} */ ([
  ['de-DE', 'light', 400],
  ['de-DE', 'dark', 1280],
  ['en-GB', 'dark', 320],
])) {
  test(`all can read it: ${locale}, ${theme}, ${width} px`, async () => {
    const page = await openSync(
      { locale, theme, width },
      { sync: { ...connected, ...states.inbox.sync }, parked, conflicts },
    );
    await page.locator('.conflict').first().waitFor();
    await page.locator('summary[data-key=log]').click();
    for (const { sync } of Object.values(states)) {
      await tell(page, { ...connected, ...sync });
      await page.waitForTimeout(50);
      await assertAccessible(page, JSON.stringify(sync));
      assert.equal(await scrollsSideways(page), false);
      const shown = await shownText(page);
      assert.match(shown, /Django REST framework/);
      assert.doesNotMatch(shown, /\{\w+\}|undefined|NaN|sync\./);
    }
  });
}

test('without a backend there is no badge, and a way to connect one', async () => {
  const page = await openSync({}, {});
  await page.getByRole('heading', { name: 'No server connected' }).waitFor();
  assert.equal(await page.locator('.sync-badge').isVisible(), false);
  await page.getByText('Kept in this browser only').or(page.locator('.kept')).first().waitFor();
  await assertAccessible(page, 'not connected');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await assertFocused(page.getByRole('heading', { name: 'Sync', level: 2 }));
  assert.equal(await page.title(), 'Sync – Kartei');
  assert.match(page.url(), /#\/sync$/);
});

test('another state is said once and politely, another number is not', async () => {
  const page = await openSync({}, { sync: connected });
  await page.getByRole('link', { name: 'Sync: Up to date' }).waitFor();
  await tell(page, { pending: 3 });
  await page.getByRole('link', { name: 'Sync: 3 pending' }).waitFor();
  await tell(page, { pending: 0 });
  await page.getByRole('link', { name: 'Sync: Up to date' }).waitFor();
  // Nor is a failure that is tried again at once.
  await tell(page, { failures: 1, failure: 'HTTP 500' });
  await page.waitForTimeout(400);
  await page.getByRole('link', { name: 'Sync: Up to date' }).waitFor();
  assert.doesNotMatch((await said(page)) ?? '', /^Sync/);
  await tell(page, { failures: 2, failure: 'HTTP 500' });
  await page.waitForTimeout(400);
  assert.equal(await said(page), 'Sync: Error');
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Sync: Offline' }).waitFor();
  await page.getByText('This device has no connection').first().waitFor();
  // Once is enough.
  assert.equal(await page.locator('.app-bar .offline').isVisible(), false);
});

test('conflicts are decided by keyboard, and the focus moves on to the next', async () => {
  const sync = { ...connected, conflicts: 4 };
  const page = await openSync({}, { sync, conflicts });
  const items = page.locator('.conflict');
  await items.nth(3).waitFor();
  assert.deepEqual(
    await items.evaluateAll((all) => all.map((one) => one.tabIndex)),
    [0, -1, -1, -1],
  );
  assert.deepEqual(await items.nth(0).locator('.side').allInnerTexts(), [
    'Before\nAnna Müller',
    'Here\nAnna Maria Müller',
    'On the server\nA. Müller',
  ]);
  assert.match(
    await items.nth(3).innerText(),
    /You deleted this contact while somebody changed it/,
  );
  await items.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await assertFocused(items.nth(1));
  await page.keyboard.press('End');
  await assertFocused(items.nth(3));
  await page.keyboard.press('Home');
  await assertFocused(items.nth(0));

  await page.keyboard.press('2');
  await page.locator('.conflict').nth(2).waitFor();
  await page.getByText('Anna Maria Müller').waitFor({ state: 'detached' });
  await assertFocused(page.locator('.conflict').nth(0));
  assert.match(await page.locator('.conflict').nth(0).innerText(), /Tags/);
  await page.getByText('The server’s value taken').first().waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('1');
  await page.getByText('You deleted this contact').waitFor({ state: 'detached' });
  // What is deleted can be fetched back.
  await page.getByText('1 contact deleted').first().waitFor();
  // The last one is decided: the focus is on the one before it.
  await assertFocused(page.locator('.conflict').nth(1));
  await page.locator('.conflict').nth(1).getByRole('button', { name: 'Keep mine' }).click();
  await assertFocused(page.locator('.conflict').nth(0));
  await page.keyboard.press('1');
  await assertFocused(page.getByRole('heading', { name: 'Sync', level: 2 }));
  await page.getByRole('link', { name: 'Sync: Up to date' }).waitFor();
  const ids = await page.evaluate(async () => {
    const { rows } = await /** @type {any} */ (globalThis).book.search({});
    return rows.map((/** @type {any} */ { id }) => id);
  });
  // With what was seen: nobody decides about another value.
  const decided = (/** @type {number} */ at, /** @type {string} */ take) => {
    const { at: number, field, mine, theirs } = conflicts[at];
    return ['resolveConflict', { id: ids[number], field, take, mine, theirs }];
  };
  assert.deepEqual(await calls(page), [
    decided(0, 'theirs'),
    decided(3, 'mine'),
    decided(2, 'mine'),
    decided(1, 'mine'),
  ]);
});

test('single keys that are switched off decide nothing, and are not shown', async () => {
  const page = await openSync({}, {});
  await page.evaluate(() => localStorage.setItem('kartei:shortcuts', 'off'));
  await useSmallBook(page, { sync: { ...connected, conflicts: 4 }, conflicts });
  await page.locator('.conflict').first().focus();
  await page.keyboard.press('1');
  assert.deepEqual(await calls(page), []);
  assert.equal(await page.locator('.conflict kbd').count(), 0);
});

test('what the server does not take is edited or tried again', async () => {
  const page = await openSync({}, { sync: { ...connected, parked: 3 }, parked });
  const list = page.locator('.list-parked li');
  await list.nth(2).waitFor();
  await list.nth(0).getByText('The server has refused the contact.').waitFor();
  await list.nth(0).getByText('Enter a valid address').waitFor();
  // What is in the trash cannot be edited.
  assert.equal(await list.nth(2).getByRole('button', { name: /^Edit/ }).count(), 0);
  await page.getByRole('button', { name: 'Try again: Bert Muster' }).click();
  await page.getByRole('heading', { name: '2 contacts that the server does not take' }).waitFor();
  const [[name, ids]] = await calls(page);
  assert.deepEqual([name, ids.length], ['retryParked', 1]);
  await page.getByRole('button', { name: 'Edit: Anna Müller' }).click();
  await page.getByRole('heading', { name: 'Anna Müller', level: 2 }).waitFor();
  assert.match(page.url(), /#\/contacts\/[0-9a-f-]{36}$/);
});

test('one contact that the server does not take is spoken of as one', async () => {
  const page = await openSync(
    {},
    { sync: { ...connected, parked: 1 }, parked: parked.slice(0, 1) },
  );
  await page.getByRole('heading', { name: '1 contact that the server does not take' }).waitFor();
  await page.getByText('It is kept here. After an edit it is tried again.').waitFor();
});

test('a contact says that the server does not take it, or has other values', async () => {
  const sync = { ...connected, parked: 1, conflicts: 4 };
  const page = await openSync({}, { sync, parked: parked.slice(1, 2), conflicts });
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('gridcell', { name: 'Anna Müller', exact: true }).click();
  const note = page.locator('.sync-note');
  await note.getByText('there are different values: Name, Tags.').waitFor();
  await assertAccessible(page, 'a contact with conflicts');
  await page.getByRole('gridcell', { name: 'Bert Muster', exact: true }).click();
  await note.getByText('Another record on the server has the same value').waitFor();
  await note.getByText('The server says: “HTTP 409”.').waitFor();
  assert.equal(await note.getByRole('button').count(), 0);
  await page.getByRole('gridcell', { name: 'Carla Weiß', exact: true }).click();
  await note.waitFor({ state: 'hidden' });
  await page.getByRole('gridcell', { name: 'Dr. Deniz Öztürk', exact: true }).click();
  await note.getByRole('button', { name: 'Decide' }).click();
  // That is the third one, in the middle of what is seen.
  await assertFocused(page.locator('.conflict').nth(2));
  await page.keyboard.press('2');
  await page.waitForFunction(() => /** @type {any} */ (globalThis).book.calls.length);
  const [[, { id, field, take }]] = await calls(page);
  assert.deepEqual([field, take], ['last_contact_at', 'theirs']);
  assert.match(id, /3$/);
});

test('deciding at a contact leads to its conflict, on its page of the list', async () => {
  const many = Array.from({ length: 130 }, (_, at) => ({ ...conflicts[0], at }));
  const sync = { ...connected, conflicts: many.length };
  const page = await openSync({}, { sync, contacts: 130, conflicts: many });
  for (const at of [77, 3, 129]) {
    await page.evaluate((number) => {
      location.hash = `#/contacts/0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    }, at);
    await page.locator('.sync-note').getByRole('button', { name: 'Decide' }).click();
    const item = page.locator('.conflict').nth(at % 50);
    await assertFocused(item);
    const key = await item.getAttribute('data-key');
    assert.match(key ?? '', new RegExp(`0{2}${at}-name$`));
    await assertBecomes(
      () =>
        item.evaluate((node) => {
          const { top, bottom } = node.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }),
      true,
      'it is seen',
    );
  }
  // Whoever goes there otherwise begins at the top.
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await assertFocused(page.getByRole('heading', { name: 'Sync', level: 2 }));
});

test('too many are gone: both ways out, and deleting is asked once more', async () => {
  const sync = { ...connected, ...states.mass_loss.sync };
  const page = await openSync({}, { sync });
  await page.getByRole('button', { name: 'Delete 900 contacts here, too' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 900 contacts?' });
  await assertAccessible(page, 'deleting what is gone there');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.deepEqual(await calls(page), []);
  await page.getByRole('button', { name: 'Send 900 contacts again' }).click();
  await page.getByRole('button', { name: 'Delete 900 contacts here, too' }).click();
  await dialog.getByRole('button', { name: 'Delete 900 contacts here, too' }).click();
  await dialog.waitFor({ state: 'detached' });
  // The answer to the question is heard after its dialog has gone.
  await page.waitForFunction(() => /** @type {any} */ (globalThis).book.calls.length === 2);
  assert.deepEqual(await calls(page), [
    ['controlSync', 'send_lost'],
    ['controlSync', 'delete_lost'],
  ]);
});

test('the secret is asked for, handed over, and kept nowhere', async () => {
  const sync = { ...connected, needs_credentials: true, auth: { kind: 'basic' } };
  const page = await openSync({}, { sync });
  const field = page.getByLabel('Password');
  assert.equal(await field.getAttribute('autocomplete'), 'off');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Without it the server lets nobody in.').waitFor();
  await field.fill('s3cret');
  // News that come meanwhile take nothing away.
  await tell(page, { pending: 1 });
  await page.locator('.facts', { hasText: /Pending\s*1/ }).waitFor();
  assert.equal(await field.inputValue(), 's3cret');
  await assertFocused(field);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /** @type {any} */ (globalThis).book.calls.length);
  assert.deepEqual(await calls(page), [
    ['credentials', { account: connected.account, secret: 'anna@example.org:s3cret' }, 'basic'],
  ]);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.doesNotMatch(kept + page.url(), /s3cret/);
});

test('credentials that no profile would send are not asked for', async () => {
  const sync = { ...connected, ...states.keyless.sync };
  const page = await openSync({}, { sync });
  const state = page.locator('.state-card');
  await state.getByRole('button', { name: 'Try again' }).click();
  assert.equal(await page.getByLabel('Access token').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Sync now' }).count(), 0);
  await state.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: /^Disconnect from/ });
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('heading', { name: 'No server connected' }).waitFor();
  assert.deepEqual(await calls(page), [
    ['controlSync', 'resume'],
    ['disconnectBackend', undefined],
  ]);
});

test('disconnecting says what would be left undone', async () => {
  const page = await openSync({}, { sync: { ...connected, pending: 2, parked: 1 } });
  await page.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: /^Disconnect from/ });
  await dialog.getByText('3 changes from here will not arrive there.').waitFor();
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('heading', { name: 'No server connected' }).waitFor();
  await assertFocused(page.getByRole('heading', { name: 'Sync', level: 2 }));
  assert.equal(await page.locator('.sync-badge').isVisible(), false);
  assert.equal((await calls(page))[0][0], 'disconnectBackend');
});

test('where it is only fetched, nothing speaks of sending', async () => {
  const sync = { ...connected, direction: 'pull', pending: 3, conflicts: 1 };
  const gone = { at: 0, field: 'deleted_there', base: {}, mine: {}, theirs: null };
  const page = await openSync({}, { sync, conflicts: [gone] });
  await page.getByText('while you changed it here. It was kept here.').waitFor();
  await tell(page, { conflicts: 0 });
  await page.getByText('changes made here stay here').waitFor();
  assert.equal(await page.locator('.facts dt', { hasText: 'Pending' }).count(), 0);
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Sync: Offline' }).waitFor();
  assert.doesNotMatch(await page.locator('.state-card p').innerText(), /wait here|sent/);
  await page.context().setOffline(false);
  await tell(page, { pause: 'mass_loss', lost: 900 });
  await page.getByRole('button', { name: 'Keep 900 contacts here' }).click();
  assert.equal(await page.getByRole('button', { name: /again/ }).count(), 0);
  await tell(page, { pause: '' });
  await page.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: /^Disconnect from/ });
  assert.doesNotMatch(await dialog.innerText(), /arrive/);
  assert.deepEqual(await calls(page), [['controlSync', 'send_lost']]);
});

test('a book that only fetches keeps what is changed here, and says so', async () => {
  const page = await openWithSample();
  const server = await serveContacts(page, [recordOf(1, 'Sora Server')]);
  await connect(page, 'Fetch only');
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('gridcell', { name: 'Sora Server', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Sora Here');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('row', { name: 'Sora Here' }).waitFor();
  await page.getByRole('link', { name: 'Sync: Up to date' }).click();
  await page.getByText('changes made here stay here').waitFor();
  const { pending } = await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('kartei-dashboard')).book.syncStatus(),
  );
  assert.ok(pending > 0);
  assert.deepEqual(server.sent, []);
});

test('the log has times, paths and answers, and is reached by keyboard', async () => {
  const page = await openSync({}, { sync: connected });
  await page.getByText('The last 2 requests to the server').click();
  const table = page.getByRole('region', { name: 'Requests to the server' });
  assert.match(await table.innerText(), /GET\s+\/api\/contacts\/\s+200\s+83 ms/);
  assert.match(await table.innerText(), /POST\s+\/api\/contacts\/\s+none\s+4 ms/);
  await table.focus();
  await tell(page, { log: [{ ...connected.log[0], path: '/new' }] });
  await page.getByText('/new').waitFor();
  await assertFocused(table);
  await page.getByRole('button', { name: 'Compare everything' }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  assert.deepEqual(await calls(page), [
    ['controlSync', 'whole'],
    ['controlSync', 'now'],
  ]);
});
