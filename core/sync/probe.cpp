#include "sync/probe.h"

#include <algorithm>

#include "json/json_pointer.h"
#include "sync/answer.h"

namespace kartei {
namespace {

constexpr int kMaxPages = 5;
// "Nothing has changed since then".
constexpr Timestamp kFuture = 4'102'444'800'000;  // 2100-01-01

Timestamp updated_at(const Profile& profile, const RemoteRecord& record) {
  return find_updated(profile, record.json).value_or(0);
}

bool is_sorted_by_time(const std::vector<RemoteRecord>& records, const Profile& profile) {
  return std::ranges::is_sorted(
      records, {}, [&](const RemoteRecord& record) { return updated_at(profile, record); });
}

}  // namespace

std::optional<SyncRequest> Probe::next_request() {
  if (step_ == Step::done) return std::nullopt;
  const bool is_walk = step_ == Step::first_walk || step_ == Step::second_walk;
  SyncRequest request{.attempt = ++attempts_, .http = {}, .timeout_ms = profile_.timeout_ms};
  request.http = is_walk ? page_request(profile_, list_source(profile_), position_)
                         : page_request(profile_, delta_source(profile_, cursor_), "");
  return request;
}

void Probe::receive_response(const HttpResponse& response) {
  const Answer answer = read_answer(profile_, response);
  const bool is_walk = step_ == Step::first_walk || step_ == Step::second_walk;
  const bool is_past_end = is_walk && !position_.empty() &&
                           std::ranges::contains(profile_.list.paging.past_end, response.status);
  if (is_past_end) return receive_walk({}, response);
  if (answer.verdict != Verdict::ok || !answer.json) return fail(answer);
  const auto page = read_page(is_walk ? list_source(profile_) : delta_source(profile_, cursor_),
                              position_, response, *answer.json);
  if (!page) {
    add("shape", ProbeResult::failed, "no_list");
    step_ = Step::done;
    return;
  }
  if (is_walk) return receive_walk(*page, response);
  step_ == Step::newest ? check_newest(read_records(profile_, page->records))
                        : check_future(read_records(profile_, page->records));
}

void Probe::fail(const Answer& answer) {
  const bool is_refused = answer.verdict == Verdict::auth || answer.verdict == Verdict::forbidden;
  if (step_ == Step::first_walk) {
    add(is_refused ? "auth" : "shape", ProbeResult::failed, answer.message);
    step_ = Step::done;
  } else if (step_ == Step::second_walk) {
    add("pages", ProbeResult::warning, answer.message);
    end_second_walk();
  } else {
    add("delta", ProbeResult::warning, answer.message);
    step_ = Step::done;
  }
}

void Probe::receive_walk(const PageRows& page, const HttpResponse& response) {
  const bool is_first = step_ == Step::first_walk;
  const std::vector<RemoteRecord> records = read_records(profile_, page.records);
  if (is_first && pages_ == 0) {
    add("auth", ProbeResult::ok);
    const bool is_full = profile_.list.paging.kind == PagingKind::link &&
                         page.records.size() >= std::max<uint64_t>(1, profile_.list.paging.size);
    const bool has_link = !find_next_link(response).empty();
    add("cors",
        !is_full   ? ProbeResult::skipped
        : has_link ? ProbeResult::ok
                   : ProbeResult::failed,
        is_full && !has_link ? "link" : "");
    if (!page.records.empty() && records.empty()) {
      add("shape", ProbeResult::failed, "no_id");
      step_ = Step::done;
      return;
    }
  }
  bool has_new = false;
  for (const RemoteRecord& record : records) {
    const bool is_new = (is_first ? ids_ : seen_again_).insert(record.id).second;
    has_new = has_new || is_new;
    if (is_first && is_new && !record.is_deleted) report_.sample.push_back(record);
  }
  ++pages_;
  const bool is_end = !page.next || !has_new;
  if (!is_end && pages_ < kMaxPages) {
    position_ = *page.next;
    return;
  }
  position_.clear();
  pages_ = 0;
  if (is_first) report_.is_whole = is_end;
  is_first ? end_first_walk() : end_second_walk();
}

void Probe::end_first_walk() {
  report_.records = report_.sample.size();
  check_shape();
  step_ = Step::second_walk;
}

void Probe::check_shape() {
  if (report_.sample.empty()) return add("shape", ProbeResult::skipped, "empty");
  std::vector<std::string> pointers;
  for (const FieldMapping& mapping : profile_.fields) pointers.push_back(mapping.pointer);
  for (const std::string& each : {profile_.ref, profile_.version, profile_.updated}) {
    if (!each.empty()) pointers.push_back(each);
  }
  std::string missing;
  for (const std::string& pointer : pointers) {
    const bool is_there = std::ranges::any_of(report_.sample, [&](const RemoteRecord& record) {
      return find_at(record.json, pointer) != nullptr;
    });
    if (!is_there) missing.append(missing.empty() ? "" : " ").append(pointer);
  }
  add("shape", missing.empty() ? ProbeResult::ok : ProbeResult::warning, missing);
}

void Probe::end_second_walk() {
  if (step_ == Step::second_walk && report_.checks.back().name != "pages") {
    add("pages", ids_ == seen_again_ ? ProbeResult::ok : ProbeResult::warning,
        ids_ == seen_again_ ? "" : "moved");
  }
  const bool is_conditional = profile_.update.precondition.kind != PreconditionKind::none;
  // Whether the server keeps to it shows with the first write: it is not tried on anybody's record.
  add("precondition", is_conditional ? ProbeResult::skipped : ProbeResult::warning,
      is_conditional ? "first_update" : "last_write_wins");
  step_ = Step::done;
  if (profile_.delta.kind == DeltaKind::none) {
    return add("delta", ProbeResult::skipped, "walks");
  }
  report_.has_delta = true;
  if (profile_.delta.kind == DeltaKind::log) return add("delta", ProbeResult::ok, "log");
  if (report_.sample.empty()) return add("delta", ProbeResult::skipped, "empty");
  const auto time_of = [&](const RemoteRecord& record) { return updated_at(profile_, record); };
  newest_ = &*std::ranges::max_element(report_.sample, {}, time_of);
  cursor_ = delta_parameter(profile_.delta, newest_->updated);
  step_ = Step::newest;
}

void Probe::check_newest(const std::vector<RemoteRecord>& records) {
  const bool is_there = std::ranges::contains(records, newest_->id, &RemoteRecord::id);
  report_.has_delta = is_there;
  add("delta", is_there ? ProbeResult::ok : ProbeResult::warning, is_there ? "" : "silent");
  add("order", is_sorted_by_time(records, profile_) ? ProbeResult::ok : ProbeResult::warning);
  report_.has_delta = is_there && report_.checks.back().result == ProbeResult::ok;
  cursor_ = delta_parameter(profile_.delta, format_timestamp(kFuture));
  step_ = Step::future;
}

void Probe::check_future(const std::vector<RemoteRecord>& records) {
  add("filter", records.empty() ? ProbeResult::ok : ProbeResult::warning,
      records.empty() ? "" : "ignored");
  step_ = Step::done;
}

void Probe::add(std::string_view name, ProbeResult result, std::string detail) {
  report_.checks.push_back({name, result, std::move(detail)});
}

}  // namespace kartei
