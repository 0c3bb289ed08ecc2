// Backups and rescues as JSON: the shapes of web/types.js.
#pragma once

#include "book/rescue.h"
#include "book/restore_session.h"
#include "json/json.h"

namespace kartei {

// {mode: 'inspect' | 'replace' | 'merge'}
Result<RestoreMode> read_restore_mode(const Json& json);

Json write_restore_result(const RestoreResult& result);
// Of finishRestore: a summary where the mode was to inspect, else the result.
Json write_restore_answer(const RestoreAnswer& answer);

Json write_rescue_state(const RescueState& state);

}  // namespace kartei
