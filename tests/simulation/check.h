// What must hold for the files that a crash or a fault leaves behind, whatever it was.
#pragma once

#include <string>

#include "disk.h"
#include "script.h"

namespace kartei::simulation {

// The states that are right: `before`, and where an action is in flight also what it makes of it,
// wholly.
struct Accepted {
  const Model& before;
  const Action* in_flight = nullptr;
  Timestamp at = 0;

  const std::string& request() const;
  // What differs; empty where `found` is one of them.
  std::string difference(const Model& found) const;
};

// Opens the book that is in `image`: it has to open without a question, be sound, hold one of the
// accepted states and show it, have the answer of a call if and only if the call has happened, take
// a new contact, and have it after one more crash. `crashes` is how many more times it crashes
// while it is being opened. Returns what is wrong, in words.
std::string violation(const Image& image, const Accepted& accepted, uint64_t seed, int crashes = 0);

// What is stored, through a store of its own; an error in words where it cannot be had.
Result<Model> read_image(const Image& image, uint64_t seed, const std::string& request = "");

}  // namespace kartei::simulation
