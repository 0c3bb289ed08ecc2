#include "dedupe/merge.h"

#include <algorithm>

#include "base/limits.h"

namespace kartei {

Contact merge_update(const Contact& existing, const Contact& incoming) {
  Contact merged = existing;
  if (!incoming.name.empty()) merged.name = incoming.name;
  if (!incoming.email.empty()) {
    merged.email = incoming.email;
    merged.email_normalized = incoming.email_normalized;
  }
  if (!incoming.phone.empty()) {
    // The code belongs to the number: one without the other would be another number.
    merged.phone = incoming.phone;
    merged.phone_e164 = incoming.phone_e164;
    merged.country_code = incoming.country_code;
  } else if (merged.phone.empty() && !incoming.country_code.empty()) {
    merged.country_code = incoming.country_code;
  }
  if (incoming.last_contact_at) {
    merged.last_contact_at = std::max(merged.last_contact_at, incoming.last_contact_at);
  }
  for (const std::string& tag : incoming.tags) {
    const bool is_known = std::ranges::find(merged.tags, tag) != merged.tags.end();
    if (!is_known && merged.tags.size() < kMaxTags) merged.tags.push_back(tag);
  }
  for (const auto& [name, value] : incoming.attributes) {
    const auto known = std::ranges::find(merged.attributes, name, &Attribute::first);
    if (known != merged.attributes.end()) {
      known->second = value;
    } else if (merged.attributes.size() < kMaxAttributes) {
      merged.attributes.emplace_back(name, value);
    }
  }
  return merged;
}

Contact merge_gaps(const Contact& existing, const Contact& incoming) {
  Contact gaps = incoming;
  if (!existing.name.empty()) gaps.name.clear();
  if (!existing.email.empty()) gaps.email.clear();
  if (!existing.phone.empty()) gaps.phone.clear();
  // Only with its number does another code come.
  if (gaps.phone.empty() && !existing.country_code.empty()) gaps.country_code.clear();
  if (existing.last_contact_at) gaps.last_contact_at.reset();
  std::erase_if(gaps.attributes, [&](const Attribute& attribute) {
    return std::ranges::find(existing.attributes, attribute.first, &Attribute::first) !=
           existing.attributes.end();
  });
  return merge_update(existing, gaps);
}

}  // namespace kartei
