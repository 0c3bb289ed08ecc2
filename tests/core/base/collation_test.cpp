#include "base/collation.h"

#include <doctest/doctest.h>

#include <charconv>
#include <ranges>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "vectors.h"

namespace kartei {
namespace {

std::string key(std::string_view text, std::string_view locale = "de") {
  const Collator* collator = Collator::find(locale);
  REQUIRE(collator);
  std::string out;
  collator->append_sort_key(text, out);
  return out;
}

// -1, 0, 1: std::string compares its bytes without sign.
int compare(std::string_view left, std::string_view right, std::string_view locale = "de") {
  const int difference = key(left, locale).compare(key(right, locale));
  return (difference > 0) - (difference < 0);
}

// Each behind the one before.
void check_order(const std::vector<std::string_view>& texts, std::string_view locale = "de") {
  for (size_t i = 1; i < texts.size(); ++i) {
    CAPTURE(texts[i - 1]);
    CAPTURE(texts[i]);
    CHECK(compare(texts[i - 1], texts[i], locale) == -1);
  }
}

}  // namespace

TEST_CASE("UTS #10, 1.1, table 3: comparison levels") {
  check_order({"role", "roles", "rule"});
  check_order({"role", "rôle", "roles"});
  check_order({"role", "Role", "rôle"});
}

TEST_CASE("UTS #10, 1.1, table 4: an accent weighs more than a capital, a letter more than both") {
  check_order({"cab", "Cab", "cáb", "dab", "Dab", "DAB"});
  check_order({"cote", "coté", "côte", "côté"});
}

TEST_CASE("punctuation is not ignored: UTS #10, table 11") {
  check_order({"de luge", "de Luge", "de-luge", "de-Luge", "deluge", "deLuge", "demark"});
  check_order({"Meier Anna", "Meier-Abt", "Meier, Anna", "Meier1", "Meiera"});
}

TEST_CASE("canonically equivalent texts have equal keys") {
  CHECK(key("Müller") == key("Mu\u0308ller"));
  CHECK(key("\u212B") == key("\u00C5"));
  CHECK(key("x\u0323\u0308") == key("x\u0308\u0323"));
  CHECK(key("\u1EC7") == key("e\u0323\u0302"));
  CHECK(key("한") == key("\u1112\u1161\u11AB"));
  CHECK(key("й") == key("и\u0306"));
  CHECK(key("ü\u0323", "de-u-co-phonebk") == key("u\u0323\u0308", "de-u-co-phonebk"));
}

TEST_CASE("a contraction across another mark: UTS #10, S2.1") {
  // и, a mark below, a breve: й with the mark.
  CHECK(key("и\u0323\u0306") == key("й\u0323"));
  CHECK(compare("и\u0323\u0306", "к") == -1);
  CHECK(compare("и\u0323я", "и\u0323\u0306") == -1);
  // A mark of the same class is in the way.
  CHECK(compare("и\u0301\u0306", "ия") == -1);
  // What is ignored, but is no mark, too.
  CHECK(compare("и\u00AD\u0306", "ия") == -1);
}

TEST_CASE("what is ignored") {
  CHECK(key("Donau\u00ADdampf") == key("Donaudampf"));
  CHECK(key("a\u200Db") == key("ab"));
  CHECK(key("") == "");
  CHECK(key("\u00AD") == "");
}

TEST_CASE("Thai: a vowel before its consonant is sorted behind it") {
  check_order({"กา", "เก", "ขา"});
  CHECK(compare("เ", "ก") == 1);
}

TEST_CASE("DIN 5007-1: umlauts as their base letters, sharp s as ss") {
  check_order({"Ofen", "offen", "öffnen", "Ofner"});
  check_order({"Goethe", "Goldmann", "Göthe", "Gotz", "Götz", "Gozz"}, "en");
}

TEST_CASE("DIN 5007-1: the difference counts where all else is equal") {
  check_order({"Gobel", "Göbel", "Goethe", "Goldmann", "Göthe", "Götz"});
  check_order({"Strasse", "Straße", "Strassen", "Straßen"});
  check_order({"schon", "Schon", "schön", "Schön"});
  check_order({"Arzt", "Ärzte"});
}

TEST_CASE("DIN 5007-2: umlauts as ae, oe, ue") {
  check_order({"Göbel", "Goethe", "Göthe", "Götz", "Goldmann"}, "de-u-co-phonebk");
  check_order({"ad", "ae", "ä", "af"}, "de-u-co-phonebk");
  check_order({"Mueller", "Müller", "Muffler"}, "de-u-co-phonebk");
  check_order({"Müller", "MÜLLER", "Müllers"}, "de-u-co-phonebk");
  // No other letter with a diaeresis, and no other accent.
  check_order({"Zoe", "Zoë", "Zof"}, "de-u-co-phonebk");
  check_order({"Loos", "Lôpez", "Losch"}, "de-u-co-phonebk");
  // An umlaut with an accent is an umlaut.
  CHECK(compare("ǖa", "ueb", "de-u-co-phonebk") == -1);
  CHECK(compare("uea", "ǖa", "de-u-co-phonebk") == -1);
}

TEST_CASE("a locale is a language tag, with a region and an order") {
  const Collator* dictionary = Collator::find("de");
  const Collator* phone_book = Collator::find("de-u-co-phonebk");
  CHECK(dictionary != phone_book);
  for (const auto* locale :
       {"DE", "de-DE", "de-at", "de-CH-u-co-standard", "en", "en-001", "en-GB"}) {
    CAPTURE(locale);
    CHECK(Collator::find(locale) == dictionary);
  }
  CHECK(Collator::find("de-DE-u-co-phonebk") == phone_book);
  CHECK(Collator::find("DE-U-CO-PHONEBK") == phone_book);
  for (const auto* locale : {"", "d", "deu", "sv", "de-", "de-AT-u-co-phonebk", "en-u-co-phonebk",
                             "de-u-kn", "de_DE", "de-DE-"}) {
    CAPTURE(locale);
    CHECK(Collator::find(locale) == nullptr);
  }
  for (const auto locale : Collator::locales()) CHECK(Collator::find(locale));
}

TEST_CASE("keys are short, have no byte 0, and are appended") {
  CHECK(key("muller").size() == 6);
  CHECK(key("Muller").size() == 9);
  std::string several = "x";
  Collator::find("de")->append_sort_key("ab", several);
  CHECK(several == "x" + key("ab"));
  std::string all;
  for (char32_t c = 1; c < 0x3000; ++c) append_code_point(all, c);
  CHECK(key(all).find('\0') == std::string::npos);
  CHECK(key("中\U00010000\U0010FFFF\uFFFF").find('\0') == std::string::npos);
}

TEST_CASE("a text's length decides nothing but the time: short, long, and one after the other") {
  std::string text;
  std::string previous;
  for (int i = 0; i < 200; ++i) {
    text += i % 3 ? "a" : "Ü";
    CHECK(previous < key(text));
    previous = key(text);
  }
  // The same letter by the other way: a mark that no word is made of.
  CHECK(key(text + "e\u0301") == key(text + "é"));
}

TEST_CASE("hundreds of thousands of marks take no quadratic time") {
  std::string marks = "и";
  for (int i = 0; i < 200'000; ++i) marks += i % 2 ? "\u0301" : "\u0323";
  CHECK(key(marks + "\u0306") > key("и"));
}

TEST_CASE("any bytes give some key") {
  CHECK_NOTHROW(key("\xFF\xC3"));
  CHECK_NOTHROW(key("\xF7\xBF\xBF\xBF"));
  CHECK_NOTHROW(key("\xED\xBF\xBF\xED\xBC\x80", "de-u-co-phonebk"));
}

TEST_CASE("the conformance test of CLDR's root: Latin, Greek, Cyrillic") {
  const auto corpus = read_corpus("names/collation-cldr46-non_ignorable-latin-greek-cyrillic.txt");
  if (!corpus) return;
  std::string previous;
  size_t lines = 0;
  for (const auto line : std::views::split(*corpus, '\n')) {
    std::string text;
    for (const auto word : std::views::split(std::string_view(line), ' ')) {
      uint32_t code_point = 0;
      std::from_chars(word.data(), word.data() + word.size(), code_point, 16);
      append_code_point(text, code_point);
    }
    if (std::string_view(line).empty()) continue;
    CAPTURE(std::string_view(line));
    CHECK(previous <= key(text, "en"));
    previous = key(text, "en");
    ++lines;
  }
  CHECK(lines > 5000);
}

TEST_CASE("ICU's own German cases") {
  const auto corpus = load_corpus("names/collation-german-icu.json");
  if (!corpus) return;
  size_t pairs = 0;
  for (const auto& row : *corpus) {
    const std::string locale = row.at("category");
    CAPTURE(row.dump());
    if (row.contains("input2")) {
      ++pairs;
      CHECK(compare(row.at("input").get<std::string>(), row.at("input2").get<std::string>(),
                    locale) == row.at("expect").at("tertiary"));
      continue;
    }
    const auto order = row.at("expect").at("order").get<std::vector<std::string>>();
    check_order({order.begin(), order.end()}, locale);
  }
  CHECK(pairs > 0);
}

TEST_CASE("Intl.Collator's order of names") {
  const auto corpus = load_corpus("names/sort-order-icu.json");
  if (!corpus) return;
  for (const auto locale : Collator::locales()) {
    std::string previous;
    for (const auto& group : corpus->at("orders").at(std::string(locale))) {
      std::set<std::string> keys;
      for (const auto& name : group) keys.insert(key(name.get<std::string>(), locale));
      CAPTURE(group.dump());
      CHECK(keys.size() == 1);
      CHECK(previous < *keys.begin());
      previous = *keys.begin();
    }
  }
}

TEST_CASE("A prefix is the beginning of the key, however it is made") {
  CHECK(prefix_of_bytes("") == 0);
  CHECK(prefix_of_bytes("\x01\xFF") == 0x01FF000000000000);
  CHECK(prefix_of_bytes("123456789") == 0x3132333435363738);
  const std::vector<std::string_view> texts = {"",
                                               "a",
                                               "Ä",
                                               "Müller",
                                               "maximilian Müller-Lüdenscheidt",
                                               "ÄÖÜ",
                                               "o\u0308\u0308",
                                               "Иван",
                                               "李小龙",
                                               "e\u0323\u0301abcdefghi",
                                               "ﷺ",
                                               "abcdefg\u0308",
                                               "abcdefg李",
                                               "1234567Æ",
                                               "  -- '",
                                               "\u200B"};
  std::string scratch = "what was there";
  for (const auto locale : Collator::locales()) {
    for (const std::string_view text : texts) {
      CAPTURE(text);
      CHECK(Collator::find(locale)->sort_key_prefix(text, scratch) ==
            prefix_of_bytes(key(text, locale)));
    }
  }
}

}  // namespace kartei
