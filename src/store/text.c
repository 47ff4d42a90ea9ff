/* text.c - paragraphs cut to the parts of the body. */
#include "store/text.h"

void dgm_text_line(dgm_view text, dgm_writer *writer) {
    size_t done = 0;
    for (size_t at = 0; at < text.size; at++) {
        if ((unsigned char)text.data[at] > ' ' && text.data[at] != 0x7f)
            continue;
        dgm_writer_put(writer, (dgm_view){text.data + done, at - done});
        if (at > done || at == 0)
            dgm_writer_byte(writer, ' ');
        done = at + 1;
    }
    dgm_writer_put(writer, (dgm_view){text.data + done, text.size - done});
}

void dgm_text_write(const struct dgm_record *record, dgm_writer *writer) {
    const dgm_article *article = record->article;
    uint32_t next = 0; /* the first paragraph that may reach into the part */
    for (uint32_t i = 0; i < article->n_parts; i++) {
        dgm_range part = article->parts[i].text;
        while (next < article->n_paragraphs && article->paragraphs[next].text.end <= part.start)
            next++;
        if (article->parts[i].role != DGM_PART_BODY)
            continue;
        for (uint32_t k = next; k < article->n_paragraphs && article->paragraphs[k].text.start < part.end;
             k++) {
            dgm_range line = article->paragraphs[k].text;
            line.start = line.start > part.start ? line.start : part.start;
            line.end = line.end < part.end ? line.end : part.end;
            dgm_text_line(dgm_view_sub(article->text, line), writer);
            dgm_writer_byte(writer, '\n');
        }
    }
}
