#include "store/contact_batch.h"

#include <algorithm>
#include <optional>

#include "store/backup_format.h"
#include "store/contact_store.h"
#include "store/database.h"
#include "store/file_vfs.h"
#include "store/migrations.h"
#include "store/table_shape.h"

namespace kartei {

struct ContactBatch::State {
  // A database of the old schema, until it is taken.
  struct Old {
    Old(MemoryFiles& files, Environment& environment) : vfs(files, environment) {}
    FileVfs vfs;
    Database database;
    Statement insert;
  };

  int64_t schema;
  std::vector<std::string> columns;
  Environment& environment;
  MemoryFiles files = {};
  std::unique_ptr<Old> old = nullptr;
  // Positions in a row that the schema has.
  std::vector<size_t> used = {};
  size_t rows = 0;

  Result<void> begin();
  Result<std::string> insert_sql();
};

ContactBatch::ContactBatch(int64_t schema, const std::vector<std::string>& columns,
                           Environment& environment)
    : state_(new State{.schema = schema, .columns = columns, .environment = environment}) {}

ContactBatch::~ContactBatch() = default;

size_t ContactBatch::size() const { return state_->rows; }

Result<void> ContactBatch::State::begin() {
  files = {};
  old = std::make_unique<Old>(files, environment);
  auto database = Database::open(old->vfs.name());
  if (!database) return std::unexpected(database.error());
  old->database = std::move(*database);
  if (auto begun = old->database.execute("PRAGMA journal_mode = MEMORY; BEGIN"); !begun) {
    return begun;
  }
  if (auto made = run_migration_steps(old->database, 0, schema); !made) return made;
  const auto sql = insert_sql();
  if (!sql) return std::unexpected(sql.error());
  auto insert = old->database.prepare(*sql);
  if (!insert) return std::unexpected(insert.error());
  old->insert = std::move(*insert);
  return {};
}

Result<std::string> ContactBatch::State::insert_sql() {
  const auto shapes = read_table_shapes(old->database);
  if (!shapes) return std::unexpected(shapes.error());
  const auto shape = std::ranges::find(*shapes, "contacts", &TableShape::name);
  std::string names, places;
  used.clear();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!shape->find_column(columns[i])) continue;
    used.push_back(i);
    names.append(names.empty() ? "" : ", ").append(quote_name(columns[i]));
    places.append(places.empty() ? "?" : ", ?");
  }
  return "INSERT INTO contacts (" + names + ") VALUES (" + places + ")";
}

Result<void> ContactBatch::add(std::span<const ValueView> row) {
  if (!state_->old) {
    if (auto begun = state_->begin(); !begun) return begun;
  }
  auto& [vfs, database, insert] = *state_->old;
  for (size_t i = 0; i < state_->used.size(); ++i) {
    insert.bind_value(static_cast<int>(i), row[state_->used[i]]);
  }
  auto inserted = insert.run();
  if (!inserted && database.has_refused_values()) return backup_damaged(inserted.error().detail);
  if (inserted) ++state_->rows;
  return inserted;
}

Result<std::vector<Contact>> ContactBatch::take() {
  std::vector<Contact> contacts;
  if (!state_->old) return contacts;
  if (auto done = state_->old->database.execute("COMMIT"); !done) {
    return std::unexpected(done.error());
  }
  // The store opens the same files, and brings them up to date as it does with any book.
  state_->old.reset();
  state_->rows = 0;
  std::vector<ContactKey> keys;
  auto store =
      ContactStore::open(state_->files, state_->environment,
                         [&](ContactKey key, const Contact&, EntryId) { keys.push_back(key); });
  if (!store) return std::unexpected(store.error());
  for (const ContactKey key : keys) {
    auto contact = store->load(key);
    if (!contact) return std::unexpected(contact.error());
    contacts.push_back(std::move(*contact));
  }
  return contacts;
}

}  // namespace kartei
