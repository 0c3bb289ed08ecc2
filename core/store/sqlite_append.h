// What SQLite can do, but lets nobody ask for: a row that is made already, put behind the others.
#pragma once

#include <sqlite3.h>

#ifdef __cplusplus
extern "C" {
#endif

// Appends a record (https://sqlite.org/fileformat2.html, 2.1) to a table of `main` that has row ids
// and no index, within the write transaction under way, and answers its row id: the one after the
// highest, or 1. Types and constraints are not checked, nor is the schema read, which a statement
// has to have been prepared for. Answers a result code of SQLite; where that is an error, the
// transaction is rolled back, as it is where a statement has filled the disk.
int sqlite3_append(sqlite3* connection, const char* table, const void* record, int size,
                   sqlite3_int64* row_id);

#ifdef __cplusplus
}
#endif
