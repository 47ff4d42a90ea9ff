/* given.c - given names by the facts; forms of address from short lists, looked through from the front. */
#include "reading/given.h"

#include "facts/facts.h"

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool dgm_given_same(dgm_view one, dgm_view other) {
    if (one.size != other.size)
        return false;
    for (size_t i = 0; i < one.size; i++)
        if (lower(one.data[i]) != lower(other.data[i]))
            return false;
    return true;
}

/* Asked for nearly every word of a report: most words of a list differ in their first letter, so the rest of
 * them is skipped over and nothing is measured beforehand. */
bool dgm_given_listed(dgm_view word, const char *list) {
    if (word.size == 0)
        return false;
    char first = lower(word.data[0]);
    for (; *list; list++) {
        if (lower(*list) == first) {
            size_t size = 1;
            while (size < word.size && lower(list[size]) == lower(word.data[size]) && list[size] != ' ')
                size++;
            if (size == word.size && (list[size] == ' ' || list[size] == '\0'))
                return true;
        }
        while (*list && *list != ' ')
            list++;
        if (*list == '\0')
            return false;
    }
    return false;
}

dgm_gender dgm_given_name(dgm_view name) {
    char gender = dgm_facts_gender(name);
    return gender == 'f' ? DGM_GENDER_FEMALE : gender == 'm' ? DGM_GENDER_MALE : DGM_GENDER_UNKNOWN;
}

dgm_gender dgm_given_address(dgm_view word) {
    if (dgm_given_listed(word, "mrs mrs. ms ms. miss lady dame mme mme. queen princess baroness sister"))
        return DGM_GENDER_FEMALE;
    if (dgm_given_listed(word, "mr mr. sir lord king prince baron father pope"))
        return DGM_GENDER_MALE;
    return DGM_GENDER_UNKNOWN;
}

bool dgm_given_is_address(dgm_view word) {
    return dgm_given_listed(
        word, "mr mr. mrs mrs. ms ms. miss mx mx. dr dr. sir lord lady dame mme mme. m. prof prof.");
}
