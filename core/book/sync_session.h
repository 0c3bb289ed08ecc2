// Sync with the backend that a book is connected to: the engine over this book, and a log of what
// it has asked, without anything about anybody.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "book/sync_ledger.h"
#include "sync/engine.h"

namespace kartei {

struct SyncLogEntry {
  Timestamp at = 0;
  int64_t took_ms = 0;
  std::string method;
  // Without its query.
  std::string path;
  // 0: no answer came.
  int status = 0;
};

class SyncSession {
 public:
  // What is passed must outlive it. Errors: profile_invalid, where a newer version of Kartei has
  // written it.
  static Result<std::unique_ptr<SyncSession>> open(const Backend& backend, ContactStore& store,
                                                   Columns& columns, Environment& environment);

  Result<SyncNext> next_request();
  Result<void> receive_response(uint64_t attempt, const HttpResponse& response);

  SyncEngine& engine() { return engine_; }
  const Backend& backend() const { return backend_; }
  // Newest first.
  const std::deque<SyncLogEntry>& log() const { return log_; }

 private:
  SyncSession(const Backend& backend, Profile profile, ContactStore& store, Columns& columns,
              Environment& environment);

  Backend backend_;
  Environment& environment_;
  SyncLedger ledger_;
  SyncEngine engine_;
  std::map<uint64_t, SyncLogEntry> under_way_;
  std::deque<SyncLogEntry> log_;
};

}  // namespace kartei
