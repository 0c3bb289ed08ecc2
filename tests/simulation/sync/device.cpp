#include "device.h"

#include <algorithm>

namespace kartei::sync_simulation {

std::string entity_of(const Contact& contact) {
  const auto found = std::ranges::find(contact.attributes, "eid", &Attribute::first);
  return found == contact.attributes.end() ? std::string() : found->second;
}

Device::Device(size_t number, uint64_t seed)
    : index(number),
      seed_(seed),
      environment_(seed),
      files_(std::make_unique<FaultyFiles>(Image{}, seed)) {}

Result<void> Device::open() {
  book_.reset();
  ++session_;
  auto opened = ContactBook::open(*files_, environment_);
  if (!opened) return std::unexpected(opened.error());
  book_ = std::move(*opened);
  return {};
}

bool Device::is_refused(ContactBook& former) {
  const FaultyFiles::Quiet quiet(*files_);
  const auto saved = former.save({.name = "late"});
  const auto next = former.next_sync_request("a");
  const bool sends = next && next->request && next->request->http.method != "GET";
  return !saved && saved.error().code == ErrorCode::book_lost && !sends;
}

void Device::replace_files(Image image) {
  book_.reset();
  files_ = std::make_unique<FaultyFiles>(std::move(image), simulation::mix(seed_, session_));
  failures_ = 0;
}

void Device::crash(uint32_t variant) {
  book_.reset();
  replace_files(files_->disk().crash(simulation::mix(seed_, session_, 2), variant));
}

void Device::plan(Fault::Kind kind, Fault::Duration duration, uint64_t calls) {
  failures_ = files_->failures();
  files_->plan({.kind = kind, .call = storage_calls() + calls, .duration = duration});
}

void Device::heal() {
  files_->heal();
  failures_ = files_->failures();
}

std::shared_ptr<const Snapshot> Device::look() {
  const std::pair now(session_, storage_calls());
  if (seen_ && seen_at_ == now) return seen_;
  const FaultyFiles::Quiet quiet(*files_);
  Snapshot found;
  twin_.clear();
  constexpr uint64_t kAll = 100'000;
  auto trash = book_->trash(0, kAll);
  ensure(trash.has_value(), "the trash can be read");
  for (Contact& contact : trash->rows) found[entity_of(contact)] = std::move(contact);
  auto page = book_->search({.limit = kAll});
  ensure(page.has_value(), "the list can be read");
  for (Contact& contact : page->rows) {
    const std::string entity = entity_of(contact);
    const auto known = found.find(entity);
    if (known != found.end() && !known->second.deleted_at) twin_ = entity;
    found[entity] = std::move(contact);
  }
  seen_ = std::make_shared<const Snapshot>(std::move(found));
  seen_at_ = now;
  return seen_;
}

std::vector<ConflictRow> Device::conflicts() {
  const FaultyFiles::Quiet quiet(*files_);
  return book_->conflicts(0, 1000).value_or(std::vector<ConflictRow>());
}

std::vector<ParkedRow> Device::parked() {
  const FaultyFiles::Quiet quiet(*files_);
  return book_->parked_contacts(0, 1000).value_or(std::vector<ParkedRow>());
}

SyncStore::Counts Device::counts() {
  const FaultyFiles::Quiet quiet(*files_);
  const auto status = book_->sync_status();
  return status ? status->counts : SyncStore::Counts{};
}

SyncPause Device::pause() {
  const FaultyFiles::Quiet quiet(*files_);
  const auto status = book_->sync_status();
  return status && status->session ? status->session->engine().health().pause : SyncPause::none;
}

bool Device::has_pulled() {
  const FaultyFiles::Quiet quiet(*files_);
  const auto status = book_->sync_status();
  return status && status->session && status->session->engine().pull().is_complete;
}

}  // namespace kartei::sync_simulation
