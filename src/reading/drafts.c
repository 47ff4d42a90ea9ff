/* drafts.c - copies each attribution, settles its cue, and splits it in two where it is two; then inner.h
 * adds its own. */
#include "reading/drafts.h"

#include "reading/border.h"
#include "reading/cues.h"
#include "reading/inner.h"

typedef struct maker {
    const dgm_tagged *t;
    dgm_attribution *items;
    dgm_range *runs; /* room for the content that is still to come */
    uint32_t count;
} maker;

static dgm_range *copy_runs(maker *m, const dgm_range *runs, uint32_t count) {
    dgm_range *copy = m->runs;
    if (count > 0)
        memcpy(copy, runs, count * sizeof(*runs));
    m->runs += count + 2; /* a split adds two */
    return copy;
}

/* ---- splits --------------------------------------------------------------- */

/* The content of the outer one: what the cue loses from `at` on, and all of the inner one's. */
static uint32_t take_over(dgm_range *runs, uint32_t count, uint32_t at, uint32_t cue_end) {
    for (uint32_t i = 0; i < count; i++)
        if (runs[i].start == cue_end) {
            runs[i].start = at;
            return count;
        }
    uint32_t place = count;
    for (; place > 0 && runs[place - 1].start > at; place--)
        runs[place] = runs[place - 1];
    runs[place] = (dgm_range){at, cue_end};
    return count + 1;
}

/* Puts the source in front of the content, as "he" of "he is expected to leave". */
static uint32_t take_source(dgm_range *runs, uint32_t count, dgm_range source) {
    if (source.start >= source.end)
        return count;
    uint32_t place = count;
    for (; place > 0 && runs[place - 1].start > source.start; place--)
        runs[place] = runs[place - 1];
    runs[place] = source;
    return count + 1;
}

static void split_raising(maker *m, const dgm_attribution *from, uint32_t at) {
    dgm_attribution *outer = &m->items[m->count++];
    *outer = *from;
    dgm_range *runs = copy_runs(m, from->content, from->n_content);
    outer->n_content = take_over(runs, from->n_content, at, from->cue.end);
    outer->n_content = take_source(runs, outer->n_content, from->source);
    outer->content = runs;
    outer->cue.end = at;
    outer->source = (dgm_range){0, 0};
    dgm_attribution *inner = &m->items[m->count++];
    *inner = *from;
    inner->content = copy_runs(m, from->content, from->n_content);
    inner->cue.start = at;
}

/* Where the phrase of the noun at `noun` begins: "a", "the", "his", adjectives. */
static uint32_t phrase_start(const dgm_tagged *t, dgm_range cue, uint32_t noun) {
    uint32_t start = noun;
    while (start > cue.start + 1 &&
           (dgm_tagged_upos(t, start - 1, "DET") || dgm_tagged_upos(t, start - 1, "ADJ") ||
            dgm_tagged_relates(t, start - 1, "nmod:poss") || dgm_tagged_relates(t, start - 1, "compound")))
        start--;
    return start;
}

static void split_noun(maker *m, const dgm_attribution *from, uint32_t noun) {
    uint32_t start = phrase_start(m->t, from->cue, noun);
    bool owned = start < noun && dgm_tagged_relates(m->t, start, "nmod:poss");
    dgm_attribution *outer = &m->items[m->count++];
    *outer = *from;
    dgm_range *runs = copy_runs(m, from->content, from->n_content);
    outer->n_content = take_over(runs, from->n_content, start, from->cue.end);
    outer->content = runs;
    outer->cue.end = start;
    dgm_attribution *inner = &m->items[m->count++];
    *inner = *from;
    inner->content = copy_runs(m, from->content, from->n_content);
    inner->cue.start = noun;
    inner->source = owned ? (dgm_range){start, start + 1} : (dgm_range){0, 0};
}

/* ---- one by one ----------------------------------------------------------- */

static void make(maker *m, const dgm_attribution *from) {
    dgm_attribution draft = *from;
    dgm_range *runs = copy_runs(m, from->content, from->n_content);
    draft.content = runs;
    if (draft.cue.start >= draft.cue.end || !dgm_cues_complete(m->t, &draft.cue, runs, draft.n_content))
        return;
    dgm_border_settle(m->t, &draft.cue, runs, draft.n_content);
    uint32_t at = 0;
    dgm_cue_split split = draft.n_content > 0 ? dgm_cues_split(m->t, draft.cue, &at) : DGM_CUE_WHOLE;
    if (split == DGM_CUE_RAISING)
        split_raising(m, &draft, at);
    else if (split == DGM_CUE_NOUN)
        split_noun(m, &draft, at);
    else
        m->items[m->count++] = draft;
}

dgm_status dgm_drafts_make(const dgm_tagged *t, dgm_arena *arena, dgm_drafts *out, dgm_error *err) {
    const dgm_tags *tags = t->tags;
    size_t room = 0;
    for (uint32_t i = 0; i < tags->n_attributions; i++)
        room += 3 * ((size_t)tags->attributions[i].n_content + 2);
    dgm_inner inner = {0};
    DGM_TRY(dgm_inner_find(t, arena, &inner, err));
    maker m = {t, dgm_arena_array(arena, dgm_attribution, 2 * (size_t)tags->n_attributions + inner.count),
               dgm_arena_array(arena, dgm_range, room), 0};
    if (!m.items || !m.runs)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
    for (uint32_t i = 0; i < tags->n_attributions; i++)
        make(&m, &tags->attributions[i]);
    for (uint32_t i = 0; i < inner.count; i++)
        m.items[m.count++] = inner.items[i];
    *out = (dgm_drafts){m.items, m.count, 0};
    for (uint32_t i = 0; i < m.count; i++)
        out->n_content += m.items[i].n_content;
    return DGM_OK;
}
