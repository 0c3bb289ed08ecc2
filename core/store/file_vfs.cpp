#include "store/file_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace kartei {

namespace {

// https://sqlite.org/fileformat2.html#pages
constexpr size_t kSmallestPage = 512;

// Pages of the database that lie behind one another, on their way to the file. An import writes
// tens of thousands, and in a browser each call costs more than the copy. They are in the file
// before anything else is done to it, a flush above all: so what SQLite relies on stays as it is,
// but for the call that says that the storage is full.
class PageRun {
 public:
  explicit PageRun(Files& files) : files_(files) {}

  FileStatus add(std::span<const std::byte> page, int64_t offset);
  FileStatus write();

 private:
  static constexpr size_t kMostBytes = size_t{128} << 10;

  Files& files_;
  std::vector<std::byte> bytes_;
  int64_t offset_ = 0;
};

}  // namespace

struct FileVfs::State {
  sqlite3_vfs vfs{};
  std::string name;
  Files& files;
  Environment& environment;
  uint64_t flushes = 0;
  PageRun run = PageRun(files);
};

namespace {

using State = FileVfs::State;

// What SQLite allocates for an open file.
struct OpenFile {
  sqlite3_file base;
  State* state;
  FileSlot slot;
};

State& state_of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }
OpenFile& open_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

FileSlot slot_of(std::string_view path) {
  if (path.ends_with("-journal")) return FileSlot::journal;
  if (path.ends_with("-wal")) return FileSlot::wal;
  return FileSlot::database;
}

int to_sqlite(FileStatus status, int failure) {
  if (status == FileStatus::ok) return SQLITE_OK;
  return status == FileStatus::full ? SQLITE_FULL : failure;
}

// --- sqlite3_io_methods ---------------------------------------------------------------------

// What was written to the slot is to be in the file.
FileStatus write_out(State& state, FileSlot slot) {
  return slot == FileSlot::database ? state.run.write() : FileStatus::ok;
}

int close_file(sqlite3_file* file) {
  auto& [base, state, slot] = open_file(file);
  return to_sqlite(write_out(*state, slot), SQLITE_IOERR_CLOSE);
}

int read_file(sqlite3_file* file, void* out, int count, sqlite3_int64 offset) {
  auto& [base, state, slot] = open_file(file);
  if (const int code = to_sqlite(write_out(*state, slot), SQLITE_IOERR_READ)) return code;
  const std::span bytes(static_cast<std::byte*>(out), static_cast<size_t>(count));
  size_t done = 0;
  while (done < bytes.size()) {
    const int64_t read =
        state->files.read(slot, bytes.subspan(done), offset + static_cast<int64_t>(done));
    if (read < 0) return SQLITE_IOERR_READ;
    if (read == 0) break;
    done += static_cast<size_t>(read);
  }
  if (done == bytes.size()) return SQLITE_OK;
  // SQLite takes what is missing for the end of the file and the rest for zeros: of a page that
  // would be damage, of a journal a rollback by halves.
  const int64_t size = state->files.size(slot);
  if (size < 0 || offset + static_cast<int64_t>(done) < size) return SQLITE_IOERR_READ;
  std::ranges::fill(bytes.subspan(done), std::byte{0});
  return SQLITE_IOERR_SHORT_READ;
}

uint16_t read_u16(std::span<const std::byte> bytes, size_t at) {
  return static_cast<uint16_t>(static_cast<unsigned>(bytes[at]) << 8 |
                               static_cast<unsigned>(bytes[at + 1]));
}

// The unallocated bytes of a b-tree page, between its cell pointers and its cells: offset and count
// (https://sqlite.org/fileformat2.html#b_tree_pages). Pages of other kinds begin with the number of
// another page, whose first byte is 0 in any file below 64 GiB, and have none.
std::pair<size_t, size_t> unallocated(std::span<const std::byte> page, bool is_first) {
  // 2 and 5 are interior pages with 12 bytes of header, 10 and 13 leaves with 8.
  const size_t header = is_first ? 100 : 0;
  const auto kind = static_cast<unsigned>(page[header]);
  const bool is_interior = kind == 2 || kind == 5;
  if (!is_interior && kind != 10 && kind != 13) return {0, 0};
  const size_t start = header + (is_interior ? 12 : 8) + size_t{2} * read_u16(page, header + 3);
  const size_t end = read_u16(page, header + 5);
  return start < end && end <= page.size() ? std::pair(start, end - start)
                                           : std::pair<size_t, size_t>();
}

FileStatus PageRun::write() {
  if (bytes_.empty()) return FileStatus::ok;
  const FileStatus status = files_.write(FileSlot::database, bytes_, offset_);
  bytes_.clear();
  return status;
}

// SQLite overwrites the cells that it deletes (secure_delete), but not those that it moves when it
// rebuilds a page: what is left of them between pointers and cells is not written to the file.
FileStatus PageRun::add(std::span<const std::byte> page, int64_t offset) {
  const bool follows = offset == offset_ + static_cast<int64_t>(bytes_.size());
  if (!follows || bytes_.size() + page.size() > kMostBytes) {
    if (const FileStatus status = write(); status != FileStatus::ok) return status;
    offset_ = offset;
  }
  bytes_.insert(bytes_.end(), page.begin(), page.end());
  const auto [start, count] = unallocated(page, offset == 0);
  std::ranges::fill(std::span(bytes_).last(page.size()).subspan(start, count), std::byte{0});
  return FileStatus::ok;
}

int write_file(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset) {
  auto& [base, state, slot] = open_file(file);
  const std::span bytes(static_cast<const std::byte*>(data), static_cast<size_t>(count));
  if (slot == FileSlot::database && bytes.size() >= kSmallestPage) {
    return to_sqlite(state->run.add(bytes, offset), SQLITE_IOERR_WRITE);
  }
  FileStatus status = write_out(*state, slot);
  if (status == FileStatus::ok) status = state->files.write(slot, bytes, offset);
  return to_sqlite(status, SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  auto& [base, state, slot] = open_file(file);
  FileStatus status = write_out(*state, slot);
  if (status == FileStatus::ok) status = state->files.truncate(slot, size);
  return to_sqlite(status, SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* file, int) {
  auto& [base, state, slot] = open_file(file);
  if (const int code = to_sqlite(write_out(*state, slot), SQLITE_IOERR_WRITE)) return code;
  ++state->flushes;
  return to_sqlite(state->files.flush(slot), SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  auto& [base, state, slot] = open_file(file);
  if (const int code = to_sqlite(write_out(*state, slot), SQLITE_IOERR_FSTAT)) return code;
  *size = state->files.size(slot);
  return *size < 0 ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return SQLITE_OK; }

int check_reserved_lock(sqlite3_file*, int* is_reserved) {
  *is_reserved = 0;
  return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file*) { return 4096; }

// Nothing beyond the defaults is promised: OPFS says nothing about atomic or ordered writes.
int device_characteristics(sqlite3_file*) { return 0; }

constexpr sqlite3_io_methods kMethods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
};

// --- sqlite3_vfs ----------------------------------------------------------------------------

constexpr int kMaxPath = 64;

int open_slot(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  constexpr int kKnown = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
  // Temporary files do not exist here: SQLITE_TEMP_STORE=3 keeps them in memory.
  if (!path || !(flags & kKnown)) return SQLITE_CANTOPEN;
  auto& [base, state, slot] = open_file(file);
  state = &state_of(vfs);
  slot = slot_of(path);
  base.pMethods = &kMethods;
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int delete_slot(sqlite3_vfs* vfs, const char* path, int) {
  Files& files = state_of(vfs).files;
  const FileSlot slot = slot_of(path);
  if (const int code = to_sqlite(files.truncate(slot, 0), SQLITE_IOERR_DELETE)) return code;
  ++state_of(vfs).flushes;
  return to_sqlite(files.flush(slot), SQLITE_IOERR_DELETE);
}

int access_slot(sqlite3_vfs* vfs, const char* path, int, int* exists) {
  const int64_t size = state_of(vfs).files.size(slot_of(path));
  *exists = size > 0;
  return size < 0 ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int full_pathname(sqlite3_vfs*, const char* path, int size, char* out) {
  const std::string_view text(path);
  if (text.size() + 1 > static_cast<size_t>(size)) return SQLITE_CANTOPEN;
  std::memcpy(out, path, text.size() + 1);
  return SQLITE_OK;
}

int fill_randomness(sqlite3_vfs* vfs, int count, char* out) {
  state_of(vfs).environment.fill_random(
      std::as_writable_bytes(std::span(out, static_cast<size_t>(count))));
  return count;
}

int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int current_time(sqlite3_vfs* vfs, sqlite3_int64* out) {
  // Julian days in milliseconds at the Unix epoch: 2440587.5 days.
  constexpr sqlite3_int64 kEpoch = 24405875 * sqlite3_int64{8640000};
  *out = kEpoch + state_of(vfs).environment.now_ms();
  return SQLITE_OK;
}

int current_time_days(sqlite3_vfs* vfs, double* out) {
  sqlite3_int64 ms = 0;
  current_time(vfs, &ms);
  *out = static_cast<double>(ms) / 86400000.0;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

std::string unique_name() {
  static uint64_t count = 0;
  char digits[24];
  const auto end = std::to_chars(digits, std::end(digits), ++count).ptr;
  return std::string("kartei-").append(digits, end);
}

}  // namespace

FileVfs::FileVfs(Files& files, Environment& environment)
    : state_(
          new State{.vfs = {}, .name = unique_name(), .files = files, .environment = environment}) {
  ensure(sqlite3_initialize() == SQLITE_OK, "SQLite starts");
  state_->vfs = {
      .iVersion = 2,
      .szOsFile = sizeof(OpenFile),
      .mxPathname = kMaxPath,
      .zName = state_->name.c_str(),
      .pAppData = state_.get(),
      .xOpen = open_slot,
      .xDelete = delete_slot,
      .xAccess = access_slot,
      .xFullPathname = full_pathname,
      .xRandomness = fill_randomness,
      .xSleep = sleep,
      .xCurrentTime = current_time_days,
      .xGetLastError = last_error,
      .xCurrentTimeInt64 = current_time,
  };
  ensure(sqlite3_vfs_register(&state_->vfs, 0) == SQLITE_OK, "the VFS is registered");
}

FileVfs::~FileVfs() { sqlite3_vfs_unregister(&state_->vfs); }

const char* FileVfs::name() const { return state_->name.c_str(); }

uint64_t FileVfs::flushes() const { return state_->flushes; }

}  // namespace kartei

// SQLITE_OS_OTHER: SQLite brings no file system of its own and asks for these two instead.
extern "C" int sqlite3_os_init() { return SQLITE_OK; }
extern "C" int sqlite3_os_end() { return SQLITE_OK; }
