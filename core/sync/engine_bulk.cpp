// Several contacts in one request, where the backend has one for that.
#include <algorithm>
#include <utility>

#include "json/json_pointer.h"
#include "sync/engine.h"
#include "sync/requests.h"

namespace kartei {

// Creates and updates that need no look before, as many as one request may have; whatever else is
// met on the way comes first, by itself.
Result<std::optional<SyncEngine::Prepared>> SyncEngine::prepare_bulk(ContactKey first) {
  Flight flight{.step = Step::bulk};
  Json items = Json::array();
  std::vector<std::pair<ContactKey, Link>> links;
  std::vector<Json> sent;
  std::optional<ContactKey> key = first;
  while (key && items.size() < bulk_size_) {
    const auto contact = ledger_.contact(*key);
    if (!contact) return std::unexpected(contact.error());
    const auto link = ledger_.link(*key);
    if (!link) return std::unexpected(link.error());
    const auto work = works_.find(*key);
    const bool is_plain = work == works_.end() && !reconciler_.rereads.contains(*key);
    const bool is_live = *contact && !(*contact)->deleted_at;
    // Each row needs a condition of its own.
    const bool has_condition = profile_.update.precondition.kind == PreconditionKind::body;
    const bool is_update = has_condition && *link && !(*link)->is_sent_only() &&
                           !(*link)->version.empty() && !is_partial(**link);
    bool is_by_itself = !is_plain || !is_live || (*link && !is_update);
    std::vector<std::string> names;
    if (!is_by_itself && is_update) {
      auto pending = reconciler_.pending(*key, **contact, (*link)->base);
      if (!pending) return std::unexpected(pending.error());
      names = std::move(*pending);
      is_by_itself = names.empty();
    }
    if (is_by_itself) {
      if (items.empty()) return prepare(*key);
      queue_.push_front(*key);
      break;
    }
    Json item =
        is_update ? make_updated(profile_, (*link)->base, **contact, names)
                  : make_created(profile_, **contact, format_uuid((*contact)->id), (*contact)->id);
    if (is_update) {
      set_at(item, profile_.update.precondition.name, version_of(**link));
      links.push_back({*key, **link});
    } else {
      links.push_back({*key, {.id = {}, .version = {}, .base = item, .ref = (*contact)->id}});
    }
    sent.push_back(item);
    busy_.insert(*key);
    const std::string id = is_update ? (*link)->id : format_uuid((*contact)->id);
    flight.items.emplace(id, std::pair(*key, item));
    items.push_back(std::move(item));
    auto next = next_key();
    if (!next) return std::unexpected(next.error());
    key = *next;
  }
  if (key && items.size() >= bulk_size_) queue_.push_front(*key);
  auto written = in_transaction([&]() -> Result<void> {
    for (size_t i = 0; i < links.size(); ++i) {
      const auto& [each, link] = links[i];
      auto put = link.is_sent_only() ? ledger_.put_link(each, link, pull_.walk) : Result<void>();
      put = put.and_then([&] { return reconciler_.note_sent(each, link, sent[i]); });
      if (!put) return put;
    }
    return {};
  });
  if (!written) return std::unexpected(written.error());
  HttpRequest http = bulk_request(profile_, std::move(items));
  return Prepared{.flight = std::move(flight), .http = std::move(http)};
}

Result<void> SyncEngine::receive_bulk(const Flight& flight, const Answer& answer) {
  const Json* rows = answer.verdict == Verdict::ok && answer.json
                         ? find_at(*answer.json, profile_.bulk->answers)
                         : nullptr;
  std::set<ContactKey> answered;
  if (rows && rows->is_array()) {
    for (const Json& row : *rows) {
      const auto item = flight.items.find(scalar_text(find_at(row, profile_.bulk->id)));
      if (item == flight.items.end()) continue;
      const auto& [key, sent] = item->second;
      if (!answered.insert(key).second) continue;
      if (auto received = receive_bulk_item(key, sent, row); !received) return received;
    }
  }
  const bool is_too_much = answer.verdict == Verdict::invalid || answer.status == 413;
  if (is_too_much)
    bulk_size_ = std::max<uint64_t>(1, std::min<uint64_t>(bulk_size_, flight.items.size()) / 2);
  for (const auto& [id, item] : flight.items) {
    // Half of it may have been done behind one error: each is looked for by itself.
    if (answered.contains(item.first)) continue;
    works_[item.first].needs_read = true;
    if (is_too_much) continue;
    if (auto failed = receive_failure(item.first, answer); !failed) return failed;
  }
  return {};
}

Result<void> SyncEngine::receive_bulk_item(ContactKey key, const Json& sent, const Json& row) {
  const Json* error = find_at(row, profile_.bulk->error);
  if (error && !error->is_null()) {
    works_[key].needs_read = true;
    const auto link = ledger_.link(key);
    if (!link) return std::unexpected(link.error());
    return *link && (*link)->is_sent_only() ? forget_sent(key) : Result<void>();
  }
  AckRule ack{.is_full = false, .id = profile_.bulk->id, .version = profile_.bulk->version};
  return acknowledge(key, sent, ack, row);
}

}  // namespace kartei
