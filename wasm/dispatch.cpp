#include "dispatch.h"

#include <exception>
#include <new>

namespace kartei {

std::string error_envelope(const Error& error) {
  return dump_json({{"error", write_error(error)}});
}

std::string run_guarded(std::string (*run)(void* call), void* call) {
  try {
    return run(call);
  } catch (const std::bad_alloc&) {
    return error_envelope({.code = ErrorCode::memory_full});
  } catch (const std::exception& exception) {
    return error_envelope({.code = ErrorCode::internal, .detail = exception.what()});
  }
}

}  // namespace kartei
