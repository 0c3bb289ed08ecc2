#include "query/columns.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "base/text.h"
#include "dedupe/keys.h"

namespace kartei {
namespace {

constexpr Timestamp kNoTime = std::numeric_limits<Timestamp>::min();

void append_searchable_phone(std::string& out, const Contact& contact) {
  const std::string& phone = contact.phone_e164.empty() ? contact.phone : contact.phone_e164;
  std::ranges::copy_if(phone, std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string searchable_phone(const Contact& contact) {
  std::string digits;
  append_searchable_phone(digits, contact);
  return digits;
}

void Columns::reserve(size_t count) {
  const size_t size = ids_.size() + count;
  ids_.reserve(size);
  country_codes_.reserve(size);
  created_at_.reserve(size);
  updated_at_.reserve(size);
  names_.reserve(size);
  emails_.reserve(size);
  phones_.reserve(size);
  index_.reserve(count, ids_);
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
  index_.erase(key, ids_);
  ids_[key] = {};
  names_.set(key, "");
  emails_.set(key, "");
  phones_.set(key, "");
  if (key < exact_emails_.size()) exact_emails_.set(key, "");
}

void Columns::replace(Columns&& other) {
  const uint64_t version = version_ + 1;
  *this = std::move(other);
  version_ += version;
}

void Columns::stage(ContactKey key, const Contact& contact) {
  grow(size_t{key} + 1);
  // What was staged and rolled back, or replaced, is not to be found any more.
  index_.erase(key, ids_);
  ids_[key] = contact.id;
  index_.put(key, ids_);
  fold(folded_, contact.name);
  names_.set(key, folded_);
  fold(folded_, contact.email);
  emails_.set(key, folded_);
  exact_email_key(contact, exact_);
  has_exact_email_[key] = !exact_.empty();
  if (exact_ == folded_) exact_.clear();
  if (!exact_.empty() || key < exact_emails_.size()) exact_emails_.set(key, exact_);
  folded_.clear();
  append_searchable_phone(folded_, contact);
  phones_.set(key, folded_);
  has_exact_phone_[key] = !exact_phone_key(contact).empty();
  country_codes_[key] = country_code_number(contact.country_code);
  created_at_[key] = contact.created_at;
  updated_at_[key] = contact.updated_at;
  // Most books have no such date at all.
  if (contact.last_contact_at && last_contact_at_.size() <= key) {
    last_contact_at_.resize(ids_.size(), kNoTime);
  }
  if (key < last_contact_at_.size()) {
    last_contact_at_[key] = contact.last_contact_at.value_or(kNoTime);
  }
}

std::string_view Columns::exact_email(ContactKey key) const {
  if (!has_exact_email_[key]) return {};
  const std::string_view own = exact_emails_[key];
  return own.empty() ? emails_[key] : own;
}

std::optional<ContactKey> Columns::find(const Uuid& id) const { return index_.find(id, ids_); }

std::optional<Timestamp> Columns::time(ContactKey key, Field field) const {
  const auto& column = field == Field::created_at   ? created_at_
                       : field == Field::updated_at ? updated_at_
                                                    : last_contact_at_;
  if (key >= column.size() || column[key] == kNoTime) return std::nullopt;
  return column[key];
}

uint16_t Columns::country_code_number(const std::string& country_code) {
  const auto [entry, is_new] = country_code_numbers_.try_emplace(
      country_code, static_cast<uint16_t>(country_code_names_.size()));
  if (is_new) country_code_names_.push_back(country_code);
  return entry->second;
}

}  // namespace kartei
