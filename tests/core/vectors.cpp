// Apart from its header because parsing is what takes long to compile, once instead of per suite.
#include "vectors.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace kartei {

std::optional<std::string> read_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  char buffer[1 << 16];
  for (size_t n; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, n);
  std::fclose(file);
  return text;
}

nlohmann::json load_vectors(const std::string& name) {
  const auto text = read_file(std::string(KARTEI_VECTORS) + "/" + name);
  if (!text) throw std::runtime_error("no vectors " + name);
  return nlohmann::json::parse(*text);
}

std::optional<std::string> read_corpus(const std::string& name) {
  const char* shared = std::getenv("KARTEI_SHARED");
  auto text = shared ? read_file(std::string(shared) + "/corpora/" + name) : std::nullopt;
  if (!text) std::printf("skipped: no shared corpora (%s)\n", name.c_str());
  return text;
}

std::optional<nlohmann::json> load_corpus(const std::string& name) {
  return read_corpus(name).transform(
      [](const std::string& text) { return nlohmann::json::parse(text); });
}

}  // namespace kartei
