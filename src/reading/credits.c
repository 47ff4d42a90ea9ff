/* credits.c - candidates in three walks, then each (name, relation) once, in the order of the text:
 *   lines     parts that are credit lines, known by how they begin or end
 *   wires     agencies in datelines and bylines: "LONDON (Reuters)", "By Ann Lee, Associated Press"
 *   running   outlets that a statement has as its source or came through; platforms likewise */
#include "reading/credits.h"

#include <stdlib.h>

#include "reading/given.h"
#include "reading/outlets.h"
#include "reading/relays.h"

enum { WORDS_MOST = 6 }; /* longer names are sentences */

typedef struct gathering {
    const dgm_tagged *t;
    const dgm_outlets *outlets;
    dgm_credit *items;
    uint32_t count, room;
} gathering;

static void note(gathering *g, dgm_relation relation, dgm_range name, dgm_view called) {
    if (g->count < g->room)
        g->items[g->count++] = (dgm_credit){relation, name, called};
}

/* ---- lines ---------------------------------------------------------------- */

static dgm_range trimmed(dgm_view text, dgm_range range) {
    while (range.start < range.end && strchr(" \t\r\n:(.", text.data[range.start]))
        range.start++;
    while (range.end > range.start && strchr(" \t\r\n.,;:)-", text.data[range.end - 1]))
        range.end--;
    return range;
}

/* Takes `words` off the front; false if the line begins otherwise. */
static bool begins(dgm_view text, dgm_range *line, const char *words) {
    dgm_view start = {text.data + line->start, strlen(words)};
    if (line->end - line->start <= start.size || !dgm_given_same(start, dgm_view_of(words)))
        return false;
    line->start += (uint32_t)start.size;
    return true;
}

/* Takes `words` off the end. */
static bool ends(dgm_view text, dgm_range *line, const char *words) {
    if (line->end - line->start <= strlen(words))
        return false;
    dgm_view end = {text.data + line->end - strlen(words), strlen(words)};
    if (!dgm_given_same(end, dgm_view_of(words)))
        return false;
    line->end -= (uint32_t)end.size;
    return true;
}

/* What stands in the brackets that the line begins with. */
static bool bracketed(dgm_view text, dgm_range *line) {
    const char *close = memchr(text.data + line->start, ')', line->end - line->start);
    if (text.data[line->start] != '(' || !close)
        return false;
    line->end = (uint32_t)(close - text.data);
    line->start++;
    return true;
}

/* A few words without a comma, none of which tells of people at work. */
static bool is_name(dgm_view text, dgm_range range) {
    uint32_t words = 1;
    for (uint32_t at = range.start; at < range.end; at++) {
        if (strchr(",;@", text.data[at]))
            return false;
        words += text.data[at] == ' ';
    }
    dgm_view name = dgm_view_sub(text, range);
    size_t first = 0;
    while (first < name.size && name.data[first] != ' ')
        first++;
    return name.size > 1 && words <= WORDS_MOST &&
           !dgm_given_listed(
               (dgm_view){name.data, first},
               "reporting additional writing written editing edited contributing compiled with from by "
               "source sources via credit");
}

static bool read_line(dgm_view text, dgm_range line, dgm_credit *out) {
    out->relation = DGM_RELATION_WIRE;
    if (begins(text, &line, "source:") || begins(text, &line, "sources:"))
        out->relation = DGM_RELATION_SOURCE;
    else if (begins(text, &line, "via "))
        out->relation = DGM_RELATION_MEDIUM;
    else if (!bracketed(text, &line) && !ends(text, &line, " contributed to this report.") &&
             line.end - line.start > 24)
        return false;
    out->name = trimmed(text, line);
    out->called = dgm_view_sub(text, out->name);
    return is_name(text, out->name);
}

/* The first known outlet in a stretch of text, or NULL. */
static const dgm_outlet *outlet_in(const gathering *g, dgm_range text) {
    dgm_range words = dgm_tagged_words(g->t, text);
    uint32_t i = dgm_outlets_from(g->outlets, words.start);
    return i < g->outlets->count && g->outlets->items[i].words.start < words.end ? &g->outlets->items[i]
                                                                                 : NULL;
}

/* What relation the wording of a credit line tells of. */
static dgm_relation relation_of(dgm_view text, dgm_range line) {
    static const char *const sources[] = {"source:", "sources:", "photo", "image", "picture", "credit"};
    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
        if (begins(text, &line, sources[i]))
            return DGM_RELATION_SOURCE;
    return begins(text, &line, "via ") ? DGM_RELATION_MEDIUM : DGM_RELATION_WIRE;
}

/* Every outlet of a credit line; where none is known, the name that the line is. */
static void note_line(gathering *g, dgm_range line) {
    dgm_view text = g->t->article->text;
    dgm_range words = dgm_tagged_words(g->t, line);
    dgm_credit credit;
    uint32_t i = dgm_outlets_from(g->outlets, words.start), before = g->count;
    for (; i < g->outlets->count && g->outlets->items[i].words.start < words.end; i++)
        if (!g->outlets->items[i].generic)
            note(g, relation_of(text, line), g->outlets->items[i].text, g->outlets->items[i].name);
    if (g->count == before && read_line(text, line, &credit))
        note(g, credit.relation, credit.name, credit.called);
}

/* ---- wires ---------------------------------------------------------------- */

/* The agency of a byline, or of a dateline, which may have been left at the begin of the body. */
static void note_wire(gathering *g, const dgm_part *part) {
    dgm_range text = part->text;
    if (part->role == DGM_PART_BODY) {
        uint32_t most = text.start + 80 < text.end ? text.start + 80 : text.end;
        const char *open = memchr(g->t->article->text.data + text.start, '(', most - text.start);
        const char *close = open ? memchr(open, ')', g->t->article->text.data + text.end - open) : NULL;
        if (!open || !close || close - open > 40)
            return;
        text = (dgm_range){(uint32_t)(open - g->t->article->text.data),
                           (uint32_t)(close - g->t->article->text.data)};
    }
    const dgm_outlet *outlet = outlet_in(g, text);
    if (outlet && !outlet->platform && !outlet->generic)
        note(g, DGM_RELATION_WIRE, outlet->text, outlet->name);
}

static void note_parts(gathering *g) {
    const dgm_article *article = g->t->article;
    bool body = false;
    for (uint32_t i = 0; i < article->n_parts; i++) {
        const dgm_part *part = &article->parts[i];
        if (part->role == DGM_PART_CREDIT)
            note_line(g, part->text);
        else if (part->role == DGM_PART_BYLINE || part->role == DGM_PART_DATELINE ||
                 (part->role == DGM_PART_BODY && !body))
            note_wire(g, part);
        body |= part->role == DGM_PART_BODY;
    }
}

/* ---- running text --------------------------------------------------------- */

/* "Twitter"; "in a tweet" and "tweeted" are no credit. */
static bool is_named(const gathering *g, dgm_range text) {
    char first = g->t->article->text.data[text.start];
    return first < 'a' || first > 'z';
}

static void note_outlet(gathering *g, const dgm_outlet *outlet) {
    if (outlet && is_named(g, outlet->text) && !outlet->generic)
        note(g, outlet->platform ? DGM_RELATION_MEDIUM : DGM_RELATION_RELAYED, outlet->text, outlet->name);
}

static void note_running(gathering *g, const dgm_statements *statements, const dgm_speakers *speakers) {
    for (uint32_t i = 0; i < statements->count; i++) {
        const dgm_saying *saying = &speakers->items[i];
        note_outlet(g, dgm_relays_source(g->t, g->outlets, statements->items[i].source_words));
        for (uint32_t k = 0; k < saying->n_via; k++)
            if (is_named(g, saying->via[k].text))
                note_outlet(g, outlet_in(g, saying->via[k].text));
    }
}

/* ---- once each ------------------------------------------------------------ */

static int by_name(const void *a, const void *b) {
    const dgm_credit *one = a, *other = b;
    size_t size = one->called.size < other->called.size ? one->called.size : other->called.size;
    int order = size ? memcmp(one->called.data, other->called.data, size) : 0;
    if (order == 0)
        order = (one->called.size > other->called.size) - (one->called.size < other->called.size);
    if (order == 0)
        order = (int)one->relation - (int)other->relation;
    return order ? order : (one->name.start > other->name.start) - (one->name.start < other->name.start);
}

static int by_place(const void *a, const void *b) {
    const dgm_credit *one = a, *other = b;
    if (one->name.start != other->name.start)
        return one->name.start < other->name.start ? -1 : 1;
    return (int)one->relation - (int)other->relation;
}

/* Of one name, each relation once; whose text it is need not be told to have relayed it. */
static uint32_t once_each(dgm_credit *items, uint32_t count) {
    uint32_t kept = 0;
    qsort(items, count, sizeof(items[0]), by_name);
    for (uint32_t i = 0; i < count; i++) {
        bool known = kept > 0 && dgm_view_equal(items[kept - 1].called, items[i].called);
        if (!known ||
            (items[kept - 1].relation != items[i].relation && items[i].relation != DGM_RELATION_RELAYED))
            items[kept++] = items[i];
    }
    qsort(items, kept, sizeof(items[0]), by_place);
    return kept;
}

/* ---- public --------------------------------------------------------------- */

dgm_status dgm_credits_gather(const dgm_tagged *t, const dgm_statements *statements,
                              const dgm_speakers *speakers, dgm_arena *arena, dgm_credits *out,
                              dgm_error *err) {
    dgm_outlets outlets;
    DGM_TRY(dgm_outlets_find(t, arena, &outlets, err));
    size_t room = (size_t)outlets.count + t->article->n_parts + statements->count;
    for (uint32_t i = 0; i < statements->count; i++)
        room += speakers->items[i].n_via;
    gathering g = {t, &outlets, dgm_arena_array(arena, dgm_credit, room), 0, (uint32_t)room};
    if (!g.items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for credits");
    note_parts(&g);
    note_running(&g, statements, speakers);
    *out = (dgm_credits){g.items, once_each(g.items, g.count)};
    return DGM_OK;
}
