// Books out of a seed, with everything that a table can hold, and what is in them as text.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "fixtures.h"
#include "store/contact_store.h"
#include "store/database.h"
#include "store/file_vfs.h"
#include "store/table_shape.h"

namespace kartei {

// Texts that a format could stumble over; all valid UTF-8.
inline std::string odd_text(std::mt19937_64& random) {
  static const std::string kPieces[] = {
      "Anna",     "Jörg",   "ß",    "\"", "\\",   "\n", "\r\n",         "\t",
      "\x01\x1f", "\x7f",   "😀",   ",",  "'",    ";",  "u\u0308",      "\u2028",
      "]\n[",     "{\"a\"", "null", "\b", "\\u0", "/",  "\U0010FFFF\b", std::string("\0x", 2)};
  std::string text;
  for (size_t i = random() % 5; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

inline Contact random_contact(std::mt19937_64& random, const Uuid& id) {
  Contact contact{.id = id,
                  .name = odd_text(random),
                  .email = odd_text(random),
                  .phone = odd_text(random),
                  .country_code = random() % 2 ? "+49" : "",
                  .created_at = static_cast<int64_t>(random() % 4'000'000'000'000) - 1'000'000,
                  .updated_at = static_cast<int64_t>(random() % 4'000'000'000'000),
                  .source = random() % 2 ? "import" : odd_text(random)};
  if (random() % 3 == 0) contact.last_contact_at = static_cast<int64_t>(random() % 1'000'000);
  if (random() % 5 == 0) contact.deleted_at = static_cast<int64_t>(random() % 1'000'000);
  for (size_t i = random() % 3; i > 0; --i) contact.tags.push_back(odd_text(random));
  for (size_t i = random() % 3; i > 0; --i) {
    contact.attributes.emplace_back("a" + std::to_string(i), odd_text(random));
  }
  contact.email_normalized = random() % 2 ? contact.email : odd_text(random);
  contact.phone_e164 = random() % 2 ? contact.phone : odd_text(random);
  return contact;
}

// Adds `count` contacts in some entries, changes some and throws some away.
inline void fill_store(ContactStore& store, uint64_t seed, size_t count) {
  FixedEnvironment environment(seed);
  std::mt19937_64 random(seed);
  UuidGenerator ids(environment);
  auto transaction = store.begin();
  REQUIRE(transaction);
  EntryId entry = 0;
  ChangeKind kind = ChangeKind::create;
  std::vector<std::pair<ContactKey, Contact>> contacts;
  for (size_t i = 0; i < count; ++i) {
    if (i % 50 == 0) {
      kind = random() % 2 ? ChangeKind::create : ChangeKind::import;
      entry = *store.journal().add_entry(kind, static_cast<int64_t>(i));
      REQUIRE(store.journal().finish_entry(entry, 50));
      if (kind == ChangeKind::import) {
        const ImportRecord record{.entry = entry, .file_name = odd_text(random), .rows = 50};
        REQUIRE(store.journal().add_import(record));
      }
    }
    Contact contact = random_contact(random, ids.next());
    if (random() % 500 == 0) contact.name = std::string(20'000, 'x');
    contacts.emplace_back(*store.insert(contact, entry, kind), contact);
  }
  const EntryId changes = *store.journal().add_entry(ChangeKind::update, 5);
  const EntryId removal = *store.journal().add_entry(ChangeKind::remove, 6);
  for (auto& [key, contact] : contacts) {
    if (random() % 4 == 0) {
      const Contact after = random_contact(random, contact.id);
      REQUIRE(store.update(key, contact, after, changes));
      contact = after;
    }
    if (random() % 10 == 0) REQUIRE(store.set_deleted(key, 7, removal));
  }
  for (const bool is_list : {true, false, true}) {
    const EntryId made = *store.journal().add_entry(ChangeKind::segment, 8);
    StoredSegment segment{.id = format_uuid(ids.next()), .name = odd_text(random)};
    (is_list ? segment.members : segment.filter) = odd_text(random);
    REQUIRE(store.segments().put(made, segment.id, &segment));
    const EntryId changed = *store.journal().add_entry(ChangeKind::segment, 9);
    segment.name = odd_text(random);
    REQUIRE(store.segments().put(changed, segment.id, &segment));
  }
  REQUIRE(transaction->commit());
  store.note_commit(true);
}

// A connection of its own to a book that nobody writes.
struct BookReader {
  explicit BookReader(Files& files) : vfs(files, environment) {}
  FixedEnvironment environment;
  FileVfs vfs;
  Database database = *Database::open(vfs.name());
};

// Every row of every table that backups have, by SQLite's own quoting.
inline std::string dump_tables(Database& database) {
  std::string dump;
  for (const TableShape& shape : *read_table_shapes(database)) {
    if (!is_in_backups(shape.name)) continue;
    std::string row = "SELECT '" + shape.name + "'";
    for (const TableColumn& column : shape.columns) row += " || ' ' || quote(" + column.name + ")";
    auto statement = database.prepare(row + " FROM " + shape.name + " ORDER BY 1");
    REQUIRE(statement);
    while (true) {
      const auto stepped = statement->step();
      REQUIRE(stepped);
      if (!*stepped) break;
      dump.append(statement->text(0)).append("\n");
    }
  }
  return dump;
}

inline std::string dump_files(Files& files) {
  BookReader reader(files);
  return dump_tables(reader.database);
}

inline std::string read_backup(ContactStore& store, Timestamp created_at = 0) {
  auto writer = store.begin_backup(created_at);
  REQUIRE(writer);
  std::string backup;
  while (true) {
    const auto piece = writer->next();
    REQUIRE(piece);
    if (piece->empty()) return backup;
    backup += *piece;
  }
}

// The bytes of all slots.
inline std::string bytes_in(Files& files) {
  std::string all;
  for (const FileSlot slot : {FileSlot::database, FileSlot::journal, FileSlot::wal}) {
    std::string bytes(static_cast<size_t>(files.size(slot)), '\0');
    files.read(slot, std::as_writable_bytes(std::span(bytes)), 0);
    all += bytes + "|";
  }
  return all;
}

}  // namespace kartei
