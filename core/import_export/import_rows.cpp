#include "import_export/import_rows.h"

#include <algorithm>
#include <cstring>

namespace kartei {
namespace {

void append_length(std::string& out, size_t length) {
  const auto value = static_cast<uint32_t>(length);
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

uint32_t read_length(std::string_view packed, size_t index) {
  uint32_t value;
  std::memcpy(&value, packed.data() + index * sizeof value, sizeof value);
  return value;
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

void ImportRows::pack(std::span<const std::string_view> cells) {
  packed_.clear();
  append_length(packed_, cells.size());
  for (const std::string_view cell : cells) append_length(packed_, cell.size());
  for (const std::string_view cell : cells) packed_.append(cell);
}

void ImportRows::add(std::span<const std::string_view> cells, const RowState& state) {
  pack(cells);
  rows_.push_back(packed_);
  states_.push_back(state);
}

void ImportRows::set_cells(size_t index, std::span<const std::string_view> cells) {
  pack(cells);
  rows_.set(index, packed_);
}

std::optional<size_t> ImportRows::find(uint64_t number) const {
  // Rows are added in the order of their numbers.
  const auto found = std::ranges::lower_bound(states_, number, {}, &RowState::number);
  if (found == states_.end() || found->number != number) return std::nullopt;
  return static_cast<size_t>(found - states_.begin());
}

void ImportRows::cells(size_t index, std::vector<std::string_view>& cells) const {
  const std::string_view packed = rows_[index];
  cells.resize(read_length(packed, 0));
  size_t offset = (cells.size() + 1) * sizeof(uint32_t);
  for (size_t i = 0; i < cells.size(); ++i) {
    const size_t length = read_length(packed, i + 1);
    cells[i] = packed.substr(offset, length);
    offset += length;
  }
}

}  // namespace kartei
