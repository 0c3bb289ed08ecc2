#include "contact/normalize.h"

#include <doctest/doctest.h>

#include <random>

#include "base/limits.h"
#include "vectors.h"

namespace kartei {
namespace {

using nlohmann::json;

struct Normalized {
  Contact contact;
  std::vector<FieldIssue> issues;
};

Normalized normalize(const RawContact& raw, std::string_view default_country_code = {}) {
  Normalized result;
  normalize_contact(raw, {.default_country_code = default_country_code}, result.contact,
                    result.issues);
  return result;
}

// The raw contact looks into `row`.
RawContact to_raw(const json& row) {
  const auto text = [&row](const char* key) -> std::string_view {
    return row.contains(key) ? std::string_view(row[key].get_ref<const std::string&>())
                             : std::string_view();
  };
  RawContact raw{.name = text("name"),
                 .email = text("email"),
                 .phone = text("phone"),
                 .country_code = text("country_code"),
                 .created_at = text("created_at"),
                 .last_contact_at = text("last_contact_at"),
                 .source = text("source"),
                 .tags = text("tags")};
  if (row.contains("attributes")) {
    for (const json& attribute : row["attributes"]) {
      raw.attributes.emplace_back(attribute[0].get_ref<const std::string&>(),
                                  attribute[1].get_ref<const std::string&>());
    }
  }
  return raw;
}

Contact to_contact(const json& row) {
  Contact contact;
  contact.name = row.value("name", "");
  contact.email = row.value("email", "");
  contact.phone = row.value("phone", "");
  contact.country_code = row.value("country_code", "");
  contact.source = row.value("source", "");
  contact.tags = row.value("tags", std::vector<std::string>());
  contact.attributes = row.value("attributes", std::vector<Attribute>());
  contact.email_normalized = row.value("email_normalized", "");
  contact.phone_e164 = row.value("phone_e164", "");
  if (row.contains("created_at")) {
    contact.created_at = parse_timestamp(row["created_at"].get<std::string>()).value();
  }
  if (row.contains("last_contact_at")) {
    contact.last_contact_at = parse_timestamp(row["last_contact_at"].get<std::string>()).value();
  }
  return contact;
}

json to_json(const std::vector<FieldIssue>& issues) {
  json rows = json::array();
  for (const FieldIssue& issue : issues) {
    rows.push_back({error_code_name(issue.code), field_name(issue.field), issue.column});
  }
  return rows;
}

// What a second pass over a contact's own fields is given.
RawContact to_raw(const Contact& contact, std::string& tags) {
  for (const std::string& tag : contact.tags) tags.append(tag).push_back(',');
  RawContact raw{.name = contact.name,
                 .email = contact.email,
                 .phone = contact.phone,
                 .country_code = contact.country_code,
                 .source = contact.source,
                 .tags = tags};
  for (const auto& [name, value] : contact.attributes) raw.attributes.emplace_back(name, value);
  return raw;
}

}  // namespace

TEST_CASE("normalize_contact by vectors, also into a contact that was used before") {
  Contact used = to_contact(json::parse(
      R"({"name": "Otto", "email": "otto@example.org", "phone_e164": "+4912345",
          "email_normalized": "otto", "created_at": "2020-01-01", "last_contact_at": "2020-01-01",
          "tags": ["a", "b", "c", "d"], "attributes": [["a", "1"], ["b", "2"], ["c", "3"]]})"));
  for (const json& row : load_vectors("contact/normalize.json")["cases"]) {
    const std::string shown = row["raw"].dump();
    CAPTURE(shown);
    const std::string default_country_code = row.value("default_country_code", "");
    const auto [contact, issues] = normalize(to_raw(row["raw"]), default_country_code);
    CHECK(contact == to_contact(row["contact"]));
    CHECK(to_json(issues) == row.value("issues", json::array()));

    std::vector<FieldIssue> again;
    normalize_contact(to_raw(row["raw"]), {.default_country_code = default_country_code}, used,
                      again);
    CHECK(used == contact);
    CHECK(again == issues);
  }
}

TEST_CASE("normalize_contact leaves id, updated_at and deleted_at alone and appends issues") {
  Normalized result;
  result.contact.id.bytes[0] = 1;
  result.contact.updated_at = 2;
  result.contact.deleted_at = 3;
  result.issues.push_back({ErrorCode::contact_empty});
  normalize_contact({}, {}, result.contact, result.issues);
  CHECK(result.contact.id.bytes[0] == 1);
  CHECK(result.contact.updated_at == 2);
  CHECK(result.contact.deleted_at == 3);
  CHECK(result.issues.size() == 2);
}

TEST_CASE("what is nothing but blanks and NULs is empty") {
  using namespace std::string_view_literals;
  const auto [contact, issues] =
      normalize({.name = "\0"sv, .email = " \0 \0"sv, .phone = "\0\u00A0\0"sv});
  CHECK(contact.name.empty());
  CHECK(contact.email.empty());
  CHECK(contact.phone.empty());
  CHECK(to_json(issues) == json::parse(R"([["contact_empty", "", 0]])"));
  const auto [anna, none] = normalize({.name = "\0 Anna"sv, .source = "\0"sv});
  CHECK(anna.name == "Anna");
  CHECK(anna.source.empty());
  CHECK(none.empty());
}

TEST_CASE("text that is not UTF-8 is an issue of its field and is kept readable") {
  const auto [contact, issues] = normalize({.name = " M\xFCller",
                                            .email = "anna\xFF@example.org",
                                            .phone = "\xC3",
                                            .country_code = "+4\xFF",
                                            .created_at = "\xFF",
                                            .source = "\xFF",
                                            .tags = "a,\xFF",
                                            .attributes = {{"\xFF", "x"}}});
  CHECK(contact.name == "M\uFFFDller");
  CHECK(contact.email == "anna\uFFFD@example.org");
  CHECK(contact.phone == "\uFFFD");
  CHECK(contact.email_normalized.empty());
  CHECK(contact.tags == std::vector<std::string>{"a", "\uFFFD"});
  CHECK(contact.attributes == std::vector<Attribute>{{"\uFFFD", "x"}});
  CHECK(to_json(issues) == json::parse(R"([["text_invalid_utf8", "name", 2],
                                           ["text_invalid_utf8", "email", 5],
                                           ["text_invalid_utf8", "country_code", 3],
                                           ["text_invalid_utf8", "phone", 1],
                                           ["date_malformed", "created_at", 0],
                                           ["text_invalid_utf8", "source", 1],
                                           ["text_invalid_utf8", "tags", 3],
                                           ["text_invalid_utf8", "attributes", 1]])"));
}

TEST_CASE("what is over a limit is an issue") {
  const std::string fits(kMaxFieldBytes, 'x'), too_long = fits + "x";
  CHECK(normalize({.name = fits}).issues.empty());
  const auto [contact, issues] = normalize({.name = too_long,
                                            .email = too_long + "@x",
                                            .phone = std::string(kMaxFieldBytes + 1, '1'),
                                            .source = too_long,
                                            .tags = too_long,
                                            .attributes = {{"a", too_long}, {too_long, "b"}}});
  CHECK(contact.name == too_long);
  CHECK(to_json(issues) == json::parse(R"([["field_too_long", "name", 0],
                                           ["field_too_long", "email", 0],
                                           ["field_too_long", "phone", 0],
                                           ["field_too_long", "source", 0],
                                           ["field_too_long", "tags", 0],
                                           ["field_too_long", "attributes", 0]])"));
}

TEST_CASE("Google's labels are tags") {
  const auto tags = [](std::string_view text) {
    return normalize({.name = "Anna", .tags = text}).contact.tags;
  };
  using Tags = std::vector<std::string>;
  CHECK(tags("Kunden ::: Messe 2026 ::: * myContacts") ==
        Tags{"Kunden", "Messe 2026", "myContacts"});
  CHECK(tags("* friends") == Tags{"friends"});
  CHECK(tags("* * a:::*b:::") == Tags{"a", "*b"});
  CHECK(tags("Quelle: Messe, a::b") == Tags{"Quelle: Messe", "a::b"});
}

TEST_CASE("Quotation marks around a tag are Mailchimp's") {
  Contact contact;
  std::vector<FieldIssue> issues;
  normalize_contact({.name = "A", .tags = R"("VIP","a: b","", x:::y)"}, {}, contact, issues);
  CHECK(contact.tags == std::vector<std::string>{"VIP", "a: b", "x", "y"});
}

TEST_CASE("tags and attributes are bounded") {
  std::string tags;
  std::vector<std::string> names;
  for (size_t i = 0; i <= kMaxAttributes; ++i) names.push_back("name " + std::to_string(i));
  for (size_t i = 0; i < kMaxTags; ++i) tags += "tag " + std::to_string(i) + ";";
  RawContact raw{.name = "Anna", .tags = tags};
  for (size_t i = 0; i < kMaxAttributes; ++i) raw.attributes.emplace_back(names[i], "x");
  CHECK(normalize(raw).issues.empty());
  CHECK(normalize(raw).contact.tags.size() == kMaxTags);

  tags += "tag 0; one more";
  raw.tags = tags;
  raw.attributes.emplace_back(names.back(), "x");
  const auto [contact, issues] = normalize(raw);
  CHECK(contact.tags.size() == kMaxTags);
  CHECK(contact.attributes.size() == kMaxAttributes);
  CHECK(to_json(issues) ==
        json::parse(R"([["field_too_long", "tags", 0], ["field_too_long", "attributes", 0]])"));
}

TEST_CASE("normalizing twice changes nothing") {
  constexpr std::string_view kPieces[] = {
      "a",    "ü",      "u\u0308", " ",      "\n",     "\u2028", "\u00A0", "@",
      ".",    "+49",    "00",      "(0)",    "123456", ",",      ";",      "\u037E",
      "\xFF", "\u212B", "'",       "\u200B", "\uFEFF", "-",      "tel:",   "\u0301"};
  std::mt19937 random(8);
  const auto text = [&random, &kPieces] {
    std::string made;
    for (size_t size = random() % 6; size > 0; --size)
      made += kPieces[random() % std::size(kPieces)];
    return made;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string name = text(), email = text(), phone = text(), country_code = text(),
                      tags = text(), key = text(), value = text();
    const auto first = normalize({.name = name,
                                  .email = email,
                                  .phone = phone,
                                  .country_code = country_code,
                                  .source = value,
                                  .tags = tags,
                                  .attributes = {{key, value}, {name, email}, {key, phone}}});
    std::string joined;
    const auto second = normalize(to_raw(first.contact, joined));
    if (second.contact != first.contact) {
      FAIL_CHECK(name, "|", email, "|", phone, "|", country_code, "|", tags, "|", key, "|", value);
    }
  }
}

TEST_CASE("A country tells where a number is dialled, but overrules no number") {
  const auto read = [](std::string_view country, std::string_view phone) {
    return normalize({.name = "Anna", .phone = phone, .country_code = country});
  };
  CHECK(read("DE", "030 123456").contact.phone_e164 == "+4930123456");
  for (const std::string_view country : {"DE", "Deutschland", "germany"}) {
    const Normalized abroad = read(country, "+43 1 2345678");
    CHECK(abroad.issues.empty());
    CHECK(abroad.contact.country_code == "+43");
    CHECK(abroad.contact.phone_e164 == "+4312345678");
  }
  CHECK(read("+49", "+43 1 2345678").issues ==
        std::vector{FieldIssue{ErrorCode::phone_calling_code_contradicts, Field::phone}});
  CHECK(read("Germany (+49)", "+43 1 2345678").issues.size() == 1);
}

}  // namespace kartei
