#include "store/files.h"

#include <doctest/doctest.h>

#include "files_contract.h"

namespace kartei {

TEST_CASE("Files in memory keep the contract") {
  MemoryFiles files;
  check_files_contract(files);
}

}  // namespace kartei
