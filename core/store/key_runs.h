// A set of contact keys in few bytes: how many keys are not in it, how many are, how many are not,
// and so on, each number as LEB128. A list of three is a few bytes, all of a million contacts are
// four, every second one two bytes each.
#pragma once

#include <string>
#include <string_view>

#include "query/key_set.h"

namespace kartei {

std::string write_key_runs(const KeySet& keys);

// Into a set that has its size; keys beyond it are left out. False where the bytes are no runs.
bool read_key_runs(std::string_view runs, KeySet& keys);

// The size of a set that has room for them.
size_t measure_key_runs(std::string_view runs);

}  // namespace kartei
