/* file.h - the bytes of a file or of standard input, up to a cap.
 *
 * Only regular files (and pipes handed over by name) are read, and never more
 * than the cap, so that neither a directory nor an endless device can hold up a run. */
#ifndef DGM_INPUT_FILE_H
#define DGM_INPUT_FILE_H

#include "base/status.h"
#include "base/view.h"

#define DGM_INPUT_CAP ((size_t)16 << 20) /* bytes of one document, unless the caller says otherwise */

/* Reads the file at `path`, or standard input where it is "-", into memory of its own. A `cap` of 0 means
 * DGM_INPUT_CAP. Fails with DGM_ERR_IO (missing, unreadable, a directory or a device), DGM_ERR_LIMIT
 * (larger than the cap) or DGM_ERR_MEMORY; `*out` is then untouched. Free it with dgm_input_free. */
DGM_MUST_USE dgm_status dgm_input_read(const char *path, size_t cap, dgm_view *out, dgm_error *err);

/* Gives back what dgm_input_read gave; an empty view is fine. */
void dgm_input_free(dgm_view bytes);

#endif
