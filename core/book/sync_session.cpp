#include "book/sync_session.h"

#include <array>
#include <cstring>

#include "base/limits.h"

namespace kartei {
namespace {

// Another one for each session, so that no answer to an earlier one's request is taken for ours;
// below 2^53, which JavaScript counts to.
uint64_t make_first_attempt(Environment& environment) {
  uint32_t random = 0;
  std::array<std::byte, sizeof random> bytes;
  environment.fill_random(bytes);
  std::memcpy(&random, bytes.data(), sizeof random);
  constexpr int kAttemptBits = 20;
  return (uint64_t{random} << kAttemptBits) + 1;
}

std::string path_of(std::string_view url) {
  url.remove_prefix(url_origin(url).size());
  return std::string(url.substr(0, url.find('?')));
}

}  // namespace

SyncSession::SyncSession(const Backend& backend, Profile profile, ContactStore& store,
                         Columns& columns, Environment& environment)
    : backend_(backend),
      environment_(environment),
      ledger_(store, columns, environment),
      engine_(std::move(profile), static_cast<SyncDirection>(backend.direction), backend.pull,
              ledger_, environment, make_first_attempt(environment)) {}

Result<std::unique_ptr<SyncSession>> SyncSession::open(const Backend& backend, ContactStore& store,
                                                       Columns& columns, Environment& environment) {
  auto profile = parse_profile(backend.profile, backend.base);
  if (!profile) return std::unexpected(profile.error());
  return std::unique_ptr<SyncSession>(
      new SyncSession(backend, std::move(*profile), store, columns, environment));
}

Result<SyncNext> SyncSession::next_request() {
  auto next = engine_.next_request();
  if (next && next->request) {
    under_way_[next->request->attempt] = {.at = environment_.now_ms(),
                                          .method = next->request->http.method,
                                          .path = path_of(next->request->http.url)};
  }
  return next;
}

Result<void> SyncSession::receive_response(uint64_t attempt, const HttpResponse& response) {
  const auto found = under_way_.find(attempt);
  if (found != under_way_.end()) {
    SyncLogEntry entry = std::move(found->second);
    under_way_.erase(found);
    entry.took_ms = environment_.now_ms() - entry.at;
    entry.status = response.status;
    log_.push_front(std::move(entry));
    if (log_.size() > kMaxSyncLog) log_.pop_back();
  }
  return engine_.receive_response(attempt, response);
}

}  // namespace kartei
