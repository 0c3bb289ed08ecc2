#include "base/sha256.h"

#include <doctest/doctest.h>

namespace kartei {
namespace {

std::string sum_of(std::string_view text) {
  Sha256 sum;
  sum.update(text);
  return sum.hex();
}

}  // namespace

// The examples that NIST gives for FIPS 180-4, and the sum of nothing.
TEST_CASE("SHA-256 of the standard's examples") {
  CHECK(sum_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sum_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sum_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sum_of("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
               "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu") ==
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(sum_of(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("The sum does not depend on the pieces, for each length around a block") {
  std::string text;
  for (int size = 0; size < 200; ++size) {
    Sha256 one_by_one;
    for (const char c : text) one_by_one.update(std::string_view(&c, 1));
    CHECK(one_by_one.hex() == sum_of(text));
    Sha256 in_two;
    in_two.update(std::string_view(text).substr(0, text.size() / 3));
    in_two.update(std::string_view(text).substr(text.size() / 3));
    CHECK(in_two.hex() == sum_of(text));
    text.push_back(static_cast<char>(size * 37));
  }
}

}  // namespace kartei
