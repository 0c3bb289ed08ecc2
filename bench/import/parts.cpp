// What bench/import.mjs measures of the core alone: bytes in through a buffer, numbers out.
#include <emscripten/bind.h>

#include <bit>
#include <cstring>

#include "csv/dialect_detection.h"
#include "csv/parser.h"
#include "import_export/packed_rows.h"

namespace kartei {
namespace {

// Where JavaScript writes the next bytes.
class Buffer {
 public:
  emscripten::val buffer(size_t size) {
    bytes_.resize(size);
    return emscripten::val(emscripten::typed_memory_view(size, data()));
  }

 protected:
  std::span<const std::byte> bytes() const { return std::as_bytes(std::span(bytes_)); }
  const uint8_t* data() const { return bytes_.data(); }

 private:
  std::vector<uint8_t> bytes_;
};

// Rows as an import keeps them, each cell's bytes and place, without what it finds out about them.
class Parse final : public Buffer, csv::RowHandler {
 public:
  void feed() {
    if (!parser_) parser_.reset(new csv::Parser(*csv::detect_dialect(bytes(), {}), *this));
    (void)parser_->feed(bytes());
  }

  emscripten::val finish() {
    (void)parser_->finish();
    auto counts = emscripten::val::object();
    counts.set("cells", cells_);
    return counts;
  }

 private:
  void on_row(const csv::Row& row) override {
    if (row.number == 1) return;
    cells_ += static_cast<uint32_t>(row.cells.size());
    rows_.add(row.cells);
  }

  std::unique_ptr<csv::Parser> parser_;
  PackedRows rows_;
  uint32_t cells_ = 0;
};

class Scan final : public Buffer {
 public:
  emscripten::val finish() const {
    using Lane = char __attribute__((ext_vector_type(16)));
    using LaneBits = bool __attribute__((ext_vector_type(16)));
    uint32_t specials = 0;
    for (size_t i = 0; i + sizeof(Lane) <= bytes().size(); i += sizeof(Lane)) {
      Lane lane;
      std::memcpy(&lane, data() + i, sizeof lane);
      const auto hits = (lane == ',') | (lane == '"') | (lane == '\n');
      const auto bits = std::bit_cast<uint16_t>(__builtin_convertvector(hits, LaneBits));
      specials += static_cast<uint32_t>(std::popcount(bits));
    }
    auto counts = emscripten::val::object();
    counts.set("specials", specials);
    return counts;
  }
};

EMSCRIPTEN_BINDINGS(kartei_import_parts) {
  using emscripten::base;
  using emscripten::class_;
  class_<Buffer>("Buffer").function("buffer", &Buffer::buffer);
  class_<Parse, base<Buffer>>("Parse")
      .constructor<>()
      .function("feed", &Parse::feed)
      .function("finish", &Parse::finish);
  class_<Scan, base<Buffer>>("Scan").constructor<>().function("finish", &Scan::finish);
}

}  // namespace
}  // namespace kartei
