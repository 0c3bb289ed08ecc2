#include "store/btree_page.h"

#include <bit>

namespace kartei {
namespace {

constexpr size_t kFileHeaderBytes = 100;

// 1 to 9 bytes, seven bits each, the ninth with eight. Moves `rest` behind it.
std::optional<uint64_t> take_varint(std::span<const uint8_t>& rest) {
  uint64_t value = 0;
  for (size_t i = 0; i < 9 && i < rest.size(); ++i) {
    const uint8_t byte = rest[i];
    value = i == 8 ? value << 8 | byte : value << 7 | (byte & 0x7f);
    if (i == 8 || byte < 0x80) {
      rest = rest.subspan(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

int64_t read_signed(std::span<const uint8_t> bytes) {
  uint64_t value = bytes[0] & 0x80 ? ~uint64_t{0} : 0;
  for (const uint8_t byte : bytes) value = value << 8 | byte;
  return static_cast<int64_t>(value);
}

// The bytes that a value of this serial type takes; nothing for the two that are reserved.
std::optional<uint64_t> size_of_type(uint64_t type) {
  constexpr uint64_t kSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  if (type < std::size(kSizes)) return kSizes[type];
  return type < 12 ? std::nullopt : std::optional((type - 12) / 2);
}

ValueView value_of_type(uint64_t type, std::span<const uint8_t> bytes) {
  if (type == 0) return std::monostate();
  if (type == 7) return std::bit_cast<double>(read_signed(bytes));
  if (type < 7) return read_signed(bytes);
  if (type < 10) return static_cast<int64_t>(type - 8);
  if (type % 2 == 0) return bytes;
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace

uint32_t read_big_endian(std::span<const uint8_t> bytes, size_t size) {
  uint32_t value = 0;
  for (const uint8_t byte : bytes.first(size)) value = value << 8 | byte;
  return value;
}

std::optional<BTreePage> BTreePage::parse(std::span<const uint8_t> bytes, uint32_t number) {
  BTreePage page;
  page.bytes_ = bytes;
  const size_t start = number == 1 ? kFileHeaderBytes : 0;
  if (bytes.size() < start + 12) return std::nullopt;
  const auto header = bytes.subspan(start);
  if (header[0] != 2 && header[0] != 5 && header[0] != 10 && header[0] != 13) return std::nullopt;
  page.kind_ = static_cast<PageKind>(header[0]);
  page.size_ = read_big_endian(header.subspan(3), 2);
  if (!page.is_leaf()) page.right_child_ = read_big_endian(header.subspan(8), 4);
  page.pointers_ = start + (page.is_leaf() ? 8 : 12);
  if (page.pointers_ + 2 * page.size_ > bytes.size()) return std::nullopt;
  return page;
}

std::optional<PageCell> BTreePage::cell(size_t index) const {
  const size_t offset = read_big_endian(bytes_.subspan(pointers_ + 2 * index), 2);
  if (offset < pointers_ + 2 * size_ || offset >= bytes_.size()) return std::nullopt;
  auto rest = bytes_.subspan(offset);
  PageCell cell;
  if (!is_leaf()) {
    if (rest.size() < 4) return std::nullopt;
    cell.child = read_big_endian(rest, 4);
    rest = rest.subspan(4);
  }
  if (kind_ != PageKind::table_interior) {
    const auto size = take_varint(rest);
    if (!size) return std::nullopt;
    cell.payload_size = *size;
  }
  if (!is_index()) {
    const auto rowid = take_varint(rest);
    if (!rowid) return std::nullopt;
    cell.rowid = static_cast<int64_t>(*rowid);
  }
  if (kind_ != PageKind::table_interior && !read_payload(cell, rest)) return std::nullopt;
  return cell;
}

// How much of a payload stays in the page: 1.6, "cell payload overflow".
bool BTreePage::read_payload(PageCell& cell, std::span<const uint8_t> rest) const {
  const uint64_t usable = bytes_.size();
  const uint64_t most = is_index() ? (usable - 12) * 64 / 255 - 23 : usable - 35;
  const uint64_t least = (usable - 12) * 32 / 255 - 23;
  uint64_t local = cell.payload_size;
  const bool overflows = local > most;
  if (overflows) {
    local = least + (cell.payload_size - least) % (usable - 4);
    if (local > most) local = least;
  }
  if (local + (overflows ? 4 : 0) > rest.size()) return false;
  cell.payload = rest.first(static_cast<size_t>(local));
  if (overflows) cell.overflow = read_big_endian(rest.subspan(static_cast<size_t>(local)), 4);
  return true;
}

bool decode_record(std::span<const uint8_t> payload, std::vector<ValueView>& values) {
  values.clear();
  auto types = payload;
  const auto header_size = take_varint(types);
  if (!header_size || *header_size > payload.size()) return false;
  auto body = payload.subspan(static_cast<size_t>(*header_size));
  const size_t size_bytes = payload.size() - types.size();
  if (*header_size < size_bytes) return false;
  types = types.first(static_cast<size_t>(*header_size) - size_bytes);
  while (!types.empty()) {
    const auto type = take_varint(types);
    const auto size = type ? size_of_type(*type) : std::nullopt;
    if (!size || *size > body.size()) return false;
    const auto count = static_cast<size_t>(*size);
    values.push_back(value_of_type(*type, body.first(count)));
    body = body.subspan(count);
  }
  return body.empty();
}

}  // namespace kartei
