/* vectors.h - the types of 16 lanes, for each CPU path to build its primitives on.
 *
 * GCC vector types: the compiler cuts them into what the CPU has. */
#ifndef DGM_MODEL_VECTORS_H
#define DGM_MODEL_VECTORS_H

#include <math.h>
#include <string.h>

#include "model/kernels/kernels.h"

#pragma GCC diagnostic ignored "-Wpsabi" /* nothing of this is an interface */

typedef float vf __attribute__((vector_size(64)));
typedef int32_t vi __attribute__((vector_size(64)));
typedef uint32_t vu __attribute__((vector_size(64)));

#define DGM_INLINE static inline __attribute__((always_inline, unused))
#if defined(__clang__)
#define DGM_UNROLL _Pragma("unroll")
#define DGM_UNROLL_TWICE _Pragma("unroll 2")
#else
#define DGM_UNROLL _Pragma("GCC unroll 32")
#define DGM_UNROLL_TWICE _Pragma("GCC unroll 2")
#endif

#endif
