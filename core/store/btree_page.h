// One page of an SQLite file, read without SQLite (https://sqlite.org/fileformat2.html, 1.6 and
// 2.1): what a rescue looks through where the tree above a page is broken. Any bytes may be given.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "store/value.h"

namespace kartei {

// SQLite's own limit for the depth of a tree.
inline constexpr int kMaxTreeDepth = 20;

enum class PageKind : uint8_t {
  index_interior = 2,
  table_interior = 5,
  index_leaf = 10,
  table_leaf = 13,
};

struct PageCell {
  // Of table pages.
  int64_t rowid = 0;
  // The page below, of interior pages.
  uint32_t child = 0;
  uint64_t payload_size = 0;
  // The part of the payload that is in the page, and the page where it goes on, or 0.
  std::span<const uint8_t> payload;
  uint32_t overflow = 0;
};

class BTreePage {
 public:
  // Nothing where the bytes are no page of a tree. They must outlive what is returned. Page 1
  // begins with the header of the file.
  static std::optional<BTreePage> parse(std::span<const uint8_t> bytes, uint32_t number);

  PageKind kind() const { return kind_; }
  bool is_leaf() const { return kind_ == PageKind::index_leaf || kind_ == PageKind::table_leaf; }
  bool is_index() const {
    return kind_ == PageKind::index_leaf || kind_ == PageKind::index_interior;
  }
  size_t size() const { return size_; }
  // Nothing where the cell does not lie within the page.
  std::optional<PageCell> cell(size_t index) const;
  // The last page below, of interior pages.
  uint32_t right_child() const { return right_child_; }

 private:
  bool read_payload(PageCell& cell, std::span<const uint8_t> rest) const;

  std::span<const uint8_t> bytes_;
  PageKind kind_ = PageKind::table_leaf;
  size_t size_ = 0;
  size_t pointers_ = 0;
  uint32_t right_child_ = 0;
};

uint32_t read_big_endian(std::span<const uint8_t> bytes, size_t size);

// The values of a record, all or none of them; views into the payload.
bool decode_record(std::span<const uint8_t> payload, std::vector<ValueView>& values);

}  // namespace kartei
