// The pages of an SQLite file by number, and payloads that go over several of them.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "store/btree_page.h"
#include "store/files.h"

namespace kartei {

class PageFile {
 public:
  // What books have; a header that says anything else that can be is believed.
  static constexpr uint32_t kPageBytes = 4096;

  // `files` must outlive it, and their size stay as it is.
  explicit PageFile(Files& files);

  // Whether the file begins as an SQLite file does.
  bool has_header() const { return has_header_; }
  // PRAGMA user_version; 0 without a header.
  uint32_t user_version() const { return user_version_; }
  // The first page of the list of free ones, or 0, and how many there are.
  uint32_t first_free() const { return first_free_; }
  uint32_t free_count() const { return free_count_; }

  // From 1; a page that is cut off is none.
  uint32_t page_count() const { return page_count_; }

  // Nothing where there is no such page or it cannot be read. Valid until the next call.
  std::optional<std::span<const uint8_t>> page(uint32_t number);

  // Whether the size, the header or a page that is there could not be read, which says nothing
  // about the bytes.
  bool has_failed() const { return has_failed_; }

  // The whole payload of a cell; nothing where its chain of pages is broken, or `visit`, which is
  // told each page of the chain, answers false. The cell must be of a copy of its page. Valid until
  // the next call.
  template <class Visit>
  std::optional<std::span<const uint8_t>> payload(const PageCell& cell, Visit&& visit) {
    if (cell.overflow == 0) return cell.payload;
    // A chain cannot be longer than the file.
    if (cell.payload_size > uint64_t{page_count_} * page_bytes_) return std::nullopt;
    payload_.assign(cell.payload.begin(), cell.payload.end());
    uint32_t next = cell.overflow;
    while (payload_.size() < cell.payload_size) {
      const auto bytes = page(next);
      if (!bytes || !visit(next)) return std::nullopt;
      next = read_big_endian(*bytes, 4);
      const auto part = bytes->subspan(4);
      const uint64_t missing = cell.payload_size - payload_.size();
      payload_.append_range(part.first(std::min(part.size(), static_cast<size_t>(missing))));
    }
    // The last page of a chain names none.
    if (next != 0) return std::nullopt;
    return payload_;
  }

 private:
  void read_header(int64_t size);

  Files& files_;
  bool has_header_ = false, has_failed_ = false;
  uint32_t user_version_ = 0, first_free_ = 0, free_count_ = 0;
  uint32_t page_bytes_ = kPageBytes;
  uint32_t page_count_ = 0;
  uint32_t in_memory_ = 0;
  std::vector<uint8_t> bytes_, payload_;
};

}  // namespace kartei
