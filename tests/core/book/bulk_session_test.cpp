#include "book/bulk_session.h"

#include <doctest/doctest.h>

#include "book/book_world.h"
#include "store/full_files.h"

namespace kartei {
namespace {

Matches everybody() { return {}; }

std::vector<Uuid> fill(ContactBook& book, int count) {
  std::vector<Uuid> ids;
  for (int i = 0; i < count; ++i) {
    const auto saved = book.save({.name = "N" + std::to_string(i)});
    REQUIRE(saved);
    ids.push_back(saved->id);
  }
  return ids;
}

size_t count_tagged(ContactBook& book) {
  const auto page = book.search({});
  REQUIRE(page);
  return std::ranges::count_if(page->rows, [](const Contact& each) { return !each.tags.empty(); });
}

}  // namespace

TEST_CASE("A bulk change is written in slices, in one entry, and the book is read meanwhile") {
  BookWorld world;
  const auto ids = fill(*world.book, 5);
  world.book->begin_request("request");
  const auto begun = world.book->begin_bulk(everybody(), BulkEdit{.add_tags = {"vip"}});
  REQUIRE(begun);
  CHECK(begun->total == 5);
  CHECK_FALSE(begun->is_done);
  const auto first = world.book->write_bulk(2);
  CHECK(first->done == 2);
  CHECK_FALSE(first->is_done);
  CHECK(count_tagged(*world.book) == 2);
  // Whoever writes has to wait.
  CHECK(world.book->save({.name = "Z"}).error().code == ErrorCode::book_busy);
  CHECK(world.book->remove(ids).error().code == ErrorCode::book_busy);
  CHECK(world.book->begin_import({}).error().code == ErrorCode::book_busy);
  CHECK(world.book->write_bulk(2)->done == 4);
  const auto last = world.book->write_bulk(2);
  CHECK(last->is_done);
  const auto change = std::get<BulkChange>(last->answer);
  CHECK(change.count == 5);
  CHECK(*world.book->find_answer("request"));
  CHECK(world.book->write_bulk(1).error().code == ErrorCode::request_malformed);
  CHECK(world.book->undo({.entry = change.entry}));
  CHECK(count_tagged(*world.book) == 0);
}

TEST_CASE("Who lies in the trash is not edited with the others") {
  BookWorld world;
  const auto ids = fill(*world.book, 3);
  REQUIRE(world.book->remove(std::vector{ids[2]}));
  const auto changed = world.book->begin_bulk(ids, BulkEdit{.add_tags = {"vip"}});
  REQUIRE(changed);
  CHECK(changed->total == 2);
  REQUIRE(world.book->write_bulk(9));
  CHECK(world.book->get(ids[2])->tags.empty());
  CHECK(count_tagged(*world.book) == 2);
}

TEST_CASE("An undo and a redo are written in slices, too, a segment with its entry") {
  BookWorld world;
  fill(*world.book, 5);
  REQUIRE(world.book->remove(everybody()));
  const auto is_live = [&] { return world.book->state().contacts; };
  const auto entries = world.book->history(0, 50)->total;
  REQUIRE(world.book->begin_undo({}));
  CHECK(world.book->write_bulk(2)->done == 2);
  CHECK(is_live() == 2);
  CHECK(world.book->undo({}).error().code == ErrorCode::book_busy);
  world.book->stop_bulk();
  CHECK(is_live() == 0);
  CHECK(world.book->history(0, 50)->total == entries);

  world.book->begin_request("request");
  CHECK(world.book->begin_undo({})->total == 5);
  while (!world.book->write_bulk(2)->is_done) continue;
  CHECK(is_live() == 5);
  CHECK(*world.book->find_answer("request"));
  world.book->begin_request("");
  CHECK(world.book->begin_redo({})->total == 5);
  CHECK(std::get<Reverted>(world.book->write_bulk(5)->answer).count == 5);
  CHECK(is_live() == 0);

  // Of a segment there is no contact to go through.
  REQUIRE(world.book->save_segment({.name = "A", .filter = R"({"text":"a"})"}));
  CHECK(world.book->begin_undo({})->total == 0);
  const auto written = world.book->write_bulk(1);
  CHECK(written->is_done);
  CHECK(std::get<Reverted>(written->answer).count == 1);
  CHECK(world.book->segments(false)->empty());
}

TEST_CASE("A bulk change that is stopped, or breaks off, leaves nothing") {
  BookWorld world;
  fill(*world.book, 5);
  const auto entries = world.book->history(0, 50)->total;
  REQUIRE(world.book->begin_bulk(everybody(), TrashMove::remove));
  REQUIRE(world.book->write_bulk(3));
  CHECK(world.book->state().contacts == 2);
  world.book->stop_bulk();
  CHECK(world.book->state().contacts == 5);
  REQUIRE(world.book->begin_bulk(everybody(), BulkEdit{.add_tags = {"vip"}}));
  REQUIRE(world.book->write_bulk(3));
  world.book->stop_bulk();
  CHECK(count_tagged(*world.book) == 0);
  CHECK(world.names().size() == 5);
  // The same after a browser was killed in the middle.
  REQUIRE(world.book->begin_bulk(everybody(), TrashMove::remove));
  REQUIRE(world.book->write_bulk(3));
  world.reopen();
  CHECK(world.book->state().contacts == 5);
  CHECK(world.book->history(0, 50)->total == entries);
}

TEST_CASE("A slice that finds no room takes the whole change back") {
  FullFiles files;
  FixedEnvironment environment;
  auto book = *ContactBook::open(files, environment);
  fill(*book, 5);
  REQUIRE(book->begin_bulk(everybody(), BulkEdit{.add_tags = {"vip"}}));
  REQUIRE(book->write_bulk(3));
  files.writes_left = 0;
  CHECK(book->write_bulk(3).error().code == ErrorCode::storage_full);
  files.writes_left = FullFiles::kNoLimit;
  CHECK(count_tagged(*book) == 0);
  CHECK(book->update(everybody(), {.add_tags = {"vip"}})->count == 5);
}

TEST_CASE(
    "Where nothing is to be changed nothing is begun; a contact named twice is changed once") {
  BookWorld world;
  const auto ids = fill(*world.book, 2);
  CHECK(world.book->begin_bulk(everybody(), TrashMove::restore)->is_done);
  CHECK(world.book->begin_bulk(std::vector<Uuid>{}, TrashMove::remove)->is_done);
  CHECK(world.book->remove(std::vector<Uuid>{ids[0], ids[0]})->count == 1);
  CHECK(world.book->state().contacts == 1);
}

}  // namespace kartei
