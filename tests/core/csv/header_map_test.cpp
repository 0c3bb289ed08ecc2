#include "csv/header_map.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "vectors.h"

namespace kartei::csv {
namespace {

using nlohmann::json;

using Rows = std::vector<std::vector<std::string>>;

std::vector<Column> recognize(const std::vector<std::string>& headers, const Rows& rows = {}) {
  return map_columns(std::vector<std::string_view>(headers.begin(), headers.end()), rows);
}

std::vector<ColumnTarget> map(const std::vector<std::string>& headers, const Rows& rows = {}) {
  std::vector<ColumnTarget> targets;
  for (const Column& column : recognize(headers, rows)) targets.push_back(column.target);
  return targets;
}

// "email", "further email", "first_name", "" for an attribute.
std::string describe(const ColumnTarget& target) {
  switch (target.kind) {
    case ColumnTarget::Kind::field:
      return std::string(field_name(target.field));
    case ColumnTarget::Kind::further:
      return "further " + std::string(field_name(target.field));
    case ColumnTarget::Kind::first_name:
      return "first_name";
    case ColumnTarget::Kind::middle_name:
      return "middle_name";
    case ColumnTarget::Kind::last_name:
      return "last_name";
    case ColumnTarget::Kind::area_code:
      return "area_code";
    case ColumnTarget::Kind::attribute:
      return "";
    case ColumnTarget::Kind::ignore:
      return "ignore";
  }
  return "?";
}

std::vector<std::string> names(const std::vector<std::string_view>& headers) {
  return attribute_names(headers);
}

}  // namespace

TEST_SUITE_BEGIN("csv header map");

TEST_CASE("our own vectors") {
  const json vectors = load_vectors("csv/headers.json");
  for (const json& test : vectors["cases"]) {
    const std::vector<std::string> headers = test["headers"];
    CAPTURE(test.dump());
    const auto targets = map(headers, test.value("rows", Rows()));
    REQUIRE(targets.size() == headers.size());
    for (size_t i = 0; i < headers.size(); ++i) {
      CAPTURE(headers[i]);
      CHECK(describe(targets[i]) == test["fields"].value(headers[i], ""));
      CHECK((targets[i].kind == ColumnTarget::Kind::attribute) == (targets[i].confidence == 0));
    }
  }
}

TEST_CASE("confidence: the field's own name, a usual word, one of several kinds") {
  CHECK(map({"email"})[0] == ColumnTarget{ColumnTarget::Kind::field, Field::email, 1});
  CHECK(map({"E-Mail"})[0] == ColumnTarget{ColumnTarget::Kind::field, Field::email, 1});
  CHECK(map({"Mailadresse"})[0] == ColumnTarget{ColumnTarget::Kind::field, Field::email, 0.9});
  CHECK(map({"E-Mail (geschäftlich)"})[0] ==
        ColumnTarget{ColumnTarget::Kind::field, Field::email, 0.8});
  CHECK(map({"Ort"})[0] == ColumnTarget{ColumnTarget::Kind::attribute, Field::none, 0});
}

TEST_CASE("content decides where headers say nothing, or something else") {
  const Rows rows = {{"Anna Alt", "a@x.de", "+49 30 123456", "DE", "ja", "2026-01-01"},
                     {"Ben Bel", "b@x.de", "+43 1 2345678", "AT", "nein", "2026-01-02"},
                     {"Cem Can", "c@x.de", "+41 44 1234567", "CH", "ja", "2026-01-03"},
                     {"Dora Dal", "d@x.de", "+49 30 123457", "DE", "ja", "2026-01-04"},
                     {"Eva Eck", "e@x.de", "+49 30 123458", "DE", "ja", "2026-01-05"}};
  auto columns = recognize({"", "", "", "", "", ""}, rows);
  CHECK(describe(columns[0].target) == "name");
  CHECK(describe(columns[1].target) == "email");
  CHECK(describe(columns[2].target) == "phone");
  CHECK(columns[3].kind == ColumnKind::none);
  CHECK(columns[4].kind == ColumnKind::none);
  CHECK(columns[5].kind == ColumnKind::date);
  CHECK(columns[5].target.kind == ColumnTarget::Kind::attribute);
  // One row says little, but nothing speaks against it.
  columns = recognize({"", "", ""}, {{"Anna Alt", "Anna <a@x.de>", "0171 1234567"}});
  CHECK(describe(columns[0].target) == "name");
  CHECK(describe(columns[1].target) == "email");
  CHECK(describe(columns[2].target) == "phone");
  // Single names, alone or side by side.
  const Rows single = {{"Frau", "Anna", "a@x.de", "Berlin"},
                       {"Herr", "Ben", "b@x.de", "Ulm"},
                       {"Herr", "Cem", "c@x.de", "Bonn"}};
  auto targets = map({"", "", "", ""}, single);
  CHECK(describe(targets[0]).empty());
  CHECK(describe(targets[1]) == "name");
  CHECK(describe(targets[3]).empty());
  targets = map({"", "", ""}, {{"Anna", "Alt", "a@x.de"}, {"Ben", "Bel", "b@x.de"}});
  CHECK(describe(targets[0]) == "first_name");
  CHECK(describe(targets[1]) == "last_name");
  CHECK(describe(map({"", "Ort", "E-Mail"}, single)[0]).empty());
  CHECK(describe(map({"Wer", "E-Mail", "Nr"}, {{"A", "a@x.de", "0171 1234567"}})[2]).empty());
  columns = recognize({"Wer", "Wo im Netz", "Nr", "Ländervorwahl", "E-Mail", "Tag X"}, rows);
  CHECK(columns[0].kind == ColumnKind::none);
  CHECK(describe(columns[1].target).empty());
  CHECK(describe(columns[2].target) == "phone");
  CHECK(columns[3].kind == ColumnKind::country);
  CHECK(columns[4].kind == ColumnKind::none);
  CHECK(recognize({"Ländervorwahl"})[0].kind == ColumnKind::country_code);
  // What towns have as well is a calling code where it begins like one, or nothing is known.
  for (const char* code : {"+421", "00421", "DE", "49"}) {
    CHECK(describe(map({"Telefon", "Vorwahl"}, Rows(3, {"123456", code}))[1]) == "country_code");
  }
  for (const char* code : {"421", "0421"}) {
    CHECK(describe(map({"Telefon", "Vorwahl"}, Rows(3, {"123456", code}))[1]) == "area_code");
    CHECK(describe(map({"Fax", "Vorwahl"}, Rows(3, {"123456", code}))[1]).empty());
    CHECK(describe(map({"Telefon", "Ländervorwahl"}, Rows(3, {"123456", code}))[1]) ==
          "country_code");
  }
  CHECK(describe(map({"Telefon", "Vorwahl"})[1]) == "country_code");
  for (const char* header : {"Ortsvorwahl", "Area code", "Código de área"}) {
    CHECK(describe(map({"Telefon", header})[1]) == "area_code");
    CHECK(describe(map({"Telefon", header}, Rows(3, {"123456", "(415)"}))[1]) == "area_code");
    CHECK(describe(map({"Telefon", header}, Rows(3, {"123456", "North"}))[1]).empty());
  }
  // Two numbers of one company are no flags.
  Rows colleagues(5, {"0341123456"});
  colleagues[1] = {"0341123457"};
  CHECK(describe(recognize({"Telefon"}, colleagues)[0].target) == "phone");
  // A header that names the column is believed before any content.
  CHECK(describe(map({"x", "Mail", "Netz", "", "", ""}, rows)[1]) == "email");
  CHECK(describe(map({"x", "y", "Telefon", "", "", ""}, rows)[2]) == "phone");
}

TEST_CASE("what several columns are together") {
  const auto kinds = [](const std::vector<std::string>& headers, const Rows& rows = {}) {
    std::string all;
    for (const Column& column : recognize(headers, rows)) {
      all.append(column_kind_name(column.kind)) += ' ';
    }
    return all.substr(0, all.size() - 1);
  };
  CHECK(kinds({"Vorname", "Name"}) == "first_name last_name");
  CHECK(kinds({"Vorname", "Name"}, {{"Anna", "Anna Alt"}}) == "first_name name");
  CHECK(kinds({"Vorname", "Name"}, {{"Anna", "Alt"}}) == "first_name last_name");
  CHECK(kinds({"First name", "Name"}) == "first_name name");
  CHECK(kinds({"Nom", "Prénom"}) == "last_name first_name");
  CHECK(kinds({"Nom", "Courriel"}) == "name email");
  CHECK(kinds({"Nombre", "Apellidos"}) == "first_name last_name");
  CHECK(kinds({"Nombre", "Correo"}) == "name email");
  CHECK(kinds({"Nome", "Telefone"}) == "name phone");
  CHECK(kinds({"First", "Last"}) == "first_name last_name");
  CHECK(kinds({"First", "Best", "Email"}) == "  email");
  CHECK(kinds({"User name", "Alternate email address"}) == "email email");
  CHECK(kinds({"Email", "User name"}) == "email ");
}

TEST_CASE("when a contact was changed is for the book to say") {
  CHECK(map({"updated_at"})[0] == ColumnTarget{ColumnTarget::Kind::ignore, Field::none, 1});
  CHECK(map({"Updated At"})[0].kind == ColumnTarget::Kind::attribute);
}

TEST_CASE("what a file of rejected rows says about them is none of its own, at its end only") {
  const auto width = [](std::vector<std::string_view> headers) { return own_width(headers); };
  CHECK(width({"email", "row", "column", "reason_code", "reason"}) == 1);
  CHECK(width({"", "row", "column", "reason_code", "reason"}) == 1);
  CHECK(width({"row", "column", "reason_code", "reason", "Ort"}) == 5);
  CHECK(width({"email", "row", "column", "reason"}) == 4);
  CHECK(width({"row", "column", "reason_code", "reason"}) == 4);
  CHECK(width({"reason"}) == 1);
}

TEST_CASE("a header that is not UTF-8 is an attribute") {
  CHECK(map({"\xFF\xC3"})[0].kind == ColumnTarget::Kind::attribute);
}

TEST_CASE("a mapping names no field twice, and a contact somehow") {
  const auto check = [](const std::vector<std::string>& headers) {
    return check_mapping(map(headers));
  };
  CHECK(check({"name"}));
  CHECK(check({"Ort", "email"}));
  CHECK(check({"phone", "name", "email", "tags"}));
  CHECK(check({"name", "notes", "notes"}));
  CHECK(check({"name", "email", "Email", "phone"}));
  CHECK(check({"Vorname", "Nachname"}));
  const auto chosen = [](std::vector<ColumnTarget> targets) {
    return check_mapping(targets).error();
  };
  const ColumnTarget email{ColumnTarget::Kind::field, Field::email, 1},
      last{ColumnTarget::Kind::last_name, Field::none, 1};
  CHECK(chosen({email, last, email}) ==
        Error{.code = ErrorCode::csv_column_twice, .field = "email", .row = 1, .column = 3});
  CHECK(chosen({last, last}) ==
        Error{.code = ErrorCode::csv_column_twice, .field = "name", .row = 1, .column = 2});
  CHECK(check({"foo", "bar"}).error() == Error{.code = ErrorCode::csv_header_missing, .row = 1});
  CHECK(check({"country_code", "tags"}).error().code == ErrorCode::csv_header_missing);
  CHECK(check({}).error().code == ErrorCode::csv_header_missing);
}

TEST_CASE("attributes have a name, and one of their own") {
  CHECK(names({"Ort", " Notiz ", "", "Ort", "Ort", "Ort 2"}) ==
        std::vector<std::string>{"Ort", "Notiz", "column_3", "Ort 3", "Ort 4", "Ort 2"});
  CHECK(names({"\u00E9t\u00E9", "e\u0301te\u0301"}) == std::vector<std::string>{"été", "été 2"});
  CHECK(names({"email", "Email", "email", "attributes"}) ==
        std::vector<std::string>{"email 2", "Email", "email 3", "attributes 2"});
  CHECK(names({"column_2", "", "column_3"}) ==
        std::vector<std::string>{"column_2", "column_2 2", "column_3"});
  const auto many = names(std::vector<std::string_view>(1000, "x"));
  CHECK(std::set(many.begin(), many.end()).size() == 1000);
  CHECK(many.back() == "x 1000");
}

// --- the shared corpora: other people's tables judge ours, and nothing of them is in ours ---

TEST_CASE("header rows: names, e-mail addresses and phones are found, and none is wrong") {
  const auto corpus = load_corpus("headers/header-rows.json");
  if (!corpus) return;
  size_t expected = 0, found = 0;
  for (const json& test : *corpus) {
    const std::vector<std::string> headers = test["headers"];
    const auto columns = recognize(headers);
    CAPTURE(test["system"].get<std::string>());
    std::set<std::string> wanted, mapped;
    for (const auto& [header, field] : test["expect"].items()) {
      if (field == "email" || field == "phone") wanted.insert(field);
    }
    for (size_t i = 0; i < headers.size(); ++i) {
      CAPTURE(headers[i]);
      const std::string kind(column_kind_name(columns[i].kind));
      if (test["expect"].contains(headers[i])) {
        const std::string field = test["expect"][headers[i]];
        ++expected;
        found += kind == field;
        CHECK(kind == field);
      } else if (kind == "email" || kind == "phone") {
        // Further ones of a kind that the file has.
        CHECK(wanted.contains(kind));
      }
      if (describe(columns[i].target) == kind) mapped.insert(kind);
    }
    for (const std::string& field : wanted) CHECK_MESSAGE(mapped.contains(field), field);
  }
  MESSAGE("header rows: " << found << " of " << expected << " columns recognised");
  CHECK(found * 100 >= expected * 98);
}

TEST_CASE("single headers in twelve languages") {
  const auto corpus = load_corpus("headers/header-fields.json");
  if (!corpus) return;
  const std::set<std::string> ours = {"name", "first_name", "last_name", "email", "phone"};
  size_t expected = 0, found = 0, others = 0, others_found = 0;
  for (const json& test : *corpus) {
    const std::string header = test["input"], field = test["expect"];
    const std::string kind(column_kind_name(read_header(header).kind));
    CAPTURE(header);
    CAPTURE(test["language"].get<std::string>());
    if (ours.contains(field)) {
      ++expected;
      found += kind == field;
      CHECK_MESSAGE(kind == field, "missed");
    } else {
      CHECK_MESSAGE(!ours.contains(kind), "taken for " << kind);
      others += field != "other";
      others_found += field != "other" && kind == field;
      if (field != "other") CHECK_MESSAGE(kind == field, "minor");
    }
  }
  MESSAGE("single headers: " << found << " of " << expected << "; of other kinds " << others_found
                             << " of " << others);
  CHECK(found * 100 >= expected * 98);
}

TEST_SUITE_END();

}  // namespace kartei::csv
