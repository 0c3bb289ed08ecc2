#include "check.h"
#include "run.h"
#include "session.h"
#include "small_cache.h"

namespace kartei::simulation {
namespace {

// How many more actions follow the one that met the fault.
constexpr size_t kActionsAfter = 2;
constexpr int64_t kBetweenActions = 1000;

ErrorCode expected_code(Fault::Kind kind) {
  return kind == Fault::Kind::full ? ErrorCode::storage_full : ErrorCode::storage_failed;
}

class FaultRun {
 public:
  FaultRun(const Recording::Step& step, uint64_t seed, const Fault& fault, Totals& totals,
           Mistake mistake)
      : first_(step.action),
        fault_(fault),
        seed_(mix(seed, fault.call, static_cast<uint64_t>(fault.kind))),
        totals_(totals),
        files_(step.image, seed_),
        planted_(plant(mistake, files_)),
        session_(*planted_, seed_),
        script_(step.script),
        model_(*step.before) {
    session_.set_now(step.at - kBetweenActions);
  }

  std::string run() {
    if (std::string text = prepare(); !text.empty()) return text;
    files_.plan(fault_);
    for (size_t i = 0; i <= kActionsAfter; ++i) {
      Action action = i == 0 ? first_ : script_.next(model_);
      std::string text = act(action);
      if (!text.empty()) return action.describe() + ": " + text;
    }
    // Where nothing grows any more, a disk without space is not noticed.
    const bool is_met = files_.failures() > 0 || fault_.duration == Fault::Duration::growth;
    return is_met ? "" : first_.describe() + " never came to the call";
  }

  std::vector<Call> calls() {
    if (!prepare().empty() || !session_.perform(first_)) return {};
    return files_.calls();
  }

 private:
  // The book as it was before the first action.
  std::string prepare() {
    if (first_.kind == Action::Kind::open) return "";
    const FaultyFiles::Quiet quiet(files_);
    const auto opened = session_.perform({});
    return opened ? "" : "does not open: " + opened.error().message();
  }

  std::string act(Action& action) {
    session_.wait(kBetweenActions);
    if (std::string text = foresee(action); !text.empty()) return text;
    const uint64_t failures = files_.failures();
    const auto done = session_.perform(action);
    const bool is_hit = files_.failures() > failures;
    if (!done && !is_hit) return "is refused without a fault: " + done.error().message();
    if (done) {
      follow(action);
      return files_.failures() == 0 ? "" : check(nullptr);
    }
    if (done.error().code != expected_code(fault_.kind)) {
      return "the error is " + done.error().message();
    }
    if (fault_.duration == Fault::Duration::everything) files_.heal();
    if (std::string text = check(&action); !text.empty()) return text;
    files_.heal();
    return repeat(action);
  }

  // What an action that is not modelled will do: the same in a copy of the files that has no fault.
  std::string foresee(Action& action) {
    if (action.is_modelled()) return "";
    FaultyFiles copy(files_.view(), seed_);
    Session session(copy, seed_);
    session.set_now(session_.now());
    if (const auto done = session.perform(action); !done) {
      return "is refused without a fault: " + done.error().message();
    }
    auto outcome = session.answer(action, model_);
    if (!outcome) return "cannot be foreseen: " + outcome.error().message();
    action.outcome = std::make_shared<const Model>(std::move(*outcome));
    return "";
  }

  // The model goes along with an action that has succeeded.
  void follow(const Action& action) {
    const FaultyFiles::Quiet quiet(files_);
    const auto answer = session_.answer(action, model_);
    model_ = after(model_, action, session_.now(), answer ? *answer : Model{});
  }

  // The book shows what is stored, which is what it should be: before `failed` or after it.
  std::string check(const Action* failed) {
    const Accepted accepted{.before = model_, .in_flight = failed, .at = session_.now()};
    const bool is_growth = fault_.duration == Fault::Duration::growth;
    const Image image = files_.view();
    auto found = read_image(image, mix(seed_, 1), accepted.request());
    if (!found) return "afterwards the store does not open: " + found.error().message();
    if (std::string text = accepted.difference(*found); !text.empty()) return text;
    if (std::string text = shown(*found, is_growth); !text.empty()) {
      return std::string(failed ? "after the error" : "afterwards") +
             " the book shows something else than is stored: " + text;
    }
    // A crash on top of it. What failed may be lost or not; what succeeded is there.
    for (const uint32_t variant : {20u, 0u, 1u}) {
      if (!failed && variant != 20) break;
      const Image crashed = files_.disk().crash(seed_, variant);
      if (std::string text = violation(crashed, accepted, mix(seed_, 2, variant)); !text.empty()) {
        return "after a crash, too (variant " + std::to_string(variant) + "): " + text;
      }
    }
    is_in_force_ = !simulation::difference(model_, *found).empty();
    model_ = std::move(*found);
    return "";
  }

  std::string shown(const Model& found, bool is_disturbed) {
    if (!session_.book()) return "";
    if (is_disturbed) return shown_difference(*session_.book(), found);
    const FaultyFiles::Quiet quiet(files_);
    return shown_difference(*session_.book(), found);
  }

  std::string repeat(Action& action) {
    session_.wait(kBetweenActions);
    if (std::string text = foresee(action); !text.empty()) return text;
    // An import that goes on where its commit is in force after all has nothing more to do.
    const bool goes_on = seed_ % 2 == 0;
    bool is_done = goes_on && is_in_force_ && action.kind == Action::Kind::import;
    auto done = session_.perform(action, goes_on);
    if (!done) {
      is_done = false;
      ++totals_.reopened;
      if (auto opened = session_.perform({}); !opened) {
        return "does not open again: " + opened.error().message();
      }
      const Error first = done.error();
      if (std::string text = foresee(action); !text.empty()) return text;
      done = session_.perform(action);
      if (!done) return "does not work again: " + first.message() + ", " + done.error().message();
    }
    if (!is_done) follow(action);
    const std::string text = check(nullptr);
    return text.empty() ? "" : "done again: " + text;
  }

  Action first_;
  Fault fault_;
  uint64_t seed_;
  Totals& totals_;
  FaultyFiles files_;
  std::unique_ptr<Files> planted_;
  Session session_;
  Script script_;
  Model model_;
  // Whether the action that failed last has happened all the same.
  bool is_in_force_ = false;
};

}  // namespace

std::vector<Call> calls_of(const Recording& recording, size_t step) {
  set_cache_pages(recording.profile.cache_pages);
  Totals ignored;
  return FaultRun(recording.steps[step], recording.seed, {}, ignored, Mistake::none).calls();
}

std::string fail_once(const Recording& recording, size_t step, const Fault& fault, Totals& totals,
                      Mistake mistake) {
  set_cache_pages(recording.profile.cache_pages);
  ++totals.faults;
  const std::string text =
      FaultRun(recording.steps[step], recording.seed, fault, totals, mistake).run();
  if (text.empty()) return "";
  const std::string duration = std::to_string(static_cast<int>(fault.duration));
  return "call " + std::to_string(fault.call) + " " + fault_name(fault.kind) + ", " + text +
         "\n  again: KARTEI_ONLY='fault " + recording.profile.name + " " +
         std::to_string(recording.seed) + " " + std::to_string(step) + " " +
         std::to_string(fault.call) + " " + fault_name(fault.kind) + " " + duration + "'";
}

}  // namespace kartei::simulation
