// What the engine asks of whoever keeps contacts, links, outbox and conflicts: the book, over
// SQLite (book/sync_ledger). Reading sees what this transaction has written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/sha256.h"
#include "contact/contact.h"
#include "json/json.h"
#include "sync/merge.h"
#include "sync/pull_state.h"

namespace kartei {

// What is known of the server's record of a contact.
struct Link {
  // Empty: it is not known which record it is, or whether there is one. It is looked for by `ref`.
  std::string id;
  // Where the id is empty: the id that it had, while nothing was sent since.
  std::string version;
  // The record as the server had it last. Where the id is empty: as it was before, under another
  // id; or what was sent first. Of an erased contact nothing, or where there are no versions the
  // sum of what was there.
  Json base;
  // What this client calls it, also when the contact is gone.
  Uuid ref;
  // Fields by name, each with the values that were sent since `base` came. What is not acknowledged
  // may have arrived all the same, or still be on its way: it is no edit of somebody else's. An
  // object without any: `base` was acknowledged, and has the time of the record before it.
  Json sent = nullptr;

  bool is_sent_only() const { return id.empty(); }
  // It is not there any more under the id that it had; maybe somebody has made it anew.
  bool has_moved() const { return id.empty() && !version.empty(); }
};

// What of an erased contact's record may be kept where there are no versions: whether it is the
// same one can still be told.
inline Json sum_of(const Json& record) {
  Sha256 sum;
  sum.update(dump_json(record));
  return sum.hex();
}

// Both sides had something to say about whether the contact exists. As the name of a conflict.
inline constexpr std::string_view kDeletedHere = "deleted_here";
inline constexpr std::string_view kDeletedThere = "deleted_there";
inline bool is_about_existence(std::string_view conflict) {
  return conflict == kDeletedHere || conflict == kDeletedThere;
}

class Ledger {
 public:
  virtual ~Ledger() = default;

  // --- reading ---
  // None where it was erased; a deleted one has deleted_at.
  virtual Result<std::optional<Contact>> contact(ContactKey key) = 0;
  virtual Result<std::optional<Link>> link(ContactKey key) = 0;
  virtual Result<std::optional<ContactKey>> find_link(std::string_view id) = 0;
  virtual std::optional<ContactKey> find_contact(const Uuid& id) = 0;
  // What was sent under this name, and not acknowledged; also where the contact was erased since.
  virtual Result<std::optional<ContactKey>> find_sent(const Uuid& ref) = 0;
  // The only live contact with this address, if no record is linked to it.
  virtual Result<std::optional<ContactKey>> find_unlinked(const Contact& contact) = 0;
  // Contacts with something to send that are not parked, in the order of their keys.
  virtual Result<std::vector<ContactKey>> outbox(ContactKey after, uint64_t limit) = 0;
  virtual Result<std::vector<FieldConflict>> conflicts(ContactKey key) = 0;
  // Whether there is something to collect().
  virtual Result<bool> has_news() = 0;
  // The next linked contact that the walk has not met; and how many there are, of how many links.
  virtual Result<std::optional<ContactKey>> next_unmet(ContactKey after, int64_t walk) = 0;
  struct WalkCount {
    uint64_t unmet = 0, links = 0;
  };
  virtual Result<WalkCount> count_unmet(int64_t walk) = 0;

  // --- writing, between begin() and commit() ---
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  // What was not committed has not happened.
  virtual void roll_back() = 0;

  // Takes a piece of what was changed since into the outbox.
  virtual Result<void> collect() = 0;
  // Whether any live contact has no link; and each of those into the outbox.
  virtual Result<bool> has_unlinked() = 0;
  virtual Result<void> collect_unlinked() = 0;
  virtual Result<ContactKey> add_contact(const Contact& contact) = 0;
  virtual Result<void> change_contact(ContactKey key, const Contact& before,
                                      const Contact& after) = 0;
  virtual Result<void> set_deleted(ContactKey key, bool is_deleted) = 0;
  virtual Result<void> put_link(ContactKey key, const Link& link, int64_t walk) = 0;
  virtual Result<void> meet(ContactKey key, int64_t walk) = 0;
  virtual Result<void> drop_link(ContactKey key) = 0;
  virtual Result<void> put_outbox(ContactKey key) = 0;
  virtual Result<void> drop_outbox(ContactKey key) = 0;
  virtual Result<void> park(ContactKey key, ErrorCode code, std::string_view message) = 0;
  // All that the contact has.
  virtual Result<void> set_conflicts(ContactKey key,
                                     const std::vector<FieldConflict>& conflicts) = 0;
  virtual Result<void> save_pull(const PullState& state) = 0;
};

}  // namespace kartei
