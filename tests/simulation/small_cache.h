// SQLite's page cache, kept as small as a test wants it, whatever the book asks for: so that books
// of a few hundred contacts already spill into the file before the commit, as large ones do.
#pragma once

namespace kartei::simulation {

// Once, before SQLite starts.
void install_small_cache();

// For the books that are opened from now on. 0: as large as they ask for.
void set_cache_pages(int pages);

}  // namespace kartei::simulation
