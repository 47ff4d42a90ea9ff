/* inner.c - marks the words of all content and cues, then walks over those that are content and no cue:
 *   verbs   of saying, thinking and wanting with a clause or an infinitive
 *   nouns   of the same with a clause, an infinitive or "of"
 * Source, cue and content are cut out of the tree, each in one piece. */
#include "reading/inner.h"

#include "reading/told.h"

enum { GROUP_MOST = 6 };
enum { CONTENT = 1, CUE = 2 };

#define INNER_SURE 0.5F

typedef struct finder {
    const dgm_tagged *t;
    uint8_t *marks; /* one a word */
    dgm_inner found;
    uint32_t room;
    dgm_range *runs;
} finder;

static const char clause_verbs[] =
    "think thinks thought believe believes believed know knows knew feel feels felt hope hopes hoped "
    "expect expects expected say says said saying understand understands agree agrees agreed decided "
    "promise promised assume assumed assumes suspect suspects suspected fear fears feared conclude "
    "concluded found realise realised realize realized hear heard insist insisted claim claimed claims "
    "claiming admit admitted announce announced warn warned told telling argue argued argues suggest "
    "suggested wonder wondered remember acknowledge acknowledged acknowledging reported noted stressed "
    "convinced predict predicted recognise recognised recognize recognized worried confident sure certain "
    "glad afraid concerned aware disappointed";

static const char infinitive_verbs[] =
    "want wants wanted wanting hope hopes hoped agree agrees agreed decide decided promise promised "
    "promises plan plans planned planning intend intends intended offered refused refuse refusing "
    "threatened threatening vowed pledged aim aims determined expect expects";

static const char clause_nouns[] =
    "claim claims belief allegation allegations suggestion suggestions report reports rumor rumors rumour "
    "rumours assertion idea fear fears hope hopes view promise pledge threat concern concerns accusation "
    "accusations announcement decision plan plans proposal proposals willingness intention request offer";

/* ---- marks ---------------------------------------------------------------- */

static void mark(finder *f, dgm_range words, uint8_t as) {
    for (uint32_t i = words.start; i < words.end && i < f->t->tags->n_words; i++)
        f->marks[i] |= as;
}

static void mark_all(finder *f) {
    for (uint32_t i = 0; i < f->t->tags->n_attributions; i++) {
        const dgm_attribution *a = &f->t->tags->attributions[i];
        mark(f, a->cue, CUE);
        for (uint32_t k = 0; k < a->n_content; k++)
            mark(f, a->content[k], CONTENT);
    }
}

static bool all_content(const finder *f, dgm_range words) {
    for (uint32_t i = words.start; i < words.end; i++)
        if (!(f->marks[i] & CONTENT))
            return false;
    return true;
}

/* ---- cutting -------------------------------------------------------------- */

/* The verb with its auxiliaries, negation and adverbs to its left. */
static dgm_range verb_group(const finder *f, uint32_t verb) {
    uint32_t start = verb;
    while (start > 0 && verb - start < GROUP_MOST && f->t->tags->head[start - 1] == verb &&
           (dgm_tagged_upos(f->t, start - 1, "AUX") || dgm_tagged_upos(f->t, start - 1, "ADV") ||
            dgm_tagged_upos(f->t, start - 1, "PART")))
        start--;
    return (dgm_range){start, verb + 1};
}

static void note(finder *f, dgm_range source, dgm_range cue, dgm_range content) {
    if (f->found.count >= f->room || content.end < content.start + 2 || content.start < cue.end ||
        !all_content(f, cue) || !all_content(f, content))
        return;
    dgm_range *run = &f->runs[f->found.count];
    *run = content;
    f->found.items[f->found.count++] = (dgm_attribution){
        .cue = cue, .source = source, .content = run, .n_content = 1, .confidence = INNER_SURE};
}

/* The clause that is content of `word`: from behind it to the end of the complement's phrase. */
static dgm_range complement(const finder *f, uint32_t word, const char *relation) {
    uint32_t child = dgm_tagged_child(f->t, word, relation);
    if (child == DGM_NO_WORD || child <= word || dgm_tagged_relates(f->t, child, "acl:relcl"))
        return (dgm_range){0, 0};
    dgm_range phrase = dgm_told_phrase(f->t, child);
    if (phrase.start <= word)
        phrase.start = word + 1;
    return phrase;
}

static bool is_infinitive(const finder *f, dgm_range words) {
    return words.start < words.end && dgm_tagged_listed(f->t, words.start, "to");
}

static void try_verb(finder *f, uint32_t word) {
    bool clause = dgm_tagged_listed(f->t, word, clause_verbs);
    bool infinitive = dgm_tagged_listed(f->t, word, infinitive_verbs);
    if (!clause && !infinitive)
        return;
    uint32_t subject = dgm_tagged_child(f->t, word, "nsubj");
    if (subject == DGM_NO_WORD || subject > word || dgm_tagged_relates(f->t, subject, "nsubj:pass") ||
        dgm_tagged_child(f->t, word, "aux:pass") != DGM_NO_WORD)
        return;
    dgm_range content = clause ? complement(f, word, "ccomp") : (dgm_range){0, 0};
    if (content.start >= content.end && infinitive) {
        content = complement(f, word, "xcomp");
        if (!is_infinitive(f, content))
            return;
    }
    if (content.start < content.end)
        note(f, dgm_told_phrase(f->t, subject), verb_group(f, word), content);
}

static void try_noun(finder *f, uint32_t word) {
    if (!dgm_tagged_listed(f->t, word, clause_nouns))
        return;
    dgm_range content = complement(f, word, "acl");
    if (content.start >= content.end)
        content = complement(f, word, "ccomp");
    if (content.start != word + 1 ||
        !(is_infinitive(f, content) || dgm_tagged_listed(f->t, content.start, "that")))
        return;
    uint32_t owner = dgm_tagged_child(f->t, word, "nmod:poss");
    dgm_range source = owner != DGM_NO_WORD && owner < word ? dgm_told_phrase(f->t, owner)
                                                            : (dgm_range){0, 0};
    note(f, source, (dgm_range){word, word + 1}, content);
}

dgm_status dgm_inner_find(const dgm_tagged *t, dgm_arena *arena, dgm_inner *out, dgm_error *err) {
    finder f = {.t = t, .marks = dgm_arena_array(arena, uint8_t, t->tags->n_words)};
    if (!f.marks)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
    mark_all(&f);
    for (uint32_t i = 0; i < t->tags->n_words; i++)
        f.room += f.marks[i] == CONTENT && (dgm_tagged_upos(t, i, "VERB") || dgm_tagged_upos(t, i, "NOUN") ||
                                            dgm_tagged_upos(t, i, "ADJ"));
    f.found.items = dgm_arena_array(arena, dgm_attribution, f.room);
    f.runs = dgm_arena_array(arena, dgm_range, f.room);
    if (!f.found.items || !f.runs)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for statements");
    for (uint32_t i = 0; i < t->tags->n_words; i++) {
        if (f.marks[i] != CONTENT)
            continue;
        if (dgm_tagged_upos(t, i, "VERB") || dgm_tagged_upos(t, i, "ADJ"))
            try_verb(&f, i);
        else if (dgm_tagged_upos(t, i, "NOUN"))
            try_noun(&f, i);
    }
    *out = f.found;
    return DGM_OK;
}
