// A filter made ready for many contacts: needles are folded once, and answers are sets.
//
//   const KeySet hits = Matcher(filter, now).run(columns);
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/filter.h"
#include "query/key_set.h"

namespace kartei {

class Matcher {
 public:
  // `now` is what the last days are counted from. A segment without filter and members matches
  // none.
  explicit Matcher(const Filter& filter, Timestamp now = 0);

  // The live contacts that match.
  KeySet run(const Columns& columns) const { return run(columns, columns.live()); }
  // The same where it is known that no others do.
  KeySet run(const Columns& columns, KeySet candidates) const;

  // Whether a live contact does.
  bool matches(const Columns& columns, ContactKey key) const;

 private:
  struct Needle {
    std::string text;
    TextMask mask;
  };
  // Matches where one of its spellings is in the text, or the digits, if there are any, are in the
  // phone.
  struct Word {
    std::vector<Needle> spellings = {};
    Needle digits = {};

    // Adds those contacts of a block of keys that may have it, or those that have it for certain.
    void add_covering(const TextSignatures& signatures, size_t block, bool only_exact,
                      KeyBlock& covering) const;
    bool is_exact() const;
    // In a contact's text.
    bool is_in(std::string_view text) const;
    // Takes those out of `keys` in whose texts it is not.
    void drop_others(const Columns& columns, std::span<const ContactKey> unsure,
                     KeySet& keys) const;
    // By the number of each.
    std::vector<bool> find_domains(const TextPool& domains) const;
  };

  // Takes out of `keys` what does not match: so what is cheap comes first, and what follows has
  // less to look at.
  void keep_matching(const Columns& columns, KeySet& keys) const;
  void keep_any(const Columns& columns, KeySet& keys) const;
  void keep_words(const Columns& columns, KeySet& keys) const;
  void keep_word(const Columns& columns, const Word& word, KeySet& keys) const;
  void keep_condition(const Columns& columns, KeySet& keys) const;
  void keep_text_condition(const Columns& columns, KeySet& keys) const;
  // What cannot have one of the values is dropped.
  void keep_covering(const Columns& columns, KeySet& keys) const;
  void keep_numbers(const Columns& columns, uint32_t (Columns::*number)(ContactKey) const,
                    KeySet& keys) const;
  void keep_tags(const Columns& columns, KeySet& keys) const;
  void keep_attribute(const Columns& columns, KeySet& keys) const;
  void keep_phone(const Columns& columns, KeySet& keys) const;
  void keep_time(const Columns& columns, KeySet& keys) const;

  void fold_values();
  void read_words();
  void add_word(std::string_view text);
  std::vector<uint32_t> find_values(const TextPool& pool) const;
  bool matches_value(std::string_view text) const;
  bool is_in_time(std::optional<Timestamp> time) const;
  // The lower, the earlier it is asked.
  int cost() const;

  Filter filter_;
  std::vector<Matcher> children_;
  std::vector<Word> words_;
  // Of the values of a condition on a text.
  std::vector<TextMask> value_masks_;
};

}  // namespace kartei
