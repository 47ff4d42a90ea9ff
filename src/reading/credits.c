/* credits.c - each credit part is one line, known by how it begins or ends. */
#include "reading/credits.h"

#include "reading/given.h"

enum { WORDS_MOST = 6 }; /* longer names are sentences */

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
    dgm_view end = {text.data + line->end - strlen(words), strlen(words)};
    if (line->end - line->start <= end.size || !dgm_given_same(end, dgm_view_of(words)))
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
               "reporting additional writing written editing edited contributing compiled with from by source sources via credit");
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
    return is_name(text, out->name);
}

dgm_status dgm_credits_read(const dgm_article *article, dgm_arena *arena, dgm_credits *out, dgm_error *err) {
    dgm_credit *items = dgm_arena_array(arena, dgm_credit, article->n_parts);
    uint32_t count = 0;
    if (!items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for credits");
    for (uint32_t i = 0; i < article->n_parts; i++)
        if (article->parts[i].role == DGM_PART_CREDIT)
            count += read_line(article->text, article->parts[i].text, &items[count]);
    *out = (dgm_credits){items, count};
    return DGM_OK;
}
