// Files that are read as far as their review, into books that know some contacts.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "fixtures.h"
#include "import_export/importer.h"

namespace kartei {

// A book that knows some e-mails and phones.
struct KnownContacts final : ExistingContacts {
  std::optional<ContactKey> find_email(std::string_view key) override { return find(emails, key); }
  std::optional<ContactKey> find_phone(std::string_view key) override { return find(phones, key); }

  using Keys = std::map<std::string, ContactKey, std::less<>>;
  static std::optional<ContactKey> find(const Keys& keys, std::string_view key) {
    const auto found = keys.find(key);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
  }
  Keys emails, phones;
};

inline std::unique_ptr<Importer> importer_for(ImportOptions options = {},
                                              KnownContacts known = {}) {
  return std::make_unique<Importer>(std::move(options),
                                    std::make_unique<KnownContacts>(std::move(known)), 1);
}

inline std::unique_ptr<Importer> read(std::string_view text, ImportOptions options = {},
                                      KnownContacts known = {}) {
  auto importer = importer_for(std::move(options), std::move(known));
  REQUIRE(importer->feed(bytes_of(text)));
  REQUIRE(importer->finish());
  return importer;
}

// A letter for each row: new, updated, skipped, rejected.
inline std::string outcomes(const Importer& importer) {
  std::string letters;
  for (size_t row = 0; row < importer.rows().size(); ++row) {
    letters += "nusr"[static_cast<size_t>(importer.outcome(row))];
  }
  return letters;
}

}  // namespace kartei
