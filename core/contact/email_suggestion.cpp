#include "contact/email_suggestion.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "contact/email.h"
#include "contact/numbering_plan.h"

namespace kartei {
namespace {

// Domains under which the public gets mailboxes; of two that are equally close the earlier is
// meant. Put together by us from what the providers themselves offer at sign-up or support in their
// help pages (Google, Microsoft, Apple, Yahoo/AOL, GMX and WEB.DE, Telekom, freenet, Vodafone, 1&1,
// Posteo, mailbox.org, Proton, Tuta, A1, Magenta, Swisscom, Sunrise and the larger access providers
// of other countries), without regard to any list of others.
constexpr std::string_view kDomains[] = {
    "gmail.com", "gmx.de", "web.de", "t-online.de", "hotmail.com", "outlook.com", "yahoo.com",
    "icloud.com", "gmx.net", "googlemail.com", "yahoo.de", "hotmail.de", "outlook.de", "live.de",
    "freenet.de", "aol.com", "aol.de", "arcor.de", "gmx.at", "gmx.ch", "bluewin.ch", "posteo.de",
    "mailbox.org", "me.com", "mac.com", "live.com", "msn.com", "proton.me", "protonmail.com",
    // Germany
    "magenta.de", "vodafone.de", "vodafonemail.de", "mail.de", "email.de", "1und1.de", "online.de",
    "onlinehome.de", "kabelmail.de", "unitybox.de", "o2online.de", "o2mail.de", "alice.de",
    "alice-dsl.net", "alice-dsl.de", "versanet.de", "ewe.net", "ewetel.net", "netcologne.de",
    "nexgo.de", "osnanet.de", "posteo.net", "tutanota.de", "gmx.com", "gmx.org", "gmx.eu",
    "gmx.info", "gmx.biz", "gmx.li", "gmx.us", "gmx.fr", "gmx.es", "gmx.co.uk",
    // Austria
    "aon.at", "a1.net", "chello.at", "kabsi.at", "liwest.at", "utanet.at", "inode.at", "drei.at",
    "tele2.at", "hotmail.at", "outlook.at", "live.at", "yahoo.at",
    // Switzerland
    "hispeed.ch", "sunrise.ch", "swissonline.ch", "green.ch", "vtxmail.ch", "protonmail.ch",
    "hotmail.ch", "outlook.ch", "live.ch",
    // The world
    "pm.me", "tutanota.com", "tuta.com", "tuta.io", "fastmail.com", "fastmail.fm", "hushmail.com",
    "zoho.com", "zohomail.eu", "mail.com", "email.com", "inbox.com", "ymail.com", "rocketmail.com",
    "aim.com", "hotmail.co.uk", "hotmail.fr", "hotmail.it", "hotmail.es", "outlook.fr",
    "outlook.it", "outlook.es", "live.co.uk", "live.fr", "live.it", "live.nl", "yahoo.co.uk",
    "yahoo.fr", "yahoo.it", "yahoo.es", "yahoo.ca", "yahoo.in", "yahoo.co.in", "yahoo.co.jp",
    "yahoo.com.au", "yahoo.com.br", "comcast.net", "verizon.net", "att.net", "sbcglobal.net",
    "bellsouth.net", "cox.net", "charter.net", "earthlink.net", "rogers.com", "shaw.ca",
    "sympatico.ca", "telus.net", "btinternet.com", "sky.com", "virginmedia.com", "ntlworld.com",
    "talktalk.net", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "neuf.fr",
    "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "ziggo.nl", "kpnmail.nl",
    "planet.nl", "home.nl", "xs4all.nl", "telenet.be", "skynet.be", "wp.pl", "o2.pl", "onet.pl",
    "interia.pl", "seznam.cz", "centrum.cz", "yandex.com", "yandex.ru", "mail.ru", "qq.com",
    "163.com", "126.com", "naver.com", "hanmail.net", "daum.net", "rediffmail.com", "uol.com.br",
    "bol.com.br", "terra.com.br", "bigpond.com", "optusnet.com.au"};

// Longer than any of them and two mistakes.
constexpr size_t kMaxBytes = 24;

// Of a text that may be an address.
constexpr size_t kMaxWrittenBytes = 320;

// Endings that do not exist and the ones they were meant to be, whatever stands before.
constexpr std::pair<std::string_view, std::string_view> kMistypedEndings[] = {
    {"con", "com"}, {"cmo", "com"},  {"ocm", "com"},  {"vom", "com"},
    {"xom", "com"}, {"cpm", "com"},  {"coom", "com"}, {"comm", "com"},
    {"nte", "net"}, {"nett", "net"}, {"ogr", "org"}};

// --- distance ----------------------------------------------------------------------------------

// Damerau-Levenshtein distance where no part is edited twice (optimal string alignment): letters
// left out, put in, mistaken, and neighbours swapped. Both at most kMaxBytes.
size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<uint8_t, kMaxBytes + 1>, kMaxBytes + 1> table;
  for (size_t i = 0; i <= a.size(); ++i) table[i][0] = static_cast<uint8_t>(i);
  for (size_t j = 0; j <= b.size(); ++j) table[0][j] = static_cast<uint8_t>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      int least = std::min(
          {table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        least = std::min(least, table[i - 2][j - 2] + 1);
      }
      table[i][j] = static_cast<uint8_t>(least);
    }
  }
  return table[a.size()][b.size()];
}

// One bit per letter. Each edit changes at most two.
uint32_t letters_of(std::string_view text) {
  uint32_t letters = 0;
  for (const char c : text) letters |= 1u << (c & 31);
  return letters;
}

// --- what counts as close ------------------------------------------------------------------------

constexpr size_t kMaxEdits = 2;

bool is_country(std::string_view ending) {
  if (ending.size() != 2) return false;
  if (ending == "uk" || ending == "eu") return true;
  const std::array region{static_cast<char>(ending[0] & ~0x20),
                          static_cast<char>(ending[1] & ~0x20)};
  const std::string_view wanted(region.data(), region.size());
  return find_plan(wanted) != nullptr;
}

// Whether `ending` is one that may well be meant, in place of `candidate`.
bool may_be_meant(std::string_view ending, std::string_view candidate) {
  if (ending == candidate) return true;
  if (candidate == "com" && (ending == "co" || ending == "cm" || ending == "om")) return false;
  const size_t dot = ending.rfind('.');
  const std::string_view last = dot == ending.npos ? ending : ending.substr(dot + 1);
  constexpr std::string_view kGeneric[] = {"com", "net", "org", "info", "biz", "edu", "gov", "cam"};
  return is_country(last) || std::ranges::find(kGeneric, last) != std::end(kGeneric);
}

// How many mistakes in a provider's name still make it the one that was meant. There is a real
// company at every step from a short name.
size_t allowed_edits(std::string_view name) {
  return name.size() < 5 ? 0 : name.size() < 7 ? 1 : 2;
}

bool is_swap(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::ranges::is_permutation(a, b);
}

// The number of edits between them, or more than kMaxEdits where it does not count as close.
size_t closeness(std::string_view domain, std::string_view candidate) {
  constexpr size_t kFar = kMaxEdits + 1;
  const size_t difference =
      std::max(domain.size(), candidate.size()) - std::min(domain.size(), candidate.size());
  const int letters = std::popcount(letters_of(domain) ^ letters_of(candidate));
  if (difference > kMaxEdits || letters > static_cast<int>(2 * kMaxEdits)) return kFar;
  const size_t dot = domain.find('.');
  if (dot == domain.npos) return distance(domain, candidate) == 1 ? 1 : kFar;
  const size_t candidate_dot = candidate.find('.');
  const std::string_view name = domain.substr(0, dot), ending = domain.substr(dot + 1);
  const std::string_view real_name = candidate.substr(0, candidate_dot);
  const std::string_view real_ending = candidate.substr(candidate_dot + 1);
  if (ending != real_ending && may_be_meant(ending, real_ending)) return kFar;
  const size_t in_name = distance(name, real_name), in_ending = distance(ending, real_ending);
  const bool is_name_close =
      in_name <= allowed_edits(real_name) || (in_name == 1 && is_swap(name, real_name));
  return is_name_close ? in_name + in_ending : kFar;
}

// `domain` with the ending that was meant, where it is a name and an ending.
std::optional<std::string> mend_ending(std::string_view domain) {
  const size_t dot = domain.find('.');
  if (dot == domain.npos) return std::nullopt;
  for (const auto& [mistyped, meant] : kMistypedEndings) {
    if (domain.substr(dot + 1) == mistyped) {
      return std::string(domain.substr(0, dot + 1)).append(meant);
    }
  }
  return std::nullopt;
}

std::string_view name_of(std::string_view domain) { return domain.substr(0, domain.find('.')); }

// Of kDomains, or empty.
std::string_view find_closest(std::string_view domain) {
  if (domain.size() > kMaxBytes) return {};
  // A provider's own name is not a mistake for another's: gmail.de is not email.de.
  const std::string_view name = name_of(domain);
  const bool is_name_known = std::ranges::find(kDomains, name, name_of) != std::end(kDomains);
  std::string_view closest;
  size_t least = kMaxEdits + 1;
  for (const std::string_view candidate : kDomains) {
    if (is_name_known && name_of(candidate) != name) continue;
    const size_t edits = closeness(domain, candidate);
    if (edits >= least) continue;
    least = edits;
    closest = candidate;
  }
  return closest;
}

bool is_well_known(std::string_view domain) {
  return std::ranges::find(kDomains, domain) != std::end(kDomains);
}

std::optional<std::string> suggest_domain(std::string_view domain) {
  if (is_well_known(domain)) return std::nullopt;
  if (const auto closest = find_closest(domain); !closest.empty()) return std::string(closest);
  auto mended = mend_ending(domain);
  if (!mended || is_well_known(*mended)) return mended;
  const std::string_view closest = find_closest(*mended);
  return closest.empty() ? mended : std::string(closest);
}

std::optional<std::string> suggest_for_domain(std::string_view address) {
  const size_t at_sign = address.find('@');
  if (at_sign == address.npos) return std::nullopt;
  std::string domain(address.substr(at_sign + 1));
  std::ranges::transform(domain, domain.begin(), to_ascii_lower);
  const auto meant = suggest_domain(domain);
  if (!meant) return std::nullopt;
  std::string suggestion = std::string(address.substr(0, at_sign + 1)).append(*meant);
  if (!parse_email(suggestion)) return std::nullopt;
  return suggestion;
}

// --- addresses that are written otherwise ----------------------------------------------------

// Bytes that stand around addresses in texts: “”„‚‘’«»‹›´ among them.
constexpr std::string_view kMarks =
    "\"'`<>()[]{},;:.! \xE2\x80\x98\x99\x9A\x9C\x9D\x9E\xB9\xBA\xC2\xAB\xBB\xB4";

// A sign, and what is written for it, in small letters.
constexpr std::string_view kWritten =
    "@(at)|@[at]|@{at}|@<at>|@ at |@(ät)|@[ät]|@(@)|@[@]|@ @|@@ |@@@|@@.|"
    ".(dot)|.[dot]|. dot |.(punkt)|.[punkt]|. punkt |.(.)|.[.]|. .|.. |...";

// "anna(at)x.de", "anna @x.de", "„anna@x.de“", "anna@x,de" and the like as they are meant; whatever
// else may be wrong with them.
std::string mend_writing(std::string_view address) {
  const size_t begin = address.find_first_not_of(kMarks);
  if (begin == address.npos) return {};
  std::string mended(address.substr(begin, address.find_last_not_of(kMarks) + 1 - begin));
  lower_ascii(mended);
  for (std::string_view rest = kWritten; !rest.empty();) {
    const std::string_view written = take_until('|', rest);
    const size_t at = mended.find(written.substr(1));
    if (at == mended.npos) continue;
    mended.replace(at, written.size() - 1, 1, written[0]);
    // Once more: it is shorter now.
    rest = kWritten;
  }
  const size_t at_sign = mended.find('@');
  if (at_sign == mended.npos || mended.find('.', at_sign) != mended.npos) return mended;
  const size_t comma = mended.find(',', at_sign);
  if (comma != mended.npos) mended[comma] = '.';
  return mended;
}

}  // namespace

std::optional<std::string> suggest_email(std::string_view text) {
  const std::string_view address = trim(text);
  if (address.size() > kMaxWrittenBytes || !is_valid_utf8(address)) return std::nullopt;
  const bool is_good = is_valid_email(address);
  const std::string mended = is_good ? std::string(address) : mend_writing(address);
  auto suggestion = suggest_for_domain(mended);
  if (!suggestion && !is_good && is_valid_email(mended)) suggestion = mended;
  return suggestion;
}

}  // namespace kartei
