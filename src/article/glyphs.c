/* glyphs.c - classes of characters: a table for ASCII, ranges for the rest.
 *
 * What is not listed above ASCII counts as a letter: scripts are many, and the
 * punctuation that matters here is little. */
#include "article/glyphs.h"

static const unsigned char ascii[128] = {
    ['\t'] = DGM_GLYPH_SPACE, ['\n'] = DGM_GLYPH_SPACE, ['\v'] = DGM_GLYPH_SPACE, ['\f'] = DGM_GLYPH_SPACE,
    ['\r'] = DGM_GLYPH_SPACE, [' '] = DGM_GLYPH_SPACE,  ['!'] = DGM_GLYPH_STOP,   ['"'] = DGM_GLYPH_MARK,
    ['\''] = DGM_GLYPH_CLOSE, ['('] = DGM_GLYPH_OPEN,   [')'] = DGM_GLYPH_CLOSE,  [','] = DGM_GLYPH_PAUSE,
    ['-'] = DGM_GLYPH_DASH,   ['.'] = DGM_GLYPH_STOP,   [':'] = DGM_GLYPH_PAUSE,  [';'] = DGM_GLYPH_PAUSE,
    ['?'] = DGM_GLYPH_STOP,   ['['] = DGM_GLYPH_OPEN,   [']'] = DGM_GLYPH_CLOSE,  ['`'] = DGM_GLYPH_OPEN,
    ['{'] = DGM_GLYPH_OPEN,   ['}'] = DGM_GLYPH_CLOSE,
};

static dgm_glyph ascii_glyph(uint32_t code) {
    if (ascii[code])
        return (dgm_glyph)ascii[code];
    if (dgm_is_letter((char)code))
        return DGM_GLYPH_LETTER;
    return dgm_is_digit((char)code) ? DGM_GLYPH_DIGIT : DGM_GLYPH_OTHER;
}

/* U+2000 to U+206F, general punctuation. */
static dgm_glyph general_glyph(uint32_t code) {
    if (code <= 0x200B || (code >= 0x2028 && code <= 0x2029) || code == 0x202F || code == 0x205F)
        return DGM_GLYPH_SPACE;
    if (code >= 0x2010 && code <= 0x2015)
        return DGM_GLYPH_DASH;
    switch (code) {
    case 0x2018:
    case 0x201A:
    case 0x201B:
    case 0x2039: return DGM_GLYPH_OPEN;
    case 0x2019:
    case 0x203A:
    case 0x2032: return DGM_GLYPH_CLOSE;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033: return DGM_GLYPH_MARK;
    case 0x2026: return DGM_GLYPH_STOP;
    default: return DGM_GLYPH_OTHER;
    }
}

dgm_glyph dgm_glyph_of(uint32_t code) {
    if (code < 0x80)
        return ascii_glyph(code);
    if (code == 0xA0 || code == 0x85 || code == 0x3000 || code == 0x1680)
        return DGM_GLYPH_SPACE;
    if (code == 0xAB || code == 0xBB || code == 0xFF02 || (code >= 0x301D && code <= 0x301F))
        return DGM_GLYPH_MARK;
    if (code < 0xC0)
        return code == 0xAA || code == 0xBA || code == 0xB5 ? DGM_GLYPH_LETTER : DGM_GLYPH_OTHER;
    if (code >= 0x2000 && code <= 0x206F)
        return general_glyph(code);
    if (code == 0xD7 || code == 0xF7 || (code >= 0x2070 && code < 0x2C00) || code == 0xFFFD)
        return DGM_GLYPH_OTHER;
    return DGM_GLYPH_LETTER;
}

dgm_glyph dgm_glyph_at(dgm_view text, size_t at) {
    uint32_t size;
    return at < text.size ? dgm_glyph_of(dgm_utf8_read(text, at, &size)) : DGM_GLYPH_NONE;
}

dgm_glyph dgm_glyph_before(dgm_view text, size_t at) {
    return at > 0 ? dgm_glyph_at(text, dgm_utf8_before(text, at)) : DGM_GLYPH_NONE;
}

dgm_range dgm_glyphs_trim(dgm_view text, dgm_range range) {
    uint32_t size = 1;
    dgm_view within = {text.data, range.end};
    for (; range.start < range.end && dgm_glyph_at(within, range.start) == DGM_GLYPH_SPACE;
         range.start += size)
        dgm_utf8_read(within, range.start, &size);
    while (range.end > range.start) {
        uint32_t before = (uint32_t)dgm_utf8_before(within, range.end);
        if (dgm_glyph_at(within, before) != DGM_GLYPH_SPACE)
            break;
        range.end = before;
    }
    return range;
}

bool dgm_glyph_is_capital(dgm_view text, size_t at) {
    if (at >= text.size)
        return false;
    unsigned char first = (unsigned char)text.data[at];
    if (first < 0x80)
        return dgm_is_upper((char)first);
    if (first != 0xC3 ||
        at + 1 >= text.size) /* Latin-1 capitals are C3 80 to C3 9E but the multiplication sign */
        return false;
    unsigned char second = (unsigned char)text.data[at + 1];
    return second <= 0x9E && second != 0x97;
}
