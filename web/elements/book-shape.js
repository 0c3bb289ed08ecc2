// What the elements ask of a book, as types: a ContactBook of ../kartei.js is one, a test's own is
// another. This file holds no code.

/** @import * as Kartei from '../types.js' */

/**
 * @typedef {object} Searchable  all that a table needs
 * @property {(query: Kartei.Query) => Promise<Kartei.Page>} search
 * @property {EventTarget['addEventListener']} [addEventListener]
 */

/**
 * @typedef {object} BulkChange
 * @property {number} count
 * @property {number} entry  the journal entry that restore() takes back
 */

/**
 * @typedef {object} Review
 * @property {Kartei.ImportCounts} counts
 * @property {(query: Kartei.ReviewQuery) => Promise<Kartei.ReviewPage>} page
 * @property {(decision: {action: Kartei.DuplicateAction, row?: number}) =>
 *     Promise<Kartei.ImportCounts>} decide
 * @property {(texts?: {reasons?: Record<string, string>}) => Promise<Blob>} rejectedCsv
 * @property {(options?: Kartei.LongCall) => Promise<Kartei.ImportCounts & {entry: number}>} commit
 * @property {() => Promise<void>} cancel
 */

/**
 * @typedef {object} Book
 * @property {(query: Kartei.Query) => Promise<Kartei.Page>} search
 * @property {(filter: Kartei.Filter) => Promise<number>} count
 * @property {(id: string) => Promise<Kartei.Contact>} get
 * @property {(draft: Kartei.Draft) => Promise<Kartei.Contact>} save
 * @property {(draft: Kartei.Draft) => Promise<Kartei.CheckedDraft>} check
 * @property {(selection: Kartei.Selection) => Promise<BulkChange>} remove
 * @property {(selection: Kartei.Selection) => Promise<BulkChange>} restore
 * @property {() => Promise<Kartei.CallingCode[]>} callingCodes
 * @property {(file: Blob, options: Kartei.ImportOptions) => Promise<Kartei.Preview>} previewCsv
 * @property {(file: Blob, options: Kartei.ImportOptions & Kartei.LongCall) =>
 *     Promise<Review>} importFile
 * @property {(options: {filter?: Kartei.Filter, sort?: Kartei.SortKey[]} & Kartei.ExportOptions &
 *     Kartei.LongCall) => Promise<Blob>} exportCsv
 * @property {EventTarget['addEventListener']} addEventListener
 */

/**
 * @typedef {Error & {code: string, field?: string, row?: number, column?: number,
 *     issues?: Kartei.Issue[]}} Failure  what a book rejects with
 */

export {};
