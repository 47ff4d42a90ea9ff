/* reading.c - applying edits and finding the way back.
 *
 * Edits lie between code points, and an atomic run stands for one code point or
 * for one earlier edit, so no edit cuts an atomic run in two. */
#include "article/reading.h"

dgm_status dgm_edits_size(dgm_edits *edits, dgm_arena *arena, dgm_error *err) {
    edits->items = dgm_arena_array(arena, dgm_edit, edits->count);
    if (!edits->items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u repairs", edits->count);
    edits->count = 0;
    return DGM_OK;
}

dgm_status dgm_edits_merge(dgm_edits first, dgm_edits second, dgm_arena *arena, dgm_edits *out,
                           dgm_error *err) {
    dgm_edits merged = {NULL, first.count + second.count};
    DGM_TRY(dgm_edits_size(&merged, arena, err));
    uint32_t f = 0, s = 0;
    while (f < first.count || s < second.count) {
        const dgm_edit *one = f < first.count ? &first.items[f] : NULL;
        const dgm_edit *other = s < second.count ? &second.items[s] : NULL;
        if (one && other && one->text.start < other->text.end && other->text.start < one->text.end) {
            s++;
        } else if (one && (!other || one->text.start <= other->text.start)) {
            dgm_edits_add(&merged, *one);
            f++;
        } else if (other) {
            dgm_edits_add(&merged, *other);
            s++;
        }
    }
    *out = merged;
    return DGM_OK;
}

/* ---- the way back ------------------------------------------------------- */

/* The run that holds the text offset `at`; the last one for what lies behind. */
static uint32_t run_at(const dgm_reading *reading, uint32_t at) {
    uint32_t low = 0, high = reading->n_runs;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (reading->runs[middle].text <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t source_start(const dgm_reading *reading, uint32_t at) {
    if (reading->n_runs == 0 || at >= reading->text.size)
        return reading->runs[reading->n_runs].source;
    const dgm_offset_run *run = &reading->runs[run_at(reading, at)];
    return run->atomic ? run->source : run->source + (at - run->text);
}

dgm_range dgm_reading_source(const dgm_reading *reading, dgm_range text) {
    uint32_t start = source_start(reading, text.start);
    if (text.end <= text.start)
        return (dgm_range){start, start};
    const dgm_offset_run *run = &reading->runs[run_at(reading, text.end - 1)];
    uint32_t end = run->atomic ? run[1].source : run->source + (text.end - run->text);
    return (dgm_range){start, end < start ? start : end};
}

/* ---- applying ----------------------------------------------------------- */

typedef struct writer {
    const dgm_reading *from;
    char *text;
    dgm_offset_run *runs;
    uint32_t n_text, n_runs;
    uint32_t run; /* of `from`, the one that the next copied byte is in or after */
} writer;

/* Copies [start, end) of the old text with its runs. */
static void copy(writer *out, uint32_t start, uint32_t end) {
    const dgm_reading *from = out->from;
    for (uint32_t at = start; at < end;) {
        while (from->runs[out->run + 1].text <= at)
            out->run++;
        const dgm_offset_run *run = &from->runs[out->run];
        uint32_t stop = run[1].text < end ? run[1].text : end;
        uint32_t source = run->atomic ? run->source : run->source + (at - run->text);
        out->runs[out->n_runs++] = (dgm_offset_run){out->n_text, source, run->atomic};
        memcpy(out->text + out->n_text, from->text.data + at, stop - at);
        out->n_text += stop - at;
        at = stop;
    }
}

static void replace(writer *out, const dgm_edit *edit) {
    if (edit->read_as.size == 0)
        return;
    uint32_t source = source_start(out->from, edit->text.start);
    out->runs[out->n_runs++] = (dgm_offset_run){out->n_text, source, true};
    memcpy(out->text + out->n_text, edit->read_as.data, edit->read_as.size);
    out->n_text += (uint32_t)edit->read_as.size;
}

dgm_status dgm_edits_apply(dgm_edits edits, const dgm_reading *from, dgm_arena *arena, dgm_reading *out,
                           dgm_error *err) {
    size_t size = from->text.size;
    for (uint32_t i = 0; i < edits.count; i++)
        size += edits.items[i].read_as.size - (edits.items[i].text.end - edits.items[i].text.start);
    writer made = {.from = from};
    made.text = dgm_arena_alloc(arena, size);
    /* an edit adds itself and cuts a run in two */
    made.runs = dgm_arena_array(arena, dgm_offset_run, (size_t)from->n_runs + 2 * (size_t)edits.count + 1);
    if (!made.text || !made.runs)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for a repaired text of %zu bytes", size);
    uint32_t at = 0;
    for (uint32_t i = 0; i < edits.count; i++) {
        copy(&made, at, edits.items[i].text.start);
        replace(&made, &edits.items[i]);
        at = edits.items[i].text.end;
    }
    copy(&made, at, (uint32_t)from->text.size);
    made.runs[made.n_runs] = (dgm_offset_run){made.n_text, from->runs[from->n_runs].source, false};
    *out = (dgm_reading){{made.text, made.n_text}, made.runs, made.n_runs};
    return DGM_OK;
}
