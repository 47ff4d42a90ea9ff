/* hash_test.c - SHA-256 against the examples of FIPS 180-4 and around the edges of a block. */
#include "base/hash.h"

#include <stdlib.h>

#include "unit.h"

static void expect(dgm_view bytes, const char *digest) {
    char out[65];
    dgm_sha256_hex(bytes, out);
    assert_string_equal(out, digest);
}

static void standard_examples(void **state) {
    (void)state;
    expect(DGM_VIEW(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect((dgm_view){NULL, 0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(DGM_VIEW("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(DGM_VIEW("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void million_letters(void **state) {
    (void)state;
    char *bytes = malloc(1000000);
    assert_non_null(bytes);
    memset(bytes, 'a', 1000000);
    expect((dgm_view){bytes, 1000000}, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(bytes);
}

/* The padding needs a second block from 56 bytes on; digests by coreutils' sha256sum. */
static void edges_of_the_last_block(void **state) {
    (void)state;
    static const struct {
        size_t size;
        const char *digest;
    } edges[] = {
        {55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
        {56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
        {63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
        {64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
        {65, "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"},
        {119, "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c"},
        {120, "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98"},
        {128, "24da1b81d0b16df6428eee73c69fcb2a93c76bc6df706f0c6670fe6bfe800464"},
    };
    char bytes[130];
    memset(bytes, 'x', sizeof bytes);
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        expect((dgm_view){bytes, edges[i].size}, edges[i].digest);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standard_examples),
        cmocka_unit_test(million_letters),
        cmocka_unit_test(edges_of_the_last_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
