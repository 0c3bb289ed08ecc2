// The contacts in memory, by column: what filters and sorts read, so that a key in the search box
// never touches SQLite. Filled at opening and kept in step after each committed write.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_column.h"
#include "contact/contact.h"
#include "query/id_index.h"

namespace kartei {

class Columns {
 public:
  // Adds or replaces one contact. Keys are dense and start at 1.
  void put(ContactKey key, const Contact& contact);

  // The same in two halves, for a transaction of many new contacts: what is staged is seen by
  // nobody until it is published, and staged again after a rollback.
  void stage(ContactKey key, const Contact& contact);
  void publish(ContactKey first, ContactKey last);

  // Room for so many more, so that nothing is copied on the way there.
  void reserve(size_t count);

  void set_live(ContactKey key, bool is_live);

  // Nothing of the contact stays; its key may be given again.
  void erase(ContactKey key);

  // Other contacts in the place of all.
  void replace(Columns&& other);

  // Keys from 1 to last_key() may be asked for; one that was never put is not live.
  ContactKey last_key() const { return static_cast<ContactKey>(ids_.size() - 1); }
  bool is_live(ContactKey key) const { return key < live_.size() && live_[key]; }
  size_t live_count() const { return live_count_; }

  // Rises with every change that can be seen.
  uint64_t version() const { return version_; }

  // Deleted contacts have an id, too.
  std::optional<ContactKey> find(const Uuid& id) const;
  const Uuid& id(ContactKey key) const { return ids_[key]; }

  // Folded (base/text.h): what searches compare.
  std::string_view name(ContactKey key) const { return names_[key]; }
  std::string_view email(ContactKey key) const { return emails_[key]; }
  // The phone as searches compare it: digits with calling code where it is known, no sign.
  std::string_view phone(ContactKey key) const { return phones_[key]; }
  // What makes duplicates certain (dedupe/keys.h); empty where there is no valid e-mail or phone.
  std::string_view exact_email(ContactKey key) const;
  std::string_view exact_phone(ContactKey key) const {
    return has_exact_phone_[key] ? phones_[key] : std::string_view();
  }
  // "+49" or empty.
  std::string_view country_code(ContactKey key) const {
    return country_code_names_[country_codes_[key]];
  }
  // created_at, updated_at or last_contact_at; nothing where there is none.
  std::optional<Timestamp> time(ContactKey key, Field field) const;

 private:
  uint16_t country_code_number(const std::string& country_code);
  void grow(size_t size);

  std::vector<Uuid> ids_{1};
  std::vector<bool> live_{false};
  size_t live_count_ = 0;
  uint64_t version_ = 0;

  TextColumn names_, emails_, phones_;
  // An exact e-mail is kept only where the folded one is not the same.
  TextColumn exact_emails_;
  std::vector<bool> has_exact_email_{false}, has_exact_phone_{false};
  std::vector<uint16_t> country_codes_{0};
  std::vector<std::string> country_code_names_{""};
  std::unordered_map<std::string, uint16_t> country_code_numbers_{{"", 0}};
  std::vector<Timestamp> created_at_{0}, updated_at_{0};
  // As far as there are any.
  std::vector<Timestamp> last_contact_at_;

  IdIndex index_;

  // Reused for each contact.
  std::string folded_, exact_;
};

// What Columns::phone holds for a contact.
std::string searchable_phone(const Contact& contact);

}  // namespace kartei
