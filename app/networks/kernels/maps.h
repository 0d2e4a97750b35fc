// What is done to a sample's maps [pixels, C] before a convolution: normalise, activate, pool.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "lanes.h"

namespace score_explorer {

// The coefficients [C] of a sample's normalisation (instance_norm.py): gamma is null where there is none, alpha in the
// plain form. With groups the statistics are those of each group of neighbouring maps (Wu & He 2018).
struct Norm {
  const float *gamma, *alpha, *beta;
  int64_t groups;
  double epsilon;
};

// The scale and shift [C] that normalise a sample x [pixels, C]. Two passes, as in Python.
inline void normalisation(const float* x, int64_t pixels, int64_t c, const Norm& n, float* scale, float* shift) {
  std::vector<float> mean(c), variance(c);
  for (int64_t i = 0; i < c; i += LANES) {
    Vec sum = all(0), part = all(0);
    for (int64_t p = 0; p < pixels; p++) {
      part += load(x + p * c + i);
      if (p % 32 == 31) { sum += part; part = all(0); }
    }
    const Vec m = (sum + part) / static_cast<float>(pixels);
    sum = part = all(0);
    for (int64_t p = 0; p < pixels; p++) {
      const Vec d = load(x + p * c + i) - m;
      part += d * d;
      if (p % 32 == 31) { sum += part; part = all(0); }
    }
    store(mean.data() + i, m);
    store(variance.data() + i, (sum + part) / static_cast<float>(pixels));
  }
  const int64_t size = n.groups > 0 ? c / n.groups : 1;
  for (int64_t first = 0; first < c && size > 1; first += size) {
    double middle = 0, spread = 0;
    for (int64_t i = first; i < first + size; i++) middle += mean[i];
    middle /= size;
    for (int64_t i = first; i < first + size; i++) spread += variance[i] + (mean[i] - middle) * (mean[i] - middle);
    std::fill(mean.begin() + first, mean.begin() + first + size, static_cast<float>(middle));
    std::fill(variance.begin() + first, variance.begin() + first + size, static_cast<float>(spread / size));
  }
  const float epsilon = static_cast<float>(n.epsilon);
  double m = 0, v = 0;
  if (n.alpha != nullptr) {
    for (int64_t i = 0; i < c; i++) m += mean[i];
    m /= c;
    for (int64_t i = 0; i < c; i++) v += (mean[i] - m) * (mean[i] - m);
    v = 1 / std::sqrt(v / (c - 1) + n.epsilon);
  }
  for (int64_t i = 0; i < c; i++) {
    scale[i] = n.gamma[i] * (1 / std::sqrt(variance[i] + epsilon));
    shift[i] = n.beta[i] - mean[i] * scale[i];
    if (n.alpha != nullptr) shift[i] += n.gamma[i] * n.alpha[i] * static_cast<float>((mean[i] - m) * v);
  }
}

// Normalised by scale and shift (null: as it is), then activated: [pixels, C] -> the same.
template <Activation act>
void prepare(const float* x, int64_t pixels, int64_t c, const float* scale, const float* shift, float* out) {
  for (int64_t p = 0; p < pixels; p++, x += c, out += c)
    for (int64_t i = 0; i < c; i += LANES) {
      Vec v = load(x + i);
      if (scale != nullptr) v = v * load(scale + i) + load(shift + i);
      store(out + i, activate<act>(v));
    }
}

// The mean (padded with zeros) or maximum over five values in a line of n points, `step` floats apart.
template <bool mean>
void pool_line(const float* x, int64_t n, int64_t step, int64_t c, float* out, int64_t out_step) {
  for (int64_t p = 0; p < n; p++)
    for (int64_t i = 0; i < c; i += LANES) {
      Vec v = all(mean ? 0.0f : -std::numeric_limits<float>::infinity());
      for (int64_t q = std::max<int64_t>(0, p - 2); q <= std::min(n - 1, p + 2); q++) {
        const Vec u = load(x + q * step + i);
        v = mean ? v + u * 0.2f : (v > u || v != v ? v : u);
      }
      store(out + p * out_step + i, v);
    }
}

}  // namespace score_explorer
