/* word.c - where a word ends.
 *
 * A word is a run of letters and digits; at the character behind the run, join() decides by both
 * neighbours whether it holds the word together ("U.S.", "don't", "1,000", "AT&T", "re-elect")
 * or ends it, and the run goes on. */
#include "text/lists.h"
#include "text/scan.h"

/* What the character behind a run does. */
typedef enum join {
    JOIN_END, /* it is not of the word */
    JOIN_ON,  /* it is, and the word may go on */
    JOIN_LAST /* it is, and ends the word */
} join;

enum { LONGEST_ACRONYM = 24 };

static dgm_view taken(const dgm_scan *scan, uint32_t start, uint32_t end) {
    return (dgm_view){scan->text.data + start, end - start};
}

static bool all_digits(dgm_view word) {
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] < '0' || word.data[i] > '9')
            return false;
    return word.size > 0;
}

static bool all_upper(dgm_view word) {
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] < 'A' || word.data[i] > 'Z')
            return false;
    return word.size > 0;
}

/* Reads only bytes: how many digits stand from `at` on, at most 6. */
static uint32_t digits(const dgm_scan *scan, uint32_t at) {
    uint32_t n = 0;
    while (n < 6 && dgm_scan_digit(scan, at + n))
        n++;
    return n;
}

static bool is_word_at(const dgm_scan *scan, uint32_t at) {
    return dgm_char_is_word(dgm_scan_is(scan, at));
}

/* ---- the next word, to judge a period ---- */

/* Where the next word begins, past white space and opening marks, or the paragraph's end. */
static uint32_t next_word(const dgm_scan *scan, uint32_t at) {
    for (uint32_t looked = 0; at < scan->end && looked < 16; looked++) {
        uint32_t size, code;
        dgm_char_kind kind = dgm_char_at(scan->text, at, &size, &code);
        if (dgm_char_is_word(kind))
            return at;
        at += size;
    }
    return scan->end;
}

static dgm_char_kind kind_of_next(const dgm_scan *scan, uint32_t at) {
    uint32_t word = next_word(scan, at), size, code;
    return word < scan->end ? dgm_char_at(scan->text, word, &size, &code) : DGM_CHAR_SPACE;
}

/* The next word is one that begins sentences. */
static bool starter_follows(const dgm_scan *scan, uint32_t at) {
    uint32_t start = next_word(scan, at), end = start;
    while (end < scan->end && end - start < 16 && dgm_char_lower(scan->text.data[end]) >= 'a' &&
           dgm_char_lower(scan->text.data[end]) <= 'z')
        end++;
    return dgm_list_is_starter(taken(scan, start, end));
}

static bool space_follows(const dgm_scan *scan, uint32_t at) {
    return at >= scan->end || dgm_char_of((unsigned char)scan->text.data[at]) == DGM_CHAR_SPACE;
}

/* ---- periods ---- */

/* "U.S", "e.g", "Ph.D": letters between periods, at most two at the front. */
static bool is_acronym(dgm_view word) {
    if (word.size < 3 || word.size > LONGEST_ACRONYM)
        return false;
    size_t run = 0, dots = 0;
    for (size_t i = 0; i < word.size; i++) {
        char c = dgm_char_lower(word.data[i]);
        if (c == '.') {
            if (run == 0 || (run > 1 && !(run == 2 && dots == 0)))
                return false;
            dots++;
            run = 0;
        } else if (c >= 'a' && c <= 'z') {
            run++;
        } else {
            return false;
        }
    }
    return dots > 0 && (run == 1 || (run == 2 && dots == 1));
}

/* The period of an abbreviation ends the sentence too, and is then set apart ("etc" "."), when nothing
 * follows or a word that begins sentences. */
static bool ends_sentence(const dgm_scan *scan, dgm_view word, uint32_t behind) {
    unsigned char next = behind < scan->end ? (unsigned char)scan->text.data[behind] : 0;
    if (next != 0 && strchr(",;:)-/'", next) != NULL)
        return false;
    dgm_char_kind kind = kind_of_next(scan, behind);
    if (kind == DGM_CHAR_SPACE)
        return true;
    return kind == DGM_CHAR_UPPER && (dgm_view_equal(word, DGM_VIEW("etc")) || starter_follows(scan, behind));
}

static bool is_abbreviation(const dgm_scan *scan, dgm_view word, uint32_t behind) {
    dgm_char_kind next = kind_of_next(scan, behind);
    bool capital = word.data[0] >= 'A' && word.data[0] <= 'Z';
    switch (dgm_list_abbreviation(word)) {
    case DGM_ABBR_TITLE:
        return capital ? next != DGM_CHAR_SPACE : next == DGM_CHAR_UPPER && !starter_follows(scan, behind);
    case DGM_ABBR_NUMBER: return next == DGM_CHAR_DIGIT;
    case DGM_ABBR_INNER: return true;
    case DGM_ABBR_ANY: return !ends_sentence(scan, word, behind);
    case DGM_ABBR_CAPITAL: return capital && !ends_sentence(scan, word, behind);
    case DGM_ABBR_NONE: break;
    }
    return false;
}

/* "J. Smith", "Susan B., who": a capital by itself, before a name or where no sentence can end. "I" is left
 * to the pronoun. */
static bool is_initial(const dgm_scan *scan, dgm_view word, uint32_t behind) {
    if (word.size != 1 || !all_upper(word) || word.data[0] == 'I')
        return false;
    dgm_char_kind next = kind_of_next(scan, behind);
    return next == DGM_CHAR_LOWER || (next == DGM_CHAR_UPPER && !starter_follows(scan, behind));
}

/* A period between two word characters. */
static join join_inner_period(const dgm_scan *scan, uint32_t start, uint32_t at) {
    dgm_view word = taken(scan, start, at);
    if (dgm_scan_digit(scan, at - 1) && dgm_scan_digit(scan, at + 1))
        return JOIN_ON;
    bool letters = dgm_char_is_letter(dgm_scan_is(scan, at + 1));
    bool single = letters && !is_word_at(scan, at + 2);
    bool acronym = is_acronym(word);
    if (single && (acronym || word.size <= 2))
        return dgm_char_is_letter(dgm_scan_is(scan, start)) ? JOIN_ON : JOIN_END;
    if (acronym)
        return JOIN_LAST;
    dgm_abbreviation kind = dgm_list_abbreviation(word); /* "Mr.Smith", "No.5" */
    dgm_char_kind next = dgm_scan_is(scan, at + 1);
    bool known = (kind == DGM_ABBR_TITLE && next == DGM_CHAR_UPPER) ||
                 ((kind == DGM_ABBR_NUMBER || kind == DGM_ABBR_CAPITAL) && next == DGM_CHAR_DIGIT);
    bool initial = word.size == 1 && next == DGM_CHAR_UPPER; /* "J.Smith" */
    return (known || initial) && dgm_scan_is(scan, start) == DGM_CHAR_UPPER ? JOIN_LAST : JOIN_END;
}

static join join_period(const dgm_scan *scan, uint32_t start, uint32_t at) {
    dgm_view word = taken(scan, start, at);
    if (is_word_at(scan, at + 1))
        return join_inner_period(scan, start, at);
    bool dots = dgm_scan_byte(scan, at + 1) == '.' && dgm_scan_byte(scan, at + 2) == '.';
    if (dots)
        return JOIN_END;
    if (is_acronym(word))
        return dgm_list_abbreviation(word) != DGM_ABBR_INNER && ends_sentence(scan, word, at + 1) ? JOIN_END
                                                                                                  : JOIN_ON;
    return is_abbreviation(scan, word, at + 1) || is_initial(scan, word, at + 1) ? JOIN_ON : JOIN_END;
}

/* ---- apostrophes ---- */

/* The letters after an apostrophe make a contraction: s, m, d, t, re, ve, ll. */
static bool is_clitic(const dgm_scan *scan, uint32_t at) {
    static const char *const clitics[] = {"s", "m", "d", "t", "re", "ve", "ll"};
    for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++) {
        uint32_t n = (uint32_t)strlen(clitics[i]), same = 0;
        while (same < n && dgm_char_lower((char)dgm_scan_byte(scan, at + same)) == clitics[i][same])
            same++;
        if (same == n && !is_word_at(scan, at + n))
            return true;
    }
    return false;
}

/* An apostrophe after a plural ("the banks' loans"): before white space, with no quotation to close. */
static bool is_possessive(const dgm_scan *scan, uint32_t start, uint32_t at, uint32_t behind) {
    unsigned char last = dgm_scan_byte(scan, at - 1);
    return at - start > 1 && (last == 's' || last == 'S') && !scan->single_open && behind < scan->end &&
           space_follows(scan, behind) && kind_of_next(scan, behind) != DGM_CHAR_SPACE;
}

static join join_apostrophe(const dgm_scan *scan, uint32_t start, uint32_t at, uint32_t size) {
    uint32_t behind = at + size;
    bool opening = size == 1 ? dgm_scan_byte(scan, at) == '`'
                             : size == 3 && dgm_scan_byte(scan, at + 2) == 0x98;
    if (dgm_scan_digit(scan, at - 1) && dgm_scan_digit(scan, behind)) /* feet and inches */
        return JOIN_END;
    if (is_word_at(scan, behind))
        return !opening || is_clitic(scan, behind) ? JOIN_ON : JOIN_END;
    return !opening && is_possessive(scan, start, at, behind) ? JOIN_LAST : JOIN_END;
}

/* ---- hyphens, slashes and the rest ---- */

/* Groups of digits: dates and telephone numbers hold together, ranges ("1999-2004", "10-20") do not. */
static bool is_number_chain(const dgm_scan *scan, uint32_t start, uint32_t at) {
    dgm_view word = taken(scan, start, at);
    if (!all_digits(word))
        return word.size < 40 && dgm_scan_digit(scan, start) &&
               (memchr(word.data, '-', word.size) != NULL || memchr(word.data, '/', word.size) != NULL);
    uint32_t second = digits(scan, at + 1);
    if (dgm_scan_byte(scan, at + 1 + second) == '-' && dgm_scan_digit(scan, at + 2 + second))
        return true;
    return (word.size == 3 && second == 4) || (word.size == 5 && second == 4);
}

/* "over-the-top", "mid-to-late": no prefix before such a word. */
static bool small_word_follows(const dgm_scan *scan, uint32_t at) {
    static const char *const small[] = {"the", "to", "and", "or", "a", "of"};
    uint32_t end = at;
    while (end - at < 4 && dgm_char_is_letter(dgm_scan_is(scan, end)))
        end++;
    dgm_view word = taken(scan, at, end);
    for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
        if (dgm_view_equal(word, dgm_view_of(small[i])))
            return true;
    return false;
}

/* "re-elect", "non-profit"; but "UN-led" is no "un-". */
static bool is_prefixed(const dgm_scan *scan, uint32_t start, uint32_t at) {
    dgm_view word = taken(scan, start, at);
    bool behind_hyphen = start > scan->start && scan->text.data[start - 1] == '-';
    if (behind_hyphen || !is_word_at(scan, at + 1) || !dgm_list_is_prefix(word))
        return false;
    bool capitals = word.size > 1 && all_upper(word) && dgm_scan_is(scan, at + 1) == DGM_CHAR_LOWER;
    return !capitals && !small_word_follows(scan, at + 1);
}

static join join_hyphen(const dgm_scan *scan, uint32_t start, uint32_t at) {
    if (dgm_scan_digit(scan, at + 1) && dgm_scan_digit(scan, at - 1))
        return is_number_chain(scan, start, at) ? JOIN_ON : JOIN_END;
    return is_prefixed(scan, start, at) ? JOIN_ON : JOIN_END;
}

static join join_slash(const dgm_scan *scan, uint32_t start, uint32_t at) {
    dgm_view word = taken(scan, start, at);
    if (dgm_scan_digit(scan, start) && dgm_scan_digit(scan, at + 1)) {
        bool goes_on = memchr(word.data, '/', word.size < 8 ? word.size : 8) != NULL;
        uint32_t second = digits(scan, at + 1);
        unsigned char then = dgm_scan_byte(scan, at + 1 + second);
        bool date = then == '/' && dgm_scan_digit(scan, at + 2 + second);
        bool phone = word.size == 3 && second == 3 && then == '-' && digits(scan, at + 2 + second) == 4;
        bool day = word.size <= 2 && second <= 2 && word.data[0] < (word.size == 2 ? '2' : 'A');
        return goes_on || (word.size <= 4 && (date || phone || day) && all_digits(word)) ? JOIN_ON : JOIN_END;
    }
    if (word.size != 1)
        return JOIN_END;
    char first = dgm_char_lower(word.data[0]), next = dgm_char_lower((char)dgm_scan_byte(scan, at + 1));
    if (first == 'w' && !is_word_at(scan, at + 1))
        return JOIN_LAST;
    return (first == 'w' && next == 'o') || (first == 's' && next == 'h') || (first == 'l' && next == 'c')
               ? JOIN_ON
               : JOIN_END;
}

/* "AT&T", "PG&E", "R&D": capitals on both sides, few of them. */
static join join_ampersand(const dgm_scan *scan, uint32_t start, uint32_t at) {
    dgm_view word = taken(scan, start, at);
    uint32_t n = 0;
    while (n < 4 && dgm_scan_byte(scan, at + 1 + n) >= 'A' && dgm_scan_byte(scan, at + 1 + n) <= 'Z')
        n++;
    if (word.size == 1 && dgm_char_is_letter(dgm_scan_is(scan, at + 1)) && !is_word_at(scan, at + 2))
        return JOIN_ON; /* "p&l" */
    return word.size <= 4 && all_upper(word) && n >= 1 && n <= 2 && !is_word_at(scan, at + 1 + n) ? JOIN_ON
                                                                                                  : JOIN_END;
}

static join join_comma(const dgm_scan *scan, uint32_t at) {
    return dgm_scan_digit(scan, at - 1) && digits(scan, at + 1) == 3 ? JOIN_ON : JOIN_END;
}

static join join_colon(const dgm_scan *scan, uint32_t start, uint32_t at) {
    return dgm_scan_digit(scan, start) && dgm_scan_digit(scan, at - 1) && dgm_scan_digit(scan, at + 1)
               ? JOIN_ON
               : JOIN_END;
}

/* "US$", and letters written as signs: "f**k", "co$t". */
static join join_sign(const dgm_scan *scan, uint32_t start, uint32_t at) {
    unsigned char sign = dgm_scan_byte(scan, at);
    dgm_view word = taken(scan, start, at);
    if (sign == '$' && word.size <= 3 && all_upper(word) && !dgm_char_is_letter(dgm_scan_is(scan, at + 1)))
        return JOIN_LAST;
    uint32_t behind = at;
    while (behind - at < 6 && dgm_scan_byte(scan, behind) == sign)
        behind++;
    return dgm_char_is_letter(dgm_scan_before(scan, at)) && dgm_char_is_letter(dgm_scan_is(scan, behind))
               ? JOIN_ON
               : JOIN_END;
}

static join join_at(const dgm_scan *scan, uint32_t start, uint32_t at, uint32_t *out_size) {
    *out_size = 1;
    uint32_t apostrophe = dgm_scan_apostrophe(scan, at);
    if (apostrophe) {
        *out_size = apostrophe;
        return join_apostrophe(scan, start, at, apostrophe);
    }
    switch (dgm_scan_byte(scan, at)) {
    case '.': return join_period(scan, start, at);
    case '-': return join_hyphen(scan, start, at);
    case ',': return join_comma(scan, at);
    case ':': return join_colon(scan, start, at);
    case '/': return join_slash(scan, start, at);
    case '&': return join_ampersand(scan, start, at);
    case '_': return JOIN_ON;
    case '!': /* a name */
        return dgm_view_equal(taken(scan, start, at), DGM_VIEW("Yahoo")) ? JOIN_ON : JOIN_END;
    case '$':
    case '*': {
        join sign = join_sign(scan, start, at);
        while (sign == JOIN_ON && dgm_scan_byte(scan, at + *out_size) == dgm_scan_byte(scan, at))
            ++*out_size;
        return sign;
    }
    default: return JOIN_END;
    }
}

/* ---- runs ---- */

/* "10km", "5pm": the letters right behind a number are a unit. */
static bool is_unit_at(const dgm_scan *scan, uint32_t at) {
    uint32_t end = at;
    while (end - at < 10 && dgm_char_is_letter(dgm_scan_is(scan, end)) && dgm_scan_byte(scan, end) < 0x80)
        end++;
    if (end > at && dgm_scan_byte(scan, end) == '.' &&
        dgm_char_lower((char)dgm_scan_byte(scan, end + 1)) == 'm')
        end += 2;
    return !is_word_at(scan, end) && dgm_list_is_unit(taken(scan, at, end));
}

/* The end of a run of letters and digits; a number from the word's start stops before its unit. */
static uint32_t run_end(const dgm_scan *scan, uint32_t start, uint32_t at, bool *out_unit) {
    *out_unit = false;
    bool number = dgm_scan_digit(scan, start);
    bool after_digit = at > start && dgm_scan_digit(scan, at - 1);
    for (;;) {
        uint32_t size;
        dgm_char_kind kind = dgm_scan_kind(scan, at, &size);
        if (!dgm_char_is_word(kind))
            return at;
        if (number && after_digit && kind != DGM_CHAR_DIGIT) {
            *out_unit = is_unit_at(scan, at);
            if (*out_unit)
                return at;
            number = false;
        }
        after_digit = kind == DGM_CHAR_DIGIT;
        at += size;
    }
}

uint32_t dgm_scan_word(const dgm_scan *scan, uint32_t start) {
    uint32_t at = start;
    for (;;) {
        bool unit;
        at = run_end(scan, start, at, &unit);
        uint32_t size;
        join next = unit || at >= scan->stop || at == start ? JOIN_END : join_at(scan, start, at, &size);
        if (next == JOIN_END)
            return at;
        at += size;
        if (next == JOIN_LAST)
            return at;
    }
}
