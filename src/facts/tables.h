/* tables.h - how the facts lie in the program: arrays of numbers, and one long string that they point into.
 * Private to src/facts; the arrays are written by tools/make-tables, each sorted by the bytes of its key.
 * There are no pointers in them, so the loader has nothing to mend when the program starts. */
#ifndef DGM_FACTS_TABLES_H
#define DGM_FACTS_TABLES_H

#include <stdint.h>

typedef uint32_t dgm_fact_text_at; /* place in dgm_fact_text * 256 + size in bytes */

typedef struct dgm_fact_row {
    dgm_fact_text_at phrase, name, code, iso3, wikidata;
    int32_t begin, end;
    uint32_t people;
    float lat, lon;
    uint8_t kind, form;
    char gender;
} dgm_fact_row;

typedef struct dgm_country_row {
    dgm_fact_text_at iso3, adjective;
    uint32_t fact; /* of its usual name */
} dgm_country_row;

typedef struct dgm_term_row {
    dgm_fact_text_at of, title, person, last, wikidata;
    int32_t begin, end;
    int8_t office;
    char gender;
} dgm_term_row;

typedef struct dgm_last_row {
    dgm_fact_text_at last;
    uint32_t term;
} dgm_last_row;

typedef struct dgm_noun_row {
    dgm_fact_text_at noun, sector;
    int8_t office;
    uint8_t person, group, plural;
    char gender;
} dgm_noun_row;

typedef struct dgm_given_row {
    dgm_fact_text_at name;
    char gender;
} dgm_given_row;

extern const char dgm_fact_text[];
extern const dgm_fact_row dgm_fact_rows[]; /* by phrase, kind, weight */
extern const uint32_t dgm_fact_rows_count;
extern const dgm_country_row dgm_country_rows[];
extern const uint32_t dgm_country_rows_count;
extern const dgm_term_row dgm_term_rows[]; /* by country or body, office, begin */
extern const uint32_t dgm_term_rows_count;
extern const dgm_last_row dgm_last_rows[]; /* by last name, begin of the term */
extern const uint32_t dgm_last_rows_count;
extern const dgm_noun_row dgm_noun_rows[];
extern const uint32_t dgm_noun_rows_count;
extern const dgm_given_row dgm_given_rows[];
extern const uint32_t dgm_given_rows_count;

#endif
