#include "import_export/column_mapping.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace kartei {
namespace {

using Cells = std::vector<std::string_view>;

ColumnMapping mapping_of(const Cells& headers) {
  return *ColumnMapping::make(headers, {}, std::nullopt);
}

using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

}  // namespace

TEST_CASE("Cells go to their fields, the others become attributes") {
  const ColumnMapping mapping = mapping_of({"E-Mail", "Firma", "name", "updated_at", ""});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{"a@b.de", "Kartei", "Anna", "2026-01-01", "x"}, raw, made);
  CHECK(raw.email == "a@b.de");
  CHECK(raw.name == "Anna");
  CHECK(raw.attributes == Attributes{{"Firma", "Kartei"}, {"column_5", "x"}});
  // What the row before had is gone.
  mapping.fill(Cells{"c@d.de"}, raw, made);
  CHECK(raw.name.empty());
  CHECK(raw.attributes.empty());
  CHECK(mapping.column_of(Field::name, {}) == 3);
  CHECK(mapping.column_of(Field::phone, {}) == 0);
}

TEST_CASE("Numbers that count dates are dates where all of them are") {
  ColumnMapping mapping = mapping_of({"E-Mail", "Erstellt am", "Letzter Kontakt"});
  RawContact raw;
  ColumnMapping::Made made;
  const Cells row = {"a@b.de", "45321", "45321,5"};
  const auto fill_after = [&](const std::vector<std::vector<std::string>>& first_rows) {
    mapping.tell_date_order(first_rows, DateOrder::unknown, "");
    mapping.fill(row, raw, made);
  };
  fill_after({{"a@b.de", "45321", "45322,25"}, {"b@b.de", "45400", "-"}});
  CHECK(raw.created_at == "2024-01-30T00:00:00.000Z");
  CHECK(raw.last_contact_at == "2024-01-30T12:00:00.000Z");
  CHECK(raw.attributes.empty());
  fill_after({{"a@b.de", "45321", "45322,25"}, {"b@b.de", "K 1", ""}});
  CHECK(raw.created_at.empty());
  CHECK(raw.attributes.size() == 2);
}

TEST_CASE("What a date column holds that is no date is kept as text") {
  const ColumnMapping mapping = mapping_of({"name", "Erstellt am", "last_contact_at"});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{"Anna", "24.11.2026", "2026-01-01"}, raw, made);
  CHECK(raw.created_at == "24.11.2026");
  CHECK(raw.attributes.empty());
  mapping.fill(Cells{"Anna", "vorgestern", " "}, raw, made);
  CHECK(raw.created_at.empty());
  CHECK(raw.attributes == Attributes{{"Erstellt am", "vorgestern"}});
}

TEST_CASE("Dates of numbers are read as the file, a choice or the country says") {
  const std::vector<std::vector<std::string>> rows = {{"Anna", "11/24/2026"}, {"Bert", "3/4/2026"}};
  const auto read = [&](auto&& first_rows, DateOrder given, std::string_view country) {
    ColumnMapping mapping = mapping_of({"name", "Erstellt am"});
    mapping.tell_date_order(first_rows, given, country);
    RawContact raw;
    ColumnMapping::Made made;
    mapping.fill(Cells{"Bert", " 3/4/2026 "}, raw, made);
    return std::string(raw.created_at.substr(0, 10));
  };
  const auto unsaid = std::span(rows).subspan(1);
  CHECK(read(std::span(rows), DateOrder::unknown, "+49") == "2026-03-04");
  CHECK(read(std::span(rows), DateOrder::day_first, "") == "2026-04-03");
  CHECK(read(unsaid, DateOrder::unknown, "") == "");
  CHECK(read(unsaid, DateOrder::unknown, "+49") == "2026-04-03");
  CHECK(read(unsaid, DateOrder::unknown, "1") == "2026-03-04");

  ColumnMapping mapping = mapping_of({"name", "Erstellt am"});
  mapping.tell_date_order(unsaid, DateOrder::unknown, "");
  CHECK(mapping.date_order() == DateOrder::unknown);
  const std::vector<std::vector<std::string>> german = {{"Bert", "3.4.2026"}};
  mapping.tell_date_order(german, DateOrder::unknown, "");
  CHECK_FALSE(mapping.date_order());
}

TEST_CASE("A number is dialled in the country that its row names") {
  const ColumnMapping mapping = mapping_of({"name", "Land", "Home Country", "phone"});
  RawContact raw;
  ColumnMapping::Made made;
  CHECK(mapping.fill(Cells{"Anna", "Schweiz", "", "044 1234567"}, raw, made, "+49") == "+41");
  CHECK(raw.country_code.empty());
  CHECK(raw.attributes == Attributes{{"Land", "Schweiz"}});
  CHECK(mapping.fill(Cells{"Anna", "", "Austria", "01"}, raw, made, "+49") == "+43");
  CHECK(mapping.fill(Cells{"Anna", "Atlantis", "", "01"}, raw, made, "+49") == "+49");
  CHECK(mapping.fill(Cells{"Anna", "", "", "01"}, raw, made) == "");
}

TEST_CASE("What says that there is nothing is nothing") {
  const ColumnMapping mapping = mapping_of({"name", "email", "Telefon", "Mobil", "Firma"});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{"NULL", "n/a", "-", "0151 23456789", "\\N"}, raw, made);
  CHECK(raw.name.empty());
  CHECK(raw.phone == "0151 23456789");
  CHECK(raw.attributes.empty());
  CHECK(raw.email == "n/a");
  mapping.fill(Cells{"Null", "#NV", "keine", "", "-"}, raw, made);
  CHECK(raw.name == "Null");
  CHECK(raw.email.empty());
  // Wrong, and said to be.
  CHECK(raw.phone == "keine");
  CHECK(raw.attributes == Attributes{{"Firma", "-"}});
}

TEST_CASE("Numbers for messages have their calling code, also without a plus sign") {
  RawContact raw;
  ColumnMapping::Made made;
  const auto read = [&](const ColumnMapping& mapping, const Cells& cells) {
    mapping.fill(cells, raw, made, "+49");
    return raw.phone;
  };
  for (const char* header : {"WhatsApp", "WhatsApp ID", "SMS", "msisdn"}) {
    CAPTURE(header);
    const ColumnMapping mapping = mapping_of({"Name", header});
    CHECK(read(mapping, {"Karl", "491511234567"}) == "+491511234567");
    CHECK(read(mapping, {"Amy", " 447911123456 "}) == "+447911123456");
    CHECK(read(mapping, {"Jane", "+1 512 555 0143"}) == "+1 512 555 0143");
    CHECK(read(mapping, {"Karl", "01511234567"}) == "01511234567");
    CHECK(read(mapping, {"Karl", "1511234567"}) == "1511234567");
  }
  CHECK(read(mapping_of({"Name", "Telefon"}), {"Karl", "491511234567"}) == "491511234567");
  const ColumnMapping with_code = mapping_of({"Name", "WhatsApp", "Country code"});
  CHECK(read(with_code, {"Karl", "15123456789", "+49"}) == "15123456789");
  // One without a calling code says that none has one.
  const auto by_hand = [](const std::vector<std::vector<std::string>>& rows) {
    return *ColumnMapping::make(Cells{"Name", "WhatsApp"}, rows, std::nullopt);
  };
  CHECK(read(by_hand({{"Karl", "1511234567"}, {"Eva"}}), {"Ina", "15123456789"}) == "15123456789");
  CHECK(read(by_hand({{"Karl", "0151 1234567"}, {"Amy", "447911123456"}}),
             {"Karl", "491511234567"}) == "+491511234567");
}

TEST_CASE("What Google calls a fax or a pager is the phone only of those who have no other one") {
  const ColumnMapping mapping = mapping_of({"Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label",
                                            "Phone 2 - Value", "E-mail 1 - Value"});
  RawContact raw;
  ColumnMapping::Made made;
  const auto read = [&](const Cells& cells) {
    mapping.fill(cells, raw, made);
    return raw.phone;
  };
  const auto has = [&](std::string_view name, std::string_view value) {
    return std::ranges::contains(raw.attributes, std::pair(name, value));
  };
  CHECK(read({"Mobile", "0151 1", "Work Fax", "030 2"}) == "0151 1");
  CHECK(has("Phone 2 - Value", "030 2"));
  CHECK(read({"Work Fax", "030 2", "Mobile", "0151 1"}) == "0151 1");
  CHECK(has("Phone 1 - Value", "030 2"));
  CHECK(has("Phone 1 - Label", "Work Fax"));
  CHECK(read({"Home Fax", "030 2", "Pager", "030 3"}) == "030 2");
  CHECK(has("Phone 2 - Value", "030 3"));
  CHECK(read({"", "030 1", "Other Fax", "030 3"}) == "030 1");
  CHECK(read({"Faxe Ladeplads", "030 1"}) == "030 1");
  // As it was called before 2024.
  const ColumnMapping old = mapping_of(
      {"Name", "Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value"});
  old.fill(Cells{"Anna", "Work Fax", "030 2", "Work", "030 1"}, raw, made);
  CHECK(raw.phone == "030 1");
}

TEST_CASE("Of several values in one cell the first is the contact's") {
  const ColumnMapping mapping = mapping_of({"email", "phone"});
  RawContact raw;
  ColumnMapping::Made made;
  const auto email = [&](std::string_view cell) {
    mapping.fill(Cells{cell}, raw, made);
    return std::string(raw.email);
  };
  const auto phone = [&](std::string_view cell) {
    mapping.fill(Cells{"", cell}, raw, made);
    return std::string(raw.phone);
  };
  CHECK(email("a@b.de; c@d.de") == "a@b.de");
  CHECK(raw.attributes == Attributes{{"email 2", "a@b.de; c@d.de"}});
  CHECK(email("a@b.de\nc@d.de") == "a@b.de");
  CHECK(email("a@b.de#mailto:a@b.de#") == "a@b.de");
  CHECK(email("mailto:a@b.de") == "a@b.de");
  CHECK(email("\"a@b\"@c.de") == "\"a@b\"@c.de");
  CHECK(email("=\"a@b.de\"") == "a@b.de");
  CHECK(email(" a@b.de ") == "a@b.de");
  CHECK(raw.attributes.empty());
  // With a name or a remark, which an attribute keeps.
  for (const std::string_view cell :
       {"Anna <a@b.de>", "\"Berg, Anna\" <a@b.de>", "<a@b.de>", "Anna (a@b.de)", "a@b.de (privat)",
        "privat: a@b.de", "SMTP:a@b.de", "'a@b.de'", "a@b.de;", "[a@b.de](mailto:a@b.de)",
        "a@b.de?subject=x", "Anna <a@b.de>, Ben <c@d.de>"}) {
    CAPTURE(cell);
    CHECK(email(cell) == "a@b.de");
    CHECK(raw.attributes == Attributes{{"email 2", cell}});
  }
  // Nobody knows what these are.
  for (const std::string_view cell : {"anna berg@b.de", "anna,berg@b.de", "a@b.co m", "o'b@c.de",
                                      "a@b,de", "a(at)b.de", "keine", "@", "<>"}) {
    CHECK(email(cell) == cell);
    CHECK(raw.attributes.empty());
  }
  CHECK(phone("030123456;0151234567") == "030123456");
  CHECK(phone("030/123456, 0151/23456789") == "030/123456");
  CHECK(phone("030 123456;ext=12") == "030 123456;ext=12");
  CHECK(phone("030/123456") == "030/123456");
  CHECK(phone("0170 1234567 / 030 123456") == "0170 1234567 ");
  CHECK(raw.attributes == Attributes{{"phone 2", "0170 1234567 / 030 123456"}});
  CHECK(phone("0170 1234567 oder 030 123456") == "0170 1234567 ");
  CHECK(phone("+49 170 1234567 +49 30 123456") == "+49 170 1234567 ");
  CHECK(phone("9876543210/9876543211") == "9876543210");
  CHECK(phone("+49-170-12 34 567 (Büro)") == "+49-170-12 34 567 ");
  CHECK(phone("0170 1234567 (9-17 Uhr)") == "0170 1234567 ");
  CHECK(phone("0170 1234567 nur abends") == "0170 1234567 ");
  // These are one number.
  for (const std::string_view cell :
       {"+49 (0) 7131 / 123456", "+44 (0)740/0556631", "0049 (0)170/1234567", "030 / 98 76 54-0",
        "Büro 030 123456", "030 123456 ext. 12", "1-800-555-HELP", "+1 800 555 HELP",
        "(212) 555-0123 x45", "tel:+49-30-123456"}) {
    CAPTURE(cell);
    CHECK(phone(cell) == cell);
    CHECK(raw.attributes.empty());
  }
}

TEST_CASE("A row without a name has another one, or its company's") {
  const ColumnMapping mapping =
      mapping_of({"Firma", "Vorname", "Nachname", "Anzeigename", "email"});
  RawContact raw;
  ColumnMapping::Made made;
  const auto name = [&](const Cells& cells) {
    mapping.fill(cells, raw, made);
    return std::string(raw.name);
  };
  CHECK(name({"Klein GmbH", "Anna", "Klein", "Frau Klein"}) == "Anna Klein");
  CHECK(name({"Klein GmbH", "", "", "Frau Klein", "a@b.de"}) == "Frau Klein");
  CHECK(name({"Klein GmbH"}) == "");
  CHECK(name({"Klein GmbH", "", "", "", "info@klein.de"}) == "Klein GmbH");
  CHECK(raw.attributes == Attributes{{"Firma", "Klein GmbH"}});

  CHECK(name({"Klein GmbH", "", "", "", "\"Klein, Anna\" <a@b.de>"}) == "Klein, Anna");
  CHECK(name({"", "Ben", "", "", "Anna Klein (a@b.de)"}) == "Ben");

  const ColumnMapping whole = mapping_of({"Name", "Vorname", "Nachname"});
  whole.fill(Cells{"Anna Klein", "Anna", "Klein"}, raw, made);
  CHECK(raw.name == "Anna Klein");
  whole.fill(Cells{"", "Bert", "Kurz"}, raw, made);
  CHECK(raw.name == "Bert Kurz");
}

TEST_CASE("The best number that there is stands for one that is missing") {
  const ColumnMapping mapping =
      mapping_of({"Haupttelefon", "Telefon geschäftlich", "Mobiltelefon", "Telefon privat"});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{"", "030 111111", "0151 23456789", "030 222222"}, raw, made);
  CHECK(raw.phone == "0151 23456789");
}

TEST_CASE("Each column keeps its name, whoever else would have it") {
  RawContact raw;
  ColumnMapping::Made made;
  const ColumnMapping quoted = mapping_of({"name", "foo", "'foo", "'", "'email"});
  quoted.fill(Cells{"Anna", "one", "two", "three", "four"}, raw, made);
  CHECK(raw.attributes ==
        Attributes{{"foo", "one"}, {"foo 2", "two"}, {"column_4", "three"}, {"email", "four"}});
  const ColumnMapping numbered = mapping_of({"created_at", "created_at 2"});
  numbered.fill(Cells{"NaT", "x"}, raw, made);
  CHECK(raw.attributes == Attributes{{"created_at 3", "NaT"}, {"created_at 2", "x"}});
}

TEST_CASE("An area code stands before numbers that have none") {
  const ColumnMapping mapping = mapping_of({"name", "Telefon", "Ortsvorwahl", "Handy"});
  RawContact raw;
  ColumnMapping::Made made;
  const auto phone = [&](const Cells& cells) {
    mapping.fill(cells, raw, made);
    return std::string(raw.phone);
  };
  CHECK(phone({"Anna", " 12 34-56", "0421"}) == "0421 12 34-56");
  CHECK(raw.attributes.empty());
  CHECK(phone({"Anna", "", "0421", "1234567"}) == "0421 1234567");
  CHECK(phone({"Anna", "123456"}) == "123456");
  // Of a number that needs none it is an attribute.
  CHECK(phone({"Anna", "(0421) 1234", "0421"}) == "(0421) 1234");
  CHECK(raw.attributes == Attributes{{"Ortsvorwahl", "0421"}});
  // The country says what is a number: its own, or the one that is assumed.
  const ColumnMapping spain = mapping_of({"Teléfono", "Ortsvorwahl", "country_code"});
  const Cells cells = {"612345678", "91", ""};
  spain.fill(cells, raw, made);
  CHECK(raw.phone == "91 612345678");
  spain.fill(cells, raw, made, "+34");
  CHECK(raw.phone == "612345678");
  spain.fill(Cells{"612345678", "91", "ES"}, raw, made, "+49");
  CHECK(raw.phone == "612345678");
}

TEST_CASE("First, middle and last names are joined, in whatever order they stand") {
  const ColumnMapping mapping = mapping_of({"Nachname", "Vorname", "email", "Zweiter Vorname"});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{" Müller", "Anna ", "a@b.de", "Maria"}, raw, made);
  CHECK(raw.name == "Anna Maria Müller");
  CHECK(raw.attributes.empty());
  const Cells last_only = {"Müller", "", "", ""};
  mapping.fill(last_only, raw, made);
  CHECK(raw.name == "Müller");
  CHECK(mapping.column_of(Field::name, last_only) == 1);
  CHECK(mapping.column_of(Field::name, Cells{"", "Anna"}) == 2);
  mapping.fill(Cells{"", " ", "a@b.de", ""}, raw, made);
  CHECK(raw.name.empty());
  const ColumnMapping chinese = mapping_of({"姓氏", "名字"});
  chinese.fill(Cells{"王", "小明"}, raw, made);
  CHECK(raw.name == "王小明");
  chinese.fill(Cells{"Wang", "小明"}, raw, made);
  CHECK(raw.name == "小明 Wang");
}

TEST_CASE("Where a row has a whole name, its parts are kept as attributes") {
  using Kind = csv::ColumnTarget::Kind;
  const std::vector<csv::ColumnTarget> chosen = {{Kind::field, Field::name, 1},
                                                 {Kind::first_name, Field::none, 1}};
  const auto mapping = ColumnMapping::make(Cells{"Name", "Vorname"}, {}, chosen);
  RawContact raw;
  ColumnMapping::Made made;
  mapping->fill(Cells{"Prof. Müller", "Anna"}, raw, made);
  CHECK(raw.name == "Prof. Müller");
  CHECK(raw.attributes == Attributes{{"Vorname", "Anna"}});
  mapping->fill(Cells{"", "Anna"}, raw, made);
  CHECK(raw.name == "Anna");
  CHECK(raw.attributes.empty());
}

TEST_CASE("A further address stands for one that is missing, and is an attribute otherwise") {
  const ColumnMapping mapping =
      mapping_of({"E-Mail privat", "E-Mail", "E-Mail 2", "Mobil", "Telefon geschäftlich"});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{"p@x.de", "a@x.de", "2@x.de", "", "030 1"}, raw, made);
  CHECK(raw.email == "a@x.de");
  CHECK(raw.phone == "030 1");
  CHECK(raw.attributes == Attributes{{"E-Mail privat", "p@x.de"}, {"E-Mail 2", "2@x.de"}});
  const Cells no_own = {"", "", "2@x.de", "0151 1", ""};
  mapping.fill(no_own, raw, made);
  CHECK(raw.email == "2@x.de");
  CHECK(raw.phone == "0151 1");
  CHECK(raw.attributes.empty());
  CHECK(mapping.column_of(Field::email, no_own) == 3);
  CHECK(mapping.column_of(Field::phone, no_own) == 4);
  CHECK(mapping.column_of(Field::email, Cells{"", "", "", "", ""}) == 2);
  // Blanks are no address, wherever they stand.
  mapping.fill(Cells{"p@x.de", " ", "2@x.de", "\u00A0", "030 1"}, raw, made);
  CHECK(raw.email == "p@x.de");
  CHECK(raw.phone == "030 1");
  CHECK(raw.attributes == Attributes{{"E-Mail 2", "2@x.de"}});
}

TEST_CASE("Of several values in one cell the first is the field's, and an attribute has all") {
  const ColumnMapping mapping = mapping_of({"Name", "E-mail 1 - Value", "Phone 1 - Value"});
  RawContact raw;
  ColumnMapping::Made made;
  mapping.fill(Cells{"Anna ::: B", "a@x.de ::: b@x.de", "+49 30 1 ::: +49 30 2"}, raw, made);
  CHECK(raw.name == "Anna ::: B");
  CHECK(raw.email == "a@x.de");
  CHECK(raw.phone == "+49 30 1");
  CHECK(raw.attributes == Attributes{{"E-mail 1 - Value", "a@x.de ::: b@x.de"},
                                     {"Phone 1 - Value", "+49 30 1 ::: +49 30 2"}});
}

TEST_CASE("What is marked as an attribute is one, whatever is in it") {
  const std::vector<std::vector<std::string>> rows(5, {"Anna", "a@b.de"});
  const auto targets = [&](const Cells& headers) {
    return ColumnMapping::make(headers, rows, std::nullopt)->targets();
  };
  CHECK(targets({"name", "Adresse im Netz"})[1].field == Field::email);
  CHECK(targets({"name", "'Adresse im Netz"})[1].kind == csv::ColumnTarget::Kind::attribute);
}

}  // namespace kartei
