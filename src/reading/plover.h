/* plover.h - the words of the PLOVER ontology (Open Event Data Alliance, version 2.0 draft): types of acts,
 * their modes and contexts, quad classes and scales, and the ontology's own code of an act told with a
 * status.
 *
 * One table; pure functions. Numbers are places in the table, the same as in the label sets of the
 * weights. */
#ifndef DGM_READING_PLOVER_H
#define DGM_READING_PLOVER_H

#include "base/view.h"

enum { DGM_PLOVER_TYPES = 16, DGM_PLOVER_MODES = 67, DGM_PLOVER_CONTEXTS = 37 };

typedef enum dgm_act_type {
    DGM_ACT_AGREE,
    DGM_ACT_CONSULT,
    DGM_ACT_SUPPORT,
    DGM_ACT_CONCEDE,
    DGM_ACT_COOPERATE,
    DGM_ACT_AID,
    DGM_ACT_RETREAT,
    DGM_ACT_REQUEST,
    DGM_ACT_ACCUSE,
    DGM_ACT_REJECT,
    DGM_ACT_THREATEN,
    DGM_ACT_PROTEST,
    DGM_ACT_SANCTION,
    DGM_ACT_MOBILIZE,
    DGM_ACT_COERCE,
    DGM_ACT_ASSAULT
} dgm_act_type;

/* What the text makes of an act: done, still to come, only possible, denied. */
typedef enum dgm_act_status {
    DGM_ACT_ACTUAL,
    DGM_ACT_FUTURE,
    DGM_ACT_HYPOTHETICAL,
    DGM_ACT_NEGATED
} dgm_act_status;

/* Names as the ontology writes them: "CONSULT", "visit", "military", "actual". */
dgm_view dgm_plover_type(uint32_t type);
dgm_view dgm_plover_mode(uint32_t mode);
dgm_view dgm_plover_context(uint32_t context);
dgm_view dgm_plover_status(dgm_act_status status);

/* The type that a mode belongs to. */
uint32_t dgm_plover_mode_type(uint32_t mode);

/* The ontology's own code. */
typedef struct dgm_projection {
    uint32_t type;
    bool keeps_modes; /* modes belong to the type told; another type has none of them */
    uint32_t quad; /* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict */
    float scale;   /* -10 to 10: mean of the modes' scores, the type's where there are none */
} dgm_projection;

/* The category wins over category and tense: what is told as future CONSULT, SUPPORT, COOPERATE or AID is
 * AGREE, a future RETREAT is CONCEDE; all else keeps its type. */
dgm_projection dgm_plover_project(uint32_t type, const uint8_t *modes, uint32_t n_modes,
                                  dgm_act_status status);

#endif
