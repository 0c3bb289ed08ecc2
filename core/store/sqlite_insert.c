// SQLite, and one function more, which needs its inner ones. An INSERT does the same, by a program
// that is run for each row and makes the record of sixteen values (docs/decisions.md, "Speed of an
// import").
// clang-format off: SQLite's source defines what its header only declares, if it comes before it.
#include <sqlite3.c>
// clang-format on
#include "store/sqlite_insert.h"

// Moves to where a row is to be. `place` is where the cursor is, as sqlite3BtreeInsert() wants it.
static int find_place(BtCursor* cursor, i64* row_id, int* place) {
  if (*row_id != 0) {
    const int code = sqlite3BtreeTableMoveto(cursor, *row_id, 0, place);
    return code == SQLITE_OK && *place == 0 ? SQLITE_CONSTRAINT_PRIMARYKEY : code;
  }
  int is_empty = 0;
  const int code = sqlite3BtreeLast(cursor, &is_empty);
  if (code == SQLITE_OK) *row_id = is_empty ? 1 : sqlite3BtreeIntegerKey(cursor) + 1;
  return code;
}

static int insert(Btree* btree, Pgno root, const void* record, int size, i64* row_id) {
  const int flags = *row_id == 0 ? BTREE_APPEND : 0;
  BtCursor cursor;
  sqlite3BtreeCursorZero(&cursor);
  int place = 0;
  int code = sqlite3BtreeCursor(btree, root, BTREE_WRCSR, 0, &cursor);
  if (code == SQLITE_OK) code = find_place(&cursor, row_id, &place);
  if (code == SQLITE_OK) {
    const BtreePayload row = {.nKey = *row_id, .pData = record, .nData = size};
    code = sqlite3BtreeInsert(&cursor, &row, flags, place);
  }
  sqlite3BtreeCloseCursor(&cursor);
  return code;
}

// As sqlite3VdbeHalt() does it after an error that leaves half of a change.
static void roll_back(sqlite3* connection, int code) {
  sqlite3RollbackAll(connection, SQLITE_ABORT_ROLLBACK);
  sqlite3CloseSavepoints(connection);
  connection->autoCommit = 1;
  sqlite3Error(connection, code);
}

int sqlite3_insert_record(sqlite3* connection, const char* table, const void* record, int size,
                          sqlite3_int64* row_id) {
  Btree* btree = connection->aDb[0].pBt;
  const int is_writing = sqlite3BtreeTxnState(btree) == SQLITE_TXN_WRITE;
  const Table* found = sqlite3FindTable(connection, table, "main");
  const int code =
      is_writing && found ? insert(btree, found->tnum, record, size, row_id) : SQLITE_MISUSE;
  if (code != SQLITE_OK) {
    roll_back(connection, code);
    return code;
  }
  connection->lastRowid = *row_id;
  sqlite3VdbeSetChanges(connection, 1);
  return SQLITE_OK;
}
