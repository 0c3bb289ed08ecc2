#include "csv/placeholder.h"

#include <doctest/doctest.h>

namespace kartei::csv {

TEST_CASE("Programs write nothing as it stands") {
  for (const char* cell : {"\\N", "NULL", "#NV", "#N/A", "NaN"}) CHECK(is_null(cell));
  for (const char* cell : {"", "Null", "null", "N", "\\n", "NULLA"}) CHECK_FALSE(is_null(cell));
}

TEST_CASE("People write nothing in many ways") {
  for (const char* cell : {"-", "---", "–", "?", "n/a", "N.A.", "k. A.", "keine", "Unbekannt",
                           "anonymous", "0", "null", "\\N", "#NV", "…"}) {
    CAPTURE(cell);
    CHECK(is_placeholder(cell));
  }
  for (const char* cell :
       {"a@b.de", "110", "Anna", "+49 30 12", "2026-01-01", "Kai", "a", "Ω", "no@x.de", "00"}) {
    CAPTURE(cell);
    CHECK_FALSE(is_placeholder(cell));
  }
}

TEST_CASE("What stands before sums is nobody") {
  for (const char* cell :
       {"Summe", "SUMME:", "Gesamt: 25", "Total", "Grand total (3)", "Zwischensumme", "Totals"}) {
    CAPTURE(cell);
    CHECK(is_total(cell));
  }
  for (const char* cell : {"", "3", "Anna", "Summer", "Total Energies", "Gesamtverband", "e"}) {
    CAPTURE(cell);
    CHECK_FALSE(is_total(cell));
  }
}

}  // namespace kartei::csv
