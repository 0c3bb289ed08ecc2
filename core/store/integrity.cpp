#include "store/integrity.h"

#include <algorithm>
#include <array>
#include <functional>

#include "store/database.h"
#include "store/file_vfs.h"
#include "store/migrations.h"
#include "store/overlay_files.h"
#include "store/page_file.h"
#include "store/table_shape.h"

namespace kartei {
namespace {

std::unexpected<Error> damaged(std::string_view detail) {
  return std::unexpected(Error{.code = ErrorCode::storage_damaged, .detail = std::string(detail)});
}

// A journal whose header is not zeroed is one that a crash has left.
bool has_hot_journal(Files& files) {
  std::byte first{0};
  return files.read(FileSlot::journal, std::span(&first, 1), 0) == 1 && first != std::byte{0};
}

// Pages of 4096 bytes, no write-ahead log and no vacuum by itself
// (https://sqlite.org/fileformat2.html, 1.3): a bit that says otherwise would have SQLite read, and
// write, something else.
bool has_sound_header(Files& files) {
  std::array<uint8_t, 56> header{};
  const int64_t read = files.read(FileSlot::database, std::as_writable_bytes(std::span(header)), 0);
  constexpr std::array<uint8_t, 8> kExpected = {0x10, 0, 1, 1, 0, 64, 32, 32};
  return read == static_cast<int64_t>(header.size()) && PageFile(files).has_header() &&
         std::equal(kExpected.begin(), kExpected.end(), header.begin() + 16) &&
         read_big_endian(std::span(header).subspan(52), 4) == 0;
}

bool can_be_read(Files& files) {
  std::vector<std::byte> bytes(size_t{64} * 1024);
  const int64_t size = files.size(FileSlot::database);
  for (int64_t offset = 0; offset < size;) {
    const size_t count = static_cast<size_t>(std::min<int64_t>(size - offset, std::ssize(bytes)));
    const int64_t read = files.read(FileSlot::database, std::span(bytes).first(count), offset);
    if (read != static_cast<int64_t>(count)) return false;
    offset += read;
  }
  return size >= 0;
}

// What could not be read just now is not damaged, and SQLite's checks do not say which it was: so
// damage is said after a second look only.
Result<void> look_twice(Files& files, const std::function<Result<void>()>& check) {
  auto first = check();
  if (first || first.error().code != ErrorCode::storage_damaged) return first;
  return can_be_read(files) ? check() : failure(ErrorCode::storage_failed);
}

Result<void> run_check(Database& database, const std::string& sql) {
  auto statement = database.prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  if (*row && statement->text(0) == "ok") return {};
  return damaged(*row ? statement->text(0) : "");
}

// Every page has one use: in a tree, or on the list of free ones. Leaves are not read.
class PageUse {
 public:
  explicit PageUse(Files& files) : pages_(files), is_used_(size_t{pages_.page_count()} + 1) {}

  bool follow(uint32_t number, int depth = 0) {
    if (depth > kMaxTreeDepth || !take(number)) return false;
    const auto bytes = pages_.page(number);
    if (!bytes) return false;
    const std::vector<uint8_t> copy(bytes->begin(), bytes->end());
    const auto page = BTreePage::parse(copy, number);
    if (!page) return false;
    if (page->is_leaf()) return true;
    // All leaves lie at one depth, so one child says whether the others need to be read.
    const auto below = pages_.page(page->right_child());
    const auto child = below ? BTreePage::parse(*below, page->right_child()) : std::nullopt;
    if (!child) return false;
    const bool is_above_leaves = child->is_leaf();
    const auto visit = [&](uint32_t one) {
      return is_above_leaves ? take(one) : follow(one, depth + 1);
    };
    for (size_t i = 0; i < page->size(); ++i) {
      const auto cell = page->cell(i);
      if (!cell || !visit(cell->child)) return false;
    }
    return visit(page->right_child());
  }

  bool follow_free() {
    uint32_t trunk = pages_.first_free(), count = 0;
    while (trunk != 0) {
      const auto bytes = take(trunk) ? pages_.page(trunk) : std::nullopt;
      if (!bytes) return false;
      const size_t leaves = read_big_endian(bytes->subspan(4), 4);
      if (leaves > bytes->size() / 4 - 2) return false;
      for (size_t i = 0; i < leaves; ++i) {
        if (!take(read_big_endian(bytes->subspan(8 + 4 * i), 4))) return false;
      }
      count += 1 + static_cast<uint32_t>(leaves);
      trunk = read_big_endian(*bytes, 4);
    }
    return count == pages_.free_count();
  }

 private:
  bool take(uint32_t number) {
    if (number == 0 || number >= is_used_.size() || is_used_[number]) return false;
    is_used_[number] = true;
    return true;
  }

  PageFile pages_;
  std::vector<bool> is_used_;
};

Result<void> try_in_memory(Files& files, Environment& environment) {
  const int64_t size = files.size(FileSlot::database);
  if (size < 0) return failure(ErrorCode::storage_failed);
  // Nothing is there that could be lost: a journal of a book that was being made is rolled back.
  if (size == 0) return {};
  const bool is_sound = has_sound_header(files);
  const bool is_current = PageFile(files).user_version() == static_cast<uint32_t>(schema_version());
  if (is_sound && is_current && !has_hot_journal(files)) return {};

  OverlayFiles overlay(files);
  FileVfs vfs(overlay, environment);
  auto database = Database::open(vfs.name());
  if (!database) return std::unexpected(database.error());
  if (auto version = read_schema_version(*database); !version) {
    return std::unexpected(version.error());
  }
  // A book whose making was cut short is rolled back to nothing.
  if (overlay.size(FileSlot::database) == 0) return {};
  if (!has_sound_header(overlay)) return damaged("header");
  return run_check(*database, "PRAGMA quick_check(1)");
}

// Rows that a quick check finds whole are not found by their keys where they are out of order.
Result<void> check_order(Database& database) {
  auto names = database.prepare(
      "SELECT name FROM pragma_table_list WHERE wr AND schema = 'main' ORDER BY 1");
  if (!names) return std::unexpected(names.error());
  return names->for_each([&](const Statement& row) {
    const std::string table = quote_name(row.text(0));
    return run_check(database, "PRAGMA integrity_check(" + table + ")");
  });
}

Result<void> check_large(Files& files, Database& database) {
  auto roots = database.prepare("SELECT rootpage, name, type FROM sqlite_schema");
  if (!roots) return std::unexpected(roots.error());
  PageUse use(files);
  bool is_sound = use.follow(1);
  std::vector<std::string> tables;
  auto read = roots->for_each([&](const Statement& row) -> Result<void> {
    const auto root = static_cast<uint32_t>(row.integer(0));
    is_sound = is_sound && (root == 0 || use.follow(root));
    if (row.text(2) == "table" && row.text(1) != "contacts") tables.emplace_back(row.text(1));
    return {};
  });
  if (!read) return read;
  if (!is_sound || !use.follow_free()) return damaged("a page has two uses, or none");
  for (const std::string& table : tables) {
    auto checked = run_check(database, "PRAGMA quick_check(" + quote_name(table) + ")");
    if (!checked) return checked;
  }
  return {};
}

Result<void> check_pages(Files& files, Database& database, int64_t full_check_bytes) {
  const int64_t size = files.size(FileSlot::database);
  if (size < 0) return failure(ErrorCode::storage_failed);
  if (size == 0) return {};
  // SQLite would take the end of the last page for zeros.
  if (size % PageFile::kPageBytes != 0) return damaged("cut off");
  auto checked = size > full_check_bytes ? check_large(files, database)
                                         : run_check(database, "PRAGMA quick_check(1)");
  return checked ? check_order(database) : checked;
}

}  // namespace

Result<void> check_before_writing(Files& files, Environment& environment) {
  return look_twice(files, [&] { return try_in_memory(files, environment); });
}

Result<void> check_tables(Files& files, Database& database, int64_t full_check_bytes) {
  return look_twice(files, [&] { return check_pages(files, database, full_check_bytes); });
}

}  // namespace kartei
