#include "book/wire_backup.h"

#include <algorithm>
#include <array>

#include "json/object_reader.h"

namespace kartei {
namespace {

Json write_summary(const BackupSummary& summary) {
  return {{"created_at", format_timestamp(summary.header.created_at)},
          {"schema", summary.header.schema},
          {"contacts", summary.header.contacts},
          {"trash", summary.header.trash},
          {"entries", summary.header.entries},
          {"known", summary.known}};
}

}  // namespace

Result<RestoreMode> read_restore_mode(const Json& json) {
  ObjectReader reader(json);
  const std::string name = reader.text("mode");
  constexpr std::array<std::string_view, 3> kNames = {"inspect", "replace", "merge"};
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) reader.refuse("mode", "inspect, replace or merge");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return static_cast<RestoreMode>(found - kNames.begin());
}

Json write_restore_result(const RestoreResult& result) {
  return {{"added", result.added},
          {"updated", result.updated},
          {"unchanged", result.unchanged},
          {"entry", result.entry}};
}

Json write_restore_answer(const RestoreAnswer& answer) {
  if (const auto* summary = std::get_if<BackupSummary>(&answer)) return write_summary(*summary);
  return write_restore_result(std::get<RestoreResult>(answer));
}

Json write_rescue_state(const RescueState& state) {
  return {{"contacts", state.contacts}, {"trash", state.trash}, {"is_complete", state.is_complete}};
}

}  // namespace kartei
