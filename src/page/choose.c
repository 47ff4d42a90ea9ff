/* choose.c - the trees' vote for each block, then title and byline. */
#include "page/choose.h"

#include "page/features.h"

/* A node of a tree: rows whose `feature` is at most `value` go to the next node, others to `other`. A leaf
 * has feature -1, and its value is a vote. */
typedef struct vote_node {
    float value;
    int16_t feature;
    uint16_t other;
} vote_node;

#include "page/trees.inc"

enum { HEAD = 12 /* blocks before the body among which title and byline stand */ };

static float vote(const float *row) {
    float sum = vote_start;
    for (size_t t = 0; t < sizeof tree_starts / sizeof *tree_starts; t++) {
        const vote_node *nodes = vote_nodes + tree_starts[t];
        uint32_t at = 0;
        while (nodes[at].feature >= 0)
            at = row[nodes[at].feature] <= nodes[at].value ? at + 1 : nodes[at].other;
        sum += nodes[at].value;
    }
    return sum;
}

dgm_view dgm_page_title(const dgm_tree *tree) {
    for (uint32_t i = 0; i + 1 < tree->count; i++)
        if (tree->nodes[i].tag == DGM_TAG_TITLE && tree->nodes[i + 1].tag == DGM_TAG_TEXT)
            return tree->nodes[i + 1].text;
    return (dgm_view){"", 0};
}

/* ---- around the body ----------------------------------------------------- */

static bool stands_in(const dgm_tree *tree, uint32_t node, dgm_tag tag) {
    for (; node != DGM_NO_NODE; node = tree->nodes[node].parent)
        if (tree->nodes[node].tag == tag)
            return true;
    return false;
}

static bool begins_with_by(const dgm_tree *tree, const dgm_block *block) {
    for (uint32_t i = block->first; i < block->end; i++) {
        dgm_view text = tree->nodes[i].text;
        size_t at = 0;
        while (at < text.size && (unsigned char)text.data[at] <= ' ')
            at++;
        if (at < text.size)
            return text.size - at >= 2 && (text.data[at] | 0x20) == 'b' &&
                   (text.data[at + 1] | 0x20) == 'y' && (text.size - at == 2 || text.data[at + 2] == ' ');
    }
    return false;
}

/* A link and nothing else, in what the page itself sets aside. */
static bool is_pointer(const dgm_tree *tree, const dgm_block *block) {
    return block->link_chars == block->chars &&
           (stands_in(tree, block->element, DGM_TAG_ASIDE) || stands_in(tree, block->element, DGM_TAG_NAV));
}

static uint32_t first_of_body(const dgm_blocks *blocks, const uint8_t *roles) {
    uint32_t first = 0;
    while (first < blocks->count && roles[first] != DGM_KEPT_BODY)
        first++;
    return first;
}

/* The headline is the last h1 up to the body's first block, else the first h1 of all. */
static void choose_title(const dgm_tree *tree, const dgm_blocks *blocks, uint8_t *roles) {
    uint32_t first = first_of_body(blocks, roles), title = blocks->count;
    for (uint32_t i = 0; i < blocks->count; i++)
        if ((i <= first || title == blocks->count) && stands_in(tree, blocks->items[i].element, DGM_TAG_H1))
            title = i;
    if (title < blocks->count)
        roles[title] = DGM_KEPT_TITLE;
}

static void choose_byline(const dgm_tree *tree, const dgm_blocks *blocks, uint8_t *roles) {
    uint32_t first = first_of_body(blocks, roles);
    for (uint32_t i = first > HEAD ? first - HEAD : 0; i < first; i++)
        if (roles[i] == DGM_BLOCK_LEFT_OUT && blocks->items[i].words <= 15 &&
            begins_with_by(tree, &blocks->items[i]))
            roles[i] = DGM_KEPT_BYLINE;
}

dgm_status dgm_choose(const dgm_tree *tree, const dgm_blocks *blocks, dgm_arena *arena, uint8_t *roles,
                      dgm_error *err) {
    const float *features;
    DGM_TRY(dgm_features_read(tree, blocks, dgm_page_title(tree), arena, &features, err));
    for (uint32_t i = 0; i < blocks->count; i++) {
        bool kept = vote(features + (size_t)i * DGM_FEATURES) > vote_least &&
                    !is_pointer(tree, &blocks->items[i]);
        roles[i] = !kept                                                           ? DGM_BLOCK_LEFT_OUT
                   : stands_in(tree, blocks->items[i].element, DGM_TAG_FIGCAPTION) ? DGM_KEPT_CAPTION
                                                                                   : DGM_KEPT_BODY;
    }
    if (first_of_body(blocks, roles) < blocks->count) {
        choose_title(tree, blocks, roles);
        choose_byline(tree, blocks, roles);
    }
    return DGM_OK;
}
