#include "base/text_search.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

namespace kartei {
namespace {

// What contains_text() may read behind a text is made to look like a hit.
bool finds(const std::string& text, const std::string& needle) {
  std::string padded = text;
  while (padded.size() < text.size() + kSearchPadding) padded += needle.empty() ? "x" : needle;
  return contains_text(std::string_view(padded).substr(0, text.size()), needle);
}

}  // namespace

TEST_CASE("A text is found wherever it stands, and nowhere else") {
  std::mt19937 random(20261126);
  const auto make = [&](size_t most) {
    std::string text(random() % (most + 1), ' ');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = make(70), needle = make(6);
    CAPTURE(text);
    CAPTURE(needle);
    CHECK(finds(text, needle) == text.contains(needle));
  }
}

TEST_CASE("A byte is found where it stands first") {
  const std::string text = "0123456789abcdef0123456789" + std::string(kSearchPadding, 'z');
  const std::string_view seen = std::string_view(text).substr(0, 26);
  for (const char byte : seen) CHECK(find_byte(seen, byte) == seen.find(byte));
  CHECK(find_byte(seen, 'z') == seen.size());
  CHECK(find_byte("", 'a') == 0);
}

TEST_CASE("Bytes are counted, and what stands behind them is not looked at") {
  for (size_t size = 0; size < 70; ++size) {
    std::vector<char> text(size);
    for (size_t at = 0; at < size; ++at) text[at] = at % 5 < 2 ? ',' : '\xFF';
    const std::string_view seen(text.data(), size);
    for (const char byte : {',', '\xFF', 'a'}) {
      CHECK(count_byte(seen, byte) == static_cast<size_t>(std::ranges::count(seen, byte)));
    }
  }
}

}  // namespace kartei
