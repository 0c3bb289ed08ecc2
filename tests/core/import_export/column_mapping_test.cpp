#include "import_export/column_mapping.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

using Cells = std::vector<std::string_view>;

ColumnMapping mapping_of(const Cells& headers) {
  return *ColumnMapping::make(headers, std::nullopt);
}

}  // namespace

TEST_CASE("Cells go to their fields, the others become attributes") {
  const ColumnMapping mapping = mapping_of({"E-Mail", "Firma", "name", "updated_at", ""});
  RawContact raw;
  mapping.fill(Cells{"a@b.de", "Kartei", "Anna", "2026-01-01", "x"}, raw);
  CHECK(raw.email == "a@b.de");
  CHECK(raw.name == "Anna");
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
  CHECK(raw.attributes == Attributes{{"Firma", "Kartei"}, {"column_5", "x"}});
  // What the row before had is gone.
  mapping.fill(Cells{"c@d.de"}, raw);
  CHECK(raw.name.empty());
  CHECK(raw.attributes.empty());
  CHECK(mapping.column_of(Field::name) == 3);
  CHECK(mapping.column_of(Field::phone) == 0);
}

TEST_CASE("What a date column holds that is no date is kept as text") {
  const ColumnMapping mapping = mapping_of({"name", "Erstellt am", "last_contact_at"});
  RawContact raw;
  mapping.fill(Cells{"Anna", "24.11.2026", "2026-01-01"}, raw);
  CHECK(raw.created_at == "24.11.2026");
  CHECK(raw.attributes.empty());
  mapping.fill(Cells{"Anna", "vorgestern", " "}, raw);
  CHECK(raw.created_at.empty());
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
  CHECK(raw.attributes == Attributes{{"Erstellt am", "vorgestern"}});
}

TEST_CASE("A row is as wide as the header, but for empty cells at its end") {
  const ColumnMapping mapping = mapping_of({"name", "email"});
  CHECK(mapping.check_width(Cells{"a", "b"}));
  CHECK(mapping.check_width(Cells{"a", "b", "", ""}));
  const auto few = mapping.check_width(Cells{"a"});
  CHECK(few.error().code == ErrorCode::csv_too_few_cells);
  CHECK(few.error().column == 2);
  const auto many = mapping.check_width(Cells{"a", "b", "", "x"});
  CHECK(many.error().code == ErrorCode::csv_too_many_cells);
  CHECK(many.error().column == 4);
}

}  // namespace kartei
