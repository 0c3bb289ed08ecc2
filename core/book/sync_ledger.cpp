#include "book/sync_ledger.h"

#include <array>
#include <cstring>
#include <utility>

namespace kartei {

// --- reading --------------------------------------------------------------------------------

Result<std::optional<Contact>> SyncLedger::contact(ContactKey key) {
  auto contact = store_.load(key);
  if (contact) return std::move(*contact);
  if (contact.error().code == ErrorCode::contact_unknown) return std::nullopt;
  return std::unexpected(contact.error());
}

std::optional<ContactKey> SyncLedger::find_contact(const Uuid& id) {
  for (const auto& [key, contact] : changed_) {
    if (contact.id == id) return key;
  }
  return columns_.find(id);
}

void SyncLedger::index_addresses() {
  uint64_t seed = 0;
  std::array<std::byte, sizeof seed> bytes;
  environment_.fill_random(bytes);
  std::memcpy(&seed, bytes.data(), sizeof seed);
  addresses_.emplace(seed);
  for (ContactKey key = 1; key <= columns_.last_key(); ++key) {
    const std::string_view email = columns_.exact_email(key);
    if (email.empty() || !columns_.is_live(key)) continue;
    addresses_->add(addresses_->hash(email), key, [&](uint32_t other) {
      return columns_.exact_email(static_cast<ContactKey>(other)) == email;
    });
  }
}

Result<std::optional<ContactKey>> SyncLedger::find_unlinked(const Contact& contact) {
  const std::string email = exact_email_key(contact);
  if (email.empty()) return std::nullopt;
  if (!addresses_) index_addresses();
  const auto found = addresses_->find(addresses_->hash(email), [&](uint32_t other) {
    return columns_.exact_email(static_cast<ContactKey>(other)) == email;
  });
  if (!found || !columns_.is_live(*found)) return std::nullopt;
  return link(*found).transform([&](const std::optional<Link>& known) {
    return known ? std::nullopt : std::optional<ContactKey>(*found);
  });
}

// --- writing --------------------------------------------------------------------------------

Result<void> SyncLedger::begin() {
  auto transaction = store_.begin();
  if (!transaction) return std::unexpected(transaction.error());
  transaction_.emplace(std::move(*transaction));
  return {};
}

Result<EntryId> SyncLedger::entry() {
  if (entry_ != 0) return entry_;
  auto newest = store_.journal().newest_of_sync();
  if (newest && *newest == 0) {
    newest = store_.journal().add_entry(ChangeKind::sync, environment_.now_ms());
  }
  if (newest) entry_ = *newest;
  return newest;
}

Result<void> SyncLedger::commit() {
  std::optional<uint64_t> count;
  if (entry_ != 0) {
    const auto known = store_.journal().entry(entry_);
    if (!known) return roll_back(), std::unexpected(known.error());
    count = known->count + changes_;
    auto finished = store_.journal().finish_entry(entry_, *count);
    if (!finished) return roll_back(), finished;
  }
  auto committed = store_.commit(*transaction_, entry_, count);
  if (committed) {
    for (const auto& [key, contact] : changed_) {
      columns_.put(key, contact);
      columns_.set_live(key, !contact.deleted_at);
    }
  }
  roll_back();
  return committed;
}

void SyncLedger::roll_back() {
  transaction_.reset();
  entry_ = 0;
  changes_ = 0;
  changed_.clear();
}

Result<ContactKey> SyncLedger::add_contact(const Contact& contact) {
  const auto under = entry();
  if (!under) return std::unexpected(under.error());
  const auto key = store_.insert(contact, *under, ChangeKind::sync);
  if (!key) return key;
  ++changes_;
  changed_[*key] = contact;
  return key;
}

Result<void> SyncLedger::change_contact(ContactKey key, const Contact& before,
                                        const Contact& after) {
  const auto under = entry();
  if (!under) return std::unexpected(under.error());
  ++changes_;
  changed_[key] = after;
  return store_.update(key, before, after, *under);
}

Result<void> SyncLedger::set_deleted(ContactKey key, bool is_deleted) {
  auto before = store_.load(key);
  if (!before) return std::unexpected(before.error());
  Contact after = *before;
  after.deleted_at = is_deleted ? std::optional(environment_.now_ms()) : std::nullopt;
  return change_contact(key, *before, after);
}

}  // namespace kartei
