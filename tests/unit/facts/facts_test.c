/* facts_test.c - what the tables say of well-known things, who held an office on a day, and what is not
 * there. */
#include "facts/facts.h"

#include "facts/tables.h"
#include "unit.h"

static void expect_view(dgm_view view, const char *text) {
    assert_int_equal(view.size, strlen(text));
    if (view.size > 0)
        assert_memory_equal(view.data, text, view.size);
}

static void expect_fact(const char *phrase, dgm_fact_kind kind, const char *name, const char *code) {
    dgm_fact fact;
    assert_true(dgm_facts_first(dgm_view_of(phrase), kind, &fact));
    expect_view(fact.phrase, phrase);
    expect_view(fact.name, name);
    expect_view(fact.code, code);
}

static void countries_by_many_names(void **state) {
    (void)state;
    expect_fact("U.S.", DGM_FACT_COUNTRY, "United States", "USA");
    expect_fact("America", DGM_FACT_COUNTRY, "United States", "USA");
    expect_fact("Britain", DGM_FACT_COUNTRY, "United Kingdom", "GBR");
    expect_fact("UK", DGM_FACT_COUNTRY, "United Kingdom", "GBR");
    expect_fact("Soviet Union", DGM_FACT_COUNTRY, "Soviet Union", "RUS");
    expect_fact("West Germany", DGM_FACT_COUNTRY, "West Germany", "DEU");
    expect_fact("Côte d'Ivoire", DGM_FACT_COUNTRY, "Ivory Coast", "CIV");
    expect_fact("Kosovo", DGM_FACT_COUNTRY, "Kosovo", "KOS");
    expect_fact("Puerto Rico", DGM_FACT_COUNTRY, "Puerto Rico", "USA");
    expect_fact("Abkhazia", DGM_FACT_COUNTRY, "Abkhazia", "GEO PRE");
}

static void former_countries_have_their_time(void **state) {
    (void)state;
    dgm_fact fact;
    assert_true(dgm_facts_first(DGM_VIEW("USSR"), DGM_FACT_COUNTRY, &fact));
    assert_int_equal(fact.begin, 19221230);
    assert_int_equal(fact.end, 19911226);
    assert_true(dgm_facts_first(DGM_VIEW("Russia"), DGM_FACT_COUNTRY, &fact));
    assert_int_equal(fact.begin, DGM_FACT_ALWAYS);
    assert_int_equal(fact.end, DGM_FACT_OPEN);
}

static void country_and_adjective_by_code(void **state) {
    (void)state;
    dgm_fact fact;
    assert_true(dgm_facts_country(DGM_VIEW("DEU"), &fact));
    expect_view(fact.name, "Germany");
    expect_view(dgm_facts_adjective(DGM_VIEW("TUR")), "Turkish");
    expect_view(dgm_facts_adjective(DGM_VIEW("GBR")), "British");
    assert_false(dgm_facts_country(DGM_VIEW("XYZ"), &fact));
    assert_int_equal(dgm_facts_adjective(DGM_VIEW("IGO")).size, 0);
}

static void demonyms_have_forms(void **state) {
    (void)state;
    dgm_fact fact;
    assert_true(dgm_facts_first(DGM_VIEW("Chinese"), DGM_FACT_DEMONYM, &fact));
    assert_int_equal(fact.form, DGM_DEMONYM_ADJECTIVE | DGM_DEMONYM_ONE | DGM_DEMONYM_MANY);
    assert_true(dgm_facts_first(DGM_VIEW("Russians"), DGM_FACT_DEMONYM, &fact));
    assert_int_equal(fact.form, DGM_DEMONYM_MANY);
    expect_view(fact.iso3, "RUS");
    assert_true(dgm_facts_first(DGM_VIEW("Frenchwoman"), DGM_FACT_DEMONYM, &fact));
    assert_int_equal(fact.form, DGM_DEMONYM_ONE);
}

static void places_that_stand_for_governments(void **state) {
    (void)state;
    expect_fact("Moscow", DGM_FACT_CAPITAL, "Russia", "RUS");
    expect_fact("Kremlin", DGM_FACT_SEAT, "Kremlin", "RUS GOV");
    expect_fact("Élysée", DGM_FACT_SEAT, "Elysee", "FRA GOV");
    expect_fact("No 10", DGM_FACT_SEAT, "Downing Street", "GBR GOV");
    expect_fact("Brussels", DGM_FACT_SEAT, "European Union", "EUR");
    expect_fact("Brussels", DGM_FACT_CAPITAL, "Belgium", "BEL");
    expect_fact("Pentagon", DGM_FACT_BODY, "United States Department of Defense", "USA MIL");
}

static void organisations_of_every_kind(void **state) {
    (void)state;
    expect_fact("EU", DGM_FACT_IGO, "European Union", "EUR");
    expect_fact("U.N.", DGM_FACT_IGO, "United Nations", "UNO");
    expect_fact("Nato", DGM_FACT_IGO, "NATO", "IGO");
    expect_fact("FBI", DGM_FACT_BODY, "Federal Bureau of Investigation", "USA COP");
    expect_fact("CIA", DGM_FACT_BODY, "Central Intelligence Agency", "USA SPY");
    expect_fact("Tories", DGM_FACT_PARTY, "Conservative Party", "GBR PTY");
    expect_fact("IDF", DGM_FACT_FORCE, "Israel Defense Forces", "ISR MIL");
    expect_fact("ISIS", DGM_FACT_GROUP, "Islamic State", "IMG REB");
    expect_fact("Hamas", DGM_FACT_GROUP, "Hamas", "PSE REB");
    expect_fact("Amnesty International", DGM_FACT_NGO, "Amnesty International", "NGO");
    expect_fact("Gazprom", DGM_FACT_COMPANY, "Gazprom", "RUS BUS");
    expect_fact("Agence France-Presse", DGM_FACT_OUTLET, "AFP", "FRA JRN");
    expect_fact("New York Times", DGM_FACT_OUTLET, "The New York Times", "USA JRN");
    expect_fact("Telegram", DGM_FACT_PLATFORM, "Telegram", "MNC");
}

static void everyday_words_are_marked(void **state) {
    (void)state;
    dgm_fact fact;
    assert_true(dgm_facts_first(DGM_VIEW("Sun"), DGM_FACT_OUTLET, &fact));
    assert_true(fact.ordinary);
    assert_true(dgm_facts_first(DGM_VIEW("The Sun"), DGM_FACT_OUTLET, &fact));
    assert_false(fact.ordinary);
    assert_true(dgm_facts_first(DGM_VIEW("Reuters"), DGM_FACT_OUTLET, &fact));
    assert_false(fact.ordinary);
}

static void cities_have_a_place(void **state) {
    (void)state;
    dgm_fact fact;
    assert_true(dgm_facts_first(DGM_VIEW("Moscow"), DGM_FACT_CITY, &fact));
    assert_true(fact.lat > 55.6F && fact.lat < 55.9F && fact.lon > 37.4F && fact.lon < 37.8F);
    assert_true(fact.people > 8000000);
    assert_true(dgm_facts_first(DGM_VIEW("Kiev"), DGM_FACT_CITY, &fact));
    expect_view(fact.name, "Kyiv");
}

/* Of several with one name the greatest comes first, behind all kinds before it. */
static void order_is_kind_then_weight(void **state) {
    (void)state;
    dgm_range found = dgm_facts_find(DGM_VIEW("Georgia"));
    assert_int_equal(dgm_facts_at(found.start).kind, DGM_FACT_COUNTRY);
    for (uint32_t i = found.start + 1; i < found.end; i++)
        assert_true(dgm_facts_at(i - 1).kind <= dgm_facts_at(i).kind);
    dgm_fact fact;
    assert_true(dgm_facts_first(DGM_VIEW("Birmingham"), DGM_FACT_CITY, &fact));
    expect_view(fact.iso3, "GBR");
}

static void what_is_not_there(void **state) {
    (void)state;
    static const char long_phrase[400] = "x";
    dgm_range found = dgm_facts_find(DGM_VIEW("us"));
    assert_int_equal(found.start, found.end);
    found = dgm_facts_find((dgm_view){NULL, 0});
    assert_int_equal(found.start, found.end);
    found = dgm_facts_find((dgm_view){long_phrase, sizeof long_phrase});
    assert_int_equal(found.start, found.end);
    found = dgm_facts_find(DGM_VIEW("\xff\xfe\0")); /* behind every phrase there is */
    assert_int_equal(found.start, found.end);
    found = dgm_terms_of(DGM_VIEW(""));
    assert_int_equal(found.start, found.end);
    found = dgm_terms_of_last_name((dgm_view){NULL, 0});
    assert_int_equal(found.start, found.end);
    dgm_noun noun;
    assert_false(dgm_facts_noun((dgm_view){NULL, 0}, &noun));
    dgm_fact fact;
    assert_false(dgm_facts_first(DGM_VIEW("Moscow"), DGM_FACT_PARTY, &fact));
}

/* Who holds the office on a day; NULL: nobody known. Of two who share a day of change either may be first. */
static dgm_view holder(const char *of, dgm_office office, int32_t day) {
    dgm_range terms = dgm_terms_of_office(dgm_view_of(of), office);
    for (uint32_t i = terms.start; i < terms.end; i++) {
        dgm_term term = dgm_terms_at(i);
        assert_int_equal(term.office, office);
        if (dgm_term_holds(&term, day))
            return term.person;
    }
    return (dgm_view){NULL, 0};
}

static void offices_depend_on_the_day(void **state) {
    (void)state;
    expect_view(holder("USA", DGM_OFFICE_HEAD_OF_STATE, 19870601), "Ronald Reagan");
    expect_view(holder("USA", DGM_OFFICE_HEAD_OF_STATE, 20050601), "George W. Bush");
    expect_view(holder("USA", DGM_OFFICE_FOREIGN, 20141001), "John Kerry");
    expect_view(holder("GBR", DGM_OFFICE_HEAD_OF_GOVERNMENT, 20041231), "Tony Blair");
    expect_view(holder("GBR", DGM_OFFICE_INTERIOR, 20050110), "Charles Clarke");
    expect_view(holder("RUS", DGM_OFFICE_HEAD_OF_STATE, 20100101), "Dmitry Medvedev");
    expect_view(holder("RUS", DGM_OFFICE_HEAD_OF_STATE, 20221230), "Vladimir Putin");
    expect_view(holder("TUR", DGM_OFFICE_FOREIGN, 20181225), "Mevlüt Çavuşoğlu");
    expect_view(holder("IRQ", DGM_OFFICE_HEAD_OF_GOVERNMENT, 20141101), "Haider al-Abadi");
    expect_view(holder("United Nations", DGM_OFFICE_LEADER, 19991231), "Kofi Annan");
    expect_view(holder("NATO", DGM_OFFICE_LEADER, 20220301), "Jens Stoltenberg");
    expect_view(holder("ALB", DGM_OFFICE_HEAD_OF_GOVERNMENT, 20200101), "Edi Rama");
    assert_int_equal(holder("USA", DGM_OFFICE_HEAD_OF_STATE, 18000101).size, 0);
}

static void terms_run_by_office_and_begin(void **state) {
    (void)state;
    for (uint32_t i = 1; i < dgm_term_rows_count; i++) {
        dgm_term before = dgm_terms_at(i - 1), term = dgm_terms_at(i);
        assert_true(term.begin <= term.end && term.begin > 0);
        if (dgm_view_equal(before.of, term.of) && before.office == term.office)
            assert_true(before.begin <= term.begin);
    }
}

static void people_by_last_name(void **state) {
    (void)state;
    static const char *const spellings[] = {"Gaddafi", "Qaddafi", "Gadhafi"};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        dgm_range found = dgm_terms_of_last_name(dgm_view_of(spellings[i]));
        assert_true(found.start < found.end);
        expect_view(dgm_terms_by_last_name(found.start).person, "Muammar Gaddafi");
    }
    dgm_range bushes = dgm_terms_of_last_name(DGM_VIEW("Bush"));
    assert_true(bushes.end - bushes.start >= 2);
    for (uint32_t i = bushes.start + 1; i < bushes.end; i++)
        assert_true(dgm_terms_by_last_name(i - 1).begin <= dgm_terms_by_last_name(i).begin);
    assert_true(dgm_terms_of_last_name(DGM_VIEW("Cavusoglu")).end > 0);
    assert_true(dgm_terms_of_last_name(DGM_VIEW("Assad")).end > 0);
}

static void people_are_facts_while_in_office(void **state) {
    (void)state;
    dgm_fact fact;
    assert_true(dgm_facts_first(DGM_VIEW("Angela Merkel"), DGM_FACT_PERSON, &fact));
    expect_view(fact.code, "DEU GOV");
    assert_int_equal(fact.begin, 20051122);
    assert_int_equal(fact.end, 20211208);
    assert_int_equal(fact.gender, 'f');
    expect_fact("Muammar Qaddafi", DGM_FACT_PERSON, "Muammar Gaddafi", "LBY GOV");
    expect_fact("Kofi Annan", DGM_FACT_PERSON, "Kofi Annan", "UNO");
}

static void expect_noun(const char *text, const char *sector, dgm_office office, bool person, bool plural) {
    dgm_noun noun;
    assert_true(dgm_facts_noun(dgm_view_of(text), &noun));
    expect_view(noun.sector, sector);
    assert_int_equal(noun.office, office);
    assert_int_equal(noun.person, person);
    assert_int_equal(noun.plural, plural);
}

static void nouns_name_roles(void **state) {
    (void)state;
    expect_noun("president", "GOV", DGM_OFFICE_HEAD_OF_STATE, true, false);
    expect_noun("foreign minister", "GOV", DGM_OFFICE_FOREIGN, true, false);
    expect_noun("troops", "MIL", DGM_OFFICE_NONE, true, true);
    expect_noun("lawmakers", "LEG", DGM_OFFICE_NONE, true, true);
    expect_noun("spokesman", "", DGM_OFFICE_SPOKESPERSON, true, false);
    expect_noun("police", "COP", DGM_OFFICE_NONE, false, false);
    expect_noun("newspaper", "JRN", DGM_OFFICE_NONE, false, false);
    expect_noun("poll", "", DGM_OFFICE_NONE, false, false);
    dgm_noun noun;
    assert_true(dgm_facts_noun(DGM_VIEW("spokeswoman"), &noun));
    assert_int_equal(noun.gender, 'f');
    assert_true(dgm_facts_noun(DGM_VIEW("government"), &noun));
    assert_true(noun.group);
    assert_false(dgm_facts_noun(DGM_VIEW("President"), &noun));
}

static void given_names_have_a_gender(void **state) {
    (void)state;
    assert_int_equal(dgm_facts_gender(DGM_VIEW("Mary")), 'f');
    assert_int_equal(dgm_facts_gender(DGM_VIEW("VLADIMIR")), 'm');
    assert_int_equal(dgm_facts_gender(DGM_VIEW("josé")), 'm');
    assert_int_equal(dgm_facts_gender(DGM_VIEW("Kim")), 0);
    assert_int_equal(dgm_facts_gender(DGM_VIEW("")), 0);
    assert_int_equal(dgm_facts_gender(DGM_VIEW("a name that is far longer than any that is given")), 0);
}

/* A search that goes astray anywhere in the table would miss a row. */
static void every_row_is_found_by_its_phrase(void **state) {
    (void)state;
    for (uint32_t i = 0; i < dgm_fact_rows_count; i++) {
        dgm_range found = dgm_facts_find(dgm_facts_at(i).phrase);
        assert_true(found.start <= i && i < found.end);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_by_many_names),
        cmocka_unit_test(former_countries_have_their_time),
        cmocka_unit_test(country_and_adjective_by_code),
        cmocka_unit_test(demonyms_have_forms),
        cmocka_unit_test(places_that_stand_for_governments),
        cmocka_unit_test(organisations_of_every_kind),
        cmocka_unit_test(everyday_words_are_marked),
        cmocka_unit_test(cities_have_a_place),
        cmocka_unit_test(order_is_kind_then_weight),
        cmocka_unit_test(what_is_not_there),
        cmocka_unit_test(offices_depend_on_the_day),
        cmocka_unit_test(terms_run_by_office_and_begin),
        cmocka_unit_test(people_by_last_name),
        cmocka_unit_test(people_are_facts_while_in_office),
        cmocka_unit_test(nouns_name_roles),
        cmocka_unit_test(given_names_have_a_gender),
        cmocka_unit_test(every_row_is_found_by_its_phrase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
