#include "csv/header_meaning.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "csv/header_vocabulary.h"

namespace kartei::csv {
namespace {

std::string kind(std::string_view header) {
  return std::string(column_kind_name(read_header(header).kind));
}

}  // namespace

TEST_SUITE_BEGIN("csv header meaning");

TEST_CASE("headers in twelve languages") {
  const std::multimap<std::string, std::string> headers = {
      {"email", "E-Mail-Adresse (geschäftlich):"},
      {"email", "EmailAddress"},
      {"email", "Your e-mail"},
      {"email", "Adresse de messagerie"},
      {"email", "Courriel"},
      {"email", "Indirizzo di posta elettronica"},
      {"email", "Correo electrónico del trabajo"},
      {"email", "Endereço de correio eletrônico"},
      {"email", "Służbowy adres e-mail"},
      {"email", "Адрес эл. почты"},
      {"email", "Sähköpostiosoite"},
      {"email", "E-mailová adresa 2"},
      {"email", "電子郵件地址"},
      {"email", "电子邮箱"},
      {"phone", "TELEFON/HANDY"},
      {"phone", "📱 Handynummer"},
      {"phone", "Tel. dienstl."},
      {"phone", "Tel. geschäftl."},
      {"phone", "Tel. (P)"},
      {"phone", "Tel. G"},
      {"phone", "Telefon für Rückfragen"},
      {"phone", "Mob. No."},
      {"phone", "Ph. No."},
      {"phone", "Alt. Phone"},
      {"phone", "Daytime telephone"},
      {"phone", "Mobiles Telefon"},
      {"phone", "Direct Line"},
      {"phone", "2nd Phone"},
      {"phone", "1st phone number"},
      {"phone", "Phone number (with country code)"},
      {"phone", "Telefon (mit Vorwahl)"},
      {"phone", "Formatted Phone"},
      {"name", "Recipient Name"},
      {"name", "Saved Name"},
      {"name", "Public Name"},
      {"name", "Person - Name"},
      {"name", "Geben Sie Ihren Namen ein"},
      {"email", "Person - Email - Work"},
      {"created_at", "Person - Person created"},
      {"created_at", "Kontakt seit"},
      {"created_at", "Fertigstellungszeit"},
      {"last_contact_at", "Last Active"},
      {"tags", "Person - Label"},
      {"name", "Primary Contact"},
      {"name", "Primary Contact Name"},
      {"first_name", "Vorname(n)"},
      {"created_at", "Submission Date"},
      {"phone", "Tél. portable"},
      {"phone", "Numéro de téléphone (domicile)"},
      {"phone", "Numero di cellulare"},
      {"phone", "Teléfono particular 2"},
      {"phone", "Telefone residencial"},
      {"phone", "Numer telefonu komórkowego"},
      {"phone", "Мобильный телефон"},
      {"phone", "Matkapuhelinnumero"},
      {"phone", "Telefónne číslo"},
      {"phone", "行動電話"},
      {"phone", "手机号码"},
      {"first_name", "First Name"},
      {"first_name", "What's your first name?"},
      {"first_name", "Wie ist dein Vorname?"},
      {"first_name", "Vorname (Adressattyp natürl. Person)"},
      {"last_name", "Wie lautet Ihr Nachname?"},
      {"last_name", "Name (Adressattyp natürl. Person)"},
      {"company", "Name (Adressattyp Unternehmen)"},
      {"name", "Name (Adressattyp keine Angabe)"},
      {"first_name", "Prénom"},
      {"first_name", "Etunimi"},
      {"last_name", "Family name"},
      {"last_name", "Nom de famille"},
      {"last_name", "Cognome"},
      {"last_name", "Фамилия"},
      {"name", "Nombre completo"},
      {"name", "Imię i nazwisko"},
      {"name", "Vor- und Nachname"},
      {"name", "Name, Vorname"},
      {"name", "姓名"},
      {"middle_name", "Additional Name"},
      {"company", "Nom de l'entreprise"},
      {"company", "Organization 1 - Name"},
      {"job_title", "Organization Title"},
      {"department", "Abteilung"},
      {"fax", "Fax (geschäftlich)"},
      {"country", "Land"},
      {"country", "Land/Region geschäftlich"},
      {"country", "Mailing Country"},
      {"country", "billing_country"},
      {"country", "Address 1 - Country"},
      {"country", "Default Address Country Code"},
      {"country_code", "Ländervorwahl"},
      {"tags", "Labels"},
      {"created_at", "Erstellt am"},
      {"created_at", "user_registered"},
      {"last_contact_at", "Last Activity Date"},
      {"last_contact_at", "Last Interaction"},
      {"updated_at", "updated_at"},
  };
  for (const auto& [expected, header] : headers) {
    CAPTURE(header);
    CHECK(kind(header) == expected);
  }
}

TEST_CASE("what only speaks of an address, a phone or a name is none") {
  for (const std::string header : {"E-mail 1 - Label",
                                   "Phone 1 - Type",
                                   "E-Mail gesendet am",
                                   "Empfängt E-Mail",
                                   "Email opt-in",
                                   "E-mail Display Name",
                                   "Phone country",
                                   "Street name",
                                   "Name Assistent",
                                   "Nome dell'assistente",
                                   "Kundennummer",
                                   "Home address",
                                   "Mailing city",
                                   "Hotel",
                                   "Feedback",
                                   "Phonetic First Name",
                                   "File name",
                                   "Benutzername",
                                   "Spouse",
                                   "Domain",
                                   "Modell",
                                   "M",
                                   "P",
                                   "Graph",
                                   "Alter",
                                   "Ort",
                                   "",
                                   "  ",
                                   "2",
                                   "--",
                                   "&"}) {
    CAPTURE(header);
    CHECK(kind(header).empty());
  }
}

TEST_CASE("how sure it is, and which of several is best") {
  CHECK(read_header("email").confidence == 1);
  CHECK(read_header("E-Mail-Adresse").confidence == 0.9);
  CHECK(read_header("E-Mail privat").confidence == 0.8);
  CHECK(read_header("Telefon Sekretariat").confidence == 0.6);
  CHECK(read_header("Telefon Sekretariat").is_minor);
  CHECK(read_header("Weiteres Fax").confidence == 0.3);
  const auto rank = [](std::string_view header) { return read_header(header).rank; };
  CHECK(rank("Telefon") == 0);
  CHECK(rank("Main phone") < rank("Mobil"));
  CHECK(rank("Mobil") < rank("Telefon (Büro)"));
  CHECK(rank("Work phone") < rank("Home phone"));
  CHECK(rank("Mobil") < rank("Tel. G"));
  CHECK(rank("Tel. G") < rank("Tel. P"));
  CHECK(rank("Home phone") < rank("Other phone"));
  CHECK(rank("Other phone") < rank("Home phone 2"));
  CHECK(rank("E-mail 1") < rank("E-mail 2"));
  CHECK(rank("Invitee Email") < rank("User Email"));
}

TEST_CASE("every phrase is one kind's only, and written as it is compared") {
  std::set<std::string> seen;
  for (const Phrases& phrases :
       {kNamePhrases, kPhonePhrases, kCountryCodePhrases, kCreatedAtPhrases, kLastContactAtPhrases,
        kSourcePhrases, kTagsPhrases}) {
    for (const std::string_view list : {phrases.usual, phrases.special}) {
      CHECK((list.empty() || (list.starts_with(' ') && list.ends_with(' '))));
      std::string word;
      for (const char byte : list) {
        if (byte != ' ') {
          word += byte;
          continue;
        }
        if (word.empty()) continue;
        CAPTURE(word);
        CHECK(seen.insert(word).second);
        CHECK(word == fold(word));
        CHECK(!kind(word).empty());
        word.clear();
      }
    }
  }
  CHECK(seen.size() > 100);
}

TEST_CASE("a word has one meaning") {
  std::map<std::string, Word> meanings;
  for (const auto& [word, list] : kWords) {
    std::string text;
    for (const char byte : std::string(list) + " ") {
      if (byte != ' ') {
        text += byte;
        continue;
      }
      CAPTURE(text);
      CHECK(!text.empty());
      const auto [known, is_new] = meanings.emplace(fold(text), word);
      CHECK((is_new || known->second == word));
      text.clear();
    }
  }
  CHECK(meanings.size() > 800);
}

TEST_CASE("any bytes, of any length") {
  CHECK(kind("\xFF\xC3").empty());
  CHECK(kind(std::string(100'000, 'e')).empty());
  CHECK(kind(std::string(60, 'e') + std::string(60, '2')).empty());
}

TEST_SUITE_END();

}  // namespace kartei::csv
