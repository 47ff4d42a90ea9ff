/* writer.c - a buffer in front of a sink. */
#include "store/writer.h"

void dgm_writer_open(dgm_writer *writer, dgm_sink *sink, void *context) {
    writer->sink = sink;
    writer->context = context;
    writer->refused = false;
    writer->used = 0;
}

static void hand_over(dgm_writer *writer, const char *data, size_t size) {
    if (!writer->refused && size > 0)
        writer->refused = writer->sink(writer->context, data, size) != 0;
}

static void flush(dgm_writer *writer) {
    hand_over(writer, writer->bytes, writer->used);
    writer->used = 0;
}

void dgm_writer_put(dgm_writer *writer, dgm_view bytes) {
    if (bytes.size > sizeof(writer->bytes) - writer->used)
        flush(writer);
    if (bytes.size > sizeof(writer->bytes)) {
        hand_over(writer, bytes.data, bytes.size);
        return;
    }
    if (bytes.size > 0)
        memcpy(writer->bytes + writer->used, bytes.data, bytes.size);
    writer->used += (uint32_t)bytes.size;
}

void dgm_writer_text(dgm_writer *writer, const char *text) {
    dgm_writer_put(writer, dgm_view_of(text));
}

void dgm_writer_byte(dgm_writer *writer, char byte) {
    if (writer->used == sizeof(writer->bytes))
        flush(writer);
    writer->bytes[writer->used++] = byte;
}

void dgm_writer_repeat(dgm_writer *writer, char byte, uint32_t count) {
    while (count-- > 0)
        dgm_writer_byte(writer, byte);
}

void dgm_writer_number(dgm_writer *writer, uint64_t number) {
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    dgm_writer_put(writer, (dgm_view){digits + at, sizeof(digits) - at});
}

void dgm_writer_share(dgm_writer *writer, float share) {
    uint32_t thousandths = !(share > 0) ? 0 : share >= 1 ? 1000 : (uint32_t)((double)share * 1000 + 0.5);
    dgm_writer_byte(writer, thousandths == 1000 ? '1' : '0');
    dgm_writer_byte(writer, '.');
    for (uint32_t unit = 100; unit > 0; unit /= 10)
        dgm_writer_byte(writer, (char)('0' + thousandths / unit % 10));
}

void dgm_writer_decimal(dgm_writer *writer, float number) {
    double size = number < 0 ? -(double)number : (double)number;
    uint64_t parts = (uint64_t)(size * 10000 + 0.5), rest = parts % 10000;
    if (number < 0 && parts > 0)
        dgm_writer_byte(writer, '-');
    dgm_writer_number(writer, parts / 10000);
    for (uint64_t step = 1000; rest > 0; step /= 10) {
        if (step == 1000)
            dgm_writer_byte(writer, '.');
        dgm_writer_byte(writer, (char)('0' + rest / step));
        rest %= step;
    }
}

dgm_status dgm_writer_finish(dgm_writer *writer, dgm_error *err) {
    flush(writer);
    return writer->refused ? dgm_fail(err, DGM_ERR_IO, 0, "the record could not be written") : DGM_OK;
}
