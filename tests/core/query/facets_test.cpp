#include "query/facets.h"

#include <doctest/doctest.h>

#include "fixtures.h"

namespace kartei {

TEST_CASE("Facets count what the contacts of a list have") {
  Columns columns;
  columns.put(1, make_contact({.name = "Anna",
                               .email = "anna@example.org",
                               .phone = "030 123456",
                               .country_code = "+49",
                               .created_at = "2026-01-31T23:59:59Z",
                               .source = "chat",
                               .tags = "vip, news"},
                              1));
  columns.put(2, make_contact({.name = "Bert",
                               .email = "no address",
                               .created_at = "2026-02-01",
                               .source = "chat",
                               .tags = "vip"},
                              2));
  columns.put(3,
              make_contact({.phone = "12", .country_code = "+49", .created_at = "0007-12-01"}, 3));
  const Facets facets = count_facets(columns, columns.live());
  CHECK(facets.country_codes == std::vector<Facet>{{"+49", 2}, {"", 1}});
  CHECK(facets.tags == std::vector<Facet>{{"vip", 2}, {"news", 1}});
  CHECK(facets.sources == std::vector<Facet>{{"chat", 2}, {"", 1}});
  CHECK(facets.months == std::vector<Facet>{{"2026-02", 1}, {"2026-01", 1}, {"0007-12", 1}});
  CHECK(facets.email == Validity{.valid = 1, .invalid = 1, .empty = 1});
  CHECK(facets.phone == Validity{.valid = 1, .invalid = 1, .empty = 1});

  KeySet one(columns.last_key() + size_t{1});
  one.set(2, true);
  CHECK(count_facets(columns, one).tags == std::vector<Facet>{{"vip", 1}});
  CHECK(count_facets(columns, KeySet(4)).months.empty());
}

}  // namespace kartei
