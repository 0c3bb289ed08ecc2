#include "contact/email.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace kartei {
namespace {

// RFC 1034, 3.5.
constexpr size_t kMaxLabelBytes = 63;

enum CharacterClass : uint8_t { kLocal = 1, kDomain = 2 };

// RFC 5322's atext and the dot before the @; letters, digits, hyphens and dots after it.
constexpr auto kClasses = [] {
  std::array<uint8_t, 256> classes{};
  for (const char c : std::string_view("0123456789.-"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz")) {
    classes[static_cast<uint8_t>(c)] = kLocal | kDomain;
  }
  for (const char c : std::string_view("!#$%&'*+/=?^_`{|}~")) {
    classes[static_cast<uint8_t>(c)] = kLocal;
  }
  return classes;
}();

bool is_local_character(char c) { return (kClasses[static_cast<uint8_t>(c)] & kLocal) != 0; }
bool is_domain_character(char c) { return (kClasses[static_cast<uint8_t>(c)] & kDomain) != 0; }

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

void make_lower(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) text[i] = to_lower(text[i]);
}

// What is wrong, and at which byte.
struct Fault {
  ErrorCode code;
  size_t at;
};

std::optional<Fault> check_local(std::string_view text, size_t at_sign) {
  if (at_sign == 0) return Fault{ErrorCode::email_local_empty, 0};
  const std::string_view local = text.substr(0, at_sign);
  const auto wrong = std::ranges::find_if_not(local, is_local_character);
  if (wrong == local.end()) return std::nullopt;
  return Fault{ErrorCode::email_local_character, static_cast<size_t>(wrong - local.begin())};
}

std::optional<Fault> check_label(std::string_view text, size_t begin, size_t end) {
  if (begin == end) return Fault{ErrorCode::email_label_empty, begin};
  if (text[begin] == '-') return Fault{ErrorCode::email_label_hyphen, begin};
  if (text[end - 1] == '-') return Fault{ErrorCode::email_label_hyphen, end - 1};
  if (end - begin > kMaxLabelBytes) {
    return Fault{ErrorCode::email_label_too_long, begin + kMaxLabelBytes};
  }
  return std::nullopt;
}

std::optional<Fault> check_domain(std::string_view text, size_t begin) {
  if (begin == text.size()) return Fault{ErrorCode::email_domain_empty, begin};
  const auto wrong = std::find_if_not(text.begin() + begin, text.end(), is_domain_character);
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

std::string make_key(std::string_view normalized, size_t at_sign) {
  std::string_view local = normalized.substr(0, at_sign);
  std::string_view domain = normalized.substr(at_sign + 1);
  if (domain == "googlemail.com") domain = "gmail.com";
  // An address that is nothing but a tag, or dots, keeps them: a key tells addresses apart.
  if (const size_t tag = local.find('+'); tag != local.npos && tag > 0)
    local = local.substr(0, tag);
  const bool ignores_dots = domain == "gmail.com" && local.find_first_not_of('.') != local.npos;
  std::string key;
  key.reserve(local.size() + 1 + domain.size());
  key.append(local);
  if (ignores_dots) std::erase(key, '.');
  make_lower(key, 0, key.size());
  return key.append("@").append(domain);
}

Result<Email> parse_single_line(std::string_view text) {
  const std::string_view address = trim(text);
  const auto refuse = [&](Fault fault) {
    const std::string_view before(text.data(), address.data() + fault.at);
    return failure(fault.code, static_cast<uint32_t>(count_code_points(before) + 1));
  };
  const size_t at_sign = address.find('@');
  if (at_sign == address.npos) return failure(ErrorCode::email_missing_at);
  if (const auto fault = check_local(address, at_sign)) return refuse(*fault);
  if (const auto fault = check_domain(address, at_sign + 1)) return refuse(*fault);
  Email email{.normalized = std::string(address)};
  make_lower(email.normalized, at_sign, email.normalized.size());
  email.key = make_key(email.normalized, at_sign);
  return email;
}

}  // namespace

Result<Email> parse_email(std::string_view text, EmailProfile profile) {
  ensure(profile == EmailProfile::html5, "there is one e-mail profile");
  // Value sanitization of <input type=email>: "Strip newlines from the value".
  if (text.find_first_of("\r\n") == text.npos) return parse_single_line(text);
  std::string line(text);
  std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
  return parse_single_line(line);
}

}  // namespace kartei
