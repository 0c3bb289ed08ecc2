#include "store/scratch_database.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/migrations.h"

namespace kartei {

TEST_CASE("A scratch database is empty, or has the tables of the schema that is asked for") {
  FixedEnvironment environment;
  ScratchDatabase empty(environment);
  REQUIRE(empty.open());
  CHECK(empty.database().query_integer("SELECT count(*) FROM sqlite_schema") == 0);
  for (int schema = 1; schema <= schema_version(); ++schema) {
    ScratchDatabase scratch(environment);
    REQUIRE(scratch.open(schema));
    CHECK(scratch.database().query_integer("PRAGMA user_version") == schema);
    CHECK(scratch.database().query_integer("SELECT count(*) FROM contacts") == 0);
  }
}

}  // namespace kartei
