// The use cases of sync, which only one of the two modules of a book has: kartei-sync.wasm links
// sync_use_cases.cpp, and with it the engine; kartei.wasm links no_sync.cpp, and opens no book that
// is connected to a backend.
#pragma once

#include <span>

#include "book/contact_book.h"
#include "dispatch.h"

namespace kartei {

// Empty where there are none.
std::span<const UseCase<ContactBook>> sync_use_cases();

}  // namespace kartei
