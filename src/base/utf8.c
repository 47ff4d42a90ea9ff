/* utf8.c - UTF-8 as table 3-7 of the Unicode standard has it: the lead byte fixes
 * the length and the range of the second byte; all later bytes are 80..BF. */
#include "base/utf8.h"

/* How long a sequence a lead byte opens, and which second bytes it allows. */
typedef struct {
    uint8_t size;
    uint8_t low, high;
} lead_rule;

static lead_rule rule_of(uint8_t lead) {
    if (lead < 0x80)
        return (lead_rule){1, 0, 0};
    if (lead < 0xC2 || lead > 0xF4) /* a trailing byte, an overlong form, beyond U+10FFFF */
        return (lead_rule){0, 0, 0};
    if (lead < 0xE0)
        return (lead_rule){2, 0x80, 0xBF};
    if (lead < 0xF0) /* E0: no overlong forms; ED: no surrogates */
        return (lead_rule){3, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF};
    return (lead_rule){4, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF};
}

uint32_t dgm_utf8_read(dgm_view text, size_t at, uint32_t *out_size) {
    const uint8_t *bytes = (const uint8_t *)text.data + at;
    size_t left = text.size - at;
    lead_rule rule = rule_of(bytes[0]);
    *out_size = 1;
    if (rule.size == 1)
        return bytes[0];
    if (rule.size == 0)
        return DGM_UTF8_BAD;

    uint32_t code = bytes[0] & (0x7Fu >> rule.size);
    for (uint32_t i = 1; i < rule.size; i++) {
        uint8_t low = i == 1 ? rule.low : 0x80, high = i == 1 ? rule.high : 0xBF;
        if (i >= left || bytes[i] < low || bytes[i] > high) {
            *out_size = i; /* the bytes up to here form the maximal ill-formed part */
            return DGM_UTF8_BAD;
        }
        code = code << 6 | (bytes[i] & 0x3F);
    }
    *out_size = rule.size;
    return code;
}

uint32_t dgm_utf8_write(uint32_t code, char *out) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    uint32_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (uint32_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((0xF00u >> size & 0xFF) | code); /* C0, E0, F0 */
    return size;
}

size_t dgm_utf8_before(dgm_view text, size_t at) {
    do
        at--;
    while (at > 0 && ((uint8_t)text.data[at] & 0xC0) == 0x80);
    return at;
}
