// Where the suites find their cases: our own in tests/vectors, third-party corpora beside the
// checkout (never committed; absent on a user's machine).
#pragma once

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace kartei {

inline std::optional<std::string> read_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  char buffer[1 << 16];
  for (size_t n; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, n);
  std::fclose(file);
  return text;
}

// tests/vectors/<name>, which must be there.
inline nlohmann::json load_vectors(const std::string& name) {
  const auto text = read_file(std::string(KARTEI_VECTORS) + "/" + name);
  if (!text) throw std::runtime_error("no vectors " + name);
  return nlohmann::json::parse(*text);
}

// <shared>/corpora/<name>, or nothing: then the caller returns, and the run says so once per name.
inline std::optional<nlohmann::json> load_corpus(const std::string& name) {
  const char* shared = std::getenv("KARTEI_SHARED");
  const auto text = shared ? read_file(std::string(shared) + "/corpora/" + name) : std::nullopt;
  if (!text) {
    std::printf("skipped: no shared corpora (%s)\n", name.c_str());
    return std::nullopt;
  }
  return nlohmann::json::parse(*text);
}

}  // namespace kartei
