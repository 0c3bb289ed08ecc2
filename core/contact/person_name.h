// What a person's name is made of, as far as that can be guessed. A contact has one field `name`,
// and what people wrote there stays; nothing here changes it unasked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kartei {

// Parts of a name as it was written, for a salutation or for another program's columns. Empty where
// nothing is known: all of them for an organisation and for a text that is no UTF-8.
struct PersonName {
  // "Prof. Dr."
  std::string title;
  // "Anna Maria"
  std::string given;
  // "von der Leyen"
  std::string family;
  // "Jr.", "PhD"
  std::string suffix;

  bool operator==(const PersonName&) const = default;
};

// A guess: "Müller, Anna" and "Anna MÜLLER" and "Anna Müller" have the same parts. The family name
// begins with the first particle (von, de, van der, bin) behind a given name, else it is the last
// word; a Chinese or Korean name begins with it. Of a single word nobody can tell: it is taken for
// the given name, behind a title ("Frau Müller") for the family's.
PersonName guess_person_name(std::string_view name);

// Whether it is of Han, Kana and Hangul alone, as names that begin with the family's are, and that
// no blank parts. `text` must be valid UTF-8.
bool is_eastern_text(std::string_view text);

// The name with blanks in their places, and with capitals where it has none or nothing else: "anna
// MÜLLER" stays, "ANNA MÜLLER" and "anna müller" are "Anna Müller", "o'brien" is "O'Brien". Nothing
// where there is nothing to mend, or where it is an organisation's or a single word of capitals. To
// be offered, not applied.
std::optional<std::string> tidy_person_name(std::string_view name);

}  // namespace kartei
