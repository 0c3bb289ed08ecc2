// One person's browser: the real book over files that fail and crash, and what the person does.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "book/contact_book.h"
#include "faulty_files.h"
#include "fixtures.h"
#include "random.h"

namespace kartei::sync_simulation {

using simulation::Fault;
using simulation::FaultyFiles;
using simulation::Image;
using simulation::Random;

// What identifies a contact on all sides, whatever ids it gets: an attribute that nobody edits.
std::string entity_of(const Contact& contact);

// Contacts by entity, the deleted ones, too.
using Snapshot = std::map<std::string, Contact>;

class Device {
 public:
  Device(size_t index, uint64_t seed);

  // --- the book ---
  // Errors: those of ContactBook::open().
  Result<void> open();
  void close() { book_.reset(); }
  // The book, for as long as the page of a former owner has not noticed.
  std::unique_ptr<ContactBook> hand_over() { return std::move(book_); }
  // Neither writes nor sends: the files have another owner.
  bool is_refused(ContactBook& former);
  bool is_open() const { return book_ != nullptr; }
  ContactBook& book() { return *book_; }
  // Counts how often it was opened: answers to an earlier one's requests are late.
  uint64_t session() const { return session_; }

  // What is stored now may be come back to.
  Image image() const { return files_->view(); }
  void replace_files(Image image);
  // The power goes: what was not flushed is lost as `variant` says.
  void crash(uint32_t variant);
  // After so many calls of the storage from now, it fails.
  void plan(Fault::Kind kind, Fault::Duration duration, uint64_t calls);
  bool has_failed() const { return files_->failures() > failures_; }
  void heal();
  uint64_t storage_calls() const { return files_->calls().size(); }

  // --- its clock ---
  void set_clock(int64_t now) { environment_.now = now + skew; }
  int64_t skew = 0;

  // --- looking, without counting or failing ---
  // The same one until something may have been written: two thirds of a run went into reading it.
  std::shared_ptr<const Snapshot> look();
  std::vector<ConflictRow> conflicts();
  std::vector<ParkedRow> parked();
  SyncStore::Counts counts();
  SyncPause pause();
  // Its first pull is over.
  bool has_pulled();
  // Two live contacts of one entity; empty where there are none.
  const std::string& twin() const { return twin_; }

  const size_t index;

 private:
  uint64_t seed_, session_ = 0, failures_ = 0;
  FixedEnvironment environment_;
  std::unique_ptr<FaultyFiles> files_;
  std::unique_ptr<ContactBook> book_;
  std::string twin_;
  std::shared_ptr<const Snapshot> seen_;
  // When that was.
  std::pair<uint64_t, uint64_t> seen_at_;
};

}  // namespace kartei::sync_simulation
