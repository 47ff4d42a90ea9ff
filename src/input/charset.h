/* charset.h - the bytes of a document as UTF-8, each stretch knowing where it came from.
 *
 * UTF-8 (with or without a byte order mark), UTF-16 of both byte orders (with a
 * mark, or without one when the zero bytes give it away), else windows-1252.
 * Text that is already clean UTF-8 is not copied: the result then borrows the input. */
#ifndef DGM_INPUT_CHARSET_H
#define DGM_INPUT_CHARSET_H

#include "base/arena.h"
#include "base/status.h"
#include "base/view.h"

typedef enum dgm_charset {
    DGM_CHARSET_UTF8,
    DGM_CHARSET_UTF16LE,
    DGM_CHARSET_UTF16BE,
    DGM_CHARSET_WINDOWS1252
} dgm_charset;

/* Run i covers text [runs[i].text, runs[i+1].text). Where it is not atomic, the text is the source
 * byte for byte; where it is, the whole run stands for source [runs[i].source, runs[i+1].source).
 * A run past the last one, runs[n_runs], closes the list: its text is the size of the text. */
typedef struct dgm_offset_run {
    uint32_t text, source;
    bool atomic;
} dgm_offset_run;

typedef struct dgm_decoded {
    dgm_view text; /* valid UTF-8, in the arena or the input itself */
    const dgm_offset_run *runs;
    uint32_t n_runs;
    const dgm_range *invalid; /* stretches of the source that were no text and are read as U+FFFD */
    uint32_t n_invalid;
    dgm_charset charset;
} dgm_decoded;

/* The most bytes that one document may have, so that every offset fits 32 bits. */
#define DGM_CHARSET_MOST ((size_t)1 << 28)

/* Decodes `input`, which must outlive `out`. Fails with DGM_ERR_EMPTY (nothing but white space),
 * DGM_ERR_BINARY (with the byte), DGM_ERR_LIMIT or DGM_ERR_MEMORY; `*out` is then untouched. Takes linear
 * time on any bytes. */
DGM_MUST_USE dgm_status dgm_charset_decode(dgm_view input, dgm_arena *arena, dgm_decoded *out,
                                           dgm_error *err);

/* "utf-8", "utf-16le", "utf-16be" or "windows-1252". */
const char *dgm_charset_name(dgm_charset charset);

#endif
