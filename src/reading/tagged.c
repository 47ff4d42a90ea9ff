/* tagged.c - looking things up; sentences and words by binary search. */
#include "reading/tagged.h"

#include "reading/given.h"

dgm_view dgm_tagged_word(const dgm_tagged *t, uint32_t word) {
    return dgm_view_sub(t->article->text, t->words->words[word].text);
}

dgm_range dgm_tagged_text(const dgm_tagged *t, dgm_range words) {
    if (words.start >= words.end)
        return (dgm_range){0, 0};
    return (dgm_range){t->words->words[words.start].text.start, t->words->words[words.end - 1].text.end};
}

bool dgm_tagged_listed(const dgm_tagged *t, uint32_t word, const char *list) {
    return dgm_given_listed(dgm_tagged_word(t, word), list);
}

bool dgm_tagged_relates(const dgm_tagged *t, uint32_t word, const char *relation) {
    dgm_view label = dgm_weights_label(t->weights, "deprel", t->tags->deprel[word]);
    size_t size = strlen(relation);
    return label.size >= size && memcmp(label.data, relation, size) == 0 &&
           (label.size == size || label.data[size] == ':');
}

bool dgm_tagged_upos(const dgm_tagged *t, uint32_t word, const char *tag) {
    return dgm_view_equal(dgm_weights_label(t->weights, "upos", t->tags->upos[word]), dgm_view_of(tag));
}

bool dgm_tagged_xpos(const dgm_tagged *t, uint32_t word, const char *tag) {
    return dgm_view_equal(dgm_weights_label(t->weights, "xpos", t->tags->xpos[word]), dgm_view_of(tag));
}

uint32_t dgm_tagged_sentence(const dgm_tagged *t, uint32_t word) {
    uint32_t low = 0, high = t->tags->n_sentences;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->tags->sentences[middle].end <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t dgm_tagged_top(const dgm_tagged *t, dgm_range words) {
    for (uint32_t i = words.start; i < words.end; i++) {
        uint32_t head = t->tags->head[i];
        if (head == i || head < words.start || head >= words.end)
            return i;
    }
    return words.start;
}

uint32_t dgm_tagged_child(const dgm_tagged *t, uint32_t head, const char *relation) {
    dgm_range sentence = t->tags->sentences[dgm_tagged_sentence(t, head)];
    for (uint32_t i = sentence.start; i < sentence.end; i++)
        if (i != head && t->tags->head[i] == head && dgm_tagged_relates(t, i, relation))
            return i;
    return DGM_NO_WORD;
}

/* The first word that ends after byte `at` of the text. */
static uint32_t word_after(const dgm_tagged *t, uint32_t at) {
    uint32_t low = 0, high = t->words->n_words;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->words->words[middle].text.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

dgm_range dgm_tagged_words(const dgm_tagged *t, dgm_range text) {
    uint32_t start = word_after(t, text.start), end = start;
    while (end < t->words->n_words && t->words->words[end].text.start < text.end)
        end++;
    return (dgm_range){start, end};
}
