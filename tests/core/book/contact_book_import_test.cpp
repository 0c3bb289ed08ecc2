#include <doctest/doctest.h>

#include "book/book_world.h"
#include "book/contact_book.h"

namespace kartei {

using Names = std::vector<std::string>;

TEST_CASE("An import is mended before it is committed") {
  BookWorld world;
  world.save({.name = "Anna", .email = "anna@x.de"});
  world.read_import(
      "name,email,phone\n"
      "Anna 2,anna@x,\n"
      "Bert,bert@@x.de,\n"
      "Cora,cora@x.de,030 123456\n"
      ",,12\n");
  const auto problem = world.book->review_import({.problem = ErrorCode::email_domain_single_label});
  REQUIRE(problem->rows.size() == 1);
  CHECK(problem->rows[0].number == 2);
  // A row that is mended can turn out to be somebody who is there.
  CHECK(world.book->fix_cell(2, 2, "anna@x.de")->skipped == 1);
  const auto duplicates = world.book->review_import({.only = RowFilter::duplicates});
  REQUIRE(duplicates->rows.size() == 1);
  CHECK(duplicates->rows[0].decision == DuplicateAction::skip);
  CHECK(world.book->decide_import({.action = DuplicateAction::fill, .row = 2})->updated == 1);

  const FixQuery code{.problem = ErrorCode::phone_calling_code_missing,
                      .country_code = "Deutschland",
                      .is_trial = true};
  const auto trial = world.book->fix_all(code);
  CHECK(trial->rows == 1);
  CHECK(trial->samples.at(0).after == "+4930123456");
  CHECK(trial->counts.rejected == 3);
  CHECK(world.book->fix_all({.problem = code.problem, .country_code = "+49"})->rows == 1);
  CHECK(world.book->fix_all({.problem = code.problem, .country_code = "+999"}).error().code ==
        ErrorCode::country_code_unknown);
  CHECK(world.book->decide_invalid(InvalidAction::leave_out)->rejected == 1);
  const CommitProgress done = world.commit(1);
  CHECK(done.counts == ImportCounts{.rows = 4, .created = 2, .updated = 1, .rejected = 1});
  CHECK(world.names() == Names{"Anna", "Bert", "Cora"});
  CHECK(world.book->fix_cell(2, 2, "x").error().code == ErrorCode::import_not_open);
}

TEST_CASE("A row and a draft are duplicates of who has their extension, too") {
  BookWorld world;
  world.save({.name = "Anna", .phone = "+49 30 123456 ext. 17"});
  world.save({.name = "Bert", .phone = "+49 30 123456 ext. 18"});
  world.read_import("name,phone\nA,+49 30 123456 Apparat 17\nC,+49 30 123456 x19\n");
  CHECK(world.book->review_import({.only = RowFilter::duplicates})->rows.size() == 1);
  CHECK(world.commit(1).counts == ImportCounts{.rows = 2, .created = 1, .skipped = 1});
  CHECK(world.names() == Names{"Anna", "Bert", "C"});
  const auto checked = world.book->check({.phone = "030 123456-x18", .country_code = "+49"});
  REQUIRE(checked->duplicates.size() == 1);
  CHECK(checked->duplicates[0].name == "Bert");
}

TEST_CASE("Mistyped domains are corrected, and that is undone, until the commit") {
  BookWorld world;
  world.read_import("name,email\nAnna,anna@gmial.com\nBert,bert@gmial.com\n");
  const FixQuery query{.email_domains = {{"gmial.com"}}};
  CHECK(world.book->fix_all(query)->rows == 2);
  CHECK(world.book->fix_all({.is_undo = true})->rows == 1);
  CHECK(world.book->fix_all({.is_undo = true})->rows == 0);
  CHECK(world.book->fix_all(query)->rows == 2);
  REQUIRE(world.commit().is_done);
  CHECK(world.book->search({})->rows.at(0).email == "anna@gmail.com");
  CHECK(world.book->fix_all({.is_undo = true}).error().code == ErrorCode::import_not_open);
}

TEST_CASE("An import that changes one contact by two rows is undone wholly") {
  BookWorld world;
  world.read_import("name,email,phone\nBert,bert@x.de,+4930222222\n");
  world.commit();
  const std::string before = world.export_all();
  world.read_import("name,email,phone,Firma\nBert B,bert@x.de,,F1\nAnders,zz@x.de,+4930222222,F2\n",
                    {.duplicates = DuplicateAction::update});
  CHECK(world.commit().counts.updated == 2);
  CHECK(world.book->history(0, 1)->rows.front().entry.count == 1);
  CHECK(world.names() == Names{"Anders"});
  REQUIRE(world.book->undo({}));
  CHECK(world.export_all() == before);
  world.reopen();
  CHECK(world.export_all() == before);
}

TEST_CASE("What the book has become since the review is not written over unseen") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna", .email = "anna@x.de"});
  const auto read = [&] {
    world.book->cancel_import();
    world.read_import("name,email\nAnna Datei,anna@x.de\nBert,bert@x.de\n",
                      {.duplicates = DuplicateAction::update});
  };
  const auto is_outdated = [&] {
    const auto refused = world.book->commit_import(10);
    return !refused && refused.error().code == ErrorCode::import_outdated;
  };
  read();
  world.save({.name = "Carla", .email = "carla@x.de"});
  CHECK(world.commit().counts == ImportCounts{.rows = 2, .created = 1, .updated = 1});
  REQUIRE(world.book->undo({}));

  // Somebody has edited whom a row is to change.
  read();
  world.save({.id = anna.id, .name = "Anna Neu", .email = "anna@x.de"});
  CHECK(is_outdated());
  CHECK(world.names() == Names{"Anna Neu", "Carla"});
  // They have seen it now.
  CHECK(world.commit().counts == ImportCounts{.rows = 2, .created = 1, .updated = 1});
  REQUIRE(world.book->undo({}));

  // Somebody who is new in the file is there by now.
  read();
  world.save({.name = "Bert", .email = "bert@x.de"});
  CHECK(is_outdated());
  CHECK(world.book->import().value()->counts() == ImportCounts{.rows = 2, .updated = 2});

  // Who is deleted is nobody's duplicate.
  read();
  REQUIRE(world.book->save({.id = anna.id, .name = "Anna Neu", .email = "weg@x.de"}));
  CHECK(is_outdated());
  CHECK(world.book->import().value()->counts() ==
        ImportCounts{.rows = 2, .created = 1, .updated = 1});
}

TEST_CASE("After a commit the rejected rows are there, and no others") {
  BookWorld world;
  world.read_import("name,email\nAnna,anna@x.de\nBert,bert\nCora,cora@x.de\n");
  REQUIRE(world.book->commit_import(1));
  world.book->stop_commit();
  CHECK(world.book->review_import({})->rows.at(2).cells.at(0) == "Cora");
  REQUIRE(world.commit().is_done);
  const auto rejected = world.book->review_import({.only = RowFilter::rejected});
  REQUIRE(rejected->rows.size() == 1);
  CHECK(rejected->rows[0].cells == Names{"Bert", "bert"});
  CHECK(rejected->rows[0].issues.at(0).code == ErrorCode::email_missing_at);
  CHECK(world.book->review_import({}).error().code == ErrorCode::import_not_open);
  REQUIRE(world.book->begin_rejected([](const Error&) { return "why"; }));
  CHECK(world.book->read_output()->ends_with("\r\nBert,bert,3,2,email_missing_at,why\r\n"));
}

TEST_CASE("Values that are not valid are kept, and taken back with the import") {
  BookWorld world;
  const std::string before = world.export_all();
  world.read_import("name,email\nAnna,bad\n", {.invalid = InvalidAction::keep});
  const CommitProgress done = world.commit();
  CHECK(done.counts.created == 1);
  const auto page = world.book->search({});
  CHECK(page->rows.at(0).email == "bad");
  CHECK(page->rows.at(0).email_normalized.empty());
  // It can be mended there, and not be saved as it is.
  CHECK_FALSE(world.book->save({.id = page->rows[0].id, .name = "Anna B."}));
  REQUIRE(world.book->undo({.entry = done.entry}));
  CHECK(world.export_all() == before);
}

TEST_CASE("A calling code that is left out leaves the number") {
  BookWorld world;
  world.read_import("name,phone,country_code\nAnna,030 1234567,x\nBert,+44 20 79460312,x\n",
                    {.invalid = InvalidAction::leave_out, .default_country_code = "+49"});
  CHECK(world.commit().counts.created == 2);
  std::vector<std::string> codes;
  for (const Contact& contact : world.book->search({.sort = {{Field::name}}, .limit = 9})->rows) {
    codes.push_back(contact.country_code + " " + contact.phone);
  }
  CHECK(codes == std::vector<std::string>{"+49 030 1234567", "+44 +44 20 79460312"});
}

TEST_CASE("Nothing is mended while an import is written, or when there is none") {
  BookWorld world;
  CHECK(world.book->fix_cell(2, 1, "x").error().code == ErrorCode::import_not_open);
  world.read_import("name\nAnna\nBert\nCora\n");
  const auto feed_more = [&] { return world.book->feed_import(bytes_of("Dora\n")); };
  CHECK(feed_more().error().code == ErrorCode::import_not_open);
  REQUIRE(world.book->commit_import(1));
  CHECK(feed_more().error().code == ErrorCode::import_not_open);
  CHECK(world.book->decide_invalid(InvalidAction::keep).error().code == ErrorCode::book_busy);
  CHECK(world.book->fix_all({.problem = ErrorCode::email_missing_at}).error().code ==
        ErrorCode::book_busy);
  CHECK(world.commit().counts.created == 3);
}

TEST_CASE("Who comes after an import that was cancelled is no member of the next one") {
  BookWorld world;
  world.read_import("name\nAnna\nBert\nCora\n");
  REQUIRE(world.book->commit_import(2));
  world.book->cancel_import();
  world.read_import("name\nDora\n");
  const EntryId entry = world.commit().entry;
  world.save({.name = "Emil"});
  CHECK(world.names({.filter = {.kind = Filter::Kind::condition,
                                .field = Field::none,
                                .op = Operator::in_import,
                                .number = entry}}) == Names{"Dora"});
}

TEST_CASE("Who is erased during the review is nobody's duplicate, and is not written unseen") {
  for (const auto action : {DuplicateAction::skip, DuplicateAction::ask}) {
    BookWorld world;
    const Contact anna = world.save({.name = "Anna", .email = "anna@x.de"});
    world.read_import("name,email\nAnna Datei,anna@x.de\nBert,bert@x.de\n", {.duplicates = action});
    CHECK(world.book->review_import({})->rows.at(0).existing == anna);
    REQUIRE(world.book->erase(std::vector<Uuid>{anna.id}));
    const auto page = world.book->review_import({});
    REQUIRE(page);
    CHECK(page->rows.at(0).cells.at(0) == "Anna Datei");
    CHECK(page->rows.at(0).duplicate_field == Field::none);
    CHECK_FALSE(page->rows.at(0).existing);
    CHECK(world.book->commit_import(10).error().code == ErrorCode::import_outdated);
    CHECK(world.commit().counts == ImportCounts{.rows = 2, .created = 2});
  }
}

TEST_CASE("An import fills the keys that are free, around the contacts that are there") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna", .email = "anna@x.de"});
  const Contact berta = world.save({.name = "Berta", .email = "berta@x.de"});
  REQUIRE(world.book->erase(std::vector<Uuid>{anna.id}));
  {
    // As if many had come and gone.
    world.book.reset();
    ContactStore store = *ContactStore::open(world.files, world.environment);
    auto transaction = store.begin();
    const EntryId entry = *store.journal().add_entry(ChangeKind::create, 1);
    REQUIRE(store.sync().put_link(60'000, {.base = Json::object()}, 1));
    const Contact last = make_contact({.name = "Zoe", .email = "zoe@x.de"}, 9);
    REQUIRE(store.insert(last, entry, ChangeKind::create));
    REQUIRE(store.sync().drop_link(60'000));
    REQUIRE(store.commit(*transaction, entry));
  }
  world.reopen();
  CHECK(world.names() == Names{"Berta", "Zoe"});
  // Lists and matches that are kept in step.
  const Query with_d = {.filter = {.kind = Filter::Kind::text, .text = "d"},
                        .sort = {{Field::name}}};
  CHECK(world.names(with_d) == Names{"Berta", "Zoe"});
  world.read_import("name,email\nDropped,dropped@x.de\nGone,gone@x.de\nAway,away@x.de\n");
  REQUIRE(world.book->commit_import(2));
  world.book->cancel_import();
  CHECK(world.names() == Names{"Berta", "Zoe"});

  world.read_import("name,email\nDora,dora@y.de\nBerta 2,berta@x.de\nCara,cara@y.de\n");
  const CommitProgress done = world.commit(1);
  CHECK(done.counts == ImportCounts{.rows = 3, .created = 2, .skipped = 1});
  CHECK(world.names() == Names{"Berta", "Cara", "Dora", "Zoe"});
  CHECK(world.save({.name = "Emil"}).name == "Emil");
  const Names all = {"Berta", "Cara", "Dora", "Emil", "Zoe"};
  CHECK(world.names() == all);
  const Query cara = {.filter = {.kind = Filter::Kind::text, .text = "cara@y"},
                      .sort = {{Field::name}}};
  CHECK(world.names(cara) == Names{"Cara"});
  const Query imported = {.filter = {.kind = Filter::Kind::condition,
                                     .field = Field::none,
                                     .op = Operator::in_import,
                                     .number = done.entry},
                          .sort = {{Field::name}}};
  CHECK(world.names(imported) == Names{"Cara", "Dora"});
  CHECK(world.book->get(berta.id) == berta);
  world.reopen();
  CHECK(world.names() == all);
  CHECK(world.names(imported) == Names{"Cara", "Dora"});
  // Each of the old contacts is where it was: the new ones took keys below the last one's.
  CHECK(world.book->undo({.entry = done.entry})->count == 2);
  CHECK(world.names() == Names{"Berta", "Emil", "Zoe"});
}

}  // namespace kartei
