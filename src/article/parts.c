/* parts.c - a role for each paragraph, then pieces cut off its ends, then parts.
 *   head    the title and what stands around it: byline, date line
 *   wording the table of phrases, paragraphs far from it in size left out
 *   blurb   "X is a reporter at ...", only at the end and only if nothing else is said
 *   cut     dateline and agency before the first sentence, a credit behind the last
 *   join    neighbours of one role become one part */
#include "article/parts.h"

#include "article/glyphs.h"
#include "article/phrases.h"

enum {
    LONGEST_TITLE = 220,
    LONGEST_BYLINE = 140,
    LONGEST_DATELINE = 90,
    LONGEST_BLURB = 450,
    MOST_PLACES = 7, /* words of a dateline's place and date */
    HEAD = 8         /* paragraphs among which title, byline and datelines stand */
};

typedef struct report {
    dgm_view text;
    const dgm_paragraph *paragraphs;
    uint32_t count;
    uint8_t *roles; /* dgm_part_role of each paragraph */
} report;

static dgm_view view_of(const report *at, uint32_t i) {
    return dgm_view_sub(at->text, at->paragraphs[i].text);
}

/* ---- small judgements --------------------------------------------------- */

typedef struct words {
    uint32_t all, capital, small; /* words by their first letter */
    uint32_t upper, lower;        /* letters */
} words;

static words count_words(dgm_view view) {
    words found = {0};
    bool inside = false;
    for (size_t i = 0; i < view.size; i++) {
        char c = view.data[i];
        bool letter = dgm_is_letter(c) || (unsigned char)c >= 0xC0;
        if (letter && !inside) {
            found.all++;
            found.capital += dgm_glyph_is_capital(view, i);
            found.small += dgm_is_lower(c);
        }
        found.upper += dgm_is_upper(c);
        found.lower += dgm_is_lower(c);
        inside = letter || dgm_is_digit(c) || c == '\'' || ((unsigned char)c >= 0x80 && inside);
    }
    return found;
}

/* The text goes on behind a full stop: more than one sentence. */
static bool has_sentences(dgm_view view) {
    for (size_t i = 3; i + 2 < view.size; i++)
        if ((view.data[i] == '.' || view.data[i] == '?' || view.data[i] == '!') && view.data[i + 1] == ' ' &&
            dgm_is_lower(view.data[i - 1]) && dgm_is_lower(view.data[i - 2]) &&
            dgm_is_lower(view.data[i - 3]) && dgm_glyph_is_capital(view, i + 2))
            return true;
    return false;
}

static bool has_mark(dgm_view view) {
    for (size_t i = 0; i < view.size; i++)
        if (view.data[i] == '"' || (view.size - i >= 3 && memcmp(view.data + i, "\xE2\x80\x9C", 3) == 0))
            return true;
    return false;
}

static bool ends_in_stop(dgm_view view) {
    for (size_t at = view.size; at > 0; at = dgm_utf8_before(view, at)) {
        dgm_glyph glyph = dgm_glyph_before(view, at);
        if (glyph != DGM_GLYPH_MARK && glyph != DGM_GLYPH_CLOSE)
            return view.data[at - 1] == '.';
    }
    return false;
}

/* A blank line stands between paragraph `i` and the next. */
static bool blank_behind(const report *at, uint32_t i) {
    if (i + 1 >= at->count)
        return false;
    uint32_t feeds = 0, backs = 0;
    for (uint32_t k = at->paragraphs[i].text.end; k < at->paragraphs[i + 1].text.start; k++) {
        feeds += at->text.data[k] == '\n';
        backs += at->text.data[k] == '\r';
    }
    return feeds > 1 || (feeds == 0 && backs > 1);
}

/* ---- head --------------------------------------------------------------- */

static const char *const months[] = {"jan",  "january", "feb",    "february", "mar",  "march",
                                     "apr",  "april",   "may",    "jun",      "june", "jul",
                                     "july", "aug",     "august", "sep",      "sept", "september",
                                     "oct",  "october", "nov",    "november", "dec",  "december"};

static bool is_month_at(dgm_view view, uint32_t at) {
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (dgm_phrase_at(view, at, months[i]))
            return true;
    return false;
}

static bool holds_month(dgm_view view) {
    for (uint32_t at = 0; at < view.size; at++)
        if (dgm_is_letter(view.data[at]) && (at == 0 || !dgm_is_letter(view.data[at - 1])) &&
            is_month_at(view, at))
            return true;
    return false;
}

static bool holds_digit(dgm_view view) {
    for (size_t i = 0; i < view.size; i++)
        if (dgm_is_digit(view.data[i]))
            return true;
    return false;
}

/* "Published: 3 May 2016", "Updated at 11:45 p.m. ET", "Tuesday, May 3, 2016." */
static bool is_date_line(dgm_view view) {
    static const char *const starts[] = {"published", "posted",       "updated",  "last updated",
                                         "created",   "first posted", "modified", "date:"};
    static const char *const days[] = {"monday",   "tuesday", "wednesday", "thursday", "friday",
                                       "saturday", "sunday",  "mon",       "tue",      "wed",
                                       "thu",      "fri",     "sat",       "sun"};
    if (view.size > 80 || !holds_digit(view))
        return false;
    uint32_t small = count_words(view).small;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (dgm_phrase_at(view, 0, starts[i]))
            return small <= 4;
    bool dated = is_month_at(view, 0);
    for (size_t i = 0; i < sizeof days / sizeof *days && !dated; i++)
        dated = dgm_phrase_at(view, 0, days[i]) && holds_month(view);
    for (uint32_t at = 0; at < 2 && at < view.size && !dated; at++)
        dated = dgm_is_digit(view.data[at]) && at + 2 < view.size && view.data[at + 1] == ' ' &&
                is_month_at(view, at + 2);
    return dated && small == 0 && view.size <= 60;
}

/* "By Jane Doe and John Roe, Staff Writers | 3 May": names, and few small words between them. */
static bool is_byline(dgm_view view) {
    static const char *const joints[] = {"and",      "of",  "the", "for", "in",    "at",     "with",
                                         "von",      "van", "de",  "al",  "staff", "writer", "correspondent",
                                         "reporter", "am",  "pm"};
    uint32_t at = dgm_phrase_at(view, 0, "by");
    if (!at)
        at = dgm_phrase_at(view, 0, "written by");
    if (!at || view.size > LONGEST_BYLINE || has_mark(view))
        return false;
    uint32_t names = 0, word = 0;
    for (bool inside = false; at < view.size; at++) {
        char c = view.data[at];
        bool letter = dgm_is_letter(c) || (unsigned char)c >= 0x80;
        if (letter && !inside) {
            bool joint = false;
            for (size_t i = 0; i < sizeof joints / sizeof *joints && !joint; i++)
                joint = dgm_phrase_at(view, at, joints[i]) != 0;
            if (dgm_is_lower(c) && !joint)
                return false;
            names += !dgm_is_lower(c);
            word++;
        }
        inside = letter || c == '\'';
    }
    return names > 0 && word <= 14;
}

/* A line that may be a title: short, one sentence, and either no sentence's end or headline capitals, or
 * set off. */
static bool may_be_title(const report *at, uint32_t i) {
    dgm_view view = view_of(at, i);
    if (view.size > LONGEST_TITLE || view.size < 8)
        return false;
    words found = count_words(view);
    if (found.all < 2 || has_sentences(view))
        return false;
    bool capitals = found.lower * 4 < found.upper, headline = found.capital * 10 >= found.all * 6;
    if (capitals || !ends_in_stop(view))
        return view.data[view.size - 1] != ':' && view.data[view.size - 1] != ',';
    if (headline)
        return true;
    size_t longest = 0; /* of the next paragraphs: a first sentence is not much shorter than the second */
    for (uint32_t k = i + 1; k < at->count && k < i + 4; k++)
        longest = view_of(at, k).size > longest ? view_of(at, k).size : longest;
    return view.size <= 120 && at->count >= 4 && blank_behind(at, i) && longest > view.size + view.size / 2;
}

static uint32_t dateline_end(dgm_view view, uint32_t *out_agency);

static void read_head(const report *at) {
    uint32_t agency = 0, i = 0;
    if (at->count > 1) {
        dgm_view first = view_of(at, 0);
        bool other = is_byline(first) || is_date_line(first) || dateline_end(first, &agency);
        if (!other && at->roles[0] == DGM_PART_BODY && may_be_title(at, 0)) {
            at->roles[0] = DGM_PART_TITLE;
            i = 1;
            /* a second line of the title, set off together with the first */
            if (at->count > 2 && !blank_behind(at, 0) && blank_behind(at, 1) &&
                view_of(at, 1).size <= LONGEST_TITLE && at->roles[1] == DGM_PART_BODY &&
                !is_byline(view_of(at, 1)) && !is_date_line(view_of(at, 1)) &&
                !dateline_end(view_of(at, 1), &agency))
                at->roles[i++] = DGM_PART_TITLE;
        }
    }
    for (; i < at->count && i < HEAD; i++) {
        if (at->roles[i] != DGM_PART_BODY)
            continue;
        if (is_byline(view_of(at, i)))
            at->roles[i] = DGM_PART_BYLINE;
        else if (is_date_line(view_of(at, i)))
            at->roles[i] = DGM_PART_DATELINE;
    }
}

/* Where a credit starts that closes a paragraph ("... Reuters contributed to this report"), or the
 * paragraph's size. */
static uint32_t credit_start(dgm_view view) {
    uint32_t from = view.size > 300 ? (uint32_t)view.size - 300 : 0;
    while (from < view.size && ((unsigned char)view.data[from] & 0xC0) == 0x80)
        from++;
    uint32_t reporting = dgm_phrase_find(view, from, "(reporting by");
    if (reporting == UINT32_MAX)
        reporting = dgm_phrase_find(view, from, "(additional reporting by");
    if (reporting != UINT32_MAX && view.data[view.size - 1] == ')')
        return reporting;
    uint32_t found = dgm_phrase_find(view, from, "contributed to this");
    if (found == UINT32_MAX || view.size - found > 40)
        return (uint32_t)view.size;
    for (uint32_t at = found; at > from + 2; at--)
        if ((view.data[at - 2] == '.' || dgm_glyph_before(view, at - 1) == DGM_GLYPH_MARK) &&
            view.data[at - 1] == ' ' && dgm_glyph_is_capital(view, at) && dgm_is_lower(view.data[at + 1]))
            return at;
    return (uint32_t)view.size;
}

/* ---- wording ------------------------------------------------------------ */

static void read_wording(const report *at) {
    bool links = false; /* under a heading of links */
    for (uint32_t i = 0; i < at->count; i++) {
        dgm_view view = view_of(at, i);
        dgm_part_role role = DGM_PART_BODY;
        if (dgm_phrase_role(view, at->count - 1 - i, &role)) {
            uint32_t start = role == DGM_PART_CREDIT ? credit_start(view) : 0;
            bool partly = start > 0 &&
                          start < view.size; /* a credit behind the last sentence: cut off later */
            at->roles[i] = (uint8_t)(partly ? DGM_PART_BODY : role);
        } else if (links && view.size <= 120 && !ends_in_stop(view) && !has_mark(view))
            at->roles[i] = DGM_PART_RELATED;
        links = at->roles[i] == DGM_PART_RELATED && (links || dgm_phrase_heads_links(view));
    }
}

/* ---- blurb -------------------------------------------------------------- */

/* "Follow Jane Doe on Twitter @jane": reads like an order to follow, and holds where. */
static bool is_follow(dgm_view view) {
    uint32_t start = 0;
    while (start < view.size && start < 24 && !dgm_is_letter(view.data[start]))
        start++;
    if (view.size > 250 || !dgm_phrase_at(view, start, "follow"))
        return false;
    return memchr(view.data, '@', view.size) || dgm_phrase_find(view, 0, "on twitter") != UINT32_MAX ||
           dgm_phrase_find(view, 0, "on facebook") != UINT32_MAX;
}

/* Nothing but an address or a handle. */
static bool is_address(dgm_view view) {
    bool at_sign = false;
    for (size_t i = 0; i < view.size; i++) {
        if (dgm_is_space(view.data[i]))
            return false;
        at_sign = at_sign || view.data[i] == '@';
    }
    return at_sign && view.size > 4 && view.size <= 60;
}

/* Behind the name that starts the paragraph: one to five capitalised words. 0 if there is none. */
static uint32_t name_end(dgm_view view) {
    uint32_t at = 0, names = 0;
    while (at < view.size && (!dgm_is_letter(view.data[at]) && (unsigned char)view.data[at] < 0xC3))
        at++;
    while (names < 5 && dgm_glyph_is_capital(view, at)) {
        while (at < view.size && !dgm_is_space(view.data[at]) && view.data[at] != ',')
            at++;
        names++;
        if (at + 1 >= view.size || view.data[at] != ' ')
            break;
        at++;
    }
    return names && at < view.size ? at : 0;
}

/* Each sentence behind the first is about the author too. */
static bool speaks_of_author(dgm_view view) {
    static const char *const starts[] = {"he",  "she", "they",  "follow",  "you can", "email",   "e-mail",
                                         "his", "her", "their", "twitter", "reach",   "contact", "send"};
    for (uint32_t at = 3; at + 2 < view.size; at++) {
        bool stop = view.data[at] == '.' && view.data[at + 1] == ' ' && dgm_is_lower(view.data[at - 1]) &&
                    dgm_is_lower(view.data[at - 2]);
        bool about = !stop;
        for (size_t i = 0; stop && i < sizeof starts / sizeof *starts && !about; i++)
            about = dgm_phrase_at(view, at + 2, starts[i]) != 0;
        if (!about)
            return false;
    }
    return true;
}

/* "Jane Doe is a reporter at the Daily." Only what journals print of those who write for them. */
static bool is_blurb(dgm_view view) {
    static const char *const verbs[] = {"is a", "is an", "is the", "writes", "covers", "edits"};
    static const char *const trades[] = {"reporter",
                                         "correspondent",
                                         "columnist",
                                         "staff writer",
                                         "contributing writer",
                                         "contributing editor",
                                         "contributor",
                                         "board of contributors",
                                         "senior editor",
                                         "associate editor",
                                         "managing editor",
                                         "fellow",
                                         "professor",
                                         "lecturer",
                                         "author of",
                                         "co-host",
                                         "blog",
                                         "opinion editor",
                                         "political editor"};
    uint32_t at = name_end(view);
    if (!at || view.size > LONGEST_BLURB || has_mark(view) || !speaks_of_author(view))
        return false;
    if (dgm_phrase_at(view, at, "writes about") || dgm_phrase_at(view, at, "writes for"))
        return true; /* in a report, that is nobody's business but the author's */
    bool introduced = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !introduced; i++)
        introduced = dgm_phrase_at(view, at, verbs[i]) != 0;
    if (!introduced)
        return false;
    for (size_t i = 0; i < sizeof trades / sizeof *trades; i++) {
        uint32_t found = dgm_phrase_find(view, at, trades[i]);
        if (found != UINT32_MAX && found < at + 120)
            return true;
    }
    return false;
}

/* Blurbs stand at the end of the body; links and notices may follow. */
static void read_blurbs(const report *at) {
    uint32_t body = 0; /* paragraphs of the body behind this one */
    for (uint32_t i = at->count; i-- > 1;) {
        if (body >= 6 || at->count - 1 - i >= 24)
            return;
        if (at->roles[i] != DGM_PART_BODY)
            continue;
        dgm_view view = view_of(at, i);
        if (is_follow(view) || (body < 2 && at->count > 3 && (is_address(view) || is_blurb(view))))
            at->roles[i] = DGM_PART_BIO;
        else
            body++;
    }
}

/* ---- cutting a paragraph's ends ----------------------------------------- */

static uint32_t skip_spaces(dgm_view view, uint32_t at) {
    for (;;) {
        if (at < view.size && dgm_is_space(view.data[at]))
            at++;
        else if (at + 1 < view.size && memcmp(view.data + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else
            return at;
    }
}

/* Behind "(AP)", "(Reuters)", "(CNN International)" at `at`; 0 if it is none: few letters, capitals among
 * them. */
static uint32_t agency_end(dgm_view view, uint32_t at) {
    if (at >= view.size || view.data[at] != '(')
        return 0;
    uint32_t end = at + 1, capitals = 0;
    for (; end < view.size && end - at <= 32 && view.data[end] != ')'; end++) {
        char c = view.data[end];
        if (!dgm_is_letter(c) && c != ' ' && c != '/' && c != '.' && c != '-')
            return 0;
        capitals += dgm_is_upper(c);
    }
    return end < view.size && view.data[end] == ')' && end - at > 2 && capitals > 0 ? end + 1 : 0;
}

/* Behind the dash at `at` and the space around it; 0 if there is none. A hyphen counts only with space
 * before it. */
static uint32_t dash_end(dgm_view view, uint32_t at, bool after_agency) {
    uint32_t dash = skip_spaces(view, at), end = dash;
    while (end < view.size && end - dash < 3 && view.data[end] == '-')
        end++;
    if (end - dash == 1 && dash == at && !after_agency)
        return 0;
    if (end == dash && view.size - dash >= 3 && memcmp(view.data + dash, "\xE2\x80", 2) == 0 &&
        (unsigned char)view.data[dash + 2] >= 0x93 && (unsigned char)view.data[dash + 2] <= 0x95)
        end = dash + 3;
    if (end == dash)
        return 0;
    uint32_t behind = skip_spaces(view, end);
    return behind < view.size ? behind : 0;
}

/* Behind the place names and the date that datelines begin with: words in capitals, then, after a comma, a
 * region or "Dec. 8, 2016". Gives whether a word in capitals was there, which a dateline without an agency
 * needs. */
static uint32_t place_end(dgm_view view, bool *out_capitals) {
    uint32_t at = 0, end = 0, count = 0;
    bool comma = false;
    *out_capitals = false;
    while (at < view.size && at < LONGEST_DATELINE) {
        uint32_t word = at, upper = 0, lower = 0;
        for (; at < view.size; at++) {
            char c = view.data[at];
            upper += dgm_is_upper(c);
            lower += dgm_is_lower(c);
            bool curly = view.size - at >= 3 && memcmp(view.data + at, "\xE2\x80\x99", 3) == 0;
            at += curly ? 2 : 0;
            if (!curly && !dgm_is_letter(c) && !dgm_is_digit(c) && c != '.' && c != '\'' && c != '/' &&
                (c != '-' || at == word || at + 1 >= view.size || !dgm_is_letter(view.data[at + 1])) &&
                ((unsigned char)c < 0xC3 || (unsigned char)c > 0xC5) && ((unsigned char)c & 0xC0) != 0x80)
                break;
        }
        if (at == word || ++count > MOST_PLACES || (upper == 0 && lower > 0) ||
            (upper == 0 && lower == 0 && !comma))
            return end;
        if (!comma && upper > 1 && lower == 0 && (count == 1 || *out_capitals))
            *out_capitals = true;
        else if (!comma && *out_capitals && lower > 0)
            return end;
        end = at;
        comma = comma || (at < view.size && view.data[at] == ',');
        at += at < view.size && view.data[at] == ',';
        at = skip_spaces(view, at);
    }
    return end;
}

/* Where the text begins behind a dateline ("WASHINGTON, Dec. 8 (AP) - "), 0 if there is none. The agency
 * and its dash start at `*out_agency`, which is the end where none is named. */
static uint32_t dateline_end(dgm_view view, uint32_t *out_agency) {
    dgm_view start = {view.data, view.size < LONGEST_DATELINE ? view.size : LONGEST_DATELINE};
    bool capitals = false;
    uint32_t place = place_end(start, &capitals), agency = skip_spaces(start, place);
    uint32_t behind = agency_end(start, agency);
    if (behind) {
        *out_agency = agency;
        return dash_end(start, behind, true);
    }
    if (!capitals || start.size == view.size)
        return 0;
    uint32_t end = dash_end(start, place, false);
    *out_agency = end;
    return end;
}

/* ---- joining ------------------------------------------------------------ */

typedef struct joiner {
    dgm_part *out; /* NULL: only count */
    uint32_t count;
    dgm_part last;
} joiner;

static void add_part(joiner *to, dgm_part_role role, uint32_t start, uint32_t end) {
    if (start >= end)
        return;
    bool joins = role == DGM_PART_BODY || role == DGM_PART_BIO || role == DGM_PART_RELATED ||
                 role == DGM_PART_BOILERPLATE;
    if (to->count > 0 && joins && to->last.role == role)
        to->last.text.end = end;
    else {
        to->last = (dgm_part){role, {start, end}};
        to->count++;
    }
    if (to->out)
        to->out[to->count - 1] = to->last;
}

static void add_body(const report *at, uint32_t i, joiner *to) {
    dgm_range range = at->paragraphs[i].text;
    dgm_view view = view_of(at, i);
    uint32_t agency = 0, start = 0, end = (uint32_t)view.size;
    if (i < HEAD)
        start = dateline_end(view, &agency);
    if (at->count - i <= 3)
        end = credit_start(view);
    if (start) {
        dgm_range place = dgm_glyphs_trim(at->text, (dgm_range){range.start, range.start + agency});
        dgm_range credit = dgm_glyphs_trim(at->text, (dgm_range){range.start + agency, range.start + start});
        add_part(to, DGM_PART_DATELINE, place.start, place.end);
        add_part(to, DGM_PART_CREDIT, credit.start, credit.end);
    }
    dgm_range body = dgm_glyphs_trim(at->text, (dgm_range){range.start + start, range.start + end});
    add_part(to, DGM_PART_BODY, body.start, body.end);
    add_part(to, DGM_PART_CREDIT, range.start + end, range.end);
}

static uint32_t join(const report *at, dgm_part *out) {
    joiner to = {.out = out};
    for (uint32_t i = 0; i < at->count; i++) {
        if (at->roles[i] == DGM_PART_BODY)
            add_body(at, i, &to);
        else
            add_part(&to, (dgm_part_role)at->roles[i], at->paragraphs[i].text.start,
                     at->paragraphs[i].text.end);
    }
    return to.count;
}

/* A page's own mark-up says more than the wording where it names a role; its one headline is the title. */
static void follow_page(report *at, const dgm_part_role *roles) {
    bool titled = false;
    for (uint32_t i = 0; i < at->count; i++)
        titled |= roles[i] == DGM_PART_TITLE;
    for (uint32_t i = 0; i < at->count; i++) {
        if (roles[i] != DGM_PART_BODY)
            at->roles[i] = (uint8_t)roles[i];
        else if (titled && at->roles[i] == DGM_PART_TITLE)
            at->roles[i] = DGM_PART_BODY;
    }
}

dgm_status dgm_parts_read(dgm_view text, const dgm_layout *layout, dgm_arena *arena, dgm_part **out,
                          uint32_t *out_count, dgm_error *err) {
    report at = {text, layout->paragraphs, layout->n_paragraphs, NULL};
    at.roles = dgm_arena_array(arena, uint8_t, at.count);
    if (!at.roles)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the parts of %u paragraphs", at.count);
    memset(at.roles, DGM_PART_BODY, at.count);
    read_wording(&at);
    read_head(&at);
    read_blurbs(&at);
    if (layout->roles)
        follow_page(&at, layout->roles);
    uint32_t count = join(&at, NULL);
    dgm_part *parts = dgm_arena_array(arena, dgm_part, count);
    if (!parts)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u parts", count);
    *out_count = join(&at, parts);
    *out = parts;
    return DGM_OK;
}
