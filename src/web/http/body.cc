#include "web/http/body.h"

#include "web/http/form.h"
#include "web/http/spool.h"

namespace heed::web {

namespace {
constexpr Refusal kTooLarge{413, "What was sent is too large."};
constexpr Refusal kBadForm{400, "The form could not be read."};

class UploadSink final : public FileSink {
 public:
  UploadSink(Request& request, MultipartParser::Part part, const BodyLimits& limits)
      : request_(request), part_(std::move(part)), keep_(limits.max_file_bytes > 0) {
    if (keep_) spool_ = std::make_shared<Spool>(limits.spool_dir);
  }
  void write(std::string_view bytes) override {
    if (spool_) spool_->write(bytes);
  }
  void finish(bool too_large) override {
    Upload upload{std::move(part_.field),      std::move(part_.file_name),
                  std::move(part_.media_type), 0,
                  too_large || !keep_,         {}};
    if (upload.too_large) {
      spool_.reset();
    } else {
      spool_->finish();
      upload.size = spool_->size();
      upload.spool = std::move(spool_);
    }
    request_.uploads.push_back(std::move(upload));
  }

 private:
  Request& request_;
  MultipartParser::Part part_;
  bool keep_;
  std::shared_ptr<Spool> spool_;
};
}  // namespace

struct BodyReader::State final : MultipartParser::Receiver {
  State(Request& r, BodyLimits l) : request(r), limits(std::move(l)) {}

  void on_field(std::string name, std::string value) override {
    request.form_fields.add(std::move(name), std::move(value));
  }
  std::unique_ptr<FileSink> on_file(const MultipartParser::Part& part) override {
    return std::make_unique<UploadSink>(request, part, limits);
  }

  Request& request;
  BodyLimits limits;
  std::string media_type;
  bool bad_boundary = false;
  std::optional<MultipartParser> multipart;
};

BodyReader::BodyReader(Request& request, BodyLimits limits)
    : state_(std::make_unique<State>(request, std::move(limits))) {
  auto& s = *state_;
  const auto type = request.header("content-type");
  s.media_type = media_type_of(type);
  if (s.media_type != "multipart/form-data") return;
  const auto boundary = MultipartParser::boundary_of(type);
  MultipartLimits parts;
  parts.max_file_bytes = s.limits.max_file_bytes;
  if (boundary)
    s.multipart.emplace(*boundary, parts, s);
  else
    s.bad_boundary = true;
}

BodyReader::~BodyReader() = default;

bool BodyReader::streams() const {
  return state_->multipart.has_value() && state_->limits.max_file_bytes > 0;
}

std::optional<Refusal> BodyReader::feed(std::string_view bytes) {
  auto& s = *state_;
  if (s.bad_boundary) return kBadForm;
  if (!s.multipart) {
    if (s.request.body.size() + bytes.size() > s.limits.max_form_bytes) return kTooLarge;
    s.request.body += bytes;
    return {};
  }
  if (s.multipart->feed(bytes)) return {};
  return s.multipart->too_large() ? kTooLarge : kBadForm;
}

std::optional<Refusal> BodyReader::finish() {
  auto& s = *state_;
  if (s.multipart) return s.multipart->complete() ? std::nullopt : std::optional(kBadForm);
  if (s.media_type == "application/x-www-form-urlencoded") {
    auto fields = parse_urlencoded(s.request.body);
    if (!fields) return kBadForm;
    s.request.form_fields = std::move(*fields);
    s.request.body.clear();
  }
  return {};
}

}  // namespace heed::web
