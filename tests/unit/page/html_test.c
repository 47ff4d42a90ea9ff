/* html_test.c - what is a page, and that every text of its tree leads back to its bytes. */
#include "unit.h"

#include <stdlib.h>

#include "page/html.h"

static dgm_arena arena;

static dgm_tree read_html(dgm_view text) {
    dgm_tree tree;
    dgm_arena_reset(&arena);
    assert_int_equal(dgm_html_read(text, &arena, &tree, NULL), DGM_OK);
    return tree;
}

static uint32_t find(const dgm_tree *tree, dgm_tag tag) {
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].tag == tag)
            return i;
    return DGM_NO_NODE;
}

static void pages_are_told_from_text(void **state) {
    (void)state;
    assert_true(dgm_html_is(DGM_VIEW("\n<!DOCTYPE html><title>x</title>")));
    assert_true(dgm_html_is(DGM_VIEW("<!-- made by hand --><HTML><body>x")));
    assert_true(dgm_html_is(DGM_VIEW("<p>One.</p>\n<p>Two.</p>")));
    assert_false(dgm_html_is(DGM_VIEW("Oil rose. <p>He said</p> <p>so.</p>")));
    assert_false(dgm_html_is(DGM_VIEW("<3 said the minister")));
    assert_false(dgm_html_is(DGM_VIEW("")));
}

static void texts_know_their_bytes(void **state) {
    (void)state;
    dgm_view text = DGM_VIEW(
        "<html><body><p class='Lead x'>Caf\xC3\xA9 &amp; <b>bar</b>&#x41;&nbsp;z</p>tail");
    dgm_tree tree = read_html(text);
    static const struct {
        const char *reads_as, *stands_as;
    } wanted[] = {
        {"Caf\xC3\xA9 ", "Caf\xC3\xA9 "}, {"&", "&amp;"}, {" ", " "},      {"bar", "bar"}, {"A", "&#x41;"},
        {"\xC2\xA0", "&nbsp;"},           {"z", "z"},     {"tail", "tail"}};
    size_t seen = 0;
    for (uint32_t i = 0; i < tree.count; i++) {
        if (tree.nodes[i].tag != DGM_TAG_TEXT)
            continue;
        assert_true(seen < sizeof wanted / sizeof *wanted);
        assert_true(dgm_view_equal(tree.nodes[i].text, dgm_view_of(wanted[seen].reads_as)));
        assert_true(
            dgm_view_equal(dgm_view_sub(text, tree.nodes[i].source), dgm_view_of(wanted[seen].stands_as)));
        seen++;
    }
    assert_int_equal(seen, sizeof wanted / sizeof *wanted);
}

static void elements_hold_what_follows_them(void **state) {
    (void)state;
    dgm_tree tree = read_html(
        DGM_VIEW("<html><body><div id=a><p class='Lead x'>one<p>two</div><h1>three</h1>"));
    uint32_t div = find(&tree, DGM_TAG_DIV), p = find(&tree, DGM_TAG_P), h1 = find(&tree, DGM_TAG_H1);
    assert_true(div < p && p < h1);
    assert_int_equal(tree.nodes[p].parent, div);
    assert_int_equal(tree.nodes[p].end, p + 2); /* the second p ends the first */
    assert_int_equal(tree.nodes[div].end, h1);
    assert_true(dgm_view_equal(dgm_html_attribute(&tree, p, DGM_ATTR_CLASS), DGM_VIEW("Lead x")));
    assert_null(dgm_html_attribute(&tree, p, DGM_ATTR_ID).data);
}

static void a_long_script_is_one_text(void **state) {
    (void)state;
    char page[9000] = "<html><body><script>";
    size_t start = strlen(page);
    memset(page + start, 'x', 8000);
    memcpy(page + start + 8000, "</script>", 10);
    dgm_tree tree = read_html(dgm_view_of(page));
    uint32_t script = find(&tree, DGM_TAG_SCRIPT);
    assert_int_equal(tree.nodes[script].end, script + 2);
    assert_int_equal(tree.nodes[script + 1].text.size, 8000);
}

static void hostile_pages_end(void **state) {
    (void)state;
    enum { DEEP = 200000 };
    char *page = malloc((size_t)DEEP * 5 + 64);
    assert_non_null(page);
    size_t size = 0;
    for (int i = 0; i < DEEP; i++, size += 5)
        memcpy(page + size, "<div>", 5);
    memcpy(page + size, "deep", 4);
    dgm_tree tree = read_html((dgm_view){page, size + 4});
    assert_true(tree.count <= DGM_HTML_DEEPEST + 2);
    assert_true(dgm_view_equal(tree.nodes[tree.count - 1].text, DGM_VIEW("deep")));
    dgm_error err = {0};
    memcpy(page, "<p>x<p ", 7);
    for (size = 7; size + 5 < (size_t)DEEP * 5 + 60; size += 3)
        memcpy(page + size, "a= ", 3);
    assert_int_equal(dgm_html_read((dgm_view){page, size}, &arena, &tree, &err),
                     size > DGM_HTML_LONGEST_TAG ? DGM_ERR_LIMIT : DGM_OK);
    free(page);
}

static void memory_runs_out(void **state) {
    (void)state;
    dgm_tree tree = {.count = 77};
    bool read = false;
    for (size_t limit = 1024; !read; limit *= 2) {
        dgm_arena small;
        dgm_arena_open(&small, limit);
        dgm_status status = dgm_html_read(DGM_VIEW("<html><body><p id=x>one &amp; two"), &small, &tree, NULL);
        read = status == DGM_OK;
        assert_true(read || (status == DGM_ERR_MEMORY && tree.count == 77));
        dgm_arena_close(&small);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_told_from_text),
        cmocka_unit_test(texts_know_their_bytes),
        cmocka_unit_test(elements_hold_what_follows_them),
        cmocka_unit_test(a_long_script_is_one_text),
        cmocka_unit_test(hostile_pages_end),
        cmocka_unit_test(memory_runs_out),
    };
    dgm_arena_open(&arena, (size_t)256 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    dgm_arena_close(&arena);
    return failed;
}
