/* reading.h - a text with its way back to the input, and edits that make a repaired reading of it.
 *
 * A repair never touches the text that it was found in: edits are collected, and
 * applied in one pass that writes a new text and composes the runs of offsets. */
#ifndef DGM_ARTICLE_READING_H
#define DGM_ARTICLE_READING_H

#include "article/article.h"

typedef struct dgm_reading {
    dgm_view text;
    const dgm_offset_run *runs; /* closed by one more, as in charset.h */
    uint32_t n_runs;
} dgm_reading;

/* "Read this stretch as that." Stretches begin and end between code points. `read_as` outlives the edit. */
typedef struct dgm_edit {
    dgm_repair_kind kind;
    dgm_range text;
    dgm_view read_as;
} dgm_edit;

/* Edits in order, none overlapping. With `items` NULL they are only counted: finders run once to count, and
 * once to fill what the count asked for. */
typedef struct dgm_edits {
    dgm_edit *items;
    uint32_t count;
} dgm_edits;

static inline void dgm_edits_add(dgm_edits *edits, dgm_edit edit) {
    if (edits->items)
        edits->items[edits->count] = edit;
    edits->count++;
}

/* Makes room for the edits that `edits` has counted, and sets the count back. */
DGM_MUST_USE dgm_status dgm_edits_size(dgm_edits *edits, dgm_arena *arena, dgm_error *err);

/* Merges two lists; of two edits that overlap the one from `first` stays. */
DGM_MUST_USE dgm_status dgm_edits_merge(dgm_edits first, dgm_edits second, dgm_arena *arena, dgm_edits *out,
                                        dgm_error *err);

/* The reading of `from` with all edits made. DGM_ERR_MEMORY or DGM_ERR_LIMIT. */
DGM_MUST_USE dgm_status dgm_edits_apply(dgm_edits edits, const dgm_reading *from, dgm_arena *arena,
                                        dgm_reading *out, dgm_error *err);

/* The bytes of the input that `text` was read from. */
dgm_range dgm_reading_source(const dgm_reading *reading, dgm_range text);

/* Moves positions of the old text into the new one, in rising order: a position inside an edit goes to the
 * end of what is read there, one at its start stays before it. */
typedef struct dgm_mover {
    dgm_edits edits;
    uint32_t next;
    int64_t shift;
} dgm_mover;

static inline uint32_t dgm_mover_move(dgm_mover *mover, uint32_t at) {
    while (mover->next < mover->edits.count && mover->edits.items[mover->next].text.start < at) {
        const dgm_edit *edit = &mover->edits.items[mover->next++];
        mover->shift += (int64_t)edit->read_as.size - (int64_t)(edit->text.end - edit->text.start);
        if (at < edit->text.end)
            at = edit->text.end;
    }
    return (uint32_t)((int64_t)at + mover->shift);
}

#endif
