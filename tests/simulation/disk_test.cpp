#include "disk.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "fixtures.h"

namespace kartei::simulation {
namespace {

Operation write(FileSlot slot, size_t offset, std::string_view text) {
  const auto bytes = bytes_of(text);
  return {.kind = Operation::Kind::write,
          .slot = slot,
          .offset = offset,
          .bytes = {bytes.begin(), bytes.end()}};
}
Operation flush(FileSlot slot) { return {.kind = Operation::Kind::flush, .slot = slot}; }

std::string text_of(const Image& image, FileSlot slot) {
  const auto& bytes = image[slot];
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::set<std::string> outcomes(const Disk& disk, FileSlot slot, uint32_t random) {
  std::set<std::string> found;
  for (uint32_t variant = 0; variant < disk.crash_variants(random); ++variant) {
    found.insert(text_of(disk.crash(7, variant), slot));
  }
  return found;
}

}  // namespace

TEST_CASE("What was flushed survives every crash") {
  Disk disk;
  disk.apply(write(FileSlot::database, 0, "kept"));
  disk.apply(flush(FileSlot::database));
  disk.apply(write(FileSlot::journal, 0, "lost"));
  CHECK(outcomes(disk, FileSlot::database, 50) == std::set<std::string>{"kept"});
}

TEST_CASE("A flush is of one slot alone") {
  Disk disk;
  disk.apply(write(FileSlot::journal, 0, "J"));
  disk.apply(flush(FileSlot::database));
  CHECK(outcomes(disk, FileSlot::journal, 0) == std::set<std::string>{"", "J"});
}

TEST_CASE("Of few operations every subset is tried, in their order where they overlap") {
  Disk disk;
  disk.apply(write(FileSlot::database, 0, "aaaa"));
  disk.apply({.kind = Operation::Kind::truncate, .slot = FileSlot::database, .offset = 1});
  disk.apply(write(FileSlot::database, 1, "bb"));
  CHECK(outcomes(disk, FileSlot::database, 0) ==
        std::set<std::string>{"", "aaaa", std::string(1, '\0'), "a", std::string("\0bb", 3), "abba",
                              "abb"});
}

TEST_CASE("A long write is torn by sector, and may leave garbage or a hole") {
  Disk disk;
  const std::string text(4096, 'x');
  disk.apply(write(FileSlot::database, 0, text));
  bool is_torn = false, has_garbage = false, has_hole = false;
  for (const std::string& found : outcomes(disk, FileSlot::database, 300)) {
    if (found.size() == text.size() && found.starts_with(std::string(512, '\0'))) has_hole = true;
    if (found.size() % 512 == 0 && found.size() < text.size()) is_torn = true;
    for (const char c : found) has_garbage |= c != 'x' && c != '\0';
    CHECK(found.size() % 512 == 0);
  }
  CHECK(is_torn);
  CHECK(has_garbage);
  CHECK(has_hole);
}

TEST_CASE("What a flush forgot is lost for good") {
  Disk disk;
  disk.apply(write(FileSlot::database, 0, "lost"));
  disk.forget(FileSlot::database);
  disk.apply(flush(FileSlot::database));
  CHECK(text_of(disk.durable(), FileSlot::database) == "");
}

}  // namespace kartei::simulation
