#include <doctest/doctest.h>

#include "book/book_world.h"

namespace kartei {
namespace {

std::string read_backup(BookWorld& world) {
  REQUIRE(world.book->begin_backup());
  std::string backup;
  while (true) {
    const auto piece = world.book->read_output();
    REQUIRE(piece);
    if (piece->empty()) return backup;
    backup += *piece;
  }
}

Result<RestoreAnswer> restore(BookWorld& world, RestoreMode mode, std::string_view backup) {
  return world.book->begin_restore(mode)
      .and_then([&] { return world.book->feed_restore(bytes_of(backup)); })
      .and_then([&] { return world.book->finish_restore(); });
}

}  // namespace

TEST_CASE("A book replaced by its backup is as it was, and so is all that is exported") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  world.save({.name = "Berta", .attributes = {{"Hut", "ja"}}});
  REQUIRE(world.book->remove(std::vector<Uuid>{anna.id}));
  const std::string exported = world.export_all();
  world.environment.now += 5000;
  const std::string backup = read_backup(world);
  CHECK(world.book->storage_state()->last_backup_at == world.environment.now);
  CHECK(world.book->storage_state()->changes_since_backup == 0);
  world.environment.now += 5000;
  world.save({.name = "Clara"});
  CHECK(world.book->storage_state()->changes_since_backup == 1);
  const auto version = world.book->state().version;

  const auto summary = restore(world, RestoreMode::inspect, backup);
  REQUIRE(summary);
  CHECK(std::get<BackupSummary>(*summary).known == 2);
  CHECK(std::get<BackupSummary>(*summary).header.trash == 1);
  CHECK(world.names() == std::vector<std::string>{"Berta", "Clara"});

  const auto result = restore(world, RestoreMode::replace, backup);
  REQUIRE(result);
  CHECK(std::get<RestoreResult>(*result).added == 2);
  CHECK(world.book->state().version > version);
  CHECK(world.names() == std::vector<std::string>{"Berta"});
  CHECK(world.export_all() == exported);
  CHECK(world.book->undo({})->count == 1);
  CHECK(world.names() == std::vector<std::string>{"Anna", "Berta"});
  world.reopen();
  CHECK(world.names() == std::vector<std::string>{"Anna", "Berta"});
  CHECK(world.book->check_integrity() == "");
}

TEST_CASE("A merge is one entry, and an undo takes it back") {
  BookWorld from, to;
  from.environment.now += 1'000'000;
  from.save({.name = "From there"});
  const std::string first = read_backup(from);
  REQUIRE(restore(to, RestoreMode::merge, first));
  const Contact own = to.save({.name = "Own"});
  const std::string before = to.export_all();
  Contact theirs = from.book->search({})->rows.front();
  from.environment.now += 1'000'000;
  from.save({.id = theirs.id, .name = "From there, newer"});
  from.save({.name = "Another"});
  const auto result = restore(to, RestoreMode::merge, read_backup(from));
  REQUIRE(result);
  CHECK(std::get<RestoreResult>(*result).updated == 1);
  CHECK(std::get<RestoreResult>(*result).added == 1);
  CHECK(to.names() == std::vector<std::string>{"Another", "From there, newer", "Own"});
  const History history = *to.book->history(0, 1);
  CHECK(history.rows.front().entry.kind == ChangeKind::merge);
  CHECK(history.undo == std::get<RestoreResult>(*result).entry);
  const auto undone = to.book->undo({});
  REQUIRE(undone);
  CHECK(undone->count == 2);
  CHECK(undone->kept == 0);
  CHECK(to.export_all() == before);
  REQUIRE(to.book->redo({}));
  CHECK(to.names() == std::vector<std::string>{"Another", "From there, newer", "Own"});
}

TEST_CASE(
    "While a backup is read in nothing else is written, and of what is replaced nothing read") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  const std::string backup = read_backup(world);
  const auto half = std::string_view(backup).substr(0, backup.size() / 2);
  for (const RestoreMode mode : {RestoreMode::replace, RestoreMode::merge}) {
    REQUIRE(world.book->begin_restore(mode));
    CHECK(world.book->save({.name = "Berta"}));
    REQUIRE(world.book->feed_restore(bytes_of(half)));
    CHECK(world.book->save({.name = "Clara"}).error().code == ErrorCode::book_busy);
    CHECK(world.book->begin_backup().error().code == ErrorCode::book_busy);
    const bool can_read = mode == RestoreMode::merge;
    CHECK(world.book->search({}).has_value() == can_read);
    CHECK(world.book->get(anna.id).has_value() == can_read);
    world.book->cancel_restore();
    CHECK(world.book->finish_restore().error().code == ErrorCode::restore_not_open);
    CHECK(world.book->feed_restore({}).error().code == ErrorCode::restore_not_open);
    CHECK(world.book->get(anna.id));
  }
  CHECK(world.names().size() == 3);
  world.read_import("name\nDora\n");
  CHECK(world.book->begin_restore(RestoreMode::replace).error().code ==
        ErrorCode::import_already_open);
  CHECK(world.book->begin_restore(RestoreMode::merge));
}

TEST_CASE("A damaged backup ends the restore and leaves the book") {
  BookWorld world;
  world.save({.name = "Anna"});
  const std::string backup = read_backup(world), exported = world.export_all();
  for (const RestoreMode mode : {RestoreMode::inspect, RestoreMode::replace, RestoreMode::merge}) {
    const auto cut = restore(world, mode, std::string_view(backup).substr(0, backup.size() - 5));
    CHECK(cut.error().code == ErrorCode::backup_damaged);
    CHECK(restore(world, mode, "name\nAnna\n").error().code == ErrorCode::backup_unknown);
    CHECK(world.export_all() == exported);
  }
  CHECK(world.save({.name = "Berta"}).name == "Berta");
}

TEST_CASE("A restore that arrives twice is answered and not done again") {
  BookWorld world;
  world.save({.name = "Anna"});
  const std::string backup = read_backup(world);
  for (const RestoreMode mode : {RestoreMode::replace, RestoreMode::merge}) {
    const std::string id = mode == RestoreMode::replace ? "one" : "two";
    if (mode == RestoreMode::merge) REQUIRE(world.book->erase(Matches{}));
    world.book->begin_request(id);
    REQUIRE(restore(world, mode, backup));
    world.book->begin_request("");
    const auto answer = world.book->find_answer(id);
    REQUIRE(answer);
    REQUIRE(answer->has_value());
    CHECK((*answer)->starts_with("{\"added\":1,"));
  }
}

TEST_CASE("A backup is of one moment") {
  BookWorld world;
  world.save({.name = "Anna"});
  REQUIRE(world.book->begin_backup());
  world.save({.name = "Berta"});
  CHECK(world.book->read_output().error().code == ErrorCode::backup_outdated);
  CHECK(world.book->read_output() == "");
  CHECK_FALSE(world.book->storage_state()->last_backup_at);
}

}  // namespace kartei
