// What must be in the book: kept beside it from what was asked for, and compared with what the
// storage has and what the book shows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "book/contact_book.h"
#include "store/contact_store.h"

namespace kartei::simulation {

struct Model {
  // The deleted ones, too.
  std::map<Uuid, Contact> contacts;
  std::vector<ImportRecord> imports;
  // Whether the call that was asked for (read_store) has an answer; not a part of the state.
  bool is_answered = false;
};

// The first thing that differs, in words; empty where nothing does.
std::string difference(const Model& expected, const Model& found);

// Everything that is stored, and whether the call of the id `request` has its answer.
Result<Model> read_store(ContactStore& store, const std::string& request = "");

// How what the book shows differs from `expected`; empty where it does not. Contacts in the trash
// are asked for by id.
std::string shown_difference(ContactBook& book, const Model& expected);

// What the book shows, as far as it can without knowing ids: deleted contacts as `known` has them.
Result<Model> read_book(ContactBook& book, const Model& known);

}  // namespace kartei::simulation
