// What the elements ask of a book, as types: a ContactBook of ../kartei.js is one, a test's own is
// another. This file holds no code.

/** @import { Decision } from '../../import-review.js' */
/** @import * as Kartei from '../../types.js' */

/**
 * @typedef {object} Searchable  all that a table needs
 * @property {(query: Kartei.Query, options?: {lane?: unknown}) => Promise<Kartei.Page>} search
 * @property {EventTarget['addEventListener']} [addEventListener]
 */

/**
 * @typedef {object} BulkChange
 * @property {number} count
 * @property {number} entry  the journal entry that undo() takes back
 * @property {number} [refused] contacts left alone, since the change would make them invalid
 */

/**
 * Which contacts a bulk action means; `trash`: all that are in the trash.
 * @typedef {Kartei.Selection | {trash: true}} Selection
 */

/**
 * `expected_updated_at`: as it was read; refused with `contact_changed` where it differs now.
 * @typedef {Kartei.Draft & {expected_updated_at?: string}} Draft
 */

/**
 * @typedef {'create' | 'update' | 'remove' | 'restore' | 'import' | 'undo' | 'redo' | 'merge' |
 *     'erase' | 'sync' | 'segment'} ChangeKind
 */

/**
 * @typedef {object} HistoryEntry
 * @property {number} entry
 * @property {ChangeKind} kind
 * @property {string} at           ISO 8601
 * @property {number} count        contacts that it changed; of `sync` changes of them
 * @property {boolean} is_undone
 * @property {number} reverts      the entry that an undo or redo took back, else 0
 * @property {string} file_name    of an import, else ''
 * @property {string} contact_id   where it was about one contact that still exists, else ''
 * @property {string} name         of that contact, or of the segment
 * @property {string} [segment]    "created", "changed" or "deleted", where it was about one
 */

/**
 * @typedef {object} HistoryPage
 * @property {number} total
 * @property {number} undo         the entry that undo() takes back by itself, 0 for none
 * @property {number} redo
 * @property {HistoryEntry[]} entries  newest first
 */

/**
 * @typedef {object} UndoAnswer
 * @property {number} count
 * @property {number} entry        of the undo itself; 0 where nothing was to be changed
 * @property {number} kept         contacts that were changed since and stay so
 * @property {{id: string, fields: string[]}[]} kept_contacts  at most 20
 */

/** @typedef {{entry?: number, overwrite?: boolean} & Kartei.LongCall} UndoRequest */

/** @typedef {{rows: Kartei.Contact[], total: number, days: number}} TrashPage */

/**
 * @typedef {object} StorageReport
 * @property {boolean} is_persisted    whether the browser has promised to keep it
 * @property {number} usage            bytes of this page in all; 0 where unknown
 * @property {number} quota
 * @property {number} available
 * @property {string | null} last_backup_at
 * @property {number} changes_since_backup
 * @property {number} bytes            of the database
 * @property {'opfs' | 'memory'} kind
 */

/**
 * What a backup holds.
 * @typedef {object} BackupSummary
 * @property {string} created_at
 * @property {number} schema
 * @property {number} contacts
 * @property {number} trash
 * @property {number} entries
 * @property {number} known            of its contacts, those that the book has, too
 */

/** @typedef {{added: number, updated: number, unchanged: number, entry: number}} RestoreAnswer */

/** @typedef {'ready' | 'waiting' | 'outdated' | 'destroyed'} Status */

/**
 * What could be read of a book that cannot be opened.
 * @typedef {object} Rescued
 * @property {number} contacts
 * @property {boolean} is_complete
 * @property {Blob} backup
 * @property {Blob} csv
 */

/**
 * @typedef {object} Review
 * @property {Kartei.ImportCounts} counts
 * @property {boolean} [hasDecisions]
 * @property {(query: Kartei.ReviewQuery) => Promise<Kartei.ReviewPage>} page
 * @property {(decision: Decision) => Promise<Kartei.ImportCounts>} decide
 * @property {(action: Kartei.InvalidAction) => Promise<Kartei.ImportCounts>} decideInvalid
 * @property {(fix: {row: number, column: number, value: string}) =>
 *     Promise<Kartei.ImportCounts>} fixCell
 * @property {(fix: Kartei.FixRequest) => Promise<Kartei.ImportCounts>} fixAll
 * @property {(fix: Kartei.FixRequest) => Promise<Kartei.ImportFix>} tryFix
 * @property {() => Promise<Kartei.ImportCounts>} undoFix
 * @property {(texts?: {reasons?: Record<string, string>}) => Promise<Blob>} rejectedCsv
 * @property {(options?: {tags?: string[]} & Kartei.LongCall) =>
 *   Promise<Kartei.ImportCounts & {entry: number}>} commit
 * @property {() => Promise<void>} cancel
 */

/**
 * @typedef {object} Book
 * @property {(query: Kartei.Query, options?: {lane?: unknown}) => Promise<Kartei.Page>} search
 * @property {(filter: Kartei.Filter, options?: {except?: string[]}) => Promise<number>} count
 * @property {(id: string) => Promise<Kartei.Contact>} get
 * @property {(draft: Draft) => Promise<Kartei.Contact>} save
 * @property {(draft: Kartei.Draft) => Promise<Kartei.CheckedDraft>} check
 * @property {(request: Selection & Kartei.LongCall & {changes: Kartei.BulkChanges}) =>
 *   Promise<BulkChange>} update
 * @property {(selection: Selection & Kartei.LongCall) => Promise<BulkChange>} remove
 * @property {(selection: Selection) => Promise<BulkChange>} restore
 * @property {(selection: Selection) => Promise<{count: number}>} erase
 * @property {(range?: {offset?: number, limit?: number}) => Promise<TrashPage>} trash
 * @property {(range?: {offset?: number, limit?: number}) => Promise<HistoryPage>} history
 * @property {(request?: UndoRequest) => Promise<UndoAnswer>} undo
 * @property {(request?: UndoRequest) => Promise<UndoAnswer>} redo
 * @property {() => Promise<Kartei.ImportRecord[]>} imports
 * @property {(filter?: Kartei.Filter) => Promise<Kartei.Facets>} facets
 * @property {(options?: {counts?: boolean}) => Promise<Kartei.Segment[]>} segments
 * @property {(draft: Kartei.SegmentDraft) => Promise<Kartei.SegmentResult>} saveSegment
 * @property {(id: string) => Promise<Kartei.SegmentResult>} deleteSegment
 * @property {() => Promise<Kartei.CallingCode[]>} callingCodes
 * @property {(file: Blob, options: Kartei.ImportOptions) => Promise<Kartei.Preview>} previewCsv
 * @property {(file: Blob, options: Kartei.ImportOptions & Kartei.LongCall) =>
 *     Promise<Review>} importFile
 * @property {(options: Kartei.ListSelection & Kartei.ExportOptions & Kartei.LongCall) =>
 *     Promise<Blob>} exportCsv
 * @property {(options: Kartei.ListSelection & {columns?: string[]} & Kartei.LongCall) =>
 *     Promise<Blob>} exportJson
 * @property {(options?: Kartei.LongCall) => Promise<Blob>} backup
 * @property {(file: Blob, options?: Kartei.LongCall) => Promise<BackupSummary>} inspectBackup
 * @property {(file: Blob, options: {mode: 'replace' | 'merge'} & Kartei.LongCall) =>
 *     Promise<RestoreAnswer>} restoreBackup
 * @property {() => Promise<{report: string}>} checkIntegrity
 * @property {() => Promise<StorageReport>} storage
 * @property {() => Promise<void>} destroy
 * @property {() => Promise<Kartei.SyncStatus>} syncStatus
 * @property {(backend: Kartei.BackendOptions) => Promise<void>} connectBackend
 * @property {(backend: Kartei.BackendOptions & {signal?: AbortSignal}) =>
 *     Promise<Kartei.ProbeReport>} probeBackend
 * @property {() => Promise<void>} disconnectBackend
 * @property {(getCredentials: Kartei.GetCredentials) => Promise<void>} useCredentials
 * @property {(action: 'now' | 'whole' | 'resume' | 'delete_lost' | 'send_lost') =>
 *     Promise<void>} controlSync
 * @property {(range?: {offset?: number, limit?: number}) =>
 *     Promise<Kartei.ParkedContact[]>} parkedContacts
 * @property {(ids: string[]) => Promise<void>} retryParked
 * @property {(range?: {offset?: number, limit?: number}) =>
 *     Promise<Kartei.Conflict[]>} conflicts
 * @property {(decision: {id: string, field: string, take: 'mine' | 'theirs',
 *     mine?: unknown, theirs?: unknown}) =>
 *     Promise<BulkChange>} resolveConflict
 * @property {string} [name]     'contacts' if absent
 * @property {Status} [status]   'ready' if absent
 * @property {EventTarget['addEventListener']} addEventListener  `change` {version, entry?},
 *     `status` {state}, `sync` (a SyncStatus)
 */

/**
 * @typedef {Error & {code: string, field?: string, row?: number, column?: number,
 *     missing_bytes?: number, issues?: Kartei.Issue[]}} Failure  what a book rejects with
 */

export {};
