#include "import_export/preview.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/limits.h"
#include "fixtures.h"

namespace kartei {

TEST_CASE("A preview says how dates are read, where that matters") {
  const auto order = [](std::string_view csv, const ImportOptions& options = {}) {
    return preview_csv(bytes_of(csv), true, options)->date_order;
  };
  CHECK(order("name,created_at\nAnna,11/24/2026\n") == DateOrder::month_first);
  CHECK(order("name,created_at\nAnna,3/4/2026\n") == DateOrder::unknown);
  CHECK(order("name,created_at\nAnna,3/4/2026\n", {.default_country_code = "+49"}) ==
        DateOrder::day_first);
  CHECK_FALSE(order("name,created_at\nAnna,3.4.2026\n"));
  CHECK_FALSE(order("name,note\nAnna,11/24/2026\n"));
}

TEST_CASE("A preview shows dialect, columns with samples, and the first rows") {
  std::string text = "Name;E-Mail;Firma\n";
  for (int i = 0; i < 50; ++i)
    text += "N" + std::to_string(i) + ";n@x.de;" + (i ? "" : "Erste") + "\n";
  const auto preview = preview_csv(bytes_of(text), true, {});
  REQUIRE(preview);
  CHECK(preview->dialect.delimiter == ';');
  REQUIRE(preview->columns.size() == 3);
  CHECK(preview->columns[0].target.field == Field::name);
  CHECK(preview->columns[0].samples == std::vector<std::string>{"N0", "N1", "N2"});
  CHECK(preview->columns[2].target.kind == csv::ColumnTarget::Kind::attribute);
  CHECK(preview->columns[2].samples == std::vector<std::string>{"Erste"});
  CHECK(preview->rows.size() == 20);
  CHECK(preview->rows.front() == std::vector<std::string>{"N0", "n@x.de", "Erste"});
  CHECK(preview->issues.empty());
}

TEST_CASE("What is cut at the end of the sample is not shown") {
  const auto preview = preview_csv(bytes_of("name,email\nA,a@x.de\nB,b@x"), false, {});
  REQUIRE(preview);
  CHECK(preview->rows.size() == 1);
  CHECK(preview_csv(bytes_of("name,email\nA,a@x.de\nB,b@x"), true, {})->rows.size() == 2);
}

TEST_CASE("What keeps a file from being imported is shown beside the rows") {
  const csv::ColumnTarget email{csv::ColumnTarget::Kind::field, Field::email, 1};
  const ImportOptions options{.mapping = {{email, email}}};
  const auto preview = preview_csv(bytes_of("E-Mail,email\na@x.de,b@x.de\n"), true, options);
  REQUIRE(preview);
  REQUIRE(preview->issues.size() == 1);
  CHECK(preview->issues.front().code == ErrorCode::csv_column_twice);
  CHECK(preview->rows.size() == 1);
  CHECK(preview_csv(bytes_of("a,b\n1,2\n"), true, {})->issues.front().code ==
        ErrorCode::csv_header_missing);
  CHECK(preview_csv({}, true, {}).error().code == ErrorCode::csv_empty);
}

TEST_CASE("More columns than there can be keep a file from being imported") {
  std::string header = "name";
  while (static_cast<size_t>(std::ranges::count(header, ',')) < kMaxColumns) header += ",c";
  const auto preview = preview_csv(bytes_of(header + "\nAnna\n"), true, {});
  REQUIRE(preview);
  REQUIRE(preview->issues.size() == 1);
  CHECK(preview->issues.front().code == ErrorCode::csv_too_many_columns);
  CHECK(preview->issues.front().row == 1);
  CHECK(preview->issues.front().column == kMaxColumns + 1);
  header.erase(header.rfind(','));
  CHECK(preview_csv(bytes_of(header + "\nAnna\n"), true, {})->issues.empty());
}

TEST_CASE("Overrides are obeyed") {
  const ImportOptions options{.dialect = {.delimiter = ',', .has_header = false}};
  const auto preview = preview_csv(bytes_of("a;b,c\nd;e,f\n"), true, options);
  REQUIRE(preview);
  CHECK(preview->rows.size() == 2);
  CHECK(preview->columns.size() == 2);
  CHECK(preview->columns.front().header.empty());
}

}  // namespace kartei
