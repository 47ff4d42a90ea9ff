/* eventlist.c - an event takes three paragraphs: type, parties and share; when, where and who says so; the
 * sentence. */
#include "store/eventlist.h"

#include "store/marks.h"

enum { INDENT = 2, DEEPER = 6, ID_COLUMNS = 5 };

static const char *const headings[] = {"DONE", "PLANNED", "POSSIBLE", "DENIED"};

static void put_side(const struct dgm_record *record, const uint32_t *side, uint32_t count, dgm_flow *flow) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            dgm_flow_stick(flow, DGM_VIEW(","), DGM_STYLE_FAINT, false);
        dgm_mark_actor(flow, record, side[i]);
    }
    if (count == 0)
        dgm_flow_text(flow, DGM_VIEW("nobody named"), DGM_STYLE_FAINT);
}

/* "E3  CONSULT visit  Xi Jinping [CHN GOV] → Russia [RUS]  81%" */
static void put_act(const struct dgm_record *record, uint32_t index, dgm_flow *flow) {
    const dgm_event *event = &record->done->items[index];
    const dgm_record_event *written = (const dgm_record_event *)record->events.items + index;
    const dgm_view *modes = written->mode.items;
    dgm_flow_begin(flow, INDENT, DEEPER);
    dgm_flow_fixed(flow, written->id, DGM_STYLE_FAINT, ID_COLUMNS);
    dgm_flow_text(flow, written->type, DGM_STYLE_CYAN);
    for (uint32_t i = 0; i < written->mode.count; i++)
        dgm_flow_text(flow, modes[i], DGM_STYLE_CYAN);
    put_side(record, event->actors, event->n_actors, flow);
    if (event->n_recipients > 0) {
        dgm_mark(flow, "→");
        put_side(record, event->recipients, event->n_recipients, flow);
    }
    dgm_mark_share(flow, event->confidence);
    dgm_flow_end(flow);
}

static void put_days(const dgm_record_days *days, dgm_flow *flow) {
    if (days->begin.data)
        dgm_flow_text(flow, days->begin, DGM_STYLE_PLAIN);
    if (days->begin.data && days->end.data && dgm_view_equal(days->begin, days->end))
        return;
    dgm_flow_text(flow, DGM_VIEW("to"), DGM_STYLE_FAINT);
    dgm_flow_text(flow, days->end.data ? days->end : DGM_VIEW("open"), DGM_STYLE_PLAIN);
}

/* On whose word: the speaker of the statement, or its source as it stands. */
static void put_asserter(const struct dgm_record *record, uint32_t statement, dgm_flow *flow) {
    uint32_t speaker = record->sayings->items[statement].speaker;
    dgm_range source = record->said->items[statement].source;
    if (speaker != DGM_NOBODY)
        dgm_mark_actor(flow, record, speaker);
    else if (source.start < source.end)
        dgm_flow_text(flow, dgm_view_sub(record->article->text, source), DGM_STYLE_PLAIN);
    else
        dgm_flow_text(flow, DGM_VIEW("somebody unnamed"), DGM_STYLE_FAINT);
}

/* "when 2022-12-30 · in Moscow · on the word of Ann Lee" */
static void put_circumstances(const struct dgm_record *record, uint32_t index, dgm_flow *flow) {
    const dgm_event *event = &record->done->items[index];
    const dgm_record_event *written = (const dgm_record_event *)record->events.items + index;
    bool any = false;
    if (!written->when && !written->where && event->asserted_by == DGM_NOBODY)
        return;
    dgm_flow_begin(flow, DEEPER, DEEPER);
    if (written->when) {
        dgm_mark_about(flow, "when", &any);
        put_days(written->when, flow);
    }
    if (written->where) {
        dgm_mark_about(flow, "in", &any);
        dgm_flow_text(flow, written->where->name, DGM_STYLE_PLAIN);
    }
    if (event->asserted_by != DGM_NOBODY) {
        dgm_mark_about(flow, "on the word of", &any);
        put_asserter(record, event->asserted_by, flow);
    }
    dgm_flow_end(flow);
}

/* The sentence, its triggers bold. */
static void put_evidence(const struct dgm_record *record, uint32_t index, dgm_flow *flow) {
    const dgm_event *event = &record->done->items[index];
    dgm_view text = record->article->text;
    uint32_t at = event->sentence.start;
    dgm_flow_begin(flow, DEEPER, DEEPER);
    for (uint32_t i = 0; i < event->n_triggers; i++) {
        dgm_range trigger = event->triggers[i];
        if (trigger.start < at || trigger.end > event->sentence.end)
            continue;
        bool tight = trigger.start > at && (unsigned char)text.data[trigger.start - 1] > ' ';
        dgm_flow_text(flow, dgm_view_sub(text, (dgm_range){at, trigger.start}), DGM_STYLE_FAINT);
        if (tight)
            dgm_flow_glue(flow);
        dgm_flow_text(flow, dgm_view_sub(text, trigger), DGM_STYLE_BOLD);
        at = trigger.end;
        if (at < event->sentence.end && (unsigned char)text.data[at] > ' ')
            dgm_flow_glue(flow);
    }
    dgm_flow_text(flow, dgm_view_sub(text, (dgm_range){at, event->sentence.end}), DGM_STYLE_FAINT);
    dgm_flow_end(flow);
}

void dgm_eventlist_event(const struct dgm_record *record, uint32_t index, dgm_flow *flow) {
    put_act(record, index, flow);
    put_circumstances(record, index, flow);
    put_evidence(record, index, flow);
}

static void put_heading(const char *text, dgm_flow *flow) {
    dgm_writer_byte(flow->writer, '\n');
    dgm_flow_begin(flow, 0, 0);
    dgm_flow_text(flow, dgm_view_of(text), DGM_STYLE_BOLD);
    dgm_flow_end(flow);
}

static void put_claim(const struct dgm_record *record, uint32_t index, dgm_flow *flow) {
    const dgm_claim *claim = &record->held->items[index];
    const dgm_record_claim *written = (const dgm_record_claim *)record->claims.items + index;
    static const char *const trends[] = {NULL, "rising", "falling"};
    bool any = true;
    dgm_flow_begin(flow, INDENT, DEEPER);
    dgm_flow_fixed(flow, written->id, DGM_STYLE_FAINT, ID_COLUMNS);
    dgm_mark_actor(flow, record, claim->subject);
    dgm_flow_text(flow, written->relation, DGM_STYLE_CYAN);
    if (claim->object != DGM_NOBODY)
        dgm_mark_actor(flow, record, claim->object);
    if (trends[claim->trend])
        dgm_mark_about(flow, trends[claim->trend], &any);
    if (written->quantity.data) {
        dgm_mark(flow, "·");
        dgm_flow_text(flow, written->quantity, DGM_STYLE_PLAIN);
    }
    if (claim->asserted_by != DGM_NOBODY) {
        dgm_mark_about(flow, "on the word of", &any);
        put_asserter(record, claim->asserted_by, flow);
    }
    dgm_mark_share(flow, claim->confidence);
    dgm_flow_end(flow);
}

void dgm_eventlist_write(const struct dgm_record *record, dgm_flow *flow) {
    for (uint32_t status = 0; status < 4; status++) {
        bool headed = false;
        for (uint32_t i = 0; i < record->done->count; i++) {
            if (record->done->items[i].status != (dgm_act_status)status)
                continue;
            if (!headed)
                put_heading(headings[status], flow);
            headed = true;
            dgm_eventlist_event(record, i, flow);
        }
    }
    for (uint32_t i = 0; i < record->held->count; i++) {
        if (i == 0)
            put_heading("HELD TO BE SO", flow);
        put_claim(record, i, flow);
    }
}
