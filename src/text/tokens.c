/* tokens.c - one token after the other: an address, a word or a mark; then the words grown together in it.
 *
 * The reader moves over the paragraph once. What kind of token begins is told by its first
 * character; the edges of quotation marks that the article stage found are ends for all kinds. */
#include "text/tokens.h"

#include "text/lists.h"

/* ---- words grown together ---- */

/* Length of the apostrophe that ends at `end` of `word`, or 0. */
static uint32_t apostrophe_before(dgm_view word, uint32_t end) {
    unsigned char c = end >= 1 ? (unsigned char)word.data[end - 1] : 0;
    if (c == '\'' || c == '`')
        return 1;
    if (end >= 2 && ((unsigned char)word.data[end - 2] == 0xC2 || (unsigned char)word.data[end - 2] == 0xCA))
        return c == 0xB4 || c == 0xBC ? 2 : 0;
    bool curly = end >= 3 && (unsigned char)word.data[end - 3] == 0xE2 &&
                 (unsigned char)word.data[end - 2] == 0x80 && (c == 0x98 || c == 0x99);
    return curly ? 3 : 0;
}

static bool letters_are(dgm_view word, uint32_t at, const char *letters) {
    size_t n = strlen(letters);
    if (word.size - at != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (dgm_char_lower(word.data[at + i]) != letters[i])
            return false;
    return true;
}

/* Where a clitic begins at the word's end, its apostrophe included, or 0. */
static uint32_t clitic_start(dgm_view word) {
    uint32_t size = (uint32_t)word.size;
    for (uint32_t n = 0; n <= 2 && n + 1 < size; n++) {
        uint32_t letters = size - n, mark = apostrophe_before(word, letters);
        if (mark == 0)
            continue;
        uint32_t start = letters - mark;
        if (start == 0)
            return 0;
        if (n == 0 || letters_are(word, letters, "s") || letters_are(word, letters, "m") ||
            letters_are(word, letters, "d") || letters_are(word, letters, "re") ||
            letters_are(word, letters, "ve") || letters_are(word, letters, "ll"))
            return start;
        bool negation = letters_are(word, letters, "t") && start > 1 &&
                        dgm_char_lower(word.data[start - 1]) == 'n';
        return negation ? start - 1 : 0;
    }
    return 0;
}

/* "1990's", "60's" are plurals, one word; "2003's" and "U2's" are not. */
static bool is_decade(dgm_view word) {
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] < '0' || word.data[i] > '9')
            return false;
    return (word.size == 2 || word.size == 4) && word.data[word.size - 1] == '0';
}

static bool begins_word(dgm_view word) {
    uint32_t size, code;
    return dgm_char_is_word(dgm_char_at(word, 0, &size, &code));
}

static void cut_words(dgm_view text, dgm_token *token) {
    dgm_view word = dgm_view_sub(text, token->text);
    uint32_t second = 0, first = dgm_list_contraction(word, &second);
    if (second == 0 && first == 1 && word.data[1] == 'M') /* "IM" is no "I'm" */
        first = 0;
    if (first == 0) {
        first = begins_word(word) ? clitic_start(word) : 0;
        if (first && is_decade((dgm_view){word.data, first}))
            first = 0;
        second = 0;
    }
    token->n_words = 1 + (first > 0) + (second > 0);
    token->cuts[0] = token->text.start + first;
    token->cuts[1] = token->text.start + second;
}

/* ---- moving on ---- */

static uint32_t edge_of(const dgm_quote *quote, uint32_t edge) {
    switch (edge) {
    case 0: return quote->open.start;
    case 1: return quote->open.end;
    case 2: return quote->close.start;
    default: return quote->close.end;
    }
}

/* Sets the stop to the next edge of a quotation mark, at most to the paragraph's end. */
static void find_stop(dgm_token_reader *reader) {
    reader->scan.stop = reader->scan.end;
    while (reader->quote < reader->n_quotes) {
        uint32_t edge = edge_of(&reader->quotes[reader->quote], reader->edge);
        if (edge > reader->at) {
            if (edge < reader->scan.end)
                reader->scan.stop = edge;
            return;
        }
        if (++reader->edge == 4) {
            reader->edge = 0;
            reader->quote++;
        }
    }
}

/* Remembers whether a single quotation mark is open: only then can one after a plural close it. */
static void note_single(dgm_token_reader *reader, const dgm_token *token) {
    dgm_scan *scan = &reader->scan;
    uint32_t size = token->text.end - token->text.start;
    uint32_t stop = scan->stop;
    scan->stop = scan->end;
    if (dgm_scan_apostrophe(scan, token->text.start) == size)
        scan->single_open = !token->glued || !dgm_char_is_word(dgm_scan_before(scan, token->text.start))
                                ? dgm_scan_is(scan, token->text.end) != DGM_CHAR_SPACE
                                : false;
    scan->stop = stop;
}

void dgm_tokens_start(dgm_token_reader *reader, dgm_view text, dgm_range paragraph, const dgm_quote *quotes,
                      uint32_t n_quotes) {
    uint32_t end = paragraph.end <= text.size ? paragraph.end : (uint32_t)text.size;
    *reader = (dgm_token_reader){
        .scan = {.text = text, .start = paragraph.start, .stop = end, .end = end},
        .at = paragraph.start,
        .quotes = quotes,
        .n_quotes = n_quotes,
    };
}

static uint32_t token_end(dgm_scan *scan, uint32_t at, dgm_char_kind kind) {
    uint32_t end = dgm_scan_web(scan, at);
    if (end == at)
        end = dgm_char_is_word(kind) ? dgm_scan_word(scan, at) : dgm_scan_mark(scan, at);
    return end < scan->stop ? end : scan->stop; /* the stop may cut a character, in bytes that are no text */
}

bool dgm_tokens_next(dgm_token_reader *reader, dgm_token *out) {
    dgm_scan *scan = &reader->scan;
    bool glued = reader->at > scan->start;
    dgm_char_kind kind = DGM_CHAR_SPACE;
    while (reader->at < scan->end) {
        uint32_t size, code;
        kind = dgm_char_at(scan->text, reader->at, &size, &code);
        if (kind != DGM_CHAR_SPACE)
            break;
        glued = false;
        reader->at += size;
    }
    if (reader->at >= scan->end)
        return false;
    find_stop(reader);
    uint32_t end = token_end(scan, reader->at, kind);
    *out = (dgm_token){.text = {reader->at, end}, .glued = glued};
    cut_words(scan->text, out);
    note_single(reader, out);
    reader->at = end;
    return true;
}
