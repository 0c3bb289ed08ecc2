// What every implementation of Files must do, whatever is behind it: the same cases run on memory
// here, on OPFS in the browser (tests/web/files-contract.js), and on what a simulation breaks.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "fixtures.h"
#include "store/files.h"

namespace kartei {

inline std::string read_text(Files& files, FileSlot slot, size_t size, int64_t offset) {
  std::string text(size, '?');
  const int64_t read = files.read(slot, std::as_writable_bytes(std::span(text)), offset);
  REQUIRE(read >= 0);
  text.resize(static_cast<size_t>(read));
  return text;
}

// `files` are empty.
inline void check_files_contract(Files& files) {
  constexpr FileSlot kSlot = FileSlot::journal;
  CHECK(files.size(kSlot) == 0);
  CHECK(read_text(files, kSlot, 4, 0) == "");

  CHECK(files.write(kSlot, bytes_of("hello"), 0) == FileStatus::ok);
  CHECK(files.size(kSlot) == 5);
  CHECK(read_text(files, kSlot, 3, 1) == "ell");
  CHECK(read_text(files, kSlot, 10, 2) == "llo");
  CHECK(read_text(files, kSlot, 10, 5) == "");
  CHECK(read_text(files, kSlot, 10, 100) == "");

  CHECK(files.write(kSlot, bytes_of("J"), 0) == FileStatus::ok);
  CHECK(files.write(kSlot, bytes_of("!"), 7) == FileStatus::ok);
  CHECK(read_text(files, kSlot, 10, 0) == std::string("Jello\0\0!", 8));

  CHECK(files.truncate(kSlot, 2) == FileStatus::ok);
  CHECK(files.size(kSlot) == 2);
  CHECK(files.write(kSlot, bytes_of("."), 3) == FileStatus::ok);
  CHECK(read_text(files, kSlot, 10, 0) == std::string("Je\0.", 4));
  CHECK(files.truncate(kSlot, 0) == FileStatus::ok);
  CHECK(files.size(kSlot) == 0);

  // Longer than what any of them keeps in one piece.
  std::string text;
  while (text.size() < 300'000) text += std::to_string(text.size()) + ' ';
  CHECK(files.write(kSlot, bytes_of(text), 1) == FileStatus::ok);
  CHECK(read_text(files, kSlot, text.size(), 1) == text);
  CHECK(files.write(kSlot, bytes_of("across"), 65'533) == FileStatus::ok);
  text.replace(65'532, 6, "across");
  CHECK(read_text(files, kSlot, 10, 65'530) == text.substr(65'529, 10));
  CHECK(files.truncate(kSlot, 131'000) == FileStatus::ok);
  CHECK(files.write(kSlot, bytes_of("."), 200'000) == FileStatus::ok);
  CHECK(read_text(files, kSlot, 300'000, 130'998) ==
        text.substr(130'997, 2) + std::string(69'000, '\0') + '.');
  CHECK(files.truncate(kSlot, 0) == FileStatus::ok);

  CHECK(files.flush(kSlot) == FileStatus::ok);
  CHECK(files.size(FileSlot::database) == 0);
  CHECK(files.write(FileSlot::database, bytes_of("other"), 0) == FileStatus::ok);
  CHECK(files.size(kSlot) == 0);
}

}  // namespace kartei
