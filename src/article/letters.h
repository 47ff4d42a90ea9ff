/* letters.h - repairs of single characters: mojibake, and marks that nobody sees.
 *
 * Mojibake is UTF-8 that somebody read as windows-1252 (or Latin-1) and wrote out
 * again, once or twice. Soft hyphens and zero-width spaces are left out. */
#ifndef DGM_ARTICLE_LETTERS_H
#define DGM_ARTICLE_LETTERS_H

#include "article/reading.h"

/* The edits that `text` needs; what they read instead lives in `arena`. Linear. DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_letters_edit(dgm_view text, dgm_arena *arena, dgm_edits *out, dgm_error *err);

#endif
