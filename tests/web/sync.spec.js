// Flight mode, in real Chromium on the real module and a real server: what is done offline is on
// the server afterwards, once; what both sides have changed is decided by keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { FaultProxy } from '../backends/fault-proxy.js';
import { startServer } from '../backends/server.js';
import { serve } from '../../scripts/serve.mjs';
import { assertBecomes } from './browser.js';
import { ProfileBrowser, bookIsOpen, makeProfile, readContacts } from './profile-browser.js';

/** @import { Page } from 'playwright-core' */

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** The page and the server, in one origin. @type {FaultProxy} */
let proxy;
before(async () => {
  server = await startServer('json-server');
  proxy = await FaultProxy.start({ backend: server.origin });
});
after(async () => {
  await proxy?.stop();
  await server?.stop();
});

/** @returns {Promise<any[]>} what the server has */
const records = async () => (await fetch(`${server.url}/contacts`)).json();

/** @param {any[]} contacts  of the book or of the server */
const essence = (contacts) =>
  contacts
    .map(({ id, name, email, phone = '', country_code = '' }) => [
      id,
      name,
      email,
      phone,
      country_code,
    ])
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));

/**
 * Somebody else changes a record on the server.
 * @param {string} id
 * @param {object} changes
 */
async function changeThere(id, changes) {
  const answer = await fetch(`${server.url}/contacts/${id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...changes, updated_at: new Date().toISOString() }),
  });
  assert.equal(answer.status, 200);
}

/** @param {Page} page @param {string | RegExp} state @param {number} [timeout]  ms */
const badge = (page, state, timeout = 30_000) =>
  page.locator('.sync-badge', { hasText: state }).waitFor({ timeout });

/** @param {Page} page @param {string} [address] */
async function testServer(page, address = '/api') {
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await page.getByRole('button', { name: 'Server verbinden …' }).click();
  await page.getByLabel('Adresse (URL)').fill(address);
  await page.getByRole('button', { name: 'Verbindung prüfen' }).click();
}

/** @param {Page} page @param {string} [address] */
async function connect(page, address) {
  await testServer(page, address);
  await page.getByRole('dialog', { name: 'Das sagt die Prüfung' }).waitFor();
  await page.getByRole('button', { name: 'Verbinden', exact: true }).click();
  await badge(page, 'Aktuell');
}

/** @param {Page} page @param {string} csv */
async function importText(page, csv) {
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.keyboard.press('i');
  await page.getByText('Stattdessen Text einfügen').click();
  await page.getByLabel('CSV-Text').fill(csv);
  await page.getByRole('button', { name: 'Text verwenden' }).click();
  await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
  await page.getByRole('button', { name: /Kontakte importieren$/ }).click();
  await page.getByRole('button', { name: 'Zu den Kontakten' }).click();
}

/** @param {Page} page @param {string} before @param {string} name */
async function rename(page, before, name) {
  await page.getByRole('gridcell', { name: before, exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('gridcell', { name, exact: true }).waitFor();
}

/**
 * The network of the whole device: the page comes from its shell, the server is out of reach.
 * @param {ProfileBrowser} browser
 * @param {boolean} isOffline
 */
async function goOffline(browser, isOffline) {
  proxy.isOffline = isOffline;
  await browser.context.setOffline(isOffline);
}

/** A browser reports each request that found no network, whoever made it. @param {string} text */
const isNetwork = (text) => /^error: Failed to load resource: net::ERR_/.test(text);

test('what is done offline is there once, and conflicts are decided by keyboard', async () => {
  const profile = makeProfile();
  let browser = await ProfileBrowser.open(profile.folder);
  try {
    let page = await browser.openTab(proxy.url);
    await bookIsOpen(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await importText(page, 'Name;E-Mail\nAnna Alt;anna@example.org\nBert;bert@example.org\n');
    await connect(page);
    assert.deepEqual(essence(await records()), essence(await readContacts(page)));
    browser.assertQuiet();

    // In the aeroplane.
    await goOffline(browser, true);
    await badge(page, 'Offline');
    const known = proxy.log.length;
    await importText(
      page,
      'Name;E-Mail;Telefon;Vorwahl\nCarla;carla@example.org;30 123456;+49\n' +
        'Deniz;deniz@example.org;;\nEmil;emil@example.org;;\n',
    );
    await rename(page, 'Anna Alt', 'Anna Neu');
    await rename(page, 'Carla', 'Carla Zwei');
    await page.getByRole('checkbox', { name: 'Bert auswählen' }).click();
    await page.getByRole('checkbox', { name: 'Emil auswählen' }).click();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: '2 Kontakte löschen' }).click();
    await page.getByText('2 Kontakte gelöscht').first().waitFor();
    await rename(page, 'Deniz', 'Deniz falsch');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.getByRole('gridcell', { name: 'Deniz', exact: true }).waitFor();
    const here = essence(await readContacts(page));
    assert.deepEqual(
      here.map(([, name]) => name),
      ['Anna Neu', 'Carla Zwei', 'Deniz'],
    );
    assert.deepEqual(
      browser.problems.filter((text) => !isNetwork(text)),
      [],
    );
    await browser.close();

    browser = await ProfileBrowser.open(profile.folder);
    await goOffline(browser, true);
    page = await browser.openTab(`${proxy.url}#/sync`);
    await bookIsOpen(page);
    assert.deepEqual(essence(await readContacts(page)), here);
    await badge(page, 'Offline');
    await page.getByText(/\d Änderungen warten hier und werden von selbst gesendet/).waitFor();
    assert.equal((await records()).length, 2);

    // Landed.
    await goOffline(browser, false);
    // Somebody was made and deleted here, and tried to be sent in between: after a request's 30 s
    // it is looked once more whether that has arrived.
    await badge(page, 'Aktuell', 60_000);
    assert.deepEqual(essence(await records()), here);
    const created = proxy.log
      .slice(known)
      .filter(({ method, served }) => method === 'POST' && served.length);
    assert.equal(created.length, 2);

    // Others and this device change the same, and do not know of each other.
    proxy.isOffline = true;
    const [anna, carla] = here;
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await rename(page, 'Anna Neu', 'Anna von hier');
    await rename(page, 'Carla Zwei', 'Carla von hier');
    await page.keyboard.press('Escape');
    await changeThere(anna[0], { name: 'Anna von dort' });
    await changeThere(carla[0], { name: 'Carla von dort' });
    proxy.isOffline = false;
    await page.keyboard.press('g');
    await page.keyboard.press('y');
    await page.getByRole('button', { name: 'Jetzt abgleichen' }).press('Enter');
    await badge(page, '2 Konflikte');
    // Nothing was overwritten, here or there.
    assert.deepEqual(
      new Set((await readContacts(page)).map(({ name }) => name)),
      new Set(['Anna von hier', 'Carla von hier', 'Deniz']),
    );
    assert.deepEqual(
      new Set((await records()).map(({ name }) => name)),
      new Set(['Anna von dort', 'Carla von dort', 'Deniz']),
    );

    const conflict = (/** @type {string} */ name) =>
      page.locator('.conflict').filter({ hasText: name });
    await conflict('Anna von dort').waitFor();
    await conflict('Carla von dort').waitFor();
    await page.locator('.conflict').first().focus();
    const isAnna = await conflict('Anna von dort').evaluate((one) => one.matches(':focus'));
    if (!isAnna) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('1');
    await conflict('Anna von dort').waitFor({ state: 'detached' });
    await page.locator('.conflict:focus').waitFor();
    await page.keyboard.press('2');
    await conflict('Carla von dort').waitFor({ state: 'detached' });
    await badge(page, 'Aktuell');
    const end = essence(await readContacts(page));
    assert.deepEqual(
      end.map(([, name]) => name),
      ['Anna von hier', 'Carla von dort', 'Deniz'],
    );
    assert.deepEqual(essence(await records()), end);
    assert.deepEqual(
      browser.problems.filter((text) => !isNetwork(text)),
      [],
    );
  } finally {
    proxy.heal();
    await browser.close().catch(() => {});
    profile.remove();
  }
});

test('a secret is asked for again, is refused, and is forgotten with its server', async () => {
  const shipped = new URL('../../web/profiles/json-server.json', import.meta.url);
  const auth = { kind: 'header', name: 'Authorization', value: 'Token {secret}' };
  const own = JSON.stringify({ ...JSON.parse(readFileSync(shipped, 'utf8')), auth });
  const profile = makeProfile();
  const browser = await ProfileBrowser.open(profile.folder);
  /** @type {Set<string>} */
  const sent = new Set();
  browser.context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) sent.add(request.headers().authorization ?? '');
  });
  const isSent = (/** @type {string} */ value) => assertBecomes(() => sent.has(value), true, value);
  /** @param {Page} page @param {string} secret */
  const connectAs = async (page, secret) => {
    await page.getByRole('button', { name: 'Server verbinden …' }).click();
    await page.getByLabel('Art des Servers').selectOption('Eigenes Profil (JSON)');
    await page.getByLabel('Profil', { exact: true }).fill(own);
    await page.getByLabel('Adresse (URL)').fill('/api');
    await page.getByLabel('Konto').fill('anna');
    await page.getByLabel('Zugangsschlüssel (Token)').fill(secret);
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click();
    await page.getByRole('button', { name: 'Verbinden', exact: true }).click();
    await badge(page, 'Aktuell');
  };
  /** @param {Page} page @param {string} secret */
  const signIn = async (page, secret) => {
    await page.getByLabel('Zugangsschlüssel (Token)').fill(secret);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await badge(page, 'Aktuell');
  };
  try {
    const page = await browser.openTab(`${proxy.url}#/sync`);
    await bookIsOpen(page);
    await connectAs(page, 'first');
    assert.deepEqual([...sent], ['Token first']);

    await page.reload();
    await page.getByText('nach dem Neuladen fort').waitFor();
    await badge(page, 'Anmelden');
    await signIn(page, 'second');
    await isSent('Token second');

    proxy.inject({ kind: 'signed-out' });
    await page.getByRole('button', { name: 'Jetzt abgleichen' }).click();
    await page.getByText('Der Server hat die Zugangsdaten abgelehnt').waitFor();
    proxy.heal();
    await signIn(page, 'third');
    await isSent('Token third');

    // What one tab does, the others show; and what was told is forgotten with the server.
    const other = await browser.context.newPage();
    await other.goto(`${proxy.url}#/sync`);
    await badge(other, 'Aktuell');
    await other.getByRole('button', { name: 'Verbindung trennen' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Verbindung trennen' }).click();
    await page.getByRole('heading', { name: 'Kein Server verbunden' }).waitFor();
    assert.equal(await page.locator('.sync-badge').isVisible(), false);
    sent.clear();
    await connectAs(page, 'fourth');
    assert.deepEqual([...sent], ['Token fourth']);
    const isRefusal = (/** @type {string} */ text) => /status of 401/.test(text);
    assert.deepEqual(
      browser.problems.filter((text) => !isRefusal(text)),
      [],
    );
  } finally {
    proxy.heal();
    await browser.close().catch(() => {});
    profile.remove();
  }
});

test('a server of another origin is synced with where the policy names it', async () => {
  const site = await serve({ port: 0, connects: [server.origin] });
  const strict = await serve({ port: 0 });
  const profile = makeProfile();
  const browser = await ProfileBrowser.open(profile.folder);
  try {
    const page = await browser.openTab(site.url);
    await bookIsOpen(page);
    await connect(page, server.url);
    await importText(
      page,
      'Name,E-Mail\nOlga Other,olga@other.example\nOtto Other,otto@other.example\n',
    );
    await badge(page, 'Aktuell');
    const arrived = (await records()).find(({ email }) => email === 'olga@other.example');
    await changeThere(arrived.id, { name: 'Olga Origin' });
    await page.keyboard.press('g');
    await page.keyboard.press('y');
    await page.getByRole('button', { name: 'Jetzt abgleichen' }).click();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('gridcell', { name: 'Olga Origin', exact: true }).waitFor();
    assert.deepEqual(browser.problems, []);

    const other = await browser.context.newPage();
    await other.goto(strict.url);
    await bookIsOpen(other);
    await testServer(other, server.url);
    await other.getByText(/^Der Server ist nicht zu erreichen\. .*connect-src.*CORS/).waitFor();
    const isRefusal = (/** @type {string} */ text) => /Content Security Policy/.test(text);
    assert.deepEqual(
      browser.problems.filter((text) => !isRefusal(text)),
      [],
    );
  } finally {
    await browser.close().catch(() => {});
    profile.remove();
    await site.close();
    await strict.close();
  }
});
