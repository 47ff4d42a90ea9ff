/* fuzz.h - the face of a libFuzzer target, and a check that holds in every build. */
#ifndef DGM_TESTS_FUZZ_H
#define DGM_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold whatever the input was. */
#define MUST(condition) ((condition) ? (void)0 : abort())

#endif
