#include "csv/header_map.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "csv/header_synonyms.h"

namespace kartei::csv {
namespace {

using Kind = ColumnTarget::Kind;

constexpr double kOwnName = 1, kUsual = 0.9, kSpecial = 0.8;

// Signs, punctuation and pictures, by the blocks of Unicode that headers draw them from.
bool is_sign(char32_t c) {
  if (c < 0x80) return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  return c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) ||
         (c >= 0x3000 && c < 0x3040) || (c >= 0xFE00 && c < 0xFE70) || c == 0xFEFF || c >= 0x1F000;
}

// "E-Mail-Adresse", "Email Adresse:" and "EMAIL_ADRESSE" are all "emailadresse".
std::string header_key(std::string_view header) {
  const std::string folded = fold(replace_invalid_utf8(header));
  std::string key;
  for (size_t position = 0; position < folded.size();) {
    const char32_t c = next_code_point(folded, position);
    if (!is_sign(c)) append_code_point(key, c);
  }
  return key;
}

struct Match {
  Field field = Field::none;
  double confidence = 0;
  // The lower, the better among the columns of one field.
  size_t rank = 0;
};

Match find_match(const std::string& key) {
  if (key.empty()) return {};
  const std::string word = " " + key + " ";
  for (const FieldSynonyms& entry : kFieldSynonyms) {
    if (key == entry.name) return {entry.field, kOwnName, 0};
    if (entry.usual.contains(word)) return {entry.field, kUsual, 1};
    const size_t place = entry.special.find(word);
    if (place != entry.special.npos) return {entry.field, kSpecial, 2 + place};
  }
  return {};
}

bool ends_with_rejected_columns(std::span<const std::string_view> headers) {
  return headers.size() >= kRejectedColumns.size() &&
         std::ranges::equal(headers.last(kRejectedColumns.size()), kRejectedColumns);
}

}  // namespace

std::vector<ColumnTarget> map_headers(std::span<const std::string_view> headers) {
  std::vector<Match> matches;
  std::unordered_map<Field, size_t> best_ranks;
  for (const std::string_view header : headers) {
    const Match& match = matches.emplace_back(find_match(header_key(header)));
    const auto [best, is_first] = best_ranks.try_emplace(match.field, match.rank);
    best->second = std::min(best->second, match.rank);
  }
  std::vector<ColumnTarget> targets(headers.size());
  for (size_t i = 0; i < headers.size(); ++i) {
    const Match& match = matches[i];
    if (match.field != Field::none && match.rank == best_ranks[match.field]) {
      targets[i] = {Kind::field, match.field, match.confidence};
    } else if (find_field(trim(headers[i])) == Field::updated_at) {
      targets[i] = {Kind::ignore, Field::none, kOwnName};
    }
  }
  // A file of rejected rows comes back: what it says about each row is no part of a contact.
  if (ends_with_rejected_columns(headers)) {
    for (ColumnTarget& target : std::span(targets).last(kRejectedColumns.size())) {
      target = {Kind::ignore, Field::none, kOwnName};
    }
  }
  return targets;
}

Result<void> check_mapping(std::span<const ColumnTarget> mapping) {
  std::unordered_set<Field> mapped;
  for (size_t i = 0; i < mapping.size(); ++i) {
    const ColumnTarget& target = mapping[i];
    if (target.kind != Kind::field || mapped.insert(target.field).second) continue;
    return std::unexpected(Error{.code = ErrorCode::csv_column_twice,
                                 .field = std::string(field_name(target.field)),
                                 .row = 1,
                                 .column = static_cast<uint32_t>(i + 1)});
  }
  if (mapped.contains(Field::name) || mapped.contains(Field::email) ||
      mapped.contains(Field::phone)) {
    return {};
  }
  return std::unexpected(Error{.code = ErrorCode::csv_header_missing, .row = 1});
}

std::vector<std::string> attribute_names(std::span<const std::string_view> headers) {
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  // Where counting goes on, so that a thousand equal headers are not compared with each other.
  std::unordered_map<std::string, size_t> last_numbers;
  for (size_t i = 0; i < headers.size(); ++i) {
    std::string header(trim(headers[i]));
    if (header.empty()) header = "column_" + std::to_string(i + 1);
    std::string name = header;
    size_t& number = last_numbers.try_emplace(header, 1).first->second;
    while (find_field(name) != Field::none || taken.contains(name)) {
      name = header + " " + std::to_string(++number);
    }
    taken.insert(name);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace kartei::csv
