#include "csv/encoder.h"

#include <doctest/doctest.h>

#include <array>

#include "base/text.h"
#include "csv/decoder.h"
#include "csv/reading.h"

namespace kartei::csv {
namespace {

constexpr std::array kEncodings = {Encoding::utf8,    Encoding::utf8_bom,     Encoding::utf16le,
                                   Encoding::utf16be, Encoding::windows_1252, Encoding::iso_8859_15,
                                   Encoding::cp850,   Encoding::macintosh};

std::string decode_all(std::string_view bytes, Encoding encoding) {
  Decoder decoder(encoding);
  std::string text;
  for (auto rest = as_bytes(bytes); !rest.empty();) text.append(decoder.decode(rest));
  return text.append(decoder.finish());
}

}  // namespace

TEST_SUITE_BEGIN("csv encoder");

TEST_CASE("Bytes by hand") {
  const auto encoded = [](std::string_view text, Encoding encoding) {
    std::string out;
    CHECK(encode(text, encoding, out) == text.size());
    return out;
  };
  using namespace std::string_view_literals;
  CHECK(encoded("aé€", Encoding::utf8) == "aé€");
  CHECK(encoded("aé€", Encoding::windows_1252) == "a\xE9\x80");
  CHECK(encoded("aé€", Encoding::iso_8859_15) == "a\xE9\xA4");
  CHECK(encoded("a€😎", Encoding::utf16le) == "a\0\xAC\x20\x3D\xD8\x0E\xDE"sv);
  CHECK(encoded("a€😎", Encoding::utf16be) == "\0a\x20\xAC\xD8\x3D\xDE\x0E"sv);
}

TEST_CASE("What can be written is read again; the rest is refused, and nothing of it written") {
  for (const Encoding encoding : kEncodings) {
    size_t written = 0;
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
      if (c >= 0xD800 && c < 0xE000) continue;
      std::string text = "a", out = "x";
      append_code_point(text, c);
      if (encode(text, encoding, out) == text.size()) {
        ++written;
        REQUIRE(decode_all(std::string_view(out).substr(1), encoding) == text);
      } else {
        REQUIRE(encode(text, encoding, out) == 1);
        REQUIRE(out == "x");
      }
    }
    const bool is_small = encoding >= Encoding::windows_1252;
    CHECK((written <= 256) == is_small);
    // Mac Roman has three beyond U+3000, of which not all are tried.
    CHECK(written >= 253);
  }
}

TEST_CASE("Bytes that are no UTF-8 go through as UTF-8 only") {
  std::string out;
  CHECK(encode("ab\xFF", Encoding::utf8, out) == 3);
  CHECK(out == "ab\xFF");
  CHECK(encode("ab\xFF", Encoding::utf16le, out) == 2);
  CHECK(encode("ab\xC3", Encoding::windows_1252, out) == 2);
  CHECK(out == "ab\xFF");
}

TEST_SUITE_END();

}  // namespace kartei::csv
