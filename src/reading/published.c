/* published.c - the dates of a report, weighed by where they stand:
 *   find    every stretch of words that names a month with a day, or is written in figures
 *   place   on a date line or in a dateline, behind "Posted:", in the signature of a post, in running text
 *   solve   the year of a date without one, from its weekday and the years named in the text
 *
 * A date with its year that is put above the report counts as it stands. One without is solved; so is, if
 * there is none above, a date beside a weekday in the text. Posts quoted with their date were written before
 * the report: the latest of them is the best that can be said then. */
#include "reading/published.h"

#include "reading/calendar.h"
#include "reading/timex.h"

enum {
    FOUND_MOST = 512,
    YEARS_MOST = 256,
    WINDOW = 9,      /* words of one date */
    LEAD = 4,        /* words before a date that may say what it is */
    PLACE_WORDS = 8, /* before the date of a dateline */
    FIRST_SENTENCES = 3,
    YEAR_LEAST = 1950,
    YEAR_LAST = 2060,
    YEARS_AHEAD = 12, /* a report tells of a year at most so long gone, if of none later */
    HUNDRED = 100
};

typedef enum place { PLACE_TEXT, PLACE_POST, PLACE_LABELLED, PLACE_UPDATED, PLACE_LINE } place;

typedef struct found {
    dgm_timex timex;
    dgm_range words;
    place place;
} found;

typedef struct search {
    const dgm_tagged *t;
    found *found;
    uint32_t count;
    int32_t *years; /* named in the text, as far as they may be its own time */
    uint32_t n_years;
} search;

/* ---- find ---------------------------------------------------------------- */

static bool begins_figure(dgm_view word) {
    return word.size > 0 && word.data[0] >= '0' && word.data[0] <= '9';
}

/* Whether a word may stand inside a date; a month, a weekday or a figure may begin one. */
static bool may_hold(const dgm_tagged *t, uint32_t word, bool first) {
    dgm_view view = dgm_tagged_word(t, word);
    char kind = dgm_timex_word_of(view).kind;
    if (kind == 'M' || kind == 'W' || begins_figure(view))
        return true;
    return !first && (kind == 'O' || dgm_tagged_listed(t, word, ", / - . ( the of"));
}

/* A day of a month, and that is all. */
static bool is_day(const dgm_timex *x) {
    return x->month && x->day && !x->impossible && !x->each && x->n_amounts == 0 && !x->shifted;
}

/* "Friday (12/30" lacks its bracket. */
static bool closes_bracket(const dgm_tagged *t, dgm_range words) {
    bool open = false;
    for (uint32_t i = words.start; i < words.end; i++)
        open |= dgm_tagged_listed(t, i, "(");
    return open && words.end < t->words->n_words && dgm_tagged_listed(t, words.end, ")");
}

/* The longest date that begins here, without loose marks at its end. */
static dgm_range longest(const dgm_tagged *t, uint32_t start, dgm_timex *out) {
    dgm_range best = {start, start};
    for (uint32_t end = start; end < t->words->n_words && end < start + WINDOW; end++) {
        dgm_timex timex;
        if (!may_hold(t, end, end == start) ||
            (end > start && (t->words->words[end].flags & DGM_WORD_PARAGRAPH)))
            break;
        if (dgm_tagged_listed(t, end, ", / - . ( the of"))
            continue;
        dgm_view text = dgm_view_sub(t->article->text, dgm_tagged_text(t, (dgm_range){start, end + 1}));
        dgm_timex_parse(text, &timex);
        bool more = best.end == start || (timex.year && !out->year) || (timex.weekday && !out->weekday);
        if (!is_day(&timex) || !more || (best.end > start && timex.day != out->day))
            continue; /* only what says more of the same day */
        *out = timex;
        best.end = end + 1;
    }
    if (best.end > start && closes_bracket(t, best))
        best.end++;
    return best;
}

/* ---- place --------------------------------------------------------------- */

static const dgm_part *part_of(const dgm_tagged *t, uint32_t word) {
    uint32_t at = t->words->words[word].text.start, low = 0, high = t->article->n_parts;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->article->parts[middle].text.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->article->n_parts && t->article->parts[low].text.start <= at ? &t->article->parts[low]
                                                                                : NULL;
}

static bool said_before(const dgm_tagged *t, uint32_t word, const char *list) {
    for (uint32_t i = word; i > 0 && word - i < LEAD; i--) {
        if (dgm_tagged_listed(t, i - 1, list))
            return true;
        if (t->words->words[i].flags & DGM_WORD_PARAGRAPH)
            break;
    }
    return false;
}

/* "— Ann Lee (@annlee) October 20, 2014": a closing bracket before the date, a name with @ before that. */
static bool signs_post(const dgm_tagged *t, uint32_t word) {
    if (word < 2 || !dgm_tagged_listed(t, word - 1, ")"))
        return false;
    for (uint32_t i = word - 1; i > 0 && word - i <= LEAD; i--) {
        dgm_view view = dgm_tagged_word(t, i - 1);
        if (view.size > 0 && view.data[0] == '@')
            return true;
    }
    return false;
}

/* "(Reuters) - Dec 30, 2022 …": nothing but an agency in brackets before it in the paragraph. */
static bool behind_agency(const dgm_tagged *t, uint32_t word) {
    uint32_t i = word;
    if (i == 0 || !dgm_tagged_listed(t, i - 1, "- -- \xe2\x80\x93 \xe2\x80\x94 ,"))
        return false;
    i--;
    if (i == 0 || !dgm_tagged_listed(t, i - 1, ")"))
        return false;
    for (i--; i > 0 && word - i < LEAD + 2; i--)
        if (dgm_tagged_listed(t, i - 1, "("))
            return (t->words->words[i - 1].flags & DGM_WORD_PARAGRAPH) != 0;
    return false;
}

/* "Popayan (Colombia), 9 August 2022 -": behind a few words at the paragraph's start, and a dash after it. */
static bool before_dash(const dgm_tagged *t, dgm_range words) {
    if (words.end >= t->words->n_words || !dgm_tagged_listed(t, words.end, "- -- \xe2\x80\x93 \xe2\x80\x94"))
        return false;
    for (uint32_t i = words.start;; i--) {
        if (t->words->words[i].flags & DGM_WORD_PARAGRAPH)
            return true;
        if (i == 0 || words.start - i > PLACE_WORDS || (t->words->words[i].flags & DGM_WORD_BREAK))
            return false;
    }
}

static place place_of(const dgm_tagged *t, dgm_range words) {
    static const char labels[] = "published posted filed issued released date dated",
                      updated[] = "updated modified";
    const dgm_part *part = part_of(t, words.start);
    dgm_part_role role = part ? part->role : DGM_PART_BODY;
    bool aside = role != DGM_PART_BODY && role != DGM_PART_TITLE && role != DGM_PART_RELATED;
    if (signs_post(t, words.start))
        return PLACE_POST;
    if (aside && said_before(t, words.start, updated))
        return PLACE_UPDATED;
    if (role == DGM_PART_DATELINE || role == DGM_PART_BYLINE || behind_agency(t, words.start) ||
        before_dash(t, words))
        return PLACE_LINE;
    bool line = t->words->words[words.start].flags & DGM_WORD_PARAGRAPH;
    if (said_before(t, words.start, labels) && (aside || line || dgm_tagged_listed(t, words.start - 1, ":")))
        return PLACE_LABELLED;
    return PLACE_TEXT;
}

/* ---- years --------------------------------------------------------------- */

/* A year that the text names, unless it is of plans far off ("by 2050") or an amount. */
static int32_t year_named(const dgm_tagged *t, uint32_t word) {
    dgm_view view = dgm_tagged_word(t, word);
    dgm_timex_word words[DGM_TIMEX_MOST];
    if (view.size != 4 || !begins_figure(view) || dgm_timex_cut(view, words) != 1 || words[0].kind != 'Y')
        return 0;
    int32_t year = words[0].value;
    if (year < YEAR_LEAST || year > YEAR_LAST)
        return 0;
    if (word > 0 &&
        dgm_tagged_listed(t, word - 1, "by until till before $ \xc2\xa3 \xe2\x82\xac # about some"))
        return 0;
    return year;
}

/* What stands below a report was often put there later, or tells of its author. */
static bool is_report(const dgm_tagged *t, uint32_t word) {
    const dgm_part *part = part_of(t, word);
    dgm_part_role role = part ? part->role : DGM_PART_BODY;
    return role == DGM_PART_BODY || role == DGM_PART_TITLE || role == DGM_PART_CAPTION ||
           role == DGM_PART_DATELINE;
}

static void gather(search *s) {
    for (uint32_t i = 0; i < s->t->words->n_words; i++) {
        int32_t year = is_report(s->t, i) ? year_named(s->t, i) : 0;
        if (year && s->n_years < YEARS_MOST)
            s->years[s->n_years++] = year;
    }
    for (uint32_t i = 0; i < s->t->words->n_words && s->count < FOUND_MOST;) {
        found *next = &s->found[s->count];
        next->words = may_hold(s->t, i, true) ? longest(s->t, i, &next->timex) : (dgm_range){i, i};
        if (next->words.end > i) {
            next->place = place_of(s->t, next->words);
            s->count++;
            i = next->words.end;
        } else
            i++;
    }
}

static int32_t latest_year(const search *s) {
    int32_t latest = 0;
    for (uint32_t i = 0; i < s->n_years; i++)
        latest = s->years[i] > latest ? s->years[i] : latest;
    return latest;
}

/* ---- solve --------------------------------------------------------------- */

/* The weekday that the first sentences of the body name: of a wire report mostly its own day. */
static int32_t first_weekday(const dgm_tagged *t) {
    uint32_t seen = 0;
    for (uint32_t i = 0; i < t->tags->n_sentences && seen < FIRST_SENTENCES; i++) {
        dgm_range words = t->tags->sentences[i];
        const dgm_part *part = part_of(t, words.end - 1);
        if (!part || part->role != DGM_PART_BODY)
            continue;
        seen++;
        for (uint32_t w = words.start; w < words.end; w++) {
            dgm_timex_word word = dgm_timex_word_of(dgm_tagged_word(t, w));
            bool capital = t->words->words[w].text.end - t->words->words[w].text.start > 3;
            if (word.kind == 'W' && word.extra == 0 && capital && !said_before(t, w, "next last every until"))
                return word.value;
        }
    }
    return 0;
}

/* The date of the nearest year to the latest one named in which it falls on `weekday`; of figures, in either
 * order. A report that looks ahead may name the year after its own. */
static dgm_date solve(const search *s, const dgm_timex *x, int32_t weekday) {
    int32_t latest = latest_year(s), best_far = INT32_MAX;
    dgm_date best = {0, 0, 0};
    for (int32_t year = latest - 1; latest && year <= latest + YEARS_AHEAD; year++)
        for (int order = 0; order <= (x->swappable ? 1 : 0); order++) {
            dgm_date date = {year, order ? x->day : x->month, order ? x->month : x->day};
            int32_t day = dgm_calendar_day(date), far = year < latest ? latest - year : year - latest;
            if (day != DGM_NO_DAY && dgm_calendar_weekday(day) == weekday && 2 * far + order < best_far) {
                best_far = 2 * far + order;
                best = date;
            }
        }
    return best;
}

static int32_t full_year(const dgm_timex *x) {
    return x->short_year ? x->year + (x->year < 50 ? 2000 : 1900) : x->year;
}

/* The date as it stands, in the other order of its figures where its weekday asks for that. */
static dgm_date stated(const dgm_timex *x) {
    dgm_date date = {full_year(x), x->month, x->day}, other = {date.year, x->day, x->month};
    int32_t one = dgm_calendar_day(date), two = x->swappable ? dgm_calendar_day(other) : DGM_NO_DAY;
    bool swap = x->weekday && two != DGM_NO_DAY && dgm_calendar_weekday(two) == x->weekday &&
                (one == DGM_NO_DAY || dgm_calendar_weekday(one) != x->weekday);
    return swap ? other : one != DGM_NO_DAY ? date : (dgm_date){0, 0, 0};
}

/* ---- choose -------------------------------------------------------------- */

/* The first date with a year at this place. */
static const found *first_at(const search *s, place place, bool year) {
    for (uint32_t i = 0; i < s->count; i++)
        if (s->found[i].place == place && (s->found[i].timex.year != 0) == year &&
            (!year || stated(&s->found[i].timex).year))
            return &s->found[i];
    return NULL;
}

/* The latest date under a quoted post. */
static const found *latest_post(const search *s) {
    const found *best = NULL;
    for (uint32_t i = 0; i < s->count; i++) {
        const found *f = &s->found[i];
        if (f->place == PLACE_POST && f->timex.year &&
            (!best || dgm_calendar_day(stated(&f->timex)) > dgm_calendar_day(stated(&best->timex))))
            best = f;
    }
    return best;
}

/* A date beside its weekday in the text, as far as that is of the report's own time: the latest, if years are
 * said, else the first that can be solved. */
static const found *beside_weekday(const search *s, dgm_date *out) {
    for (uint32_t i = 0; i < s->count; i++) {
        const found *f = &s->found[i];
        if (f->place != PLACE_TEXT || !f->timex.weekday || f->timex.year)
            continue;
        *out = solve(s, &f->timex, f->timex.weekday);
        if (out->year)
            return f;
    }
    return NULL;
}

static const found *choose(const search *s, dgm_date *out, const char **from) {
    static const place order[] = {PLACE_LABELLED, PLACE_LINE, PLACE_UPDATED};
    *from = "dateline";
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const found *f = first_at(s, order[i], true);
        if (f) {
            *out = stated(&f->timex);
            return f;
        }
    }
    *from = "inferred";
    const found *line = first_at(s, PLACE_LINE, false);
    int32_t weekday = !line ? 0 : line->timex.weekday ? line->timex.weekday : first_weekday(s->t);
    if (line && weekday) {
        *out = solve(s, &line->timex, weekday);
        if (out->year)
            return line;
    }
    const found *post = latest_post(s);
    if (post) {
        *out = stated(&post->timex);
        return post;
    }
    return beside_weekday(s, out);
}

/* ---- public -------------------------------------------------------------- */

static void write_two(char *at, int32_t number) {
    at[0] = (char)('0' + number / 10);
    at[1] = (char)('0' + number % 10);
}

static dgm_view write_date(dgm_date date, dgm_arena *arena) {
    char text[10] = "0000-00-00";
    write_two(text, date.year / HUNDRED);
    write_two(text + 2, date.year % HUNDRED);
    write_two(text + 5, date.month);
    write_two(text + 8, date.day);
    return dgm_arena_copy(arena, (dgm_view){text, sizeof text});
}

static dgm_status find_in_text(const dgm_tagged *t, dgm_arena *arena, dgm_publication *out, dgm_error *err) {
    search s = {.t = t};
    s.found = dgm_arena_array(arena, found, FOUND_MOST);
    s.years = dgm_arena_array(arena, int32_t, YEARS_MOST);
    if (!s.found || !s.years)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for the day of publication");
    gather(&s);
    dgm_date date = {0, 0, 0};
    const char *from;
    const found *ground = choose(&s, &date, &from);
    if (!ground || !dgm_calendar_valid(date))
        return DGM_OK;
    *out = (dgm_publication){write_date(date, arena), dgm_view_of(from), dgm_tagged_text(t, ground->words),
                             dgm_calendar_day(date)};
    if (!out->value.data)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for the day of publication");
    return DGM_OK;
}

dgm_status dgm_published_read(const dgm_tagged *t, dgm_view given, dgm_arena *arena, dgm_publication *out,
                              dgm_error *err) {
    int32_t end;
    dgm_view told = t->article->published;
    *out = (dgm_publication){.day = DGM_NO_DAY};
    if (given.size == 0 && told.size == 0)
        return find_in_text(t, arena, out, err);
    *out = given.size ? (dgm_publication){given, DGM_VIEW("given"), {0, 0}, DGM_NO_DAY}
                      : (dgm_publication){told, DGM_VIEW("metadata"), {0, 0}, DGM_NO_DAY};
    dgm_calendar_span(out->value, &out->day, &end);
    return DGM_OK;
}
