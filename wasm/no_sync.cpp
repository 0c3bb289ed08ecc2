#include "sync_use_cases.h"

namespace kartei {

std::span<const UseCase<ContactBook>> sync_use_cases() { return {}; }

}  // namespace kartei
