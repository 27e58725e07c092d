#include "document/worker/wire.h"

#include <bit>
#include <cmath>

#include "document/picture.h"

namespace heed::document {
namespace {

constexpr std::string_view kAnswer = "heed1 answer\n", kShown = "heed1 shown\n", kRequest = "heed1 ask\n";
constexpr double kPerPoint = 100;
constexpr int kDeepest = 64;  // blocks in cells of tables in cells

class Writer {
 public:
  std::string out;
  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(n | 0x80);
    out += static_cast<char>(n);
  }
  void text(std::string_view s) {
    number(s.size());
    out += s;
  }
  template <class T, class F>
  void list(const std::vector<T>& all, F one) {
    number(all.size());
    for (const T& x : all) one(x);
  }
  void place(const Place& p) {
    text(p.part);
    text(p.where);
  }
  void flags(std::initializer_list<bool> all) {
    std::uint64_t n = 0, bit = 1;
    for (const bool f : all) {
      if (f) n |= bit;
      bit <<= 1;
    }
    number(n);
  }
  void unread(const std::vector<Unread>& all) {
    list(all, [&](const Unread& u) {
      place(u.place);
      text(u.what);
      text(u.reason);
      flags({u.loses_words});
    });
  }
  void picture(const Picture& p) {
    text(p.bytes);
    flags({p.decorative});
    for (const double size : {p.width, p.height}) number(static_cast<std::uint64_t>(std::lround(std::clamp(size, 0.0, 1e6) * kPerPoint)));
  }
  void block(const Block& b) {
    number(static_cast<std::uint64_t>(b.kind));
    number(static_cast<std::uint64_t>(b.level));
    flags({b.hidden, b.picture != nullptr});
    if (b.picture) picture(*b.picture);
    text(b.label);
    text(b.caption);
    place(b.place);
    list(b.runs, [&](const Run& r) {
      text(r.text);
      text(r.link);
      flags({r.bold, r.italic, r.underline, r.hidden, r.inserted, r.deleted});
    });
    list(b.rows, [&](const Row& r) {
      flags({r.header, r.hidden});
      number(static_cast<std::uint64_t>(r.number));
      list(r.cells, [&](const Cell& c) {
        const bool spans = c.columns != 1 || c.rows != 1, more = !c.iso_date.empty() || !c.formula.empty() || !c.blocks.empty();
        flags({c.covered, c.hidden, spans, more});
        number(static_cast<std::uint64_t>(c.kind));
        text(c.text);
        number(static_cast<std::uint64_t>(c.sheet_column));
        number(static_cast<std::uint64_t>(c.sheet_row));
        if (spans) {
          number(static_cast<std::uint64_t>(c.columns));
          number(static_cast<std::uint64_t>(c.rows));
        }
        if (more) {
          text(c.iso_date);
          text(c.formula);
          list(c.blocks, [&](const Block& inner) { block(inner); });
        }
      });
    });
  }
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool ok = true;
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ == bytes_.size(); }
  std::uint64_t number() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const auto b = static_cast<unsigned char>(bytes_[at_++]);
      n |= static_cast<std::uint64_t>(b & 0x7F) << shift;
      if (b < 0x80) return n;
    }
    ok = false;
    return 0;
  }
  int whole() {
    const std::uint64_t n = number();
    if (n > 0x7FFFFFFF) ok = false;
    return ok ? static_cast<int>(n) : 0;
  }
  template <class E>
  E kind(E last) {
    const std::uint64_t n = number();
    if (n > static_cast<std::uint64_t>(last)) ok = false;
    return ok ? static_cast<E>(n) : E{};
  }
  std::string text() {
    const std::uint64_t n = number();
    if (!ok || n > bytes_.size() - at_) {
      ok = false;
      return {};
    }
    std::string out(bytes_.substr(at_, n));
    at_ += n;
    return out;
  }
  template <class T, class F>
  void list(std::vector<T>& into, F one) {
    const std::uint64_t n = number();
    // Each thing takes a byte at least, so a lie about how many costs no more than the answer's size.
    if (!ok || n > bytes_.size() - at_) {
      ok = false;
      return;
    }
    into.reserve(std::min<std::uint64_t>(n, 4096));
    for (std::uint64_t i = 0; i < n && ok; ++i) {
      into.emplace_back();
      one(into.back());
    }
  }
  Place place() {
    Place p;
    p.part = text();
    p.where = text();
    return p;
  }
  void unread(std::vector<Unread>& all) {
    list(all, [&](Unread& u) {
      u.place = place();
      u.what = text();
      u.reason = text();
      u.loses_words = number() & 1;
    });
  }
  /// What the other process says about its bytes is looked at once more here.
  std::shared_ptr<const Picture> picture() {
    Picture p;
    if (const std::string bytes = text(); !bytes.empty()) {
      auto looked_at = picture_of(bytes);
      if (!looked_at) ok = false;
      else p = std::move(*looked_at);
    }
    p.decorative = number() & 1;
    p.width = whole() / kPerPoint;
    p.height = whole() / kPerPoint;
    return std::make_shared<const Picture>(std::move(p));
  }
  void block(Block& b, int depth) {
    if (depth > kDeepest) {
      ok = false;
      return;
    }
    b.kind = kind(BlockKind::Picture);
    b.level = whole();
    const std::uint64_t f = number();
    b.hidden = f & 1;
    if (f & 2) b.picture = picture();
    b.label = text();
    b.caption = text();
    b.place = place();
    list(b.runs, [&](Run& r) {
      r.text = text();
      r.link = text();
      const std::uint64_t g = number();
      r.bold = g & 1;
      r.italic = g & 2;
      r.underline = g & 4;
      r.hidden = g & 8;
      r.inserted = g & 16;
      r.deleted = g & 32;
    });
    list(b.rows, [&](Row& r) {
      const std::uint64_t g = number();
      r.header = g & 1;
      r.hidden = g & 2;
      r.number = whole();
      list(r.cells, [&](Cell& c) {
        const std::uint64_t h = number();
        c.covered = h & 1;
        c.hidden = h & 2;
        c.kind = kind(CellKind::Empty);
        c.text = text();
        c.sheet_column = whole();
        c.sheet_row = whole();
        if (h & 4) {
          c.columns = whole();
          c.rows = whole();
        }
        if (h & 8) {
          c.iso_date = text();
          c.formula = text();
          list(c.blocks, [&](Block& inner) { block(inner, depth + 1); });
        }
      });
    });
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string to_wire(const Result<Document>& answer) {
  Writer w;
  w.out = kAnswer;
  w.flags({answer.ok()});
  if (!answer.ok()) {
    w.number(static_cast<std::uint64_t>(answer.error().code));
    w.text(answer.error().message);
    w.text(answer.error().next);
    return std::move(w.out);
  }
  w.text(answer->format);
  w.list(answer->blocks, [&](const Block& b) { w.block(b); });
  w.list(answer->apart, [&](const Block& b) { w.block(b); });
  w.list(answer->properties, [&](const Property& p) {
    w.text(p.name);
    w.text(p.value);
  });
  w.list(answer->embedded, [&](const std::string& e) { w.text(e); });
  w.unread(answer->unread);
  return std::move(w.out);
}

std::string to_wire(const std::vector<Unread>& unread) {
  Writer w;
  w.out = kShown;
  w.unread(unread);
  return std::move(w.out);
}

std::optional<Result<Rendered>> rendered_from_wire(std::string bytes) {
  if (!bytes.starts_with(kShown)) {
    const auto refused = from_wire(bytes);
    if (!refused || refused->ok()) return std::nullopt;
    return Result<Rendered>(refused->error());
  }
  Reader r(std::string_view(bytes).substr(kShown.size()));
  Rendered out;
  r.unread(out.unread);
  if (!r.ok) return std::nullopt;
  bytes.erase(0, kShown.size() + r.at());
  out.text = std::move(bytes);
  return Result<Rendered>(std::move(out));
}

std::optional<Result<Document>> from_wire(std::string_view bytes) {
  if (!bytes.starts_with(kAnswer)) return std::nullopt;
  Reader r(bytes.substr(kAnswer.size()));
  if (!(r.number() & 1)) {
    Error e;
    e.code = r.kind(Code::Unfinished);
    e.message = r.text();
    e.next = r.text();
    if (!r.ok || !r.at_end()) return std::nullopt;
    return Result<Document>(std::move(e));
  }
  Document d;
  d.format = r.text();
  r.list(d.blocks, [&](Block& b) { r.block(b, 0); });
  r.list(d.apart, [&](Block& b) { r.block(b, 0); });
  r.list(d.properties, [&](Property& p) {
    p.name = r.text();
    p.value = r.text();
  });
  r.list(d.embedded, [&](std::string& e) { e = r.text(); });
  r.unread(d.unread);
  if (!r.ok || !r.at_end()) return std::nullopt;
  return Result<Document>(std::move(d));
}

std::string to_wire(const Request& request) {
  Writer w;
  w.out = kRequest;
  w.text(request.ending);
  w.number(request.as ? 1 + static_cast<std::uint64_t>(*request.as) : 0);
  const Limits& l = request.limits;
  for (const std::uint64_t n : {l.file_bytes, l.expanded_bytes, l.part_bytes, static_cast<std::uint64_t>(l.seconds), std::bit_cast<std::uint64_t>(l.ratio),
                                static_cast<std::uint64_t>(l.parts), static_cast<std::uint64_t>(l.depth), l.cells, l.elements, l.memory_bytes, l.picture_bytes})
    w.number(n);
  return std::move(w.out);
}

std::optional<Request> request_from_wire(std::string_view bytes) {
  if (!bytes.starts_with(kRequest)) return std::nullopt;
  Reader r(bytes.substr(kRequest.size()));
  Request q;
  Limits& l = q.limits;
  q.ending = r.text();
  if (const std::uint64_t as = r.number(); as > 0 && as <= 3) q.as = static_cast<Shown>(as - 1);
  l.file_bytes = r.number();
  l.expanded_bytes = r.number();
  l.part_bytes = r.number();
  l.seconds = r.whole();
  l.ratio = std::bit_cast<double>(r.number());
  l.parts = r.whole();
  l.depth = r.whole();
  l.cells = r.number();
  l.elements = r.number();
  l.memory_bytes = r.number();
  l.picture_bytes = r.number();
  if (!r.ok || !r.at_end()) return std::nullopt;
  return q;
}

}  // namespace heed::document
