/* lexicon.c - a binary search over the bytes of sorted lines: probe a byte, go back to its line. */
#include "model/lexicon.h"

typedef struct {
    dgm_view form, upos;
    uint32_t script;
    size_t start, end; /* of the line; end behind its newline */
    bool whole;        /* three fields, the last a number */
} entry;

static dgm_view field(dgm_view line, size_t *at) {
    size_t start = *at;
    while (*at < line.size && line.data[*at] != '\t')
        ++*at;
    dgm_view found = {line.data + start, *at - start};
    if (*at < line.size)
        ++*at;
    return found;
}

static bool read_number(dgm_view digits, uint32_t *out) {
    uint32_t value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || value > 99999)
            return false;
        value = value * 10 + (uint32_t)(digits.data[i] - '0');
    }
    *out = value;
    return digits.size > 0;
}

/* The line that holds byte `at`. */
static entry entry_at(dgm_view lines, size_t at) {
    entry found = {.start = at, .end = at};
    while (found.start > 0 && lines.data[found.start - 1] != '\n')
        found.start--;
    while (found.end < lines.size && lines.data[found.end] != '\n')
        found.end++;
    dgm_view line = {lines.data + found.start, found.end - found.start};
    size_t place = 0;
    found.form = field(line, &place);
    found.upos = field(line, &place);
    found.whole = found.form.size > 0 && found.upos.size > 0 &&
                  read_number(field(line, &place), &found.script) && place == line.size &&
                  found.end < lines.size;
    found.end += found.end < lines.size;
    return found;
}

static int compare_views(dgm_view a, dgm_view b) {
    int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare(const entry *a, dgm_view form, dgm_view upos) {
    int order = compare_views(a->form, form);
    return order ? order : compare_views(a->upos, upos);
}

dgm_status dgm_lexicon_check(const dgm_weights *weights, dgm_error *err) {
    dgm_view lines = dgm_weights_bytes(weights, "lexicon.lemma");
    uint32_t n_scripts = dgm_weights_n_labels(weights, "lemma");
    entry last = {.whole = false};
    for (size_t at = 0; at < lines.size; at = last.end) {
        entry next = entry_at(lines, at);
        if (!next.whole || next.script >= n_scripts)
            return dgm_fail(err, DGM_ERR_MODEL, 0, "lexicon.lemma: malformed at byte %zu of the tensor", at);
        if (last.whole && compare(&last, next.form, next.upos) >= 0)
            return dgm_fail(err, DGM_ERR_MODEL, 0, "lexicon.lemma: not sorted at byte %zu of the tensor", at);
        last = next;
    }
    return DGM_OK;
}

dgm_view dgm_lexicon_script(const dgm_weights *weights, dgm_view form, uint32_t upos, uint32_t guessed) {
    dgm_view lines = dgm_weights_bytes(weights, "lexicon.lemma"),
             tag = dgm_weights_label(weights, "upos", upos);
    size_t low = 0, high = lines.size;
    while (low < high) {
        entry middle = entry_at(lines, low + (high - low) / 2);
        int order = compare(&middle, form, tag);
        if (order == 0)
            return dgm_weights_label(weights, "lemma", middle.script);
        if (order < 0)
            low = middle.end;
        else
            high = middle.start;
    }
    return dgm_weights_label(weights, "lemma", guessed);
}
