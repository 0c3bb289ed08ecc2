// What the suites of csv/ share: rows that outlive the parser, and random bytes with a seed.
#pragma once

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csv/parser.h"

namespace kartei::csv {

using Table = std::vector<std::vector<std::string>>;

struct KeptRow {
  std::vector<std::string> cells;
  uint64_t number = 0;
  uint64_t line = 0;
  std::optional<Error> damage;

  bool operator==(const KeptRow&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const KeptRow& row) {
  out << "row " << row.number << " on line " << row.line << " [";
  for (const std::string& cell : row.cells) out << "<" << cell << ">";
  out << "]";
  if (row.damage) out << " " << error_code_name(row.damage->code) << " " << row.damage->column;
  return out << "\n";
}

inline std::ostream& operator<<(std::ostream& out, const std::vector<KeptRow>& rows) {
  for (const KeptRow& row : rows) out << row;
  return out;
}

struct KeepRows final : RowHandler {
  void on_row(const Row& row) override {
    rows.push_back({{row.cells.begin(), row.cells.end()}, row.number, row.line, row.damage});
  }
  std::vector<KeptRow> rows;
};

inline std::span<const std::byte> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// What a file becomes; `error` is the one that ended it.
struct Reading {
  std::vector<KeptRow> rows;
  std::optional<Error> error;
  uint64_t scanned_bytes = 0;

  bool operator==(const Reading&) const = default;

  Table cells() const {
    Table all;
    for (const KeptRow& row : rows) all.push_back(row.cells);
    return all;
  }
};

// Reads `file` in the chunks whose sizes next_size() says.
template <class NextSize>
Reading read_chunks(std::string_view file, const Dialect& dialect, NextSize next_size) {
  KeepRows keep;
  Parser parser(dialect, keep);
  Result<void> result;
  while (result && !file.empty()) {
    const auto chunk = file.substr(0, next_size());
    file.remove_prefix(chunk.size());
    // A copy of its own, so that the sanitizer sees a view that outlives its chunk.
    const std::vector<char> bytes(chunk.begin(), chunk.end());
    result = parser.feed(as_bytes({bytes.data(), bytes.size()}));
  }
  if (result) result = parser.finish();
  return {std::move(keep.rows), result ? std::nullopt : std::optional(result.error()),
          parser.scanned_bytes()};
}

inline Reading read_whole(std::string_view file, const Dialect& dialect = {}) {
  return read_chunks(file, dialect, [&] { return file.size(); });
}

// A vector's file: `input` as UTF-8, or `hex`, its bytes, with blanks where they help to read.
inline std::string file_of(const nlohmann::json& test) {
  if (!test.contains("hex")) return test["input"];
  std::string digits = test["hex"], bytes;
  std::erase(digits, ' ');
  for (size_t i = 0; i < digits.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

// A third party's file as its corpus keeps it.
inline std::string decode_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  uint32_t bits = 0, count = 0;
  for (const char digit : text) {
    if (digit == '=') break;
    bits = bits << 6 | static_cast<uint32_t>(kDigits.find(digit));
    if ((count += 6) < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>(bits >> count & 0xFF));
  }
  return bytes;
}

// KARTEI_SEED repeats a run.
inline uint64_t random_seed() {
  const char* given = std::getenv("KARTEI_SEED");
  return given ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  // 0 to bound - 1
  size_t below(size_t bound) { return engine_() % bound; }
  template <class T>
  const T& pick(std::span<const T> options) {
    return options[below(options.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace kartei::csv
