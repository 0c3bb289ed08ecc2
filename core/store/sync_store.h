// What sync keeps in SQLite: one backend, the links of contacts to its records, what is to be sent,
// and what a person has to decide. Every method is one or few statements; book/sync_ledger has the
// transactions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"
#include "store/database.h"
#include "store/journal.h"
#include "sync/ledger.h"
#include "sync/pull_state.h"

namespace kartei {

// The connection to a backend.
struct Backend {
  // As it was given.
  std::string profile;
  std::string base;
  // Whose credentials it takes; with others nothing is sent.
  std::string account;
  int direction = 0;
  PullState pull;
  // What the probe found before the first write, as JSON.
  std::string probe;
};

// A contact with something to be sent that the server does not take.
struct ParkedContact {
  ContactKey key = 0;
  ErrorCode code = ErrorCode::sync_refused;
  // The server's own words.
  std::string message;
};

struct StoredConflict {
  ContactKey key = 0;
  FieldConflict conflict;
};

class SyncStore {
 public:
  // `database` must outlive it.
  explicit SyncStore(Database& database) : database_(&database) {}

  // --- the backend ---
  Result<std::optional<Backend>> backend();
  Result<bool> has_backend();
  // From the newest journal entry on, what is changed is to be sent.
  Result<void> connect(const Backend& backend);
  // Everything about the backend is forgotten, the contacts stay.
  Result<void> disconnect();
  Result<void> save_pull(const PullState& pull);

  // --- links ---
  Result<std::optional<Link>> link(ContactKey key);
  Result<std::optional<ContactKey>> find_link(std::string_view id);
  Result<std::optional<ContactKey>> find_sent(const Uuid& ref);
  // Whose record was called that; of an erased contact nothing else is known.
  Result<std::optional<ContactKey>> find_named(const Uuid& ref);
  Result<void> put_link(ContactKey key, const Link& link, int64_t walk);
  Result<void> meet(ContactKey key, int64_t walk);
  Result<void> drop_link(ContactKey key);
  Result<std::optional<ContactKey>> next_unmet(ContactKey after, int64_t walk);
  Result<Ledger::WalkCount> count_unmet(int64_t walk);

  // --- outbox ---
  Result<bool> has_news();
  Result<void> collect();
  Result<bool> has_unlinked();
  Result<void> collect_unlinked();
  Result<std::vector<ContactKey>> outbox(ContactKey after, uint64_t limit);
  Result<void> put_outbox(ContactKey key);
  // Parked or not: it is tried again.
  Result<void> unpark(ContactKey key);
  Result<void> drop_outbox(ContactKey key);
  Result<void> park(ContactKey key, ErrorCode code, std::string_view message);
  Result<std::vector<ParkedContact>> parked(uint64_t offset, uint64_t limit);
  struct Counts {
    // Changes that have not been looked at yet are in `pending` as one.
    uint64_t pending = 0, parked = 0, conflicts = 0, links = 0;
  };
  Result<Counts> counts();

  // --- conflicts ---
  Result<std::vector<FieldConflict>> conflicts(ContactKey key);
  Result<std::vector<StoredConflict>> all_conflicts(uint64_t offset, uint64_t limit);
  Result<void> set_conflicts(ContactKey key, const std::vector<FieldConflict>& conflicts);

  // Of erased contacts only the number of the record stays, and its version or, where it has none,
  // its sum, until it is deleted there as well.
  Result<void> forget(std::span<const ContactKey> keys);

 private:
  Result<void> expect_returned(int64_t entry);
  // Prepares once.
  Result<Statement*> prepare(Statement& statement, std::string_view sql);

  Database* database_;
  Statement link_, find_link_, find_sent_, put_link_, meet_, outbox_, put_outbox_, drop_outbox_,
      conflicts_, news_;
};

}  // namespace kartei
