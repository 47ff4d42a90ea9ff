/* statements.c - statements in seven passes over the attributions:
 *   draft  cues completed and split, what is told inside added (drafts.h)
 *   cut    stretches of text, and whether they are quoted; drop what says nothing
 *   sort   by the place of the cue
 *   join   quotations that run on over paragraphs (runon.h)
 *   thin   of two that have found the same content, the surer one stays; "according to Reuters" before a
 *          whole statement only relays it (relays.h)
 *   turn   quotations without a cue (turns.h)
 *   nest   a sweep over cues and contents in order of their start; what is open at
 *          a cue holds it, and the smallest of these is its parent
 * A content spans little more than a window of the model, so few are ever open at once. */
#include "reading/statements.h"

#include <stdlib.h>

#include "reading/drafts.h"
#include "reading/outlets.h"
#include "reading/relays.h"
#include "reading/runon.h"
#include "reading/turns.h"

#define DEPTH_MOST 64
#define SURE_LEAST 0.1F /* confidence; what the model believes less is rather noise */
#define NEAR_CUES 8     /* how many cues back the same content is looked for */

/* ---- cut ----------------------------------------------------------------- */

/* Fills `out` from one attribution, its content into `spans`. False when nothing is left of it. */
static bool cut(const dgm_tagged *with, const dgm_attribution *from, dgm_range *spans, dgm_statement *out) {
    const dgm_article *article = with->article;
    const dgm_words *words = with->words;
    *out = (dgm_statement){.parent = DGM_NOBODY, .confidence = from->confidence, .cue_words = from->cue};
    out->cue = dgm_extent_cue(article, words, out->cue_words);
    if (from->confidence < SURE_LEAST || out->cue.start >= out->cue.end ||
        !dgm_extent_reported(article, out->cue.start))
        return false;
    dgm_range region = dgm_extent_region(article, out->cue.start);
    out->source_words = dgm_extent_within(words, from->source, region);
    out->source = dgm_extent_source(article, words, out->source_words);
    out->content = spans;
    out->n_content = dgm_extent_content(article, words, from->content, from->n_content, out->cue, spans);
    out->quoting = dgm_extent_quoting(article, spans, out->n_content, out->cue);
    return out->n_content > 0;
}

/* ---- sort ---------------------------------------------------------------- */

static int compare(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int by_cue(const void *a, const void *b) {
    const dgm_statement *one = a, *other = b;
    int order = compare(one->cue.start, other->cue.start);
    return order ? order : compare(one->cue.end, other->cue.end);
}

/* ---- thin ---------------------------------------------------------------- */

static uint32_t size_of(const dgm_statement *statement) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < statement->n_content; i++)
        size += statement->content[i].end - statement->content[i].start;
    return size;
}

static bool holds(const dgm_statement *outer, dgm_range cue) {
    for (uint32_t i = 0; i < outer->n_content; i++)
        if (outer->content[i].start <= cue.start && cue.end <= outer->content[i].end)
            return true;
    return false;
}

static uint32_t shared(const dgm_statement *one, const dgm_statement *other) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < one->n_content; i++)
        for (uint32_t k = 0; k < other->n_content; k++)
            if (dgm_range_overlaps(one->content[i], other->content[k])) {
                uint32_t start = one->content[i].start, end = one->content[i].end;
                start = start > other->content[k].start ? start : other->content[k].start;
                end = end < other->content[k].end ? end : other->content[k].end;
                size += end - start;
            }
    return size;
}

/* Whether two cues, neither told by the other, have four fifths of a content in common. */
static bool is_same(const dgm_statement *one, const dgm_statement *other) {
    uint32_t a = size_of(one), b = size_of(other);
    return 5 * (uint64_t)shared(one, other) > 4 * (uint64_t)(a < b ? a : b) && !holds(one, other->cue) &&
           !holds(other, one->cue);
}

/* Whether `outer` says only through which outlet `inner` came: "Lee said so, according to Reuters". */
static bool only_relays(const dgm_tagged *t, const dgm_outlets *outlets, const dgm_statement *outer,
                        const dgm_statement *inner) {
    return dgm_tagged_listed(t, outer->cue_words.start, "according") && holds(outer, inner->cue) &&
           inner->source.start < inner->source.end &&
           2 * (uint64_t)size_of(inner) > (uint64_t)size_of(outer) &&
           dgm_relays_source(t, outlets, outer->source_words) != NULL;
}

/* Drops statements that only relay another one near them; returns how many stay. */
static uint32_t drop_relays(const dgm_tagged *t, const dgm_outlets *outlets, dgm_statement *items,
                            uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = i > NEAR_CUES ? i - NEAR_CUES : 0;
        for (uint32_t k = from; k < count && k <= i + NEAR_CUES; k++)
            if (k != i && items[k].n_content > 0 && only_relays(t, outlets, &items[i], &items[k])) {
                items[i].n_content = 0;
                break;
            }
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (items[i].n_content > 0)
            items[kept++] = items[i];
    return kept;
}

/* Drops what has lost its content, and the less sure of two statements with one; returns how many stay. */
static uint32_t thin(dgm_statement *items, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t same = DGM_NOBODY;
        if (items[i].n_content == 0)
            continue;
        for (uint32_t back = 1; back <= NEAR_CUES && back <= kept && same == DGM_NOBODY; back++)
            if (is_same(&items[kept - back], &items[i]))
                same = kept - back;
        if (same == DGM_NOBODY)
            items[kept++] = items[i];
        else if (items[i].confidence > items[same].confidence) {
            memmove(&items[same], &items[same + 1], (kept - same - 1) * sizeof(items[0]));
            items[kept - 1] = items[i];
        }
    }
    return kept;
}

/* ---- nest ---------------------------------------------------------------- */

typedef struct piece {
    dgm_range text;
    uint32_t owner;
} piece;

static int by_start(const void *a, const void *b) {
    const piece *one = a, *other = b;
    int order = compare(one->text.start, other->text.start);
    return order ? order : compare(one->owner, other->owner);
}

/* Whether `child` is among the statements that `from` stands in. Nobody reports through so many mouths as
 * DEPTH_MOST: there it is taken for a circle, so that the work stays linear. */
static bool stands_in(const dgm_statement *items, uint32_t from, uint32_t child) {
    uint32_t depth = 0;
    while (from != DGM_NOBODY && from != child && ++depth < DEPTH_MOST)
        from = items[from].parent;
    return from != DGM_NOBODY;
}

/* The smallest of the open pieces' owners that may be the parent of `child`. Where two hold each other's cue,
 * the one with more content is the outer one. */
static uint32_t innermost(const dgm_statement *items, uint32_t child, const piece *open, uint32_t n_open) {
    uint32_t best = DGM_NOBODY, best_size = 0;
    for (uint32_t i = 0; i < n_open; i++) {
        uint32_t owner = open[i].owner, size = size_of(&items[owner]);
        if (owner == child || open[i].text.end < items[child].cue.end ||
            (best != DGM_NOBODY && size >= best_size))
            continue;
        if (holds(&items[child], items[owner].cue) && size < size_of(&items[child]))
            continue;
        if (stands_in(items, owner, child))
            continue;
        best = owner;
        best_size = size;
    }
    return best;
}

static uint32_t drop_closed(piece *open, uint32_t n_open, uint32_t at) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n_open; i++)
        if (open[i].text.end > at)
            open[kept++] = open[i];
    return kept;
}

static dgm_status nest(dgm_statement *items, uint32_t count, dgm_arena *arena, dgm_error *err) {
    size_t total = 0, n_pieces = 0;
    for (uint32_t i = 0; i < count; i++)
        total += items[i].n_content;
    piece *pieces = dgm_arena_array(arena, piece, total), *open = dgm_arena_array(arena, piece, total);
    if (!pieces || !open)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory while nesting statements");
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < items[i].n_content; k++)
            pieces[n_pieces++] = (piece){items[i].content[k], i};
    qsort(pieces, n_pieces, sizeof(piece), by_start);

    uint32_t n_open = 0;
    size_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        n_open = drop_closed(open, n_open, items[i].cue.start);
        for (; next < n_pieces && pieces[next].text.start <= items[i].cue.start; next++)
            if (pieces[next].text.end > items[i].cue.start)
                open[n_open++] = pieces[next];
        items[i].parent = innermost(items, i, open, n_open);
    }
    return DGM_OK;
}

/* ---- public -------------------------------------------------------------- */

dgm_status dgm_statements_read(const dgm_article *article, const dgm_words *words, const dgm_tags *tags,
                               const dgm_weights *weights, dgm_arena *arena, dgm_statements *out,
                               dgm_error *err) {
    const dgm_tagged with = {article, words, tags, weights};
    dgm_drafts drafts;
    DGM_TRY(dgm_drafts_make(&with, arena, &drafts, err));
    dgm_statement *items = dgm_arena_array(arena, dgm_statement, (size_t)drafts.count + article->n_quotes);
    dgm_range *spans = dgm_arena_array(arena, dgm_range, drafts.n_content);
    if (!items || !spans)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
    uint32_t count = 0;
    for (uint32_t i = 0; i < drafts.count; i++) {
        count += cut(&with, &drafts.items[i], spans, &items[count]);
        spans += drafts.items[i].n_content;
    }
    qsort(items, count, sizeof(dgm_statement), by_cue);
    DGM_TRY(dgm_runon_join(article, items, count, arena, err));
    dgm_outlets outlets;
    DGM_TRY(dgm_outlets_find(&with, arena, &outlets, err));
    count = drop_relays(&with, &outlets, items, thin(items, count));
    DGM_TRY(dgm_turns_add(&with, items, &count, arena, err));
    qsort(items, count, sizeof(dgm_statement), by_cue);
    DGM_TRY(nest(items, count, arena, err));
    *out = (dgm_statements){items, count};
    return DGM_OK;
}
