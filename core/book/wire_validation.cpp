#include "book/wire_validation.h"

#include <array>
#include <optional>

#include "base/text.h"
#include "contact/email.h"
#include "contact/email_suggestion.h"
#include "contact/phone_number.h"
#include "contact/phone_text.h"
#include "csv/header_map.h"
#include "json/object_reader.h"

namespace kartei {
namespace {

Result<const Json*> read_values(ObjectReader& reader) {
  const Json* values = reader.find("values");
  if (!values || !values->is_array()) reader.refuse("values", "a list");
  if (auto read = reader.finish(); !read) return std::unexpected(read.error());
  return values;
}

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

std::optional<EmailProfile> find_profile(std::string_view name) {
  if (name == "practical") return EmailProfile::practical;
  if (name == "html5") return EmailProfile::html5;
  if (name == "rfc5321") return EmailProfile::rfc5321;
  return std::nullopt;
}

Json check_email(const std::string& text, EmailProfile profile) {
  const auto email = parse_email(text, profile);
  const auto suggestion = suggest_email(text);
  Json answer = {{"valid", email.has_value()},
                 {"code", Json()},
                 {"column", Json()},
                 {"normalized", email ? Json(email->normalized) : Json()},
                 {"suggestion", suggestion ? Json(*suggestion) : Json()}};
  if (!email) {
    answer["code"] = error_code_name(email.error().code);
    if (email.error().column > 0) answer["column"] = email.error().column;
  }
  return answer;
}

// Where a number is dialled.
struct Country {
  const NumberingPlan* plan = nullptr;
  // For calling codes that are no country's nobody dials within one: what stands before a number
  // that has no plus sign.
  std::string prefix;
};

std::optional<Country> find_country(std::string_view text) {
  if (text.empty()) return Country();
  if (!text.starts_with('+')) {
    const NumberingPlan* plan = find_plan(text);
    return plan ? std::optional(Country{.plan = plan, .prefix = ""}) : std::nullopt;
  }
  const auto plans = plans_of_code(text.substr(1));
  if (plans.empty()) return std::nullopt;
  if (plans[0].is_geographic()) return Country{.plan = &plans[0], .prefix = ""};
  return Country{.plan = nullptr, .prefix = std::string(text)};
}

bool has_plus(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (is_plus(next_code_point(text, at))) return true;
  }
  return false;
}

Json check_phone(std::string_view text, const Country& country) {
  const std::string typed = country.prefix.empty() || has_plus(text)
                                ? std::string(text)
                                : country.prefix + std::string(text);
  Json answer = {{"parsed", false},
                 {"possible", Json()},
                 {"valid", false},
                 {"type", Json()},
                 {"region", Json()},
                 {"country_code", Json()},
                 {"national_number", Json()},
                 {"extension", Json()},
                 {"e164", Json()},
                 {"national", Json()},
                 {"international", Json()}};
  const auto number = parse_phone_number(typed, country.plan);
  if (!number) return answer;
  const NumberingPlan* plan = plan_of_number(*number);
  const PhoneType type = plan ? plan->type_of(number->national) : PhoneType::unknown;
  answer["parsed"] = true;
  answer["possible"] = phone_possibility_name(phone_possibility(*number));
  answer["valid"] = plan != nullptr;
  answer["type"] = phone_type_name(type);
  if (plan) answer["region"] = plan->region();
  answer["country_code"] = std::string("+").append(number->code);
  answer["national_number"] = std::string_view(number->national);
  answer["extension"] = text_or_null(number->extension);
  answer["e164"] = format_phone_number(*number, PhoneFormat::e164);
  answer["national"] = format_phone_number(*number, PhoneFormat::national);
  answer["international"] = format_phone_number(*number, PhoneFormat::international);
  return answer;
}

std::optional<std::vector<std::string>> read_texts(const Json& json) {
  if (!json.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const Json& text : json) {
    if (!text.is_string()) return std::nullopt;
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

std::optional<std::vector<std::vector<std::string>>> read_rows(const Json& json) {
  if (!json.is_array()) return std::nullopt;
  std::vector<std::vector<std::string>> rows;
  for (const Json& row : json) {
    auto cells = read_texts(row);
    if (!cells) return std::nullopt;
    rows.push_back(std::move(*cells));
  }
  return rows;
}

Json recognize(const std::vector<std::string>& headers,
               const std::vector<std::vector<std::string>>& rows) {
  const auto columns =
      csv::map_columns(std::vector<std::string_view>(headers.begin(), headers.end()), rows);
  Json answers = Json::array();
  for (size_t i = 0; i < headers.size(); ++i) {
    const std::string_view kind = csv::column_kind_name(columns[i].kind);
    answers.push_back({{"header", headers[i]},
                       {"field", kind.empty() ? Json() : Json(kind)},
                       {"confidence", columns[i].confidence}});
  }
  return {{"columns", std::move(answers)}};
}

// A value that is no text, or names a country that does not exist, is the caller's mistake.
Error malformed_value(size_t place) {
  Error error{.code = ErrorCode::request_malformed};
  error.field = "values." + std::to_string(place);
  return error;
}

}  // namespace

Result<Json> check_emails(const Json& request) {
  ObjectReader reader(request);
  const auto profile = find_profile(reader.text("profile", "practical"));
  if (!profile) reader.refuse("profile", "practical, html5 or rfc5321");
  const auto values = read_values(reader);
  if (!values) return std::unexpected(values.error());
  Json answers = Json::array();
  for (const Json& value : **values) {
    if (!value.is_string()) return std::unexpected(malformed_value(answers.size()));
    answers.push_back(check_email(value.get_ref<const std::string&>(), *profile));
  }
  return answers;
}

Result<Json> check_phones(const Json& request) {
  ObjectReader reader(request);
  const auto country = find_country(reader.text("country"));
  if (!country) reader.refuse("country", "a region, a calling code or nothing");
  const auto values = read_values(reader);
  if (!values) return std::unexpected(values.error());
  Json answers = Json::array();
  for (const Json& value : **values) {
    if (value.is_string()) {
      answers.push_back(check_phone(value.get_ref<const std::string&>(), *country));
      continue;
    }
    if (!value.is_object()) return std::unexpected(malformed_value(answers.size()));
    ObjectReader one(value);
    const std::string input = one.text("input");
    const auto own = find_country(one.text("country"));
    if (!one.finish() || !own) return std::unexpected(malformed_value(answers.size()));
    answers.push_back(check_phone(input, *own));
  }
  return answers;
}

Result<Json> check_headers(const Json& request) {
  ObjectReader reader(request);
  const auto values = read_values(reader);
  if (!values) return std::unexpected(values.error());
  Json answers = Json::array();
  for (const Json& value : **values) {
    const auto headers = read_texts(value.is_object() ? value.value("headers", Json()) : value);
    auto rows = std::optional(std::vector<std::vector<std::string>>());
    if (value.is_object()) rows = read_rows(value.value("rows", Json::array()));
    if (!headers || !rows) return std::unexpected(malformed_value(answers.size()));
    answers.push_back(recognize(*headers, *rows));
  }
  return answers;
}

}  // namespace kartei
