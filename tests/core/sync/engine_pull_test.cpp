// What the engine reads of lists, and what it concludes of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "sync/engine.h"
#include "sync/engine_world.h"

namespace kartei {
namespace {

// Records are followed by their time, in pages of so many.
std::string profile_by_time(int page_rows) {
  const std::string begin = R"({
    "profile": 1, "base": "https://api.example.org",
    "record": {"id": "/id", "updated": "/at", "deleted": "/gone", "fields": {"name": "/name"}},
    "list": {"path": "/contacts",
             "page": {"kind": "offset", "param": "offset", "size": {"param": "limit", "value": )";
  return begin + std::to_string(page_rows) + R"(}}},
    "delta": {"kind": "filter", "query": {"since": "{cursor}"}, "tombstones": "inline",
              "overlap_ms": 5000},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
  })";
}

constexpr std::string_view kByNumber = R"({
    "profile": 1, "base": "https://api.example.org",
    "record": {"id": "/id", "version": "/rev", "fields": {"name": "/name", "email": "/email"}},
    "list": {"path": "/contacts",
             "page": {"kind": "number", "param": "page", "size": {"param": "limit", "value": 2}}},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
  })";

// Pages by offset and a delta by time.
constexpr std::string_view kOffsetProfile = R"({
  "profile": 1, "base": "https://api.example.org",
  "record": {"id": "/id", "version": "/rev", "updated": "/at", "deleted": "/gone",
             "fields": {"name": "/name"}},
  "list": {"path": "/contacts",
           "page": {"kind": "offset", "param": "offset", "size": {"param": "limit", "value": 9}}},
  "delta": {"kind": "filter", "query": {"since": "{cursor}"}, "tombstones": "inline"},
  "create": {"path": "/contacts", "id": "client"},
  "update": {"path": "/contacts/{id}"}, "delete": {"path": "/contacts/{id}"}
})";

std::string numbered_row(const char* id, const char* email) {
  return dump_json({{"id", id}, {"rev", "1"}, {"name", "Anna"}, {"email", email}});
}

void answer_page(World& world, const char* asked, const std::string& rows) {
  const SyncRequest request = world.request();
  CHECK(request.http.url.ends_with(asked));
  world.answer(request, 200, "[" + rows + "]");
}

}  // namespace

TEST_CASE("What a list shows no more is deleted only once its id is gone, too") {
  World world;
  world.pull();
  const Contact contact = world.add_synced("Anna");
  world.environment.now += 10 * 60'000;
  world.pull("[]");
  const SyncRequest confirm = world.request();
  CHECK(confirm.http.url.ends_with(format_uuid(contact.id)));
  CHECK_FALSE(world.book->get(contact.id)->deleted_at);
  world.answer(confirm, 404);
  CHECK(world.book->get(contact.id)->deleted_at);
}

TEST_CASE("Of many that a list shows no more only those are made anew that are gone by id") {
  World world;
  world.pull();
  constexpr int kCount = 11;
  std::vector<Contact> contacts;
  for (int i = 0; i < kCount; ++i) {
    contacts.push_back(world.add_synced("Anna " + std::to_string(i)));
  }
  REQUIRE(world.book->control_sync(SyncControl::whole));
  world.pull();
  CHECK(world.book->sync_status()->session->engine().health().pause == SyncPause::mass_loss);
  REQUIRE(world.book->control_sync(SyncControl::send_lost));
  const std::string hidden = format_uuid(contacts.front().id);
  std::set<std::string> looked_for, made;
  for (SyncNext said = world.next(); said.request; said = world.next()) {
    const HttpRequest& http = said.request->http;
    if (http.method == "POST") {
      made.insert((*parse_json(http.body))["id"]);
      world.answer(*said.request, 201, World::with_version(http.body, "2"));
      continue;
    }
    CHECK(http.method == "GET");
    const std::string id = http.url.substr(http.url.rfind('/') + 1);
    looked_for.insert(id);
    const bool is_there = id == hidden;
    world.answer(*said.request, is_there ? 200 : 404,
                 is_there ? world.record(contacts.front(), "1", "Anna 0") : "{}");
  }
  CHECK(looked_for.size() == kCount);
  CHECK(made.size() == kCount - 1);
  CHECK_FALSE(made.contains(hidden));
  CHECK(world.counts().pending == 0);
  CHECK(world.book->search({.limit = 20})->rows.size() == kCount);
}

TEST_CASE("What a page has left in doubt is asked about, also after a failure or a restart") {
  for (const bool restarts : {false, true}) {
    World world(kTerseProfile);
    world.pull();
    const Contact contact = world.add("Anna");
    const SyncRequest create = world.acknowledge_tersely(contact);
    const std::string id = format_uuid(contact.id);
    CHECK_FALSE(world.next().request);
    // Somebody else has written since, or the list is older than our own write.
    world.environment.now += kPollMs;
    Json theirs = *parse_json(World::with_version(create.http.body, "2"));
    theirs["name"] = "Anja";
    theirs["at"] = "2026-01-01T00:00:00Z";
    world.pull("[" + dump_json(theirs) + "]");
    CHECK(world.book->get(contact.id)->name == "Anna");
    SyncRequest look = world.request();
    CHECK(look.http.url.ends_with(id));
    if (restarts) {
      world.book.reset();
      world.book = *ContactBook::open(world.files, world.environment);
      world.pull("[" + dump_json(theirs) + "]");
      CHECK(world.book->get(contact.id)->name == "Anna");
      look = world.request();
    } else {
      world.answer(look, 500);
      world.environment.now += 10'000;
      look = world.request();
    }
    CHECK(look.http.url.ends_with(id));
    world.answer(look, 200, dump_json(theirs));
    CHECK(world.book->get(contact.id)->name == "Anja");
  }
}

TEST_CASE("Whoever was asked about a loss is asked again after a reload") {
  World world;
  world.pull();
  constexpr uint64_t kCount = 11;
  for (uint64_t i = 0; i < kCount; ++i) world.add_synced("Anna " + std::to_string(i));
  REQUIRE(world.book->control_sync(SyncControl::whole));
  world.pull();
  world.book.reset();
  world.book = *ContactBook::open(world.files, world.environment);
  while (const auto at = world.next().wait_until) REQUIRE(at == world.environment.now);
  const auto status = world.book->sync_status();
  CHECK(status->session->engine().health().pause == SyncPause::mass_loss);
  CHECK(status->session->engine().health().lost == kCount);
  CHECK(world.book->state().contacts == kCount);
  REQUIRE(world.book->control_sync(SyncControl::delete_lost));
  CHECK(world.request().http.method == "GET");
}

TEST_CASE("What a session has left in doubt is walked for twice where pages shift") {
  World world(kOffsetProfile);
  world.answer(world.request(), 200, "[]");
  const Contact contact = *world.book->save({.name = "Anna"});
  const std::string id = format_uuid(contact.id);
  world.answer(world.request(), 201, R"({"id":")" + id + R"(","rev":"1","name":"Anna"})");
  world.environment.now += kPollMs;
  const std::string theirs =
      R"([{"id":")" + id + R"(","rev":"2","name":"Anja","at":"2026-01-01T00:00:00Z"}])";
  world.answer(world.request(), 200, theirs);
  CHECK(world.request().http.url.ends_with(id));
  world.book.reset();
  world.book = *ContactBook::open(world.files, world.environment);
  // The round that was under way comes first.
  SyncRequest rest = world.request();
  for (; rest.http.url.contains("since="); rest = world.request()) world.answer(rest, 200, "[]");
  for (int walk = 0; walk < 2; ++walk) {
    for (const char* page : {"/contacts?limit=9", "/contacts?limit=9&offset=1"}) {
      SyncRequest request = std::exchange(rest, {});
      if (request.http.url.empty()) request = world.request();
      // The row is in doubt still.
      if (request.http.url.ends_with(id)) {
        world.answer(request, 200, theirs.substr(1, theirs.size() - 2));
        request = world.request();
      }
      CAPTURE(request.http.url);
      CHECK(request.http.url.ends_with(page));
      world.answer(request, 200, std::string_view(page).contains("offset") ? "[]" : theirs);
    }
  }
  const SyncNext next = world.next();
  CHECK_FALSE(next.request);
}

TEST_CASE("A row of the very second of our own write, in another version, is asked about") {
  World world(R"({
    "profile": 1, "base": "https://api.example.org",
    "record": {"id": "/id", "ref": "/id", "version": "/rev", "updated": "/at",
               "fields": {"name": "/name", "email": "/email", "source": "/source"}},
    "list": {"path": "/contacts"},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}", "ack": "none", "precondition": {"kind": "if-match"}},
    "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}}
  })");
  world.pull();
  const Contact contact = world.add("Anna");
  const auto record = [&](const char* version, const char* name) {
    Json json = *parse_json(world.record(contact, version, name));
    json["at"] = "2026-01-01T00:00:00Z";
    return dump_json(json);
  };
  world.answer(world.request(), 201, record("1", "Anna"));
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.answer(world.request(), 204);
  // What has become of it.
  world.answer(world.request(), 200, record("2", "Anne"));
  world.environment.now += kPollMs;
  world.pull("[" + record("1", "Anna") + "]");
  CHECK(world.book->get(contact.id)->name == "Anne");
  const SyncRequest look = world.request();
  CHECK(look.http.url.ends_with(format_uuid(contact.id)));
  world.answer(look, 200, record("2", "Anne"));
  CHECK_FALSE(world.next().request);
}

// The times of two writes that overlap may go back: that of the newer one is when it began.
TEST_CASE("A row in the version that was written over is asked about, though its time is later") {
  World world(R"({
    "profile": 1, "base": "https://api.example.org",
    "record": {"id": "/id", "ref": "/id", "version": "/rev", "updated": "/at",
               "fields": {"name": "/name", "email": "/email", "source": "/source"}},
    "list": {"path": "/contacts"},
    "create": {"path": "/contacts", "id": "client"},
    "update": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}},
    "delete": {"path": "/contacts/{id}", "precondition": {"kind": "if-match"}}
  })");
  world.pull();
  const Contact contact = world.add("Anna");
  const auto record = [&](const char* version, const char* name, const char* at) {
    Json json = *parse_json(world.record(contact, version, name));
    json["at"] = at;
    return dump_json(json);
  };
  world.answer(world.request(), 201, record("1", "Anna", "2026-01-01T00:00:20Z"));
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  world.answer(world.request(), 200, record("2", "Anne", "2026-01-01T00:00:04Z"));
  world.environment.now += kPollMs;
  world.pull("[" + record("1", "Anna", "2026-01-01T00:00:20Z") + "]");
  CHECK(world.book->get(contact.id)->name == "Anne");
  CHECK(world.request().http.url.ends_with(format_uuid(contact.id)));
}

TEST_CASE("A first pull whose second page has moved to the first is read again, too") {
  World world(kByNumber);
  world.add("Anna");
  const std::string one = numbered_row("1", "x@example.org"),
                    two = numbered_row("2", "y@example.org"),
                    her = numbered_row("3", "a@example.org");
  world.answer(world.request(), 200, "[" + one + "," + two + "]");
  world.answer(world.request(), 200, "[]");
  world.answer(world.request(), 200, "[" + one + "," + her + "]");
  world.answer(world.request(), 200, "[]");
  CHECK(world.book->state().contacts == 3);
  const SyncRequest confirm = world.request();
  CHECK(confirm.http.method == "GET");
  world.answer(confirm, 404);
  CHECK_FALSE(world.next().request);
}

TEST_CASE("What the pages of the first pull have skipped is not made anew there") {
  World world(kByNumber);
  // She is there, too, as the third; but the second is deleted while the list is read.
  world.add("Anna");
  const std::string one = numbered_row("1", "x@example.org"),
                    two = numbered_row("2", "y@example.org"),
                    her = numbered_row("3", "a@example.org"),
                    four = numbered_row("4", "z@example.org");
  world.answer(world.request(), 200, "[" + one + "," + two + "]");
  world.answer(world.request(), 200, "[" + four + "]");
  world.answer(world.request(), 200, "[]");
  world.answer(world.request(), 200, "[" + one + "," + her + "]");
  world.answer(world.request(), 200, "[" + four + "]");
  world.answer(world.request(), 200, "[]");
  CHECK(world.book->state().contacts == 4);
  const SyncRequest confirm = world.request();
  CHECK(confirm.http.method == "GET");
  world.answer(confirm, 404);
  CHECK_FALSE(world.next().request);
}

TEST_CASE("A first pull is read until two readings have met as many records") {
  World world(kByNumber);
  world.add("Anna");
  const auto row = [](const char* id) {
    return numbered_row(id, (std::string(id) + "@example.org").c_str());
  };
  const std::string one = row("1"), two = row("2"), four = row("4"), five = row("5"),
                    her = numbered_row("3", "a@example.org");
  const auto answer = [&](const std::string& rows) {
    world.answer(world.request(), 200, "[" + rows + "]");
  };
  // The second is deleted, and nobody hears of it.
  answer(one + "," + two);
  answer(four);
  answer("");
  // Two have come before her, and one of them goes.
  answer(row("0") + "," + one);
  answer(four + "," + five);
  answer("");
  answer(row("0") + "," + her);
  answer(four + "," + five);
  answer("");
  const SyncRequest next = world.request();
  CHECK(next.http.method == "GET");
  CHECK(world.book->state().contacts == 6);
}

TEST_CASE("What pages have skipped, because a record of an earlier one has moved, is read again") {
  World world(kOffsetProfile);
  const auto row = [](const char* id, const char* at, const char* name) {
    return dump_json({{"id", id}, {"rev", at}, {"at", at}, {"name", name}});
  };
  constexpr auto kFirst = "2026-01-01T00:00:01Z", kSecond = "2026-01-01T00:00:02Z",
                 kThird = "2026-01-01T00:00:03Z";
  world.answer(world.request(), 200, "[]");
  world.environment.now += kPollMs;
  const std::string both = row("1", kFirst, "Anna") + "," + row("2", kFirst, "Bert");
  world.answer(world.request(), 200, "[" + both + "]");
  world.answer(world.request(), 200, "[" + both + "]");
  // Anna is changed, and stands behind Bert, where the page before ended.
  const std::string last = row("3", kThird, "Carl");
  const SyncRequest page = world.request();
  CHECK(page.http.url.contains("offset=2"));
  world.answer(page, 200, "[" + last + "]");
  // What is later than those two is read from its beginning.
  const SyncRequest rest = world.request();
  CHECK(rest.http.url.contains(encode_url("2026-01-01T00:00:01.001Z")));
  CHECK_FALSE(rest.http.url.contains("offset"));
  world.answer(rest, 200, "[" + last + "]");
  world.answer(world.request(), 200, "[" + last + "]");
  world.answer(world.request(), 200, "[]");
  const SyncRequest again = world.request();
  CHECK(again.http.url.contains(encode_url(kFirst)));
  world.answer(again, 200,
               "[" + row("2", kFirst, "Bert") + "," + row("1", kSecond, "Anja") + "," + last + "]");
  CHECK(std::ranges::contains(world.book->search({.limit = 10})->rows, "Anja", &Contact::name));
}

TEST_CASE(
    "What a repeated round has skipped, because a record has moved in it, is read once more") {
  World world(kOffsetProfile);
  const auto row = [](const char* id, int second) {
    const std::string at = "2026-01-01T00:00:0" + std::to_string(second) + "Z";
    return dump_json({{"id", id}, {"rev", at}, {"at", at}, {"name", id}});
  };
  const auto answer = [&](const char* asked, const std::string& rows) {
    answer_page(world, asked, rows);
  };
  const std::string anna = row("Anna", 1), bert = row("Bert", 1), carl = row("Carl", 3);
  world.answer(world.request(), 200, "[]");
  world.environment.now += kPollMs;
  answer("limit=9", anna + "," + bert);
  answer("limit=9", anna + "," + bert);
  answer("offset=2", carl);
  answer("limit=9", carl);
  answer("limit=9", carl);
  answer("offset=1", "");
  // The same once more: there may have been others of the first second. Now Bert moves to the end,
  // and Dora, who was behind him, to the first page.
  const std::string moved = row("Bert", 4);
  answer("limit=9", anna + "," + bert);
  answer("offset=2", carl + "," + moved);
  answer("limit=9", carl + "," + moved);
  answer("limit=9", moved);
  answer("offset=1", "");
  answer("limit=9", anna + "," + row("Dora", 1) + "," + carl + "," + moved);
  CHECK(std::ranges::contains(world.book->search({.limit = 10})->rows, "Dora", &Contact::name));
  answer("limit=9", moved);
  answer("offset=1", "");
  CHECK_FALSE(world.next().request);
}

TEST_CASE(
    "What was written before a round has not moved in it: it is read twice, and that is all") {
  World world(kOffsetProfile);
  const auto answer = [&](const char* asked, const std::string& rows) {
    answer_page(world, asked, rows);
  };
  const auto at_second = [](Json row, int second) {
    const std::string at = "2026-01-01T00:00:0" + std::to_string(second) + "Z";
    row["rev"] = row["at"] = at;
    return dump_json(row);
  };
  const std::string bert = at_second({{"id", "Bert"}, {"name", "Bert"}}, 1),
                    carl = at_second({{"id", "Carl"}, {"name", "Carl"}}, 3);
  answer("limit=9", "");
  world.add("Anna");
  const SyncRequest create = world.request();
  const std::string anna = at_second(*parse_json(create.http.body), 1);
  world.answer(create, 201, anna);
  world.environment.now += kPollMs;
  answer("limit=9", anna + "," + bert);
  for (int reading = 0; reading < 2; ++reading) {
    answer("limit=9", anna + "," + bert);
    answer("offset=2", carl);
    answer("limit=9", carl);
    answer("limit=9", carl);
    answer("offset=1", "");
  }
  CHECK_FALSE(world.next().request);
}

TEST_CASE("Who was skipped by both readings of a first pull is looked for before anybody is made") {
  std::string profile(kOffsetProfile);
  profile.replace(profile.find(R"("name": "/name")"), 15, R"("name": "/name", "email": "/email")");
  World world(profile);
  world.add("Anna");
  const auto row = [](const char* id, int second) {
    const std::string at = "2026-01-01T00:00:0" + std::to_string(second) + "Z";
    const std::string email = std::string(id) + "@example.org";
    return dump_json({{"id", id}, {"rev", at}, {"at", at}, {"name", id}, {"email", email}});
  };
  const auto answer = [&](const char* asked, const std::string& rows) {
    answer_page(world, asked, rows);
  };
  const std::string x = row("x", 1), y = row("y", 1), z = row("z", 1), carl = row("carl", 3);
  // x moves to the end, and her, the record "a", to the first page.
  answer("limit=9", x + "," + y);
  answer("limit=9", x + "," + y);
  answer("offset=2", z + "," + carl);
  const std::string x_moved = row("x", 4);
  answer("limit=9", carl + "," + x_moved);
  answer("limit=9", x_moved);
  answer("offset=1", "");
  // Records of one time have no order. Now y moves.
  answer("limit=9", z + "," + y);
  answer("limit=9", z + "," + y);
  answer("offset=2", carl + "," + x_moved);
  const std::string y_moved = row("y", 5);
  answer("limit=9", carl + "," + x_moved);
  answer("limit=9", x_moved + "," + y_moved);
  answer("limit=9", y_moved);
  answer("offset=1", "");
  answer("limit=9", row("a", 1) + "," + z + "," + carl + "," + x_moved + "," + y_moved);
  answer("limit=9", y_moved);
  answer("offset=1", "");
  CHECK(world.book->state().contacts == 5);
  const SyncNext next = world.next();
  CHECK((!next.request || next.request->http.url.ends_with("/a")));
}

TEST_CASE("A page of a record that was changed since the one before is not the last one again") {
  World world(kOffsetProfile);
  const auto row = [](const char* id, const char* at) {
    return dump_json({{"id", id}, {"rev", "a"}, {"at", at}, {"name", id}});
  };
  constexpr auto kFirst = "2026-01-01T00:00:01Z", kThird = "2026-01-01T00:00:03Z";
  world.answer(world.request(), 200, "[]");
  world.environment.now += kPollMs;
  world.answer(world.request(), 200, "[" + row("Anna", kFirst) + "]");
  world.answer(world.request(), 200, "[" + row("Anna", kFirst) + "]");
  // Anna is changed and stands behind Bert, who is new.
  const SyncRequest page = world.request();
  CHECK(page.http.url.contains("offset=1"));
  world.answer(page, 200, "[" + row("Anna", kThird) + "]");
  const SyncRequest rest = world.request();
  CHECK(rest.http.url.contains(encode_url("2026-01-01T00:00:01.001Z")));
}

TEST_CASE("What became visible late is seen also where the round took longer than the overlap") {
  const auto row = [](const char* id, int minute, int second) {
    char at[] = "2026-01-01T00:00:00Z";
    at[15] = static_cast<char>('0' + minute);
    at[17] = static_cast<char>('0' + second / 10);
    at[18] = static_cast<char>('0' + second % 10);
    return dump_json({{"id", id}, {"at", at}, {"name", id}});
  };
  const auto since = [](const SyncRequest& request) {
    const size_t begin = request.http.url.find("since=") + 6;
    return request.http.url.substr(begin, request.http.url.find('&', begin) - begin);
  };
  // Whether meanwhile the clock of this machine is set back.
  for (const bool is_set_back : {false, true}) {
    World world(profile_by_time(9));
    world.answer(world.request(), 200, "[" + row("1", 1, 0) + "]");
    // The machine sleeps; a transaction that began at 00:58 ends, and so do many after it.
    const SyncRequest second = world.request();
    world.environment.now += is_set_back ? -3'600'000 : 90'000;
    world.answer(second, 200, "[" + row("1", 1, 0) + "," + row("3", 2, 30) + "]");
    world.answer(world.request(), 200, "[" + row("3", 2, 30) + "]");
    world.answer(world.request(), 200, "[]");
    world.environment.now += kPollMs;
    const SyncRequest next = world.request();
    CHECK(since(next) <= encode_url("2026-01-01T00:00:58Z"));
    world.answer(next, 200, "[" + row("2", 0, 58) + "," + row("3", 2, 30) + "]");
    CHECK(world.book->state().contacts == 3);
    world.answer(world.request(), 200, "[" + row("3", 2, 30) + "]");
    if (is_set_back) continue;
    world.answer(world.request(), 200, "[]");
    // Not further and further: this round has brought nothing newer.
    world.environment.now += kPollMs;
    CHECK(since(world.request()) == encode_url("2026-01-01T00:02:25.000Z"));
  }
}

TEST_CASE("All of the overlap is read, also where it is longer than a page") {
  World world(profile_by_time(2));
  const auto row = [](const char* id, const char* at) {
    return dump_json({{"id", id}, {"at", at}, {"name", id}});
  };
  const std::string newest = row("9", "2026-01-01T00:01:09Z");
  world.answer(world.request(), 200, "[" + newest + "]");
  world.answer(world.request(), 200, "[" + newest + "]");
  world.answer(world.request(), 200, "[]");
  world.environment.now += kPollMs;
  // Three came late; two of them are the page.
  world.answer(
      world.request(), 200,
      "[" + row("6", "2026-01-01T00:01:06Z") + "," + row("7", "2026-01-01T00:01:07Z") + "]");
  const SyncRequest next = world.request();
  CHECK(next.http.url.contains(encode_url("2026-01-01T00:01:07Z")));
  world.answer(
      next, 200,
      "[" + row("7", "2026-01-01T00:01:07Z") + "," + row("8", "2026-01-01T00:01:08Z") + "]");
  CHECK(world.book->state().contacts == 4);
}

TEST_CASE("What was edited and taken back before it was sent is deleted with its record") {
  World world(kBlindProfile);
  world.pull();
  const Contact contact = world.add_synced("Anna");
  world.environment.now += 2 * 60'000;
  REQUIRE(world.book->save({.id = contact.id, .name = "Anne"}));
  SyncRequest look = world.request();
  while (!look.http.url.ends_with(format_uuid(contact.id))) {
    world.answer(look, 200, "[" + world.record(contact, "1", "Anna") + "]");
    look = world.request();
  }
  REQUIRE(world.book->undo({}));
  world.answer(look, 404);
  CHECK(world.book->get(contact.id)->deleted_at);
  world.next();
  CHECK(world.counts().pending == 0);
}

}  // namespace kartei
