/* outlets.c - one walk over the words; at each, the first that fits:
 *   known     the longest phrase of the facts
 *   named     capitalised words beside a noun such as "newspaper"
 *   spoken to an organization unknown otherwise that somebody told something
 *   generic   "state media"
 * Each writes one outlet and tells where the walk goes on. */
#include "reading/outlets.h"

#include "facts/facts.h"
#include "reading/given.h"

enum { NAME_MOST = 7, KEY_SIZE = 128 };

/* Names that are common words, too: outlets only where something else says so. */
static const char common[] =
    "age beta blic business commentary dawn discord economist excelsior express focus fortune geo globe "
    "granma guardian herald hill hindu independent intercept kan map medium metro mirror nation nature "
    "observer onion panorama people petra post punch quartz record rumble signal spectator standard star "
    "sun telegraph threads time times today vine x zoom anatolia australian bloomberg fox gannett guardian "
    "atlantic verge week world register sport life politics";

static uint8_t shape_of(const dgm_tagged *t, uint32_t word) {
    return t->words->words[word].feature & 7;
}

static bool is_capital(const dgm_tagged *t, uint32_t word) {
    uint8_t shape = shape_of(t, word);
    return shape == DGM_SHAPE_INITIAL || shape == DGM_SHAPE_UPPER || shape == DGM_SHAPE_MIXED;
}

/* Writes words with single spaces and straight quotation marks; returns the size, 0 if it does not fit. */
static size_t write_key(const dgm_tagged *t, dgm_range words, char *out) {
    dgm_view text = dgm_view_sub(t->article->text, dgm_tagged_text(t, words));
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool curly = c == 0xE2 && i + 2 < text.size && (unsigned char)text.data[i + 1] == 0x80;
        unsigned char kind = curly ? (unsigned char)text.data[i + 2] : 0;
        if (size + 1 >= KEY_SIZE)
            return 0;
        if (kind == 0x98 || kind == 0x99 || kind == 0x9C || kind == 0x9D) {
            out[size++] = kind <= 0x99 ? '\'' : '"';
            i += 2;
        } else if (c > ' ') {
            out[size++] = (char)c;
        } else if (size > 0 && out[size - 1] != ' ') {
            out[size++] = ' ';
        }
    }
    return size;
}

/* The outlet or platform of that name; false if there is none. */
static bool look_up(dgm_view key, dgm_fact *out) {
    return dgm_facts_first(key, DGM_FACT_OUTLET, out) || dgm_facts_first(key, DGM_FACT_PLATFORM, out);
}

static bool is_named(const dgm_tagged *t, uint32_t word) {
    dgm_view label = dgm_weights_label(t->weights, "ner", t->tags->ner[word]);
    return label.size > 2 && memcmp(label.data + 2, "PER", 3) != 0;
}

static bool is_inside(const dgm_tagged *t, uint32_t word) {
    return dgm_view_equal(dgm_weights_label(t->weights, "ner", t->tags->ner[word]), DGM_VIEW("I-ORG"));
}

/* Whether a common word stands as the name of an outlet here: "the Times", "Time magazine". */
static bool is_meant(const dgm_tagged *t, dgm_range words, dgm_range sentence) {
    bool article = words.start > sentence.start && dgm_tagged_listed(t, words.start - 1, "the london's");
    bool behind = words.end < sentence.end &&
                  dgm_tagged_listed(t, words.end,
                                    "newspaper magazine news radio tv television agency website");
    return is_named(t, words.start) && (article || behind) && dgm_tagged_upos(t, words.start, "PROPN");
}

static uint32_t known(const dgm_tagged *t, uint32_t word, dgm_range sentence, dgm_outlet *out) {
    char key[KEY_SIZE];
    uint32_t most = sentence.end - word < NAME_MOST ? sentence.end - word : NAME_MOST;
    for (uint32_t size = most; size > 0; size--) {
        dgm_range words = {word, word + size};
        dgm_view phrase = {key, write_key(t, words, key)};
        dgm_fact fact;
        if (phrase.size == 0 || !look_up(phrase, &fact))
            continue;
        bool plain = size == 1 && dgm_given_listed(phrase, common);
        if (plain && !is_meant(t, words, sentence))
            continue;
        dgm_range text = dgm_tagged_text(t, words);
        bool programme = size > 1 && memchr(key, '\'', phrase.size) &&
                         !memchr(fact.name.data, '\'', fact.name.size);
        dgm_view name = programme ? dgm_view_sub(t->article->text, text) : fact.name;
        *out = (dgm_outlet){words, text, name, fact.kind == DGM_FACT_PLATFORM, false, !plain};
        return words.end;
    }
    return word;
}

static const char kinds[] =
    "newspaper daily weekly magazine tabloid broadcaster television tv radio station channel network "
    "website paper agency site outlet";

/* Capitalised words in a row from `word` on. */
static uint32_t row_end(const dgm_tagged *t, uint32_t word, dgm_range sentence) {
    while (word < sentence.end && is_capital(t, word) && !dgm_tagged_upos(t, word, "PUNCT") &&
           !dgm_tagged_upos(t, word, "PRON"))
        word++;
    return word;
}

/* "the newspaper Ashai Shimbun": names that stand behind the noun; "Tehran Radio", "This Day newspaper". */
static uint32_t named(const dgm_tagged *t, uint32_t word, dgm_range sentence, dgm_outlet *out) {
    uint32_t end = row_end(t, word, sentence);
    dgm_fact fact;
    if (end == word + 1 && dgm_facts_first(dgm_tagged_word(t, word), DGM_FACT_DEMONYM, &fact))
        return word; /* "the Argentine newspaper" */
    bool before = word > sentence.start && dgm_tagged_listed(t, word - 1, kinds) && is_named(t, word) &&
                  !is_capital(t, word - 1);
    bool behind = end < sentence.end && end > word && dgm_tagged_listed(t, end, "newspaper magazine radio");
    bool agency = end + 1 < sentence.end && end > word && dgm_tagged_listed(t, end, "news") &&
                  dgm_tagged_listed(t, end + 1, "agency");
    bool inside = end > word + 1 &&
                  dgm_tagged_listed(t, end - 1, "radio television tv newspaper agency news press");
    if (end == word || end - word > NAME_MOST || !(before || behind || agency || inside) ||
        !is_named(t, end - 1))
        return word;
    dgm_range words = {word, end};
    if (dgm_tagged_listed(t, word, "the") && end > word + 1)
        words.start++;
    dgm_range text = dgm_tagged_text(t, words);
    *out = (dgm_outlet){words, text, dgm_view_sub(t->article->text, text), false, false, true};
    return end;
}

/* Whether an organization is spoken to there, as outlets are: "told Mashable", "in an interview with
 * Xendan". */
static bool is_spoken_to(const dgm_tagged *t, uint32_t word, dgm_range sentence) {
    uint32_t at = word;
    while (at > sentence.start && dgm_tagged_listed(t, at - 1, "the \" ' “ ‘ `` ''"))
        at--;
    if (at > sentence.start && dgm_tagged_listed(t, at - 1, "told tells"))
        return true;
    return at > sentence.start + 1 && dgm_tagged_listed(t, at - 1, "with to") &&
           dgm_tagged_listed(t, at - 2, "interview spoke spoken speaking");
}

/* An organization that the facts do not know for something else, where outlets are spoken to. */
static uint32_t spoken_to(const dgm_tagged *t, uint32_t word, dgm_range sentence, dgm_outlet *out) {
    static const char others[] =
        "committee commission court parliament congress council conference association party university "
        "senate house assembly union ministry department government police army bank federation club society "
        "institute organization organisation group caucus convention forum chamber board";
    dgm_view label = dgm_weights_label(t->weights, "ner", t->tags->ner[word]);
    uint32_t end = word + 1;
    if (!dgm_view_equal(label, DGM_VIEW("B-ORG")) || !is_spoken_to(t, word, sentence))
        return word;
    while (end < sentence.end && end - word < NAME_MOST && is_inside(t, end))
        end++;
    char key[KEY_SIZE];
    dgm_range words = {word, end}, found = dgm_facts_find((dgm_view){key, write_key(t, words, key)});
    for (uint32_t i = word; i < end; i++)
        if (found.start < found.end || dgm_tagged_listed(t, i, others))
            return word;
    dgm_range text = dgm_tagged_text(t, words);
    *out = (dgm_outlet){words, text, dgm_view_sub(t->article->text, text), false, false, true};
    return end;
}

/* "state television", "local media", "French media". */
static uint32_t generic(const dgm_tagged *t, uint32_t word, dgm_range sentence, dgm_outlet *out) {
    if (word + 1 >= sentence.end ||
        !dgm_tagged_listed(t, word + 1, "media television tv radio newspapers broadcaster"))
        return word;
    if (word + 2 < sentence.end && dgm_tagged_listed(t, word + 2, "outlet outlets reports"))
        return word;
    dgm_fact fact;
    bool national = dgm_facts_first(dgm_tagged_word(t, word), DGM_FACT_DEMONYM, &fact);
    if (!national && !dgm_tagged_listed(t, word,
                                        "state local national official state-run state-controlled "
                                        "pro-government government foreign international"))
        return word;
    dgm_range words = {word, word + 2}, text = dgm_tagged_text(t, words);
    *out = (dgm_outlet){words, text, dgm_view_sub(t->article->text, text), false, true, false};
    return words.end;
}

/* "in a tweet" */
static uint32_t tweet(const dgm_tagged *t, uint32_t word, dgm_outlet *out) {
    if (!dgm_tagged_listed(t, word, "tweet tweets") || !dgm_tagged_upos(t, word, "NOUN"))
        return word;
    *out = (dgm_outlet){{word, word + 1}, t->words->words[word].text, DGM_VIEW("Twitter"), true, false, true};
    return word + 1;
}

static uint32_t find_at(const dgm_tagged *t, uint32_t word, dgm_range sentence, dgm_outlet *out) {
    uint8_t shape = shape_of(t, word);
    bool may_name = shape != DGM_SHAPE_MARK &&
                    (shape != DGM_SHAPE_LOWER ||
                     dgm_tagged_listed(t, word, "al the i dpa facebook.com twitter.com youtube.com"));
    uint32_t end = may_name ? known(t, word, sentence, out) : word;
    if (end == word && is_capital(t, word) && (word == sentence.start || !is_capital(t, word - 1)))
        end = named(t, word, sentence, out);
    if (end == word)
        end = spoken_to(t, word, sentence, out);
    if (end == word)
        end = tweet(t, word, out);
    return end > word ? end : generic(t, word, sentence, out);
}

static uint32_t find_all(const dgm_tagged *t, dgm_outlet *out, uint32_t room) {
    uint32_t count = 0;
    for (uint32_t s = 0; s < t->tags->n_sentences; s++) {
        dgm_range sentence = t->tags->sentences[s];
        for (uint32_t word = sentence.start; word < sentence.end;) {
            dgm_outlet outlet;
            uint32_t end = find_at(t, word, sentence, &outlet);
            if (end > word && count < room)
                out[count] = outlet;
            count += end > word;
            word = end > word ? end : word + 1;
        }
    }
    return count;
}

dgm_status dgm_outlets_find(const dgm_tagged *t, dgm_arena *arena, dgm_outlets *out, dgm_error *err) {
    uint32_t count = find_all(t, NULL, 0);
    dgm_outlet *items = dgm_arena_array(arena, dgm_outlet, count);
    if (!items)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory for outlets");
    find_all(t, items, count);
    *out = (dgm_outlets){items, count};
    return DGM_OK;
}

uint32_t dgm_outlets_from(const dgm_outlets *outlets, uint32_t word) {
    uint32_t low = 0, high = outlets->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (outlets->items[middle].words.end <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
