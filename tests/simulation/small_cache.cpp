#include "small_cache.h"

#include <sqlite3.h>

#include <algorithm>

#include "base/error.h"

namespace kartei::simulation {
namespace {

sqlite3_pcache_methods2 standard;
int most_pages = 0;

void limit_size(sqlite3_pcache* cache, int pages) {
  standard.xCachesize(cache, most_pages > 0 ? std::min(pages, most_pages) : pages);
}

}  // namespace

void install_small_cache() {
  ensure(sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &standard) == SQLITE_OK, "there is a cache");
  sqlite3_pcache_methods2 methods = standard;
  methods.xCachesize = limit_size;
  ensure(sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods) == SQLITE_OK, "the cache is taken");
}

void set_cache_pages(int pages) { most_pages = pages; }

}  // namespace kartei::simulation
