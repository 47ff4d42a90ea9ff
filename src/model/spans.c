/* spans.c - Viterbi under the one rule of BIO.
 *
 * The best path to a word that ends in O or in any B comes from the best path of all to the word before; one
 * that ends in I of a type comes from B or I of that type. So a step costs n_labels, not its square. Sums
 * run from left to right in float: path + score. Scores are clamped to +-1e9 and NaN counts as the
 * lowest, so that any input gives a valid sequence. */
#include "model/spans.h"

static const float score_limit = 1e9f;
static const float impossible = -1e30f;

static float sane(float score) {
    if (!(score > -score_limit))
        return -score_limit;
    return score < score_limit ? score : score_limit;
}

static uint8_t best_label(const float *path, uint32_t n_labels) {
    uint8_t best = 0;
    for (uint32_t l = 1; l < n_labels; l++) {
        if (path[l] > path[best])
            best = (uint8_t)l;
    }
    return best;
}

void dgm_spans_decode(const float *scores, size_t stride, uint32_t n, uint32_t n_labels, float bias,
                      uint8_t *back, uint8_t *out_labels) {
    float path[DGM_SPANS_MAX_LABELS], next[DGM_SPANS_MAX_LABELS];
    if (n == 0)
        return;
    path[0] = sane(scores[0]) + bias;
    for (uint32_t l = 1; l < n_labels; l++)
        path[l] = l % 2 == 0 ? impossible : sane(scores[l]);
    for (uint32_t i = 1; i < n; i++) {
        const float *score = scores + i * stride;
        uint8_t *from = back + (size_t)i * n_labels;
        uint8_t best = best_label(path, n_labels);
        from[0] = best;
        next[0] = path[best] + (sane(score[0]) + bias);
        for (uint32_t b = 1; b < n_labels; b += 2) {
            uint8_t inside = (uint8_t)(path[b + 1] > path[b] ? b + 1 : b);
            from[b] = best;
            next[b] = path[best] + sane(score[b]);
            from[b + 1] = inside;
            next[b + 1] = path[inside] + sane(score[b + 1]);
        }
        for (uint32_t l = 0; l < n_labels; l++)
            path[l] = next[l];
    }
    uint8_t label = best_label(path, n_labels);
    for (uint32_t i = n; i-- > 0;) {
        out_labels[i] = label;
        if (i > 0)
            label = back[(size_t)i * n_labels + label];
    }
}
