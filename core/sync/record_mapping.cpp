#include "sync/record_mapping.h"

#include <algorithm>
#include <charconv>

#include "base/sha256.h"
#include "base/text.h"
#include "contact/normalize.h"
#include "json/json_pointer.h"

namespace kartei {
namespace {

constexpr std::string_view kAttributes = "attributes";

// The mapping that a flat name goes by.
const FieldMapping* find_mapping(const Profile& profile, std::string_view name) {
  auto found = std::ranges::find(profile.fields, name, &FieldMapping::name);
  if (found == profile.fields.end() && name.starts_with(kAttributePrefix)) {
    found = std::ranges::find(profile.fields, kAttributes, &FieldMapping::name);
  }
  return found == profile.fields.end() ? nullptr : &*found;
}

bool is_time(std::string_view name) { return name == "created_at" || name == "last_contact_at"; }

// A number that may be seconds or milliseconds: seconds reach 1e11 in the year 5138, milliseconds
// were there in 1973.
Timestamp from_number(double number) {
  constexpr double kFirstMilliseconds = 1e11;
  return static_cast<Timestamp>(number < kFirstMilliseconds ? number * 1000 : number);
}

std::string text_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  return json.is_number() || json.is_boolean() ? dump_json(json) : std::string();
}

// --- a record as a contact ---

// The texts that a RawContact looks into.
struct RawTexts {
  std::string name, email, phone, country_code, created_at, last_contact_at, source, tags;
  std::vector<Attribute> attributes;

  std::string* find(std::string_view field) {
    if (field == "name") return &name;
    if (field == "email") return &email;
    if (field == "phone") return &phone;
    if (field == "country_code") return &country_code;
    if (field == "created_at") return &created_at;
    if (field == "last_contact_at") return &last_contact_at;
    return field == "source" ? &source : nullptr;
  }

  Contact normalize(const Contact& before) const {
    RawContact raw{.name = name,
                   .email = email,
                   .phone = phone,
                   .country_code = country_code,
                   .created_at = created_at,
                   .last_contact_at = last_contact_at,
                   .source = source,
                   .tags = tags};
    for (const auto& [key, value] : attributes) raw.attributes.emplace_back(key, value);
    Contact contact = before;
    std::vector<FieldIssue> issues;
    normalize_contact(raw, {}, contact, issues);
    return contact;
  }
};

std::string join_tags(const Json& json) {
  if (!json.is_array()) return text_of(json);
  std::string joined;
  for (const Json& tag : json) joined.append(text_of(tag)).push_back(',');
  return joined;
}

void read_field(const Profile& profile, const FieldMapping& mapping, const Json& json,
                RawTexts& texts) {
  if (mapping.name == "tags") {
    texts.tags = join_tags(json);
  } else if (mapping.name == kAttributes) {
    if (!json.is_object()) return;
    for (const auto& [name, value] : json.items()) {
      const bool is_alone = is_mapped(profile, std::string(kAttributePrefix) + name);
      if (!is_alone) texts.attributes.emplace_back(name, text_of(value));
    }
  } else if (mapping.name.starts_with(kAttributePrefix)) {
    texts.attributes.emplace_back(mapping.name.substr(kAttributePrefix.size()), text_of(json));
  } else if (is_time(mapping.name)) {
    const auto time = parse_remote_time(&json);
    if (time) *texts.find(mapping.name) = format_timestamp(*time);
  } else {
    *texts.find(mapping.name) = text_of(json);
  }
}

// --- a contact as a record ---

Json encode_time(std::optional<Timestamp> time, Codec codec) {
  if (!time || *time == 0) return nullptr;
  if (codec == Codec::unix) return *time / 1000;
  if (codec == Codec::unix_ms) return *time;
  return format_timestamp(*time);
}

Json encode_text(const Profile& profile, const std::string& text) {
  return text.empty() && profile.update.clears_with_null ? Json(nullptr) : Json(text);
}

Json encode_tags(const std::vector<std::string>& tags, Codec codec) {
  if (codec != Codec::comma) return tags;
  std::string joined;
  for (const std::string& tag : tags) joined.append(joined.empty() ? "" : ", ").append(tag);
  return joined;
}

std::string find_attribute(const Contact& contact, std::string_view name) {
  const auto found = std::ranges::find(contact.attributes, name, &Attribute::first);
  return found == contact.attributes.end() ? std::string() : found->second;
}

// They are sent together, so what the server has beside the named ones stays: what is no text, for
// one, and what somebody has not decided yet.
Json encode_attributes(const Profile& profile, const Json* there, const Contact& contact,
                       const std::vector<std::string>& names) {
  Json object = there && there->is_object() ? *there : Json::object();
  for (const std::string& flat : names) {
    if (!flat.starts_with(kAttributePrefix) || is_mapped(profile, flat)) continue;
    const std::string name = flat.substr(kAttributePrefix.size());
    const std::string value = find_attribute(contact, name);
    const auto kept = object.find(name);
    if (value.empty()) {
      object.erase(name);
    } else if (kept == object.end() || text_of(*kept) != value) {
      object[name] = value;
    }
  }
  return object;
}

Json encode_field(const Profile& profile, const FieldMapping& mapping, const Json* there,
                  const Contact& contact, const std::vector<std::string>& names = {}) {
  const std::string& name = mapping.name;
  if (name == "name") return encode_text(profile, contact.name);
  if (name == "email") return encode_text(profile, contact.email);
  if (name == "phone") return encode_text(profile, contact.phone);
  if (name == "country_code") return encode_text(profile, contact.country_code);
  if (name == "source") return encode_text(profile, contact.source);
  if (name == "created_at") return encode_time(contact.created_at, mapping.codec);
  if (name == "last_contact_at") return encode_time(contact.last_contact_at, mapping.codec);
  if (name == "tags") return encode_tags(contact.tags, mapping.codec);
  if (name == kAttributes) return encode_attributes(profile, there, contact, names);
  const std::string_view attribute = std::string_view(name).substr(kAttributePrefix.size());
  return encode_text(profile, find_attribute(contact, attribute));
}

std::vector<const FieldMapping*> mappings_of(const Profile& profile,
                                             const std::vector<std::string>& names) {
  std::vector<const FieldMapping*> mappings;
  for (const std::string& name : names) {
    const FieldMapping* mapping = find_mapping(profile, name);
    if (mapping && std::ranges::find(mappings, mapping) == mappings.end()) {
      mappings.push_back(mapping);
    }
  }
  return mappings;
}

void stamp(const Profile& profile, const Contact& contact, Json& body) {
  if (!profile.stamp.empty()) set_at(body, profile.stamp, format_timestamp(contact.updated_at));
}

// Writes the named fields into `target`, looking at what `record` has.
void write_fields(const Profile& profile, const Json& record, const Contact& contact,
                  const std::vector<std::string>& names, Json& target) {
  for (const FieldMapping* mapping : mappings_of(profile, names)) {
    const Json* there = find_at(record, mapping->pointer);
    set_at(target, mapping->pointer, encode_field(profile, *mapping, there, contact, names));
  }
  stamp(profile, contact, target);
}

bool is_empty(const Json& json) {
  return json.is_null() || (json.is_string() && json.get_ref<const std::string&>().empty()) ||
         (json.is_structured() && json.empty());
}

// What all clients call a record that none of them has made: if it is made anew by two of them,
// both mean the same one.
Uuid name_of(const Profile& profile, std::string_view id) {
  Sha256 sum;
  sum.update(profile.base);
  sum.update("\n");
  sum.update(id);
  const std::string hex = sum.hex();
  Uuid name;
  for (size_t i = 0; i < name.bytes.size(); ++i) {
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, name.bytes[i], 16);
  }
  // RFC 9562, section 5.8: version 8, of whatever an application likes.
  name.bytes[6] = static_cast<uint8_t>((name.bytes[6] & 0x0f) | 0x80);
  name.bytes[8] = static_cast<uint8_t>((name.bytes[8] & 0x3f) | 0x80);
  return name;
}

}  // namespace

std::string scalar_text(const Json* json) {
  if (!json) return {};
  if (json->is_string()) return json->get<std::string>();
  return json->is_number_integer() ? dump_json(*json) : std::string();
}

std::optional<Timestamp> parse_remote_time(const Json* json) {
  if (!json) return std::nullopt;
  if (json->is_number()) return from_number(json->get<double>());
  if (!json->is_string()) return std::nullopt;
  const auto time = parse_timestamp(json->get_ref<const std::string&>());
  return time ? std::optional(*time) : std::nullopt;
}

Result<RemoteRecord> read_record(const Profile& profile, const Json& json) {
  RemoteRecord record{.id = scalar_text(find_at(json, profile.id))};
  if (record.id.empty()) return failure(ErrorCode::answer_unreadable);
  const auto at = [&](const std::string& pointer) {
    return pointer.empty() ? nullptr : find_at(json, pointer);
  };
  const Json* deleted = at(profile.deleted);
  record.is_deleted = deleted && *deleted != false && !is_empty(*deleted);
  record.ref = parse_uuid(scalar_text(at(profile.ref)));
  // Where clients choose ids, the id is what they call it.
  if (!record.ref) record.ref = parse_uuid(record.id);
  // Whoever makes it anew does so under that name: what is gone must not be taken for it.
  if (!record.ref && !record.is_deleted) record.ref = name_of(profile, record.id);
  record.version = scalar_text(at(profile.version));
  record.updated = scalar_text(at(profile.updated));
  record.json = json;
  return record;
}

std::vector<RemoteRecord> read_records(const Profile& profile, const std::vector<Json>& list) {
  std::vector<RemoteRecord> records;
  for (const Json& json : list) {
    auto record = read_record(profile, json);
    if (record) records.push_back(std::move(*record));
  }
  return records;
}

Json fields_of(const Profile& profile, const Contact& contact) {
  Json fields = Json::object();
  for (const FieldMapping& mapping : profile.fields) {
    if (mapping.name == kAttributes) {
      for (const auto& [name, value] : contact.attributes) {
        if (!value.empty()) fields[std::string(kAttributePrefix) + name] = value;
      }
      continue;
    }
    Json value = encode_field(
        {}, {.name = mapping.name, .codec = is_time(mapping.name) ? Codec::unix_ms : Codec::plain},
        nullptr, contact);
    if (mapping.name == "tags") std::sort(value.begin(), value.end());
    // Where records have seconds only, the rest is no difference that could ever be sent.
    const bool is_coarse = mapping.codec == Codec::unix && value.is_number_integer();
    if (is_coarse) value = value.get<Timestamp>() / 1000 * 1000;
    if (!is_empty(value)) fields[mapping.name] = std::move(value);
  }
  return fields;
}

Json fields_of_record(const Profile& profile, const Json& record) {
  RawTexts texts;
  for (const FieldMapping& mapping : profile.fields) {
    const Json* json = find_at(record, mapping.pointer);
    if (json) read_field(profile, mapping, *json, texts);
  }
  return fields_of(profile, texts.normalize({}));
}

Contact contact_of_record(const Profile& profile, const Json& record) {
  return with_fields(profile, {}, fields_of_record(profile, record));
}

Json field_value(const Json& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? Json(nullptr) : *found;
}

Contact with_fields(const Profile& profile, const Contact& contact, const Json& fields) {
  RawTexts texts{
      .name = contact.name,
      .email = contact.email,
      .phone = contact.phone,
      .country_code = contact.country_code,
      .created_at = contact.created_at ? format_timestamp(contact.created_at) : "",
      .last_contact_at = contact.last_contact_at ? format_timestamp(*contact.last_contact_at) : "",
      .source = contact.source,
      .tags = join_tags(contact.tags)};
  for (const Attribute& attribute : contact.attributes) {
    const std::string flat = std::string(kAttributePrefix) + attribute.first;
    if (!find_mapping(profile, flat)) texts.attributes.push_back(attribute);
  }
  for (const FieldMapping& mapping : profile.fields) {
    if (mapping.name == kAttributes) continue;
    const auto found = fields.find(mapping.name);
    const bool is_attribute = mapping.name.starts_with(kAttributePrefix);
    if (found == fields.end() && is_attribute) continue;
    read_field(profile, mapping, found == fields.end() ? Json("") : *found, texts);
    if (found == fields.end() && is_time(mapping.name)) texts.find(mapping.name)->clear();
  }
  // Those that the contact has keep their order.
  for (const auto& [name, value] : fields.items()) {
    if (!name.starts_with(kAttributePrefix) || is_mapped(profile, name)) continue;
    texts.attributes.emplace_back(name.substr(kAttributePrefix.size()), text_of(value));
  }
  Contact changed = texts.normalize(contact);
  // Nothing but their order is different: then it is the contact's own.
  if (fields_of(profile, changed) == fields_of(profile, contact)) return contact;
  return changed;
}

std::vector<std::string> changed_names(const Json& before, const Json& after) {
  std::vector<std::string> names;
  for (const auto& [name, value] : after.items()) {
    const auto old = before.find(name);
    // Each contact has one; nobody has typed it where the record has none.
    const bool is_made_up = old == before.end() && name == "created_at";
    if (!is_made_up && (old == before.end() || *old != value)) names.push_back(name);
  }
  for (const auto& [name, value] : before.items()) {
    if (!after.contains(name)) names.push_back(name);
  }
  return names;
}

Json make_created(const Profile& profile, const Contact& contact, std::string_view id,
                  const Uuid& ref) {
  Json body = Json::object();
  for (const auto& [pointer, value] : profile.constants) set_at(body, pointer, value);
  if (!profile.ref.empty()) set_at(body, profile.ref, format_uuid(ref));
  // After the reference, which may be the same place.
  if (profile.create.has_client_id) set_at(body, profile.id, std::string(id));
  std::vector<std::string> names;
  const Json fields = fields_of(profile, contact);
  for (const auto& [name, value] : fields.items()) names.push_back(name);
  write_fields(profile, body, contact, names, body);
  return body;
}

Json make_updated(const Profile& profile, const Json& record, const Contact& contact,
                  const std::vector<std::string>& names) {
  Json body = record;
  write_fields(profile, record, contact, names, body);
  return body;
}

Json make_patch(const Profile& profile, const Json& record, const Contact& contact,
                const std::vector<std::string>& names) {
  Json body = Json::object();
  write_fields(profile, record, contact, names, body);
  return body;
}

std::optional<Timestamp> find_updated(const Profile& profile, const Json& record) {
  if (profile.updated.empty()) return std::nullopt;
  return parse_remote_time(find_at(record, profile.updated));
}

bool is_mapped(const Profile& profile, std::string_view name) {
  return std::ranges::contains(profile.fields, name, &FieldMapping::name);
}

MergePolicy policy_of(const Profile& profile, std::string_view name) {
  const FieldMapping* mapping = find_mapping(profile, name);
  return mapping ? mapping->policy : MergePolicy::ask;
}

}  // namespace kartei
