// Rows of the table `contacts` as an earlier schema had them, turned into contacts of today by the
// same steps that bring a whole book up to date.
#pragma once

#include <memory>
#include <vector>

#include "base/environment.h"
#include "contact/contact.h"
#include "store/value.h"

namespace kartei {

class ContactBatch {
 public:
  // How many rows are worth a database of their own.
  static constexpr size_t kRows = 4096;

  // Rows with these columns; those that the schema does not have are left out.
  ContactBatch(int64_t schema, const std::vector<std::string>& columns, Environment& environment);
  ~ContactBatch();

  // Errors: backup_damaged where a key comes twice.
  Result<void> add(std::span<const ValueView> row);
  size_t size() const;

  // All of them in the order of their keys; then it is empty.
  Result<std::vector<Contact>> take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kartei
