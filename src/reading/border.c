/* border.c - one rule after the other; each moves one word or none. */
#include "reading/border.h"

#include "reading/given.h"

static bool is_verb(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_upos(t, word, "VERB") || dgm_tagged_upos(t, word, "AUX");
}

/* The run that begins right behind the cue, or NULL. */
static dgm_range *run_behind(dgm_range cue, dgm_range *runs, uint32_t n_runs) {
    for (uint32_t i = 0; i < n_runs; i++)
        if (runs[i].start == cue.end && runs[i].end > runs[i].start + 1)
            return &runs[i];
    return NULL;
}

/* "declined to | comment" becomes "declined | to comment". */
static void give_opener(const dgm_tagged *t, dgm_range *cue, dgm_range *content) {
    if (cue->end < cue->start + 2)
        return;
    dgm_view last = dgm_tagged_word(t, cue->end - 1);
    if (dgm_given_listed(last, "that whether if") ||
        (dgm_given_listed(last, "to") && is_verb(t, content->start))) {
        cue->end--;
        content->start--;
    }
}

/* "warned | of floods" becomes "warned of | floods". */
static void take_preposition(const dgm_tagged *t, dgm_range *cue, dgm_range *content) {
    if (dgm_given_listed(dgm_tagged_word(t, content->start), "of about against")) {
        cue->end++;
        content->start++;
    }
}

/* "said | :" becomes "said:". */
static void take_colon(const dgm_tagged *t, dgm_range *cue, dgm_range *runs, uint32_t n_runs) {
    if (cue->end >= t->words->n_words || !dgm_view_equal(dgm_tagged_word(t, cue->end), DGM_VIEW(":")))
        return;
    for (uint32_t i = 0; i < n_runs; i++) {
        if (runs[i].start < cue->end && cue->end < runs[i].end)
            return; /* in the midst of content */
        if (runs[i].start == cue->end && runs[i].end > runs[i].start)
            runs[i].start++;
    }
    cue->end++;
}

void dgm_border_settle(const dgm_tagged *t, dgm_range *cue, dgm_range *runs, uint32_t n_runs) {
    if (cue->start >= cue->end)
        return;
    dgm_range *content = run_behind(*cue, runs, n_runs);
    if (content) {
        give_opener(t, cue, content);
        take_preposition(t, cue, content);
    }
    take_colon(t, cue, runs, n_runs);
}
