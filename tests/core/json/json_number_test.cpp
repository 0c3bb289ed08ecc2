#include "json/json_number.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

namespace kartei {
namespace {

std::string written(double real) {
  std::string out;
  append_json_real(out, real);
  return out;
}

bool is_same(double a, double b) {
  return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b);
}

std::string digits(std::mt19937_64& random, size_t count) {
  std::string text;
  while (text.size() < count) text.push_back(static_cast<char>('0' + random() % 10));
  return text;
}

}  // namespace

TEST_CASE("A real is written as people would, small and large ones with an exponent") {
  CHECK(written(0) == "0.0");
  CHECK(written(-0.0) == "-0.0");
  CHECK(written(0.95) == "0.95");
  CHECK(written(-1) == "-1.0");
  CHECK(written(123.456) == "123.456");
  CHECK(written(1e14) == "100000000000000.0");
  CHECK(written(1e15) == "1e+15");
  CHECK(written(1.5e300) == "1.5e+300");
  CHECK(written(0.0001) == "0.0001");
  CHECK(written(0.00001) == "1e-05");
  CHECK(written(9.5e-7) == "9.5e-07");
  CHECK(written(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(written(std::numeric_limits<double>::min()) == "2.2250738585072014e-308");
  CHECK(written(std::numeric_limits<double>::denorm_min()) == "5e-324");
}

TEST_CASE("Any double comes back as it was, with no more digits than 17") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 8'000; ++i) {
    const auto real = std::bit_cast<double>(random());
    if (!std::isfinite(real)) continue;
    const std::string text = written(real);
    CAPTURE(text);
    CHECK(is_same(read_json_real(text), real));
    CHECK(is_same(std::strtod(text.c_str(), nullptr), real));
    const std::string significant =
        text.substr(std::min(text.find_first_of("123456789"), text.size()));
    CHECK(significant.substr(0, significant.find('e')).size() <= 18);
  }
}

TEST_CASE("Any decimal is read as strtod reads it") {
  std::mt19937_64 random(2);
  for (int i = 0; i < 8'000; ++i) {
    std::string text = random() % 2 ? "-" : "";
    text += random() % 3 ? digits(random, 1 + random() % 25) : "0";
    if (random() % 2)
      text += "." + std::string(random() % 5, '0') + digits(random, 1 + random() % 25);
    if (random() % 2) text += "e" + std::to_string(static_cast<int>(random() % 700) - 350);
    CAPTURE(text);
    CHECK(is_same(read_json_real(text), std::strtod(text.c_str(), nullptr)));
  }
}

TEST_CASE("The middle of two doubles is read to the even one, and a digit more is seen") {
  // 2^53 + 1, and the middle of 0 and the smallest double.
  const std::string halves[] = {
      "9007199254740993",
      "9007199254740995",
      // 2^-1075
      "2.4703282292062327208299430064423158564598466131",
  };
  for (const std::string& half : halves) {
    for (const std::string& end : {std::string(), std::string(900, '0') + "1", std::string("1")}) {
      const bool is_fraction = half.find('.') != std::string::npos;
      const std::string text = half + (is_fraction ? end + "e-324" : "." + end + "0");
      CAPTURE(text);
      CHECK(is_same(read_json_real(text), std::strtod(text.c_str(), nullptr)));
    }
  }
}

TEST_CASE("Beyond all doubles") {
  CHECK(std::isinf(read_json_real("1e309")));
  CHECK(std::isinf(read_json_real("1e99999999999999999999")));
  CHECK(std::isinf(read_json_real(std::string(400, '9'))));
  CHECK(is_same(read_json_real("1e-400"), 0));
  CHECK(is_same(read_json_real("-1e-99999999999999999999"), -0.0));
  CHECK(is_same(read_json_real("0e99999999999999999999"), 0));
  CHECK(read_json_real("0." + std::string(400, '0') + "1e401") == 1);
  CHECK(read_json_real("1" + std::string(400, '0') + "e-400") == 1);
}

}  // namespace kartei
