/* facts.c - binary searches over the sorted arrays of tables.h.
 *
 * One search serves them all: it is told how many rows there are and how to come by the key of one, and gives
 * the run of rows whose key equals the one asked for. */
#include "facts/facts.h"

#include <assert.h>

#include "facts/tables.h"

enum { ROW_ORDINARY = 8 }; /* beside the forms of a demonym */

static dgm_view text_at(dgm_fact_text_at at) {
    return (dgm_view){dgm_fact_text + at / 256, at % 256};
}

typedef dgm_view key_of(uint32_t row);

/* The first row whose key is not less than `key` or, with `beyond`, is greater. */
static uint32_t bound(dgm_view key, key_of *key_at, uint32_t count, bool beyond) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = dgm_view_compare(key_at(middle), key);
        if (order < 0 || (beyond && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static dgm_range search(dgm_view key, key_of *key_at, uint32_t count) {
    uint32_t start = bound(key, key_at, count, false);
    if (start == count || !dgm_view_equal(key_at(start), key))
        return (dgm_range){0, 0};
    return (dgm_range){start, bound(key, key_at, count, true)};
}

static dgm_view key_of_fact(uint32_t row) {
    return text_at(dgm_fact_rows[row].phrase);
}

dgm_range dgm_facts_find(dgm_view phrase) {
    return search(phrase, key_of_fact, dgm_fact_rows_count);
}

dgm_fact dgm_facts_at(uint32_t index) {
    assert(index < dgm_fact_rows_count);
    const dgm_fact_row *row = &dgm_fact_rows[index];
    return (dgm_fact){.kind = (dgm_fact_kind)row->kind,
                      .phrase = text_at(row->phrase),
                      .name = text_at(row->name),
                      .code = text_at(row->code),
                      .iso3 = text_at(row->iso3),
                      .wikidata = text_at(row->wikidata),
                      .form = row->form & (DGM_DEMONYM_ADJECTIVE | DGM_DEMONYM_ONE | DGM_DEMONYM_MANY),
                      .ordinary = (row->form & ROW_ORDINARY) != 0,
                      .gender = row->gender,
                      .begin = row->begin,
                      .end = row->end,
                      .lat = row->lat,
                      .lon = row->lon,
                      .people = row->people};
}

bool dgm_facts_first(dgm_view phrase, dgm_fact_kind kind, dgm_fact *out) {
    dgm_range found = dgm_facts_find(phrase);
    for (uint32_t i = found.start; i < found.end; i++)
        if (dgm_fact_rows[i].kind == (uint8_t)kind) {
            *out = dgm_facts_at(i);
            return true;
        }
    return false;
}

static dgm_view key_of_country(uint32_t row) {
    return text_at(dgm_country_rows[row].iso3);
}

static const dgm_country_row *find_country(dgm_view iso3) {
    dgm_range found = search(iso3, key_of_country, dgm_country_rows_count);
    return found.start < found.end ? &dgm_country_rows[found.start] : NULL;
}

bool dgm_facts_country(dgm_view iso3, dgm_fact *out) {
    const dgm_country_row *country = find_country(iso3);
    if (country)
        *out = dgm_facts_at(country->fact);
    return country != NULL;
}

dgm_view dgm_facts_adjective(dgm_view iso3) {
    const dgm_country_row *country = find_country(iso3);
    return country ? text_at(country->adjective) : (dgm_view){0};
}

static dgm_view key_of_term(uint32_t row) {
    return text_at(dgm_term_rows[row].of);
}

dgm_range dgm_terms_of(dgm_view iso3_or_body) {
    return search(iso3_or_body, key_of_term, dgm_term_rows_count);
}

dgm_range dgm_terms_of_office(dgm_view iso3_or_body, dgm_office office) {
    dgm_range found = dgm_terms_of(iso3_or_body);
    while (found.start < found.end && dgm_term_rows[found.start].office < (int)office)
        found.start++;
    while (found.start < found.end && dgm_term_rows[found.end - 1].office > (int)office)
        found.end--;
    return found;
}

dgm_term dgm_terms_at(uint32_t index) {
    assert(index < dgm_term_rows_count);
    const dgm_term_row *row = &dgm_term_rows[index];
    return (dgm_term){.of = text_at(row->of),
                      .title = text_at(row->title),
                      .person = text_at(row->person),
                      .last = text_at(row->last),
                      .wikidata = text_at(row->wikidata),
                      .office = (dgm_office)row->office,
                      .begin = row->begin,
                      .end = row->end,
                      .gender = row->gender};
}

static dgm_view key_of_last(uint32_t row) {
    return text_at(dgm_last_rows[row].last);
}

dgm_range dgm_terms_of_last_name(dgm_view last) {
    return search(last, key_of_last, dgm_last_rows_count);
}

dgm_term dgm_terms_by_last_name(uint32_t index) {
    assert(index < dgm_last_rows_count);
    return dgm_terms_at(dgm_last_rows[index].term);
}

static dgm_view key_of_noun(uint32_t row) {
    return text_at(dgm_noun_rows[row].noun);
}

bool dgm_facts_noun(dgm_view noun, dgm_noun *out) {
    dgm_range found = search(noun, key_of_noun, dgm_noun_rows_count);
    if (found.start == found.end)
        return false;
    const dgm_noun_row *row = &dgm_noun_rows[found.start];
    *out = (dgm_noun){.noun = text_at(row->noun),
                      .sector = text_at(row->sector),
                      .office = (dgm_office)row->office,
                      .person = row->person != 0,
                      .group = row->group != 0,
                      .plural = row->plural != 0,
                      .gender = row->gender};
    return true;
}

static dgm_view key_of_given(uint32_t row) {
    return text_at(dgm_given_rows[row].name);
}

char dgm_facts_gender(dgm_view given_name) {
    char lower[32];
    if (given_name.size > sizeof lower)
        return 0;
    for (size_t i = 0; i < given_name.size; i++) {
        char c = given_name.data[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    dgm_range found = search((dgm_view){lower, given_name.size}, key_of_given, dgm_given_rows_count);
    return (char)(found.start < found.end ? dgm_given_rows[found.start].gender : 0);
}
