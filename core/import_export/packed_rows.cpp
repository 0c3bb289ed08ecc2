#include "import_export/packed_rows.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/varints.h"

namespace kartei {
namespace {

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
    shape.head_bytes += varint_bytes(cell.size());
  }
  if (shape.is_one_piece) shape.text_bytes += cells.size() - 1;
  shape.head_bytes += varint_bytes(head_of(cells.size(), shape.is_one_piece));
  return shape;
}

void pack(std::span<const std::string_view> cells, const Shape& shape, char* out) {
  out = write_varint(out, head_of(cells.size(), shape.is_one_piece));
  for (const std::string_view cell : cells) out = write_varint(out, cell.size());
  if (shape.is_one_piece) {
    std::memcpy(out, cells.front().data(), shape.text_bytes);
    return;
  }
  for (const std::string_view cell : cells) out = std::ranges::copy(cell, out).out;
}

}  // namespace

void PackedRows::add(std::span<const std::string_view> cells) {
  const Shape shape = shape_of(cells, true);
  pack(cells, shape, rows_.push_back(shape.size()));
}

void PackedRows::set(size_t index, std::span<const std::string_view> cells) {
  // Not in place: the cells may be views of the row as it was.
  const Shape shape = shape_of(cells, false);
  std::string packed(shape.size(), '\0');
  pack(cells, shape, packed.data());
  rows_.set(index, packed);
}

void PackedRows::cells(size_t index, std::vector<std::string_view>& cells) const {
  const char* in = rows_[index].data();
  if (!in) return cells.clear();
  const size_t head = read_varint(in), gap = head & 1;
  cells.resize(head / 2);
  for (std::string_view& cell : cells) {
    const size_t size = read_varint(in);
    cell = {in, size};
  }
  // Lengths are known now: the bytes follow the last of them.
  for (std::string_view& cell : cells) {
    cell = {in, cell.size()};
    in += cell.size() + gap;
  }
}

}  // namespace kartei
