// One 3x3 convolution of a RefineNet or an NCSN++ with all that comes before and after it, a few samples at a time, so that every
// map between them stays in the processor's cache:
//
//   normalise (instance normalisation++ or by groups), activate, pool 5x5, convolve (Winograd's F(4x4, 3x3)), add bias and residual.
//
// The formulas are those of instance_norm.py, refinenet.py and winograd.py. Maps are float32, stored channels-last, with
// a multiple of 16 channels. Built by kernels.py.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace {

constexpr int64_t W = 16;
typedef float Vec __attribute__((vector_size(4 * W), aligned(4), may_alias));
typedef int Int __attribute__((vector_size(4 * W)));

inline Vec load(const float* p) { return *reinterpret_cast<const Vec*>(p); }
inline void store(float* p, Vec v) { *reinterpret_cast<Vec*>(p) = v; }
inline Vec all(float v) { return Vec{} + v; }

enum Activation { NONE = 0, ELU = 1, RELU = 2, LEAKY = 3, SWISH = 4 };
enum Pool { PLAIN = 0, MEAN = 1, MAX = 2 };

// e^x - 1 for x <= 0 to 1e-7: 2^k times a polynomial of the rest. Not a number stays one.
inline Vec below_zero(Vec x) {
  x = x < -87.0f ? all(-87.0f) : x;
  const Vec t = x * 1.44269504088896f;
  const Int k = __builtin_convertvector(t - 0.5f, Int);
  const Vec f = t - __builtin_convertvector(k, Vec);
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

template <int act>
inline Vec activate(Vec x) {
  if (act == ELU) return x > 0.0f ? x : below_zero(x);
  if (act == RELU) return x < 0.0f ? all(0.0f) : x;
  if (act == LEAKY) return x < 0.0f ? 0.2f * x : x;
  if (act == SWISH) {
    const Vec e = below_zero(x > 0.0f ? -x : x) + 1.0f;  // e^-|x|, so that nothing overflows
    return x * (x > 0.0f ? all(1.0f) : e) / (1.0f + e);
  }
  return x;
}

// The scale and shift [C] that normalise a sample x [pixels, C]; without alpha the plain form. Two passes, as in Python.
// With groups the statistics are those of each group of neighbouring maps (Wu & He 2018).
void normalisation(const float* x, int64_t pixels, int64_t c, const float* gamma, const float* alpha,
                   const float* beta, int64_t groups, float* scale, float* shift) {
  std::vector<float> mean(c), rstd(c), variance(c);
  for (int64_t i = 0; i < c; i += W) {
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
  const int64_t size = groups > 0 ? c / groups : 1;
  for (int64_t first = 0; first < c && size > 1; first += size) {
    double middle = 0, spread = 0;
    for (int64_t i = first; i < first + size; i++) middle += mean[i];
    middle /= size;
    for (int64_t i = first; i < first + size; i++) spread += variance[i] + (mean[i] - middle) * (mean[i] - middle);
    std::fill(mean.begin() + first, mean.begin() + first + size, static_cast<float>(middle));
    std::fill(variance.begin() + first, variance.begin() + first + size, static_cast<float>(spread / size));
  }
  for (int64_t i = 0; i < c; i++) rstd[i] = 1 / std::sqrt(variance[i] + (groups > 0 ? 1e-6f : 1e-5f));
  double m = 0, v = 0;
  if (alpha != nullptr) {
    for (int64_t i = 0; i < c; i++) m += mean[i];
    m /= c;
    for (int64_t i = 0; i < c; i++) v += (mean[i] - m) * (mean[i] - m);
    v = 1 / std::sqrt(v / (c - 1) + 1e-5);
  }
  for (int64_t i = 0; i < c; i++) {
    scale[i] = gamma[i] * rstd[i];
    shift[i] = beta[i] - mean[i] * scale[i];
    if (alpha != nullptr) shift[i] += gamma[i] * alpha[i] * static_cast<float>((mean[i] - m) * v);
  }
}

template <int act>
void prepare(const float* x, int64_t pixels, int64_t c, const float* scale, const float* shift, float* out) {
  for (int64_t p = 0; p < pixels; p++, x += c, out += c)
    for (int64_t i = 0; i < c; i += W) {
      Vec v = load(x + i);
      if (scale != nullptr) v = v * load(scale + i) + load(shift + i);
      store(out + i, activate<act>(v));
    }
}

using Prepare = void (*)(const float*, int64_t, int64_t, const float*, const float*, float*);
constexpr Prepare PREPARE[] = {prepare<NONE>, prepare<ELU>, prepare<RELU>, prepare<LEAKY>, prepare<SWISH>};

// The mean (padded with zeros) or maximum over five values in a line of n points, `step` floats apart.
template <bool mean>
void pool_line(const float* x, int64_t n, int64_t step, int64_t c, float* out, int64_t out_step) {
  for (int64_t p = 0; p < n; p++)
    for (int64_t i = 0; i < c; i += W) {
      Vec v = all(mean ? 0.0f : -std::numeric_limits<float>::infinity());
      for (int64_t q = std::max<int64_t>(0, p - 2); q <= std::min(n - 1, p + 2); q++) {
        const Vec u = load(x + q * step + i);
        v = mean ? v + u * 0.2f : (v > u ? v : u);
      }
      store(out + p * out_step + i, v);
    }
}

struct Shape {
  int64_t h, w, c, c_out, d, tall, wide;  // d: dilation; tall, wide: tiles of a phase in either direction
  int64_t tiles() const { return d * d * tall * wide; }
  int64_t rows() const { return d * (4 * tall + 2); }
  int64_t columns() const { return d * (4 * wide + 2); }
};

// One line of the change of basis of six values: B^T.
inline void to_basis(const Vec a[6], Vec o[6]) {
  o[0] = 4.0f * a[0] - 5.0f * a[2] + a[4];
  const Vec s = a[4] - 4.0f * a[2], t = a[3] - 4.0f * a[1];
  o[1] = s + t;
  o[2] = s - t;
  const Vec u = a[4] - a[2], v = 2.0f * (a[3] - a[1]);
  o[3] = u + v;
  o[4] = u - v;
  o[5] = 4.0f * a[1] - 5.0f * a[3] + a[5];
}

// One line of the way back, six values to four: A^T.
inline void from_basis(const Vec a[6], Vec o[4]) {
  const Vec s = a[1] + a[2], t = a[1] - a[2], u = a[3] + a[4], v = a[3] - a[4];
  o[0] = a[0] + s + u;
  o[1] = t + 2.0f * v;
  o[2] = s + 4.0f * u;
  o[3] = t + 8.0f * v + a[5];
}

// The tiles of a framed map [rows, columns, C], each in the basis: places [36, stride tiles, C] from its tile `first`.
void transform(const float* frame, const Shape& s, float* places, int64_t stride, int64_t first) {
  const int64_t line = s.columns() * s.c, place = stride * s.c;
  int64_t tile = first;
  for (int64_t p = 0; p < s.d; p++)
    for (int64_t q = 0; q < s.d; q++)
      for (int64_t ty = 0; ty < s.tall; ty++)
        for (int64_t tx = 0; tx < s.wide; tx++, tile++) {
          const float* corner = frame + (p + 4 * s.d * ty) * line + (q + 4 * s.d * tx) * s.c;
          for (int64_t i = 0; i < s.c; i += W) {
            Vec rows[6][6];
            for (int y = 0; y < 6; y++) {
              Vec a[6];
              for (int x = 0; x < 6; x++) a[x] = load(corner + y * s.d * line + x * s.d * s.c + i);
              to_basis(a, rows[y]);
            }
            for (int x = 0; x < 6; x++) {
              Vec a[6], o[6];
              for (int y = 0; y < 6; y++) a[y] = rows[y][x];
              to_basis(a, o);
              for (int y = 0; y < 6; y++) store(places + (6 * y + x) * place + tile * s.c + i, o[y]);
            }
          }
        }
}

// Products [36, stride tiles, C'] back to a map out [H, W, C'], with bias [C'] and residual [H, W, C'] or null.
void restore(const float* products, const Shape& s, int64_t stride, int64_t first, const float* bias,
             const float* residual, float* out) {
  const int64_t place = stride * s.c_out;
  int64_t tile = first;
  for (int64_t p = 0; p < s.d; p++)
    for (int64_t q = 0; q < s.d; q++)
      for (int64_t ty = 0; ty < s.tall; ty++)
        for (int64_t tx = 0; tx < s.wide; tx++, tile++)
          for (int64_t i = 0; i < s.c_out; i += W) {
            Vec rows[6][4];
            for (int y = 0; y < 6; y++) {
              Vec a[6];
              for (int x = 0; x < 6; x++) a[x] = load(products + (6 * y + x) * place + tile * s.c_out + i);
              from_basis(a, rows[y]);
            }
            const Vec b = bias != nullptr ? load(bias + i) : all(0.0f);
            for (int x = 0; x < 4; x++) {
              const int64_t column = q + s.d * (4 * tx + x);
              if (column >= s.w) continue;
              Vec a[6], o[4];
              for (int y = 0; y < 6; y++) a[y] = rows[y][x];
              from_basis(a, o);
              for (int y = 0; y < 4; y++) {
                const int64_t row = p + s.d * (4 * ty + y);
                if (row >= s.h) continue;
                const int64_t at = (row * s.w + column) * s.c_out + i;
                store(out + at, o[y] + b + (residual != nullptr ? load(residual + at) : all(0.0f)));
              }
            }
          }
}

float* scratch(int which, int64_t size) {
  thread_local std::vector<float> buffers[4];
  if (static_cast<int64_t>(buffers[which].size()) < size) buffers[which].resize(size);
  return buffers[which].data();
}

const float* row(const std::optional<at::Tensor>& t, int64_t b) {
  return t.has_value() ? t->data_ptr<float>() + (t->size(0) == 1 ? 0 : b) * t->size(1) : nullptr;
}

void check(const at::Tensor& x) {
  TORCH_CHECK(x.scalar_type() == at::kFloat && x.is_contiguous(at::MemoryFormat::ChannelsLast) && x.size(1) % W == 0,
              "maps must be float32, channels-last, with a multiple of 16 channels");
}

// x [B, C, H, W] normalised and activated. gamma, alpha, beta: [1 or B, C] or none.
at::Tensor prepared(const at::Tensor& x, const std::optional<at::Tensor>& gamma,
                    const std::optional<at::Tensor>& alpha, const std::optional<at::Tensor>& beta, int64_t groups,
                    int64_t act) {
  check(x);
  at::Tensor out = at::empty_like(x);
  const int64_t c = x.size(1), pixels = x.size(2) * x.size(3);
  const float* in = x.data_ptr<float>();
  float* target = out.data_ptr<float>();
  at::parallel_for(0, x.size(0), 1, [&](int64_t begin, int64_t end) {
    float* coefficients = scratch(0, 2 * c);
    for (int64_t b = begin; b < end; b++) {
      const float* sample = in + b * pixels * c;
      if (gamma.has_value())
        normalisation(sample, pixels, c, row(gamma, b), row(alpha, b), row(beta, b), groups, coefficients,
                      coefficients + c);
      PREPARE[act](sample, pixels, c, gamma.has_value() ? coefficients : nullptr, coefficients + c,
                   target + b * pixels * c);
    }
  });
  return out;
}

// The whole chain. kernels: [36, C, C'] of winograd.transformed; bias [C'], residual [B, C', H, W] or none.
at::Tensor convolved(const at::Tensor& x, const std::optional<at::Tensor>& gamma,
                     const std::optional<at::Tensor>& alpha, const std::optional<at::Tensor>& beta, int64_t groups,
                     int64_t act, int64_t pool, const at::Tensor& kernels, const std::optional<at::Tensor>& bias,
                     const std::optional<at::Tensor>& residual, int64_t dilation, int64_t cache) {
  check(x);
  const int64_t n = x.size(0), c_out = kernels.size(2), d = dilation;
  TORCH_CHECK(kernels.is_contiguous() && kernels.size(1) == x.size(1) && c_out % W == 0, "kernels of another shape");
  const auto cells = [d](int64_t side) { return ((side + d - 1) / d + 3) / 4; };
  const Shape s{x.size(2), x.size(3), x.size(1), c_out, d, cells(x.size(2)), cells(x.size(3))};
  const int64_t pixels = s.h * s.w, tiles = s.tiles(), line = s.columns() * s.c;
  at::Tensor out = at::empty({n, c_out, s.h, s.w}, x.options().memory_format(at::MemoryFormat::ChannelsLast));
  if (residual.has_value()) check(*residual);
  const float *in = x.data_ptr<float>(), *added = residual.has_value() ? residual->data_ptr<float>() : nullptr;
  float* target = out.data_ptr<float>();
  const int64_t threads = at::get_num_threads();
  const int64_t fit = std::max<int64_t>(1, cache / (36 * tiles * (s.c + c_out) * 4));
  const int64_t few = std::min(fit, (n + threads - 1) / threads);
  at::parallel_for(0, (n + few - 1) / few, 1, [&](int64_t begin, int64_t end) {
    const int64_t most = few * tiles;
    float* frame = scratch(0, s.rows() * line);
    float* map = scratch(1, 2 * s.c + 2 * pixels * s.c);
    float* places = scratch(2, 36 * most * s.c);
    float* products = scratch(3, 36 * most * c_out);
    std::fill(frame, frame + s.rows() * line, 0.0f);
    float *scale = map, *shift = map + s.c, *ready = shift + s.c, *lines = ready + pixels * s.c;
    for (int64_t group = begin; group < end; group++) {
      const int64_t first = group * few, count = std::min(few, n - first), stride = count * tiles;
      for (int64_t k = 0; k < count; k++) {
        const int64_t b = first + k;
        const float* sample = in + b * pixels * s.c;
        if (gamma.has_value())
          normalisation(sample, pixels, s.c, row(gamma, b), row(alpha, b), row(beta, b), groups, scale, shift);
        const float* by = gamma.has_value() ? scale : nullptr;
        float* inside = frame + d * line + d * s.c;
        if (pool == PLAIN) {
          for (int64_t y = 0; y < s.h; y++)
            PREPARE[act](sample + y * s.w * s.c, s.w, s.c, by, shift, inside + y * line);
        } else {
          PREPARE[act](sample, pixels, s.c, by, shift, ready);
          const auto pooled = pool == MEAN ? pool_line<true> : pool_line<false>;
          for (int64_t y = 0; y < s.h; y++)
            pooled(ready + y * s.w * s.c, s.w, s.c, s.c, lines + y * s.w * s.c, s.c);
          for (int64_t z = 0; z < s.w; z++) pooled(lines + z * s.c, s.h, s.w * s.c, s.c, inside + z * s.c, line);
        }
        transform(frame, s, places, stride, k * tiles);
      }
      const auto options = x.options().memory_format(std::nullopt);
      at::Tensor product = at::from_blob(products, {36, stride, c_out}, options);
      at::bmm_out(product, at::from_blob(places, {36, stride, s.c}, options), kernels);
      for (int64_t k = 0; k < count; k++) {
        const int64_t at = (first + k) * pixels * c_out;
        restore(products, s, stride, k * tiles, bias.has_value() ? bias->data_ptr<float>() : nullptr,
                added != nullptr ? added + at : nullptr, target + at);
      }
    }
  });
  return out;
}

TORCH_LIBRARY(score_explorer_kernels, m) {
  m.def("prepared(Tensor x, Tensor? gamma, Tensor? alpha, Tensor? beta, int groups, int act) -> Tensor");
  m.def(
      "convolved(Tensor x, Tensor? gamma, Tensor? alpha, Tensor? beta, int groups, int act, int pool, "
      "Tensor kernels, Tensor? bias, Tensor? residual, int dilation, int cache) -> Tensor");
}

TORCH_LIBRARY_IMPL(score_explorer_kernels, CPU, m) {
  m.impl("prepared", prepared);
  m.impl("convolved", convolved);
}

}  // namespace
