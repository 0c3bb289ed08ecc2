// The dialog that connects a backend, with a book of the test's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFocused, openPage, takeComplaints } from './browser.js';
import { calls, openSync } from './sync-page.js';

/** @import { Route } from 'playwright-core' */

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
  await report.getByText('Tested: https://crm.example.org/api').waitFor();
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

test('what is being tested cannot be changed, and can be cancelled', async () => {
  const page = await openSync({}, { probe, isProbeSlow: true });
  const finish = () => page.evaluate(() => /** @type {any} */ (globalThis).book.finishProbe());
  const begin = async () => {
    await page.getByRole('button', { name: 'Connect a server…' }).click();
    await page.getByLabel('Address (URL)').fill('/api');
    await page.keyboard.press('Enter');
    await page.getByText('Testing the server…').waitFor();
  };
  await begin();
  const dialog = page.getByRole('dialog');
  const test = dialog.getByRole('button', { name: 'Test the connection' });
  await assertFocused(test);
  assert.equal(await test.getAttribute('aria-disabled'), 'true');
  await assertAccessible(page, 'connect: being tested');
  await page.keyboard.press('Enter');
  // Neither with keys nor with a pointer.
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('x');
  }
  const box = await dialog.locator('.connect-body input').first().boundingBox();
  await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 10);
  await page.keyboard.type('other');
  assert.equal(await dialog.locator('.connect-body input').first().inputValue(), '/api');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await finish();

  await begin();
  await finish();
  await page.getByText(/^Tested: http:\/\/127\.0\.0\.1:\d+\/api$/).waitFor();
  await page.getByRole('radio', { name: 'Fetch only' }).check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(
    (await calls(page)).map((/** @type {any[]} */ [name]) => name),
    ['probed', 'probed', 'connected'],
  );
});

test('where the test is refused, what was typed can be changed again', async () => {
  const page = await openSync({}, { probeFailure: { code: 'internal' } });
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  await page.getByLabel('Address (URL)').fill('/api');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').locator('.notice').waitFor();
  await assertFocused(page.getByLabel('Address (URL)'));
  await page.keyboard.type('/v1');
  assert.equal(await page.getByLabel('Address (URL)').inputValue(), '/api/v1');
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
      (text) => !/ERR_INTERNET_DISCONNECTED|404|wasm|WebAssembly|ArrayBuffer/.test(text),
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

test('an answer that is a page of HTML is said to be one that nobody can read', async () => {
  const checks = [{ check: 'shape', result: 'failed', detail: 'answer_unreadable' }];
  const page = await openSync({}, { probe: { ...probe, checks } });
  await page.getByRole('button', { name: 'Connect a server…' }).click();
  await page.getByLabel('Address (URL)').fill('/api');
  await page.keyboard.press('Enter');
  await page.getByText('The server’s answer is not what the profile says.').waitFor();
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

for (const [field, shown] of [
  ['/list/path', '"path": 1'],
  ['/update/send', '"send": 2'],
  ['/name', '"name": 3'],
  ['/errors/1/is', '"is": 4'],
  // What is missing there is not taken for what has its name elsewhere.
  ['/delete/path', '"delete": {'],
]) {
  test(`one’s own profile: ${field} is marked, and nothing else of that name`, async () => {
    const probeFailure = { code: 'profile_invalid', field, message: 'is wrong' };
    const page = await openSync({}, { probeFailure });
    await page.getByRole('button', { name: 'Connect a server…' }).click();
    await page.getByLabel('Kind of server').selectOption('A profile of my own (JSON)');
    const text = page.getByLabel('Profile', { exact: true });
    await text.fill(
      '{"profile": 1, "base": "https://a.example", "record": {"fields": {"name": "name"}}, ' +
        '"list": {"page": {"param": "path", "path": 0}, "path": 1}, "name": 3, ' +
        '"errors": [{"when": {}, "is": 5}, {"when": {"is": 6}, "is": 4}], ' +
        '"update": {"send": 2, "path": 7}, "delete": {"gone": [404]}, "bulk": {"path": 8}}',
    );
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText(`${field} of the profile is not right`).waitFor();
    assert.equal(
      await text.evaluate((/** @type {any} */ { value, selectionStart, selectionEnd }) =>
        value.slice(selectionStart, selectionEnd + 3),
      ),
      shown,
    );
  });
}

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
