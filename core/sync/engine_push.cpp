#include <algorithm>
#include <utility>

#include "json/json_pointer.h"
#include "sync/backoff.h"
#include "sync/engine.h"
#include "sync/requests.h"

namespace kartei {
namespace {

constexpr uint64_t kQueueLength = 256;
// Contacts that have turned out to need nothing, before somebody else has a turn.
constexpr int kMaxIdlePreparations = 64;
// Reading and writing a record that others write all the time.
constexpr uint32_t kMaxRounds = 5;
// So long what was read is what is there, for all that anybody can know.
constexpr int64_t kFreshMs = 2'000;
// Failures of one record while others went well.
constexpr uint32_t kMaxFailures = 6;

}  // namespace

// --- what to send ---------------------------------------------------------------------------

Result<std::optional<SyncRequest>> SyncEngine::next_push() {
  has_more_to_push_ = false;
  if (direction_ != SyncDirection::pull && pull_.is_complete) {
    const auto news = ledger_.has_news();
    if (!news) return std::unexpected(news.error());
    if (*news) {
      auto collected = in_transaction([&] { return ledger_.collect(); });
      if (!collected) return std::unexpected(collected.error());
      last_queued_ = 0;
      queue_.clear();
      // Another piece may follow.
      has_more_to_push_ = true;
    }
  }
  for (int i = 0; i < kMaxIdlePreparations; ++i) {
    if (flights_.size() >= profile_.concurrency) return std::nullopt;
    const auto key = next_key();
    if (!key) return std::unexpected(key.error());
    if (!*key) return std::nullopt;
    auto prepared = bulk_size_ > 1 ? prepare_bulk(**key) : prepare(**key);
    if (!prepared) return std::unexpected(prepared.error());
    if (*prepared) return depart(std::move(**prepared));
  }
  has_more_to_push_ = true;
  return std::nullopt;
}

Result<std::optional<ContactKey>> SyncEngine::next_key() {
  const Timestamp now = environment_.now_ms();
  for (const auto& [key, reread] : reconciler_.rereads) {
    const Timestamp at = reread.at;
    // Nothing is put off for longer, unless the clock was set back.
    const bool is_due = at <= now || at > now + profile_.settle_ms + kMaxBackoffMs;
    if (is_due && !busy_.contains(key)) return key;
  }
  if (direction_ == SyncDirection::pull) return std::nullopt;
  for (int passes = 0; passes < 2;) {
    while (!queue_.empty()) {
      const ContactKey key = queue_.front();
      queue_.pop_front();
      if (can_send(key)) return key;
    }
    const auto keys = ledger_.outbox(last_queued_, kQueueLength);
    if (!keys) return std::unexpected(keys.error());
    queue_.assign(keys->begin(), keys->end());
    passes += keys->empty() ? 1 : 0;
    if (last_queued_ == 0 && keys->empty()) break;
    last_queued_ = keys->empty() ? 0 : keys->back();
  }
  return std::nullopt;
}

bool SyncEngine::can_send(ContactKey key) {
  if (busy_.contains(key)) return false;
  const auto work = works_.find(key);
  if (work == works_.end()) return true;
  const int64_t wait = work->second.retry_at - environment_.now_ms();
  // Nothing is put off for longer, unless the clock was set back.
  return wait <= 0 || wait > kMaxBackoffMs;
}

Result<std::optional<SyncEngine::Prepared>> SyncEngine::prepare(ContactKey key) {
  auto reread = reconciler_.rereads.extract(key);
  const bool is_reread = !reread.empty();
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  const bool is_gone = !*contact || (*contact)->deleted_at;
  Work& work = works_[key];
  work.retry_at = 0;
  work.is_reread |= is_reread;
  if (is_reread) work.record_id = std::move(reread.mapped().id);
  busy_.insert(key);
  if (!*link) {
    if (is_reread && !work.record_id.empty()) return prepare_read(key, work.record_id);
    if (is_reread && *contact) return prepare_find(key, {.ref = (*contact)->id});
    // Erased since: who has made it anew there is found among all.
    if (is_reread) wants_pull_ = wants_walk_ = true;
    return is_gone ? forget_unsent(key) : prepare_create(key, **contact, std::nullopt);
  }
  if ((*link)->is_sent_only()) {
    if (!work.is_absent) return prepare_find(key, **link);
    if (!is_gone) return prepare_create(key, **contact, **link);
    if (std::exchange(work.was_absent, true)) return forget_unsent(key);
    // What was sent by a page that is closed by now may still be on its way.
    work.is_absent = false;
    work.retry_at = environment_.now_ms() + static_cast<int64_t>(profile_.timeout_ms);
    busy_.erase(key);
    return std::nullopt;
  }
  if (is_reread || work.needs_read) return prepare_read(key, (*link)->id);
  if (!is_gone) return prepare_update(key, **contact, **link);
  if (needs_read(key, profile_.remove.precondition, **link)) return prepare_read(key, (*link)->id);
  // No intent is written before, by which it would be found out that the book has another owner.
  if (auto owned = in_transaction([] { return Result<void>(); }); !owned) {
    return std::unexpected(owned.error());
  }
  return Prepared{.flight = {.step = Step::remove, .key = key},
                  .http = delete_request(profile_, (*link)->id, (*link)->version)};
}

// What is gone here was never there.
Result<std::optional<SyncEngine::Prepared>> SyncEngine::forget_unsent(ContactKey key) {
  busy_.erase(key);
  works_.erase(key);
  auto settled = in_transaction([&] { return reconciler_.settle_deletion(key); });
  if (!settled) return std::unexpected(settled.error());
  return std::nullopt;
}

SyncEngine::Prepared SyncEngine::prepare_read(ContactKey key, const std::string& id) const {
  return {.flight = {.step = Step::read, .key = key}, .http = read_request(profile_, id)};
}

// Where no condition can be sent along, it is looked just before what would be overwritten.
bool SyncEngine::needs_read(ContactKey key, const Precondition& precondition, const Link& link) {
  Work& work = works_[key];
  const auto read_at = std::exchange(work.read_at, std::nullopt);
  const int64_t age = read_at ? environment_.now_ms() - *read_at : kFreshMs;
  const bool is_fresh = age >= 0 && age < kFreshMs;
  const bool has_condition = precondition.kind != PreconditionKind::none && !link.version.empty();
  return !has_condition && !is_fresh;
}

// Of a record that was made and acknowledged without being shown the server may have more than was
// sent, which must not be left out of a whole one.
bool SyncEngine::is_partial(const Link& link) const {
  const bool needs_all = profile_.update.is_full || profile_.bulk.has_value();
  return needs_all && !profile_.updated.empty() && !find_at(link.base, profile_.updated);
}

// As the server writes it: it may tell 3 from "3".
Json SyncEngine::version_of(const Link& link) const {
  const Json* known = profile_.version.empty() ? nullptr : find_at(link.base, profile_.version);
  return scalar_text(known) == link.version && known ? *known : Json(link.version);
}

Result<std::optional<SyncEngine::Prepared>> SyncEngine::prepare_create(
    ContactKey key, const Contact& contact, const std::optional<Link>& before) {
  const std::string id = profile_.create.has_client_id ? format_uuid(contact.id) : std::string();
  Json body = make_created(profile_, contact, id, contact.id);
  works_[key].is_absent = false;
  // Written before it is sent: whoever comes after a crash looks whether it has arrived. The first
  // of several bodies stays: a late one of them must not be taken for somebody's newer edit.
  Link link = before.value_or(Link{.id = {}, .version = {}, .base = body, .ref = contact.id});
  link.version.clear();
  auto written = in_transaction([&] {
    return ledger_.put_link(key, link, pull_.walk).and_then([&] {
      return reconciler_.note_sent(key, link, body);
    });
  });
  if (!written) return std::unexpected(written.error());
  HttpRequest http = create_request(profile_, id, body);
  return Prepared{.flight = {.step = Step::create,
                             .key = key,
                             .sent = std::move(body),
                             .is_first = !before.has_value()},
                  .http = std::move(http)};
}

Result<std::optional<SyncEngine::Prepared>> SyncEngine::prepare_find(ContactKey key,
                                                                     const Link& link) {
  const std::string ref = format_uuid(link.ref);
  const bool has_id = profile_.create.has_client_id;
  return Prepared{.flight = {.step = Step::find, .key = key},
                  .http = has_id ? read_request(profile_, ref) : lookup_request(profile_, ref)};
}

Result<std::optional<SyncEngine::Prepared>> SyncEngine::prepare_update(ContactKey key,
                                                                       const Contact& contact,
                                                                       const Link& link) {
  const auto names = reconciler_.pending(key, contact, link.base);
  if (!names) return std::unexpected(names.error());
  if (names->empty()) {
    busy_.erase(key);
    works_.erase(key);
    auto dropped = in_transaction([&] { return ledger_.drop_outbox(key); });
    if (!dropped) return std::unexpected(dropped.error());
    return std::nullopt;
  }
  if (needs_read(key, profile_.update.precondition, link) || is_partial(link)) {
    return prepare_read(key, link.id);
  }
  Json sent = make_updated(profile_, link.base, contact, *names);
  Json body = profile_.update.is_full ? sent : make_patch(profile_, link.base, contact, *names);
  auto noted = in_transaction([&] { return reconciler_.note_sent(key, link, sent); });
  if (!noted) return std::unexpected(noted.error());
  HttpRequest http = update_request(profile_, link.id, version_of(link), std::move(body));
  return Prepared{
      .flight = {.step = Step::update, .key = key, .before = link.base, .sent = std::move(sent)},
      .http = std::move(http)};
}

// --- what came of it ------------------------------------------------------------------------

Result<void> SyncEngine::receive_write(const Flight& flight, const Answer& answer) {
  const ContactKey key = flight.key;
  const bool is_create = flight.step == Step::create;
  const bool is_remove = flight.step == Step::remove;
  const Precondition& precondition =
      is_remove ? profile_.remove.precondition : profile_.update.precondition;
  if (!is_create && std::ranges::contains(precondition.stale, answer.status)) {
    return read_first(key, answer.message);
  }
  if (is_remove && (answer.verdict == Verdict::ok || answer.verdict == Verdict::gone ||
                    std::ranges::contains(profile_.remove.gone, answer.status))) {
    works_.erase(key);
    return in_transaction([&] { return reconciler_.settle_deletion(key); });
  }
  switch (answer.verdict) {
    case Verdict::ok:
      if (is_create) return acknowledge(key, flight.sent, profile_.create.ack, answer.json);
      return acknowledge(key, flight.sent, profile_.update.ack, answer.json,
                         precondition.kind == PreconditionKind::none ? std::optional(flight.before)
                                                                     : std::nullopt);
    case Verdict::conflict:
    case Verdict::duplicate:
      if (is_create) {
        works_[key].is_refused = true;
        return flight.is_first ? forget_sent(key) : Result<void>();
      }
      if (answer.verdict == Verdict::conflict) return read_first(key, answer.message);
      return park(key, ErrorCode::sync_clash, answer.message);
    case Verdict::gone:
      if (!is_create) return read_first(key, answer.message);
      pause(SyncPause::refused, answer.message);
      return {};
    case Verdict::forbidden:
      if (is_create) {
        pause(SyncPause::refused, answer.message);
        return {};
      }
      return park(key, ErrorCode::sync_forbidden, answer.message);
    default:
      return receive_failure(key, answer);
  }
}

Result<void> SyncEngine::receive_failure(ContactKey key, const Answer& answer) {
  switch (answer.verdict) {
    case Verdict::invalid:
      return park(key, ErrorCode::sync_refused, answer.message);
    case Verdict::retry:
    case Verdict::unreadable:
    // Of what was only looked at.
    case Verdict::conflict:
    case Verdict::duplicate:
      return retry_later(key, answer.message);
    default:
      // It waits with all the others.
      keep_reread(key);
      return {};
  }
}

Result<void> SyncEngine::acknowledge(ContactKey key, const Json& sent, const AckRule& ack,
                                     const std::optional<Json>& json,
                                     std::optional<Json> overwritten) {
  Json record = sent;
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  if (ack.is_full) {
    if (!json) return retry_later(key, unreadable());
    record = *json;
  } else {
    const auto said = [&](const std::string& pointer) {
      const Json* value = json && !pointer.empty() ? find_at(*json, pointer) : nullptr;
      return scalar_text(value).empty() ? Json("") : *value;
    };
    const std::string known = *link ? (*link)->id : std::string();
    const bool is_chosen = known.empty() && profile_.create.has_client_id && *link;
    Json id = is_chosen ? format_uuid((*link)->ref) : known;
    if (json && !ack.id.empty()) id = said(ack.id);
    const Json version = said(ack.version);
    // Some other answer, such as a portal's: what it says is nothing about the record.
    if (!ack.version.empty() && version == "") {
      return retry_later(key, unreadable());
    }
    if (!find_at(record, profile_.id)) set_at(record, profile_.id, id);
    if (version != "") set_at(record, profile_.version, version);
    // A whole record was sent with the time of the one before.
    if (version == "") erase_at(record, profile_.updated);
  }
  const auto known = read_record(profile_, record);
  if (!known) return retry_later(key, unreadable());
  // What the server has made of it is not known yet; or, without a condition, somebody who had
  // read it before has written it since.
  const bool is_blind = (!ack.is_full && ack.version.empty()) || overwritten;
  const uint32_t rounds = works_[key].rounds;
  works_.erase(key);
  if (is_blind) {
    works_[key] = {.needs_read = true,
                   .rounds = rounds,
                   .overwritten = std::move(overwritten),
                   .written = known->json};
  }
  return in_transaction([&] {
    auto done = reconciler_.acknowledge(key, sent, *known);
    return done && is_blind ? ledger_.put_outbox(key) : done;
  });
}

Result<void> SyncEngine::receive_read(const Flight& flight, const Answer& answer) {
  const ContactKey key = flight.key;
  if (flight.is_of_pull && is_of_server(answer.verdict)) pull_.confirmed = key;
  switch (answer.verdict) {
    case Verdict::ok:
      if (!answer.json) return retry_later(key, unreadable());
      // What was looked at so as to be written has its turn at once: behind thousands of others the
      // look would be old when it comes, and be taken again, for ever.
      if (!flight.is_of_pull && !works_[key].is_reread) queue_.push_front(key);
      return apply_read(key, *answer.json);
    case Verdict::gone:
      return not_there(key);
    case Verdict::forbidden:
      return park(key, ErrorCode::sync_forbidden, answer.message);
    default:
      return receive_failure(key, answer);
  }
}

Result<void> SyncEngine::apply_read(ContactKey key, const Json& json) {
  const auto record = read_record(profile_, json);
  if (!record) return retry_later(key, unreadable());
  Work& work = works_[key];
  work.needs_read = work.is_reread = false;
  work.read_at = environment_.now_ms();
  const std::optional<Json> overwritten = std::exchange(work.overwritten, std::nullopt);
  const Json written = std::exchange(work.written, nullptr);
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  if (!written.is_null() && *link && record->id == (*link)->id && !record->is_deleted) {
    const auto contact = ledger_.contact(key);
    if (!contact) return std::unexpected(contact.error());
    // Of what was erased meanwhile nothing is left to compare by but what was written.
    const auto compare = [&] { return reconciler_.acknowledge(key, written, *record); };
    if (!*contact) return in_transaction(compare);
  }
  // A list has been quicker: what is there now has followed something else.
  const bool is_next = overwritten && *link && (*link)->base == written;
  if (!is_next) return in_transaction([&] { return reconciler_.apply(*record); });
  if (++work.rounds > kMaxRounds) return park(key, ErrorCode::sync_busy, "");
  return in_transaction([&] { return reconciler_.apply_after_write(key, *record, *overwritten); });
}

Result<void> SyncEngine::not_there(ContactKey key) {
  const bool is_of_walk = pull_.mode == PullMode::confirm && pull_.confirmed == key;
  if (is_of_walk && pull_.sends_lost) {
    works_.erase(key);
    return in_transaction([&] { return reconciler_.send_anew(key); });
  }
  // A replica that has not heard of it, or it is gone already: only time can tell.
  if (reconciler_.is_settling(key)) {
    Work& work = works_[key];
    reconciler_.read_again_later(key, work.record_id);
    // What waits to be sent would be looked at before, and at once.
    work.retry_at = environment_.now_ms() + profile_.settle_ms;
    return {};
  }
  works_.erase(key);
  return in_transaction([&] { return reconciler_.apply_gone(key); });
}

Result<void> SyncEngine::receive_found(const Flight& flight, const Answer& answer) {
  const ContactKey key = flight.key;
  if (answer.verdict == Verdict::gone) return not_found(key);
  if (answer.verdict == Verdict::forbidden) {
    return park(key, ErrorCode::sync_forbidden, answer.message);
  }
  if (answer.verdict != Verdict::ok) return receive_failure(key, answer);
  if (!answer.json) return retry_later(key, unreadable());
  std::vector<RemoteRecord> records;
  if (profile_.create.has_client_id) {
    auto record = read_record(profile_, *answer.json);
    if (!record) return retry_later(key, unreadable());
    if (!record->is_deleted) records.push_back(std::move(*record));
  } else {
    const auto page = read_page(list_source(profile_), "", {}, *answer.json);
    if (!page) return retry_later(key, unreadable());
    records = read_records(profile_, page->records);
    const auto link = ledger_.link(key);
    if (!link) return std::unexpected(link.error());
    const auto contact = ledger_.contact(key);
    if (!contact) return std::unexpected(contact.error());
    const Uuid ref = *link ? (*link)->ref : *contact ? (*contact)->id : Uuid{};
    std::erase_if(records, [&](const RemoteRecord& record) {
      return record.is_deleted || record.ref != ref;
    });
  }
  bool is_found = false;
  auto applied = in_transaction([&]() -> Result<void> {
    const auto found = reconciler_.apply_found(key, records);
    if (found) is_found = *found;
    return found ? Result<void>() : std::unexpected(found.error());
  });
  if (!applied) return applied;
  if (!is_found) return not_found(key);
  works_.erase(key);
  return {};
}

// What was sent has not arrived; or it was refused because of some other record; or what was there
// is gone, and nobody has made it anew.
Result<void> SyncEngine::not_found(ContactKey key) {
  if (works_[key].is_refused) {
    return park(key, ErrorCode::sync_clash, "");
  }
  works_[key].is_absent = true;
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  if (!*link || !(*link)->has_moved()) return {};
  return in_transaction([&] { return reconciler_.apply_gone(key); });
}

// The server has refused the first that it has heard of it, because it has one: nothing of that is
// ours.
Result<void> SyncEngine::forget_sent(ContactKey key) {
  return in_transaction([&]() -> Result<void> {
    const auto link = ledger_.link(key);
    if (!link) return std::unexpected(link.error());
    if (!*link) return {};
    const Link other{.id = {}, .version = {}, .base = Json::object(), .ref = (*link)->ref};
    return ledger_.put_link(key, other, pull_.walk);
  });
}

// --- what cannot be sent now ----------------------------------------------------------------

Result<void> SyncEngine::park(ContactKey key, ErrorCode code, const std::string& message) {
  works_.erase(key);
  return in_transaction([&]() -> Result<void> {
    const auto link = ledger_.link(key);
    if (!link) return std::unexpected(link.error());
    // It was refused, so nothing is there; unless something else was sent before without an answer.
    const bool is_first = *link && (*link)->is_sent_only() && (*link)->sent.empty();
    if (is_first && code == ErrorCode::sync_refused) {
      const auto contact = ledger_.contact(key);
      if (!contact) return std::unexpected(contact.error());
      // Nobody waits for it any more: it is gone here as well.
      if (!*contact || (*contact)->deleted_at) return reconciler_.settle_deletion(key);
      if (auto dropped = ledger_.drop_link(key); !dropped) return dropped;
    }
    return ledger_.park(key, code, message);
  });
}

void SyncEngine::keep_reread(ContactKey key) {
  const Work& work = works_[key];
  if (work.is_reread) reconciler_.rereads.try_emplace(key, work.retry_at, work.record_id);
}

Result<void> SyncEngine::retry_later(ContactKey key, const std::string& message) {
  Work& work = works_[key];
  if (work.failures == 0) work.successes_before = successes_;
  ++work.failures;
  // Whether it has been done is unknown.
  work.needs_read = true;
  work.read_at.reset();
  work.retry_at = environment_.now_ms() + backoff_ms(work.failures, environment_);
  const bool is_alone = successes_ > work.successes_before + kMaxFailures;
  keep_reread(key);
  if (work.failures < kMaxFailures || !is_alone) return {};
  return park(key, ErrorCode::sync_failed, message);
}

Result<void> SyncEngine::read_first(ContactKey key, const std::string& message) {
  Work& work = works_[key];
  if (++work.rounds > kMaxRounds) return park(key, ErrorCode::sync_busy, message);
  work.needs_read = true;
  return {};
}

}  // namespace kartei
