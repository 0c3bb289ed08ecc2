// The module of the command line: the rows of a CSV file, tables from one format to another, and
// texts in a locale's order.
#include <emscripten/bind.h>

#include <functional>
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

// Reads `options`, a JSON object, and answers what `begin()` makes of them. An envelope.
template <class Read, class Begin>
std::string begin_with(const std::string& options, Read&& read, Begin&& begin) {
  return guard([&]() -> Result<Json> {
    const auto json = parse_json(options);
    if (!json) return std::unexpected(json.error());
    ObjectReader reader(*json);
    read(reader);
    if (auto known = reader.finish(); !known) return std::unexpected(known.error());
    return begin();
  });
}

// What is written until JavaScript takes it: sink(bytes) gets a view that is valid during the call.
class Output {
 public:
  // For one call.
  std::string& begin(const emscripten::val& sink) {
    sink_ = &sink;
    return bytes_;
  }

  // Hands over what there is, if it is as much as that.
  void flush(size_t least) {
    if (bytes_.size() < least) return;
    (*sink_)(emscripten::val(emscripten::typed_memory_view(
        bytes_.size(), reinterpret_cast<const uint8_t*>(bytes_.data()))));
    bytes_.clear();
  }
  // Few bytes of a file can become many, so this is asked after each row.
  std::function<void()> after_row() {
    return [this] { flush(size_t{1} << 20); };
  }

 private:
  std::string bytes_;
  const emscripten::val* sink_ = nullptr;
};

class CsvReader {
 public:
  // `options`: encoding, delimiter, quote, escape, has_header, skip_rows. An envelope.
  std::string begin(const std::string& options) {
    return begin_with(
        options, [&](ObjectReader& reader) { overrides_ = read_dialect(reader); },
        [&]() -> Result<Json> {
          lines_ = std::make_unique<RowLines>(overrides_, output_.after_row());
          return nullptr;
        });
  }

  // What the first bytes of a file say. An envelope.
  std::string detect(const std::string& sample) {
    return guard([&]() -> Result<Json> {
      return detect_table(as_bytes(sample), overrides_).transform(write_dialect);
    });
  }

  // Calls sink(bytes) for the lines. An envelope.
  std::string feed(const std::string& chunk, const emscripten::val& sink) {
    return write(sink, [&](std::string& out) { return lines_->feed(as_bytes(chunk), out); });
  }
  std::string finish(const emscripten::val& sink) {
    return write(sink, [&](std::string& out) { return lines_->finish(out); });
  }

 private:
  template <class Write>
  std::string write(const emscripten::val& sink, Write&& write_lines) {
    return guard([&]() -> Result<Json> {
      if (!lines_) return failure(ErrorCode::request_malformed);
      if (auto written = write_lines(output_.begin(sink)); !written) {
        return std::unexpected(written.error());
      }
      output_.flush(1);
      return nullptr;
    });
  }

  csv::DialectOverrides overrides_;
  std::unique_ptr<RowLines> lines_;
  Output output_;
};

void read_conversion(ObjectReader& reader, ConversionOptions& options) {
  options.from_json = reader.text("from") == "json";
  options.to_json = reader.text("to") == "json";
  if (options.from_json && options.to_json) reader.refuse("to", "JSON is JSON already");
  const std::string delimiter = reader.text("delimiter", ",");
  if (delimiter.size() != 1 || !csv::is_possible_delimiter(delimiter.front())) {
    reader.refuse("delimiter", "one ASCII character is expected, no quote and no line end");
  } else {
    options.csv.delimiter = delimiter.front();
  }
  const auto encoding = csv::find_written_encoding(reader.text("encoding", "utf-8"));
  if (!encoding) reader.refuse("encoding", "no encoding has this name");
  options.encoding = encoding.value_or(csv::Encoding::utf8);
}

class Converter {
 public:
  // `options`: from and to ("csv", "json"); dialect, as of CsvReader, of CSV that is read;
  // delimiter and encoding of CSV that is written. How often the file is to be fed. An envelope.
  std::string begin(const std::string& options) {
    ConversionOptions read;
    Json dialect = Json::object();
    return begin_with(
        options,
        [&](ObjectReader& reader) {
          read_conversion(reader, read);
          if (const Json* given = reader.find("dialect")) dialect = *given;
        },
        [&]() -> Result<Json> {
          ObjectReader reader(dialect);
          read.dialect = read_dialect(reader);
          if (auto known = reader.finish(); !known) return std::unexpected(known.error());
          conversion_ = make_conversion(read, output_.after_row());
          return conversion_->passes();
        });
  }

  // Calls sink(bytes) for what has been written. An envelope.
  std::string feed(const std::string& chunk, const emscripten::val& sink) {
    return guard([&]() -> Result<Json> {
      if (!conversion_) return failure(ErrorCode::request_malformed);
      return conversion_->feed(as_bytes(chunk), output_.begin(sink)).transform([]() -> Json {
        return nullptr;
      });
    });
  }
  // Answers how many rows before a CSV file's table were left out.
  std::string finish(const emscripten::val& sink) {
    return guard([&]() -> Result<Json> {
      if (!conversion_) return failure(ErrorCode::request_malformed);
      if (auto done = conversion_->finish(output_.begin(sink)); !done) {
        return std::unexpected(done.error());
      }
      output_.flush(1);
      return conversion_->skipped_rows();
    });
  }

 private:
  std::unique_ptr<TableConversion> conversion_;
  Output output_;
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
