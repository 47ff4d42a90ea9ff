/* timexwords.c - the words of time, in three passes:
 *   cut    letters, digits and marks apart; look each word up
 *   sum    "nineteen ninety-six", "two hundred": one number
 *   clean  hyphens and full stops stay between digits only
 */
#include "reading/timexwords.h"

enum {
    DIGITS_MOST = 9,
    HUNDRED = 100,
    YEAR_LEAST = 1000,
    YEAR_LAST = 2999,
    WORD_MOST = 24,
    TEXT_MOST = 1024
};

/* Private classes: numbers in words before they are summed. */
enum { SMALL = '1', LARGE = '2' };

typedef struct entry {
    const char *word;
    char kind;
    int16_t value, extra;
} entry;

/* By word; a test looks each kind of them up. */
static const entry entries[] = {
    {"a", 'a', 1, 0},
    {"about", 'm', DGM_MOD_APPROX, 0},
    {"after", 'k', 1, 1},
    {"afternoon", 'P', DGM_PART_AF, 0},
    {"afternoons", 'P', DGM_PART_AF, 1},
    {"afterward", 'k', 1, 1},
    {"afterwards", 'k', 1, 1},
    {"ago", 'k', -1, 0},
    {"ahead", 'k', 1, 0},
    {"almost", 'm', DGM_MOD_LESS, 0},
    {"already", 'r', 0, 0},
    {"an", 'a', 1, 0},
    {"and", '&', 0, 0},
    {"annual", 'q', DGM_UNIT_YEAR, 0},
    {"annually", 'q', DGM_UNIT_YEAR, 0},
    {"approximately", 'm', DGM_MOD_APPROX, 0},
    {"apr", 'M', 4, 0},
    {"april", 'M', 4, 0},
    {"around", 'm', DGM_MOD_APPROX, 0},
    {"aug", 'M', 8, 0},
    {"august", 'M', 8, 0},
    {"autumn", 'S', 2, 0},
    {"autumns", 'S', 2, 1},
    {"bc", 'B', 0, 0},
    {"bce", 'B', 0, 0},
    {"before", 'k', -1, 1},
    {"beginning", 'm', DGM_MOD_START, 0},
    {"beyond", 'm', DGM_MOD_MORE_OR_EQUAL, 0},
    {"boxing", 'd', 1226, 0},
    {"bst", 'Z', 1, 0},
    {"cdt", 'Z', 1, 0},
    {"centuries", 'U', DGM_UNIT_CENTURY, 1},
    {"century", 'U', DGM_UNIT_CENTURY, 0},
    {"cest", 'Z', 1, 0},
    {"cet", 'Z', 1, 0},
    {"christmas", 'd', 1225, 0},
    {"circa", 'm', DGM_MOD_APPROX, 0},
    {"clock", 'o', 0, 0},
    {"close", 'm', DGM_MOD_END, 0},
    {"closing", 'm', DGM_MOD_END, 0},
    {"coming", 'n', 1, 0},
    {"comparable", 'h', 0, 0},
    {"corresponding", 'h', 0, 0},
    {"couple", 'Q', 2, 0},
    {"cst", 'Z', 1, 0},
    {"current", 't', 0, 1},
    {"currently", 'r', 0, 0},
    {"daily", 'q', DGM_UNIT_DAY, 0},
    {"date", 'r', 1, 0},
    {"dawn", 'P', DGM_PART_MO, 0},
    {"day", 'U', DGM_UNIT_DAY, 0},
    {"daybreak", 'P', DGM_PART_MO, 0},
    {"days", 'U', DGM_UNIT_DAY, 1},
    {"daytime", 'P', DGM_PART_DT, 0},
    {"dec", 'M', 12, 0},
    {"decade", 'U', DGM_UNIT_DECADE, 0},
    {"decades", 'U', DGM_UNIT_DECADE, 1},
    {"december", 'M', 12, 0},
    {"dozen", SMALL, 12, 0},
    {"dusk", 'P', DGM_PART_EV, 0},
    {"each", 'e', 1, 0},
    {"earlier", 'k', -1, 1},
    {"early", 'm', DGM_MOD_START, 0},
    {"easter", 'd', 1302, 0},
    {"edt", 'Z', 1, 0},
    {"eight", SMALL, 8, 0},
    {"eighteen", SMALL, 18, 0},
    {"eighteenth", 'O', 18, 0},
    {"eighth", 'O', 8, 0},
    {"eighties", 'D', 8, 1},
    {"eighty", SMALL, 80, 0},
    {"eleven", SMALL, 11, 0},
    {"eleventh", 'O', 11, 0},
    {"end", 'm', DGM_MOD_END, 0},
    {"ensuing", 'n', 1, 1},
    {"est", 'Z', 1, 0},
    {"et", 'Z', 1, 0},
    {"evening", 'P', DGM_PART_EV, 0},
    {"evenings", 'P', DGM_PART_EV, 1},
    {"eventually", 'r', 1, 0},
    {"every", 'e', 1, 0},
    {"fall", 'S', 2, 0},
    {"falls", 'S', 2, 1},
    {"feb", 'M', 2, 0},
    {"february", 'M', 2, 0},
    {"few", 'Q', 0, 0},
    {"fewer", 'm', DGM_MOD_LESS, 0},
    {"fifteen", SMALL, 15, 0},
    {"fifteenth", 'O', 15, 0},
    {"fifth", 'O', 5, 0},
    {"fifties", 'D', 5, 1},
    {"fifty", SMALL, 50, 0},
    {"final", 'O', -1, 0},
    {"financial", 'f', 0, 0},
    {"first", 'O', 1, 0},
    {"fiscal", 'f', 0, 0},
    {"five", SMALL, 5, 0},
    {"following", 'n', 1, 1},
    {"former", 'r', -1, 0},
    {"formerly", 'r', -1, 0},
    {"forties", 'D', 4, 1},
    {"forty", SMALL, 40, 0},
    {"four", SMALL, 4, 0},
    {"fourteen", SMALL, 14, 0},
    {"fourteenth", 'O', 14, 0},
    {"fourth", 'O', 4, 0},
    {"fourty", SMALL, 40, 0},
    {"fri", 'W', 5, 0},
    {"friday", 'W', 5, 0},
    {"fridays", 'W', 5, 1},
    {"future", 'r', 1, 0},
    {"gmt", 'Z', 0, 0},
    {"half", 'H', 0, 0},
    {"halloween", 'd', 1031, 0},
    {"hence", 'k', 1, 0},
    {"hour", 'U', DGM_UNIT_HOUR, 0},
    {"hourly", 'q', DGM_UNIT_HOUR, 0},
    {"hours", 'U', DGM_UNIT_HOUR, 1},
    {"hr", 'U', DGM_UNIT_HOUR, 0},
    {"hrs", 'U', DGM_UNIT_HOUR, 1},
    {"hundred", LARGE, 100, 0},
    {"immediately", 'r', 0, 0},
    {"ist", 'Z', 1, 0},
    {"jan", 'M', 1, 0},
    {"january", 'M', 1, 0},
    {"jst", 'Z', 1, 0},
    {"jul", 'M', 7, 0},
    {"july", 'M', 7, 0},
    {"jun", 'M', 6, 0},
    {"june", 'M', 6, 0},
    {"last", 'l', -1, DGM_LAST_LAST},
    {"late", 'm', DGM_MOD_END, 0},
    {"lately", 'r', -1, 0},
    {"later", 'k', 1, 1},
    {"latest", 'l', -1, DGM_LAST_LATEST},
    {"least", 'm', DGM_MOD_MORE_OR_EQUAL, 0},
    {"less", 'm', DGM_MOD_LESS, 0},
    {"long", 'r', -1, 0},
    {"lunchtime", 'P', DGM_PART_MI, 0},
    {"many", 'Q', 0, 0},
    {"mar", 'M', 3, 0},
    {"march", 'M', 3, 0},
    {"may", 'M', 5, 0},
    {"mdt", 'Z', 1, 0},
    {"mid", 'm', DGM_MOD_MID, 0},
    {"midday", 'P', DGM_PART_MI, 0},
    {"middle", 'm', DGM_MOD_MID, 0},
    {"midnight", 'b', 24, 0},
    {"midst", 'm', DGM_MOD_MID, 0},
    {"millennia", 'U', DGM_UNIT_MILLENNIUM, 1},
    {"millennium", 'U', DGM_UNIT_MILLENNIUM, 0},
    {"millenniums", 'U', DGM_UNIT_MILLENNIUM, 1},
    {"min", 'U', DGM_UNIT_MINUTE, 0},
    {"mins", 'U', DGM_UNIT_MINUTE, 1},
    {"minute", 'U', DGM_UNIT_MINUTE, 0},
    {"minutes", 'U', DGM_UNIT_MINUTE, 1},
    {"mon", 'W', 1, 0},
    {"monday", 'W', 1, 0},
    {"mondays", 'W', 1, 1},
    {"month", 'U', DGM_UNIT_MONTH, 0},
    {"monthly", 'q', DGM_UNIT_MONTH, 0},
    {"months", 'U', DGM_UNIT_MONTH, 1},
    {"more", 'm', DGM_MOD_MORE, 0},
    {"morning", 'P', DGM_PART_MO, 0},
    {"mornings", 'P', DGM_PART_MO, 1},
    {"mos", 'U', DGM_UNIT_MONTH, 1},
    {"most", 'm', DGM_MOD_LESS_OR_EQUAL, 0},
    {"msk", 'Z', 1, 0},
    {"mst", 'Z', 1, 0},
    {"nearly", 'm', DGM_MOD_APPROX, 0},
    {"next", 'n', 1, 0},
    {"night", 'P', DGM_PART_NI, 0},
    {"nightly", 'q', DGM_UNIT_DAY, 0},
    {"nights", 'P', DGM_PART_NI, 1},
    {"nine", SMALL, 9, 0},
    {"nineteen", SMALL, 19, 0},
    {"nineteenth", 'O', 19, 0},
    {"nineties", 'D', 9, 1},
    {"ninety", SMALL, 90, 0},
    {"ninth", 'O', 9, 0},
    {"no", '!', 0, 0},
    {"noon", 'b', 12, 0},
    {"not", '!', 0, 0},
    {"nov", 'M', 11, 0},
    {"november", 'M', 11, 0},
    {"now", 'r', 0, 0},
    {"nowadays", 'r', 0, 0},
    {"numerous", 'Q', 0, 0},
    {"oclock", 'o', 0, 0},
    {"oct", 'M', 10, 0},
    {"october", 'M', 10, 0},
    {"oh", SMALL, 0, 0},
    {"once", 'r', -1, 0},
    {"one", SMALL, 1, 0},
    {"onset", 'm', DGM_MOD_START, 0},
    {"opening", 'm', DGM_MOD_START, 0},
    {"or", '|', 0, 0},
    {"over", 'm', DGM_MOD_MORE, 0},
    {"overnight", 'P', DGM_PART_NI, 0},
    {"past", 'l', -1, DGM_LAST_PAST},
    {"pdt", 'Z', 1, 0},
    {"period", 'U', DGM_UNIT_PERIOD, 0},
    {"periods", 'U', DGM_UNIT_PERIOD, 1},
    {"preceding", 'l', -1, DGM_LAST_PREVIOUS},
    {"present", 't', 0, 1},
    {"presently", 'r', 0, 0},
    {"previous", 'l', -1, DGM_LAST_PREVIOUS},
    {"previously", 'r', -1, 0},
    {"prior", 'l', -1, DGM_LAST_PREVIOUS},
    {"pst", 'Z', 1, 0},
    {"pt", 'Z', 1, 0},
    {"qtr", 'U', DGM_UNIT_QUARTER, 0},
    {"qtrs", 'U', DGM_UNIT_QUARTER, 1},
    {"quarter", 'U', DGM_UNIT_QUARTER, 0},
    {"quarterly", 'q', DGM_UNIT_QUARTER, 0},
    {"quarters", 'U', DGM_UNIT_QUARTER, 1},
    {"recent", 'l', -1, DGM_LAST_RECENT},
    {"recently", 'r', -1, 0},
    {"roughly", 'm', DGM_MOD_APPROX, 0},
    {"same", 'h', 0, 0},
    {"sat", 'W', 6, 0},
    {"saturday", 'W', 6, 0},
    {"saturdays", 'W', 6, 1},
    {"sec", 'U', DGM_UNIT_SECOND, 0},
    {"second", 'O', 2, 0},
    {"seconds", 'U', DGM_UNIT_SECOND, 1},
    {"secs", 'U', DGM_UNIT_SECOND, 1},
    {"sep", 'M', 9, 0},
    {"sept", 'M', 9, 0},
    {"september", 'M', 9, 0},
    {"seven", SMALL, 7, 0},
    {"seventeen", SMALL, 17, 0},
    {"seventeenth", 'O', 17, 0},
    {"seventh", 'O', 7, 0},
    {"seventies", 'D', 7, 1},
    {"seventy", SMALL, 70, 0},
    {"several", 'Q', 0, 0},
    {"shortly", 'r', 1, 0},
    {"six", SMALL, 6, 0},
    {"sixteen", SMALL, 16, 0},
    {"sixteenth", 'O', 16, 0},
    {"sixth", 'O', 6, 0},
    {"sixties", 'D', 6, 1},
    {"sixty", SMALL, 60, 0},
    {"so", 'm', DGM_MOD_APPROX, 0},
    {"some", 'Q', 0, 0},
    {"someday", 'r', 1, 0},
    {"soon", 'r', 1, 0},
    {"spring", 'S', 0, 0},
    {"springs", 'S', 0, 1},
    {"springtime", 'S', 0, 0},
    {"start", 'm', DGM_MOD_START, 0},
    {"still", 'r', 0, 0},
    {"subsequent", 'n', 1, 1},
    {"succeeding", 'n', 1, 1},
    {"summer", 'S', 1, 0},
    {"summers", 'S', 1, 1},
    {"summertime", 'S', 1, 0},
    {"sun", 'W', 7, 0},
    {"sunday", 'W', 7, 0},
    {"sundays", 'W', 7, 1},
    {"sunrise", 'P', DGM_PART_MO, 0},
    {"sunset", 'P', DGM_PART_EV, 0},
    {"ten", SMALL, 10, 0},
    {"tenth", 'O', 10, 0},
    {"term", 'r', 1, 0},
    {"thanksgiving", 'd', 1301, 0},
    {"that", 'h', 0, 0},
    {"then", 'r', -1, 0},
    {"these", 't', 0, 0},
    {"third", 'O', 3, 0},
    {"thirteen", SMALL, 13, 0},
    {"thirteenth", 'O', 13, 0},
    {"thirties", 'D', 3, 1},
    {"thirtieth", 'O', 30, 0},
    {"thirty", SMALL, 30, 0},
    {"this", 't', 0, 0},
    {"those", 'h', 0, 0},
    {"thousand", LARGE, 1000, 0},
    {"three", SMALL, 3, 0},
    {"thu", 'W', 4, 0},
    {"thur", 'W', 4, 0},
    {"thurs", 'W', 4, 0},
    {"thursday", 'W', 4, 0},
    {"thursdays", 'W', 4, 1},
    {"time", 'r', -1, 0},
    {"times", 'x', 0, 0},
    {"today", 'y', 0, 0},
    {"tomorrow", 'y', 1, 0},
    {"tonight", 'y', 0, DGM_PART_NI + 1},
    {"tonite", 'y', 0, DGM_PART_NI + 1},
    {"tue", 'W', 2, 0},
    {"tues", 'W', 2, 0},
    {"tuesday", 'W', 2, 0},
    {"tuesdays", 'W', 2, 1},
    {"twelfth", 'O', 12, 0},
    {"twelve", SMALL, 12, 0},
    {"twenties", 'D', 2, 1},
    {"twentieth", 'O', 20, 0},
    {"twenty", SMALL, 20, 0},
    {"twice", 'x', 2, 0},
    {"two", SMALL, 2, 0},
    {"ultimately", 'r', 1, 0},
    {"under", 'm', DGM_MOD_LESS, 0},
    {"up", 'm', DGM_MOD_LESS_OR_EQUAL, 0},
    {"upcoming", 'n', 1, 0},
    {"utc", 'Z', 0, 0},
    {"various", 'Q', 0, 0},
    {"wed", 'W', 3, 0},
    {"wednesday", 'W', 3, 0},
    {"wednesdays", 'W', 3, 1},
    {"weds", 'W', 3, 0},
    {"week", 'U', DGM_UNIT_WEEK, 0},
    {"weekend", 'U', DGM_UNIT_WEEKEND, 0},
    {"weekends", 'U', DGM_UNIT_WEEKEND, 1},
    {"weekly", 'q', DGM_UNIT_WEEK, 0},
    {"weeks", 'U', DGM_UNIT_WEEK, 1},
    {"while", 'U', DGM_UNIT_PERIOD, 0},
    {"winter", 'S', 3, 0},
    {"winters", 'S', 3, 1},
    {"wintertime", 'S', 3, 0},
    {"within", 'm', DGM_MOD_LESS_OR_EQUAL, 0},
    {"wk", 'U', DGM_UNIT_WEEK, 0},
    {"wks", 'U', DGM_UNIT_WEEK, 1},
    {"xmas", 'd', 1225, 0},
    {"year", 'U', DGM_UNIT_YEAR, 0},
    {"yearly", 'q', DGM_UNIT_YEAR, 0},
    {"years", 'U', DGM_UNIT_YEAR, 1},
    {"yesterday", 'y', -1, 0},
    {"yet", 'r', 0, 0},
    {"yr", 'U', DGM_UNIT_YEAR, 0},
    {"yrs", 'U', DGM_UNIT_YEAR, 1},
    {"zero", SMALL, 0, 0},
    {"zulu", 'Z', 0, 0},
};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* How `word` in small letters stands to an entry, as memcmp has it. */
static int compare(dgm_view word, const char *other) {
    for (size_t i = 0; i < word.size; i++) {
        char c = lower(word.data[i]);
        if (c != other[i])
            return (unsigned char)c < (unsigned char)other[i] ? -1 : 1;
    }
    return other[word.size] ? -1 : 0;
}

static dgm_timex_word look_up(dgm_view word) {
    size_t low = 0, high = word.size > 0 && word.size <= WORD_MOST ? sizeof entries / sizeof *entries : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(word, entries[middle].word);
        if (order == 0)
            return (dgm_timex_word){entries[middle].kind, entries[middle].value, entries[middle].extra};
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (dgm_timex_word){0, 0, 0};
}

/* ---- cut ----------------------------------------------------------------- */

typedef struct cutter {
    dgm_view text;
    size_t at;
    dgm_timex_word *out;
    uint32_t count;
} cutter;

static char peek(const cutter *c, size_t ahead) {
    return c->at + ahead < c->text.size ? c->text.data[c->at + ahead] : 0;
}

static void put(cutter *c, char kind, int32_t value, int32_t extra) {
    if (c->count < DGM_TIMEX_MOST)
        c->out[c->count++] = (dgm_timex_word){kind, value, extra};
}

/* Whether `word` stands here as a whole; any case. */
static bool stands(const cutter *c, size_t ahead, const char *word) {
    size_t size = strlen(word);
    for (size_t i = 0; i < size; i++)
        if (lower(peek(c, ahead + i)) != word[i])
            return false;
    return !is_letter(peek(c, ahead + size));
}

/* "a.m.", "pm": how many bytes; 0 if it is none. */
static size_t half_day_at(const cutter *c) {
    char first = lower(peek(c, 0));
    bool digit = c->count > 0 && (c->out[c->count - 1].kind == 'N' || c->out[c->count - 1].kind == 'I');
    if (first != 'a' && first != 'p')
        return 0;
    size_t size = peek(c, 1) == '.' ? 2 : 1;
    if (size == 2 && peek(c, 2) == ' ')
        size = 3; /* "p. m." */
    if (lower(peek(c, size)) != 'm' || is_letter(peek(c, size + 1)) || (size == 1 && !digit))
        return 0;
    return size + 1 + (peek(c, size + 1) == '.');
}

static void cut_letters(cutter *c) {
    size_t size = 0, half_day = half_day_at(c);
    if (half_day) {
        put(c, 'A', lower(peek(c, 0)) == 'p' ? 12 : 0, 0);
        c->at += half_day;
        return;
    }
    while (is_letter(peek(c, size)))
        size++;
    dgm_timex_word word = look_up((dgm_view){c->text.data + c->at, size});
    if (word.kind)
        put(c, word.kind, word.value, word.extra);
    c->at += size;
}

/* What the letters right behind digits make of them: "30th", "1990s". */
static bool cut_suffix(cutter *c, int32_t value, int32_t digits) {
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++)
        if (stands(c, 0, ordinals[i])) {
            put(c, 'O', value, 0);
            c->at += 2;
            return true;
        }
    size_t mark = peek(c, 0) == '\'' ? 1 : 0;
    if (!stands(c, mark, "s") || value % 10 != 0 || (digits != 4 && digits != 2))
        return false;
    put(c, 'D', value / 10, digits == 2);
    c->at += mark + 1;
    return true;
}

/* Digits; "1,500" is one number. Too many of them are -1. */
static void cut_digits(cutter *c, bool after_apostrophe) {
    int32_t value = 0, digits = 0;
    bool comma = false;
    for (; is_digit(peek(c, 0)); c->at++) {
        value = ++digits > DIGITS_MOST ? -1 : 10 * value + peek(c, 0) - '0';
        if (peek(c, 1) == ',' && digits <= 3 && is_digit(peek(c, 2)) && is_digit(peek(c, 3)) &&
            is_digit(peek(c, 4)) && !is_digit(peek(c, 5))) {
            c->at++;
            comma = true;
        }
    }
    if (cut_suffix(c, value, digits))
        return;
    if (digits == 8)
        put(c, 'I', value, digits);
    else if (after_apostrophe && digits == 2)
        put(c, 'Y', value, 2);
    else if (digits == 4 && !comma && value >= YEAR_LEAST && value <= YEAR_LAST)
        put(c, 'Y', value, 4);
    else
        put(c, 'N', value, comma ? 0 : digits);
}

/* An apostrophe or a dash of more than one byte; how many bytes, and what it stands for. */
static size_t mark_at(const cutter *c, char *out) {
    static const char *const dashes[] = {"\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93",
                                         "\xe2\x80\x94"},
                             *const quotes[] = {"\xe2\x80\x98", "\xe2\x80\x99"};
    *out = peek(c, 0);
    for (size_t i = 0; i < 5 && c->text.size - c->at >= 3; i++)
        if (memcmp(c->text.data + c->at, dashes[i], 3) == 0)
            return *out = '-', 3;
    for (size_t i = 0; i < 2 && c->text.size - c->at >= 3; i++)
        if (memcmp(c->text.data + c->at, quotes[i], 3) == 0)
            return *out = '\'', 3;
    return 1;
}

static void cut_mark(cutter *c) {
    char mark;
    bool glued = c->at > 0 && is_digit(c->text.data[c->at - 1]);
    c->at += mark_at(c, &mark);
    if (mark == '\'' && is_digit(peek(c, 0)) && is_digit(peek(c, 1)) && !is_digit(peek(c, 2)))
        cut_digits(c, true);
    else if (mark == '\'' && stands(c, 0, "s"))
        c->at++; /* "year's" */
    else if (mark == '-' || (glued && is_digit(peek(c, 0)) && strchr("/:.", mark) && mark))
        put(c, mark, 0, 0);
}

static uint32_t cut(dgm_view text, dgm_timex_word *out) {
    text.size = text.size < TEXT_MOST ? text.size : TEXT_MOST; /* longer ones name no time */
    cutter c = {text, 0, out, 0};
    while (c.at < text.size && c.count < DGM_TIMEX_MOST) {
        if (is_letter(peek(&c, 0)))
            cut_letters(&c);
        else if (is_digit(peek(&c, 0)))
            cut_digits(&c, false);
        else
            cut_mark(&c);
    }
    return c.count;
}

/* ---- sum ----------------------------------------------------------------- */

/* Whether `next` goes on the number `sum` ("twenty" "one", "hundred" "ten"). */
static bool goes_on(int32_t sum, int32_t next) {
    int32_t rest = sum % HUNDRED;
    return (sum > 0 && rest == 0 && next < HUNDRED) ||
           (rest >= 20 && rest % 10 == 0 && next < 10 && next > 0);
}

/* "nineteen" "ninety-six": the century of a year before its rest. */
static bool is_century(int32_t sum, int32_t next) {
    return sum >= 10 && sum <= 20 && next >= 10 && next < HUNDRED;
}

/* Sums the number in words at `at`; how many of them it takes. */
static uint32_t sum_at(const dgm_timex_word *words, uint32_t count, uint32_t at, dgm_timex_word *out) {
    int32_t sum = 0, century = 0;
    uint32_t used = 0;
    for (uint32_t i = at; i < count; i++) {
        const dgm_timex_word *word = &words[i];
        bool first = used == 0;
        if (word->kind == '-' && !first && i + 1 < count && strchr("12O", words[i + 1].kind))
            continue;
        if (word->kind == LARGE && sum <= HUNDRED)
            sum = (sum ? sum : 1) * word->value;
        else if (word->kind == SMALL && (first || goes_on(sum, word->value)))
            sum += word->value;
        else if (word->kind == SMALL && !century && is_century(sum, word->value)) {
            century = sum;
            sum = word->value;
        } else if (word->kind == 'O' && !first && !century && goes_on(sum, word->value) && word->value < 10) {
            *out = (dgm_timex_word){'O', sum + word->value, 0};
            return i + 1 - at;
        } else
            break;
        used = i + 1 - at;
    }
    *out = century ? (dgm_timex_word){'Y', century * HUNDRED + sum, 0} : (dgm_timex_word){'N', sum, 0};
    return used;
}

static uint32_t sum(dgm_timex_word *words, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count;) {
        bool starts = words[i].kind == SMALL || words[i].kind == LARGE;
        dgm_timex_word number = words[i];
        i += starts ? sum_at(words, count, i, &number) : 1;
        if (number.kind == 'N' && starts && kept > 0 && words[kept - 1].kind == 'a' && number.value >= 12)
            kept--; /* "a hundred years" */
        words[kept++] = number;
    }
    return kept;
}

/* ---- clean --------------------------------------------------------------- */

static bool is_figure(const dgm_timex_word *word) {
    return (word->kind == 'N' && word->extra > 0) || word->kind == 'Y' || word->kind == 'I';
}

static uint32_t clean(dgm_timex_word *words, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool hyphen = words[i].kind == '-';
        if (hyphen && (i == 0 || i + 1 == count || !is_figure(&words[i - 1]) || !is_figure(&words[i + 1])))
            continue;
        words[kept++] = words[i];
    }
    return kept;
}

/* ---- public -------------------------------------------------------------- */

uint32_t dgm_timex_cut(dgm_view text, dgm_timex_word *out) {
    uint32_t count = sum(out, cut(text, out));
    return clean(out, count);
}

dgm_timex_word dgm_timex_word_of(dgm_view word) {
    if (word.size > 1 && word.data[word.size - 1] == '.')
        word.size--;
    return look_up(word);
}

bool dgm_timex_is_figure(dgm_view word) {
    return word.size > 0 && is_digit(word.data[0]);
}
