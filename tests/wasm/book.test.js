// The built module in node, through the public door: this package, by self-reference.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { ContactError, openContacts } from 'kartei';

/** @type {import('../../web/kartei.js').ContactBook} */
let book;
beforeEach(async () => {
  book = await openContacts({ storage: 'memory' });
});

/**
 * @param {string} code
 * @returns {(error: unknown) => boolean}
 */
const refusal = (code) => (error) => error instanceof ContactError && error.code === code;

/** @param {string} text */
const csv = (text) => new File([text], 'contacts.csv');

const GOOD_AND_BAD = `name,email,phone,country_code,Firma
Anna,anna@example.org,030 123456,+49,Kartei
Bert,bert,,,
Anna M.,ANNA@example.org,,,Kartei GmbH
`;

describe('contacts', () => {
  test('are created, changed, read, deleted and restored', async () => {
    let changes = 0;
    book.addEventListener('change', () => ++changes);
    const created = await book.save({ name: ' Jörg ', phone: '+49 151 234567', tags: ['vip'] });
    assert.match(created.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    assert.match(created.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.equal(created.name, 'Jörg');
    assert.equal(created.country_code, '+49');
    assert.ok(!('phone_e164' in created));

    const updated = await book.save({ id: created.id, name: 'Georg', attributes: { Ort: 'Köln' } });
    assert.deepEqual(updated, {
      ...created,
      name: 'Georg',
      attributes: { Ort: 'Köln' },
      updated_at: updated.updated_at,
    });
    assert.deepEqual(await book.get(created.id), updated);

    const { count, entry } = await book.remove({ ids: [created.id] });
    assert.equal(count, 1);
    assert.equal((await book.search({})).total, 0);
    assert.notEqual((await book.get(created.id)).deleted_at, null);
    assert.equal((await book.restore({ entry })).count, 1);
    assert.deepEqual(await book.get(created.id), updated);
    assert.equal(changes, 4);
  });

  test('that are not valid are refused by field', async () => {
    await assert.rejects(
      book.save({ email: 'a@@b', phone: '12', country_code: '+49' }),
      (error) => {
        assert.ok(error instanceof ContactError);
        assert.equal(error.code, 'contact_invalid');
        assert.deepEqual(
          error.issues.map(({ field, code }) => [field, code]),
          [
            ['email', 'email_domain_character'],
            ['phone', 'phone_too_short'],
          ],
        );
        return true;
      },
    );
    await assert.rejects(book.save({}), refusal('contact_invalid'));
    // @ts-expect-error: a typing error in a key must not be swallowed
    await assert.rejects(book.save({ nmae: 'x' }), refusal('request_malformed'));
  });

  test('are checked without being written', async () => {
    await book.save({ name: 'Anna', email: 'anna@example.org' });
    const { issues, duplicates } = await book.check({ email: 'ANNA@example.org', phone: 'x' });
    assert.deepEqual([issues[0].field, duplicates[0].name], ['phone', 'Anna']);
    assert.equal((await book.state()).contacts, 1);
  });

  test('keep hostile text as text', async () => {
    const name = '<img src=x onerror=alert(1)>\u202E"\'`; DROP TABLE contacts; --';
    const { id } = await book.save({ name });
    assert.equal((await book.get(id)).name, name);
  });
});

describe('lists', () => {
  beforeEach(async () => {
    for (const name of ['Zoë', 'Ärzte', 'anna', 'Bert']) await book.save({ name });
  });

  test('are filtered, sorted and paged', async () => {
    const page = await book.search({ sort: [{ field: 'name' }], offset: 1, limit: 2 });
    assert.deepEqual(
      page.rows.map(({ name }) => name),
      ['Ärzte', 'Bert'],
    );
    assert.equal(page.total, 4);
    assert.equal((await book.search({ filter: { text: 'ZOE' } })).total, 1);
    assert.equal(await book.count({ not: { text: 'anna' } }), 3);
    await assert.rejects(
      book.search({ filter: { all: [{ field: 'shoe', op: 'empty' }] } }),
      (error) =>
        error instanceof ContactError &&
        error.code === 'filter_field_unknown' &&
        error.field === 'filter.all.0.field',
    );
  });

  test('in one lane, the newest search wins and those between are cancelled', async () => {
    const lane = {};
    const answers = await Promise.allSettled(
      ['a', 'an', 'ann', 'anna'].map((text) => book.search({ filter: { text } }, { lane })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    const [, second, , last] = /** @type {any[]} */ (answers);
    assert.equal(second.reason.code, 'cancelled');
    assert.equal(last.value.total, 1);
  });
});

describe('an import', () => {
  for (const [duplicates, expected, name] of /** @type {const} */ ([
    ['skip', { rows: 3, new: 1, updated: 0, skipped: 1, rejected: 1 }, 'Anna'],
    ['update', { rows: 3, new: 1, updated: 1, skipped: 0, rejected: 1 }, 'Anna M.'],
    ['create', { rows: 3, new: 2, updated: 0, skipped: 0, rejected: 1 }, 'Anna'],
  ])) {
    test(`counts before, and does the same: duplicates ${duplicates}`, async () => {
      const review = await book.importFile(csv(GOOD_AND_BAD), { duplicates });
      assert.deepEqual(review.counts, expected);
      assert.equal((await book.state()).contacts, 0);
      const { entry, ...done } = await review.commit();
      assert.deepEqual(done, expected);
      const { rows } = await book.search({ sort: [{ field: 'name' }] });
      assert.equal(rows[0].name, name);
      assert.deepEqual(await book.imports(), [{ entry, file_name: 'contacts.csv', ...expected }]);
    });
  }

  test('pages through its rows and takes decisions one by one', async () => {
    const review = await book.importFile(csv(GOOD_AND_BAD), { duplicates: 'skip' });
    const rejected = await review.page({ only: 'rejected' });
    assert.deepEqual(
      rejected.rows.map(({ row, issues }) => [row, issues[0].column, issues[0].code]),
      [[3, 2, 'email_missing_at']],
    );
    const duplicates = await review.page({ only: 'duplicates' });
    assert.equal(duplicates.rows[0].duplicate?.row, 2);
    assert.deepEqual(await review.decide({ action: 'create', row: 4 }), {
      ...{ rows: 3, new: 2, updated: 0, skipped: 0, rejected: 1 },
    });
    assert.equal(review.counts.new, 2);
  });

  test('gives its rejected rows back as a file, before and after the commit', async () => {
    const review = await book.importFile(csv(GOOD_AND_BAD));
    const reasons = { email_missing_at: 'Diese E-Mail hat kein @' };
    const text = await (await review.rejectedCsv({ reasons })).text();
    assert.equal(
      text,
      'name,email,phone,country_code,Firma,row,column,reason_code,reason\r\n' +
        'Bert,bert,,,,3,2,email_missing_at,Diese E-Mail hat kein @\r\n',
    );
    await review.commit();
    assert.equal(await (await review.rejectedCsv({ reasons })).text(), text);
    // The other rows are given back: the file is read again for them.
    assert.equal((await review.page({ only: 'rejected' })).rows[0].row, 3);
    const { rows } = await review.page();
    assert.deepEqual(rows[0].cells.slice(0, 2), ['Anna', 'anna@example.org']);
    assert.equal(await (await review.rejectedCsv({ reasons })).text(), text);
    assert.equal((await book.state()).contacts, 1);
  });

  test('reports progress and can be cancelled, while it reads and while it writes', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `N ${i},n${i}@example.org`);
    const file = csv(`name,email\n${rows.join('\n')}\n`);
    const reading = new AbortController();
    await assert.rejects(
      book.importFile(file, { signal: reading.signal, onProgress: () => reading.abort() }),
      refusal('cancelled'),
    );
    const review = await book.importFile(file);
    const writing = new AbortController();
    /** @type {object[]} */
    const steps = [];
    await assert.rejects(
      review.commit({
        signal: writing.signal,
        onProgress: (progress) => {
          steps.push(progress);
          writing.abort();
        },
      }),
      refusal('cancelled'),
    );
    assert.deepEqual(steps, [{ step: 'write', done: 5000, total: 30_000 }]);
    assert.equal((await book.state()).contacts, 0);
    assert.equal((await review.page({ only: 'new' })).total, 30_000);
    assert.equal((await review.commit()).new, 30_000);
  });

  test('lets searches through while it writes, and makes other writes wait', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `N ${i},n${i}@example.org`);
    const review = await book.importFile(csv(`name,email\n${rows.join('\n')}\n`));
    /** @type {string[]} */
    const order = [];
    await Promise.all([
      review.commit().then(() => order.push('commit')),
      book.search({}).then(({ total }) => order.push(`search ${total}`)),
      book.save({ name: 'Anna' }).then(() => order.push('save')),
    ]);
    assert.deepEqual(order, ['search 0', 'commit', 'save']);
    assert.equal((await book.state()).contacts, 20_001);
  });

  test('takes every encoding and delimiter that it says', async () => {
    const text = 'Name;E-Mail\nJörg;joerg@example.org\n';
    const utf16 = new Uint8Array(
      new Uint16Array([...`\uFEFF${text}`].map((c) => c.charCodeAt(0))).buffer,
    );
    const latin = Uint8Array.from(text, (c) => c.charCodeAt(0));
    for (const [bytes, encoding] of /** @type {const} */ ([
      [utf16, 'utf-16le'],
      [latin, 'windows-1252'],
      [`\uFEFF${text}`, 'utf-8-bom'],
      [text, 'utf-8'],
    ])) {
      const preview = await book.previewCsv(new Blob([bytes]));
      assert.equal(preview.dialect.encoding, encoding);
      assert.deepEqual(preview.rows, [['Jörg', 'joerg@example.org']]);
      const review = await book.importFile(new Blob([bytes]), { duplicates: 'create' });
      assert.equal(review.counts.new, 1);
      await review.commit();
    }
    assert.equal(await book.count({ text: 'jörg' }), 4);
  });

  test('problems are mended by cell, for all rows, or taken as they are', async () => {
    const rows = ['Anna;a@x;030 1234567', 'Ben;b@x.de;', 'Cem;c@@x.de;', 'Dora;;030 7654321'];
    const review = await book.importFile(csv(`Name;E-Mail;Telefon\n${rows.join('\n')}\n`));
    assert.equal(review.counts.rejected, 3);
    const { rows: single, total } = await review.page({ problem: 'email_domain_single_label' });
    assert.deepEqual([total, single[0].row, single[0].issues[0].column], [1, 2, 2]);

    await review.fixCell({ row: 2, column: 2, value: 'a@x.de' });
    const trial = await review.tryFix({
      problem: 'phone_calling_code_missing',
      country_code: '+49',
    });
    assert.equal(trial.rows, 2);
    assert.deepEqual(trial.samples[0], {
      row: 2,
      column: 3,
      before: '030 1234567',
      after: '+49301234567',
      rows: 1,
    });
    assert.equal(review.counts.rejected, 3);
    await review.fixAll({ problem: 'phone_calling_code_missing', country_code: '+49' });
    assert.equal(review.counts.rejected, 1);
    await review.decideInvalid('leave_out');
    assert.deepEqual(review.counts, { rows: 4, new: 4, updated: 0, skipped: 0, rejected: 0 });
    await review.commit();
    const found = await book.search({ sort: [{ field: 'name' }] });
    assert.deepEqual(
      found.rows.map(({ email, country_code }) => [email, country_code]),
      [
        ['a@x.de', '+49'],
        ['b@x.de', ''],
        ['', ''],
        ['', '+49'],
      ],
    );
  });

  test('corrects mistyped domains in all rows, and takes that back', async () => {
    const rows = ['Anna,anna@gmial.com', 'Ben,ben@gmial.com', 'Cem,cem@hotnail.com'];
    const review = await book.importFile(csv(`name,email\n${rows.join('\n')}\n`));
    const trial = await review.tryFix({ email_domains: [] });
    assert.equal(trial.rows, 3);
    assert.deepEqual(trial.samples, [
      { row: 2, column: 2, before: 'gmial.com', after: 'gmail.com', rows: 2 },
      { row: 4, column: 2, before: 'hotnail.com', after: 'hotmail.com', rows: 1 },
    ]);
    const emails = async () => (await review.page()).rows.map(({ cells }) => cells[1]);
    await review.fixAll({ email_domains: ['gmial.com'] });
    assert.deepEqual(await emails(), ['anna@gmail.com', 'ben@gmail.com', 'cem@hotnail.com']);
    await review.undoFix();
    assert.deepEqual(await emails(), ['anna@gmial.com', 'ben@gmial.com', 'cem@hotnail.com']);
    // There is nothing more to take back.
    assert.deepEqual(await review.undoFix(), review.counts);
    await assert.rejects(review.fixAll({}), refusal('request_malformed'));
  });

  test('refuses two columns for one field', async () => {
    const mapping = ['email', 'email'];
    await assert.rejects(
      book.importFile(csv('email,E-Mail\na@b.de,c@d.de\n'), { mapping }),
      refusal('csv_column_twice'),
    );
  });

  test('joins names and takes a further address where the first is missing', async () => {
    const text = 'Nachname;Vorname;E-Mail;E-Mail 2\nMüller;Anna;;a2@b.de\nAlt;Ben;b@b.de;b2@b.de\n';
    const review = await book.importFile(csv(text));
    assert.deepEqual(review.summary.mapping, ['last_name', 'first_name', 'email', 'further_email']);
    await review.commit();
    const { rows } = await book.search({ sort: [{ field: 'name' }] });
    assert.deepEqual(
      rows.map(({ name, email, attributes }) => ({ name, email, attributes })),
      [
        { name: 'Anna Müller', email: 'a2@b.de', attributes: {} },
        { name: 'Ben Alt', email: 'b@b.de', attributes: { 'E-Mail 2': 'b2@b.de' } },
      ],
    );
  });

  for (const [what, text, code] of /** @type {const} */ ([
    ['an empty file', '', 'csv_empty'],
    ['a file of blanks', ' \n\n', 'csv_empty'],
    ['a workbook', 'PK\x03\x04\x14\x00', 'csv_not_text'],
    ['a missing header', 'a,b\n1,2\n', 'csv_header_missing'],
  ])) {
    test(`refuses ${what} and stays usable`, async () => {
      await assert.rejects(book.importFile(csv(text)), refusal(code));
      assert.equal((await book.importFile(csv(GOOD_AND_BAD))).counts.rows, 3);
    });
  }
});

describe('an export', () => {
  test('is safe for spreadsheets and comes back unchanged', async () => {
    await book.save({ name: '=1+1', phone: '+49 30 123456', attributes: { Ort: 'Köln; "Süd"' } });
    const file = await book.exportCsv({ columns: ['name', 'phone', 'country_code', 'Ort'] });
    assert.equal(
      Buffer.from(await file.arrayBuffer()).toString(),
      '\uFEFFname,phone,country_code,Ort\r\n' + '\'=1+1,\'+49 30 123456,\'+49,"Köln; ""Süd"""\r\n',
    );
    const other = await openContacts({ storage: 'memory' });
    await (await other.importFile(await book.exportCsv())).commit();
    const [contact] = (await other.search({})).rows;
    assert.deepEqual(
      [contact.name, contact.phone, contact.country_code, contact.attributes],
      ['=1+1', '+49 30 123456', '+49', { Ort: 'Köln; "Süd"' }],
    );
  });

  test('as JSON: one object per contact', async () => {
    await book.save({ name: '=1', tags: ['x'], attributes: { Ort: 'Köln' } });
    await book.save({ name: 'Anna' });
    const file = await book.exportJson({ columns: ['name', 'tags', 'Ort'] });
    assert.equal(file.type, 'application/json');
    assert.deepEqual(JSON.parse(await file.text()), [
      { name: '=1', tags: ['x'], attributes: { Ort: 'Köln' } },
      { name: 'Anna', tags: [], attributes: {} },
    ]);
    assert.deepEqual(
      JSON.parse(await (await book.exportJson({ filter: { text: 'z' } })).text()),
      [],
    );
  });

  test('in another encoding, where that has every character', async () => {
    await book.save({ name: 'Jörg' });
    const options = { columns: ['name'], encoding: /** @type {const} */ ('windows-1252') };
    const file = await book.exportCsv(options);
    assert.equal(file.type, 'text/csv;charset=windows-1252');
    assert.equal(Buffer.from(await file.arrayBuffer()).toString('latin1'), 'name\r\nJörg\r\n');
    await book.save({ name: '山田' });
    await assert.rejects(book.exportCsv(options), {
      ...{ code: 'csv_character_not_in_encoding', row: 3, column: 1 },
    });
    assert.match(await (await book.exportCsv()).text(), /山田/);
  });

  test('follows filter and sort', async () => {
    for (const name of ['Cora', 'Anna', 'Arno']) await book.save({ name });
    const file = await book.exportCsv({
      ...{ filter: { text: 'a' }, sort: [{ field: 'name', direction: 'desc' }] },
      ...{ columns: ['name'], bom: false },
    });
    assert.equal(await file.text(), 'name\r\nCora\r\nArno\r\nAnna\r\n');
  });

  test('is of a selection: some ids, or all matches but some', async () => {
    const saved = [];
    for (const name of ['Cora', 'Anna', 'Arno']) saved.push(await book.save({ name }));
    const [cora, anna] = saved.map(({ id }) => id);
    const options = { columns: ['name'], bom: false };
    const some = await book.exportCsv({ ids: [cora, anna], sort: [{ field: 'name' }], ...options });
    assert.equal(await some.text(), 'name\r\nAnna\r\nCora\r\n');
    const others = await book.exportCsv({ filter: { text: 'a' }, except: [anna], ...options });
    assert.equal(await others.text(), 'name\r\nCora\r\nArno\r\n');
    const both = { ids: [cora], filter: { text: 'a' } };
    await assert.rejects(book.exportCsv({ ...both, ...options }), refusal('request_malformed'));
  });
});

describe('many contacts at once', () => {
  test('all matches but some are changed and deleted, each with one undo', async () => {
    const saved = [];
    for (const name of ['Cora', 'Anna', 'Arno']) saved.push(await book.save({ name }));
    const selection = { filter: { text: 'a' }, except: [saved[1].id] };
    assert.equal(await book.count(selection.filter, { except: selection.except }), 2);
    const tags = async () =>
      (await book.search({ sort: [{ field: 'name' }] })).rows.map((c) => c.tags);
    const changed = await book.update({ ...selection, changes: { add_tags: ['vip'] } });
    assert.equal(changed.count, 2);
    assert.deepEqual(await tags(), [[], ['vip'], ['vip']]);
    await book.undo({ entry: changed.entry });
    assert.deepEqual(await tags(), [[], [], []]);
    const removed = await book.remove(selection);
    assert.equal(removed.count, 2);
    assert.equal(await book.count(), 1);
    await book.undo({ entry: removed.entry });
    assert.equal(await book.count(), 3);
  });
});

describe('a book', () => {
  test('in node is kept in memory, and says so', async () => {
    await assert.rejects(openContacts({}), refusal('storage_unavailable'));
    await assert.rejects(
      openContacts({ name: '../x', storage: 'memory' }),
      refusal('book_name_invalid'),
    );
  });

  test('is not opened with options that are none', async () => {
    const field = (/** @type {any} */ options) =>
      openContacts(options).then(
        () => 'opened',
        (error) => `${error.code} ${error.field}`,
      );
    const wrong = {
      name: [5, null, ['crm']],
      storage: ['disk', 'OPFS', null, ['memory']],
      nme: ['crm'],
      wasmurl: ['x'],
    };
    for (const [key, values] of Object.entries(wrong)) {
      for (const value of values) {
        const options = { storage: 'memory', [key]: value };
        assert.equal(await field(options), `request_malformed ${key}`);
      }
    }
    const open = await openContacts({ storage: 'memory', name: undefined, workerUrl: undefined });
    await open.close();
  });

  test('that is closed answers nothing, and closing twice is safe', async () => {
    await book.close();
    await book.close();
    await assert.rejects(book.search({}), refusal('book_closed'));
  });

  test('takes what it is given as it is at the call', async () => {
    const draft = { name: 'Anna' };
    const saved = book.save(draft);
    draft.name = 'Bert';
    assert.equal((await saved).name, 'Anna');
    const unsayable = /** @type {any} */ ({ name: () => {} });
    await assert.rejects(book.save(unsayable), refusal('request_malformed'));
  });

  test('outlives what an application throws while it is told how far a call is', async () => {
    await book.save({ name: 'Anna' });
    const mine = new Error('mine');
    const onProgress = () => {
      throw mine;
    };
    const changes = { add_tags: ['vip'] };
    await assert.rejects(book.update({ filter: { all: [] }, changes, onProgress }), mine);
    assert.equal((await book.state()).contacts, 1);
    assert.equal((await book.save({ name: 'Bert' })).name, 'Bert');
  });

  test('has books beside it that it does not see', async () => {
    const other = await openContacts({ storage: 'memory' });
    await book.save({ name: 'Anna' });
    assert.equal((await other.state()).contacts, 0);
  });

  test('knows the calling codes and their countries', async () => {
    const codes = await book.callingCodes();
    assert.ok(codes.length > 200);
    assert.deepEqual(
      codes.find(({ country_code }) => country_code === '+49'),
      { country_code: '+49', regions: ['DE'] },
    );
  });
});
