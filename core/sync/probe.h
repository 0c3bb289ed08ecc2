// Looks at a backend before anything is written: what a profile says and a server does not do is
// found here, and not after a thousand contacts. Sans I/O, as the engine; it only reads.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/engine.h"
#include "sync/record_mapping.h"

namespace kartei {

enum class ProbeResult : uint8_t { ok, warning, failed, skipped };

struct ProbeCheck {
  // auth: the credentials are taken. shape: every pointer finds something. delta: the newest record
  // comes back through the filter. filter: and old ones do not. order: in the order of time.
  // precondition: whether writes can be made conditional. pages: two walks meet the same records.
  // cors: the headers that pages need can be read.
  std::string_view name;
  ProbeResult result = ProbeResult::skipped;
  // A word that the page has a sentence for, or the server's own words, or pointers.
  std::string detail = {};
};

struct ProbeReport {
  std::vector<ProbeCheck> checks;
  // What was met; fewer than there are unless `is_whole`.
  uint64_t records = 0;
  bool is_whole = false;
  // Whether changes can be asked for; if not, all records are compared.
  bool has_delta = false;
  // Of the records that were met.
  std::vector<RemoteRecord> sample;
};

class Probe {
 public:
  explicit Probe(Profile profile) : profile_(std::move(profile)) {}

  // None once report() is complete.
  std::optional<SyncRequest> next_request();
  void receive_response(const HttpResponse& response);
  const ProbeReport& report() const { return report_; }
  const Profile& profile() const { return profile_; }

 private:
  enum class Step : uint8_t { first_walk, second_walk, newest, future, done };

  void receive_walk(const PageRows& page, const HttpResponse& response);
  void end_first_walk();
  void end_second_walk();
  void check_shape();
  void check_newest(const std::vector<RemoteRecord>& records);
  void check_future(const std::vector<RemoteRecord>& records);
  void fail(const Answer& answer);
  void add(std::string_view name, ProbeResult result, std::string detail = {});

  Profile profile_;
  ProbeReport report_;
  Step step_ = Step::first_walk;
  std::string position_, cursor_;
  int pages_ = 0;
  uint64_t attempts_ = 0;
  std::set<std::string> ids_, seen_again_;
  const RemoteRecord* newest_ = nullptr;
};

}  // namespace kartei
