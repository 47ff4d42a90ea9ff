/* credits.h - whom the report says it has its text from: credit lines such as "(Reuters) -" and "Source: …".
 *
 * Only what stands apart as a credit is read here; sources named in running text are another matter. */
#ifndef DGM_READING_CREDITS_H
#define DGM_READING_CREDITS_H

#include "article/article.h"
#include "base/arena.h"
#include "base/status.h"

typedef enum dgm_relation {
    DGM_RELATION_WIRE,   /* the agency whose text it is, or that helped */
    DGM_RELATION_SOURCE, /* "Source: …" */
    DGM_RELATION_MEDIUM  /* "Via Twitter" */
} dgm_relation;

typedef struct dgm_credit {
    dgm_relation relation;
    dgm_range name; /* in article->text */
} dgm_credit;

typedef struct dgm_credits {
    const dgm_credit *items;
    uint32_t count;
} dgm_credits;

/* Reads the credit parts; all lives in `arena`. Fails with DGM_ERR_MEMORY only. */
DGM_MUST_USE dgm_status dgm_credits_read(const dgm_article *article, dgm_arena *arena, dgm_credits *out,
                                         dgm_error *err);

#endif
