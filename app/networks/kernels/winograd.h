// A 3x3 convolution of maps [H, W, C] as products in another basis: F(4x4, 3x3) of Lavin & Gray 2016 (see winograd.py).
#pragma once

#include <algorithm>
#include <cstdint>

#include "lanes.h"

namespace score_explorer {

// The sizes of a convolution, H and W at least 1. A dilated one is one on each of d x d phases of the grid.
struct Shape {
  int64_t h, w, c, c_out, d;
  int64_t tall, wide;  // tiles of a phase in either direction

  // From the longer side on, a dilation reaches nothing but zeros, whatever it is.
  Shape(int64_t h, int64_t w, int64_t c, int64_t c_out, int64_t dilation)
      : h(h), w(w), c(c), c_out(c_out), d(std::min(dilation, std::max(h, w))), tall(cells(h)), wide(cells(w)) {}

  int64_t cells(int64_t side) const { return ((side + d - 1) / d + 3) / 4; }
  int64_t tiles() const { return d * d * tall * wide; }
  int64_t rows() const { return d * (4 * tall + 2); }  // of the frame: zeros around the maps, d wide or more
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
inline void transform(const float* frame, const Shape& s, float* places, int64_t stride, int64_t first) {
  const int64_t line = s.columns() * s.c, place = stride * s.c;
  int64_t tile = first;
  for (int64_t p = 0; p < s.d; p++)
    for (int64_t q = 0; q < s.d; q++)
      for (int64_t ty = 0; ty < s.tall; ty++)
        for (int64_t tx = 0; tx < s.wide; tx++, tile++) {
          const float* corner = frame + (p + 4 * s.d * ty) * line + (q + 4 * s.d * tx) * s.c;
          for (int64_t i = 0; i < s.c; i += LANES) {
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
inline void restore(const float* products, const Shape& s, int64_t stride, int64_t first, const float* bias,
             const float* residual, float* out) {
  const int64_t place = stride * s.c_out;
  int64_t tile = first;
  for (int64_t p = 0; p < s.d; p++)
    for (int64_t q = 0; q < s.d; q++)
      for (int64_t ty = 0; ty < s.tall; ty++)
        for (int64_t tx = 0; tx < s.wide; tx++, tile++)
          for (int64_t i = 0; i < s.c_out; i += LANES) {
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

}  // namespace score_explorer
