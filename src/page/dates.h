/* dates.h - the day a page says that it was published: JSON-LD, meta, time, its address; never "modified". */
#ifndef DGM_PAGE_DATES_H
#define DGM_PAGE_DATES_H

#include "page/html.h"

/* YYYY-MM-DD in `arena`; empty where the page has none. Data is NULL without memory. */
dgm_view dgm_page_published(const dgm_tree *tree, dgm_arena *arena);

#endif
