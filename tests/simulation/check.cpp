#include "check.h"

#include "faulty_files.h"
#include "fixtures.h"

namespace kartei::simulation {
namespace {

// Later than anything in a run, and before its trash is emptied.
constexpr Timestamp kLater = 1'769'000'000'000;

Result<Model> read_sound(Files& files, uint64_t seed, const std::string& request) {
  FixedEnvironment environment(seed);
  environment.now = kLater;
  auto store = ContactStore::open(files, environment);
  if (!store) return std::unexpected(store.error());
  const auto report = store->check_integrity();
  if (!report) return std::unexpected(report.error());
  if (!report->empty()) {
    return std::unexpected(Error{.code = ErrorCode::storage_damaged, .detail = *report});
  }
  return read_store(*store, request);
}

std::string take_new_contact(FaultyFiles& files, Model& model, uint64_t seed) {
  FixedEnvironment environment(seed);
  environment.now = kLater;
  auto book = ContactBook::open(files, environment);
  if (!book) return "the book does not open: " + book.error().message();
  if (std::string text = shown_difference(**book, model); !text.empty()) {
    return "the book shows something else than is stored: " + text;
  }
  const auto saved = (*book)->save({.name = "Somebody new", .attributes = {{"Note", "n"}}});
  if (!saved) return "the book takes no new contact: " + saved.error().message();
  model.contacts[saved->id] = *saved;
  return "";
}

// Who was erased and has left a trace in any file all the same.
std::string trace_of_erased(const Image& image, const Accepted& accepted, const Model& found) {
  if (!accepted.in_flight || accepted.in_flight->kind != Action::Kind::erase) return "";
  for (const Uuid& id : accepted.in_flight->ids) {
    const auto erased = accepted.before.contacts.find(id);
    if (erased == accepted.before.contacts.end() || found.contacts.contains(id)) continue;
    for (const auto& slot : image.slots) {
      const std::string_view bytes(reinterpret_cast<const char*>(slot.data()), slot.size());
      if (bytes.contains(erased->second.email)) return erased->second.email;
    }
  }
  return "";
}

std::string crash_again(const Image& image, const std::vector<Operation>& log, const Model& found,
                        uint64_t seed, int crashes) {
  Random random(seed);
  Disk disk(image);
  const size_t end = random.below(log.size() + 1);
  for (size_t i = 0; i < end; ++i) disk.apply(log[i]);
  const Image after = disk.crash(seed, static_cast<uint32_t>(random.below(disk.crash_variants(8))));
  const std::string text = violation(after, {.before = found}, random.next(), crashes - 1);
  return text.empty() ? "" : "after a crash while opening, " + text;
}

}  // namespace

std::string Accepted::difference(const Model& found) const {
  const std::string text = simulation::difference(before, found);
  if (!in_flight) return text;
  const std::string other = simulation::difference(after(before, *in_flight, at, found), found);
  if (text.empty() && other.empty()) return "";
  if (text.empty() && found.is_answered) return "what did not happen is remembered";
  if (text.empty()) return "";
  if (other.empty() && !found.is_answered) return "what has happened is not remembered";
  if (other.empty()) return "";
  return "neither as before: " + text + "; nor as after: " + other;
}

const std::string& Accepted::request() const {
  static const std::string kNone;
  return in_flight ? in_flight->request : kNone;
}

std::string violation(const Image& image, const Accepted& accepted, uint64_t seed, int crashes) {
  std::vector<Operation> log;
  FaultyFiles files(image, seed);
  files.record(&log);
  auto found = read_sound(files, mix(seed, 1), accepted.request());
  files.record(nullptr);
  if (!found) return "the store does not open: " + found.error().message();
  if (std::string text = accepted.difference(*found); !text.empty()) return text;
  if (crashes > 0 && !log.empty()) {
    const std::string text = crash_again(image, log, *found, mix(seed, 2), crashes);
    if (!text.empty()) return text;
  }
  if (std::string text = take_new_contact(files, *found, mix(seed, 3)); !text.empty()) return text;
  if (std::string text = trace_of_erased(files.view(), accepted, *found); !text.empty()) {
    return "something is left of an erased contact: " + text;
  }
  // Only what was flushed: what is acknowledged has to be in it.
  const auto last = read_image(files.disk().durable(), mix(seed, 4));
  if (!last) return "the store does not open after a new contact: " + last.error().message();
  const std::string text = difference(*found, *last);
  return text.empty() ? "" : "after a new contact: " + text;
}

Result<Model> read_image(const Image& image, uint64_t seed, const std::string& request) {
  FaultyFiles files(image, seed);
  return read_sound(files, seed, request);
}

}  // namespace kartei::simulation
