#include "csv/decoder.h"

#include <doctest/doctest.h>

#include "csv/reading.h"

namespace kartei::csv {
namespace {

using namespace std::string_view_literals;

// Whole, and byte by byte: both must say the same.
std::string decode(std::string_view bytes, Encoding encoding) {
  std::string whole, single;
  Decoder decoder(encoding);
  for (auto rest = as_bytes(bytes); !rest.empty();) whole.append(decoder.decode(rest));
  whole.append(decoder.finish());
  Decoder bytewise(encoding);
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (auto rest = as_bytes(bytes.substr(i, 1)); !rest.empty();) {
      single.append(bytewise.decode(rest));
    }
  }
  single.append(bytewise.finish());
  CHECK(whole == single);
  return whole;
}

}  // namespace

TEST_SUITE_BEGIN("csv decoder");

TEST_CASE("UTF-8 passes through, well-formed or not") {
  CHECK(decode("M\xC3\xBCller \xFF", Encoding::utf8) == "M\xC3\xBCller \xFF");
}

TEST_CASE("CP850 and Mac Roman: letters of German, and both ends of their tables") {
  CHECK(decode("\x8E\x99\x9A\x84\x94\x81\xE1 \x80\xFE\xFF", Encoding::cp850) == "ÄÖÜäöüß Ç■\u00A0");
  CHECK(decode("\x80\x85\x86\x8A\x9A\x9F\xA7 \xDB\xFE\xFF", Encoding::macintosh) == "ÄÖÜäöüß €˛ˇ");
}

TEST_CASE("Windows-1252 by the index of the WHATWG") {
  CHECK(decode("\x80\x82\x8A\x9F\xA0\xDF\xFF", Encoding::windows_1252) == "€‚ŠŸ\u00A0ßÿ");
  // The five bytes without a character of their own.
  CHECK(decode("\x81\x8D\x8F\x90\x9D", Encoding::windows_1252) == "\u0081\u008D\u008F\u0090\u009D");
}

TEST_CASE("UTF-8 that was saved twice, and what stands among it that was not") {
  const auto is = [](std::string_view bytes, std::string_view text) {
    CHECK(decode(bytes, Encoding::utf8_twice) == text);
  };
  is("MÃ¼ller, StraÃŸe, RenÃ©, Ã–", "Müller, Straße, René, Ö");
  is("â€žGrÃ¶ÃŸeâ€œ â‚¬ ðŸ˜Ž", "„Größe“ € 😎");
  // The five bytes that Windows-1252 has no character for.
  is("Ã\u0081 Å\u008D Ã\u008F Ã\u0090 â€\u009D", "Á ō Ï Ð ”");
  is("Müller Ã Â ÃA \u0141 中 \xFF\xC3", "Müller Ã Â ÃA \u0141 中 \xFF\xC3");
  is("Ã¼Ã", "üÃ");
  // Bytes that would be no UTF-8: a surrogate, and what two bytes could have said.
  is("í\u00A0\u0080 Ã\u00C0 à\u0080\u0080", "í\u00A0\u0080 Ã\u00C0 à\u0080\u0080");
}

TEST_CASE("UTF-16 in both byte orders, with surrogate pairs") {
  CHECK(decode("A\0\xFC\0\xAC\x20\x3D\xD8\x0E\xDE"sv, Encoding::utf16le) == "Aü€😎");
  CHECK(decode("\0A\0\xFC\x20\xAC\xD8\x3D\xDE\x0E"sv, Encoding::utf16be) == "Aü€😎");
}

TEST_CASE("half a surrogate pair and half a code unit are not UTF-8") {
  CHECK(decode("\xD8\x3D\0A"sv, Encoding::utf16be) ==
        "\xED\xA0\xBD"
        "A");
  CHECK(decode("\xDE\x0E\0A"sv, Encoding::utf16be) ==
        "\xED\xB8\x8E"
        "A");
  CHECK(decode("\xD8\x3D\xD8\x3D\xDE\x0E"sv, Encoding::utf16be) == "\xED\xA0\xBD😎");
  CHECK(decode("\xD8\x3D"sv, Encoding::utf16be) == "\xED\xA0\xBD");
  CHECK(decode("\0A\0"sv, Encoding::utf16be) == "A\xFF");
}

TEST_CASE("a sample is a text without its byte order mark, damaged or not") {
  const auto sample = [](std::string_view bytes, Encoding encoding) {
    return decode_sample(as_bytes(bytes), encoding);
  };
  CHECK(sample("\xEF\xBB\xBFü\xFF", Encoding::utf8_bom) == "ü\xFF");
  CHECK(sample("\xFF\xFE\xFC\0\x3D\xD8"sv, Encoding::utf16le) == "ü");
  const std::string large(1 << 16, '\x80');
  CHECK(sample(large, Encoding::windows_1252).size() == 3 * large.size());
}

TEST_CASE("a large chunk becomes text in bounded blocks") {
  const std::string large(1 << 20, '\x80');
  Decoder decoder(Encoding::windows_1252);
  size_t decoded = 0;
  for (auto rest = as_bytes(large); !rest.empty();) {
    const auto text = decoder.decode(rest);
    CHECK(text.size() <= 64 << 10);
    decoded += text.size();
  }
  CHECK(decoded == 3 * large.size());
}

TEST_SUITE_END();

}  // namespace kartei::csv
