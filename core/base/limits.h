// Every limit of Kartei, by name. Input beyond one gets an error that says where.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kartei {

// --- CSV ---
inline constexpr size_t kMaxCellBytes = size_t{1} << 20;
inline constexpr size_t kMaxRowBytes = size_t{4} << 20;
inline constexpr size_t kMaxColumns = 1000;
// What is kept, at most, of rows beyond the limits above, so that the rejected file is complete.
inline constexpr size_t kMaxOversizeBytes = size_t{64} << 20;
// What detection looks at.
inline constexpr size_t kDialectSampleBytes = size_t{64} << 10;

// --- contacts ---
inline constexpr size_t kMaxFieldBytes = size_t{64} << 10;
inline constexpr size_t kMaxTags = 100;
inline constexpr size_t kMaxAttributes = kMaxColumns;

// --- the book ---
// How long a deleted contact can be restored.
inline constexpr int64_t kTrashDays = 30;
// Answers of writes that are kept for a call that arrives twice: far more than can be under way.
inline constexpr size_t kMaxRememberedAnswers = 1000;
// A call's id.
inline constexpr size_t kMaxRequestIdBytes = 64;
// Contacts that an undo names one by one, of those that it kept.
inline constexpr size_t kMaxKeptContacts = 20;

// --- queries ---
inline constexpr size_t kMaxPageRows = 1000;
inline constexpr size_t kMaxSortKeys = 8;
inline constexpr size_t kMaxFilterDepth = 16;
inline constexpr size_t kMaxFilterNodes = 1000;
// A text that is searched for, word by word. What a field is compared with may be as long as one.
inline constexpr size_t kMaxSearchBytes = 4096;
inline constexpr size_t kMaxSegments = 500;
inline constexpr size_t kMaxSegmentNameBytes = 200;
// A filter with those of its segments, and how many of these may be in each other.
inline constexpr size_t kMaxResolvedNodes = 4 * kMaxFilterNodes;
inline constexpr size_t kMaxSegmentDepth = 8;

// --- import ---
// Rows that one page of a review carries.
inline constexpr size_t kMaxReviewRows = 200;

// A book up to this size is checked page by page at each opening (store/integrity.h).
inline constexpr int64_t kMaxFullCheckBytes = int64_t{128} << 20;

// --- sync ---

// Requests that are remembered to be shown.
inline constexpr size_t kMaxSyncLog = 200;

// --- backups ---
// The first line, and those that name a table.
inline constexpr size_t kMaxBackupHeaderBytes = size_t{64} << 10;
// One row: many times what any contact has, and what a hostile file can make us hold.
inline constexpr size_t kMaxBackupLineBytes = size_t{128} << 20;
// Keys are positions in memory (query/columns.h), so one may not be made up.
inline constexpr int64_t kMaxContactKey = int64_t{1} << 24;

}  // namespace kartei
