#include "import_export/import_rows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"

namespace kartei {
namespace {

// How many runs begin there or before.
size_t runs_up_to(const ChunkedVector<uint32_t>& begins, uint64_t place) {
  size_t low = 0, high = begins.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    begins[middle] <= place ? low = middle + 1 : high = middle;
  }
  return low;
}

}  // namespace

Result<void> check_width(std::span<const std::string_view> cells, size_t width) {
  if (cells.size() < width) {
    return failure(ErrorCode::csv_too_few_cells, static_cast<uint32_t>(cells.size() + 1));
  }
  const auto surplus = cells.subspan(width);
  const auto filled = std::ranges::find_if_not(surplus, is_blank);
  if (filled == surplus.end()) return {};
  return failure(ErrorCode::csv_too_many_cells,
                 static_cast<uint32_t>(width + static_cast<size_t>(filled - surplus.begin()) + 1));
}

void ImportRows::add(std::span<const std::string_view> cells, uint64_t number,
                     const RowState& state) {
  note_number(static_cast<uint32_t>(size()), static_cast<uint32_t>(number));
  rows_.add(cells);
  states_.push_back(state);
}

void ImportRows::note_number(uint32_t index, uint32_t number) {
  if (index > 0 && this->number(index - 1) + 1 == number) return;
  run_indexes_.push_back(index);
  run_numbers_.push_back(number);
}

void ImportRows::write(std::string& out) const {
  run_indexes_.write(out);
  run_numbers_.write(out);
  states_.write(out);
  rows_.write(out);
}

void ImportRows::append(std::string_view written, uint64_t before) {
  const size_t first = size();
  ChunkedVector<uint32_t> indexes, numbers;
  indexes.append(written);
  numbers.append(written);
  for (size_t run = 0; run < indexes.size(); ++run) {
    note_number(static_cast<uint32_t>(first) + indexes[run],
                static_cast<uint32_t>(before) + numbers[run]);
  }
  states_.append(written);
  rows_.append(written, size() - first);
}

uint64_t ImportRows::number(size_t index) const {
  const size_t run = runs_up_to(run_indexes_, index) - 1;
  return run_numbers_[run] + (index - run_indexes_[run]);
}

std::optional<size_t> ImportRows::find(uint64_t number) const {
  const size_t behind = runs_up_to(run_numbers_, number);
  if (behind == 0) return std::nullopt;
  const uint64_t index = run_indexes_[behind - 1] + (number - run_numbers_[behind - 1]);
  const size_t end = behind < run_indexes_.size() ? run_indexes_[behind] : size();
  if (index >= end) return std::nullopt;
  return static_cast<size_t>(index);
}

void ImportRows::keep_rejected() {
  PackedRows kept;
  for (size_t index = 0; index < size(); ++index) {
    if (states_[index].is_rejected) kept.set(index, rows_);
  }
  rows_ = std::move(kept);
}

}  // namespace kartei
