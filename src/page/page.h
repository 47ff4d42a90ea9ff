/* page.h - the article of a web page: what to keep of it, in order, and when it came out.
 *
 * A page is never rewritten. What is found are cuts: stretches of its text that are
 * read as something else (markup as nothing or as a blank line, an entity as its
 * character), so that all that is left leads back to the bytes of the page. Kept
 * are title, byline and body; menus, related links and comments are cut away. */
#ifndef DGM_PAGE_PAGE_H
#define DGM_PAGE_PAGE_H

#include "page/html.h"

/* "This stretch of the page reads as that." In order, without overlap. */
typedef struct dgm_cut {
    dgm_range page;
    dgm_view read_as;
} dgm_cut;

typedef enum dgm_kept_role { DGM_KEPT_BODY, DGM_KEPT_TITLE, DGM_KEPT_BYLINE, DGM_KEPT_CAPTION } dgm_kept_role;

/* A stretch of what the page reads as: one block of it. In order. */
typedef struct dgm_kept {
    dgm_range text;
    dgm_kept_role role;
} dgm_kept;

typedef struct dgm_page {
    const dgm_cut *cuts;
    uint32_t n_cuts;
    const dgm_kept *kept;
    uint32_t n_kept;
    dgm_view published; /* YYYY-MM-DD as the page's metadata have it; empty where they have none */
} dgm_page;

/* Reads the page `text`, valid UTF-8 that must outlive `out`, into `arena`. A page without an article has no
 * kept stretch. Fails as dgm_html_read does. */
DGM_MUST_USE dgm_status dgm_page_read(dgm_view text, dgm_arena *arena, dgm_page *out, dgm_error *err);

#endif
