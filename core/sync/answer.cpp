#include "sync/answer.h"

#include <algorithm>

#include "base/text.h"
#include "json/json_pointer.h"

namespace kartei {
namespace {

constexpr size_t kMaxMessageBytes = 300;

std::string text_at(const Answer& answer, const HttpResponse& response,
                    const std::string& pointer) {
  if (pointer.empty()) return response.body;
  const Json* json = answer.json ? find_at(*answer.json, pointer) : nullptr;
  if (!json) return {};
  return json->is_string() ? json->get<std::string>() : dump_json(*json);
}

bool applies(const ErrorRule& rule, const Answer& answer, const HttpResponse& response) {
  if (rule.status != 0 && rule.status != response.status) return false;
  if (rule.matches.empty()) {
    return rule.pointer.empty() || !text_at(answer, response, rule.pointer).empty();
  }
  const std::string text = text_at(answer, response, rule.pointer);
  return std::ranges::any_of(rule.matches,
                             [&](const std::string& match) { return text.contains(match); });
}

// It says that it is JSON, and is none: an answer that was cut on its way.
bool is_cut(const Answer& answer, const HttpResponse& response) {
  const bool has_body = !trim(response.body).empty();
  return has_body && !answer.json && find_header(response, "content-type").contains("json");
}

// Whether what the status means is only to be read in the body.
bool depends_on_body(const Profile& profile, int status) {
  return std::ranges::any_of(profile.errors, [&](const ErrorRule& each) {
    const bool looks = !each.pointer.empty() || !each.matches.empty();
    return looks && (each.status == 0 || each.status == status);
  });
}

bool is_success(const HttpResponse& response) {
  return response.status >= 200 && response.status < 300;
}

Verdict verdict_of_status(const HttpResponse& response) {
  switch (response.status) {
    case 401:
    case 407:
      return Verdict::auth;
    case 403:
      return Verdict::forbidden;
    case 404:
    case 410:
      return Verdict::gone;
    case 409:
    case 412:
    case 428:
      return Verdict::conflict;
    case 429:
      return Verdict::throttle;
    case 503:
      return find_pause(response, 0) ? Verdict::throttle : Verdict::retry;
    case 408:
    case 425:
      return Verdict::retry;
    default:
      return response.status >= 400 && response.status < 500 ? Verdict::invalid : Verdict::retry;
  }
}

// A page of HTML says nothing to whoever reads a list of refusals.
std::string message_of(const Answer& answer, const HttpResponse& response) {
  if (response.status == 0) return response.failure;
  if (is_success(response)) return std::string(error_code_name(ErrorCode::answer_unreadable));
  std::string message = "HTTP " + std::to_string(response.status);
  std::string text;
  for (const char* pointer : {"/message", "/detail", "/error/message", "/reason", "/error"}) {
    if (!text.empty() || !answer.json) break;
    const Json* json = find_at(*answer.json, pointer);
    if (json && json->is_string()) text = json->get<std::string>();
  }
  if (text.empty() && answer.json && answer.json->is_structured()) text = dump_json(*answer.json);
  if (text.size() > kMaxMessageBytes) {
    text.resize(valid_utf8_prefix(std::string_view(text).substr(0, kMaxMessageBytes)));
  }
  if (!text.empty()) message.append(": ").append(text);
  return message;
}

}  // namespace

bool is_of_server(Verdict verdict) {
  return verdict != Verdict::retry && verdict != Verdict::unreadable &&
         verdict != Verdict::throttle && verdict != Verdict::auth;
}

Answer read_answer(const Profile& profile, const HttpResponse& response) {
  Answer answer{.status = response.status, .json = {}, .message = {}};
  const bool has_body = !trim(response.body).empty();
  if (has_body) {
    auto json = parse_json(response.body);
    if (json) answer.json = std::move(*json);
  }
  if (is_success(response)) {
    answer.verdict = has_body && !answer.json ? Verdict::unreadable : Verdict::ok;
  } else if (response.status != 0) {
    const auto rule = std::ranges::find_if(
        profile.errors, [&](const ErrorRule& each) { return applies(each, answer, response); });
    answer.verdict = rule == profile.errors.end() ? verdict_of_status(response) : rule->verdict;
    // The rule that would have applied may be about what is missing.
    const bool is_unclear = rule == profile.errors.end() && is_cut(answer, response) &&
                            depends_on_body(profile, response.status);
    if (is_unclear) answer.verdict = Verdict::unreadable;
  }
  if (answer.verdict != Verdict::ok) answer.message = message_of(answer, response);
  return answer;
}

}  // namespace kartei
