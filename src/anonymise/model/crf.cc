#include "anonymise/model/crf.h"

#include <cmath>
#include <cstring>

namespace heed::anonymise::model {

std::string_view word(Label label) {
  constexpr std::string_view kWords[] = {"nothing", "person", "staff", "place", "organisation", "date", "code", "demographic", "quantity", "misc",
                                         "open-person", "open-place", "open-organisation", "open-date", "open-demographic", "open-other"};
  return kWords[static_cast<int>(label)];
}

namespace {

using V = float __attribute__((vector_size(16)));
using I = std::int32_t __attribute__((vector_size(16)));
constexpr int kParts = kLabels / 4;

inline V load(const float* p) {
  V v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline void store(float* p, V v) { std::memcpy(p, &v, sizeof v); }

/// exp for x at or below 0, to about seven figures; 0 below -80.
inline V exp_of(V x) {
  const V low = {-80, -80, -80, -80};
  x = x > low ? x : low;
  const V t = x * 1.44269504f;
  // Truncation rounds towards zero; x is not positive, so half is taken away first.
  const I n = __builtin_convertvector(t - 0.5f, I);
  const V r = x - __builtin_convertvector(n, V) * 0.693147181f;
  V p = 1.0f + r * (1.0f + r * (0.5f + r * (0.166666667f + r * (0.0416666667f + r * (0.00833333333f + r * 0.00138888889f)))));
  const I bits = (n + 127) << 23;
  V two;
  std::memcpy(&two, &bits, sizeof two);
  return p * two;
}

inline float sum(const float* v) {
  const V s = (load(v) + load(v + 4)) + (load(v + 8) + load(v + 12));
  return (s[0] + s[1]) + (s[2] + s[3]);
}

inline void multiply(const float* by, const float (*matrix)[kLabels], float* out) {
  V acc[kParts] = {};
  for (int from = 0; from < kLabels; ++from) {
    const V a = {by[from], by[from], by[from], by[from]};
    for (int part = 0; part < kParts; ++part) acc[part] += a * load(matrix[from] + part * 4);
  }
  for (int part = 0; part < kParts; ++part) store(out + part * 4, acc[part]);
}

}  // namespace

double marginals(Scores* scores, const Link* links, std::size_t n, const Pairs* pairs, Scores* alpha) {
  double log_sum = 0;
  float last = 1;
  for (std::size_t t = 0; t < n; ++t) {
    float* s = scores[t].of;
    float top = s[0];
    for (int k = 1; k < kLabels; ++k) top = s[k] > top ? s[k] : top;
    const V max = {top, top, top, top};
    for (int part = 0; part < kParts; ++part) store(s + part * 4, exp_of(load(s + part * 4) - max));
    float* a = alpha[t].of;
    if (t == 0 || links[t].begins) std::memcpy(a, pairs[links[t].gap].forward[0], sizeof(float) * kLabels);
    else multiply(alpha[t - 1].of, pairs[links[t].gap].forward, a);
    for (int part = 0; part < kParts; ++part) store(a + part * 4, load(a + part * 4) * load(s + part * 4));
    last = sum(a);
    const float scale = 1.0f / (last > 1e-30f ? last : 1e-30f);
    for (int part = 0; part < kParts; ++part) store(a + part * 4, load(a + part * 4) * scale);
    log_sum += static_cast<double>(top) + std::log(static_cast<double>(last));
  }
  alignas(64) float beta[kLabels], weighed[kLabels];
  for (int k = 0; k < kLabels; ++k) beta[k] = 1;
  for (std::size_t t = n; t-- > 0;) {
    float* s = scores[t].of;
    const float* a = alpha[t].of;
    for (int part = 0; part < kParts; ++part) store(weighed + part * 4, load(beta + part * 4) * load(s + part * 4));
    for (int part = 0; part < kParts; ++part) store(s + part * 4, load(a + part * 4) * load(beta + part * 4));
    const float z = 1.0f / (sum(s) > 1e-30f ? sum(s) : 1e-30f);
    for (int part = 0; part < kParts; ++part) store(s + part * 4, load(s + part * 4) * z);
    if (t == 0 || links[t].begins) {
      for (int k = 0; k < kLabels; ++k) beta[k] = 1;
      continue;
    }
    multiply(weighed, pairs[links[t].gap].backward, beta);
    const float total = sum(beta);
    const float scale = 1.0f / (total > 1e-30f ? total : 1e-30f);
    for (int part = 0; part < kParts; ++part) store(beta + part * 4, load(beta + part * 4) * scale);
  }
  return log_sum;
}

}  // namespace heed::anonymise::model
