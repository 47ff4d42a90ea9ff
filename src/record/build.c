/* build.c - the record, from the top of the report to its statements; one function a list. Each array is
 * sized before it is filled. */
#include "record/build.h"

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

/* The text of `range` on one line: each stretch of white space is one space. */
static dgm_view one_line(maker *m, dgm_range range) {
    dgm_view text = dgm_view_sub(m->from->article->text, range);
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

/* Cuts "Ann Lee and Ben Orr" into names behind `out[count)`; only counts them where `out` is NULL. */
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
        dgm_view line = one_line(m, article->parts[i].text);
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
            *out = one_line(m, article->parts[i].text);
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
    if (m->from->published.size == 0)
        return true;
    dgm_published *published = dgm_arena_array(m->arena, dgm_published, 1);
    if (!published)
        return false;
    *published = (dgm_published){m->from->published, DGM_VIEW("given"), {0, 0}};
    *out = published;
    return true;
}

static bool add_credits(maker *m, dgm_list *out) {
    static const char *const relations[] = {"wire", "source", "medium"};
    const dgm_credits *credits = m->from->credits;
    dgm_record_credit *items = dgm_arena_array(m->arena, dgm_record_credit, credits->count);
    for (uint32_t i = 0; items && i < credits->count; i++) {
        dgm_range name = credits->items[i].name;
        dgm_view relation = dgm_view_of(relations[credits->items[i].relation]);
        items[i] = (dgm_record_credit){one_line(m, name), relation,
                                       dgm_article_source(m->from->article, name)};
        if (!items[i].name.data)
            return false;
    }
    *out = (dgm_list){items, credits->count};
    return items != NULL;
}

/* ---- actors and statements ----------------------------------------------- */

static bool add_mentions(maker *m, const dgm_actor *actor, dgm_list *out) {
    dgm_record_mention *items = dgm_arena_array(m->arena, dgm_record_mention, actor->n_mentions);
    for (uint32_t i = 0; items && i < actor->n_mentions; i++)
        items[i] = (dgm_record_mention){dgm_article_source(m->from->article, actor->mentions[i]),
                                        DGM_VIEW("name")};
    *out = (dgm_list){items, actor->n_mentions};
    return items != NULL;
}

static bool add_actors(maker *m, dgm_list *out) {
    static const char *const kinds[] = {"person", "organization", "place"};
    const dgm_actors *actors = m->from->actors;
    dgm_record_actor *items = dgm_arena_array(m->arena, dgm_record_actor, actors->count);
    for (uint32_t i = 0; items && i < actors->count; i++) {
        items[i].id = make_id(m, 'A', i);
        items[i].name = one_line(m, actors->items[i].name);
        items[i].kind = dgm_view_of(kinds[actors->items[i].kind]);
        if (!items[i].id.data || !items[i].name.data ||
            !add_mentions(m, &actors->items[i], &items[i].mentions))
            return false;
    }
    *out = (dgm_list){items, actors->count};
    return items != NULL;
}

static bool add_statement(maker *m, uint32_t index, const dgm_record_actor *actors,
                          dgm_record_statement *out) {
    static const char *const kinds[] = {"direct", "mixed", "indirect"};
    const dgm_statement *statement = &m->from->statements->items[index];
    uint32_t speaker = m->from->actors->speakers[index];
    out->id = make_id(m, 'S', index);
    out->kind = dgm_view_of(kinds[statement->quoting]);
    out->confidence = statement->confidence;
    if (speaker != DGM_NOBODY)
        out->speaker = actors[speaker].id;
    if (statement->parent != DGM_NOBODY)
        out->parent = make_id(m, 'S', statement->parent);
    return out->id.data && (statement->parent == DGM_NOBODY || out->parent.data) &&
           add_spans(m, &statement->source, statement->source.start < statement->source.end, &out->source) &&
           add_spans(m, &statement->cue, 1, &out->cue) &&
           add_spans(m, statement->content, statement->n_content, &out->content);
}

static bool add_statements(maker *m, const dgm_record_actor *actors, dgm_list *out) {
    uint32_t count = m->from->statements->count;
    dgm_record_statement *items = dgm_arena_array(m->arena, dgm_record_statement, count);
    for (uint32_t i = 0; items && i < count; i++)
        if (!add_statement(m, i, actors, &items[i]))
            return false;
    *out = (dgm_list){items, count};
    return items != NULL;
}

/* ---- public -------------------------------------------------------------- */

static bool fill(maker *m, struct dgm_record *out) {
    const dgm_findings *from = m->from;
    char *id = dgm_arena_alloc(m->arena, 65);
    if (!id)
        return false;
    dgm_sha256_hex(from->input, id);
    out->report.id = (dgm_view){id, 64};
    return add_title(m, &out->report.title) && add_byline(m, &out->report.byline) &&
           add_published(m, &out->report.published) && add_parts(m, &out->report.parts) &&
           add_repairs(m, &out->report.repairs) && add_credits(m, &out->credits) &&
           add_actors(m, &out->actors) && add_statements(m, out->actors.items, &out->statements);
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
        .cast = findings->actors,
    };
    maker m = {findings, arena};
    if (!fill(&m, record))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for the record");
    *out = record;
    return DGM_OK;
}
