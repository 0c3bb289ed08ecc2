#include "book/rescue.h"

#include <algorithm>
#include <utility>

namespace kartei {

Result<std::unique_ptr<Rescue>> Rescue::open(Files& files, Environment& environment) {
  auto salvage = Salvage::open(files, environment);
  if (!salvage) return std::unexpected(salvage.error());
  return std::unique_ptr<Rescue>(new Rescue(std::move(*salvage)));
}

RescueState Rescue::state() const {
  return {.contacts = salvage_->header().contacts,
          .trash = salvage_->header().trash,
          .is_complete = salvage_->is_complete()};
}

void Rescue::begin_backup() {
  exporter_.reset();
  is_backup_ = true;
  salvage_->begin_backup();
}

Result<void> Rescue::begin_export(const ExportOptions& options) {
  is_backup_ = false;
  std::vector<std::string> attributes;
  salvage_->begin_contacts();
  while (true) {
    const auto contacts = salvage_->next_contacts();
    if (!contacts) return std::unexpected(contacts.error());
    if (contacts->empty()) break;
    for (const Contact& contact : *contacts) {
      if (contact.deleted_at) continue;
      for (const auto& [name, value] : contact.attributes) {
        if (std::ranges::find(attributes, name) == attributes.end()) attributes.push_back(name);
      }
    }
  }
  salvage_->begin_contacts();
  exporter_.emplace(options, attributes);
  has_header_ = false;
  return {};
}

Result<std::string> Rescue::read_output() {
  if (exporter_) return read_export();
  if (!is_backup_) return std::string();
  auto piece = salvage_->next_piece();
  if (!piece || piece->empty()) is_backup_ = false;
  return piece;
}

Result<std::string> Rescue::read_export() {
  std::string piece;
  Result<void> written;
  if (!std::exchange(has_header_, true)) written = exporter_->begin(piece);
  // Batches that are all in the trash give nothing.
  while (written && piece.empty()) {
    const auto contacts = salvage_->next_contacts();
    if (!contacts) return std::unexpected(contacts.error());
    if (contacts->empty()) {
      exporter_->finish(piece);
      exporter_.reset();
      break;
    }
    for (const Contact& contact : *contacts) {
      if (written && !contact.deleted_at) written = exporter_->write(contact, piece);
    }
  }
  if (!written) return std::unexpected(written.error());
  return piece;
}

}  // namespace kartei
