/* letters.c - mojibake is undone by doing the mistake backwards: characters that
 * stand for windows-1252 bytes are bytes again, and if these are UTF-8 of a
 * character that English news holds, that is what was meant. A second layer of
 * the same mistake is undone by reading the bytes through the first.
 *
 * Genuine text is safe because the first character must be one of few accented
 * letters, and the next ones symbols that do not follow it in any word. */
#include "article/letters.h"

#include "article/glyphs.h"

enum { NO_BYTE = 0x100, DEEPEST = 2 };

/* A character, and how many bytes of the text it takes. */
typedef struct unit {
    uint32_t code, size;
} unit;

/* ---- windows-1252 backwards --------------------------------------------- */

/* What windows-1252 has at 0x80..0x9F; 0 where it has nothing. */
static const uint16_t windows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The byte that windows-1252 has for a character; NO_BYTE if none. Latin-1 controls stand for themselves. */
static uint32_t byte_of(uint32_t code) {
    if (code >= 0x80 && code <= 0xFF)
        return code;
    for (uint32_t i = 0; i < 32; i++)
        if (windows1252[i] && windows1252[i] == code)
            return 0x80 + i;
    return NO_BYTE;
}

/* Whether UTF-8 of `code` is likely in a news text: European letters and general punctuation, symbols,
 * emoji. */
static bool is_likely(uint32_t code) {
    return (code >= 0xA0 && code < 0x180) || (code >= 0x2C6 && code <= 0x2DD) ||
           (code >= 0x370 && code < 0x530) || (code >= 0x2000 && code < 0x2070) ||
           (code >= 0x20A0 && code < 0x20D0) || code == 0x2122 || (code >= 0x2190 && code < 0x2800) ||
           code == 0xFEFF || code == 0xFFFD || code >= 0x1F000;
}

static uint32_t bytes_announced(uint32_t lead) {
    return lead >= 0xC2 && lead <= 0xDF   ? 2
           : lead >= 0xE0 && lead <= 0xEF ? 3
           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                          : 0;
}

/* ---- units -------------------------------------------------------------- */

static bool stands(dgm_view text, size_t at, dgm_view bytes) {
    return at <= text.size && text.size - at >= bytes.size &&
           memcmp(text.data + at, bytes.data, bytes.size) == 0;
}

/* The character at `at`. An A with a combining accent, as normalising programs leave it, is one character
 * here. */
static unit read_plain(dgm_view text, size_t at) {
    static const char accents[] =
        "\x80\x81\x82\x83\x88\x8A"; /* behind CC: grave acute circumflex tilde diaeresis ring */
    unit plain;
    plain.code = dgm_utf8_read(text, at, &plain.size);
    if ((plain.code != 'A' && plain.code != 'a') || text.size - at < 3 || text.data[at + 1] != '\xCC')
        return plain;
    const char *found = memchr(accents, text.data[at + 2], sizeof accents - 1);
    if (!found)
        return plain;
    return (unit){(plain.code == 'A' ? 0xC0u : 0xE0u) + (uint32_t)(found - accents), 3};
}

/* What compatibility normalisation made of the symbol that follows a capital A with circumflex or tilde:
 * "1/4" with a fraction slash of U+00BC, "o" of U+00BA. Size 0 if none is there. */
static unit read_squeezed(dgm_view text, size_t at) {
    static const struct {
        const char *bytes;
        uint32_t code;
    } forms[] = {
        {"1\xE2\x81\x84\x34", 0xBC},
        {"1\xE2\x81\x84\x32", 0xBD},
        {"3\xE2\x81\x84\x34", 0xBE},
        {" \xCC\x84", 0xAF},
        {" \xCC\x81", 0xB4},
        {" \xCC\x88", 0xA8},
        {" \xCC\xA7", 0xB8},
        {"\xCE\xBC", 0xB5},
        {"1", 0xB9},
        {"2", 0xB2},
        {"3", 0xB3},
        {"a", 0xAA},
        {"o", 0xBA},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (stands(text, at, dgm_view_of(forms[i].bytes)))
            return (unit){forms[i].code, (uint32_t)strlen(forms[i].bytes)};
    return (unit){0, 0};
}

/* Behind "\u00E2\u20AC", the start of general punctuation: what cannot be read as the third byte. The last
 * byte of a closing mark is none of windows-1252's, and many programs dropped it; others made the trade
 * mark sign "TM", and the mark that stands for a dash's third byte straight. */
static unit read_punctuation(dgm_view text, size_t at, uint32_t size) {
    dgm_view rest = {text.data, text.size < at + size + 3 ? text.size : at + size + 3};
    if (stands(rest, at + size, DGM_VIEW("TM")))
        return (unit){0x2019, size + 2};
    if (stands(rest, at + size, DGM_VIEW("oe")))
        return (unit){0x201C, size + 2};
    if (stands(rest, at + size, DGM_VIEW("\"")) && dgm_glyph_at(text, at + size + 1) == DGM_GLYPH_LETTER)
        return (unit){0x2013, size + 1};
    return (unit){0x201D, size};
}

static unit read_layer(dgm_view text, size_t at, int depth);

/* The character that the units at `at`, taken as bytes, are UTF-8 of; size 0 if none. */
static unit undo(dgm_view text, size_t at, int depth) {
    unit first = read_layer(text, at, depth - 1);
    uint32_t lead = byte_of(first.code), announced = lead == NO_BYTE ? 0 : bytes_announced(lead),
             size = first.size;
    char bytes[4] = {(char)lead};
    for (uint32_t i = 1; i < announced; i++) {
        unit next = at + size < text.size ? read_layer(text, at + size, depth - 1) : (unit){0, 0};
        uint32_t byte = next.size ? byte_of(next.code) : NO_BYTE;
        if ((byte < 0x80 || byte > 0xBF) && i == 2 && lead == 0xE2 && bytes[1] == '\x80')
            return read_punctuation(text, at, size);
        if ((byte < 0x80 || byte > 0xBF) && i == 1 && (lead == 0xC2 || lead == 0xC3)) {
            next = read_squeezed(text, at + size);
            byte = next.size ? next.code : NO_BYTE;
        }
        if (byte < 0x80 || byte > 0xBF)
            return (unit){0, 0};
        bytes[i] = (char)byte;
        size += next.size;
    }
    uint32_t length = 0,
             code = announced ? dgm_utf8_read((dgm_view){bytes, announced}, 0, &length) : DGM_UTF8_BAD;
    return code != DGM_UTF8_BAD && is_likely(code) ? (unit){code, size} : (unit){0, 0};
}

/* The character at `at` with `depth` layers of the mistake undone where there are as many. */
static unit read_layer(dgm_view text, size_t at, int depth) {
    if (depth > 0) {
        unit found = undo(text, at, depth);
        if (found.size)
            return found;
        if (depth > 1)
            return read_layer(text, at, depth - 1);
    }
    return read_plain(text, at);
}

/* What looks like mojibake but need not be: behind a capital, marks that may as well follow a word in
 * capitals ("Ã”" closes a quotation there), and letters and digits that only a small letter before makes
 * strange. */
static bool is_genuine(dgm_view text, size_t at, unit plain, unit found) {
    size_t second = at + plain.size;
    if (found.size - plain.size > 3 || second >= text.size)
        return false;
    uint32_t size = 0, code = dgm_utf8_read(text, second, &size);
    bool small = at > 0 && (dgm_is_lower(text.data[at - 1]) || dgm_glyph_before(text, at) == DGM_GLYPH_CLOSE);
    if (code < 0x80 && code != ' ')
        return !small;
    bool symbol = (code >= 0x2010 && code <= 0x2026) || code == 0xBB || code == 0xAB || code == 0xA0;
    return symbol && at > 0 && dgm_glyph_is_capital(text, dgm_utf8_before(text, at));
}

/* ---- edits -------------------------------------------------------------- */

typedef struct finder {
    dgm_view text;
    dgm_edits edits;
    char *pool; /* four bytes for each edit, once edits have room */
} finder;

static void add_code(finder *at, dgm_range range, uint32_t code) {
    dgm_edit edit = {DGM_REPAIR_MOJIBAKE, range, {"", 0}};
    if (at->pool && code != 0xFEFF) { /* a byte order mark means nothing inside a text */
        char *bytes = at->pool + 4 * (size_t)at->edits.count;
        edit.read_as = (dgm_view){bytes, dgm_utf8_write(code, bytes)};
    }
    dgm_edits_add(&at->edits, edit);
}

/* Soft hyphen, zero-width space, word joiner, byte order mark: the size of the one at `at`, else 0. */
static uint32_t invisible(dgm_view text, size_t at) {
    static const dgm_view marks[] = {
        {"\xC2\xAD", 2}, {"\xE2\x80\x8B", 3}, {"\xE2\x81\xA0", 3}, {"\xEF\xBB\xBF", 3}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text.size - at >= marks[i].size && memcmp(text.data + at, marks[i].data, marks[i].size) == 0)
            return (uint32_t)marks[i].size;
    return 0;
}

/* A windows-1252 control that can stand alone: the euro sign, dots, quotation marks, dashes, the trade mark
 * sign. */
static bool is_lost_mark(uint32_t code) {
    return code == 0x80 || code == 0x85 || (code >= 0x91 && code <= 0x97) || code == 0x99;
}

/* Notes what is wrong with the character at `at`, which is above ASCII, and gives the bytes to go on by. */
static uint32_t find_at(finder *at, uint32_t here) {
    unsigned char lead = (unsigned char)at->text.data[here];
    uint32_t hidden = lead == 0xC2 || lead == 0xE2 || lead == 0xEF ? invisible(at->text, here) : 0;
    if (hidden) {
        dgm_edits_add(&at->edits, (dgm_edit){DGM_REPAIR_HYPHEN, {here, here + hidden}, {"", 0}});
        return hidden;
    }
    unit plain = read_plain(at->text, here);
    if (is_lost_mark(plain.code)) {
        /* windows-1252 that somebody took for Latin-1: U+0093 is an opening quotation mark */
        add_code(at, (dgm_range){here, here + plain.size}, windows1252[plain.code - 0x80]);
        return plain.size;
    }
    if (plain.code < 0xC2 || plain.code > 0xF4) /* announces no sequence */
        return plain.size;
    unit found = read_layer(at->text, here, DEEPEST);
    if (found.size == plain.size || is_genuine(at->text, here, plain, found))
        return plain.size;
    add_code(at, (dgm_range){here, here + found.size}, found.code);
    return found.size;
}

static void find_all(finder *at) {
    const uint64_t high = 0x8080808080808080u;
    uint32_t free = 0; /* behind the last character looked at */
    at->edits.count = 0;
    for (uint32_t here = 0; here < at->text.size;) {
        uint64_t word = high;
        if (here + 8 <= at->text.size)
            memcpy(&word, at->text.data + here, 8);
        if (!(word & high)) {
            here += 8;
        } else if ((unsigned char)at->text.data[here] < 0x80) {
            here++;
        } else if (at->text.data[here] == '\xCC' && here > free && (at->text.data[here - 1] | 0x20) == 'a') {
            here += find_at(at, here - 1) - 1; /* an accent, which belongs to the letter before it */
            free = here;
        } else {
            here += find_at(at, here);
            free = here;
        }
    }
}

dgm_status dgm_letters_edit(dgm_view text, dgm_arena *arena, dgm_edits *out, dgm_error *err) {
    finder at = {text, {NULL, 0}, NULL};
    find_all(&at);
    if (at.edits.count > 0) {
        at.pool = dgm_arena_alloc(arena, 4 * (size_t)at.edits.count);
        if (!at.pool)
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u repairs", at.edits.count);
        DGM_TRY(dgm_edits_size(&at.edits, arena, err));
        find_all(&at);
    }
    *out = at.edits;
    return DGM_OK;
}
