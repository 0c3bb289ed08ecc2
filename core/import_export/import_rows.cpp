#include "import_export/import_rows.h"

#include <algorithm>
#include <cstring>
#include <ranges>
#include <string>
#include <utility>

namespace kartei {
namespace {

// How many there are, and each as it lies in memory.
template <class Value>
void append_values(const ChunkedVector<Value>& values, std::string& out) {
  const auto count = static_cast<uint32_t>(values.size());
  out.append(reinterpret_cast<const char*>(&count), sizeof count);
  for (size_t index = 0; index < values.size();) {
    const auto run = std::as_bytes(values.run(index));
    out.append(reinterpret_cast<const char*>(run.data()), run.size());
    index += run.size() / sizeof(Value);
  }
}

template <class Value, class Take>
void take_values(std::string_view& written, Take&& take) {
  uint32_t count;
  std::memcpy(&count, written.data(), sizeof count);
  written.remove_prefix(sizeof count);
  for (; count > 0; --count) {
    Value value;
    std::memcpy(&value, written.data(), sizeof value);
    written.remove_prefix(sizeof value);
    take(value);
  }
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

void ImportRows::add(std::span<const std::string_view> cells, uint64_t number,
                     const RowState& state) {
  note_number(static_cast<uint32_t>(size()), static_cast<uint32_t>(number));
  rows_.add(cells);
  states_.push_back(state);
}

void ImportRows::note_number(uint32_t index, uint32_t number) {
  if (!runs_.empty() && runs_[runs_.size() - 1].number_of(index) == number) return;
  runs_.push_back({.index = index, .number = number});
}

void ImportRows::write(std::string& out) const {
  append_values(runs_, out);
  append_values(states_, out);
  rows_.write(out);
}

void ImportRows::append(std::string_view written, size_t count, uint64_t before) {
  const auto first = static_cast<uint32_t>(size());
  take_values<Run>(written, [&](const Run& run) {
    note_number(first + run.index, static_cast<uint32_t>(before) + run.number);
  });
  take_values<RowState>(written, [&](const RowState& state) { states_.push_back(state); });
  rows_.append(written, count);
}

uint64_t ImportRows::number(size_t index) const {
  const auto runs = std::views::iota(size_t{0}, runs_.size());
  const auto behind =
      std::ranges::upper_bound(runs, index, {}, [this](size_t run) { return runs_[run].index; });
  return runs_[static_cast<size_t>(behind - runs.begin()) - 1].number_of(index);
}

std::optional<size_t> ImportRows::find(uint64_t number) const {
  // Rows are added in the order of their numbers.
  const auto indexes = std::views::iota(size_t{0}, size());
  const auto found = std::ranges::lower_bound(indexes, number, {},
                                              [this](size_t index) { return this->number(index); });
  if (found == indexes.end() || this->number(*found) != number) return std::nullopt;
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
