#include "check/column_rule.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

struct Checked {
  std::optional<ErrorCode> wrong;
  std::string normal;
};

Checked check(const ColumnRule& rule, std::string_view text, const RowContext& context = {}) {
  Checked checked;
  checked.wrong = check_value(rule, text, context, checked.normal);
  return checked;
}

std::vector<int> matched(const std::vector<std::string>& headers,
                         const std::vector<ColumnRule>& rules) {
  std::vector<int> found;
  for (const auto& rule : *match_columns(headers, {}, rules, std::nullopt)) {
    found.push_back(rule ? static_cast<int>(*rule) : -1);
  }
  return found;
}

}  // namespace

TEST_CASE("Values of each type have a normal form, or a code that says why not") {
  using enum ColumnType;
  CHECK(check({.type = email}, "Anna@EXAMPLE.org").normal == "Anna@example.org");
  CHECK(check({.type = email}, "anna").wrong == ErrorCode::email_missing_at);
  CHECK(check({.type = phone}, "030 1234567", {.country_code = "+49"}).normal == "+49301234567");
  // As RFC 3966 has it; it is read again as the same.
  CHECK(check({.type = phone}, "030 1234567 Durchwahl 12", {.country_code = "+49"}).normal ==
        "+49301234567;ext=12");
  CHECK(check({.type = phone}, "+1 650 253 0000 x99").normal == "+16502530000;ext=99");
  CHECK(check({.type = phone}, "+16502530000;ext=99").normal == "+16502530000;ext=99");
  CHECK(check({.type = phone}, "030 1234567").wrong == ErrorCode::phone_calling_code_missing);
  CHECK(check({.type = phone}, "+43 1 234567", {.country_code = "+49", .is_calling_code = true})
            .wrong == ErrorCode::phone_calling_code_contradicts);
  CHECK(check({.type = phone}, "+43 1 234567", {.country_code = "+49"}).normal == "+431234567");
  CHECK(check({.type = country_code}, "0049").normal == "+49");
  CHECK(check({.type = integer}, "+12").normal == "12");
  CHECK(check({.type = integer}, "1,5").wrong == ErrorCode::cell_number);
  CHECK(check({.type = number}, "-1,50").normal == "-1.50");
  for (const char* text : {"", "-", "1.", ".5", "1.2.3", "1e5", "0x1", "1 000"}) {
    CHECK(check({.type = number}, text).wrong == ErrorCode::cell_number);
  }
  CHECK(check({.type = date}, "24.11.2026").normal == "2026-11-24");
  CHECK(check({.type = date}, "2026-11-24T10:00+01:00").normal == "2026-11-24T09:00:00.000Z");
  CHECK(check({.type = date}, "Nov 24, 2026").normal == "2026-11-24");
  CHECK(check({.type = date}, "3/4/2026 5:10 PM", {.date_order = DateOrder::month_first}).normal ==
        "2026-03-04T17:10:00.000Z");
  CHECK(check({.type = date}, "3/4/2026").wrong == ErrorCode::date_malformed);
  CHECK(check({.type = date}, "gestern").wrong == ErrorCode::date_malformed);
  CHECK(check({.type = text}, "Mu\u0308ller").normal == "Müller");
}

TEST_CASE("Allowed values whatever their case, lengths in characters") {
  const ColumnRule rule{.allowed = {"Kunde", "Straße"}};
  CHECK(check(rule, "KUNDE").normal == "Kunde");
  CHECK(check(rule, "strasse").normal == "Straße");
  CHECK(check(rule, "Kund").wrong == ErrorCode::cell_not_allowed);
  const ColumnRule close{.allowed = {"schon", "schön"}};
  CHECK(check(close, "SCHÖN").normal == "schön");
  CHECK(check(close, "Schon").normal == "schon");
  // What is listed is allowed, and stays, whatever its normal form would be.
  CHECK(check({.type = ColumnType::country_code, .allowed = {"DE"}}, "DE").normal == "DE");
  CHECK(check({.type = ColumnType::country_code, .allowed = {"+49"}}, "DE").normal == "+49");
  CHECK(check({.type = ColumnType::number, .allowed = {"1,5"}}, "1,5").normal == "1,5");
  CHECK(check({.type = ColumnType::number, .allowed = {"x"}}, "x").wrong == ErrorCode::cell_number);
  CHECK_FALSE(check({.max_length = 3}, "äöü").wrong);
  CHECK(check({.max_length = 3}, "äöüß").wrong == ErrorCode::field_too_long);
}

TEST_CASE("Addresses are compared whatever their case, other values as they stand") {
  const auto key_of = [](ColumnType type, std::string_view normal) {
    std::string key = "of another row";
    make_comparison_key({.type = type}, normal, key);
    return key;
  };
  CHECK(key_of(ColumnType::email, "Anna@x.de") == "anna@x.de");
  CHECK(key_of(ColumnType::email, "MÜLLER@x.de") == "müller@x.de");
  CHECK(key_of(ColumnType::text, "Anna") == "Anna");
}

TEST_CASE("Columns are recognised by name, by further headers, and by what they mean") {
  const std::vector<ColumnRule> rules = {
      {.name = "email", .type = ColumnType::email},
      {.name = "mobile", .type = ColumnType::phone},
      {.name = "customer_no", .headers = {"Kd.-Nr."}},
      {.name = "billing_email", .type = ColumnType::email},
  };
  CHECK(matched({"E-Mail-Adresse", "Handy", "kd nr", "x"}, rules) == std::vector<int>{0, 1, 2, -1});
  CHECK(matched({"Billing E-Mail", "EMAIL"}, rules) == std::vector<int>{3, 0});
  // A second address is not the one for bills.
  CHECK(matched({"email", "Work e-mail"}, rules) == std::vector<int>{0, -1});
  // Which one of a kind is meant decides before which one is there.
  const std::vector<ColumnRule> numbers = {{.name = "mobile", .type = ColumnType::phone},
                                           {.name = "phone", .type = ColumnType::phone},
                                           {.name = "private_email", .type = ColumnType::email},
                                           {.name = "billing_email", .type = ColumnType::email}};
  CHECK(matched({"Telefon", "Handy"}, numbers) == std::vector<int>{1, 0});
  CHECK(matched({"Handy", "Telefon 2"}, {numbers[0]}) == std::vector<int>{0, -1});
  CHECK(matched({"Telefon", "Handy"}, {numbers[0]}) == std::vector<int>{-1, 0});
  CHECK(matched({"Nummer geschäftlich", "Telefon"}, {numbers[1]}) == std::vector<int>{-1, 0});
  CHECK(matched({"Work e-mail", "Home e-mail"}, numbers) == std::vector<int>{-1, 2});
  CHECK(matched({"E-Mail"}, {numbers[3], {.name = "mail", .type = ColumnType::email}}) ==
        std::vector<int>{1});
  CHECK(matched({"E-Mail"}, {numbers[3]}) == std::vector<int>{0});
  CHECK(matched({"name", "Vorname"}, {{.name = "first_name"}}) == std::vector<int>{-1, 0});
  // Letters of other scripts are letters.
  CHECK(matched({"имя", "日付"}, {{.name = "日付"}, {.name = "Имя"}}) == std::vector<int>{1, 0});
}

TEST_CASE("A header that says a name exactly is not taken by one that says nearly the same") {
  const auto two = [](std::string first, std::string second) {
    return std::vector<ColumnRule>{{.name = std::move(first)}, {.name = std::move(second)}};
  };
  CHECK(matched({"discount %", "discount"}, two("discount", "discount %")) ==
        std::vector<int>{1, 0});
  CHECK(matched({"E-Mail", "email"}, {{.name = "email"}}) == std::vector<int>{-1, 0});
  CHECK(matched({"code", "id"}, {{.name = "id", .headers = {"code"}}, {.name = "code"}}) ==
        std::vector<int>{1, 0});
  CHECK(matched({"Code", "x"}, {{.name = "id", .headers = {"code"}}, {.name = "code"}}) ==
        std::vector<int>{1, -1});
  CHECK(matched({"a", "%"}, {{.name = "%"}}) == std::vector<int>{-1, 0});
}

TEST_CASE("Columns as somebody chose them") {
  const std::vector<ColumnRule> rules = {{.name = "a"}, {.name = "b"}};
  using Names = std::vector<std::string>;
  const auto matches = match_columns({"x", "a"}, {}, rules, Names{"a", ""});
  REQUIRE(matches);
  CHECK(matches->at(0) == 0);
  CHECK_FALSE(matches->at(1));
  const auto code = [&](Names names) {
    return match_columns({"x", "a"}, {}, rules, std::move(names)).error().code;
  };
  CHECK(code({"a"}) == ErrorCode::csv_column_unknown);
  CHECK(code({"a", "c"}) == ErrorCode::csv_column_unknown);
  CHECK(code({"a", "a"}) == ErrorCode::csv_column_twice);
}

}  // namespace kartei
