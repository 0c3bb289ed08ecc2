#include "contact/normalize.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "contact/country.h"
#include "contact/email.h"
#include "contact/phone.h"

namespace kartei {
namespace {

// --- text ------------------------------------------------------------------------------------

// Most cells are: valid, in normal form, of one line. A word of its bytes at a time: one below the
// blank borrows, one beyond the tilde carries into its highest bit.
template <class Word>
Word unprintable_bits(const char* bytes) {
  constexpr Word kOnes = static_cast<Word>(0x0101010101010101);
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return ((word - ' ' * kOnes) | (word + kOnes) | word) & 0x80 * kOnes;
}

// At least one word, the last of which may have bytes of the one before it.
template <class Word>
bool is_printable_in_words(std::string_view text) {
  Word found = unprintable_bits<Word>(text.data() + text.size() - sizeof(Word));
  for (size_t at = 0; at + sizeof(Word) < text.size(); at += sizeof(Word)) {
    found |= unprintable_bits<Word>(text.data() + at);
  }
  return found == 0;
}

bool is_printable_ascii(std::string_view text) {
  if (text.size() >= sizeof(uint64_t)) return is_printable_in_words<uint64_t>(text);
  if (text.size() >= sizeof(uint32_t)) return is_printable_in_words<uint32_t>(text);
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_plain(std::string_view text) {
  return text.size() <= kMaxFieldBytes && is_printable_ascii(text);
}

// Writes a text that is not all printable ASCII, trimmed, in normal form over `out`; returns what
// is wrong with it.
std::optional<FieldIssue> normalize_text(std::string_view text, Field field, std::string& out) {
  out.clear();
  const size_t valid = valid_utf8_prefix(text);
  if (valid < text.size()) {
    append_nfc(out, replace_invalid_utf8(text));
    const auto column = static_cast<uint32_t>(count_code_points(text.substr(0, valid)) + 1);
    return FieldIssue{ErrorCode::text_invalid_utf8, field, column};
  }
  append_nfc(out, text);
  if (out.size() > kMaxFieldBytes) return FieldIssue{ErrorCode::field_too_long, field};
  return std::nullopt;
}

// Whether nothing of it is kept: see Gate::read_other_text().
bool is_blank(std::string_view text) {
  text = trim(text);
  while (text.starts_with('\0')) text = trim(text.substr(1));
  return text.empty();
}

// LF, VT, FF, CR, U+0085, U+2028 or U+2029 (Unicode 15, 5.8); npos where there is none.
size_t find_line_break(std::string_view text) {
  for (size_t position = 0; position < text.size(); ++position) {
    const char byte = text[position];
    if (byte >= '\n' && byte <= '\r') return position;
    if (byte != '\xC2' && byte != '\xE2') continue;
    const std::string_view rest = text.substr(position);
    for (const char* line_break : {"\u0085", "\u2028", "\u2029"}) {
      if (rest.starts_with(line_break)) return position;
    }
  }
  return std::string_view::npos;
}

// Makes one line of a trimmed text: line breaks and the blanks around them become one blank.
void join_lines(std::string& text) {
  std::string line;
  std::string_view rest = text;
  while (true) {
    const size_t end = find_line_break(rest);
    if (end == rest.npos) break;
    line.append(trim(rest.substr(0, end))).push_back(' ');
    rest = trim(rest.substr(end));
  }
  if (!line.empty()) text = line.append(rest);
}

void drop_repeated_names(std::vector<Attribute>& attributes) {
  if (attributes.size() < 2) return;
  std::vector<std::string_view> names;
  names.reserve(attributes.size());
  for (const Attribute& attribute : attributes) names.push_back(attribute.first);
  heap_sort(names);
  if (std::ranges::adjacent_find(names) == names.end()) return;
  std::vector<Attribute> kept;
  for (Attribute& attribute : attributes) {
    const auto earlier = std::ranges::find(kept, attribute.first, &Attribute::first);
    if (earlier == kept.end()) {
      kept.push_back(std::move(attribute));
    } else {
      earlier->second = std::move(attribute.second);
    }
  }
  attributes = std::move(kept);
}

// --- fields ----------------------------------------------------------------------------------

// Google writes several labels so, and a star before its own: "Kunden ::: * myContacts".
constexpr std::string_view kSeveralLabels = ":::", kOwnLabel = "* ";

// One contact on its way in.
class Gate {
 public:
  Gate(const RawContact& raw, const NormalizeOptions& options, Contact& contact,
       std::vector<FieldIssue>& issues)
      : raw_(raw),
        options_(options),
        contact_(contact),
        issues_(issues),
        first_issue_(issues.size()) {}

  void read_all();

 private:
  void read_email();
  void read_phone(bool is_country_known);
  void read_tags();
  void read_attributes();

  // Return whether nothing is wrong with it.
  bool read_text(std::string_view raw, Field field, std::string& out);
  bool read_other_text(std::string_view text, Field field, std::string& out);
  bool read_line(std::string_view raw, Field field, std::string& out);
  bool read_country_code();

  std::optional<Timestamp> read_date(std::string_view raw, Field field);
  void note(FieldIssue issue);
  void note(const Error& error, Field field) { note({error.code, field, error.column}); }

  const RawContact& raw_;
  const NormalizeOptions& options_;
  Contact& contact_;
  std::vector<FieldIssue>& issues_;
  const size_t first_issue_;
  // Whether the calling code came as "DE" or "Germany".
  bool names_country_ = false;
};

void Gate::read_all() {
  const bool is_empty = is_blank(raw_.name) && is_blank(raw_.email) && is_blank(raw_.phone);
  if (is_empty) note({ErrorCode::contact_empty});
  read_line(raw_.name, Field::name, contact_.name);
  read_email();
  const bool is_known = read_country_code();
  read_phone(is_known);
  contact_.created_at = read_date(raw_.created_at, Field::created_at).value_or(0);
  contact_.last_contact_at = read_date(raw_.last_contact_at, Field::last_contact_at);
  read_text(raw_.source, Field::source, contact_.source);
  read_tags();
  read_attributes();
}

bool Gate::read_text(std::string_view raw, Field field, std::string& out) {
  const std::string_view text = trim(raw);
  if (is_plain(text)) {
    out.assign(text);
    return true;
  }
  return read_other_text(text, field, out);
}

// What is not plain, trimmed.
bool Gate::read_other_text(std::string_view text, Field field, std::string& out) {
  const auto issue = normalize_text(text, field, out);
  if (issue) note(*issue);
  // Nobody types a NUL, and many a reader takes it for the end of the file.
  if (out.contains('\0')) {
    std::erase(out, '\0');
    out = std::string(trim(out));
  }
  return !issue;
}

bool Gate::read_line(std::string_view raw, Field field, std::string& out) {
  const std::string_view text = trim(raw);
  if (is_plain(text)) {
    out.assign(text);
    return true;
  }
  const bool is_good = read_other_text(text, field, out);
  join_lines(out);
  return is_good;
}

void Gate::read_email() {
  contact_.email_normalized.clear();
  const bool is_good = read_text(raw_.email, Field::email, contact_.email);
  if (!is_good || contact_.email.empty()) return join_lines(contact_.email);
  auto read = normalize_email(contact_.email, contact_.email_normalized);
  if (!read && find_line_break(contact_.email) != std::string::npos) {
    std::string line = contact_.email;
    std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
    read = normalize_email(line, contact_.email_normalized);
    if (read) contact_.email = std::move(line);
  }
  if (read) return;
  // The column is one of the text as it is kept.
  join_lines(contact_.email);
  note(parse_email(contact_.email).error(), Field::email);
}

bool Gate::read_country_code() {
  if (!read_text(raw_.country_code, Field::country_code, contact_.country_code)) return false;
  if (contact_.country_code.empty()) return true;
  names_country_ = std::ranges::none_of(contact_.country_code, is_ascii_digit);
  auto code = parse_country_code(contact_.country_code);
  if (code) {
    contact_.country_code = std::move(*code);
  } else {
    note(code.error(), Field::country_code);
  }
  return code.has_value();
}

void Gate::read_phone(bool is_country_known) {
  contact_.phone_e164.clear();
  const bool is_good = read_line(raw_.phone, Field::phone, contact_.phone);
  if (!is_good || contact_.phone.empty()) return;
  // A country code that cannot be read says that there is one, only not which.
  const bool has_country = !contact_.country_code.empty();
  const std::string_view given = is_country_known ? std::string_view(contact_.country_code) : "";
  auto phone = parse_phone(contact_.phone, has_country ? given : options_.default_country_code,
                           std::move(contact_.phone_e164));
  contact_.phone_e164.clear();
  if (!phone) return note(phone.error(), Field::phone);
  const bool is_other = !given.empty() && phone->country_code != given;
  // Where somebody lives says nothing about where the number is from.
  if (is_other && !names_country_) {
    return note({ErrorCode::phone_calling_code_contradicts, Field::phone});
  }
  if (!has_country || is_other) contact_.country_code = std::move(phone->country_code);
  contact_.phone_e164 = std::move(phone->e164);
}

std::optional<Timestamp> Gate::read_date(std::string_view raw, Field field) {
  const std::string_view text = trim(raw);
  if (text.empty()) return std::nullopt;
  const auto time = parse_timestamp(text);
  if (time) return *time;
  note(time.error(), field);
  return std::nullopt;
}

void Gate::read_tags() {
  auto& tags = contact_.tags;
  if (raw_.tags.empty()) return tags.clear();
  std::string text;
  read_text(raw_.tags, Field::tags, text);
  // What has too many already may keep as many, so that some can be taken away.
  const size_t limit = std::max(kMaxTags, tags.size());
  size_t count = 0;
  for (std::string_view rest = text; !rest.empty();) {
    size_t end = rest.find_first_of(",;:");
    while (end != rest.npos && rest[end] == ':' && !rest.substr(end).starts_with(kSeveralLabels)) {
      end = rest.find_first_of(",;:", end + 1);
    }
    end = std::min(end, rest.size());
    std::string_view tag = trim(rest.substr(0, end));
    const size_t width = rest.substr(end).starts_with(':') ? kSeveralLabels.size() : 1;
    rest.remove_prefix(std::min(end + width, rest.size()));
    while (tag.starts_with(kOwnLabel)) tag = trim(tag.substr(kOwnLabel.size()));
    if (tag.size() > 1 && tag.starts_with('"') && tag.ends_with('"')) {
      tag = trim(tag.substr(1, tag.size() - 2));
    }
    const auto known = tags.begin() + count;
    if (tag.empty() || std::find(tags.begin(), known, tag) != known) continue;
    if (count == limit) {
      note({ErrorCode::field_too_long, Field::tags});
      break;
    }
    if (count == tags.size()) tags.emplace_back();
    tags[count++].assign(tag);
  }
  tags.resize(count);
}

void Gate::read_attributes() {
  auto& attributes = contact_.attributes;
  const size_t limit = std::max(kMaxAttributes, attributes.size());
  size_t count = 0;
  for (const auto& [name, value] : raw_.attributes) {
    if (is_blank(value)) continue;
    if (count == limit) {
      note({ErrorCode::field_too_long, Field::attributes});
      break;
    }
    if (count == attributes.size()) attributes.emplace_back();
    Attribute& attribute = attributes[count++];
    read_text(name, Field::attributes, attribute.first);
    read_text(value, Field::attributes, attribute.second);
  }
  attributes.resize(count);
  drop_repeated_names(attributes);
}

// The first issue of a field is the one that is kept.
void Gate::note(FieldIssue issue) {
  const bool is_new = issues_.size() == first_issue_ || issues_.back().field != issue.field;
  if (is_new) issues_.push_back(issue);
}

}  // namespace

void normalize_contact(const RawContact& raw, const NormalizeOptions& options, Contact& contact,
                       std::vector<FieldIssue>& issues) {
  Gate(raw, options, contact, issues).read_all();
}

}  // namespace kartei
