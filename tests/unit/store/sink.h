/* sink.h - what a writer wrote, as a string. */
#ifndef DGM_TESTS_SINK_H
#define DGM_TESTS_SINK_H

#include <string.h>

#include "unit.h"

#include "store/writer.h"

typedef struct sink {
    char text[16384];
    size_t size, room; /* more than `room` bytes are refused */
    dgm_writer writer;
} sink;

static inline int sink_take(void *context, const char *data, size_t size) {
    sink *s = context;
    if (size > s->room - s->size)
        return -1;
    memcpy(s->text + s->size, data, size);
    s->size += size;
    return 0;
}

static inline dgm_writer *sink_open(sink *s) {
    memset(s->text, 0, sizeof(s->text));
    s->size = 0;
    s->room = sizeof(s->text) - 1;
    dgm_writer_open(&s->writer, sink_take, s);
    return &s->writer;
}

static inline const char *sink_text(sink *s) {
    assert_int_equal(dgm_writer_finish(&s->writer, NULL), DGM_OK);
    return s->text;
}

#endif
