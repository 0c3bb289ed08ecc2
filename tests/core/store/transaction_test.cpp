#include "store/transaction.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "store/database.h"
#include "store/file_vfs.h"

namespace kartei {

TEST_CASE("A transaction happens wholly or not at all") {
  MemoryFiles files;
  FixedEnvironment environment;
  FileVfs vfs(files, environment);
  Database database = *Database::open(vfs.name());
  REQUIRE(database.execute("CREATE TABLE t (x)"));
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    REQUIRE(database.execute("INSERT INTO t VALUES (1)"));
    Transaction moved = std::move(*transaction);
  }
  CHECK(database.query_integer("SELECT count(*) FROM t") == 0);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(database.execute("INSERT INTO t VALUES (1)"));
    CHECK_FALSE(Transaction::begin(database));
    CHECK(transaction->commit());
  }
  CHECK(database.query_integer("SELECT count(*) FROM t") == 1);
}

}  // namespace kartei
