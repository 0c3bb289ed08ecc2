#include "import_export/reviewed_file.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {
namespace {

// Rejects rows with an x, and refuses a column "no".
class NoX final : public ReviewedFile {
 public:
  explicit NoX(const csv::DialectOverrides& dialect = {}) : ReviewedFile(dialect) {}
  std::vector<Error> issues(size_t) const override { return {}; }

  std::vector<size_t> compared;
  size_t first_rows = 0;
  bool has_ended = false;

 private:
  Result<void> take_columns(std::span<const std::vector<std::string>> rows) override {
    first_rows = rows.size();
    if (headers().front() == "no") return failure(ErrorCode::csv_column_unknown, 1);
    return {};
  }
  void judge(std::span<const std::string_view> cells, RowState& state) override {
    state.is_rejected = cells[0] == "x";
  }
  void compare(RowState&) override { compared.push_back(rows().size()); }
  void end_rows() override { has_ended = true; }
};

Result<void> read(NoX& file, std::string_view text, size_t chunk) {
  const auto bytes = bytes_of(text);
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    const auto rest = std::span(bytes).subspan(at);
    if (auto fed = file.feed(rest.first(std::min(chunk, rest.size()))); !fed) return fed;
  }
  return file.finish();
}

}  // namespace

TEST_CASE("Rows are judged, compared and kept one by one, rows of nothing are none") {
  for (const size_t chunk : {1, 1000}) {
    NoX file;
    REQUIRE(read(file, " a ;b\n1;2\n;\nx;\n\xFF;3\n", chunk));
    CHECK(file.is_finished());
    CHECK(file.has_ended);
    CHECK(file.headers() == std::vector<std::string>{"a", "b"});
    CHECK(file.first_rows == 4);
    CHECK(file.compared == std::vector<size_t>{0, 1, 2});
    REQUIRE(file.rows().size() == 3);
    CHECK(file.rows().state(1).number == 4);
    CHECK(file.rows().state(1).is_rejected);
  }
}

TEST_CASE("A damaged row is rejected with its cell, and judged by nobody") {
  NoX file({.encoding = csv::Encoding::utf8});
  REQUIRE(read(file, "a,b\n1,\xFF\n", 1000));
  const RowState& state = file.rows().state(0);
  CHECK(state.is_rejected);
  CHECK(state.issue == ErrorCode::csv_invalid_utf8);
  CHECK(state.issue_column == 2);
}

TEST_CASE("Without a header the first row is one, and headers are empty") {
  NoX file({.has_header = false});
  REQUIRE(read(file, "1,2\n3,4\n", 1000));
  CHECK(file.headers() == std::vector<std::string>{"", ""});
  CHECK(file.rows().size() == 2);
}

TEST_CASE("What is wrong with the columns ends the reading") {
  for (const size_t chunk : {1, 1000}) {
    NoX file;
    CHECK(read(file, "no,b\n1,2\n", chunk).error().code == ErrorCode::csv_column_unknown);
    CHECK_FALSE(file.is_finished());
    CHECK(file.rows().size() == 0);
  }
  NoX empty;
  CHECK(empty.finish().error().code == ErrorCode::csv_empty);
}

}  // namespace kartei
