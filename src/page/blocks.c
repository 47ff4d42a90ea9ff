/* blocks.c - one walk over the nodes, which ends a block at each border it crosses.
 *   kinds    which elements make a border, and which hold nothing to read
 *   measure  letters, words, links of a block
 *   walk     the blocks, counted first and then filled */
#include "page/blocks.h"

typedef enum kind { INLINE, BORDER, NOTHING } kind;

static kind kind_of(dgm_tag tag) {
    switch (tag) {
    case DGM_TAG_HEAD:
    case DGM_TAG_SCRIPT:
    case DGM_TAG_STYLE:
    case DGM_TAG_NOSCRIPT:
    case DGM_TAG_SVG:
    case DGM_TAG_TEMPLATE:
    case DGM_TAG_SELECT:
    case DGM_TAG_OPTION:
    case DGM_TAG_TEXTAREA:
    case DGM_TAG_BUTTON:
    case DGM_TAG_IFRAME:
    case DGM_TAG_META: return NOTHING;
    case DGM_TAG_TEXT:
    case DGM_TAG_OTHER:
    case DGM_TAG_A:
    case DGM_TAG_CODE:
    case DGM_TAG_TIME:
    case DGM_TAG_BR: return INLINE;
    default: return BORDER;
    }
}

static bool holds(dgm_view text, const char *what) {
    size_t size = strlen(what);
    for (size_t i = 0; i + size <= text.size; i++)
        if (memcmp(text.data + i, what, size) == 0)
            return true;
    return false;
}

static bool is_hidden(const dgm_tree *tree, uint32_t node) {
    if (dgm_html_attribute(tree, node, DGM_ATTR_HIDDEN).data)
        return true;
    dgm_view style = dgm_html_attribute(tree, node, DGM_ATTR_STYLE);
    return style.data && (holds(style, "display:none") || holds(style, "display: none"));
}

/* What holds a good part of the page is no pop-up but waits for a script to show it; and a button is as large
 * only where its end tag was lost on the tokenizer. */
bool dgm_block_skips(const dgm_tree *tree, uint32_t node) {
    const dgm_node *of = &tree->nodes[node];
    if (of->tag == DGM_TAG_TEXT)
        return false;
    bool code = of->tag == DGM_TAG_SCRIPT || of->tag == DGM_TAG_STYLE || of->tag == DGM_TAG_HEAD;
    bool large = of->end - node > tree->count / 4;
    return code || (!large && (kind_of(of->tag) == NOTHING || is_hidden(tree, node)));
}

/* ---- measure ------------------------------------------------------------- */

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0xC3;
}

static void measure_text(dgm_block *block, dgm_view text, bool linked, bool *inside) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (is_space(c)) {
            *inside = false;
            continue;
        }
        block->chars++;
        block->link_chars += linked;
        block->digits += c >= '0' && c <= '9';
        block->commas += c == ',';
        bool stop = c == '.' || c == '?' || c == '!';
        block->stops += stop;
        if (stop || (c != '"' && c != '\'' && c != ')' && (unsigned char)c < 0x80))
            block->ends_in_stop = stop;
        if (is_word(c) && !*inside) {
            block->words++;
            block->capital_words += c >= 'A' && c <= 'Z';
            *inside = true;
        }
    }
}

static void measure(const dgm_tree *tree, dgm_block *block) {
    bool inside = false;
    uint32_t link_end = 0;
    for (uint32_t i = block->first; i < block->end; i++) {
        const dgm_node *node = &tree->nodes[i];
        if (dgm_block_skips(tree, i)) {
            i = node->end - 1;
            continue;
        }
        if (node->tag == DGM_TAG_A)
            link_end = node->end;
        if (node->tag == DGM_TAG_BR)
            inside = false;
        if (node->tag == DGM_TAG_TEXT)
            measure_text(block, node->text, i < link_end, &inside);
    }
}

/* ---- walk ---------------------------------------------------------------- */

typedef struct walk {
    const dgm_tree *tree;
    dgm_block *items; /* NULL: only count */
    uint32_t count, first, element;
    bool breaking; /* a line break, and since then nothing but white space */
} walk;

/* A link may hold whole blocks: what stands in it is linked all the same. */
static bool in_link(const dgm_tree *tree, uint32_t node) {
    for (uint32_t up = node; up != DGM_NO_NODE; up = tree->nodes[up].parent)
        if (tree->nodes[up].tag == DGM_TAG_A)
            return true;
    return false;
}

static void end_block(walk *at, uint32_t node) {
    dgm_block block = {.element = at->element, .first = at->first, .end = node};
    at->first = node;
    at->breaking = false;
    if (block.first == block.end)
        return;
    measure(at->tree, &block);
    if (block.words == 0)
        return;
    if (in_link(at->tree, block.element))
        block.link_chars = block.chars;
    if (at->items)
        at->items[at->count] = block;
    at->count++;
}

static bool is_blank(dgm_view text) {
    for (size_t i = 0; i < text.size; i++)
        if (!is_space(text.data[i]))
            return false;
    return true;
}

static void walk_inline(walk *at, uint32_t i) {
    const dgm_node *node = &at->tree->nodes[i];
    if (node->tag == DGM_TAG_BR && at->breaking)
        end_block(at, i);
    else if (node->tag == DGM_TAG_BR)
        at->breaking = true;
    else if (node->tag == DGM_TAG_TEXT && !is_blank(node->text))
        at->breaking = false;
}

/* The nearest element above that makes a border. */
static uint32_t block_of(const dgm_tree *tree, uint32_t node) {
    while (node != 0 && kind_of(tree->nodes[node].tag) == INLINE)
        node = tree->nodes[node].parent;
    return node;
}

static void walk_page(walk *at) {
    const dgm_node *nodes = at->tree->nodes;
    uint32_t i = 1;
    at->first = 1;
    at->element = 0;
    while (i < at->tree->count) {
        uint32_t inside = block_of(at->tree, nodes[i].parent);
        if (inside != at->element) {
            end_block(at, i);
            at->element = inside;
        }
        bool skipped = dgm_block_skips(at->tree, i);
        kind kind = skipped ? NOTHING : kind_of(nodes[i].tag);
        if (kind == BORDER || (kind == NOTHING && !skipped)) {
            end_block(at, i);
            at->first = i + 1;
            at->element = i;
        } else if (kind == INLINE) {
            walk_inline(at, i);
        }
        i = skipped ? nodes[i].end : i + 1;
    }
    end_block(at, at->tree->count);
}

dgm_status dgm_blocks_read(const dgm_tree *tree, dgm_arena *arena, dgm_blocks *out, dgm_error *err) {
    walk counting = {.tree = tree}, filling = {.tree = tree};
    walk_page(&counting);
    filling.items = dgm_arena_array(arena, dgm_block, counting.count);
    if (!filling.items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for %u blocks of a page", counting.count);
    walk_page(&filling);
    *out = (dgm_blocks){filling.items, filling.count};
    return DGM_OK;
}

dgm_view dgm_block_text(const dgm_tree *tree, const dgm_block *block, dgm_arena *arena) {
    size_t size = 0, used = 0;
    for (uint32_t i = block->first; i < block->end; i++)
        size += tree->nodes[i].text.size + 1;
    char *out = dgm_arena_alloc(arena, size + 1);
    for (uint32_t i = block->first; out && i < block->end; i++) {
        const dgm_node *node = &tree->nodes[i];
        if (dgm_block_skips(tree, i)) {
            i = node->end - 1;
            continue;
        }
        if (node->tag == DGM_TAG_BR && used && out[used - 1] != ' ')
            out[used++] = ' ';
        for (size_t k = 0; k < node->text.size; k++)
            if (!is_space(node->text.data[k]))
                out[used++] = node->text.data[k];
            else if (used && out[used - 1] != ' ')
                out[used++] = ' ';
    }
    while (used && out[used - 1] == ' ')
        used--;
    return (dgm_view){out, used};
}
