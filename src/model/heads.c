/* heads.c - see heads.h. */
#include "model/heads.h"

static const float nothing = -3e38f; /* scores from here down never win */

dgm_rows dgm_rows_part(const dgm_rows *rows, uint32_t first, uint32_t n) {
    dgm_rows part = *rows;
    part.q += (size_t)first * rows->stride;
    part.s += first;
    part.z += first;
    part.n_rows = n;
    part.capacity = n;
    return part;
}

dgm_status dgm_head_find(const dgm_weights *weights, const char *name, const char *set, uint32_t k,
                         uint32_t most, dgm_linear *out_linear, dgm_error *err) {
    uint32_t n_labels = dgm_weights_n_labels(weights, set);
    if (n_labels == 0 || n_labels > most)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "labels.%s has %u labels, expected 1 to %u", set, n_labels,
                        most);
    return dgm_linear_find(weights, name, n_labels, k, out_linear, err);
}

/* Sixteen running bests, so that compilers use vectors; then the best of them and of the rest. */
uint32_t dgm_best_label(const float *scores, uint32_t n) {
    float highest[DGM_LANES];
    uint32_t at[DGM_LANES] = {0}, whole = n - n % DGM_LANES, best = 0;
    for (uint32_t l = 0; l < DGM_LANES; l++)
        highest[l] = nothing;
    for (uint32_t i = 0; i < whole; i += DGM_LANES) {
        for (uint32_t l = 0; l < DGM_LANES; l++) {
            bool better = scores[i + l] > highest[l];
            highest[l] = better ? scores[i + l] : highest[l];
            at[l] = better ? i + l : at[l];
        }
    }
    float high = nothing;
    for (uint32_t l = 0; l < DGM_LANES; l++) {
        if (highest[l] > high || (highest[l] == high && highest[l] > nothing && at[l] < best)) {
            high = highest[l];
            best = at[l];
        }
    }
    for (uint32_t i = whole; i < n; i++) {
        if (scores[i] > high) {
            high = scores[i];
            best = i;
        }
    }
    return best;
}

dgm_status dgm_grow(dgm_arena *arena, void **array, uint32_t n, uint32_t *capacity, uint32_t need,
                    size_t size, dgm_error *err) {
    if (need <= *capacity)
        return DGM_OK;
    uint32_t wanted = *capacity > UINT32_MAX / 2 ? UINT32_MAX : *capacity * 2;
    if (wanted < need)
        wanted = need;
    if (wanted < 64)
        wanted = 64;
    void *larger = dgm_arena_array_(arena, wanted, size);
    if (larger == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u results of the model", wanted);
    if (n > 0)
        memcpy(larger, *array, n * size);
    *array = larger;
    *capacity = wanted;
    return DGM_OK;
}
