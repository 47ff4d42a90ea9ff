/* html.h - a web page as a tree whose every text knows its bytes.
 *
 * The tokenizer is libxml2's, through its SAX interface: its own tree drops what
 * lies deeper than 256 elements and forgets where a text stood. This header is
 * all that the rest of the house knows of it, so that another may take its place.
 * The tree is one array in document order; a node's descendants follow it. */
#ifndef DGM_PAGE_HTML_H
#define DGM_PAGE_HTML_H

#include "base/arena.h"
#include "base/status.h"
#include "base/view.h"

typedef enum dgm_tag {
    DGM_TAG_TEXT, /* no element: a stretch of text */
    DGM_TAG_OTHER,
    DGM_TAG_A,
    DGM_TAG_ADDRESS,
    DGM_TAG_ARTICLE,
    DGM_TAG_ASIDE,
    DGM_TAG_BLOCKQUOTE,
    DGM_TAG_BODY,
    DGM_TAG_BR,
    DGM_TAG_BUTTON,
    DGM_TAG_CODE,
    DGM_TAG_DD,
    DGM_TAG_DETAILS,
    DGM_TAG_DIV,
    DGM_TAG_DL,
    DGM_TAG_DT,
    DGM_TAG_FIELDSET,
    DGM_TAG_FIGCAPTION,
    DGM_TAG_FIGURE,
    DGM_TAG_FOOTER,
    DGM_TAG_FORM,
    DGM_TAG_H1,
    DGM_TAG_H2,
    DGM_TAG_H3,
    DGM_TAG_H4,
    DGM_TAG_H5,
    DGM_TAG_H6,
    DGM_TAG_HEAD,
    DGM_TAG_HEADER,
    DGM_TAG_HR,
    DGM_TAG_HTML,
    DGM_TAG_IFRAME,
    DGM_TAG_LI,
    DGM_TAG_MAIN,
    DGM_TAG_META,
    DGM_TAG_NAV,
    DGM_TAG_NOSCRIPT,
    DGM_TAG_OL,
    DGM_TAG_OPTION,
    DGM_TAG_P,
    DGM_TAG_PRE,
    DGM_TAG_SCRIPT,
    DGM_TAG_SECTION,
    DGM_TAG_SELECT,
    DGM_TAG_STYLE,
    DGM_TAG_SUMMARY,
    DGM_TAG_SVG,
    DGM_TAG_TABLE,
    DGM_TAG_TBODY,
    DGM_TAG_TD,
    DGM_TAG_TEMPLATE,
    DGM_TAG_TEXTAREA,
    DGM_TAG_TFOOT,
    DGM_TAG_TH,
    DGM_TAG_THEAD,
    DGM_TAG_TIME,
    DGM_TAG_TITLE,
    DGM_TAG_TR,
    DGM_TAG_UL,
    DGM_TAGS
} dgm_tag;

/* Attributes that are kept; all others are dropped. */
typedef enum dgm_attribute {
    DGM_ATTR_ARIA_HIDDEN,
    DGM_ATTR_CLASS,
    DGM_ATTR_CONTENT,
    DGM_ATTR_DATETIME,
    DGM_ATTR_HIDDEN,
    DGM_ATTR_HREF,
    DGM_ATTR_ID,
    DGM_ATTR_ITEMPROP,
    DGM_ATTR_NAME,
    DGM_ATTR_PROPERTY,
    DGM_ATTR_REL,
    DGM_ATTR_ROLE,
    DGM_ATTR_STYLE,
    DGM_ATTR_TYPE,
    DGM_ATTRS
} dgm_attribute;

#define DGM_NO_NODE UINT32_MAX

typedef struct dgm_node {
    dgm_tag tag;
    uint32_t parent, end; /* its element; the node past its last descendant */
    dgm_range source;     /* of a text: its bytes; of an element: where its tag ends, twice */
    dgm_view text;        /* of a text: what it reads as; the source byte for byte, unless `decoded` */
    bool decoded;         /* an entity, or bytes that the tokenizer mended */
    uint32_t first_attribute;
    uint8_t n_attributes;
} dgm_node;

typedef struct dgm_attribute_value {
    dgm_attribute name;
    dgm_view value;
} dgm_attribute_value;

typedef struct dgm_tree {
    dgm_node *nodes; /* elements and texts; 0 is a root that holds all */
    uint32_t count;
    const dgm_attribute_value *attributes;
    uint32_t n_attributes;
} dgm_tree;

/* Whether `text` is a page and no plain text: it begins as one, or holds the tags of one. */
bool dgm_html_is(dgm_view text);

/* Reads `text`, valid UTF-8 that must outlive `out`, into `arena`. Elements nested deeper than
 * DGM_HTML_DEEPEST are hung on the last that is not. Fails with DGM_ERR_LIMIT (a tag longer than
 * DGM_HTML_LONGEST_TAG, with its byte; 2 GiB) or DGM_ERR_MEMORY. */
DGM_MUST_USE dgm_status dgm_html_read(dgm_view text, dgm_arena *arena, dgm_tree *out, dgm_error *err);

#define DGM_HTML_DEEPEST 512
#define DGM_HTML_LONGEST_TAG (1 << 20)

/* The value of an attribute; data is NULL where the element has none. */
dgm_view dgm_html_attribute(const dgm_tree *tree, uint32_t node, dgm_attribute name);

#endif
