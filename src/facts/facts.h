/* facts.h - what the program knows of the world: countries and what stands for them, organisations, outlets,
 * cities, who held which office from when to when, nouns that name a role, given names.
 *
 * The facts are the tables in lexicon/, compiled in by tools/make-tables. A row is asked for by a phrase or a
 * key and is named by its index, which is small to keep and never changes within one build; the row itself is
 * handed out by value, its views point into the program and live as long as it. Nothing is set up at the
 * start, nothing is allocated, and any thread may ask. Knows nothing of words, tags or reports.
 *
 *     dgm_range found = dgm_facts_find(DGM_VIEW("Moscow"));
 *     for (uint32_t i = found.start; i < found.end; i++) {
 *         dgm_fact fact = dgm_facts_at(i);   // capital of Russia, "RUS"; then the city
 *     }
 */
#ifndef DGM_FACTS_FACTS_H
#define DGM_FACTS_FACTS_H

#include "base/view.h"

typedef enum dgm_fact_kind {
    DGM_FACT_COUNTRY,  /* "Russia", "U.S.", "Soviet Union" */
    DGM_FACT_DEMONYM,  /* "Russian", "Russians", "Frenchwoman" */
    DGM_FACT_CAPITAL,  /* "Moscow" for Russia */
    DGM_FACT_SEAT,     /* stands for a government or ministry: "Kremlin", "Downing Street", "Pentagon" */
    DGM_FACT_REGION,   /* "Europe", "West", "Crimea"; no actor of its own, the code may be empty */
    DGM_FACT_IGO,      /* "United Nations", "EU", "OPEC" */
    DGM_FACT_BODY,     /* ministry, parliament, court, agency, central bank */
    DGM_FACT_PARTY,    /* "Labour Party", "GOP" */
    DGM_FACT_FORCE,    /* army, navy, police of a country */
    DGM_FACT_GROUP,    /* armed, rebel: "Boko Haram" */
    DGM_FACT_NGO,      /* "Amnesty International", think tanks, unions, churches */
    DGM_FACT_COMPANY,  /* "Gazprom" */
    DGM_FACT_OUTLET,   /* news agency, newspaper, broadcaster */
    DGM_FACT_PLATFORM, /* "Twitter", "Telegram" */
    DGM_FACT_CITY,     /* with its place and people */
    DGM_FACT_PERSON,   /* who holds or held an office, or is well known */
    DGM_FACT_KINDS
} dgm_fact_kind;

/* What a demonym can be, several at once: "Chinese" is all three. */
enum { DGM_DEMONYM_ADJECTIVE = 1, DGM_DEMONYM_ONE = 2, DGM_DEMONYM_MANY = 4 };

/* Days as the number yyyymmdd, which sorts as the days do. */
#define DGM_FACT_ALWAYS 0      /* begin: no beginning that is known */
#define DGM_FACT_OPEN 99991231 /* end: not over */

typedef struct dgm_fact {
    dgm_fact_kind kind;
    dgm_view phrase; /* as asked */
    dgm_view name;   /* canonical: "Russia", "Associated Press", "Vladimir Putin" */
    dgm_view code;   /* PLOVER: "RUS", "RUS GOV", "IGO", "USA JRN" (JRN: media, MED: health); may be empty */
    dgm_view iso3;   /* "RUS", of the Soviet Union too; a territory has its own ("PRI"); may be empty */
    dgm_view wikidata;  /* "Q159"; may be empty */
    uint8_t form;       /* of a demonym */
    bool ordinary;      /* an everyday word as well: "Sun", "Shell", "House"; let the sentence decide */
    char gender;        /* of a person: 'm', 'f', 0 unknown */
    int32_t begin, end; /* days on which the code holds, of an office holder the time in office */
    float lat, lon;     /* of a city or capital, degrees; both 0 elsewhere */
    uint32_t people;    /* who live in a city; 0 unknown */
} dgm_fact;

/* A person has a fact for each time in which his code was another: of an office holder one for each time in
 * office ("DEU GOV") and one for what came after ("DEU ELI"). */

/* The facts about a phrase, written without a leading "the"; by kind, then the most important first. Empty
 * where there are none. Case and accents count ("US" is a country, "us" is not; "IRNA"); a phrase all in
 * capitals may be asked for in another case by the caller. */
dgm_range dgm_facts_find(dgm_view phrase);

/* The fact of an index from dgm_facts_find. */
dgm_fact dgm_facts_at(uint32_t index);

/* The first fact of that kind about a phrase; false, and `out` untouched, if there is none. */
bool dgm_facts_first(dgm_view phrase, dgm_fact_kind kind, dgm_fact *out);

/* The country of a code such as "RUS", under its usual name; false if there is none. */
bool dgm_facts_country(dgm_view iso3, dgm_fact *out);

/* Its adjective, "Russian"; empty if there is none. */
dgm_view dgm_facts_adjective(dgm_view iso3);

/* Offices that somebody can be found by. */
typedef enum dgm_office {
    DGM_OFFICE_NONE = -1,
    DGM_OFFICE_HEAD_OF_STATE,      /* president, king */
    DGM_OFFICE_HEAD_OF_GOVERNMENT, /* prime minister; no terms where the president is both */
    DGM_OFFICE_DEPUTY,             /* vice president, deputy prime minister */
    DGM_OFFICE_FOREIGN,            /* foreign minister, secretary of state */
    DGM_OFFICE_DEFENCE,
    DGM_OFFICE_INTERIOR, /* interior minister, home secretary */
    DGM_OFFICE_FINANCE,  /* finance minister, treasury secretary, chancellor of the exchequer */
    DGM_OFFICE_JUSTICE,  /* justice minister, attorney general */
    DGM_OFFICE_MINISTER, /* of anything else */
    DGM_OFFICE_SPOKESPERSON,
    DGM_OFFICE_AMBASSADOR,
    DGM_OFFICE_SPEAKER, /* of a parliament */
    DGM_OFFICE_LEADER,  /* of a body, party or group: secretary-general, chairman; the power behind a state */
    DGM_OFFICES
} dgm_office;

typedef struct dgm_term {
    dgm_view of;     /* "RUS", or the canonical name of a body: "United Nations" */
    dgm_view title;  /* lower case: "president", "supreme leader", "secretary of state" */
    dgm_view person; /* "Vladimir Putin"; where only a surname is known, that */
    dgm_view last;   /* the name that news use alone: "Putin", "Xi" */
    dgm_view wikidata;
    dgm_office office;
    int32_t begin, end; /* both days part of it; end DGM_FACT_OPEN: still there when the tables were made */
    char gender;        /* 'm', 'f', 0 unknown */
} dgm_term;

/* The terms of a country ("RUS") or body ("NATO"), by office, then begin. */
dgm_range dgm_terms_of(dgm_view iso3_or_body);

/* The terms of one office; the same range, narrowed. */
dgm_range dgm_terms_of_office(dgm_view iso3_or_body, dgm_office office);

/* The term of an index from dgm_terms_of. */
dgm_term dgm_terms_at(uint32_t index);

/* All terms of people known by a last name as written ("Gaddafi" and "Qadhafi", "Çavuşoğlu" and "Cavusoglu"):
 * indices into a list of its own, by begin. */
dgm_range dgm_terms_of_last_name(dgm_view last);
dgm_term dgm_terms_by_last_name(uint32_t index);

/* Whether the term runs on a day (yyyymmdd). */
static inline bool dgm_term_holds(const dgm_term *term, int32_t day) {
    return term->begin <= day && day <= term->end;
}

typedef struct dgm_noun {
    dgm_view noun; /* lower case; one to four words with single spaces */
    dgm_view
        sector; /* "GOV", "LEG", "MIL", "COP", "JUD", "SPY", "PTY", "OPP", "REB", "JRN" …; may be empty */
    dgm_office office;
    bool person,
        group;   /* one human being; several, or an institution. Neither: a thing (poll, law, report) */
    bool plural; /* "troops", "ministers" */
    char gender; /* 'm', 'f', 0 */
} dgm_noun;

/* What a common noun says of who it names: "president", "foreign minister", "troops", "spokeswoman",
 * "lawmakers", "professor"; false, and `out` untouched, if it is not known. Asks for lower case. */
bool dgm_facts_noun(dgm_view noun, dgm_noun *out);

/* Whether mostly women ('f') or men ('m') have a given name; 0: unknown or both. Any case of ASCII
 * letters. */
char dgm_facts_gender(dgm_view given_name);

#endif
