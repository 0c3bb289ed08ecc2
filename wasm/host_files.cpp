#include "host_files.h"

#include <emscripten.h>

// Sizes and offsets cross as doubles, which hold every whole number up to 2^53: more than OPFS
// gives. A status is one of kartei::FileStatus; a negative size is a failure.

// clang-format off
EM_JS(double, host_read, (int slot, void* bytes, double size, double offset), {
  return Module.files.read(slot, HEAPU8.subarray(bytes, bytes + size), offset);
})

EM_JS(int, host_write, (int slot, const void* bytes, double size, double offset), {
  return Module.files.write(slot, HEAPU8.subarray(bytes, bytes + size), offset);
})

EM_JS(int, host_truncate, (int slot, double size), { return Module.files.truncate(slot, size); })

EM_JS(int, host_flush, (int slot), { return Module.files.flush(slot); })

EM_JS(double, host_size, (int slot), { return Module.files.size(slot); })
// clang-format on

namespace kartei {
namespace {

int to_int(FileSlot slot) { return static_cast<int>(slot); }
FileStatus to_status(int code) { return static_cast<FileStatus>(code); }
double to_double(auto size) { return static_cast<double>(size); }

}  // namespace

int64_t HostFiles::read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) {
  return static_cast<int64_t>(
      host_read(to_int(slot), bytes.data(), to_double(bytes.size()), to_double(offset)));
}

FileStatus HostFiles::write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) {
  return to_status(
      host_write(to_int(slot), bytes.data(), to_double(bytes.size()), to_double(offset)));
}

FileStatus HostFiles::truncate(FileSlot slot, int64_t size) {
  return to_status(host_truncate(to_int(slot), to_double(size)));
}

FileStatus HostFiles::flush(FileSlot slot) { return to_status(host_flush(to_int(slot))); }

int64_t HostFiles::size(FileSlot slot) { return static_cast<int64_t>(host_size(to_int(slot))); }

}  // namespace kartei
