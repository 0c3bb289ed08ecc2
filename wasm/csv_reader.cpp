// The rows of a CSV file, for JavaScript: text in chunks to lines of JSON, no book needed.
#include <emscripten/bind.h>

#include "dispatch.h"
#include "import_export/row_lines.h"
#include "import_export/wire_review.h"

namespace kartei {
namespace {

class CsvReader {
 public:
  // `options`: encoding, delimiter, quote, escape, has_header, skip_rows. An envelope.
  std::string begin(const std::string& options) {
    return guard([&]() -> Result<Json> {
      const auto json = parse_json(options);
      if (!json) return std::unexpected(json.error());
      ObjectReader reader(*json);
      overrides_ = read_dialect(reader);
      if (auto read = reader.finish(); !read) return std::unexpected(read.error());
      lines_ = std::make_unique<RowLines>(overrides_);
      return nullptr;
    });
  }

  // What the first bytes of a file say. An envelope.
  std::string detect(const std::string& sample) {
    return guard([&]() -> Result<Json> {
      return csv::detect_dialect(as_bytes(sample), overrides_).transform(write_dialect);
    });
  }

  // Lines; an envelope where the file cannot be read.
  std::string feed(const std::string& chunk) {
    return lines_or_error([&](std::string& out) { return lines_->feed(as_bytes(chunk), out); });
  }
  std::string finish() {
    return lines_or_error([&](std::string& out) { return lines_->finish(out); });
  }

 private:
  template <class Read>
  std::string lines_or_error(Read&& read) {
    std::string lines;
    const std::string envelope = guard(
        [&]() -> Result<Json> { return read(lines).transform([]() -> Json { return nullptr; }); });
    return envelope.starts_with("{\"error\"") ? envelope : lines;
  }

  csv::DialectOverrides overrides_;
  std::unique_ptr<RowLines> lines_;
};

EMSCRIPTEN_BINDINGS(kartei_csv_reader) {
  emscripten::class_<CsvReader>("CsvReader")
      .constructor<>()
      .function("begin", &CsvReader::begin)
      .function("detect", &CsvReader::detect)
      .function("feed", &CsvReader::feed)
      .function("finish", &CsvReader::finish);
}

}  // namespace
}  // namespace kartei
