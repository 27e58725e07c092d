#include "store/record.h"

#include <zlib.h>

#include <cstring>
#include <stdexcept>

namespace heed::store {

namespace {
constexpr std::size_t kWorthCompressing = 4096;
constexpr std::uint64_t kLargestPayload = 1ull << 30;
constexpr char kPlain = 0, kDeflated = 1;

AnyId id_of(const Json& json) {
  const auto& text = json.get_ref<const std::string&>();
  if (text.empty()) return {};
  auto id = AnyId::parse(text);
  if (!id) throw std::runtime_error("a journal record names something that is not an id");
  return *id;
}
}  // namespace

std::string_view word(StreamKind kind) {
  switch (kind) {
    case StreamKind::Installation: return "installation";
    case StreamKind::Partnership: return "partnership";
    case StreamKind::Review: return "review";
  }
  throw std::logic_error("no such kind of stream");
}

StreamKind stream_kind(std::string_view text) {
  for (auto kind : {StreamKind::Installation, StreamKind::Partnership, StreamKind::Review})
    if (word(kind) == text) return kind;
  throw std::runtime_error("the journal names a kind of stream that this program does not know");
}

Stream stream_of(const Place& place) {
  if (!place.review.is_empty()) return Stream::of(place.review);
  if (!place.partnership.is_empty()) return Stream::of(place.partnership);
  return Stream::installation();
}

std::string things_text(const std::vector<JournalRecord::Touched>& things) {
  Json out = Json::array();
  for (const auto& thing : things) out.push_back(Json::array({thing.shelf, thing.id.text(), thing.version}));
  return out.dump();
}

std::vector<JournalRecord::Touched> read_things(std::string_view text) {
  std::vector<JournalRecord::Touched> out;
  for (const auto& thing : Json::parse(text))
    out.push_back({thing.at(0).get<std::string>(), id_of(thing.at(1)), thing.at(2).get<std::int64_t>()});
  return out;
}

std::string envelope(const JournalRecord& record, std::string_view things, std::string_view key_id) {
  // An array of JSON strings and numbers: no two different envelopes have the same bytes.
  return Json::array({"heed", record.format, record.position, word(record.stream.kind), record.stream.id.text(),
                      record.number, record.at.time_since_epoch().count(), record.actor.text(), record.verb, things,
                      key_id})
      .dump();
}

Hash chain(std::string_view previous, std::string_view envelope, std::string_view payload) {
  Hasher hasher;
  hasher.add(previous);
  const Hash head = sha256(envelope);  // a fixed length between the two parts, so neither can run into the other
  hasher.add(bytes(head));
  hasher.add(payload);
  return hasher.finish();
}

std::string_view bytes(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string pack(const std::vector<Change>& changes) {
  // Bodies are JSON texts already; they are placed as they are, so that what is stored is what was put.
  std::string text = "{\"changes\":[";
  for (const auto& change : changes) {
    if (text.back() == '}') text += ',';
    text += "{\"shelf\":" + Json(change.shelf).dump() + ",\"id\":\"" + change.id.text() + "\"";
    if (change.dropped) {
      text += ",\"dropped\":true}";
      continue;
    }
    text += fmt::format(",\"version\":{},\"partnership\":\"{}\",\"review\":\"{}\",\"agency\":\"{}\",\"body\":", change.version,
                        change.place.partnership.text(), change.place.review.text(), change.place.agency.text());
    text += change.body;
    text += '}';
  }
  text += "]}";
  if (text.size() < kWorthCompressing) return std::string(1, kPlain) + text;

  uLongf length = compressBound(uLong(text.size()));
  std::string out(1 + 8 + length, '\0');
  out[0] = kDeflated;
  const std::uint64_t size = text.size();
  for (int i = 0; i < 8; ++i) out[std::size_t(1 + i)] = char((size >> (8 * i)) & 0xff);
  if (compress2(reinterpret_cast<Bytef*>(out.data() + 9), &length, reinterpret_cast<const Bytef*>(text.data()),
                uLong(text.size()), 3) != Z_OK) {
    throw std::runtime_error("a journal payload could not be compressed");
  }
  out.resize(9 + length);
  return out;
}

std::vector<Change> unpack(std::string_view payload) {
  std::string inflated;
  std::string_view text = payload.substr(payload.empty() ? 0 : 1);
  if (payload.empty() || payload[0] < kPlain || payload[0] > kDeflated)
    throw std::runtime_error("a journal payload is of a kind that this program does not know");
  if (payload[0] == kDeflated) {
    if (payload.size() < 9) throw std::runtime_error("a journal payload is cut short");
    std::uint64_t size = 0;
    for (int i = 0; i < 8; ++i) size |= std::uint64_t(std::uint8_t(payload[std::size_t(1 + i)])) << (8 * i);
    // Deflate never shrinks a text to less than a thousandth.
    if (size > kLargestPayload || size > payload.size() * 1100) throw std::runtime_error("a journal payload is too large");
    inflated.resize(size);
    uLongf length = uLongf(size);
    if (uncompress(reinterpret_cast<Bytef*>(inflated.data()), &length,
                   reinterpret_cast<const Bytef*>(payload.data() + 9), uLong(payload.size() - 9)) != Z_OK ||
        length != size) {
      throw std::runtime_error("a journal payload cannot be unpacked");
    }
    text = inflated;
  }
  std::vector<Change> out;
  const Json whole = Json::parse(text);
  for (const auto& item : whole.at("changes")) {
    Change change;
    change.shelf = item.at("shelf").get<std::string>();
    change.id = id_of(item.at("id"));
    if (item.contains("dropped")) {
      change.dropped = true;
    } else {
      change.version = item.at("version").get<std::int64_t>();
      change.place = {PartnershipId(id_of(item.at("partnership"))), ReviewId(id_of(item.at("review"))),
                      AgencyId(id_of(item.at("agency")))};
      change.body = item.at("body").dump();
    }
    out.push_back(std::move(change));
  }
  return out;
}

}  // namespace heed::store
