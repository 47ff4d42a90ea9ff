/* page_test.c - what is kept of a page, that it leads back to the page's bytes, and the day it came out. */
#include "unit.h"

#include "article/article.h"
#include "input/file.h"
#include "page/dates.h"
#include "page/page.h"

static dgm_arena arena;

static dgm_view published(const char *page) {
    dgm_tree tree;
    dgm_arena_reset(&arena);
    assert_int_equal(dgm_html_read(dgm_view_of(page), &arena, &tree, NULL), DGM_OK);
    return dgm_page_published(&tree, &arena);
}

static void day_of_publication(void **state) {
    (void)state;
    static const struct {
        const char *page, *day;
    } cases[] = {
        {"<script type='application/ld+json'>{\"dateModified\":\"2021-02-03\",\"@graph\":[{\"datePublished\": "
         "\"2020-01-02T03:04:05Z\"}]}</script>",
         "2020-01-02"},
        {"<meta property='article:modified_time' content='2021-02-03'><meta property='article:published_time' "
         "content='2020-01-02T00:00:00+00:00'>",
         "2020-01-02"},
        {"<meta name=date content='Thu, 02 Jan 2020 10:00:00 GMT'>", "2020-01-02"},
        {"<meta name=pubdate content='20200102'>", "2020-01-02"},
        {"<body><span itemprop=datePublished content='2020-01-02'>today</span>", "2020-01-02"},
        {"<body><time datetime='2020-01-02T10:00'>now</time>", "2020-01-02"},
        {"<link rel=canonical href='https://paper.example/2020/01/02/talks'>", "2020-01-02"},
        {"<body><h1>Talks</h1><p>Updated: 3 Feb 2021</p><p>January 2, 2020</p>", "2020-01-02"},
        {"<body><p class=post-date>2 January 2020</p>", "2020-01-02"},
        {"<meta name=date content='2020-02-31'>", ""}, /* no such day */
        {"<meta property='article:modified_time' content='2021-02-03'>", ""},
        {"<body><p>It was cold on 2 January 2020.</p>", ""}, /* told, not said of the page */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!dgm_view_equal(published(cases[i].page), dgm_view_of(cases[i].day)))
            fail_msg("%s", cases[i].page);
}

typedef struct report {
    dgm_view file;
    dgm_article article;
} report;

static report read_example(void) {
    report made;
    dgm_arena_reset(&arena);
    assert_int_equal(dgm_input_read("examples/harbour-talks.html", 0, &made.file, NULL), DGM_OK);
    assert_int_equal(dgm_article_read(made.file, &arena, &made.article, NULL), DGM_OK);
    return made;
}

static bool holds(dgm_view text, const char *what) {
    for (size_t i = 0; i + strlen(what) <= text.size; i++)
        if (memcmp(text.data + i, what, strlen(what)) == 0)
            return true;
    return false;
}

static void the_article_alone_is_kept(void **state) {
    (void)state;
    report made = read_example();
    static const char *const kept[] = {
        "harbour\xC2\xA0patrols", "By Liv Aune",     "TALLINN \xE2\x80\x94 Norway",
        "in the Gulf of Finland", "countermeasures", "He thanked Oslo for its help."};
    static const char *const gone[] = {"Skip to",   "Log in",   "Share",  "Five ports",
                                       "tracking",  "Comments", "First!", "rights reserved",
                                       "analytics", "serif",    "&",      "<"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!holds(made.article.text, kept[i]))
            fail_msg("\"%s\" is missing", kept[i]);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        if (holds(made.article.text, gone[i]))
            fail_msg("\"%s\" is still there", gone[i]);
    assert_true(dgm_view_equal(made.article.published, DGM_VIEW("2023-03-07")));
    assert_int_equal(made.article.parts[0].role, DGM_PART_TITLE);
    dgm_input_free(made.file);
}

/* Each word leads to bytes of the page that begin and end as it does. */
static void words_lead_to_their_bytes(void **state) {
    (void)state;
    report made = read_example();
    dgm_view text = made.article.text;
    uint32_t checked = 0, last = 0;
    for (uint32_t i = 0; i < text.size; i++) {
        uint32_t start = i;
        while (i < text.size && ((text.data[i] | 0x20) >= 'a' && (text.data[i] | 0x20) <= 'z'))
            i++;
        if (i == start)
            continue;
        dgm_range source = dgm_article_source(&made.article, (dgm_range){start, i});
        assert_true(source.start >= last && source.end <= made.file.size);
        last = source.end;
        dgm_view word = dgm_view_sub(text, (dgm_range){start, i});
        dgm_view bytes = dgm_view_sub(made.file, source);
        assert_true(dgm_view_equal(word, bytes) || holds(bytes, "&shy;"));
        checked++;
    }
    assert_true(checked > 100);
    dgm_input_free(made.file);
}

static void a_page_without_an_article_is_refused(void **state) {
    (void)state;
    dgm_article article;
    dgm_error err = {0};
    dgm_arena_reset(&arena);
    assert_int_equal(
        dgm_article_read(DGM_VIEW("<html><body><nav><a href=x>Home</a></nav>"), &arena, &article, &err),
        DGM_ERR_EMPTY);
    assert_non_null(strstr(err.text, "no article"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(day_of_publication),
        cmocka_unit_test(the_article_alone_is_kept),
        cmocka_unit_test(words_lead_to_their_bytes),
        cmocka_unit_test(a_page_without_an_article_is_refused),
    };
    dgm_arena_open(&arena, (size_t)256 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    dgm_arena_close(&arena);
    return failed;
}
