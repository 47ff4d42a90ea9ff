/* marks.c */
#include "store/marks.h"

void dgm_mark(dgm_flow *flow, const char *mark) {
    dgm_flow_stick(flow, dgm_view_of(mark), DGM_STYLE_FAINT, true);
}

void dgm_mark_about(dgm_flow *flow, const char *word, bool *any) {
    if (*any)
        dgm_mark(flow, "·");
    *any = true;
    dgm_flow_text(flow, dgm_view_of(word), DGM_STYLE_FAINT);
}

void dgm_mark_code(dgm_flow *flow, dgm_view code) {
    if (!code.data)
        return;
    dgm_flow_text(flow, DGM_VIEW("["), DGM_STYLE_FAINT);
    dgm_flow_glue(flow);
    dgm_flow_text(flow, code, DGM_STYLE_FAINT);
    dgm_flow_stick(flow, DGM_VIEW("]"), DGM_STYLE_FAINT, false);
}

void dgm_mark_actor(dgm_flow *flow, const struct dgm_record *record, uint32_t actor) {
    const dgm_actor *who = &record->cast->items[actor];
    if (who->name.data) {
        const dgm_record_actor *actors = record->actors.items;
        dgm_flow_text(flow, actors[actor].name, DGM_STYLE_BOLD);
    } else {
        const dgm_actor_mention *mention =
            &record->cast->mentions[record->cast->by_actor[who->first_mention]];
        dgm_flow_text(flow, dgm_view_sub(record->article->text, mention->text), DGM_STYLE_PLAIN);
    }
    dgm_mark_code(flow, who->code);
}

/* Words wait in the flow, so what it is given has to last. */
static const char *const percents[] = {
    "0%",  "1%",  "2%",  "3%",  "4%",  "5%",  "6%",  "7%",  "8%",  "9%",  "10%",  "11%", "12%", "13%", "14%",
    "15%", "16%", "17%", "18%", "19%", "20%", "21%", "22%", "23%", "24%", "25%",  "26%", "27%", "28%", "29%",
    "30%", "31%", "32%", "33%", "34%", "35%", "36%", "37%", "38%", "39%", "40%",  "41%", "42%", "43%", "44%",
    "45%", "46%", "47%", "48%", "49%", "50%", "51%", "52%", "53%", "54%", "55%",  "56%", "57%", "58%", "59%",
    "60%", "61%", "62%", "63%", "64%", "65%", "66%", "67%", "68%", "69%", "70%",  "71%", "72%", "73%", "74%",
    "75%", "76%", "77%", "78%", "79%", "80%", "81%", "82%", "83%", "84%", "85%",  "86%", "87%", "88%", "89%",
    "90%", "91%", "92%", "93%", "94%", "95%", "96%", "97%", "98%", "99%", "100%",
};

void dgm_mark_share(dgm_flow *flow, float share) {
    uint32_t percent = share >= 1 ? 100 : share > 0 ? (uint32_t)((double)share * 100 + 0.5) : 0;
    dgm_flow_text(flow, dgm_view_of(percents[percent]), DGM_STYLE_FAINT);
}
