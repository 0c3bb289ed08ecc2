// Which rows of a file are duplicates, of the book's contacts and of one another.
#include <algorithm>

#include "contact/phone.h"
#include "contact/plain_contact.h"
#include "import_export/importer.h"

namespace kartei {

void Importer::compare(RowState& state) {
  if (reads_slices()) return take_row_keys(rows().size(), state);
  if (rows().size() - compared_ == waiting_email_keys_.size()) compare_waiting(false);
  take_row_keys(rows().size(), state);
  waiting_email_keys_[rows().size() - compared_].swap(email_key_);
}

// Those of a slice have no texts of their keys; of others there are not more than these.
void Importer::compare_waiting(bool are_taken) {
  while (compared_ < rows().size()) {
    const size_t first = compared_;
    const size_t end = std::min(first + waiting_email_keys_.size(), rows().size());
    for (size_t row = first; row < end; ++row) {
      email_index_.fetch(email_hashes_[row]);
      phone_index_.fetch(phone_index_.hash(rows().state(row).phone));
    }
    for (; compared_ < end; ++compared_) {
      RowState& state = mutable_rows().state(compared_);
      if (!are_taken) email_key_.swap(waiting_email_keys_[compared_ - first]);
      find_match(compared_, state, !are_taken);
      count(state);
    }
  }
}

void Importer::end_rows() {
  compare_waiting(false);
  drop_indexes();
}

// Of contact_.
void Importer::take_row_keys(size_t row, RowState& state) {
  if (row == email_hashes_.size()) email_hashes_.push_back(0);
  email_hashes_[row] = 0;
  state.phone = 0;
  state.has_extension = false;
  if (state.is_rejected) return;
  email_hashes_[row] = email_index_.hash(exact_email_key(contact_, email_key_));
  state.phone = pack_e164(contact_.phone_e164);
  state.has_extension = state.phone && !phone_extension(contact_.phone).empty();
}

// Compares a row with those before it and with the book. `has_key`: whether email_key_ is the
// row's; else it is read where it is needed.
void Importer::find_match(size_t row, RowState& state, bool has_key) {
  state.match_kind = MatchKind::none;
  if (state.is_rejected) return;
  const uint32_t email_hash = email_hashes_[row];
  const auto match = [&](std::optional<uint32_t> found, MatchKind kind) {
    if (!found) return false;
    state.match = *found;
    state.match_kind = kind;
    return true;
  };
  const auto need_email_key = [&] {
    if (!std::exchange(has_key, true)) read_email_key(row, email_key_);
  };
  const auto is_same_email = [&](uint32_t other) {
    need_email_key();
    read_email_key(other, other_email_key_);
    return other_email_key_ == email_key_;
  };
  const auto is_same_phone = [&](uint32_t other) {
    const RowState& its = rows().state(other);
    if (its.phone != state.phone || its.has_extension != state.has_extension) return false;
    if (!state.has_extension) return true;
    read_phone_key(other, other_phone_key_);
    return other_phone_key_ == phone_key_;
  };
  const bool has_book = !existing_->is_empty();
  if (email_hash && has_book) {
    need_email_key();
    if (match(existing_->find_email(email_key_), MatchKind::book_email)) return;
  }
  if (match(email_index_.find(email_hash, is_same_email), MatchKind::file_email)) return;
  if (state.phone && (has_book || state.has_extension)) read_phone_key(row, phone_key_);
  if (state.phone && has_book) {
    if (match(existing_->find_phone(phone_key_), MatchKind::book_phone)) return;
  }
  const uint32_t phone_hash =
      state.has_extension ? phone_index_.hash(phone_key_) : phone_index_.hash(state.phone);
  if (match(phone_index_.find(phone_hash, is_same_phone), MatchKind::file_phone)) return;
  // What is the same would have been found.
  const auto is_other = [](uint32_t) { return false; };
  email_index_.add(email_hash, static_cast<uint32_t>(row), is_other);
  phone_index_.add(phone_hash, static_cast<uint32_t>(row), is_other);
}

// Out of a row's cells: the text is needed only where hashes are equal, so none is kept.
void Importer::read_email_key(size_t row, std::string& key) {
  read_key_contact(row, &RawContact::email);
  exact_email_key(key_contact_, key);
}

void Importer::read_phone_key(size_t row, std::string& key) {
  const RowState& state = rows().state(row);
  key.clear();
  append_packed_e164(state.phone, key);
  if (!state.has_extension) return;
  read_key_contact(row, &RawContact::phone);
  key_contact_.phone_e164 = "+" + key;
  exact_phone_key(key_contact_, key);
}

// Makes a contact of one field.
void Importer::read_key_contact(size_t row, std::string_view RawContact::* field) {
  rows().cells(row, key_cells_);
  take_raw(key_cells_);
  RawContact alone;
  alone.*field = raw_.*field;
  key_issues_.clear();
  normalize_contact(alone, {}, key_contact_, key_issues_);
}

// They are dropped when a commit begins, which may fail.
void Importer::restore_email_hashes() {
  if (!email_hashes_.empty()) return;
  for (size_t row = 0; row < rows().size(); ++row) {
    email_key_.clear();
    if (!rows().state(row).is_rejected) read_email_key(row, email_key_);
    email_hashes_.push_back(email_index_.hash(email_key_));
  }
}

// They take as much memory as the book's columns are going to need.
void Importer::drop_indexes() {
  email_index_ = KeyIndex(seed());
  phone_index_ = KeyIndex(seed());
}

// What matches what is found out again, in the order of the file: a row that was mended may be the
// one that others are duplicates of.
void Importer::compare_all() {
  restore_email_hashes();
  problems_.clear();
  rejected_ = duplicates_in_book_ = duplicates_in_file_ = 0;
  for (size_t row = 0; row < rows().size(); ++row) {
    RowState& state = mutable_rows().state(row);
    // The book has not changed, and looks first at its e-mail addresses.
    if (state.match_kind != MatchKind::book_email) find_match(row, state, false);
    count(state);
  }
  drop_indexes();
  std::erase_if(row_actions_,
                [this](const auto& action) { return !rows().state(action.first).is_duplicate(); });
}

bool Importer::compare_again(std::unique_ptr<ExistingContacts> existing,
                             std::span<const ContactKey> changed) {
  existing_ = std::move(existing);
  const uint64_t before = hash_of_plan();
  for (size_t row = 0; row < rows().size(); ++row) {
    mutable_rows().state(row).match_kind = MatchKind::none;
  }
  compare_all();
  if (hash_of_plan() != before) return true;
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState& state = rows().state(row);
    const bool is_update = state.matches_book() && outcome(row) == RowOutcome::updated;
    if (is_update && std::ranges::binary_search(changed, state.match)) return true;
  }
  return false;
}

// FNV-1a, by words.
uint64_t Importer::hash_of_plan() const {
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t row = 0; row < rows().size(); ++row) {
    const RowState& state = rows().state(row);
    const uint64_t match = state.is_duplicate() ? state.match : 0;
    const auto kind = static_cast<uint64_t>(state.match_kind);
    hash = (hash ^ (match << 8 | kind << 4 | static_cast<uint64_t>(outcome(row)))) * 0x100000001b3;
  }
  return hash;
}

}  // namespace kartei
