// How a model server speaks, drawn by a seed out of what real ones do, and the profile that tells
// the engine about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random.h"
#include "sync/profile.h"

namespace kartei::sync_simulation {

using simulation::Random;

enum class PastEnd : uint8_t { empty, missing, last_again };
enum class AckStyle : uint8_t { full, pointers, none };

struct Style {
  bool has_client_id = true, is_upsert = false;
  PreconditionKind precondition = PreconditionKind::if_match;
  // Versions that are equal where the content is, and come back with it.
  bool has_hash_versions = false;
  int stale_status = 412, duplicate_status = 409;
  DeltaKind delta = DeltaKind::none;
  int64_t resolution_ms = 1;
  CursorFormat cursor = CursorFormat::iso;
  bool has_tombstones = false;
  PagingKind paging = PagingKind::number;
  uint64_t page_size = 3;
  PastEnd past_end = PastEnd::empty;
  AckStyle ack = AckStyle::full;
  bool is_full_put = false, clears_with_null = false;
  bool has_bulk = false;
  bool normalises = false;
  // An error of a row of a bulk answer comes with the version that is there.
  bool has_bulk_versions = false;
  // Lists may be so old.
  int64_t lag_ms = 0;
  // A row may become visible so much later than its time says: that is when its transaction began.
  int64_t late_ms = 0;
  Codec times = Codec::plain, tags = Codec::plain;
  // Of "source" and of "tags".
  MergePolicy source_policy = MergePolicy::ask, tags_policy = MergePolicy::ask;
  bool needs_auth = false;
  uint64_t concurrency = 4;

  // What it is in words, one for each side of it: "client-id", "if-match" …
  std::vector<std::string> features() const;
  std::string describe() const;
};

inline constexpr std::string_view kBase = "http://127.0.0.1:9";

// `plain`: in a hundred cases, how often a side of it is the simplest one.
Style draw_style(Random& random, uint64_t plain);
std::string profile_of(const Style& style);

}  // namespace kartei::sync_simulation
