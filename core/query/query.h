// Filter, order and page over the contacts in memory.
//
//   QueryEngine engine(columns);
//   Hits hits = engine.run({.filter = ..., .sort = {{Field::name}}, .limit = 50});
#pragma once

#include <cstdint>
#include <list>
#include <vector>

#include "query/columns.h"
#include "query/filter.h"
#include "query/sort.h"

namespace kartei {

struct Query {
  Filter filter;
  std::vector<SortKey> sort;
  uint64_t offset = 0;
  uint64_t limit = 100;
};

struct Hits {
  // The page, in order.
  std::vector<ContactKey> keys;
  // All matches.
  uint64_t total = 0;
  // Columns::version() of this answer.
  uint64_t version = 0;
};

// Remembers the last orders and the last filter's matches, as long as no contact changes: another
// page of the same list costs nothing but its rows.
class QueryEngine {
 public:
  // `columns` must outlive the engine.
  explicit QueryEngine(const Columns& columns) : columns_(columns) {}

  Hits run(const Query& query);
  uint64_t count(const Filter& filter);

  // All matches in order, valid until the next call.
  const std::vector<ContactKey>& all(const Filter& filter, const std::vector<SortKey>& sort);

 private:
  struct Order {
    std::vector<SortKey> sort;
    std::vector<ContactKey> keys;
  };
  const std::vector<ContactKey>& order(const std::vector<SortKey>& sort);

  const Columns& columns_;
  uint64_t version_ = 0;
  // Newest first.
  std::list<Order> orders_;
  bool has_matches_ = false;
  Filter filter_;
  std::vector<SortKey> sort_;
  std::vector<ContactKey> matches_;
};

}  // namespace kartei
