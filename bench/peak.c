/* peak.c - how many int8 operations a second one core can do at most, on each CPU path it has.
 *
 * Runs the multiply-add instruction of the path on registers alone, in enough independent
 * chains to hide its latency; a multiplication and an addition count as two operations.
 * Processor time, best of many short turns. Prints "PATH GOP/s", one line a path, the fastest
 * first: the measure that bench/measure.py holds the whole program against. */
#include <stdio.h>
#include <time.h>

#include "model/kernels/kernels.h"

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

#if defined(__x86_64__)
#include <immintrin.h>

enum { TURNS = 40, LOOPS = 400000, CHAINS = 12 };

/* Each runs `loops` rounds and gives the operations done; `seed` is a number the compiler cannot know. */
__attribute__((target("avx512f,avx512vnni"))) static double turn_avx512vnni(int loops, int seed) {
    __m512i sums[CHAINS], x = _mm512_set1_epi32(seed);
    for (int j = 0; j < CHAINS; j++)
        sums[j] = _mm512_set1_epi32(j);
    for (int i = 0; i < loops; i++) {
#pragma GCC unroll 12
        for (int j = 0; j < CHAINS; j++)
            sums[j] = _mm512_dpbusd_epi32(sums[j], x, x);
    }
    for (int j = 1; j < CHAINS; j++)
        sums[0] = _mm512_add_epi32(sums[0], sums[j]);
    __asm__ volatile("" : : "v"(sums[0]));
    return 2.0 * 64 * CHAINS * loops;
}

/* Without VNNI a sum of products takes three instructions. */
__attribute__((target("avx2"))) static double turn_avx2(int loops, int seed) {
    __m256i sums[8], x = _mm256_set1_epi32(seed), ones = _mm256_set1_epi16(1);
    for (int j = 0; j < 8; j++)
        sums[j] = _mm256_set1_epi32(j);
    for (int i = 0; i < loops; i++) {
        __asm__ volatile("" : "+x"(x)); /* else the product would be made once for all rounds */
#pragma GCC unroll 8
        for (int j = 0; j < 8; j++) {
            __m256i y = x;
            __asm__ volatile("" : "+x"(y));
            sums[j] = _mm256_add_epi32(sums[j], _mm256_madd_epi16(_mm256_maddubs_epi16(y, x), ones));
        }
    }
    for (int j = 1; j < 8; j++)
        sums[0] = _mm256_add_epi32(sums[0], sums[j]);
    __asm__ volatile("" : : "x"(sums[0]));
    return 2.0 * 32 * 8 * loops;
}

/* Four accumulating tiles, as a product of two by two tiles has them. */
__attribute__((target("amx-tile,amx-int8"))) static double turn_amx(int loops, int seed) {
    static struct {
        uint8_t palette, start, reserved[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } config = {.palette = 1}; /* static: gcc 12 does not see that the instruction reads all of it */
    static _Alignas(64) uint8_t tile[1024];
    tile[0] = (uint8_t)seed;
    for (int i = 0; i < 8; i++) {
        config.bytes[i] = 64;
        config.rows[i] = 16;
    }
    __asm__ volatile("" : : "r"(&config) : "memory");
    _tile_loadconfig(&config);
    _tile_loadd(4, tile, 64);
    _tile_loadd(5, tile, 64);
    _tile_loadd(6, tile, 64);
    _tile_loadd(7, tile, 64);
    loops /= 8;
    for (int i = 0; i < loops; i++) {
        _tile_dpbusd(0, 4, 6);
        _tile_dpbusd(1, 4, 7);
        _tile_dpbusd(2, 5, 6);
        _tile_dpbusd(3, 5, 7);
    }
    _tile_release();
    return 2.0 * 16 * 16 * 64 * 4 * loops;
}

static const struct {
    const char *path;
    double (*turn)(int loops, int seed);
} meters[] = {{"amx", turn_amx}, {"avx512vnni", turn_avx512vnni}, {"avx2", turn_avx2}};

int main(int argc, char **argv) {
    (void)argv;
    for (size_t i = 0; i < sizeof meters / sizeof *meters; i++) {
        const dgm_kernels *kernels;
        if (dgm_kernels_choose(meters[i].path, &kernels, NULL) != DGM_OK)
            continue;
        double best = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            double began = now(), operations = meters[i].turn(LOOPS, argc);
            double rate = operations / (now() - began) / 1e9;
            best = rate > best ? rate : best;
        }
        printf("%s %.1f\n", meters[i].path, best);
    }
    return 0;
}
#else
int main(void) {
    fprintf(stderr, "peak: no meter for this kind of processor; started at %.3f\n", now());
    return 1;
}
#endif
