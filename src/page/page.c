/* page.c - from the chosen blocks to cuts.
 *
 * The writer goes over the texts of the kept blocks. What lies between two
 * characters that are kept is one cut: it reads as nothing, a space, or the blank
 * line between two blocks. An entity is a cut of its own. */
#include "page/page.h"

#include "page/choose.h"
#include "page/dates.h"

typedef struct writer {
    dgm_cut *cuts; /* NULL: only count */
    uint32_t n_cuts;
    uint32_t done;            /* the page is dealt with up to here */
    uint32_t written;         /* bytes of what it reads as */
    bool blank, space, begun; /* a blank line or a space is due; the block has text */
} writer;

static void cut(writer *at, uint32_t start, uint32_t end, dgm_view read_as) {
    if (start == end && read_as.size == 0)
        return;
    if (at->cuts)
        at->cuts[at->n_cuts] = (dgm_cut){{start, end}, read_as};
    at->n_cuts++;
    at->written += (uint32_t)read_as.size;
}

/* Deals with all up to `start`, where a kept character stands. */
static void go_to(writer *at, uint32_t start) {
    dgm_view due = at->blank ? DGM_VIEW("\n\n") : at->space ? DGM_VIEW(" ") : DGM_VIEW("");
    cut(at, at->done, start, due);
    at->blank = at->space = false;
    at->begun = true;
    at->done = start;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void write_text(writer *at, const dgm_node *node) {
    for (uint32_t i = 0; i < node->text.size; i++) {
        if (is_space(node->text.data[i])) {
            at->space |= at->begun && !at->blank;
            continue;
        }
        uint32_t start = i;
        while (i < node->text.size && !is_space(node->text.data[i]))
            i++;
        uint32_t from = node->source.start + start;
        if (at->space && at->done + 1 == from && node->text.data[start - (start > 0)] == ' ') {
            at->space = false; /* one plain space is kept as it is */
            at->done++;
            at->written++;
            at->begun = true;
        } else {
            go_to(at, from);
        }
        at->done = node->source.start + i;
        at->written += i - start;
        i--;
    }
}

static void write_decoded(writer *at, const dgm_node *node) {
    if (node->text.size == 1 && is_space(node->text.data[0])) {
        at->space |= at->begun && !at->blank;
        return;
    }
    if (node->source.start < at->done)
        return;
    go_to(at, node->source.start);
    cut(at, node->source.start, node->source.end, node->text);
    at->done = node->source.end;
}

static dgm_range write_block(writer *at, const dgm_tree *tree, const dgm_block *block) {
    at->begun = false;
    at->space = false;
    at->blank = at->written > 0;
    uint32_t before = at->written + (at->blank ? 2 : 0);
    for (uint32_t i = block->first; i < block->end; i++) {
        const dgm_node *node = &tree->nodes[i];
        if (node->tag == DGM_TAG_TEXT && node->decoded)
            write_decoded(at, node);
        else if (node->tag == DGM_TAG_TEXT)
            write_text(at, node);
        else if (dgm_block_skips(tree, i))
            i = node->end - 1;
        else if (node->tag == DGM_TAG_BR)
            at->space |= at->begun && !at->blank;
    }
    return (dgm_range){before, at->written};
}

static uint32_t write_page(writer *at, const dgm_tree *tree, const dgm_blocks *blocks, const uint8_t *roles,
                           dgm_kept *kept, uint32_t size) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < blocks->count; i++) {
        if (roles[i] == DGM_BLOCK_LEFT_OUT)
            continue;
        dgm_range text = write_block(at, tree, &blocks->items[i]);
        if (text.end <= text.start)
            continue;
        kept[count++] = (dgm_kept){text, (dgm_kept_role)roles[i]};
    }
    cut(at, at->done, size, DGM_VIEW(""));
    return count;
}

dgm_status dgm_page_read(dgm_view text, dgm_arena *arena, dgm_page *out, dgm_error *err) {
    dgm_tree tree;
    dgm_blocks blocks;
    DGM_TRY(dgm_html_read(text, arena, &tree, err));
    DGM_TRY(dgm_blocks_read(&tree, arena, &blocks, err));
    uint8_t *roles = dgm_arena_alloc(arena, blocks.count);
    dgm_kept *kept = dgm_arena_array(arena, dgm_kept, blocks.count);
    dgm_view published = dgm_page_published(&tree, arena);
    if (!roles || !kept || !published.data)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u blocks of a page", blocks.count);
    DGM_TRY(dgm_choose(&tree, &blocks, arena, roles, err));
    writer counting = {0}, filling = {0};
    write_page(&counting, &tree, &blocks, roles, kept, (uint32_t)text.size);
    filling.cuts = dgm_arena_array(arena, dgm_cut, (size_t)counting.n_cuts + 1);
    if (!filling.cuts)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u cuts of a page", counting.n_cuts);
    uint32_t n_kept = write_page(&filling, &tree, &blocks, roles, kept, (uint32_t)text.size);
    *out = (dgm_page){filling.cuts, filling.n_cuts, kept, n_kept, published};
    return DGM_OK;
}
