/* chars.c - a table for ASCII, utf8proc for the rest. */
#include "text/chars.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* Letters, digits and '_' by range: asking costs less than a table here. */
static dgm_char_kind ascii_kind(uint32_t code) {
    if (code >= 'a' && code <= 'z')
        return DGM_CHAR_LOWER;
    if (code <= ' ' || code == 0x7F)
        return DGM_CHAR_SPACE;
    if (code >= 'A' && code <= 'Z')
        return DGM_CHAR_UPPER;
    if (code >= '0' && code <= '9')
        return DGM_CHAR_DIGIT;
    return DGM_CHAR_OTHER;
}

/* Zero-width space and joiners, marks of direction, byte order mark: they stand between words or stand for
 * nothing. */
static bool is_invisible(uint32_t code) {
    return code == 0x85 || (code >= 0x200B && code <= 0x200F && code != 0x200D) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF;
}

dgm_char_kind dgm_char_of(uint32_t code) {
    if (code < 0x80)
        return ascii_kind(code);
    if (code == DGM_UTF8_BAD)
        return DGM_CHAR_OTHER;
    if (is_invisible(code))
        return DGM_CHAR_SPACE;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return DGM_CHAR_UPPER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF: /* soft hyphen */ return DGM_CHAR_LOWER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return DGM_CHAR_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC: return DGM_CHAR_SPACE;
    default: return DGM_CHAR_OTHER;
    }
}

dgm_char_kind dgm_char_at(dgm_view text, uint32_t at, uint32_t *out_size, uint32_t *out_code) {
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < 0x80) {
        *out_size = 1;
        *out_code = byte;
        return ascii_kind(byte);
    }
    *out_code = dgm_utf8_read(text, at, out_size);
    return dgm_char_of(*out_code);
}
