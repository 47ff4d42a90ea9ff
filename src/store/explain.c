/* explain.c - the event as the list shows it, then a line for each thing that was decided. */
#include "store/explain.h"

#include <stdio.h>

#include "store/eventlist.h"
#include "store/marks.h"

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 40, WIDTH_MOST = 96, LABEL_COLUMNS = 14, PARTIES_SHOWN = 8 };

typedef struct page {
    const struct dgm_record *record;
    const dgm_event *event;
    const dgm_trigger *trigger;
    dgm_flow flow;
    char room[48]; /* for the bytes that were put last: words wait in the flow */
} page;

static void begin(page *p, const char *label) {
    dgm_flow_begin(&p->flow, 2, 2 + LABEL_COLUMNS);
    dgm_flow_fixed(&p->flow, dgm_view_of(label), DGM_STYLE_FAINT, LABEL_COLUMNS);
}

/* "where in bytes": positions are the file's, as in the record. */
static void put_bytes(page *p, dgm_range text) {
    dgm_range source = dgm_article_source(p->record->article, text);
    snprintf(p->room, sizeof(p->room), "[%u, %u]", source.start, source.end);
    dgm_flow_text(&p->flow, dgm_view_of(p->room), DGM_STYLE_FAINT);
}

static void put_triggers(page *p) {
    for (uint32_t i = 0; i < p->event->n_triggers; i++) {
        begin(p, i == 0 ? "trigger" : "");
        dgm_flow_text(&p->flow, dgm_view_sub(p->record->article->text, p->event->triggers[i]),
                      DGM_STYLE_BOLD);
        put_bytes(p, p->event->triggers[i]);
        dgm_flow_end(&p->flow);
    }
    begin(p, "names an act");
    dgm_mark_share(&p->flow, p->event->found);
    dgm_flow_end(&p->flow);
}

/* The place of the highest of the shares that lie below those shown already. */
static uint32_t next_best(const float *shares, uint32_t n, const uint32_t *shown, uint32_t n_shown) {
    uint32_t best = n;
    for (uint32_t i = 0; i < n; i++) {
        bool taken = false;
        for (uint32_t k = 0; k < n_shown; k++)
            taken |= shown[k] == i;
        if (!taken && (best == n || shares[i] > shares[best]))
            best = i;
    }
    return best;
}

static void put_types(page *p) {
    uint32_t shown[3];
    begin(p, "type");
    for (uint32_t i = 0; i < 3; i++) {
        shown[i] = next_best(p->trigger->type, DGM_TRIGGER_TYPES, shown, i);
        if (i > 0)
            dgm_mark(&p->flow, "·");
        dgm_flow_text(&p->flow, dgm_plover_type(shown[i]), i == 0 ? DGM_STYLE_CYAN : DGM_STYLE_PLAIN);
        dgm_mark_share(&p->flow, p->trigger->type[shown[i]]);
    }
    dgm_flow_end(&p->flow);
}

static void put_status(page *p) {
    begin(p, "status");
    for (uint32_t i = 0; i < DGM_TRIGGER_STATUSES; i++) {
        bool chosen = (dgm_act_status)i == p->event->status;
        if (i > 0)
            dgm_mark(&p->flow, "·");
        dgm_flow_text(&p->flow, dgm_plover_status((dgm_act_status)i),
                      chosen ? DGM_STYLE_CYAN : DGM_STYLE_PLAIN);
        dgm_mark_share(&p->flow, p->trigger->status[i]);
    }
    dgm_flow_end(&p->flow);
    begin(p, "");
    dgm_flow_text(&p->flow, dgm_view_of(p->event->status_rule), DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

/* The party's mention that stands in the sentence of evidence, or its first. */
static const dgm_actor_mention *mention_of(const page *p, uint32_t actor) {
    const dgm_actors *cast = p->record->cast;
    const dgm_actor *who = &cast->items[actor];
    for (uint32_t i = 0; i < who->n_mentions; i++) {
        const dgm_actor_mention *m = &cast->mentions[cast->by_actor[who->first_mention + i]];
        if (dgm_range_overlaps(m->text, p->event->sentence))
            return m;
    }
    return &cast->mentions[cast->by_actor[who->first_mention]];
}

static void put_parties(page *p, const char *label, const uint32_t *side, uint32_t count, const char *rule) {
    for (uint32_t i = 0; i < count && i < PARTIES_SHOWN; i++) {
        const dgm_actor_mention *mention = mention_of(p, side[i]);
        begin(p, i == 0 ? label : "");
        dgm_mark_actor(&p->flow, p->record, side[i]);
        dgm_mark(&p->flow, "←");
        dgm_flow_text(&p->flow, dgm_view_sub(p->record->article->text, mention->text), DGM_STYLE_PLAIN);
        put_bytes(p, mention->text);
        dgm_flow_end(&p->flow);
    }
    begin(p, count == 0 ? label : "");
    dgm_flow_text(&p->flow, dgm_view_of(rule), DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

static void put_asserter(page *p) {
    uint32_t by = p->event->asserted_by;
    begin(p, "asserted by");
    if (by == DGM_NOBODY) {
        dgm_flow_text(&p->flow, DGM_VIEW("the report itself"), DGM_STYLE_PLAIN);
    } else {
        const dgm_record_statement *statements = p->record->statements.items;
        dgm_flow_text(&p->flow, statements[by].id, DGM_STYLE_PLAIN);
        if (p->record->sayings->items[by].speaker != DGM_NOBODY)
            dgm_mark_actor(&p->flow, p->record, p->record->sayings->items[by].speaker);
    }
    dgm_flow_end(&p->flow);
    begin(p, "");
    dgm_flow_text(&p->flow, dgm_view_of(p->event->asserter_rule), DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

static void put_time_and_place(page *p) {
    if (p->event->time != DGM_NOBODY) {
        dgm_range text = p->record->dated->items[p->event->time].text;
        begin(p, "when");
        dgm_flow_text(&p->flow, dgm_view_sub(p->record->article->text, text), DGM_STYLE_PLAIN);
        put_bytes(p, text);
        dgm_flow_end(&p->flow);
    }
    if (p->event->where.name.data) {
        begin(p, "where");
        dgm_flow_text(&p->flow, dgm_view_sub(p->record->article->text, p->event->where.text),
                      DGM_STYLE_PLAIN);
        put_bytes(p, p->event->where.text);
        dgm_flow_end(&p->flow);
    }
}

dgm_status dgm_explain_write(const struct dgm_record *record, dgm_view id, uint32_t width, bool colour,
                             dgm_writer *writer, dgm_error *err) {
    const dgm_record_event *events = record->events.items;
    uint32_t index = 0;
    while (index < record->events.count && !dgm_view_equal(events[index].id, id))
        index++;
    if (index == record->events.count)
        return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "there is no event %.*s among its %u events", (int)id.size,
                        id.data, record->events.count);
    page p = {.record = record, .event = &record->done->items[index]};
    p.trigger = &record->tags->triggers[p.event->trigger];
    width = width == 0            ? WIDTH_DEFAULT
            : width < WIDTH_LEAST ? WIDTH_LEAST
            : width > WIDTH_MOST  ? WIDTH_MOST
                                  : width;
    dgm_flow_open(&p.flow, writer, width, colour);
    dgm_eventlist_event(record, index, &p.flow);
    dgm_writer_byte(writer, '\n');
    put_triggers(&p);
    put_types(&p);
    put_status(&p);
    put_parties(&p, "actors", p.event->actors, p.event->n_actors, p.event->actor_rule);
    put_parties(&p, "recipients", p.event->recipients, p.event->n_recipients, p.event->recipient_rule);
    put_asserter(&p);
    put_time_and_place(&p);
    return DGM_OK;
}
