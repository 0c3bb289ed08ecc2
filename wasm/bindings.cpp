// The table of use cases, one row each, and what JavaScript sees. To add a use case:
// a method on ContactBook, its shapes in book/wire_*, a row here or in sync_use_cases.cpp, a
// documented method in web/contact-book.js. tests/wasm/names.test.js compares the lists of names.
#include <emscripten/bind.h>

#include <memory>

#include "book/contact_book.h"
#include "book/wire_backup.h"
#include "book/wire_book.h"
#include "book/wire_contact.h"
#include "book/wire_history.h"
#include "book/wire_report.h"
#include "book/wire_segment.h"
#include "book/wire_validation.h"
#include "dispatch.h"
#include "host_bytes.h"
#include "host_environment.h"
#include "host_files.h"
#include "module_function.h"
#include "slice_answers.h"
#include "sync_use_cases.h"
#include "use_case_answers.h"

namespace kartei {
namespace {

Result<Json> review(ContactBook& book, const ReviewQuery& query) {
  const auto page = book.review_import(query);
  if (!page) return std::unexpected(page.error());
  return write_review(**book.import(), *page);
}

// clang-format off
constexpr UseCase<ContactBook> kUseCases[] = {
    {"state", [](ContactBook& book, const Json&) -> Result<Json> {
      return write_state(book.state());
    }},
    {"save", [](ContactBook& book, const Json& json) {
      return answer(read_draft(json), [&](auto& draft) { return book.save(draft); }, write_contact);
    }, Effect::write},
    {"check", [](ContactBook& book, const Json& json) {
      return answer(read_draft(json), [&](auto& draft) { return book.check(draft); },
                    write_checked_draft);
    }},
    {"get", [](ContactBook& book, const Json& json) {
      return answer(read_id(json), [&](auto& id) { return book.get(id); }, write_contact);
    }},
    // Answers nothing, or what was answered to a change of this id that has happened.
    {"beginBulk", [](ContactBook& book, const Json& json) {
      return answer(read_bulk_request(json),
                    [&](auto& request) {
                      return book.begin_bulk(request.selection, std::move(request.action));
                    },
                    write_bulk_begin);
    }, Effect::write},
    {"writeBulk", [](ContactBook& book, const Json& json) {
      return answer(read_bulk_size(json), [&](uint64_t size) { return book.write_bulk(size); },
                    write_bulk_progress);
    }, Effect::write},
    {"stopBulk", [](ContactBook& book, const Json&) -> Result<Json> {
      book.stop_bulk();
      return nullptr;
    }},
    {"erase", [](ContactBook& book, const Json& json) {
      return answer(read_selection(json), [&](auto& which) { return book.erase(which); },
                    write_erased);
    }, Effect::write},
    // These begin a change in slices, too.
    {"beginUndo", [](ContactBook& book, const Json& json) {
      return answer(read_undo_request(json), [&](auto& which) { return book.begin_undo(which); },
                    write_bulk_begin);
    }, Effect::write},
    {"beginRedo", [](ContactBook& book, const Json& json) {
      return answer(read_undo_request(json), [&](auto& which) { return book.begin_redo(which); },
                    write_bulk_begin);
    }, Effect::write},
    {"history", [](ContactBook& book, const Json& json) {
      return answer(read_page_request(json),
                    [&](auto& page) { return book.history(page.offset, page.limit); },
                    write_history);
    }},
    {"trash", [](ContactBook& book, const Json& json) {
      return answer(read_page_request(json),
                    [&](auto& page) { return book.trash(page.offset, page.limit); }, write_trash);
    }},
    {"storageState", [](ContactBook& book, const Json&) {
      return book.storage_state().transform(write_storage_state);
    }},
    {"checkIntegrity", [](ContactBook& book, const Json&) {
      return book.check_integrity().transform(write_integrity);
    }},
    {"search", [](ContactBook& book, const Json& json) {
      return answer(read_query(json), [&](auto& query) { return book.search(query); }, write_page);
    }},
    {"count", [](ContactBook& book, const Json& json) {
      return answer(read_matches(json), [&](auto& matches) { return book.count(matches); },
                    write_count);
    }},
    {"facets", [](ContactBook& book, const Json& json) {
      return answer(read_filter_request(json), [&](auto& filter) { return book.facets(filter); },
                    write_facets);
    }},
    {"segments", [](ContactBook& book, const Json& json) {
      return answer(read_segments_request(json),
                    [&](bool has_counts) { return book.segments(has_counts); }, write_segments);
    }},
    {"saveSegment", [](ContactBook& book, const Json& json) {
      return answer(read_segment_draft(json), [&](auto& draft) { return book.save_segment(draft); },
                    write_saved_segment);
    }, Effect::write},
    {"deleteSegment", [](ContactBook& book, const Json& json) {
      return answer(read_segment_id(json), [&](auto& id) { return book.delete_segment(id); },
                    write_saved_segment);
    }, Effect::write},
    {"callingCodes", [](ContactBook&, const Json&) -> Result<Json> {
      return write_calling_codes(numbering_plans());
    }},
    {"checkEmails", [](ContactBook&, const Json& json) { return check_emails(json); }},
    {"checkPhones", [](ContactBook&, const Json& json) { return check_phones(json); }},
    {"checkHeaders", [](ContactBook&, const Json& json) { return check_headers(json); }},
    {"beginImport", [](ContactBook& book, const Json& json) {
      return begin(read_import_options(json),
                   [&](auto&& options) { return book.begin_import(std::move(options)); });
    }},
    {"finishImport", [](ContactBook& book, const Json&) { return done(book.finish_import()); }},
    {"reviewImport", [](ContactBook& book, const Json& json) {
      return read_review_query(json).and_then(
          [&](const ReviewQuery& query) { return review(book, query); });
    }},
    {"decideImport", [](ContactBook& book, const Json& json) {
      return answer(read_decision(json),
                    [&](auto& decision) { return book.decide_import(decision); }, write_counts);
    }},
    {"decideInvalid", [](ContactBook& book, const Json& json) {
      return answer(read_invalid_action(json),
                    [&](InvalidAction action) { return book.decide_invalid(action); },
                    write_counts);
    }},
    {"fixCell", [](ContactBook& book, const Json& json) {
      return answer(read_cell_fix(json),
                    [&](auto& fix) { return book.fix_cell(fix.row, fix.column, fix.value); },
                    write_counts);
    }},
    {"fixAll", [](ContactBook& book, const Json& json) {
      return answer(read_fix_query(json), [&](auto& query) { return book.fix_all(query); },
                    write_fix);
    }},
    {"commitImport", [](ContactBook& book, const Json& json) {
      return answer(read_commit_request(json),
                    [&](auto& request) { return book.commit_import(request.rows, request.tags); },
                    write_progress);
    }, Effect::write},
    {"stopCommit", [](ContactBook& book, const Json&) -> Result<Json> {
      book.stop_commit();
      return nullptr;
    }},
    {"cancelImport", [](ContactBook& book, const Json&) -> Result<Json> {
      book.cancel_import();
      return nullptr;
    }},
    {"imports", [](ContactBook& book, const Json&) {
      return book.imports().transform(write_imports);
    }},
    {"beginExport", [](ContactBook& book, const Json& json) {
      return begin(read_export_query(json),
                   [&](auto&& query) { return book.begin_export(query); });
    }},
    {"beginBackup", [](ContactBook& book, const Json&) { return done(book.begin_backup()); }},
    // Answers nothing, or what was answered to a restore of this id that has happened.
    {"beginRestore", [](ContactBook& book, const Json& json) {
      return begin(read_restore_mode(json),
                   [&](RestoreMode mode) { return book.begin_restore(mode); });
    }, Effect::write},
    {"finishRestore", [](ContactBook& book, const Json&) {
      return book.finish_restore().transform(write_restore_answer);
    }, Effect::write},
    {"cancelRestore", [](ContactBook& book, const Json&) -> Result<Json> {
      book.cancel_restore();
      return nullptr;
    }},
    {"beginRejected", [](ContactBook& book, const Json& json) {
      return begin(read_reasons(json),
                   [&](auto&& reasons) { return book.begin_rejected(std::move(reasons)); });
    }},
};

// Of a book that cannot be opened.
constexpr UseCase<Rescue> kRescueUseCases[] = {
    {"rescueState", [](Rescue& rescue, const Json&) -> Result<Json> {
      return write_rescue_state(rescue.state());
    }},
    {"beginBackup", [](Rescue& rescue, const Json&) -> Result<Json> {
      rescue.begin_backup();
      return nullptr;
    }},
    {"beginExport", [](Rescue& rescue, const Json& json) {
      return begin(read_export_query(json),
                   [&](auto&& query) { return rescue.begin_export(query.options); });
    }},
};
// clang-format on

// One per module, which is loaded once per worker. Text in, envelope out; files come and go as
// bytes.
class Instance {
 public:
  // `storage` is "memory" or "opfs".
  std::string open(const std::string& storage) {
    return guard([&]() -> Result<Json> {
      if (storage == "memory") {
        files_ = std::make_unique<MemoryFiles>();
      } else {
        files_ = std::make_unique<HostFiles>();
      }
      auto book = ContactBook::open(*files_, environment_, !sync_use_cases().empty());
      if (!book) return std::unexpected(book.error());
      book_ = std::move(*book);
      return write_state(book_->state());
    });
  }

  // What can be read of files that open() refuses. They are never written.
  std::string open_rescue() {
    return guard([&]() -> Result<Json> {
      files_ = std::make_unique<HostFiles>();
      auto rescue = Rescue::open(*files_, environment_);
      if (!rescue) return std::unexpected(rescue.error());
      rescue_ = std::move(*rescue);
      return nullptr;
    });
  }

  void close() {
    book_.reset();
    rescue_.reset();
  }

  // `request_id`: of a write that may arrive twice; else empty.
  std::string call(const std::string& name, const std::string& request,
                   const std::string& request_id) {
    if (rescue_) return dispatch<Rescue>(*rescue_, kRescueUseCases, name, request, request_id);
    if (!book_) return error_envelope({.code = ErrorCode::book_closed});
    const auto rows = std::ranges::contains(sync_use_cases(), name, &UseCase<ContactBook>::name)
                          ? sync_use_cases()
                          : std::span(kUseCases);
    return dispatch<ContactBook>(*book_, rows, name, request, request_id);
  }

  std::string reserve(double size) { return reserve_bytes(input_, size); }
  double input() { return address(input_); }

  // The first bytes of a file stand in input().
  std::string preview_import(const std::string& options, bool is_whole) {
    return guard([&]() -> Result<Json> {
      if (!book_) return failure(ErrorCode::book_closed);
      const auto json = parse_json(options);
      if (!json) return std::unexpected(json.error());
      return answer(
          read_import_options(*json),
          [&](auto& read) { return book_->preview_import(input_bytes(), is_whole, read); },
          write_preview);
    });
  }

  // The next bytes of a file that is imported stand in input().
  std::string feed() {
    return guard([&]() -> Result<Json> {
      if (!book_) return failure(ErrorCode::book_closed);
      return done(book_->feed_import(input_bytes()));
    });
  }

  // The same, as ReviewedFile::feed_row_end() says it.
  std::string feed_row_end() {
    return guard([&]() -> Result<Json> {
      if (!book_) return failure(ErrorCode::book_closed);
      return book_->feed_import_row_end(input_bytes()).transform(write_row_end);
    });
  }

  // Out of input(), for another instance.
  std::string read_slice(double end, bool is_last) {
    return guard([&]() -> Result<Json> {
      if (!book_) return failure(ErrorCode::book_closed);
      return book_->read_import_slice(input_bytes(), static_cast<size_t>(end), is_last)
          .transform([&](auto slice) { return write_slice(std::move(slice), output_); });
    });
  }

  // The same slice, whose rows stand in input(). Answers whether it was taken.
  std::string take_slice(double rows, double lines, double encoding) {
    return guard([&]() -> Result<Json> {
      if (!book_) return failure(ErrorCode::book_closed);
      return book_->take_import_slice(read_length(rows, lines, encoding), input_);
    });
  }

  std::string feed_restore() {
    return guard([&]() -> Result<Json> {
      if (!book_) return failure(ErrorCode::book_closed);
      return done(book_->feed_restore(input_bytes()));
    });
  }

  // Makes the next piece of a file, at output(): answers its size, 0 at the file's end.
  std::string write_output() {
    return guard([&]() -> Result<Json> {
      if (!book_ && !rescue_) return failure(ErrorCode::book_closed);
      auto output = rescue_ ? rescue_->read_output() : book_->read_output();
      return std::move(output).transform([&](std::string piece) {
        output_ = std::move(piece);
        return Json(output_.size());
      });
    });
  }
  double output() { return address(output_); }

 private:
  std::span<const std::byte> input_bytes() const { return std::as_bytes(std::span(input_)); }

  HostEnvironment environment_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<ContactBook> book_;
  std::unique_ptr<Rescue> rescue_;
  std::string input_;
  std::string output_;
};

// What the module offers, one name a line.
std::string use_case_names() {
  std::string names;
  for (const auto& row : kUseCases) names.append(row.name).append("\n");
  for (const auto& row : sync_use_cases()) names.append(row.name).append("\n");
  return names;
}

EMSCRIPTEN_BINDINGS(kartei) {
  module_function<&Instance::open>("open");
  module_function<&Instance::open_rescue>("openRescue");
  module_function<&Instance::close>("close");
  module_function<&Instance::call>("call");
  module_function<&Instance::reserve>("reserve");
  module_function<&Instance::input>("input");
  module_function<&Instance::preview_import>("previewImport");
  module_function<&Instance::feed>("feed");
  module_function<&Instance::feed_row_end>("feedRowEnd");
  module_function<&Instance::read_slice>("readSlice");
  module_function<&Instance::take_slice>("takeSlice");
  module_function<&Instance::feed_restore>("feedRestore");
  module_function<&Instance::write_output>("writeOutput");
  module_function<&Instance::output>("output");
  emscripten::function("useCaseNames", &use_case_names);
}

}  // namespace
}  // namespace kartei
