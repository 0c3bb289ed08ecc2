#include "book/segments.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "book/wire_filter.h"
#include "store/key_runs.h"

namespace kartei {
namespace {

// What is in the book may come out of a file that somebody else has made.
Segment read_segment(StoredSegment stored) {
  Segment segment{.stored = std::move(stored), .filter = Filter{}};
  if (segment.is_list()) return segment;
  segment.filter = parse_json(*segment.stored.filter).and_then([](const Json& json) {
    return read_filter(json, "filter");
  });
  return segment;
}

std::string child_path(const Filter& filter, size_t child, const std::string& path) {
  if (filter.kind == Filter::Kind::negation) return path + ".not";
  return path + (filter.kind == Filter::Kind::all ? ".all." : ".any.") + std::to_string(child);
}

// Where a tree names the segment.
std::optional<std::string> find_use(const Filter& filter, std::string_view id,
                                    const std::string& path) {
  if (filter.kind == Filter::Kind::segment && filter.text == id) return path + ".segment";
  for (size_t i = 0; i < filter.children.size(); ++i) {
    if (auto found = find_use(filter.children[i], id, child_path(filter, i, path))) return found;
  }
  return std::nullopt;
}

}  // namespace

bool has_segments(const Filter& filter) {
  return filter.kind == Filter::Kind::segment || std::ranges::any_of(filter.children, has_segments);
}

Result<Segments> Segments::load(ContactStore& store) {
  auto stored = store.segments().all();
  if (!stored) return std::unexpected(stored.error());
  Segments segments;
  for (StoredSegment& one : *stored) segments.segments_.push_back(read_segment(std::move(one)));
  return segments;
}

Result<Segment*> Segments::find(std::string_view id) {
  const auto found = std::ranges::find(
      segments_, id, [](const Segment& one) { return std::string_view(one.stored.id); });
  if (found == segments_.end()) return failure(ErrorCode::segment_unknown);
  return &*found;
}

// --- what a filter stands for ---------------------------------------------------------------

class Segments::Resolver {
 public:
  Resolver(Segments& segments, ContactStore& store, size_t size)
      : segments_(segments), store_(store), size_(size) {}

  // `path` of what is in a segment is the place where that is named.
  Result<void> resolve(Filter& filter, const std::string& path) {
    if (++nodes_ > kMaxResolvedNodes) return too_large(path);
    if (filter.kind == Filter::Kind::segment) return open(filter, path);
    for (size_t i = 0; i < filter.children.size(); ++i) {
      const std::string inner = open_.empty() ? child_path(filter, i, path) : path;
      if (auto done = resolve(filter.children[i], inner); !done) return done;
    }
    return {};
  }

 private:
  Result<void> open(Filter& filter, const std::string& path) {
    const std::string place = open_.empty() ? path + ".segment" : path;
    const auto found = segments_.find(filter.text);
    if (!found) return failure(found.error().code, place, filter.text);
    Segment& segment = **found;
    if (std::ranges::contains(open_, &segment)) {
      Error cycle{.code = ErrorCode::segment_cycle, .detail = segment.stored.name, .field = place};
      cycle.issues = {cycle};
      return std::unexpected(std::move(cycle));
    }
    if (segment.is_list()) {
      auto members = segments_.members(segment, store_, size_);
      if (!members) return failure(members.error().code, place, segment.stored.name);
      filter.members = std::move(*members);
      return {};
    }
    if (!segment.filter) return failure(segment.filter.error().code, place, segment.stored.name);
    if (open_.size() == kMaxSegmentDepth) return too_large(place);
    open_.push_back(&segment);
    Filter child = *segment.filter;
    auto done = resolve(child, place);
    open_.pop_back();
    filter.children.assign(1, std::move(child));
    return done;
  }

  static Result<void> too_large(const std::string& path) {
    return failure(ErrorCode::filter_malformed, path, "too large with its segments");
  }

  Segments& segments_;
  ContactStore& store_;
  size_t size_;
  size_t nodes_ = 0;
  // Those that are in each other just now.
  std::vector<const Segment*> open_;
};

Result<void> Segments::resolve(Filter& filter, ContactStore& store, size_t size) {
  return Resolver(*this, store, size).resolve(filter, "filter");
}

Result<std::shared_ptr<const KeySet>> Segments::members(Segment& list, ContactStore& store,
                                                        size_t size) {
  if (auto known = list.members.lock()) return known;
  const auto found = store.segments().find(list.stored.id);
  if (!found) return std::unexpected(found.error());
  auto keys = std::make_shared<KeySet>(size);
  const auto& runs = found->empty() ? std::nullopt : found->front().members;
  if (!runs || !read_key_runs(*runs, *keys)) return failure(ErrorCode::storage_damaged);
  list.members = keys;
  return keys;
}

// --- what can be changed --------------------------------------------------------------------

Result<void> Segments::check(const StoredSegment& after, ContactStore& store, size_t size) {
  if (after.name.empty()) return failure(ErrorCode::segment_name_missing, "name");
  if (after.name.size() > kMaxSegmentNameBytes) return failure(ErrorCode::field_too_long, "name");
  const std::string folded = fold(after.name);
  for (const Segment& other : segments_) {
    if (other.stored.id != after.id && fold(other.stored.name) == folded) {
      return failure(ErrorCode::segment_name_taken, "name");
    }
  }
  const auto known = find(after.id);
  if (!known && segments_.size() >= kMaxSegments) return failure(ErrorCode::segment_limit);
  Segment segment = read_segment(after);
  if (segment.is_list()) return {};
  if (!segment.filter) return std::unexpected(segment.filter.error());
  Filter filter = *segment.filter;
  // In its place, as long as it is looked at.
  Segment& place = known ? **known : segments_.emplace_back();
  std::swap(place, segment);
  auto sound = resolve(filter, store, size);
  known ? std::swap(place, segment) : segments_.pop_back();
  return sound;
}

Result<void> Segments::check_removal(std::string_view id) {
  if (auto found = find(id); !found) return std::unexpected(found.error());
  Error in_use{.code = ErrorCode::segment_in_use};
  for (const Segment& segment : segments_) {
    if (!segment.filter) continue;
    auto place = find_use(*segment.filter, id, "filter");
    if (!place) continue;
    in_use.issues.push_back({.code = ErrorCode::segment_in_use,
                             .detail = segment.stored.name,
                             .field = std::move(*place)});
  }
  if (in_use.issues.empty()) return {};
  return std::unexpected(std::move(in_use));
}

}  // namespace kartei
