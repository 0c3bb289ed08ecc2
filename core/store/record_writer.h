// One row as SQLite keeps it (https://sqlite.org/fileformat2.html, 2.1), made without SQLite.
// decode_record() of btree_page.h reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kartei {

class RecordWriter {
 public:
  // The row's values in the order of the table's columns. A key that is the row id is NULL.
  RecordWriter& add_null();
  RecordWriter& add(int64_t value);
  RecordWriter& add(std::optional<int64_t> value);
  RecordWriter& add(std::string_view text);
  RecordWriter& add_blob(std::span<const uint8_t> bytes);

  // The record of what was added since the last one. It is valid until the next call.
  std::string_view finish();

 private:
  std::string types_, values_, record_;
};

}  // namespace kartei
