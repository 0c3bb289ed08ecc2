// Which rows are duplicates, of what, and what is decided about them.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "import_export/importer_fixture.h"

namespace kartei {

TEST_CASE("Duplicates are found by e-mail or phone, in the book and in the file") {
  KnownContacts known;
  known.emails["anna@example.org"] = 7;
  known.phones["4930123456"] = 8;
  const auto importer = read(
      "name,email,phone,country_code\n"
      "Anna,ANNA@example.org,,\n"
      "Bert,,030 123456,+49\n"
      "Carl,carl@example.org,+49 30 999999,\n"
      "Carla,Carl@Example.org,,\n"
      "Dora,dora@example.org,0049 30 999999,\n"
      "Emil,emil@example.org,,\n",
      {}, known);
  CHECK(outcomes(*importer) == "ssnssn");
  CHECK(importer->duplicates_in_book() == 2);
  CHECK(importer->duplicates_in_file() == 2);
  const auto state = [&](size_t row) { return importer->rows().state(row); };
  CHECK(state(0).match_kind == MatchKind::book_email);
  CHECK(state(0).match == 7);
  CHECK(state(1).match_kind == MatchKind::book_phone);
  CHECK(state(3).match_kind == MatchKind::file_email);
  CHECK(state(3).match == 2);
  CHECK(state(4).match_kind == MatchKind::file_phone);

  CHECK(importer->decide({DuplicateAction::update}));
  CHECK(outcomes(*importer) == "uunuun");
  REQUIRE(importer->decide({DuplicateAction::create, 5}));
  CHECK(outcomes(*importer) == "uunnun");
  CHECK_FALSE(importer->decide({DuplicateAction::create, 4}));  // Carl is no duplicate.
  CHECK_FALSE(importer->decide({DuplicateAction::create, 99}));
  // A word about all forgets the words about single rows.
  CHECK(importer->decide({DuplicateAction::skip}));
  CHECK(outcomes(*importer) == "ssnssn");
}

TEST_CASE("Duplicates in a file are what a map says, however far apart they stand") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (const size_t most : {size_t{5}, size_t{40}, size_t{2'000}}) {
    std::string file = "name,email,phone\n";
    std::map<std::string, size_t> emails, phones;
    std::vector<std::pair<MatchKind, size_t>> matches;
    for (size_t row = 0; row < 1'000; ++row) {
      const std::string email = random() % 4 ? std::to_string(random() % most) + "@x.de" : "";
      const std::string digits = std::to_string(1'000'000 + random() % most);
      const std::string extension = random() % 4 ? "" : " x" + std::to_string(random() % 2);
      const std::string phone = random() % 3 ? "+49 30 " + digits + extension : "";
      file += "N," + email + "," + phone + (random() % 9 ? "\n" : ",too many\n");
      const bool is_rejected = file.ends_with("many\n");
      const auto by_email = emails.find(email), by_phone = phones.find(phone);
      const bool has_email = !email.empty() && !is_rejected;
      const bool has_phone = !phone.empty() && !is_rejected;
      if (has_email && by_email != emails.end()) {
        matches.emplace_back(MatchKind::file_email, by_email->second);
      } else if (has_phone && by_phone != phones.end()) {
        matches.emplace_back(MatchKind::file_phone, by_phone->second);
      } else {
        matches.emplace_back(MatchKind::none, 0);
        if (has_email) emails.emplace(email, row);
        if (has_phone) phones.emplace(phone, row);
      }
    }
    const auto importer = read(file);
    const auto check_matches = [&] {
      REQUIRE(importer->rows().size() == matches.size());
      for (size_t row = 0; row < matches.size(); ++row) {
        const RowState& state = importer->rows().state(row);
        const MatchKind kind = state.match_kind;
        REQUIRE(kind == matches[row].first);
        if (state.is_duplicate()) REQUIRE(state.match == matches[row].second);
      }
    };
    check_matches();
    // After a commit that failed they are compared again.
    while (importer->next_step()) {
    }
    importer->rewind();
    importer->decide_invalid(InvalidAction::keep);
    check_matches();
  }
}

TEST_CASE("Who shares a number with others is told from them by the extension") {
  KnownContacts known;
  known.phones["4930123456;17"] = 8;
  const auto importer = read(
      "name,phone\n"
      "Switchboard,+49 30 123456\n"
      "Anna,+49 30 123456 Durchwahl 17\n"
      "Bert,+49 30 123456 ext. 18\n"
      "Cora,030/123456 x19\n"
      "Dora,+49 30 123456#18\n"
      "Emil,\"+49 30 123456\n ext 19\"\n",
      {.default_country_code = "+49"}, known);
  CHECK(outcomes(*importer) == "nsnnss");
  const auto state = [&](size_t row) { return importer->rows().state(row); };
  CHECK(state(1).match_kind == MatchKind::book_phone);
  CHECK(state(1).match == 8);
  CHECK(state(4).match_kind == MatchKind::file_phone);
  CHECK(state(4).match == 2);
  CHECK(state(5).match == 3);
  // Where Cora has another extension, nobody has Emil's.
  REQUIRE(importer->fix_cell(5, 2, "+49 30 123456 ext 20"));
  CHECK(outcomes(*importer) == "nsnnsn");
}

TEST_CASE("Asked about each, nothing is decided before somebody has") {
  KnownContacts known;
  known.emails["anna@x.de"] = 7;
  const auto importer = read("email\nanna@x.de\nbert@x.de\nbert@x.de\nanna@x.de\nbert@x.de\n",
                             {.duplicates = DuplicateAction::ask}, known);
  const auto undecided = [&] {
    uint64_t total = 0;
    const auto rows = importer->select(RowFilter::undecided, std::nullopt, 0, 10, total);
    CHECK(total == rows.size());
    CHECK(importer->counts().undecided == total);
    return rows;
  };
  CHECK(undecided() == std::vector<size_t>{0, 2, 3, 4});
  CHECK(importer->counts() == ImportCounts{.rows = 5, .created = 1, .skipped = 4, .undecided = 4});
  CHECK(importer->decide({DuplicateAction::update, 2}));
  CHECK(importer->decide({DuplicateAction::skip, 4}));
  CHECK(undecided() == std::vector<size_t>{3, 4});
  // Thought about once more.
  CHECK(importer->decide({DuplicateAction::ask, 4}));
  CHECK(undecided() == std::vector<size_t>{2, 3, 4});
  CHECK(importer->decide({.action = DuplicateAction::create, .is_for_remaining = true}));
  CHECK(undecided().empty());
  CHECK(importer->action(0) == DuplicateAction::update);
  CHECK(outcomes(*importer) == "unnnn");
  // The rule anew: what was said of single rows is forgotten.
  CHECK(importer->decide({DuplicateAction::ask}));
  CHECK(undecided().size() == 4);
}

TEST_CASE("Duplicates of the book and those within the file have rules of their own") {
  KnownContacts known;
  known.emails["a@x.de"] = 1;
  const auto importer = read("email\na@x.de\nb@x.de\nb@x.de\nc@x.de\nc@x.de\n", {}, known);
  CHECK(outcomes(*importer) == "snsns");
  CHECK(importer->decide({.action = DuplicateAction::update, .kind = DuplicateKind::of_book}));
  CHECK(outcomes(*importer) == "unsns");
  CHECK(importer->decide({.action = DuplicateAction::create, .kind = DuplicateKind::of_file}));
  CHECK(outcomes(*importer) == "unnnn");
  CHECK(importer->counts() == ImportCounts{.rows = 5, .created = 4, .updated = 1});
  // What was said of a row stays until the rule of its own kind is said anew.
  CHECK(importer->decide({DuplicateAction::skip, 4}));
  CHECK(importer->decide({.action = DuplicateAction::ask, .kind = DuplicateKind::of_book}));
  CHECK(outcomes(*importer) == "snsnn");
  CHECK(importer->counts().undecided == 1);
  CHECK(importer->decide({.action = DuplicateAction::ask, .kind = DuplicateKind::of_file}));
  CHECK(importer->counts().undecided == 3);
  CHECK(importer->decide(
      {.action = DuplicateAction::fill, .kind = DuplicateKind::of_file, .is_for_remaining = true}));
  CHECK(outcomes(*importer) == "snunu");
  CHECK(importer->counts().undecided == 1);
  CHECK(importer->decide({DuplicateAction::create}));
  CHECK(outcomes(*importer) == "nnnnn");
}

}  // namespace kartei
