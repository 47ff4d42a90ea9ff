/* weights_fuzz.c - any bytes as a weight file, the checksum left aside because no fuzzer guesses it.
 * Whatever passes the checks at open must be safe to ask for by every name. */
#include <string.h>

#include "model/weights.h"

#include "fuzz.h"

static unsigned read_through(const dgm_tensor *tensor) {
    unsigned sum = 0;
    for (size_t i = 0; tensor && i < tensor->n_bytes; i++)
        sum += ((const uint8_t *)tensor->data)[i];
    return sum;
}

static unsigned ask_everything(const dgm_weights *weights) {
    static const char *const names[] = {"meta",        "vocab",      "a",     "b.w",
                                        "labels.upos", "labels.ner", "tok.w", "pos"};
    static const char *const sets[] = {"upos", "xpos", "deprel", "ner", "lemma"};
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const void *data;
        dgm_error err;
        sum += read_through(dgm_weights_find(weights, names[i]));
        sum += (unsigned)dgm_weights_bytes(weights, names[i]).size;
        sum += dgm_weights_tensor(weights, names[i], DGM_TENSOR_F32, 2, (const uint32_t[]){0, 4}, &data,
                                  &err);
    }
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        for (uint32_t label = 0; label < dgm_weights_n_labels(weights, sets[i]); label++)
            sum += (unsigned)dgm_weights_label(weights, sets[i], label).size;
    uint32_t number;
    sum += dgm_weights_number(weights, "hidden", 1, 4096, &number, NULL);
    sum += dgm_weights_decimal(weights, "cue.bias", 0) > 0;
    return sum + (unsigned)strlen(dgm_weights_name(weights));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    void *bytes = aligned_alloc(64, (size + 64) / 64 * 64);
    MUST(bytes != NULL);
    memcpy(bytes, data, size);
    dgm_weights *weights = NULL;
    dgm_error err = {0};
    dgm_status status = dgm_weights_open_bytes((dgm_view){bytes, size}, false, "portable", &weights, &err);
    static volatile unsigned result; /* keeps the reads from being dropped */
    if (status == DGM_OK)
        result = ask_everything(weights);
    else
        MUST(err.code == status && err.text[0] != '\0');
    (void)result;
    dgm_weights_close(weights);
    free(bytes);
    return 0;
}
