#include "query/id_index.h"

#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <random>

namespace kartei {
namespace {

Uuid make_id(uint64_t number) {
  Uuid id;
  std::memcpy(id.bytes.data() + 8, &number, sizeof number);
  return id;
}

}  // namespace

TEST_CASE("IdIndex finds the newest key of each id, like a map") {
  std::mt19937 random(11);
  IdIndex index;
  ChunkedVector<Uuid> ids;
  ids.resize(1);
  std::map<Uuid, ContactKey> expected;
  for (ContactKey key = 1; key <= 4'000; ++key) {
    ids.push_back(make_id(random() % 2'000));
    index.put(key, ids);
    expected[ids[key]] = key;
    if (random() % 3 != 0) continue;
    const auto gone = static_cast<ContactKey>(1 + random() % key);
    index.erase(gone, ids);
    std::erase_if(expected, [&](const auto& entry) { return entry.second == gone; });
    // Another id for the key that is no more registered.
    if (!expected.contains(ids[gone])) {
      ids[gone] = make_id(random() % 2'000);
      index.put(gone, ids);
      expected[ids[gone]] = gone;
    }
  }
  for (uint64_t number = 0; number < 2'001; ++number) {
    const auto found = expected.find(make_id(number));
    const auto key = found == expected.end() ? std::nullopt : std::optional(found->second);
    CHECK(index.find(make_id(number), ids) == key);
  }
}

TEST_CASE("IdIndex has room for what was announced and for more") {
  IdIndex index;
  ChunkedVector<Uuid> ids;
  ids.resize(1);
  index.reserve(1'000, ids);
  for (ContactKey key = 1; key <= 3'000; ++key) {
    ids.push_back(make_id(uint64_t{key} << 40));
    index.put(key, ids);
  }
  for (ContactKey key = 1; key <= 3'000; ++key) CHECK(index.find(ids[key], ids) == key);
  // Changes are none.
  const size_t size = index.size();
  for (int round = 0; round < 10; ++round) {
    for (ContactKey key = 1; key <= 3'000; ++key) {
      index.erase(key, ids);
      index.put(key, ids);
    }
  }
  CHECK(index.size() == size);
  for (ContactKey key = 1; key <= 3'000; ++key) CHECK(index.find(ids[key], ids) == key);
}

}  // namespace kartei
