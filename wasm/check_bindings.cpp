// The small module: checks a CSV file, without a book and without SQLite. The table of what a check
// can be asked, one row each, and the class that JavaScript sees.
#include <emscripten/bind.h>

#include <memory>
#include <variant>

#include "check/wire_check.h"
#include "dispatch.h"
#include "host_bytes.h"
#include "host_environment.h"
#include "import_export/wire_review.h"

namespace kartei {
namespace {

// Module.matches(rule, text), which web/check-instance.js puts there.
class HostPatterns final : public PatternMatcher {
 public:
  bool matches(size_t rule, std::string_view text) override {
    return matches_(static_cast<double>(rule), std::string(text)).as<bool>();
  }

 private:
  const emscripten::val matches_ = emscripten::val::module_property("matches");
};

// One file from its first byte on, and what is being written of it.
struct Check {
  explicit Check(CheckOptions options) : checker(std::move(options), patterns, random_seed()) {}

  static uint64_t random_seed() {
    uint64_t seed;
    HostEnvironment().fill_random(std::as_writable_bytes(std::span(&seed, 1)));
    return seed;
  }

  HostPatterns patterns;
  TableChecker checker;
  std::variant<std::monostate, GoodFile, RejectedFile> output;
};

Result<Json> summary(Check& check, const Result<void>& result) {
  if (!result) return std::unexpected(result.error());
  // What was being written is another file now.
  check.output = std::monostate();
  return write_check_summary(check.checker);
}

Result<Json> finish(Check& check, const Json&) { return summary(check, check.checker.finish()); }

Result<Json> rows(Check& check, const Json& json) {
  return read_check_query(json).transform(
      [&](const CheckQuery& query) { return write_checked_rows(check.checker, query); });
}

Result<Json> fix_cell(Check& check, const Json& json) {
  const auto fix = read_cell_fix(json);
  if (!fix) return std::unexpected(fix.error());
  return summary(check, check.checker.fix_cell(fix->row, fix->column, fix->value));
}

Result<Json> assume_country_code(Check& check, const Json& json) {
  ObjectReader reader(json);
  const std::string code = reader.text("country_code");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return summary(check, check.checker.assume_country_code(code));
}

Result<Json> begin_good(Check& check, const Json& json) {
  const auto options = read_good_file_options(json);
  if (!options) return std::unexpected(options.error());
  check.output.emplace<GoodFile>(check.checker, *options);
  return nullptr;
}

Result<Json> begin_rejected(Check& check, const Json& json) {
  auto reasons = read_reasons(json);
  if (!reasons) return std::unexpected(reasons.error());
  check.output.emplace<RejectedFile>(check.checker, std::move(*reasons));
  return nullptr;
}

constexpr UseCase<Check> kUseCases[] = {
    {"finish", finish},        {"rows", rows},
    {"fixCell", fix_cell},     {"assumeCountryCode", assume_country_code},
    {"beginGood", begin_good}, {"beginRejected", begin_rejected},
};

// Text in, envelope out; files come and go as bytes.
class Checker {
 public:
  std::string begin(const std::string& options) {
    return guard([&]() -> Result<Json> {
      const auto json = parse_json(options);
      if (!json) return std::unexpected(json.error());
      auto read = read_check_options(*json);
      if (!read) return std::unexpected(read.error());
      check_ = std::make_unique<Check>(std::move(*read));
      return nullptr;
    });
  }

  std::string feed(const std::string& chunk) {
    return guard([&]() -> Result<Json> {
      return check_->checker.feed(as_bytes(chunk)).transform([]() -> Json { return nullptr; });
    });
  }

  std::string call(const std::string& name, const std::string& request) {
    return dispatch<Check>(*check_, kUseCases, name, request, "");
  }

  // The next piece of a file as a new Uint8Array, empty at the end; an envelope where it failed.
  emscripten::val read_output() {
    constexpr size_t kPieceBytes = 1 << 20;
    std::string piece;
    const std::string envelope = guard([&]() -> Result<Json> {
      if (auto* good = std::get_if<GoodFile>(&check_->output)) good->write(piece, kPieceBytes);
      if (auto* rejected = std::get_if<RejectedFile>(&check_->output)) {
        rejected->write(piece, kPieceBytes);
      }
      return nullptr;
    });
    if (is_error_envelope(envelope)) return emscripten::val(envelope);
    return to_uint8_array(piece);
  }

 private:
  std::unique_ptr<Check> check_;
};

EMSCRIPTEN_BINDINGS(kartei_check) {
  emscripten::class_<Checker>("Checker")
      .constructor<>()
      .function("begin", &Checker::begin)
      .function("feed", &Checker::feed)
      .function("call", &Checker::call)
      .function("readOutput", &Checker::read_output);
}

}  // namespace
}  // namespace kartei
