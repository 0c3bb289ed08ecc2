#include "book/wire_backup.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("The modes of a restore have names, and nothing else is one") {
  const auto mode = [](const char* text) { return read_restore_mode(*parse_json(text)); };
  CHECK(mode("{\"mode\":\"inspect\"}") == RestoreMode::inspect);
  CHECK(mode("{\"mode\":\"replace\"}") == RestoreMode::replace);
  CHECK(mode("{\"mode\":\"merge\"}") == RestoreMode::merge);
  for (const char* bad : {"{}", "[]", "{\"mode\":1}", "{\"mode\":\"\"}", "{\"mode\":\"Merge\"}",
                          "{\"mode\":\"merge\",\"more\":1}"}) {
    CHECK(mode(bad).error().code == ErrorCode::request_malformed);
  }
}

TEST_CASE("Answers have the shapes of types.js") {
  const BackupSummary summary{
      .header = {.schema = 2, .created_at = 0, .contacts = 3, .trash = 4, .entries = 5},
      .known = 6};
  CHECK(dump_json(write_restore_answer(summary)) ==
        "{\"created_at\":\"1970-01-01T00:00:00.000Z\",\"schema\":2,\"contacts\":3,\"trash\":4,"
        "\"entries\":5,\"known\":6}");
  const RestoreResult result{.added = 1, .updated = 2, .unchanged = 3, .entry = 4};
  CHECK(dump_json(write_restore_answer(result)) ==
        "{\"added\":1,\"updated\":2,\"unchanged\":3,\"entry\":4}");
  CHECK(write_restore_result(result) == write_restore_answer(result));
  CHECK(dump_json(write_rescue_state({.contacts = 7, .trash = 1, .is_complete = true})) ==
        "{\"contacts\":7,\"trash\":1,\"is_complete\":true}");
}

}  // namespace kartei
