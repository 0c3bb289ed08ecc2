#include "json/wire_error.h"

#include <doctest/doctest.h>

namespace kartei {

TEST_CASE("An error on the wire has five parts, and issues where there are any") {
  const Error error{.code = ErrorCode::email_missing_at, .field = "email", .row = 2, .column = 3};
  CHECK(dump_json(write_error(error)) ==
        R"({"code":"email_missing_at","message":"The e-mail address has no @.",)"
        R"("field":"email","row":2,"column":3})");
  const Error several{.code = ErrorCode::contact_invalid, .issues = {error}};
  CHECK(write_error(several)["issues"][0]["code"] == "email_missing_at");
}

TEST_CASE("Which segment an error is about is said by its name") {
  const Error use{.code = ErrorCode::segment_in_use, .detail = "Kunden", .field = "filter"};
  CHECK(write_error(use)["segment"] == "Kunden");
  CHECK_FALSE(
      write_error({.code = ErrorCode::segment_in_use, .issues = {use}}).contains("segment"));
  CHECK_FALSE(write_error({.code = ErrorCode::internal, .detail = "x"}).contains("segment"));
}

}  // namespace kartei
