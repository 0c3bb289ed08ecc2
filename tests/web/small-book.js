// A book of the tests' own, for what the real one shows only after weeks, or when something breaks:
// many pages of history, undo that keeps something, hardly any room, a sleeping tab. Its function
// runs in the page; `book.calls` remembers what it was asked.

/** @import { Page } from 'playwright-core' */

/**
 * Sets `window.book`, and gives it to the elements that are there.
 * @param {Page} page
 * @param {Record<string, unknown>} [changes]  what is otherwise: numbers, or `refuse` by method
 */
export function useSmallBook(page, changes = {}) {
  return page.evaluate(makeBook, changes);
}

/** @param {any} changes */
function makeBook({ contacts = 5, trashed = 3, history = 8, ...changes }) {
  const iso = (/** @type {number} */ daysAgo) =>
    new Date(Date.UTC(2026, 10, 20, 9, 41) - daysAgo * 86_400_000).toISOString();
  const names = ['Anna Müller', 'Bert Muster', 'Carla Weiß', 'Dr. Deniz Öztürk', 'Émile Durand'];
  const makeContact = (/** @type {number} */ i, deletedDaysAgo = -1) => ({
    id: `0193a000-0000-7000-8000-${String(i).padStart(12, '0')}`,
    name: names[i % names.length],
    email: `person${i}@example.org`,
    phone: `30 2312510${i % 10}`,
    country_code: '+49',
    created_at: iso(90),
    updated_at: iso(4),
    last_contact_at: null,
    deleted_at:
      deletedDaysAgo < 0 ? null : new Date(Date.now() - deletedDaysAgo * 86_400_000).toISOString(),
    source: 'manual',
    tags: [],
    attributes: {},
  });
  const all = Array.from({ length: contacts }, (_, i) => makeContact(i));
  let bin = Array.from({ length: trashed }, (_, i) => makeContact(1000 + i, (i * 11) % 30));
  const base = { is_undone: false, reverts: 0, file_name: '', contact_id: '', name: '', count: 1 };
  const of = (/** @type {number} */ i) => ({
    contact_id: all[i]?.id ?? '',
    name: all[i]?.name ?? '',
  });
  const kinds = [
    { kind: 'update', ...of(0) },
    { kind: 'undo', reverts: -1, count: 12 },
    { kind: 'remove', count: 12, is_undone: true },
    { kind: 'import', count: 347, file_name: 'kontakte-november.csv' },
    { kind: 'create', ...of(1) },
    { kind: 'erase', count: 2 },
    { kind: 'merge', count: 1204 },
    { kind: 'restore', ...of(2) },
  ];
  let entries = Array.from({ length: history }, (_, i) => {
    const entry = history - i;
    const kind = kinds[i % kinds.length];
    const reverts = kind.reverts === -1 ? { reverts: entry - 1 } : {};
    return { ...base, ...kind, ...reverts, entry, at: iso(i) };
  });
  const report = {
    is_persisted: false,
    usage: 184_000_000,
    quota: 10_700_000_000,
    available: 10_516_000_000,
    last_backup_at: iso(3),
    changes_since_backup: 12,
    bytes: 96_400_000,
    kind: 'opfs',
    ...changes.report,
  };
  const page = (/** @type {any[]} */ rows, /** @type {any} */ { offset = 0, limit = 50 } = {}) =>
    rows.slice(offset, offset + limit);
  const isMeant =
    (/** @type {any} */ { ids, trash }) =>
    (/** @type {any} */ contact) =>
      Boolean(trash) || ids?.includes(contact.id);
  const changed = () => book.dispatchEvent(new CustomEvent('change', { detail: { version: 1 } }));
  const reverse =
    (/** @type {boolean} */ isUndone) =>
    (/** @type {any} */ request = {}) => {
      const meant = request.entry ?? entries.find((entry) => entry.is_undone !== isUndone)?.entry;
      const kept = changes.kept && !request.overwrite ? changes.kept : 0;
      entries = entries.map((entry) =>
        entry.entry === meant && !kept ? { ...entry, is_undone: isUndone } : entry,
      );
      const kept_contacts = all
        .slice(0, kept)
        .map(({ id }) => ({ id, fields: ['phone', 'email'] }));
      changed();
      return { count: 12, entry: 99, kept, kept_contacts };
    };
  /** @type {any[]} */
  let parked = (changes.parked ?? []).map((/** @type {any} */ { at, ...one }) => ({
    ...one,
    contact: { ...all[at], ...one.contact },
  }));
  /** @type {any[]} */
  let open = (changes.conflicts ?? []).map((/** @type {any} */ { at, ...one }) => ({
    ...one,
    contact: all[at],
  }));
  const tell = (/** @type {any} */ status) => {
    changes.sync = { ...changes.sync, ...status };
    book.dispatchEvent(new CustomEvent('sync', { detail: { ...changes.sync } }));
  };
  /** @type {Record<string, (...args: any[]) => any>} */
  const methods = {
    search: ({ offset = 0, limit = 100 }) => ({
      rows: page(all, { offset, limit }),
      total: all.length,
      version: 1,
    }),
    count: (_filter, { except = [] } = {}) => all.length - except.length,
    get: (id) => {
      const found = [...all, ...bin].find((contact) => contact.id === id);
      if (!found) throw Object.assign(new Error(id), { code: 'contact_unknown' });
      return found;
    },
    check: () => ({ issues: [], duplicates: [], offers: [] }),
    save: (draft) => {
      const contact = all.find(({ id }) => id === draft.id);
      return Object.assign(contact ?? makeContact(77), draft, { updated_at: iso(0) });
    },
    callingCodes: () => [{ country_code: '+49', regions: ['DE'] }],
    history: (range) => ({
      total: entries.length,
      undo: entries.find((entry) => !entry.is_undone)?.entry ?? 0,
      redo: entries.find(({ kind, is_undone }) => kind === 'undo' && !is_undone)?.entry ?? 0,
      entries: page(entries, range),
    }),
    imports: () =>
      entries
        .filter(({ kind }) => kind === 'import')
        .map(({ entry, file_name }) => {
          const counts = { rows: 360, new: 340, updated: 7, skipped: 10, rejected: 3 };
          return { entry, file_name, ...counts };
        }),
    undo: reverse(true),
    redo: reverse(false),
    trash: (range) => ({ rows: page(bin, range), total: bin.length, days: 30 }),
    restore: (selection) => {
      const before = bin.length;
      bin = bin.filter((contact) => !isMeant(selection)(contact));
      changed();
      return { count: before - bin.length, entry: 5 };
    },
    erase: (selection) => {
      const before = bin.length;
      bin = bin.filter((contact) => !isMeant(selection)(contact));
      changed();
      return { count: before - bin.length };
    },
    storage: () => ({ ...report }),
    backup: async ({ signal, onProgress }) => {
      for (let done = 1; done <= (changes.steps ?? 1); done++) {
        if (signal.aborted) throw Object.assign(new Error('stop'), { code: 'cancelled' });
        onProgress({ step: 'backup', done, total: changes.steps ?? 1 });
        await new Promise((go) => setTimeout(go, 30));
      }
      report.last_backup_at = new Date().toISOString();
      report.changes_since_backup = 0;
      return new Blob(['backup']);
    },
    inspectBackup: () => ({
      created_at: iso(12),
      schema: 2,
      contacts: 1204,
      trash: 9,
      entries: 118,
      known: 987,
    }),
    restoreBackup: () => (changed(), { added: 217, updated: 12, unchanged: 984, entry: 6 }),
    syncStatus: () => ({ is_connected: false, ...changes.sync }),
    parkedContacts: (range) => page(parked, range),
    conflicts: (range) => page(open, range),
    controlSync: () => {},
    useCredentials: async (getCredentials) => {
      const { account, base, auth } = changes.sync;
      const credentials = await getCredentials({ account, base, refresh: false });
      book.calls.push(['credentials', credentials, auth.kind]);
      const refused = await getCredentials({ account, base, refresh: true });
      if (refused) throw new Error('given again after a refusal');
    },
    retryParked: (ids) => {
      parked = parked.filter(({ contact }) => !ids.includes(contact.id));
      tell({ parked: parked.length });
    },
    resolveConflict: ({ id, field }) => {
      open = open.filter((one) => one.contact.id !== id || one.field !== field);
      tell({ conflicts: open.length });
      return { count: 1, entry: 7 };
    },
    probeBackend: async ({ profile, base }) => {
      if (changes.probeFailure) throw Object.assign(new Error('bad'), changes.probeFailure);
      book.calls.push(['probed', profile.name, base]);
      if (changes.isProbeSlow) await new Promise((go) => (book.finishProbe = go));
      return changes.probe;
    },
    connectBackend: ({ profile, getCredentials, ...rest }) => {
      book.calls.push([
        'connected',
        { ...rest, name: profile.name, asks: Boolean(getCredentials) },
      ]);
      tell({ is_connected: true, name: profile.name, base: rest.base });
    },
    disconnectBackend: () => tell({ is_connected: false }),
    checkIntegrity: () => ({ report: changes.report_of_check ?? '' }),
    destroy: () => {
      book.status = 'destroyed';
      book.dispatchEvent(new CustomEvent('status', { detail: { state: 'destroyed' } }));
    },
  };
  /** @type {any} */
  const book = Object.assign(new EventTarget(), { name: 'small', status: 'ready', calls: [] });
  for (const [name, act] of Object.entries(methods)) {
    book[name] = async (/** @type {any[]} */ ...args) => {
      const reading = ['search', 'count', 'get', 'check', 'callingCodes', 'history', 'imports'];
      const looking = ['storage', 'trash', 'syncStatus', 'parkedContacts', 'conflicts'];
      const saidElsewhere = ['useCredentials', 'probeBackend', 'connectBackend'];
      if (![...reading, ...looking, ...saidElsewhere].includes(name))
        book.calls.push([name, args[0]]);
      const failure = changes.refuse?.[name];
      if (failure) throw Object.assign(new Error(failure.code), failure);
      return act(...args);
    };
  }
  Object.assign(book, { tell });
  Object.assign(globalThis, { book });
  for (const target of document.querySelectorAll(
    'kartei-dashboard, kartei-history, kartei-trash, kartei-sync, kartei-settings, kartei-import',
  )) {
    Object.assign(target, { book });
  }
}
