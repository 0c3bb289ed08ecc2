#include "import_export/import_rows.h"

#include <algorithm>
#include <cstring>
#include <ranges>
#include <string>
#include <utility>

namespace kartei {

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
  rows_.add(cells);
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

std::optional<size_t> ImportRows::find(uint64_t number) const {
  // Rows are added in the order of their numbers.
  const auto indexes = std::views::iota(size_t{0}, states_.size());
  const auto found = std::ranges::lower_bound(
      indexes, number, {}, [this](size_t index) { return states_[index].number; });
  if (found == indexes.end() || states_[*found].number != number) return std::nullopt;
  return *found;
}

void ImportRows::keep_rejected() {
  PackedRows kept;
  for (size_t index = 0; index < size(); ++index) {
    if (states_[index].is_rejected) kept.set(index, rows_);
  }
  rows_ = std::move(kept);
}

}  // namespace kartei
