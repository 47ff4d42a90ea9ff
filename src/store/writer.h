/* writer.h - bytes on their way to a sink, gathered into larger pieces.
 *
 * A refusal sticks: after it nothing more is handed over, so writers need not look
 * after each word; they ask once, with dgm_writer_finish. */
#ifndef DGM_STORE_WRITER_H
#define DGM_STORE_WRITER_H

#include "base/status.h"
#include "base/view.h"

typedef struct dgm_writer {
    dgm_sink *sink;
    void *context;
    bool refused;
    uint32_t used;
    char bytes[8192];
} dgm_writer;

void dgm_writer_open(dgm_writer *writer, dgm_sink *sink, void *context);

void dgm_writer_put(dgm_writer *writer, dgm_view bytes);
void dgm_writer_text(dgm_writer *writer, const char *text);
void dgm_writer_byte(dgm_writer *writer, char byte);
void dgm_writer_repeat(dgm_writer *writer, char byte, uint32_t count);

/* In decimal; no locale has a say. */
void dgm_writer_number(dgm_writer *writer, uint64_t number);

/* A share of 1 with three decimals: "0.970". Whatever is no number, or out of range, becomes the nearest
 * bound. */
void dgm_writer_share(dgm_writer *writer, float share);

/* A number with up to four decimals, without zeros at its end: "-3.5", "51.5074", "10". */
void dgm_writer_decimal(dgm_writer *writer, float number);

/* Hands over what is left. DGM_ERR_IO if the sink has refused anything. */
DGM_MUST_USE dgm_status dgm_writer_finish(dgm_writer *writer, dgm_error *err);

#endif
