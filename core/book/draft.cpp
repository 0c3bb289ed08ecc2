#include "book/draft.h"

#include <algorithm>

#include "contact/normalize.h"

namespace kartei {
namespace {

void merge_attributes(const Draft& draft, std::vector<Attribute>& attributes) {
  for (const auto& [name, value] : draft.attributes) {
    const auto known = std::ranges::find(attributes, name, &Attribute::first);
    if (!value) {
      if (known != attributes.end()) attributes.erase(known);
    } else if (known != attributes.end()) {
      known->second = *value;
    } else {
      attributes.emplace_back(name, *value);
    }
  }
}

std::string join(const std::vector<std::string>& tags) {
  std::string joined;
  for (const std::string& tag : tags) joined.append(tag).push_back(',');
  return joined;
}

}  // namespace

Contact apply_draft(const Contact& contact, const Draft& draft, std::vector<FieldIssue>& issues) {
  // What the draft does not name is not judged: an import or a backend may have brought more than a
  // person could enter.
  std::vector<Attribute> attributes;
  if (!draft.attributes.empty()) attributes = contact.attributes;
  merge_attributes(draft, attributes);
  const std::string tags = draft.tags ? join(*draft.tags) : "";
  const std::string created_at = contact.created_at ? format_timestamp(contact.created_at) : "";
  const std::string last_contact_at = draft.last_contact_at.value_or(
      contact.last_contact_at ? format_timestamp(*contact.last_contact_at) : "");
  const auto changed = [](const std::optional<std::string>& now, const std::string& before) {
    return std::string_view(now ? *now : before);
  };
  RawContact raw{.name = changed(draft.name, contact.name),
                 .email = changed(draft.email, contact.email),
                 .phone = changed(draft.phone, contact.phone),
                 .country_code = changed(draft.country_code, contact.country_code),
                 .created_at = created_at,
                 .last_contact_at = last_contact_at,
                 .source = changed(draft.source, contact.source),
                 .tags = tags};
  for (const auto& [name, value] : attributes) raw.attributes.emplace_back(name, value);

  Contact changed_contact = contact;
  normalize_contact(raw, {}, changed_contact, issues);
  if (!draft.tags) changed_contact.tags = contact.tags;
  if (draft.attributes.empty()) changed_contact.attributes = contact.attributes;
  return changed_contact;
}

Contact apply_edit(const Contact& contact, const BulkEdit& edit, std::vector<FieldIssue>& issues) {
  Draft draft{
      .country_code = edit.country_code, .source = edit.source, .attributes = edit.attributes};
  if (edit.add_tags.empty() && edit.remove_tags.empty()) return apply_draft(contact, draft, issues);
  draft.tags = contact.tags;
  std::erase_if(*draft.tags, [&](const std::string& tag) {
    return std::ranges::find(edit.remove_tags, tag) != edit.remove_tags.end();
  });
  draft.tags->append_range(edit.add_tags);
  return apply_draft(contact, draft, issues);
}

void derive_fields(Contact& contact) {
  std::vector<FieldIssue> issues;
  const Contact normalized = apply_draft(contact, {}, issues);
  contact.email_normalized = normalized.email_normalized;
  contact.phone_e164 = normalized.phone_e164;
}

}  // namespace kartei
