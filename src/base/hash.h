/* hash.h - SHA-256 (FIPS 180-4), which names inputs in the record. */
#ifndef DGM_BASE_HASH_H
#define DGM_BASE_HASH_H

#include "base/view.h"

/* The digest of `bytes` as 64 lower-case hexadecimal digits and a NUL. */
void dgm_sha256_hex(dgm_view bytes, char out[65]);

#endif
