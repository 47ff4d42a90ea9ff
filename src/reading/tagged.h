/* tagged.h - a report with all that the model says about its words: what every question looks at.
 *
 * Small answers that all of src/reading asks for again and again: what a word is, how
 * it hangs in its sentence. Words are indices into `words`. Decides nothing. */
#ifndef DGM_READING_TAGGED_H
#define DGM_READING_TAGGED_H

#include "article/article.h"
#include "base/view.h"
#include "model/tags.h"
#include "model/weights.h"
#include "text/words.h"

#define DGM_NO_WORD UINT32_MAX

/* All borrowed. */
typedef struct dgm_tagged {
    const dgm_article *article;
    const dgm_words *words;
    const dgm_tags *tags;
    const dgm_weights *weights; /* names the labels in `tags` */
} dgm_tagged;

/* The word as it stands in the text. */
dgm_view dgm_tagged_word(const dgm_tagged *t, uint32_t word);

/* The stretch of text from the first to the last of these words; empty for none. */
dgm_range dgm_tagged_text(const dgm_tagged *t, dgm_range words);

/* Whether the word is in `list`, words with one space between them, in any case of ASCII letters. */
bool dgm_tagged_listed(const dgm_tagged *t, uint32_t word, const char *list);

/* Whether the word's relation to its head is `relation` or a subtype of it ("nsubj" holds for
 * "nsubj:pass"). */
bool dgm_tagged_relates(const dgm_tagged *t, uint32_t word, const char *relation);

/* Whether the word has this UPOS or XPOS tag. */
bool dgm_tagged_upos(const dgm_tagged *t, uint32_t word, const char *tag);
bool dgm_tagged_xpos(const dgm_tagged *t, uint32_t word, const char *tag);

/* The index in tags->sentences of the sentence that holds `word`. */
uint32_t dgm_tagged_sentence(const dgm_tagged *t, uint32_t word);

/* The first of these words that hangs on none of them; words.start when there is none. */
uint32_t dgm_tagged_top(const dgm_tagged *t, dgm_range words);

/* The first word that hangs on `head` by `relation` (as in dgm_tagged_relates), or DGM_NO_WORD. */
uint32_t dgm_tagged_child(const dgm_tagged *t, uint32_t head, const char *relation);

/* The words whose letters lie in text[start, end). */
dgm_range dgm_tagged_words(const dgm_tagged *t, dgm_range text);

#endif
