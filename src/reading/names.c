/* names.c - names in four passes:
 *   find     stretches of words with name labels, without "Mr"
 *   full     each name of several words joins an actor or founds one; a table remembers who goes by
 *            which full name, last name, first name and initials
 *   short    so do names of one word, which mostly find their owner in the table
 *   list     actors are put in the order of their first mention, and get their mentions, by counting
 * Names are compared as keys: lower case, words only, no periods, no leading "the". */
#include "reading/names.h"

#include <utf8proc.h>

#include "base/utf8.h"

#define MAX_LABELS 64

enum { FULL, LAST, FIRST, INITIALS, KEYS }; /* what a key in the table is */

typedef struct slot {
    dgm_view key;
    uint32_t actor;
    uint8_t is;
} slot;

typedef struct table {
    slot *slots;
    uint32_t mask; /* size - 1, a power of two; at most half full */
} table;

typedef struct found {
    dgm_view key, first, last; /* parts of the key; for a single word all the same */
    dgm_view initials;         /* of the words but "of" and the like; empty for a single word */
    bool shouted;              /* no lower-case letter */
} found;

typedef struct cast {
    dgm_named *actors;
    uint32_t *best;                         /* of each actor: the name that calls it best */
    uint32_t (*kinds)[DGM_ACTOR_PLACE + 1]; /* of each actor: how many mentions of each kind */
    dgm_gender *genders;
    uint32_t count;
} cast;

/* ---- the table ----------------------------------------------------------- */

static slot *slot_of(const table *t, uint8_t is, dgm_view key) {
    uint32_t hash = 2166136261u + is; /* FNV-1a */
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 16777619u;
    uint32_t at = hash & t->mask;
    while (t->slots[at].key.data && !(t->slots[at].is == is && dgm_view_equal(t->slots[at].key, key)))
        at = (at + 1) & t->mask;
    return &t->slots[at];
}

static uint32_t look_up(const table *t, uint8_t is, dgm_view key) {
    const slot *s = slot_of(t, is, key);
    return s->key.data ? s->actor : DGM_NOBODY;
}

static void remember(table *t, uint8_t is, dgm_view key, uint32_t actor) {
    *slot_of(t, is, key) = (slot){key, actor, is};
}

/* ---- find ---------------------------------------------------------------- */

typedef struct label {
    bool begins, inside;
    dgm_actor_kind kind;
} label;

static label read_label(dgm_view name) {
    static const struct {
        const char *name;
        dgm_actor_kind kind;
    } kinds[] = {{"PER", DGM_ACTOR_PERSON}, {"ORG", DGM_ACTOR_ORGANIZATION}, {"LOC", DGM_ACTOR_PLACE}};
    for (size_t i = 0; name.size == 5 && i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (memcmp(name.data + 2, kinds[i].name, 3) == 0)
            return (label){name.data[0] == 'B', name.data[0] == 'I', kinds[i].kind};
    return (label){0};
}

/* Whether a name of more words begins with a form of address, which is no part of it. */
static bool is_addressed(const dgm_article *article, const dgm_words *words, dgm_range name) {
    return name.end > name.start + 1 &&
           dgm_given_is_address(dgm_view_sub(article->text, words->words[name.start].text));
}

/* "Mr. President", "Madam Chancellor": titles stand there, no names. */
static bool is_title(dgm_view word) {
    return dgm_given_is_address(word) ||
           dgm_given_listed(word, "president chancellor minister secretary mayor ambassador speaker chairman "
                                  "chairwoman premier senator governor");
}

static bool is_capital(const dgm_words *words, uint32_t word) {
    uint32_t shape = words->words[word].feature & 7;
    return shape == DGM_SHAPE_INITIAL || shape == DGM_SHAPE_MIXED || shape == DGM_SHAPE_UPPER;
}

/* "Mr Lee" is a person, whatever the model says: where his name ends, from the word after the form of address
 * on; `start` itself if no name follows. */
static uint32_t addressed_end(const dgm_article *article, const dgm_words *words, dgm_range sentence,
                              uint32_t start) {
    uint32_t end = start;
    if (start == sentence.start ||
        !dgm_given_listed(dgm_view_sub(article->text, words->words[start - 1].text),
                          "mr mr. mrs mrs. ms ms."))
        return start;
    while (end < sentence.end && end < start + 3 && is_capital(words, end))
        end++;
    return end;
}

/* Writes the names of one sentence behind out[count); only counts them where `out` is NULL. */
static uint32_t find_in(const dgm_article *article, const dgm_words *words, const uint8_t *ner,
                        const label *labels, dgm_range sentence, dgm_name *out, uint32_t count) {
    for (uint32_t i = sentence.start; i < sentence.end;) {
        label l = labels[ner[i] % MAX_LABELS];
        uint32_t end = i + 1, addressed = addressed_end(article, words, sentence, i);
        if (addressed > i)
            l.kind = DGM_ACTOR_PERSON;
        if (addressed > i && !l.begins && !l.inside) {
            l.begins = true;
            end = addressed;
        }
        if (l.begins || l.inside)
            while (end < sentence.end && labels[ner[end] % MAX_LABELS].inside &&
                   (addressed > i || labels[ner[end] % MAX_LABELS].kind == l.kind))
                end++;
        dgm_range name = {i, end};
        if (is_addressed(article, words, name))
            name.start++;
        dgm_range text = {words->words[name.start].text.start, words->words[end - 1].text.end};
        bool bare = name.end == name.start + 1 && is_title(dgm_view_sub(article->text, text));
        if ((l.begins || l.inside) && !bare && dgm_extent_reported(article, text.start)) {
            if (out)
                out[count] = (dgm_name){name, text, l.kind, DGM_NOBODY};
            count++;
        }
        i = end;
    }
    return count;
}

static uint32_t find_all(const dgm_article *article, const dgm_words *words, const dgm_tags *tags,
                         const label *labels, dgm_name *out) {
    uint32_t count = 0;
    for (uint32_t s = 0; s < tags->n_sentences; s++)
        count = find_in(article, words, tags->ner, labels, tags->sentences[s], out, count);
    return count;
}

/* ---- keys ---------------------------------------------------------------- */

/* Writes the key of `text` to `out`, which has room for twice its bytes. */
static found make_key(dgm_view text, char *out) {
    uint32_t size = 1, length = 0;
    bool lower = false;
    for (size_t at = 0; at < text.size; at += size) {
        uint32_t code = dgm_utf8_read(text, at, &size);
        bool mark = code == '.' || code == '\'' || code == 0x2019;
        utf8proc_category_t category = code == DGM_UTF8_BAD ? UTF8PROC_CATEGORY_CN
                                                            : utf8proc_category((int32_t)code);
        bool word = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
        lower |= category == UTF8PROC_CATEGORY_LL;
        if (word)
            length += dgm_utf8_write((uint32_t)utf8proc_tolower((int32_t)code), out + length);
        else if (!mark && length > 0 && out[length - 1] != ' ')
            out[length++] = ' ';
    }
    while (length > 0 && out[length - 1] == ' ')
        length--;
    dgm_view key = {out, length};
    if (length > 4 && memcmp(out, "the ", 4) == 0)
        key = (dgm_view){out + 4, length - 4};
    return (found){.key = key, .shouted = !lower};
}

static bool is_suffix(dgm_view word) {
    static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv"};
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
        if (dgm_view_equal(word, dgm_view_of(suffixes[i])))
            return true;
    return false;
}

static dgm_view last_word(dgm_view key) {
    size_t start = key.size;
    while (start > 0 && key.data[start - 1] != ' ')
        start--;
    return (dgm_view){key.data + start, key.size - start};
}

/* Writes the initials of a key's words to `out`. */
static dgm_view initials_of(dgm_view key, char *out) {
    size_t size = 0;
    for (size_t start = 0; start < key.size;) {
        const char *space = memchr(key.data + start, ' ', key.size - start);
        size_t end = space ? (size_t)(space - key.data) : key.size;
        if (!dgm_given_listed((dgm_view){key.data + start, end - start}, "of the and for in on de la"))
            out[size++] = key.data[start];
        start = end + 1;
    }
    return (dgm_view){out, size};
}

/* Fills in the parts of a key; `out` has room for as many bytes as it has words. */
static void split_key(found *f, char *out) {
    const char *space = f->key.size ? memchr(f->key.data, ' ', f->key.size) : NULL;
    f->first = (dgm_view){f->key.data, space ? (size_t)(space - f->key.data) : f->key.size};
    f->last = last_word(f->key);
    if (is_suffix(f->last) && f->last.data > f->key.data)
        f->last = last_word((dgm_view){f->key.data, (size_t)(f->last.data - f->key.data) - 1});
    f->initials = space ? initials_of(f->key, out) : (dgm_view){NULL, 0};
}

static bool is_single(const found *f) {
    return f->first.size == f->key.size;
}

/* ---- full and short ------------------------------------------------------ */

/* The actor that a person of this name is taken for, among those met so far. */
static uint32_t known_person(const table *t, const found *keys, const cast *c, const found *f) {
    uint32_t full = look_up(t, FULL, f->key), same = look_up(t, LAST, f->last);
    if (is_single(f))
        return same != DGM_NOBODY ? same : full != DGM_NOBODY ? full : look_up(t, FIRST, f->key);
    if (full != DGM_NOBODY)
        return full;
    return same != DGM_NOBODY && dgm_view_equal(keys[c->best[same]].first, f->first) ? same : DGM_NOBODY;
}

static uint32_t known_actor(const table *t, const found *keys, const cast *c, const found *f,
                            dgm_actor_kind kind) {
    if (kind == DGM_ACTOR_PERSON)
        return known_person(t, keys, c, f);
    uint32_t actor = look_up(t, FULL, f->key);
    if (actor == DGM_NOBODY && is_single(f) && f->shouted)
        actor = look_up(t, INITIALS, f->key);
    /* A last name tagged as an organization ("the Lee campaign") is still the person's. */
    if (actor == DGM_NOBODY && is_single(f) && kind == DGM_ACTOR_ORGANIZATION)
        actor = look_up(t, LAST, f->key);
    return actor;
}

static bool is_better(const found *now, const found *before) {
    return now->key.size > before->key.size ||
           (now->key.size == before->key.size && before->shouted && !now->shouted);
}

static void remember_name(table *t, const cast *c, const found *f, const dgm_name *name) {
    uint32_t actor = name->actor, by_last = look_up(t, LAST, f->last);
    bool person = name->kind == DGM_ACTOR_PERSON;
    if (!person || !is_single(f) || by_last == DGM_NOBODY)
        remember(t, FULL, f->key, actor);
    if (!person && f->initials.size > 1)
        remember(t, INITIALS, f->initials, actor);
    if (!person || is_single(f))
        return;
    /* Of several persons with one last name, it means the one most spoken of. */
    if (by_last == DGM_NOBODY || c->actors[by_last].n_mentions < c->actors[actor].n_mentions)
        remember(t, LAST, f->last, actor);
    remember(t, FIRST, f->first, actor);
}

static void place(dgm_name *names, const found *keys, uint32_t i, table *t, cast *c) {
    dgm_name *name = &names[i];
    name->actor = known_actor(t, keys, c, &keys[i], name->kind);
    if (name->actor == DGM_NOBODY) {
        name->actor = c->count++;
        c->best[name->actor] = i;
    }
    if (is_better(&keys[i], &keys[c->best[name->actor]]))
        c->best[name->actor] = i;
    c->kinds[name->actor][name->kind]++;
    c->actors[name->actor].n_mentions++;
    remember_name(t, c, &keys[i], name);
}

static void place_all(dgm_name *names, const found *keys, uint32_t count, table *t, cast *c) {
    for (uint32_t i = 0; i < count; i++)
        if (!is_single(&keys[i]))
            place(names, keys, i, t, c);
    for (uint32_t i = 0; i < count; i++)
        if (is_single(&keys[i]))
            place(names, keys, i, t, c);
}

/* What the word before a person's name, or the given name, says of gender; the first that says anything
 * counts. */
static void find_genders(const dgm_article *article, const dgm_words *words, const dgm_name *names,
                         const found *keys, uint32_t count, cast *c) {
    for (uint32_t i = 0; i < count; i++) {
        dgm_gender *gender = &c->genders[names[i].actor];
        if (*gender != DGM_GENDER_UNKNOWN || names[i].kind != DGM_ACTOR_PERSON)
            continue;
        uint32_t start = names[i].words.start;
        if (start > 0)
            *gender = dgm_given_address(dgm_view_sub(article->text, words->words[start - 1].text));
        if (*gender == DGM_GENDER_UNKNOWN && !is_single(&keys[i]))
            *gender = dgm_given_name(keys[i].first);
    }
}

/* ---- list ---------------------------------------------------------------- */

static dgm_actor_kind most_frequent(const uint32_t *kinds) {
    dgm_actor_kind best = DGM_ACTOR_PERSON;
    for (dgm_actor_kind kind = DGM_ACTOR_STATE; kind <= DGM_ACTOR_PLACE; kind++)
        if (kinds[kind] > kinds[best])
            best = kind;
    return best;
}

/* Numbers the actors anew, in the order of their first mention; `order` is scratch for each. */
static void renumber(dgm_name *names, uint32_t count, cast *c, const cast *from, uint32_t *order) {
    for (uint32_t a = 0; a < from->count; a++)
        order[a] = DGM_NOBODY;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t old = names[i].actor;
        if (order[old] == DGM_NOBODY) {
            uint32_t now = order[old] = c->count++;
            c->actors[now] = from->actors[old];
            c->best[now] = from->best[old];
            c->genders[now] = from->genders[old];
            memcpy(c->kinds[now], from->kinds[old], sizeof(c->kinds[now]));
        }
        names[i].actor = order[old];
    }
}

static void fill_in(const dgm_name *names, const cast *c) {
    for (uint32_t a = 0; a < c->count; a++) {
        c->actors[a].name = names[c->best[a]].text;
        c->actors[a].kind = most_frequent(c->kinds[a]);
    }
}

/* ---- public -------------------------------------------------------------- */

static bool make_keys(const dgm_article *article, const dgm_name *names, uint32_t count, dgm_arena *arena,
                      found *keys) {
    size_t bytes = 0;
    for (uint32_t i = 0; i < count; i++)
        bytes += 3 * (size_t)(names[i].text.end - names[i].text.start);
    char *out = dgm_arena_alloc(arena, bytes);
    if (!out)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = make_key(dgm_view_sub(article->text, names[i].text), out);
        size_t size = names[i].text.end - names[i].text.start;
        split_key(&keys[i], out + 2 * size);
        out += 3 * size;
    }
    return true;
}

static bool make_table(dgm_arena *arena, uint32_t count, table *out) {
    uint32_t size = 16;
    while (size < 2 * KEYS * (uint64_t)count)
        size *= 2;
    *out = (table){dgm_arena_array(arena, slot, size), size - 1};
    return out->slots != NULL;
}

static bool make_cast(dgm_arena *arena, uint32_t count, cast *out) {
    *out = (cast){dgm_arena_array(arena, dgm_named, count), dgm_arena_array(arena, uint32_t, count),
                  dgm_arena_alloc(arena, count * sizeof(uint32_t[DGM_ACTOR_PLACE + 1])),
                  dgm_arena_array(arena, dgm_gender, count), 0};
    return out->actors && out->best && out->kinds && out->genders;
}

dgm_status dgm_names_gather(const dgm_article *article, const dgm_words *words, const dgm_tags *tags,
                            const dgm_weights *weights, dgm_arena *arena, dgm_names *out, dgm_error *err) {
    label labels[MAX_LABELS] = {{0}};
    for (uint32_t i = 0; i < MAX_LABELS && i < dgm_weights_n_labels(weights, "ner"); i++)
        labels[i] = read_label(dgm_weights_label(weights, "ner", i));
    uint32_t count = find_all(article, words, tags, labels, NULL);
    dgm_name *names = dgm_arena_array(arena, dgm_name, count);
    found *keys = dgm_arena_array(arena, found, count);
    uint32_t *order = dgm_arena_array(arena, uint32_t, count);
    table t;
    cast unordered, c;
    if (!names || !keys || !order || !make_table(arena, count, &t) || !make_cast(arena, count, &unordered) ||
        !make_cast(arena, count, &c))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for names");
    find_all(article, words, tags, labels, names);
    if (!make_keys(article, names, count, arena, keys))
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for names");
    place_all(names, keys, count, &t, &unordered);
    find_genders(article, words, names, keys, count, &unordered);
    renumber(names, count, &c, &unordered, order);
    fill_in(names, &c);
    *out = (dgm_names){names, count, c.actors, c.genders, c.count};
    return DGM_OK;
}
