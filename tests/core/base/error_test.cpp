#include "base/error.h"

#include <doctest/doctest.h>

#include <stdexcept>

namespace kartei {

TEST_CASE("A code has a name for programs and a sentence for developers") {
  CHECK(error_code_name(ErrorCode::internal) == "internal");
  CHECK(error_code_name(ErrorCode::storage_newer) == "storage_newer");
  CHECK(error_code_message(ErrorCode::email_missing_at) == "The e-mail address has no @.");
}

TEST_CASE("What the code cannot say stands behind the message") {
  CHECK(Error{.code = ErrorCode::csv_empty}.message() == "The file is empty.");
  CHECK(Error{.code = ErrorCode::csv_empty, .detail = "0 bytes"}.message() ==
        "The file is empty. (0 bytes)");
}

TEST_CASE("A failure carries its code and column") {
  const Result<int> failed = failure(ErrorCode::phone_character, 7);
  REQUIRE_FALSE(failed);
  CHECK(failed.error() == Error{.code = ErrorCode::phone_character, .column = 7});
}

TEST_CASE("A contradiction stops the program") {
  CHECK_NOTHROW(ensure(true, "fine"));
  CHECK_THROWS_AS(ensure(false, "not fine"), std::logic_error);
}

}  // namespace kartei
