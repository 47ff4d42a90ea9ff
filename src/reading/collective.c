/* collective.c - a list is read off the tree; "the two leaders" are the last two of their kind before. */
#include "reading/collective.h"

enum { BACK_MOST = 120 };

static uint32_t add(uint32_t count, uint32_t *out, uint32_t cluster) {
    for (uint32_t i = 0; i < count; i++)
        if (out[i] == cluster)
            return count;
    if (count < DGM_COLLECTIVE_MOST)
        out[count++] = cluster;
    return count;
}

/* The word that a list begins with: the head itself, or of a phrase that hangs by its "and" the first
 * member. */
static uint32_t list_start(const dgm_tagged *t, uint32_t head) {
    if (!dgm_tagged_relates(t, head, "cc"))
        return head;
    uint32_t last = t->tags->head[head];
    return dgm_tagged_relates(t, last, "conj") ? t->tags->head[last] : last;
}

static uint32_t listed(const dgm_sight *s, const dgm_clusters *c, const bool *is_actor, const dgm_phrase *p,
                       uint32_t *out) {
    const dgm_tagged *t = s->t;
    uint32_t first = list_start(t, p->head), count = 0;
    for (uint32_t i = p->words.start; i < p->words.end; i++) {
        bool member = i == first || (t->tags->head[i] == first && dgm_tagged_relates(t, i, "conj"));
        uint32_t phrase = member ? s->phrases->at[i] : DGM_NOBODY;
        if (phrase != DGM_NOBODY && is_actor[c->of[phrase]] && &s->phrases->items[phrase] != p)
            count = add(count, out, c->of[phrase]);
        else if (i == first && phrase != DGM_NOBODY && is_actor[c->of[phrase]] && p->name != DGM_NOBODY)
            count = add(count, out, c->of[phrase]);
    }
    return count > 1 ? count : 0;
}

static uint32_t numbered(const dgm_tagged *t, const dgm_phrase *p) {
    for (uint32_t i = p->words.start; i <= p->head; i++) {
        if (dgm_tagged_listed(t, i, "two both"))
            return 2;
        if (dgm_tagged_listed(t, i, "three"))
            return 3;
    }
    return dgm_tagged_listed(t, p->head, "pair duo") ? 2 : 0;
}

static bool is_of_kind(const dgm_cluster *cluster, bool persons) {
    if (cluster->many)
        return false;
    if (persons)
        return cluster->entity == DGM_ENTITY_PERSON;
    return cluster->fact != DGM_UNKNOWN && dgm_facts_at(cluster->fact).kind == DGM_FACT_COUNTRY;
}

/* "the two leaders": the last so many persons before, or states for "the two countries". */
static uint32_t counted(const dgm_sight *s, const dgm_clusters *c, const bool *is_actor, uint32_t index,
                        uint32_t *out) {
    const dgm_phrase *p = &s->phrases->items[index];
    uint32_t wanted = numbered(s->t, p), count = 0;
    bool states = dgm_tagged_listed(s->t, p->head,
                                    "countries nations states sides governments neighbors neighbours "
                                    "capitals parties powers allies");
    if (wanted == 0 || (!states && !(p->has_noun && p->noun.person) &&
                        !dgm_tagged_listed(s->t, p->head, "men women pair duo")))
        return 0;
    for (uint32_t back = 1; back <= BACK_MOST && back <= index && count < wanted; back++) {
        uint32_t cluster = c->of[index - back];
        if (is_actor[cluster] && is_of_kind(&c->items[cluster], !states))
            count = add(count, out, cluster);
    }
    for (uint32_t i = 0; i < count / 2; i++) {
        uint32_t swap = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = swap;
    }
    return count == wanted ? count : 0;
}

uint32_t dgm_collective_of(const dgm_sight *s, const dgm_clusters *c, const bool *is_actor, uint32_t index,
                           uint32_t out[DGM_COLLECTIVE_MOST]) {
    const dgm_phrase *p = &s->phrases->items[index];
    if (!p->many || p->pronoun != DGM_PRONOUN_NONE)
        return 0;
    uint32_t count = listed(s, c, is_actor, p, out);
    return count > 0 ? count : counted(s, c, is_actor, index, out);
}
