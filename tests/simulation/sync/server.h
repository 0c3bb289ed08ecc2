// A model REST server: values in, values out. It does what its style says, on purpose no better,
// and notices what a client must not do to it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "json/json.h"
#include "style.h"
#include "sync/http.h"

namespace kartei::sync_simulation {

// Whose request it is, as far as the model wants to know.
struct Caller {
  size_t device = 0;
  // Delivered a second time, or after its client has given it up.
  bool is_late = false;
  bool is_authorised = true;
  // What it takes for new may be there.
  bool has_new_disk = false;
  // bulk: after so many rows it answers 500.
  std::optional<size_t> fails_after = {};
};

// A write over something its client could not know of.
struct Race {
  std::string id;
  // The values before and, where it was no deletion, after.
  Json before;
  std::optional<Json> after;
  // Who wrote what was overwritten, where what was there before that has been put back and they are
  // still to look at what came of it: they can notice.
  std::optional<size_t> noticed_by;
};

class Server {
 public:
  Server(const Style& style, uint64_t seed) : style_(style), random_(seed) {}

  HttpResponse handle(const Caller& caller, const HttpRequest& request, int64_t now);

  // --- what other people do there ---
  std::string create(Json body, int64_t now);
  // False where there is no such record, or the value is taken.
  bool edit(const std::string& id, const std::string& key, const Json& value, int64_t now);
  bool remove(const std::string& id, int64_t now);
  // Lists leave it out; whoever asks for it finds it.
  void hide(const std::string& id) { hidden_.insert(id); }
  const std::set<std::string>& hidden() const { return hidden_; }
  void show(const std::string& id, int64_t now);
  // Without a trace: as after a restored backup.
  void lose(const std::string& id) { records_.erase(id); }

  // Records, the deleted ones, too.
  size_t size() const { return records_.size(); }
  // Records by id, without the deleted ones.
  std::map<std::string, Json> live() const;

  // --- what came of it ---
  std::function<void(Race)> on_race = [](const Race&) {};
  // The device has forgotten what it was to look at.
  void forget(size_t device);
  // What no client may do, in words.
  std::string violation;
  uint64_t writes = 0;
  // Ids of what was deleted and is there again, as an upsert makes what it does not find.
  std::set<std::string> revived;
  // A record with "refused" in its name is none.
  bool is_strict = true;
  bool has_unique_emails = false;
  // Lists are up to date from now on.
  bool is_prompt = false;

 private:
  struct Version {
    int64_t at = 0, revision = 0, updated = 0, seq = 0;
    bool is_deleted = false;
    Json body;
    // None: somebody on the server's own pages.
    std::optional<size_t> writer = {};
  };
  struct Record {
    std::string id;
    std::vector<Version> versions;
    const Version& now() const { return versions.back(); }
    const Version* as_of(int64_t time) const;
  };
  struct Url {
    std::string path;
    std::map<std::string, std::string> query;
  };
  static Url parse_url(std::string_view url);

  HttpResponse list(const Url& url, int64_t now);
  HttpResponse log(const Url& url, int64_t now);
  HttpResponse note_shown(const Caller& caller, HttpResponse response);
  HttpResponse read(const Caller& caller, const std::string& id);
  HttpResponse post(const Caller& caller, const Json& body, int64_t now);
  HttpResponse write(const Caller& caller, const HttpRequest& request, const Url& url,
                     const std::string& id, int64_t now);
  HttpResponse erase(const Caller& caller, const HttpRequest& request, const Url& url,
                     const std::string& id, int64_t now);
  HttpResponse bulk(const Caller& caller, const HttpRequest& request, int64_t now);
  HttpResponse page(std::vector<Json> rows, const Url& url);

  Record* find(const std::string& id);
  std::optional<HttpResponse> refuse(const std::string& id, const Json& body);
  // What a condition of the request says against writing.
  std::optional<HttpResponse> check_condition(const HttpRequest& request, const Url& url,
                                              const Json* body, const Record* record);
  void note_race(const Caller& caller, const Record& record, const Json* after, bool has_condition);
  std::optional<size_t> who_notices(const Record& record, const Json& after, int64_t seen) const;
  Record& put(const std::string& id, Json body, int64_t now, bool is_deleted = false);
  Json normalised(Json body) const;
  Json json_of(const Record& record, const Version& version) const;
  std::string revision_of(const Version& version) const;
  Json time_of(int64_t updated) const;
  int64_t parse_cursor(const std::string& text) const;
  HttpResponse acknowledge(int status, const Record& record) const;
  // Where lists are behind, some of them.
  int64_t view_time(int64_t now);

  Style style_;
  Random random_;
  std::map<std::string, Record> records_;
  std::set<std::string> hidden_;
  // The revision that a device saw when it asked for a record by id, and has not written since.
  std::map<std::pair<size_t, std::string>, int64_t> seen_;
  // What a device has written without a condition and not asked for since.
  std::set<std::pair<size_t, std::string>> unread_;
  int64_t last_revision_ = 0, last_seq_ = 0;
  uint64_t last_id_ = 1000;
};

HttpResponse json_response(int status, const Json& json);

}  // namespace kartei::sync_simulation
