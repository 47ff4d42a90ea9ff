/* layout.c - paragraphs, in two or three passes over the lines:
 *   look    widths and indents of lines that another line follows at once, and
 *           how often the break falls inside a sentence
 *   decide  hard-wrapped, if most of these lines could not have held the next
 *           line's first word, or most breaks fall inside a sentence
 *   cut     count the paragraphs, then note them
 * Widths count code points, as the program that wrapped the text did. */
#include "article/layout.h"

#include "article/glyphs.h"

enum {
    WIDEST = 160,   /* hard-wrapped lines are no wider */
    NARROWEST = 30, /* and no narrower */
    DEEPEST = 32,   /* indents beyond count as this */
    TAB = 8
};

typedef struct line {
    dgm_range text;  /* without white space at its ends; empty when blank */
    uint32_t next;   /* where the next line starts */
    uint32_t indent; /* columns */
    uint32_t width;  /* code points, indent included, WIDEST + 1 when wider */
} line;

/* ---- lines -------------------------------------------------------------- */

/* The first line feed or carriage return from `at`, or the text's end. In growing steps: a text with but
 * one of the two kinds of break would else be searched to its end for the other, line by line. */
static uint32_t find_break(dgm_view text, size_t at) {
    for (size_t step = 128; at < text.size; at += step, step *= 2) {
        size_t size = step < text.size - at ? step : text.size - at;
        const char *feed = memchr(text.data + at, '\n', size);
        const char *back = memchr(text.data + at, '\r', feed ? (size_t)(feed - text.data) - at : size);
        if (back || feed)
            return (uint32_t)((back ? back : feed) - text.data);
    }
    return (uint32_t)text.size;
}

/* Where the line that starts at `at` ends, and where the next one starts. */
static uint32_t line_end(dgm_view text, uint32_t at, uint32_t *out_next) {
    uint32_t end = find_break(text, at);
    *out_next = end < text.size ? end + 1 : end;
    if (end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n')
        *out_next = end + 2;
    return end;
}

static uint32_t width_of(dgm_view text, dgm_range range) {
    if (range.end - range.start > 4 * WIDEST)
        return WIDEST + 1;
    uint32_t width = 0;
    for (uint32_t i = range.start; i < range.end; i++)
        width += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return width > WIDEST ? WIDEST + 1 : width;
}

static line read_line(dgm_view text, uint32_t at) {
    line read = {{at, at}, at, 0, 0};
    read.text.end = line_end(text, at, &read.next);
    read.text = dgm_glyphs_trim(text, read.text);
    for (uint32_t i = at; i < read.text.start && read.indent < DEEPEST; i++) {
        if (text.data[i] == '\t')
            read.indent += TAB - read.indent % TAB;
        else
            read.indent += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    }
    read.width = read.indent + width_of(text, read.text);
    read.width = read.width > WIDEST ? WIDEST + 1 : read.width;
    return read;
}

static bool is_blank(const line *read) {
    return read->text.start == read->text.end;
}

static uint32_t first_word_width(dgm_view text, const line *read) {
    uint32_t end = read->text.start;
    while (end < read->text.end && !dgm_is_space(text.data[end]) && end - read->text.start < 4 * WIDEST)
        end++;
    return width_of(text, (dgm_range){read->text.start, end});
}

/* The line ends as sentences do, quotation marks and brackets passed over. */
static bool ends_sentence(dgm_view text, const line *read) {
    dgm_view within = {text.data, read->text.end};
    size_t at = read->text.end;
    for (int i = 0; i < 4 && at > read->text.start; i++) {
        dgm_glyph glyph = dgm_glyph_before(within, at);
        if (glyph == DGM_GLYPH_STOP || text.data[at - 1] == ':')
            return true;
        if (glyph != DGM_GLYPH_MARK && glyph != DGM_GLYPH_CLOSE)
            return false;
        at = dgm_utf8_before(within, at);
    }
    return false;
}

/* The break between two lines falls inside a sentence for certain: nothing ends, and a small letter goes
 * on. */
static bool breaks_sentence(dgm_view text, const line *before, const line *after) {
    return dgm_is_lower(text.data[after->text.start]) && !ends_sentence(text, before);
}

/* "- ", "* ", a bullet: an entry of a list. */
static bool is_entry(dgm_view text, const line *read) {
    dgm_view rest = {text.data + read->text.start, read->text.end - read->text.start};
    if (rest.size > 2 && (rest.data[0] == '-' || rest.data[0] == '*') && rest.data[1] == ' ')
        return true;
    return rest.size > 4 && memcmp(rest.data, "\xE2\x80\xA2", 3) == 0;
}

/* Nearly all letters are capitals: a headline, where others are not. */
static bool is_shouted(dgm_view text, const line *read) {
    uint32_t upper = 0, lower = 0;
    if (read->width > WIDEST)
        return false;
    for (uint32_t i = read->text.start; i < read->text.end; i++) {
        upper += dgm_is_upper(text.data[i]);
        lower += dgm_is_lower(text.data[i]);
    }
    return upper > 3 && upper > 3 * lower;
}

/* Columns: two gaps or more of three spaces or more. */
static bool is_table_row(dgm_view text, const line *read) {
    uint32_t gaps = 0, spaces = 0;
    if (read->width > WIDEST)
        return false;
    for (uint32_t i = read->text.start; i < read->text.end; i++) {
        spaces = text.data[i] == ' ' ? spaces + 1 : 0;
        gaps += spaces == 3;
    }
    return gaps > 1;
}

/* ---- hard-wrapped or not ------------------------------------------------ */

typedef struct wrapping {
    bool wrapped;
    uint32_t width;  /* what most lines reach */
    uint32_t indent; /* of most lines */
} wrapping;

typedef struct census {
    uint32_t widths[WIDEST + 2], indents[DEEPEST + 1];
    uint32_t pairs, broken; /* lines that another follows at once; of these, broken inside a sentence */
} census;

static void look(dgm_view text, census *out) {
    line before = {0};
    for (uint32_t at = 0; at < text.size;) {
        line read = read_line(text, at);
        if (!is_blank(&read)) {
            out->indents[read.indent < DEEPEST ? read.indent : DEEPEST]++;
            if (!is_blank(&before)) {
                out->pairs++;
                out->widths[before.width]++;
                out->broken += breaks_sentence(text, &before, &read);
            }
        }
        before = read;
        at = read.next;
    }
}

/* How many lines could not have held the first word of the next. */
static uint32_t count_full(dgm_view text, uint32_t width) {
    line before = {0};
    uint32_t full = 0;
    for (uint32_t at = 0; at < text.size;) {
        line read = read_line(text, at);
        if (!is_blank(&read) && !is_blank(&before))
            full += before.width + 1 + first_word_width(text, &read) > width;
        before = read;
        at = read.next;
    }
    return full;
}

static wrapping decide(dgm_view text) {
    census seen = {0};
    wrapping found = {false, WIDEST + 1, 0};
    look(text, &seen);
    if (seen.pairs == 0)
        return found;
    uint32_t below = 0; /* the width that nine lines in ten do not pass */
    for (found.width = 0; found.width <= WIDEST; found.width++) {
        below += seen.widths[found.width];
        if ((uint64_t)below * 10 >= (uint64_t)seen.pairs * 9)
            break;
    }
    for (uint32_t i = 0; i <= DEEPEST; i++)
        if (seen.indents[i] > seen.indents[found.indent])
            found.indent = i;
    if (found.width > WIDEST || found.width < NARROWEST)
        return found;
    /* breaks inside sentences tell most; fewer will do where lines are filled */
    found.wrapped = seen.broken * 3 >= seen.pairs ||
                    ((uint64_t)seen.broken * 8 >= seen.pairs &&
                     (uint64_t)count_full(text, found.width) * 10 >= (uint64_t)seen.pairs * 7);
    return found;
}

/* Whether `after` goes on with the paragraph of `before`, in a hard-wrapped document. */
static bool goes_on(dgm_view text, const wrapping *how, const line *before, const line *after) {
    if (is_shouted(text, before) && !is_shouted(text, after))
        return false;
    bool ended = ends_sentence(text, before);
    if (is_table_row(text, before) || is_table_row(text, after) || (is_entry(text, after) && ended))
        return false;
    if (breaks_sentence(text, before, after))
        return true;
    bool deeper = after->indent > before->indent + 1 || after->indent > how->indent + 1;
    if (deeper && (ended || after->indent > before->indent + 2))
        return false;
    uint32_t needed = before->width + 1 + first_word_width(text, after), width = how->width;
    return needed + (ended ? width / 10 : width / 2) > width;
}

/* The same where only some lines are wrapped, among tables or lists: a break inside a sentence is none,
 * though. */
static bool runs_over(dgm_view text, const wrapping *how, const line *before, const line *after) {
    return how->width >= NARROWEST && how->width <= WIDEST && before->width <= WIDEST &&
           before->width * 2 > how->width && breaks_sentence(text, before, after) &&
           !is_table_row(text, before) && !is_table_row(text, after) && !is_shouted(text, before);
}

/* ---- cutting ------------------------------------------------------------ */

static uint32_t cut(dgm_view text, const wrapping *how, dgm_paragraph *out) {
    line before = {0};
    uint32_t count = 0;
    for (uint32_t at = 0; at < text.size;) {
        line read = read_line(text, at);
        at = read.next;
        if (!is_blank(&read)) {
            bool joined = !is_blank(&before) && (how->wrapped ? goes_on(text, how, &before, &read)
                                                              : runs_over(text, how, &before, &read));
            count += !joined;
            if (out && !joined)
                out[count - 1].text.start = read.text.start;
            if (out)
                out[count - 1].text.end = read.text.end;
        }
        before = read;
    }
    return count;
}

dgm_status dgm_layout_read(dgm_view text, dgm_arena *arena, dgm_layout *out, dgm_error *err) {
    wrapping how = decide(text);
    uint32_t count = cut(text, &how, NULL);
    dgm_paragraph *paragraphs = dgm_arena_array(arena, dgm_paragraph, count);
    if (!paragraphs)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u paragraphs", count);
    cut(text, &how, paragraphs);
    *out = (dgm_layout){paragraphs, count, NULL};
    return DGM_OK;
}
