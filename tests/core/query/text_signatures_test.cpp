#include "query/text_signatures.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

namespace kartei {
namespace {

using namespace std::string_literals;

bool is_covered(const TextSignatures& signatures, const TextMask& mask, size_t index = 0) {
  KeyBlock covering{};
  signatures.add_covering(mask, index / 64 / KeySet::kBlockWords, covering);
  return covering[index / 64 % KeySet::kBlockWords] >> (index % 64) & 1;
}

TextSignatures signatures_of(std::string_view text) {
  TextSignatures signatures;
  signatures.add(0, text);
  return signatures;
}

// Needles of a text begin and end where letters do.
bool begins_letter(std::string_view text, size_t position) {
  return position == text.size() || (text[position] & 0xC0) != 0x80;
}

const std::vector<std::string> kParts = {"jorg muller", "jm@beispiel.de", "иван o'neil-łuk",
                                         "joerg mueller", "李小龙 99"};

}  // namespace

TEST_CASE("A text has all that a part of it needs") {
  const std::string phone = "491515050505";
  std::string text = phone;
  for (const std::string& part : kParts) text += '\0' + part;
  const TextSignatures signatures = signatures_of(text);
  for (const std::string& part : kParts) {
    for (size_t begin = 0; begin < part.size(); ++begin) {
      for (size_t end = begin + 1; end <= part.size(); ++end) {
        if (!begins_letter(part, begin) || !begins_letter(part, end)) continue;
        const std::string needle = part.substr(begin, end - begin);
        CAPTURE(needle);
        CHECK(is_covered(signatures, TextSignatures::mask_of(needle)));
      }
    }
  }
  for (size_t begin = 0; begin < phone.size(); ++begin) {
    for (size_t size = 1; begin + size <= phone.size(); ++size) {
      const std::string digits = phone.substr(begin, size);
      CHECK(is_covered(signatures, TextSignatures::phone_mask_of(digits)));
    }
  }
  CHECK(is_covered(signatures, TextSignatures::mask_of("")));
  CHECK_FALSE(is_covered(signatures, TextSignatures::mask_of("x")));
  CHECK_FALSE(is_covered(signatures, TextSignatures::mask_of("rj")));
  CHECK_FALSE(is_covered(signatures, TextSignatures::phone_mask_of("55")));
  // Digits of the phone are no digits of the rest, nor the other way round.
  CHECK_FALSE(is_covered(signatures, TextSignatures::mask_of("4")));
  CHECK_FALSE(is_covered(signatures, TextSignatures::phone_mask_of("99")));
}

TEST_CASE("What is exact is covered where it is, and nowhere else") {
  const std::string symbols = "abcdefghijklmnopqrstuvwxyz0123456789.@-_' ";
  std::mt19937 random(20261126);
  size_t exact_pairs = 0;
  for (const char first : symbols) {
    const TextMask one = TextSignatures::mask_of(std::string(1, first));
    CHECK(one.is_exact);
    for (const char second : symbols) {
      const std::string needle{first, second};
      const TextMask pair = TextSignatures::mask_of(needle);
      exact_pairs += size_t{pair.is_exact};
      for (int round = 0; round < 30; ++round) {
        std::string rest(20, ' ');
        for (char& c : rest) c = symbols[random() % symbols.size()];
        const TextSignatures signatures = signatures_of("123\0"s + rest);
        CHECK(is_covered(signatures, one) == rest.contains(first));
        CHECK((!pair.is_exact || is_covered(signatures, pair) == rest.contains(needle)));
      }
    }
  }
  CHECK(exact_pairs > 300);
  for (const char* needle : {"ann", "qx", "12", "e.", "\u0438", "\u674E"}) {
    CAPTURE(needle);
    CHECK_FALSE(TextSignatures::mask_of(needle).is_exact);
  }
}

TEST_CASE("Digits and their pairs are exact in phones") {
  std::mt19937 random(5);
  for (int round = 0; round < 2'000; ++round) {
    const std::string phone = std::to_string(random());
    const std::string digits = std::to_string(random() % 100);
    const TextMask mask = TextSignatures::phone_mask_of(digits);
    CHECK(mask.is_exact);
    CHECK(is_covered(signatures_of(phone + '\0' + digits), mask) == phone.contains(digits));
  }
  CHECK_FALSE(TextSignatures::phone_mask_of("123").is_exact);
}

TEST_CASE("Each text has its own bits, through chunks, and loses them") {
  TextSignatures signatures;
  const size_t count = 5'000;
  std::set<size_t> has_anna;
  // It has none.
  signatures.clear(count);
  for (size_t i = 0; i < count; ++i) {
    signatures.add(i, i % 7 ? "49\0berta"s : "43\0anna"s);
    if (i % 7 == 0) has_anna.insert(i);
  }
  signatures.clear(7);
  has_anna.erase(7);
  signatures.clear(8);
  signatures.add(8, "43\0anna"s);
  has_anna.insert(8);
  const TextMask anna = TextSignatures::mask_of("anna");
  const TextMask austria = TextSignatures::phone_mask_of("43");
  for (size_t i = 0; i < count; ++i) {
    CHECK(is_covered(signatures, anna, i) == has_anna.contains(i));
    CHECK(is_covered(signatures, austria, i) == has_anna.contains(i));
  }
}

}  // namespace kartei
