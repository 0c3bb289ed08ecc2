#include "csv/header_map.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "csv/header_synonyms.h"
#include "vectors.h"

namespace kartei::csv {
namespace {

using nlohmann::json;
using Kind = ColumnTarget::Kind;

std::vector<ColumnTarget> map(const std::vector<std::string>& headers) {
  return map_headers(std::vector<std::string_view>(headers.begin(), headers.end()));
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
    const auto targets = map(headers);
    REQUIRE(targets.size() == headers.size());
    for (size_t i = 0; i < headers.size(); ++i) {
      CAPTURE(headers[i]);
      CHECK(field_name(targets[i].field) == test["fields"].value(headers[i], ""));
      CHECK((targets[i].kind == Kind::field) == test["fields"].contains(headers[i]));
      CHECK((targets[i].kind == Kind::field ? targets[i].confidence >= 0.8
                                            : targets[i].confidence == 0));
    }
  }
}

TEST_CASE("confidence: the field's own name, a usual word, one of several kinds") {
  CHECK(map({"email"})[0] == ColumnTarget{Kind::field, Field::email, 1});
  CHECK(map({"E-Mail"})[0] == ColumnTarget{Kind::field, Field::email, 1});
  CHECK(map({"Mailadresse"})[0] == ColumnTarget{Kind::field, Field::email, 0.9});
  CHECK(map({"E-Mail (geschäftlich)"})[0] == ColumnTarget{Kind::field, Field::email, 0.8});
  CHECK(map({"Ort"})[0] == ColumnTarget{Kind::attribute, Field::none, 0});
}

TEST_CASE("when a contact was changed is for the book to say") {
  CHECK(map({"updated_at"})[0] == ColumnTarget{Kind::ignore, Field::none, 1});
  CHECK(map({"Updated At"})[0].kind == Kind::attribute);
}

TEST_CASE("what a file of rejected rows says about them is ignored at its end only") {
  const auto targets = map({"email", "row", "column", "reason_code", "reason"});
  CHECK(targets[0].field == Field::email);
  for (size_t i = 1; i < targets.size(); ++i) {
    CHECK(targets[i] == ColumnTarget{Kind::ignore, Field::none, 1});
  }
  for (const auto& target : map({"row", "column", "reason_code", "reason", "Ort"})) {
    CHECK(target.kind == Kind::attribute);
  }
  CHECK(map({"reason"})[0].kind == Kind::attribute);
}

TEST_CASE("every synonym names one field only, and is written as header_key writes it") {
  std::set<std::string> seen;
  for (const FieldSynonyms& entry : kFieldSynonyms) {
    std::string words = " ";
    words.append(entry.name).append(entry.usual).append(entry.special);
    std::string word;
    for (const char byte : words + " ") {
      if (byte != ' ') {
        word += byte;
        continue;
      }
      if (word.empty()) continue;
      CAPTURE(word);
      CHECK(seen.insert(word).second);
      const ColumnTarget target = map({word})[0];
      CHECK(target.kind == Kind::field);
      CHECK(target.field == entry.field);
      word.clear();
    }
    CHECK((entry.usual.starts_with(' ') && entry.usual.ends_with(' ')));
    CHECK((entry.special.empty() ||
           (entry.special.starts_with(' ') && entry.special.ends_with(' '))));
  }
  CHECK(seen.size() > 400);
}

TEST_CASE("a header that is not UTF-8 is an attribute") {
  CHECK(map({"\xFF\xC3"})[0].kind == Kind::attribute);
}

TEST_CASE("a mapping names no field twice, and a contact somehow") {
  const auto check = [](const std::vector<std::string>& headers) {
    return check_mapping(map(headers));
  };
  CHECK(check({"name"}));
  CHECK(check({"Ort", "email"}));
  CHECK(check({"phone", "name", "email", "tags"}));
  CHECK(check({"name", "notes", "notes"}));
  CHECK(check({"name", "email", "Email", "phone"}).error() ==
        Error{.code = ErrorCode::csv_column_twice, .field = "email", .row = 1, .column = 3});
  CHECK(check({"foo", "bar"}).error() == Error{.code = ErrorCode::csv_header_missing, .row = 1});
  CHECK(check({"country_code", "tags"}).error().code == ErrorCode::csv_header_missing);
  CHECK(check({}).error().code == ErrorCode::csv_header_missing);
}

TEST_CASE("attributes have a name, and one of their own") {
  CHECK(names({"Ort", " Notiz ", "", "Ort", "Ort", "Ort 2"}) ==
        std::vector<std::string>{"Ort", "Notiz", "column_3", "Ort 2", "Ort 3", "Ort 2 2"});
  CHECK(names({"email", "Email", "email", "attributes"}) ==
        std::vector<std::string>{"email 2", "Email", "email 3", "attributes 2"});
  CHECK(names({"column_2", "", "column_3"}) ==
        std::vector<std::string>{"column_2", "column_2 2", "column_3"});
  const auto many = names(std::vector<std::string_view>(1000, "x"));
  CHECK(std::set(many.begin(), many.end()).size() == 1000);
  CHECK(many.back() == "x 1000");
}

// The corpora are other people's tables: they judge ours, and nothing of them is in ours.
TEST_CASE("header rows of the shared corpora: nothing wrong is taken for e-mail or phone") {
  const auto corpus = load_corpus("headers/header-rows.json");
  if (!corpus) return;
  size_t expected = 0, found = 0, columns = 0;
  for (const json& test : *corpus) {
    const std::vector<std::string> headers = test["headers"];
    const auto targets = map(headers);
    std::set<std::string> wanted, got;
    for (const auto& [header, field] : test["expect"].items()) {
      if (field == "name" || field == "email" || field == "phone") wanted.insert(field);
    }
    for (size_t i = 0; i < headers.size(); ++i) {
      if (targets[i].kind != Kind::field) continue;
      const std::string field(field_name(targets[i].field));
      if (field != "name" && field != "email" && field != "phone") continue;
      CAPTURE(test["system"].get<std::string>());
      CAPTURE(headers[i]);
      ++columns;
      got.insert(field);
      if (test["language"] == "en" || test["language"] == "de") {
        CHECK(test["expect"].value(headers[i], "") == field);
      }
    }
    expected += wanted.size();
    for (const auto& field : wanted) found += got.contains(field);
  }
  MESSAGE("fields found in header rows: " << found << " of " << expected << ", by " << columns
                                          << " columns");
  CHECK(found * 10 >= expected * 9);
}

TEST_CASE("single headers of the shared corpora, German and English") {
  const auto corpus = load_corpus("headers/header-fields.json");
  if (!corpus) return;
  size_t expected = 0, found = 0, taken = 0, right = 0;
  for (const json& test : *corpus) {
    const std::string language = test["language"].get<std::string>().substr(0, 2);
    if (language != "en" && language != "de") continue;
    const std::string header = test["input"], field = test["expect"];
    const Field mapped = map({header})[0].field;
    const bool is_ours = field == "name" || field == "email" || field == "phone";
    const bool is_taken = mapped == Field::name || mapped == Field::email || mapped == Field::phone;
    expected += is_ours;
    found += is_ours && field_name(mapped) == field;
    taken += is_taken;
    right += is_taken && field_name(mapped) == field;
    CAPTURE(header);
    if (mapped == Field::email || mapped == Field::phone) CHECK(field_name(mapped) == field);
  }
  // What is missing should be second addresses and numbers, which are attributes.
  MESSAGE("recall " << found << " of " << expected << ", precision " << right << " of " << taken);
}

TEST_SUITE_END();

}  // namespace kartei::csv
