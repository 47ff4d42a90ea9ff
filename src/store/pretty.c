/* pretty.c - the head, the statements as a tree, in a column with a margin. On narrow terminals the margin
 * becomes a line of its own above each statement. */
#include "store/pretty.h"

#include <stdio.h>
#include <stdlib.h>

#include "reading/extent.h"
#include "store/flow.h"

enum {
    WIDTH_DEFAULT = 80,
    WIDTH_LEAST = 30,
    WIDTH_MOST = 96, /* longer lines are hard to read */
    NARROW = 60,
    KIND_COLUMNS = 9,    /* "indirect " */
    MARGIN_COLUMNS = 15, /* "indirect  97%  " */
    STEP = 3,            /* of indent for each level of nesting */
    DEPTH_MOST = 4,
    N_ROLES = DGM_PART_BOILERPLATE + 1
};

typedef struct page {
    const struct dgm_record *record;
    const dgm_article *article;
    const dgm_statement *said;
    uint32_t n_said;
    dgm_flow flow;
    uint32_t *first, *next; /* of each statement: the first inside it, the next beside it; DGM_NOBODY ends */
} page;

static void put_stretch(page *p, dgm_range text, dgm_style style) {
    dgm_flow_text(&p->flow, dgm_view_sub(p->article->text, text), style);
}

static void put_mark(page *p, const char *mark) {
    dgm_flow_stick(&p->flow, dgm_view_of(mark), DGM_STYLE_FAINT, true);
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

/* "By Ann Lee and Ben Orr · OSLO, March 14 · published 2023-03-14" */
static void put_origin(page *p) {
    bool any = false;
    dgm_flow_begin(&p->flow, 0, 2);
    for (uint32_t i = 0; i < p->article->n_parts; i++) {
        const dgm_part *part = &p->article->parts[i];
        if (part->role != DGM_PART_BYLINE && part->role != DGM_PART_DATELINE)
            continue;
        if (any)
            put_mark(p, "·");
        put_stretch(p, part->text, DGM_STYLE_PLAIN);
        any = true;
    }
    const dgm_published *published = p->record->report.published;
    if (published && any)
        put_mark(p, "·");
    if (published) {
        dgm_flow_text(&p->flow, DGM_VIEW("published"), DGM_STYLE_FAINT);
        dgm_flow_text(&p->flow, published->value, DGM_STYLE_PLAIN);
    } else if (!any) {
        dgm_flow_text(&p->flow, DGM_VIEW("no author or date"), DGM_STYLE_FAINT);
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

static bool is_mentioned_in(const dgm_actor *actor, dgm_range text) {
    for (uint32_t i = 0; i < actor->n_mentions; i++)
        if (dgm_range_overlaps(actor->mentions[i], text))
            return true;
    return false;
}

/* The speaker's name, and in brackets what the report says instead; or the source as it stands. */
static void put_speaker(page *p, uint32_t index) {
    const dgm_statement *statement = &p->said[index];
    uint32_t speaker = p->record->cast->speakers[index];
    if (speaker == DGM_NOBODY && statement->source.start == statement->source.end) {
        dgm_flow_text(&p->flow, DGM_VIEW("unnamed"), DGM_STYLE_FAINT);
        return;
    }
    if (speaker == DGM_NOBODY) {
        dgm_range source = statement->source;
        source.end -= p->article->text.data[source.end - 1] == ','; /* of an apposition */
        put_stretch(p, source, DGM_STYLE_PLAIN);
        return;
    }
    const dgm_record_actor *actors = p->record->actors.items;
    dgm_flow_text(&p->flow, actors[speaker].name, DGM_STYLE_BOLD);
    if (is_mentioned_in(&p->record->cast->items[speaker], statement->source))
        return;
    dgm_flow_text(&p->flow, DGM_VIEW("("), DGM_STYLE_FAINT);
    dgm_view source = dgm_view_sub(p->article->text, statement->source);
    dgm_flow_glue(&p->flow);
    dgm_flow_text(&p->flow, source, DGM_STYLE_FAINT);
    dgm_flow_stick(&p->flow, DGM_VIEW(")"), DGM_STYLE_FAINT, false);
}

/* "— said —"; a colon at its end says as much as the second dash, and alone it needs none. */
static void put_cue(page *p, dgm_range cue) {
    const char *text = p->article->text.data;
    bool colon = text[cue.end - 1] == ':';
    while (cue.end > cue.start && (text[cue.end - 1] == ':' || (unsigned char)text[cue.end - 1] <= ' '))
        cue.end--;
    if (cue.start < cue.end) {
        put_mark(p, "—");
        put_stretch(p, cue, DGM_STYLE_ITALIC);
    }
    dgm_flow_stick(&p->flow, colon ? DGM_VIEW(":") : DGM_VIEW("—"), DGM_STYLE_FAINT, !colon);
}

/* Puts text[start, end) right against what came before it, where no space parts them. */
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
            put_mark(p, "…");
        put_content(p, statement->content[i]);
    }
    dgm_flow_end(&p->flow);
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

/* A statement and, below it, all that stand inside it, without recursion: nesting may be deep. */
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
    put_parts(&p);
    put_counts(&p);
    put_statements(&p);
    dgm_writer_byte(writer, '\n');
    free(p.first);
    return DGM_OK;
}
