/* weights.h - the weight file: mapped read-only, checked once, then only looked up.
 *
 * A file is a header, a table of named tensors sorted by name, and their bytes
 * (weights.c reads it top-down). Everything a later stage relies on is checked
 * at open: magic, version, sizes, offsets, alignment, shapes against sizes, order
 * of names, finite floats, checksum. A damaged file gives DGM_ERR_MODEL and the byte.
 * Immutable after open: any number of threads may share it.
 * Knows bytes and names; knows nothing of what the tensors are for. */
#ifndef DGM_MODEL_WEIGHTS_H
#define DGM_MODEL_WEIGHTS_H

#include "base/status.h"
#include "base/view.h"

typedef enum dgm_tensor_type { DGM_TENSOR_U8, DGM_TENSOR_S8, DGM_TENSOR_F32, DGM_TENSOR_I32 } dgm_tensor_type;

typedef struct dgm_tensor {
    const void *data; /* in the mapping, aligned to 64 */
    size_t n_bytes;
    dgm_tensor_type type;
    uint32_t n_dims, dims[4]; /* dims past n_dims are 1 */
} dgm_tensor;

typedef struct dgm_weights dgm_weights;
struct dgm_kernels; /* kernels/kernels.h */

/* Maps and checks the file at `path`. `cpu` names the kernels: "portable", "avx2",
 * "avx512vnni", "amx", or NULL for the best this machine has.
 * Fails with DGM_ERR_IO, DGM_ERR_MODEL, DGM_ERR_MEMORY, or DGM_ERR_ARGUMENT when `cpu`
 * is unknown or not supported here; then `*out_weights` is untouched. */
DGM_MUST_USE dgm_status dgm_weights_open(const char *path, const char *cpu, dgm_weights **out_weights,
                                         dgm_error *err);

/* The same over `bytes`, which are borrowed, aligned to 64, and must outlive the weights.
 * Without `checksum` the checksum is not compared: for fuzzing, which cannot guess it. */
DGM_MUST_USE dgm_status dgm_weights_open_bytes(dgm_view bytes, bool checksum, const char *cpu,
                                               dgm_weights **out_weights, dgm_error *err);

/* NULL is fine. */
void dgm_weights_close(dgm_weights *weights);

/* The tensor called `name`, or NULL. Valid as long as the weights. */
const dgm_tensor *dgm_weights_find(const dgm_weights *weights, const char *name);

/* The data of a tensor that must exist with this type and these dims (0 = any size; read it from
 * dgm_weights_find). Fails with DGM_ERR_MODEL, naming the tensor. */
DGM_MUST_USE dgm_status dgm_weights_tensor(const dgm_weights *weights, const char *name, dgm_tensor_type type,
                                           uint32_t n_dims, const uint32_t *dims, const void **out_data,
                                           dgm_error *err);

/* The weights of an encoder layer ("enc.0.up.w") in the layout that the chosen kernels like better,
 * or NULL if they like the one of the file. */
const int8_t *dgm_weights_arranged(const dgm_weights *weights, const char *name);

/* The bytes of a u8 tensor such as "vocab"; an empty view if there is none. */
dgm_view dgm_weights_bytes(const dgm_weights *weights, const char *name);

/* The value of a line "key value" of the tensor "meta"; an empty view if there is none. */
dgm_view dgm_weights_meta(const dgm_weights *weights, const char *key);

/* A whole number of "meta" that must exist and lie in [low, high]; else DGM_ERR_MODEL. */
DGM_MUST_USE dgm_status dgm_weights_number(const dgm_weights *weights, const char *key, uint32_t low,
                                           uint32_t high, uint32_t *out_value, dgm_error *err);

/* A decimal number of "meta" ("-0.25", "1.5"; no exponent), `fallback` if it is missing or malformed. */
float dgm_weights_decimal(const dgm_weights *weights, const char *key, float fallback);

/* Label `index` of set "upos", "xpos", …: a line of tensor "labels.SET"; empty if there is none.
 * Labels are cut at open, so a look-up costs no search in the text. */
dgm_view dgm_weights_label(const dgm_weights *weights, const char *set, uint32_t index);
uint32_t dgm_weights_n_labels(const dgm_weights *weights, const char *set);

/* "NAME@sha256:" and 32 hexadecimal digits (from the header), NUL-ended; as long as the weights. */
const char *dgm_weights_name(const dgm_weights *weights);

/* The kernels chosen at open, and their name ("avx2", …). */
const struct dgm_kernels *dgm_weights_kernels(const dgm_weights *weights);
const char *dgm_weights_cpu(const dgm_weights *weights);

#endif
