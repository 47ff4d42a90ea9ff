/* turns.c - marks the quotations that are told, then goes through the others beside the statements right
 * before them. */
#include "reading/turns.h"

#include "reading/extent.h"

enum { WORDS_LEAST = 4, GAP_MOST = 100, BACK_MOST = 8 };

#define TURN_SURE 0.4F

typedef struct scene {
    const dgm_tagged *t;
    dgm_statement *items;
    uint32_t count; /* those with a cue, in order */
    bool *told;     /* of each quotation: some of it is content or holds a cue */
} scene;

/* ---- told ----------------------------------------------------------------- */

static void mark(scene *s, dgm_range text) {
    const dgm_article *article = s->t->article;
    for (uint32_t q = dgm_extent_quote(article, text.start);
         q < article->n_quotes && article->quotes[q].open.start < text.end; q++)
        if (text.start < article->quotes[q].close.end)
            s->told[q] = true;
}

static void mark_all(scene *s) {
    for (uint32_t i = 0; i < s->count; i++) {
        mark(s, s->items[i].cue);
        mark(s, s->items[i].source);
        for (uint32_t k = 0; k < s->items[i].n_content; k++)
            mark(s, s->items[i].content[k]);
    }
}

/* ---- where a quotation stands --------------------------------------------- */

static const dgm_paragraph *paragraph_at(const dgm_article *article, uint32_t at) {
    uint32_t low = 0, high = article->n_paragraphs;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->paragraphs[middle].text.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < article->n_paragraphs ? &article->paragraphs[low] : NULL;
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Whether whole sentences stand in it: it begins with a capital, at the begin of a sentence. */
static bool is_sentence(const dgm_article *article, const dgm_quote *q, const dgm_paragraph *paragraph) {
    const char *text = article->text.data;
    uint32_t before = q->open.start;
    while (before > paragraph->text.start && (unsigned char)text[before - 1] <= ' ')
        before--;
    bool begins = before == paragraph->text.start || strchr(".!?\"", text[before - 1]) ||
                  text[before - 1] == '\x9D';
    return begins && q->open.end < q->close.start && is_upper(text[q->open.end]) &&
           q->open.start < q->open.end && q->close.start < q->close.end;
}

static uint32_t end_of(const dgm_statement *statement) {
    uint32_t end = statement->cue.end > statement->source.end ? statement->cue.end : statement->source.end;
    for (uint32_t i = 0; i < statement->n_content; i++)
        end = statement->content[i].end > end ? statement->content[i].end : end;
    return end;
}

static uint32_t start_of(const dgm_statement *statement) {
    uint32_t start = statement->cue.start;
    for (uint32_t i = 0; i < statement->n_content; i++)
        start = statement->content[i].start < start ? statement->content[i].start : start;
    return start;
}

/* The first statement with its cue at or behind `at`. */
static uint32_t statement_from(const scene *s, uint32_t at) {
    uint32_t low = 0, high = s->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->items[middle].cue.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The statement that ends right before `at`, the outermost of those; DGM_NOBODY if none is near. */
static uint32_t last_before(const scene *s, uint32_t at) {
    uint32_t from = statement_from(s, at), best = DGM_NOBODY;
    for (uint32_t back = 1; back <= BACK_MOST && back <= from; back++) {
        const dgm_statement *it = &s->items[from - back];
        uint32_t end = end_of(it), best_end = best == DGM_NOBODY ? 0 : end_of(&s->items[best]);
        if (end > at || end + GAP_MOST < at || end < best_end)
            continue;
        if (end > best_end || start_of(it) < start_of(&s->items[best]))
            best = from - back;
    }
    return best;
}

/* ---- whose it is ---------------------------------------------------------- */

/* Whether the paragraphs of `before` and of the quotation follow one another, or are one. */
static bool is_next(const dgm_article *article, const dgm_statement *before, const dgm_paragraph *paragraph) {
    const dgm_paragraph *other = paragraph_at(article, end_of(before) - 1);
    return other && (other == paragraph || other + 1 == paragraph);
}

static bool ends_in_question(const dgm_article *article, const dgm_statement *statement) {
    dgm_range last = statement->content[statement->n_content - 1];
    for (uint32_t at = last.end; at > last.start && last.end - at < 4; at--)
        if (article->text.data[at - 1] == '?')
            return true;
    return false;
}

static bool is_quoted(const dgm_statement *statement) {
    return statement->quoting == DGM_QUOTING_DIRECT;
}

/* Whether two different sources took turns right before. */
static bool take_turns(const scene *s, uint32_t last) {
    if (last == 0 || !is_quoted(&s->items[last]) || !is_quoted(&s->items[last - 1]))
        return false;
    const dgm_statement *one = &s->items[last - 1], *other = &s->items[last];
    dgm_view text = s->t->article->text;
    return one->source.start < one->source.end && other->source.start < other->source.end &&
           start_of(other) - end_of(one) < GAP_MOST && end_of(one) <= start_of(other) &&
           !dgm_view_equal(dgm_view_sub(text, one->source), dgm_view_sub(text, other->source));
}

static bool append(const dgm_article *article, dgm_statement *statement, dgm_range more, dgm_arena *arena) {
    dgm_range *content = dgm_arena_array(arena, dgm_range, statement->n_content + 1);
    if (!content)
        return false;
    memcpy(content, statement->content, statement->n_content * sizeof(*content));
    uint32_t place = statement->n_content;
    for (; place > 0 && content[place - 1].start > more.start; place--)
        content[place] = content[place - 1];
    content[place] = more;
    statement->content = content;
    statement->n_content++;
    statement->quoting = dgm_extent_quoting(article, content, statement->n_content, statement->cue);
    return true;
}

static bool add(const dgm_tagged *t, dgm_statement *out, dgm_range text, dgm_arena *arena) {
    dgm_range *content = dgm_arena_array(arena, dgm_range, 1);
    if (!content)
        return false;
    *content = text;
    uint32_t word = dgm_tagged_words(t, text).start;
    *out = (dgm_statement){.quoting = DGM_QUOTING_DIRECT,
                           .cue = {text.start, text.start},
                           .cue_words = {word, word},
                           .content = content,
                           .n_content = 1,
                           .parent = DGM_NOBODY,
                           .confidence = TURN_SURE};
    return true;
}

/* Gives one quotation away; false when memory is short. */
static bool give(scene *s, const dgm_quote *q, uint32_t *count, dgm_arena *arena) {
    const dgm_article *article = s->t->article;
    dgm_range text = {q->open.start, q->close.end}, words = dgm_tagged_words(s->t, text);
    const dgm_paragraph *paragraph = paragraph_at(article, text.start);
    if (!paragraph || words.end < words.start + WORDS_LEAST || !dgm_extent_reported(article, text.start) ||
        !is_sentence(article, q, paragraph))
        return true;
    uint32_t last = last_before(s, text.start);
    bool again = *count > s->count && end_of(&s->items[*count - 1]) + GAP_MOST > text.start;
    if (again)
        last = *count - 1; /* an answer to an answer */
    bool alone = paragraph->text.start == text.start && paragraph->text.end == text.end;
    if (last == DGM_NOBODY || !is_next(article, &s->items[last], paragraph) ||
        s->items[last].quoting == DGM_QUOTING_INDIRECT)
        return true;
    dgm_range region = dgm_extent_region(article, s->items[last].cue.start);
    if (text.start < region.start || text.end > region.end)
        return true;
    if (alone && (again || ends_in_question(article, &s->items[last]) || take_turns(s, last)))
        return add(s->t, &s->items[(*count)++], text, arena);
    return again || append(article, &s->items[last], text, arena);
}

dgm_status dgm_turns_add(const dgm_tagged *t, dgm_statement *items, uint32_t *count, dgm_arena *arena,
                         dgm_error *err) {
    scene s = {t, items, *count, dgm_arena_array(arena, bool, t->article->n_quotes)};
    if (!s.told)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
    mark_all(&s);
    for (uint32_t q = 0; q < t->article->n_quotes; q++)
        if (!s.told[q] && !give(&s, &t->article->quotes[q], count, arena))
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
    return DGM_OK;
}
