#include "book/revert.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "book/book_world.h"

namespace kartei {
namespace {

// A person who does whatever comes to mind, decided by a seed.
class Person {
 public:
  Person(BookWorld& world, uint64_t seed) : world_(world), random_(seed) {}

  // One action that is one journal entry, or nothing if there was nothing to do.
  void act() {
    world_.environment.now += 1000;
    switch (pick(7)) {
      case 0:
      case 1:
        return create();
      case 2:
        return edit();
      case 3:
        return edit_many();
      case 4:
        return import();
      case 5:
        return remove();
      default:
        (void)world_.book->restore(WholeTrash{});
    }
  }

 private:
  size_t pick(size_t count) { return random_() % count; }
  std::string word() { return std::string(1 + pick(12), static_cast<char>('a' + pick(26))); }

  std::vector<Contact> contacts() {
    return world_.book->search({.sort = {{Field::name}}, .limit = 1000})->rows;
  }

  void create() {
    Draft draft{.name = word(), .email = word() + "@example.org", .tags = {{word()}}};
    if (pick(2)) draft.attributes = {{"Ort", word()}, {word(), word()}};
    world_.save(draft);
  }

  void edit() {
    const auto all = contacts();
    if (all.empty()) return;
    Draft draft{.id = all[pick(all.size())].id};
    if (pick(2)) draft.name = word() + " x";
    if (pick(2)) draft.email = word() + "@example.com";
    if (pick(2)) draft.phone = "+49 30 " + std::to_string(100000 + pick(900000));
    if (pick(3) == 0) draft.attributes = {{"Ort", std::nullopt}, {word(), word()}};
    (void)world_.book->save(draft);
  }

  void edit_many() {
    REQUIRE(
        world_.book->update(Matches{}, {.add_tags = {word()}, .attributes = {{"Jahr", word()}}}));
  }

  void import() {
    std::string file = "name,email,Ort\n";
    const auto all = contacts();
    for (size_t row = 0; row < 1 + pick(6); ++row) {
      const bool is_known = !all.empty() && pick(2);
      const std::string email =
          is_known ? all[pick(all.size())].email : word() + word() + "@example.net";
      file += word() + "," + email + "," + word() + "\n";
    }
    world_.read_import(file, {.duplicates = DuplicateAction::update});
    world_.commit(2);
  }

  void remove() {
    std::vector<Uuid> ids;
    for (const Contact& contact : contacts()) {
      if (pick(3) == 0) ids.push_back(contact.id);
    }
    REQUIRE(world_.book->remove(ids));
  }

  BookWorld& world_;
  std::mt19937_64 random_;
};

using Snapshot = std::map<Uuid, Contact>;

// Every contact, the deleted ones too.
Snapshot snapshot(BookWorld& world) {
  Snapshot all;
  for (const Contact& contact : world.book->search({.limit = 1000})->rows) {
    all[contact.id] = contact;
  }
  for (const Contact& contact : world.book->trash(0, 1000)->rows) all[contact.id] = contact;
  return all;
}

// Returns the entry of it.
EntryId rename(BookWorld& world, const Contact& contact, const char* name) {
  world.save({.id = contact.id, .name = name});
  return world.book->history(0, 1)->undo;
}

}  // namespace

TEST_CASE("After undoing, an export is byte-equal to the one before; after redoing, to the later") {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    BookWorld world;
    Person person(world, seed);
    std::vector<std::string> exports{world.export_all()};
    uint64_t entries = 0;
    while (exports.size() < 16) {
      person.act();
      const uint64_t now = world.book->history(0, 1)->total;
      if (std::exchange(entries, now) != now) exports.push_back(world.export_all());
    }
    if (seed % 4 == 0) world.reopen();
    for (size_t step = exports.size() - 1; step > 0; --step) {
      world.environment.now += 1000;
      const auto undone = world.book->undo({});
      REQUIRE(undone);
      CHECK(undone->kept == 0);
      REQUIRE(world.export_all() == exports[step - 1]);
    }
    CHECK(world.book->undo({}).error().code == ErrorCode::nothing_to_undo);
    if (seed % 4 == 1) world.reopen();
    for (size_t step = 1; step < exports.size(); ++step) {
      world.environment.now += 1000;
      const auto redone = world.book->redo({});
      REQUIRE(redone);
      CHECK(redone->kept == 0);
      REQUIRE(world.export_all() == exports[step]);
    }
    CHECK(world.book->redo({}).error().code == ErrorCode::nothing_to_redo);
    CHECK(world.book->check_integrity() == "");
  }
}

TEST_CASE("Back and forth at random is always where it was") {
  for (uint64_t seed = 100; seed <= 120; ++seed) {
    CAPTURE(seed);
    BookWorld world;
    Person person(world, seed);
    std::mt19937_64 random(seed);
    // What undo and redo would show, as a text editor keeps it.
    std::vector<std::string> past{world.export_all()}, future;
    for (int step = 0; step < 60; ++step) {
      world.environment.now += 1000;
      const auto action = random() % 3;
      if (action == 0) {
        const uint64_t before = world.book->history(0, 1)->total;
        person.act();
        if (world.book->history(0, 1)->total == before) continue;
        past.push_back(world.export_all());
        future.clear();
      } else if (action == 1 && past.size() > 1) {
        REQUIRE(world.book->undo({}));
        future.push_back(past.back());
        past.pop_back();
      } else if (action == 2 && !future.empty()) {
        REQUIRE(world.book->redo({}));
        past.push_back(future.back());
        future.pop_back();
      }
      REQUIRE(world.export_all() == past.back());
    }
  }
}

TEST_CASE("A field that was changed since is kept and said, the others are taken back") {
  BookWorld world;
  const Contact before = world.save({.name = "Anna", .email = "anna@example.org"});
  world.environment.now += 1000;
  world.save({.id = before.id, .name = "Anne", .email = "anne@example.org"});
  const EntryId edit = world.book->history(0, 1)->undo;
  world.environment.now += 1000;
  world.save({.id = before.id, .name = "Annette"});

  world.environment.now += 1000;
  const auto undone = world.book->undo({.entry = edit});
  REQUIRE(undone);
  CHECK(undone->count == 1);
  CHECK(undone->kept == 1);
  REQUIRE(undone->kept_contacts.size() == 1);
  CHECK(undone->kept_contacts[0].id == before.id);
  CHECK(undone->kept_contacts[0].fields.has(Field::name));
  CHECK_FALSE(undone->kept_contacts[0].fields.has(Field::email));
  Contact now = *world.book->get(before.id);
  CHECK(now.name == "Annette");
  CHECK(now.email == "anna@example.org");
  CHECK(now.email_normalized == "anna@example.org");
  CHECK(now.updated_at == world.environment.now);

  const auto rest = world.book->undo({.entry = edit, .overwrite = true});
  REQUIRE(rest);
  CHECK(rest->count == 1);
  CHECK(rest->kept == 0);
  CHECK(world.book->get(before.id)->name == "Anna");
  const auto nothing_left = world.book->undo({.entry = edit, .overwrite = true});
  CHECK(nothing_left->count == 0);
  CHECK(nothing_left->entry == 0);
}

TEST_CASE("Undoing an import keeps what was edited since, unless the person says otherwise") {
  BookWorld world;
  const Contact known = world.save({.name = "Dora", .email = "dora@example.org"});
  world.read_import(
      "name,email\nAnna,anna@example.org\nBert,bert@example.org\n"
      "Cora,cora@example.org\nDora D.,dora@example.org\n",
      {.duplicates = DuplicateAction::update});
  const EntryId import = world.commit().entry;
  world.environment.now += 1000;
  const Contact bert = world.book->search({.sort = {{Field::name}}})->rows[1];
  world.save({.id = bert.id, .name = "Bert B."});

  const auto undone = world.book->undo({.entry = import});
  REQUIRE(undone);
  CHECK(undone->count == 3);
  CHECK(undone->kept == 1);
  CHECK(undone->kept_contacts[0].id == bert.id);
  CHECK(world.names() == std::vector<std::string>{"Bert B.", "Dora"});
  CHECK(world.book->get(known.id) == known);
  CHECK(world.book->trash(0, 10)->total == 2);

  CHECK(world.book->undo({.entry = import, .overwrite = true})->count == 1);
  CHECK(world.names() == std::vector<std::string>{"Dora"});
}

TEST_CASE("Undoing any entry takes back what still stands as it wrote it, and nothing else") {
  for (uint64_t seed = 200; seed <= 240; ++seed) {
    CAPTURE(seed);
    BookWorld world;
    Person person(world, seed);
    std::map<EntryId, Snapshot> after_entry{{0, snapshot(world)}};
    for (int step = 0; step < 14; ++step) {
      person.act();
      const auto newest = world.book->history(0, 1)->undo;
      after_entry.try_emplace(newest, snapshot(world));
    }
    const auto chosen = std::next(after_entry.begin(), 1 + seed % (after_entry.size() - 1));
    const Snapshot& wrote = chosen->second;
    const Snapshot& found = std::prev(chosen)->second;
    const Snapshot before = snapshot(world);
    world.environment.now += 1000;
    const auto undone = world.book->undo({.entry = chosen->first});
    REQUIRE(undone);
    std::set<Uuid> kept;
    for (const KeptContact& contact : undone->kept_contacts) kept.insert(contact.id);

    for (const auto& [id, now] : snapshot(world)) {
      const bool was_made = wrote.contains(id) && !found.contains(id);
      for (const Field field : kAllFields) {
        if (field == Field::updated_at) continue;
        if (was_made) {
          // It is in the trash, or kept as it is.
          CHECK((field == Field::deleted_at || is_same_field(field, now, before.at(id))));
          continue;
        }
        const bool is_its = found.contains(id) && !is_same_field(field, found.at(id), wrote.at(id));
        const auto stands = [&](Field one) {
          return is_same_field(one, before.at(id), wrote.at(id));
        };
        const bool is_number = field == Field::phone || field == Field::country_code;
        const bool still_stands =
            is_its &&
            (is_number ? stands(Field::phone) && stands(Field::country_code) : stands(field));
        const Contact& expected = still_stands ? found.at(id) : before.at(id);
        if (field == Field::deleted_at && still_stands && expected.deleted_at) {
          CHECK(now.deleted_at == world.environment.now);
          continue;
        }
        CHECK(is_same_field(field, now, expected));
        const bool was_changed_since =
            is_its && !still_stands && !is_same_field(field, before.at(id), found.at(id));
        if (was_changed_since) CHECK(kept.contains(id));
      }
      if (was_made) CHECK((now.deleted_at.has_value() || kept.contains(id)));
    }
  }
}

TEST_CASE("What is put into the trash again is kept there for 30 days from then") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"}), bert = world.save({.name = "Bert"});
  REQUIRE(world.book->remove(std::vector<Uuid>{anna.id, bert.id}));
  const EntryId remove = world.book->history(0, 1)->undo;
  world.environment.now += 25 * kDayMs;
  REQUIRE(world.book->restore(std::vector<Uuid>{anna.id}));
  world.environment.now += 4 * kDayMs;
  REQUIRE(world.book->undo({}));
  CHECK(world.book->get(anna.id)->deleted_at == world.environment.now);
  // Nobody has brought Bert back so far.
  REQUIRE(world.book->undo({.entry = remove}));
  CHECK(world.names() == std::vector<std::string>{"Anna", "Bert"});
  world.environment.now += 4 * kDayMs;
  REQUIRE(world.book->redo({.entry = remove}));
  world.environment.now += 30 * kDayMs;
  world.reopen();
  CHECK(world.book->trash(0, 10)->total == 2);
  world.environment.now += 1;
  world.reopen();
  CHECK(world.book->trash(0, 10)->total == 0);
}

TEST_CASE("When it was deleted last counts for what is deleted, whatever is taken back") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  const std::vector<Uuid> ids{anna.id};
  REQUIRE(world.book->remove(ids));
  REQUIRE(world.book->restore(ids));
  const EntryId restore = world.book->history(0, 1)->undo;
  world.environment.now += 1000;
  REQUIRE(world.book->remove(ids));
  const Timestamp deleted_at = world.environment.now;
  world.environment.now += 1000;
  CHECK(world.book->undo({.entry = restore, .overwrite = true})->kept == 0);
  CHECK(world.book->get(anna.id)->deleted_at == deleted_at);
}

TEST_CASE("A phone and its calling code are taken back together, or neither") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna", .phone = "030 123456", .country_code = "+49"});
  world.environment.now += 1000;
  world.save({.id = anna.id, .name = "Anne", .phone = "01 5050505", .country_code = "+43"});
  const EntryId edit = world.book->history(0, 1)->undo;
  world.environment.now += 1000;
  const Contact mended = world.save({.id = anna.id, .phone = "01 5050506"});

  const auto undone = world.book->undo({.entry = edit});
  REQUIRE(undone->kept_contacts.size() == 1);
  CHECK(undone->kept_contacts[0].fields.has(Field::phone));
  CHECK(undone->kept_contacts[0].fields.has(Field::country_code));
  CHECK(world.book->get(anna.id)->name == "Anna");
  CHECK(world.book->get(anna.id)->phone_e164 == mended.phone_e164);
  REQUIRE(world.book->undo({.entry = edit, .overwrite = true}));
  CHECK(world.book->get(anna.id)->phone_e164 == anna.phone_e164);
}

TEST_CASE("What a redo has kept can be overwritten by a second one") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  world.save({.id = anna.id, .name = "Anne"});
  const EntryId edit = world.book->history(0, 1)->undo;
  REQUIRE(world.book->undo({}));
  world.save({.id = anna.id, .name = "Annette"});
  CHECK(world.book->redo({.entry = edit})->kept == 1);
  CHECK(world.book->get(anna.id)->name == "Annette");
  CHECK(world.book->redo({.entry = edit}).error().code == ErrorCode::nothing_to_redo);

  const auto rest = world.book->redo({.entry = edit, .overwrite = true});
  REQUIRE(rest);
  CHECK(rest->count == 1);
  CHECK(world.book->get(anna.id)->name == "Anne");
  const auto nothing_left = world.book->redo({.entry = edit, .overwrite = true});
  CHECK(nothing_left->count == 0);
  CHECK(nothing_left->entry == 0);
}

TEST_CASE("What an undo has overwritten was changed since, for whoever takes that back") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  const EntryId first = rename(world, anna, "Anne"), second = rename(world, anna, "Annette");
  CHECK(world.book->undo({.entry = first, .overwrite = true})->kept == 0);
  CHECK(world.book->get(anna.id)->name == "Anna");
  CHECK(world.book->undo({.entry = second})->kept == 1);
  CHECK(world.book->get(anna.id)->name == "Anna");
}

TEST_CASE("An undo that finds what it would write there by hand cancels nothing") {
  BookWorld world;
  const Contact anna = world.save({.name = "Anna"});
  const EntryId first = rename(world, anna, "Anne"), second = rename(world, anna, "Annette");
  rename(world, anna, "Anne");
  CHECK(world.book->undo({.entry = second})->count == 0);
  rename(world, anna, "Annette");
  CHECK(world.book->undo({.entry = first})->kept == 1);
  CHECK(world.book->get(anna.id)->name == "Annette");
}

TEST_CASE("What cannot be undone says so") {
  BookWorld world;
  CHECK(world.book->undo({}).error().code == ErrorCode::nothing_to_undo);
  CHECK(world.book->redo({}).error().code == ErrorCode::nothing_to_redo);
  CHECK(world.book->undo({.entry = 9}).error().code == ErrorCode::entry_unknown);
  const Contact anna = world.save({.name = "Anna"});
  const EntryId create = world.book->history(0, 1)->undo;
  const EntryId undo = world.book->undo({})->entry;
  CHECK(world.book->undo({.entry = undo}).error().code == ErrorCode::nothing_to_undo);
  CHECK(world.book->redo({.entry = create})->count == 1);
  CHECK(world.book->redo({.entry = create}).error().code == ErrorCode::nothing_to_redo);
  // The undo's own number is as good.
  const auto undone = world.book->undo({.entry = create});
  CHECK(world.book->redo({.entry = undone->entry})->count == 1);
  CHECK(world.book->redo({.entry = undone->entry}).error().code == ErrorCode::nothing_to_redo);
  CHECK(world.book->erase(std::vector<Uuid>{anna.id}) == 1);
  CHECK(world.book->undo({.entry = create})->count == 0);
}

TEST_CASE("An erased contact is in no byte of any file, and the book goes on") {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    BookWorld world;
    Person person(world, seed);
    for (int step = 0; step < 6; ++step) person.act();
    // A life of its own: grows, shrinks, moves between pages, is undone and deleted.
    world.book->begin_request("call of the person");
    const Contact person_to_erase = world.save({.name = "Quintilian Xaverius",
                                                .email = "quintilian@xaver.example",
                                                .phone = "+49 30 98765432"});
    world.book->begin_request("");
    std::mt19937_64 random(seed);
    for (int step = 0; step < 30; ++step) {
      world.environment.now += 1000;
      const size_t size = random() % 6000;
      REQUIRE(world.book->save({.id = person_to_erase.id,
                                .attributes = {{"Note", "Quintilian " + std::string(size, 'Q')}}}));
      person.act();
      if (random() % 4 == 0) REQUIRE(world.book->undo({}));
    }
    (void)world.book->restore(WholeTrash{});
    const std::string email = world.book->get(person_to_erase.id)->email;
    world.read_import("name,email\nQuintilian Xaverius II," + email + "\n",
                      {.duplicates = DuplicateAction::update});
    world.commit();
    const size_t others = world.names().size() - 1;
    REQUIRE(world.book->erase(std::vector<Uuid>{person_to_erase.id}) == 1);

    for (const FileSlot slot : {FileSlot::database, FileSlot::journal, FileSlot::wal}) {
      std::string bytes(static_cast<size_t>(world.files.size(slot)), '\0');
      world.files.read(slot, std::as_writable_bytes(std::span(bytes)), 0);
      for (const char* trace : {"Quintilian", "quintilian", "Xaverius", "98765432", "QQQQ"}) {
        const size_t at = bytes.find(trace);
        CHECK_MESSAGE(at == bytes.npos, std::string(trace), " at ", at);
      }
    }
    CHECK_FALSE(*world.book->find_answer("call of the person"));
    CHECK(world.book->get(person_to_erase.id).error().code == ErrorCode::contact_unknown);
    CHECK(world.names().size() == others);
    world.save({.name = "Next", .email = "next@example.org"});
    world.reopen();
    CHECK(world.names().size() == others + 1);
    CHECK(world.book->check_integrity() == "");
  }
}

}  // namespace kartei
