#include "query/columns.h"

#include <doctest/doctest.h>

#include "fixtures.h"

#ifdef __EMSCRIPTEN__
#include <malloc.h>
#endif

namespace kartei {

TEST_CASE("Columns hold what searches compare") {
  Columns columns;
  columns.put(1, make_contact({.name = "Jörg MÜLLER",
                               .email = "Jorg@Example.org",
                               .phone = "030/12 34-56",
                               .country_code = "+49",
                               .created_at = "2026-01-01"}));
  CHECK(columns.name(1) == "jorg muller");
  CHECK(columns.email(1) == "jorg@example.org");
  CHECK(columns.exact_email(1) == "jorg@example.org");
  CHECK(columns.phone(1) == "4930123456");
  CHECK(columns.exact_phone(1) == "4930123456");
  CHECK(columns.country_code(1) == "+49");
  CHECK(columns.time(1, Field::created_at) == parse_timestamp("2026-01-01").value());
  CHECK_FALSE(columns.time(1, Field::last_contact_at));
}

TEST_CASE("Names are spelled without umlauts as German does it") {
  std::string spelled;
  CHECK(fold_spelled("Jörg MÜLLER", spelled));
  CHECK(spelled == "joerg mueller");
  CHECK(fold_spelled("ÄÖÜäöü", spelled));
  CHECK(spelled == "aeoeueaeoeue");
  CHECK(fold_spelled("Groß-Émile ä", spelled));
  CHECK(spelled == "gross-emile ae");
  for (const std::string_view text : {"", "Anna", "Émile Groß", "\xC3", "a\xC3", "\xE2\x84\xA4"}) {
    CHECK_FALSE(fold_spelled(text, spelled));
    CHECK(spelled.empty());
  }
}

TEST_CASE("A contact without valid e-mail or phone has no exact key") {
  Columns columns;
  columns.put(1, make_contact({.name = "A", .email = "not an address", .phone = "12"}));
  CHECK(columns.email(1) == "not an address");
  CHECK(columns.exact_email(1).empty());
  CHECK(columns.exact_phone(1).empty());
}

TEST_CASE("An extension is part of the exact phone only, and goes with it") {
  Columns columns;
  columns.put(1, make_contact({.phone = "+49 30 123456"}));
  columns.put(2, make_contact({.phone = "+49 30 123456 ext. 17"}));
  CHECK(columns.exact_phone(1) == "4930123456");
  CHECK(columns.phone(2) == "4930123456");
  CHECK(columns.exact_phone(2) == "4930123456;17");
  columns.put(2, make_contact({.phone = "+49 30 123456"}));
  CHECK(columns.exact_phone(2) == "4930123456");
}

TEST_CASE("Puts replace, deletes hide, and the version rises") {
  Columns columns;
  Contact contact = make_contact({.name = "Anna"}, 7);
  columns.put(1, contact);
  const uint64_t version = columns.version();
  contact.name = "Berta";
  contact.deleted_at = 1;
  columns.put(1, contact);
  CHECK(columns.name(1) == "berta");
  CHECK_FALSE(columns.is_live(1));
  CHECK(columns.live_count() == 0);
  CHECK(columns.find(contact.id) == 1);
  CHECK(columns.version() > version);
  columns.set_live(1, true);
  CHECK(columns.live_count() == 1);
  CHECK_FALSE(columns.is_live(2));
  CHECK_FALSE(columns.find(Uuid{}));
}

TEST_CASE("What is staged is seen by nobody until it is published") {
  Columns columns;
  columns.put(1, make_contact({.name = "Anna"}, 1));
  const uint64_t version = columns.version();
  columns.stage(2, make_contact({.name = "Berta"}, 2));
  columns.stage(3, make_contact({.name = "Clara"}, 3));
  CHECK(columns.version() == version);
  CHECK(columns.live_count() == 1);
  CHECK_FALSE(columns.find(make_contact({.name = "Clara"}, 3).id));
  // A rollback, and the keys are given again.
  columns.stage(2, make_contact({.name = "Dora"}, 4));
  columns.publish(2, 2);
  CHECK(columns.live_count() == 2);
  CHECK(columns.name(2) == "dora");
  CHECK_FALSE(columns.is_live(3));
  CHECK(columns.version() > version);
  KeyBlock covering{};
  columns.signatures().add_covering(TextSignatures::mask_of("a"), 0, covering);
  CHECK(uint64_t{covering[0]} == 0b110);
  // Or to contacts that no import has made.
  columns.stage(3, make_contact({.name = "Clara"}, 3), 7);
  columns.put(3, make_contact({.name = "Emil"}, 5));
  CHECK(columns.import_id(3) == 0);
  CHECK(columns.is_live(3));
  columns.set_live(3, false);
  // What was rolled back can go without ever having been seen.
  columns.erase(3);
  CHECK(columns.name(3).empty());
}

TEST_CASE("A contact that is replaced or erased is not found by what it had") {
  Columns columns;
  const auto covering = [&](std::string_view needle) {
    KeyBlock covering{};
    columns.signatures().add_covering(TextSignatures::mask_of(needle), 0, covering);
    return uint64_t{covering[0]};
  };
  columns.put(1, make_contact({.name = "Anna"}, 1));
  columns.put(2, make_contact({.name = "Anna"}, 2));
  CHECK(covering("an") == 0b110);
  columns.put(1, make_contact({.name = "Zoe"}, 1));
  CHECK(covering("an") == 0b100);
  CHECK(covering("zo") == 0b010);
  columns.erase(2);
  CHECK(covering("an") == 0);
}

#ifdef __EMSCRIPTEN__
TEST_CASE("A contact of typical size takes at most 225 bytes, 130 while it is staged") {
  constexpr size_t kContacts = 100'000;
  const auto used = [] { return static_cast<size_t>(mallinfo().uordblks); };
  const size_t before = used();
  Columns columns;
  for (ContactKey key = 1; key <= kContacts; ++key) {
    // 50 bytes of name, address and number, as in the benchmark's file.
    const std::string number = std::to_string(1'000'000 + key);
    Contact contact = make_contact({.name = "Mila K. " + number,
                                    .email = "mila" + number + "@post.example",
                                    .phone = "+49 151 2" + number,
                                    .created_at = "2026-01-01"});
    std::copy(number.begin(), number.end(), contact.id.bytes.begin() + 8);
    columns.stage(key, contact);
  }
  // At the end of an import these are in memory together with the rows of the file.
  const size_t staged_bytes = (used() - before) / kContacts;
  columns.publish(1, kContacts);
  const size_t bytes = (used() - before) / kContacts;
  MESSAGE(bytes << " bytes per contact, " << staged_bytes << " of them when it is staged");
  CHECK(staged_bytes <= 130);
  CHECK(bytes > 100);
  CHECK(bytes <= 225);
}
#endif

}  // namespace kartei
