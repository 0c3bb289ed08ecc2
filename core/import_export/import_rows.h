// The rows of a file while it is reviewed: every cell as it was read, and what was found out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/chunked_vector.h"
#include "base/error.h"
#include "contact/contact.h"
#include "import_export/packed_rows.h"

namespace kartei {

// Why a row is a duplicate, and of what.
enum class MatchKind : uint8_t { none, book_email, book_phone, file_email, file_phone };

// 16 bytes, a million times.
struct RowState {
  // Its E.164 number (pack_e164()), 0 where it has none or is rejected; by this, its extension and
  // the e-mail rows are compared.
  uint64_t phone = 0;
  // Of a duplicate: the contact's key in the book, or the index of the earlier row. Of a row that
  // is none: the key of the contact that it has become.
  uint32_t match = 0;
  // Cell of the issue, 1-based; 0 where it is about the row.
  uint16_t issue_column = 0;
  // The first of all issues.
  ErrorCode issue = ErrorCode::internal;
  MatchKind match_kind : 3 = MatchKind::none;
  bool is_rejected : 1 = false;
  // Whether something is wrong with it: then it is rejected, unless it was said to be taken all the
  // same.
  bool has_issue : 1 = false;
  // Whether its contact can be made again of its cells and `phone` (contact/plain_contact.h).
  bool is_plain : 1 = false;
  // Whether its phone has an extension, which `phone` has not.
  bool has_extension : 1 = false;

  bool is_duplicate() const { return match_kind != MatchKind::none; }
  bool matches_book() const {
    return match_kind == MatchKind::book_email || match_kind == MatchKind::book_phone;
  }
};

static_assert(sizeof(RowState) == 16);

// Whether a row has as many cells as the header; empty ones behind the last column do not count.
// Errors: csv_too_few_cells, csv_too_many_cells, with the column.
Result<void> check_width(std::span<const std::string_view> cells, size_t width);

class ImportRows {
 public:
  // `number`: the row's in the file (csv::Row), higher than that of the row before.
  void add(std::span<const std::string_view> cells, uint64_t number, const RowState& state);

  // All rows, for append() of another one, in the same build.
  void write(std::string& out) const;
  // Adds the rows that write() has written, behind row `before` of the file.
  void append(std::string_view written, uint64_t before);

  // Other cells for a row.
  void set_cells(size_t index, std::span<const std::string_view> cells) { rows_.set(index, cells); }

  size_t size() const { return states_.size(); }
  RowState& state(size_t index) { return states_[index]; }
  const RowState& state(size_t index) const { return states_[index]; }

  uint64_t number(size_t index) const;
  // The index of the row with this number in the file.
  std::optional<size_t> find(uint64_t number) const;

  // Gives back the cells of all other rows, which have none from here on.
  void keep_rejected();

  // Replaces the contents of `cells` by views of the row's cells.
  void cells(size_t index, std::vector<std::string_view>& cells) const {
    rows_.cells(index, cells);
  }

 private:
  void note_number(uint32_t index, uint32_t number);

  PackedRows rows_;
  ChunkedVector<RowState> states_;
  // Of each run of rows that stand right behind one another: the first one's index, and its number.
  ChunkedVector<uint32_t> run_indexes_, run_numbers_;
};

}  // namespace kartei
