// The screen of the sync, its badge and the dialog that connects, in every state, with a book of
// the test's own; sync.spec.js has the real one and a real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertAccessible,
  assertFocused,
  openPage,
  openWithSample,
  scrollsSideways,
  takeComplaints,
} from './browser.js';
import { useSmallBook } from './small-book.js';
import { connect, recordOf, serveContacts } from './small-server.js';

/** @import { Page, Route } from 'playwright-core' */
/** @import { PageOptions } from './browser.js' */

const connected = {
  is_connected: true,
  name: 'Django REST framework',
  base: 'https://crm.example.org/api',
  account: 'anna@example.org',
  direction: 'both',
  auth: { kind: 'header' },
  is_working: false,
  pause: '',
  failure: '',
  failures: 0,
  waits_until: null,
  last_answer_at: '2026-11-26T09:41:00.000Z',
  pending: 0,
  parked: 0,
  conflicts: 0,
  linked: 1204,
  lost: 0,
  pull: { mode: 'idle', rows: 0, is_complete: true, polled_at: '2026-11-26T09:41:00.000Z' },
  log: [
    { at: '2026-11-26T09:41:00Z', took_ms: 83, method: 'GET', path: '/api/contacts/', status: 200 },
    { at: '2026-11-26T09:40:00Z', took_ms: 4, method: 'POST', path: '/api/contacts/', status: 0 },
  ],
};
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
  waiting: {
    sync: { failures: 1, failure: 'HTTP 429 Slow down', waits_until: inHalfAnHour() },
    shows: ['Waiting', 'The server asks for patience', /until \d+:\d\d [AP]M\. Then it goes on/],
  },
  error: {
    sync: { failures: 3, failure: 'HTTP 500', waits_until: inHalfAnHour() },
    shows: ['Error', 'The server does not answer properly', /“HTTP 500”\. It is tried .* at \d/],
  },
  unreachable: {
    sync: { failures: 2, failure: 'unreachable', waits_until: inHalfAnHour(), pending: 2 },
    shows: ['Offline', 'The server cannot be reached', / at \d+:\d\d [AP]M, or now with “Sync/],
  },
  refused: {
    sync: { pause: 'refused', failure: 'HTTP 403 Ask the admin' },
    shows: ['Stopped', 'Stopped: the server refuses to be read', /“HTTP 403 Ask the admin”/],
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
});

/**
 * The dashboard at its sync screen.
 * @param {PageOptions} options
 * @param {Record<string, unknown>} book
 */
async function openSync(options, book) {
  const page = await openPage({ path: 'blank.html#/sync', ...options });
  await page.evaluate((locale) => {
    document.documentElement.lang = locale.slice(0, 2);
    const dashboard = document.createElement('kartei-dashboard');
    dashboard.setAttribute('standalone', '');
    document.body.replaceChildren(dashboard);
  }, options.locale ?? 'en-US');
  await useSmallBook(page, { contacts: 5, ...book });
  await page.locator('kartei-sync h2').waitFor();
  return page;
}

/** @param {Page} page */
const calls = (page) => page.evaluate(() => /** @type {any} */ (globalThis).book.calls);

/** @param {Page} page @param {object} status */
const tell = (page, status) =>
  page.evaluate((said) => /** @type {any} */ (globalThis).book.tell(said), status);

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
      const shown = await page.locator('kartei-dashboard').innerText();
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
  await page.getByRole('gridcell', { name: 'Anna Müller', exact: true }).click();
  await note.getByRole('button', { name: 'Decide' }).click();
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

const probe = {
  checks: [
    { check: 'auth', result: 'ok', detail: '' },
    { check: 'pages', result: 'ok', detail: '' },
    { check: 'cors', result: 'skipped', detail: '' },
    { check: 'precondition', result: 'warning', detail: 'last_write_wins' },
  ],
  records: 1000,
  is_whole: false,
  has_delta: true,
  matching: 3,
  here: 5,
};

test('a backend is tested, and connected once its numbers were seen', async () => {
  const page = await openSync({}, { probe });
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a server' });
  await assertFocused(dialog.getByLabel('Kind of server'));
  await dialog.getByRole('button', { name: 'Test the connection' }).click();
  await dialog.getByText('Where is the server?').waitFor();
  await dialog.getByLabel('Kind of server').selectOption('Django REST framework');
  await dialog.getByLabel('Address (URL)').fill('https://crm.example.org/api');
  await dialog.getByText('https://crm.example.org is another address').waitFor();
  await dialog.getByLabel('Account').fill('anna');
  await dialog.getByLabel('Access token').fill('t0ken');
  await assertAccessible(page, 'connect: which one');
  await page.keyboard.press('Enter');
  const report = page.getByRole('dialog', { name: 'What the test says' });
  await assertFocused(report.getByRole('heading'));
  await report.getByText('Guard against overwriting: Caution').waitFor();
  await report.getByText('what somebody changes in the same moment can be lost').waitFor();
  await report.getByText('2 checks in order').click();
  await report.getByText('Permission for the browser: Not tested').waitFor();
  assert.match(await report.locator('.numbers').innerText(), /at least 1,000[^]*5[^]*3/);
  await report
    .getByText('To here: at least 997. To the server: 2. Joined field by field: 3.')
    .waitFor();
  await assertAccessible(page, 'connect: what would happen');
  await report.getByRole('radio', { name: 'Fetch only' }).check();
  await report.getByRole('button', { name: 'Connect' }).click();
  await report.waitFor({ state: 'detached' });
  await page.getByText('https://crm.example.org/api').waitFor();
  assert.deepEqual(await calls(page), [
    ['probed', 'Django REST framework', 'https://crm.example.org/api'],
    [
      'connected',
      {
        base: 'https://crm.example.org/api',
        account: 'anna',
        direction: 'pull',
        has_delta: true,
        probe,
        name: 'Django REST framework',
        asks: true,
      },
    ],
  ]);
});

test('what is no address is refused as such', async () => {
  const page = await openSync({}, { probe });
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  for (const text of [
    'not a url',
    'crm.example.org/api',
    'ftp://crm.example.org',
    'https://a:99999',
  ]) {
    await page.getByLabel('Address (URL)').fill(text);
    await page.keyboard.press('Enter');
    await page.getByText('This is not a whole address such as').waitFor();
    await assertFocused(page.getByLabel('Address (URL)'));
  }
  assert.deepEqual(await calls(page), []);
});

for (const [name, lose] of /** @type {[string, (route: Route) => Promise<void>][]} */ ([
  ['offline', (route) => route.abort('internetdisconnected')],
  ['with a server that has lost it', (route) => route.fulfill({ status: 404, body: '' })],
])) {
  test(`${name}, with nothing of sync loaded yet, the test of a backend says so`, async () => {
    const page = await openPage({ path: '#/sync' });
    await page.getByRole('button', { name: 'Connect a server…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect a server' });
    await dialog.getByLabel('Address (URL)').fill('/api');
    // The rest of the page is in its shell; this is fetched when it is first needed.
    await page.context().route('**/kartei-sync.wasm', lose);
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('This device is offline').waitFor();
    // The browser says what it did not get.
    const said = takeComplaints().filter(
      (text) => !/ERR_INTERNET_DISCONNECTED|kartei.mjs|404/.test(text),
    );
    assert.deepEqual(said, []);
    // The book is open as before.
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Contacts', exact: true }).click();
    await page.getByRole('heading', { name: 'Your contact book is empty' }).waitFor();
  });
}

test('what fails its test is not connected; back again, what was typed is there', async () => {
  const checks = [{ check: 'shape', result: 'failed', detail: 'unreachable' }];
  const page = await openSync({}, { probe: { ...probe, checks } });
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  await page.getByLabel('Address (URL)').fill('/api');
  await page.keyboard.press('Enter');
  await page.getByText('Records: Failed').waitFor();
  await page.getByText('The server cannot be reached.').waitFor();
  await page.getByText('One check has failed').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Connect', exact: true }).count(), 0);
  await assertAccessible(page, 'connect: failed');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  assert.equal(await page.getByLabel('Address (URL)').inputValue(), '/api');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.match((await calls(page))[0][2], /^http:\/\/127\.0\.0\.1:\d+\/api$/);
});

test('one’s own profile: what is wrong is said at the text, with its place', async () => {
  const probeFailure = { code: 'profile_invalid', field: '/list/page/kind', message: 'is missing' };
  const page = await openSync({}, { probeFailure });
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  await page.getByLabel('Kind of server').selectOption('A profile of my own (JSON)');
  const text = page.getByLabel('Profile', { exact: true });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('Paste the profile here.').waitFor();
  await text.fill('{"profile": 1,');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('This is not JSON').waitFor();
  // No profile either, and nothing is wrong with the connection.
  await text.fill('null');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('Paste the profile here.').waitFor();
  await assertFocused(text);
  await text.fill('{"profile": 1, "base": "https://a.example", "list": {"page": {"kind": 1}}}');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('/list/page/kind of the profile is not right: is missing').waitFor();
  await assertFocused(text);
  assert.equal(
    await text.evaluate((/** @type {any} */ { value, selectionStart, selectionEnd }) =>
      value.slice(selectionStart, selectionEnd),
    ),
    '"kind"',
  );
  await assertAccessible(page, 'connect: a profile that is wrong');
});

test('the settings lead to connecting, and to the sync', async () => {
  const page = await openSync({}, { probe });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('nothing leaves this browser').waitFor();
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  await page.getByLabel('Address (URL)').fill('/api');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await assertFocused(page.getByRole('heading', { name: 'Sync', level: 2 }));
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Connected to json-server').waitFor();
  await page.getByRole('button', { name: 'Go to sync' }).click();
  await assertFocused(page.getByRole('heading', { name: 'Sync', level: 2 }));
});
