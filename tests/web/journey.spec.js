// The whole way, as a person goes it, in real Chromium on the real module and real OPFS.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { ProfileBrowser, bookIsOpen, makeProfile, readContacts, tabTo } from './profile-browser.js';
import { makeContacts } from './contacts-file.js';

const folder = mkdtempSync(join(tmpdir(), 'kartei-files-'));
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  server = await serve({ port: 0 });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/**
 * @param {(browser: ProfileBrowser, profile: string) => Promise<void>} run
 * @param {Parameters<typeof ProfileBrowser.open>[1]} [options]
 */
async function inBrowser(run, options) {
  const profile = makeProfile();
  const browser = await ProfileBrowser.open(profile.folder, options);
  try {
    await run(browser, profile.folder);
    browser.assertQuiet();
  } finally {
    await browser.close().catch(() => {});
    profile.remove();
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function writeFile(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('what the book has become since the review is shown before it is written over', async () => {
  const file = writeFile('two.csv', 'name,email\nAnna Datei,anna@x.de\nBert,bert@x.de\n');
  await inBrowser(async (browser) => {
    const page = await browser.openTab(server.url);
    await bookIsOpen(page);
    const save = (/** @type {object} */ draft) =>
      page.evaluate(
        (draft) => /** @type {any} */ (document.querySelector('kartei-dashboard')).book.save(draft),
        draft,
      );
    const { id } = await save({ name: 'Anna', email: 'anna@x.de' });
    await page.goto(`${server.url}#/import`);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
    await page.getByRole('radio', { name: /^Aktualisieren/ }).check();
    await save({ id, name: 'Anna Neu', email: 'anna@x.de' });
    await save({ name: 'Bert', email: 'bert@x.de' });
    await page.getByRole('button', { name: '2 Zeilen importieren' }).click();
    await page
      .getByText(/Das Buch hat sich geändert/)
      .first()
      .waitFor();
    // Both are updates by now, and that is what is shown.
    await page.getByText('2 aktualisiert').first().waitFor();
    const names = (await readContacts(page)).map(({ name }) => name);
    assert.deepEqual(names.sort(), ['Anna Neu', 'Bert']);
    await page.getByRole('button', { name: '2 Zeilen importieren' }).click();
    await page.getByRole('button', { name: 'Zu den Kontakten' }).waitFor();
  });
});

describe('100,000 rows', () => {
  test('imported, filtered, sorted, edited, deleted: all there after a restart', async () => {
    const { csv, counts, contacts } = makeContacts(100_000);
    const file = writeFile('hundred-thousand.csv', csv);
    await inBrowser(async (browser, profile) => {
      let page = await browser.openTab(server.url);
      await page.getByRole('button', { name: 'CSV-Datei importieren' }).click();
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click();
      await page.getByRole('radio', { name: /^Aktualisieren/ }).check();
      const written = new Intl.NumberFormat('de-DE').format(counts.new + counts.updated);
      await page.getByRole('button', { name: `${written} Zeilen importieren` }).click();
      await page.getByRole('button', { name: 'Zu den Kontakten' }).waitFor({ timeout: 120_000 });

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Abgelehnte Zeilen herunterladen' }).click();
      const rejected = readFileSync(await (await download).path(), 'utf8')
        .trim()
        .split('\r\n');
      assert.equal(rejected.length - 1, counts.rejected);
      assert.match(rejected[1], /,email_missing_at,/);
      await page.getByRole('button', { name: 'Zu den Kontakten' }).click();

      // Every row can be reached.
      const grid = page.getByRole('grid', { name: 'Kontakte' });
      await grid.waitFor();
      assert.equal(await grid.getAttribute('aria-rowcount'), String(contacts.size + 1));
      await grid.getByRole('gridcell').nth(1).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+End');
      await grid.locator(`[role=row][aria-rowindex="${contacts.size + 1}"]`).waitFor();

      // Filter, then sort.
      const search = page.getByRole('searchbox', { name: 'Kontakte suchen' });
      await search.fill('müller 7');
      const expected = [...contacts.values()].filter(
        ({ name, email }) => /müller/i.test(name) && `${name} ${email}`.includes('7'),
      );
      await page.waitForFunction(
        (count) => {
          const dashboard = document.querySelector('kartei-dashboard');
          /** @param {ParentNode} root @returns {Element | null} */
          const find = (root) => {
            for (const node of root.querySelectorAll('*')) {
              const found =
                node.getAttribute('role') === 'grid'
                  ? node
                  : node.shadowRoot && find(node.shadowRoot);
              if (found) return found;
            }
            return null;
          };
          return find(dashboard?.shadowRoot ?? document)?.getAttribute('aria-rowcount') === count;
        },
        String(expected.length + 1),
      );
      await page.getByRole('columnheader', { name: 'E-Mail' }).getByRole('button').click();
      const byEmail = expected.map(({ email }) => email).sort();
      await grid.getByRole('gridcell', { name: byEmail[0], exact: true }).waitFor();

      // Edit the first one, delete the second one.
      const [first, second] = byEmail;
      await grid.getByRole('gridcell', { name: first, exact: true }).click();
      const name = page.getByRole('textbox', { name: 'Name', exact: true });
      await name.fill('Geänderte Müller 7');
      await page.keyboard.press('Control+Enter');
      await grid.getByRole('gridcell', { name: 'Geänderte Müller 7', exact: true }).waitFor();
      await grid.getByRole('gridcell', { name: second, exact: true }).click();
      await page.getByRole('button', { name: 'Löschen', exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /löschen/ })
        .click();
      await page.getByText('1 Kontakt gelöscht').first().waitFor();
      const edited = contacts.get(first);
      assert.ok(edited);
      contacts.set(first, { ...edited, name: 'Geänderte Müller 7' });
      contacts.delete(second);

      await page.reload();
      await bookIsOpen(page);
      assertSame(await readContacts(page), contacts);

      await browser.close();
      const again = await ProfileBrowser.open(profile);
      page = await again.openTab(server.url);
      await bookIsOpen(page);
      assertSame(await readContacts(page), contacts);
      again.assertQuiet();
      await again.close();
    });
  });
});

/**
 * @param {any[]} rows
 * @param {Map<string, any>} expected  by e-mail
 */
function assertSame(rows, expected) {
  assert.equal(rows.length, expected.size);
  for (const row of rows) {
    const contact = expected.get(row.email);
    const { name, email, phone, country_code, attributes, source } = row;
    assert.deepEqual({ name, email, phone, country_code, attributes, source }, contact);
  }
}

describe('without a mouse, in German', () => {
  test('a small file is pasted, checked, imported and found', async () => {
    await inBrowser(async (browser) => {
      const page = await browser.openTab(server.url);
      await bookIsOpen(page);
      assert.equal(await page.locator('html').getAttribute('lang'), 'de');
      await page.keyboard.press('i');
      await tabTo(page, 'Stattdessen Text einfügen');
      await page.keyboard.press('Enter');
      await tabTo(page, 'CSV-Text');
      await page.keyboard.insertText(
        'Name;E-Mail;Telefon;Vorwahl\n' +
          'Jörg Weiß;joerg@example.org;0151 234567;+49\n' +
          'Anna;anna;;\n' +
          'J. Weiß;JOERG@example.org;;\n',
      );
      await tabTo(page, 'Text verwenden');
      await page.keyboard.press('Enter');
      await page.getByText('Spalten zuordnen').waitFor();
      await tabTo(page, 'Ganze Datei prüfen');
      await page.keyboard.press('Enter');
      await page.getByText('1 Dublette: Was soll passieren?').waitFor();
      await page.getByText('Diese E-Mail hat kein @').first().waitFor();
      await tabTo(page, /^Überspringen/);
      // Over "Lücken füllen" to "Aktualisieren".
      await page.keyboard.press('ArrowDown');
      await page
        .getByRole('radio', { name: /^Lücken füllen/ })
        .and(page.locator(':focus'))
        .waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('button', { name: '2 Zeilen importieren' }).waitFor();
      await tabTo(page, '2 Zeilen importieren');
      await page.keyboard.press('Enter');
      await page.getByText('1 abgelehnt').first().waitFor();
      await tabTo(page, 'Zu den Kontakten');
      await page.keyboard.press('Enter');
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('weiss');
      await page.getByRole('gridcell', { name: 'J. Weiß', exact: true }).waitFor();
      const [contact, ...others] = await readContacts(page);
      assert.deepEqual(
        [others.length, contact.name, contact.email, contact.phone, contact.country_code],
        [0, 'J. Weiß', 'JOERG@example.org', '0151 234567', '+49'],
      );
    });
  });
});

describe('without a server', () => {
  test('after one visit the page opens and keeps what is written', async () => {
    const own = await serve({ port: 0 });
    await inBrowser(async (browser, profile) => {
      let page = await browser.openTab(own.url);
      await bookIsOpen(page);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await own.close();
      await page.reload();
      await bookIsOpen(page);
      await page.getByRole('button', { name: 'Neuer Kontakt' }).first().click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Offline Anna');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByRole('gridcell', { name: 'Offline Anna', exact: true }).waitFor();
      await browser.close();

      const again = await ProfileBrowser.open(profile);
      page = await again.openTab(own.url);
      await bookIsOpen(page);
      await page.getByRole('gridcell', { name: 'Offline Anna', exact: true }).waitFor();
      again.assertQuiet();
      await again.close();
    });
  });
});

describe('a second tab', () => {
  test('shows what the first one writes, and goes on alone', async () => {
    await inBrowser(async (browser) => {
      const first = await browser.openTab(server.url);
      await bookIsOpen(first);
      const second = await browser.context.newPage();
      await second.goto(server.url);
      await bookIsOpen(second);
      await first.getByRole('button', { name: 'Neuer Kontakt' }).first().click();
      await first.getByRole('textbox', { name: 'Name', exact: true }).fill('Anna');
      await first.getByRole('button', { name: 'Speichern' }).click();
      await second.getByRole('gridcell', { name: 'Anna', exact: true }).waitFor();
      await first.close();
      await second.getByRole('gridcell', { name: 'Anna', exact: true }).click();
      await second.getByRole('textbox', { name: 'Name', exact: true }).fill('Berta');
      await second.keyboard.press('Control+Enter');
      await second.getByRole('gridcell', { name: 'Berta', exact: true }).waitFor();
    });
  });
});

describe('a browser without storage that lasts', () => {
  test('gets the reason and a way out, and nothing is pretended', async () => {
    // A page that is not on this machine and not https has no OPFS, no locks, no service worker.
    const args = ['--host-resolver-rules=MAP kartei.test 127.0.0.1'];
    const profile = makeProfile();
    const browser = await ProfileBrowser.open(profile.folder, { args });
    try {
      const page = await browser.openTab(server.url.replace('127.0.0.1', 'kartei.test'));
      await page
        .getByRole('heading', { name: 'Hier kann Kartei nichts dauerhaft speichern' })
        .waitFor();
      assert.equal(await page.getByRole('button', { name: 'Neuer Kontakt' }).count(), 0);
    } finally {
      await browser.close();
      profile.remove();
    }
  });
});
