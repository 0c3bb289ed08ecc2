// What people have done to each field, and what may therefore be there in the end. No second merge:
// a value that was written and that nobody has seen and replaced must be somewhere.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "contact/contact.h"
#include "device.h"
#include "json/json.h"
#include "style.h"

namespace kartei::sync_simulation {

// Fields by the names that conflicts have, as text: times in milliseconds, tags sorted with commas.
using Values = std::map<std::string, std::string>;

Values values_of(const Contact& contact);
// Of a record of the model server.
Values values_of_record(const Json& record);
// Of the fields of a conflict about a whole contact.
Values values_of_fields(const Json& fields);
std::string text_of_value(const Json& value);
// Letters small: a server that normalises is no writer.
std::string canonical(std::string text);

class History {
 public:
  explicit History(const Style& style) : style_(style) {}

  // Fields of entities.
  using Fields = std::set<std::pair<std::string, std::string>>;
  // One user's action has made `after` of `before`. `unheard`: what others have made there without
  // knowing whether it has arrived. `asked`: what the inbox has a question about.
  void observe(size_t device, const Snapshot& before, const Snapshot& after,
               const std::set<std::string>& unheard, const Fields& asked);
  void write(const std::string& entity, const Values& before, const Values& after,
             std::optional<size_t> device = {}, bool is_in_trash = false, const Fields& asked = {});
  // `is_settled`: whoever made it knows that it was there. Who does not know makes it again.
  void remove(const std::string& entity, const Values& seen, bool is_settled);
  // Devices that do not know yet what has become of all that they have sent.
  void set_waiting(std::set<size_t> devices) { waiting_ = std::move(devices); }
  void restore(const std::string& entity);
  void restore(const std::string& entity, const Values& seen);
  // Somebody who saw the value has decided against it.
  void supersede(const std::string& entity, const std::string& field, const std::string& value);
  // … and for another one.
  void decide(const std::string& entity, const std::string& field, const std::string& chosen,
              const std::string& against);
  // Whoever decides for theirs writes nothing: it is there, or a newer one that nobody here has
  // seen. `since`: the clock() before.
  void take_theirs(const std::string& entity, const std::string& field, const std::string& value,
                   uint64_t since);
  // What nobody could have kept: overwritten on a server without conditions, or lost with a disk.
  // `kept`: what is there instead; null where nothing is.
  void excuse(const std::string& entity, const Values& lost, const Values* kept);

  bool was_removed(const std::string& entity) const;
  bool knows(const std::string& entity) const { return entities_.contains(entity); }
  std::vector<std::string> entities() const;

  uint64_t clock() const { return clock_; }
  // `device` has written over `back`, after `since`, what it now has lost to it again: nobody has
  // written `back` since.
  bool goes_back(const std::string& entity, const std::string& field, const std::string& value,
                 const std::string& back, size_t device, uint64_t since) const;
  // Somebody else has, or had, the same address.
  bool has_namesake(const std::string& entity) const;
  // Nobody else has ever written that.
  bool is_only_of(const std::string& entity, const std::string& field, const std::string& value,
                  size_t device) const;

  // What is wrong with how an entity has ended, in words. `final`: null where it is gone.
  // `open`: values that are in somebody's inbox, by field; "" for all fields.
  std::string judge(const std::string& entity, const Values* final,
                    const std::map<std::string, std::set<std::string>>& open) const;

 private:
  struct Write {
    // `over`: what its writer saw and replaced.
    std::string value, over;
    uint64_t at = 0;
    bool is_superseded = false;
    // Whoever wrote it may have lost it.
    bool is_excused = false;
    // An undo of an edit of what has been deleted since: it waits in the trash for a restore.
    bool is_in_trash = false;
    // Whoever had written what it replaced did not know yet that it had arrived.
    bool is_over_unheard = false;
    // Whoever wrote it was asked about it: to them the past is that of the question.
    bool is_asked_about = false;
    // None: on the server's own pages.
    std::optional<size_t> device;
  };
  struct Removal {
    Values seen;
    uint64_t at = 0;
    bool is_undone = false, is_settled = true;
  };
  struct Decision {
    std::string chosen, against;
    uint64_t at = 0;
  };
  struct Entity {
    std::map<std::string, std::vector<Write>> writes;
    std::map<std::string, std::vector<Decision>> decisions;
    std::vector<Removal> removals;
    // How often somebody has taken it out of the trash, and who, unless it is there again.
    int restores = 0;
    std::optional<size_t> restorer;
    // What was there when all of it was lost.
    std::vector<Values> losses;
    // Tags that somebody has added or removed.
    std::set<std::string> added, removed;
    // How often; and by whom last.
    std::map<std::string, int> additions, takings;
    std::map<std::string, std::optional<size_t>> adders;
    bool is_excused = false;
  };
  std::string judge_field(const Entity& entity, const std::string& field, const Values* final,
                          const std::map<std::string, std::set<std::string>>& open) const;
  static bool is_like_taken_back(const std::vector<Write>& writes, const Write& write);
  static bool is_overtaken(const std::vector<Write>& writes, const Write& write);
  bool is_of_namesake(const Entity& entity, const std::string& field,
                      const std::string& value) const;
  static bool has_written(const Entity& entity, const std::string& field, const std::string& value);
  static bool is_namesake(const Entity& one, const Entity& other);
  static bool is_decided(const Entity& entity, const std::string& field, const Write& write);
  bool is_wholly_removed(const Entity& entity) const;
  bool is_asked(const std::string& field) const;

  Style style_;
  std::map<std::string, Entity> entities_;
  std::set<size_t> waiting_;
  uint64_t clock_ = 0;
};

}  // namespace kartei::sync_simulation
