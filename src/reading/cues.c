/* cues.c - by parts of speech and short lists. */
#include "reading/cues.h"

#include "reading/given.h"

enum { COMPLETE_MOST = 4 };

/* ---- complete ------------------------------------------------------------- */

/* Adverbs that are cues: they say that others say so. */
static const char telling[] =
    "reportedly allegedly apparently supposedly purportedly seemingly presumably evidently hopefully "
    "ostensibly clearly obviously arguably rumoredly unclear";

static bool is_filler(const dgm_tagged *t, uint32_t word) {
    if (dgm_tagged_listed(t, word, telling))
        return false;
    return dgm_tagged_upos(t, word, "AUX") || dgm_tagged_upos(t, word, "ADV") ||
           dgm_tagged_upos(t, word, "DET") || dgm_tagged_upos(t, word, "PRON") ||
           dgm_tagged_upos(t, word, "CCONJ") || dgm_tagged_listed(t, word, "own very") ||
           (dgm_tagged_upos(t, word, "PART") && !dgm_tagged_listed(t, word, "to"));
}

/* Marks by themselves may be a cue ("Lee: …"), beside other words they are none. */
static bool says_something(const dgm_tagged *t, dgm_range cue) {
    for (uint32_t i = cue.start; i < cue.end; i++)
        if (!is_filler(t, i) && (cue.end == cue.start + 1 || !dgm_tagged_upos(t, i, "PUNCT")))
            return true;
    return false;
}

/* Cuts off the runs what lies before `end`, if each keeps a word. */
static bool give_up(dgm_range *runs, uint32_t n_runs, dgm_range taken) {
    for (uint32_t i = 0; i < n_runs; i++)
        if (dgm_range_overlaps(runs[i], taken) && (runs[i].start < taken.start || runs[i].end <= taken.end))
            return false;
    for (uint32_t i = 0; i < n_runs; i++)
        if (dgm_range_overlaps(runs[i], taken))
            runs[i].start = taken.end;
    return true;
}

bool dgm_cues_complete(const dgm_tagged *t, dgm_range *cue, dgm_range *runs, uint32_t n_runs) {
    if (says_something(t, *cue))
        return true;
    uint32_t end = cue->end, last = t->tags->sentences[dgm_tagged_sentence(t, cue->start)].end;
    while (end < last && end - cue->end < COMPLETE_MOST && !says_something(t, (dgm_range){cue->start, end}))
        end++;
    bool word = end > cue->end && (dgm_tagged_upos(t, end - 1, "VERB") ||
                                   dgm_tagged_upos(t, end - 1, "NOUN") || dgm_tagged_upos(t, end - 1, "ADJ"));
    if (!word || !give_up(runs, n_runs, (dgm_range){cue->end, end}))
        return false;
    cue->end = end;
    return true;
}

/* ---- split ---------------------------------------------------------------- */

static const char raising[] =
    "expected believed said thought reported alleged understood known rumored rumoured supposed claimed "
    "reputed";

static const char answering[] =
    "back backs backed deny denies denied denying reject rejects rejected rejecting dismiss dismisses "
    "dismissed dismissing confirm confirms confirmed support supports supported oppose opposes opposed "
    "welcome welcomes welcomed criticise criticised criticize criticized defend defended repeat repeated "
    "repeating ignore ignored approve approved endorse endorsed condemn condemned rebuff rebuffed refute "
    "refuted dispute disputed question questioned heard found answered resisted resist rebut rebutted "
    "contradict contradicted echoed echoing joined";

static const char told[] =
    "plan plans claim claims call calls proposal proposals allegation allegations report reports rumor "
    "rumors rumour rumours suggestion suggestions accusation accusations demand demands request requests "
    "idea charge charges criticism concern concerns fear fears hope hopes promise promises pledge pledges "
    "threat threats support assertion assertions speculation view views belief decision argument arguments "
    "warning warnings offer offers complaints statement statements";

/* The first word of "to announce" at the end of the cue, or DGM_NO_WORD. */
static uint32_t infinitive_of(const dgm_tagged *t, dgm_range cue) {
    for (uint32_t i = cue.start + 1; i + 1 < cue.end; i++)
        if (dgm_tagged_listed(t, i, "to") && dgm_tagged_listed(t, i - 1, raising) &&
            !dgm_tagged_listed(t, i + 1, "be"))
            return i;
    return DGM_NO_WORD;
}

/* The noun at the end of the cue that names what others said, or DGM_NO_WORD. */
static uint32_t noun_of(const dgm_tagged *t, dgm_range cue) {
    bool answered = false;
    for (uint32_t i = cue.start; i < cue.end; i++) {
        if (answered && dgm_tagged_listed(t, i, told) && dgm_tagged_upos(t, i, "NOUN") && i + 2 >= cue.end)
            return i;
        answered |= dgm_tagged_listed(t, i, answering) && dgm_tagged_upos(t, i, "VERB");
    }
    return DGM_NO_WORD;
}

dgm_cue_split dgm_cues_split(const dgm_tagged *t, dgm_range cue, uint32_t *at) {
    *at = infinitive_of(t, cue);
    if (*at != DGM_NO_WORD)
        return DGM_CUE_RAISING;
    *at = noun_of(t, cue);
    return *at != DGM_NO_WORD ? DGM_CUE_NOUN : DGM_CUE_WHOLE;
}
