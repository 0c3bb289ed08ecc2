#include "store/table_scan.h"

#include <algorithm>

#include "base/limits.h"
#include "store/backup_format.h"

namespace kartei {
namespace {

// What only the book knows of its contacts: which keys and ids there can be.
bool is_contact(const TableShape& shape, std::span<const ValueView> row) {
  const auto key = shape.find_column("key"), id = shape.find_column("id");
  if (!key || !id) return true;
  const auto* number = std::get_if<int64_t>(&row[*key]);
  const auto* bytes = std::get_if<std::span<const uint8_t>>(&row[*id]);
  return number && *number >= 1 && *number <= kMaxContactKey && bytes && bytes->size() == 16;
}

}  // namespace

TableScan::TableScan(PageFile& pages, std::vector<FoundTable>& tables)
    : pages_(pages),
      tables_(tables),
      is_met_(size_t{pages.page_count()} + 1),
      keys_(tables.size()),
      chain_pages_left_(uint64_t{8} * pages.page_count()) {}

// --- along the trees ------------------------------------------------------------------------

void TableScan::follow_trees(std::span<const uint32_t> others) {
  mark(1);
  for (FoundTable& table : tables_) {
    if (table.root == 0) {
      has_damage_ = true;
    } else {
      follow(&table, table.root, 0);
    }
  }
  for (const uint32_t root : others) follow(nullptr, root, 0);
  mark_free_pages();
}

bool TableScan::mark(uint32_t number) {
  if (number == 0 || number >= is_met_.size() || is_met_[number]) return false;
  is_met_[number] = true;
  return true;
}

void TableScan::follow(FoundTable* table, uint32_t number, int depth) {
  const auto bytes = depth <= kMaxTreeDepth ? pages_.page(number) : std::nullopt;
  const std::vector<uint8_t> copy =
      bytes ? std::vector(bytes->begin(), bytes->end()) : std::vector<uint8_t>();
  const auto page = BTreePage::parse(copy, number);
  const bool is_index = table && !table->shape.has_rowid;
  // A page of another kind belongs to somebody else, who may come and claim it.
  if (!page || (table && page->is_index() != is_index) || !mark(number)) {
    has_damage_ = true;
    return;
  }
  if (!page->is_leaf()) return follow_children(table, *page, number, depth);
  if (table) add_leaf(*table, *page, number);
}

void TableScan::follow_children(FoundTable* table, const BTreePage& page, uint32_t number,
                                int depth) {
  for (uint32_t i = 0; i < page.size(); ++i) {
    const auto cell = page.cell(i);
    if (!cell) {
      has_damage_ = true;
      continue;
    }
    follow(table, cell->child, depth + 1);
    // The inner pages of a table without rowid have rows, too.
    if (table && page.is_index() && !add_cell(*table, page, {0, number, i})) has_damage_ = true;
  }
  follow(table, page.right_child(), depth + 1);
}

void TableScan::add_leaf(FoundTable& table, const BTreePage& page, uint32_t number) {
  size_t added = 0;
  for (uint32_t i = 0; i < page.size(); ++i) added += add_cell(table, page, {0, number, i});
  if (added < page.size()) has_damage_ = true;
  // A broken pointer leads to other tables' pages: what has nothing of this one is free to be
  // found.
  if (added == 0 && page.size() > 0) is_met_[number] = false;
}

// The pages on the list of free ones hold what was deleted.
void TableScan::mark_free_pages() {
  uint32_t trunk = pages_.first_free(), listed = 0;
  while (trunk != 0) {
    const auto bytes = pages_.page(trunk);
    if (!bytes || !mark(trunk)) break;
    ++listed;
    trunk = read_big_endian(*bytes, 4);
    const size_t most = bytes->size() / 4 - 2;
    const size_t leaves = std::min<size_t>(most, read_big_endian(bytes->subspan(4), 4));
    for (size_t i = 0; i < leaves; ++i) {
      if (mark(read_big_endian(bytes->subspan(8 + 4 * i), 4))) ++listed;
    }
  }
  if (trunk != 0 || listed != pages_.free_count()) has_damage_ = true;
}

// --- rows -----------------------------------------------------------------------------------

bool TableScan::add_cell(FoundTable& table, const BTreePage& page, FoundRow row) {
  const auto cell = page.cell(row.cell);
  if (!cell || !decode(*cell) || !arrange(table.shape, cell->rowid)) return false;
  row.rowid = cell->rowid;
  add(table, row);
  return true;
}

bool TableScan::decode(const PageCell& cell) {
  chain_.clear();
  const auto payload = pages_.payload(cell, [this](uint32_t number) {
    chain_.push_back(number);
    return chain_pages_left_ > 0 && chain_pages_left_-- > 0;
  });
  return payload && decode_record(*payload, record_);
}

// From the order of a record to that of the columns: https://sqlite.org/fileformat2.html, 2.3 and
// 2.4. False where this is no row of the table.
bool TableScan::arrange(const TableShape& shape, int64_t rowid) {
  const size_t size = shape.columns.size();
  // A row that is older than its last columns lacks them.
  if (record_.empty() || record_.size() > size) return false;
  row_.clear();
  for (const TableColumn& column : shape.columns) row_.push_back(view_of(column.initial));
  size_t next = 0;
  std::vector<bool> is_key(size);
  if (!shape.has_rowid) {
    for (const size_t column : shape.key) {
      is_key[column] = true;
      if (next < record_.size()) row_[column] = record_[next++];
    }
  }
  for (size_t column = 0; column < size && next < record_.size(); ++column) {
    if (!is_key[column]) row_[column] = record_[next++];
  }
  if (const auto alias = shape.rowid_column()) {
    // Stored as NULL, since the cell has it.
    if (!is_null(row_[*alias])) return false;
    row_[*alias] = rowid;
  }
  return shape.accepts(row_) && (shape.name != "contacts" || is_contact(shape, row_));
}

void TableScan::add(FoundTable& table, const FoundRow& row) {
  for (const uint32_t number : chain_) mark(number);
  if (!table.shape.has_rowid) {
    std::vector<ValueView> key;
    for (const size_t column : table.shape.key) key.push_back(row_[column]);
    std::string text;
    append_backup_row(text, key);
    if (!keys_[static_cast<size_t>(&table - tables_.data())].insert(std::move(text)).second) return;
  }
  table.rows.push_back(row);
}

std::optional<std::span<const ValueView>> TableScan::read(const FoundTable& table,
                                                          const FoundRow& row) {
  if (page_number_ != row.page) {
    const auto bytes = pages_.page(row.page);
    if (!bytes) return std::nullopt;
    page_.assign(bytes->begin(), bytes->end());
    page_number_ = row.page;
  }
  const auto page = BTreePage::parse(page_, row.page);
  const auto cell = page && row.cell < page->size() ? page->cell(row.cell) : std::nullopt;
  if (!cell) return std::nullopt;
  const auto payload = pages_.payload(*cell, [](uint32_t) { return true; });
  if (!payload || !decode_record(*payload, record_)) return std::nullopt;
  if (!arrange(table.shape, cell->rowid)) return std::nullopt;
  return row_;
}

// --- without trees --------------------------------------------------------------------------

void TableScan::search_orphans() {
  for (uint32_t number = 2; number <= pages_.page_count(); ++number) {
    if (is_met_[number]) continue;
    const auto bytes = pages_.page(number);
    if (!bytes) continue;
    const std::vector<uint8_t> copy(bytes->begin(), bytes->end());
    const auto page = BTreePage::parse(copy, number);
    if (page && page->kind() != PageKind::table_interior) add_orphans(*page, number);
  }
}

void TableScan::add_orphans(const BTreePage& page, uint32_t number) {
  for (uint32_t i = 0; i < page.size(); ++i) {
    const auto cell = page.cell(i);
    if (!cell || !decode(*cell)) continue;
    FoundTable* owner = nullptr;
    size_t owners = 0;
    for (FoundTable& table : tables_) {
      if (table.shape.has_rowid == page.is_index() || !arrange(table.shape, cell->rowid)) continue;
      owner = &table;
      ++owners;
    }
    // What could be of two tables is of none: nothing is to be made up.
    if (owners == 1) add_cell(*owner, page, {0, number, i});
  }
}

void TableScan::sort() {
  for (FoundTable& table : tables_) {
    if (!table.shape.has_rowid) continue;
    // Stable: what a tree leads to comes before what was found without one.
    std::ranges::stable_sort(table.rows, {}, &FoundRow::rowid);
    const auto doubles = std::ranges::unique(table.rows, {}, &FoundRow::rowid);
    table.rows.erase(doubles.begin(), doubles.end());
  }
}

}  // namespace kartei
