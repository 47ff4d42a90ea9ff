/* extent.c - from words to stretches of text, in three steps:
 *   trim      drop punctuation that hangs over at the edges, word by word
 *   complete  take in the quotation marks around what is quoted whole
 *   join      melt stretches that meet
 * and the count of quoted letters that makes a statement direct, mixed or indirect. */
#include "reading/extent.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* ---- letters ------------------------------------------------------------- */

static bool is_letter(uint32_t code) {
    if (code < 0x80)
        return (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
    if (code == DGM_UTF8_BAD)
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

static uint32_t letters_in(dgm_view text, uint32_t start, uint32_t end) {
    uint32_t count = 0, size = 1;
    for (uint32_t at = start; at < end; at += size)
        count += is_letter(dgm_utf8_read(text, at, &size));
    return count;
}

bool dgm_extent_lettered(const dgm_article *article, uint32_t start, uint32_t end) {
    uint32_t size = 1;
    for (uint32_t at = start; at < end; at += size)
        if (is_letter(dgm_utf8_read(article->text, at, &size)))
            return true;
    return false;
}

/* ---- parts --------------------------------------------------------------- */

/* The part that holds `at`: the last one that starts at or before it. */
static const dgm_part *part_at(const dgm_article *article, uint32_t at) {
    uint32_t low = 0, high = article->n_parts;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->parts[middle].text.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &article->parts[low - 1] : NULL;
}

bool dgm_extent_reported(const dgm_article *article, uint32_t at) {
    const dgm_part *part = part_at(article, at);
    return !part || (part->role != DGM_PART_BYLINE && part->role != DGM_PART_BIO &&
                     part->role != DGM_PART_RELATED && part->role != DGM_PART_BOILERPLATE);
}

/* Whether a statement never reaches from this part into another, or back. */
static bool is_closed(dgm_part_role role) {
    return role != DGM_PART_BODY && role != DGM_PART_DATELINE && role != DGM_PART_CREDIT &&
           role != DGM_PART_CAPTION;
}

dgm_range dgm_extent_region(const dgm_article *article, uint32_t at) {
    dgm_range region = {0, (uint32_t)article->text.size};
    const dgm_part *part = part_at(article, at);
    if (!part)
        return region;
    if (is_closed(part->role) || part->role == DGM_PART_CAPTION)
        return part->text;
    for (const dgm_part *before = part; before-- > article->parts;)
        if (is_closed(before->role)) {
            region.start = before->text.end;
            break;
        }
    for (const dgm_part *behind = part + 1; behind < article->parts + article->n_parts; behind++)
        if (is_closed(behind->role)) {
            region.end = behind->text.start;
            break;
        }
    return region;
}

dgm_range dgm_extent_within(const dgm_words *words, dgm_range run, dgm_range region) {
    while (run.start < run.end && words->words[run.start].text.start < region.start)
        run.start++;
    while (run.end > run.start && words->words[run.end - 1].text.end > region.end)
        run.end--;
    return run;
}

/* ---- quotations ---------------------------------------------------------- */

uint32_t dgm_extent_quote(const dgm_article *article, uint32_t at) {
    uint32_t low = 0, high = article->n_quotes;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->quotes[middle].close.end < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Letters in quotation marks, but for those that hold `cue` whole. */
static uint32_t quoted_letters(const dgm_article *article, dgm_range span, dgm_range cue) {
    uint32_t count = 0;
    for (uint32_t q = dgm_extent_quote(article, span.start); q < article->n_quotes; q++) {
        uint32_t start = article->quotes[q].open.end, end = article->quotes[q].close.start;
        if (start >= span.end)
            break;
        if (start <= cue.start && cue.end <= end)
            continue;
        count += letters_in(article->text, start > span.start ? start : span.start,
                            end < span.end ? end : span.end);
    }
    return count;
}

dgm_quoting dgm_extent_quoting(const dgm_article *article, const dgm_range *spans, uint32_t n_spans,
                               dgm_range cue) {
    uint32_t all = 0, quoted = 0;
    for (uint32_t i = 0; i < n_spans; i++) {
        all += letters_in(article->text, spans[i].start, spans[i].end);
        quoted += quoted_letters(article, spans[i], cue);
    }
    if (quoted == 0)
        return quoted_letters(article, cue, cue) > 0 ? DGM_QUOTING_MIXED : DGM_QUOTING_INDIRECT;
    return quoted == all ? DGM_QUOTING_DIRECT : DGM_QUOTING_MIXED;
}

/* Takes in each quotation that `span` holds whole, but for its marks, and each of which it holds the begin
 * or the end: what stands between two marks is said by one. Not if the cue stands in the quotation. */
static dgm_range with_quotes(const dgm_article *article, dgm_range span, dgm_range cue) {
    for (uint32_t q = dgm_extent_quote(article, span.start); q < article->n_quotes; q++) {
        dgm_range open = article->quotes[q].open, close = article->quotes[q].close;
        if (open.start >= span.end)
            break;
        bool from_start = span.start < open.end || !dgm_extent_lettered(article, open.end, span.start);
        bool to_end = span.end > close.start || !dgm_extent_lettered(article, span.end, close.start);
        bool holds_some = span.start < close.start && span.end > open.end;
        bool told_inside = cue.start >= open.start && cue.start < close.end;
        bool marked = open.start < open.end && close.start < close.end;
        bool whole = from_start && to_end, part = (from_start || to_end) && marked && !told_inside;
        if (!holds_some || (!whole && !part))
            continue;
        span.start = open.start < span.start ? open.start : span.start;
        span.end = close.end > span.end ? close.end : span.end;
    }
    return span;
}

/* ---- trimming ------------------------------------------------------------ */

static bool is_one_of(dgm_view word, const char *const *list) {
    for (; *list; list++)
        if (dgm_view_equal(word, dgm_view_of(*list)))
            return true;
    return false;
}

static dgm_view word_text(const dgm_article *article, const dgm_word *word) {
    return dgm_view_sub(article->text, word->text);
}

static bool hangs_in_front(const dgm_article *article, const dgm_word *word) {
    static const char *const marks[] = {",", ";", ":", ".", "!", "?", ")", "]", "-", "--", "–", "—", NULL};
    bool closes = (word->flags & DGM_WORD_CLOSES) && !(word->flags & DGM_WORD_OPENS);
    return closes || is_one_of(word_text(article, word), marks);
}

static bool hangs_behind(const dgm_article *article, const dgm_word *word) {
    static const char *const marks[] = {",", ";", ":", ".", "(", "[", "-", "--", "–", "—", NULL};
    bool opens = (word->flags & DGM_WORD_OPENS) && !(word->flags & DGM_WORD_CLOSES);
    return opens || (!(word->flags & DGM_WORD_QUOTED) && is_one_of(word_text(article, word), marks));
}

static dgm_range trimmed_content(const dgm_article *article, const dgm_words *words, dgm_range run) {
    while (run.start < run.end && hangs_in_front(article, &words->words[run.start]))
        run.start++;
    while (run.end > run.start && hangs_behind(article, &words->words[run.end - 1]))
        run.end--;
    return run;
}

static dgm_range text_of(const dgm_words *words, dgm_range run) {
    if (run.start >= run.end)
        return (dgm_range){0, 0};
    return (dgm_range){words->words[run.start].text.start, words->words[run.end - 1].text.end};
}

static bool is_comma(const dgm_article *article, const dgm_words *words, uint32_t word) {
    return dgm_view_equal(word_text(article, &words->words[word]), DGM_VIEW(","));
}

dgm_range dgm_extent_cue(const dgm_article *article, const dgm_words *words, dgm_range run) {
    while (run.start < run.end && is_comma(article, words, run.start))
        run.start++;
    while (run.end > run.start && is_comma(article, words, run.end - 1))
        run.end--;
    return text_of(words, run);
}

dgm_range dgm_extent_source(const dgm_article *article, const dgm_words *words, dgm_range run) {
    dgm_range kept = run;
    while (kept.start < kept.end && is_comma(article, words, kept.start))
        kept.start++;
    while (kept.end > kept.start && is_comma(article, words, kept.end - 1))
        kept.end--;
    for (uint32_t i = kept.start; i < kept.end && kept.end < run.end; i++)
        if (is_comma(article, words, i)) {
            kept.end++;
            break;
        }
    return text_of(words, kept);
}

/* ---- joining ------------------------------------------------------------- */

static bool only_space_between(const dgm_article *article, uint32_t start, uint32_t end) {
    for (uint32_t at = start; at < end; at++)
        if ((unsigned char)article->text.data[at] > ' ')
            return false;
    return true;
}

/* Adds `span` behind `out[0..count)`; runs come in order, so only the last can meet it. */
static uint32_t add_span(const dgm_article *article, dgm_range *out, uint32_t count, dgm_range span) {
    if (count > 0 &&
        (span.start <= out[count - 1].end || only_space_between(article, out[count - 1].end, span.start))) {
        if (span.end > out[count - 1].end)
            out[count - 1].end = span.end;
        return count;
    }
    out[count] = span;
    return count + 1;
}

uint32_t dgm_extent_content(const dgm_article *article, const dgm_words *words, const dgm_range *runs,
                            uint32_t n_runs, dgm_range cue, dgm_range *out) {
    dgm_range region = dgm_extent_region(article, cue.start);
    uint32_t count = 0;
    for (uint32_t i = 0; i < n_runs; i++) {
        dgm_range run = dgm_extent_within(words, runs[i], region);
        dgm_range span = text_of(words, trimmed_content(article, words, run));
        if (dgm_extent_lettered(article, span.start, span.end))
            count = add_span(article, out, count, with_quotes(article, span, cue));
    }
    return count;
}
