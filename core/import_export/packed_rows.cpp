#include "import_export/packed_rows.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/text_search.h"
#include "base/varints.h"

namespace kartei {
namespace {

// A row begins with the byte that separates its cells, which follow as they stand in the file; or,
// where that does not tell them apart, with kLengths, their number and their lengths.
constexpr char kLengths = '\0';

static_assert(kSearchPadding <= TextColumn::kPadding);

// The cells and what separates them, where they are a whole text that their separator tells apart;
// else nothing. One copy of all the bytes costs less than one of each cell.
std::string_view as_one_piece(std::span<const std::string_view> cells) {
  if (cells.size() < 2) return {};
  const char* end = cells.front().data() + cells.front().size();
  const char* const separator = end;
  for (const std::string_view cell : cells.subspan(1)) {
    // Only what stands between two cells of one row may be looked at.
    if (cell.data() != end + 1 || *end != *separator) return {};
    end = cell.data() + cell.size();
  }
  const std::string_view piece(cells.front().data(), end);
  const bool is_told = *separator != kLengths && count_byte(piece, *separator) == cells.size() - 1;
  return is_told ? piece : std::string_view();
}

size_t packed_size(std::span<const std::string_view> cells) {
  size_t size = 1 + varint_bytes(cells.size());
  for (const std::string_view cell : cells) size += varint_bytes(cell.size()) + cell.size();
  return size;
}

void pack(std::span<const std::string_view> cells, char* out) {
  *out++ = kLengths;
  out = write_varint(out, cells.size());
  for (const std::string_view cell : cells) out = write_varint(out, cell.size());
  for (const std::string_view cell : cells) out = std::ranges::copy(cell, out).out;
}

// `row` is in a TextColumn.
void unpack_piece(std::string_view row, std::vector<std::string_view>& cells) {
  cells.clear();
  const char separator = row.front();
  while (!row.empty()) {
    row.remove_prefix(1);
    cells.push_back(row.substr(0, find_byte(row, separator)));
    row.remove_prefix(cells.back().size());
  }
}

}  // namespace

void PackedRows::add(std::span<const std::string_view> cells) {
  const std::string_view piece = as_one_piece(cells);
  if (!piece.data()) return pack(cells, rows_.push_back(packed_size(cells)));
  char* out = rows_.push_back(1 + piece.size());
  *out = cells.front().data()[cells.front().size()];
  std::memcpy(out + 1, piece.data(), piece.size());
}

void PackedRows::set(size_t index, std::span<const std::string_view> cells) {
  // Not in place: the cells may be views of the row as it was.
  std::string packed(packed_size(cells), '\0');
  pack(cells, packed.data());
  rows_.set(index, packed);
}

void PackedRows::cells(size_t index, std::vector<std::string_view>& cells) const {
  const std::string_view row = rows_[index];
  if (row.empty()) return cells.clear();
  if (row.front() != kLengths) return unpack_piece(row, cells);
  const char* in = row.data() + 1;
  cells.resize(read_varint(in));
  for (std::string_view& cell : cells) {
    const size_t size = read_varint(in);
    cell = {in, size};
  }
  // Lengths are known now: the bytes follow the last of them.
  for (std::string_view& cell : cells) {
    cell = {in, cell.size()};
    in += cell.size();
  }
}

}  // namespace kartei
