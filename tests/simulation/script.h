// What the simulated user does next: one action after the other, chosen by a seed among those that
// the book as it is allows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "book/contact_book.h"
#include "model.h"
#include "random.h"

namespace kartei::simulation {

struct ImportRow {
  std::string name, email, phone, note;
};

struct Action {
  enum class Kind : uint8_t {
    open,
    save,
    update,
    remove,
    restore,
    erase,
    undo,
    redo,
    import,
    // Some steps of a commit, and then no.
    cancelled_import,
    export_all,
    search,
  };
  Kind kind = Kind::open;
  // The id of the call, which is remembered with its answer; empty where nothing is written.
  std::string request = {};
  Draft draft = {};
  BulkEdit edit = {};
  std::vector<Uuid> ids = {};
  std::vector<ImportRow> rows = {};
  DuplicateAction duplicates = DuplicateAction::skip;
  std::string file_name = {};
  uint64_t rows_a_step = 1;
  std::string text = {};
  // Of an undo: 0 is what is undone without being named, 1 the newest entry, and so on.
  uint64_t place = 0;
  bool overwrite = false;
  // What an action that is not modelled makes of the book, as the same book has shown it without a
  // crash or a fault. What undo, redo and the others are to do has tests of its own.
  std::shared_ptr<const Model> outcome = nullptr;

  std::string csv() const;
  std::string describe() const;
  bool is_modelled() const {
    return kind != Kind::update && kind != Kind::erase && kind != Kind::undo && kind != Kind::redo;
  }
  bool is_write() const { return kind > Kind::open && kind <= Kind::import; }
  bool is_import() const { return kind == Kind::import || kind == Kind::cancelled_import; }
};

// The model once `action` is done at the time `at`, for everything that was not there in `before`
// with the ids that `found` has: those only the book can know.
Model after(const Model& before, const Action& action, Timestamp at, const Model& found);

// How large a book it is and how long a run.
struct Profile {
  const char* name;
  size_t actions;
  // Rows of an import, at most; the book stays below ten times as many contacts.
  size_t import_rows;
  // How many in a hundred contacts have a text of some pages.
  uint64_t long_texts;
  int cache_pages;
};

class Script {
 public:
  Script(const Profile& profile, uint64_t seed) : profile_(profile), random_(seed) {}

  Action next(const Model& model);

 private:
  Action save_new();
  Action edit(const Uuid& id);
  Action take_back(Action::Kind kind);
  Action next_kind(const Model& model);
  Action choose(Action::Kind kind, const std::vector<Uuid>& among);
  Action import(Action::Kind kind, const Model& model, const std::vector<Uuid>& live);
  std::string person();
  std::string text();

  Profile profile_;
  Random random_;
  uint64_t number_ = 0;
};

}  // namespace kartei::simulation
