// The contacts in memory, by column: what filters and sorts read, so that a key in the search box
// never touches SQLite. Filled at opening and kept in step after each committed write. At
// most 225 bytes per contact of typical size (docs/decisions.md, Filters answer sets).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/chunked_vector.h"
#include "base/constant_chunks.h"
#include "base/text_column.h"
#include "base/text_pool.h"
#include "contact/contact.h"
#include "query/id_index.h"
#include "query/key_set.h"
#include "query/text_signatures.h"

namespace kartei {

// The journal entry of the import that has made a contact, 0 for none.
using ImportId = int64_t;

// Who keeps something in step with the columns.
class ColumnsListener {
 public:
  virtual ~ColumnsListener() = default;
  // One contact that is live now, and one that is live then.
  virtual void before_change(ContactKey key) = 0;
  virtual void after_change(ContactKey key) = 0;
  // All of them.
  virtual void after_replacement() = 0;
};

class Columns {
 public:
  // One, which must outlive the columns or what is done with them; null for none.
  void set_listener(ColumnsListener* listener) { listener_ = listener; }

  // Adds or replaces one contact. Keys are dense and start at 1. Without `import` what is known of
  // it stays.
  void put(ContactKey key, const Contact& contact, std::optional<ImportId> import = {});

  // The same in two halves, for many new contacts: what is staged is seen by nobody, not by its id
  // either, until it is published, and staged again after a rollback. Keys between `first` and
  // `last` that were not staged stay as they are. Half of their memory, what they are found by, is
  // taken when they are published.
  void stage(ContactKey key, const Contact& contact, std::optional<ImportId> import = {});
  void publish(ContactKey first, ContactKey last);

  void set_live(ContactKey key, bool is_live);

  // Nothing of the contact stays; its key may be given again.
  void erase(ContactKey key);

  // Other contacts in the place of all.
  void replace(Columns&& other);

  // Keys from 1 to last_key() may be asked for; one that was never put is not live.
  ContactKey last_key() const { return static_cast<ContactKey>(size_ - 1); }
  bool is_live(ContactKey key) const { return live_.has(key); }
  size_t live_count() const { return live_count_; }
  const KeySet& live() const { return live_; }

  // Rises with every change that can be seen.
  uint64_t version() const { return version_; }
  // Something else has changed that can be seen in lists.
  void raise_version() { ++version_; }

  // Deleted contacts have an id, too.
  std::optional<ContactKey> find(const Uuid& id) const;
  const Uuid& id(ContactKey key) const { return ids_[key]; }

  // Folded (base/text.h): what searches compare.
  std::string_view name(ContactKey key) const { return part(key, 2); }
  std::string_view email(ContactKey key) const { return part(key, 1); }
  // The phone as searches compare it: digits with calling code where it is known, no sign.
  std::string_view phone(ContactKey key) const { return part(key, 0); }
  // The name as German writes it without umlauts ("mueller"), folded; empty where that is the same.
  std::string_view spelled_name(ContactKey key) const { return part(key, 3); }

  // Phone, e-mail, name, name without umlauts, a NUL between them; and what is known of each.
  std::string_view text(ContactKey key) const { return texts_[key]; }
  // The same of many contacts (TextColumn::read).
  void read_texts(std::span<const ContactKey> keys, std::string_view* texts) const {
    texts_.read(keys, texts);
  }
  const TextSignatures& signatures() const { return signatures_; }

  // As it is shown.
  std::string_view display_name(ContactKey key) const { return names_[key]; }

  // What makes duplicates certain (dedupe/keys.h); empty where there is no valid e-mail or phone.
  std::string_view exact_email(ContactKey key) const;
  std::string_view exact_phone(ContactKey key) const;

  // Whether something stands in the field, and whether it is what it should be.
  bool has_email(ContactKey key) const { return has(key, kHasEmail); }
  bool has_valid_email(ContactKey key) const { return has(key, kHasValidEmail); }
  bool has_phone(ContactKey key) const { return has(key, kHasPhone); }
  bool has_valid_phone(ContactKey key) const { return has(key, kHasValidPhone); }

  // "+49" or empty.
  std::string_view country_code(ContactKey key) const { return pool_[country_codes_[key]]; }
  std::string_view source(ContactKey key) const { return pool_[sources_[key]]; }
  ImportId import_id(ContactKey key) const { return import_ids_[key]; }
  // The same as numbers of pool().
  uint32_t country_code_number(ContactKey key) const { return country_codes_[key]; }
  uint32_t source_number(ContactKey key) const { return sources_[key]; }
  const TextPool& pool() const { return pool_; }

  // The folded domain of the e-mail as a number of domains(); 0 where there is none, or so many
  // were met before it.
  static constexpr size_t kMaxDomains = 4096;
  uint32_t domain_number(ContactKey key) const { return domain_numbers_[key]; }
  const TextPool& domains() const { return domains_; }

  // Calls visit(number of pool()) for each tag.
  template <class Visit>
  void for_each_tag(ContactKey key, Visit&& visit) const {
    const std::string_view packed = tags_[key];
    for (size_t at = 0; at < packed.size(); at += sizeof(uint32_t)) visit(read_number(packed, at));
  }
  bool has_tag(ContactKey key, uint32_t tag) const;
  // As it is shown; empty where the contact has none of that name.
  std::string_view attribute(ContactKey key, std::string_view name) const;

  // created_at, updated_at or last_contact_at; nothing where there is none.
  std::optional<Timestamp> time(ContactKey key, Field field) const;

 private:
  enum Flag : uint8_t {
    kHasEmail = 1,
    kHasValidEmail = 2,
    kHasPhone = 4,
    kHasValidPhone = 8,
    // Until it is published: there, and not in the trash.
    kIsStaged = 16,
    kIsStagedLive = 32,
  };

  static uint32_t read_number(std::string_view packed, size_t at);
  bool has(ContactKey key, Flag flag) const { return (flags_[key] & flag) != 0; }
  std::string_view part(ContactKey key, int number) const;
  void grow(size_t size);
  void show(ContactKey key);
  void note_live(ContactKey key, bool is_live);
  void stage_texts(ContactKey key, const Contact& contact);
  void stage_packed(ContactKey key, const Contact& contact);

  // Of the keys, 0 included, which nobody has. The columns below, but for texts, have room for
  // room_ keys.
  size_t size_ = 1, room_ = 0;
  ChunkedVector<Uuid> ids_;
  KeySet live_{1};
  size_t live_count_ = 0;
  uint64_t version_ = 0;

  TextColumn texts_, names_, tags_, attributes_;
  // An exact e-mail is kept only where the folded one is not the same, an exact phone where it has
  // an extension.
  TextColumn exact_emails_, exact_phones_;
  TextSignatures signatures_;
  ChunkedVector<uint8_t> flags_;
  // Countries, sources, tags and names of attributes.
  TextPool pool_;
  ChunkedVector<uint32_t> country_codes_;
  TextPool domains_;
  ChunkedVector<uint16_t> domain_numbers_;
  // The same for all contacts of an import, until they are changed.
  ConstantChunks<uint32_t> sources_;
  ConstantChunks<ImportId> import_ids_;
  ConstantChunks<Timestamp> created_at_, updated_at_;
  // As far as there are any.
  ChunkedVector<Timestamp> last_contact_at_;

  IdIndex index_;
  ColumnsListener* listener_ = nullptr;

  // Reused for each contact.
  std::string folded_, exact_, packed_;
};

// What Columns::phone holds for a contact.
std::string searchable_phone(const Contact& contact);

// Folds a text in which ä, ö and ü are written as German does without them: ae, oe, ue. Returns
// whether there are any.
bool fold_spelled(std::string_view text, std::string& out);

}  // namespace kartei
