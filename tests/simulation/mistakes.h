// Mistakes that somebody could make below SQLite, to see that the simulation finds them: a harness
// that finds nothing proves nothing before it has found these.
#pragma once

#include <memory>

#include "store/files.h"

namespace kartei::simulation {

enum class Mistake : uint8_t {
  none,
  // What a crash finds.
  never_flushes,
  journal_not_flushed,
  database_not_flushed,
  // The journal is flushed only when the database is: the wrong way round.
  journal_flushed_late,
  // The end of a transaction is not flushed: the last write to the journal of each.
  end_not_flushed,
  // Now and then the end of a write gets lost.
  writes_cut,
  // Now and then a write goes to the journal before the one that came first.
  writes_swapped,
  // What a fault finds.
  errors_swallowed,
  failed_flush_swallowed,
  full_called_failed,
  failed_called_full,
  short_reads_filled,
};

const char* mistake_name(Mistake mistake);

// `files`, used by somebody who makes this mistake. They must outlive what is returned.
std::unique_ptr<Files> plant(Mistake mistake, Files& files);

}  // namespace kartei::simulation
