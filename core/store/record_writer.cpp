#include "store/record_writer.h"

#include <array>
#include <bit>

namespace kartei {
namespace {

constexpr uint64_t kNull = 0, kZero = 8, kOne = 9, kFirstBlob = 12, kFirstText = 13;

// A varint: big-endian, seven bits each. The sizes of what is in memory take five bytes at most, so
// the form of nine bytes is never met.
void append_varint(std::string& out, uint64_t value) {
  if (value < 0x80) return out.push_back(static_cast<char>(value));
  std::array<char, 10> bytes;
  size_t begin = bytes.size();
  for (uint8_t more = 0; value != 0; more = 0x80, value >>= 7) {
    bytes[--begin] = static_cast<char>((value & 0x7F) | more);
  }
  out.append(bytes.data() + begin, bytes.size() - begin);
}

size_t varint_bytes(uint64_t value) {
  return value < 0x80 ? 1 : (static_cast<size_t>(std::bit_width(value)) + 6) / 7;
}

struct IntegerForm {
  uint64_t type;
  size_t bytes;
};

// The shortest of 1, 2, 3, 4, 6 and 8 bytes that two's complement takes.
IntegerForm form_of(int64_t value) {
  const auto magnitude = static_cast<uint64_t>(value < 0 ? ~value : value);
  const size_t bytes = static_cast<size_t>(std::bit_width(magnitude)) / 8 + 1;
  if (bytes <= 4) return {bytes, bytes};
  return bytes <= 6 ? IntegerForm{5, 6} : IntegerForm{6, 8};
}

}  // namespace

RecordWriter& RecordWriter::add_null() {
  append_varint(types_, kNull);
  return *this;
}

RecordWriter& RecordWriter::add(int64_t value) {
  if (value == 0 || value == 1) {
    append_varint(types_, value == 0 ? kZero : kOne);
    return *this;
  }
  const auto [type, bytes] = form_of(value);
  append_varint(types_, type);
  std::array<char, sizeof value> big_endian;
  for (size_t i = 0; i < sizeof value; ++i) {
    big_endian[i] = static_cast<char>(value >> (56 - 8 * i));
  }
  values_.append(big_endian.data() + sizeof value - bytes, bytes);
  return *this;
}

RecordWriter& RecordWriter::add(std::optional<int64_t> value) {
  return value ? add(*value) : add_null();
}

RecordWriter& RecordWriter::add(std::string_view text) {
  append_varint(types_, kFirstText + 2 * uint64_t{text.size()});
  values_.append(text);
  return *this;
}

RecordWriter& RecordWriter::add_blob(std::span<const uint8_t> bytes) {
  append_varint(types_, kFirstBlob + 2 * uint64_t{bytes.size()});
  values_.append(bytes.begin(), bytes.end());
  return *this;
}

std::string_view RecordWriter::finish() {
  // The header's size counts itself.
  uint64_t header = types_.size() + 1;
  while (header < types_.size() + varint_bytes(header)) ++header;
  record_.clear();
  append_varint(record_, header);
  record_.append(types_).append(values_);
  types_.clear();
  values_.clear();
  return record_;
}

}  // namespace kartei
