#include "csv/encoding_detection.h"

#include <doctest/doctest.h>

#include <string>

#include "csv/encoder.h"

namespace kartei::csv {
namespace {

using namespace std::string_literals;

Encoding encoding_of(const std::string& sample) { return detect_encoding(sample, false); }

}  // namespace

TEST_CASE("UTF-16 without a byte order mark, by its zero bytes") {
  CHECK(encoding_of("n\0a\0m\0e\0\n\0A\0"s) == Encoding::utf16le);
  CHECK(encoding_of("\0n\0a\0m\0e\0\n\0A"s) == Encoding::utf16be);
  CHECK(encoding_of("name\0email\0x"s) == Encoding::utf8);
}

TEST_CASE("ISO 8859-15 is told from Windows-1252 by what only one of them has") {
  CHECK(encoding_of("Preis 5 \xA4\nM\xFCller") == Encoding::iso_8859_15);
  CHECK(encoding_of("\xA6kvorc; Be\xB9;Mi\xA8o") == Encoding::iso_8859_15);
  CHECK(encoding_of("Preis 5 \x80\nM\xFCller") == Encoding::windows_1252);
  CHECK(encoding_of("M\xFCller, 5 \xBD Zoll") == Encoding::windows_1252);
  CHECK(encoding_of("\x93M\xFCller\x94 5 \xA4") == Encoding::windows_1252);
}

TEST_CASE("CP850 and Mac Roman are told by letters that are none of their words in Windows-1252") {
  const std::string_view samples[] = {
      "Name;Ort\nJörg Weiß;Köln\n", "Straße;Müller\n",          "MÜLLER GRÖSSE\n",
      "Zoë Bäcker-Müller\n",        "André Françoise Hélène\n", "Señor Muñoz García\n",
      "Søren Åberg Håkan\n",
  };
  for (const std::string_view sample : samples) {
    CAPTURE(sample);
    for (const Encoding encoding : {Encoding::windows_1252, Encoding::cp850, Encoding::macintosh}) {
      std::string bytes;
      REQUIRE(encode(sample, encoding, bytes) == sample.size());
      CHECK(encoding_name(encoding_of(bytes)) == encoding_name(encoding));
    }
  }
  // What Windows-1252 has behind letters, and letters of its relatives.
  const std::string_view kept[] = {"O’Brien, Anna’s",
                                   "“quoted” Anna”",
                                   "A–Z Müller–Schmidt",
                                   "Acme® Acme™ 5 m²",
                                   "Anna\u00A0Alt",
                                   "Košice Božena",
                                   "Preis 5 €",
                                   "Œuvre Cœur…",
                                   "Straße",
                                   "Café"};
  for (const std::string_view sample : kept) {
    CAPTURE(sample);
    std::string bytes;
    REQUIRE(encode(sample, Encoding::windows_1252, bytes) == sample.size());
    CHECK(encoding_name(encoding_of(bytes)) == "windows-1252");
  }
  // Wiśniewski, Łódź and Świętokrzyski in Windows-1250.
  CHECK(encoding_of("Wi\x9Cniewski, \xA3\xF3\x64\x9F, \x8Cwi\xEAtokrzyski") ==
        Encoding::windows_1252);
}

TEST_CASE("UTF-8 that was saved twice is told by what nobody writes, or by all that is not ASCII") {
  const std::string_view twice[] = {"Name;Ort\nJÃ¶rg;KÃ¶ln\n",
                                    "StraÃŸe",
                                    "RenÃ©",
                                    "Oâ€™Brien",
                                    "WaÅ‚Ä™sa Å\u0081Ã³dÅº",
                                    "ÐŸÑƒÑˆÐºÐ¸Ð½",
                                    "\xEF\xBB\xBFName\nMÃ¼ller",
                                    "ï»¿Name\nMÃ¼ller",
                                    "JÃ¶rg MÃ"};
  for (const std::string_view sample : twice) {
    CAPTURE(sample);
    CHECK(encoding_name(encoding_of(std::string(sample))) == "utf-8-twice");
  }
  const std::string_view kept[] = {"Müller",
                                   "„CITÉ“ „DIE IRMÃ“",
                                   "São João IRMÃ… IRMÃ”",
                                   "CAFÉ” Café…",
                                   "JÃ¶rg Müller",
                                   "Đặng Thị Ã Â",
                                   "5 Â° 7 Â°",
                                   "王小明",
                                   "Ã"};
  for (const std::string_view sample : kept) {
    CAPTURE(sample);
    CHECK(encoding_name(encoding_of(std::string(sample))) == "utf-8");
  }
  // One in twenty that was typed since is no reason against it.
  std::string mixed = "Müller\n";
  for (int i = 0; i < 20; ++i) mixed += "MÃ¼ller\n";
  CHECK(encoding_of(mixed) == Encoding::utf8_twice);
  CHECK(encoding_of(mixed + "Müller\n") == Encoding::utf8);
}

TEST_CASE("Signatures and control characters are no text") {
  CHECK(check_signature("name,email"));
  CHECK(check_signature("PK\x03\x04").error().code == ErrorCode::csv_not_text);
  for (const std::string_view text :
       {"dn: cn=Anna,mail=a@b.de\n", "Return-Path: <a@b.de>\n", "Received: from x\n",
        "[\n  {\n\"a\": 1}]", "[{}]", "{\n \"a\": 1}"}) {
    CAPTURE(text);
    CHECK_FALSE(check_signature(text));
  }
  CHECK(check_signature("[Name],[Email]"));
  CHECK(check_signature("{name}"));
  CHECK(check_signature("dn,mail"));
  CHECK(check_text("name\0email"s));
  CHECK(check_text("\0\0\0\0\0\0"s).error().code == ErrorCode::csv_not_text);
  CHECK(check_text(" \n").error().code == ErrorCode::csv_empty);
}

}  // namespace kartei::csv
