/* dates.c - seven places in the order of trust; the first that holds a day of the calendar decides. */
#include "page/dates.h"

#include <stdio.h>

typedef struct day {
    int year, month, day; /* year 0: none */
} day;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Up to `most` digits at `*at`, and how many there were. */
static int number(dgm_view text, size_t *at, int most, int *digits) {
    int value = 0;
    *digits = 0;
    while (*at < text.size && *digits < most && is_digit(text.data[*at])) {
        value = 10 * value + text.data[(*at)++] - '0';
        ++*digits;
    }
    return value;
}

static day checked(int year, int month, int date) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool fine = year >= 1850 && year <= 2200 && month >= 1 && month <= 12 && date >= 1 &&
                date <= days[month - 1];
    return fine ? (day){year, month, date} : (day){0};
}

/* "2022-12-30", "2022/12/30" or "20221230" anywhere in the text. */
static day numeric_day(dgm_view text) {
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.data[i]) || (i && is_digit(text.data[i - 1])))
            continue;
        size_t at = i;
        int n[3], value[3];
        value[0] = number(text, &at, 4, &n[0]);
        char between = at < text.size ? text.data[at] : '\0';
        bool parted = between == '-' || between == '/' || between == '.';
        at += parted;
        value[1] = number(text, &at, 2, &n[1]);
        if (parted && at < text.size && text.data[at] == between)
            at++;
        else if (parted)
            continue;
        value[2] = number(text, &at, 2, &n[2]);
        day found = checked(value[0], value[1], value[2]);
        if (n[0] == 4 && (parted || (n[1] == 2 && n[2] == 2)) && found.year)
            return found;
    }
    return (day){0};
}

static int month_at(dgm_view text, size_t at) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int m = 0; m < 12 && at + 3 <= text.size; m++)
        if (lower(text.data[at]) == months[3 * m] && lower(text.data[at + 1]) == months[3 * m + 1] &&
            lower(text.data[at + 2]) == months[3 * m + 2])
            return m + 1;
    return 0;
}

static size_t skip_to_digit(dgm_view text, size_t at, size_t most) {
    size_t end = at + most < text.size ? at + most : text.size;
    while (at < end && !is_digit(text.data[at]))
        at++;
    return at < end ? at : text.size;
}

/* "December 30, 2022", "30 Dec 2022", "Fri, 30 Dec 2022 10:00". */
static day written_day(dgm_view text) {
    for (size_t i = 0; i < text.size; i++) {
        int month = i && (lower(text.data[i - 1]) >= 'a' && lower(text.data[i - 1]) <= 'z')
                        ? 0
                        : month_at(text, i);
        if (!month)
            continue;
        int digits, before = 0;
        size_t back = i;
        while (back > 0 && !is_digit(text.data[back - 1]) && i - back < 5)
            back--;
        if (back > 0 && is_digit(text.data[back - 1])) {
            size_t start = back - 1 - (back > 1 && is_digit(text.data[back - 2]));
            before = number(text, &start, 2, &digits);
        }
        size_t at = skip_to_digit(text, i, 12);
        int first = number(text, &at, 4, &digits);
        if (digits == 4)
            return checked(first, month, before);
        at = skip_to_digit(text, at, 6);
        int year = number(text, &at, 4, &digits);
        if (digits == 4)
            return checked(year, month, first);
    }
    return (day){0};
}

static day day_in(dgm_view text) {
    if (text.size > 200)
        text.size = 200;
    day found = numeric_day(text);
    return found.year ? found : written_day(text);
}

static bool holds_word(dgm_view text, const char *word) {
    for (size_t i = 0; i + strlen(word) <= text.size; i++) {
        size_t k = 0;
        while (word[k] && lower(text.data[i + k]) == word[k])
            k++;
        if (!word[k])
            return true;
    }
    return false;
}

/* ---- places -------------------------------------------------------------- */

/* "datePublished": "..." in a script, wherever it stands in the graph. */
static day linked_data(dgm_view script) {
    static const char key[] = "\"datePublished\"";
    size_t size = sizeof key - 1;
    for (size_t i = 0; i + size < script.size; i++) {
        if (script.data[i] != '"' || memcmp(script.data + i, key, size) != 0)
            continue;
        size_t end = i + size;
        for (int quotes = 0; end < script.size && quotes < 2 && end < i + size + 80; end++)
            quotes += script.data[end] == '"';
        day found = day_in((dgm_view){script.data + i + size, end - i - size});
        if (found.year)
            return found;
    }
    return (day){0};
}

static bool is_one_of(dgm_view value, const char *const *names, size_t count) {
    for (size_t n = 0; n < count; n++) {
        size_t k = 0, size = strlen(names[n]);
        while (k < size && k < value.size && lower(value.data[k]) == names[n][k])
            k++;
        if (k == size && value.size == size)
            return true;
    }
    return false;
}

static day meta_day(const dgm_tree *tree, uint32_t node) {
    static const char *const names[] = {"article:published_time",
                                        "article:published",
                                        "og:published_time",
                                        "og:article:published_time",
                                        "datepublished",
                                        "date",
                                        "pubdate",
                                        "publishdate",
                                        "publish-date",
                                        "publish_date",
                                        "publication_date",
                                        "publicationdate",
                                        "publicationdatetime",
                                        "published_time",
                                        "date.issued",
                                        "dc.date",
                                        "dc.date.issued",
                                        "dcterms.date",
                                        "dcterms.created",
                                        "dcterms.issued",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "article.published",
                                        "article_date_original",
                                        "citation_date",
                                        "citation_publication_date",
                                        "originalpublicationdate",
                                        "datecreated",
                                        "article.created",
                                        "published",
                                        "published-date",
                                        "cxenseparse:recs:publishtime",
                                        "bt:pubdate",
                                        "prism.publicationdate",
                                        "iso-8601-publish-date"};
    static const dgm_attribute told[] = {DGM_ATTR_PROPERTY, DGM_ATTR_NAME, DGM_ATTR_ITEMPROP};
    for (size_t a = 0; a < sizeof told / sizeof *told; a++)
        if (is_one_of(dgm_html_attribute(tree, node, told[a]), names, sizeof names / sizeof *names))
            return day_in(dgm_html_attribute(tree, node, DGM_ATTR_CONTENT));
    return (day){0};
}

/* An element that is marked as the day of publication, or any time with a machine-readable day. */
static day marked_day(const dgm_tree *tree, uint32_t node, bool any_time) {
    static const char *const names[] = {"datepublished", "datecreated", "published-date"};
    dgm_view stamp = dgm_html_attribute(tree, node, DGM_ATTR_DATETIME);
    bool told = is_one_of(dgm_html_attribute(tree, node, DGM_ATTR_ITEMPROP), names, 3);
    if (!told && !(any_time && tree->nodes[node].tag == DGM_TAG_TIME))
        return (day){0};
    if (!stamp.data)
        stamp = dgm_html_attribute(tree, node, DGM_ATTR_CONTENT);
    if (!stamp.data && node + 1 < tree->nodes[node].end)
        stamp = tree->nodes[node + 1].text;
    return day_in(stamp);
}

/* https://paper.example/2022/12/30/headline */
static day address_day(const dgm_tree *tree, uint32_t node) {
    static const char *const names[] = {"og:url", "canonical"};
    bool told = is_one_of(dgm_html_attribute(tree, node, DGM_ATTR_PROPERTY), names, 1) ||
                is_one_of(dgm_html_attribute(tree, node, DGM_ATTR_REL), names + 1, 1);
    dgm_view address = dgm_html_attribute(tree, node, DGM_ATTR_HREF);
    if (!address.data)
        address = dgm_html_attribute(tree, node, DGM_ATTR_CONTENT);
    return told ? numeric_day(address) : (day){0};
}

static day named_day(const dgm_tree *tree, uint32_t node) {
    static const char *const words[] = {"publish",      "posted",    "post-date",  "entry-date",
                                        "article-date", "pubdate",   "dateline",   "timestamp",
                                        "byline",       "post-meta", "entry-meta", "date"};
    const dgm_node *of = &tree->nodes[node];
    dgm_view class = dgm_html_attribute(tree, node, DGM_ATTR_CLASS);
    for (size_t w = 0; class.data && of->end - node < 40 && w < sizeof words / sizeof *words; w++)
        for (size_t i = 0; i + strlen(words[w]) <= class.size; i++)
            if (memcmp(class.data + i, words[w], strlen(words[w])) == 0) {
                for (uint32_t k = node + 1; k < of->end; k++) {
                    day found = day_in(tree->nodes[k].text);
                    if (found.year)
                        return found;
                }
                return (day){0};
            }
    return (day){0};
}

/* A short text soon after the headline that holds a day, and does not call it one of revision. */
static day day_below_headline(const dgm_tree *tree, uint32_t node) {
    uint32_t texts = 0;
    bool revised = false;
    for (uint32_t i = tree->nodes[node].end; i < tree->count && texts < 40; i++) {
        dgm_view text = tree->nodes[i].text;
        dgm_tag above = tree->nodes[tree->nodes[i].parent].tag;
        if (tree->nodes[i].tag != DGM_TAG_TEXT || text.size < 3 || above == DGM_TAG_SCRIPT ||
            above == DGM_TAG_STYLE)
            continue;
        texts++;
        bool here = holds_word(text, "updated") || holds_word(text, "modified") ||
                    holds_word(text, "reviewed");
        day found = text.size <= 80 && !revised && !here ? day_in(text) : (day){0};
        if (found.year)
            return found;
        revised = here && !day_in(text).year; /* "Updated", and the day in the next text */
    }
    return (day){0};
}

static day at_place(const dgm_tree *tree, uint32_t node, int place) {
    const dgm_node *of = &tree->nodes[node];
    switch (place) {
    case 0:
        return of->tag == DGM_TAG_TEXT && tree->nodes[of->parent].tag == DGM_TAG_SCRIPT
                   ? linked_data(of->text)
                   : (day){0};
    case 1: return of->tag == DGM_TAG_META ? meta_day(tree, node) : (day){0};
    case 2: return of->tag == DGM_TAG_TEXT ? (day){0} : marked_day(tree, node, false);
    case 3: return of->tag == DGM_TAG_TIME ? marked_day(tree, node, true) : (day){0};
    case 4: return of->tag == DGM_TAG_TEXT ? (day){0} : address_day(tree, node);
    case 5: return of->tag == DGM_TAG_TEXT ? (day){0} : named_day(tree, node);
    default: return of->tag == DGM_TAG_H1 ? day_below_headline(tree, node) : (day){0};
    }
}

dgm_view dgm_page_published(const dgm_tree *tree, dgm_arena *arena) {
    for (int place = 0; place < 7; place++)
        for (uint32_t i = 1; i < tree->count; i++) {
            day found = at_place(tree, i, place);
            char text[32];
            if (found.year) {
                snprintf(text, sizeof text, "%04d-%02d-%02d", found.year, found.month, found.day);
                return dgm_arena_copy(arena, dgm_view_of(text));
            }
        }
    return dgm_arena_copy(arena, (dgm_view){"", 0});
}
