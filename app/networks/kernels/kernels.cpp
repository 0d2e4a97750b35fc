// A 3x3 convolution of a RefineNet or an NCSN++ with all that comes before and after it, a few samples at a time, so that
// every map between them stays in the processor's cache:
//
//   normalise (instance normalisation++ or by groups), activate, pool 5x5, convolve (Winograd's F(4x4, 3x3)), add bias and
//   residual.
//
// The formulas are those of instance_norm.py, refinenet.py and winograd.py. Maps are float32, stored channels-last, with
// a multiple of 16 channels. What is called from outside checks all that it is going to index.

#include <ATen/Parallel.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
#include <c10/util/string_view.h>
#include <torch/library.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "lanes.h"
#include "maps.h"
#include "winograd.h"

namespace {

using namespace score_explorer;
using Optional = std::optional<at::Tensor>;

// --- what is asked for

using Prepare = decltype(&prepare<NONE>);

Prepare prepare_by(c10::string_view act) {
  if (act == "") return prepare<NONE>;
  if (act == "elu") return prepare<ELU>;
  if (act == "relu") return prepare<RELU>;
  if (act == "lrelu") return prepare<LEAKY>;
  if (act == "swish") return prepare<SWISH>;
  TORCH_CHECK(false, "the compiled kernels have no activation '", act, "'");
}

using Pool = decltype(&pool_line<true>);

Pool pool_by(c10::string_view pool) {
  if (pool == "") return nullptr;
  if (pool == "mean") return pool_line<true>;
  if (pool == "max") return pool_line<false>;
  TORCH_CHECK(false, "the compiled kernels have no pooling '", pool, "'");
}

// --- what is given

void check_floats(const at::Tensor& t, const char* what) {
  TORCH_CHECK(t.device().is_cpu(), what, " must be on the CPU, not on ", t.device());
  TORCH_CHECK(t.layout() == at::kStrided && t.scalar_type() == at::kFloat, what, " must be dense float32, not ",
              t.layout(), " ", t.scalar_type());
  TORCH_CHECK(!t.requires_grad() || !c10::GradMode::is_enabled(), what,
              " must not ask for gradients, which the compiled kernels do not have");
}

void check_shape(const at::Tensor& t, at::IntArrayRef shape, const char* what) {
  check_floats(t, what);
  TORCH_CHECK(t.sizes() == shape, what, " must be ", shape, ", not ", t.sizes());
}

void check_maps(const at::Tensor& t, const char* what) {
  check_floats(t, what);
  TORCH_CHECK(t.dim() == 4, what, " must be [B, C, H, W], not ", t.sizes());
  TORCH_CHECK(t.size(1) > 0 && t.size(1) % LANES == 0, what, " must have a multiple of ", LANES, " channels, not ",
              t.size(1));
  TORCH_CHECK(t.is_contiguous(at::MemoryFormat::ChannelsLast), what, " must be stored channels-last, not with strides ",
              t.strides());
}

// The coefficients of a normalisation, [1 or B, C] each, and those of one sample.
struct Coefficients {
  const Optional &gamma, &alpha, &beta;
  int64_t groups;
  double epsilon;

  void check(const at::Tensor& x) const {
    TORCH_CHECK(gamma.has_value() == beta.has_value() && (gamma.has_value() || !alpha.has_value()),
                "gamma and beta come together, and alpha with them only");
    const int64_t c = x.size(1);
    TORCH_CHECK(groups >= 0 && (groups == 0 || (c % groups == 0 && !alpha.has_value())), c,
                " maps cannot be normalised in ", groups, " groups", alpha.has_value() ? " with alpha" : "");
    check(gamma, x, "gamma");
    check(alpha, x, "alpha");
    check(beta, x, "beta");
  }

  static void check(const Optional& t, const at::Tensor& x, const char* what) {
    if (!t.has_value()) return;
    check_floats(*t, what);
    TORCH_CHECK(t->dim() == 2 && (t->size(0) == 1 || t->size(0) == x.size(0)) && t->size(1) == x.size(1), what,
                " must be [1 or ", x.size(0), ", ", x.size(1), "], not ", t->sizes());
    TORCH_CHECK(t->is_contiguous(), what, " must be contiguous, not with strides ", t->strides());
  }

  Norm of(int64_t sample) const { return {row(gamma, sample), row(alpha, sample), row(beta, sample), groups, epsilon}; }

  static const float* row(const Optional& t, int64_t sample) {
    return t.has_value() ? t->data_ptr<float>() + (t->size(0) == 1 ? 0 : sample) * t->size(1) : nullptr;
  }
};

// --- what is done

// Memory that each thread keeps from call to call.
float* scratch(int which, int64_t size) {
  thread_local std::vector<float> buffers[4];
  if (static_cast<int64_t>(buffers[which].size()) < size) buffers[which].resize(size);
  return buffers[which].data();
}

// x [B, C, H, W] normalised and activated.
at::Tensor prepared(const at::Tensor& x, const Optional& gamma, const Optional& alpha, const Optional& beta,
                    int64_t groups, double epsilon, c10::string_view act) {
  check_maps(x, "x");
  const Coefficients coefficients{gamma, alpha, beta, groups, epsilon};
  coefficients.check(x);
  const Prepare make = prepare_by(act);
  at::Tensor out = at::empty(x.sizes(), x.options().memory_format(at::MemoryFormat::ChannelsLast));
  const int64_t c = x.size(1), pixels = x.size(2) * x.size(3);
  const float* in = x.data_ptr<float>();
  float* target = out.data_ptr<float>();
  at::parallel_for(0, x.size(0), 1, [&](int64_t begin, int64_t end) {
    float *scale = scratch(0, 2 * c), *shift = scale + c;
    for (int64_t b = begin; b < end; b++) {
      const Norm norm = coefficients.of(b);
      const float* sample = in + b * pixels * c;
      if (norm.gamma != nullptr) normalisation(sample, pixels, c, norm, scale, shift);
      make(sample, pixels, c, norm.gamma != nullptr ? scale : nullptr, shift, target + b * pixels * c);
    }
  });
  return out;
}

// The whole chain. weights: [36, C, C'] of winograd.transformed; bias [C'], residual [B, C', H, W] or none. `cache`: the
// bytes that the tiles of the samples done at a time may take.
at::Tensor convolved(const at::Tensor& x, const Optional& gamma, const Optional& alpha, const Optional& beta,
                     int64_t groups, double epsilon, c10::string_view act, c10::string_view pool,
                     const at::Tensor& weights, const Optional& bias, const Optional& residual, int64_t dilation,
                     int64_t cache) {
  check_maps(x, "x");
  const Coefficients coefficients{gamma, alpha, beta, groups, epsilon};
  coefficients.check(x);
  const Prepare make = prepare_by(act);
  const Pool pooled = pool_by(pool);
  const int64_t n = x.size(0), c_out = weights.dim() == 3 ? weights.size(2) : 0;
  check_shape(weights, {36, x.size(1), c_out}, "weights");
  TORCH_CHECK(weights.is_contiguous(), "weights must be contiguous, not with strides ", weights.strides());
  at::Tensor out = at::empty({n, c_out, x.size(2), x.size(3)}, x.options().memory_format(at::MemoryFormat::ChannelsLast));
  check_maps(out, "the result");
  if (bias.has_value()) {
    check_shape(*bias, {c_out}, "bias");
    TORCH_CHECK(bias->is_contiguous(), "bias must be contiguous, not with strides ", bias->strides());
  }
  if (residual.has_value()) {
    check_shape(*residual, out.sizes(), "residual");
    check_maps(*residual, "residual");
  }
  TORCH_CHECK(dilation > 0, "the dilation must be positive, not ", dilation);
  if (out.numel() == 0) return out;

  const Shape s(x.size(2), x.size(3), x.size(1), c_out, dilation);
  const int64_t pixels = s.h * s.w, tiles = s.tiles(), line = s.columns() * s.c;
  const float *in = x.data_ptr<float>(), *added = residual.has_value() ? residual->data_ptr<float>() : nullptr;
  const float* shifted = bias.has_value() ? bias->data_ptr<float>() : nullptr;
  float* target = out.data_ptr<float>();
  const int64_t threads = at::get_num_threads();
  const int64_t fit = std::max<int64_t>(1, cache / (36 * tiles * (s.c + c_out) * 4));
  const int64_t few = std::min(fit, (n + threads - 1) / threads);
  at::parallel_for(0, (n + few - 1) / few, 1, [&](int64_t begin, int64_t end) {
    const at::AutoDispatchBelowADInplaceOrView plain;  // a thread's own setting: the product below has no gradients
    const int64_t most = few * tiles;
    float* frame = scratch(0, s.rows() * line);
    float* map = scratch(1, 2 * s.c + 2 * pixels * s.c);
    float* places = scratch(2, 36 * most * s.c);
    float* products = scratch(3, 36 * most * c_out);
    std::fill(frame, frame + s.rows() * line, 0.0f);
    float *scale = map, *shift = map + s.c, *ready = shift + s.c, *lines = ready + pixels * s.c;
    float* inside = frame + s.d * line + s.d * s.c;
    for (int64_t group = begin; group < end; group++) {
      const int64_t first = group * few, count = std::min(few, n - first), stride = count * tiles;
      for (int64_t k = 0; k < count; k++) {
        const Norm norm = coefficients.of(first + k);
        const float* sample = in + (first + k) * pixels * s.c;
        if (norm.gamma != nullptr) normalisation(sample, pixels, s.c, norm, scale, shift);
        const float* by = norm.gamma != nullptr ? scale : nullptr;
        if (pooled == nullptr) {
          for (int64_t y = 0; y < s.h; y++) make(sample + y * s.w * s.c, s.w, s.c, by, shift, inside + y * line);
        } else {
          make(sample, pixels, s.c, by, shift, ready);
          for (int64_t y = 0; y < s.h; y++) pooled(ready + y * s.w * s.c, s.w, s.c, s.c, lines + y * s.w * s.c, s.c);
          for (int64_t z = 0; z < s.w; z++) pooled(lines + z * s.c, s.h, s.w * s.c, s.c, inside + z * s.c, line);
        }
        transform(frame, s, places, stride, k * tiles);
      }
      const auto options = at::TensorOptions().dtype(at::kFloat);
      at::Tensor product = at::from_blob(products, {36, stride, c_out}, options);
      at::bmm_out(product, at::from_blob(places, {36, stride, s.c}, options), weights);
      for (int64_t k = 0; k < count; k++) {
        const int64_t at = (first + k) * pixels * c_out;
        restore(products, s, stride, k * tiles, shifted, added != nullptr ? added + at : nullptr, target + at);
      }
    }
  });
  return out;
}

}  // namespace

TORCH_LIBRARY(score_explorer_kernels, m) {
  m.def(
      "prepared(Tensor x, Tensor? gamma, Tensor? alpha, Tensor? beta, int groups, float epsilon, str act) -> Tensor");
  m.def(
      "convolved(Tensor x, Tensor? gamma, Tensor? alpha, Tensor? beta, int groups, float epsilon, str act, str pool, "
      "Tensor weights, Tensor? bias, Tensor? residual, int dilation, int cache) -> Tensor");
}

// For every device, so that it is these functions that say which one they are for.
TORCH_LIBRARY_IMPL(score_explorer_kernels, CompositeExplicitAutograd, m) {
  m.impl("prepared", prepared);
  m.impl("convolved", convolved);
}
