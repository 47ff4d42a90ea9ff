/* conllu.c - a document, its sentences, their tokens, their words; one function each.
 * Forms are the bytes of the input where that is UTF-8, so that repairs do not show in them; white space
 * inside a form is left out. */
#include "store/conllu.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "model/lemma.h"
#include "model/lexicon.h"
#include "store/text.h"

typedef struct printer {
    const struct dgm_record *record;
    const dgm_word *words;
    dgm_writer *writer;
    bool raw;    /* the input is UTF-8: forms are cut out of it */
    char *lemma; /* room for `room` bytes */
    size_t room;
} printer;

/* ---- forms --------------------------------------------------------------- */

static bool is_plain_utf8(dgm_view text) {
    uint32_t size = 1;
    for (size_t at = 0; at < text.size; at += size) {
        size = 1;
        unsigned char byte = (unsigned char)text.data[at];
        if (byte == 0 || (byte >= 0x80 && dgm_utf8_read(text, at, &size) == DGM_UTF8_BAD))
            return false;
    }
    return true;
}

static dgm_view form_of(const printer *p, dgm_range text) {
    if (!p->raw)
        return dgm_view_sub(p->record->article->text, text);
    return dgm_view_sub(p->record->input, dgm_article_source(p->record->article, text));
}

static void put_form(printer *p, dgm_view form) {
    size_t done = 0;
    for (size_t at = 0; at < form.size; at++)
        if ((unsigned char)form.data[at] <= ' ') {
            dgm_writer_put(p->writer, (dgm_view){form.data + done, at - done});
            done = at + 1;
        }
    dgm_writer_put(p->writer, (dgm_view){form.data + done, form.size - done});
    if (form.size == 0)
        dgm_writer_byte(p->writer, '_');
}

static void put_label(printer *p, const char *set, uint32_t index) {
    dgm_view label = dgm_weights_label(p->record->weights, set, index);
    dgm_writer_put(p->writer, label.size > 0 ? label : DGM_VIEW("_"));
}

static dgm_status put_lemma(printer *p, uint32_t word, dgm_error *err) {
    const dgm_tags *tags = p->record->tags;
    dgm_view form = dgm_view_sub(p->record->article->text, p->words[word].text);
    dgm_view script = dgm_lexicon_script(p->record->weights, form, tags->upos[word], tags->lemma[word]);
    size_t room = dgm_lemma_room(form, script);
    if (room > p->room) {
        char *grown = realloc(p->lemma, 2 * room);
        if (!grown)
            return dgm_fail(err, DGM_ERR_MEMORY, 0, "out of memory while writing");
        p->lemma = grown;
        p->room = 2 * room;
    }
    put_form(p, room > 0 ? (dgm_view){p->lemma, dgm_lemma_write(form, script, p->lemma)} : form);
    return DGM_OK;
}

/* ---- words and tokens ---------------------------------------------------- */

/* Whether white space follows the word in the text. */
static bool space_after(const printer *p, uint32_t word) {
    return word + 1 >= p->record->words->n_words || !(p->words[word + 1].flags & DGM_WORD_GLUED);
}

/* Where the token that begins at `word` ends: behind its last word. */
static uint32_t token_end(const printer *p, uint32_t word, uint32_t end) {
    uint32_t next = word + 1;
    while (next < end && (p->words[next].flags & DGM_WORD_JOINED))
        next++;
    return next;
}

static void put_range(printer *p, uint32_t word) {
    dgm_range source = dgm_article_source(p->record->article, p->words[word].text);
    dgm_writer_text(p->writer, "TokenRange=");
    dgm_writer_number(p->writer, source.start);
    dgm_writer_byte(p->writer, ':');
    dgm_writer_number(p->writer, source.end);
}

static void put_misc(printer *p, uint32_t word, bool alone) {
    dgm_view name = dgm_weights_label(p->record->weights, "ner", p->record->tags->ner[word]);
    if (name.size > 2) {
        dgm_writer_text(p->writer, "NE=");
        dgm_writer_put(p->writer, name);
        dgm_writer_byte(p->writer, '|');
    }
    if (alone && !space_after(p, word))
        dgm_writer_text(p->writer, "SpaceAfter=No|");
    put_range(p, word);
}

static dgm_status put_word(printer *p, uint32_t word, dgm_range sentence, bool alone, dgm_error *err) {
    const dgm_tags *tags = p->record->tags;
    uint32_t head = tags->head[word];
    dgm_writer_number(p->writer, word - sentence.start + 1);
    dgm_writer_byte(p->writer, '\t');
    put_form(p, form_of(p, p->words[word].text));
    dgm_writer_byte(p->writer, '\t');
    DGM_TRY(put_lemma(p, word, err));
    dgm_writer_byte(p->writer, '\t');
    put_label(p, "upos", tags->upos[word]);
    dgm_writer_byte(p->writer, '\t');
    put_label(p, "xpos", tags->xpos[word]);
    dgm_writer_text(p->writer, "\t_\t");
    dgm_writer_number(p->writer, head == word ? 0 : head - sentence.start + 1);
    dgm_writer_byte(p->writer, '\t');
    put_label(p, "deprel", tags->deprel[word]);
    dgm_writer_text(p->writer, "\t_\t");
    put_misc(p, word, alone);
    dgm_writer_byte(p->writer, '\n');
    return DGM_OK;
}

/* The line that says which words one token holds: "3-4	don't". */
static void put_token(printer *p, uint32_t word, uint32_t end, dgm_range sentence) {
    dgm_range text = {p->words[word].text.start, p->words[end - 1].text.end};
    dgm_writer_number(p->writer, word - sentence.start + 1);
    dgm_writer_byte(p->writer, '-');
    dgm_writer_number(p->writer, end - sentence.start);
    dgm_writer_byte(p->writer, '\t');
    put_form(p, form_of(p, text));
    dgm_writer_text(p->writer, "\t_\t_\t_\t_\t_\t_\t_\t");
    dgm_writer_text(p->writer, space_after(p, end - 1) ? "_\n" : "SpaceAfter=No\n");
}

/* ---- sentences ----------------------------------------------------------- */

static void put_head(printer *p, uint32_t index) {
    dgm_range sentence = p->record->tags->sentences[index];
    if (p->words[sentence.start].flags & DGM_WORD_PARAGRAPH)
        dgm_writer_text(p->writer, "# newpar\n");
    dgm_writer_text(p->writer, "# sent_id = ");
    dgm_text_line(p->record->report.path, p->writer);
    dgm_writer_byte(p->writer, '-');
    dgm_writer_number(p->writer, (uint64_t)index + 1);
    dgm_writer_text(p->writer, "\n# text = ");
    for (uint32_t word = sentence.start; word < sentence.end;) {
        uint32_t end = token_end(p, word, sentence.end);
        put_form(p, form_of(p, (dgm_range){p->words[word].text.start, p->words[end - 1].text.end}));
        if (end < sentence.end && space_after(p, end - 1))
            dgm_writer_byte(p->writer, ' ');
        word = end;
    }
    dgm_writer_byte(p->writer, '\n');
}

static dgm_status put_sentence(printer *p, uint32_t index, dgm_error *err) {
    dgm_range sentence = p->record->tags->sentences[index];
    put_head(p, index);
    for (uint32_t word = sentence.start; word < sentence.end;) {
        uint32_t end = token_end(p, word, sentence.end);
        bool alone = end == word + 1;
        if (!alone)
            put_token(p, word, end, sentence);
        for (; word < end; word++)
            DGM_TRY(put_word(p, word, sentence, alone, err));
    }
    dgm_writer_byte(p->writer, '\n');
    return DGM_OK;
}

dgm_status dgm_conllu_write(const struct dgm_record *record, dgm_writer *writer, dgm_error *err) {
    printer p = {.record = record,
                 .words = record->words->words,
                 .writer = writer,
                 .raw = is_plain_utf8(record->input)};
    dgm_status status = DGM_OK;
    dgm_writer_text(writer, "# newdoc id = ");
    dgm_text_line(record->report.path, writer);
    dgm_writer_byte(writer, '\n');
    for (uint32_t i = 0; i < record->tags->n_sentences && status == DGM_OK; i++)
        status = put_sentence(&p, i, err);
    free(p.lemma);
    return status;
}
