/* build_test.c - a record out of findings: ids, spans in bytes of the input, and the formats that show
 * text. */
#include "reading/scene.h"

#include <stdio.h>

#include "reading/tagged.h"
#include "record/build.h"
#include "store/conllu.h"
#include "store/explain.h"
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
    dgm_time time[4];
    dgm_times times;
    dgm_via via[3];
    dgm_saying saying;
    dgm_speakers speakers;
    dgm_range triggers[1];
    dgm_event event;
    dgm_events events;
    dgm_claim claim;
    dgm_claims claims;
    const dgm_record *record;
} stage;

static dgm_range text_of(stage *s, const char *text) {
    return dgm_tagged_text(
        &(dgm_tagged){&s->scene.article, &s->scene.words, &s->scene.tags, s->scene.weights},
        scene_words(&s->scene, text));
}

/* Four times, one of which is no day, and a statement with three relays, two of whom are no actors. */
static void stage_findings(stage *s) {
    s->scene.from = 0;
    s->time[0] = (dgm_time){.text = text_of(s, "March 3"),
                            .type = DGM_TIME_DATE,
                            .value = DGM_VIEW("2024-03-03"),
                            .begin = 19785,
                            .end = 19785};
    s->time[1] = (dgm_time){.text = text_of(s, "the day after"),
                            .type = DGM_TIME_DATE,
                            .value = DGM_VIEW("2024-SP"),
                            .mod = DGM_VIEW("START"),
                            .begin = -719162,
                            .end = 2932896};
    s->time[2] = (dgm_time){.text = text_of(s, "north"),
                            .type = DGM_TIME_TIME,
                            .begin = DGM_NO_DAY,
                            .end = INT32_MAX,
                            .note = DGM_VIEW("no such day")};
    s->time[3] = (dgm_time){.text = text_of(s, "stop"),
                            .type = DGM_TIME_SET,
                            .value = DGM_VIEW("XXXX-WXX-5"),
                            .begin = DGM_NO_DAY,
                            .end = DGM_NO_DAY};
    s->times = (dgm_times){
        s->time, 4, {DGM_VIEW("2024-03-03"), DGM_VIEW("inferred"), s->time[0].text, 19785}};
    s->via[0] = (dgm_via){DGM_VIEW("Telegram"), text_of(s, "town"), DGM_NOBODY};
    s->via[1] = (dgm_via){DGM_VIEW("Kim Lee"), text_of(s, "Lee"), 0};
    s->via[2] = (dgm_via){DGM_VIEW("Oslo Radio"), text_of(s, "mayor"), DGM_NOBODY};
    s->saying = (dgm_saying){
        .speaker = 0, .addressee = 0, .via = s->via, .n_via = 3, .when = 1, .sure = 0.25F};
    s->speakers = (dgm_speakers){&s->saying};
}

/* A visit to come, and a claim; both on the word of the one who speaks. */
static void stage_acts(stage *s) {
    static const uint8_t visit[] = {0}, diplomatic[] = {19};
    static const uint32_t first[] = {0};
    s->triggers[0] = text_of(s, "rain");
    scene_act(&s->scene, "rain", DGM_ACT_CONSULT, DGM_ACT_FUTURE);
    s->event = (dgm_event){
        .type = DGM_ACT_CONSULT,
        .status = DGM_ACT_FUTURE,
        .modes = visit,
        .n_modes = 1,
        .contexts = diplomatic,
        .n_contexts = 1,
        .actors = first,
        .n_actors = 1,
        .recipients = first,
        .triggers = s->triggers,
        .n_triggers = 1,
        .sentence = text_of(s, "it would rain in the"),
        .begin = 19785,
        .end = DGM_NO_DAY,
        .time = 0,
        .where = {DGM_VIEW("Oslo"), DGM_VIEW("NOR"), 59.5F, -10.75F, true, text_of(s, "OSLO")},
        .asserted_by = 0,
        .confidence = 0.5F,
        .found = 0.9F,
        .typed = 0.8F,
        .stated = 0.7F,
        .status_rule = "by the stage",
        .asserter_rule = "by the stage",
        .actor_rule = "by the stage",
        .recipient_rule = "nobody"};
    s->events = (dgm_events){&s->event, 1};
    s->claim = (dgm_claim){.subject = 0,
                           .object = DGM_NOBODY,
                           .relation = DGM_VIEW("rain in"),
                           .quantity = DGM_VIEW("5\n%"),
                           .trend = DGM_TREND_INCREASE,
                           .since = 1,
                           .text = text_of(s, "whole north"),
                           .asserted_by = DGM_NOBODY,
                           .confidence = 0.75F};
    s->claims = (dgm_claims){&s->claim, 1};
}

static void stage_open(stage *s) {
    scene_open(&s->scene, report);
    scene_name(&s->scene, "Lee", "PER");
    scene_from(&s->scene, "Kim");
    scene_name(&s->scene, "Kim Lee", "PER");
    scene_says(&s->scene, "said", "Kim Lee", (const char *[]){"it would rain in the \"whole north\"", NULL});
    s->said = scene_statements(&s->scene);
    s->actors = scene_actors(&s->scene, &s->said);
    assert_int_equal(s->said.count, 1);
    assert_true(s->actors.count > 0);
    stage_findings(s);
    stage_acts(s);
    dgm_tagged t = {&s->scene.article, &s->scene.words, &s->scene.tags, s->scene.weights};
    assert_int_equal(dgm_credits_gather(&t, &s->said, &s->speakers, &s->scene.arena, &s->credits, NULL),
                     DGM_OK);
    dgm_findings findings = {.input = {report, sizeof(report) - 1},
                             .article = &s->scene.article,
                             .words = &s->scene.words,
                             .tags = &s->scene.tags,
                             .weights = s->scene.weights,
                             .times = &s->times,
                             .statements = &s->said,
                             .actors = &s->actors,
                             .speakers = &s->speakers,
                             .credits = &s->credits,
                             .events = &s->events,
                             .claims = &s->claims,
                             .path = DGM_VIEW("a b.txt"),
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

static void check_view(dgm_view view, const char *expected) {
    if (!expected) {
        assert_null(view.data);
        return;
    }
    if (!dgm_view_equal(view, dgm_view_of(expected)))
        fail_msg("\"%.*s\" is not \"%s\"", (int)view.size, view.data, expected);
}

static void check_time(const dgm_record_time *time, const char *const *expected) {
    check_view(time->id, expected[0]);
    check_bytes(time->span, expected[1]);
    check_view(time->type, expected[2]);
    check_view(time->value, expected[3]);
    check_view(time->mod, expected[4]);
    check_view(time->begin, expected[5]);
    check_view(time->end, expected[6]);
    check_view(time->note, expected[7]);
}

static void test_times(void **state) {
    (void)state;
    static const char *const expected[][8] = {
        {"T1", "March 3", "DATE", "2024-03-03", NULL, "2024-03-03", "2024-03-03", NULL},
        {"T2", "the day after", "DATE", "2024-SP", "START", "0001-01-01", "9999-12-31", NULL},
        {"T3", "north", "TIME", NULL, NULL, NULL, NULL, "no such day"},
        {"T4", "stop", "SET", "XXXX-WXX-5", NULL, NULL, NULL, NULL},
    };
    stage s;
    stage_open(&s);
    assert_int_equal(s.record->times.count, 4);
    for (uint32_t i = 0; i < 4; i++)
        check_time((const dgm_record_time *)s.record->times.items + i, expected[i]);
    scene_close(&s.scene);
}

/* Every month's ends over some centuries, beside a calendar that counts day by day. */
static void test_days(void **state) {
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    stage s;
    stage_open(&s);
    dgm_findings findings = {.article = &s.scene.article,
                             .words = &s.scene.words,
                             .tags = &s.scene.tags,
                             .weights = s.scene.weights,
                             .times = &s.times,
                             .statements = &s.said,
                             .actors = &s.actors,
                             .speakers = &s.speakers,
                             .credits = &s.credits,
                             .events = &s.events,
                             .claims = &s.claims};
    int32_t day = -25567; /* 1900-01-01 */
    for (int month = 0; month < 12 * 201; month++) {
        int year = 1900 + month / 12;
        bool leap = month % 12 == 1 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        char first[16], last[16];
        int length = lengths[month % 12] + leap;
        snprintf(first, sizeof(first), "%04d-%02d-01", year, month % 12 + 1);
        snprintf(last, sizeof(last), "%04d-%02d-%02d", year, month % 12 + 1, length);
        s.time[0].begin = day;
        s.time[0].end = day + length - 1;
        assert_int_equal(dgm_record_build(&findings, &s.scene.arena, &s.record, NULL), DGM_OK);
        check_view(((const dgm_record_time *)s.record->times.items)->begin, first);
        check_view(((const dgm_record_time *)s.record->times.items)->end, last);
        day += length;
    }
    scene_close(&s.scene);
}

static void test_who_to_whom_when(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    const dgm_record_statement *said = s.record->statements.items;
    check_view(said->speaker, "A1");
    check_view(said->addressee, "A1");
    check_view(said->when, "T2");
    assert_true(said->speaker_confidence == 0.25F);
    scene_close(&s.scene);
}

/* Those who only relay become actors behind the others, in the order of the text. */
static void test_relays(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    const dgm_record_statement *said = s.record->statements.items;
    const dgm_record_actor *actors = s.record->actors.items;
    uint32_t known = s.actors.count;
    assert_int_equal(s.record->actors.count, known + 2);
    check_view(actors[known].name, "Oslo Radio");
    check_view(actors[known + 1].name, "Telegram");
    assert_int_equal(actors[known].mentions.count, 1);
    check_bytes(((const dgm_record_mention *)actors[known].mentions.items)->span, "mayor");
    const dgm_view *via = said->via.items;
    assert_int_equal(said->via.count, 3);
    assert_true(dgm_view_equal(via[0], actors[known + 1].id));
    check_view(via[1], "A1");
    assert_true(dgm_view_equal(via[2], actors[known].id));
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
    check_view(about->published->value, "2024-03-03");
    check_view(about->published->from, "inferred");
    check_bytes(about->published->span, "March 3");
    const dgm_record_credit *credits = s.record->credits.items;
    uint32_t at = 0;
    while (at + 1 < s.record->credits.count && !dgm_view_equal(credits[at].name, DGM_VIEW("Oslo Herald")))
        at++;
    check_view(credits[at].name, "Oslo Herald");
    check_view(credits[at].relation, "source");
    check_bytes(credits[at].span, "Oslo Herald");
    const dgm_record_actor *actors = s.record->actors.items;
    check_view(actors[0].name, "Kim Lee");
    check_view(actors[0].kind, "person");
    assert_true(actors[0].mentions.count >= 2);
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

static void test_events(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    assert_int_equal(s.record->events.count, 1);
    const dgm_record_event *e = s.record->events.items;
    check_view(e->id, "E1");
    check_view(e->type, "CONSULT");
    check_view(e->status, "future");
    check_view(*(const dgm_view *)e->mode.items, "visit");
    check_view(*(const dgm_view *)e->context.items, "diplomatic");
    check_view(*(const dgm_view *)e->actors.items, "A1");
    assert_int_equal(e->recipients.count, 0);
    check_bytes(*(const dgm_range *)e->trigger.items, "rain");
    check_bytes(e->sentence, "it would rain in the");
    check_view(e->when->begin, "2024-03-03");
    assert_null(e->when->end.data);
    check_view(e->where->name, "Oslo");
    check_view(e->asserted_by, "S1");
    check_view(e->plover.type, "AGREE");
    assert_int_equal(e->plover.mode.count, 0);
    assert_int_equal(e->plover.quad, 1);
    scene_close(&s.scene);
}

static void test_claims(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    assert_int_equal(s.record->claims.count, 1);
    const dgm_record_claim *c = s.record->claims.items;
    check_view(c->id, "C1");
    check_view(c->subject, "A1");
    assert_null(c->object.data);
    check_view(c->relation, "rain in");
    check_view(c->quantity, "5 %");
    check_view(c->trend, "increase");
    check_view(c->since, "T2");
    check_bytes(c->span, "whole north");
    assert_null(c->asserted_by.data);
    scene_close(&s.scene);
}

static void test_explain(void **state) {
    (void)state;
    stage s;
    sink out;
    dgm_error err = {0};
    stage_open(&s);
    assert_int_equal(dgm_explain_write(s.record, DGM_VIEW("E1"), 80, false, sink_open(&out), NULL), DGM_OK);
    const char *text = sink_text(&out);
    assert_non_null(strstr(text, "E1   CONSULT visit Kim Lee"));
    assert_non_null(strstr(text, "trigger       rain ["));
    assert_non_null(strstr(text, "type          CONSULT 100%"));
    assert_non_null(strstr(text, "future 100%"));
    assert_non_null(strstr(text, "asserted by   S1 Kim Lee"));
    assert_non_null(strstr(text, "where         OSLO ["));
    assert_int_equal(dgm_explain_write(s.record, DGM_VIEW("E2"), 80, false, sink_open(&out), &err),
                     DGM_ERR_ARGUMENT);
    assert_non_null(strstr(err.text, "E2"));
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
    assert_non_null(strstr(text, "\npublished 2024-03-03, inferred from March 3\ncredits "));
    assert_non_null(strstr(text, "Oslo Herald (source)"));
    assert_non_null(strstr(text, "\nmixed     50%  Kim Lee? [NOR CVL] — said — it would rain in\n"
                                 "               the \"whole north\"\n"
                                 "               to Kim Lee · via Telegram, Kim Lee, Oslo\n"
                                 "               Radio · when the day after → 0001-01-01 to\n"));
    assert_non_null(strstr(text, "\nPLANNED\n  E1   CONSULT visit Kim Lee"));
    assert_non_null(strstr(text, "\n      when 2024-03-03 to open · in Oslo · on the word of Kim\n"));
    assert_non_null(strstr(text, "\nHELD TO BE SO\n  C1   Kim Lee [NOR CVL] rain in"));
    assert_non_null(strstr(text, "\ndates March 3 → 2024-03-03 · the day after → 0001-01-01 to\n"));
    assert_non_null(strstr(text, "north → no such day · stop → again and again\n"));
    assert_non_null(strstr(text, "\n   2× Kim Lee [NOR CVL]\n   1× Oslo Radio\n   1× Telegram\n"));
    scene_close(&s.scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_are_bytes_of_the_input),
        cmocka_unit_test(test_the_report),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_who_to_whom_when),
        cmocka_unit_test(test_relays),
        cmocka_unit_test(test_conllu),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_pretty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
