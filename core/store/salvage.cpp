#include "store/salvage.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/uuid.h"
#include "store/backup_writer.h"
#include "store/contact_batch.h"
#include "store/migrations.h"
#include "store/overlay_files.h"
#include "store/scratch_database.h"
#include "store/table_scan.h"

namespace kartei {
namespace {

// A row of sqlite_schema.
struct SchemaRow {
  std::string type, name, sql;
  uint32_t root = 0;
};

// sqlite_schema has this shape in every SQLite file, and its tree begins on page 1.
TableShape schema_shape() {
  TableShape shape{.name = "sqlite_schema"};
  for (const char* name : {"type", "name", "tbl_name", "rootpage", "sql"}) {
    shape.columns.push_back({.name = name, .type = "ANY"});
  }
  return shape;
}

std::string text_of(const ValueView& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text ? std::string(*text) : std::string();
}

std::vector<SchemaRow> read_schema(PageFile& pages) {
  std::vector<FoundTable> tables;
  tables.push_back({.shape = schema_shape(), .root = 1});
  TableScan scan(pages, tables);
  scan.follow_schema();
  scan.sort();
  std::vector<SchemaRow> rows;
  for (const FoundRow& found : tables.front().rows) {
    const auto row = scan.read(tables.front(), found);
    if (!row) continue;
    const auto* root = std::get_if<int64_t>(&(*row)[3]);
    rows.push_back({.type = text_of((*row)[0]),
                    .name = text_of((*row)[1]),
                    .sql = text_of((*row)[4]),
                    .root = root ? static_cast<uint32_t>(*root) : 0});
  }
  return rows;
}

bool is_own_table(const SchemaRow& row) {
  return row.type == "table" && !row.name.starts_with("sqlite_");
}

// The tables' names and statements, by which schemas are told apart.
using Definitions = std::map<std::string, std::string>;

Result<Definitions> definitions_of(Database& database) {
  auto statement = database.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'");
  if (!statement) return std::unexpected(statement.error());
  Definitions definitions;
  while (true) {
    const auto row = statement->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return definitions;
    definitions.emplace(statement->text(0), statement->text(1));
  }
}

// A statement out of a file is run, on an empty database in memory, only where it can be nothing
// but a list of columns.
bool is_list_of_columns(const SchemaRow& row) {
  for (const std::string& name : {row.name, quote_name(row.name)}) {
    if (row.sql.starts_with("CREATE TABLE " + name + "(")) return true;
    if (row.sql.starts_with("CREATE TABLE " + name + " (")) return true;
  }
  return false;
}

// The row with texts that are UTF-8, as everything else relies on; `texts` keeps the new ones.
std::vector<ValueView> mend(std::span<const ValueView> row, std::vector<std::string>& texts) {
  std::vector<ValueView> mended(row.begin(), row.end());
  texts.reserve(row.size());
  for (ValueView& value : mended) {
    const auto* text = std::get_if<std::string_view>(&value);
    if (!text || is_valid_utf8(*text)) continue;
    value = std::string_view(texts.emplace_back(replace_invalid_utf8(*text)));
  }
  return mended;
}

}  // namespace

struct Salvage::State {
  State(Files& files, Environment& environment_given)
      : environment(environment_given), overlay(files) {}

  Environment& environment;
  OverlayFiles overlay;
  bool is_intact = false;
  std::optional<PageFile> pages;
  std::vector<FoundTable> tables;
  std::optional<TableScan> scan;
  BackupHeader header;
  std::vector<std::string> contact_columns;

  // The backup and the contacts that are being read out.
  BackupLines lines;
  size_t next_table = 0, next_row = 0, next_contact = 0;
  bool has_ended = false;

  void settle();
  Result<void> find_tables(const std::vector<SchemaRow>& rows);
  Result<bool> find_own_schema(const Definitions& found);
  Result<void> find_newer_schema(const std::vector<SchemaRow>& rows);
  Result<void> take_shapes(Database& database);
  void count();
  Result<void> fill();
  FoundTable* contacts();
};

Salvage::Salvage(std::unique_ptr<State> state) : state_(std::move(state)) {}
Salvage::~Salvage() = default;
const BackupHeader& Salvage::header() const { return state_->header; }
bool Salvage::is_complete() const { return state_->is_intact; }

Result<std::unique_ptr<Salvage>> Salvage::open(Files& files, Environment& environment) {
  auto state = std::make_unique<State>(files, environment);
  if (files.size(FileSlot::database) < 0) return failure(ErrorCode::storage_failed);
  state->settle();
  state->pages.emplace(state->overlay);
  const auto rows = read_schema(*state->pages);
  if (auto found = state->find_tables(rows); !found) return std::unexpected(found.error());

  state->scan.emplace(*state->pages, state->tables);
  std::vector<uint32_t> others;
  for (const SchemaRow& row : rows) {
    if (!is_own_table(row) && row.root != 0) others.push_back(row.root);
  }
  state->scan->follow_trees(others);
  state->is_intact = state->is_intact && !state->scan->has_damage();
  if (!state->is_intact) state->scan->search_orphans();
  state->scan->sort();
  std::erase_if(state->tables,
                [](const FoundTable& table) { return !is_in_backups(table.shape.name); });
  state->count();
  return std::unique_ptr<Salvage>(new Salvage(std::move(state)));
}

// SQLite itself rolls a journal back, into memory, and says what it thinks of the rest.
void Salvage::State::settle() {
  FileVfs vfs(overlay, environment);
  auto database = Database::open(vfs.name());
  if (!database) return;
  auto check = database->prepare("PRAGMA quick_check(1)");
  if (!check) return;
  const auto row = check->step();
  is_intact = row && *row && check->text(0) == "ok";
}

// --- which tables there are -----------------------------------------------------------------

Result<void> Salvage::State::find_tables(const std::vector<SchemaRow>& rows) {
  Definitions found;
  for (const SchemaRow& row : rows) {
    if (is_own_table(row)) found.emplace(row.name, row.sql);
  }
  const auto is_own = find_own_schema(found);
  if (!is_own) return std::unexpected(is_own.error());
  const auto version = int64_t{pages->user_version()};
  if (!*is_own && version > schema_version() && found.contains("contacts")) {
    if (auto made = find_newer_schema(rows); !made) return made;
  } else if (!*is_own) {
    header.schema = version >= 1 && version <= schema_version() ? version : schema_version();
    ScratchDatabase scratch(environment);
    if (auto opened = scratch.open(header.schema); !opened) return opened;
    if (auto taken = take_shapes(scratch.database()); !taken) return taken;
  }
  for (const SchemaRow& row : rows) {
    const auto table =
        std::ranges::find(tables, row.name, [](const FoundTable& one) { return one.shape.name; });
    if (is_own_table(row) && table != tables.end()) table->root = row.root;
  }
  return {};
}

// By the tables and not by the version that the header names, which may be what is damaged.
Result<bool> Salvage::State::find_own_schema(const Definitions& found) {
  for (int64_t schema = schema_version(); schema >= 1; --schema) {
    ScratchDatabase scratch(environment);
    if (auto opened = scratch.open(schema); !opened) return std::unexpected(opened.error());
    const auto own = definitions_of(scratch.database());
    if (!own) return std::unexpected(own.error());
    if (*own != found) continue;
    header.schema = schema;
    if (auto taken = take_shapes(scratch.database()); !taken) return std::unexpected(taken.error());
    return true;
  }
  return false;
}

Result<void> Salvage::State::find_newer_schema(const std::vector<SchemaRow>& rows) {
  header.schema = pages->user_version();
  ScratchDatabase scratch(environment);
  if (auto opened = scratch.open(); !opened) return opened;
  for (const SchemaRow& row : rows) {
    if (!is_own_table(row) || !is_list_of_columns(row)) continue;
    auto made = scratch.database().prepare(row.sql);
    if (!made || !made->run()) is_intact = false;
  }
  return take_shapes(scratch.database());
}

Result<void> Salvage::State::take_shapes(Database& database) {
  auto shapes = read_table_shapes(database);
  if (!shapes) return std::unexpected(shapes.error());
  for (TableShape& shape : *shapes) tables.push_back({.shape = std::move(shape)});
  return {};
}

// --- what was found -------------------------------------------------------------------------

FoundTable* Salvage::State::contacts() {
  const auto found =
      std::ranges::find(tables, "contacts", [](const FoundTable& one) { return one.shape.name; });
  return found == tables.end() ? nullptr : &*found;
}

// Counts what the header says, and drops contacts that are there twice under two keys.
void Salvage::State::count() {
  header.created_at = environment.now_ms();
  for (const FoundTable& one : tables) {
    if (one.shape.name == "journal") header.entries = one.rows.size();
  }
  FoundTable* found = contacts();
  if (!found) return;
  contact_columns = found->shape.column_names();
  const auto id = found->shape.find_column("id"), deleted = found->shape.find_column("deleted_at");
  std::set<Uuid> ids;
  std::erase_if(found->rows, [&](const FoundRow& at) {
    const auto values = scan->read(*found, at);
    if (!values) return true;
    if (id) {
      Uuid uuid;
      std::ranges::copy(std::get<std::span<const uint8_t>>((*values)[*id]), uuid.bytes.begin());
      if (!ids.insert(uuid).second) return true;
    }
    ++(deleted && !is_null((*values)[*deleted]) ? header.trash : header.contacts);
    return false;
  });
}

// --- reading it out -------------------------------------------------------------------------

void Salvage::begin_backup() {
  state_->lines = {};
  state_->lines.begin(state_->header);
  state_->next_table = state_->next_row = 0;
  state_->has_ended = false;
}

Result<std::string> Salvage::next_piece() {
  if (auto filled = state_->fill(); !filled) return std::unexpected(filled.error());
  return state_->lines.take();
}

Result<void> Salvage::State::fill() {
  while (!lines.is_piece() && !has_ended) {
    if (next_table == tables.size()) {
      lines.end();
      has_ended = true;
      break;
    }
    const FoundTable& found = tables[next_table];
    if (next_row == 0) {
      lines.begin_table({.name = found.shape.name, .columns = found.shape.column_names()});
    }
    while (next_row < found.rows.size()) {
      const auto values = scan->read(found, found.rows[next_row++]);
      // It was readable a moment ago.
      if (!values) return failure(ErrorCode::storage_failed);
      if (auto added = lines.add_row(*values); !added) return added;
      if (lines.is_piece()) break;
    }
    if (next_row < found.rows.size()) continue;
    next_row = 0;
    ++next_table;
  }
  return {};
}

void Salvage::begin_contacts() { state_->next_contact = 0; }

Result<std::vector<Contact>> Salvage::next_contacts() {
  const FoundTable* found = state_->contacts();
  if (!found) return std::vector<Contact>();
  // Of a newer book, the columns that are ours.
  const int64_t schema = std::min<int64_t>(state_->header.schema, schema_version());
  ContactBatch batch(schema, state_->contact_columns, state_->environment);
  for (size_t& next = state_->next_contact; next < found->rows.size(); ++next) {
    if (batch.size() == ContactBatch::kRows) break;
    const auto values = state_->scan->read(*found, found->rows[next]);
    if (!values) return failure(ErrorCode::storage_failed);
    std::vector<std::string> mended;
    if (auto added = batch.add(mend(*values, mended)); !added) {
      return std::unexpected(added.error());
    }
  }
  return batch.take();
}

}  // namespace kartei
