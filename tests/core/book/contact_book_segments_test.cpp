// Segments through the book: kept, counted, used in each other, taken back.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/text.h"
#include "book/book_world.h"
#include "book/wire_filter.h"

namespace kartei {
namespace {

Filter in_segment(const std::string& id) { return {.kind = Filter::Kind::segment, .text = id}; }

std::string tree(std::string_view text) { return R"({"text":")" + std::string(text) + R"("})"; }

std::string use(const std::string& id) { return R"({"segment":")" + id + R"("})"; }

struct SegmentWorld : BookWorld {
  std::string filter(const std::string& name, const std::string& json) {
    const auto saved = book->save_segment({.name = name, .filter = json});
    REQUIRE(saved);
    return saved->id;
  }
  SavedSegment list(const std::string& name, const Selection& contacts) {
    const auto saved = book->save_segment({.name = name, .contacts = contacts});
    REQUIRE(saved);
    return *saved;
  }
  SavedSegment edit(const std::string& id, const Selection& contacts, ListEdit edit) {
    const auto saved = book->save_segment({.id = id, .contacts = contacts, .edit = edit});
    REQUIRE(saved);
    return *saved;
  }
  std::string refusal(const SegmentDraft& draft) {
    const auto saved = book->save_segment(draft);
    REQUIRE_FALSE(saved);
    return std::string(error_code_name(saved.error().code));
  }
  // "Kunden:2 Liste:0", by name.
  std::string counts() {
    auto rows = book->segments(true);
    REQUIRE(rows);
    std::ranges::sort(*rows, {}, [](const SegmentRow& row) { return fold(row.name); });
    std::string all;
    for (const SegmentRow& row : *rows) {
      all += (all.empty() ? "" : " ") + row.name + ":" +
             (row.count ? std::to_string(*row.count) : "?");
    }
    return all;
  }
  uint64_t count(const std::string& id) {
    const auto counted = book->count({.filter = in_segment(id)});
    REQUIRE(counted);
    return *counted;
  }
  Uuid save_name(const char* name) { return save({.name = name}).id; }
};

}  // namespace

TEST_CASE("Segments are kept by name, with counts that follow the contacts") {
  SegmentWorld world;
  const Uuid anna = world.save_name("Anna");
  const std::string id = world.filter("  zwei ", tree("anna"));
  world.filter("Ärzte", tree("arzt"));
  CHECK(world.counts() == "Ärzte:0 zwei:1");
  world.save_name("Anna Arzt");
  CHECK(world.counts() == "Ärzte:1 zwei:2");
  REQUIRE(world.book->remove(std::vector{anna}));
  CHECK(world.counts() == "Ärzte:1 zwei:1");
  CHECK(world.names({.filter = in_segment(id)}) == std::vector<std::string>{"Anna Arzt"});
  world.reopen();
  CHECK(world.counts() == "Ärzte:1 zwei:1");
  const auto rows = world.book->segments(false);
  CHECK(rows->at(0).count == std::nullopt);
  CHECK(rows->at(0).filter == tree("anna"));
}

TEST_CASE("Each write of a segment is seen: the version rises, and an answer is remembered") {
  SegmentWorld world;
  const uint64_t version = world.book->state().version;
  world.book->begin_request("r1");
  const std::string id = world.filter("A", tree("x"));
  CHECK(world.book->state().version > version);
  CHECK((*world.book->find_answer("r1"))->contains(id));
  world.book->begin_request("");
  // What changes nothing is not written.
  const auto same = world.book->save_segment({.id = id, .name = "A"});
  CHECK(same->entry == 0);
  CHECK(world.book->history(0, 10)->total == 1);
}

TEST_CASE("A name is one segment's, whatever its case") {
  SegmentWorld world;
  const std::string id = world.filter("Größe", tree("x"));
  CHECK(world.refusal({.name = "GRÖSSE", .filter = tree("y")}) == "segment_name_taken");
  CHECK(world.refusal({.name = " ", .filter = tree("y")}) == "segment_name_missing");
  CHECK(world.refusal({.id = "nobody", .name = "N"}) == "segment_unknown");
  CHECK(world.book->save_segment({.id = id, .name = "größe"}));
  CHECK(world.counts() == "größe:0");
}

TEST_CASE("Segments are made of others, but not of themselves") {
  SegmentWorld world;
  world.save_name("Anna");
  world.save_name("Bob");
  const std::string anna = world.filter("Anna", tree("anna"));
  const std::string others = world.filter("Andere", R"({"not":)" + use(anna) + "}");
  CHECK(world.counts() == "Andere:1 Anna:1");
  const auto cycle = world.book->save_segment({.id = anna, .filter = use(others)});
  REQUIRE_FALSE(cycle);
  CHECK(cycle.error().code == ErrorCode::segment_cycle);
  CHECK(cycle.error().field == "filter.segment");
  CHECK(cycle.error().issues[0].detail == "Andere");
  CHECK(world.refusal({.id = anna, .filter = use(anna)}) == "segment_cycle");
  CHECK(world.refusal({.name = "N", .filter = use("nobody")}) == "segment_unknown");
  // A change of one is a change of all that are made of it.
  REQUIRE(world.book->save_segment({.id = anna, .filter = tree("nobody")}));
  CHECK(world.counts() == "Andere:2 Anna:0");

  const auto in_use = world.book->delete_segment(anna);
  REQUIRE_FALSE(in_use);
  CHECK(in_use.error().code == ErrorCode::segment_in_use);
  CHECK(in_use.error().issues[0].detail == "Andere");
  CHECK(in_use.error().issues[0].field == "filter.not.segment");
  REQUIRE(world.book->delete_segment(others));
  REQUIRE(world.book->delete_segment(anna));
  CHECK(world.counts() == "");
}

TEST_CASE("Every call that takes a filter says which segment is unknown") {
  SegmentWorld world;
  const Filter unknown{.kind = Filter::Kind::all, .children = {in_segment("nobody")}};
  const auto check = [](const auto& answer) {
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::segment_unknown);
    CHECK(answer.error().field == "filter.all.0.segment");
  };
  check(world.book->search({.filter = unknown}));
  check(world.book->count({.filter = unknown}));
  check(world.book->count({.filter = unknown, .except = {Uuid{}}}));
  check(world.book->facets(unknown));
  check(world.book->remove(Matches{.filter = unknown}));
  check(world.book->update(Matches{.filter = unknown}, {.source = "x"}));
  check(world.book->begin_export({.filter = unknown}));
}

TEST_CASE("A list keeps its contacts: those of the trash come back, erased ones do not") {
  SegmentWorld world;
  const Uuid anna = world.save_name("Anna"), bob = world.save_name("Bob");
  const Uuid carla = world.save_name("Carla");
  const std::string live = world.filter("Live", tree("a"));
  const SavedSegment frozen = world.list("Liste", Matches{.filter = in_segment(live)});
  CHECK(frozen.count == 2);
  world.save_name("Anton");
  CHECK(world.counts() == "Liste:2 Live:3");
  const auto removed = world.book->remove(std::vector{anna});
  CHECK(world.count(frozen.id) == 1);
  REQUIRE(world.book->restore(removed->entry));
  CHECK(world.count(frozen.id) == 2);
  CHECK(world.edit(frozen.id, std::vector{bob, carla}, ListEdit::add).count == 1);
  CHECK(world.edit(frozen.id, std::vector{bob, carla}, ListEdit::add).entry == 0);
  CHECK(world.edit(frozen.id, Matches{.filter = in_segment(live)}, ListEdit::remove).count == 2);
  CHECK(world.names({.filter = in_segment(frozen.id)}) == std::vector<std::string>{"Bob"});
  CHECK(world.refusal({.id = live, .contacts = std::vector{bob}, .edit = ListEdit::add}) ==
        "segment_not_list");
  CHECK(world.refusal({.id = live, .contacts = std::vector{Uuid{}}}) == "contact_unknown");

  // The key of the last contact is given again: the new one is nobody's.
  const Uuid last = world.save_name("Last");
  world.edit(frozen.id, std::vector{last}, ListEdit::add);
  REQUIRE(world.book->erase(std::vector{last}));
  world.save_name("Next");
  CHECK(world.names({.filter = in_segment(frozen.id)}) == std::vector<std::string>{"Bob"});
  world.reopen();
  CHECK(world.names({.filter = in_segment(frozen.id)}) == std::vector<std::string>{"Bob"});
  // Nor by an undo.
  REQUIRE(world.book->undo({.entry = frozen.entry, .overwrite = true}));
  CHECK(world.counts() == "Live:3");
}

TEST_CASE("Frozen in its place, a segment is a list") {
  SegmentWorld world;
  world.save_name("Anna");
  const std::string id = world.filter("A", tree("anna"));
  const auto frozen = world.book->save_segment({.id = id, .contacts = Matches{in_segment(id)}});
  REQUIRE(frozen);
  CHECK(frozen->count == 1);
  world.save_name("Anna 2");
  CHECK(world.counts() == "A:1");
  REQUIRE(world.book->undo({.entry = frozen->entry}));
  CHECK(world.counts() == "A:2");
  REQUIRE(world.book->redo({.entry = frozen->entry}));
  CHECK(world.counts() == "A:1");
  // Renamed, it has the same contacts.
  REQUIRE(world.book->save_segment({.id = id, .name = "B"}));
  CHECK(world.counts() == "B:1");
}

TEST_CASE("What is done to segments is taken back and done again, one by one") {
  SegmentWorld world;
  const Uuid anna = world.save_name("Anna");
  const std::string id = world.list("Liste", std::vector<Uuid>{}).id;
  world.edit(id, std::vector{anna}, ListEdit::add);
  REQUIRE(world.book->save_segment({.id = id, .name = "Neu"}));
  REQUIRE(world.book->delete_segment(id));
  const std::vector<std::string> states = {"", "Neu:1", "Liste:1", "Liste:0", ""};
  for (size_t i = 1; i < states.size(); ++i) {
    CAPTURE(i);
    const auto undone = world.book->undo({});
    REQUIRE(undone);
    CHECK(undone->count == 1);
    CHECK(world.counts() == states[i]);
  }
  for (size_t i = states.size() - 1; i-- > 0;) {
    CAPTURE(i);
    REQUIRE(world.book->redo({}));
    CHECK(world.counts() == states[i]);
  }
  world.reopen();
  CHECK(world.counts() == "");
  const auto history = world.book->history(0, 20);
  CHECK(history->rows.back().entry.kind == ChangeKind::create);
  CHECK(history->rows[history->rows.size() - 2].name == "Neu");
}

TEST_CASE("An undo that would break something is refused, and leaves all as it is") {
  SegmentWorld world;
  const auto made = world.book->save_segment({.name = "A", .filter = tree("x")});
  const auto renamed = world.book->save_segment({.id = made->id, .name = "B"});
  const auto code = [](const Result<Reverted>& reverted) {
    return reverted ? std::string() : std::string(error_code_name(reverted.error().code));
  };
  CHECK(code(world.book->undo({.entry = made->entry})) == "segment_changed");
  const std::string user = world.filter("User", use(made->id));
  CHECK(code(world.book->undo({.entry = made->entry, .overwrite = true})) == "segment_in_use");
  const std::string other = world.filter("A", tree("y"));
  CHECK(code(world.book->undo({.entry = renamed->entry})) == "segment_name_taken");
  CHECK(world.counts() == "A:0 B:0 User:0");
  const auto deleted = world.book->delete_segment(user);
  REQUIRE(world.book->delete_segment(made->id));
  CHECK(code(world.book->undo({.entry = deleted->entry})) == "segment_unknown");
  // A second undo of what is undone writes nothing.
  REQUIRE(world.book->undo({}));
  const auto total = world.book->history(0, 1)->total;
  CHECK(world.book->undo({.entry = deleted->entry})->entry != 0);
  CHECK(world.book->undo({.entry = deleted->entry})->entry == 0);
  CHECK(world.book->history(0, 1)->total == total + 1);
}

TEST_CASE("A segment that an undo has overwritten was changed since") {
  SegmentWorld world;
  const auto made = world.book->save_segment({.name = "A", .filter = tree("x")});
  const auto first = world.book->save_segment({.id = made->id, .name = "B"});
  const auto second = world.book->save_segment({.id = made->id, .name = "C"});
  REQUIRE(world.book->undo({.entry = first->entry, .overwrite = true}));
  CHECK(world.counts() == "A:0");
  CHECK(world.book->undo({.entry = second->entry}).error().code == ErrorCode::segment_changed);
  CHECK(world.counts() == "A:0");
}

TEST_CASE("A backup has the segments, and a book that is replaced has those of the backup") {
  SegmentWorld world, other;
  const Uuid anna = world.save_name("Anna");
  world.save_name("Bob");
  const std::string id = world.list("Liste", std::vector{anna}).id;
  world.filter("Andere", R"({"not":)" + use(id) + "}");
  REQUIRE(world.book->begin_backup());
  std::string backup;
  for (auto piece = world.book->read_output(); !piece->empty(); piece = world.book->read_output()) {
    backup += *piece;
  }
  other.filter("Alt", tree("x"));
  CHECK(other.counts() == "Alt:0");
  REQUIRE(other.book->begin_restore(RestoreMode::replace));
  REQUIRE(other.book->feed_restore(bytes_of(backup)));
  CHECK(other.book->segments(true).error().code == ErrorCode::book_busy);
  REQUIRE(other.book->finish_restore());
  CHECK(other.counts() == "Andere:1 Liste:1");
  other.reopen();
  CHECK(other.counts() == "Andere:1 Liste:1");
}

TEST_CASE("Nothing is written to segments while an import is") {
  SegmentWorld world;
  const std::string id = world.filter("A", tree("anna"));
  world.read_import("name\nAnna\nAnna 2\n");
  REQUIRE(world.book->commit_import(1));
  CHECK(world.refusal({.name = "B", .filter = tree("x")}) == "book_busy");
  CHECK(world.book->delete_segment(id).error().code == ErrorCode::book_busy);
  CHECK(world.counts() == "A:0");
  world.commit();
  CHECK(world.counts() == "A:2");
}

// --- against a plain evaluator ----------------------------------------------------------------

namespace {

// A person at a book with segments in segments, and what she expects.
class Plain {
 public:
  explicit Plain(uint32_t seed) : random_(seed) {
    for (int i = 0; i < 12; ++i) add_contact();
  }

  void step() {
    switch (below(8)) {
      case 0:
        return add_contact();
      case 1:
        return rename_contact();
      case 2:
      case 3:
      case 4:
        return save_segment();
      case 5:
        return edit_list();
      case 6:
        return delete_segment();
      default:
        return toggle_contact();
    }
  }

  void check() {
    for (const auto& [id, segment] : segments_) {
      const auto page = world_.book->search({.filter = in_segment(id), .limit = 1000});
      REQUIRE(page);
      std::set<Uuid> found, expected;
      for (const Contact& contact : page->rows) found.insert(contact.id);
      for (const auto& [contact, name] : names_) {
        if (live_.contains(contact) && has(id, contact)) expected.insert(contact);
      }
      CHECK(found == expected);
    }
  }

  void reopen() { world_.reopen(); }

 private:
  // A letter in the name, other segments, or a list.
  struct Segment {
    std::string letter;
    std::vector<std::string> any;
    bool is_negated = false;
    std::optional<std::set<Uuid>> list;
  };

  bool has(const std::string& id, const Uuid& contact) const {
    const Segment& segment = segments_.at(id);
    if (segment.list) return segment.list->contains(contact);
    const bool is_any =
        (!segment.letter.empty() && names_.at(contact).contains(segment.letter)) ||
        std::ranges::any_of(segment.any, [&](const auto& one) { return has(one, contact); });
    return is_any != segment.is_negated;
  }

  bool uses(const std::string& id, const std::string& other) const {
    const auto& any = segments_.at(id).any;
    return id == other ||
           std::ranges::any_of(any, [&](const auto& one) { return uses(one, other); });
  }

  size_t below(size_t limit) { return random_() % limit; }
  std::string letter() { return std::string(1, static_cast<char>('a' + below(6))); }
  std::string name() { return letter() + letter() + letter(); }
  std::string pick() {
    auto at = segments_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(segments_.size())));
    return at->first;
  }
  std::vector<Uuid> pick_contacts() {
    std::vector<Uuid> ids;
    for (const auto& [id, unused] : names_) {
      if (below(3) == 0) ids.push_back(id);
    }
    return ids;
  }

  void add_contact() {
    const std::string given = name();
    const Uuid id = world_.save({.name = given}).id;
    names_[id] = given;
    live_.insert(id);
  }
  void rename_contact() {
    auto& [id, given] =
        *std::next(names_.begin(), static_cast<std::ptrdiff_t>(below(names_.size())));
    given = name();
    world_.save({.id = id, .name = given});
  }
  void toggle_contact() {
    const Uuid id =
        std::next(names_.begin(), static_cast<std::ptrdiff_t>(below(names_.size())))->first;
    const bool was_live = live_.erase(id) == 1;
    const std::vector<Uuid> one = {id};
    REQUIRE((was_live ? world_.book->remove(one) : world_.book->restore(one)));
    if (!was_live) live_.insert(id);
  }

  void save_segment() {
    Segment segment{.is_negated = below(3) == 0};
    std::string json = R"({"any":[)";
    if (below(2)) {
      segment.letter = letter();
      json += R"({"field":"name","op":"contains","value":")" + segment.letter + R"("},)";
    }
    for (size_t i = segments_.empty() ? 0 : below(3); i > 0; --i) {
      segment.any.push_back(pick());
      json += use(segment.any.back()) + ",";
    }
    if (json.back() == ',') json.pop_back();
    json += "]}";
    if (segment.is_negated) json = R"({"not":)" + json + "}";
    const bool is_new = segments_.size() < 4 || (segments_.size() < 12 && below(2));
    SegmentDraft draft{.filter = json};
    if (is_new) draft.name = "s" + std::to_string(++made_);
    if (!is_new) draft.id = pick();
    const auto saved = world_.book->save_segment(draft);
    const bool is_cycle = !is_new && std::ranges::any_of(segment.any, [&](const auto& one) {
      return uses(one, *draft.id);
    });
    if (is_cycle) {
      REQUIRE_FALSE(saved);
      // A ring that is longer than segments may be in each other is said to be too deep.
      CHECK((saved.error().code == ErrorCode::segment_cycle ||
             saved.error().code == ErrorCode::filter_malformed));
      return;
    }
    // As it is when it is too deep in others.
    if (!saved) {
      CHECK(saved.error().code == ErrorCode::filter_malformed);
      return;
    }
    const auto before = segments_;
    segments_[saved->id] = segment;
    // One that is sound itself can make those too deep that it is part of.
    const bool all_answer = std::ranges::all_of(segments_, [&](const auto& one) {
      return world_.book->count({.filter = in_segment(one.first)}).has_value();
    });
    if (all_answer) return;
    REQUIRE(world_.book->undo({}));
    segments_ = before;
  }

  void edit_list() {
    const std::vector<Uuid> contacts = pick_contacts();
    Segment list{.list = std::set(contacts.begin(), contacts.end())};
    if (segments_.size() < 12) {
      segments_[world_.list("l" + std::to_string(++made_), contacts).id] = list;
      return;
    }
    const std::string id = pick();
    auto& known = segments_[id].list;
    const ListEdit edit = below(2) ? ListEdit::add : ListEdit::remove;
    if (!known) {
      CHECK(world_.refusal({.id = id, .contacts = contacts, .edit = edit}) == "segment_not_list");
      return;
    }
    world_.edit(id, contacts, edit);
    for (const Uuid& contact : contacts) {
      edit == ListEdit::add ? void(known->insert(contact)) : void(known->erase(contact));
    }
  }

  void delete_segment() {
    if (segments_.empty()) return;
    const std::string id = pick();
    const bool is_used = std::ranges::any_of(
        segments_, [&](const auto& one) { return std::ranges::contains(one.second.any, id); });
    const auto deleted = world_.book->delete_segment(id);
    CHECK(deleted.has_value() == !is_used);
    if (deleted) segments_.erase(id);
  }

  std::mt19937 random_;
  SegmentWorld world_;
  std::map<Uuid, std::string> names_;
  std::set<Uuid> live_;
  std::map<std::string, Segment> segments_;
  int made_ = 0;
};

}  // namespace

TEST_CASE("Segments in segments answer what a plain evaluator says, whatever is done") {
  const uint32_t seed = std::random_device()();
  MESSAGE("KARTEI_SEED=" << seed);
  for (uint32_t run = 0; run < 10; ++run) {
    Plain plain(seed + run);
    for (int step = 0; step < 60; ++step) {
      CAPTURE(run);
      CAPTURE(step);
      plain.step();
      plain.check();
    }
    plain.reopen();
    plain.check();
  }
}

}  // namespace kartei
