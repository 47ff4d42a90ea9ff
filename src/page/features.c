/* features.c - sums over the tree once, then a row of numbers for each block.
 *   names    which families of words the classes of an element belong to
 *   sums     words, links and paragraphs below each element
 *   core     the deepest element that holds half of all paragraphs
 *   row      the numbers of one block; the order is that of the trained trees, so it never changes without
 *            them */
#include "page/features.h"

/* ---- names --------------------------------------------------------------- */

enum { FAMILIES = 10, LONGEST_NAMES = 400 /* bytes of an attribute that are looked at */ };

/* Words in class, id, role and itemprop, lower case; a family is one feature: how many elements up it is
 * named. */
static const char *const families[FAMILIES][20] = {
    {"comment", "disqus", "reply", "respond", "discussion"},
    {"related", "recommend", "recirc", "more-", "trending", "popular", "latest", "similar", "also-", "teaser",
     "promo", "readmore", "read-more", "suggest", "upnext", "most-read", "next-", "prev"},
    {"share", "social", "follow", "twitter", "facebook", "whatsapp", "toolbar", "addthis"},
    {"advert", "sponsor", "banner", "newsletter", "subscri", "signup", "sign-up", "paywall", "donat", "cta",
     "-ad-", "ad-", "promotion"},
    {"nav", "menu", "breadcrumb", "pagination", "pager", "skip", "search", "topbar", "toc",
     "table-of-contents"},
    {"footer", "copyright", "legal", "cookie", "consent", "gdpr", "modal", "popup", "overlay", "login",
     "privacy"},
    {"author", "byline", "bio", "meta", "date", "time", "tag", "categor", "topic", "credit", "source",
     "publish", "avatar"},
    {"caption", "figure", "image", "photo", "gallery", "media", "video", "carousel", "slide", "embed"},
    {"sidebar", "aside", "widget", "rail", "complementary", "panel", "column-right", "secondary"},
    {"article", "body", "content", "entry", "post", "story", "text", "main", "prose", "rich"}};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The words of all families by their first letter; a letter's words begin at `starts[letter]`. */
typedef struct word_index {
    const char *words[FAMILIES * 20];
    uint8_t families[FAMILIES * 20];
    uint16_t starts[28];
} word_index;

static int letter_of(char c) {
    c = lower(c);
    return c >= 'a' && c <= 'z' ? c - 'a' : 26;
}

static void index_words(word_index *index) {
    uint16_t count = 0;
    for (int letter = 0; letter < 27; letter++) {
        index->starts[letter] = count;
        for (int f = 0; f < FAMILIES; f++)
            for (int w = 0; w < 20 && families[f][w]; w++)
                if (letter_of(*families[f][w]) == letter) {
                    index->words[count] = families[f][w];
                    index->families[count++] = (uint8_t)f;
                }
    }
    index->starts[27] = count;
}

static uint16_t families_in(dgm_view text, const word_index *index) {
    uint16_t found = 0;
    for (size_t i = 0; i < text.size; i++) {
        int letter = letter_of(text.data[i]);
        for (uint16_t w = index->starts[letter]; w < index->starts[letter + 1]; w++) {
            size_t k = 0, left = text.size - i;
            while (k < left && index->words[w][k] && lower(text.data[i + k]) == index->words[w][k])
                k++;
            if (!index->words[w][k])
                found |= (uint16_t)(1U << index->families[w]);
        }
    }
    return found;
}

static uint16_t families_of(const dgm_tree *tree, uint32_t node, const word_index *index) {
    static const dgm_attribute told[] = {DGM_ATTR_CLASS, DGM_ATTR_ID, DGM_ATTR_ROLE, DGM_ATTR_ITEMPROP};
    uint16_t found = 0;
    for (size_t a = 0; a < sizeof told / sizeof *told; a++) {
        dgm_view value = dgm_html_attribute(tree, node, told[a]);
        if (value.size > LONGEST_NAMES)
            value.size = LONGEST_NAMES;
        if (value.size)
            found |= families_in(value, index);
    }
    return found;
}

/* ---- sums ---------------------------------------------------------------- */

typedef struct sums {
    uint32_t words, link_chars, chars, blocks, paragraphs, paragraph_words, headings;
} sums;

typedef struct page {
    const dgm_tree *tree;
    const dgm_blocks *blocks;
    dgm_view title;
    sums *below; /* of each element */
    uint16_t *families;
    uint32_t core, first_h1, first_paragraph, last_paragraph;
    uint32_t *words_before; /* of each block, on the page */
} page;

static float link_share(const dgm_block *block) {
    return block->chars ? (float)block->link_chars / (float)block->chars : 0.0F;
}

static bool is_paragraph(const dgm_block *block) {
    return block->words >= 12 && 3 * block->link_chars < block->chars && block->stops + block->commas > 0;
}

static bool is_heading(dgm_tag tag) {
    return tag >= DGM_TAG_H1 && tag <= DGM_TAG_H6;
}

static void add_block(page *at, uint32_t i) {
    const dgm_block *block = &at->blocks->items[i];
    bool paragraph = is_paragraph(block);
    for (uint32_t up = block->element; up != DGM_NO_NODE; up = at->tree->nodes[up].parent) {
        sums *s = &at->below[up];
        s->words += block->words;
        s->chars += block->chars;
        s->link_chars += block->link_chars;
        s->blocks++;
        s->headings += is_heading(at->tree->nodes[block->element].tag);
        s->paragraphs += paragraph;
        s->paragraph_words += paragraph ? block->words : 0;
    }
}

/* ---- core ---------------------------------------------------------------- */

static uint32_t core_of(const page *at) {
    uint32_t core = 0, half = (at->below[0].paragraph_words + 1) / 2;
    for (uint32_t i = 1; i < at->tree->count && half; i++)
        if (at->tree->nodes[i].tag != DGM_TAG_TEXT && at->below[i].paragraph_words >= half)
            core = i; /* document order: a later one that holds half lies inside the former */
    return core;
}

static bool is_inside(const page *at, uint32_t node, uint32_t outer) {
    return node >= outer && node < at->tree->nodes[outer].end;
}

static void find_borders(page *at) {
    at->core = core_of(at);
    at->first_h1 = at->first_paragraph = at->blocks->count;
    uint32_t before = 0;
    for (uint32_t i = 0; i < at->blocks->count; i++) {
        const dgm_block *block = &at->blocks->items[i];
        at->words_before[i] = before;
        before += block->words;
        if (at->tree->nodes[block->element].tag == DGM_TAG_H1 && at->first_h1 == at->blocks->count)
            at->first_h1 = i;
        if (is_paragraph(block) && is_inside(at, block->element, at->core)) {
            at->last_paragraph = i;
            if (at->first_paragraph == at->blocks->count)
                at->first_paragraph = i;
        }
    }
}

/* ---- row ----------------------------------------------------------------- */

typedef struct row {
    float *at;
    int count;
} row;

static void put(row *r, float value) {
    r->at[r->count++] = value;
}

static float share(uint32_t part, uint32_t whole) {
    return whole ? (float)part / (float)whole : 0.0F;
}

static float log_of(uint32_t n) {
    /* log2 by halving: no call into a mathematics library whose last bit may differ */
    float whole = 0.0F, rest = (float)n + 1.0F;
    for (; rest >= 2.0F; rest *= 0.5F)
        whole += 1.0F;
    return whole + rest - 1.0F;
}

static const dgm_block *neighbour(const page *at, uint32_t i, int step) {
    int64_t k = (int64_t)i + step;
    return k < 0 || k >= at->blocks->count ? NULL : &at->blocks->items[k];
}

static void put_own(row *r, const dgm_block *block) {
    put(r, log_of(block->words));
    put(r, log_of(block->chars));
    put(r, link_share(block));
    put(r, share(block->chars, block->words));
    put(r, share(block->capital_words, block->words));
    put(r, share(block->digits, block->chars));
    put(r, share(block->stops, block->words));
    put(r, share(block->commas, block->words));
    put(r, block->ends_in_stop);
}

static void put_near(row *r, const page *at, uint32_t i) {
    static const int steps[] = {-3, -2, -1, 1, 2, 3};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        const dgm_block *other = neighbour(at, i, steps[s]);
        put(r, other ? log_of(other->words) : -1.0F);
        put(r, other ? link_share(other) : -1.0F);
    }
    for (int step = -1; step <= 1; step += 2) {
        const dgm_block *other = neighbour(at, i, step);
        put(r, other ? (float)at->tree->nodes[other->element].tag : -1.0F);
        put(r, other ? other->ends_in_stop : -1.0F);
        put(r, other && other->element == at->blocks->items[i].element);
    }
}

/* How many elements up the nearest of `tag` is; 20 where there is none. */
static float above(const page *at, uint32_t node, dgm_tag a, dgm_tag b) {
    int up = 0;
    for (; node != DGM_NO_NODE && up < 20; node = at->tree->nodes[node].parent, up++)
        if (at->tree->nodes[node].tag == a || at->tree->nodes[node].tag == b)
            return (float)up;
    return 20.0F;
}

static void put_elements(row *r, const page *at, const dgm_block *block) {
    static const dgm_tag tags[][2] = {
        {DGM_TAG_ARTICLE, DGM_TAG_ARTICLE}, {DGM_TAG_MAIN, DGM_TAG_MAIN},
        {DGM_TAG_HEADER, DGM_TAG_HEADER},   {DGM_TAG_FOOTER, DGM_TAG_FOOTER},
        {DGM_TAG_NAV, DGM_TAG_NAV},         {DGM_TAG_ASIDE, DGM_TAG_ASIDE},
        {DGM_TAG_FORM, DGM_TAG_FIELDSET},   {DGM_TAG_FIGURE, DGM_TAG_FIGCAPTION},
        {DGM_TAG_TABLE, DGM_TAG_TABLE},     {DGM_TAG_UL, DGM_TAG_OL},
        {DGM_TAG_BLOCKQUOTE, DGM_TAG_PRE}};
    put(r, (float)at->tree->nodes[block->element].tag);
    put(r, is_heading(at->tree->nodes[block->element].tag));
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
        put(r, above(at, block->element, tags[t][0], tags[t][1]));
    for (int f = 0; f < FAMILIES; f++) {
        int up = 0;
        uint32_t node = block->element;
        while (node != DGM_NO_NODE && up < 20 && !(at->families[node] >> f & 1)) {
            node = at->tree->nodes[node].parent;
            up++;
        }
        put(r, node == DGM_NO_NODE ? 20.0F : (float)up);
    }
}

static void put_around(row *r, const page *at, const dgm_block *block) {
    uint32_t node = at->tree->nodes[block->element].parent;
    for (int level = 0; level < 3; level++) {
        const sums *s = node == DGM_NO_NODE ? &at->below[0] : &at->below[node];
        put(r, log_of(s->paragraph_words));
        put(r, share(s->link_chars, s->chars));
        put(r, share(s->paragraph_words, s->words));
        put(r, log_of(s->blocks));
        node = node == DGM_NO_NODE ? node : at->tree->nodes[node].parent;
    }
}

/* Elements between a block and the nearest one that it shares with the core. */
static float steps_to_core(const page *at, const dgm_block *block) {
    int up = 0;
    uint32_t node = block->element;
    while (node != DGM_NO_NODE && !is_inside(at, at->core, node) && up < 20) {
        node = at->tree->nodes[node].parent;
        up++;
    }
    return (float)up;
}

static float title_share(const page *at, const dgm_block *block) {
    uint32_t found = 0, all = 0;
    for (uint32_t i = block->first; i < block->end && block->words < 40; i++) {
        dgm_view text = at->tree->nodes[i].text;
        for (size_t k = 0; k < text.size; k++) {
            bool starts = text.data[k] != ' ' && (k == 0 || text.data[k - 1] == ' ');
            size_t end = k;
            while (starts && end < text.size && text.data[end] != ' ')
                end++;
            if (!starts || end - k < 4)
                continue;
            all++;
            for (size_t t = 0; t + (end - k) <= at->title.size; t++)
                if (memcmp(at->title.data + t, text.data + k, end - k) == 0) {
                    found++;
                    break;
                }
        }
    }
    return share(found, all);
}

static void put_place(row *r, const page *at, uint32_t i) {
    const dgm_block *block = &at->blocks->items[i];
    uint32_t all = at->below[0].words;
    put(r, share(at->words_before[i], all));
    put(r, share(i, at->blocks->count));
    put(r, is_inside(at, block->element, at->core));
    put(r, steps_to_core(at, block));
    put(r, (float)i - (float)at->first_paragraph);
    put(r, (float)i - (float)at->last_paragraph);
    put(r, at->first_h1 == at->blocks->count ? 0.0F : (float)i - (float)at->first_h1);
    put(r, title_share(at, block));
    put(r, log_of(at->below[0].paragraph_words));
    put(r, share(at->below[at->core].paragraph_words, at->below[0].paragraph_words));
}

/* How many phrases of boilerplate a text holds, each once. */
static int phrases_in(dgm_view text) {
    static const char *const phrases[] = {
        "advertis",   "all rights", "click here", "comment",  "cookie", "copyright", "follow us", "more from",
        "newsletter", "read more",  "related",    "see also", "share",  "sign up",   "subscri",   "\xC2\xA9"};
    uint32_t found = 0;
    int count = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = lower(text.data[i]);
        for (size_t p = 0; p < sizeof phrases / sizeof *phrases; p++) {
            size_t k = 0;
            if (phrases[p][0] != c)
                continue;
            while (i + k < text.size && phrases[p][k] && lower(text.data[i + k]) == phrases[p][k])
                k++;
            count += !phrases[p][k] && !(found >> p & 1);
            found |= (uint32_t)!phrases[p][k] << p;
        }
    }
    return count;
}

static void put_words(row *r, const page *at, const dgm_block *block) {
    int found = 0;
    for (uint32_t i = block->first; i < block->end && block->words < 80; i++)
        found += phrases_in(at->tree->nodes[i].text);
    put(r, (float)found);
}

static void put_row(const page *at, uint32_t i, float *values) {
    row r = {values, 0};
    const dgm_block *block = &at->blocks->items[i];
    put_own(&r, block);
    put_near(&r, at, i);
    put_elements(&r, at, block);
    put_around(&r, at, block);
    put_place(&r, at, i);
    put_words(&r, at, block);
}

dgm_status dgm_features_read(const dgm_tree *tree, const dgm_blocks *blocks, dgm_view title, dgm_arena *arena,
                             const float **out, dgm_error *err) {
    page at = {.tree = tree, .blocks = blocks, .title = title};
    at.below = dgm_arena_array(arena, sums, tree->count);
    at.families = dgm_arena_array(arena, uint16_t, tree->count);
    at.words_before = dgm_arena_array(arena, uint32_t, (size_t)blocks->count + 1);
    float *values = dgm_arena_array(arena, float, (size_t)blocks->count *DGM_FEATURES + 1);
    if (!at.below || !at.families || !at.words_before || !values)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the features of %u blocks", blocks->count);
    word_index index;
    index_words(&index);
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].tag != DGM_TAG_TEXT)
            at.families[i] = families_of(tree, i, &index);
    for (uint32_t i = 0; i < blocks->count; i++)
        add_block(&at, i);
    find_borders(&at);
    for (uint32_t i = 0; i < blocks->count; i++)
        put_row(&at, i, values + (size_t)i * DGM_FEATURES);
    *out = values;
    return DGM_OK;
}
