/* choose.c - which kernels this machine can run, and which are asked for. */
#include <string.h>

#include "model/kernels/kernels.h"

extern const dgm_kernels dgm_kernels_portable, dgm_kernels_avx2, dgm_kernels_avx512vnni, dgm_kernels_amx;

static const dgm_kernels *const paths[] = {
    &dgm_kernels_portable,
#if defined(__x86_64__)
    &dgm_kernels_avx2,
    &dgm_kernels_avx512vnni,
    &dgm_kernels_amx,
#endif
};
enum { N_PATHS = sizeof paths / sizeof *paths };

uint32_t dgm_kernels_list(const dgm_kernels *const **out_list) {
    *out_list = paths;
    return N_PATHS;
}

dgm_status dgm_kernels_choose(const char *name, const dgm_kernels **out_kernels, dgm_error *err) {
    for (uint32_t i = N_PATHS; i-- > 0;) {
        if (name && strcmp(name, paths[i]->name) != 0)
            continue;
        if (paths[i]->supported()) {
            *out_kernels = paths[i];
            return DGM_OK;
        }
        if (name)
            return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "CPU path %s is not supported by this machine", name);
    }
    return dgm_fail(err, DGM_ERR_ARGUMENT, 0, "unknown CPU path %s (portable, avx2, avx512vnni, amx)", name);
}
