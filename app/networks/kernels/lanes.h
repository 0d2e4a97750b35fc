// Sixteen floats at once, and the activations of them.
#pragma once

#include <cstdint>
#include <cstring>

namespace score_explorer {

constexpr int64_t LANES = 16;
typedef float Vec __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t Int __attribute__((vector_size(4 * LANES)));

inline Vec load(const float* p) { return *reinterpret_cast<const Vec*>(p); }
inline void store(float* p, Vec v) { *reinterpret_cast<Vec*>(p) = v; }
inline Vec all(float v) { return Vec{} + v; }

enum Activation { NONE, ELU, RELU, LEAKY, SWISH };

// e^x - 1 for x <= 0, -1 beyond -87, to 1e-7: 2^k times a polynomial of the rest. Not a number stays one.
inline Vec below_zero(Vec x) {
  x = x < -87.0f ? all(-87.0f) : x;
  x = x > 0.0f ? all(0.0f) : x;
  const Vec number = x == x ? x : all(0.0f);
  const Int k = __builtin_convertvector(number * 1.44269504088896f - 0.5f, Int);
  const Vec f = x * 1.44269504088896f - __builtin_convertvector(k, Vec);
  Vec p = all(1.540353e-4f);
  p = p * f + 1.33335581e-3f;
  p = p * f + 9.61812911e-3f;
  p = p * f + 5.55041087e-2f;
  p = p * f + 2.40226507e-1f;
  p = p * f + 6.93147181e-1f;
  p = p * f + 1.0f;
  const Int bits = (k + 127) << 23;
  Vec scale;
  std::memcpy(&scale, &bits, sizeof scale);
  return p * scale - 1.0f;
}

template <Activation act>
inline Vec activate(Vec x) {
  if constexpr (act == ELU) return x > 0.0f ? x : below_zero(x);
  if constexpr (act == RELU) return x < 0.0f ? all(0.0f) : x;
  if constexpr (act == LEAKY) return x < 0.0f ? 0.2f * x : x;
  if constexpr (act == SWISH) {
    const Vec e = below_zero(x > 0.0f ? -x : x) + 1.0f;  // e^-|x|, so that nothing overflows
    return x * (x > 0.0f ? all(1.0f) : e) / (1.0f + e);
  }
  return x;
}

}  // namespace score_explorer
