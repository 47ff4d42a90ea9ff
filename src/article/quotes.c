/* quotes.c - the cheapest reading of a paragraph's marks (a Viterbi search over five states), then pairs.
 *
 * States: outside; inside, opened by a straight or by a shaped mark; and inside a
 * second quotation within either. Costs are in hundredths of "against all habit".
 *   find    marks with what stands on either side
 *   settle  the search, paragraph by paragraph
 *   pair    settled marks into quotations */
#include "article/quotes.h"

#include "article/glyphs.h"

enum {
    REOPENED = 40,   /* a mark opens while another stands open: a closing mark is missing */
    RESUMED = 12,    /* the same, at the start of a sentence: paragraphs of one quotation run together */
    LONE = 50,       /* a mark closes what none opened */
    LEFT_OPEN = 34,  /* the paragraph ends inside, and the next one does not open again */
    RUNS_ON = 2,     /* it does */
    CARRIED = 30,    /* the paragraph starts inside because the one before ended inside */
    INNER_SAME = 30, /* a second quotation inside the first, in marks of the same style */
    INNER_OTHER = 8,
    UNLIKE = 8,           /* a straight mark closes what a shaped one opened, or the other way round */
    AGAINST_CAPITAL = 25, /* a mark closes right before a word with a capital, and a space before it */
    NEVER = 1 << 20,
    SENSELESS = 60, /* a mark means nothing */
    FAR = 800       /* bytes after which a lone opening mark holds only its sentence */
};

typedef enum state { OUTSIDE, IN_STRAIGHT, IN_SHAPED, TWICE_STRAIGHT, TWICE_SHAPED, STATES } state;

/* ---- finding ------------------------------------------------------------ */

/* First bytes that marks have. */
static const bool suspicious[256] = {
    ['"'] = true, ['\''] = true, ['`'] = true, [0xC2] = true, [0xE2] = true, [0xE3] = true, [0xEF] = true};

static bool spelled(dgm_view text, size_t at, const char *bytes, size_t size) {
    return at <= text.size && text.size - at >= size && memcmp(text.data + at, bytes, size) == 0;
}

/* The size of a single closing mark at `at` that stands behind a stop and ends a word, 0 if none is
 * there. */
static uint32_t read_single(dgm_view text, size_t at) {
    uint32_t size = text.data[at] == '\'' ? 1 : spelled(text, at, "\xE2\x80\x99", 3) ? 3 : 0;
    char before = at > 0 ? text.data[at - 1] : ' ';
    bool stop = before == '.' || before == ',' || before == '!' || before == '?';
    bool last = at + size >= text.size || dgm_is_space(text.data[at + size]);
    return stop && last ? size : 0;
}

/* A single mark that opens: behind white space or a double mark, with a letter behind it. */
static bool opens_single(dgm_view text, size_t at) {
    bool curly = spelled(text, at, "\xE2\x80\x98", 3);
    if (!curly && text.data[at] != '\'')
        return false;
    dgm_glyph before = dgm_glyph_before(text, at), after = dgm_glyph_at(text, at + (curly ? 3 : 1));
    return (curly || before == DGM_GLYPH_NONE || before == DGM_GLYPH_SPACE || before == DGM_GLYPH_MARK) &&
           (after == DGM_GLYPH_LETTER || after == DGM_GLYPH_DIGIT);
}

/* The marks of three bytes that begin with E2 80, and pairs of single ones. */
static uint32_t read_general(dgm_view text, size_t at, dgm_mark_kind *out) {
    if (text.size - at < 3 || text.data[at + 1] != '\x80')
        return 0;
    switch ((unsigned char)text.data[at + 2]) {
    case 0x98: *out = DGM_MARK_SINGLES_LEFT; return spelled(text, at + 3, "\xE2\x80\x98", 3) ? 6 : 0;
    case 0x99: *out = DGM_MARK_SINGLES_RIGHT; return spelled(text, at + 3, "\xE2\x80\x99", 3) ? 6 : 0;
    case 0x9C: *out = DGM_MARK_LEFT; return 3;
    case 0x9D: *out = DGM_MARK_RIGHT; return 3;
    case 0x9E:
    case 0x9F: *out = DGM_MARK_LOW; return 3;
    case 0xB3: *out = DGM_MARK_PRIME; return 3;
    default: return 0;
    }
}

/* The size of the double mark at `at`, 0 if none is there. */
static uint32_t read_double(dgm_view text, size_t at, dgm_mark_kind *out) {
    switch ((unsigned char)text.data[at]) {
    case '"': *out = DGM_MARK_STRAIGHT; return 1;
    case '\'': *out = DGM_MARK_APOSTROPHES; return spelled(text, at, "\'\'", 2) ? 2 : 0;
    case '`': *out = DGM_MARK_TICKS; return spelled(text, at, "``", 2) ? 2 : 0;
    case 0xC2:
        *out = spelled(text, at, "\xC2\xAB", 2) ? DGM_MARK_GUILLEMET_LEFT : DGM_MARK_GUILLEMET_RIGHT;
        return *out == DGM_MARK_GUILLEMET_LEFT || spelled(text, at, "\xC2\xBB", 2) ? 2 : 0;
    case 0xE2: return read_general(text, at, out);
    case 0xE3:
        *out = spelled(text, at, "\xE3\x80\x9D", 3) ? DGM_MARK_PRIME_LEFT : DGM_MARK_PRIME_RIGHT;
        return *out == DGM_MARK_PRIME_LEFT || spelled(text, at, "\xE3\x80\x9E", 3) ||
                       spelled(text, at, "\xE3\x80\x9F", 3)
                   ? 3
                   : 0;
    case 0xEF: *out = DGM_MARK_WIDE; return spelled(text, at, "\xEF\xBC\x82", 3) ? 3 : 0;
    default: return 0;
    }
}

/* The size of the mark at `at`, 0 if none is there. */
static uint32_t read_mark(dgm_view text, size_t at, dgm_mark_kind *out) {
    uint32_t size = read_double(text, at, out);
    if (size)
        return size;
    *out = DGM_MARK_SINGLE;
    return text.data[at] == '\'' || text.data[at] == '\xE2' ? read_single(text, at) : 0;
}

static uint32_t find_marks(dgm_view text, const dgm_layout *layout, dgm_mark *out) {
    uint32_t count = 0;
    for (uint32_t p = 0; p < layout->n_paragraphs; p++) {
        dgm_range range = layout->paragraphs[p].text;
        dgm_view within = {text.data, range.end};
        bool single = false; /* a single mark stands open: the next one closes it, and no double mark */
        for (uint32_t at = range.start; at < range.end; at++) {
            if (!suspicious[(unsigned char)text.data[at]])
                continue;
            dgm_mark_kind kind = DGM_MARK_STRAIGHT;
            uint32_t size = read_mark(within, at, &kind);
            bool lone = size > 0 && kind == DGM_MARK_SINGLE;
            if (size == 0 || (lone && single)) {
                single = !lone && (single || opens_single(within, at));
                continue;
            }
            if (out)
                out[count] = (dgm_mark){at, p, (uint8_t)size, (uint8_t)kind, DGM_MARK_NONE, 0};
            count++;
            at += size - 1;
        }
    }
    return count;
}

/* ---- costs -------------------------------------------------------------- */

typedef struct cost {
    int opens, closes, none;
} cost;

static bool is_straight(const dgm_mark *mark) {
    return mark->kind == DGM_MARK_STRAIGHT || mark->kind == DGM_MARK_PRIME || mark->kind == DGM_MARK_WIDE ||
           mark->kind == DGM_MARK_APOSTROPHES;
}

/* Between two characters that are no white space, the one before tells a little. */
static cost cost_between(dgm_glyph before) {
    switch (before) {
    case DGM_GLYPH_STOP: return (cost){20, 5, 0};
    case DGM_GLYPH_PAUSE: return (cost){8, 10, 0};
    case DGM_GLYPH_DASH: return (cost){4, 8, 0};
    case DGM_GLYPH_CLOSE: return (cost){15, 8, 0};
    case DGM_GLYPH_DIGIT: return (cost){12, 8, 0};
    case DGM_GLYPH_MARK: return (cost){0, 20, 0};
    default: return (cost){10, 10, 0};
    }
}

/* What opening and closing cost at this place, whatever the mark. */
static cost cost_of_place(dgm_glyph before, dgm_glyph after, bool apostrophe) {
    bool left = before == DGM_GLYPH_NONE || before == DGM_GLYPH_SPACE || before == DGM_GLYPH_OPEN;
    bool ended = after == DGM_GLYPH_NONE || after == DGM_GLYPH_SPACE;
    bool right = ended || after == DGM_GLYPH_PAUSE || after == DGM_GLYPH_STOP ||
                 (after == DGM_GLYPH_CLOSE && !apostrophe);
    if (left && ended)
        return (cost){8, 8, 0};
    if (left && after == DGM_GLYPH_STOP) /* "...and" */
        return (cost){5, 15, 0};
    if (left && right)
        return (cost){15, 3, 0};
    if (left)
        return (cost){0, 40, 0};
    if (right)
        return (cost){40, 0, 0};
    if (after == DGM_GLYPH_DASH)
        return (cost){20, 2, 0};
    if (after == DGM_GLYPH_CLOSE) /* an apostrophe close behind: "'s" or "'it" */
        return before == DGM_GLYPH_LETTER || before == DGM_GLYPH_STOP ? (cost){20, 2, 0}
                                                                      : cost_between(before);
    return cost_between(before);
}

/* A mark that may be inches: right behind a digit, for certain behind feet (6'2"). */
static int cost_of_inches(dgm_view text, const dgm_mark *mark) {
    size_t at = mark->at;
    bool digit = false;
    for (int i = 0; i < 2 && at > 0 && dgm_is_digit(text.data[at - 1]); i++, at--)
        digit = true;
    if (!digit)
        return SENSELESS;
    bool feet = at > 1 && text.data[at - 1] == '\'' && dgm_is_digit(text.data[at - 2]);
    feet = feet || (at > 3 && dgm_is_digit(text.data[at - 4]) &&
                    (memcmp(text.data + at - 3, "\xE2\x80\x99", 3) == 0 ||
                     memcmp(text.data + at - 3, "\xE2\x80\xB2", 3) == 0));
    return feet ? 3 : mark->kind == DGM_MARK_PRIME ? 5 : 25;
}

static cost cost_of(dgm_view text, const dgm_mark *mark) {
    dgm_view within = text;
    dgm_glyph before = (dgm_glyph)(mark->glyphs & 15), after = (dgm_glyph)(mark->glyphs >> 4);
    size_t behind = mark->at + mark->size;
    bool apostrophe = behind < within.size && (text.data[behind] == '\'' || text.data[behind] == '\xE2');
    cost found = cost_of_place(before, after, apostrophe);
    found.none = SENSELESS;
    if (before == DGM_GLYPH_SPACE && dgm_glyph_is_capital(text, behind))
        found.closes += AGAINST_CAPITAL;
    switch ((dgm_mark_kind)mark->kind) {
    case DGM_MARK_LEFT:
    case DGM_MARK_PRIME_LEFT:
    case DGM_MARK_TICKS:
    case DGM_MARK_SINGLES_LEFT:
        found.opens /= 2;
        found.closes += 10;
        break;
    case DGM_MARK_RIGHT:
    case DGM_MARK_PRIME_RIGHT:
    case DGM_MARK_SINGLES_RIGHT:
        found.closes /= 2;
        found.opens += 10;
        found.none = mark->kind == DGM_MARK_SINGLES_RIGHT ? 15 : cost_of_inches(text, mark);
        break;
    case DGM_MARK_LOW:
        found.opens = 0;
        found.closes = SENSELESS;
        break;
    case DGM_MARK_GUILLEMET_LEFT: found.closes += 5; break;
    case DGM_MARK_GUILLEMET_RIGHT: found.opens += 5; break;
    case DGM_MARK_STRAIGHT:
    case DGM_MARK_PRIME:
    case DGM_MARK_WIDE: found.none = cost_of_inches(text, mark); break;
    case DGM_MARK_APOSTROPHES: found.none = 35; break;
    case DGM_MARK_SINGLE: return (cost){NEVER, 20, 0};
    }
    return found;
}

/* ---- settling ----------------------------------------------------------- */

/* How a state was reached: from where, and what the mark did. */
typedef struct step {
    uint8_t from : 4, act : 4;
} step;

typedef struct search {
    int cost[STATES];
    step (*steps)[STATES]; /* of the marks of the paragraph at hand */
} search;

enum { UNREACHED = 1 << 28 };

static void reach(int next[STATES], step steps[STATES], state from, state to, dgm_mark_act act, int total) {
    if (total >= next[to])
        return;
    next[to] = total;
    steps[to] = (step){(uint8_t)from, (uint8_t)act};
}

/* One mark: from all states to all it may lead to. */
static void advance(search *at, const dgm_mark *mark, cost price, int reopened, step steps[STATES]) {
    int next[STATES] = {UNREACHED, UNREACHED, UNREACHED, UNREACHED, UNREACHED};
    bool straight = is_straight(mark);
    state inside = straight ? IN_STRAIGHT : IN_SHAPED;
    const int *now = at->cost;
    reach(next, steps, OUTSIDE, inside, DGM_MARK_OPENS, now[OUTSIDE] + price.opens);
    reach(next, steps, OUTSIDE, OUTSIDE, DGM_MARK_CLOSES_LONE, now[OUTSIDE] + LONE + price.closes);
    reach(next, steps, OUTSIDE, OUTSIDE, DGM_MARK_NONE, now[OUTSIDE] + price.none);
    for (state in = IN_STRAIGHT; in <= IN_SHAPED; in++) {
        state twice = in == IN_STRAIGHT ? TWICE_STRAIGHT : TWICE_SHAPED;
        int unlike = in == inside ? 0 : UNLIKE;
        reach(next, steps, in, OUTSIDE, DGM_MARK_CLOSES, now[in] + price.closes + unlike);
        reach(next, steps, in, inside, DGM_MARK_REOPENS, now[in] + price.opens + reopened);
        reach(next, steps, in, in, DGM_MARK_NONE, now[in] + price.none);
        reach(next, steps, in, twice, DGM_MARK_INNER,
              now[in] + price.opens + (unlike ? INNER_OTHER : INNER_SAME));
        reach(next, steps, twice, in, DGM_MARK_INNER, now[twice] + price.closes);
    }
    memcpy(at->cost, next, sizeof next);
}

/* The mark starts a sentence: a space before it, before that a full stop, and a capital behind. */
static bool resumes(dgm_view text, const dgm_mark *mark) {
    if (mark->at < 2 || !dgm_is_space(text.data[mark->at - 1]) ||
        !dgm_glyph_is_capital(text, mark->at + mark->size))
        return false;
    return dgm_glyph_before(text, mark->at - 1) == DGM_GLYPH_STOP;
}

/* Settles the marks [first, end) of one paragraph; `ended_inside` tells how the one before ended, then how
 * this did. */
static void settle(dgm_view text, dgm_mark *marks, uint32_t first, uint32_t end, bool reopened_behind,
                   search *at, bool *ended_inside) {
    int carried = *ended_inside ? CARRIED : UNREACHED, left = reopened_behind ? RUNS_ON : LEFT_OPEN;
    int start[STATES] = {0, carried, carried, UNREACHED, UNREACHED};
    memcpy(at->cost, start, sizeof start);
    for (uint32_t i = first; i < end; i++)
        advance(at, &marks[i], cost_of(text, &marks[i]), resumes(text, &marks[i]) ? RESUMED : REOPENED,
                at->steps[i - first]);
    state best = OUTSIDE;
    for (state in = IN_STRAIGHT; in < STATES; in++) {
        at->cost[in] += in >= TWICE_STRAIGHT ? left + LEFT_OPEN : left;
        if (at->cost[in] < at->cost[best])
            best = in;
    }
    *ended_inside = best != OUTSIDE;
    for (uint32_t i = end; i-- > first;) {
        step taken = at->steps[i - first][best];
        marks[i].act = taken.act;
        best = (state)taken.from;
    }
}

static void look_around(dgm_view text, const dgm_layout *layout, dgm_mark *mark) {
    dgm_range range = layout->paragraphs[mark->paragraph].text;
    dgm_view within = {text.data, range.end};
    dgm_glyph before = mark->at > range.start ? dgm_glyph_before(within, mark->at) : DGM_GLYPH_NONE;
    dgm_glyph after = dgm_glyph_at(within, mark->at + mark->size);
    mark->glyphs = (uint8_t)(before | after << 4);
}

/* The paragraph behind mark `i` begins with a mark that may open. */
static bool reopens_behind(const dgm_layout *layout, const dgm_marks *marks, uint32_t i) {
    if (i + 1 >= marks->count || marks->items[i + 1].paragraph != marks->items[i].paragraph + 1)
        return false;
    const dgm_mark *mark = &marks->items[i + 1];
    return mark->at == layout->paragraphs[mark->paragraph].text.start && mark->kind != DGM_MARK_RIGHT;
}

dgm_status dgm_marks_read(dgm_view text, const dgm_layout *layout, dgm_arena *arena, dgm_marks *out,
                          dgm_error *err) {
    dgm_marks marks = {NULL, find_marks(text, layout, NULL)};
    search at = {0};
    marks.items = dgm_arena_array(arena, dgm_mark, marks.count);
    at.steps = dgm_arena_alloc(arena, marks.count * sizeof *at.steps);
    if (!marks.items || !at.steps)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u quotation marks", marks.count);
    find_marks(text, layout, marks.items);
    for (uint32_t i = 0; i < marks.count; i++)
        look_around(text, layout, &marks.items[i]);
    bool inside = false;
    for (uint32_t first = 0, end = 0; first < marks.count; first = end) {
        while (end < marks.count && marks.items[end].paragraph == marks.items[first].paragraph)
            end++;
        inside = inside && first > 0 && marks.items[first - 1].paragraph + 1 == marks.items[first].paragraph;
        settle(text, marks.items, first, end, reopens_behind(layout, &marks, end - 1), &at, &inside);
    }
    *out = marks;
    return DGM_OK;
}

/* ---- pairing ------------------------------------------------------------ */

/* Where the sentence ends that `at` lies in, at most at `end`. */
static uint32_t sentence_end(dgm_view text, uint32_t at, uint32_t end) {
    for (; at + 2 < end; at++) {
        char c = text.data[at];
        if ((c == '.' || c == '!' || c == '?') && text.data[at + 1] == ' ' &&
            (dgm_glyph_is_capital(text, at + 2) || dgm_glyph_at(text, at + 2) == DGM_GLYPH_MARK))
            return at + 1;
    }
    return end;
}

/* Where the sentence starts that ends at `at`, at least at `start`. */
static uint32_t sentence_start(dgm_view text, uint32_t start, uint32_t at) {
    uint32_t from = at;
    while (from > start + 2) {
        from--;
        char stop = text.data[from - 2];
        if ((stop == '.' || stop == '!' || stop == '?' || stop == ':') && text.data[from - 1] == ' ' &&
            dgm_glyph_is_capital(text, from))
            return from;
    }
    return start;
}

typedef struct pairing {
    dgm_view text;
    const dgm_layout *layout;
    const dgm_marks *marks;
    dgm_quote *out; /* NULL: only count */
    uint32_t count;
    uint32_t free; /* text before this offset lies in a quotation already, or in an earlier paragraph */
} pairing;

static void add_quote(pairing *at, dgm_range open, dgm_range close) {
    if (at->out)
        at->out[at->count] = (dgm_quote){open, close};
    at->count++;
    at->free = close.end;
}

/* A quotation without its closing mark, `end` being the end of its paragraph or the mark that opens the
 * next. */
static void add_unclosed(pairing *at, const dgm_mark *open, uint32_t end, bool runs_on) {
    dgm_range mark = {open->at, open->at + open->size};
    if (end == mark.end)
        return; /* a mark typed twice */
    if (!runs_on && end - mark.end > FAR)
        end = sentence_end(at->text, mark.end, end);
    end = dgm_glyphs_trim(at->text, (dgm_range){mark.end, end}).end;
    add_quote(at, mark, (dgm_range){end, end});
}

/* A quotation without its opening mark, which is taken to stand where its sentence starts. */
static void add_unopened(pairing *at, const dgm_mark *close, uint32_t start) {
    dgm_range mark = {close->at, close->at + close->size};
    if (start < at->free)
        start = dgm_glyphs_trim(at->text, (dgm_range){at->free, mark.start}).start;
    if (start < mark.start)
        add_quote(at, (dgm_range){start, start}, mark);
}

static void pair_paragraph(pairing *at, uint32_t first, uint32_t end) {
    const dgm_mark *open = NULL;
    dgm_range range = at->layout->paragraphs[at->marks->items[first].paragraph].text;
    at->free = range.start;
    for (uint32_t i = first; i < end; i++) {
        const dgm_mark *mark = &at->marks->items[i];
        dgm_glyph before = (dgm_glyph)(mark->glyphs & 15);
        if (mark->act == DGM_MARK_CLOSES && open)
            add_quote(at, (dgm_range){open->at, open->at + open->size},
                      (dgm_range){mark->at, mark->at + mark->size});
        else if (mark->act == DGM_MARK_CLOSES)
            add_unopened(at, mark, range.start);
        else if (mark->act == DGM_MARK_REOPENS && open)
            add_unclosed(at, open, mark->at, resumes(at->text, mark));
        else if (mark->act == DGM_MARK_CLOSES_LONE && (before == DGM_GLYPH_STOP || before == DGM_GLYPH_PAUSE))
            add_unopened(at, mark, sentence_start(at->text, at->free, mark->at));
        if (mark->act == DGM_MARK_OPENS || mark->act == DGM_MARK_REOPENS)
            open = mark;
        else if (mark->act == DGM_MARK_CLOSES)
            open = NULL;
    }
    if (open)
        add_unclosed(at, open, range.end, reopens_behind(at->layout, at->marks, end - 1));
}

static uint32_t pair_all(pairing *at) {
    const dgm_marks *marks = at->marks;
    at->count = 0;
    for (uint32_t first = 0, end = 0; first < marks->count; first = end) {
        while (end < marks->count && marks->items[end].paragraph == marks->items[first].paragraph)
            end++;
        pair_paragraph(at, first, end);
    }
    return at->count;
}

dgm_status dgm_quotes_pair(dgm_view text, const dgm_layout *layout, const dgm_marks *marks, dgm_arena *arena,
                           dgm_quote **out, uint32_t *out_count, dgm_error *err) {
    pairing at = {.text = text, .layout = layout, .marks = marks};
    dgm_quote *quotes = dgm_arena_array(arena, dgm_quote, pair_all(&at));
    if (!quotes)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u quotations", at.count);
    at.out = quotes;
    *out_count = pair_all(&at);
    *out = quotes;
    return DGM_OK;
}

/* ---- repairs of marks --------------------------------------------------- */

/* The marks as they are, each with the space that may be missing behind it. */
static const char *const spaced[] = {
    "\" ",
    "\xE2\x80\x9C ",
    "\xE2\x80\x9D ",
    "\xE2\x80\x9E ",
    "\xC2\xAB ",
    "\xC2\xBB ",
    "\xE2\x80\xB3 ",
    "\xE3\x80\x9D ",
    "\xE3\x80\x9E ",
    "\xEF\xBC\x82 ",
    "`` ",
    "'' ",
    "\xE2\x80\x98\xE2\x80\x98 ",
    "\xE2\x80\x99\xE2\x80\x99 ",
    "' ",
};

/* How a quotation's marks should look: as they do, both straight, or both shaped. */
typedef enum style { AS_IS, STRAIGHT, SHAPED } style;

static bool looks_straight(const dgm_mark *mark) {
    return is_straight(mark) || mark->kind == DGM_MARK_SINGLES_RIGHT || mark->kind == DGM_MARK_SINGLE;
}

static style style_of(const dgm_mark *open, const dgm_mark *close) {
    bool same = open->kind == close->kind &&
                (open->kind == DGM_MARK_STRAIGHT || open->kind == DGM_MARK_APOSTROPHES);
    if (same || (open->kind == DGM_MARK_LEFT && close->kind == DGM_MARK_RIGHT))
        return AS_IS;
    return looks_straight(open) && looks_straight(close) ? STRAIGHT : SHAPED;
}

/* A word, or what comes before one, right behind a closing mark: the space was forgotten. Endings that are
 * put to a quoted word ("A"s, "Frozen"ish) need none. */
static bool lacks_space(dgm_view text, const dgm_marks *marks, uint32_t i) {
    const dgm_mark *mark = &marks->items[i];
    uint32_t behind = mark->at + mark->size, end = behind;
    dgm_glyph before = (dgm_glyph)(mark->glyphs & 15), after = (dgm_glyph)(mark->glyphs >> 4);
    if (after == DGM_GLYPH_MARK)
        return i + 1 < marks->count && marks->items[i + 1].at == behind &&
               marks->items[i + 1].act == DGM_MARK_OPENS;
    if (after != DGM_GLYPH_LETTER)
        return false;
    if (before == DGM_GLYPH_STOP || before == DGM_GLYPH_PAUSE || dgm_glyph_is_capital(text, behind))
        return true;
    while (end < text.size && end - behind < 16 && dgm_is_lower(text.data[end]))
        end++;
    static const char *const endings[] = {"ing", "ish", "ism", "ist", "ers", "ness", "like", "ization"};
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (strlen(endings[k]) == end - behind && memcmp(text.data + behind, endings[k], end - behind) == 0)
            return false;
    return end - behind > 2;
}

typedef struct mending {
    dgm_view text;
    const dgm_marks *marks;
    dgm_edits *out;
} mending;

/* Reads mark `i` in the given style, with a space behind it if one is missing. */
static void mend(const mending *at, uint32_t i, style as, bool opens, bool lone) {
    const dgm_mark *mark = &at->marks->items[i];
    bool space = !opens && lacks_space(at->text, at->marks, i);
    dgm_mark_kind kind = as == STRAIGHT ? DGM_MARK_STRAIGHT
                         : as == AS_IS  ? (dgm_mark_kind)mark->kind
                         : opens        ? DGM_MARK_LEFT
                                        : DGM_MARK_RIGHT;
    bool same = kind == mark->kind;
    if (same && !space && !lone)
        return;
    dgm_view read_as = dgm_view_of(spaced[kind]);
    read_as.size -= !space;
    dgm_repair_kind repair = same && !lone ? DGM_REPAIR_SPACE : DGM_REPAIR_QUOTE;
    dgm_edits_add(at->out, (dgm_edit){repair, {mark->at, mark->at + mark->size}, read_as});
}

/* The mark that ends what mark `i` opens, closing it or opening anew, or `i` itself if none does. */
static uint32_t ender(const dgm_marks *marks, uint32_t i) {
    for (uint32_t k = i + 1; k < marks->count && marks->items[k].paragraph == marks->items[i].paragraph; k++)
        if (marks->items[k].act != DGM_MARK_INNER && marks->items[k].act != DGM_MARK_NONE)
            return k;
    return i;
}

/* The quotation that mark `i` opens has no closing mark, and goes on behind its end, opened again. */
static bool runs_on(dgm_view text, const dgm_layout *layout, const dgm_marks *marks, uint32_t i,
                    uint32_t end) {
    if (end != i)
        return marks->items[end].act == DGM_MARK_REOPENS && resumes(text, &marks->items[end]);
    while (i + 1 < marks->count && marks->items[i + 1].paragraph == marks->items[i].paragraph)
        i++;
    return reopens_behind(layout, marks, i);
}

void dgm_quotes_edit(dgm_view text, const dgm_layout *layout, const dgm_marks *marks, dgm_edits *out) {
    mending at = {text, marks, out};
    style as = AS_IS;
    bool open = false; /* a mark of this paragraph stands open */
    for (uint32_t i = 0; i < marks->count; i++) {
        const dgm_mark *mark = &marks->items[i];
        open = open && i > 0 && marks->items[i - 1].paragraph == mark->paragraph;
        if (mark->act == DGM_MARK_OPENS || mark->act == DGM_MARK_REOPENS) {
            uint32_t end = ender(marks, i);
            bool closed = end != i && marks->items[end].act == DGM_MARK_CLOSES;
            as = closed ? style_of(mark, &marks->items[end]) : AS_IS;
            mend(&at, i, as, true, !closed && !runs_on(text, layout, marks, i, end));
            open = true;
        } else if (mark->act == DGM_MARK_CLOSES) {
            mend(&at, i, open ? as : AS_IS, false, !open);
            open = false;
        } else if (mark->act == DGM_MARK_CLOSES_LONE) {
            mend(&at, i, AS_IS, false, true);
        }
    }
}
