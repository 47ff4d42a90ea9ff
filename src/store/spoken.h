/* spoken.h - a TIMEX3 value as a person would say it: "8 minutes" for PT8M, "2024-03-04 evening" for
 * 2024-03-04TEV. */
#ifndef DGM_STORE_SPOKEN_H
#define DGM_STORE_SPOKEN_H

#include "base/view.h"

enum { DGM_SPOKEN_ROOM = 64 };

/* The value in words, in `room`, or the value itself where nothing is easier to read. */
dgm_view dgm_spoken_value(dgm_view value, char room[DGM_SPOKEN_ROOM]);

#endif
