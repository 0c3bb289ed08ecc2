#include "check/good_file.h"

#include <doctest/doctest.h>

#include "checking.h"

namespace kartei {
namespace {

std::string write_all(const TableChecker& checker, GoodFileOptions options, size_t bytes) {
  GoodFile file(checker, options);
  std::string text;
  while (file.write(text, bytes)) {
  }
  return text;
}

const CheckOptions kOptions = {
    .columns = {{.name = "phone", .type = ColumnType::phone},
                {.name = "email", .type = ColumnType::email, .is_unique = true},
                {.name = "state", .allowed = {"Lead"}}},
    .default_country_code = "+49"};

constexpr std::string_view kFile =
    "E-Mail;Notiz;Telefon;state\n"
    " Anna@X.de ; =1+1;030/1234567;LEAD\n"
    "bad;x;;\n"
    "anna@x.de;again;;\n"
    "\"b@x.de\";\"a;b\";;lead\n";

}  // namespace

TEST_CASE("Good rows under the application's names, nothing of them lost") {
  const auto checker = check_table(kFile, kOptions);
  const std::string expected =
      "email,Notiz,phone,state\r\nAnna@X.de,=1+1,030/1234567,Lead\r\nb@x.de,a;b,,Lead\r\n";
  for (const size_t bytes : {1, 1000}) CHECK(write_all(*checker, {}, bytes) == expected);
}

TEST_CASE("What was not checked is not read under the name of what was") {
  const auto checker = check_table("E-Mail,Email,email_2\na@x.de,bad,x\n",
                                   {.columns = {{.name = "email", .type = ColumnType::email}}});
  CHECK(write_all(*checker, {}, 1000) == "email,Email_3,email_2\r\na@x.de,bad,x\r\n");
}

TEST_CASE("Normal forms, and only what was asked for") {
  const auto checker = check_table(kFile, kOptions);
  CHECK(write_all(*checker, {.is_normal = true, .only_expected = true}, 1000) ==
        "phone,email,state\r\n+49301234567,Anna@x.de,Lead\r\n,b@x.de,Lead\r\n");
}

TEST_CASE("What a file of rejected rows says about them is not delivered") {
  const auto checker = check_table(
      "Mail,Ort,row,column,reason_code,reason\na@x.de,Ulm,2,1,email_missing_at,why\n", {});
  CHECK(checker->headers() == std::vector<std::string>{"Mail", "Ort"});
  CHECK(write_all(*checker, {}, 1000) == "email,Ort\r\na@x.de,Ulm\r\n");
}

TEST_CASE("A clean file is clean when it is checked again") {
  const auto checker = check_table(kFile, kOptions);
  const std::string clean = write_all(*checker, {}, 1000);
  const auto again = check_table(clean, kOptions);
  CHECK(again->counts().good == again->counts().rows);
  CHECK(write_all(*again, {}, 1000) == clean);
}

}  // namespace kartei
