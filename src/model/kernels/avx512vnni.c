/* avx512vnni.c - the kernels for CPUs with AVX-512 and VNNI: 64 products an instruction. */
#include "model/kernels/avx512.h"

#define TILE_N 8u
#define TILE_C 3u
#define SEGMENT 512u
#define PANEL 32u

#include "model/kernels/tiles.h"

#include "model/kernels/table.h"

static bool supported(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vnni");
}

const dgm_kernels dgm_kernels_avx512vnni = {.name = "avx512vnni", .supported = supported, DGM_KERNELS_COMMON};
