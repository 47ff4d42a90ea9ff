/* web.c - addresses: what looks like one is one token, whatever it is made of.
 *
 * A host or file name is known by its last part (lists.h), a mail address by its "@". The look
 * ahead is bounded and never repeated over the same bytes, so that long runs stay linear. */
#include "text/lists.h"
#include "text/scan.h"

enum { FARTHEST = 256 };

static bool is_ascii_word(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool begins(const dgm_scan *scan, uint32_t at, const char *prefix) {
    for (; *prefix; prefix++, at++)
        if (dgm_char_lower((char)dgm_scan_byte(scan, at)) != *prefix)
            return false;
    return true;
}

static bool ends_address(unsigned char c) {
    return c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F;
}

/* Takes back what punctuates the sentence around an address. */
static uint32_t trim(const dgm_scan *scan, uint32_t start, uint32_t end, bool has_bracket) {
    while (end > start + 1) {
        unsigned char c = dgm_scan_byte(scan, end - 1);
        bool closes = (c == ')' && !has_bracket) || c == ']' || c == '}';
        if (!closes && strchr(".,;:!?'*|", c) == NULL)
            break;
        end--;
    }
    return end;
}

/* From a scheme or a host to the end of the address: white space, a quotation mark or an angle bracket. */
static uint32_t address_end(const dgm_scan *scan, uint32_t start) {
    uint32_t at = start;
    bool has_bracket = false;
    while (at < scan->stop && !ends_address(dgm_scan_byte(scan, at))) {
        uint32_t size, code;
        dgm_char_kind kind = dgm_char_at(scan->text, at, &size, &code);
        if (kind == DGM_CHAR_SPACE || (code >= 0x2018 && code <= 0x201F) || code == 0xBB || code == 0xAB)
            break;
        has_bracket |= code == '(';
        at += size;
    }
    return trim(scan, start, at, has_bracket);
}

static bool is_name_byte(unsigned char c) {
    return is_ascii_word(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '~';
}

/* "someone@host", "name@COMPANY"; `sign` is where "@" stands. */
static uint32_t mail_end(const dgm_scan *scan, uint32_t start, uint32_t sign) {
    uint32_t at = sign + 1;
    if (!is_ascii_word(dgm_scan_byte(scan, at)))
        return start;
    while (at - sign < FARTHEST && is_name_byte(dgm_scan_byte(scan, at)))
        at++;
    while (!is_ascii_word(dgm_scan_byte(scan, at - 1)))
        at--;
    return at;
}

/* Where the last part of a dotted name begins, behind its last period, or `start` when there is none. */
static uint32_t last_part(const dgm_scan *scan, uint32_t start, uint32_t end) {
    for (uint32_t at = end; at > start + 1; at--)
        if (dgm_scan_byte(scan, at - 1) == '.')
            return at;
    return start;
}

static bool is_lower_name(const dgm_scan *scan, uint32_t start, uint32_t end) {
    uint32_t dots = 0, letters = 0;
    for (uint32_t at = start; at < end; at++) {
        unsigned char c = dgm_scan_byte(scan, at);
        if (c == '.' && letters < 2)
            return false;
        dots += c == '.';
        letters = c == '.' ? 0 : letters + 1;
        if (c != '.' && c != '-' && !(c >= 'a' && c <= 'z'))
            return false;
    }
    return dots >= 2 && letters >= 2;
}

static bool has_upper(const dgm_scan *scan, uint32_t start, uint32_t end) {
    for (uint32_t at = start; at < end; at++)
        if (dgm_scan_is(scan, at) == DGM_CHAR_UPPER)
            return true;
    return false;
}

static bool has_lower(const dgm_scan *scan, uint32_t start, uint32_t end) {
    for (uint32_t at = start; at < end; at++)
        if (dgm_scan_is(scan, at) == DGM_CHAR_LOWER)
            return true;
    return false;
}

/* A name with dots: a host ("bbc.co.uk/news"), a file ("plan.doc") or a news group ("alt.animals.cat"). */
static uint32_t name_end(const dgm_scan *scan, uint32_t start, uint32_t end) {
    while (end > start && !is_ascii_word(dgm_scan_byte(scan, end - 1)))
        end--;
    uint32_t part = last_part(scan, start, end);
    if (part == start || end - start < 4)
        return start;
    dgm_range range = {part, end};
    bool known = dgm_list_is_suffix(dgm_view_sub(scan->text, range));
    bool upper = has_upper(scan, part, end);
    if (known && !(upper && has_lower(scan, start, end)))
        return dgm_scan_byte(scan, end) == '/' && is_ascii_word(dgm_scan_byte(scan, end + 1))
                   ? address_end(scan, start)
                   : end;
    return is_lower_name(scan, start, end) ? end : start;
}

uint32_t dgm_scan_web(dgm_scan *scan, uint32_t at) {
    unsigned char first = dgm_scan_byte(scan, at);
    if (at < scan->no_web || !is_ascii_word(first))
        return at;
    bool scheme = begins(scan, at, "http://") || begins(scan, at, "https://") || begins(scan, at, "ftp://") ||
                  begins(scan, at, "mailto:") || begins(scan, at, "www.");
    if (scheme)
        return address_end(scan, at);
    uint32_t end = at;
    bool dotted = false;
    while (end - at < FARTHEST && is_name_byte(dgm_scan_byte(scan, end)))
        dotted |= dgm_scan_byte(scan, end++) == '.';
    if (dgm_scan_byte(scan, end) == '@') {
        uint32_t mail = mail_end(scan, at, end);
        if (mail > at)
            return mail;
    }
    uint32_t name = dotted ? name_end(scan, at, end) : at;
    if (name == at)
        scan->no_web = end;
    return name;
}
