/* given.h - whether a word beside a name says that a person is a woman or a man: common given names and forms
 * of address. A hint for "he" and "she", no more; most names are not in it. */
#ifndef DGM_READING_GIVEN_H
#define DGM_READING_GIVEN_H

#include "base/view.h"

typedef enum dgm_gender { DGM_GENDER_UNKNOWN, DGM_GENDER_FEMALE, DGM_GENDER_MALE } dgm_gender;

/* Of a given name, as the facts know it; in any case of letters. */
dgm_gender dgm_given_name(dgm_view name);

/* Of a form of address such as "Mrs." or "Lord", in any case of letters. */
dgm_gender dgm_given_address(dgm_view word);

/* Whether the word is a form of address, no part of a name: "Mr", "Ms.", "Dr". */
bool dgm_given_is_address(dgm_view word);

/* Whether two words are equal but for the case of ASCII letters. */
bool dgm_given_same(dgm_view one, dgm_view other);

/* Whether `list`, words with one space between them, has the word in any case of ASCII letters. */
bool dgm_given_listed(dgm_view word, const char *list);

#endif
