#include "query/matcher.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <sstream>

#include "base/text.h"
#include "contact/normalize.h"
#include "fixtures.h"

namespace kartei {
namespace {

const Timestamp kNow = *parse_timestamp("2026-02-01T12:00:00Z");

// Anna, Jörg and a nameless number.
Columns three_contacts() {
  Columns columns;
  columns.put(1, make_contact({.name = "Anna Weiß",
                               .email = "anna@example.org",
                               .phone = "0151 234 567-89",
                               .country_code = "+49",
                               .created_at = "2026-01-10T12:00:00Z",
                               .last_contact_at = "2026-02-01"}));
  columns.put(2, make_contact({.name = "Jörg Müller",
                               .email = "jm@beispiel.de",
                               .phone = "+43 1 5050505",
                               .created_at = "2026-01-20"}));
  columns.put(3, make_contact({.phone = "+1 212 555 0100", .created_at = "2026-01-30"}));
  return columns;
}

std::string matching(const Columns& columns, const Filter& filter) {
  std::string keys;
  Matcher(filter, kNow).run(columns).for_each([&](ContactKey key) { keys += std::to_string(key); });
  return keys;
}

std::string matching(const Filter& filter) {
  static const Columns columns = three_contacts();
  return matching(columns, filter);
}

Filter text(const char* words) { return {.kind = Filter::Kind::text, .text = words}; }

Filter where(Field field, Operator op, std::vector<std::string> values = {}, bool flag = true) {
  return {
      .kind = Filter::Kind::condition, .field = field, .op = op, .values = values, .flag = flag};
}

Filter when(Field field, Operator op, const char* from, const char* to = "2026-01-01") {
  return {.kind = Filter::Kind::condition,
          .field = field,
          .op = op,
          .from = *parse_timestamp(from),
          .to = *parse_timestamp(to)};
}

}  // namespace

TEST_CASE("Text is found without case and accents, words in any order") {
  CHECK(matching(text("")) == "123");
  CHECK(matching(text("ANNA")) == "1");
  CHECK(matching(text("weiss")) == "1");
  CHECK(matching(text("weiß anna")) == "1");
  CHECK(matching(text("muller jorg")) == "2");
  CHECK(matching(text("beispiel")) == "2");
  CHECK(matching(text("anna müller")) == "");
}

TEST_CASE("Digits find phones whatever the spacing and the prefix") {
  for (const char* digits :
       {"0151 234", "0151234", "+49 151", "0049151", "(0151) 23-45", "23456"}) {
    CAPTURE(digits);
    CHECK(matching(text(digits)) == "1");
  }
  CHECK(matching(text("anna 0151")) == "1");
  CHECK(matching(text("jörg 0151")) == "");
  CHECK(matching(text("555 0100")) == "3");
}

TEST_CASE("Fields are asked one by one") {
  CHECK(matching(where(Field::name, Operator::contains, {"NNA"})) == "1");
  CHECK(matching(where(Field::name, Operator::starts_with, {"jo"})) == "2");
  CHECK(matching(where(Field::name, Operator::equals, {"jorg muller"})) == "2");
  CHECK(matching(where(Field::name, Operator::equals, {"jorg"})) == "");
  CHECK(matching(where(Field::name, Operator::empty)) == "3");
  CHECK(matching(where(Field::name, Operator::empty, {}, false)) == "12");
  CHECK(matching(where(Field::email, Operator::contains, {"@Example"})) == "1");
  CHECK(matching(where(Field::country_code, Operator::equals, {"+43"})) == "2");
  CHECK(matching(where(Field::country_code, Operator::any_of, {"+43", "+1"})) == "23");
  CHECK(matching(where(Field::country_code, Operator::any_of, {})) == "");
}

TEST_CASE("A phone is found by its own number, also where a zero belongs to it") {
  Columns columns;
  columns.put(1, make_contact({.phone = "+39 06 12345678"}));
  columns.put(2, make_contact({.phone = "0151 234567"}));
  columns.put(3, make_contact({.phone = "+49 (0)30 123456"}));
  const auto found = [&](Operator op, const char* value) {
    return matching(columns, where(Field::phone, op, {value}));
  };
  for (const char* number : {"06 12345678", "+39 06 12345678", "0039 06 12345678"}) {
    CHECK(found(Operator::equals, number) == "1");
  }
  CHECK(found(Operator::starts_with, "06") == "1");
  CHECK(found(Operator::starts_with, "0151") == "2");
  CHECK(found(Operator::equals, "0151 234567") == "2");
  CHECK(found(Operator::equals, "+49 (0)30 123456") == "3");
  CHECK(matching(columns, text("+49 (0)30 123456")) == "3");
  // However many of them: nothing here goes deeper with them.
  std::string many = "+49";
  for (int i = 0; i < 100'000; ++i) many += "(0)";
  many += "30 123456";
  CHECK(matching(columns, text(many.c_str())) == "3");
}

TEST_CASE("A phone's beginning may be given with or without its calling code") {
  CHECK(matching(where(Field::phone, Operator::starts_with, {"+49 151"})) == "1");
  CHECK(matching(where(Field::phone, Operator::starts_with, {"0151"})) == "1");
  CHECK(matching(where(Field::phone, Operator::starts_with, {"151"})) == "1");
  CHECK(matching(where(Field::phone, Operator::starts_with, {"234"})) == "");
  CHECK(matching(where(Field::phone, Operator::equals, {"0151/23456789"})) == "1");
  CHECK(matching(where(Field::phone, Operator::contains, {"abc"})) == "");
  CHECK(matching(where(Field::phone, Operator::empty, {}, false)) == "123");
}

TEST_CASE("Dates: before and the end of between are exclusive") {
  CHECK(matching(when(Field::created_at, Operator::before, "2026-01-20")) == "1");
  CHECK(matching(when(Field::created_at, Operator::after, "2026-01-20")) == "23");
  CHECK(matching(when(Field::created_at, Operator::between, "2026-01-10", "2026-01-20")) == "1");
  // Who has no date is neither before nor after one.
  CHECK(matching(when(Field::last_contact_at, Operator::before, "2030-01-01")) == "1");
  CHECK(matching(where(Field::last_contact_at, Operator::empty)) == "23");
}

TEST_CASE("Trees combine") {
  const Filter anna = text("anna"), joerg = text("jörg");
  CHECK(matching({.kind = Filter::Kind::any, .children = {anna, joerg}}) == "12");
  CHECK(matching({.kind = Filter::Kind::all, .children = {anna, joerg}}) == "");
  CHECK(matching({.kind = Filter::Kind::negation, .children = {anna}}) == "23");
  CHECK(matching({.kind = Filter::Kind::all}) == "123");
  CHECK(matching({.kind = Filter::Kind::any}) == "");
}

TEST_CASE("Umlauts are found however they are written") {
  for (const char* name : {"müller", "muller", "mueller", "MÜLLER", "Mueller, joerg", "jörg"}) {
    CAPTURE(name);
    const std::string_view word =
        std::string_view(name).substr(0, std::string_view(name).find(','));
    CHECK(matching(text(std::string(word).c_str())) == "2");
  }
  CHECK(matching(where(Field::name, Operator::equals, {"Joerg Mueller"})) == "2");
  CHECK(matching(where(Field::name, Operator::starts_with, {"joerg"})) == "2");
  Columns columns;
  columns.put(1, make_contact({.name = "Mueller"}));
  CHECK(Matcher(text("müller")).run(columns).count() == 1);
  CHECK(Matcher(text("muller")).run(columns).count() == 0);
  // A condition finds whom the search finds.
  for (const Operator op :
       {Operator::contains, Operator::starts_with, Operator::ends_with, Operator::equals}) {
    CHECK(Matcher(where(Field::name, op, {"Müller"})).run(columns).count() == 1);
  }
}

TEST_CASE("Quotes keep words together") {
  CHECK(matching(text("\"anna weiß\"")) == "1");
  CHECK(matching(text("\"weiß anna\"")) == "");
  CHECK(matching(text("\"muller\" jorg")) == "2");
  // One that is not closed reaches to the end.
  CHECK(matching(text("\"jorg muller")) == "2");
  CHECK(matching(text("\"\"")) == "123");
}

TEST_CASE("Two-letter words and digits are found where they are, and only there") {
  // Frequent and rare pairs, in names, addresses and phones.
  for (const auto& [words, keys] : std::vector<std::pair<const char*, std::string>>{
           {"an", "1"},    {"jm", "2"},   {"m@", "2"},  {"@e", "1"},        {"05", "123"},
           {"51", "1"},    {"0", "23"},   {"9", "1"},   {"o", "12"},        {".", "12"},
           {"an 89", "1"}, {"jo 89", ""}, {"gm", ""},   {"\"rg mu\"", "2"}, {"rm", ""},
           {"qx", ""},     {"eo", ""},    {"100", "3"}, {"0100", "3"},      {"1 a", "1"}}) {
    CAPTURE(words);
    CHECK(matching(text(words)) == keys);
  }
  Filter with_nul = text("an");
  with_nul.text += std::string("\0na", 3);
  CHECK(matching(with_nul) == "1");
}

TEST_CASE("Days are counted from now") {
  const auto days = [](Field field, Operator op, int64_t number) {
    return Filter{.kind = Filter::Kind::condition, .field = field, .op = op, .number = number};
  };
  CHECK(matching(days(Field::created_at, Operator::last_days, 3)) == "3");
  CHECK(matching(days(Field::created_at, Operator::last_days, 13)) == "23");
  CHECK(matching(days(Field::created_at, Operator::not_in_last_days, 13)) == "1");
  // Whom nobody has ever spoken to has not been spoken to in the last days either.
  CHECK(matching(days(Field::last_contact_at, Operator::not_in_last_days, 7)) == "23");
}

// --- against a plain evaluator ----------------------------------------------------------------

namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// What docs/formats.md says, contact by contact, without columns, sets or signatures.
class Reference {
 public:
  Reference(const Contact& contact, ContactKey key, int64_t import)
      : contact_(contact), key_(key), import_(import) {
    names_ = {fold(contact.name)};
    std::string spelled;
    if (fold_spelled(contact.name, spelled)) names_.push_back(spelled);
    phone_ = digits_of(contact.phone_e164.empty() ? contact.phone : contact.phone_e164);
  }

  bool matches(const Filter& filter) const {
    const auto child = [&](const Filter& inner) { return matches(inner); };
    switch (filter.kind) {
      case Filter::Kind::all:
        return std::ranges::all_of(filter.children, child);
      case Filter::Kind::any:
        return std::ranges::any_of(filter.children, child);
      case Filter::Kind::negation:
        return std::ranges::none_of(filter.children, child);
      case Filter::Kind::segment:
        if (filter.members && !filter.members->has(key_)) return false;
        return (filter.members || !filter.children.empty()) &&
               std::ranges::all_of(filter.children, child);
      case Filter::Kind::text:
        return has_words(filter.text);
      case Filter::Kind::condition:
        return has_condition(filter);
    }
    return false;
  }

 private:
  // The words of this test are folded and without quotes.
  bool has_words(const std::string& text) const {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      bool is_found = fold(contact_.email).contains(word) || phone_.contains(word);
      for (const std::string& name : names_) is_found = is_found || name.contains(word);
      if (!is_found) return false;
    }
    return true;
  }

  bool has_text(const Filter& filter, const std::vector<std::string>& texts) const {
    for (const std::string& text : texts) {
      for (const std::string& value : filter.values) {
        if (filter.op == Operator::contains && text.contains(value)) return true;
        if (filter.op == Operator::starts_with && text.starts_with(value)) return true;
        if (filter.op == Operator::ends_with && text.ends_with(value)) return true;
        if ((filter.op == Operator::equals || filter.op == Operator::any_of) && text == value) {
          return true;
        }
      }
    }
    return false;
  }

  bool has_field(const Filter& filter, const std::string& raw, const std::string& normal,
                 const std::vector<std::string>& texts) const {
    if (filter.op == Operator::empty) return raw.empty() == filter.flag;
    if (filter.op == Operator::valid) return !normal.empty();
    if (filter.op == Operator::invalid) return !raw.empty() && normal.empty();
    return has_text(filter, texts);
  }

  bool has_time(const Filter& filter, std::optional<Timestamp> time) const {
    constexpr int64_t kDay = 86'400'000;
    switch (filter.op) {
      case Operator::empty:
        return time.has_value() != filter.flag;
      case Operator::before:
        return time && *time < filter.from;
      case Operator::after:
        return time && *time >= filter.from;
      case Operator::between:
        return time && *time >= filter.from && *time < filter.to;
      default: {
        const bool is_recent = time && *time <= kNow && *time >= kNow - filter.number * kDay;
        return is_recent == (filter.op == Operator::last_days);
      }
    }
  }

  bool has_condition(const Filter& filter) const {
    const auto is_wanted = [&](const std::string& text) {
      return std::ranges::find(filter.values, text) != filter.values.end();
    };
    const auto is_empty = [&](bool empty) { return empty == filter.flag; };
    switch (filter.field) {
      case Field::name:
        return has_field(filter, contact_.name, contact_.name, names_);
      case Field::email:
        return has_field(filter, contact_.email, contact_.email_normalized, {fold(contact_.email)});
      case Field::phone: {
        std::vector<std::string> texts = {phone_};
        const std::string code = digits_of(contact_.country_code);
        if (!code.empty() && phone_.starts_with(code)) texts.push_back(phone_.substr(code.size()));
        for (size_t i = texts.size(); i-- > 0;) {
          if (texts[i].starts_with('0')) texts.push_back(texts[i].substr(1));
        }
        return has_field(filter, contact_.phone, contact_.phone_e164, texts);
      }
      case Field::country_code:
        return filter.op == Operator::empty ? is_empty(contact_.country_code.empty())
                                            : is_wanted(contact_.country_code);
      case Field::source:
        return filter.op == Operator::empty ? is_empty(contact_.source.empty())
                                            : is_wanted(contact_.source);
      case Field::tags:
        return filter.op == Operator::empty ? is_empty(contact_.tags.empty())
                                            : std::ranges::any_of(contact_.tags, is_wanted);
      case Field::attributes: {
        std::string value;
        for (const auto& [name, text] : contact_.attributes) {
          if (name == filter.attribute) value = fold(text);
        }
        if (filter.op == Operator::empty) return is_empty(value.empty());
        return !value.empty() && has_text(filter, {value});
      }
      case Field::none:
        return import_ == filter.number;
      case Field::created_at:
        return has_time(filter, contact_.created_at);
      case Field::updated_at:
        return has_time(filter, contact_.updated_at);
      default:
        return has_time(filter, contact_.last_contact_at);
    }
  }

  const Contact& contact_;
  const ContactKey key_;
  const int64_t import_;
  std::vector<std::string> names_;
  std::string phone_;
};

class RandomCases {
 public:
  explicit RandomCases(uint32_t seed) : random_(seed) {}

  Contact contact() {
    Contact contact;
    std::vector<FieldIssue> issues;
    std::string name, email, phone, tags;
    if (below(8)) name = word() + " " + word();
    if (below(4)) email = one_of(kEmails);
    if (below(4)) phone = one_of(kPhones);
    for (size_t i = below(3); i > 0; --i) tags += std::string(one_of(kTags)) + ",";
    RawContact raw{.name = name, .email = email, .phone = phone, .tags = tags};
    if (below(2)) raw.country_code = one_of(kCodes);
    raw.source = one_of(kSources);
    if (below(2)) raw.attributes.emplace_back("Firma", one_of(kWords));
    if (below(3) == 0) raw.attributes.emplace_back("Ort", one_of(kWords));
    normalize_contact(raw, {}, contact, issues);
    contact.created_at = time();
    contact.updated_at = time();
    if (below(2)) contact.last_contact_at = time();
    return contact;
  }

  int64_t import() { return static_cast<int64_t>(below(3)); }

  Filter filter(int depth = 0) {
    if (depth < 3 && below(2)) {
      constexpr std::array kKinds = {Filter::Kind::all, Filter::Kind::any, Filter::Kind::negation,
                                     Filter::Kind::segment};
      Filter tree{.kind = kKinds[below(kKinds.size())]};
      if (tree.kind == Filter::Kind::segment && below(2)) {
        tree.members = members();
        return tree;
      }
      const size_t children = tree.kind == Filter::Kind::negation ? 1 : below(4);
      for (size_t i = 0; i < children; ++i) tree.children.push_back(filter(depth + 1));
      return tree;
    }
    if (below(4) == 0) return words();
    return condition();
  }

 private:
  static constexpr std::array<const char*, 9> kWords = {
      "Anna", "Jörg", "Müller", "Mueller", "weiß", "Özdemir", "Łukasz", "de la Cruz", "O’Neill"};
  static constexpr std::array<const char*, 6> kEmails = {
      "anna@example.org",         "J.Mueller@Beispiel.DE", "x@muenchen.example", "kein@", "a b",
      "lukasz+tag@poczta.example"};
  static constexpr std::array<const char*, 7> kPhones = {
      "+49 151 23456789", "0151 23456789",  "12", "+43 1 5050505", "abc",
      "+1 212 555 0100",  "+39 06 12345678"};
  static constexpr std::array<const char*, 4> kTags = {"vip", "news", "chat", "Kunde"};
  static constexpr std::array<const char*, 4> kCodes = {"+49", "+43", "+1", "xx"};
  static constexpr std::array<const char*, 3> kSources = {"", "chat", "manual"};
  static constexpr std::array<const char*, 12> kNeedles = {
      "a",           "an", "anna", "mueller", "muller",  "@",
      "example.org", "0",  "15",   "0151",    "1512345", "z"};
  static constexpr std::array<const char*, 6> kFolded = {"anna", "muller",     "weiss",
                                                         "jorg", "de la cruz", "oz"};
  // One letter, frequent pairs, rare ones, and pairs with a sign.
  static constexpr std::array<const char*, 10> kShort = {"a",  "@",  "q",  "an", "de",
                                                         "eh", "uk", "x@", "lk", "'n"};
  static constexpr std::array kFields = {
      Field::name,       Field::email,      Field::phone,           Field::country_code,
      Field::source,     Field::tags,       Field::attributes,      Field::none,
      Field::created_at, Field::updated_at, Field::last_contact_at,
  };

  size_t below(size_t limit) { return random_() % limit; }
  template <size_t kSize>
  const char* one_of(const std::array<const char*, kSize>& values) {
    return values[below(kSize)];
  }
  std::string word() { return one_of(kWords); }
  Timestamp time() { return kNow - static_cast<Timestamp>(below(40)) * 43'200'000 + 43'200'000; }

  // Of a list that is older than some contacts, or has some that are gone.
  std::shared_ptr<const KeySet> members() {
    auto keys = std::make_shared<KeySet>(50 + below(200));
    for (ContactKey key = 1; key < keys->size(); ++key) keys->set(key, below(2) != 0);
    return keys;
  }

  Filter words() {
    Filter filter{.kind = Filter::Kind::text};
    for (size_t i = below(3); i > 0; --i) {
      filter.text += std::string(below(2) ? one_of(kFolded) : one_of(kShort)) + " ";
    }
    if (filter.text.contains("de la")) filter.text = "cruz";
    return filter;
  }

  Filter condition() {
    Filter filter{.kind = Filter::Kind::condition, .field = kFields[below(kFields.size())]};
    do {
      filter.op = kAllOperators[below(kAllOperators.size())];
    } while (!has_operator(filter.field, filter.op));
    filter.flag = below(2) != 0;
    filter.number = static_cast<int64_t>(1 + below(3)) * (filter.field == Field::none ? 1 : 4);
    filter.from = time();
    filter.to = time();
    filter.attribute = below(3) ? "Firma" : below(2) ? "Ort" : "Nirgends";
    for (size_t i = filter.op == Operator::any_of ? below(3) : 1; i > 0; --i) {
      filter.values.push_back(value(filter.field));
    }
    return filter;
  }

  std::string value(Field field) {
    switch (field) {
      case Field::country_code:
        return one_of(kCodes);
      case Field::source:
        return one_of(kSources);
      case Field::tags:
        return one_of(kTags);
      case Field::phone:
        return std::to_string(1 + below(9)) + std::to_string(below(100));
      default:
        return below(2) ? one_of(kNeedles) : one_of(kFolded);
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("Domains are found whether they have a number or came too late for one") {
  Columns columns;
  constexpr ContactKey kContacts = Columns::kMaxDomains + 1'000;
  for (ContactKey key = 1; key <= kContacts; ++key) {
    const std::string domain = "d" + std::to_string(key) + "q.example";
    Contact contact = make_contact({.name = key % 2 ? "Anna" : "Zq.ex", .email = "a@" + domain});
    contact.id.bytes[14] = static_cast<uint8_t>(key >> 8);
    contact.id.bytes[15] = static_cast<uint8_t>(key);
    columns.put(key, contact);
  }
  const auto count = [&](std::string text) {
    return Matcher({.kind = Filter::Kind::text, .text = std::move(text)}).run(columns).count();
  };
  CHECK(columns.domain_number(1) > 0);
  CHECK(columns.domain_number(kContacts) == 0);
  CHECK(count("q.exa") == kContacts);
  CHECK(count("d1q.e") == 1);
  CHECK(count("d" + std::to_string(kContacts) + "q.ex") == 1);
  CHECK(count("zq.exa") == 0);
  CHECK(count("zq.ex") == kContacts / 2);
  // Another address has another domain.
  columns.put(1, make_contact({.email = "a@other.example"}, 1));
  columns.erase(2);
  CHECK(count("d1q.e") == 0);
  CHECK(count("q.exa") == kContacts - 2);
}

TEST_CASE("Filters answer what a plain evaluator says: 10,000 random trees") {
  const uint32_t seed = std::random_device()();
  MESSAGE("KARTEI_SEED=" << seed);
  RandomCases cases(seed);
  Columns columns;
  std::vector<Contact> contacts(1);
  std::vector<int64_t> imports(1);
  for (ContactKey key = 1; key <= 150; ++key) {
    contacts.push_back(cases.contact());
    contacts.back().id.bytes[15] = static_cast<uint8_t>(key);
    imports.push_back(cases.import());
    columns.put(key, contacts.back(), imports.back());
  }
  for (int round = 0; round < 10'000; ++round) {
    const Filter filter = cases.filter();
    const Matcher matcher(filter, kNow);
    const KeySet found = matcher.run(columns);
    for (ContactKey key = 1; key <= columns.last_key(); ++key) {
      const bool expected = Reference(contacts[key], key, imports[key]).matches(filter);
      if (found.has(key) == expected) continue;
      CAPTURE(round);
      CAPTURE(key);
      FAIL_CHECK("a contact that is ", expected ? "missing" : "too much");
    }
    const auto key = static_cast<ContactKey>(1 + static_cast<uint32_t>(round) % columns.last_key());
    CHECK(matcher.matches(columns, key) == found.has(key));
  }
}

}  // namespace kartei
