#include "import_export/import_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <ranges>
#include <string>
#include <utility>

namespace kartei {
namespace {

// Numbers as LEB128: lengths of cells are one byte nearly always.
size_t number_bytes(size_t value) {
  return value < 0x80 ? 1 : (static_cast<size_t>(std::bit_width(value)) + 6) / 7;
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

// How the cells of a row are kept.
struct Shape {
  // Whether they stand behind one another, each behind one byte more, as an unquoted row has them:
  // one copy of all the bytes costs less than one of each cell.
  bool is_one_piece;
  // Of the cells, and of what stands between them if it is one piece.
  size_t text_bytes;
  // Of their number and their lengths.
  size_t head_bytes;

  size_t size() const { return head_bytes + text_bytes; }
};

// The number of cells, doubled, and 1 where a byte stands between them.
size_t head_of(size_t cells, bool is_one_piece) { return cells * 2 + is_one_piece; }

// `is_row`: whether the cells are views of one row, as it stands in the file.
Shape shape_of(std::span<const std::string_view> cells, bool is_row) {
  Shape shape{.is_one_piece = is_row && !cells.empty(), .text_bytes = 0, .head_bytes = 0};
  const char* next = shape.is_one_piece ? cells.front().data() : nullptr;
  for (const std::string_view cell : cells) {
    shape.is_one_piece = shape.is_one_piece && cell.data() == next;
    if (shape.is_one_piece) next += cell.size() + 1;
    shape.text_bytes += cell.size();
    shape.head_bytes += number_bytes(cell.size());
  }
  if (shape.is_one_piece) shape.text_bytes += cells.size() - 1;
  shape.head_bytes += number_bytes(head_of(cells.size(), shape.is_one_piece));
  return shape;
}

void pack(std::span<const std::string_view> cells, const Shape& shape, char* out) {
  out = write_number(out, head_of(cells.size(), shape.is_one_piece));
  for (const std::string_view cell : cells) out = write_number(out, cell.size());
  if (shape.is_one_piece) {
    std::memcpy(out, cells.front().data(), shape.text_bytes);
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
  const Shape shape = shape_of(cells, true);
  pack(cells, shape, rows_.push_back(shape.size()));
  states_.push_back(state);
}

void ImportRows::write(std::string& out) const {
  for (size_t index = 0; index < size();) {
    const auto run = std::as_bytes(states_.run(index));
    out.append(reinterpret_cast<const char*>(run.data()), run.size());
    index += run.size() / sizeof(RowState);
  }
  rows_.write(out);
}

void ImportRows::append(std::string_view written, size_t count, uint64_t before) {
  for (size_t index = 0; index < count; ++index) {
    RowState state;
    std::memcpy(&state, written.data() + index * sizeof state, sizeof state);
    state.number += static_cast<uint32_t>(before);
    states_.push_back(state);
  }
  rows_.append(written.substr(count * sizeof(RowState)), count);
}

void ImportRows::set_cells(size_t index, std::span<const std::string_view> cells) {
  // Not in place: the cells may be views of the row as it was.
  const Shape shape = shape_of(cells, false);
  std::string packed(shape.size(), '\0');
  pack(cells, shape, packed.data());
  rows_.set(index, packed);
}

std::optional<size_t> ImportRows::find(uint64_t number) const {
  // Rows are added in the order of their numbers.
  const auto indexes = std::views::iota(size_t{0}, states_.size());
  const auto found = std::ranges::lower_bound(
      indexes, number, {}, [this](size_t index) { return states_[index].number; });
  if (found == indexes.end() || states_[*found].number != number) return std::nullopt;
  return *found;
}

void ImportRows::keep_rejected() {
  TextColumn kept;
  for (size_t index = 0; index < size(); ++index) {
    if (states_[index].is_rejected) kept.set(index, rows_[index]);
  }
  rows_ = std::move(kept);
}

void ImportRows::cells(size_t index, std::vector<std::string_view>& cells) const {
  const char* in = rows_[index].data();
  if (!in) return cells.clear();
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
