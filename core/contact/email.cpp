#include "contact/email.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/text.h"
#include "contact/address_literal.h"
#include "contact/idna.h"

namespace kartei {
namespace {

// RFC 5321, 4.5.3.1.1 and 4.5.3.1.2; 4.5.3.1.3 without the angle brackets of the path.
constexpr size_t kMaxLocalBytes = 64, kMaxDomainBytes = 255, kMaxAddressBytes = 254;
using idna::kMaxLabelBytes;
// NFC makes a text shorter by less than this: what is longer, is too long without looking.
constexpr size_t kMaxPartBytes = 1024;

// --- characters --------------------------------------------------------------------------------

enum CharacterClass : uint8_t { kAtext = 1, kLabel = 2, kDot = 4, kWide = 8, kDigit = 16 };

// RFC 5322's atext before the @; letters, digits and hyphens after it.
constexpr auto kClasses = [] {
  std::array<uint8_t, 256> classes{};
  for (const char c : std::string_view("-"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz")) {
    classes[static_cast<uint8_t>(c)] = kAtext | kLabel;
  }
  for (char c = '0'; c <= '9'; ++c) classes[static_cast<uint8_t>(c)] = kAtext | kLabel | kDigit;
  for (const char c : std::string_view("!#$%&'*+/=?^_`{|}~")) {
    classes[static_cast<uint8_t>(c)] = kAtext;
  }
  classes['.'] = kDot;
  for (size_t byte = 0x80; byte < 256; ++byte) classes[byte] = kWide;
  return classes;
}();

bool is(char c, unsigned classes) { return (kClasses[static_cast<uint8_t>(c)] & classes) != 0; }
bool is_wide(char c) { return is(c, kWide); }

// What is wrong, and at which byte.
struct Fault {
  ErrorCode code;
  size_t at;
};
using MaybeFault = std::optional<Fault>;

void make_email_key(std::string_view normalized, std::string& key) {
  // No domain has an @, but a quoted local part can have one.
  const size_t at_sign = normalized.rfind('@');
  std::string_view local = normalized.substr(0, at_sign);
  std::string_view domain = normalized.substr(at_sign + 1);
  if (domain == "googlemail.com") domain = "gmail.com";
  const bool is_quoted = local.starts_with('"');
  // An address that is nothing but a tag, or dots, keeps them: a key tells addresses apart.
  if (const size_t tag = local.find('+'); tag != local.npos && tag > 0 && !is_quoted)
    local = local.substr(0, tag);
  const bool ignores_dots =
      domain == "gmail.com" && !is_quoted && local.find_first_not_of('.') != local.npos;
  key.clear();
  idna::append_lower(key, local);
  if (ignores_dots) std::erase(key, '.');
  key.append("@").append(domain);
}

// --- html5 -------------------------------------------------------------------------------------

MaybeFault check_html_local(std::string_view text, size_t at_sign) {
  if (at_sign == 0) return Fault{ErrorCode::email_local_empty, 0};
  const std::string_view local = text.substr(0, at_sign);
  const auto wrong = std::ranges::find_if_not(local, [](char c) { return is(c, kAtext | kDot); });
  if (wrong == local.end()) return std::nullopt;
  return Fault{ErrorCode::email_local_character, static_cast<size_t>(wrong - local.begin())};
}

// Of a label without regard to its characters.
MaybeFault check_label(std::string_view text, size_t begin, size_t end) {
  if (begin == end) return Fault{ErrorCode::email_label_empty, begin};
  if (text[begin] == '-') return Fault{ErrorCode::email_label_hyphen, begin};
  if (text[end - 1] == '-') return Fault{ErrorCode::email_label_hyphen, end - 1};
  if (end - begin > kMaxLabelBytes) {
    return Fault{ErrorCode::email_label_too_long, begin + kMaxLabelBytes};
  }
  return std::nullopt;
}

MaybeFault check_html_domain(std::string_view text, size_t begin) {
  if (begin == text.size()) return Fault{ErrorCode::email_domain_empty, begin};
  const auto wrong = std::find_if_not(text.begin() + begin, text.end(),
                                      [](char c) { return is(c, kLabel | kDot); });
  if (wrong != text.end()) {
    return Fault{ErrorCode::email_domain_character, static_cast<size_t>(wrong - text.begin())};
  }
  while (true) {
    const size_t end = std::min(text.find('.', begin), text.size());
    if (auto fault = check_label(text, begin, end)) return fault;
    if (end == text.size()) return std::nullopt;
    begin = end + 1;
  }
}

// `text` has no line breaks. Faults are at bytes of it.
MaybeFault parse_html(std::string_view text, Email& email) {
  const std::string_view address = trim(text);
  const auto skipped = static_cast<size_t>(address.data() - text.data());
  const size_t at_sign = address.find('@');
  if (at_sign == address.npos) return Fault{ErrorCode::email_missing_at, text.size()};
  MaybeFault fault = check_html_local(address, at_sign);
  if (!fault) fault = check_html_domain(address, at_sign + 1);
  if (fault) return Fault{fault->code, skipped + fault->at};
  email.normalized.assign(address);
  lower_ascii(std::span(email.normalized).subspan(at_sign));
  make_email_key(email.normalized, email.key);
  return std::nullopt;
}

bool is_line_break(char c) { return c == '\r' || c == '\n'; }

// Where the byte that is at `at` without line breaks is in `text`.
size_t place_with_line_breaks(std::string_view text, size_t at) {
  size_t place = 0;
  for (; place < text.size(); ++place) {
    if (is_line_break(text[place])) continue;
    if (at-- == 0) break;
  }
  return place;
}

// Value sanitization of <input type=email>: "Strip newlines from the value".
MaybeFault parse_html_lines(std::string_view text, Email& email) {
  if (std::ranges::none_of(text, is_line_break)) return parse_html(text, email);
  std::string line(text);
  std::erase_if(line, is_line_break);
  MaybeFault fault = parse_html(line, email);
  if (fault) fault->at = place_with_line_breaks(text, fault->at);
  return fault;
}

// --- practical and rfc5321 -----------------------------------------------------------------------

bool is_wide_character(char32_t c) { return c >= 0x80 && idna::is_label_character(c); }

// Whether all that is not ASCII may stand in an address. `text` is valid UTF-8.
bool has_wide_characters_only(std::string_view text) {
  for (size_t position = 0; position < text.size();) {
    const char32_t c = next_code_point(text, position);
    if (c >= 0x80 && !is_wide_character(c)) return false;
  }
  return true;
}

// The code points of a valid UTF-8 text in small letters.
std::u32string small_letters(std::string_view text) {
  std::u32string letters;
  letters.reserve(text.size());
  for (size_t position = 0; position < text.size();) {
    letters.push_back(idna::to_lower(next_code_point(text, position)));
  }
  return letters;
}

bool is_dot_atom(std::string_view text) {
  char before = '.';
  for (const char c : text) {
    if (!is(c, kAtext | kWide | kDot) || (c == '.' && before == '.')) return false;
    before = c;
  }
  return before != '.';
}

// One address, read from left to right once. What has only ASCII is checked where it stands; a part
// that has more is put into its normal form and checked again there.
class Mailbox {
 public:
  Mailbox(std::string_view text, bool is_practical) : text_(text), is_practical_(is_practical) {}

  // What is wrong with it; once, and first of all.
  MaybeFault check();
  // Of an address with which nothing is wrong, over what `out` held.
  void normalize(std::string& out) const;

 private:
  MaybeFault read_local();
  MaybeFault read_dot_atom();
  MaybeFault read_quoted();
  MaybeFault normalize_local(std::string_view content);
  MaybeFault explain_local(Fault fault) const;

  MaybeFault read_domain();
  MaybeFault read_label();
  MaybeFault read_literal();
  MaybeFault check_domain_length(size_t size) const;
  MaybeFault check_last_label(size_t begin) const;
  MaybeFault normalize_domain();
  MaybeFault append_u_label(std::string_view label, size_t begin);
  MaybeFault explain_domain(Fault fault) const;

  // Behind the characters of these classes that stand at the position.
  size_t end_of(unsigned classes) const {
    size_t end = position_;
    while (end < text_.size() && is(text_[end], classes)) ++end;
    return end;
  }
  bool is_at_end() const { return position_ == text_.size(); }
  bool read_wide(unsigned ascii);
  bool is_display_name() const { return text_.ends_with('>') && text_.contains('<'); }
  // The start of the code point that reaches past byte `at`.
  size_t code_point_at(size_t at) const;
  // Of the address that is read, as they will be in its normal form but for capitals.
  std::string_view local() const {
    return normal_local_.empty() ? text_.substr(0, domain_begin_ - 1) : normal_local_;
  }
  std::string_view domain() const {
    return normal_domain_.empty() ? text_.substr(domain_begin_) : normal_domain_;
  }

  const std::string_view text_;
  const bool is_practical_;
  size_t position_ = 0;
  size_t domain_begin_ = 0;
  bool is_wide_ = false;
  // Empty where the part is good as it stands.
  std::string normal_local_, normal_domain_;
};

size_t Mailbox::code_point_at(size_t at) const {
  at = std::min(at, text_.size());
  while (at > 0 && at < text_.size() && (text_[at] & 0xC0) == 0x80) --at;
  return at;
}

// Reads one code point that is not ASCII. It is good if its normal form is, which may be ASCII of
// the class `ascii`.
bool Mailbox::read_wide(unsigned ascii) {
  const std::string_view next = text_.substr(position_, 4);
  if (valid_utf8_prefix(next) == 0) return false;
  size_t size = 0;
  if (!is_wide_character(next_code_point(next, size))) {
    const std::string_view sequence = next.substr(0, size);
    const std::string normal = normalize_nfc(sequence);
    const bool is_good = std::ranges::all_of(normal, [&](char c) { return is(c, ascii | kWide); });
    if (normal == sequence || !is_good || !has_wide_characters_only(normal)) return false;
  }
  position_ += size;
  is_wide_ = true;
  return true;
}

MaybeFault Mailbox::read_local() {
  if (!is_practical_ && text_.starts_with('"')) return read_quoted();
  return read_dot_atom();
}

// Up to the @.
MaybeFault Mailbox::read_dot_atom() {
  size_t atom = 0;
  while (true) {
    position_ = end_of(kAtext);
    if (is_at_end()) return Fault{ErrorCode::email_missing_at, position_};
    const char c = text_[position_];
    if (is_wide(c) && read_wide(kAtext)) continue;
    if (c == '@' && position_ == 0) return Fault{ErrorCode::email_local_empty, 0};
    if (c != '.' && c != '@') return Fault{ErrorCode::email_local_character, position_};
    // The dot that stands where an atom should, or at the end.
    if (position_ == atom) {
      return Fault{ErrorCode::email_local_dot, c == '.' ? position_ : position_ - 1};
    }
    if (c == '@') break;
    atom = ++position_;
  }
  if (is_wide_) return normalize_local(text_.substr(0, position_));
  if (position_ <= kMaxLocalBytes) return std::nullopt;
  return Fault{ErrorCode::email_local_too_long, kMaxLocalBytes};
}

// RFC 5321's Quoted-string: printable ASCII, where \ and " stand after a \.
MaybeFault Mailbox::read_quoted() {
  std::string content;
  for (position_ = 1; !is_at_end() && text_[position_] != '"';) {
    const bool is_escaped = text_[position_] == '\\';
    if (is_escaped) ++position_;
    if (is_at_end()) break;
    const size_t begin = position_;
    if (text_[begin] >= ' ' && text_[begin] <= '~') {
      ++position_;
    } else if (is_escaped || !is_wide(text_[begin]) || !read_wide(0)) {
      return Fault{ErrorCode::email_quote_malformed, begin};
    }
    if (content.size() <= kMaxPartBytes) content.append(text_.substr(begin, position_ - begin));
  }
  if (is_at_end()) return Fault{ErrorCode::email_quote_malformed, position_};
  if (++position_; is_at_end()) return Fault{ErrorCode::email_missing_at, position_};
  if (text_[position_] != '@') return Fault{ErrorCode::email_local_character, position_};
  if (!is_wide_ && position_ > kMaxLocalBytes) {
    return Fault{ErrorCode::email_local_too_long, kMaxLocalBytes};
  }
  return normalize_local(content);
}

// `content` is without quotes. They are put around it again if it is not a dot-atom.
MaybeFault Mailbox::normalize_local(std::string_view content) {
  const Fault too_long{ErrorCode::email_local_too_long, code_point_at(kMaxLocalBytes)};
  if (content.size() > kMaxPartBytes) return too_long;
  const std::string normal = normalize_nfc(content);
  if (!has_wide_characters_only(normal) || !idna::is_well_composed(small_letters(normal))) {
    const auto first = std::ranges::find_if(text_, is_wide);
    return Fault{ErrorCode::email_local_character, static_cast<size_t>(first - text_.begin())};
  }
  if (is_dot_atom(normal)) {
    normal_local_ = normal;
  } else {
    normal_local_ = '"';
    for (const char c : normal) {
      if (c == '"' || c == '\\') normal_local_.push_back('\\');
      normal_local_.push_back(c);
    }
    normal_local_.push_back('"');
  }
  if (normal_local_.size() > kMaxLocalBytes) return too_long;
  return std::nullopt;
}

// What it was taken for, where that says more.
MaybeFault Mailbox::explain_local(Fault fault) const {
  if (!text_.contains('@')) return Fault{ErrorCode::email_missing_at, text_.size()};
  const bool is_character = fault.code == ErrorCode::email_local_character ||
                            fault.code == ErrorCode::email_quote_malformed;
  if (is_character && is_display_name()) {
    return Fault{ErrorCode::email_display_name, text_.find('<')};
  }
  if (fault.code != ErrorCode::email_local_character) return fault;
  const char c = text_[fault.at];
  if (c == '(') return Fault{ErrorCode::email_comment, fault.at};
  if (c == '"' && is_practical_) return Fault{ErrorCode::email_quoted, fault.at};
  return fault;
}

MaybeFault Mailbox::check_domain_length(size_t size) const {
  if (size <= kMaxDomainBytes) return std::nullopt;
  return Fault{ErrorCode::email_domain_too_long, code_point_at(domain_begin_ + kMaxDomainBytes)};
}

// From after the @ to the end.
MaybeFault Mailbox::read_domain() {
  if (is_at_end()) return Fault{ErrorCode::email_domain_empty, position_};
  if (text_[position_] == '[') return read_literal();
  is_wide_ = false;
  size_t label = position_;
  while (true) {
    label = position_;
    if (auto fault = read_label()) return fault;
    if (is_at_end()) break;
    ++position_;
  }
  if (is_practical_) {
    if (auto fault = check_last_label(label)) return fault;
  }
  if (is_wide_) return normalize_domain();
  return check_domain_length(domain().size());
}

// Up to a dot or the end.
MaybeFault Mailbox::read_label() {
  const size_t begin = position_;
  bool is_ascii = true;
  while (!is_at_end() && text_[position_] != '.') {
    if (is(text_[position_], kLabel)) {
      position_ = end_of(kLabel);
    } else if (is_wide(text_[position_]) && read_wide(kLabel)) {
      is_ascii = false;
    } else {
      return Fault{ErrorCode::email_domain_character, position_};
    }
  }
  if (!is_ascii) return std::nullopt;
  if (auto fault = check_label(text_, begin, position_)) return fault;
  // Labels with such hyphens are reserved, and today A-labels are the only ones in use (RFC 5890,
  // 2.3.1).
  const std::string_view label = text_.substr(begin, position_ - begin);
  const bool is_reserved = label.size() >= 4 && label[2] == '-' && label[3] == '-';
  if (is_practical_ && is_reserved && !idna::is_a_label(label)) {
    return Fault{ErrorCode::email_idn_invalid, begin};
  }
  return std::nullopt;
}

// No domain at the top of the DNS has digits alone; where a hyphen and a number end one, it is a
// file's or a list's. A-labels, which have been looked at already, may end in any digits.
MaybeFault Mailbox::check_last_label(size_t begin) const {
  if (begin == domain_begin_) return Fault{ErrorCode::email_domain_single_label, begin};
  const std::string_view label = text_.substr(begin);
  const size_t hyphen = label.rfind('-');
  if (hyphen != label.npos && label.size() >= 4 && label.substr(2).starts_with("--"))
    return std::nullopt;
  const size_t number = hyphen == label.npos ? 0 : hyphen + 1;
  const auto is_digit = [](char c) { return is(c, kDigit); };
  if (!std::ranges::all_of(label.substr(number), is_digit)) return std::nullopt;
  return Fault{ErrorCode::email_domain_numeric, begin + number};
}

MaybeFault Mailbox::read_literal() {
  if (is_practical_) return Fault{ErrorCode::email_literal, position_};
  const size_t begin = position_ + 1;
  const size_t end = text_.find(']', begin);
  if (end == text_.npos) return Fault{ErrorCode::email_literal_malformed, text_.size()};
  if (!is_address_literal(text_.substr(begin, end - begin))) {
    return Fault{ErrorCode::email_literal_malformed, begin};
  }
  if (end + 1 < text_.size()) return Fault{ErrorCode::email_domain_character, end + 1};
  return std::nullopt;
}

// Makes A-labels of all that is not ASCII.
MaybeFault Mailbox::normalize_domain() {
  for (size_t begin = domain_begin_;; ++begin) {
    const size_t end = std::min(text_.find('.', begin), text_.size());
    const std::string_view label = text_.substr(begin, end - begin);
    if (std::ranges::none_of(label, is_wide)) {
      normal_domain_.append(label);
    } else if (auto fault = append_u_label(label, begin)) {
      return fault;
    }
    // Each label adds at least its share, so that this ends soon whatever the text.
    if (auto fault = check_domain_length(normal_domain_.size())) return fault;
    if (end == text_.size()) return std::nullopt;
    normal_domain_.push_back('.');
    begin = end;
  }
}

MaybeFault Mailbox::append_u_label(std::string_view label, size_t begin) {
  if (label.size() > kMaxPartBytes) return Fault{ErrorCode::email_label_too_long, begin};
  std::string lower;
  idna::append_lower(lower, normalize_nfc(label));
  const std::u32string code_points = small_letters(normalize_nfc(lower));
  if (code_points.size() > kMaxLabelBytes) return Fault{ErrorCode::email_label_too_long, begin};
  if (code_points.front() == '-') return Fault{ErrorCode::email_label_hyphen, begin};
  if (code_points.back() == '-') {
    return Fault{ErrorCode::email_label_hyphen, begin + label.size() - 1};
  }
  if (!idna::is_u_label(code_points)) return Fault{ErrorCode::email_idn_invalid, begin};
  if (idna::append_a_label(normal_domain_, code_points)) return std::nullopt;
  return Fault{ErrorCode::email_label_too_long, begin};
}

MaybeFault Mailbox::explain_domain(Fault fault) const {
  if (fault.code != ErrorCode::email_domain_character) return fault;
  if (is_display_name()) return Fault{ErrorCode::email_display_name, text_.find('<')};
  if (text_[fault.at] == '(') return Fault{ErrorCode::email_comment, fault.at};
  return fault;
}

MaybeFault Mailbox::check() {
  if (auto fault = read_local()) return explain_local(*fault);
  domain_begin_ = ++position_;
  if (auto fault = read_domain()) return explain_domain(*fault);
  if (local().size() + 1 + domain().size() <= kMaxAddressBytes) return std::nullopt;
  return Fault{ErrorCode::email_too_long, code_point_at(kMaxAddressBytes)};
}

void Mailbox::normalize(std::string& out) const {
  if (normal_local_.empty() && normal_domain_.empty()) {
    out.assign(text_);
  } else {
    out.assign(local()).append("@").append(domain());
  }
  lower_ascii(std::span(out).subspan(local().size()));
}

std::unexpected<Error> refuse(std::string_view text, Fault fault) {
  const std::string_view before = text.substr(0, fault.at);
  return failure(fault.code, static_cast<uint32_t>(count_code_points(before) + 1));
}

}  // namespace

Result<Email> parse_email(std::string_view text, EmailProfile profile) {
  if (profile == EmailProfile::html5) {
    Email email;
    if (const auto fault = parse_html_lines(text, email)) return refuse(text, *fault);
    return email;
  }
  Mailbox mailbox(text, profile == EmailProfile::practical);
  if (const auto fault = mailbox.check()) return refuse(text, *fault);
  Email email;
  mailbox.normalize(email.normalized);
  make_email_key(email.normalized, email.key);
  return email;
}

Result<void> normalize_email(std::string_view text, std::string& normalized) {
  Mailbox mailbox(text, true);
  if (const auto fault = mailbox.check()) return refuse(text, *fault);
  mailbox.normalize(normalized);
  return {};
}

bool is_valid_email(std::string_view text, EmailProfile profile) {
  if (profile == EmailProfile::html5) return parse_email(text, profile).has_value();
  return !Mailbox(text, profile == EmailProfile::practical).check();
}

}  // namespace kartei
