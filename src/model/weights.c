/* weights.c - how a weight file is opened:
 *   map      the file, read-only
 *   header   magic, version, sizes that must agree with the file
 *   table    each entry by itself, then against the one before it (sorted by name)
 *   floats   every f32 is finite, so that no kernel meets a NaN it did not make
 *   sum      xxh3 over all that follows the header
 *   index    labels are cut into lines once
 * Numbers are read with memcpy, so that a hostile offset cannot misalign a load.
 * Helpers come first, in that order; the public functions close the file. */
#include "model/weights.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "model/kernels/kernels.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "weight files are little endian and used as mapped");

enum {
    HEADER_SIZE = 64,
    ENTRY_SIZE = 128,
    NAME_SIZE = 64,
    MAX_TENSORS = 4096,
    AT_VERSION = 8,
    AT_COUNT = 12,
    AT_TABLE = 16,
    AT_DATA = 24,
    AT_SIZE = 32,
    AT_SUM = 40,
    AT_DIGEST = 48,
    DIGEST_SIZE = 16
};

typedef struct tensor_entry {
    char name[NAME_SIZE];
    dgm_tensor tensor;
    int8_t *arranged; /* the layout that the kernels like better, in `weights->arranged`; or NULL */
} tensor_entry;

typedef struct label_set {
    const char *name; /* past "labels." */
    const dgm_view *labels;
    uint32_t n_labels;
} label_set;

struct dgm_weights {
    dgm_view bytes;
    bool mapped;
    const dgm_kernels *kernels;
    tensor_entry *entries;
    uint32_t n_entries;
    label_set *sets;
    dgm_view *labels;
    uint32_t n_sets;
    void *arranged;
    char name[128];
};

/* ---- reading fields ---------------------------------------------------- */

static uint32_t read_u32(dgm_view bytes, size_t at) {
    uint32_t value;
    memcpy(&value, bytes.data + at, sizeof value);
    return value;
}

static uint64_t read_u64(dgm_view bytes, size_t at) {
    uint64_t value;
    memcpy(&value, bytes.data + at, sizeof value);
    return value;
}

static bool all_zero(const char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* ---- header and table -------------------------------------------------- */

static dgm_status check_header(dgm_view bytes, dgm_error *err) {
    if (bytes.size < HEADER_SIZE)
        return dgm_fail(err, DGM_ERR_MODEL, bytes.size, "weight file: ends inside its header");
    if (memcmp(bytes.data, "DGMWGT1\n", 8) != 0)
        return dgm_fail(err, DGM_ERR_MODEL, 0, "weight file: not a dragoman weight file");
    if (read_u32(bytes, AT_VERSION) != 1)
        return dgm_fail(err, DGM_ERR_MODEL, AT_VERSION, "weight file: version %u, this program reads 1",
                        read_u32(bytes, AT_VERSION));
    if (read_u64(bytes, AT_SIZE) != bytes.size)
        return dgm_fail(err, DGM_ERR_MODEL, AT_SIZE, "weight file: should have %llu bytes, has %llu",
                        (unsigned long long)read_u64(bytes, AT_SIZE), (unsigned long long)bytes.size);
    uint32_t count = read_u32(bytes, AT_COUNT);
    if (count == 0 || count > MAX_TENSORS)
        return dgm_fail(err, DGM_ERR_MODEL, AT_COUNT, "weight file: %u tensors", count);
    uint64_t table = read_u64(bytes, AT_TABLE);
    if (table < HEADER_SIZE || table > bytes.size || bytes.size - table < (uint64_t)count * ENTRY_SIZE)
        return dgm_fail(err, DGM_ERR_MODEL, AT_TABLE, "weight file: table lies outside of the file");
    uint64_t data = read_u64(bytes, AT_DATA);
    if (data < HEADER_SIZE || data > bytes.size)
        return dgm_fail(err, DGM_ERR_MODEL, AT_DATA, "weight file: data lie outside of the file");
    return DGM_OK;
}

/* Fills in dims and checks that their product times the size of a value is n_bytes. */
static bool read_shape(dgm_view bytes, size_t at, dgm_tensor *tensor) {
    static const uint8_t sizes[] = {1, 1, 4, 4};
    uint64_t product = sizes[tensor->type];
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t dim = i < tensor->n_dims ? read_u32(bytes, at + NAME_SIZE + 8 + 4 * i) : 1;
        tensor->dims[i] = dim;
        if (dim == 0 && tensor->n_dims == 1 && tensor->type == DGM_TENSOR_U8)
            return tensor->n_bytes == 0; /* an empty list of labels */
        if (dim == 0 || product > bytes.size / dim)
            return false;
        product *= dim;
    }
    return product == tensor->n_bytes;
}

static dgm_status read_entry(dgm_view bytes, size_t at, tensor_entry *out, dgm_error *err) {
    memcpy(out->name, bytes.data + at, NAME_SIZE);
    size_t length = strnlen(out->name, NAME_SIZE);
    if (length == 0 || length == NAME_SIZE || !all_zero(out->name + length, NAME_SIZE - length))
        return dgm_fail(err, DGM_ERR_MODEL, at, "weight file: a tensor's name is empty or does not end");
    uint32_t type = read_u32(bytes, at + NAME_SIZE);
    if (type > DGM_TENSOR_I32)
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE, "weight file: %s: unknown type %u", out->name,
                        type);
    dgm_tensor *tensor = &out->tensor;
    tensor->type = (dgm_tensor_type)type;
    tensor->n_dims = read_u32(bytes, at + NAME_SIZE + 4);
    if (tensor->n_dims == 0 || tensor->n_dims > 4)
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE + 4, "weight file: %s: %u dimensions", out->name,
                        tensor->n_dims);
    uint64_t offset = read_u64(bytes, at + NAME_SIZE + 24), size = read_u64(bytes, at + NAME_SIZE + 32);
    if (offset % 64 != 0 || offset < read_u64(bytes, AT_DATA) || offset > bytes.size)
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE + 24, "weight file: %s: bad offset", out->name);
    if (size > bytes.size - offset)
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE + 32, "weight file: %s: ends past the file",
                        out->name);
    tensor->data = bytes.data + offset;
    tensor->n_bytes = (size_t)size;
    if (!read_shape(bytes, at, tensor))
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE + 8, "weight file: %s: shape and size differ",
                        out->name);
    if (!all_zero(bytes.data + at + NAME_SIZE + 40, ENTRY_SIZE - NAME_SIZE - 40))
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE + 40, "weight file: %s: reserved bytes set",
                        out->name);
    return DGM_OK;
}

static dgm_status check_floats(dgm_view bytes, const tensor_entry *entry, dgm_error *err) {
    const float *values = entry->tensor.data;
    size_t count = entry->tensor.n_bytes / sizeof *values;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return dgm_fail(err, DGM_ERR_MODEL, (uint64_t)((const char *)&values[i] - bytes.data),
                            "weight file: %s: a value is not finite", entry->name);
    return DGM_OK;
}

static dgm_status read_table(dgm_weights *weights, dgm_error *err) {
    dgm_view bytes = weights->bytes;
    uint64_t table = read_u64(bytes, AT_TABLE);
    for (uint32_t i = 0; i < weights->n_entries; i++) {
        size_t at = (size_t)table + (size_t)i * ENTRY_SIZE;
        tensor_entry *entry = &weights->entries[i];
        DGM_TRY(read_entry(bytes, at, entry, err));
        if (i > 0 && strcmp(entry[-1].name, entry->name) >= 0)
            return dgm_fail(err, DGM_ERR_MODEL, at, "weight file: %s: names are not in order", entry->name);
        if (entry->tensor.type == DGM_TENSOR_F32)
            DGM_TRY(check_floats(bytes, entry, err));
    }
    return DGM_OK;
}

static dgm_status check_sum(dgm_view bytes, dgm_error *err) {
    uint64_t sum = XXH3_64bits(bytes.data + HEADER_SIZE, bytes.size - HEADER_SIZE);
    if (sum != read_u64(bytes, AT_SUM))
        return dgm_fail(err, DGM_ERR_MODEL, AT_SUM, "weight file: damaged, its checksum does not match");
    return DGM_OK;
}

/* ---- labels, name, arranged layers ------------------------------------- */

/* Cuts `text` into lines; a last line break ends the last line and begins none. NULL `out` only counts. */
static uint32_t cut_lines(dgm_view text, dgm_view *out) {
    uint32_t count = 0;
    for (size_t at = 0; at < text.size; count++) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t length = end ? (size_t)(end - (text.data + at)) : text.size - at;
        if (out)
            out[count] = (dgm_view){text.data + at, length};
        at += length + 1;
    }
    return count;
}

static bool is_label_set(const tensor_entry *entry) {
    return entry->tensor.type == DGM_TENSOR_U8 && strncmp(entry->name, "labels.", 7) == 0;
}

static dgm_view view_of(const tensor_entry *entry) {
    return (dgm_view){entry->tensor.data, entry->tensor.n_bytes};
}

static dgm_status index_labels(dgm_weights *weights, dgm_error *err) {
    size_t n_labels = 0;
    for (uint32_t i = 0; i < weights->n_entries; i++)
        if (is_label_set(&weights->entries[i])) {
            weights->n_sets++;
            n_labels += cut_lines(view_of(&weights->entries[i]), NULL);
        }
    weights->sets = calloc(weights->n_sets + 1, sizeof *weights->sets);
    weights->labels = calloc(n_labels + 1, sizeof *weights->labels);
    if (!weights->sets || !weights->labels)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the labels of the model");
    label_set *set = weights->sets;
    dgm_view *labels = weights->labels;
    for (uint32_t i = 0; i < weights->n_entries; i++)
        if (is_label_set(&weights->entries[i])) {
            uint32_t count = cut_lines(view_of(&weights->entries[i]), labels);
            *set++ = (label_set){weights->entries[i].name + 7, labels, count};
            labels += count;
        }
    return DGM_OK;
}

static void write_name(dgm_weights *weights) {
    dgm_view name = dgm_weights_meta(weights, "name");
    size_t length = name.size < 64 ? name.size : 64;
    char *out = weights->name;
    if (length > 0)
        memcpy(out, name.data, length);
    memcpy(out + length, "@sha256:", 8);
    out += length + 8;
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        uint8_t byte = (uint8_t)weights->bytes.data[AT_DIGEST + i];
        *out++ = "0123456789abcdef"[byte >> 4];
        *out++ = "0123456789abcdef"[byte & 15];
    }
    *out = 0;
}

/* Only the encoder's layers are worth a second copy. */
static bool is_arrangeable(const tensor_entry *entry) {
    const dgm_tensor *t = &entry->tensor;
    return t->type == DGM_TENSOR_S8 && t->n_dims == 4 && t->dims[2] == 16 && t->dims[3] == 4 &&
           t->dims[1] % 16 == 0 && strncmp(entry->name, "enc.", 4) == 0;
}

static dgm_status arrange_layers(dgm_weights *weights, dgm_error *err) {
    if (!weights->kernels->arrange)
        return DGM_OK;
    size_t size = 0;
    for (uint32_t i = 0; i < weights->n_entries; i++)
        if (is_arrangeable(&weights->entries[i]))
            size += weights->entries[i].tensor.n_bytes;
    if (size == 0)
        return DGM_OK;
    if (posix_memalign(&weights->arranged, 4096, size) != 0)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the arranged layers of the model");
    int8_t *at = weights->arranged;
    for (uint32_t i = 0; i < weights->n_entries; i++)
        if (is_arrangeable(&weights->entries[i])) {
            const dgm_tensor *tensor = &weights->entries[i].tensor;
            weights->kernels->arrange(tensor->data, tensor->dims[0], tensor->dims[1] * 4, at);
            weights->entries[i].arranged = at;
            at += tensor->n_bytes;
        }
    return DGM_OK;
}

static dgm_status load(dgm_weights *weights, bool checksum, const char *cpu, dgm_error *err) {
    DGM_TRY(dgm_kernels_choose(cpu, &weights->kernels, err));
    DGM_TRY(check_header(weights->bytes, err));
    if (checksum)
        DGM_TRY(check_sum(weights->bytes, err));
    weights->n_entries = read_u32(weights->bytes, AT_COUNT);
    weights->entries = calloc(weights->n_entries, sizeof *weights->entries);
    if (!weights->entries)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the table of the model");
    DGM_TRY(read_table(weights, err));
    DGM_TRY(index_labels(weights, err));
    write_name(weights);
    return arrange_layers(weights, err);
}

static dgm_status map_file(const char *path, dgm_view *out_bytes, dgm_error *err) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return dgm_fail(err, DGM_ERR_IO, 0, "%s: %s", path, strerror(errno));
    struct stat info;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(file);
        return dgm_fail(err, DGM_ERR_IO, 0, "%s: not a regular file", path);
    }
    if (info.st_size < HEADER_SIZE) {
        close(file);
        return dgm_fail(err, DGM_ERR_MODEL, (uint64_t)info.st_size, "weight file: ends inside its header");
    }
    void *data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    int reason = errno;
    close(file);
    if (data == MAP_FAILED)
        return dgm_fail(err, DGM_ERR_IO, 0, "%s: cannot be mapped: %s", path, strerror(reason));
    *out_bytes = (dgm_view){data, (size_t)info.st_size};
    return DGM_OK;
}

/* ---- public ------------------------------------------------------------ */

dgm_status dgm_weights_open(const char *path, const char *cpu, dgm_weights **out_weights, dgm_error *err) {
    dgm_view bytes;
    DGM_TRY(map_file(path, &bytes, err));
    dgm_weights *weights;
    posix_madvise((void *)(uintptr_t)bytes.data, bytes.size, POSIX_MADV_WILLNEED);
    dgm_status status = dgm_weights_open_bytes(bytes, true, cpu, &weights, err);
    if (status != DGM_OK) {
        munmap((void *)(uintptr_t)bytes.data, bytes.size);
        return status;
    }
    weights->mapped = true;
    *out_weights = weights;
    return DGM_OK;
}

dgm_status dgm_weights_open_bytes(dgm_view bytes, bool checksum, const char *cpu, dgm_weights **out_weights,
                                  dgm_error *err) {
    dgm_weights *weights = calloc(1, sizeof *weights);
    if (!weights)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for the model");
    weights->bytes = bytes;
    dgm_status status = load(weights, checksum, cpu, err);
    if (status != DGM_OK) {
        dgm_weights_close(weights);
        return status;
    }
    *out_weights = weights;
    return DGM_OK;
}

void dgm_weights_close(dgm_weights *weights) {
    if (!weights)
        return;
    if (weights->mapped)
        munmap((void *)(uintptr_t)weights->bytes.data, weights->bytes.size);
    free(weights->entries);
    free(weights->sets);
    free(weights->labels);
    free(weights->arranged);
    free(weights);
}

static const tensor_entry *find_entry(const dgm_weights *weights, const char *name) {
    size_t low = 0, high = weights->n_entries;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(weights->entries[middle].name, name);
        if (order == 0)
            return &weights->entries[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const dgm_tensor *dgm_weights_find(const dgm_weights *weights, const char *name) {
    const tensor_entry *entry = find_entry(weights, name);
    return entry ? &entry->tensor : NULL;
}

const int8_t *dgm_weights_arranged(const dgm_weights *weights, const char *name) {
    const tensor_entry *entry = find_entry(weights, name);
    return entry ? entry->arranged : NULL;
}

dgm_status dgm_weights_tensor(const dgm_weights *weights, const char *name, dgm_tensor_type type,
                              uint32_t n_dims, const uint32_t *dims, const void **out_data, dgm_error *err) {
    const tensor_entry *entry = find_entry(weights, name);
    if (!entry)
        return dgm_fail(err, DGM_ERR_MODEL, AT_TABLE, "weight file: tensor %s is missing", name);
    const dgm_tensor *tensor = &entry->tensor;
    uint64_t at = read_u64(weights->bytes, AT_TABLE) + (uint64_t)(entry - weights->entries) * ENTRY_SIZE;
    if (tensor->type != type || tensor->n_dims != n_dims)
        return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE, "weight file: %s: wrong type or dimensions",
                        name);
    for (uint32_t i = 0; i < n_dims; i++)
        if (dims[i] != 0 && tensor->dims[i] != dims[i])
            return dgm_fail(err, DGM_ERR_MODEL, at + NAME_SIZE + 8 + 4 * i,
                            "weight file: %s: size %u is %u, not %u", name, i, tensor->dims[i], dims[i]);
    *out_data = tensor->data;
    return DGM_OK;
}

dgm_view dgm_weights_bytes(const dgm_weights *weights, const char *name) {
    const dgm_tensor *tensor = dgm_weights_find(weights, name);
    if (!tensor || tensor->type != DGM_TENSOR_U8)
        return (dgm_view){NULL, 0};
    return (dgm_view){tensor->data, tensor->n_bytes};
}

dgm_view dgm_weights_meta(const dgm_weights *weights, const char *key) {
    dgm_view text = dgm_weights_bytes(weights, "meta");
    size_t key_size = strlen(key);
    for (size_t at = 0; at < text.size;) {
        const char *line = text.data + at, *end = memchr(line, '\n', text.size - at);
        size_t length = end ? (size_t)(end - line) : text.size - at;
        if (length > key_size && line[key_size] == ' ' && memcmp(line, key, key_size) == 0)
            return (dgm_view){line + key_size + 1, length - key_size - 1};
        at += length + 1;
    }
    return (dgm_view){NULL, 0};
}

dgm_status dgm_weights_number(const dgm_weights *weights, const char *key, uint32_t low, uint32_t high,
                              uint32_t *out_value, dgm_error *err) {
    const dgm_tensor *meta = dgm_weights_find(weights, "meta");
    uint64_t byte = meta ? (uint64_t)((const char *)meta->data - weights->bytes.data) : AT_TABLE;
    dgm_view text = dgm_weights_meta(weights, key);
    uint64_t value = 0;
    bool good = text.size > 0 && text.size <= 10;
    for (size_t i = 0; good && i < text.size; i++) {
        good = text.data[i] >= '0' && text.data[i] <= '9';
        value = value * 10 + (uint64_t)(text.data[i] - '0');
    }
    if (!good)
        return dgm_fail(err, DGM_ERR_MODEL, byte, "weight file: meta: %s is missing or no number", key);
    if (value < low || value > high)
        return dgm_fail(err, DGM_ERR_MODEL, byte, "weight file: meta: %s is %llu, not %u to %u", key,
                        (unsigned long long)value, low, high);
    *out_value = (uint32_t)value;
    return DGM_OK;
}

float dgm_weights_decimal(const dgm_weights *weights, const char *key, float fallback) {
    dgm_view text = dgm_weights_meta(weights, key);
    bool negative = text.size > 0 && text.data[0] == '-';
    double value = 0, unit = 1;
    bool point = false, digits = false;
    for (size_t i = negative; i < text.size; i++) {
        char c = text.data[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || i > 32)
            return fallback;
        digits = true;
        value = value * 10 + (c - '0');
        unit = point ? unit * 10 : unit;
    }
    return digits ? (float)((negative ? -value : value) / unit) : fallback;
}

static const label_set *find_set(const dgm_weights *weights, const char *set) {
    for (uint32_t i = 0; i < weights->n_sets; i++)
        if (strcmp(weights->sets[i].name, set) == 0)
            return &weights->sets[i];
    return NULL;
}

dgm_view dgm_weights_label(const dgm_weights *weights, const char *set, uint32_t index) {
    const label_set *found = find_set(weights, set);
    return found && index < found->n_labels ? found->labels[index] : (dgm_view){NULL, 0};
}

uint32_t dgm_weights_n_labels(const dgm_weights *weights, const char *set) {
    const label_set *found = find_set(weights, set);
    return found ? found->n_labels : 0;
}

const char *dgm_weights_name(const dgm_weights *weights) {
    return weights->name;
}

const struct dgm_kernels *dgm_weights_kernels(const dgm_weights *weights) {
    return weights->kernels;
}

const char *dgm_weights_cpu(const dgm_weights *weights) {
    return weights->kernels->name;
}
