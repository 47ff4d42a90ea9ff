/* html.c - libxml2's SAX events into one array of nodes.
 *
 * Where a text stands is read off the tokenizer's own cursor when it hands the
 * text over: it then stands right behind it. If the bytes before the cursor are
 * the text, they are its source; if not (an entity, a mended byte), all since the
 * last event are, and the text is kept as it was decoded. */
#include "page/html.h"

#include <libxml/HTMLparser.h>
#include <pthread.h>

typedef struct builder {
    dgm_arena *arena;
    dgm_tree tree;
    dgm_attribute_value *attributes;
    uint32_t room, attribute_room;
    uint32_t open; /* the innermost element */
    uint32_t depth, hidden_depth;
    uint32_t last; /* where the last event ended */
    dgm_view input;
    bool failed;
} builder;

static const char *const tag_names[DGM_TAGS] = {
    "",         "",       "a",      "address", "article", "aside",    "blockquote", "body",     "br",
    "button",   "code",   "dd",     "details", "div",     "dl",       "dt",         "fieldset", "figcaption",
    "figure",   "footer", "form",   "h1",      "h2",      "h3",       "h4",         "h5",       "h6",
    "head",     "header", "hr",     "html",    "iframe",  "li",       "main",       "meta",     "nav",
    "noscript", "ol",     "option", "p",       "pre",     "script",   "section",    "select",   "style",
    "summary",  "svg",    "table",  "tbody",   "td",      "template", "textarea",   "tfoot",    "th",
    "thead",    "time",   "title",  "tr",      "ul"};

static const char *const attribute_names[DGM_ATTRS] = {
    "aria-hidden", "class", "content",  "datetime", "hidden", "href",  "id",
    "itemprop",    "name",  "property", "rel",      "role",   "style", "type"};

static int index_of(const char *const *names, int from, int count, const char *name) {
    while (from < count) {
        int middle = (from + count) / 2, order = strcmp(name, names[middle]);
        if (order == 0)
            return middle;
        if (order < 0)
            count = middle;
        else
            from = middle + 1;
    }
    return -1;
}

/* Doubles an array of the arena; what it held before is given back with the arena. */
static void *grown(builder *at, void *old, uint32_t count, uint32_t *room, size_t size) {
    if (count < *room)
        return old;
    uint32_t wanted = *room ? 2 * *room : 256;
    void *items = dgm_arena_array_(at->arena, wanted, size);
    if (!items) {
        at->failed = true;
        return NULL;
    }
    if (count)
        memcpy(items, old, count * size);
    *room = wanted;
    return items;
}

static uint32_t here(const xmlParserCtxt *ctxt, const builder *at) {
    size_t byte = ctxt->input->consumed + (size_t)(ctxt->input->cur - ctxt->input->base);
    return (uint32_t)(byte < at->input.size ? byte : at->input.size);
}

/* Events never go back: places of texts rise. */
static void step(builder *at, uint32_t end) {
    at->last = end > at->last ? end : at->last;
}

static dgm_node *add(builder *at, dgm_tag tag) {
    dgm_node *nodes = at->failed ? NULL
                                 : grown(at, at->tree.nodes, at->tree.count, &at->room, sizeof(dgm_node));
    if (!nodes)
        return NULL;
    at->tree.nodes = nodes;
    dgm_node *node = &nodes[at->tree.count++];
    *node = (dgm_node){.tag = tag, .parent = at->open, .end = at->tree.count};
    return node;
}

static void add_attribute(builder *at, dgm_node *node, int name, const xmlChar *value) {
    dgm_attribute_value *all = grown(at, at->attributes, at->tree.n_attributes, &at->attribute_room,
                                     sizeof(dgm_attribute_value));
    dgm_view copy = all ? dgm_arena_copy(at->arena, dgm_view_of((const char *)value)) : (dgm_view){NULL, 0};
    at->failed |= !copy.data;
    if (at->failed || node->n_attributes == UINT8_MAX)
        return;
    at->attributes = all;
    all[at->tree.n_attributes++] = (dgm_attribute_value){(dgm_attribute)name, copy};
    node->n_attributes++;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **values) {
    xmlParserCtxt *ctxt = context;
    builder *at = ctxt->_private;
    int tag = index_of(tag_names, DGM_TAG_A, DGM_TAGS, (const char *)name);
    step(at, here(ctxt, at));
    if (at->depth >= DGM_HTML_DEEPEST) {
        at->hidden_depth++;
        return;
    }
    dgm_node *node = add(at, tag < 0 ? DGM_TAG_OTHER : (dgm_tag)tag);
    if (!node)
        return;
    node->source = (dgm_range){at->last, at->last};
    node->first_attribute = at->tree.n_attributes;
    for (; values && values[0]; values += 2) {
        int found = index_of(attribute_names, 0, DGM_ATTRS, (const char *)values[0]);
        if (found >= 0 && !at->failed)
            add_attribute(at, node, found, values[1] ? values[1] : (const xmlChar *)"");
    }
    at->open = at->tree.count - 1;
    at->depth++;
}

static void on_end(void *context, const xmlChar *name) {
    xmlParserCtxt *ctxt = context;
    builder *at = ctxt->_private;
    (void)name;
    step(at, here(ctxt, at));
    if (at->hidden_depth) {
        at->hidden_depth--;
        return;
    }
    if (at->failed || at->depth == 0)
        return;
    at->tree.nodes[at->open].end = at->tree.count;
    at->open = at->tree.nodes[at->open].parent;
    at->depth--;
}

/* The bytes of the input that read as `text` and end at the cursor, or one character behind it: of a long
 * text's pieces the tokenizer hands over all but the last before it takes their last character. */
static bool locate(const builder *at, dgm_view text, uint32_t cursor, dgm_range *out) {
    for (uint32_t end = cursor; end <= cursor + 4 && end <= at->input.size; end++)
        if (text.size <= end && end - text.size >= at->last &&
            memcmp(at->input.data + end - text.size, text.data, text.size) == 0) {
            *out = (dgm_range){(uint32_t)(end - text.size), end};
            return true;
        }
    return false;
}

/* A piece that follows the text before it without a gap is one with it. */
static bool goes_on(const builder *at, dgm_range source) {
    const dgm_node *last = &at->tree.nodes[at->tree.count - 1];
    return last->tag == DGM_TAG_TEXT && !last->decoded && last->parent == at->open &&
           last->source.end == source.start;
}

static void add_decoded(builder *at, dgm_view text, uint32_t end) {
    dgm_node *node = add(at, DGM_TAG_TEXT);
    if (!node)
        return;
    uint32_t start = end;
    while (start > at->last && at->input.data[start - 1] != '&')
        start--;
    node->source = (dgm_range){start > at->last ? start - 1 : at->last, end};
    node->text = dgm_arena_copy(at->arena, text);
    node->decoded = true;
    at->failed |= !node->text.data;
}

static void on_text(void *context, const xmlChar *data, int size) {
    xmlParserCtxt *ctxt = context;
    builder *at = ctxt->_private;
    dgm_view text = {(const char *)data, size > 0 ? (size_t)size : 0};
    uint32_t end = here(ctxt, at);
    dgm_range source;
    if (at->failed || text.size == 0)
        return;
    if (end < at->last)
        end = at->last; /* behind a text that was found beyond the cursor */
    if (!locate(at, text, end, &source)) {
        add_decoded(at, text, end);
    } else if (goes_on(at, source)) {
        dgm_node *last = &at->tree.nodes[at->tree.count - 1];
        last->source.end = end = source.end;
        last->text.size += text.size;
    } else {
        dgm_node *node = add(at, DGM_TAG_TEXT);
        if (node) {
            node->source = source;
            node->text = dgm_view_sub(at->input, source);
        }
        end = source.end;
    }
    at->last = end;
}

static void close_all(builder *at) {
    while (at->depth > 0) {
        at->tree.nodes[at->open].end = at->tree.count;
        at->open = at->tree.nodes[at->open].parent;
        at->depth--;
    }
    at->tree.nodes[0].end = at->tree.count;
}

/* libxml2 takes quadratic time over the attributes of one tag. */
static dgm_status check_tags(dgm_view text, dgm_error *err) {
    uint32_t open = 0, equals = 0;
    bool inside = false;
    for (uint32_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '<' && !inside) {
            inside = true;
            open = i;
            equals = 0;
        } else if (c == '>') {
            inside = false;
        }
        equals += inside && c == '=';
        if (inside && equals > 20000 && i - open > DGM_HTML_LONGEST_TAG)
            return dgm_fail(err, DGM_ERR_LIMIT, open, "a tag longer than %d bytes", DGM_HTML_LONGEST_TAG);
    }
    return DGM_OK;
}

static dgm_status parse(builder *at, dgm_error *err) {
    htmlParserCtxtPtr ctxt = htmlCreateMemoryParserCtxt(at->input.data, (int)at->input.size);
    if (!ctxt)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory to read a page of %zu bytes", at->input.size);
    xmlSAXHandler sax = {.startElement = on_start,
                         .endElement = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text};
    *ctxt->sax = sax;
    ctxt->_private = at;
    ctxt->userData = ctxt;
    htmlCtxtUseOptions(ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    /* The bytes are UTF-8, whatever the page says of itself. */
    ctxt->charset = XML_CHAR_ENCODING_UTF8;
    htmlParseDocument(ctxt);
    ctxt->sax->startElement = NULL;
    xmlDocPtr made = ctxt->myDoc;
    htmlFreeParserCtxt(ctxt);
    xmlFreeDoc(made);
    return at->failed ? dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the elements of a page") : DGM_OK;
}

static pthread_once_t begun = PTHREAD_ONCE_INIT;

dgm_status dgm_html_read(dgm_view text, dgm_arena *arena, dgm_tree *out, dgm_error *err) {
    builder at = {.arena = arena, .input = text, .open = DGM_NO_NODE};
    if (text.size >= INT32_MAX)
        return dgm_fail(err, DGM_ERR_LIMIT, 0, "a page of %zu bytes", text.size);
    DGM_TRY(check_tags(text, err));
    pthread_once(&begun, xmlInitParser);
    if (!add(&at, DGM_TAG_OTHER))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the elements of a page");
    at.open = 0;
    DGM_TRY(parse(&at, err));
    close_all(&at);
    at.tree.attributes = at.attributes;
    *out = at.tree;
    return DGM_OK;
}

dgm_view dgm_html_attribute(const dgm_tree *tree, uint32_t node, dgm_attribute name) {
    const dgm_node *of = &tree->nodes[node];
    for (uint32_t i = 0; i < of->n_attributes; i++)
        if (tree->attributes[of->first_attribute + i].name == name)
            return tree->attributes[of->first_attribute + i].value;
    return (dgm_view){NULL, 0};
}

/* ---- is it a page? ------------------------------------------------------- */

static bool begins(dgm_view text, size_t at, const char *what) {
    for (size_t i = 0; what[i]; i++)
        if (at + i >= text.size || (text.data[at + i] | 0x20) != (what[i] | 0x20))
            return false;
    return true;
}

bool dgm_html_is(dgm_view text) {
    static const char *const openings[] = {"<!doctype html", "<html", "<head", "<body"};
    static const char *const inner[] = {"<p>", "<p ", "<div", "<br", "</p>", "</div>", "<article", "<h1"};
    size_t at = 0, first = 0, found = 0;
    while (first < text.size && (unsigned char)text.data[first] <= ' ')
        first++;
    if (first == text.size || text.data[first] != '<')
        return false;
    for (at = first; at < text.size && at < first + 4096; at++) {
        if (text.data[at] != '<')
            continue;
        for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
            if (begins(text, at, openings[i]))
                return true;
        for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
            found += begins(text, at, inner[i]);
    }
    return found >= 2;
}
