// Where the suites find their cases: our own in tests/vectors, third-party corpora beside the
// checkout (never committed; absent on a user's machine).
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace kartei {

std::optional<std::string> read_file(const std::string& path);

// tests/vectors/<name>, which must be there.
nlohmann::json load_vectors(const std::string& name);

// <shared>/corpora/<name>, or nothing: then the caller returns, and the run says so once per name.
std::optional<std::string> read_corpus(const std::string& name);
// The same as JSON.
std::optional<nlohmann::json> load_corpus(const std::string& name);

}  // namespace kartei
