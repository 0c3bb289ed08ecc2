#include "base/text.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "vectors.h"

namespace kartei {
namespace {

// Code points that meet each other in interesting ways, and some of everything.
std::string random_text(std::mt19937& random, size_t max_size) {
  static constexpr char32_t kPools[][2] = {
      {0x20, 0x7E},       {0xA0, 0x24F},      {0x300, 0x36F},     {0x370, 0x52F},
      {0x591, 0x6FF},     {0x900, 0xDFF},     {0x1100, 0x11FF},   {0x1D00, 0x1FFF},
      {0x2000, 0x206F},   {0x3000, 0x30FF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
      {0xFB00, 0xFDFF},   {0xFE00, 0xFFFD},   {0x11000, 0x114FF}, {0x1D15E, 0x1D1C0},
      {0x1E900, 0x1E95F}, {0x2F800, 0x2FA1D}, {0xE0000, 0xE01FF}, {0, 0xD7FF}};
  std::string text;
  for (size_t size = random() % (max_size + 1); size > 0; --size) {
    const auto& [low, high] = kPools[random() % std::size(kPools)];
    append_code_point(text, low + static_cast<char32_t>(random() % (high - low + 1)));
  }
  return text;
}

// "0044 030A" as NormalizationTest.txt has it.
std::string parse_code_points(const std::string& cell) {
  std::string text;
  std::istringstream words(cell);
  for (std::string word; words >> word;) {
    append_code_point(text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
  }
  return text;
}

// Unicode 15, table 3-7, as a decoder that could not be simpler.
bool is_well_formed(const std::string& bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const auto at = [&](size_t n) { return static_cast<uint8_t>(bytes[n]); };
    const size_t size = at(i) < 0x80   ? 1
                        : at(i) < 0xC0 ? 0
                        : at(i) < 0xE0 ? 2
                        : at(i) < 0xF0 ? 3
                                       : 4;
    if (size == 0 || i + size > bytes.size() || at(i) > 0xF7) return false;
    char32_t code_point = size == 1 ? at(i) : at(i) & (0x7F >> size);
    for (size_t n = 1; n < size; ++n) {
      if ((at(i + n) & 0xC0) != 0x80) return false;
      code_point = code_point << 6 | (at(i + n) & 0x3F);
    }
    std::string again;
    append_code_point(again, code_point);
    const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (again.size() != size || is_surrogate || code_point > 0x10FFFF) return false;
    i += size;
  }
  return true;
}

}  // namespace

TEST_CASE("valid_utf8_prefix agrees with a naive decoder on every short sequence") {
  std::string bytes;
  for (uint32_t lead = 0x80; lead <= 0xFF; ++lead) {
    for (uint32_t second = 0; second <= 0xFF; ++second) {
      for (const char* rest : {"", "\x80", "\xBF\xBF", "\x80\x80\x80", "a", "\xC3"}) {
        bytes.assign(1, static_cast<char>(lead)).append(1, static_cast<char>(second)).append(rest);
        if (is_valid_utf8(bytes) != is_well_formed(bytes)) FAIL_CHECK(lead, " ", second, " ", rest);
      }
    }
  }
}

TEST_CASE("valid_utf8_prefix stops before the first ill-formed byte, wherever it stands") {
  for (size_t at = 0; at < 70; ++at) {
    std::string text(70, 'x');
    text[at] = '\xFF';
    CHECK(valid_utf8_prefix(text) == at);
    CHECK(valid_utf8_prefix(text.substr(0, at)) == at);
  }
  CHECK(valid_utf8_prefix("ab\xC3") == 2);
  CHECK(valid_utf8_prefix("ab\xC3\xBC\xE2\x82") == 4);
  CHECK(valid_utf8_prefix("") == 0);
}

TEST_CASE("replace_invalid_utf8 writes one U+FFFD per maximal subpart") {
  // Unicode 15, table 3-8 and its neighbours.
  CHECK(replace_invalid_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") ==
        "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  CHECK(replace_invalid_utf8("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") ==
        "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  CHECK(replace_invalid_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") ==
        "\uFFFD\uFFFD\uFFFD\uFFFDA");
  CHECK(replace_invalid_utf8("Müller") == "Müller");
  CHECK(replace_invalid_utf8("M\xFCller") == "M\uFFFDller");
  CHECK(replace_invalid_utf8("a\xE2\x82") == "a\uFFFD");
}

TEST_CASE("take_until takes one part after the other") {
  std::string_view rest = "a||b c|";
  for (const std::string_view part : {"a", "", "b c"}) CHECK(take_until('|', rest) == part);
  CHECK(rest.empty());
  rest = "whole";
  CHECK(take_until('|', rest) == "whole");
  CHECK(rest.empty());
  CHECK(take_until('|', rest).empty());
}

TEST_CASE("code points survive writing and reading") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_code_point(text, c);
    size_t position = 0;
    const bool is_same = next_code_point(text, position) == c && position == text.size();
    if (!is_same || !is_valid_utf8(text)) FAIL_CHECK("code point ", uint32_t{c});
  }
}

TEST_CASE("next_code_point never reads beyond the end") {
  const std::string text = "\xF0\x90";
  size_t position = 0;
  next_code_point(text, position);
  CHECK(position == text.size());
}

TEST_CASE("count_code_points") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("Müller 😀") == 8);
}

TEST_CASE("trim takes white space and marks of direction from both ends and nothing else") {
  CHECK(trim("  a b\t\r\n") == "a b");
  CHECK(trim("\uFEFF\u00A0\u200B\u3000x\u2009\u202F\u2028\u0085") == "x");
  CHECK(trim("\u1680\u205F\u2000\u200A") == "");
  CHECK(trim("") == "");
  CHECK(trim("\u202A+49 30 1\u202C") == "+49 30 1");
  CHECK(trim("\u200E\u2068x\u2069\u200F\u2060") == "x");
  CHECK(trim("\u200Cx\u2010") == "\u200Cx\u2010");
  CHECK(trim("\u200Dx\u2061") == "\u200Dx\u2061");
  CHECK(trim("\xE2\x80 x") == "\xE2\x80 x");
  CHECK(trim("\xC2") == "\xC2");
}

TEST_CASE("normalize_nfc by example") {
  CHECK(normalize_nfc("") == "");
  CHECK(normalize_nfc("plain") == "plain");
  CHECK(normalize_nfc("Müller") == "Müller");
  CHECK(normalize_nfc("Mu\u0308ller") == "Müller");
  CHECK(normalize_nfc("a\u0323\u0302, a\u0302\u0323") == "ậ, ậ");
  CHECK(normalize_nfc("\u212B") == "Å");
  CHECK(normalize_nfc("\u1112\u1161\u11AB") == "한");
  CHECK(normalize_nfc("\u0958") == "\u0915\u093C");
  CHECK(normalize_nfc("\u0308u") == "\u0308u");
}

TEST_CASE("append_nfc begins a segment of its own") {
  std::string out = "u";
  append_nfc(out, "\u0308");
  CHECK(out == "u\u0308");
}

TEST_CASE("normalize_nfc conforms to NormalizationTest.txt") {
  const char* path = KARTEI_NORMALIZATION_TEST;
  const auto file = read_file(path);
  if (!file) {
    std::printf("skipped: no NormalizationTest.txt\n");
    return;
  }
  std::istringstream lines(*file);
  size_t count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '@') continue;
    std::istringstream cells(line);
    std::string forms[5];
    for (std::string& form : forms) {
      std::getline(cells, form, ';');
      form = parse_code_points(form);
    }
    // The invariants for NFC that the file states: c2 for c1 to c3, c4 for c4 and c5.
    for (size_t i = 0; i < 5; ++i) {
      if (normalize_nfc(forms[i]) != forms[i < 3 ? 1 : 3]) FAIL_CHECK(line);
    }
    if (fold(forms[0]) != fold(forms[2])) FAIL_CHECK("fold: ", line);
    ++count;
  }
  CHECK(count > 18000);
}

TEST_CASE("normalize_nfc is idempotent and takes a text in segments") {
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 12);
    const std::string once = normalize_nfc(text);
    if (normalize_nfc(once) != once) FAIL_CHECK(text);
    if (normalize_nfc(text + " " + text) != once + " " + once) FAIL_CHECK(text);
    if (!is_valid_utf8(once)) FAIL_CHECK(text);
  }
}

TEST_CASE("fold by vectors") {
  const auto vectors = load_vectors("text/fold.json");
  for (const auto& group : vectors["same"]) {
    const std::string key = group["key"];
    for (const std::string text : group["texts"]) {
      CAPTURE(text);
      CHECK(fold(text) == key);
    }
  }
  for (const auto& pair : vectors["different"]) {
    CHECK(fold(pair[0].get<std::string>()) != fold(pair[1].get<std::string>()));
  }
}

TEST_CASE("fold is idempotent, the same for canonical equivalents, and joins") {
  std::mt19937 random(2);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 12);
    const std::string key = fold(text);
    if (fold(key) != key) FAIL_CHECK(text);
    if (fold(normalize_nfc(text)) != key) FAIL_CHECK(text);
    const std::string other = random_text(random, 4);
    if (fold(text + other) != key + fold(other)) FAIL_CHECK(text);
  }
}

TEST_CASE("a thousand marks on one letter are put in order") {
  std::string text = "a";
  for (int i = 0; i < 1000; ++i) text += "\u0302\u0323";
  const std::string normal = normalize_nfc(text);
  CHECK(normal.starts_with("ậ\u0323"));
  CHECK(count_code_points(normal) == 1999);
  CHECK(fold(text) == "a");
}

}  // namespace kartei
