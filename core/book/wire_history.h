// Undo, history, trash and storage as JSON: the shapes of web/types.js.
#pragma once

#include "book/contact_book.h"
#include "json/json.h"

namespace kartei {

// {offset?, limit?}
struct PageRequest {
  uint64_t offset = 0;
  uint64_t limit = 50;
};
Result<PageRequest> read_page_request(const Json& json);

// {entry?, overwrite?}
Result<UndoRequest> read_undo_request(const Json& json);

Json write_reverted(const Reverted& reverted);
Json write_history(const History& history);
Json write_trash(const Trash& trash);
Json write_erased(uint64_t count);
Json write_storage_state(const StorageState& state);
Json write_integrity(const std::string& report);

}  // namespace kartei
