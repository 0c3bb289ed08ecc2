// Texts that come again and again, each kept once under a number: tags, sources, calling codes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kartei {

// Number 0 is the empty text. Nothing is ever taken out, so numbers stay what they are.
class TextPool {
 public:
  TextPool() { number_of(""); }

  // The text's number; a new one where it has none, and 0 where there are already `most` texts.
  uint32_t number_of(std::string_view text, size_t most = SIZE_MAX);
  std::optional<uint32_t> find(std::string_view text) const;
  std::string_view operator[](uint32_t number) const { return *texts_[number]; }
  size_t size() const { return texts_.size(); }

 private:
  // Nodes of a map stay where they are.
  std::map<std::string, uint32_t, std::less<>> numbers_;
  std::vector<const std::string*> texts_;
  // Numbers that were asked for last, by a hash of the text: a book has some dozen of these texts,
  // and of domains some hundred.
  std::array<uint32_t, 256> recent_{};
};

}  // namespace kartei
