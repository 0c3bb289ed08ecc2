#include "query/columns.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>

#include "base/ascii.h"
#include "base/text.h"
#include "base/text_search.h"
#include "dedupe/keys.h"

namespace kartei {
namespace {

constexpr Timestamp kNoTime = std::numeric_limits<Timestamp>::min();
// Between the parts of a text: no text of a contact has one.
constexpr char kSeparator = '\0';

void append_searchable_phone(std::string& out, const Contact& contact) {
  if (!contact.phone_e164.empty()) {
    out.append(contact.phone_e164, 1);
    return;
  }
  std::ranges::copy_if(contact.phone, std::back_inserter(out), is_ascii_digit);
}

void append_number(std::string& out, uint32_t number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append_part(std::string& out, std::string_view part) {
  const size_t begin = out.size();
  out.append(part);
  if (part.contains(kSeparator))
    out.erase(std::remove(out.begin() + begin, out.end(), kSeparator), out.end());
}

// Where few contacts have a text, the column goes no further than to the last one that has.
void set_rare(TextColumn& column, ContactKey key, std::string_view text) {
  if (!text.empty() || key < column.size()) column.set(key, text);
}

// Empty where the address has none.
std::string_view domain_of(std::string_view email) {
  const size_t at = email.rfind('@');
  return at == email.npos ? std::string_view() : email.substr(at + 1);
}

// How German writes ä, ö and ü without dots, by the byte that follows 0xC3 in them; empty for what
// else begins with it.
std::string_view spelled_letter(char second) {
  switch (second) {
    case '\xA4':
    case '\x84':
      return "ae";
    case '\xB6':
    case '\x96':
      return "oe";
    case '\xBC':
    case '\x9C':
      return "ue";
    default:
      return {};
  }
}

}  // namespace

std::string searchable_phone(const Contact& contact) {
  std::string digits;
  append_searchable_phone(digits, contact);
  return digits;
}

bool fold_spelled(std::string_view text, std::string& out) {
  out.clear();
  std::string spelled;
  size_t done = 0;
  for (size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] != '\xC3') continue;
    const std::string_view letters = spelled_letter(text[at + 1]);
    if (letters.empty()) continue;
    spelled.append(text, done, at - done).append(letters);
    done = ++at + 1;
  }
  if (done == 0) return false;
  fold(out, spelled.append(text, done));
  return true;
}

void Columns::grow(size_t size) {
  if (size <= size_) return;
  size_ = size;
  live_.resize(size);
  if (size <= room_) return;
  // One by one would cost as much as what is put into them.
  constexpr size_t kStep = 4096;
  room_ = (size + kStep - 1) / kStep * kStep;
  ids_.resize(room_);
  flags_.resize(room_);
  country_codes_.resize(room_);
  sources_.resize(room_);
  domain_numbers_.resize(room_);
  import_ids_.resize(room_);
  created_at_.resize(room_);
  updated_at_.resize(room_);
}

void Columns::put(ContactKey key, const Contact& contact, std::optional<ImportId> import) {
  if (listener_ && is_live(key)) listener_->before_change(key);
  // What a rollback has left there was another contact's.
  if (key < size_ && has(key, kIsStaged)) import = import.value_or(0);
  stage(key, contact, import);
  index_.put(key, ids_);
  show(key);
}

void Columns::publish(ContactKey first, ContactKey last) {
  // Most of the keys may be other contacts'.
  size_t count = 0;
  for (ContactKey key = first; key <= last; ++key) count += has(key, kIsStaged);
  index_.reserve(count, ids_);
  // All ids in one loop: each is somewhere else in a large table, and the processor waits for
  // several of those places at a time.
  for (ContactKey key = first; key <= last; ++key) {
    if (has(key, kIsStaged)) index_.put(key, ids_);
  }
  for (ContactKey key = first; key <= last; ++key) {
    if (has(key, kIsStaged)) show(key);
  }
}

// What is staged, and registered by its id.
void Columns::show(ContactKey key) {
  signatures_.add(key, texts_[key]);
  const bool is_live = has(key, kIsStagedLive);
  flags_[key] &= static_cast<uint8_t>(~(kIsStaged | kIsStagedLive));
  note_live(key, is_live);
}

void Columns::set_live(ContactKey key, bool is_live) {
  if (listener_ && live_.has(key)) listener_->before_change(key);
  note_live(key, is_live);
}

void Columns::note_live(ContactKey key, bool is_live) {
  live_count_ += size_t{is_live};
  live_count_ -= size_t{live_.has(key)};
  live_.set(key, is_live);
  ++version_;
  if (listener_ && is_live) listener_->after_change(key);
}

void Columns::erase(ContactKey key) {
  set_live(key, false);
  index_.erase(key, ids_);
  ids_[key] = {};
  signatures_.clear(key);
  flags_[key] = 0;
  country_codes_[key] = domain_numbers_[key] = 0;
  sources_.set(key, 0);
  import_ids_.set(key, 0);
  created_at_.set(key, 0);
  updated_at_.set(key, 0);
  if (key < last_contact_at_.size()) last_contact_at_[key] = kNoTime;
  for (TextColumn* column :
       {&texts_, &names_, &tags_, &attributes_, &exact_emails_, &exact_phones_}) {
    if (key < column->size()) column->set(key, "");
  }
}

void Columns::replace(Columns&& other) {
  const uint64_t version = version_ + 1;
  ColumnsListener* const listener = listener_;
  *this = std::move(other);
  version_ += version;
  listener_ = listener;
  if (listener_) listener_->after_replacement();
}

void Columns::stage(ContactKey key, const Contact& contact, std::optional<ImportId> import) {
  if (key < size_ && ids_[key] != Uuid{}) {
    // What is replaced is not to be found any more.
    index_.erase(key, ids_);
    signatures_.clear(key);
  }
  grow(size_t{key} + 1);
  ids_[key] = contact.id;
  stage_texts(key, contact);
  stage_packed(key, contact);
  country_codes_[key] = pool_.number_of(contact.country_code);
  sources_.set(key, pool_.number_of(contact.source));
  if (import) import_ids_.set(key, *import);
  created_at_.set(key, contact.created_at);
  updated_at_.set(key, contact.updated_at);
  // Most books have no such date at all.
  for (size_t i = last_contact_at_.size(); contact.last_contact_at && i <= key; ++i) {
    last_contact_at_.push_back(kNoTime);
  }
  if (key < last_contact_at_.size()) {
    last_contact_at_[key] = contact.last_contact_at.value_or(kNoTime);
  }
}

void Columns::stage_texts(ContactKey key, const Contact& contact) {
  packed_.clear();
  append_searchable_phone(packed_, contact);
  packed_.push_back(kSeparator);
  const bool is_ascii = fold(folded_, contact.email);
  append_part(packed_, folded_);
  domain_numbers_[key] = static_cast<uint16_t>(domains_.number_of(domain_of(folded_), kMaxDomains));
  exact_.clear();
  // Else both are the same small letters.
  if (!is_ascii || contact.email_normalized != contact.email) exact_email_key(contact, exact_);
  flags_[key] = static_cast<uint8_t>((contact.email.empty() ? 0 : kHasEmail) |
                                     (contact.email_normalized.empty() ? 0 : kHasValidEmail) |
                                     (contact.phone.empty() ? 0 : kHasPhone) |
                                     (contact.phone_e164.empty() ? 0 : kHasValidPhone) |
                                     (contact.deleted_at ? kIsStaged : kIsStaged | kIsStagedLive));
  if (exact_ == folded_) exact_.clear();
  set_rare(exact_emails_, key, exact_);
  exact_.clear();
  exact_phone_key(contact, exact_);
  set_rare(exact_phones_, key, exact_);
  packed_.push_back(kSeparator);
  fold(folded_, contact.name);
  append_part(packed_, folded_);
  if (fold_spelled(contact.name, folded_)) {
    packed_.push_back(kSeparator);
    append_part(packed_, folded_);
  }
  texts_.set(key, packed_);
  names_.set(key, contact.name);
}

void Columns::stage_packed(ContactKey key, const Contact& contact) {
  packed_.clear();
  for (const std::string& tag : contact.tags) append_number(packed_, pool_.number_of(tag));
  set_rare(tags_, key, packed_);
  packed_.clear();
  for (const auto& [name, value] : contact.attributes) {
    append_number(packed_, pool_.number_of(name));
    append_number(packed_, static_cast<uint32_t>(value.size()));
    packed_.append(value);
  }
  set_rare(attributes_, key, packed_);
}

uint32_t Columns::read_number(std::string_view packed, size_t at) {
  uint32_t number;
  std::memcpy(&number, packed.data() + at, sizeof number);
  return number;
}

std::string_view Columns::part(ContactKey key, int number) const {
  std::string_view rest = texts_[key];
  for (;; --number) {
    const size_t end = find_byte(rest, kSeparator);
    if (number == 0) return rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool Columns::has_tag(ContactKey key, uint32_t tag) const {
  bool has = false;
  for_each_tag(key, [&](uint32_t other) { has = has || other == tag; });
  return has;
}

std::string_view Columns::attribute(ContactKey key, std::string_view name) const {
  const std::string_view packed = attributes_[key];
  if (packed.empty()) return {};
  const auto number = pool_.find(name);
  for (size_t at = 0; at < packed.size();) {
    const uint32_t size = read_number(packed, at + sizeof size);
    const size_t value = at + 2 * sizeof size;
    if (read_number(packed, at) == number) return packed.substr(value, size);
    at = value + size;
  }
  return {};
}

std::string_view Columns::exact_email(ContactKey key) const {
  if (!has(key, kHasValidEmail)) return {};
  const std::string_view own = exact_emails_[key];
  return own.empty() ? email(key) : own;
}

std::string_view Columns::exact_phone(ContactKey key) const {
  if (!has(key, kHasValidPhone)) return {};
  const std::string_view own = exact_phones_[key];
  return own.empty() ? phone(key) : own;
}

std::optional<ContactKey> Columns::find(const Uuid& id) const { return index_.find(id, ids_); }

std::optional<Timestamp> Columns::time(ContactKey key, Field field) const {
  const Timestamp time = field == Field::created_at      ? created_at_[key]
                         : field == Field::updated_at    ? updated_at_[key]
                         : key < last_contact_at_.size() ? last_contact_at_[key]
                                                         : kNoTime;
  return time == kNoTime ? std::nullopt : std::optional(time);
}

}  // namespace kartei
