/* pretty.c - the head, the statements as a tree, in a column with a margin,
 * then events and claims (eventlist.h), the times and the actors. On narrow terminals the margin becomes a
 * line of its own above each statement. */
#include "store/pretty.h"

#include <stdio.h>
#include <stdlib.h>

#include "reading/extent.h"
#include "store/eventlist.h"
#include "store/flow.h"
#include "store/marks.h"
#include "store/spoken.h"

enum {
    WIDTH_DEFAULT = 80,
    WIDTH_LEAST = 30,
    WIDTH_MOST = 96, /* longer lines are hard to read */
    NARROW = 60,
    KIND_COLUMNS = 9,    /* "indirect " */
    MARGIN_COLUMNS = 15, /* "indirect  97%  " */
    STEP = 3,            /* of indent for each level of nesting */
    DEPTH_MOST = 4,
    COUNT_COLUMNS = 6, /* "  12×  " */
    TIMES_MOST = 40,
    ACTORS_MOST = 12,
    ACTORS_FEW = 6, /* once so many are listed, those mentioned but once are left out */
    N_ROLES = DGM_PART_BOILERPLATE + 1
};

typedef struct page {
    const struct dgm_record *record;
    const dgm_article *article;
    const dgm_statement *said;
    uint32_t n_said;
    dgm_flow flow;
    char room[DGM_SPOKEN_ROOM]; /* for the time that was put last */
    uint32_t *first, *next;     /* of each statement: the first inside it, the next
                             beside it; DGM_NOBODY ends */
} page;

static void put_stretch(page *p, dgm_range text, dgm_style style) {
    dgm_flow_text(&p->flow, dgm_view_sub(p->article->text, text), style);
}

/* ---- the head ------------------------------------------------------------ */

/* "── reports/harbour.txt ───────────" */
static void put_rule(page *p) {
    dgm_flow_begin(&p->flow, 0, 3);
    dgm_flow_stick(&p->flow, DGM_VIEW("──"), DGM_STYLE_FAINT, false);
    dgm_flow_stick(&p->flow, p->record->report.path, DGM_STYLE_FAINT, true);
    dgm_flow_rule(&p->flow, DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

static void put_title(page *p) {
    dgm_view title = p->record->report.title;
    dgm_flow_begin(&p->flow, 0, 0);
    if (title.data)
        dgm_flow_text(&p->flow, title, DGM_STYLE_BOLD);
    else
        dgm_flow_text(&p->flow, DGM_VIEW("(no title)"), DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

/* "By Ann Lee and Ben Orr · OSLO, March 14" */
static void put_origin(page *p) {
    bool any = false;
    for (uint32_t i = 0; i < p->article->n_parts; i++) {
        const dgm_part *part = &p->article->parts[i];
        if (part->role != DGM_PART_BYLINE && part->role != DGM_PART_DATELINE)
            continue;
        if (any)
            dgm_mark(&p->flow, "·");
        else
            dgm_flow_begin(&p->flow, 0, 2);
        put_stretch(p, part->text, DGM_STYLE_PLAIN);
        any = true;
    }
    if (any)
        dgm_flow_end(&p->flow);
}

/* "published 2022-12-30, inferred from Friday (12/30)" */
static void put_published(page *p) {
    const dgm_published *published = p->record->report.published;
    dgm_range ground = p->record->dated->published.text;
    dgm_flow_begin(&p->flow, 0, 2);
    if (!published) {
        dgm_flow_text(&p->flow, DGM_VIEW("no date of publication"), DGM_STYLE_FAINT);
    } else {
        dgm_flow_text(&p->flow, DGM_VIEW("published"), DGM_STYLE_FAINT);
        dgm_flow_text(&p->flow, published->value, DGM_STYLE_BOLD);
        dgm_flow_stick(&p->flow, DGM_VIEW(","), DGM_STYLE_FAINT, false);
        dgm_flow_text(&p->flow, published->from, DGM_STYLE_FAINT);
    }
    if (published && ground.start < ground.end) {
        dgm_flow_text(&p->flow, DGM_VIEW("from"), DGM_STYLE_FAINT);
        put_stretch(p, ground, DGM_STYLE_PLAIN);
    }
    dgm_flow_end(&p->flow);
}

/* "credits Danube News Agency (relayed) · Telegram (medium)" */
static void put_credits(page *p) {
    const dgm_record_credit *credits = p->record->credits.items;
    if (p->record->credits.count == 0)
        return;
    dgm_flow_begin(&p->flow, 0, 2);
    dgm_flow_text(&p->flow, DGM_VIEW("credits"), DGM_STYLE_FAINT);
    for (uint32_t i = 0; i < p->record->credits.count; i++) {
        if (i > 0)
            dgm_mark(&p->flow, "·");
        dgm_flow_text(&p->flow, credits[i].name, DGM_STYLE_PLAIN);
        dgm_flow_text(&p->flow, DGM_VIEW("("), DGM_STYLE_FAINT);
        dgm_flow_glue(&p->flow);
        dgm_flow_text(&p->flow, credits[i].relation, DGM_STYLE_FAINT);
        dgm_flow_stick(&p->flow, DGM_VIEW(")"), DGM_STYLE_FAINT, false);
    }
    dgm_flow_end(&p->flow);
}

static uint32_t paragraphs_in(const dgm_article *article, dgm_part_role role) {
    uint32_t count = 0, next = 0;
    for (uint32_t i = 0; i < article->n_parts; i++) {
        dgm_range part = article->parts[i].text;
        while (next < article->n_paragraphs && article->paragraphs[next].text.end <= part.start)
            next++;
        for (uint32_t k = next; k < article->n_paragraphs && article->paragraphs[k].text.start < part.end;
             k++)
            count += article->parts[i].role == role;
    }
    return count;
}

/* "title, byline, body of 9 paragraphs, 2 captions; 3 repairs" */
static void put_parts(page *p) {
    static const char *const names[N_ROLES] = {"title",      "byline", "dateline",      NULL,
                                               "caption",    "credit", "author's note", "related links",
                                               "boilerplate"};
    char text[256];
    size_t used = 0;
    uint32_t counts[N_ROLES] = {0};
    for (uint32_t i = 0; i < p->article->n_parts; i++)
        counts[p->article->parts[i].role]++;
    for (int role = 0; role < N_ROLES; role++) {
        const char *comma = used > 0 ? ", " : "";
        if (counts[role] > 0 && role == DGM_PART_BODY) {
            uint32_t n = paragraphs_in(p->article, DGM_PART_BODY);
            used += (size_t)snprintf(text + used, sizeof(text) - used, "%sbody of %u paragraph%s", comma, n,
                                     n == 1 ? "" : "s");
        } else if (counts[role] > 1 && (role == DGM_PART_CAPTION || role == DGM_PART_CREDIT)) {
            used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%u %ss", comma, counts[role],
                                     names[role]);
        } else if (counts[role] > 0) {
            used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s", comma, names[role]);
        }
    }
    uint32_t repairs = p->article->n_repairs;
    if (repairs > 0)
        snprintf(text + used, sizeof(text) - used, "; %u repair%s", repairs, repairs == 1 ? "" : "s");
    dgm_flow_begin(&p->flow, 0, 2);
    dgm_flow_text(&p->flow, dgm_view_of(text), DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

/* "9 statements: 3 direct, 1 mixed, 5 indirect" */
static void put_counts(page *p) {
    char text[128];
    uint32_t counts[3] = {0};
    for (uint32_t i = 0; i < p->n_said; i++)
        counts[p->said[i].quoting]++;
    if (p->n_said == 0)
        snprintf(text, sizeof(text), "no statements");
    else
        snprintf(text, sizeof(text), "%u statement%s: %u direct, %u mixed, %u indirect", p->n_said,
                 p->n_said == 1 ? "" : "s", counts[0], counts[1], counts[2]);
    dgm_flow_begin(&p->flow, 0, 2);
    dgm_flow_text(&p->flow, dgm_view_of(text), DGM_STYLE_FAINT);
    dgm_flow_end(&p->flow);
}

/* ---- statements ---------------------------------------------------------- */

/* Whether `text` has the last word of `name` in it. */
static bool is_named_in(dgm_view text, dgm_view name) {
    size_t start = name.size;
    while (start > 0 && name.data[start - 1] != ' ')
        start--;
    dgm_view last = {name.data + start, name.size - start};
    for (size_t at = 0; at + last.size <= text.size; at++)
        if (memcmp(text.data + at, last.data, last.size) == 0)
            return true;
    return false;
}

static void put_source(page *p, dgm_range source, dgm_style style) {
    source.end -= p->article->text.data[source.end - 1] == ','; /* of an apposition */
    put_stretch(p, source, style);
}

/* "Ann Lee [NOR GOV] (she)": the name, the code, and in brackets what the
 * report says instead of the name; or the source as it stands. A question mark
 * where it is more a guess. */
static void put_speaker(page *p, uint32_t index) {
    dgm_range source = p->said[index].source;
    const dgm_saying *saying = &p->record->sayings->items[index];
    const dgm_record_actor *actors = p->record->actors.items;
    dgm_view name = {NULL, 0}, code = {NULL, 0};
    if (saying->speaker != DGM_NOBODY) {
        name = actors[saying->speaker].name;
        code = actors[saying->speaker].code;
    }
    if (name.data)
        dgm_flow_text(&p->flow, name, DGM_STYLE_BOLD);
    else if (source.start < source.end)
        put_source(p, source, DGM_STYLE_PLAIN);
    else
        dgm_flow_text(&p->flow, DGM_VIEW("unnamed"), DGM_STYLE_FAINT);
    if (name.data && saying->sure < 0.5F)
        dgm_flow_stick(&p->flow, DGM_VIEW("?"), DGM_STYLE_FAINT, false);
    dgm_mark_code(&p->flow, code);
    if (!name.data || source.start == source.end || is_named_in(dgm_view_sub(p->article->text, source), name))
        return;
    dgm_flow_text(&p->flow, DGM_VIEW("("), DGM_STYLE_FAINT);
    dgm_flow_glue(&p->flow);
    put_source(p, source, DGM_STYLE_FAINT);
    dgm_flow_stick(&p->flow, DGM_VIEW(")"), DGM_STYLE_FAINT, false);
}

/* "— said —"; a colon at its end says as much as the second dash, and alone it
 * needs none. */
static void put_cue(page *p, dgm_range cue) {
    const char *text = p->article->text.data;
    bool colon = cue.start == cue.end || text[cue.end - 1] == ':';
    while (cue.end > cue.start && (text[cue.end - 1] == ':' || (unsigned char)text[cue.end - 1] <= ' '))
        cue.end--;
    if (cue.start < cue.end) {
        dgm_mark(&p->flow, "—");
        put_stretch(p, cue, DGM_STYLE_ITALIC);
    }
    dgm_flow_stick(&p->flow, colon ? DGM_VIEW(":") : DGM_VIEW("—"), DGM_STYLE_FAINT, !colon);
}

/* Puts text[start, end) right against what came before it, where no space parts
 * them. */
static void put_piece(page *p, uint32_t start, uint32_t end, bool first, dgm_style style) {
    if (start >= end)
        return;
    if (!first && (unsigned char)p->article->text.data[start - 1] > ' ' &&
        (unsigned char)p->article->text.data[start] > ' ')
        dgm_flow_glue(&p->flow);
    put_stretch(p, (dgm_range){start, end}, style);
}

/* Content, its quotations in the colour of what is said directly. */
static void put_content(page *p, dgm_range content) {
    uint32_t at = content.start;
    for (uint32_t q = dgm_extent_quote(p->article, at); q < p->article->n_quotes && at < content.end; q++) {
        uint32_t start = p->article->quotes[q].open.start, end = p->article->quotes[q].close.end;
        if (start >= content.end)
            break;
        start = start > at ? start : at;
        end = end < content.end ? end : content.end;
        put_piece(p, at, start, at == content.start, DGM_STYLE_PLAIN);
        put_piece(p, start, end, start == content.start, DGM_STYLE_GREEN);
        at = end > at ? end : at;
    }
    put_piece(p, at, content.end, at == content.start, DGM_STYLE_PLAIN);
}

static void put_margin(page *p, const dgm_statement *statement) {
    static const char *const kinds[] = {"direct", "mixed", "indirect"};
    static const dgm_style styles[] = {DGM_STYLE_GREEN, DGM_STYLE_YELLOW, DGM_STYLE_CYAN};
    char share[8];
    float confidence = statement->confidence > 0 ? statement->confidence : 0;
    unsigned percent = confidence < 1 ? (unsigned)((double)confidence * 100 + 0.5) : 100;
    snprintf(share, sizeof(share), "%3u%%", percent);
    dgm_flow_fixed(&p->flow, dgm_view_of(kinds[statement->quoting]), styles[statement->quoting],
                   KIND_COLUMNS);
    dgm_flow_fixed(&p->flow, dgm_view_of(share), DGM_STYLE_FAINT, 0);
}

/* ---- times --------------------------------------------------------------- */

/* "and 12 more" */
static void put_more(page *p, uint32_t count) {
    int size = snprintf(p->room, sizeof(p->room), "and %u more", count);
    dgm_flow_text(&p->flow, (dgm_view){p->room, (size_t)size}, DGM_STYLE_FAINT);
}

/* Whether the value alone says which days it means: "2022-12-30", "2022-12",
 * "2022". */
static bool is_calendar(dgm_view value) {
    for (size_t i = 0; i < value.size; i++)
        if (value.data[i] != '-' && (value.data[i] < '0' || value.data[i] > '9'))
            return false;
    return true;
}

/* What to say of a time that has no days of its own: "31 February", "on Wednesday" in a report without a
 * date, "every Tuesday". Data is NULL where there is more to say. */
static dgm_view dayless(const dgm_record_time *time) {
    if (!time->value.data)
        return time->note.data ? time->note : DGM_VIEW("unknown");
    if (time->value.data[0] == 'X')
        return dgm_view_equal(time->type, DGM_VIEW("SET")) ? DGM_VIEW("again and again") : DGM_VIEW("open");
    return (dgm_view){NULL, 0};
}

/* "2022-12-30", "2023-03-01 to 2023-05-31", "3 days", or why there is none. */
static void put_days(page *p, const dgm_record_time *time) {
    dgm_view why = dayless(time);
    if (why.data) {
        dgm_flow_text(&p->flow, why, time->value.data ? DGM_STYLE_FAINT : DGM_STYLE_YELLOW);
        return;
    }
    bool many = time->begin.data && time->end.data && !dgm_view_equal(time->begin, time->end);
    if (!many || time->value.data[0] == 'P' || is_calendar(time->value)) {
        dgm_flow_text(&p->flow, dgm_spoken_value(time->value, p->room), DGM_STYLE_CYAN);
        return;
    }
    dgm_flow_text(&p->flow, time->begin, DGM_STYLE_CYAN);
    dgm_flow_text(&p->flow, DGM_VIEW("to"), DGM_STYLE_FAINT);
    dgm_flow_text(&p->flow, time->end, DGM_STYLE_CYAN);
}

/* "Friday (12/30) → 2022-12-30" */
static void put_time(page *p, uint32_t index, dgm_style style) {
    const dgm_record_time *times = p->record->times.items;
    put_stretch(p, p->record->dated->items[index].text, style);
    dgm_mark(&p->flow, "→");
    put_days(p, &times[index]);
}

/* Whether the text says no less than the value: "2009". */
static bool is_plain(const page *p, uint32_t index) {
    const dgm_time *time = &p->record->dated->items[index];
    return time->value.data && dgm_view_equal(time->value, dgm_view_sub(p->article->text, time->text));
}

/* "dates Friday (12/30) → 2022-12-30 · …" */
static void put_times(page *p) {
    uint32_t listed = 0, left = 0;
    for (uint32_t i = 0; i < p->record->times.count; i++) {
        if (is_plain(p, i) || listed == TIMES_MOST) {
            left += !is_plain(p, i);
            continue;
        }
        if (listed++ == 0) {
            dgm_writer_byte(p->flow.writer, '\n');
            dgm_flow_begin(&p->flow, 0, 2);
            dgm_flow_text(&p->flow, DGM_VIEW("dates"), DGM_STYLE_FAINT);
        } else {
            dgm_mark(&p->flow, "·");
        }
        put_time(p, i, DGM_STYLE_PLAIN);
    }
    if (left > 0)
        put_more(p, left);
    if (listed > 0)
        dgm_flow_end(&p->flow);
}

/* ---- actors -------------------------------------------------------------- */

/* Whether the same ones relay the statement around this one: then they are shown there. */
static bool is_relayed_alike(const page *p, uint32_t index) {
    uint32_t parent = p->said[index].parent;
    if (parent == DGM_NOBODY)
        return false;
    const dgm_saying *one = &p->record->sayings->items[index], *other = &p->record->sayings->items[parent];
    for (uint32_t i = 0; i < one->n_via; i++)
        if (i >= other->n_via || !dgm_view_equal(one->via[i].name, other->via[i].name))
            return false;
    return one->n_via == other->n_via;
}

/* "to Milos Radenkovic · via Reuters · when Friday (12/30) → 2022-12-30" */
static void put_way(page *p, uint32_t index, uint32_t column) {
    const dgm_saying *saying = &p->record->sayings->items[index];
    const dgm_record_actor *actors = p->record->actors.items;
    bool any = false, to = saying->addressee != DGM_NOBODY && actors[saying->addressee].name.data;
    uint32_t n_via = is_relayed_alike(p, index) ? 0 : saying->n_via;
    if (!to && n_via == 0 && saying->when == DGM_NOBODY)
        return;
    dgm_flow_begin(&p->flow, column, column);
    if (to) {
        dgm_mark_about(&p->flow, "to", &any);
        dgm_flow_text(&p->flow, actors[saying->addressee].name, DGM_STYLE_PLAIN);
    }
    for (uint32_t i = 0; i < n_via; i++) {
        if (i == 0)
            dgm_mark_about(&p->flow, "via", &any);
        else
            dgm_flow_stick(&p->flow, DGM_VIEW(","), DGM_STYLE_PLAIN, false);
        dgm_flow_text(&p->flow, saying->via[i].name, DGM_STYLE_PLAIN);
    }
    if (saying->when != DGM_NOBODY) {
        dgm_mark_about(&p->flow, "when", &any);
        put_time(p, saying->when, DGM_STYLE_PLAIN);
    }
    dgm_flow_end(&p->flow);
}

/* " 12×  Nurlan Abishev [KAZ GOV] president" */
static void put_actor(page *p, const dgm_record_actor *actor) {
    char count[16];
    snprintf(count, sizeof(count), "%4u×", actor->mentions.count);
    dgm_flow_begin(&p->flow, 0, COUNT_COLUMNS + 2);
    dgm_flow_fixed(&p->flow, dgm_view_of(count), DGM_STYLE_FAINT, COUNT_COLUMNS);
    dgm_flow_begin(&p->flow, COUNT_COLUMNS, COUNT_COLUMNS + 2);
    dgm_flow_text(&p->flow, actor->name, DGM_STYLE_BOLD);
    dgm_mark_code(&p->flow, actor->code);
    if (actor->role.data)
        dgm_flow_text(&p->flow, actor->role, DGM_STYLE_PLAIN);
    dgm_flow_end(&p->flow);
}

/* The named actor with the most mentions that comes behind `last`, in the order
 * of mentions, then of ids. */
static const dgm_record_actor *next_actor(const page *p, const dgm_record_actor *last) {
    const dgm_record_actor *items = p->record->actors.items, *best = NULL;
    for (uint32_t i = 0; i < p->record->actors.count; i++) {
        const dgm_record_actor *one = &items[i];
        uint32_t count = one->mentions.count;
        bool behind = !last || count < last->mentions.count || (count == last->mentions.count && one > last);
        if (one->name.data && behind && (!best || count > best->mentions.count))
            best = one;
    }
    return best;
}

static void put_actors(page *p) {
    const dgm_record_actor *actor = next_actor(p, NULL);
    if (!actor)
        return;
    dgm_writer_byte(p->flow.writer, '\n');
    uint32_t listed = 0;
    for (; actor && listed < ACTORS_MOST; actor = next_actor(p, actor)) {
        if (listed >= ACTORS_FEW && actor->mentions.count < 2)
            break;
        put_actor(p, actor);
        listed++;
    }
    uint32_t count = p->record->actors.count;
    if (count > listed) {
        dgm_flow_begin(&p->flow, COUNT_COLUMNS, COUNT_COLUMNS);
        put_more(p, count - listed);
        dgm_flow_end(&p->flow);
    }
}

/* ---- the tree of statements ---------------------------------------------- */

static void put_statement(page *p, uint32_t index, uint32_t depth) {
    const dgm_statement *statement = &p->said[index];
    bool narrow = p->flow.width < NARROW;
    uint32_t level = depth < DEPTH_MOST ? depth : DEPTH_MOST;
    uint32_t column = (narrow ? 2 : MARGIN_COLUMNS) + STEP * level;
    put_margin(p, statement);
    if (narrow)
        dgm_flow_end(&p->flow);
    if (depth > 0) {
        dgm_flow_begin(&p->flow, column - STEP, column);
        dgm_flow_fixed(&p->flow, DGM_VIEW("└"), DGM_STYLE_FAINT, STEP);
    }
    dgm_flow_begin(&p->flow, column, column);
    put_speaker(p, index);
    put_cue(p, statement->cue);
    for (uint32_t i = 0; i < statement->n_content; i++) {
        if (i > 0)
            dgm_mark(&p->flow, "…");
        put_content(p, statement->content[i]);
    }
    dgm_flow_end(&p->flow);
    put_way(p, index, column);
}

/* Links each statement to those inside it, in order. */
static void link_children(page *p) {
    for (uint32_t i = 0; i < p->n_said; i++)
        p->first[i] = DGM_NOBODY;
    for (uint32_t i = p->n_said; i-- > 0;) {
        uint32_t parent = p->said[i].parent;
        p->next[i] = parent == DGM_NOBODY ? DGM_NOBODY : p->first[parent];
        if (parent != DGM_NOBODY)
            p->first[parent] = i;
    }
}

/* A statement and, below it, all that stand inside it, without recursion:
 * nesting may be deep. */
static void put_tree(page *p, uint32_t root) {
    uint32_t at = root, depth = 0;
    for (;;) {
        put_statement(p, at, depth);
        if (p->first[at] != DGM_NOBODY) {
            at = p->first[at];
            depth++;
            continue;
        }
        while (at != root && p->next[at] == DGM_NOBODY) {
            at = p->said[at].parent;
            depth--;
        }
        if (at == root)
            return;
        at = p->next[at];
    }
}

static void put_statements(page *p) {
    for (uint32_t i = 0; i < p->n_said; i++) {
        if (p->said[i].parent != DGM_NOBODY)
            continue;
        dgm_writer_byte(p->flow.writer, '\n');
        put_tree(p, i);
    }
}

/* ---- public -------------------------------------------------------------- */

dgm_status dgm_pretty_write(const struct dgm_record *record, uint32_t width, bool colour, dgm_writer *writer,
                            dgm_error *err) {
    page p = {.record = record,
              .article = record->article,
              .said = record->said->items,
              .n_said = record->said->count};
    width = width == 0            ? WIDTH_DEFAULT
            : width < WIDTH_LEAST ? WIDTH_LEAST
            : width > WIDTH_MOST  ? WIDTH_MOST
                                  : width;
    dgm_flow_open(&p.flow, writer, width, colour);
    p.first = malloc(2 * ((size_t)p.n_said + 1) * sizeof(uint32_t));
    if (!p.first)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory while writing");
    p.next = p.first + p.n_said;
    link_children(&p);
    put_rule(&p);
    put_title(&p);
    put_origin(&p);
    put_published(&p);
    put_credits(&p);
    put_parts(&p);
    put_counts(&p);
    put_statements(&p);
    dgm_eventlist_write(record, &p.flow);
    put_times(&p);
    put_actors(&p);
    dgm_writer_byte(writer, '\n');
    free(p.first);
    return DGM_OK;
}
