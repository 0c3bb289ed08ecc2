#include "store/table_walk.h"

#include <string_view>
#include <vector>

namespace kartei {
namespace {

class TableWalk {
 public:
  TableWalk(PageFile& pages, const VisitRow& visit)
      : pages_(pages), visit_(visit), pages_left_(pages.page_count()) {}

  Result<void> follow(uint32_t number, int depth) {
    // No page is met twice, so a circle of them ends here, too.
    if (depth > kMaxTreeDepth || pages_left_ == 0) return refuse("tree of pages");
    --pages_left_;
    const auto bytes = pages_.page(number);
    const auto page = bytes ? BTreePage::parse(*bytes, number) : std::nullopt;
    if (!page || page->is_index()) return refuse("page");
    return page->is_leaf() ? visit_leaf(*bytes, number) : follow_children(*page, depth);
  }

 private:
  std::unexpected<Error> refuse(std::string_view detail) const {
    const auto code = pages_.has_failed() ? ErrorCode::storage_failed : ErrorCode::storage_damaged;
    return std::unexpected(Error{.code = code, .detail = std::string(detail)});
  }

  Result<void> follow_children(const BTreePage& page, int depth) {
    // The page is gone when the first of them is read.
    std::vector<uint32_t> children;
    children.reserve(page.size() + 1);
    for (size_t i = 0; i < page.size(); ++i) {
      const auto cell = page.cell(i);
      if (!cell) return refuse("cell");
      children.push_back(cell->child);
    }
    children.push_back(page.right_child());
    for (const uint32_t child : children) {
      if (auto followed = follow(child, depth + 1); !followed) return followed;
    }
    return {};
  }

  Result<void> visit_leaf(std::span<const uint8_t> bytes, uint32_t number) {
    // Where a row goes on in other pages, they are read in the place of this one.
    leaf_.assign(bytes.begin(), bytes.end());
    const BTreePage page = *BTreePage::parse(leaf_, number);
    for (size_t i = 0; i < page.size(); ++i) {
      const auto cell = page.cell(i);
      if (!cell || (is_begun_ && cell->rowid <= last_rowid_)) return refuse("cell");
      is_begun_ = true;
      last_rowid_ = cell->rowid;
      const auto payload = pages_.payload(*cell, [](uint32_t) { return true; });
      if (!payload || !decode_record(*payload, values_)) return refuse("row");
      if (auto visited = visit_(cell->rowid, values_); !visited) return visited;
    }
    return {};
  }

  PageFile& pages_;
  const VisitRow& visit_;
  uint32_t pages_left_;
  bool is_begun_ = false;
  int64_t last_rowid_ = 0;
  // Reused from page to page and from row to row.
  std::vector<uint8_t> leaf_;
  std::vector<ValueView> values_;
};

}  // namespace

Result<void> walk_table(PageFile& pages, uint32_t root, const VisitRow& visit) {
  return TableWalk(pages, visit).follow(root, 0);
}

}  // namespace kartei
