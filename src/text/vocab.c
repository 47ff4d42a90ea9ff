/* vocab.c - an open-addressed hash table from the bytes of a piece to its number.
 *
 * Pieces that begin a word and pieces that go on one ("##") live in one table and
 * differ by the seed of their hash, so a word is hashed once from each place where
 * a piece may start: hash[i] covers its first i bytes, and the longest known prefix
 * is found by looking up from the long end. The words are first read as BERT reads
 * them (normalise), in stretches between punctuation. */
#include "text/vocab.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "text/chars.h"

#define SEED_BEGIN 0x811C9DC5u
#define SEED_GO_ON 0x2B7E1516u

enum {
    LONGEST_WORD = 100, /* code points; BERT takes longer stretches as unknown */
    STRETCH_BYTES = 4 * LONGEST_WORD,
    MOST_PIECES = 65536
};

typedef struct slot {
    uint32_t hash, at; /* of the piece's bytes in lines, without "##" */
    uint16_t id;
    uint8_t size; /* 0: empty slot */
    bool goes_on;
} slot;

struct dgm_vocab {
    dgm_view lines;
    slot *slots;
    uint32_t mask, n_pieces;
    uint32_t longest; /* bytes */
    uint16_t unknown;
};

/* FNV-1a over one more byte. */
static uint32_t mix(uint32_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * 0x01000193u;
}

static uint32_t spread(uint32_t hash) {
    return hash ^ hash >> 15;
}

static slot *probe(const dgm_vocab *vocab, uint32_t hash, const char *bytes, size_t size, bool goes_on) {
    for (uint32_t i = spread(hash) & vocab->mask;; i = (i + 1) & vocab->mask) {
        slot *s = &vocab->slots[i];
        if (s->size == 0)
            return s;
        if (s->hash == hash && s->size == size && s->goes_on == goes_on &&
            memcmp(vocab->lines.data + s->at, bytes, size) == 0)
            return s;
    }
}

static slot *find(const dgm_vocab *vocab, dgm_view piece) {
    bool goes_on = piece.size > 2 && piece.data[0] == '#' && piece.data[1] == '#';
    if (goes_on)
        piece = (dgm_view){piece.data + 2, piece.size - 2};
    uint32_t hash = goes_on ? SEED_GO_ON : SEED_BEGIN;
    for (size_t i = 0; i < piece.size; i++)
        hash = mix(hash, piece.data[i]);
    return probe(vocab, hash, piece.data, piece.size, goes_on);
}

/* ---- making ---- */

static uint32_t count_lines(dgm_view lines) {
    uint32_t n = 0;
    for (size_t i = 0; i < lines.size; i++)
        n += lines.data[i] == '\n' || i + 1 == lines.size;
    return n;
}

/* Enters one line; of two equal lines the first counts. */
static void enter(dgm_vocab *vocab, dgm_view line, uint32_t id) {
    bool goes_on = line.size > 2 && line.data[0] == '#' && line.data[1] == '#';
    slot *s = line.size > 0 && line.size < 255 ? find(vocab, line) : NULL;
    if (s == NULL || s->size != 0)
        return;
    uint32_t skip = goes_on ? 2 : 0, size = (uint32_t)line.size - skip;
    uint32_t hash = goes_on ? SEED_GO_ON : SEED_BEGIN;
    for (uint32_t i = 0; i < size; i++)
        hash = mix(hash, line.data[skip + i]);
    *s = (slot){hash, (uint32_t)(line.data - vocab->lines.data) + skip, (uint16_t)id, (uint8_t)size, goes_on};
    if (size > vocab->longest)
        vocab->longest = size;
}

static void enter_all(dgm_vocab *vocab) {
    dgm_view lines = vocab->lines;
    uint32_t id = 0;
    for (size_t start = 0; start < lines.size;) {
        const char *end = memchr(lines.data + start, '\n', lines.size - start);
        size_t stop = end ? (size_t)(end - lines.data) : lines.size;
        size_t size = stop - start;
        if (size > 0 && lines.data[stop - 1] == '\r')
            size--;
        enter(vocab, (dgm_view){lines.data + start, size}, id++);
        start = stop + 1;
    }
}

dgm_status dgm_vocab_new(dgm_view lines, dgm_vocab **out, dgm_error *err) {
    uint32_t n = lines.size < UINT32_MAX ? count_lines(lines) : 0;
    if (n == 0 || n > MOST_PIECES)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "the vocabulary is empty or holds over 65536 pieces");
    uint32_t room = 64;
    while (room < 4 * n)
        room *= 2;
    dgm_vocab *vocab = calloc(1, sizeof *vocab);
    slot *slots = calloc(room, sizeof *slots);
    if (vocab == NULL || slots == NULL) {
        free(vocab);
        free(slots);
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the vocabulary");
    }
    *vocab = (dgm_vocab){.lines = lines, .slots = slots, .mask = room - 1, .n_pieces = n};
    enter_all(vocab);
    slot *unknown = find(vocab, DGM_VIEW("[UNK]"));
    if (unknown->size == 0) {
        dgm_vocab_free(vocab);
        return dgm_fail(err, DGM_ERR_MODEL, 0, "the vocabulary has no [UNK]");
    }
    vocab->unknown = unknown->id;
    *out = vocab;
    return DGM_OK;
}

void dgm_vocab_free(dgm_vocab *vocab) {
    if (vocab == NULL)
        return;
    free(vocab->slots);
    free(vocab);
}

uint32_t dgm_vocab_size(const dgm_vocab *vocab) {
    return vocab->n_pieces;
}

uint16_t dgm_vocab_find(const dgm_vocab *vocab, dgm_view piece) {
    const slot *s = find(vocab, piece);
    return s->size ? s->id : vocab->unknown;
}

/* ---- cutting ---- */

/* A stretch of letters between punctuation, lower-cased and without accents, and where its pieces go. */
typedef struct cutter {
    const dgm_vocab *vocab;
    uint16_t *out;
    uint32_t n, room;
    char bytes[STRETCH_BYTES];
    uint32_t size, n_codes;
} cutter;

static void emit(cutter *c, uint16_t id) {
    if (c->n < c->room)
        c->out[c->n++] = id;
}

/* The longest piece that begins at `at`, or NULL. */
static const slot *longest_piece(const cutter *c, uint32_t at) {
    uint32_t most = c->size - at;
    if (most > c->vocab->longest)
        most = c->vocab->longest;
    uint32_t hashes[256], hash = at ? SEED_GO_ON : SEED_BEGIN;
    for (uint32_t i = 0; i < most; i++)
        hashes[i] = hash = mix(hash, c->bytes[at + i]);
    for (uint32_t size = most; size > 0; size--) {
        const slot *s = probe(c->vocab, hashes[size - 1], c->bytes + at, size, at > 0);
        if (s->size)
            return s;
    }
    return NULL;
}

/* Cuts the stretch at hand and starts an empty one. One unknown place makes all of it unknown. */
static void finish_stretch(cutter *c) {
    if (c->size == 0 && c->n_codes == 0)
        return;
    uint32_t before = c->n;
    bool known = c->n_codes <= LONGEST_WORD;
    uint16_t pieces[STRETCH_BYTES];
    uint32_t n = 0;
    for (uint32_t at = 0; known && at < c->size;) {
        const slot *s = longest_piece(c, at);
        known = s != NULL;
        if (known) {
            pieces[n++] = s->id;
            at += s->size;
        }
    }
    for (uint32_t i = 0; known && i < n; i++)
        emit(c, pieces[i]);
    if (!known && c->n == before)
        emit(c, c->vocab->unknown);
    c->size = c->n_codes = 0;
}

static void add_code(cutter *c, uint32_t code) {
    c->n_codes++;
    if (c->n_codes <= LONGEST_WORD)
        c->size += dgm_utf8_write(code, c->bytes + c->size);
}

/* ASCII: BERT takes all but letters and digits as punctuation. */
static bool is_ascii_punctuation(uint32_t code) {
    return (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) ||
           (code >= 123 && code <= 126);
}

static bool is_chinese(uint32_t code) {
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x20000 && code <= 0x2A6DF) || (code >= 0x2A700 && code <= 0x2B73F) ||
           (code >= 0x2B740 && code <= 0x2B81F) || (code >= 0x2B820 && code <= 0x2CEAF) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x2F800 && code <= 0x2FA1F);
}

/* A code point that stands alone: punctuation or a Chinese character. */
static void add_alone(cutter *c, uint32_t code) {
    finish_stretch(c);
    add_code(c, code);
    finish_stretch(c);
}

static void add_decomposed(cutter *c, uint32_t code) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    switch (category) {
    case UTF8PROC_CATEGORY_MN: return;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: add_alone(c, code); return;
    case UTF8PROC_CATEGORY_ZS: finish_stretch(c); return;
    default:
        if (is_chinese(code))
            add_alone(c, code);
        else
            add_code(c, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code));
    }
}

/* Beyond ASCII: decomposed, its marks left out, lower-cased. Control and private characters vanish. */
static void add_wide(cutter *c, uint32_t code) {
    utf8proc_category_t category = code == DGM_UTF8_BAD ? UTF8PROC_CATEGORY_CN
                                                        : utf8proc_category((utf8proc_int32_t)code);
    if (code == 0xFFFD || category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CC ||
        category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CO ||
        category == UTF8PROC_CATEGORY_CS)
        return;
    if (category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP) {
        finish_stretch(c);
        return;
    }
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 8, UTF8PROC_DECOMPOSE,
                                                 &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 8; i++)
        add_decomposed(c, (uint32_t)parts[i]);
}

static void add_ascii(cutter *c, char byte) {
    uint32_t code = (unsigned char)byte;
    if (code == ' ' || code == '\t' || code == '\n' || code == '\r')
        finish_stretch(c);
    else if (is_ascii_punctuation(code))
        add_alone(c, code);
    else if (code > ' ' && code != 0x7F)
        add_code(c, (unsigned char)dgm_char_lower(byte));
}

uint32_t dgm_vocab_cut(const dgm_vocab *vocab, dgm_view word, uint16_t *out, uint32_t room) {
    cutter c;
    c.vocab = vocab;
    c.out = out;
    c.room = room;
    c.n = c.size = c.n_codes = 0;
    for (size_t at = 0; at < word.size && c.n < room;) {
        if ((unsigned char)word.data[at] < 0x80) {
            add_ascii(&c, word.data[at++]);
            continue;
        }
        uint32_t size;
        uint32_t code = dgm_utf8_read(word, at, &size);
        add_wide(&c, code);
        at += size;
    }
    finish_stretch(&c);
    if (c.n == 0)
        emit(&c, vocab->unknown);
    return c.n;
}
