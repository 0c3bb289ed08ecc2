// The good rows of a checked file as CSV, as an application expects it: its own names for the
// columns, values without the blanks around them.
#pragma once

#include <string>
#include <vector>

#include "check/table_checker.h"

namespace kartei {

struct GoodFileOptions {
  // Normal forms (check_value()) in place of what stands there.
  bool is_normal = false;
  // Only the columns that were asked for, in the order of the rules; else every column of the file,
  // what has the name of one that was asked for and is another one as name_2.
  bool only_expected = false;
};

class GoodFile {
 public:
  // `checker` must outlive this and stay as it is. RFC 4180 with commas, UTF-8 without byte order
  // mark; cells as they are, formulas too: what reads it next is a program.
  GoodFile(const TableChecker& checker, GoodFileOptions options);

  // Appends the next rows, until `out` has grown by about `bytes`. False: there are no more.
  bool write(std::string& out, size_t bytes);

 private:
  void write_header(std::string& out);
  void write_row(size_t row, std::string& out);

  const TableChecker& checker_;
  const GoodFileOptions options_;
  // Columns of the file.
  std::vector<size_t> columns_;
  std::vector<std::string_view> cells_;
  size_t next_row_ = 0;
  bool has_header_ = false;
};

}  // namespace kartei
