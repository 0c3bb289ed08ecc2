// The book that the simulated user has open, and the hands that carry out an action.
#pragma once

#include <memory>

#include "book/contact_book.h"
#include "fixtures.h"
#include "script.h"

namespace kartei::simulation {

class Session {
 public:
  // `files` must outlive the session; the book is opened by an action.
  Session(Files& files, uint64_t seed) : files_(files), environment_(seed) {}

  // Where `goes_on`, an import that is open is committed again as it is, else it is begun anew.
  Result<void> perform(const Action& action, bool goes_on = false);

  // The next action is later.
  void wait(int64_t milliseconds) { environment_.now += milliseconds; }
  Timestamp now() const { return environment_.now; }
  void set_now(Timestamp now) { environment_.now = now; }

  // Null where it could not be opened.
  ContactBook* book() { return book_.get(); }

  // What is new in the book by an action that has just succeeded, as far as its answer says it.
  Result<Model> answer(const Action& action, const Model& before);

 private:
  Result<void> open();
  Result<void> save(const Action& action);
  Result<void> import(const Action& action, bool goes_on);
  Result<void> erase(const Action& action);
  Result<void> take_back(const Action& action);
  Result<void> export_all();

  Files& files_;
  FixedEnvironment environment_;
  std::unique_ptr<ContactBook> book_;
  Contact saved_;
};

}  // namespace kartei::simulation
