/* credits.h - whom the report says it has its text, or parts of it, from.
 *
 * Credit lines and datelines ("(Reuters) -", "Source: …", "With files from …"), and outlets and platforms
 * that the running text names as those who had it ("the BBC reported", "told Reuters", "in a tweet"). Each
 * name is a credit once with each relation. */
#ifndef DGM_READING_CREDITS_H
#define DGM_READING_CREDITS_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"
#include "reading/speakers.h"
#include "reading/statements.h"
#include "reading/tagged.h"

typedef enum dgm_relation {
    DGM_RELATION_WIRE,   /* the agency whose text it is, or that helped */
    DGM_RELATION_SOURCE, /* "Source: …" */
    DGM_RELATION_MEDIUM, /* "Via Twitter" */
    DGM_RELATION_RELAYED /* "told Reuters", "the BBC reported" */
} dgm_relation;

typedef struct dgm_credit {
    dgm_relation relation;
    dgm_range name;  /* the words that name it, in article->text */
    dgm_view called; /* its canonical name; never empty */
} dgm_credit;

typedef struct dgm_credits {
    const dgm_credit *items;
    uint32_t count;
} dgm_credits;

/* Finds them all, in the order of the text; all lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_credits_gather(const dgm_tagged *t, const dgm_statements *statements,
                                           const dgm_speakers *speakers, dgm_arena *arena, dgm_credits *out,
                                           dgm_error *err);

#endif
