/* build.c - the record, from the top of the report to its statements; one
 * function a list. Each array is sized before it is filled. */
#include "record/build.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"

#define ID_SIZE 12 /* a letter, ten digits and a byte to spare */

typedef struct maker {
    const dgm_findings *from;
    dgm_arena *arena;
} maker;

/* ---- strings ------------------------------------------------------------- */

/* "S12" for ('S', 11). Data is NULL when memory is short. */
static dgm_view make_id(maker *m, char letter, uint32_t index) {
    char digits[ID_SIZE];
    uint32_t n = 0;
    for (uint64_t number = (uint64_t)index + 1; number > 0; number /= 10)
        digits[n++] = (char)('0' + number % 10);
    char *id = dgm_arena_alloc(m->arena, n + 1);
    if (!id)
        return (dgm_view){NULL, 0};
    id[0] = letter;
    for (uint32_t i = 0; i < n; i++)
        id[1 + i] = digits[n - 1 - i];
    return (dgm_view){id, n + 1};
}

/* `text` on one line: each stretch of white space is one space. */
static dgm_view one_line(maker *m, dgm_view text) {
    char *out = dgm_arena_alloc(m->arena, text.size);
    size_t size = 0;
    for (size_t i = 0; out && i < text.size; i++) {
        bool space = (unsigned char)text.data[i] <= ' ';
        if (!space)
            out[size++] = text.data[i];
        else if (size > 0 && out[size - 1] != ' ')
            out[size++] = ' ';
    }
    if (size > 0 && out[size - 1] == ' ')
        size--;
    return (dgm_view){out, size};
}

/* ---- spans --------------------------------------------------------------- */

/* The bytes of `text`; empty for nothing. */
static dgm_range source_of(maker *m, dgm_range text) {
    return text.start < text.end ? dgm_article_source(m->from->article, text) : (dgm_range){0, 0};
}

static bool add_spans(maker *m, const dgm_range *text, uint32_t count, dgm_list *out) {
    dgm_range *spans = dgm_arena_array(m->arena, dgm_range, count);
    for (uint32_t i = 0; spans && i < count; i++)
        spans[i] = dgm_article_source(m->from->article, text[i]);
    *out = (dgm_list){spans, count};
    return spans != NULL;
}

/* ---- the report ---------------------------------------------------------- */

static bool is_name_break(dgm_view text, size_t at, size_t *size) {
    static const char *const breaks[] = {" and ", " & ", ", ", "; "};
    for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++) {
        *size = strlen(breaks[i]);
        if (text.size - at >= *size && memcmp(text.data + at, breaks[i], *size) == 0)
            return true;
    }
    return false;
}

/* "By Ann Lee and Ben Orr" without its first word. */
static dgm_view without_by(dgm_view line) {
    bool by = line.size > 3 && (line.data[0] | 0x20) == 'b' && (line.data[1] | 0x20) == 'y' &&
              line.data[2] == ' ';
    return by ? (dgm_view){line.data + 3, line.size - 3} : line;
}

/* Cuts "Ann Lee and Ben Orr" into names behind `out[count)`; only counts them
 * where `out` is NULL. */
static uint32_t cut_names(dgm_view line, dgm_view *out, uint32_t count) {
    size_t start = 0, size = 0;
    for (size_t at = 0; at <= line.size; at++) {
        if (at < line.size && !is_name_break(line, at, &size))
            continue;
        if (at > start) {
            if (out)
                out[count] = (dgm_view){line.data + start, at - start};
            count++;
        }
        start = at + size;
        at = at < line.size ? start - 1 : at;
    }
    return count;
}

static bool add_byline(maker *m, dgm_list *out) {
    const dgm_article *article = m->from->article;
    for (uint32_t i = 0; i < article->n_parts; i++) {
        if (article->parts[i].role != DGM_PART_BYLINE)
            continue;
        dgm_view line = one_line(m, dgm_view_sub(article->text, article->parts[i].text));
        dgm_view names = line.data ? without_by(line) : line;
        dgm_view *items = line.data ? dgm_arena_array(m->arena, dgm_view, cut_names(names, NULL, 0)) : NULL;
        *out = (dgm_list){items, items ? cut_names(names, items, 0) : 0};
        return items != NULL;
    }
    return true;
}

static bool add_title(maker *m, dgm_view *out) {
    const dgm_article *article = m->from->article;
    for (uint32_t i = 0; i < article->n_parts; i++)
        if (article->parts[i].role == DGM_PART_TITLE) {
            *out = one_line(m, dgm_view_sub(article->text, article->parts[i].text));
            return out->data != NULL;
        }
    return true;
}

static bool add_parts(maker *m, dgm_list *out) {
    const dgm_article *article = m->from->article;
    dgm_record_part *items = dgm_arena_array(m->arena, dgm_record_part, article->n_parts);
    for (uint32_t i = 0; items && i < article->n_parts; i++)
        items[i] = (dgm_record_part){dgm_view_of(dgm_part_name(article->parts[i].role)),
                                     dgm_article_source(article, article->parts[i].text)};
    *out = (dgm_list){items, article->n_parts};
    return items != NULL;
}

static bool add_repairs(maker *m, dgm_list *out) {
    const dgm_article *article = m->from->article;
    dgm_record_repair *items = dgm_arena_array(m->arena, dgm_record_repair, article->n_repairs);
    for (uint32_t i = 0; items && i < article->n_repairs; i++) {
        const dgm_repair *repair = &article->repairs[i];
        dgm_view read_as = repair->read_as.data ? repair->read_as : DGM_VIEW("");
        items[i] = (dgm_record_repair){dgm_view_of(dgm_repair_name(repair->kind)), repair->source, read_as};
    }
    *out = (dgm_list){items, article->n_repairs};
    return items != NULL;
}

static bool add_published(maker *m, const dgm_published **out) {
    const dgm_publication *from = &m->from->times->published;
    if (!from->value.data)
        return true;
    dgm_published *published = dgm_arena_array(m->arena, dgm_published, 1);
    if (!published)
        return false;
    *published = (dgm_published){from->value, from->from, source_of(m, from->text)};
    *out = published;
    return true;
}

static bool add_credits(maker *m, dgm_list *out) {
    static const char *const relations[] = {
        [DGM_RELATION_WIRE] = "wire",
        [DGM_RELATION_SOURCE] = "source",
        [DGM_RELATION_MEDIUM] = "medium",
        [DGM_RELATION_RELAYED] = "relayed",
    };
    const dgm_credits *credits = m->from->credits;
    dgm_record_credit *items = dgm_arena_array(m->arena, dgm_record_credit, credits->count);
    for (uint32_t i = 0; items && i < credits->count; i++) {
        const dgm_credit *credit = &credits->items[i];
        items[i] = (dgm_record_credit){one_line(m, credit->called), dgm_view_of(relations[credit->relation]),
                                       source_of(m, credit->name)};
        if (!items[i].name.data)
            return false;
    }
    *out = (dgm_list){items, credits->count};
    return items != NULL;
}

/* ---- times --------------------------------------------------------------- */

/* A day since 1970-01-01 as YYYY-MM-DD, by the method of Hinnant,
 * "chrono-compatible low-level date algorithms": years begin in March. Data is
 * NULL for no day, and outside the years 1 to 9999; `*ok` is false when memory
 * is short. */
static dgm_view make_day(maker *m, int32_t number, bool *ok) {
    static const int32_t first = -719162, last = 2932896;
    if (number == DGM_NO_DAY || number < first || number > last)
        return (dgm_view){NULL, 0};
    uint32_t days = (uint32_t)(number + 719468), era = days / 146097, of_era = days % 146097;
    uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint32_t month = (5 * of_year + 2) / 153, day = of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    year += 400 * era + (month <= 2);
    char *text = dgm_arena_alloc(m->arena, 10);
    *ok = *ok && text;
    if (!text)
        return (dgm_view){NULL, 0};
    const uint32_t digits[] = {year / 1000, year / 100 % 10, year / 10 % 10, year % 10,
                               0,           month / 10,      month % 10,     0,
                               day / 10,    day % 10};
    for (int i = 0; i < 10; i++)
        text[i] = i == 4 || i == 7 ? '-' : (char)('0' + digits[i]);
    return (dgm_view){text, 10};
}

static bool add_times(maker *m, dgm_list *out) {
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    const dgm_times *times = m->from->times;
    dgm_record_time *items = dgm_arena_array(m->arena, dgm_record_time, times->count);
    bool ok = items != NULL;
    for (uint32_t i = 0; ok && i < times->count; i++) {
        const dgm_time *time = &times->items[i];
        items[i] = (dgm_record_time){.id = make_id(m, 'T', i),
                                     .span = source_of(m, time->text),
                                     .type = dgm_view_of(types[time->type]),
                                     .value = time->value,
                                     .mod = time->mod,
                                     .begin = make_day(m, time->begin, &ok),
                                     .end = make_day(m, time->end, &ok),
                                     .note = time->note};
        ok = ok && items[i].id.data;
    }
    *out = (dgm_list){items, times->count};
    return ok;
}

/* ---- actors -------------------------------------------------------------- */

static bool add_mentions(maker *m, const dgm_actor *actor, dgm_list *out) {
    static const char *const forms[] = {"name", "nominal", "pronoun", "metonym"};
    const dgm_actors *actors = m->from->actors;
    dgm_record_mention *items = dgm_arena_array(m->arena, dgm_record_mention, actor->n_mentions);
    for (uint32_t i = 0; items && i < actor->n_mentions; i++) {
        const dgm_actor_mention *mention = &actors->mentions[actors->by_actor[actor->first_mention + i]];
        items[i] = (dgm_record_mention){source_of(m, mention->text), dgm_view_of(forms[mention->form])};
    }
    *out = (dgm_list){items, actor->n_mentions};
    return items != NULL;
}

static bool add_actor(maker *m, uint32_t index, dgm_record_actor *out) {
    static const char *const kinds[] = {"person", "state", "organization", "group", "place"};
    const dgm_actor *actor = &m->from->actors->items[index];
    *out = (dgm_record_actor){.id = make_id(m, 'A', index),
                              .name = actor->name.data ? one_line(m, actor->name) : actor->name,
                              .kind = dgm_view_of(kinds[actor->kind]),
                              .code = actor->code,
                              .iso3 = actor->iso3,
                              .wikidata = actor->wikidata,
                              .role = actor->role};
    return out->id.data && (!actor->name.data || out->name.data) && add_mentions(m, actor, &out->mentions);
}

/* ---- relays -------------------------------------------------------------- */

/* One who relays a statement and is no actor of the report yet. */
typedef struct relay {
    dgm_view name;
    dgm_range text;
    uint32_t first; /* place of the first mention of this name */
    uint32_t actor; /* index in the record's list */
} relay;

static int by_name(const void *one, const void *other) {
    const relay *a = *(relay *const *)one, *b = *(relay *const *)other;
    size_t size = a->name.size < b->name.size ? a->name.size : b->name.size;
    int order = memcmp(a->name.data, b->name.data, size);
    if (order == 0)
        order = (a->name.size > b->name.size) - (a->name.size < b->name.size);
    return order != 0 ? order : (a->text.start > b->text.start) - (a->text.start < b->text.start);
}

static int by_place(const void *one, const void *other) {
    const relay *a = *(relay *const *)one, *b = *(relay *const *)other;
    int order = (a->first > b->first) - (a->first < b->first);
    return order != 0 ? order : by_name(one, other);
}

/* The relays that are no actors, statement by statement; only counts them where
 * `out` is NULL. */
static uint32_t list_relays(maker *m, relay *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->from->statements->count; i++) {
        const dgm_saying *saying = &m->from->speakers->items[i];
        for (uint32_t k = 0; k < saying->n_via; k++)
            if (saying->via[k].actor == DGM_NOBODY) {
                if (out)
                    out[count] = (relay){.name = saying->via[k].name, .text = saying->via[k].text};
                count++;
            }
    }
    return count;
}

/* Gives relays of one name one number, from `next` on and in the order of the
 * text; returns the number after the last. `sorted` is of the same relays, and
 * left in the order of their numbers. */
static uint32_t number_relays(relay **sorted, uint32_t count, uint32_t next) {
    if (count == 0)
        return next;
    qsort(sorted, count, sizeof(*sorted), by_name);
    for (uint32_t i = 0; i < count; i++) {
        bool same = i > 0 && dgm_view_equal(sorted[i]->name, sorted[i - 1]->name);
        sorted[i]->first = same ? sorted[i - 1]->first : sorted[i]->text.start;
    }
    qsort(sorted, count, sizeof(*sorted), by_place);
    for (uint32_t i = 0; i < count; i++) {
        next += i == 0 || !dgm_view_equal(sorted[i]->name, sorted[i - 1]->name);
        sorted[i]->actor = next - 1;
    }
    return next;
}

/* The actor of the relays sorted[0, count), which have one name. */
static bool add_relay(maker *m, relay *const *sorted, uint32_t count, dgm_record_actor *out) {
    dgm_record_mention *mentions = dgm_arena_array(m->arena, dgm_record_mention, count);
    for (uint32_t i = 0; mentions && i < count; i++)
        mentions[i] = (dgm_record_mention){source_of(m, sorted[i]->text), DGM_VIEW("name")};
    *out = (dgm_record_actor){.id = make_id(m, 'A', sorted[0]->actor),
                              .name = sorted[0]->name,
                              .kind = DGM_VIEW("organization"),
                              .mentions = {mentions, count}};
    return mentions && out->id.data;
}

static bool add_relays(maker *m, relay *const *sorted, uint32_t count, dgm_record_actor *actors) {
    for (uint32_t i = 0, end = 0; i < count; i = end) {
        for (end = i + 1; end < count && sorted[end]->actor == sorted[i]->actor;)
            end++;
        if (!add_relay(m, sorted + i, end - i, &actors[sorted[i]->actor]))
            return false;
    }
    return true;
}

/* All actors; `*relays` are those of the statements' relays that are no actors
 * of the report, in order. */
static bool add_actors(maker *m, dgm_list *out, relay **relays) {
    uint32_t known = m->from->actors->count, count = list_relays(m, NULL);
    relay *items = dgm_arena_array(m->arena, relay, count);
    relay **sorted = dgm_arena_array(m->arena, relay *, count);
    if (!items || !sorted)
        return false;
    list_relays(m, items);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = &items[i];
    uint32_t all = number_relays(sorted, count, known);
    dgm_record_actor *actors = dgm_arena_array(m->arena, dgm_record_actor, all);
    for (uint32_t i = 0; actors && i < known; i++)
        if (!add_actor(m, i, &actors[i]))
            return false;
    *out = (dgm_list){actors, all};
    *relays = items;
    return actors && add_relays(m, sorted, count, actors);
}

/* ---- statements ---------------------------------------------------------- */

/* The ids of those who relay; `*relays` moves on past its own. */
static bool add_via(maker *m, const dgm_saying *saying, const dgm_record_actor *actors, const relay **relays,
                    dgm_list *out) {
    dgm_view *ids = dgm_arena_array(m->arena, dgm_view, saying->n_via);
    for (uint32_t i = 0; ids && i < saying->n_via; i++) {
        bool known = saying->via[i].actor != DGM_NOBODY;
        ids[i] = actors[known ? saying->via[i].actor : (*relays)++->actor].id;
    }
    *out = (dgm_list){ids, saying->n_via};
    return ids != NULL;
}

static bool add_statement(maker *m, uint32_t index, const struct dgm_record *record,
                          dgm_record_statement *out) {
    static const char *const kinds[] = {"direct", "mixed", "indirect"};
    const dgm_statement *statement = &m->from->statements->items[index];
    const dgm_saying *saying = &m->from->speakers->items[index];
    const dgm_record_actor *actors = record->actors.items;
    const dgm_record_time *times = record->times.items;
    *out = (dgm_record_statement){.id = make_id(m, 'S', index),
                                  .kind = dgm_view_of(kinds[statement->quoting]),
                                  .confidence = statement->confidence,
                                  .speaker_confidence = saying->speaker == DGM_NOBODY ? 0 : saying->sure};
    if (saying->speaker != DGM_NOBODY)
        out->speaker = actors[saying->speaker].id;
    if (saying->addressee != DGM_NOBODY)
        out->addressee = actors[saying->addressee].id;
    if (saying->when != DGM_NOBODY)
        out->when = times[saying->when].id;
    if (statement->parent != DGM_NOBODY)
        out->parent = make_id(m, 'S', statement->parent);
    return out->id.data && (statement->parent == DGM_NOBODY || out->parent.data) &&
           add_spans(m, &statement->source, statement->source.start < statement->source.end, &out->source) &&
           add_spans(m, &statement->cue, statement->cue.start < statement->cue.end, &out->cue) &&
           add_spans(m, statement->content, statement->n_content, &out->content);
}

static bool add_statements(maker *m, const struct dgm_record *record, const relay *relays, dgm_list *out) {
    uint32_t count = m->from->statements->count;
    dgm_record_statement *items = dgm_arena_array(m->arena, dgm_record_statement, count);
    for (uint32_t i = 0; items && i < count; i++)
        if (!add_statement(m, i, record, &items[i]) ||
            !add_via(m, &m->from->speakers->items[i], record->actors.items, &relays, &items[i].via))
            return false;
    *out = (dgm_list){items, count};
    return items != NULL;
}

/* ---- events --------------------------------------------------------------- */

/* Names of the `count` labels, by `name`. */
static bool add_names(maker *m, const uint8_t *labels, uint32_t count, dgm_view name(uint32_t),
                      dgm_list *out) {
    dgm_view *names = dgm_arena_array(m->arena, dgm_view, count);
    for (uint32_t i = 0; names && i < count; i++)
        names[i] = name(labels[i]);
    *out = (dgm_list){names, count};
    return names != NULL;
}

static bool add_parties(maker *m, const uint32_t *ids, uint32_t count, const dgm_record_actor *actors,
                        dgm_list *out) {
    dgm_view *names = dgm_arena_array(m->arena, dgm_view, count);
    for (uint32_t i = 0; names && i < count; i++)
        names[i] = actors[ids[i]].id;
    *out = (dgm_list){names, count};
    return names != NULL;
}

static bool add_when(maker *m, const dgm_event *event, const dgm_record_days **out) {
    bool ok = true;
    if (event->begin == DGM_NO_DAY && event->end == DGM_NO_DAY)
        return true;
    dgm_record_days *days = dgm_arena_array(m->arena, dgm_record_days, 1);
    if (!days)
        return false;
    *days = (dgm_record_days){make_day(m, event->begin, &ok), make_day(m, event->end, &ok)};
    *out = days;
    return ok;
}

static bool add_where(maker *m, const dgm_place *from, const dgm_record_place **out) {
    if (!from->name.data)
        return true;
    dgm_record_place *place = dgm_arena_array(m->arena, dgm_record_place, 1);
    if (!place)
        return false;
    *place = (dgm_record_place){.name = one_line(m, from->name),
                                .iso3 = from->iso3,
                                .lat = from->located ? from->lat : NAN,
                                .lon = from->located ? from->lon : NAN};
    *out = place;
    return place->name.data != NULL;
}

/* The id of the statement that tells it, if one does. */
static bool add_asserter(maker *m, uint32_t statement, dgm_view *out) {
    if (statement == DGM_NOBODY)
        return true;
    *out = make_id(m, 'S', statement);
    return out->data != NULL;
}

static bool add_event(maker *m, uint32_t index, const struct dgm_record *record, dgm_record_event *out) {
    const dgm_event *event = &m->from->events->items[index];
    const dgm_record_actor *actors = record->actors.items;
    dgm_projection code = dgm_plover_project(event->type, event->modes, event->n_modes, event->status);
    *out = (dgm_record_event){
        .id = make_id(m, 'E', index),
        .type = dgm_plover_type(event->type),
        .status = dgm_plover_status(event->status),
        .sentence = source_of(m, event->sentence),
        .plover = {.type = dgm_plover_type(code.type), .quad = code.quad, .scale = code.scale},
        .confidence = event->confidence};
    return out->id.data && add_names(m, event->modes, event->n_modes, dgm_plover_mode, &out->mode) &&
           add_names(m, event->contexts, event->n_contexts, dgm_plover_context, &out->context) &&
           add_names(m, event->modes, code.keeps_modes ? event->n_modes : 0, dgm_plover_mode,
                     &out->plover.mode) &&
           add_parties(m, event->actors, event->n_actors, actors, &out->actors) &&
           add_parties(m, event->recipients, event->n_recipients, actors, &out->recipients) &&
           add_spans(m, event->triggers, event->n_triggers, &out->trigger) &&
           add_when(m, event, &out->when) && add_where(m, &event->where, &out->where) &&
           add_asserter(m, event->asserted_by, &out->asserted_by);
}

static bool add_events(maker *m, const struct dgm_record *record, dgm_list *out) {
    uint32_t count = m->from->events->count;
    dgm_record_event *items = dgm_arena_array(m->arena, dgm_record_event, count);
    for (uint32_t i = 0; items && i < count; i++)
        if (!add_event(m, i, record, &items[i]))
            return false;
    *out = (dgm_list){items, count};
    return items != NULL;
}

/* ---- claims ---------------------------------------------------------------- */

static bool add_claims(maker *m, const struct dgm_record *record, dgm_list *out) {
    static const char *const trends[] = {"none", "increase", "decrease"};
    const dgm_claims *claims = m->from->claims;
    const dgm_record_actor *actors = record->actors.items;
    const dgm_record_time *times = record->times.items;
    dgm_record_claim *items = dgm_arena_array(m->arena, dgm_record_claim, claims->count);
    for (uint32_t i = 0; items && i < claims->count; i++) {
        const dgm_claim *claim = &claims->items[i];
        items[i] = (dgm_record_claim){.id = make_id(m, 'C', i),
                                      .subject = actors[claim->subject].id,
                                      .relation = claim->relation,
                                      .trend = dgm_view_of(trends[claim->trend]),
                                      .span = source_of(m, claim->text),
                                      .confidence = claim->confidence};
        if (claim->object != DGM_NOBODY)
            items[i].object = actors[claim->object].id;
        if (claim->since != DGM_NOBODY)
            items[i].since = times[claim->since].id;
        if (claim->quantity.data)
            items[i].quantity = one_line(m, claim->quantity);
        if (!items[i].id.data || (claim->quantity.data && !items[i].quantity.data) ||
            !add_asserter(m, claim->asserted_by, &items[i].asserted_by))
            return false;
    }
    *out = (dgm_list){items, claims->count};
    return items != NULL;
}

/* ---- public -------------------------------------------------------------- */

static bool fill(maker *m, struct dgm_record *out) {
    const dgm_findings *from = m->from;
    relay *relays = NULL;
    char *id = dgm_arena_alloc(m->arena, 65);
    if (!id)
        return false;
    dgm_sha256_hex(from->input, id);
    out->report.id = (dgm_view){id, 64};
    return add_title(m, &out->report.title) && add_byline(m, &out->report.byline) &&
           add_published(m, &out->report.published) && add_parts(m, &out->report.parts) &&
           add_repairs(m, &out->report.repairs) && add_credits(m, &out->credits) &&
           add_times(m, &out->times) && add_actors(m, &out->actors, &relays) &&
           add_statements(m, out, relays, &out->statements) && add_events(m, out, &out->events) &&
           add_claims(m, out, &out->claims);
}

dgm_status dgm_record_build(const dgm_findings *findings, dgm_arena *arena, const dgm_record **out,
                            dgm_error *err) {
    struct dgm_record *record = dgm_arena_array(arena, struct dgm_record, 1);
    if (!record)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for the record");
    *record = (struct dgm_record){
        .schema = DGM_RECORD_SCHEMA,
        .dragoman = findings->version,
        .model = dgm_view_of(dgm_weights_name(findings->weights)),
        .report = {.path = findings->path, .language = DGM_VIEW("en")},
        .input = findings->input,
        .article = findings->article,
        .words = findings->words,
        .tags = findings->tags,
        .weights = findings->weights,
        .said = findings->statements,
        .sayings = findings->speakers,
        .dated = findings->times,
        .cast = findings->actors,
        .done = findings->events,
        .held = findings->claims,
    };
    maker m = {findings, arena};
    if (!fill(&m, record))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for the record");
    *out = record;
    return DGM_OK;
}
