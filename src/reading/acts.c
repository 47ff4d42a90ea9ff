/* acts.c - triggers in order; one that hangs on the act before it, of the same type and near by, goes into it
 * ("carried out an attack"). */
#include "reading/acts.h"

#include "reading/extent.h"

#define LEAST_FOUND 0.35F /* share of all types from which on a word names an act */
#define NEAR 5u           /* words between two triggers of one act */

/* ---- one trigger ----------------------------------------------------------- */

static uint32_t best_of(const float *shares, uint32_t n) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (shares[i] > shares[best])
            best = i;
    return best;
}

static bool counts(const dgm_tagged *t, const dgm_trigger *trigger) {
    return trigger->p >= LEAST_FOUND &&
           dgm_extent_reported(t->article, t->words->words[trigger->word].text.start);
}

/* ---- status ------------------------------------------------------------------ */

static void state(dgm_act *act, const dgm_trigger *trigger) {
    uint32_t best = best_of(trigger->status, DGM_TRIGGER_STATUSES);
    act->status = (dgm_act_status)best;
    act->stated = trigger->status[best];
    act->status_rule = "the model's likeliest status";
}

/* ---- joining ------------------------------------------------------------------- */

/* Whether two words are one expression: one hangs on the other, or both on a word between them. */
static bool hang_together(const dgm_tagged *t, uint32_t a, uint32_t b) {
    const uint32_t *head = t->tags->head;
    if (head[a] == b || head[b] == a)
        return !dgm_tagged_relates(t, b, "conj") && !dgm_tagged_relates(t, b, "advcl") &&
               !dgm_tagged_relates(t, b, "ccomp") && !dgm_tagged_relates(t, b, "parataxis");
    return head[a] == head[b] && head[a] > a && head[a] < b;
}

static bool goes_into(const dgm_tagged *t, const dgm_act *act, uint32_t sentence, uint32_t type,
                      uint32_t word) {
    uint32_t last = t->tags->triggers[act->triggers[act->n_triggers - 1]].word;
    return act->sentence == sentence && act->type == type && act->n_triggers < DGM_ACT_TRIGGERS &&
           word - last <= NEAR && hang_together(t, last, word);
}

static void take(dgm_act *act, const dgm_tagged *t, uint32_t index) {
    const dgm_trigger *trigger = &t->tags->triggers[index];
    act->triggers[act->n_triggers++] = index;
    if (act->n_triggers > 1 && trigger->p <= act->found)
        return;
    act->best = index;
    act->word = trigger->word;
    act->found = trigger->p;
    act->typed = trigger->type[act->type];
    state(act, trigger);
}

dgm_status dgm_acts_choose(const dgm_tagged *t, dgm_arena *arena, dgm_acts *out, dgm_error *err) {
    dgm_act *items = dgm_arena_array(arena, dgm_act, t->tags->n_triggers);
    uint32_t count = 0;
    if (!items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for acts");
    for (uint32_t i = 0; i < t->tags->n_triggers; i++) {
        const dgm_trigger *trigger = &t->tags->triggers[i];
        if (!counts(t, trigger))
            continue;
        uint32_t type = best_of(trigger->type, DGM_TRIGGER_TYPES);
        uint32_t sentence = dgm_tagged_sentence(t, trigger->word);
        if (count == 0 || !goes_into(t, &items[count - 1], sentence, type, trigger->word)) {
            items[count] = (dgm_act){.sentence = sentence, .type = (uint8_t)type};
            count++;
        }
        take(&items[count - 1], t, i);
    }
    *out = (dgm_acts){items, count};
    return DGM_OK;
}
