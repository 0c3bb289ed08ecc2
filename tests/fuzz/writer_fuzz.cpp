// Any cells in any encoding: what is written is read again as it was, and no cell begins a formula.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "csv/parser.h"
#include "csv/writer.h"

namespace {

using namespace kartei;
using Table = std::vector<std::vector<std::string>>;

struct Rows final : csv::RowHandler {
  Table all;
  void on_row(const csv::Row& row) override {
    auto& cells = all.emplace_back();
    for (const std::string_view cell : row.cells) cells.emplace_back(csv::restore_cell(cell));
    for (const std::string_view cell : row.cells) {
      ensure(!is_safe || cell.empty() || !std::string_view("=+-@\t\r\n").contains(cell.front()),
             "no cell begins a formula");
    }
  }
  bool is_safe = true;
};

// Rows end with 0x1E, cells with 0x1F, as ASCII has it.
Table split(std::string_view text) {
  Table table(1, std::vector<std::string>(1));
  for (const char c : text) {
    if (c == '\x1E') {
      table.emplace_back(1);
    } else if (c == '\x1F') {
      table.back().emplace_back();
    } else {
      table.back().back().push_back(c);
    }
  }
  return table;
}

}  // namespace

// The first two bytes choose the options.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const csv::WriteOptions options{.delimiter = ",;\t|"[data[0] % 4],
                                  .formula_safe = data[0] < 0x80};
  const auto encoding = static_cast<csv::Encoding>(data[1] % 6);
  Table table = split({reinterpret_cast<const char*>(data) + 2, size - 2});
  const auto is_wide = [](const auto& row) { return row.size() > 100; };
  if (table.size() > 100 || std::ranges::any_of(table, is_wide)) return 0;
  csv::Writer writer(encoding, options);
  std::string file;
  for (auto row = table.begin(); row != table.end();) {
    const size_t before = file.size();
    if (writer.write(std::vector<std::string_view>(row->begin(), row->end()), file)) {
      ++row;
      continue;
    }
    ensure(encoding > csv::Encoding::utf8_bom, "UTF-8 takes everything");
    ensure(file.size() == before, "what is refused leaves nothing behind");
    row = table.erase(row);
  }
  if (!options.formula_safe) {
    for (auto& row : table) {
      for (std::string& cell : row) cell = csv::restore_cell(cell);
    }
  }
  Rows rows;
  rows.is_safe = options.formula_safe;
  csv::Parser parser({.encoding = encoding, .delimiter = options.delimiter}, rows);
  ensure(parser.feed(std::as_bytes(std::span(file))) && parser.finish(), "the file is read");
  ensure(rows.all == table, "cells are read as they were written");
  return 0;
}
