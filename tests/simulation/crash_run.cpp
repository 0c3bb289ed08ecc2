#include <unordered_set>

#include "check.h"
#include "run.h"
#include "session.h"
#include "small_cache.h"

namespace kartei::simulation {
namespace {

std::string again(const Recording& recording, size_t point, uint32_t variant) {
  return "\n  again: KARTEI_ONLY='crash " + std::string(recording.profile.name) + " " +
         std::to_string(recording.seed) + " " + std::to_string(point) + " " +
         std::to_string(variant) + "'";
}

// One moment of a recording: so many operations are done.
class Moment {
 public:
  explicit Moment(const Recording& recording) : recording_(recording) {}

  void go_to(size_t point) {
    for (; point_ < point; ++point_) disk_.apply(recording_.operations[point_]);
    while (step_ < recording_.steps.size() && recording_.steps[step_].end <= point) ++step_;
  }

  const Disk& disk() const { return disk_; }
  size_t step() const { return step_; }

  Accepted accepted() const {
    if (step_ == recording_.steps.size()) return {.before = *recording_.last};
    const Recording::Step& step = recording_.steps[step_];
    return {.before = *step.before,
            .in_flight = step.begin < point_ ? &step.action : nullptr,
            .at = step.at};
  }

  std::string check(const Image& image, uint32_t variant, const CrashBudget& budget) const {
    const uint64_t seed = mix(recording_.seed, point_, variant);
    const int crashes = Random(seed).chance(budget.twice) ? 1 : 0;
    const std::string text = violation(image, accepted(), seed, crashes);
    if (text.empty()) return "";
    const std::string during =
        step_ < recording_.steps.size() ? recording_.steps[step_].action.describe() : "the end";
    return "crash after operation " + std::to_string(point_) + " (" + during + "), variant " +
           std::to_string(variant) + ": " + text + again(recording_, point_, variant);
  }

 private:
  const Recording& recording_;
  Disk disk_;
  size_t point_ = 0;
  size_t step_ = 0;
};

}  // namespace

Recording record(const Profile& profile, uint64_t seed, Mistake mistake) {
  set_cache_pages(profile.cache_pages);
  Recording recording{.profile = profile, .seed = seed};
  FaultyFiles files({}, seed);
  files.record(&recording.operations);
  const auto planted = plant(mistake, files);
  Session session(*planted, seed);
  Script script(profile, seed);
  auto model = std::make_shared<const Model>();
  for (size_t i = 0; i < profile.actions && recording.violation.empty(); ++i) {
    Action action = i == 0 ? Action{} : script.next(*model);
    session.wait(1000);
    Image image = files.view();
    const size_t begin = recording.operations.size();
    const auto done = session.perform(action);
    const size_t end = recording.operations.size();
    if (!done) {
      recording.violation = action.describe() + " is refused: " + done.error().message();
      break;
    }
    const FaultyFiles::Quiet quiet(files);
    const auto answer = session.answer(action, *model);
    if (answer && !action.is_modelled()) action.outcome = std::make_shared<const Model>(*answer);
    auto next = std::make_shared<const Model>(
        after(*model, action, session.now(), answer ? *answer : Model{}));
    if (std::string text = shown_difference(*session.book(), *next); !text.empty()) {
      recording.violation = "after " + action.describe() + " the book shows: " + text;
    }
    recording.steps.push_back(
        {action, session.now(), begin, end, std::move(model), std::move(image), script});
    model = std::move(next);
  }
  recording.last = std::move(model);
  files.record(nullptr);
  return recording;
}

std::string crash_everywhere(const Recording& recording, const CrashBudget& budget,
                             Totals& totals) {
  if (!recording.violation.empty()) return recording.violation;
  set_cache_pages(recording.profile.cache_pages);
  Random random(recording.seed);
  Moment moment(recording);
  std::unordered_set<uint64_t> seen;
  for (size_t point = 0; point <= recording.operations.size(); ++point) {
    moment.go_to(point);
    if (!random.chance(budget.points)) continue;
    ++totals.crash_points;
    const uint32_t variants = moment.disk().crash_variants(budget.variants);
    for (uint32_t variant = 0; variant < variants; ++variant) {
      const Image image = moment.disk().crash(mix(recording.seed, point), variant);
      if (!seen.insert(mix(image.hash(), moment.step())).second) continue;
      ++totals.variants;
      if (std::string text = moment.check(image, variant, budget); !text.empty()) return text;
    }
  }
  return "";
}

std::string crash_once(const Recording& recording, size_t point, uint32_t variant,
                       const CrashBudget& budget) {
  if (!recording.violation.empty()) return recording.violation;
  set_cache_pages(recording.profile.cache_pages);
  Moment moment(recording);
  moment.go_to(point);
  return moment.check(moment.disk().crash(mix(recording.seed, point), variant), variant, budget);
}

}  // namespace kartei::simulation
