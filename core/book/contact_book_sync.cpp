// ContactBook's calls for one backend.
#include <algorithm>

#include "book/answers.h"
#include "book/contact_book.h"
#include "sync/record_mapping.h"

namespace kartei {
namespace {

// Mine is what the contact has by now: it may have been edited since the question was asked.
void show_present(const Profile& profile, const Contact& contact, FieldConflict& conflict) {
  if (is_about_existence(conflict.name)) return;
  conflict.mine = field_value(fields_of(profile, contact), conflict.name);
}

}  // namespace

Result<SyncSession*> ContactBook::sync_session() {
  if (auto free = refuse_while_writing(); !free) return std::unexpected(free.error());
  if (sync_) return sync_.get();
  const auto backend = store_.sync().backend();
  if (!backend) return std::unexpected(backend.error());
  if (!*backend) return failure(ErrorCode::backend_unknown);
  auto session = SyncSession::open(**backend, store_, columns_, environment_);
  if (!session) return std::unexpected(session.error());
  sync_ = std::move(*session);
  return sync_.get();
}

Result<void> ContactBook::connect_backend(const Backend& backend) {
  if (auto free = refuse_while_writing(); !free) return free;
  const auto known = store_.sync().backend();
  if (!known) return std::unexpected(known.error());
  if (*known) return failure(ErrorCode::backend_connected);
  if (auto profile = parse_profile(backend.profile, backend.base); !profile) {
    return std::unexpected(profile.error());
  }
  return write_sync([&] { return store_.sync().connect(backend); });
}

Result<void> ContactBook::disconnect_backend() {
  if (auto free = refuse_while_writing(); !free) return free;
  sync_.reset();
  return write_sync([&] { return store_.sync().disconnect(); });
}

Result<void> ContactBook::write_sync(const std::function<Result<void>()>& write) {
  auto transaction = store_.begin();
  if (!transaction) return std::unexpected(transaction.error());
  if (auto written = write(); !written) return written;
  return store_.commit(*transaction, 0);
}

Result<SyncStatus> ContactBook::sync_status() {
  SyncStatus status;
  auto session = sync_session();
  if (!session) {
    if (session.error().code == ErrorCode::backend_unknown) return status;
    return std::unexpected(session.error());
  }
  const auto counts = store_.sync().counts();
  if (!counts) return std::unexpected(counts.error());
  status.session = *session;
  status.counts = *counts;
  return status;
}

// An engine whose ledger has failed is dropped: what it knows beside the ledger may be untrue.
template <class T>
Result<T> ContactBook::drop_if_failed(Result<T> result) {
  if (!result) sync_.reset();
  return result;
}

Result<SyncNext> ContactBook::next_sync_request(std::string_view account) {
  auto session = sync_session();
  if (!session) return std::unexpected(session.error());
  if ((*session)->backend().account != account) return SyncNext{};
  return drop_if_failed((*session)->next_request());
}

Result<void> ContactBook::receive_sync_response(uint64_t attempt, const HttpResponse& response) {
  auto session = sync_session();
  if (!session) return std::unexpected(session.error());
  return drop_if_failed((*session)->receive_response(attempt, response));
}

Result<void> ContactBook::control_sync(SyncControl control) {
  auto session = sync_session();
  if (!session) return std::unexpected(session.error());
  SyncEngine& engine = (*session)->engine();
  switch (control) {
    case SyncControl::now:
      engine.pull_now(false);
      return {};
    case SyncControl::whole:
      engine.pull_now(true);
      return {};
    case SyncControl::resume:
      engine.resume();
      return {};
    case SyncControl::delete_lost:
      return drop_if_failed(engine.decide_loss(true));
    case SyncControl::send_lost:
      return drop_if_failed(engine.decide_loss(false));
  }
}

// --- before a backend is connected ----------------------------------------------------------

Result<void> ContactBook::begin_probe(const Backend& backend) {
  auto profile = parse_profile(backend.profile, backend.base);
  if (!profile) return std::unexpected(profile.error());
  probe_ = std::make_unique<Probe>(std::move(*profile));
  return {};
}

Result<std::optional<SyncRequest>> ContactBook::next_probe_request() {
  if (!probe_) return failure(ErrorCode::backend_unknown);
  return probe_->next_request();
}

Result<void> ContactBook::receive_probe_response(const HttpResponse& response) {
  if (!probe_) return failure(ErrorCode::backend_unknown);
  probe_->receive_response(response);
  return {};
}

Result<ContactBook::ProbeAnswer> ContactBook::finish_probe() {
  if (!probe_) return failure(ErrorCode::backend_unknown);
  ProbeAnswer answer{.report = probe_->report(), .here = columns_.live_count()};
  SyncLedger ledger(store_, columns_, environment_);
  for (const RemoteRecord& record : answer.report.sample) {
    const Profile& profile = probe_->profile();
    auto key = record.ref ? ledger.find_contact(*record.ref) : std::nullopt;
    if (!key) {
      const auto same = ledger.find_unlinked(contact_of_record(profile, record.json));
      if (!same) return std::unexpected(same.error());
      key = *same;
    }
    answer.matching += key ? 1 : 0;
  }
  probe_.reset();
  return answer;
}

// --- what waits for a person ----------------------------------------------------------------

Result<std::vector<ParkedRow>> ContactBook::parked_contacts(uint64_t offset, uint64_t limit) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  const auto parked = store_.sync().parked(offset, limit);
  if (!parked) return std::unexpected(parked.error());
  std::vector<ParkedRow> rows;
  for (const ParkedContact& each : *parked) {
    const auto contact = store_.load(each.key);
    ParkedRow& row = rows.emplace_back(ParkedRow{.code = each.code, .message = each.message});
    if (contact) {
      row.contact = *contact;
      continue;
    }
    const auto link = store_.sync().link(each.key);
    if (!link) return std::unexpected(link.error());
    if (*link) row.contact.id = (*link)->ref;
    row.contact.deleted_at = environment_.now_ms();
  }
  return rows;
}

Result<void> ContactBook::retry_parked(const std::vector<Uuid>& ids) {
  auto session = sync_session();
  if (!session) return std::unexpected(session.error());
  return write_sync([&]() -> Result<void> {
    for (const Uuid& id : ids) {
      auto key = columns_.find(id);
      if (!key) {
        const auto erased = store_.sync().find_named(id);
        if (!erased) return std::unexpected(erased.error());
        key = *erased;
      }
      if (!key) {
        return std::unexpected(
            Error{.code = ErrorCode::contact_unknown, .detail = format_uuid(id)});
      }
      if (auto tried = store_.sync().unpark(*key); !tried) return tried;
    }
    return {};
  });
}

Result<std::vector<ConflictRow>> ContactBook::conflicts(uint64_t offset, uint64_t limit) {
  if (auto current = catch_up(); !current) return std::unexpected(current.error());
  auto stored = store_.sync().all_conflicts(offset, limit);
  if (!stored) return std::unexpected(stored.error());
  std::vector<ConflictRow> rows;
  const auto session = sync_session();
  for (StoredConflict& each : *stored) {
    auto contact = store_.load(each.key);
    if (!contact) return std::unexpected(contact.error());
    if (session) show_present((*session)->engine().profile(), *contact, each.conflict);
    rows.push_back({.contact = std::move(*contact), .conflict = std::move(each.conflict)});
  }
  return rows;
}

Result<BulkChange> ContactBook::resolve_conflict(const ConflictDecision& decision) {
  auto session = sync_session();
  if (!session) return std::unexpected(session.error());
  const auto key = columns_.find(decision.id);
  if (!key) return failure(ErrorCode::contact_unknown);
  auto open = store_.sync().conflicts(*key);
  if (!open) return std::unexpected(open.error());
  const auto found = std::ranges::find(*open, decision.field, &FieldConflict::name);
  if (found == open->end()) return failure(ErrorCode::conflict_unknown);
  FieldConflict conflict = *found;
  const auto before = store_.load(*key);
  if (!before) return std::unexpected(before.error());
  show_present((*session)->engine().profile(), *before, conflict);
  // Who has not seen what is there now has not decided about it.
  if (decision.mine.value_or(conflict.mine) != conflict.mine ||
      decision.theirs.value_or(conflict.theirs) != conflict.theirs) {
    return failure(ErrorCode::conflict_changed);
  }
  open->erase(found);

  Contact after = *before;
  const Timestamp now = environment_.now_ms();
  if (is_about_existence(conflict.name)) {
    // Mine of a deletion here, and theirs of one there, is the deletion.
    if (decision.takes_mine == (conflict.name == kDeletedHere)) after.deleted_at = now;
  } else if (!decision.takes_mine) {
    const Profile& profile = (*session)->engine().profile();
    Json fields = fields_of(profile, *before);
    fields[conflict.name] = conflict.theirs;
    // Cleared there.
    if (conflict.theirs.is_null()) fields.erase(conflict.name);
    after = with_fields(profile, *before, fields);
    after.updated_at = now;
  }
  auto write = JournaledWrite::begin(
      store_, after.deleted_at ? ChangeKind::remove : ChangeKind::update, now);
  if (!write) return std::unexpected(write.error());
  const BulkChange change{.count = 1, .entry = write->entry()};
  auto done =
      after == *before ? Result<void>() : store_.update(*key, *before, after, write->entry());
  done = done.and_then([&] { return store_.sync().set_conflicts(*key, *open); })
             .and_then([&] { return store_.sync().unpark(*key); })
             .and_then([&] { return write->commit(1, format_answer(change)); });
  if (!done) return std::unexpected(done.error());
  columns_.put(*key, after);
  columns_.set_live(*key, !after.deleted_at);
  return change;
}

}  // namespace kartei
