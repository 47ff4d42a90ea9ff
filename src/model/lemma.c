/* lemma.c - scripts are read anew each time: they are a few bytes long.
 *
 * Order: case of the whole form, then the cut, then the suffix. Code points that are cut are counted in
 * the form; case never changes their number here, so cutting first and changing case after gives the same and
 * saves work. */
#include "model/lemma.h"

#include <utf8proc.h>

#include "base/utf8.h"

typedef struct {
    char case_op; /* 'l', 'k', 't' or '=' */
    uint32_t cut;
    dgm_view suffix; /* of '=' the whole lemma */
} edit_script;

static const uint32_t most_cut = 99;

static bool read_script(dgm_view script, edit_script *out) {
    if (script.size == 0)
        return false;
    *out = (edit_script){script.data[0], 0, {NULL, 0}};
    if (out->case_op == '=') {
        out->suffix = (dgm_view){script.data + 1, script.size - 1};
        return script.size > 1;
    }
    if (memchr("lkt", out->case_op, 3) == NULL || script.size < 4 || script.data[1] != ':')
        return false;
    size_t at = 2;
    for (; at < script.size && script.data[at] >= '0' && script.data[at] <= '9' && out->cut <= most_cut; at++)
        out->cut = out->cut * 10 + (uint32_t)(script.data[at] - '0');
    if (at == 2 || out->cut > most_cut || at == script.size || script.data[at] != ':')
        return false;
    out->suffix = (dgm_view){script.data + at + 1, script.size - at - 1};
    return true;
}

/* A copy of the first `size` bytes of the form in the wanted case; bytes that are no text stay as they
 * are. */
static size_t write_cased(dgm_view form, size_t size, char case_op, char *out) {
    size_t written = 0;
    uint32_t length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t code = dgm_utf8_read(form, at, &length), changed = code;
        if (code != DGM_UTF8_BAD && case_op != 'k')
            changed = (uint32_t)(case_op == 't' && at == 0 ? utf8proc_toupper((utf8proc_int32_t)code)
                                                           : utf8proc_tolower((utf8proc_int32_t)code));
        if (changed == code) {
            memcpy(out + written, form.data + at, length);
            written += length;
            continue;
        }
        written += dgm_utf8_write(changed, out + written);
    }
    return written;
}

bool dgm_lemma_valid(dgm_view script) {
    edit_script edit;
    return read_script(script, &edit);
}

size_t dgm_lemma_room(dgm_view form, dgm_view script) {
    edit_script edit;
    if (!read_script(script, &edit))
        return 0;
    return 4 * form.size + edit.suffix.size; /* a code point of one byte may become one of four */
}

size_t dgm_lemma_write(dgm_view form, dgm_view script, char *out) {
    edit_script edit = {'k', 0, {NULL, 0}};
    (void)read_script(script, &edit);
    size_t size = edit.case_op == '=' ? 0 : form.size, written = 0;
    for (uint32_t i = 0; i < edit.cut && size > 0; i++)
        size = dgm_utf8_before(form, size);
    if (size > 0)
        written = write_cased(form, size, edit.case_op, out);
    if (written + edit.suffix.size == 0)
        return write_cased(form, form.size, 'k', out);
    if (edit.suffix.size > 0)
        memcpy(out + written, edit.suffix.data, edit.suffix.size);
    return written + edit.suffix.size;
}

dgm_status dgm_lemma_apply(dgm_view form, dgm_view script, dgm_arena *arena, dgm_view *out_lemma,
                           dgm_error *err) {
    if (!dgm_lemma_valid(script))
        return dgm_fail(err, DGM_ERR_MODEL, 0, "not a lemma script: \"%.*s\"",
                        (int)(script.size < 60 ? script.size : 60), script.size ? script.data : "");
    char *lemma = dgm_arena_alloc(arena, dgm_lemma_room(form, script));
    if (lemma == NULL)
        return dgm_fail(err, DGM_ERR_MEMORY, 0, "no memory for a lemma");
    *out_lemma = (dgm_view){lemma, dgm_lemma_write(form, script, lemma)};
    return DGM_OK;
}
