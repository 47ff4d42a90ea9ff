/* runon.c - groups of quotations, each looked at beside the statements with a cue near it. */
#include "reading/runon.h"

#define NEAR_BYTES 4000 /* between a quotation and a cue that may be its */

typedef struct group {
    const dgm_quote *quotes;
    uint32_t count;
    uint32_t start, end; /* all of it */
} group;

/* ---- groups -------------------------------------------------------------- */

/* Where the paragraph that follows the one around `at` starts; UINT32_MAX if there is none. */
static uint32_t next_paragraph(const dgm_article *article, uint32_t at) {
    uint32_t low = 0, high = article->n_paragraphs;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->paragraphs[middle].text.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < article->n_paragraphs ? article->paragraphs[low].text.start : UINT32_MAX;
}

static bool runs_on(const dgm_article *article, uint32_t quote) {
    const dgm_quote *q = &article->quotes[quote];
    return quote + 1 < article->n_quotes && q->close.start == q->close.end && q->open.start < q->open.end &&
           q[1].open.start < q[1].open.end && q[1].open.start == next_paragraph(article, q->open.start);
}

static group group_at(const dgm_article *article, uint32_t quote) {
    uint32_t last = quote;
    while (runs_on(article, last))
        last++;
    const dgm_quote *quotes = article->quotes + quote;
    return (group){quotes, last - quote + 1, quotes->open.start, article->quotes[last].close.end};
}

/* ---- statements ---------------------------------------------------------- */

/* The first statement with its cue at or behind `at`. */
static uint32_t statement_from(const dgm_statement *items, uint32_t count, uint32_t at) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (items[middle].cue.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool in_group(const group *g, dgm_range text) {
    for (uint32_t i = 0; i < g->count; i++)
        if (g->quotes[i].open.start <= text.start && text.end <= g->quotes[i].close.end)
            return true;
    return false;
}

/* How much of the group the statement's content is. */
static uint32_t share_of(const dgm_statement *statement, const group *g) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < statement->n_content; i++)
        if (in_group(g, statement->content[i]))
            size += statement->content[i].end - statement->content[i].start;
    return size;
}

static bool has_more(const dgm_statement *statement, const group *g) {
    for (uint32_t i = 0; i < statement->n_content; i++)
        if (!in_group(g, statement->content[i]))
            return true;
    return false;
}

/* Replaces what is in the group by nothing, or by all of the group. */
static bool rewrite(const dgm_article *article, dgm_statement *statement, const group *g, bool with_group,
                    dgm_arena *arena) {
    dgm_range *content = dgm_arena_array(arena, dgm_range, statement->n_content + g->count);
    uint32_t count = 0, i = 0;
    if (!content)
        return false;
    for (; i < statement->n_content && statement->content[i].start < g->start; i++)
        content[count++] = statement->content[i];
    for (uint32_t k = 0; with_group && k < g->count; k++)
        content[count++] = (dgm_range){g->quotes[k].open.start, g->quotes[k].close.end};
    for (; i < statement->n_content; i++)
        if (!in_group(g, statement->content[i]))
            content[count++] = statement->content[i];
    statement->content = content;
    statement->n_content = count;
    statement->quoting = dgm_extent_quoting(article, content, count, statement->cue);
    return true;
}

static bool give_to_one(const dgm_article *article, dgm_statement *items, uint32_t count, const group *g,
                        dgm_arena *arena) {
    uint32_t from = statement_from(items, count, g->start > NEAR_BYTES ? g->start - NEAR_BYTES : 0);
    uint32_t owner = DGM_NOBODY, most = 0;
    for (uint32_t i = from; i < count && items[i].cue.start < g->end + NEAR_BYTES; i++) {
        if (in_group(g, items[i].cue) && article->text.data[items[i].cue.end - 1] == ':')
            return true; /* a transcript: "LEE: No." */
        uint32_t share = in_group(g, items[i].cue) ? 0 : share_of(&items[i], g);
        if (share > most) {
            owner = i;
            most = share;
        }
    }
    for (uint32_t i = from; owner != DGM_NOBODY && i < count && items[i].cue.start < g->end + NEAR_BYTES; i++)
        if (!in_group(g, items[i].cue) && share_of(&items[i], g) > 0 &&
            (i == owner || has_more(&items[i], g)) && !rewrite(article, &items[i], g, i == owner, arena))
            return false;
    return true;
}

dgm_status dgm_runon_join(const dgm_article *article, dgm_statement *items, uint32_t count, dgm_arena *arena,
                          dgm_error *err) {
    for (uint32_t quote = 0; quote < article->n_quotes;) {
        group g = group_at(article, quote);
        if (g.count > 1 && !give_to_one(article, items, count, &g, arena))
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
        quote += g.count;
    }
    return DGM_OK;
}
