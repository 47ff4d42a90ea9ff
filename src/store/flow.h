/* flow.h - words set in lines of a given width, with a hanging indent and styles.
 *
 * Widths are columns of a terminal (wide and combining characters count as they show).
 * Control and direction characters are left out, so that no report can command the
 * terminal. Words too long for a line are broken, never cut off. */
#ifndef DGM_STORE_FLOW_H
#define DGM_STORE_FLOW_H

#include "store/writer.h"

typedef enum dgm_style {
    DGM_STYLE_PLAIN,
    DGM_STYLE_BOLD,
    DGM_STYLE_FAINT,
    DGM_STYLE_ITALIC,
    DGM_STYLE_GREEN,
    DGM_STYLE_YELLOW,
    DGM_STYLE_CYAN
} dgm_style;

typedef struct dgm_flow_word {
    dgm_view text;
    dgm_style style;
    bool spaced; /* a space before it */
} dgm_flow_word;

typedef struct dgm_flow {
    dgm_writer *writer;
    uint32_t width, indent; /* lines after the first begin at column `indent` */
    uint32_t column;
    bool colour;
    bool begun;            /* something stands on the line */
    bool glued;            /* the next word goes right against the last */
    dgm_style style;       /* in force at the terminal */
    dgm_flow_word unit[4]; /* words waiting, between which no line may break */
    uint32_t n_unit;
} dgm_flow;

void dgm_flow_open(dgm_flow *flow, dgm_writer *writer, uint32_t width, bool colour);

/* Begins a paragraph at column `start`, whose further lines begin at `indent`. */
void dgm_flow_begin(dgm_flow *flow, uint32_t start, uint32_t indent);

/* Adds text, which may break at each of its white space. */
void dgm_flow_text(dgm_flow *flow, dgm_view text, dgm_style style);

/* Adds a word that stays on the line of what came before it, after a space if `spaced`. */
void dgm_flow_stick(dgm_flow *flow, dgm_view text, dgm_style style, bool spaced);

/* The next word goes right against the last one, without a space. */
void dgm_flow_glue(dgm_flow *flow);

/* Ends the paragraph and its line. */
void dgm_flow_end(dgm_flow *flow);

/* Draws a line from what was added last to the end of the line. */
void dgm_flow_rule(dgm_flow *flow, dgm_style style);

/* Writes `text` just so, on the line as it stands, and fills with spaces up to `columns` columns of its
 * own. */
void dgm_flow_fixed(dgm_flow *flow, dgm_view text, dgm_style style, uint32_t columns);

/* The columns that `text` takes when it is written. */
uint32_t dgm_flow_width(dgm_view text);

#endif
