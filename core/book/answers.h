// The answers of writes as the JSON that crosses the boundary: what the store remembers for a call
// that arrives twice.
#pragma once

#include <string>

#include "book/contact_book.h"

namespace kartei {

std::string format_answer(const Contact& saved);
std::string format_answer(const BulkChange& change);
std::string format_answer(const Reverted& reverted);
std::string format_answer(const CommitProgress& progress);
std::string format_answer(const RestoreResult& restored);
std::string format_answer(const SavedSegment& saved);
// How many were erased.
std::string format_answer(uint64_t erased);

}  // namespace kartei
