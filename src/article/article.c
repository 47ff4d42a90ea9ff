/* article.c - the passes that make an article out of bytes:
 *   decode    bytes to UTF-8
 *   page      of a web page, the cuts that leave its article
 *   letters   mojibake and invisible characters, before anything is judged by its looks
 *   layout    paragraphs
 *   marks     what each quotation mark does
 *   wording   repairs that need paragraphs and marks
 *   parts     title, byline, body and the rest
 * Most texts need no repair: they are then never copied. */
#include "article/article.h"

#include "article/layout.h"
#include "article/letters.h"
#include "article/parts.h"
#include "article/quotes.h"
#include "article/reading.h"
#include "article/wording.h"
#include "page/page.h"

static const char *const part_names[] = {"title",  "byline", "dateline", "body",       "caption",
                                         "credit", "bio",    "related",  "boilerplate"};
static const char *const repair_names[] = {"unbalanced-quote",  "missing-space", "doubled-word",
                                           "stray-punctuation", "mojibake",      "soft-hyphen",
                                           "invalid-byte"};

const char *dgm_part_name(dgm_part_role role) {
    return part_names[role];
}

const char *dgm_repair_name(dgm_repair_kind kind) {
    return repair_names[kind];
}

dgm_range dgm_article_source(const dgm_article *article, dgm_range text) {
    dgm_reading reading = {article->text, article->runs, article->n_runs};
    return dgm_reading_source(&reading, text);
}

/* ---- repairs ------------------------------------------------------------ */

/* What a text is read as, stage by stage, and the edits that led from one to the next. */
typedef struct stages {
    dgm_decoded decoded;
    dgm_page page; /* all zero for plain text */
    dgm_reading read, spelled,
        worded; /* decoded, and a page's article alone; letters repaired; all repaired */
    dgm_edits letters, wording;
} stages;

static dgm_repair repair_of(const dgm_reading *reading, const dgm_edit *edit) {
    return (dgm_repair){edit->kind, dgm_reading_source(reading, edit->text), edit->read_as};
}

/* The repairs of all stages in the order of the input. */
static dgm_status list_repairs(const stages *at, dgm_arena *arena, dgm_repair **out, uint32_t *out_count,
                               dgm_error *err) {
    uint32_t invalid = 0, letter = 0, word = 0, count = 0;
    size_t all = (size_t)at->decoded.n_invalid + at->letters.count + at->wording.count;
    dgm_repair *repairs = dgm_arena_array(arena, dgm_repair, all);
    if (!repairs)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %zu repairs", all);
    while (count < all) {
        dgm_repair next = {DGM_REPAIR_BYTE, {UINT32_MAX, UINT32_MAX}, DGM_VIEW("\xEF\xBF\xBD")};
        uint32_t *from = &invalid;
        if (invalid < at->decoded.n_invalid)
            next.source = at->decoded.invalid[invalid];
        if (letter < at->letters.count) {
            dgm_repair other = repair_of(&at->read, &at->letters.items[letter]);
            if (other.source.start < next.source.start) {
                next = other;
                from = &letter;
            }
        }
        if (word < at->wording.count) {
            dgm_repair other = repair_of(&at->spelled, &at->wording.items[word]);
            if (other.source.start < next.source.start) {
                next = other;
                from = &word;
            }
        }
        repairs[count++] = next;
        ++*from;
    }
    *out = repairs;
    *out_count = count;
    return DGM_OK;
}

/* ---- the passes --------------------------------------------------------- */

/* Leaves of a page what its cuts leave. */
static dgm_status cut_page(stages *at, dgm_arena *arena, dgm_error *err) {
    dgm_view text = at->decoded.text;
    DGM_TRY(dgm_page_read(text, arena, &at->page, err));
    if (at->page.n_kept == 0)
        return dgm_fail(err, DGM_ERR_EMPTY, 0, "no article in a page of %zu bytes", text.size);
    dgm_edits edits = {dgm_arena_array(arena, dgm_edit, at->page.n_cuts), at->page.n_cuts};
    if (!edits.items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u cuts of a page", edits.count);
    for (uint32_t i = 0; i < edits.count; i++)
        edits.items[i] = (dgm_edit){.text = at->page.cuts[i].page, .read_as = at->page.cuts[i].read_as};
    dgm_reading whole = at->read;
    return dgm_edits_apply(edits, &whole, arena, &at->read, err);
}

static dgm_status read_text(stages *at, dgm_view input, dgm_arena *arena, dgm_error *err) {
    DGM_TRY(dgm_charset_decode(input, arena, &at->decoded, err));
    at->read = (dgm_reading){at->decoded.text, at->decoded.runs, at->decoded.n_runs};
    return dgm_html_is(at->decoded.text) ? cut_page(at, arena, err) : DGM_OK;
}

/* What the page says of each paragraph: one kept stretch may hold several, and no paragraph two. */
static dgm_status tell_roles(const stages *at, dgm_layout *layout, dgm_arena *arena, dgm_error *err) {
    static const dgm_part_role roles[] = {[DGM_KEPT_BODY] = DGM_PART_BODY,
                                          [DGM_KEPT_TITLE] = DGM_PART_TITLE,
                                          [DGM_KEPT_BYLINE] = DGM_PART_BYLINE,
                                          [DGM_KEPT_CAPTION] = DGM_PART_CAPTION};
    dgm_mover mover = {at->letters, 0, 0};
    uint32_t next = 0, end = 0;
    layout->roles = dgm_arena_array(arena, dgm_part_role, layout->n_paragraphs);
    if (!layout->roles)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u roles", layout->n_paragraphs);
    for (uint32_t i = 0; i < layout->n_paragraphs; i++) {
        while (next < at->page.n_kept && end <= layout->paragraphs[i].text.start)
            end = dgm_mover_move(&mover, at->page.kept[next++].text.end);
        layout->roles[i] = next ? roles[at->page.kept[next - 1].role] : DGM_PART_BODY;
    }
    return DGM_OK;
}

static dgm_status repair_letters(stages *at, dgm_arena *arena, dgm_error *err) {
    at->spelled = at->read;
    DGM_TRY(dgm_letters_edit(at->read.text, arena, &at->letters, err));
    if (at->letters.count == 0)
        return DGM_OK;
    return dgm_edits_apply(at->letters, &at->read, arena, &at->spelled, err);
}

static dgm_status find_wording(stages *at, const dgm_layout *layout, const dgm_marks *marks, dgm_arena *arena,
                               dgm_error *err) {
    dgm_edits quotes = {NULL, 0}, words = {NULL, 0};
    dgm_view text = at->spelled.text;
    dgm_quotes_edit(text, layout, marks, &quotes);
    dgm_wording_edit(text, layout, &words);
    if (quotes.count + words.count == 0)
        return DGM_OK;
    DGM_TRY(dgm_edits_size(&quotes, arena, err));
    DGM_TRY(dgm_edits_size(&words, arena, err));
    dgm_quotes_edit(text, layout, marks, &quotes);
    dgm_wording_edit(text, layout, &words);
    return dgm_edits_merge(quotes, words, arena, &at->wording, err);
}

/* Paragraphs and marks keep their places in the repaired text. A space put in behind a mark is not the
 * mark's. */
static void move_all(dgm_edits edits, const dgm_layout *layout, const dgm_marks *marks) {
    dgm_mover mover = {edits, 0, 0};
    for (uint32_t i = 0; i < layout->n_paragraphs; i++) {
        dgm_range *range = &layout->paragraphs[i].text;
        range->start = dgm_mover_move(&mover, range->start);
        range->end = dgm_mover_move(&mover, range->end);
    }
    mover = (dgm_mover){edits, 0, 0};
    for (uint32_t i = 0; i < marks->count; i++) {
        dgm_mark *mark = &marks->items[i];
        uint32_t old = mark->at;
        mark->at = dgm_mover_move(&mover, old);
        if (mover.next < edits.count && edits.items[mover.next].text.start == old) {
            dgm_view read_as = edits.items[mover.next].read_as;
            mark->size = (uint8_t)(read_as.size - (read_as.data[read_as.size - 1] == ' '));
        }
    }
}

static dgm_status repair_wording(stages *at, const dgm_layout *layout, const dgm_marks *marks,
                                 dgm_arena *arena, dgm_error *err) {
    at->worded = at->spelled;
    DGM_TRY(find_wording(at, layout, marks, arena, err));
    if (at->wording.count == 0)
        return DGM_OK;
    DGM_TRY(dgm_edits_apply(at->wording, &at->spelled, arena, &at->worded, err));
    move_all(at->wording, layout, marks);
    return DGM_OK;
}

dgm_status dgm_article_read(dgm_view input, dgm_arena *arena, dgm_article *out, dgm_error *err) {
    stages at = {0};
    dgm_layout layout = {NULL, 0, NULL};
    dgm_marks marks = {NULL, 0};
    dgm_quote *quotes = NULL;
    dgm_repair *repairs = NULL;
    dgm_part *parts = NULL;
    uint32_t n_quotes = 0, n_repairs = 0, n_parts = 0;
    DGM_TRY(read_text(&at, input, arena, err));
    DGM_TRY(repair_letters(&at, arena, err));
    DGM_TRY(dgm_layout_read(at.spelled.text, arena, &layout, err));
    if (layout.n_paragraphs == 0)
        return dgm_fail(err, DGM_ERR_EMPTY, 0, "nothing to read in %zu bytes", input.size);
    if (at.page.n_kept)
        DGM_TRY(tell_roles(&at, &layout, arena, err));
    DGM_TRY(dgm_marks_read(at.spelled.text, &layout, arena, &marks, err));
    DGM_TRY(repair_wording(&at, &layout, &marks, arena, err));
    DGM_TRY(dgm_quotes_pair(at.worded.text, &layout, &marks, arena, &quotes, &n_quotes, err));
    DGM_TRY(dgm_parts_read(at.worded.text, &layout, arena, &parts, &n_parts, err));
    DGM_TRY(list_repairs(&at, arena, &repairs, &n_repairs, err));
    *out = (dgm_article){
        .text = at.worded.text,
        .runs = at.worded.runs,
        .n_runs = at.worded.n_runs,
        .parts = parts,
        .n_parts = n_parts,
        .paragraphs = layout.paragraphs,
        .n_paragraphs = layout.n_paragraphs,
        .quotes = quotes,
        .n_quotes = n_quotes,
        .repairs = repairs,
        .n_repairs = n_repairs,
        .published = at.page.published,
    };
    return DGM_OK;
}
