// The small module: checks a CSV file, without a book and without SQLite. The table of what a check
// can be asked, one row each, and the functions that JavaScript sees.
#include <emscripten.h>
#include <emscripten/bind.h>

#include <memory>
#include <variant>

#include "check/wire_check.h"
#include "dispatch.h"
#include "host_bytes.h"
#include "import_export/wire_review.h"
#include "module_function.h"
#include "slice_answers.h"

// Module.matches(rule, bytes), which web/check-instance.js puts there, and which decodes them.
// clang-format off
EM_JS(bool, host_matches, (int rule, const char* text, int size), {
  return Module.matches(rule, HEAPU8.subarray(text, text + size));
})
// clang-format on

namespace kartei {
namespace {

class HostPatterns final : public PatternMatcher {
 public:
  bool matches(size_t rule, std::string_view text) override {
    return host_matches(static_cast<int>(rule), text.data(), static_cast<int>(text.size()));
  }
};

// One file from its first byte on, and what is being written of it.
struct Check {
  Check(CheckOptions options, uint64_t seed) : checker(std::move(options), patterns, seed) {}

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

Result<Json> fix_all(Check& check, const Json& json) {
  const auto query = read_fix_query(json);
  if (!query) return std::unexpected(query.error());
  const auto fix = check.checker.fix_all(*query);
  if (!fix) return std::unexpected(fix.error());
  if (!query->is_trial) check.output = std::monostate();
  return write_check_fix(check.checker, *fix);
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
    {"fixCell", fix_cell},     {"fixAll", fix_all},
    {"beginGood", begin_good}, {"beginRejected", begin_rejected},
};

// One per module. Text in, envelope out; files come and go as bytes.
class Checker {
 public:
  // `seed`: random, a whole number; the same for all that read one file.
  std::string begin(const std::string& options, double seed) {
    return guard([&]() -> Result<Json> {
      const auto json = parse_json(options);
      if (!json) return std::unexpected(json.error());
      auto read = read_check_options(*json);
      if (!read) return std::unexpected(read.error());
      check_ = std::make_unique<Check>(std::move(*read), static_cast<uint64_t>(seed));
      return nullptr;
    });
  }

  std::string reserve(double size) { return reserve_bytes(input_, size); }
  double input() { return address(input_); }

  // What stands in input().
  std::string feed() {
    return guard([&]() -> Result<Json> {
      return check_->checker.feed(input_bytes()).transform([]() -> Json { return nullptr; });
    });
  }

  // What stands in input(), as ReviewedFile::feed_row_end() says it.
  std::string feed_row_end() {
    return guard([&]() -> Result<Json> {
      return check_->checker.feed_row_end(input_bytes()).transform(write_row_end);
    });
  }

  // Out of input().
  std::string read_slice(double end, bool is_last) {
    return guard([&]() -> Result<Json> {
      return write_slice(
          check_->checker.read_slice(input_bytes(), static_cast<size_t>(end), is_last), output_);
    });
  }

  // The same slice, whose rows stand in input(). Answers whether it was taken.
  std::string take_slice(double rows, double lines, double encoding) {
    return guard([&]() -> Result<Json> {
      return check_->checker.take_slice(read_length(rows, lines, encoding), input_);
    });
  }

  std::string call(const std::string& name, const std::string& request) {
    return dispatch<Check>(*check_, kUseCases, name, request, "");
  }

  // Makes the next piece of a file, at output(): answers its size, 0 at the file's end.
  std::string write_output() {
    constexpr size_t kPieceBytes = 1 << 20;
    output_.clear();
    return guard([&]() -> Result<Json> {
      if (auto* good = std::get_if<GoodFile>(&check_->output)) good->write(output_, kPieceBytes);
      if (auto* rejected = std::get_if<RejectedFile>(&check_->output)) {
        rejected->write(output_, kPieceBytes);
      }
      return output_.size();
    });
  }
  double output() { return address(output_); }

 private:
  std::span<const std::byte> input_bytes() const { return std::as_bytes(std::span(input_)); }

  std::unique_ptr<Check> check_;
  std::string input_;
  std::string output_;
};

EMSCRIPTEN_BINDINGS(kartei_check) {
  module_function<&Checker::begin>("begin");
  module_function<&Checker::reserve>("reserve");
  module_function<&Checker::input>("input");
  module_function<&Checker::feed>("feed");
  module_function<&Checker::feed_row_end>("feedRowEnd");
  module_function<&Checker::read_slice>("readSlice");
  module_function<&Checker::take_slice>("takeSlice");
  module_function<&Checker::call>("call");
  module_function<&Checker::write_output>("writeOutput");
  module_function<&Checker::output>("output");
}

}  // namespace
}  // namespace kartei
