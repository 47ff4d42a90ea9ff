/* charset.c - which charset, then one pass that writes UTF-8 and its runs.
 *   marks     a byte order mark settles it
 *   zeros     every second byte zero: UTF-16 without a mark
 *   controls  too many control bytes: not text at all
 *   measure   valid multibyte sequences against bytes that fit none: UTF-8 with
 *             damage, or windows-1252
 * The decoders write through one sink that counts when it has no room yet, so
 * that text and runs are sized by the same code that fills them. */
#include "input/charset.h"

#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD, SAMPLE = 1 << 16 };

/* What windows-1252 has at 0x80..0x9F; 0 where it has nothing. */
static const uint16_t windows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* ---- the sink ----------------------------------------------------------- */

typedef struct sink {
    char *text; /* NULL: only count */
    dgm_offset_run *runs;
    dgm_range *invalid;
    uint32_t n_text, n_runs, n_invalid;
    uint32_t identity; /* where the source goes on if the last run is an identity, else UINT32_MAX */
} sink;

static void put_run(sink *out, uint32_t source, bool atomic) {
    if (out->runs)
        out->runs[out->n_runs] = (dgm_offset_run){out->n_text, source, atomic};
    out->n_runs++;
}

static void put_same(sink *out, dgm_view input, uint32_t from, uint32_t to) {
    if (from == to)
        return;
    if (out->identity != from)
        put_run(out, from, false);
    if (out->text)
        memcpy(out->text + out->n_text, input.data + from, to - from);
    out->n_text += to - from;
    out->identity = to;
}

/* Text of one code point that stands for the source [from, to). */
static void put_code(sink *out, uint32_t code, uint32_t from, uint32_t to, bool invalid) {
    char bytes[4];
    uint32_t size = dgm_utf8_write(code, bytes);
    put_run(out, from, true);
    if (out->text)
        memcpy(out->text + out->n_text, bytes, size);
    out->n_text += size;
    out->identity = UINT32_MAX;
    if (!invalid)
        return;
    if (out->invalid)
        out->invalid[out->n_invalid] = (dgm_range){from, to};
    out->n_invalid++;
}

/* ---- the decoders: each writes all of input from `at` ------------------- */

static bool is_plain(unsigned char byte) {
    return byte != 0 && byte < 0x80;
}

/* Where the run of bytes from `at` that stand for themselves ends. Eight at a time while they do. */
static uint32_t plain_end(dgm_view input, uint32_t at) {
    const uint64_t high = 0x8080808080808080u, low = 0x0101010101010101u;
    for (uint64_t word; at + 8 <= input.size; at += 8) {
        memcpy(&word, input.data + at, 8);
        if ((word | (word - low)) & high)
            break;
    }
    while (at < input.size && is_plain((unsigned char)input.data[at]))
        at++;
    return at;
}

/* The code point at `at`, or DGM_UTF8_BAD; a zero byte counts as bad. */
static uint32_t read_code(dgm_view input, uint32_t at, uint32_t *out_size) {
    uint32_t code = dgm_utf8_read(input, at, out_size);
    return code == 0 ? DGM_UTF8_BAD : code;
}

static void decode_utf8(dgm_view input, uint32_t at, sink *out) {
    uint32_t from = at, size = 1;
    while ((at = plain_end(input, at)) < input.size) {
        if (read_code(input, at, &size) == DGM_UTF8_BAD) {
            put_same(out, input, from, at);
            put_code(out, REPLACEMENT, at, at + size, true);
            from = at + size;
        }
        at += size;
    }
    put_same(out, input, from, at);
}

static void decode_windows1252(dgm_view input, uint32_t at, sink *out) {
    uint32_t end;
    for (; (end = plain_end(input, at)) < input.size; at = end + 1) {
        put_same(out, input, at, end);
        unsigned char byte = (unsigned char)input.data[end];
        uint32_t code = byte >= 0xA0 ? byte : byte >= 0x80 ? windows1252[byte - 0x80] : 0;
        put_code(out, code ? code : REPLACEMENT, end, end + 1, code == 0);
    }
    put_same(out, input, at, end);
}

static uint32_t unit16(dgm_view input, uint32_t at, bool big) {
    uint32_t first = (unsigned char)input.data[at], second = (unsigned char)input.data[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

static void decode_utf16(dgm_view input, uint32_t at, bool big, sink *out) {
    uint32_t size = (uint32_t)input.size;
    while (at + 2 <= size) {
        uint32_t code = unit16(input, at, big), length = 2;
        bool invalid = code == 0;
        if (code >= 0xD800 && code < 0xE000) {
            uint32_t next = at + 4 <= size ? unit16(input, at + 2, big) : 0;
            bool pair = code < 0xDC00 && next >= 0xDC00 && next < 0xE000;
            invalid = !pair;
            if (pair) {
                code = 0x10000 + ((code - 0xD800) << 10) + (next - 0xDC00);
                length = 4;
            }
        }
        put_code(out, invalid ? REPLACEMENT : code, at, at + length, invalid);
        at += length;
    }
    if (at < size)
        put_code(out, REPLACEMENT, at, size, true);
}

static void decode(dgm_view input, dgm_charset charset, uint32_t at, sink *out) {
    out->n_text = out->n_runs = out->n_invalid = 0;
    out->identity = UINT32_MAX;
    switch (charset) {
    case DGM_CHARSET_UTF8: decode_utf8(input, at, out); break;
    case DGM_CHARSET_UTF16LE: decode_utf16(input, at, false, out); break;
    case DGM_CHARSET_UTF16BE: decode_utf16(input, at, true, out); break;
    case DGM_CHARSET_WINDOWS1252: decode_windows1252(input, at, out); break;
    }
}

/* ---- which charset ------------------------------------------------------ */

static bool begins(dgm_view input, const char *mark, size_t size) {
    return input.size >= size && memcmp(input.data, mark, size) == 0;
}

/* UTF-16 without a mark: in news most of its high bytes are zero and next to none of its low bytes. */
static bool looks_utf16(dgm_view input, dgm_charset *out) {
    size_t sample = (input.size < SAMPLE ? input.size : SAMPLE) / 2, zeros[2] = {0, 0};
    for (size_t i = 0; i < 2 * sample; i++)
        zeros[i % 2] += input.data[i] == 0;
    if (sample < 2)
        return false;
    *out = zeros[0] > zeros[1] ? DGM_CHARSET_UTF16BE : DGM_CHARSET_UTF16LE;
    size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
    return most * 10 >= sample * 7 && (zeros[0] + zeros[1] - most) * 50 <= sample;
}

static bool is_control(unsigned char byte) {
    return (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0D)) || byte == 0x7F;
}

/* More than one byte in 200 is a control byte: not text. */
static dgm_status check_binary(dgm_view input, dgm_error *err) {
    size_t controls = 0, first = 0;
    for (size_t i = 0; i < input.size; i++)
        controls += is_control((unsigned char)input.data[i]);
    if (controls * 200 <= input.size)
        return DGM_OK;
    while (!is_control((unsigned char)input.data[first]))
        first++;
    return dgm_fail(err, DGM_ERR_BINARY, first, "not text: control byte 0x%02X, and %zu in all",
                    (unsigned)(unsigned char)input.data[first], controls);
}

/* UTF-8 unless more bytes fit no sequence than sequences are whole. A sequence cut short speaks for UTF-8
 * too. */
static dgm_charset measure(dgm_view input) {
    size_t whole = 0, bad = 0;
    uint32_t at = 0, size = 1;
    for (; (at = plain_end(input, at)) < input.size; at += size) {
        bool fits = dgm_utf8_read(input, at, &size) != DGM_UTF8_BAD || size > 1;
        whole += fits && size > 1;
        bad += !fits;
    }
    return bad > whole ? DGM_CHARSET_WINDOWS1252 : DGM_CHARSET_UTF8;
}

static dgm_status choose(dgm_view input, dgm_charset *out, uint32_t *out_mark, dgm_error *err) {
    *out_mark = 0;
    if (begins(input, "\xFF\xFE", 2) || begins(input, "\xFE\xFF", 2)) {
        *out = input.data[0] == '\xFF' ? DGM_CHARSET_UTF16LE : DGM_CHARSET_UTF16BE;
        *out_mark = 2;
        return DGM_OK;
    }
    if (looks_utf16(input, out))
        return DGM_OK;
    DGM_TRY(check_binary(input, err));
    *out_mark = begins(input, "\xEF\xBB\xBF", 3) ? 3 : 0;
    *out = *out_mark ? DGM_CHARSET_UTF8 : measure(input);
    return DGM_OK;
}

/* ---- the public functions ----------------------------------------------- */

static bool is_blank(dgm_view text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != ' ' && (text.data[i] < '\t' || text.data[i] > '\r'))
            return false;
    return true;
}

/* UTF-16 is judged by what it decodes to: random bytes of even size after a mark are no text either. */
static dgm_status check_decoded(const sink *out, dgm_charset charset, dgm_error *err) {
    bool wide = charset == DGM_CHARSET_UTF16LE || charset == DGM_CHARSET_UTF16BE;
    if (!wide || out->n_invalid < 2 || (size_t)out->n_invalid * 50 <= out->n_text)
        return DGM_OK;
    return dgm_fail(err, DGM_ERR_BINARY, out->invalid[0].start, "not text: %u broken UTF-16 units",
                    out->n_invalid);
}

dgm_status dgm_charset_decode(dgm_view input, dgm_arena *arena, dgm_decoded *out, dgm_error *err) {
    dgm_charset charset = DGM_CHARSET_UTF8;
    uint32_t mark = 0;
    if (input.size > DGM_CHARSET_MOST)
        return dgm_fail(err, DGM_ERR_LIMIT, DGM_CHARSET_MOST, "larger than %zu bytes", DGM_CHARSET_MOST);
    if (is_blank(input))
        return dgm_fail(err, DGM_ERR_EMPTY, 0, "no text in %zu bytes", input.size);
    DGM_TRY(choose(input, &charset, &mark, err));
    sink sized = {0};
    decode(input, charset, mark, &sized);
    sized.runs = dgm_arena_array(arena, dgm_offset_run, (size_t)sized.n_runs + 1);
    sized.invalid = dgm_arena_array(arena, dgm_range, sized.n_invalid);
    bool borrowed = sized.n_runs <= 1 && sized.n_text == input.size - mark && sized.identity != UINT32_MAX;
    sized.text = borrowed ? NULL : dgm_arena_alloc(arena, sized.n_text);
    if (!sized.runs || !sized.invalid || (!borrowed && !sized.text))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory to decode %zu bytes", input.size);
    decode(input, charset, mark, &sized);
    DGM_TRY(check_decoded(&sized, charset, err));
    dgm_view text = {borrowed ? input.data + mark : sized.text, sized.n_text};
    if (is_blank(text))
        return dgm_fail(err, DGM_ERR_EMPTY, 0, "no text in %zu bytes", input.size);
    sized.runs[sized.n_runs] = (dgm_offset_run){sized.n_text, (uint32_t)input.size, false};
    *out = (dgm_decoded){text, sized.runs, sized.n_runs, sized.invalid, sized.n_invalid, charset};
    return DGM_OK;
}

const char *dgm_charset_name(dgm_charset charset) {
    static const char *const names[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};
    return names[charset];
}
