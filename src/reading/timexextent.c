/* timexextent.c - edges of an expression by lists of words; its tense by climbing the tree to a verb. */
#include "reading/timexextent.h"

#include <limits.h>

enum { CLIMB_MOST = 12, VERB_SPAN = 40 };

/* ---- edges --------------------------------------------------------------- */

/* What may not begin or end an expression. */
static const char openers[] =
    "in on at since until till by for during from to of between and , ( ) \" ' -- - : ; "
    "through throughout into as with after before just only";
static const char closers[] = ", . ( ) \" ' - -- : ; and in on at of 's the";

/* What belongs to the expression behind it; "about" only before an amount, else it may be what is spoken
 * of. */
static const char softeners[] = "nearly almost approximately roughly early late mid";

static bool listed(const dgm_tagged *t, uint32_t word, const char *list) {
    return dgm_tagged_listed(t, word, list);
}

static bool starts_at_least(const dgm_tagged *t, dgm_range words) {
    return listed(t, words.start, "at") && words.end - words.start > 1 &&
           listed(t, words.start + 1, "least most");
}

static dgm_range trim(const dgm_tagged *t, dgm_range words) {
    while (words.start < words.end && listed(t, words.start, openers) && !starts_at_least(t, words) &&
           !listed(t, words.end - 1, "ago time"))
        words.start++;
    while (words.start < words.end && listed(t, words.end - 1, closers))
        words.end--;
    return words;
}

static bool is_clock(dgm_view word) {
    const char *colon = word.size >= 4 && word.size <= 5 ? memchr(word.data, ':', word.size) : NULL;
    return colon && word.data[0] >= '0' && word.data[0] <= '9' && colon + 3 == word.data + word.size;
}

/* "Friday (12/30)": the end of the bracket behind the word, 0 if it holds no date in figures. */
static uint32_t bracket_end(const dgm_tagged *t, uint32_t at, uint32_t most) {
    if (at + 2 >= most || !listed(t, at, "(") || !dgm_timex_is_figure(dgm_tagged_word(t, at + 1)))
        return 0;
    for (uint32_t i = at + 2; i < most && i < at + 8; i++) {
        if (listed(t, i, ")"))
            return i + 1;
        if (!listed(t, i, "/ . -") && !dgm_timex_is_figure(dgm_tagged_word(t, i)))
            return 0;
    }
    return 0;
}

/* What goes on a day: its date in brackets, the time of day on a date line. */
static uint32_t day_end(const dgm_tagged *t, dgm_range words, uint32_t most) {
    uint32_t at = words.end, bracket = bracket_end(t, at, most);
    if (dgm_timex_word_of(dgm_tagged_word(t, at - 1)).kind == 'W')
        return bracket ? bracket : at;
    if (!dgm_timex_is_figure(dgm_tagged_word(t, at - 1)))
        return at;
    uint32_t clock = at + (at < most && listed(t, at, ","));
    return clock < most && is_clock(dgm_tagged_word(t, clock)) ? clock + 1 : at;
}

/* "every Tuesday", "twice a month", "late on Monday". */
static uint32_t fore_end(const dgm_tagged *t, uint32_t start, uint32_t least) {
    bool unit = listed(t, start, "a an"), weekday = dgm_timex_word_of(dgm_tagged_word(t, start)).kind == 'W';
    if (start > least && (listed(t, start - 1, "each every") || (unit && listed(t, start - 1, "once twice"))))
        return start - 1;
    bool on = weekday && start > least + 1 && listed(t, start - 1, "on");
    return on && listed(t, start - 2, "late early later earlier") ? start - 2 : start;
}

/* "more than" and the like before an amount, "two to" before its second number, "the previous" before a
 * day. */
static uint32_t amount_start(const dgm_tagged *t, uint32_t start, uint32_t least) {
    bool number = dgm_tagged_upos(t, start, "NUM") || listed(t, start, "a an one");
    char kind = dgm_timex_word_of(dgm_tagged_word(t, start)).kind;
    if (number && start > least + 1 && listed(t, start - 1, "than") &&
        listed(t, start - 2, "more less fewer"))
        return start - 2;
    if (start > least + 1 && listed(t, start - 1, "least most") && listed(t, start - 2, "at"))
        return start - 2;
    if (number && start > least + 1 && listed(t, start - 1, "to") && dgm_tagged_upos(t, start - 2, "NUM"))
        return start - 2;
    while ((kind == 'W' || kind == 'M') && start > least &&
           listed(t, start - 1, "last next this coming previous following"))
        start--;
    return start;
}

/* "and a half", "nights" behind it. */
static uint32_t rest_end(const dgm_tagged *t, dgm_range words, uint32_t most) {
    uint32_t at = words.end;
    char kind = dgm_timex_word_of(dgm_tagged_word(t, at - 1)).kind;
    if (kind == 'U' && at + 2 < most && listed(t, at, "and") && listed(t, at + 1, "a") &&
        listed(t, at + 2, "half"))
        at += 3;
    if (kind == 'W' && at < most && dgm_timex_word_of(dgm_tagged_word(t, at)).kind == 'P')
        at++;
    return at;
}

/* Takes in what stands right beside it, not before `least`, within its sentence. */
static dgm_range widen(const dgm_tagged *t, dgm_range words, uint32_t least) {
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, words.start)];
    least = least < sentence.start ? sentence.start : least;
    bool amount = dgm_tagged_upos(t, words.start, "NUM");
    while (words.start > least &&
           (listed(t, words.start - 1, softeners) || (amount && listed(t, words.start - 1, "about")))) {
        words.start--;
        amount = false;
    }
    if (words.start > least && listed(t, words.start, "least most") && listed(t, words.start - 1, "at"))
        words.start--;
    if (words.end < sentence.end && listed(t, words.end, "ago"))
        words.end++;
    words.start = amount_start(t, fore_end(t, words.start, least), least);
    words.end = rest_end(t, words, sentence.end);
    words.end = day_end(t, words, sentence.end);
    return words;
}

/* ---- pieces -------------------------------------------------------------- */

/* What the words say: nothing of time, no more than how it stands to something ("the", "later", "each"), a
 * time of day, or more. */
typedef enum content { CONTENT_NONE, CONTENT_EDGE, CONTENT_CLOCK, CONTENT_DAY, CONTENT_MORE } content;

static content content_of(const dgm_tagged *t, dgm_range words) {
    dgm_timex x;
    dgm_timex_parse(dgm_view_sub(t->article->text, dgm_tagged_text(t, words)), &x);
    bool day = x.weekday || x.day_said || (x.month && x.day);
    if (!x.known)
        return CONTENT_NONE;
    if (x.around && !x.unit && !day && !x.ref_said)
        return CONTENT_EDGE;
    if (x.each && x.n_amounts == 0 && !day && !x.month && x.season < 0 && x.part < 0)
        return CONTENT_EDGE;
    if (x.hour >= 0 || x.part >= 0)
        return day ? CONTENT_MORE : CONTENT_CLOCK;
    return day ? CONTENT_DAY : CONTENT_MORE;
}

static dgm_timex parse(const dgm_tagged *t, dgm_range words) {
    dgm_timex x;
    dgm_timex_parse(dgm_view_sub(t->article->text, dgm_tagged_text(t, words)), &x);
    return x;
}

/* "Monday" and "Oct. 26", "the first two quarters" and "1990": one lacks what the other has. */
static bool complete(const dgm_tagged *t, dgm_range one, dgm_range other, bool of) {
    dgm_timex a = parse(t, one), b = parse(t, other);
    bool years = b.year && !b.month && !b.n_amounts && !a.year;
    if (of)
        return years &&
               (a.quarter || a.half || a.season >= 0 || a.mod == DGM_MOD_START || a.mod == DGM_MOD_END) &&
               !a.n_amounts;
    return (a.weekday && !a.month && a.part < 0 && b.month && b.day && !b.weekday) ||
           (years && a.month && a.day) || (a.month && !a.year && b.year_relative.set && !b.month) ||
           (a.hour >= 0 && !a.month && b.month && b.day);
}

/* Whether two expressions that touch are one: "the" and "year-ago period", "10 p.m." and "Wednesday". */
static bool are_one(const dgm_tagged *t, const dgm_timespan *one, const dgm_timespan *other) {
    uint32_t gap = other->words.start - one->words.end;
    if (gap > 1 || dgm_tagged_sentence(t, one->words.start) != dgm_tagged_sentence(t, other->words.start))
        return false;
    if (gap == 1)
        return (listed(t, one->words.end, ",") && complete(t, one->words, other->words, false)) ||
               (listed(t, one->words.end, "of") && complete(t, one->words, other->words, true));
    if (complete(t, one->words, other->words, false))
        return true;
    content first = content_of(t, one->words), second = content_of(t, other->words);
    return first == CONTENT_NONE || first == CONTENT_EDGE ||
           (first == CONTENT_CLOCK && second == CONTENT_DAY) ||
           (first == CONTENT_DAY && second == CONTENT_CLOCK);
}

static dgm_timespan join(const dgm_tagged *t, const dgm_timespan *one, const dgm_timespan *other) {
    bool clock = content_of(t, one->words) == CONTENT_CLOCK;
    return (dgm_timespan){{one->words.start, other->words.end},
                          clock ? one->type : other->type,
                          one->p < other->p ? one->p : other->p};
}

/* ---- portions ------------------------------------------------------------ */

static bool follows(const dgm_tagged *t, dgm_range words, uint32_t at, const char *const *list,
                    uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (at + i >= words.end || !listed(t, at + i, list[i]))
            return false;
    return at + count == words.end || (at + count + 1 == words.end && listed(t, at + count, "time long"));
}

bool dgm_timex_portion(const dgm_tagged *t, dgm_range words, int32_t *out_above, int32_t *out_below) {
    static const char *const of_that[] = {"of", "that this"}, *const that[] = {"that this"},
                             *const as_long[] = {"as", "long"};
    static const struct {
        const char *word;
        int32_t above, below;
    } parts[] = {{"half", 1, 2},  {"third", 1, 3},  {"quarter", 1, 4},
                 {"fifth", 1, 5}, {"tenth", 1, 10}, {"twice double", 2, 1}};
    uint32_t at = words.start + (words.start < words.end && listed(t, words.start, "a one"));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (at >= words.end || !listed(t, at, parts[i].word))
            continue;
        *out_above = parts[i].above;
        *out_below = parts[i].below;
        return follows(t, words, at + 1, of_that, 2) || follows(t, words, at + 1, that, 1) ||
               follows(t, words, at + 1, as_long, 2);
    }
    return false;
}

/* A portion that begins here and is said to last: behind "took", "lasted", "spoke for". Empty if it is
 * none. */
static dgm_range portion_at(const dgm_tagged *t, uint32_t start) {
    static const char lasting[] =
        "took take takes taken lasted last lasts spent spend spoke speak spoken talked "
        "needed need required waited wait ran";
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, start)];
    uint32_t verb = start;
    int32_t above, below;
    if (!listed(t, start, "a one half twice double") || start == sentence.start)
        return (dgm_range){start, start};
    verb -= listed(t, start - 1, "for about only just some in") && start - 1 > sentence.start ? 2 : 1;
    if (!listed(t, verb, lasting))
        return (dgm_range){start, start};
    for (uint32_t end = start + 5; end > start + 1; end--)
        if (end <= sentence.end && dgm_timex_portion(t, (dgm_range){start, end}, &above, &below))
            return (dgm_range){start, end};
    return (dgm_range){start, start};
}

/* ---- rescue -------------------------------------------------------------- */

/* Words that are of time wherever they stand, or mostly: the model may have passed over them. Of TimeBank and
 * AQUAINT these are annotated in 62 of 100 places at the least, days, months and years nearly always. */
static bool is_plain(const dgm_tagged *t, uint32_t word) {
    dgm_view view = dgm_tagged_word(t, word);
    dgm_timex_word known = dgm_timex_word_of(view);
    bool capital = view.size > 3 && view.data[0] >= 'A' && view.data[0] <= 'Z';
    if (known.kind == 'W')
        return capital && view.size >= 6;
    if (known.kind == 'M')
        return capital && !listed(t, word, "may march june april august");
    if (view.data[0] == 'N') /* "Now, …" mostly only goes on */
        return false;
    return known.kind == 'y' || listed(t, word, "now currently current recently recent daily");
}

/* "May 3", "in 1994": a month or a year that its neighbours tell for one. */
static bool is_dated(const dgm_tagged *t, uint32_t word) {
    dgm_view view = dgm_tagged_word(t, word);
    bool month = dgm_timex_word_of(view).kind == 'M' && view.data[0] >= 'A' && view.data[0] <= 'Z';
    bool figure = word + 1 < t->words->n_words && dgm_timex_is_figure(dgm_tagged_word(t, word + 1));
    if (month)
        return figure || (word > 0 && listed(t, word - 1, "in since until last next of by"));
    dgm_timex_word cut[DGM_TIMEX_MOST];
    return view.size == 4 && word > 0 && dgm_timex_cut(view, cut) == 1 && cut[0].kind == 'Y' &&
           listed(t, word - 1, "in since until by of from during before after late early year");
}

/* "27-year", "one minute": behind a number and its unit; `word` itself where there is no such thing, or an
 * age, which annotators seldom count. */
static uint32_t amount_end(const dgm_tagged *t, uint32_t word, uint32_t most) {
    uint32_t at = word + 1;
    if (!dgm_tagged_upos(t, word, "NUM"))
        return word;
    at += at < most && listed(t, at, "-");
    if (at >= most || dgm_timex_word_of(dgm_tagged_word(t, at)).kind != 'U' ||
        listed(t, at, "quarter quarters period min"))
        return word;
    uint32_t next = at + 1 + (at + 1 < most && listed(t, at + 1, "-"));
    return next < most && listed(t, next, "old") ? word : at + 1;
}

/* The words of a date from its month on: a day, a year. */
static dgm_range month_on(const dgm_tagged *t, uint32_t word, uint32_t most) {
    dgm_range words = {word, word + 1};
    if (dgm_timex_word_of(dgm_tagged_word(t, word)).kind != 'M')
        return words;
    if (words.end < most && dgm_timex_is_figure(dgm_tagged_word(t, words.end)))
        words.end++;
    if (words.end + 1 < most && listed(t, words.end, ",") && is_dated(t, words.end + 1))
        words.end += 2;
    return words;
}

/* The words [*next, end) that no expression of the model's holds. */
static uint32_t rescue(const dgm_tagged *t, uint32_t *next, uint32_t end, dgm_timespan *out) {
    uint32_t count = 0;
    while (*next < end) {
        if (is_plain(t, *next) || is_dated(t, *next)) {
            uint8_t type = listed(t, *next, "daily")     ? DGM_TIME_SET
                           : listed(t, *next, "tonight") ? DGM_TIME_TIME
                                                         : DGM_TIME_DATE;
            out[count] = (dgm_timespan){month_on(t, *next, end), type, 0.5F};
            *next = out[count++].words.end;
        } else if (amount_end(t, *next, end) > *next) {
            out[count] = (dgm_timespan){{*next, amount_end(t, *next, end)}, DGM_TIME_DURATION, 0.5F};
            *next = out[count++].words.end;
        } else
            ++*next;
    }
    return count;
}

/* The model's expressions and those that it passed over. */
static uint32_t gather(const dgm_tagged *t, dgm_timespan *out) {
    uint32_t count = 0, next = 0;
    for (uint32_t i = 0; i < t->tags->n_times; i++) {
        count += rescue(t, &next, t->tags->times[i].words.start, out + count);
        out[count++] = t->tags->times[i];
        next = t->tags->times[i].words.end;
    }
    return count + rescue(t, &next, t->words->n_words, out + count);
}

/* ---- extents ------------------------------------------------------------- */

uint32_t dgm_timex_room(const dgm_tagged *t) {
    return t->tags->n_times + t->words->n_words + 1;
}

/* The portions among the words [*next, end). */
static uint32_t add_portions(const dgm_tagged *t, uint32_t *next, uint32_t end, dgm_timespan *out) {
    uint32_t count = 0;
    while (*next < end) {
        dgm_range words = portion_at(t, *next);
        if (words.end > words.start && words.end <= end) {
            out[count++] = (dgm_timespan){words, DGM_TIME_DURATION, 1.0F};
            *next = words.end;
        } else
            ++*next;
    }
    return count;
}

uint32_t dgm_timex_extents(const dgm_tagged *t, dgm_timespan *pieces, dgm_timespan *out) {
    uint32_t count = 0, next = 0, n_pieces = gather(t, pieces);
    for (uint32_t i = 0; i < n_pieces; i++) {
        dgm_timespan span = pieces[i];
        while (i + 1 < n_pieces && are_one(t, &span, &pieces[i + 1]))
            span = join(t, &span, &pieces[++i]);
        span.words = trim(t, span.words);
        if (span.words.start >= span.words.end || span.words.start < next)
            continue;
        span.words = widen(t, span.words, next);
        int32_t above, below;
        bool portion = dgm_timex_portion(t, span.words, &above, &below);
        if (!portion && content_of(t, span.words) == CONTENT_NONE)
            continue;
        count += add_portions(t, &next, span.words.start, out + count);
        out[count++] = span;
        next = span.words.end;
    }
    return count + add_portions(t, &next, t->words->n_words, out + count);
}

/* ---- tense --------------------------------------------------------------- */

static bool has_xpos(const dgm_tagged *t, uint32_t word, const char *tag) {
    return dgm_tagged_xpos(t, word, tag);
}

static bool is_verb(const dgm_tagged *t, uint32_t word) {
    return dgm_tagged_upos(t, word, "VERB") || dgm_tagged_upos(t, word, "AUX");
}

static bool looks_ahead(const dgm_tagged *t, uint32_t verb) {
    return listed(
        t, verb,
        "expected expects expect expecting scheduled planned plans plan planning due set slated supposed "
        "hopes hope intends intend begin begins going agreed wants want likely ready");
}

/* What the auxiliaries of `verb` say; they stand before it. */
static dgm_tense of_auxiliaries(const dgm_tagged *t, uint32_t verb, bool *to) {
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, verb)];
    uint32_t from = verb - sentence.start > VERB_SPAN ? verb - VERB_SPAN : sentence.start;
    dgm_tense tense = DGM_TENSE_NONE;
    *to = false;
    for (uint32_t i = from; i < sentence.end && i < verb + VERB_SPAN; i++) {
        if (t->tags->head[i] != verb || i == verb)
            continue;
        if (has_xpos(t, i, "MD") && !listed(t, i, "would could might should must"))
            return listed(t, i, "can may ca") ? DGM_TENSE_PRESENT : DGM_TENSE_FUTURE;
        *to |= has_xpos(t, i, "TO") && dgm_tagged_relates(t, i, "mark");
        if (!dgm_tagged_relates(t, i, "aux") && !dgm_tagged_relates(t, i, "cop"))
            continue;
        if (has_xpos(t, i, "VBD") || has_xpos(t, i, "VBN"))
            tense = DGM_TENSE_PAST;
        else if (tense == DGM_TENSE_NONE && (has_xpos(t, i, "VBZ") || has_xpos(t, i, "VBP")))
            tense = listed(t, i, "has have 've") ? DGM_TENSE_PAST : DGM_TENSE_PRESENT;
    }
    return tense;
}

static dgm_tense of_verb(const dgm_tagged *t, uint32_t verb, bool *to) {
    dgm_tense tense = of_auxiliaries(t, verb, to);
    if (tense != DGM_TENSE_NONE)
        return tense;
    if (has_xpos(t, verb, "VBD"))
        return DGM_TENSE_PAST;
    if (has_xpos(t, verb, "VBZ") || has_xpos(t, verb, "VBP"))
        return DGM_TENSE_PRESENT;
    return DGM_TENSE_NONE;
}

/* "until Friday", "as soon as Tuesday": what comes up to then is still to come. */
static bool is_limit(const dgm_tagged *t, uint32_t start) {
    return start > 0 && (listed(t, start - 1, "until till by") || (start > 1 && listed(t, start - 1, "as") &&
                                                                   listed(t, start - 2, "soon early late")));
}

dgm_tense dgm_timex_tense(const dgm_tagged *t, dgm_range words) {
    if (is_limit(t, words.start))
        return DGM_TENSE_FUTURE;
    uint32_t at = dgm_tagged_top(t, words);
    bool infinitive = false;
    for (int climbed = 0; climbed < CLIMB_MOST; climbed++) {
        bool to = false;
        bool outside = at < words.start || at >= words.end;
        dgm_tense tense = outside && (is_verb(t, at) || climbed > 0) ? of_verb(t, at, &to) : DGM_TENSE_NONE;
        if (outside && (infinitive ? looks_ahead(t, at) : to && tense == DGM_TENSE_PRESENT))
            return DGM_TENSE_FUTURE;
        if (outside && tense == DGM_TENSE_PRESENT && looks_ahead(t, at)) /* "is expected" */
            return DGM_TENSE_FUTURE;
        infinitive |= to;
        if (tense != DGM_TENSE_NONE)
            return tense;
        if (t->tags->head[at] == at)
            break;
        at = t->tags->head[at];
    }
    return infinitive ? DGM_TENSE_FUTURE : DGM_TENSE_NONE;
}
