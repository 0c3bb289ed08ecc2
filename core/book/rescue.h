// The way out of a book that cannot be opened, because it is damaged or a newer version wrote it:
// what can be read of it, as a backup and as CSV. Nothing is ever written to its files.
//
//   auto rescue = Rescue::open(files, environment);
//   (*rescue)->begin_backup();
//   for (auto piece = (*rescue)->read_output(); !piece->empty(); …)
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/environment.h"
#include "base/error.h"
#include "import_export/exporter.h"
#include "store/files.h"
#include "store/salvage.h"

namespace kartei {

struct RescueState {
  // Those in the trash are not among the contacts.
  uint64_t contacts = 0, trash = 0;
  // Whether that is all that was in the book, as far as can be known.
  bool is_complete = false;
};

class Rescue {
 public:
  // Looks through the whole book; `files` and `environment` must outlive it. Answers also where
  // nothing was found. Errors: storage_failed.
  static Result<std::unique_ptr<Rescue>> open(Files& files, Environment& environment);

  RescueState state() const;

  // --- files out: one at a time, read in pieces until an empty one ---
  void begin_backup();
  // The contacts outside the trash, with all their columns.
  Result<void> begin_export(const ExportOptions& options);
  Result<std::string> read_output();

 private:
  explicit Rescue(std::unique_ptr<Salvage> salvage) : salvage_(std::move(salvage)) {}

  Result<std::string> read_export();

  std::unique_ptr<Salvage> salvage_;
  bool is_backup_ = false;
  // While an export is being read.
  std::optional<Exporter> exporter_;
  bool has_header_ = false;
};

}  // namespace kartei
