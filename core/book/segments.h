// The segments of a book in memory: who is called what, and what a filter that names some of them
// stands for.
//
// A segment is a named filter, whose matches change with the contacts, or a list, which holds the
// contacts that somebody put there. Both can be parts of filters, those of other segments too.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/filter.h"
#include "query/key_set.h"
#include "store/contact_store.h"

namespace kartei {

// One as it is kept, read.
struct Segment {
  StoredSegment stored = {};
  // Its tree, or why there is none; of a list, nothing.
  Result<Filter> filter = {};
  // Of a list, while somebody has them.
  std::weak_ptr<const KeySet> members = {};

  bool is_list() const { return !stored.filter; }
};

// Whether there is anything to resolve.
bool has_segments(const Filter& filter);

class Segments {
 public:
  // Reads all segments, without their members.
  static Result<Segments> load(ContactStore& store);

  const std::vector<Segment>& all() const { return segments_; }
  // Errors: segment_unknown.
  Result<Segment*> find(std::string_view id);

  // Puts into the filter what its segments stand for, with keys below `size`. Errors, with the
  // place in the tree as field: segment_unknown; segment_cycle with the segment's name as issue;
  // filter_malformed where it becomes too large, or where the segment was no filter; storage_*.
  Result<void> resolve(Filter& filter, ContactStore& store, size_t size);

  // The members of a list.
  Result<std::shared_ptr<const KeySet>> members(Segment& list, ContactStore& store, size_t size);

  // Whether `after` can be made, or take the place of the segment with its id. Errors, the place in
  // the request as field: segment_limit, segment_name_missing, segment_name_taken, field_too_long,
  // those of resolve().
  Result<void> check(const StoredSegment& after, ContactStore& store, size_t size);
  // Whether it can be deleted. Errors: segment_unknown; segment_in_use, with the name of each one
  // that uses it and the place in its tree as issues.
  Result<void> check_removal(std::string_view id);

 private:
  class Resolver;
  std::vector<Segment> segments_;
};

}  // namespace kartei
