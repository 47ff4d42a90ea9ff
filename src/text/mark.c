/* mark.c - everything that is not a word: punctuation, symbols, emoticons, pictures. */
#include "text/lists.h"
#include "text/scan.h"

dgm_char_kind dgm_scan_before(const dgm_scan *scan, uint32_t at) {
    if (at <= scan->start)
        return DGM_CHAR_SPACE;
    uint32_t back = at - 1, size, code;
    while (back > scan->start && at - back < 4 && ((unsigned char)scan->text.data[back] & 0xC0) == 0x80)
        back--;
    return dgm_char_at(scan->text, back, &size, &code);
}

uint32_t dgm_scan_apostrophe(const dgm_scan *scan, uint32_t at) {
    unsigned char c = dgm_scan_byte(scan, at);
    if (c == '\'' || c == '`')
        return 1;
    if (c == 0xC2)
        return dgm_scan_byte(scan, at + 1) == 0xB4 ? 2 : 0; /* acute accent */
    if (c == 0xCA)
        return dgm_scan_byte(scan, at + 1) == 0xBC ? 2 : 0; /* modifier letter apostrophe */
    if (c != 0xE2 || dgm_scan_byte(scan, at + 1) != 0x80)
        return 0;
    c = dgm_scan_byte(scan, at + 2);
    return c == 0x98 || c == 0x99 ? 3 : 0;
}

/* ---- emoticons ---- */

/* ":-)", ";)", "=(", ":D", "^_^", "<3": set apart from words on the right. */
static uint32_t emoticon_end(const dgm_scan *scan, uint32_t at) {
    unsigned char eyes = dgm_scan_byte(scan, at);
    if (eyes != ':' && eyes != ';' && eyes != '=' && eyes != '^' && eyes != '<')
        return at;
    uint32_t end = at + 1;
    if (eyes == '^') {
        end += dgm_scan_byte(scan, end) == '_';
        return end > at + 1 && dgm_scan_byte(scan, end) == '^' ? end + 1 : at;
    }
    if (eyes == '<')
        return dgm_scan_byte(scan, end) == '3' && dgm_scan_is(scan, end + 1) == DGM_CHAR_SPACE ? end + 1 : at;
    if (dgm_scan_byte(scan, end) == '\'')
        end++;
    if (dgm_scan_byte(scan, end) == '-')
        end++;
    unsigned char mouth = dgm_scan_byte(scan, end);
    bool letter = mouth == 'D' || mouth == 'P' || mouth == 'p' || mouth == 'O';
    if (mouth == 0 || (!letter && strchr(")(/|*", mouth) == NULL))
        return at;
    if ((mouth == '/' || mouth == '*' || mouth == '|' || letter) &&
        dgm_scan_before(scan, at) != DGM_CHAR_SPACE)
        return at;
    end++;
    return dgm_scan_is(scan, end) == DGM_CHAR_SPACE || (!letter && dgm_scan_is(scan, end) == DGM_CHAR_OTHER)
               ? end
               : at;
}

/* ---- apostrophes at the front ---- */

/* "'90s", "'em", and "'s" behind something that is no word. */
static uint32_t front_apostrophe_end(const dgm_scan *scan, uint32_t at, uint32_t size) {
    uint32_t start = at + size, end = start;
    if (dgm_scan_digit(scan, start) && dgm_scan_digit(scan, start + 1) && !dgm_scan_digit(scan, start + 2)) {
        end = start + 2 + (dgm_scan_byte(scan, start + 2) == 's');
        return dgm_char_is_word(dgm_scan_is(scan, end)) ? at : end;
    }
    while (end - start < 8 && dgm_char_is_letter(dgm_scan_is(scan, end)) && dgm_scan_byte(scan, end) < 0x80)
        end++;
    if (end == start || dgm_char_is_word(dgm_scan_is(scan, end)))
        return at;
    dgm_view word = {scan->text.data + start, end - start};
    if (dgm_list_is_clitic(word) && !scan->single_open && at > scan->start)
        return end;
    if (dgm_scan_before(scan, at) != DGM_CHAR_SPACE || !dgm_list_is_elision(word))
        return at;
    bool closed = word.size == 1 && dgm_scan_apostrophe(scan, end) == size; /* "rock 'n' roll" */
    return closed ? end + size : end;
}

static uint32_t apostrophe_end(const dgm_scan *scan, uint32_t at, uint32_t size) {
    uint32_t front = front_apostrophe_end(scan, at, size);
    if (front > at)
        return front;
    uint32_t twin = dgm_scan_apostrophe(scan, at + size);
    bool same = twin == size && memcmp(scan->text.data + at, scan->text.data + at + size, size) == 0;
    bool curly = twin == 3 && size == 3;
    return at + size + (same || curly ? twin : 0);
}

/* ---- runs ---- */

static uint32_t ellipsis_at(const dgm_scan *scan, uint32_t at) {
    return dgm_scan_byte(scan, at) == 0xE2 && dgm_scan_byte(scan, at + 1) == 0x80 &&
                   dgm_scan_byte(scan, at + 2) == 0xA6
               ? 3
               : 0;
}

/* "...", "?!", ".?": periods alone, or others behind at most one period. */
static uint32_t terminators_end(const dgm_scan *scan, uint32_t at) {
    uint32_t end = at, size;
    while ((size = dgm_scan_byte(scan, end) == '.' ? 1 : ellipsis_at(scan, end)) > 0)
        end += size;
    if (end > at + 1)
        return end;
    while (dgm_scan_byte(scan, end) == '!' || dgm_scan_byte(scan, end) == '?')
        end++;
    return end;
}

/* "[...]": something left out. */
static uint32_t omission_end(const dgm_scan *scan, uint32_t at) {
    if (dgm_scan_byte(scan, at) != '[')
        return at;
    uint32_t end = terminators_end(scan, at + 1);
    return end >= at + 4 && dgm_scan_byte(scan, end) == ']' ? end + 1 : at;
}

/* One character as often as it is repeated. */
static uint32_t repeats_end(const dgm_scan *scan, uint32_t at, uint32_t size) {
    uint32_t end = at + size;
    while (end + size <= scan->stop && memcmp(scan->text.data + at, scan->text.data + end, size) == 0)
        end += size;
    return end;
}

static bool is_repeatable(uint32_t code) {
    return (code < 0x80 && code != 0 && strchr("-*=_~+<>|#,$^", (int)code) != NULL) || code == 0x2013 ||
           code == 0x2014;
}

/* A picture with the selectors, skin tones and joiners that belong to it. */
static uint32_t picture_end(const dgm_scan *scan, uint32_t end) {
    bool joined = false;
    while (end < scan->stop) {
        uint32_t size, code;
        dgm_char_at(scan->text, end, &size, &code);
        bool belongs = code == 0x200D || code == 0xFE0F || (code >= 0x1F3FB && code <= 0x1F3FF) || joined;
        if (!belongs)
            return end;
        joined = code == 0x200D;
        end += size;
    }
    return end;
}

/* "@name", "#topic", ".5", "+1": a sign that leads a word and stands behind white space or a bracket. */
static uint32_t led_end(const dgm_scan *scan, uint32_t at) {
    unsigned char sign = dgm_scan_byte(scan, at);
    dgm_char_kind next = dgm_scan_is(scan, at + 1);
    bool free = !dgm_char_is_word(dgm_scan_before(scan, at));
    bool leads = ((sign == '@' || sign == '#') && dgm_char_is_letter(next)) ||
                 ((sign == '.' || sign == '+') && next == DGM_CHAR_DIGIT);
    if (!leads || !free)
        return at;
    uint32_t end = dgm_scan_word(scan, at + 1);
    return end;
}

uint32_t dgm_scan_mark(const dgm_scan *scan, uint32_t at) {
    uint32_t apostrophe = dgm_scan_apostrophe(scan, at);
    if (apostrophe)
        return apostrophe_end(scan, at, apostrophe);
    uint32_t end = emoticon_end(scan, at);
    if (end == at)
        end = led_end(scan, at);
    if (end == at)
        end = terminators_end(scan, at);
    if (end == at)
        end = omission_end(scan, at);
    if (end > at)
        return end;
    uint32_t size, code;
    dgm_char_at(scan->text, at, &size, &code);
    if (is_repeatable(code))
        return repeats_end(scan, at, size);
    return code >= 0x2190 && code != 0xFFFD ? picture_end(scan, at + size) : at + size;
}
