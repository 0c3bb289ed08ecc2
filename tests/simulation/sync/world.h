// One run: devices, a server, other people, and a network between them, on one clock. Everything
// follows from the seed.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "device.h"
#include "faults.h"
#include "history.h"
#include "server.h"
#include "style.h"

namespace kartei::sync_simulation {

struct RunOptions {
  uint64_t seed = 1;
  // What people do, at most; 0: as the seed says.
  uint64_t steps = 0;
  // Troubles that do not happen, by bit.
  uint64_t off = 0;
  // The first device crashes at this call of its storage, counted from the start; 0: by chance.
  uint64_t crash_at = 0;
  // Prints every request and action.
  bool is_traced = false;
};

struct RunReport {
  // Empty where all is well.
  std::string violation;
  uint64_t steps = 0;
  // Of every request and answer, in order.
  uint64_t trace = 0;
  // Storage calls of the first device.
  uint64_t storage_calls = 0;
  std::string scene;
};

class World {
 public:
  World(const RunOptions& options, Totals& totals);
  RunReport run();

 private:
  struct Client {
    std::unique_ptr<Device> device;
    bool has_token = true;
    // It began anew, or from an old copy: it does not know what it has written itself.
    bool has_new_disk = false;
    // It has written down somebody who is on the server, too.
    bool has_known = false;
    // While it has no network, and until when.
    int64_t offline_until = 0;
    uint64_t requests_offline = 0, allowed_offline = 0;
    // Before that nothing may leave.
    int64_t quiet_until = 0;
    uint64_t pump = 0;
    // Which record each unanswered request is about.
    std::map<uint64_t, std::string> flights;
    // Until when writes of a record may arrive, also of a page that is closed.
    std::map<std::string, int64_t> arrivals;
    // Entities that it has sent to be made and has not heard of since, and in which request.
    std::set<std::string> unheard;
    std::map<uint64_t, std::vector<std::string>> makes;
    // Ids of records that it has been told of, or has given.
    std::set<std::string> met;
    // Ids of what an answer has shown since its disk is another one.
    std::set<std::string> heard;
    // Its storage has failed in the call that has just been made.
    bool is_shaken = false, is_dead = false;
    // What it has written was overwritten, and it is to notice.
    std::vector<Race> unnoticed;
    Image saved;
    Snapshot saved_contacts;
    // What its disk had when it became an old one.
    Snapshot restored;
    // When its engine began, and which it is: what an earlier one has written it does not know.
    uint64_t began = 0, engine = 0;
  };

  // --- the loop (world.cpp) ---
  void at(int64_t time, std::function<void()> event);
  void advance(int64_t milliseconds);
  int64_t draw_gap();
  void step();
  void sleep_all();
  void freeze(int64_t milliseconds);
  void fail(const std::string& text);
  void count(const std::string& fault) { totals_.count(fault, features_); }
  bool happens(Trouble trouble) { return is_stormy_ && weather_.happens(trouble, random_); }
  void trace(const std::string& text);

  // --- devices ---
  void set_up(Client& client);
  void start(Client& client);
  // A call of the book that may meet a fault of the storage. Returns whether it has succeeded.
  bool call(Client& client, bool is_user, const std::function<Result<void>()>& work);
  std::set<std::string> unheard(const Client* but);
  void plan_fault(Client& client);
  void after_fault(Client& client);
  void excuse(const Race& race);
  // What an engine has had in memory alone is gone.
  void forget(Client& client);
  void check_engine_step(Client& client, const Snapshot& before);
  void check_steps_back(Client& client, const Contact& before, const Contact& after);
  void pump(Client& client);
  void schedule_pump(Client& client, int64_t time);
  void control(Client& client, SyncControl control);

  // --- network (network.cpp) ---
  void send(Client& client, const SyncRequest& request);
  void check_refusal(Client& client, const SyncRequest& request, const HttpResponse& response);
  void check_departure(Client& client, const SyncRequest& request);
  void note_make(Client& client, const SyncRequest& request);
  void hear(Client& client, uint64_t attempt, const HttpResponse& response);
  HttpResponse answer(Client& client, const SyncRequest& request, bool is_late);
  HttpResponse disturb(const SyncRequest& request, HttpResponse response);
  HttpResponse throttle();
  void arrive(Client& client, uint64_t session, uint64_t attempt, const HttpResponse& response);
  void go_offline(Client& client, int64_t milliseconds);

  // --- people (people.cpp) ---
  void act(Client& client);
  void act_on_server();
  void merge_there(const Json& record);
  void trouble_device(Client& client);
  void lose_disk(Client& client, bool has_old);
  void change_owner(Client& client);
  // On the server's own pages: lists leave somebody out, as archived, or have them again.
  void hide_or_show();
  void excuse_unsent(const Client& client, const Snapshot& contacts, bool is_back);
  void user(Client& client, const std::string& what,
            const std::function<Result<void>(ContactBook&)>& work);
  void excuse_resent(const Client& client, const std::set<std::string>& shown);
  void excuse_unknown(const Client& client, const Snapshot& before);
  void create(Client& client, const std::string& entity = {}, const std::string& email = {});
  void create_known(Client& client);
  void create_there(int64_t time);
  void edit(Client& client, const Contact& contact);
  void import(Client& client);
  void resolve(Client& client);
  Draft change(Client& client, const Contact& contact);
  std::string token();
  std::string name();
  std::string address(Client* client = nullptr);
  std::string date();
  Json tags_for_server(const std::vector<std::string>& tags) const;
  std::map<std::string, Json> records() const;

  // --- what must hold (liveness.cpp) ---
  void heal();
  void settle();
  void decide_loss(Client& client, bool deletes);
  void settle_with_people();
  bool is_quiet();
  std::string unrest();
  // What differs between devices and server; empty where all are equal but for open conflicts.
  std::string difference();
  std::string difference(Client& client, const std::map<std::string, Json>& records);
  bool is_doubled(const std::string& entity) const;
  bool is_mistaken(const std::string& entity) const;
  bool is_excused(const std::string& entity) const;
  void note_joined(const ConflictRow& row);
  static History::Fields asked_fields(const std::vector<ConflictRow>& questions);
  void judge();
  void check_idle();

  RunOptions options_;
  Totals& totals_;
  Random random_;
  Style style_;
  std::vector<std::string> features_;
  Weather weather_;
  History history_;
  Server server_;
  std::vector<Client> clients_;
  std::multimap<int64_t, std::function<void()>> events_;
  int64_t now_ = 1'767'225'600'000;
  bool is_stormy_ = true;
  uint64_t number_ = 0;
  std::string last_token_ = "first";
  // Which somebody has edited last, and what of it.
  std::string last_entity_;
  uint64_t last_field_ = 0;
  std::set<std::string> lost_;
  // Who were taken for one: what is decided about the one may be about the other.
  std::set<std::string> joined_;
  // Whom a device knows before its first pull, and by which address: nobody changes that, or
  // deletes them.
  std::map<std::string, std::string> known_;
  // What the server has refused, by whose it was, and how often.
  std::map<std::string, int> refusals_;
  RunReport report_;
};

}  // namespace kartei::sync_simulation
