/* pretty.c - the head, the statements as a tree, in a column with a margin. On narrow terminals the margin
 * becomes a line of its own above each statement. */
#include "store/pretty.h"

#include <stdlib.h>

#include "store/flow.h"

enum {
    WIDTH_DEFAULT = 80,
    WIDTH_LEAST = 30,
    WIDTH_MOST = 96, /* longer lines are hard to read */
    NARROW = 60,
    KIND_COLUMNS = 9,    /* "indirect " */
    MARGIN_COLUMNS = 15, /* "indirect  97%  " */
    STEP = 3,            /* of indent for each level of nesting */
    DEPTH_MOST = 4,
    N_ROLES = DGM_PART_BOILERPLATE + 1
};

typedef struct page {
    const struct dgm_record *record;
    const dgm_article *article;
    const dgm_statement *said;
    uint32_t n_said;
    dgm_flow flow;
    uint32_t *first, *next; /* of each statement: the first inside it, the next beside it; DGM_NOBODY ends */
} page;

static void put_stretch(page *p, dgm_range text, dgm_style style) {
    dgm_flow_text(&p->flow, dgm_view_sub(p->article->text, text), style);
}

static void put_words(page *p, const char *text, dgm_style style) {
    dgm_flow_text(&p->flow, dgm_view_of(text), style);
}

static void put_mark(page *p, const char *mark) {
    dgm_flow_stick(&p->flow, dgm_view_of(mark), DGM_STYLE_FAINT, true);
}

static void put_number(page *p, uint32_t number, dgm_style style, bool stick) {
    static const char tens[] = "0123456789";
    char digits[10];
    uint32_t at = sizeof(digits);
    do
        digits[--at] = tens[number % 10];
    while ((number /= 10) > 0);
    dgm_view text = {digits + at, sizeof(digits) - at};
    (void)stick;
    dgm_flow_text(&p->flow, text, style);
}
