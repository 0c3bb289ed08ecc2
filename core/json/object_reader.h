// Reads a JSON object of a known shape: each key at most once, of the right type, none unknown.
//
//   ObjectReader reader(json);
//   query.offset = reader.integer("offset", 0);
//   if (auto read = reader.finish(); !read) return std::unexpected(read.error());
//
// The first thing that is wrong is kept, and names the key; readers after it return their fallback.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace kartei {

class ObjectReader {
 public:
  explicit ObjectReader(const Json& json);

  // The value of `key`, or nullptr where it is absent.
  const Json* find(std::string_view key);

  std::string text(std::string_view key, std::string_view fallback = {});
  std::optional<std::string> optional_text(std::string_view key);
  // A whole number from 0 to 2^53.
  uint64_t integer(std::string_view key, uint64_t fallback);
  bool boolean(std::string_view key, bool fallback);
  std::optional<bool> optional_boolean(std::string_view key);
  std::optional<std::vector<std::string>> optional_texts(std::string_view key);
  // The index of the one of `names` that is given; 0 where the key is absent.
  size_t choice(std::string_view key, std::span<const std::string_view> names);

  // Says that the value of `key` is not what it should be.
  void refuse(std::string_view key, std::string_view why);

  // Errors: request_malformed with the key as field; also for a key that nobody asked for.
  Result<void> finish() const;

 private:
  const Json& json_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

}  // namespace kartei
