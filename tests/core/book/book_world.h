// A book in memory and a person at it, in one line each.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "book/contact_book.h"
#include "fixtures.h"

namespace kartei {

struct BookWorld {
  MemoryFiles files;
  FixedEnvironment environment;
  std::unique_ptr<ContactBook> book = *ContactBook::open(files, environment);

  // Closes and opens again, as a reload does.
  void reopen() {
    book.reset();
    book = *ContactBook::open(files, environment);
  }

  Contact save(const Draft& draft) {
    auto saved = book->save(draft);
    REQUIRE(saved);
    return *saved;
  }

  std::vector<std::string> names(const Query& query = {.sort = {{Field::name}}}) {
    std::vector<std::string> found;
    const auto page = book->search(query);
    REQUIRE(page);
    for (const Contact& contact : page->rows) found.push_back(contact.name);
    return found;
  }

  void read_import(std::string_view text, ImportOptions options = {}) {
    REQUIRE(book->begin_import(std::move(options)));
    REQUIRE(book->feed_import(bytes_of(text)));
    REQUIRE(book->finish_import());
  }

  CommitProgress commit(uint64_t rows_a_step = 1000) {
    while (true) {
      const auto progress = book->commit_import(rows_a_step);
      REQUIRE(progress);
      if (progress->is_done) return *progress;
    }
  }

  std::string export_all(const ExportOptions& options = {}) {
    REQUIRE(book->begin_export({.sort = {{Field::name}}, .options = options}));
    std::string out;
    while (true) {
      const auto piece = book->read_output();
      REQUIRE(piece);
      if (piece->empty()) return out;
      out += *piece;
    }
  }
};

}  // namespace kartei
