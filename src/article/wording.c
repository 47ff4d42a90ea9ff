/* wording.c - one look at each space: what stands before and behind it.
 *
 * Text whose every stop has a space before it was cut into words by a program;
 * there a stop behind "U.S." is no stray one, so stops are left alone. */
#include "article/wording.h"

#include "article/glyphs.h"

enum { LONGEST = 6 }; /* of the words that are never meant twice */

static const char *const never_twice[] = {
    "a",    "an",   "and",  "are",   "at",    "be",     "been",  "but",   "by", "for", "from",
    "has",  "have", "of",   "or",    "than",  "the",    "they",  "this",  "to", "was", "we",
    "were", "will", "with", "would", "could", "should", "their", "these", "its"};

/* White space; control characters pass for it, which spares four comparisons at each byte. */
static bool is_blank(char c) {
    return (unsigned char)c <= ' ';
}

static bool is_word(const char *word, uint32_t size) {
    for (size_t i = 0; i < sizeof never_twice / sizeof *never_twice; i++)
        if (strlen(never_twice[i]) == size && memcmp(never_twice[i], word, size) == 0)
            return true;
    return false;
}

/* The word [word, at) stands again behind the white space at `at`: gives the second one's end, 0 if it does
 * not. */
static uint32_t doubled_end(dgm_view text, dgm_range word, uint32_t behind, uint32_t end, dgm_edits *out) {
    uint32_t size = word.end - word.start;
    if (size > LONGEST || end - behind <= size ||
        memcmp(text.data + word.start, text.data + behind, size) != 0)
        return 0;
    if (!is_blank(text.data[behind + size]) || !is_word(text.data + behind, size))
        return 0;
    dgm_edits_add(out, (dgm_edit){DGM_REPAIR_WORD, {word.start, behind + size}, {text.data + behind, size}});
    return behind + size;
}

/* ". ." and ", ," and ", .": two stops where one is meant; the stronger one stays.
 * Gives the second one's end, 0 if nothing is wrong. */
static uint32_t stray_end(dgm_view text, dgm_range within, uint32_t at, uint32_t behind, dgm_edits *out) {
    char one = text.data[at - 1], other = text.data[behind];
    if ((one != '.' && one != ',') || (other != '.' && other != ','))
        return 0;
    if (at < within.start + 2 || (one == '.' && other == ','))
        return 0;
    char before = text.data[at - 2], next = behind + 1 < within.end ? text.data[behind + 1] : ' ';
    bool more = behind + 2 < within.end && is_blank(next) && text.data[behind + 2] == other;
    if (is_blank(before) || before == '.' || !is_blank(next) || more)
        return 0;
    bool initial = at >= within.start + 3 && dgm_is_upper(before) && !dgm_is_letter(text.data[at - 3]);
    if (one == '.' && initial)
        return 0;
    dgm_edits_add(out, (dgm_edit){DGM_REPAIR_STRAY, {at - 1, behind + 1}, {other == '.' ? "." : ",", 1}});
    return behind + 1;
}

/* Whether a program put a space before every stop: more than one in five has one. */
static bool is_cut_up(dgm_view text) {
    uint32_t stops = 0, apart = 0;
    for (size_t i = 1; i + 1 < text.size; i++) {
        bool stop = (text.data[i] == '.' || text.data[i] == ',') && is_blank(text.data[i + 1]);
        stops += stop;
        apart += stop && text.data[i - 1] == ' ';
    }
    return apart > 1 && (uint64_t)apart * 5 > stops;
}

/* Whether stops may be judged, found out when the first one is. */
typedef struct habit {
    bool known, cut_up;
} habit;

static bool judges_stops(dgm_view text, habit *of) {
    if (!of->known)
        *of = (habit){true, is_cut_up(text)};
    return !of->cut_up;
}

static void edit_paragraph(dgm_view text, dgm_range within, habit *of, dgm_edits *out) {
    uint32_t free = within.start; /* behind the last edit */
    uint32_t word = within.end;   /* where the word at hand begins; none yet */
    for (uint32_t at = within.start + 1; at < within.end; at++) {
        if (!is_blank(text.data[at]))
            continue;
        uint32_t behind = at + 1, end = 0;
        while (behind < within.end && is_blank(text.data[behind]))
            behind++;
        if (behind == within.end)
            return;
        char first = text.data[behind];
        if (word < at && text.data[word] == first)
            end = doubled_end(text, (dgm_range){word, at}, behind, within.end, out);
        else if ((first == '.' || first == ',') && judges_stops(text, of))
            end = stray_end(text, (dgm_range){free, within.end}, at, behind, out);
        if (end)
            free = end;
        word = end ? within.end : behind; /* the word an edit ends with is not doubled again */
        at = behind - 1;
    }
}

void dgm_wording_edit(dgm_view text, const dgm_layout *layout, dgm_edits *out) {
    habit of = {false, false};
    for (uint32_t i = 0; i < layout->n_paragraphs; i++)
        edit_paragraph(text, layout->paragraphs[i].text, &of, out);
}
