#include "sync/reconciler.h"

#include <algorithm>

#include "base/limits.h"
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
  return record.is_deleted ? Result<void>() : add(record);
}

Result<std::optional<ContactKey>> Reconciler::find(const RemoteRecord& record) {
  auto key = ledger_.find_link(record.id);
  if (!key || *key) return key;
  if (record.ref) {
    const auto named = ledger_.find_contact(*record.ref);
    if (named) {
      const auto link = ledger_.link(*named);
      if (!link) return std::unexpected(link.error());
      // A second record of one contact is another contact's.
      if (!*link || (*link)->is_sent_only() || (*link)->is_gone()) return named;
    }
  }
  if (!matches_addresses_ || record.is_deleted) return std::nullopt;
  return ledger_.find_unlinked(contact_of_record(profile_, record.json));
}

Result<void> Reconciler::add(const RemoteRecord& record) {
  const Json fields = fields_of_record(profile_, record.json);
  // No contact: a design document, or something that the list has beside contacts.
  if (fields.empty()) return {};
  Contact contact = with_fields(profile_, {}, fields);
  const bool is_free = record.ref && !ledger_.find_contact(*record.ref);
  contact.id = is_free ? *record.ref : ids_.next();
  contact.updated_at = find_updated(profile_, record.json).value_or(environment_.now_ms());
  if (contact.created_at == 0) contact.created_at = contact.updated_at;
  // Where records have a source, an empty one is theirs: a word of ours would be an edit.
  if (!is_mapped(profile_, "source") && contact.source.empty()) contact.source = "sync";
  const auto key = ledger_.add_contact(contact);
  if (!key) return std::unexpected(key.error());
  return ledger_.put_link(*key, link_of(record, contact.id), walk_);
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
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  if (!*contact) return link_only(key, record);
  if ((*contact)->deleted_at) return apply_to_deleted(key, **contact, *link, record);
  const Json base = *link ? fields_of_record(profile_, (*link)->base) : Json::object();
  return absorb(key, **contact, base, record);
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
  const Json theirs = fields_of_record(profile_, record.json);
  Json base = fields_of_record(profile_, (*link)->base);
  for (const std::string& name : changed_names(base, theirs)) {
    const Json there = field_value(theirs, name);
    if (there == field_value(before, name)) base[name] = there;
  }
  return absorb(key, **contact, base, record);
}

// Deleted here, and there it is.
Result<void> Reconciler::apply_to_deleted(ContactKey key, const Contact& contact,
                                          const std::optional<Link>& link,
                                          const RemoteRecord& record) {
  const Json theirs = fields_of_record(profile_, record.json);
  if (link && fields_of_record(profile_, link->base) == theirs) return link_only(key, record);
  if (!link && is_settling(key)) {
    // A list that has not heard of the deletion yet, or somebody who has made it anew.
    read_again_later(key);
    return {};
  }
  // The edit wins, and whoever has deleted it is told.
  if (auto restored = ledger_.set_deleted(key, false); !restored) return restored;
  Contact live = contact;
  live.deleted_at.reset();
  const Json mine = fields_of(profile_, live);
  if (auto absorbed = absorb(key, live, mine, record); !absorbed) return absorbed;
  if (!link) return {};
  return ledger_.set_conflicts(key, {existence(kDeletedHere, mine, theirs)});
}

Result<void> Reconciler::apply_gone(ContactKey key) {
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  if (!*contact || (*contact)->deleted_at) return settle_deletion(key);
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  if (!*link || (*link)->is_gone()) return {};
  const Json base = fields_of_record(profile_, (*link)->base);
  const Json mine = fields_of(profile_, **contact);
  const bool has_edits = (*link)->is_sent_only() || !changed_names(base, mine).empty();
  if (!has_edits) return ledger_.set_deleted(key, true).and_then([&] { return forget(key); });
  // The edit wins: it is made anew there, under its old id where this client may choose.
  const bool keeps_id = profile_.create.has_client_id && !(*link)->is_sent_only();
  const Link gone{.id = (*link)->id, .version = {}, .base = nullptr, .ref = (*link)->ref};
  auto unlinked = keeps_id ? ledger_.put_link(key, gone, walk_) : ledger_.drop_link(key);
  return unlinked
      .and_then([&] { return ledger_.set_conflicts(key, {existence(kDeletedThere, base, mine)}); })
      .and_then([&] { return ledger_.put_outbox(key); });
}

Result<void> Reconciler::settle_deletion(ContactKey key) {
  written_[key] = environment_.now_ms();
  rereads.erase(key);
  return forget(key);
}

Result<void> Reconciler::forget(ContactKey key) {
  return ledger_.drop_link(key).and_then([&] { return ledger_.drop_outbox(key); }).and_then([&] {
    return ledger_.set_conflicts(key, {});
  });
}

Result<void> Reconciler::acknowledge(ContactKey key, const Json& sent, const RemoteRecord& record) {
  written_[key] = environment_.now_ms();
  const auto contact = ledger_.contact(key);
  if (!contact) return std::unexpected(contact.error());
  if (!*contact || (*contact)->deleted_at) return link_only(key, record);
  return absorb(key, **contact, fields_of_record(profile_, sent), record);
}

// The contact is gone, and its record is to follow.
Result<void> Reconciler::link_only(ContactKey key, const RemoteRecord& record) {
  const auto link = ledger_.link(key);
  if (!link) return std::unexpected(link.error());
  const Uuid ref = *link ? (*link)->ref : Uuid{};
  return ledger_.put_link(key, link_of(record, ref), walk_).and_then([&] {
    return ledger_.put_outbox(key);
  });
}

Result<void> Reconciler::absorb(ContactKey key, const Contact& contact, const Json& base,
                                const RemoteRecord& record) {
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
  return ledger_.put_link(key, link_of(record, contact.id), walk_)
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

void Reconciler::read_again_later(ContactKey key) {
  rereads[key] = environment_.now_ms() + profile_.settle_ms;
}

bool Reconciler::is_settling(ContactKey key) {
  const auto written = written_.find(key);
  if (written == written_.end()) return false;
  const int64_t since = environment_.now_ms() - written->second;
  // Less than none: the clock was set back.
  if (since >= 0 && since < profile_.settle_ms) return true;
  written_.erase(written);
  return false;
}

bool Reconciler::is_stale(ContactKey key, const RemoteRecord& record, const Link& link) {
  if (!is_settling(key)) return false;
  const auto before = find_updated(profile_, link.base);
  const auto now = find_updated(profile_, record.json);
  return before && now && *now < *before;
}

bool Reconciler::is_mine_newer(const Contact& contact, const RemoteRecord& record) const {
  const auto theirs = find_updated(profile_, record.json);
  return theirs && contact.updated_at > *theirs;
}

}  // namespace kartei
