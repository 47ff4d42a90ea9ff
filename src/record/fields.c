/* fields.c - the one table of fields. A field that is not in it is not written.
 */
#include "record/record.h"

#define FIELD(type, member, kind) \
    { #member, DGM_FIELD_##kind, offsetof(type, member), NULL }
#define HOLDS(type, member, kind, of) \
    { #member, DGM_FIELD_##kind, offsetof(type, member), &(of) }
#define TABLE(name, type, fields) \
    { name, sizeof(type), fields, sizeof(fields) / sizeof((fields)[0]) }

static const dgm_field published_fields[] = {
    FIELD(dgm_published, value, STRING),
    FIELD(dgm_published, from, STRING),
    FIELD(dgm_published, span, SPAN),
};
static const dgm_table published_table = TABLE("published", dgm_published, published_fields);

static const dgm_field part_fields[] = {
    FIELD(dgm_record_part, role, STRING),
    FIELD(dgm_record_part, span, SPAN),
};
static const dgm_table part_table = TABLE("part", dgm_record_part, part_fields);

static const dgm_field repair_fields[] = {
    FIELD(dgm_record_repair, kind, STRING),
    FIELD(dgm_record_repair, span, PLACE),
    FIELD(dgm_record_repair, read_as, STRING),
};
static const dgm_table repair_table = TABLE("repair", dgm_record_repair, repair_fields);

static const dgm_field report_fields[] = {
    FIELD(dgm_report, path, STRING),
    FIELD(dgm_report, id, STRING),
    FIELD(dgm_report, url, STRING),
    FIELD(dgm_report, outlet, STRING),
    FIELD(dgm_report, language, STRING),
    FIELD(dgm_report, title, STRING),
    FIELD(dgm_report, byline, STRINGS),
    HOLDS(dgm_report, published, POINTER, published_table),
    HOLDS(dgm_report, parts, LIST, part_table),
    HOLDS(dgm_report, repairs, LIST, repair_table),
};
static const dgm_table report_table = TABLE("report", dgm_report, report_fields);

static const dgm_field credit_fields[] = {
    FIELD(dgm_record_credit, name, STRING),
    FIELD(dgm_record_credit, relation, STRING),
    FIELD(dgm_record_credit, span, SPAN),
};
static const dgm_table credit_table = TABLE("credit", dgm_record_credit, credit_fields);

static const dgm_field mention_fields[] = {
    FIELD(dgm_record_mention, span, SPAN),
    FIELD(dgm_record_mention, form, STRING),
};
static const dgm_table mention_table = TABLE("mention", dgm_record_mention, mention_fields);

static const dgm_field actor_fields[] = {
    FIELD(dgm_record_actor, id, STRING),   FIELD(dgm_record_actor, name, STRING),
    FIELD(dgm_record_actor, kind, STRING), FIELD(dgm_record_actor, code, STRING),
    FIELD(dgm_record_actor, iso3, STRING), FIELD(dgm_record_actor, wikidata, STRING),
    FIELD(dgm_record_actor, role, STRING), HOLDS(dgm_record_actor, mentions, LIST, mention_table),
};
static const dgm_table actor_table = TABLE("actor", dgm_record_actor, actor_fields);

static const dgm_field time_fields[] = {
    FIELD(dgm_record_time, id, STRING),   FIELD(dgm_record_time, span, SPAN),
    FIELD(dgm_record_time, type, STRING), FIELD(dgm_record_time, value, STRING),
    FIELD(dgm_record_time, mod, STRING),  FIELD(dgm_record_time, begin, STRING),
    FIELD(dgm_record_time, end, STRING),  FIELD(dgm_record_time, note, STRING),
};
static const dgm_table time_table = TABLE("time", dgm_record_time, time_fields);

static const dgm_field statement_fields[] = {
    FIELD(dgm_record_statement, id, STRING),        FIELD(dgm_record_statement, kind, STRING),
    FIELD(dgm_record_statement, speaker, STRING),   FIELD(dgm_record_statement, source, SPANS),
    FIELD(dgm_record_statement, cue, SPANS),        FIELD(dgm_record_statement, content, SPANS),
    FIELD(dgm_record_statement, addressee, STRING), FIELD(dgm_record_statement, parent, STRING),
    FIELD(dgm_record_statement, via, STRINGS),      FIELD(dgm_record_statement, when, STRING),
    FIELD(dgm_record_statement, confidence, SHARE), FIELD(dgm_record_statement, speaker_confidence, SHARE),
};
static const dgm_table statement_table = TABLE("statement", dgm_record_statement, statement_fields);

static const dgm_field days_fields[] = {
    FIELD(dgm_record_days, begin, STRING),
    FIELD(dgm_record_days, end, STRING),
};
static const dgm_table days_table = TABLE("days", dgm_record_days, days_fields);

static const dgm_field place_fields[] = {
    FIELD(dgm_record_place, name, STRING),
    FIELD(dgm_record_place, iso3, STRING),
    FIELD(dgm_record_place, lat, NUMBER),
    FIELD(dgm_record_place, lon, NUMBER),
};
static const dgm_table place_table = TABLE("place", dgm_record_place, place_fields);

static const dgm_field plover_fields[] = {
    FIELD(dgm_record_plover, type, STRING),
    FIELD(dgm_record_plover, mode, STRINGS),
    FIELD(dgm_record_plover, quad, COUNT),
    FIELD(dgm_record_plover, scale, NUMBER),
};
static const dgm_table plover_table = TABLE("plover", dgm_record_plover, plover_fields);

static const dgm_field event_fields[] = {
    FIELD(dgm_record_event, id, STRING),
    FIELD(dgm_record_event, type, STRING),
    FIELD(dgm_record_event, mode, STRINGS),
    FIELD(dgm_record_event, context, STRINGS),
    FIELD(dgm_record_event, status, STRING),
    FIELD(dgm_record_event, actors, STRINGS),
    FIELD(dgm_record_event, recipients, STRINGS),
    FIELD(dgm_record_event, trigger, SPANS),
    FIELD(dgm_record_event, sentence, SPAN),
    HOLDS(dgm_record_event, when, POINTER, days_table),
    HOLDS(dgm_record_event, where, POINTER, place_table),
    FIELD(dgm_record_event, asserted_by, STRING),
    HOLDS(dgm_record_event, plover, STRUCT, plover_table),
    FIELD(dgm_record_event, confidence, SHARE),
};
static const dgm_table event_table = TABLE("event", dgm_record_event, event_fields);

static const dgm_field claim_fields[] = {
    FIELD(dgm_record_claim, id, STRING),          FIELD(dgm_record_claim, subject, STRING),
    FIELD(dgm_record_claim, relation, STRING),    FIELD(dgm_record_claim, object, STRING),
    FIELD(dgm_record_claim, quantity, STRING),    FIELD(dgm_record_claim, trend, STRING),
    FIELD(dgm_record_claim, since, STRING),       FIELD(dgm_record_claim, span, SPAN),
    FIELD(dgm_record_claim, asserted_by, STRING), FIELD(dgm_record_claim, confidence, SHARE),
};
static const dgm_table claim_table = TABLE("claim", dgm_record_claim, claim_fields);

static const dgm_field record_fields[] = {
    FIELD(struct dgm_record, schema, COUNT),
    FIELD(struct dgm_record, dragoman, STRING),
    FIELD(struct dgm_record, model, STRING),
    HOLDS(struct dgm_record, report, STRUCT, report_table),
    HOLDS(struct dgm_record, credits, LIST, credit_table),
    HOLDS(struct dgm_record, actors, LIST, actor_table),
    HOLDS(struct dgm_record, times, LIST, time_table),
    HOLDS(struct dgm_record, statements, LIST, statement_table),
    HOLDS(struct dgm_record, events, LIST, event_table),
    HOLDS(struct dgm_record, claims, LIST, claim_table),
};
const dgm_table dgm_record_table = TABLE("record", struct dgm_record, record_fields);
