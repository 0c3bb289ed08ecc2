#include "store/page_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

namespace kartei {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);

}  // namespace

PageFile::PageFile(Files& files) : files_(files) {
  const int64_t size = files_.size(FileSlot::database);
  if (size <= 0) {
    has_failed_ = size < 0;
    return;
  }
  read_header(size);
  // SQLite's own limit is 2^32 - 2 pages.
  page_count_ = static_cast<uint32_t>(std::min<int64_t>(size / page_bytes_, 0xFFFFFFFE));
}

// https://sqlite.org/fileformat2.html, 1.3. Bytes reserved at the end of pages are not supported:
// books have none.
void PageFile::read_header(int64_t size) {
  std::array<uint8_t, 100> header{};
  const int64_t read =
      files_.read(FileSlot::database, std::as_writable_bytes(std::span(header)), 0);
  has_failed_ = read < std::min<int64_t>(size, std::ssize(header));
  const std::string_view start(reinterpret_cast<const char*>(header.data()), kMagic.size());
  if (read != static_cast<int64_t>(header.size()) || start != kMagic) return;
  has_header_ = true;
  const std::span<const uint8_t> bytes(header);
  const uint32_t page_bytes = read_big_endian(bytes.subspan(16), 2);
  if (page_bytes >= 512 && std::has_single_bit(page_bytes)) page_bytes_ = page_bytes;
  if (page_bytes == 1) page_bytes_ = 65536;
  first_free_ = read_big_endian(bytes.subspan(32), 4);
  free_count_ = read_big_endian(bytes.subspan(36), 4);
  user_version_ = read_big_endian(bytes.subspan(60), 4);
}

std::optional<std::span<const uint8_t>> PageFile::page(uint32_t number) {
  if (number == 0 || number > page_count_) return std::nullopt;
  if (in_memory_ == number) return bytes_;
  in_memory_ = 0;
  bytes_.resize(page_bytes_);
  const int64_t offset = int64_t{number - 1} * page_bytes_;
  const int64_t read =
      files_.read(FileSlot::database, std::as_writable_bytes(std::span(bytes_)), offset);
  if (read != static_cast<int64_t>(bytes_.size())) {
    has_failed_ = true;
    return std::nullopt;
  }
  in_memory_ = number;
  return bytes_;
}

}  // namespace kartei
