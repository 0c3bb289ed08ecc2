#include "sync/reconciler.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "json/json_pointer.h"

namespace kartei {
namespace {

// A conflict about the existence of a contact: mine and theirs are the fields of who wants it.
FieldConflict existence(std::string_view kind, Json base, Json kept) {
  return {std::string(kind), std::move(base), std::move(kept), nullptr};
}

Link link_of(const RemoteRecord& record, const Uuid& ref) {
  return {.id = record.id, .version = record.version, .base = record.json, .ref = ref};
}

// See Link::has_moved().
Link moved(Link link) {
  link.version = std::exchange(link.id, {});
  return link;
}

// Servers trim, and make letters small.
bool is_written_alike(const Json& one, const Json& other) {
  if (!one.is_string() || !other.is_string()) return one == other;
  const auto folded = [](const Json& text) {
    return fold(trim_white_space(text.get_ref<const std::string&>()));
  };
  return folded(one) == folded(other);
}

bool are_written_alike(const Json& some, const Json& others) {
  return std::ranges::all_of(changed_names(some, others), [&](const std::string& name) {
    return is_written_alike(field_value(some, name), field_value(others, name));
  });
}

// The old value in another spelling, the server's or somebody's, is nothing that an edit here since
// would have to be asked about.
void accept_spelling(const Json& mine, const Json& theirs, Json& base) {
  for (const auto& [name, value] : mine.items()) {
    const Json written = field_value(base, name), there = field_value(theirs, name);
    if (value != written && is_written_alike(written, there)) base[name] = there;
  }
}

Result<void> without_key(const Result<ContactKey>& result) {
  if (!result) return std::unexpected(result.error());
  return {};
}

std::vector<std::string> without(std::vector<std::string> names,
                                 const std::vector<FieldConflict>& conflicts) {
  std::erase_if(names, [&](const std::string& name) {
    return std::ranges::contains(conflicts, name, &FieldConflict::name);
  });
  return names;
}

}  // namespace

Result<void> Reconciler::apply(const RemoteRecord& record) {
  const auto key = find(record);
  if (!key) return std::unexpected(key.error());
  if (*key) return apply_to_known(**key, record);
  if (record.is_deleted) return {};
  const auto named = record.ref ? ledger_.find_contact(*record.ref) : std::nullopt;
  if (!named) return without_key(add(record));
  const auto link = ledger_.link(*named);
  if (!link) return std::unexpected(link.error());
  // Its record is another one, or was: somebody has deleted that, and somebody made it anew; or
  // this is the old one, in a list that is behind. Times do not tell, those of writes that overlap
  // may go back.
  return move(*named, **link);
}

Result<void> Reconciler::apply_row(const RemoteRecord& record) {
  const auto key = ledger_.find_link(record.id);
  if (!key) return std::unexpected(key.error());
  if (!*key) {
    const auto deleted = find_deleted(record);
    if (!deleted) return std::unexpected(deleted.error());
    if (!*deleted) return apply(record);
    rereads[**deleted] = {.at = environment_.now_ms(), .id = record.id};
    return {};
  }
  const auto link = ledger_.link(**key);
  if (!link) return std::unexpected(link.error());
  const auto known = find_updated(profile_, (*link)->base);
  const bool has_moved =
      known != find_updated(profile_, record.json) || written_in_round_.contains(**key);
  if (has_moved) newest_moved = std::max(newest_moved, known);
  if (!is_doubtful(**key, record, **link)) return apply(record);
  rereads[**key] = {.at = environment_.now_ms()};
  return ledger_.meet(**key, walk_);
}

// What was deleted here and is known to be gone: a list that has it is behind, or somebody has made
// it anew. Who was told so in an earlier session does not remember how long ago.
Result<std::optional<ContactKey>> Reconciler::find_deleted(const RemoteRecord& record) {
  const auto named = record.ref ? ledger_.find_contact(*record.ref) : std::nullopt;
  if (!named || record.is_deleted || is_settling(*named)) return std::nullopt;
  const auto contact = ledger_.contact(*named);
  if (!contact) return std::unexpected(contact.error());
  if (!*contact || !(*contact)->deleted_at) return std::nullopt;
  const auto link = ledger_.link(*named);
  if (!link) return std::unexpected(link.error());
  return *link ? std::nullopt : named;
}

Result<void> Reconciler::move(ContactKey key, const Link& link) {
  rereads[key] = {.at = environment_.now_ms()};
  return ledger_.put_link(key, moved(link), walk_).and_then([&] {
    return ledger_.put_outbox(key);
  });
}

Result<bool> Reconciler::apply_found(ContactKey key, const std::vector<RemoteRecord>& records) {
  bool is_found = false;
  for (const RemoteRecord& record : records) {
    const auto known = ledger_.find_link(record.id);
    if (!known) return std::unexpected(known.error());
    if (*known && **known != key) continue;
    // A second one of the same name is another contact's.
    auto applied = is_found ? without_key(add(record)) : apply_to_known(key, record);
    if (!applied) return std::unexpected(applied.error());
    is_found = true;
  }
  return is_found;
}

Result<std::optional<ContactKey>> Reconciler::find(const RemoteRecord& record) {
  auto key = ledger_.find_link(record.id);
  if (!key || *key) return key;
  if (record.ref) {
    const auto named = ledger_.find_contact(*record.ref);
    if (named) {
      const auto link = ledger_.link(*named);
      if (!link) return std::unexpected(link.error());
      if (!*link || (*link)->is_sent_only()) return named;
      return std::nullopt;
    }
    // Erased, while it was not known whether it had arrived: it is no new one.
    auto sent = ledger_.find_sent(*record.ref);
    if (!sent || *sent) return sent;
  }
  if (!matches_addresses_ || record.is_deleted) return std::nullopt;
  return ledger_.find_unlinked(contact_of_record(profile_, record.json));
}

Result<ContactKey> Reconciler::add(const RemoteRecord& record) {
  const Json fields = fields_of_record(profile_, record.json);
  // A design document, or something that the list has beside contacts.
  if (fields.empty() || !takes_new_) return ContactKey{0};
  Contact contact = with_fields(profile_, {}, fields);
  const bool is_free = record.ref && !ledger_.find_contact(*record.ref);
  contact.id = is_free ? *record.ref : ids_.next();
  contact.updated_at = find_updated(profile_, record.json).value_or(environment_.now_ms());
  if (contact.created_at == 0) contact.created_at = contact.updated_at;
  // Where records have a source, an empty one is theirs: a word of ours would be an edit.
  if (!is_mapped(profile_, "source") && contact.source.empty()) contact.source = "sync";
  const auto key = ledger_.add_contact(contact);
  if (!key) return key;
  return ledger_.put_link(*key, link_of(record, contact.id), walk_).transform([&] { return *key; });
}

Result<void> Reconciler::apply_to_known(ContactKey key, const RemoteRecord& record) {
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  const bool is_linked = *link && !(*link)->is_sent_only();
  if (record.is_deleted) return *link ? apply_gone(key) : Result<void>();
  if (is_linked && (*link)->base == record.json) return ledger_.meet(key, walk_);
  if (is_linked && is_stale(key, record, **link)) {
    read_again_later(key);
    return ledger_.meet(key, walk_);
  }
  if (const auto written = written_.find(key); written != written_.end()) {
    note_written(key, record, written->second.at);
  }
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  if (!*contact) return apply_to_erased(key, **link, record);
  if ((*contact)->deleted_at) return apply_to_deleted(key, **contact, *link, record);
  const Json theirs = fields_of_record(profile_, record.json);
  const Json ours = fields_of(profile_, **contact);
  Json base = *link ? base_of(**link, theirs) : Json::object();
  if (*link) take_back(**link, ours, base);
  accept_spelling(ours, theirs, base);
  // The version on which something was sent: that may still come.
  const bool is_before = *link && !record.version.empty() && record.version == (*link)->version;
  // A write whose answer was lost has been found.
  const bool has_sent = *link && !(*link)->sent.empty();
  if (is_linked && !is_before && has_sent) note_written(key, record, environment_.now_ms());
  return absorb(key, **contact, base, record, is_before && has_sent ? (*link)->sent : Json());
}

// What is known of the record is what was sent, not what has become of it.
bool Reconciler::is_our_writing(ContactKey key, const RemoteRecord& record, const Link& link) {
  if (link.is_sent_only()) return true;
  if (!record.version.empty() && record.version == link.version) return true;
  const bool was_shown = profile_.updated.empty() || find_at(link.base, profile_.updated);
  return !was_shown || (is_settling(key) && !written_.at(key).is_timed);
}

// What both sides have had in common: the record as it was seen last, and what of our own writes
// since has arrived without an answer.
Json Reconciler::base_of(const Link& link, const Json& theirs) const {
  Json base = fields_of_record(profile_, link.base);
  for (const auto& [name, values] : link.sent.items()) {
    const Json there = field_value(theirs, name);
    const bool is_ours = std::ranges::any_of(
        values, [&](const Json& value) { return is_written_alike(value, there); });
    if (is_ours) base[name] = there;
  }
  return base;
}

// What was sent without an answer and taken back since is an edit of it: whoever has seen it there
// and changed it means something else.
void Reconciler::take_back(const Link& link, const Json& mine, Json& base) {
  for (const auto& [name, values] : link.sent.items()) {
    if (field_value(mine, name) == field_value(base, name)) base[name] = values.back();
  }
}

Result<void> Reconciler::note_sent(ContactKey key, Link link, const Json& sent) {
  const Json before = fields_of_record(profile_, link.base);
  const Json after = fields_of_record(profile_, sent);
  bool is_new = false;
  for (const std::string& name : changed_names(before, after)) {
    if (link.sent.is_null()) link.sent = Json::object();
    Json& values = link.sent[name];
    if (values.is_null()) values = Json::array();
    const Json value = field_value(after, name);
    if (std::ranges::find(values, value) != values.end()) continue;
    values.push_back(value);
    is_new = true;
  }
  return is_new ? ledger_.put_link(key, link, walk_) : Result<void>();
}

Result<void> Reconciler::apply_after_write(ContactKey key, const RemoteRecord& record,
                                           const Json& overwritten) {
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  const bool is_live = *link && *contact && !(*contact)->deleted_at && !record.is_deleted;
  if (!is_live || record.id != (*link)->id) return apply(record);
  const Json before = fields_of_record(profile_, overwritten);
  const Json written = fields_of_record(profile_, (*link)->base);
  const Json theirs = fields_of_record(profile_, record.json);
  const auto was_put_back = [&](const std::string& name) {
    return field_value(theirs, name) == field_value(before, name);
  };
  // Whoever has not seen one field of it has seen none.
  const bool is_unseen = std::ranges::any_of(changed_names(before, written), was_put_back);
  Json base = is_unseen ? before : written;
  accept_spelling(fields_of(profile_, **contact), theirs, base);
  return absorb(key, **contact, base, record);
}

// Nothing but its id and version is known of it any more. Who has changed it there since has not
// seen that it was erased: it comes back as a question, as after an edit of what is in the trash.
Result<void> Reconciler::apply_to_erased(ContactKey key, const Link& link,
                                         const RemoteRecord& record) {
  const bool is_same =
      link.version.empty() ? link.base == sum_of(record.json) : link.version == record.version;
  if (!link.is_sent_only() && is_same) return link_only(key, record);
  if (auto forgotten = forget(key); !forgotten) return forgotten;
  const auto anew = add(record);
  if (!anew) return std::unexpected(anew.error());
  if (*anew == 0) return {};
  const Json theirs = fields_of_record(profile_, record.json);
  return ledger_.set_conflicts(*anew, {existence(kDeletedHere, Json::object(), theirs)});
}

// Deleted here, and there it is.
Result<void> Reconciler::apply_to_deleted(ContactKey key, const Contact& contact,
                                          const std::optional<Link>& link,
                                          const RemoteRecord& record) {
  const Json theirs = fields_of_record(profile_, record.json);
  const auto is_same = [&](const Json& base) {
    return is_our_writing(key, record, *link) ? are_written_alike(base, theirs)
                                              : changed_names(base, theirs).empty();
  };
  if (link && is_same(base_of(*link, theirs))) return link_only(key, record);
  if (!link && is_settling(key)) {
    // A list that has not heard of the deletion yet, or somebody who has made it anew. Until that
    // is known there is nothing to be sent: in the outbox it would be asked about over and over.
    read_again_later(key, record.id);
    return ledger_.drop_outbox(key);
  }
  // The edit wins, and whoever has deleted it is told.
  if (auto restored = ledger_.set_deleted(key, false); !restored) return restored;
  Contact live = contact;
  live.deleted_at.reset();
  const Json mine = fields_of(profile_, live);
  if (auto absorbed = absorb(key, live, mine, record); !absorbed) return absorbed;
  if (!link) return {};
  // Beside the questions about its fields, which are open still.
  auto open = ledger_.conflicts(key);
  if (!open) return std::unexpected(open.error());
  std::erase_if(*open, [](const FieldConflict& each) { return is_about_existence(each.name); });
  open->push_back(existence(kDeletedHere, mine, theirs));
  return ledger_.set_conflicts(key, *open);
}

Result<void> Reconciler::apply_gone(ContactKey key) {
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  if (!*contact || (*contact)->deleted_at) return settle_deletion(key);
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  if (!*link) return {};
  const Json base = fields_of_record(profile_, (*link)->base);
  const Json mine = fields_of(profile_, **contact);
  const bool is_sent = (*link)->is_sent_only() && !(*link)->has_moved();
  // What was sent without an answer may have been there, and was taken back here.
  const auto differs = [&](const auto& each) {
    return std::ranges::any_of(each.value(), [&](const Json& value) {
      return !is_written_alike(value, field_value(mine, each.key()));
    });
  };
  const auto sent = (*link)->sent.items();
  const bool has_edits = is_sent || !changed_names(base, mine).empty() ||
                         std::any_of(sent.begin(), sent.end(), differs);
  if (!has_edits) return ledger_.set_deleted(key, true).and_then([&] { return forget(key); });
  // The edit wins: it is made anew there, if nobody else has done so.
  return ledger_.put_link(key, (*link)->is_sent_only() ? **link : moved(**link), walk_)
      .and_then([&] { return ledger_.set_conflicts(key, {existence(kDeletedThere, base, mine)}); })
      .and_then([&] { return ledger_.put_outbox(key); });
}

Result<void> Reconciler::send_anew(ContactKey key) {
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  if (!*link || !*contact || (*contact)->deleted_at) return apply_gone(key);
  // As if it had been sent: somebody else may have done so.
  const Link lost{.id = {}, .version = {}, .base = (*link)->base, .ref = (*link)->ref};
  return ledger_.put_link(key, lost, walk_).and_then([&] { return ledger_.put_outbox(key); });
}

Result<void> Reconciler::settle_deletion(ContactKey key) {
  written_[key] = {.at = environment_.now_ms()};
  rereads.erase(key);
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  const bool is_back = *contact && !(*contact)->deleted_at;
  if (!is_back) return forget(key);
  // Restored while the deletion was under way: it is made anew.
  return ledger_.drop_link(key).and_then([&] { return ledger_.put_outbox(key); });
}

Result<void> Reconciler::forget(ContactKey key) {
  return ledger_.drop_link(key).and_then([&] { return ledger_.drop_outbox(key); }).and_then([&] {
    return ledger_.set_conflicts(key, {});
  });
}

Result<void> Reconciler::acknowledge(ContactKey key, const Json& sent, const RemoteRecord& record) {
  // Where the answer does not say when that was, `record` has the time of the write before.
  const auto updated = find_updated(profile_, record.json);
  const bool is_timed = updated && updated != find_updated(profile_, sent);
  const bool is_versioned = record.version != scalar_text(find_at(sent, profile_.version));
  written_[key] = {.at = environment_.now_ms(), .is_timed = is_timed, .is_versioned = is_versioned};
  written_in_round_.insert(key);
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  const Json theirs = fields_of_record(profile_, record.json);
  Json ours = fields_of_record(profile_, sent);
  if (*contact && !(*contact)->deleted_at) {
    accept_spelling(fields_of(profile_, **contact), theirs, ours);
    return absorb(key, **contact, ours, record, is_timed ? Json() : Json::object());
  }
  if (are_written_alike(ours, theirs)) return link_only(key, record);
  // Without a condition the answer may be the first to show what somebody else has written, and
  // whoever has deleted it here meanwhile has not seen that.
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  const Link known{
      .id = record.id, .version = {}, .base = sent, .ref = *link ? (*link)->ref : Uuid{}};
  return *contact ? apply_to_deleted(key, **contact, known, record)
                  : apply_to_erased(key, known, record);
}

// The contact is gone, and its record is to follow.
Result<void> Reconciler::link_only(ContactKey key, const RemoteRecord& record) {
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  Link kept = link_of(record, *link ? (*link)->ref : Uuid{});
  if (!*contact) kept.base = record.version.empty() ? sum_of(record.json) : Json::object();
  return ledger_.put_link(key, kept, walk_).and_then([&] { return ledger_.put_outbox(key); });
}

Result<void> Reconciler::absorb(ContactKey key, const Contact& contact, const Json& base,
                                const RemoteRecord& record, Json sent) {
  const auto open = ledger_.conflicts(key);
  if (!open) return std::unexpected(open.error());
  const Json theirs = fields_of_record(profile_, record.json);
  Merged merged = merge_fields(profile_, base, fields_of(profile_, contact), theirs,
                               is_mine_newer(contact, record), *open);
  Contact after = with_fields(profile_, contact, merged.fields);
  if (after != contact) {
    after.updated_at = environment_.now_ms();
    if (auto done = ledger_.change_contact(key, contact, after); !done) return done;
  }
  // What is said of its existence stays said.
  for (const FieldConflict& each : *open) {
    if (is_about_existence(each.name)) merged.conflicts.push_back(each);
  }
  const auto rest = without(changed_names(theirs, fields_of(profile_, after)), merged.conflicts);
  Link link = link_of(record, contact.id);
  link.sent = std::move(sent);
  return ledger_.put_link(key, link, walk_)
      .and_then([&] {
        return *open == merged.conflicts ? Result<void>()
                                         : ledger_.set_conflicts(key, merged.conflicts);
      })
      .and_then([&] { return rest.empty() ? ledger_.drop_outbox(key) : ledger_.put_outbox(key); });
}

Result<std::vector<std::string>> Reconciler::pending(ContactKey key, const Contact& contact,
                                                     const Json& base) {
  const auto open = ledger_.conflicts(key);
  if (!open) return std::unexpected(open.error());
  return without(changed_names(fields_of_record(profile_, base), fields_of(profile_, contact)),
                 *open);
}

void Reconciler::note_written(ContactKey key, const RemoteRecord& record, Timestamp at) {
  const bool is_timed = find_updated(profile_, record.json).has_value();
  written_[key] = {.at = at, .is_timed = is_timed, .is_versioned = !record.version.empty()};
}

void Reconciler::read_again_later(ContactKey key, std::string id) {
  rereads[key] = {.at = environment_.now_ms() + profile_.settle_ms, .id = std::move(id)};
}

bool Reconciler::is_settling(ContactKey key) {
  const auto written = written_.find(key);
  if (written == written_.end()) return false;
  // A clock that was set back must neither end it nor make it last.
  written->second.at = std::min(written->second.at, environment_.now_ms());
  if (environment_.now_ms() - written->second.at < profile_.settle_ms) return true;
  written_.erase(written);
  return false;
}

bool Reconciler::is_stale(ContactKey key, const RemoteRecord& record, const Link& link) {
  if (!is_settling(key)) return false;
  const auto before = find_updated(profile_, link.base);
  const auto now = find_updated(profile_, record.json);
  return before && now && *now < *before;
}

bool Reconciler::is_doubtful(ContactKey key, const RemoteRecord& record, const Link& link) {
  if (record.json == link.base) return false;
  const auto before = find_updated(profile_, link.base);
  const auto now = find_updated(profile_, record.json);
  // A list that is behind, or a server that was put back to what it was.
  if (before && now && *now < *before) return true;
  const bool is_same = !record.version.empty() && record.version == link.version;
  // Not even a later time says that it is newer: those of writes that overlap may go back.
  if (is_settling(key)) return !is_same || !written_.at(key).is_versioned;
  // What was written in an earlier session and not seen since has no time of its own.
  const bool was_shown = link.sent.is_null() || !link.sent.empty();
  const bool is_untimed = !profile_.updated.empty() && (!before || before == now || !was_shown);
  // Where answers do not say the new version, ours is that of the record which was written over.
  const AckRule& ack = profile_.update.ack;
  const bool is_before = is_same && !before && now && !ack.is_full && ack.version.empty();
  return is_untimed && (!is_same || is_before) && !record.version.empty() && !link.version.empty();
}

bool Reconciler::is_mine_newer(const Contact& contact, const RemoteRecord& record) const {
  const auto theirs = find_updated(profile_, record.json);
  return theirs && contact.updated_at > *theirs;
}

}  // namespace kartei
