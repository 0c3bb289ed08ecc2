#include "sync/reconciler.h"

#include <doctest/doctest.h>

#include "book/sync_ledger.h"
#include "fixtures.h"

namespace kartei {
namespace {

Profile reconciled_profile() {
  Profile profile;
  profile.id = "/id";
  profile.ref = "/ref";
  profile.version = "/rev";
  profile.updated = "/at";
  profile.deleted = "/gone";
  profile.fields = {{.name = "name", .pointer = "/name"}, {.name = "email", .pointer = "/email"}};
  return profile;
}

// The ledger that the book has, over a store in memory.
struct ReconcilerWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  Profile profile = reconciled_profile();
  ContactStore store = std::move(*ContactStore::open(files, environment));
  Columns columns;
  SyncLedger ledger{store, columns, environment};
  Reconciler reconciler{profile, ledger, environment};

  ReconcilerWorld() {
    auto transaction = store.begin();
    REQUIRE(store.sync().connect({.profile = "{}", .base = "b", .account = "a"}));
    REQUIRE(store.commit(*transaction, 0));
  }
  void write(const std::function<Result<void>()>& work) {
    REQUIRE(ledger.begin());
    REQUIRE(work());
    REQUIRE(ledger.commit());
  }
  void apply(const char* json) {
    write([&] { return reconciler.apply(*read_record(profile, *parse_json(json))); });
  }
  void acknowledge(const char* id, const Json& sent, const Json& answer) {
    write([&] { return reconciler.acknowledge(key_of(id), sent, *read_record(profile, answer)); });
  }
  ContactKey key_of(const char* id) {
    const auto key = ledger.find_link(id);
    REQUIRE(*key);
    return **key;
  }
  Contact contact(const char* id) { return **ledger.contact(key_of(id)); }
  void rename(const char* id, std::string name) {
    const Contact before = contact(id);
    Contact after = before;
    after.name = std::move(name);
    write([&] { return ledger.change_contact(key_of(id), before, after); });
  }
  void remove(const char* id) {
    write([&] { return ledger.set_deleted(key_of(id), true); });
  }
  std::vector<ContactKey> outbox() { return *ledger.outbox(0, 10); }
};

constexpr const char* kFirst = R"({"id":"1","rev":"a","name":"Anna","email":"a@example.org"})";
constexpr const char* kRenamed = R"({"id":"1","rev":"b","name":"Anne","email":"a@example.org"})";

}  // namespace

TEST_CASE("A record that nobody knows becomes a contact, once") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.apply(kFirst);
  CHECK(world.contact("1").name == "Anna");
  CHECK(world.contact("1").source == "sync");
  CHECK(world.ledger.count_unmet(9)->links == 1);
  CHECK(world.outbox().empty());
}

TEST_CASE("The reference of its maker becomes the contact's id, so that all devices agree") {
  ReconcilerWorld world;
  world.apply(R"({"id":"7","ref":"019b7904-076f-7055-a9d3-4091f44ee400","name":"Anna"})");
  CHECK(format_uuid(world.contact("7").id) == "019b7904-076f-7055-a9d3-4091f44ee400");
}

TEST_CASE("A tombstone of something unknown is nothing") {
  ReconcilerWorld world;
  world.apply(R"({"id":"1","gone":true})");
  CHECK_FALSE(*world.ledger.find_link("1"));
}

TEST_CASE("A record without any mapped field is no contact") {
  ReconcilerWorld world;
  world.apply(R"({"id":"_design/x","views":{}})");
  CHECK_FALSE(*world.ledger.find_link("_design/x"));
}

TEST_CASE("Their change is taken, mine is to be sent, and both to one field is a conflict") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.apply(kRenamed);
  CHECK(world.contact("1").name == "Anne");
  CHECK(world.outbox().empty());
  world.rename("1", "Annie");
  world.apply(R"({"id":"1","rev":"c","name":"Anne","email":"new@example.org"})");
  CHECK(world.contact("1").name == "Annie");
  CHECK(world.contact("1").email == "new@example.org");
  CHECK(world.outbox() == std::vector<ContactKey>{world.key_of("1")});
  CHECK(world.ledger.conflicts(world.key_of("1"))->empty());
  world.apply(R"({"id":"1","rev":"d","name":"Anja","email":"new@example.org"})");
  const auto conflicts = world.ledger.conflicts(world.key_of("1"));
  REQUIRE(conflicts->size() == 1);
  CHECK(conflicts->at(0) == FieldConflict{"name", "Anne", "Annie", "Anja"});
  CHECK(world.outbox().empty());
}

TEST_CASE("What was sent without an answer and taken back is an edit of what they made of it") {
  ReconcilerWorld world;
  world.apply(kFirst);
  const ContactKey key = world.key_of("1");
  const auto send = [&](const char* name) {
    world.rename("1", name);
    world.write([&] {
      const Link link = **world.ledger.link(key);
      Json sent = link.base;
      sent["name"] = name;
      return world.reconciler.note_sent(key, link, sent);
    });
  };
  send("Anne");
  world.rename("1", "Anna");
  SUBCASE("They have changed what has arrived, or what was there before") {
    world.apply(R"({"id":"1","rev":"c","name":"Anja","email":"a@example.org"})");
    const auto conflicts = world.ledger.conflicts(key);
    REQUIRE(conflicts->size() == 1);
    CHECK(conflicts->at(0) == FieldConflict{"name", "Anne", "Anna", "Anja"});
  }
  SUBCASE("It has not arrived") {
    world.apply(R"({"id":"1","rev":"c","name":"Anna","email":"new@example.org"})");
    CHECK(world.ledger.conflicts(key)->empty());
    CHECK(world.contact("1").name == "Anna");
    CHECK(world.outbox().empty());
  }
  SUBCASE("It has arrived, maybe after a list that says more of the version before") {
    world.apply(R"({"id":"1","rev":"a","name":"Anna","email":"a@example.org","at":"2026-01-01"})");
    world.apply(R"({"id":"1","rev":"c","name":"Anne","email":"a@example.org"})");
    CHECK(world.ledger.conflicts(key)->empty());
    CHECK(world.contact("1").name == "Anna");
    CHECK(world.outbox() == std::vector<ContactKey>{key});
  }
}

TEST_CASE("Gone there: deleted here, unless somebody has changed it here") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.apply(R"({"id":"2","rev":"a","name":"Bert"})");
  const ContactKey one = world.key_of("1"), two = world.key_of("2");
  world.rename("2", "Berta");
  world.write([&] { return world.reconciler.apply_gone(one); });
  world.write([&] { return world.reconciler.apply_gone(two); });
  CHECK((*world.ledger.contact(one))->deleted_at);
  CHECK_FALSE((*world.ledger.contact(two))->deleted_at);
  REQUIRE(world.ledger.conflicts(two)->size() == 1);
  CHECK(world.ledger.conflicts(two)->at(0).name == kDeletedThere);
  CHECK(world.outbox() == std::vector<ContactKey>{two});
}

TEST_CASE(
    "A second record under a contact's name: it was made anew, and both sides' edits are kept") {
  ReconcilerWorld world;
  constexpr const char* kName = "019b7904-076f-7055-a9d3-4091f44ee400";
  const auto record = [&](const char* id, const char* at, const char* name, const char* email) {
    return dump_json({{"id", id}, {"ref", kName}, {"at", at}, {"name", name}, {"email", email}});
  };
  world.apply(record("1", "2026-01-01T00:00:00Z", "Anna", "a@example.org").c_str());
  const ContactKey key = world.key_of("1");
  world.rename("1", "Anne");
  const std::string anew = record("2", "2026-01-02T00:00:00Z", "Anna", "new@example.org");
  world.apply(anew.c_str());
  CHECK(world.ledger.link(key)->value().has_moved());
  CHECK(world.outbox() == std::vector<ContactKey>{key});
  const auto find_anew = [&] {
    world.write([&]() -> Result<void> {
      const auto found =
          world.reconciler.apply_found(key, {*read_record(world.profile, *parse_json(anew))});
      CHECK(*found);
      return {};
    });
    CHECK(world.key_of("2") == key);
    CHECK(world.contact("2").name == "Anne");
    CHECK(world.contact("2").email == "new@example.org");
    CHECK(world.ledger.conflicts(key)->empty());
  };
  find_anew();
  // A list that is behind still has the old one; or this is the new one, whose time is earlier. It
  // is looked for again.
  world.apply(record("1", "2026-01-01T00:00:00Z", "Anna", "a@example.org").c_str());
  CHECK(world.ledger.link(key)->value().has_moved());
  CHECK(world.reconciler.rereads.contains(key));
  find_anew();
}

TEST_CASE("What a pull has filled in is no edit: gone there is gone here") {
  ReconcilerWorld world;
  world.profile.fields.push_back({.name = "created_at", .pointer = "/created"});
  world.profile.fields.push_back({.name = "source", .pointer = "/source"});
  world.apply(kFirst);
  CHECK(world.contact("1").created_at != 0);
  CHECK(world.contact("1").source == "");
  const ContactKey key = world.key_of("1");
  world.write([&] { return world.reconciler.apply_gone(key); });
  CHECK((*world.ledger.contact(key))->deleted_at);
  CHECK(world.outbox().empty());
}

TEST_CASE("Deleted here: sent, unless somebody has changed it there") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.remove("1");
  world.apply(R"({"id":"1","rev":"b","name":"Anna","email":"a@example.org"})");
  CHECK(world.contact("1").deleted_at);
  CHECK(world.outbox() == std::vector<ContactKey>{world.key_of("1")});
  world.apply(R"({"id":"1","rev":"c","name":"Anne","email":"a@example.org"})");
  CHECK_FALSE(world.contact("1").deleted_at);
  CHECK(world.contact("1").name == "Anne");
  REQUIRE(world.ledger.conflicts(world.key_of("1"))->size() == 1);
  CHECK(world.ledger.conflicts(world.key_of("1"))->at(0).name == kDeletedHere);
}

TEST_CASE("What was deleted here with a question open, and changed there, has both questions") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.rename("1", "Annie");
  world.apply(kRenamed);
  const ContactKey key = world.key_of("1");
  REQUIRE(world.ledger.conflicts(key)->size() == 1);
  world.remove("1");
  world.apply(R"({"id":"1","rev":"c","name":"Anne","email":"b@example.org"})");
  CHECK_FALSE(world.contact("1").deleted_at);
  CHECK(world.contact("1").name == "Annie");
  REQUIRE(world.ledger.conflicts(key)->size() == 2);
  CHECK(world.ledger.conflicts(key)->at(0).name == kDeletedHere);
  CHECK(world.ledger.conflicts(key)->at(1).name == "name");
}

TEST_CASE("What the server made of a write is the new base, and no conflict") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.rename("1", "ANNE");
  Json sent = *parse_json(kFirst);
  sent["name"] = "ANNE";
  world.acknowledge("1", sent, *parse_json(kRenamed));
  CHECK(world.contact("1").name == "Anne");
  CHECK(world.outbox().empty());
  CHECK(world.ledger.conflicts(world.key_of("1"))->empty());
}

TEST_CASE("How the server writes what was deleted here since is no edit of somebody else's") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.rename("1", "ANNE");
  Json sent = *parse_json(kFirst);
  sent["name"] = "ANNE";
  sent["rev"] = "b";
  world.acknowledge("1", sent, sent);
  world.remove("1");
  world.apply(kRenamed);
  CHECK(world.contact("1").deleted_at);
  CHECK(world.ledger.conflicts(world.key_of("1"))->empty());
  CHECK(world.outbox().size() == 1);
}

TEST_CASE("The old value in another spelling asks nothing about an edit") {
  ReconcilerWorld world;
  world.apply(R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})");
  world.rename("1", "Berta");
  // The server's spelling comes late, with somebody's edit of something else.
  world.apply(
      R"({"id":"1","rev":"c","name":"anna ","email":"b@example.org","at":"2026-01-01T00:01:00Z"})");
  CHECK(world.ledger.conflicts(world.key_of("1"))->empty());
  CHECK(world.contact("1").name == "Berta");
  CHECK(world.contact("1").email == "b@example.org");
  CHECK(world.outbox() == std::vector<ContactKey>{world.key_of("1")});
}

TEST_CASE("What was written is read back in another spelling, and edited since: no conflict") {
  ReconcilerWorld world;
  world.apply(kFirst);
  Json sent = *parse_json(kRenamed);
  sent["name"] = "ANNE";
  world.rename("1", "ANNE");
  world.acknowledge("1", sent, sent);
  world.rename("1", "Annie");
  world.write([&] {
    const RemoteRecord written = *read_record(world.profile, *parse_json(kRenamed));
    return world.reconciler.apply_after_write(world.key_of("1"), written, *parse_json(kFirst));
  });
  CHECK(world.ledger.conflicts(world.key_of("1"))->empty());
  CHECK(world.contact("1").name == "Annie");
  CHECK(world.outbox() == std::vector<ContactKey>{world.key_of("1")});
}

TEST_CASE("Whoever has written over a write without having seen it may have meant something else") {
  ReconcilerWorld world;
  world.apply(kFirst);
  const Json sent = *parse_json(R"({"id":"1","rev":"b","name":"Anne","email":"anne@example.org"})");
  const Contact before = world.contact("1");
  Contact after = before;
  after.name = "Anne";
  after.email = "anne@example.org";
  world.write([&] { return world.ledger.change_contact(world.key_of("1"), before, after); });
  world.acknowledge("1", sent, sent);
  const auto read_back = [&](const char* json) {
    world.write([&] {
      return world.reconciler.apply_after_write(
          world.key_of("1"), *read_record(world.profile, *parse_json(json)), *parse_json(kFirst));
    });
  };
  SUBCASE("One field is what it was: the other one is asked about") {
    read_back(R"({"id":"1","rev":"c","name":"Anja","email":"a@example.org"})");
    const auto conflicts = world.ledger.conflicts(world.key_of("1"));
    REQUIRE(conflicts->size() == 1);
    CHECK(conflicts->at(0) == FieldConflict{"name", "Anna", "Anne", "Anja"});
    CHECK(world.contact("1").email == "anne@example.org");
    CHECK(world.outbox() == std::vector<ContactKey>{world.key_of("1")});
  }
  SUBCASE("What is left of it was seen") {
    read_back(R"({"id":"1","rev":"c","name":"Anja","email":"anne@example.org"})");
    CHECK(world.ledger.conflicts(world.key_of("1"))->empty());
    CHECK(world.contact("1").name == "Anja");
  }
}

TEST_CASE("An edit while a write was under way stays to be sent") {
  ReconcilerWorld world;
  world.apply(kFirst);
  world.rename("1", "Annie");
  Json sent = *parse_json(kRenamed);
  world.acknowledge("1", sent, sent);
  CHECK(world.contact("1").name == "Annie");
  CHECK(world.outbox() == std::vector<ContactKey>{world.key_of("1")});
}

TEST_CASE(
    "What was deleted a moment ago and is in a list waits for the look at it, and is asked once") {
  ReconcilerWorld world;
  constexpr const char* kNamed =
      R"({"id":"1","ref":"019b7904-076f-7055-a9d3-4091f44ee400","name":"Anna"})";
  world.apply(kNamed);
  const ContactKey key = world.key_of("1");
  world.remove("1");
  world.write([&] { return world.reconciler.settle_deletion(key); });
  world.write([&] { return world.ledger.put_outbox(key); });
  world.apply(kNamed);
  CHECK((*world.ledger.contact(key))->deleted_at);
  CHECK(world.reconciler.rereads.at(key).at > world.environment.now);
  CHECK(world.outbox().empty());
}

TEST_CASE("A list that is older than our own write undoes nothing") {
  ReconcilerWorld world;
  world.apply(R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})");
  const auto now =
      read_record(world.profile,
                  *parse_json(R"({"id":"1","rev":"b","name":"Anne","at":"2026-01-01T00:01:00Z"})"));
  world.rename("1", "Anne");
  world.acknowledge("1", now->json, now->json);
  CHECK(world.reconciler.is_settling(world.key_of("1")));
  world.apply(R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})");
  CHECK(world.contact("1").name == "Anne");
  CHECK(world.reconciler.rereads.contains(world.key_of("1")));
  // With a clock that was set back it begins again, and does not take years.
  world.environment.now -= 1'000'000'000;
  CHECK(world.reconciler.is_settling(world.key_of("1")));
  world.environment.now += world.profile.settle_ms;
  CHECK_FALSE(world.reconciler.is_settling(world.key_of("1")));
}

TEST_CASE("Soon after a write, a list that differs is asked about by id, whatever its time") {
  ReconcilerWorld world;
  const char* before = R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})";
  const auto apply_row = [&](const char* json) {
    world.write(
        [&] { return world.reconciler.apply_row(*read_record(world.profile, *parse_json(json))); });
  };
  world.apply(before);
  const ContactKey key = world.key_of("1");
  world.rename("1", "Anne");
  // The server has said its new version, and nothing else.
  const Json sent =
      *parse_json(R"({"id":"1","rev":"b","name":"Anne","at":"2026-01-01T00:00:00Z"})");
  world.acknowledge("1", sent, sent);
  // Taken back, while a list is on its way that has not heard of the write.
  world.rename("1", "Anna");
  world.write([&] { return world.ledger.put_outbox(key); });
  apply_row(before);
  CHECK(world.outbox() == std::vector<ContactKey>{key});
  CHECK(world.reconciler.rereads.contains(key));
  world.apply(R"({"id":"1","rev":"b","name":"Anne","at":"2026-01-01T00:01:00Z"})");
  CHECK(world.contact("1").name == "Anna");
  CHECK(world.outbox() == std::vector<ContactKey>{key});
  world.reconciler.rereads.clear();
  const char* later = R"({"id":"1","rev":"c","name":"Anja","at":"2026-01-01T00:02:00Z"})";
  apply_row(later);
  CHECK(world.reconciler.rereads.contains(key));
  CHECK(world.ledger.conflicts(key)->empty());
  world.reconciler.rereads.clear();
  world.environment.now += world.profile.settle_ms;
  apply_row(later);
  CHECK(world.reconciler.rereads.empty());
  CHECK(world.ledger.conflicts(key)->size() == 1);
}

TEST_CASE("What an earlier session has written is not undone by a list that has not heard of it") {
  ReconcilerWorld world;
  const char* before = R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})";
  world.apply(before);
  world.rename("1", "Anne");
  const Json sent =
      *parse_json(R"({"id":"1","rev":"b","name":"Anne","at":"2026-01-01T00:00:00Z"})");
  world.acknowledge("1", sent, sent);
  Reconciler next{world.profile, world.ledger, world.environment};
  world.write([&] { return next.apply_row(*read_record(world.profile, *parse_json(before))); });
  CHECK(world.contact("1").name == "Anne");
  CHECK(next.rereads.contains(world.key_of("1")));
}

TEST_CASE("Of two writes of an earlier session a list that has heard of the first undoes neither") {
  ReconcilerWorld world;
  const auto apply_row = [&](Reconciler& reconciler, const char* json) {
    world.write(
        [&] { return reconciler.apply_row(*read_record(world.profile, *parse_json(json))); });
  };
  world.apply(R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})");
  const ContactKey key = world.key_of("1");
  // Acknowledged with nothing but the new version.
  for (const auto& [name, version] : {std::pair("Anne", "b"), std::pair("Anja", "c")}) {
    world.rename("1", name);
    Json sent = (*world.ledger.link(key))->base;
    sent["name"] = name;
    sent["rev"] = version;
    world.acknowledge("1", sent, sent);
  }
  Reconciler next{world.profile, world.ledger, world.environment};
  apply_row(next, R"({"id":"1","rev":"b","name":"Anne","at":"2026-01-01T00:00:01Z"})");
  CHECK(world.contact("1").name == "Anja");
  CHECK(next.rereads.contains(key));
  next.rereads.clear();
  apply_row(next, R"({"id":"1","rev":"c","name":"Anja","at":"2026-01-01T00:00:02Z"})");
  CHECK(next.rereads.empty());
  CHECK(world.outbox().empty());
  // Seen, and so what comes after it is somebody else's.
  apply_row(next, R"({"id":"1","rev":"d","name":"Antje","at":"2026-01-01T00:00:03Z"})");
  CHECK(next.rereads.empty());
  CHECK(world.contact("1").name == "Antje");
}

TEST_CASE("A write that told no version is not undone by a list that has not heard of it") {
  ReconcilerWorld world;
  world.profile.update.ack = {.is_full = false, .id = {}, .version = {}};
  const char* before = R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:00:00Z"})";
  world.apply(before);
  const ContactKey key = world.key_of("1");
  world.rename("1", "Anne");
  const Json sent = *parse_json(R"({"id":"1","rev":"a","name":"Anne"})");
  world.acknowledge("1", sent, sent);
  // Taken back, and the page was closed before that was sent.
  world.rename("1", "Anna");
  world.write([&] { return world.ledger.put_outbox(key); });
  Reconciler next{world.profile, world.ledger, world.environment};
  world.write([&] { return next.apply_row(*read_record(world.profile, *parse_json(before))); });
  CHECK(world.outbox() == std::vector<ContactKey>{key});
  CHECK(next.rereads.contains(key));
}

TEST_CASE("A write that is found after its answer was lost is as fresh as one that was answered") {
  ReconcilerWorld world;
  const char* before = R"({"id":"1","rev":"a","name":"Anna","at":"2026-01-01T00:01:00Z"})";
  world.apply(before);
  const ContactKey key = world.key_of("1");
  world.rename("1", "Anne");
  const Link link = **world.ledger.link(key);
  Json sent = link.base;
  sent["name"] = "Anne";
  world.write([&] { return world.reconciler.note_sent(key, link, sent); });
  // The server's clock was set back meanwhile.
  world.apply(R"({"id":"1","rev":"b","name":"Anne","at":"2026-01-01T00:00:52Z"})");
  world.write(
      [&] { return world.reconciler.apply_row(*read_record(world.profile, *parse_json(before))); });
  CHECK(world.contact("1").name == "Anne");
  CHECK(world.reconciler.rereads.contains(key));
}

}  // namespace kartei
