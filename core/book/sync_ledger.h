// The engine's view of the book: SQLite for what is written, the columns in memory for look-ups.
// The columns follow a commit, never a transaction that may still fail.
#pragma once

#include <map>
#include <optional>

#include "base/environment.h"
#include "dedupe/keys.h"
#include "query/columns.h"
#include "store/contact_store.h"
#include "sync/ledger.h"

namespace kartei {

class SyncLedger : public Ledger {
 public:
  // What is passed must outlive it.
  SyncLedger(ContactStore& store, Columns& columns, Environment& environment)
      : store_(store), columns_(columns), environment_(environment) {}

  Result<std::optional<Contact>> contact(ContactKey key) override;
  Result<std::optional<Link>> link(ContactKey key) override { return store_.sync().link(key); }
  Result<std::optional<ContactKey>> find_link(std::string_view id) override {
    return store_.sync().find_link(id);
  }
  std::optional<ContactKey> find_contact(const Uuid& id) override;
  Result<std::optional<ContactKey>> find_sent(const Uuid& ref) override {
    return store_.sync().find_sent(ref);
  }
  Result<std::optional<ContactKey>> find_unlinked(const Contact& contact) override;
  Result<std::vector<ContactKey>> outbox(ContactKey after, uint64_t limit) override {
    return store_.sync().outbox(after, limit);
  }
  Result<std::vector<FieldConflict>> conflicts(ContactKey key) override {
    return store_.sync().conflicts(key);
  }
  Result<bool> has_news() override { return store_.sync().has_news(); }
  Result<std::optional<ContactKey>> next_unmet(ContactKey after, int64_t walk) override {
    return store_.sync().next_unmet(after, walk);
  }
  Result<WalkCount> count_unmet(int64_t walk) override { return store_.sync().count_unmet(walk); }

  Result<void> begin() override;
  Result<void> commit() override;
  void roll_back() override;
  Result<void> collect() override { return store_.sync().collect(); }
  Result<bool> has_unlinked() override { return store_.sync().has_unlinked(); }
  Result<void> collect_unlinked() override { return store_.sync().collect_unlinked(); }
  Result<ContactKey> add_contact(const Contact& contact) override;
  Result<void> change_contact(ContactKey key, const Contact& before, const Contact& after) override;
  Result<void> set_deleted(ContactKey key, bool is_deleted) override;
  Result<void> put_link(ContactKey key, const Link& link, int64_t walk) override {
    return store_.sync().put_link(key, link, walk);
  }
  Result<void> meet(ContactKey key, int64_t walk) override { return store_.sync().meet(key, walk); }
  Result<void> drop_link(ContactKey key) override { return store_.sync().drop_link(key); }
  Result<void> put_outbox(ContactKey key) override { return store_.sync().put_outbox(key); }
  Result<void> drop_outbox(ContactKey key) override { return store_.sync().drop_outbox(key); }
  Result<void> park(ContactKey key, ErrorCode code, std::string_view message) override {
    return store_.sync().park(key, code, message);
  }
  Result<void> set_conflicts(ContactKey key, const std::vector<FieldConflict>& conflicts) override {
    return store_.sync().set_conflicts(key, conflicts);
  }
  Result<void> save_pull(const PullState& state) override { return store_.sync().save_pull(state); }

 private:
  // The entry of what comes from the server: the newest one goes on while nobody else has written.
  Result<EntryId> entry();
  void index_addresses();

  ContactStore& store_;
  Columns& columns_;
  Environment& environment_;
  std::optional<Transaction> transaction_;
  EntryId entry_ = 0;
  uint64_t changes_ = 0;
  // What the columns will have after the commit.
  std::map<ContactKey, Contact> changed_;
  // Live contacts by their addresses, as they were when the first pull began.
  std::optional<KeyIndex> addresses_;
};

}  // namespace kartei
