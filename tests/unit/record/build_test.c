/* build_test.c - a record out of findings: ids, spans in bytes of the input, and the formats that show
 * text. */
#include "reading/scene.h"

#include "record/build.h"
#include "store/conllu.h"
#include "store/json.h"
#include "store/pretty.h"
#include "store/sink.h"
#include "store/text.h"

/* Windows-1252: the dash is one byte here, three in the text. */
static const char report[] =
    "Rain is near, says Lee\n\nBy Ann Fox and Ben Orr\n\nOSLO, March 3 \x97 Kim Lee, the mayor of "
    "the town, said it would rain in the \"whole north\" on the day after, and that it "
    "don't stop.\n\nSource: Oslo Herald\n";

typedef struct stage {
    scene scene;
    dgm_statements said;
    dgm_actors actors;
    dgm_credits credits;
    const dgm_record *record;
} stage;

static void stage_open(stage *s) {
    scene_open(&s->scene, report);
    scene_name(&s->scene, "Lee", "PER");
    scene_from(&s->scene, "Kim");
    scene_name(&s->scene, "Kim Lee", "PER");
    scene_says(&s->scene, "said", "Kim Lee", (const char *[]){"it would rain in the \"whole north\"", NULL});
    s->said = scene_statements(&s->scene);
    s->actors = scene_actors(&s->scene, &s->said);
    assert_int_equal(dgm_credits_read(&s->scene.article, &s->scene.arena, &s->credits, NULL), DGM_OK);
    dgm_findings findings = {.input = {report, sizeof(report) - 1},
                             .article = &s->scene.article,
                             .words = &s->scene.words,
                             .tags = &s->scene.tags,
                             .weights = s->scene.weights,
                             .statements = &s->said,
                             .actors = &s->actors,
                             .credits = &s->credits,
                             .path = DGM_VIEW("a b.txt"),
                             .published = DGM_VIEW("2022-12-30"),
                             .version = DGM_VIEW("9")};
    assert_int_equal(dgm_record_build(&findings, &s->scene.arena, &s->record, NULL), DGM_OK);
}

static void check_bytes(dgm_range span, const char *expected) {
    if (strlen(expected) != span.end - span.start ||
        memcmp(report + span.start, expected, strlen(expected)) != 0)
        fail_msg("\"%.*s\" is not \"%s\"", (int)(span.end - span.start), report + span.start, expected);
}

static void test_spans_are_bytes_of_the_input(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    assert_int_equal(s.record->statements.count, 1);
    const dgm_record_statement *said = s.record->statements.items;
    check_bytes(*(const dgm_range *)said->cue.items, "said");
    check_bytes(*(const dgm_range *)said->source.items, "Kim Lee");
    check_bytes(*(const dgm_range *)said->content.items, "it would rain in the \"whole north\"");
    assert_true(dgm_view_equal(said->kind, DGM_VIEW("mixed")));
    assert_true(dgm_view_equal(said->id, DGM_VIEW("S1")));
    assert_true(dgm_view_equal(said->speaker, DGM_VIEW("A1")));
    assert_null(said->parent.data);
    scene_close(&s.scene);
}

static void test_the_report(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    const dgm_report *about = &s.record->report;
    assert_int_equal(about->id.size, 64);
    assert_true(dgm_view_equal(about->title, DGM_VIEW("Rain is near, says Lee")));
    assert_int_equal(about->byline.count, 2);
    const dgm_view *authors = about->byline.items;
    assert_true(dgm_view_equal(authors[0], DGM_VIEW("Ann Fox")));
    assert_true(dgm_view_equal(authors[1], DGM_VIEW("Ben Orr")));
    assert_true(dgm_view_equal(about->published->value, DGM_VIEW("2022-12-30")));
    assert_int_equal(s.record->credits.count, 1);
    const dgm_record_credit *credit = s.record->credits.items;
    assert_true(dgm_view_equal(credit->name, DGM_VIEW("Oslo Herald")));
    assert_true(dgm_view_equal(credit->relation, DGM_VIEW("source")));
    check_bytes(credit->span, "Oslo Herald");
    const dgm_record_actor *actors = s.record->actors.items;
    assert_int_equal(s.record->actors.count, 1);
    assert_true(dgm_view_equal(actors[0].name, DGM_VIEW("Kim Lee")));
    assert_int_equal(actors[0].mentions.count, 2);
    scene_close(&s.scene);
}

static void test_conllu(void **state) {
    (void)state;
    stage s;
    sink out;
    stage_open(&s);
    assert_int_equal(dgm_conllu_write(s.record, sink_open(&out), NULL), DGM_OK);
    const char *text = sink_text(&out);
    assert_non_null(strstr(
        text, "# newdoc id = a b.txt\n# newpar\n# sent_id = a b.txt-1\n# text = Rain is near, says Lee\n"
              "1\tRain\train\tX\tFW\t_\t0\troot\t_\tTokenRange=0:4\n"));
    assert_non_null(strstr(text, "\tSpaceAfter=No|TokenRange=8:12\n"));
    assert_non_null(strstr(text, "\tNE=B-PER|TokenRange=19:22\n"));
    assert_non_null(strstr(text, "\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"));
    scene_close(&s.scene);
}

static void test_text(void **state) {
    (void)state;
    stage s;
    sink out;
    stage_open(&s);
    dgm_text_write(s.record, sink_open(&out));
    const char *text = sink_text(&out);
    assert_non_null(strstr(text, "Kim Lee, the mayor of the town, said it would rain"));
    assert_null(strstr(text, "Ann Fox"));
    scene_close(&s.scene);
}

static void test_pretty(void **state) {
    (void)state;
    stage s;
    sink out;
    stage_open(&s);
    assert_int_equal(dgm_pretty_write(s.record, 60, false, sink_open(&out), NULL), DGM_OK);
    const char *text = sink_text(&out);
    assert_non_null(strstr(text, "── a b.txt ─"));
    assert_non_null(strstr(text, "\nRain is near, says Lee\n"));
    assert_non_null(strstr(text, "2022-12-30"));
    assert_non_null(strstr(
        text, "\nmixed     50%  Kim Lee — said — it would rain in the \"whole\n               north\"\n"));
    scene_close(&s.scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_are_bytes_of_the_input),
        cmocka_unit_test(test_the_report),
        cmocka_unit_test(test_conllu),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_pretty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
