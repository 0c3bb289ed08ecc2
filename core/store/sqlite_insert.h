// What SQLite can do, but lets nobody ask for: a row that is made already, put into its table.
#pragma once

#include <sqlite3.h>

#ifdef __cplusplus
extern "C" {
#endif

// Inserts a record (https://sqlite.org/fileformat2.html, 2.1) into a table of `main` that has row
// ids and no index, within the write transaction under way: at `*row_id`, where none may be, or,
// where that is 0, behind the highest one, and says in it where. Types and constraints are not
// checked, nor is the schema read, which a statement has to have been prepared for. Answers a
// result code of SQLite; where that is an error, the transaction is rolled back, as it is where a
// statement has filled the disk.
int sqlite3_insert_record(sqlite3* connection, const char* table, const void* record, int size,
                          sqlite3_int64* row_id);

#ifdef __cplusplus
}
#endif
