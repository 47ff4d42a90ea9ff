/* record.h - what is written about one report: plain structs, and ONE table of their fields.
 *
 * Each struct here has its table in fields.c: for every field its name, its kind and
 * its place. Whatever writes records (JSON now, SQLite and Arrow later) walks these tables
 * and knows no field by name. Positions are bytes of the input file; strings are
 * UTF-8, in the document's arena. All of it lives as long as the document. */
#ifndef DGM_RECORD_RECORD_H
#define DGM_RECORD_RECORD_H

#include "article/article.h"
#include "base/view.h"
#include "model/tags.h"
#include "model/weights.h"
#include "reading/actors.h"
#include "reading/claims.h"
#include "reading/events.h"
#include "reading/speakers.h"
#include "reading/statements.h"
#include "reading/times.h"
#include "text/words.h"

#define DGM_RECORD_SCHEMA 1

/* `count` values of the type that the field's table says. */
typedef struct dgm_list {
    const void *items;
    uint32_t count;
} dgm_list;

typedef struct dgm_published {
    dgm_view value; /* YYYY-MM-DD, or YYYY-MM or YYYY where no more is known */
    dgm_view from;  /* "given", "metadata", "dateline" or "inferred" */
    dgm_range span; /* its ground; empty: null */
} dgm_published;

typedef struct dgm_record_part {
    dgm_view role;
    dgm_range span;
} dgm_record_part;

typedef struct dgm_record_repair {
    dgm_view kind;
    dgm_range span;
    dgm_view read_as;
} dgm_record_repair;

typedef struct dgm_report {
    dgm_view path, id, url, outlet, language, title; /* data NULL: null */
    dgm_list byline;                                 /* of dgm_view */
    const dgm_published *published;                  /* NULL: null */
    dgm_list parts, repairs;
} dgm_report;

typedef struct dgm_record_credit {
    dgm_view name, relation;
    dgm_range span;
} dgm_record_credit;

typedef struct dgm_record_mention {
    dgm_range span;
    dgm_view form;
} dgm_record_mention;

typedef struct dgm_record_actor {
    dgm_view id, name, kind, code, iso3, wikidata, role;
    dgm_list mentions;
} dgm_record_actor;

typedef struct dgm_record_time {
    dgm_view id;
    dgm_range span;
    dgm_view type, value, mod;
    dgm_view begin, end; /* YYYY-MM-DD, both part of it; data NULL: open, or no days of the calendar */
    dgm_view note;       /* why there is no value */
} dgm_record_time;

typedef struct dgm_record_statement {
    dgm_view id, kind, speaker;    /* speaker: an actor's id */
    dgm_list source, cue, content; /* of dgm_range */
    dgm_view addressee, parent;
    dgm_list via; /* of dgm_view, actors' ids in the order of the text */
    dgm_view when;
    float confidence, speaker_confidence; /* of the statement; of who the speaker is, 0 where there is none */
} dgm_record_statement;

typedef struct dgm_record_days {
    dgm_view begin, end; /* YYYY-MM-DD, both part of it; data NULL: open */
} dgm_record_days;

typedef struct dgm_record_place {
    dgm_view name, iso3;
    float lat, lon; /* degrees; NAN: unknown */
} dgm_record_place;

/* The ontology's own code: dgm_plover_project. */
typedef struct dgm_record_plover {
    dgm_view type;
    dgm_list mode; /* of dgm_view */
    uint32_t quad;
    float scale;
} dgm_record_plover;

typedef struct dgm_record_event {
    dgm_view id, type;
    dgm_list mode, context; /* of dgm_view */
    dgm_view status;
    dgm_list actors, recipients;   /* of dgm_view, actors' ids */
    dgm_list trigger;              /* of dgm_range */
    dgm_range sentence;            /* the evidence */
    const dgm_record_days *when;   /* NULL: null */
    const dgm_record_place *where; /* NULL: null */
    dgm_view asserted_by;          /* a statement's id; data NULL: the report's own word */
    dgm_record_plover plover;
    float confidence;
} dgm_record_event;

typedef struct dgm_record_claim {
    dgm_view id, subject, relation, object, quantity, trend; /* subject, object: actors' ids */
    dgm_view since;                                          /* a time's id */
    dgm_range span;                                          /* the evidence */
    dgm_view asserted_by;
    float confidence;
} dgm_record_claim;

struct dgm_record {
    uint32_t schema;
    dgm_view dragoman, model; /* version and weights */
    dgm_report report;
    dgm_list credits, actors, times, statements, events, claims;

    /* Not fields: what the record was read from, for the formats that show the text itself. Items of `said`,
     * `sayings`, `dated`, `cast`, `done` and `held` stand for those of `statements`, `times`, `actors`,
     * `events` and `claims`, in stretches of article->text; `actors` may hold some more at its end, who only
     * relay. */
    dgm_view input;
    const dgm_article *article;
    const dgm_words *words;
    const dgm_tags *tags;
    const dgm_weights *weights;
    const dgm_statements *said;
    const dgm_speakers *sayings;
    const dgm_times *dated;
    const dgm_actors *cast;
    const dgm_events *done;
    const dgm_claims *held;
};

/* ---- the table of fields ------------------------------------------------- */

typedef enum dgm_field_kind {
    DGM_FIELD_COUNT,   /* uint32_t */
    DGM_FIELD_SHARE,   /* float, 0 to 1, three decimals */
    DGM_FIELD_STRING,  /* dgm_view; data NULL: null */
    DGM_FIELD_STRINGS, /* dgm_list of dgm_view */
    DGM_FIELD_SPAN,    /* dgm_range; empty: null */
    DGM_FIELD_PLACE,   /* dgm_range; may be empty: where something was put in */
    DGM_FIELD_SPANS,   /* dgm_list of dgm_range */
    DGM_FIELD_NUMBER,  /* float, up to four decimals; NAN: null */
    DGM_FIELD_STRUCT,  /* a struct, in place */
    DGM_FIELD_POINTER, /* a pointer to a struct; NULL: null */
    DGM_FIELD_LIST     /* dgm_list of structs */
} dgm_field_kind;

typedef struct dgm_field {
    const char *name;
    dgm_field_kind kind;
    uint32_t offset;
    const struct dgm_table *table; /* of STRUCT, POINTER and LIST */
} dgm_field;

typedef struct dgm_table {
    const char *name;
    size_t size; /* of the struct */
    const dgm_field *fields;
    uint32_t n_fields;
} dgm_table;

/* The table of struct dgm_record; all others hang on it. */
extern const dgm_table dgm_record_table;

#endif
