#include "model.h"

namespace kartei::simulation {
namespace {

bool is_equal(const ImportRecord& a, const ImportRecord& b) {
  return a.entry == b.entry && a.file_name == b.file_name && a.rows == b.rows &&
         a.created == b.created && a.updated == b.updated && a.skipped == b.skipped &&
         a.rejected == b.rejected;
}

std::string describe(const Contact& contact) {
  std::string text = format_uuid(contact.id) + " " + contact.name + " " + contact.email + " " +
                     contact.phone + " updated " + std::to_string(contact.updated_at);
  for (const std::string& tag : contact.tags) text += " #" + tag;
  for (const auto& [name, value] : contact.attributes) {
    text += " " + name + "=" + value.substr(0, 20) + "(" + std::to_string(value.size()) + ")";
  }
  return contact.deleted_at ? text + " deleted " + std::to_string(*contact.deleted_at) : text;
}

}  // namespace

std::string difference(const Model& expected, const Model& found) {
  for (const auto& [id, contact] : expected.contacts) {
    const auto match = found.contacts.find(id);
    if (match == found.contacts.end()) return "missing: " + describe(contact);
    if (match->second != contact) {
      return "changed: " + describe(contact) + " is " + describe(match->second);
    }
  }
  for (const auto& [id, contact] : found.contacts) {
    if (!expected.contacts.contains(id)) return "too much: " + describe(contact);
  }
  if (expected.imports.size() != found.imports.size()) {
    return std::to_string(found.imports.size()) + " imports instead of " +
           std::to_string(expected.imports.size());
  }
  for (size_t i = 0; i < expected.imports.size(); ++i) {
    if (!is_equal(expected.imports[i], found.imports[i])) {
      return "the import of " + expected.imports[i].file_name + " has other numbers";
    }
  }
  return "";
}

Result<Model> read_store(ContactStore& store, const std::string& request) {
  std::vector<ContactKey> keys;
  auto visited =
      store.for_each([&](ContactKey key, const Contact&, EntryId) { keys.push_back(key); });
  if (!visited) return std::unexpected(visited.error());
  Model model;
  for (const ContactKey key : keys) {
    auto contact = store.load(key);
    if (!contact) return std::unexpected(contact.error());
    model.contacts[contact->id] = std::move(*contact);
  }
  if (model.contacts.size() != keys.size()) {
    return std::unexpected(Error{.code = ErrorCode::internal, .detail = "two have one id"});
  }
  auto imports = store.journal().imports();
  if (!imports) return std::unexpected(imports.error());
  model.imports = std::move(*imports);
  const auto answer = store.journal().find_answer(request);
  if (!answer) return std::unexpected(answer.error());
  model.is_answered = answer->has_value();
  return model;
}

Result<Model> read_book(ContactBook& book, const Model& known) {
  Model model;
  auto page = book.search({.limit = 1'000'000});
  if (!page) return std::unexpected(page.error());
  for (Contact& contact : page->rows) model.contacts[contact.id] = std::move(contact);
  for (const auto& [id, contact] : known.contacts) {
    if (model.contacts.contains(id)) continue;
    auto other = book.get(id);
    if (!other && other.error().code == ErrorCode::contact_unknown) continue;
    if (!other) return std::unexpected(other.error());
    if (other->deleted_at) model.contacts[id] = std::move(*other);
  }
  auto imports = book.imports();
  if (!imports) return std::unexpected(imports.error());
  model.imports = std::move(*imports);
  return model;
}

std::string shown_difference(ContactBook& book, const Model& expected) {
  const auto shown = read_book(book, expected);
  if (!shown) return "cannot be read: " + shown.error().message();
  if (std::string text = difference(expected, *shown); !text.empty()) return text;
  uint64_t live = 0;
  for (const auto& [id, contact] : expected.contacts) live += contact.deleted_at ? 0 : 1;
  if (book.state().contacts == live) return "";
  return "counts " + std::to_string(book.state().contacts) + " instead of " + std::to_string(live);
}

}  // namespace kartei::simulation
