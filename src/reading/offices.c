/* offices.c - the terms of one country or of one last name are few: they are looked through from the
 * front. */
#include "reading/offices.h"

#include "reading/given.h"

enum { YEAR = 10000, LATE_YEARS = 15 };

int32_t dgm_office_day(int32_t days) {
    if (days < -719162 || days > 2932896)
        return 0;
    int32_t z = days + 719468, era = z / 146097, in_era = z - era * 146097; /* Hinnant, days_from_civil */
    int32_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int32_t in_year = in_era - (365 * year + year / 4 - year / 100), shifted = (5 * in_year + 2) / 153;
    int32_t day = in_year - (153 * shifted + 2) / 5 + 1, month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (year + era * 400 + (month <= 2)) * YEAR + month * 100 + day;
}

static bool has_suffix(dgm_view whole, dgm_view end) {
    return whole.size >= end.size && memcmp(whole.data + whole.size - end.size, end.data, end.size) == 0;
}

/* How well a term's title is what the noun says: 2 the same words, 1 the same office. */
static int fitness(const dgm_term *term, const dgm_noun *noun) {
    if (dgm_view_equal(term->title, noun->noun))
        return 2;
    bool general = noun->office == DGM_OFFICE_HEAD_OF_GOVERNMENT || noun->office == DGM_OFFICE_FOREIGN ||
                   noun->office == DGM_OFFICE_DEFENCE || noun->office == DGM_OFFICE_INTERIOR ||
                   noun->office == DGM_OFFICE_FINANCE ||
                   noun->office == DGM_OFFICE_JUSTICE; /* a king is no president */
    return general && term->office == noun->office ? 1 : 0;
}

bool dgm_office_holder(dgm_view land, const dgm_noun *noun, int32_t day, dgm_term *out) {
    int best = 0, found = 0;
    if (day == 0 || land.size == 0)
        return false;
    dgm_range terms = dgm_terms_of(land);
    for (uint32_t i = terms.start; i < terms.end; i++) {
        dgm_term term = dgm_terms_at(i);
        int fit = dgm_term_holds(&term, day) ? fitness(&term, noun) : 0;
        if (fit == 0 || fit < best)
            continue;
        found = fit > best || !dgm_view_equal(term.person, out->person) ? (fit > best ? 1 : found + 1)
                                                                        : found;
        best = fit;
        *out = term; /* of two on one day, as when they hand over, the later one */
    }
    return found == 1 || (found == 2 && best == 2);
}

static dgm_view last_word(dgm_view name) {
    size_t start = name.size;
    while (start > 0 && name.data[start - 1] != ' ')
        start--;
    return (dgm_view){name.data + start, name.size - start};
}

static dgm_view first_word(dgm_view name) {
    const char *space = name.size ? memchr(name.data, ' ', name.size) : NULL;
    return (dgm_view){name.data, space ? (size_t)(space - name.data) : name.size};
}

/* Whether a full name may be the person's: the same first name, or one begins the other ("Mike",
 * "Michael"). */
static bool same_person(dgm_view name, dgm_view person) {
    dgm_view one = first_word(name), other = first_word(person);
    if (dgm_given_same(name, person) || dgm_given_same(one, other))
        return true;
    size_t size = one.size < other.size ? one.size : other.size;
    if (size > 0 && one.data[size - 1] == '.')
        size--;
    return size > 0 && size <= 3 && memcmp(one.data, other.data, size) == 0;
}

static int32_t distance(const dgm_term *term, int32_t day) {
    return day < term->begin ? term->begin - day : day > term->end ? day - term->end : 0;
}

/* Whether one term says more than another about who is meant: a state's office before a party's, then the
 * higher office. */
static bool outranks(const dgm_term *term, const dgm_term *other, dgm_view land) {
    bool home = dgm_view_equal(term->of, land), other_home = dgm_view_equal(other->of, land);
    if (home != other_home)
        return home;
    if ((term->of.size == 3) != (other->of.size == 3))
        return term->of.size == 3;
    return term->office <= other->office;
}

/* The better of the terms known by the last name `key`; `single`: the report knows no more of the name. */
static bool best_of(dgm_view key, dgm_view name, bool single, dgm_view land, int32_t day, dgm_term *out) {
    dgm_range found = dgm_terms_of_last_name(key);
    int32_t best = INT32_MAX;
    for (uint32_t i = found.start; i < found.end; i++) {
        dgm_term term = dgm_terms_by_last_name(i);
        int32_t off = day ? distance(&term, day) : 0;
        if (off > (single ? 0 : LATE_YEARS * YEAR) || (!single && !same_person(name, term.person)))
            continue;
        if (single && !dgm_view_equal(term.of, land) && term.office > DGM_OFFICE_HEAD_OF_GOVERNMENT)
            continue;
        if (off < best || (off == best && outranks(&term, out, land))) {
            best = off;
            *out = term;
        }
    }
    return best < INT32_MAX;
}

bool dgm_office_of(dgm_view name, dgm_view land, int32_t day, dgm_term *out) {
    dgm_view last = last_word(name), first = first_word(name);
    bool single = last.size == name.size;
    if (name.size == 0)
        return false;
    if (has_suffix(name, DGM_VIEW(" Jr.")) || has_suffix(name, DGM_VIEW(" Jr")))
        return false;
    if (single && day == 0)
        return false;
    return best_of(last, name, single, land, day, out) ||
           (!single && best_of(first, name, false, land, day, out) && dgm_given_same(name, out->person));
}
