#include "import_export/import_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace kartei {
namespace {

// Numbers as LEB128: lengths of cells are one byte nearly always.
size_t number_bytes(size_t value) {
  return (static_cast<size_t>(std::bit_width(value | 1)) + 6) / 7;
}

char* write_number(char* out, size_t value) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
  *out++ = static_cast<char>(value);
  return out;
}

size_t read_number(const char*& in) {
  size_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<uint8_t>(*in++);
    value |= size_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return value;
  }
}

// The bytes of cells that stand behind one another, each behind one byte more, as an unquoted row
// has them; empty where they do not. One copy of them all costs less than one of each.
std::string_view as_one_piece(std::span<const std::string_view> cells) {
  if (cells.empty()) return {};
  const char* next = cells.front().data();
  for (const std::string_view cell : cells) {
    if (cell.data() != next) return {};
    next += cell.size() + 1;
  }
  return {cells.front().data(), static_cast<size_t>(next - 1 - cells.front().data())};
}

// The number of cells, doubled, and 1 where a byte stands between them.
size_t head_of(std::span<const std::string_view> cells, bool is_one_piece) {
  return cells.size() * 2 + is_one_piece;
}

size_t packed_size(std::span<const std::string_view> cells, std::string_view piece) {
  size_t size = number_bytes(head_of(cells, !piece.empty())), bytes = 0;
  for (const std::string_view cell : cells) {
    size += number_bytes(cell.size());
    bytes += cell.size();
  }
  return size + (piece.empty() ? bytes : piece.size());
}

void pack(std::span<const std::string_view> cells, std::string_view piece, char* out) {
  out = write_number(out, head_of(cells, !piece.empty()));
  for (const std::string_view cell : cells) out = write_number(out, cell.size());
  if (!piece.empty()) {
    std::memcpy(out, piece.data(), piece.size());
    return;
  }
  for (const std::string_view cell : cells) out = std::ranges::copy(cell, out).out;
}

}  // namespace

Result<void> check_width(std::span<const std::string_view> cells, size_t width) {
  if (cells.size() < width) {
    return failure(ErrorCode::csv_too_few_cells, static_cast<uint32_t>(cells.size() + 1));
  }
  const auto surplus = cells.subspan(width);
  const auto filled = std::ranges::find_if(surplus, [](auto cell) { return !cell.empty(); });
  if (filled == surplus.end()) return {};
  return failure(ErrorCode::csv_too_many_cells,
                 static_cast<uint32_t>(width + static_cast<size_t>(filled - surplus.begin()) + 1));
}

void ImportRows::add(std::span<const std::string_view> cells, const RowState& state) {
  const std::string_view piece = as_one_piece(cells);
  pack(cells, piece, rows_.push_back(packed_size(cells, piece)));
  states_.push_back(state);
}

void ImportRows::set_cells(size_t index, std::span<const std::string_view> cells) {
  // Not in place: the cells may be views of the row as it was.
  std::string packed(packed_size(cells, {}), '\0');
  pack(cells, {}, packed.data());
  rows_.set(index, packed);
}

std::optional<size_t> ImportRows::find(uint64_t number) const {
  // Rows are added in the order of their numbers.
  const auto found = std::ranges::lower_bound(states_, number, {}, &RowState::number);
  if (found == states_.end() || found->number != number) return std::nullopt;
  return static_cast<size_t>(found - states_.begin());
}

void ImportRows::cells(size_t index, std::vector<std::string_view>& cells) const {
  const char* in = rows_[index].data();
  const size_t head = read_number(in), gap = head & 1;
  cells.resize(head / 2);
  for (std::string_view& cell : cells) {
    const size_t size = read_number(in);
    cell = {in, size};
  }
  // Lengths are known now: the bytes follow the last of them.
  for (std::string_view& cell : cells) {
    cell = {in, cell.size()};
    in += cell.size() + gap;
  }
}

}  // namespace kartei
