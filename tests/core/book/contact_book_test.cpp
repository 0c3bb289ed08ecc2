#include "book/contact_book.h"

#include <doctest/doctest.h>

#include "book/answers.h"
#include "book/book_world.h"
#include "store/full_files.h"

namespace kartei {
namespace {

using Names = std::vector<std::string>;

Filter country_code_is(const std::string& country_code) {
  return {.kind = Filter::Kind::condition,
          .field = Field::country_code,
          .op = Operator::equals,
          .values = {country_code}};
}

}  // namespace

TEST_CASE("A contact is created, changed, read, and is there after opening again") {
  BookWorld world;
  const Contact created = world.save({.name = " Anna ", .email = "anna@example.org"});
  CHECK(created.name == "Anna");
  CHECK(created.source == "manual");
  CHECK(created.created_at == world.environment.now);
  world.environment.now += 1000;
  const Contact updated = world.save({.id = created.id, .phone = "+49 30 123456"});
  CHECK(updated.email == "anna@example.org");
  CHECK(updated.country_code == "+49");
  CHECK(updated.created_at == created.created_at);
  CHECK(updated.updated_at == world.environment.now);
  world.reopen();
  CHECK(world.book->get(created.id) == updated);
  CHECK(world.book->state().contacts == 1);
}

TEST_CASE("Saving what has not changed writes nothing") {
  BookWorld world;
  const Contact created = world.save({.name = "Anna"});
  const uint64_t version = world.book->state().version;
  world.environment.now += 1000;
  CHECK(world.save({.id = created.id, .name = "Anna"}) == created);
  CHECK(world.book->state().version == version);
}

TEST_CASE("A contact that is not valid is refused with its issues, and nothing is written") {
  BookWorld world;
  const auto saved = world.book->save({.email = "nope", .phone = "12", .country_code = "+49"});
  REQUIRE_FALSE(saved);
  CHECK(saved.error().code == ErrorCode::contact_invalid);
  REQUIRE(saved.error().issues.size() == 2);
  CHECK(saved.error().issues[0].field == "email");
  CHECK(saved.error().issues[1].code == ErrorCode::phone_too_short);
  CHECK(world.book->save({}).error().issues.front().code == ErrorCode::contact_empty);
  CHECK(world.book->save({.id = Uuid{}, .name = "A"}).error().code == ErrorCode::contact_unknown);
  CHECK(world.book->state().contacts == 0);
}

TEST_CASE("Checking a draft says what saving would, and who has the same address") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna", .email = "a@b.de", .phone = "+49 30 1234"});
  const auto checked = world.book->check({.email = "A@B.de", .phone = "12"});
  REQUIRE(checked);
  CHECK(checked->issues.front().code == ErrorCode::phone_calling_code_missing);
  REQUIRE(checked->duplicates.size() == 1);
  CHECK(checked->duplicates.front().name == "Anna");
  CHECK(checked->duplicates.front().field == Field::email);
  CHECK_FALSE(checked->duplicates.front().is_similar);
  CHECK(world.book->check({.phone = "0049 30 1234"})->duplicates.front().field == Field::phone);
  const auto similar = world.book->check({.email = "A+news@b.de"});
  REQUIRE(similar->duplicates.size() == 1);
  CHECK(similar->duplicates.front().is_similar);
  CHECK(world.book->check({.email = "a@b.dk"})->duplicates.empty());
  CHECK(world.book->check({.email = "c@gmial.com"})->offers.front().value == "c@gmail.com");
  // Nobody is a duplicate of themselves, or of a deleted contact.
  CHECK(world.book->check({.id = anna.id, .name = "X"})->duplicates.empty());
  REQUIRE(world.book->remove(std::vector{anna.id}));
  CHECK(world.book->check({.email = "a@b.de"})->duplicates.empty());
}

TEST_CASE("Deleting hides, restoring brings back, both by id, filter and entry") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"}), bert = world.save({.name = "Bert"});
  world.save({.name = "Berta"});
  const Filter bert_filter{.kind = Filter::Kind::text, .text = "bert"};
  const auto removed = world.book->remove(Matches{.filter = bert_filter});
  CHECK(removed->count == 2);
  CHECK(world.names() == Names{"Anna"});
  CHECK(world.book->get(bert.id)->deleted_at == world.environment.now);
  CHECK(world.book->remove(std::vector{bert.id})->count == 0);
  CHECK(world.book->restore(std::vector{bert.id})->count == 1);
  CHECK(world.names() == Names{"Anna", "Bert"});
  CHECK(world.book->restore(removed->entry)->count == 1);
  CHECK(world.names() == Names{"Anna", "Bert", "Berta"});
  CHECK(world.book->get(bert.id) == bert);
  world.reopen();
  CHECK(world.names() == Names{"Anna", "Bert", "Berta"});
  CHECK(world.book->remove(std::vector{Uuid{}}).error().code == ErrorCode::contact_unknown);
  CHECK(world.book->restore(EntryId{99}).error().code == ErrorCode::entry_unknown);
}

TEST_CASE("Lists are pages") {
  BookWorld world;
  for (const char* name : {"Cora", "Anna", "Bert"}) world.save({.name = name});
  CHECK(world.names({.sort = {{Field::name}}, .offset = 1, .limit = 1}) == Names{"Bert"});
  const auto page = world.book->search({.sort = {{Field::name, true}}, .limit = 2});
  CHECK(page->total == 3);
  CHECK(page->rows.front().name == "Cora");
  CHECK(world.book->count({.filter = {.kind = Filter::Kind::text, .text = "an"}}) == 1);
}

TEST_CASE("An import writes once, as one entry, in steps that can be watched") {
  BookWorld world;
  world.read_import("name,email,Firma\nAnna,a@x.de,A\nBert,b@x.de,\nBad,bad,\nAnna 2,a@x.de,B\n",
                    {.duplicates = DuplicateAction::update, .file_name = "x.csv"});
  CHECK(world.names().empty());
  const auto first = world.book->commit_import(1);
  CHECK(first->done == 1);
  CHECK(first->total == 4);
  CHECK_FALSE(first->is_done);
  // Until it is committed nobody sees it, and nobody else writes.
  CHECK(world.names().empty());
  CHECK(world.book->save({.name = "X"}).error().code == ErrorCode::book_busy);
  const CommitProgress done = world.commit(1);
  CHECK(done.counts == ImportCounts{.rows = 4, .created = 2, .updated = 1, .rejected = 1});
  CHECK(world.names() == Names{"Anna 2", "Bert"});
  CHECK(world.book->save({.name = "Xaver"}));
  world.reopen();
  CHECK(world.names() == Names{"Anna 2", "Bert", "Xaver"});
  const auto anna = world.book->search({.sort = {{Field::name}}, .limit = 1})->rows.front();
  CHECK(anna.attributes == std::vector<Attribute>{{"Firma", "B"}});
  CHECK(anna.source == "import");
  const auto imports = world.book->imports();
  REQUIRE(imports->size() == 1);
  CHECK(imports->front().file_name == "x.csv");
  CHECK(imports->front().updated == 1);
  CHECK(world.book->remove(done.entry)->count == 2);
}

TEST_CASE("Duplicates of the book: update, create or skip") {
  const std::string_view file = "name,email,phone\nAnna M.,A@x.de,+49 30 1234\n";
  for (const auto& [action, names] :
       {std::pair{DuplicateAction::skip, Names{"Anna"}},
        std::pair{DuplicateAction::update, Names{"Anna M."}},
        std::pair{DuplicateAction::create, Names{"Anna", "Anna M."}}}) {
    BookWorld world;
    const Contact anna = world.save({.name = "Anna", .email = "a@x.de"});
    world.read_import(file, {.duplicates = action});
    const auto review = world.book->review_import({.only = RowFilter::duplicates});
    REQUIRE(review->rows.size() == 1);
    CHECK(review->rows.front().existing == anna);
    CHECK(review->rows.front().duplicate_field == Field::email);
    world.commit();
    CHECK(world.names() == names);
  }
}

TEST_CASE("A cancelled import leaves the book as it was, also in the middle of a commit") {
  BookWorld world;
  world.save({.name = "Anna", .email = "a@x.de"});
  const std::string before = world.export_all();
  world.read_import("name,email\nAnna 2,a@x.de\nBert,b@x.de\nCora,c@x.de\n",
                    {.duplicates = DuplicateAction::update});
  CHECK(world.book->begin_import({}).error().code == ErrorCode::import_already_open);
  REQUIRE(world.book->commit_import(2));
  world.book->cancel_import();
  CHECK(world.export_all() == before);
  CHECK(world.book->commit_import(1).error().code == ErrorCode::import_not_open);
  // The keys of what was staged are given again.
  const Contact dora = world.save({.name = "Dora"});
  CHECK(world.names() == Names{"Anna", "Dora"});
  CHECK(world.book->get(dora.id) == dora);
  world.reopen();
  CHECK(world.names() == Names{"Anna", "Dora"});
}

TEST_CASE("A commit that is stopped can be begun again") {
  BookWorld world;
  world.read_import("name,email\nAnna,a@x.de\nBert,b@x.de\nAnna 2,a@x.de\n",
                    {.duplicates = DuplicateAction::update});
  REQUIRE(world.book->commit_import(1));
  world.book->stop_commit();
  CHECK(world.names().empty());
  CHECK(world.book->review_import({})->total == 3);
  CHECK(world.save({.name = "Cora"}).name == "Cora");
  CHECK(world.commit().counts.created == 2);
  world.book->stop_commit();
  CHECK(world.names() == Names{"Anna 2", "Bert", "Cora"});
}

TEST_CASE("A file that cannot be read closes the import") {
  BookWorld world;
  REQUIRE(world.book->begin_import({}));
  CHECK(world.book->review_import({}).error().code == ErrorCode::import_not_finished);
  REQUIRE(world.book->feed_import(bytes_of("a,b\n1,2\n")));
  CHECK(world.book->finish_import().error().code == ErrorCode::csv_header_missing);
  CHECK(world.book->finish_import().error().code == ErrorCode::import_not_open);
  CHECK(world.book->begin_import({.default_country_code = "+999"}).error().code ==
        ErrorCode::country_code_unknown);
  CHECK(world.book->begin_import({.default_country_code = "0049"}));
}

TEST_CASE("Rejected rows can be read before and after the commit") {
  BookWorld world;
  world.read_import("name,email\nAnna,bad\nBert,b@x.de\n");
  const auto rejected = [&] {
    REQUIRE(world.book->begin_rejected([](const Error& error) { return error.message(); }));
    return *world.book->read_output();
  };
  const std::string before = rejected();
  CHECK(before.contains("Anna,bad,2,2,email_missing_at,"));
  world.commit();
  CHECK(rejected() == before);
  CHECK(world.book->decide_import({}).error().code == ErrorCode::import_not_open);
  CHECK(world.book->begin_import({}));
}

TEST_CASE("What is exported is imported again unchanged") {
  BookWorld world;
  world.save({.name = "=HYPERLINK(1)",
              .phone = "+49 30 1234",
              .tags = {{"x", "y"}},
              .attributes = {{"Firma", "A;\"B\"\nC"}, {"name 2", "x"}}});
  world.save({.name = "'-quoted", .email = "b@x.de", .last_contact_at = "2026-01-05"});
  const ExportOptions columns{.columns = {{"name", "email", "phone", "country_code", "created_at",
                                           "last_contact_at", "source", "tags", "Firma"}}};
  const std::string before = world.export_all(columns);
  BookWorld other;
  other.environment.now += 5000;
  other.read_import(world.export_all());
  CHECK(other.commit().counts.created == 2);
  CHECK(other.export_all(columns) == before);
}

TEST_CASE("Attributes come back under their names, whatever those could mean") {
  BookWorld world;
  const std::vector<Attribute> attributes = {{"Name", "1"},  {"tags", "2"},    {"updated_at", "3"},
                                             {"=h", "4"},    {"'quoted", "5"}, {"'=both", "6"},
                                             {"E-Mail", "7"}};
  Draft draft{.name = "Zoë"};
  for (const auto& [name, value] : attributes) draft.attributes.emplace_back(name, value);
  world.save(draft);
  BookWorld other;
  other.read_import(world.export_all());
  other.commit();
  CHECK(other.book->search({})->rows.front().attributes == attributes);
}

TEST_CASE("A NUL is nothing that a contact could hold") {
  BookWorld world;
  CHECK(world.save({.name = std::string("a\0b", 3)}).name == "ab");
}

TEST_CASE("A contact that was changed since it was read is not overwritten") {
  BookWorld world;
  const Contact read = world.save({.name = "Anna"});
  world.environment.now += 1000;
  const Contact changed = world.save({.id = read.id, .name = "Anna M."});
  Draft mine{.id = read.id, .name = "Anne", .expected_updated_at = read.updated_at};
  CHECK(world.book->save(mine).error().code == ErrorCode::contact_changed);
  CHECK(world.book->get(read.id) == changed);
  mine.expected_updated_at = changed.updated_at;
  CHECK(world.save(mine).name == "Anne");
}

TEST_CASE("A bulk edit changes whom it can, in one entry, and counts whom it cannot") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna", .tags = {{"old"}}});
  const Contact bert = world.save({.name = "Bert", .phone = "+49 30 123456"});
  const auto change =
      world.book->update(std::vector<Uuid>{anna.id, bert.id},
                         {.country_code = "+43", .add_tags = {"vip"}, .remove_tags = {"old"}});
  REQUIRE(change);
  CHECK(change->count == 1);
  CHECK(change->refused == 1);
  CHECK(world.book->get(anna.id)->tags == std::vector<std::string>{"vip"});
  CHECK(world.book->get(anna.id)->country_code == "+43");
  CHECK(world.book->get(bert.id) == bert);
  CHECK(world.book->search({.filter = country_code_is("+43")})->total == 1);
  const auto none = world.book->update(std::vector<Uuid>{anna.id}, {.add_tags = {"vip"}});
  CHECK(none->entry == 0);
  CHECK(world.book->undo({})->count == 1);
  CHECK(world.book->get(anna.id) == anna);
}

TEST_CASE("All matches but some: the others are changed, deleted and exported in one entry") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  const Contact bert = world.save({.name = "Bert"});
  const Contact cora = world.save({.name = "Cora"});
  const Uuid stranger = *parse_uuid("00000000-0000-0000-0000-000000000009");
  const Matches but_bert{.except = {bert.id, stranger}};
  CHECK(world.book->count(but_bert) == 2);

  const auto tagged = world.book->update(but_bert, {.add_tags = {"vip"}});
  REQUIRE(tagged);
  CHECK(tagged->count == 2);
  CHECK(world.book->get(bert.id) == bert);
  CHECK(world.book->get(cora.id)->tags == std::vector<std::string>{"vip"});
  CHECK(world.book->undo({})->count == 2);
  CHECK(world.book->get(cora.id) == cora);

  const auto removed = world.book->remove(but_bert);
  REQUIRE(removed);
  CHECK(removed->count == 2);
  CHECK(world.names() == std::vector<std::string>{"Bert"});
  CHECK(world.book->undo({})->entry != 0);
  CHECK(world.names() == std::vector<std::string>{"Anna", "Bert", "Cora"});

  CHECK(world.book->remove(Matches{.except = {anna.id, bert.id, cora.id}})->entry == 0);
}

TEST_CASE("An export of some contacts, or of all but some, is in the order asked for") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  const Contact bert = world.save({.name = "Bert"});
  const Contact cora = world.save({.name = "Cora"});
  const auto names = [&](ExportQuery query) {
    query.sort = {{Field::name, true}};
    query.options = {.encoding = csv::Encoding::utf8, .columns = {{"name"}}};
    REQUIRE(world.book->begin_export(query));
    return *world.book->read_output();
  };
  CHECK(names({.ids = {{anna.id, cora.id}}}) == "name\r\nCora\r\nAnna\r\n");
  CHECK(names({.except = {cora.id}}) == "name\r\nBert\r\nAnna\r\n");
  CHECK(names({.ids = std::vector<Uuid>()}) == "name\r\n");
  // What was deleted since it was selected is not there.
  REQUIRE(world.book->remove(std::vector<Uuid>{cora.id}));
  CHECK(names({.ids = {{anna.id, cora.id}}}) == "name\r\nAnna\r\n");
  const Uuid stranger = *parse_uuid("00000000-0000-0000-0000-000000000009");
  CHECK(world.book->begin_export({.ids = {{stranger}}}).error().code == ErrorCode::contact_unknown);
}

TEST_CASE("A call that arrives twice is answered and not repeated, also after opening again") {
  BookWorld world;
  world.book->begin_request("call-1");
  const Contact anna = world.save({.name = "Anna"});
  world.book->begin_request("call-2");
  world.read_import("name\nBert\nCora\n");
  const CommitProgress done = world.commit(1);
  world.book->begin_request("");
  world.save({.name = "nobody asks"});
  world.reopen();
  CHECK(world.book->find_answer("call-1")->value() == format_answer(anna));
  CHECK(world.book->find_answer("call-2")->value() == format_answer(done));
  CHECK_FALSE(*world.book->find_answer("call-3"));
  CHECK_FALSE(*world.book->find_answer(""));
}

TEST_CASE("A write that failed is not remembered") {
  FullFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  book->begin_request("call");
  files.writes_left = 0;
  CHECK(book->save({.name = "Anna"}).error().code == ErrorCode::storage_full);
  files.writes_left = FullFiles::kNoLimit;
  CHECK_FALSE(*book->find_answer("call"));
}

TEST_CASE("The trash is kept for 30 days") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"}), bert = world.save({.name = "Bert"});
  REQUIRE(world.book->remove(std::vector<Uuid>{anna.id}));
  CHECK(world.book->trash(0, 50)->total == 1);
  world.environment.now += 30 * kDayMs;
  world.reopen();
  CHECK(world.book->restore(WholeTrash{})->count == 1);
  REQUIRE(world.book->remove(std::vector<Uuid>{anna.id}));
  world.environment.now += 30 * kDayMs + 1;
  world.reopen();
  CHECK(world.book->get(anna.id).error().code == ErrorCode::contact_unknown);
  CHECK(world.book->trash(0, 50)->total == 0);
  CHECK(world.book->get(bert.id) == bert);
}

TEST_CASE("The state of the storage says what a backup would save") {
  BookWorld world;
  world.save({.name = "Anna"});
  const auto state = world.book->storage_state();
  CHECK(state->bytes > 4096);
  CHECK(state->last_backup_at == std::nullopt);
  CHECK(state->changes_since_backup == 1);
}

TEST_CASE("Where the storage fails at the end of a commit, the book follows what is stored") {
  FullFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  files.flushes_left = 3;
  files.flushes_to_fail = 100;
  book->begin_request("request");
  CHECK(book->save({.name = "Anna"}).error().code == ErrorCode::storage_full);
  CHECK(book->search({}).error().code == ErrorCode::storage_full);
  CHECK(book->find_answer("request").error().code == ErrorCode::storage_full);
  files.flushes_to_fail = 0;
  // It was in force, and now it is shown.
  CHECK(book->find_answer("request")->has_value());
  CHECK(book->search({})->rows.front().name == "Anna");
  CHECK(book->state().contacts == 1);
}

TEST_CASE("An import whose commit failed at its end and is in force is not written twice") {
  FullFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  REQUIRE(book->begin_import({}));
  REQUIRE(book->feed_import(bytes_of("Name\nAnna\nBert\n")));
  REQUIRE(book->finish_import());
  files.flushes_left = 3;
  files.flushes_to_fail = 100;
  CHECK(book->commit_import(10).error().code == ErrorCode::storage_full);
  files.flushes_to_fail = 0;
  const auto progress = book->commit_import(10);
  REQUIRE(progress);
  CHECK(progress->is_done);
  CHECK(progress->counts.created == 2);
  CHECK(book->state().contacts == 2);
  CHECK(book->imports()->size() == 1);
}

TEST_CASE("A full disk keeps the old trash, and nobody out") {
  FullFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  const Contact anna = *book->save({.name = "Anna"}), bert = *book->save({.name = "Bert"});
  REQUIRE(book->remove(std::vector<Uuid>{anna.id}));
  environment.now += 31 * int64_t{86'400'000};
  book.reset();
  // As many writes as opening takes, and from none to all of what erasing takes.
  bool is_erased = false, was_kept = false;
  for (int writes = 1; !is_erased; ++writes) {
    CAPTURE(writes);
    REQUIRE(writes < 100);
    FullFiles copy = files;
    copy.writes_left = writes;
    auto opened = ContactBook::open(copy, environment);
    if (!opened) {
      // There is no room for so much as to take the book over.
      CHECK(opened.error().code == ErrorCode::storage_full);
      REQUIRE_FALSE(was_kept);
      continue;
    }
    copy.writes_left = FullFiles::kNoLimit;
    CHECK((*opened)->get(bert.id) == bert);
    is_erased = !(*opened)->get(anna.id);
    was_kept = was_kept || !is_erased;
    CHECK((*opened)->trash(0, 10)->total == (is_erased ? 0 : 1));
    CHECK((*opened)->save({.name = "Cora"}));
    opened->reset();
    book = *ContactBook::open(copy, environment);
    CHECK(book->get(anna.id).error().code == ErrorCode::contact_unknown);
    CHECK(book->state().contacts == 2);
    CHECK(book->check_integrity() == "");
    book.reset();
  }
  CHECK(was_kept);
}

}  // namespace kartei
