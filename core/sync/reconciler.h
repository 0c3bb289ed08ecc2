// Brings a contact, what is known of its record, outbox and conflicts in step with what the server
// has just said. Every function runs inside a transaction of the ledger.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/environment.h"
#include "sync/ledger.h"
#include "sync/profile.h"
#include "sync/record_mapping.h"

namespace kartei {

class Reconciler {
 public:
  // What is passed must outlive it.
  Reconciler(const Profile& profile, Ledger& ledger, Environment& environment)
      : profile_(profile), ledger_(ledger), ids_(environment), environment_(environment) {}

  // Links that are written from now on were met by this walk.
  void begin_round(int64_t walk) {
    walk_ = walk;
    newest_moved.reset();
    written_in_round_.clear();
  }

  // Local contacts with the same address are taken for the same person: at the first pull.
  void match_addresses(bool does_match) { matches_addresses_ = does_match; }
  // Whether a record that nobody here has becomes a contact.
  void take_new(bool does_take) { takes_new_ = does_take; }

  // A record as an answer to a question by id has it.
  Result<void> apply(const RemoteRecord& record);
  // As a page of a list has it, which may be behind.
  Result<void> apply_row(const RemoteRecord& record);

  // What was found there under the name of a contact whose record was not known. False where all
  // of it is other contacts'.
  Result<bool> apply_found(ContactKey key, const std::vector<RemoteRecord>& records);

  // The record as it is after a write that was made on `overwritten` and has been acknowledged. If
  // a field of it is again what it was then, it was put back by somebody who had not seen the
  // write: mine stays, and goes again, and what else they have put there is an edit of
  // `overwritten`.
  Result<void> apply_after_write(ContactKey key, const RemoteRecord& record,
                                 const Json& overwritten);

  // The server has it no more: a tombstone, or "gone" for this very id.
  Result<void> apply_gone(ContactKey key);
  // … and somebody has said that it shall have it again.
  Result<void> send_anew(ContactKey key);

  // The server has taken what was sent. `sent`: what the record is, as far as we know; `record`:
  // what the server says it is.
  Result<void> acknowledge(ContactKey key, const Json& sent, const RemoteRecord& record);

  // Deleted there, after it was deleted here.
  Result<void> settle_deletion(ContactKey key);

  // Remembers what is about to be sent: `sent` is what the record will be.
  Result<void> note_sent(ContactKey key, Link link, const Json& sent);

  // The fields that are to be sent: different, and in no conflict.
  Result<std::vector<std::string>> pending(ContactKey key, const Contact& contact,
                                           const Json& base);

  // Whether this client has written the record so lately that an answer without it may be older.
  bool is_settling(ContactKey key);
  // `id`: the record's, where no link has it.
  void read_again_later(ContactKey key, std::string id = {});
  bool is_stale(ContactKey key, const RemoteRecord& record, const Link& link);
  // It is older than what is known, or nothing tells whether it is older than our last write.
  bool is_doubtful(ContactKey key, const RemoteRecord& record, const Link& link);

  struct Reread {
    Timestamp at = 0;
    // Of a record that no link has any more.
    std::string id = {};
  };
  // Contacts whose records have to be asked for by id, since what a page said of them may be old.
  std::map<ContactKey, Reread> rereads;
  // Of the records that a list of this round has had with another time than was known, or that were
  // written meanwhile: the newest of those that were known.
  std::optional<Timestamp> newest_moved;

 private:
  // 0 where it becomes none.
  Result<ContactKey> add(const RemoteRecord& record);
  Result<void> move(ContactKey key, const Link& link);
  Result<void> apply_to_known(ContactKey key, const RemoteRecord& record);
  Result<void> apply_to_erased(ContactKey key, const Link& link, const RemoteRecord& record);
  Result<void> apply_to_deleted(ContactKey key, const Contact& contact,
                                const std::optional<Link>& link, const RemoteRecord& record);
  // The server has taken our last write, as it says in `record`; `at`: when.
  void note_written(ContactKey key, const RemoteRecord& record, Timestamp at);
  Json base_of(const Link& link, const Json& theirs) const;
  static void take_back(const Link& link, const Json& mine, Json& base);
  bool is_our_writing(ContactKey key, const RemoteRecord& record, const Link& link);
  // `sent`: what is still on its way, see Link.
  Result<void> absorb(ContactKey key, const Contact& contact, const Json& base,
                      const RemoteRecord& record, Json sent = nullptr);
  Result<void> link_only(ContactKey key, const RemoteRecord& record);
  // Neither link nor outbox nor conflicts.
  Result<void> forget(ContactKey key);
  bool is_mine_newer(const Contact& contact, const RemoteRecord& record) const;
  Result<std::optional<ContactKey>> find(const RemoteRecord& record);
  Result<std::optional<ContactKey>> find_deleted(const RemoteRecord& record);

  const Profile& profile_;
  Ledger& ledger_;
  UuidGenerator ids_;
  Environment& environment_;
  int64_t walk_ = 0;
  bool matches_addresses_ = false, takes_new_ = true;
  struct Written {
    Timestamp at = 0;
    // What is known of the record has the server's own time of that write, or a later one.
    bool is_timed = false;
    // … its version.
    bool is_versioned = false;
  };
  // When the server has taken our last write of them.
  std::map<ContactKey, Written> written_;
  std::set<ContactKey> written_in_round_;
};

}  // namespace kartei
