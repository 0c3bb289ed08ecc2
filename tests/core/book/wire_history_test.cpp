#include "book/wire_history.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "json/json_of.h"

namespace kartei {

TEST_CASE("Requests are read, and what is odd in them is refused by name") {
  CHECK(read_page_request(json_of("{}"))->limit == 50);
  CHECK(read_page_request(json_of(R"({"offset":7,"limit":1000})"))->offset == 7);
  CHECK(read_page_request(json_of(R"({"limit":1001})")).error().field == "limit");
  CHECK(read_undo_request(json_of("{}"))->entry == std::nullopt);
  const auto request = read_undo_request(json_of(R"({"entry":4,"overwrite":true})"));
  CHECK(request->entry == 4);
  CHECK(request->overwrite);
  CHECK(read_undo_request(json_of(R"({"entyr":4})")).error().field == "entyr");
}

TEST_CASE("What an undo kept is said by id and field") {
  FieldSet fields;
  fields.add(Field::name);
  fields.add(Field::deleted_at);
  const Reverted reverted{
      .count = 1, .entry = 9, .kept = 1, .kept_contacts = {{.id = {}, .fields = fields}}};
  CHECK(dump_json(write_reverted(reverted)) ==
        R"({"count":1,"entry":9,"kept":1,"kept_contacts":[{"id":)"
        R"("00000000-0000-0000-0000-000000000000","fields":["name","deleted_at"]}]})");
}

TEST_CASE("History, trash and storage have the shapes of web/types.js") {
  const JournalEntry entry{.entry = 3,
                           .kind = ChangeKind::import,
                           .at = 0,
                           .count = 2,
                           .undone_by = 4,
                           .file_name = "f"};
  const History history{.total = 9, .undo = 1, .redo = 2, .rows = {{.entry = entry}}};
  CHECK(dump_json(write_history(history)) ==
        R"({"total":9,"undo":1,"redo":2,"entries":[{"entry":3,"kind":"import",)"
        R"("at":"1970-01-01T00:00:00.000Z","count":2,"is_undone":true,"reverts":0,)"
        R"("file_name":"f","contact_id":"","name":"","segment":""}]})");
  const History removal{.total = 1, .rows = {{.segment = SegmentChange::Kind::deleted}}};
  CHECK(dump_json(write_history(removal)).contains(R"("segment":"deleted"})"));
  CHECK(dump_json(write_trash({.total = 1, .rows = {}})) == R"({"rows":[],"total":1,"days":30})");
  CHECK(dump_json(write_storage_state({.bytes = 1})) ==
        R"({"bytes":1,"last_backup_at":null,"changes_since_backup":0})");
  CHECK(dump_json(write_integrity("")) == R"({"report":""})");
  CHECK(dump_json(write_erased(2)) == R"({"count":2})");
}

}  // namespace kartei
