#include "book/answers.h"

#include "book/wire_backup.h"
#include "book/wire_book.h"
#include "book/wire_contact.h"
#include "book/wire_history.h"
#include "book/wire_report.h"
#include "book/wire_segment.h"

namespace kartei {

std::string format_answer(const Contact& saved) { return dump_json(write_contact(saved)); }
std::string format_answer(const BulkChange& change) { return dump_json(write_bulk_change(change)); }
std::string format_answer(const Reverted& reverted) { return dump_json(write_reverted(reverted)); }
std::string format_answer(const CommitProgress& progress) {
  return dump_json(write_progress(progress));
}
std::string format_answer(const RestoreResult& restored) {
  return dump_json(write_restore_result(restored));
}
std::string format_answer(const SavedSegment& saved) {
  return dump_json(write_saved_segment(saved));
}
std::string format_answer(uint64_t erased) { return dump_json(write_erased(erased)); }

}  // namespace kartei
