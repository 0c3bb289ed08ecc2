#include "query/columns.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/text.h"
#include "dedupe/keys.h"

namespace kartei {
namespace {

constexpr Timestamp kNoTime = std::numeric_limits<Timestamp>::min();

}  // namespace

size_t Columns::HashUuid::operator()(const Uuid& id) const {
  // The last 8 bytes of a UUID of version 7 are random.
  uint64_t random;
  std::memcpy(&random, id.bytes.data() + 8, sizeof random);
  return static_cast<size_t>(random);
}

std::string searchable_phone(const Contact& contact) {
  const std::string& phone = contact.phone_e164.empty() ? contact.phone : contact.phone_e164;
  std::string digits;
  std::ranges::copy_if(phone, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

void Columns::grow(size_t size) {
  if (size <= ids_.size()) return;
  ids_.resize(size);
  live_.resize(size, false);
  has_exact_email_.resize(size, false);
  has_exact_phone_.resize(size, false);
  country_codes_.resize(size, 0);
  created_at_.resize(size, 0);
  updated_at_.resize(size, 0);
  last_contact_at_.resize(size, kNoTime);
}

void Columns::put(ContactKey key, const Contact& contact) {
  stage(key, contact);
  set_live(key, !contact.deleted_at);
}

void Columns::publish(ContactKey first, ContactKey last) {
  for (ContactKey key = first; key <= last; ++key) set_live(key, true);
}

void Columns::set_live(ContactKey key, bool is_live) {
  live_count_ += size_t{is_live};
  live_count_ -= size_t{live_[key]};
  live_[key] = is_live;
  ++version_;
}

void Columns::erase(ContactKey key) {
  set_live(key, false);
  keys_by_id_.erase(ids_[key]);
  ids_[key] = {};
  names_.set(key, "");
  emails_.set(key, "");
  phones_.set(key, "");
  exact_emails_.set(key, "");
}

void Columns::replace(Columns&& other) {
  const uint64_t version = version_ + 1;
  *this = std::move(other);
  version_ += version;
}

void Columns::stage(ContactKey key, const Contact& contact) {
  grow(size_t{key} + 1);
  // What was staged and rolled back, or replaced, is not to be found any more.
  if (const auto old = keys_by_id_.find(ids_[key]);
      old != keys_by_id_.end() && old->second == key) {
    keys_by_id_.erase(old);
  }
  ids_[key] = contact.id;
  keys_by_id_[contact.id] = key;
  names_.set(key, fold(contact.name));
  emails_.set(key, fold(contact.email));
  phones_.set(key, searchable_phone(contact));
  const std::string exact_email = exact_email_key(contact);
  has_exact_email_[key] = !exact_email.empty();
  exact_emails_.set(key, exact_email == emails_[key] ? "" : exact_email);
  has_exact_phone_[key] = !exact_phone_key(contact).empty();
  country_codes_[key] = country_code_number(contact.country_code);
  created_at_[key] = contact.created_at;
  updated_at_[key] = contact.updated_at;
  last_contact_at_[key] = contact.last_contact_at.value_or(kNoTime);
}

std::string_view Columns::exact_email(ContactKey key) const {
  if (!has_exact_email_[key]) return {};
  const std::string_view own = exact_emails_[key];
  return own.empty() ? emails_[key] : own;
}

std::optional<ContactKey> Columns::find(const Uuid& id) const {
  const auto found = keys_by_id_.find(id);
  if (found == keys_by_id_.end()) return std::nullopt;
  return found->second;
}

std::optional<Timestamp> Columns::time(ContactKey key, Field field) const {
  const auto& column = field == Field::created_at   ? created_at_
                       : field == Field::updated_at ? updated_at_
                                                    : last_contact_at_;
  return column[key] == kNoTime ? std::nullopt : std::optional(column[key]);
}

uint16_t Columns::country_code_number(const std::string& country_code) {
  const auto [entry, is_new] = country_code_numbers_.try_emplace(
      country_code, static_cast<uint16_t>(country_code_names_.size()));
  if (is_new) country_code_names_.push_back(country_code);
  return entry->second;
}

}  // namespace kartei
