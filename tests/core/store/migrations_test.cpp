#include "store/migrations.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/file_vfs.h"

namespace kartei {
namespace {

struct World {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs{files, environment};
  Database database = *Database::open(vfs.name());
};

}  // namespace

TEST_CASE("A new book gets the whole schema, and a second time nothing happens") {
  World world;
  REQUIRE(migrate(world.database));
  CHECK(world.database.query_integer("PRAGMA user_version") == schema_version());
  const auto changes = world.vfs.flushes();
  REQUIRE(migrate(world.database));
  CHECK(world.vfs.flushes() == changes);
}

TEST_CASE("A newer book is refused and not touched") {
  World world;
  REQUIRE(migrate(world.database));
  REQUIRE(world.database.execute("PRAGMA user_version = 99"));
  const auto migrated = migrate(world.database);
  REQUIRE_FALSE(migrated);
  CHECK(migrated.error().code == ErrorCode::storage_newer);
  CHECK(world.database.query_integer("PRAGMA user_version") == 99);
}

TEST_CASE("Somebody else's database is refused") {
  World world;
  REQUIRE(world.database.execute("CREATE TABLE theirs (x)"));
  const auto migrated = migrate(world.database);
  REQUIRE_FALSE(migrated);
  CHECK(migrated.error().code == ErrorCode::storage_damaged);
}

}  // namespace kartei
