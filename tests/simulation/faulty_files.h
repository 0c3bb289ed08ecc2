// Files on a simulated disk: everything that was done can be recorded, a crash can be had at any
// moment, and any call can be told to fail. Otherwise they keep the contract of store/files.h, as
// tests/core/store/files_contract.h says it; failing, they do what web/worker/opfs-pool.js may do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "disk.h"
#include "random.h"
#include "store/files.h"

namespace kartei::simulation {

enum class Call : uint8_t { read, write, truncate, flush, size };
const char* call_name(Call call);

struct Fault {
  // failed: an I/O error. short_read: fewer bytes than there are. full: no space; a part may have
  // been written. lost_flush: a flush fails, and what it was for never reaches the disk.
  enum class Kind : uint8_t { failed, short_read, full, lost_flush };
  // once: that call only. Until heal(), growth: each write from that one on that makes a file
  // larger, as on a full disk; everything: every call, or where there is no space every call that
  // writes, as over a quota.
  enum class Duration : uint8_t { once, growth, everything };
  Kind kind = Kind::failed;
  // From 0, counted over all five calls.
  uint64_t call = 0;
  Duration duration = Duration::once;
};
const char* fault_name(Fault::Kind kind);

// Whether a call of this kind can fail in this way.
bool can_fail(Call call, Fault::Kind kind);

class FaultyFiles final : public Files {
 public:
  explicit FaultyFiles(Image image = {}, uint64_t seed = 1);

  int64_t read(FileSlot slot, std::span<std::byte> bytes, int64_t offset) override;
  FileStatus write(FileSlot slot, std::span<const std::byte> bytes, int64_t offset) override;
  FileStatus truncate(FileSlot slot, int64_t size) override;
  FileStatus flush(FileSlot slot) override;
  int64_t size(FileSlot slot) override;

  // --- what is done to them ---
  void plan(const Fault& fault) { fault_ = fault; }
  void heal() { fault_.reset(); }
  // Every operation that reaches the disk from now on is appended to `log`.
  void record(std::vector<Operation>* log) { log_ = log; }

  // While one exists, calls are neither counted nor do they fail: for looking without touching.
  class Quiet {
   public:
    explicit Quiet(FaultyFiles& files) : files_(files), fault_(files.fault_) {
      files_.fault_.reset();
      files_.is_counting_ = false;
    }
    ~Quiet() {
      files_.fault_ = fault_;
      files_.is_counting_ = true;
    }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

   private:
    FaultyFiles& files_;
    std::optional<Fault> fault_;
  };

  // --- what came of it ---
  // One entry per call so far.
  const std::vector<Call>& calls() const { return calls_; }
  // How many calls have failed because they were told to.
  uint64_t failures() const { return failures_; }
  // As the operating system shows the files: with everything that is not flushed yet.
  const Image& view() const { return view_; }
  const Disk& disk() const { return disk_; }

 private:
  // The way in which this call has to fail, if it has.
  std::optional<Fault::Kind> next(Call call, bool is_growth = false);
  void perform(Operation operation);

  Image view_;
  Disk disk_;
  Random random_;
  std::optional<Fault> fault_;
  std::vector<Operation>* log_ = nullptr;
  std::vector<Call> calls_;
  bool is_counting_ = true;
  uint64_t failures_ = 0;
};

}  // namespace kartei::simulation
