// Finds the rows of tables in the pages of a file, whatever is broken above them: along the trees
// as far as they lead, and then in the leaves that no tree leads to any more, by the shape of what
// is in them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "store/page_file.h"
#include "store/table_shape.h"

namespace kartei {

struct FoundRow {
  int64_t rowid = 0;
  uint32_t page = 0;
  uint32_t cell = 0;
};

struct FoundTable {
  TableShape shape;
  // The first page of its tree, 0 where it is not known.
  uint32_t root = 0;
  // In the order of their keys, each key once.
  std::vector<FoundRow> rows = {};
};

class TableScan {
 public:
  // Both must outlive the scan.
  TableScan(PageFile& pages, std::vector<FoundTable>& tables);

  // Follows the trees; `others` are the first pages of what holds no rows of its own (indices).
  void follow_trees(std::span<const uint32_t> others);
  // Follows the first table only, which may begin on page 1.
  void follow_schema() { follow(&tables_.front(), tables_.front().root, 0); }
  // Looks through all pages that were not met: for files whose trees are broken.
  void search_orphans();
  // To be called when all has been found.
  void sort();

  // Whether anything was met that cannot be.
  bool has_damage() const { return has_damage_; }

  // The row as the table has it now; nothing where it cannot be read or is not of this table. Valid
  // until the next call.
  std::optional<std::span<const ValueView>> read(const FoundTable& table, const FoundRow& row);

 private:
  void follow(FoundTable* table, uint32_t number, int depth);
  void follow_children(FoundTable* table, const BTreePage& page, uint32_t number, int depth);
  void add_leaf(FoundTable& table, const BTreePage& page, uint32_t number);
  void mark_free_pages();
  bool mark(uint32_t number);
  bool add_cell(FoundTable& table, const BTreePage& page, FoundRow row);
  void add_orphans(const BTreePage& page, uint32_t number);
  void add(FoundTable& table, const FoundRow& row);
  bool decode(const PageCell& cell);
  bool arrange(const TableShape& shape, int64_t rowid);

  PageFile& pages_;
  std::vector<FoundTable>& tables_;
  std::vector<bool> is_met_;
  // Keys of rows in tables without rowid, which have no number to sort by.
  std::vector<std::set<std::string>> keys_;
  bool has_damage_ = false;
  // How many pages of chains may still be followed: broken ones must not make the work endless.
  uint64_t chain_pages_left_;
  std::vector<uint32_t> chain_;
  // The page that read() was at.
  uint32_t page_number_ = 0;
  std::vector<uint8_t> page_;
  std::vector<ValueView> record_, row_;
};

}  // namespace kartei
