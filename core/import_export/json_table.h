// A JSON array of objects as a table: a stream of bytes in, members with the texts of their cells
// out. Values stay as they were written, digit for digit: nothing becomes a number of the machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace kartei {

// A key and the text of its value: of a string what it says; of a number, true and false as they
// stand; of null nothing; of an array or an object its JSON.
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

class JsonTable {
 public:
  virtual ~JsonTable() = default;

  // Takes the next bytes of the file (RFC 8259, UTF-8, a byte order mark before it), of any number;
  // holds one object at a time. Errors: json_malformed with what is expected instead, the line as
  // row and the character in it as column, also for an element that is no object, a key that stands
  // twice in one, half a surrogate pair and values that are nested too deep; csv_oversize (64 MiB)
  // for one object, with its number; and what take_object() says.
  Result<void> feed(std::span<const std::byte> chunk);
  // The end of the file. Then the same file can be read once more.
  Result<void> finish();

 protected:
  virtual Result<void> take_object(JsonMembers& members) = 0;

  // 1-based; the column counts code points.
  struct Position {
    uint64_t line = 1;
    uint32_t column = 1;

    void pass(std::string_view text);
  };
  // Where the object begins that was taken last.
  const Position& object_position() const { return object_position_; }
  static std::unexpected<Error> malformed(std::string_view why, const Position& position);

 private:
  enum class Place : uint8_t {
    before_array,
    before_first,
    before_object,
    in_object,
    behind,
    after
  };

  size_t scan_object(std::string_view bytes);
  Result<void> take_inside(std::string_view bytes);
  Result<void> take_structure(char byte);
  Result<void> read_object();

  Place place_ = Place::before_array;
  Position position_, object_position_;
  std::string object_;
  uint64_t number_ = 0;
  int depth_ = 0;
  bool in_string_ = false, is_escaped_ = false;
  size_t mark_bytes_ = 0;
  JsonMembers members_;
};

}  // namespace kartei
