// What a person or a program gives to be saved: a new contact, or changes to one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "contact/contact.h"

namespace kartei {

// A field that is absent stays as it is.
struct Draft {
  std::optional<Uuid> id;
  std::optional<std::string> name, email, phone, country_code, source;
  // As text, so that a bad date is an issue like any other; empty clears it.
  std::optional<std::string> last_contact_at;
  std::optional<std::vector<std::string>> tags;
  // Merged by name; nothing removes one.
  std::vector<std::pair<std::string, std::optional<std::string>>> attributes;
  // Nothing is saved if the contact was updated at another time than this.
  std::optional<Timestamp> expected_updated_at;
};

// What a bulk edit sets in each contact.
struct BulkEdit {
  std::optional<std::string> country_code, source;
  std::vector<std::string> add_tags, remove_tags;
  std::vector<std::pair<std::string, std::optional<std::string>>> attributes;
};

// `contact` with the draft's changes, normalized. What is wrong with it is appended to `issues`.
Contact apply_draft(const Contact& contact, const Draft& draft, std::vector<FieldIssue>& issues);
Contact apply_edit(const Contact& contact, const BulkEdit& edit, std::vector<FieldIssue>& issues);

// Fills the derived fields anew and leaves the others as they are.
void derive_fields(Contact& contact);

}  // namespace kartei
