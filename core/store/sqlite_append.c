// SQLite, and one function more, which needs its inner ones. An INSERT does the same, by a program
// that is run for each row and makes the record of sixteen values (docs/decisions.md, "Speed of an
// import").
// clang-format off: SQLite's source defines what its header only declares, if it comes before it.
#include <sqlite3.c>
// clang-format on
#include "store/sqlite_append.h"

static int append(Btree* btree, Pgno root, const void* record, int size, i64* row_id) {
  BtCursor cursor;
  sqlite3BtreeCursorZero(&cursor);
  int code = sqlite3BtreeCursor(btree, root, BTREE_WRCSR, 0, &cursor);
  int is_empty = 0;
  if (code == SQLITE_OK) code = sqlite3BtreeLast(&cursor, &is_empty);
  if (code == SQLITE_OK) {
    *row_id = is_empty ? 1 : sqlite3BtreeIntegerKey(&cursor) + 1;
    const BtreePayload row = {.nKey = *row_id, .pData = record, .nData = size};
    code = sqlite3BtreeInsert(&cursor, &row, BTREE_APPEND, 0);
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

int sqlite3_append(sqlite3* connection, const char* table, const void* record, int size,
                   sqlite3_int64* row_id) {
  Btree* btree = connection->aDb[0].pBt;
  const int is_writing = sqlite3BtreeTxnState(btree) == SQLITE_TXN_WRITE;
  const Table* found = sqlite3FindTable(connection, table, "main");
  const int code =
      is_writing && found ? append(btree, found->tnum, record, size, row_id) : SQLITE_MISUSE;
  if (code != SQLITE_OK) {
    roll_back(connection, code);
    return code;
  }
  connection->lastRowid = *row_id;
  sqlite3VdbeSetChanges(connection, 1);
  return SQLITE_OK;
}
