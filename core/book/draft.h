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
};

// `contact` with the draft's changes, normalized. What is wrong with it is appended to `issues`.
Contact apply_draft(const Contact& contact, const Draft& draft, std::vector<FieldIssue>& issues);

}  // namespace kartei
