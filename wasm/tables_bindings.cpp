// The module of the command line: the rows of a CSV file, tables from one format to another, and
// texts in a locale's order.
#include <emscripten/bind.h>

#include <numeric>

#include "base/collation.h"
#include "dispatch.h"
#include "import_export/row_lines.h"
#include "import_export/table_conversion.h"
#include "import_export/wire_review.h"

namespace kartei {
namespace {

// A chunk of a file, as embind hands it over.
std::span<const std::byte> as_bytes(const std::string& bytes) {
  return std::as_bytes(std::span(bytes));
}

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
    return is_error_envelope(envelope) ? envelope : lines;
  }

  csv::DialectOverrides overrides_;
  std::unique_ptr<RowLines> lines_;
};

// A column's names may be as long as a row, and each row has all of them in JSON: so little is read
// at a time that what comes out is bounded, too.
constexpr size_t kConversionBytes = 4096;
constexpr size_t kSinkBytes = size_t{1} << 20;

class Converter {
 public:
  // `options`: from and to ("csv", "json"); dialect, as of CsvReader, of CSV that is read;
  // delimiter and encoding of CSV that is written. How often the file is to be fed. An envelope.
  std::string begin(const std::string& options) {
    return guard([&]() -> Result<Json> {
      const auto json = parse_json(options);
      if (!json) return std::unexpected(json.error());
      ObjectReader reader(*json);
      ConversionOptions read{.from_json = reader.text("from") == "json",
                             .to_json = reader.text("to") == "json"};
      if (read.from_json && read.to_json) reader.refuse("to", "JSON is JSON already");
      const std::string delimiter = reader.text("delimiter", ",");
      if (delimiter.size() != 1 || !csv::is_possible_delimiter(delimiter.front())) {
        reader.refuse("delimiter", "one ASCII character is expected, no quote and no line end");
      } else {
        read.csv.delimiter = delimiter.front();
      }
      const auto encoding = csv::find_encoding(reader.text("encoding", "utf-8"));
      if (!encoding) reader.refuse("encoding", "no encoding has this name");
      read.encoding = encoding.value_or(csv::Encoding::utf8);
      const Json* dialect = reader.find("dialect");
      if (auto known = reader.finish(); !known) return std::unexpected(known.error());
      const Json none = Json::object();
      ObjectReader dialect_reader(dialect ? *dialect : none);
      read.dialect = read_dialect(dialect_reader);
      if (auto known = dialect_reader.finish(); !known) return std::unexpected(known.error());
      conversion_ = make_conversion(read);
      return conversion_->passes();
    });
  }

  // Calls sink(bytes) for what has been written: a view that is valid during the call. An envelope.
  std::string feed(const std::string& chunk, const emscripten::val& sink) {
    return guard([&]() -> Result<Json> {
      for (auto rest = as_bytes(chunk); !rest.empty();) {
        const auto part = rest.first(std::min(rest.size(), kConversionBytes));
        rest = rest.subspan(part.size());
        if (auto fed = conversion_->feed(part, out_); !fed) return std::unexpected(fed.error());
        if (out_.size() >= kSinkBytes) flush(sink);
      }
      return nullptr;
    });
  }
  // Answers how many rows before a CSV file's table were left out.
  std::string finish(const emscripten::val& sink) {
    return guard([&]() -> Result<Json> {
      if (auto done = conversion_->finish(out_); !done) return std::unexpected(done.error());
      flush(sink);
      return conversion_->skipped_rows();
    });
  }

 private:
  void flush(const emscripten::val& sink) {
    sink(emscripten::val(
        emscripten::typed_memory_view(out_.size(), reinterpret_cast<const uint8_t*>(out_.data()))));
    out_.clear();
  }

  std::unique_ptr<TableConversion> conversion_;
  std::string out_;
};

// Texts come in, their order goes out; of each, only the sort key is kept.
class Sorter {
 public:
  // An envelope.
  std::string begin(const std::string& locale) {
    return guard([&]() -> Result<Json> {
      collator_ = Collator::find(locale);
      if (collator_) return nullptr;
      std::string known;
      for (const auto one : Collator::locales())
        known.append(known.empty() ? "" : ", ").append(one);
      return std::unexpected(Error{.code = ErrorCode::request_malformed,
                                   .detail = "the locale is none of these: " + known,
                                   .field = "locale"});
    });
  }

  // `texts`: a JSON array. An envelope.
  std::string add(const std::string& texts) {
    return guard([&]() -> Result<Json> {
      const auto json = parse_json(texts);
      if (!json) return std::unexpected(json.error());
      for (const Json& text : *json) {
        collator_->append_sort_key(text.get_ref<const std::string&>(), keys_);
        ends_.push_back(keys_.size());
      }
      return nullptr;
    });
  }

  // Calls sink(places) once: which text stands where, as a view that is valid during the call.
  // Texts with equal keys stay in the order in which they came. An envelope.
  std::string finish(const emscripten::val& sink) {
    return guard([&]() -> Result<Json> {
      std::vector<uint32_t> places(ends_.size());
      std::iota(places.begin(), places.end(), 0u);
      std::ranges::stable_sort(places, {}, [this](uint32_t place) { return key(place); });
      sink(emscripten::val(emscripten::typed_memory_view(places.size(), places.data())));
      return nullptr;
    });
  }

 private:
  std::string_view key(uint32_t place) const {
    const size_t begin = place ? ends_[place - 1] : 0;
    return std::string_view(keys_).substr(begin, ends_[place] - begin);
  }

  const Collator* collator_ = nullptr;
  std::string keys_;
  std::vector<size_t> ends_;
};

EMSCRIPTEN_BINDINGS(kartei_tables) {
  emscripten::class_<CsvReader>("CsvReader")
      .constructor<>()
      .function("begin", &CsvReader::begin)
      .function("detect", &CsvReader::detect)
      .function("feed", &CsvReader::feed)
      .function("finish", &CsvReader::finish);
  emscripten::class_<Converter>("Converter")
      .constructor<>()
      .function("begin", &Converter::begin)
      .function("feed", &Converter::feed)
      .function("finish", &Converter::finish);
  emscripten::class_<Sorter>("Sorter")
      .constructor<>()
      .function("begin", &Sorter::begin)
      .function("add", &Sorter::add)
      .function("finish", &Sorter::finish);
}

}  // namespace
}  // namespace kartei
