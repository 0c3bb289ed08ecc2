#include "csv/column_content.h"

#include <doctest/doctest.h>

namespace kartei::csv {
namespace {

HeaderMeaning meaning(const std::vector<std::string>& cells) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& cell : cells) rows.push_back({"x", cell});
  return look_at_column(rows, 1).meaning();
}

ColumnKind kind(const std::vector<std::string>& cells) { return meaning(cells).kind; }

}  // namespace

TEST_SUITE_BEGIN("csv column content");

TEST_CASE("addresses, also where some are bad") {
  CHECK(kind({"a@b.de", "c@d.de", "", "e@f.de"}) == ColumnKind::email);
  CHECK(kind({"a@b.de", "c@d.de", "e@f", "g@@h.de", "i@j.de"}) == ColumnKind::email);
  CHECK(meaning({"a@b.de", "c@d.de", "e@f.de"}).confidence == doctest::Approx(0.7));
  CHECK(meaning({"a@b.de"}).confidence == doctest::Approx(0.6));
  // Handles, remarks.
  CHECK(kind({"@anna", "@ben", "@cem"}) == ColumnKind::none);
  CHECK(kind({"a@b.de", "none", "unknown", "?"}) == ColumnKind::none);
}

TEST_CASE("phones: with their country, or written as they are dialled") {
  CHECK(kind({"+49 30 123456", "0043 1 234567", "+1 650 253 0000"}) == ColumnKind::phone);
  CHECK(kind({"030 / 123 456-7", "(089) 1234567", "0151-2345678"}) == ColumnKind::phone);
  CHECK(meaning({"030 / 123 456-7", "(089) 1234567", "0151-2345678"}).confidence ==
        doctest::Approx(0.5));
  // Numbers of customers, postal codes, amounts, accounts.
  CHECK(kind({"0123456789", "0123456790", "0123456791"}) == ColumnKind::none);
  CHECK(kind({"01067", "10115", "80331"}) == ColumnKind::none);
  CHECK(kind({"1.234,56", "0,99", "12,00"}) == ColumnKind::none);
  CHECK(kind({"DE89 3704 0044 0532 0130 00", "DE75 5121 0800 1245 1261 99"}) == ColumnKind::none);
}

TEST_CASE("calling codes, dates, countries") {
  CHECK(kind({"+49", "+43", "0041"}) == ColumnKind::country_code);
  CHECK(kind({"49", "43", "41"}) == ColumnKind::none);
  CHECK(kind({"2026-01-31", "2026-02-01T10:00:00Z", "01.03.2026"}) == ColumnKind::date);
  CHECK(kind({"3/4/2026 5:10 PM", "11/24/2026 12:00 AM", "Nov 24, 2026"}) == ColumnKind::date);
  const std::vector<std::vector<std::string>> rows = {{"DE"}, {"Österreich"}, {"ch"}, {"Germany"}};
  const ColumnContent content = look_at_column(rows, 0);
  CHECK(content.are_most(content.countries));
  CHECK(content.meaning().kind == ColumnKind::none);
}

TEST_CASE("names are written with capitals") {
  const std::vector<std::vector<std::string>> rows = {{"Anna Müller"},
                                                      {"von der Leyen, Ursula Gertrud"},
                                                      {"Émile Zola"},
                                                      {"anna müller"},
                                                      {"Anna"}};
  CHECK(look_at_column(rows, 0).capitalized == 2);
  CHECK(look_at_column(rows, 0).single_names == 1);
  CHECK(look_at_column(rows, 0).filled == 5);
  CHECK(look_at_column(std::vector<std::vector<std::string>>{{"Anna"}, {"Ben"}}, 0)
            .are_single_names());
  const std::vector<std::vector<std::string>> titles = {{"Frau"}, {"Herr"}, {"Frau"}};
  CHECK_FALSE(look_at_column(titles, 0).are_single_names());
}

TEST_CASE("no more than 200 cells are looked at, rows may be short, bytes any") {
  std::vector<std::vector<std::string>> rows(1000, {"a@b.de"});
  CHECK(look_at_column(rows, 0).filled == 200);
  CHECK(look_at_column(rows, 1).filled == 0);
  CHECK(look_at_column(rows, 1).meaning().kind == ColumnKind::none);
  CHECK(kind({"\xFF\xFE", std::string(100'000, '@'), "\xC3"}) == ColumnKind::none);
}

TEST_SUITE_END();

}  // namespace kartei::csv
