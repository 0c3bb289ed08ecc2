#include "json/wire_error.h"

namespace kartei {

Json write_error(const Error& error) {
  Json json = {{"code", error_code_name(error.code)},
               {"message", error.message()},
               {"field", error.field},
               {"row", error.row},
               {"column", error.column}};
  const bool names_segment =
      error.code == ErrorCode::segment_in_use || error.code == ErrorCode::segment_cycle;
  if (names_segment && error.issues.empty()) json["segment"] = error.detail;
  if (!error.issues.empty()) json["issues"] = write_issues(error.issues);
  return json;
}

Json write_issues(const std::vector<Error>& issues) {
  Json list = Json::array();
  for (const Error& issue : issues) list.push_back(write_error(issue));
  return list;
}

}  // namespace kartei
