/* times.c - one pass over the expressions in the order of the text:
 *   extent   repair its edges
 *   read     what the words say (timex.c)
 *   anchor   the day of publication, what was told of last, the tense of its verb
 *   mean     value and days (timexvalue.c); they become what was told of last
 */
#include "reading/times.h"

#include "reading/published.h"
#include "reading/timexextent.h"

enum {
    QUARTER_REACH = 5,  /* sentences in which a quarter that was named is still compared with */
    QUARTER_WORDS = 64, /* of its own sentence, around an expression */
    AMOUNT_MOST = 10000 /* of which portions are reckoned */
};

typedef struct story {
    const dgm_tagged *t;
    dgm_anchor anchor;
    uint32_t quarter_sentence; /* of the last quarter named, and 1; 0: none */
    dgm_amount lasted;         /* the last duration of one amount; unit NONE: none */
} story;

/* ---- what was told of last ----------------------------------------------- */

static int32_t figure(dgm_view value, size_t at, size_t size) {
    int32_t number = 0;
    for (size_t i = at; i < at + size; i++) {
        if (i >= value.size || value.data[i] < '0' || value.data[i] > '9')
            return 0;
        number = 10 * number + value.data[i] - '0';
    }
    return number;
}

/* Figures of a quarter long gone are there to be compared with. */
static bool is_running(const story *s, int32_t year) {
    return s->anchor.history || year + 1 > s->anchor.published.year ||
           (year + 1 == s->anchor.published.year && s->anchor.published.month <= 6);
}

/* A comparison ("a year ago") is an aside; the story goes on where it was. */
static void remember(story *s, const dgm_timex *timex, const dgm_timex_meaning *meaning, uint32_t sentence) {
    dgm_view value = dgm_view_of(meaning->value);
    int32_t year = figure(value, 0, 4), month = figure(value, 5, 2), day = figure(value, 8, 2);
    if ((meaning->type != DGM_TIME_DATE && meaning->type != DGM_TIME_TIME) || year == 0)
        return;
    if (timex->shifted && timex->shift.unit == DGM_UNIT_YEAR && !s->anchor.history)
        return;
    bool week = value.size >= 8 && value.data[5] == 'W' && value.data[6] != 'I';
    if (value.size >= 7 && value.data[5] == 'Q' && figure(value, 6, 1) && is_running(s, year)) {
        s->anchor.told_quarter = (dgm_date){year, figure(value, 6, 1), 0};
        s->quarter_sentence = sentence + 1;
    }
    if (week && meaning->begin != DGM_NO_DAY)
        s->anchor.told_week = meaning->begin - dgm_calendar_weekday(meaning->begin) + 1;
    s->anchor.told = (dgm_date){year, month, month ? day : 0};
    if (s->anchor.told.day && meaning->begin != DGM_NO_DAY)
        s->anchor.told_week = meaning->begin - dgm_calendar_weekday(meaning->begin) + 1;
}

/* ---- anchor -------------------------------------------------------------- */

static bool names_quarter(const dgm_tagged *t, uint32_t at, uint32_t sentence) {
    dgm_range words = t->tags->sentences[sentence];
    uint32_t start = at - words.start > QUARTER_WORDS ? at - QUARTER_WORDS : words.start;
    for (uint32_t i = start; i < words.end && i < at + QUARTER_WORDS; i++)
        if (dgm_tagged_listed(t, i, "quarter third-quarter second-quarter first-quarter fourth-quarter"))
            return true;
    return false;
}

static dgm_anchor anchor_of(const story *s, dgm_range words, uint32_t sentence) {
    dgm_anchor anchor = s->anchor;
    anchor.tense = dgm_timex_tense(s->t, words);
    anchor.quarters = names_quarter(s->t, words.start, sentence) ||
                      (s->quarter_sentence && sentence + 1 - s->quarter_sentence < QUARTER_REACH);
    return anchor;
}

static dgm_date date_of(dgm_view value) {
    return (dgm_date){figure(value, 0, 4), figure(value, 5, 2), figure(value, 8, 2)};
}

/* ---- portions ------------------------------------------------------------ */

/* Seconds, days, months: the smallest whole unit in which parts of it can be said. */
static dgm_amount finer(dgm_amount amount) {
    static const struct {
        dgm_unit unit, finer;
        int32_t count;
    } steps[] = {{DGM_UNIT_MINUTE, DGM_UNIT_SECOND, 60}, {DGM_UNIT_HOUR, DGM_UNIT_MINUTE, 60},
                 {DGM_UNIT_DAY, DGM_UNIT_HOUR, 24},      {DGM_UNIT_WEEK, DGM_UNIT_DAY, 7},
                 {DGM_UNIT_YEAR, DGM_UNIT_MONTH, 12},    {DGM_UNIT_DECADE, DGM_UNIT_YEAR, 10}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].unit == amount.unit)
            return (dgm_amount){steps[i].finer,
                                amount.count * steps[i].count + amount.halves * steps[i].count / 2, 0};
    return (dgm_amount){DGM_UNIT_NONE, 0, 0};
}

/* "a quarter of that": of the duration named last, if it can be divided so; false for what is no portion. */
static bool read_portion(story *s, dgm_range words, dgm_timex_meaning *out) {
    int32_t above, below;
    dgm_amount amount = s->lasted;
    if (!dgm_timex_portion(s->t, words, &above, &below))
        return false;
    *out = (dgm_timex_meaning){.type = DGM_TIME_DURATION,
                               .begin = DGM_NO_DAY,
                               .end = DGM_NO_DAY,
                               .note = "a part of no amount that is known"};
    for (int step = 0; step < 2 && amount.unit && (amount.halves || amount.count % below); step++)
        amount = finer(amount);
    if (amount.unit == DGM_UNIT_NONE || amount.halves || amount.count % below)
        return true;
    amount.count = amount.count / below * above;
    out->note = NULL;
    dgm_timex_duration(&amount, 1, out->value);
    s->lasted = amount;
    return true;
}

static void remember_amount(story *s, const dgm_timex *timex, const dgm_timex_meaning *meaning) {
    const dgm_amount *amount = &timex->amounts[0];
    if (meaning->type == DGM_TIME_DURATION && timex->n_amounts == 1 && amount->count >= 0 &&
        amount->count < AMOUNT_MOST)
        s->lasted = *amount;
}

/* ---- one expression ------------------------------------------------------ */

static dgm_status read_time(story *s, dgm_range words, dgm_time_type type, dgm_arena *arena, dgm_time *out,
                            dgm_error *err) {
    uint32_t sentence = dgm_tagged_sentence(s->t, words.start);
    dgm_range text = dgm_tagged_text(s->t, words);
    dgm_timex timex;
    dgm_timex_meaning meaning;
    dgm_anchor anchor = anchor_of(s, words, sentence);
    dgm_timex_parse(dgm_view_sub(s->t->article->text, text), &timex);
    if (!read_portion(s, words, &meaning)) {
        dgm_timex_value(&timex, type, &anchor, &meaning);
        remember(s, &timex, &meaning, sentence);
        remember_amount(s, &timex, &meaning);
    }
    if (meaning.type == DGM_TIME_TIME && strstr(meaning.value, "_REF"))
        meaning.type = DGM_TIME_DATE; /* "now" is no clock time */
    *out = (dgm_time){
        .text = text, .words = words, .type = meaning.type, .begin = meaning.begin, .end = meaning.end};
    if (meaning.value[0]) {
        out->value = dgm_arena_copy(arena, dgm_view_of(meaning.value));
        if (!out->value.data)
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for times");
    }
    if (meaning.mod)
        out->mod = dgm_view_of(meaning.mod);
    if (meaning.note)
        out->note = dgm_view_of(meaning.note);
    return DGM_OK;
}

/* ---- public -------------------------------------------------------------- */

dgm_status dgm_times_read(const dgm_tagged *t, dgm_view given, dgm_arena *arena, dgm_times *out,
                          dgm_error *err) {
    dgm_publication published;
    DGM_TRY(dgm_published_read(t, given, arena, &published, err));
    story s = {.t = t};
    s.anchor = (dgm_anchor){.published = date_of(published.value), .told_week = DGM_NO_DAY};
    s.anchor.history = s.anchor.published.year == 0;
    dgm_timespan *spans = dgm_arena_array(arena, dgm_timespan, dgm_timex_room(t)),
                 *pieces = dgm_arena_array(arena, dgm_timespan, dgm_timex_room(t));
    uint32_t count = spans && pieces ? dgm_timex_extents(t, pieces, spans) : 0;
    dgm_time *items = dgm_arena_array(arena, dgm_time, count);
    if (!spans || !pieces || !items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for times");
    for (uint32_t i = 0; i < count; i++)
        DGM_TRY(read_time(&s, spans[i].words, (dgm_time_type)spans[i].type, arena, &items[i], err));
    *out = (dgm_times){items, count, published};
    return DGM_OK;
}
