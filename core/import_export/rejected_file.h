// The rows that are rejected, as a CSV file that can be corrected and read again: the original
// columns unchanged, then row, column, reason_code and reason, in place of those that it had.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/header_map.h"
#include "import_export/reviewed_file.h"

namespace kartei {

class RejectedFile {
 public:
  // The reason in the words of the interface's language.
  using ReasonOf = std::function<std::string(const Error&)>;

  // `file` must outlive this. Same delimiter as the file that was read, UTF-8 with byte order
  // mark. Cells are as they were, formulas too: it is the person's own file that comes back.
  RejectedFile(const ReviewedFile& file, ReasonOf reason_of);

  // Appends the next rows, at least one, until `out` has grown by about `bytes`. False: there are
  // no more.
  bool write(std::string& out, size_t bytes);

 private:
  using Reasons = std::array<std::string_view, csv::kRejectedColumns.size()>;
  void append(std::vector<std::string_view>& cells, const Reasons& reasons, std::string& out) const;
  void write_header(std::string& out);
  void write_row(size_t row, std::string& out);

  const ReviewedFile& file_;
  ReasonOf reason_of_;
  size_t width_ = 0;
  size_t next_row_ = 0;
  bool has_header_ = false;
};

}  // namespace kartei
