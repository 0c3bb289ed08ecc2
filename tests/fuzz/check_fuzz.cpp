// Any bytes as a file that is checked: the counts add up however the bytes are split, and the clean
// file is clean when it is checked again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "check/good_file.h"
#include "check/table_checker.h"

namespace {

using namespace kartei;

struct NoPattern final : PatternMatcher {
  bool matches(size_t, std::string_view) override { return true; }
};

NoPattern no_pattern;

CheckOptions expected() {
  return {.columns = {{.name = "email", .type = ColumnType::email, .is_unique = true},
                      {.name = "phone", .type = ColumnType::phone},
                      {.name = "no", .type = ColumnType::integer, .is_unique = true},
                      {.name = "state", .allowed = {"Lead", "x"}, .max_length = 4}},
          .default_country_code = "+49"};
}

bool read(TableChecker& checker, std::span<const std::byte> file, size_t chunk) {
  for (size_t at = 0; at < file.size(); at += chunk) {
    if (!checker.feed(file.subspan(at, std::min(chunk, file.size() - at)))) return false;
  }
  return checker.finish().has_value();
}

bool is_sum(const CheckCounts& counts) {
  return counts.rows == counts.good + counts.duplicates + counts.rejected;
}

std::string clean_text(const TableChecker& checker) {
  GoodFile file(checker, {.only_expected = true});
  std::string text;
  while (file.write(text, 1000)) {
  }
  return text;
}

// A clean file has commas and a header, which detection need not find in a row or two.
void check_again(const TableChecker& checker) {
  if (checker.counts().good == 0) return;
  CheckOptions options = expected();
  options.dialect = {.encoding = csv::Encoding::utf8,
                     .delimiter = ',',
                     .quote = '"',
                     .escape = '"',
                     .has_header = true,
                     .skip_rows = 0};
  TableChecker again(options, no_pattern, 2);
  const std::string text = clean_text(checker);
  if (text.empty()) return;
  ensure(read(again, std::as_bytes(std::span(text)), text.size()), "a clean file can be read");
  ensure(again.counts().rejected == 0 && again.counts().duplicates == 0, "a clean file is clean");
}

}  // namespace

// The first byte chooses the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto file = std::as_bytes(std::span(data, size)).subspan(1);
  TableChecker whole(expected(), no_pattern, 1), pieces(expected(), no_pattern, 1);
  const bool is_read = read(whole, file, file.size());
  ensure(is_read == read(pieces, file, 1 + data[0] % 7), "how the bytes are split does not matter");
  if (!is_read) return 0;
  ensure(is_sum(whole.counts()) && is_sum(pieces.counts()), "the counts add up");
  ensure(whole.counts().good == pieces.counts().good, "the same rows are good");
  check_again(whole);
  return 0;
}
