/* lists.c - sorted tables and one search over them.
 *
 * Each table is sorted by the bytes of its words, which are in lower case unless said. The lists hold common
 * knowledge of English print; what the conventions of UD English do with such words decided the grouping. */
#include "text/lists.h"

#include "text/chars.h"

enum { LONGEST = 16 }; /* no word of any list is longer */

/* Abbreviations, without the last period, and when the period is theirs. */
typedef struct abbreviation {
    const char *word;
    dgm_abbreviation kind;
} abbreviation;

static const abbreviation abbreviations[] = {
    {"adm", DGM_ABBR_TITLE},    {"admin", DGM_ABBR_ANY},     {"al", DGM_ABBR_ANY},
    {"ala", DGM_ABBR_CAPITAL},  {"ald", DGM_ABBR_TITLE},     {"amb", DGM_ABBR_TITLE},
    {"approx", DGM_ABBR_ANY},   {"apr", DGM_ABBR_CAPITAL},   {"apt", DGM_ABBR_ANY},
    {"ariz", DGM_ABBR_ANY},     {"ark", DGM_ABBR_CAPITAL},   {"arrv", DGM_ABBR_ANY},
    {"art", DGM_ABBR_NUMBER},   {"assn", DGM_ABBR_ANY},      {"assoc", DGM_ABBR_TITLE},
    {"asst", DGM_ABBR_TITLE},   {"attn", DGM_ABBR_ANY},      {"atty", DGM_ABBR_TITLE},
    {"aug", DGM_ABBR_CAPITAL},  {"ave", DGM_ABBR_ANY},       {"b", DGM_ABBR_NUMBER},
    {"bldg", DGM_ABBR_ANY},     {"blvd", DGM_ABBR_ANY},      {"brig", DGM_ABBR_TITLE},
    {"bros", DGM_ABBR_ANY},     {"c", DGM_ABBR_NUMBER},      {"c.f", DGM_ABBR_INNER},
    {"ca", DGM_ABBR_INNER},     {"cal", DGM_ABBR_CAPITAL},   {"calif", DGM_ABBR_ANY},
    {"capt", DGM_ABBR_TITLE},   {"cdr", DGM_ABBR_TITLE},     {"cf", DGM_ABBR_INNER},
    {"ch", DGM_ABBR_NUMBER},    {"chap", DGM_ABBR_NUMBER},   {"cmdr", DGM_ABBR_TITLE},
    {"co", DGM_ABBR_ANY},       {"col", DGM_ABBR_TITLE},     {"colo", DGM_ABBR_ANY},
    {"cols", DGM_ABBR_TITLE},   {"comdr", DGM_ABBR_TITLE},   {"conn", DGM_ABBR_ANY},
    {"cont", DGM_ABBR_ANY},     {"corp", DGM_ABBR_ANY},      {"cos", DGM_ABBR_ANY},
    {"cpl", DGM_ABBR_TITLE},    {"d", DGM_ABBR_NUMBER},      {"dak", DGM_ABBR_CAPITAL},
    {"dec", DGM_ABBR_CAPITAL},  {"del", DGM_ABBR_CAPITAL},   {"dep", DGM_ABBR_TITLE},
    {"dept", DGM_ABBR_ANY},     {"det", DGM_ABBR_TITLE},     {"dr", DGM_ABBR_TITLE},
    {"drs", DGM_ABBR_TITLE},    {"e.g", DGM_ABBR_INNER},     {"eg", DGM_ABBR_ANY},
    {"eq", DGM_ABBR_NUMBER},    {"esq", DGM_ABBR_ANY},       {"est", DGM_ABBR_ANY},
    {"etc", DGM_ABBR_ANY},      {"ext", DGM_ABBR_ANY},       {"feb", DGM_ABBR_CAPITAL},
    {"fig", DGM_ABBR_NUMBER},   {"figs", DGM_ABBR_NUMBER},   {"fla", DGM_ABBR_ANY},
    {"fr", DGM_ABBR_TITLE},     {"fri", DGM_ABBR_CAPITAL},   {"ft", DGM_ABBR_TITLE},
    {"ga", DGM_ABBR_CAPITAL},   {"gen", DGM_ABBR_TITLE},     {"gens", DGM_ABBR_TITLE},
    {"gmbh", DGM_ABBR_ANY},     {"gov", DGM_ABBR_TITLE},     {"govs", DGM_ABBR_TITLE},
    {"govt", DGM_ABBR_ANY},     {"hon", DGM_ABBR_TITLE},     {"hr", DGM_ABBR_ANY},
    {"hrs", DGM_ABBR_ANY},      {"hwy", DGM_ABBR_ANY},       {"i.e", DGM_ABBR_INNER},
    {"ie", DGM_ABBR_ANY},       {"ill", DGM_ABBR_CAPITAL},   {"inc", DGM_ABBR_ANY},
    {"incl", DGM_ABBR_INNER},   {"ind", DGM_ABBR_CAPITAL},   {"insp", DGM_ABBR_TITLE},
    {"inst", DGM_ABBR_ANY},     {"intl", DGM_ABBR_ANY},      {"jan", DGM_ABBR_CAPITAL},
    {"jr", DGM_ABBR_ANY},       {"jul", DGM_ABBR_CAPITAL},   {"jun", DGM_ABBR_CAPITAL},
    {"kan", DGM_ABBR_CAPITAL},  {"ky", DGM_ABBR_CAPITAL},    {"la", DGM_ABBR_CAPITAL},
    {"lb", DGM_ABBR_ANY},       {"lbs", DGM_ABBR_ANY},       {"lieut", DGM_ABBR_TITLE},
    {"lt", DGM_ABBR_TITLE},     {"ltd", DGM_ABBR_ANY},       {"m", DGM_ABBR_NUMBER},
    {"maj", DGM_ABBR_TITLE},    {"mar", DGM_ABBR_CAPITAL},   {"mass", DGM_ABBR_CAPITAL},
    {"md", DGM_ABBR_CAPITAL},   {"messrs", DGM_ABBR_TITLE},  {"mfg", DGM_ABBR_ANY},
    {"mich", DGM_ABBR_ANY},     {"minn", DGM_ABBR_ANY},      {"misc", DGM_ABBR_ANY},
    {"miss", DGM_ABBR_CAPITAL}, {"mlle", DGM_ABBR_TITLE},    {"mme", DGM_ABBR_TITLE},
    {"mo", DGM_ABBR_CAPITAL},   {"mon", DGM_ABBR_CAPITAL},   {"mont", DGM_ABBR_ANY},
    {"mr", DGM_ABBR_TITLE},     {"mrs", DGM_ABBR_TITLE},     {"ms", DGM_ABBR_TITLE},
    {"msgr", DGM_ABBR_TITLE},   {"mt", DGM_ABBR_TITLE},      {"mtg", DGM_ABBR_ANY},
    {"mus", DGM_ABBR_CAPITAL},  {"mx", DGM_ABBR_TITLE},      {"natl", DGM_ABBR_ANY},
    {"neb", DGM_ABBR_ANY},      {"nebr", DGM_ABBR_ANY},      {"nev", DGM_ABBR_ANY},
    {"no", DGM_ABBR_NUMBER},    {"nos", DGM_ABBR_NUMBER},    {"nov", DGM_ABBR_CAPITAL},
    {"nr", DGM_ABBR_NUMBER},    {"oct", DGM_ABBR_CAPITAL},   {"okla", DGM_ABBR_ANY},
    {"ont", DGM_ABBR_ANY},      {"ore", DGM_ABBR_CAPITAL},   {"oz", DGM_ABBR_ANY},
    {"p", DGM_ABBR_NUMBER},     {"p.s", DGM_ABBR_INNER},     {"pa", DGM_ABBR_CAPITAL},
    {"par", DGM_ABBR_NUMBER},   {"para", DGM_ABBR_NUMBER},   {"penn", DGM_ABBR_ANY},
    {"pfc", DGM_ABBR_TITLE},    {"ph", DGM_ABBR_ANY},        {"phd", DGM_ABBR_ANY},
    {"plc", DGM_ABBR_ANY},      {"pp", DGM_ABBR_NUMBER},     {"pres", DGM_ABBR_TITLE},
    {"prof", DGM_ABBR_TITLE},   {"profs", DGM_ABBR_TITLE},   {"pty", DGM_ABBR_ANY},
    {"pvt", DGM_ABBR_TITLE},    {"que", DGM_ABBR_ANY},       {"rd", DGM_ABBR_ANY},
    {"rep", DGM_ABBR_TITLE},    {"reps", DGM_ABBR_TITLE},    {"rev", DGM_ABBR_TITLE},
    {"revs", DGM_ABBR_TITLE},   {"sat", DGM_ABBR_CAPITAL},   {"sec", DGM_ABBR_TITLE},
    {"sect", DGM_ABBR_NUMBER},  {"secy", DGM_ABBR_TITLE},    {"sen", DGM_ABBR_TITLE},
    {"sens", DGM_ABBR_TITLE},   {"sep", DGM_ABBR_CAPITAL},   {"sept", DGM_ABBR_CAPITAL},
    {"sgt", DGM_ABBR_TITLE},    {"spc", DGM_ABBR_TITLE},     {"sr", DGM_ABBR_ANY},
    {"sra", DGM_ABBR_TITLE},    {"st", DGM_ABBR_TITLE},      {"ste", DGM_ABBR_TITLE},
    {"sun", DGM_ABBR_CAPITAL},  {"supt", DGM_ABBR_TITLE},    {"tel", DGM_ABBR_ANY},
    {"tenn", DGM_ABBR_ANY},     {"tex", DGM_ABBR_ANY},       {"thu", DGM_ABBR_CAPITAL},
    {"thur", DGM_ABBR_CAPITAL}, {"thurs", DGM_ABBR_CAPITAL}, {"treas", DGM_ABBR_TITLE},
    {"tue", DGM_ABBR_CAPITAL},  {"tues", DGM_ABBR_CAPITAL},  {"univ", DGM_ABBR_ANY},
    {"va", DGM_ABBR_CAPITAL},   {"viz", DGM_ABBR_ANY},       {"vol", DGM_ABBR_NUMBER},
    {"vols", DGM_ABBR_NUMBER},  {"vs", DGM_ABBR_INNER},      {"vt", DGM_ABBR_CAPITAL},
    {"wash", DGM_ABBR_CAPITAL}, {"wed", DGM_ABBR_CAPITAL},   {"weds", DGM_ABBR_CAPITAL},
    {"wis", DGM_ABBR_ANY},      {"wyo", DGM_ABBR_ANY},       {"yr", DGM_ABBR_ANY},
    {"yrs", DGM_ABBR_ANY},
};

/* Words that hold two or three, with the bytes at which they come apart (0: no second cut). */
typedef struct contraction {
    const char *word;
    unsigned char first, second;
} contraction;

static const contraction contractions[] = {
    {"'tis", 2, 0},    {"'twas", 2, 0},  {"aint", 2, 0},    {"arent", 3, 0},    {"arnt", 2, 0},
    {"c'mon", 3, 0},   {"cannot", 3, 0}, {"cant", 2, 0},    {"coulda", 4, 0},   {"couldnt", 5, 0},
    {"couldve", 5, 0}, {"d'ye", 2, 0},   {"didnt", 3, 0},   {"doesnt", 4, 0},   {"dont", 2, 0},
    {"dunno", 2, 3},   {"gimme", 3, 0},  {"gonna", 3, 0},   {"gotta", 3, 0},    {"hadnt", 3, 0},
    {"hasnt", 3, 0},   {"havent", 4, 0}, {"heres", 4, 0},   {"hes", 2, 0},      {"im", 1, 0},
    {"isnt", 2, 0},    {"itll", 2, 0},   {"ive", 1, 0},     {"lemme", 3, 0},    {"musta", 3, 0},
    {"outta", 3, 0},   {"shes", 3, 0},   {"shoulda", 5, 0}, {"shouldnt", 6, 0}, {"shouldve", 6, 0},
    {"sorta", 4, 0},   {"thats", 4, 0},  {"theres", 5, 0},  {"theyll", 4, 0},   {"theyre", 4, 0},
    {"theyve", 4, 0},  {"wana", 3, 0},   {"wanna", 3, 0},   {"wasnt", 3, 0},    {"werent", 4, 0},
    {"weve", 2, 0},    {"whats", 4, 0},  {"wont", 2, 0},    {"woulda", 4, 0},   {"wouldnt", 5, 0},
    {"wouldve", 5, 0}, {"y'all", 2, 0},  {"youll", 3, 0},   {"youre", 3, 0},    {"youve", 3, 0},
};

/* Verbs between a quotation and the rest of its sentence. */
static const char *const sayings[] = {
    "added",    "adds",      "answered", "ask",      "asked",    "asks",   "continued", "cried",
    "demanded", "exclaimed", "joked",    "recalled", "replied",  "said",   "say",       "says",
    "shouted",  "tells",     "told",     "tweeted",  "wondered", "writes", "wrote",     "yelled",
};

/* What follows the apostrophe of a contraction. */
static const char *const clitics[] = {
    "d", "ll", "m", "re", "s", "ve",
};

/* Prefixes that UD English leaves joined by their hyphen. */
static const char *const prefixes[] = {
    "ante", "anti",  "arch",  "bi",     "co",     "contra", "counter", "cross", "de",   "e",
    "ex",   "extra", "hm",    "hyper",  "infra",  "inter",  "intra",   "macro", "meta", "micro",
    "mid",  "mini",  "mm",    "multi",  "neo",    "non",    "oh",      "over",  "para", "post",
    "pre",  "pro",   "proto", "pseudo", "psycho", "quasi",  "re",      "retro", "semi", "socio",
    "sub",  "supra", "trans", "tri",    "uh",     "ultra",  "un",
};

/* Units and the like that are set apart from a number written before them; these as written. */
static const char *const units[] = {
    "AM",  "B",     "GB",   "GHz",    "GMT",  "GW",       "Hz", "K",   "KB",    "M",       "MB",  "MHz",
    "MM",  "MW",    "MWh",  "PM",     "TB",   "a.m",      "am", "b",   "bbl",   "billion", "bln", "bn",
    "bps", "cents", "cl",   "cm",     "days", "ft",       "g",  "gb",  "gw",    "hh",      "hr",  "hrs",
    "hz",  "in",    "inch", "inches", "k",    "kHz",      "kW", "kWh", "kb",    "kg",      "km",  "kmh",
    "kph", "kw",    "lb",   "lbs",    "m",    "mb",       "mg", "mi",  "miles", "million", "min", "mins",
    "ml",  "mln",   "mm",   "mn",     "mph",  "mw",       "nm", "oz",  "p",     "p.m",     "pct", "percent",
    "pm",  "t",     "tn",   "tonnes", "tons", "trillion", "x",  "yd",  "years", "yr",      "yrs",
};

/* Last parts of host names and file names. */
static const char *const suffixes[] = {
    "ac",   "asp", "aspx", "au",  "biz", "br",  "ca",   "cn",  "com", "csv",  "de",  "dk",   "doc",
    "docx", "edu", "es",   "eu",  "exe", "fm",  "fr",   "gif", "gob", "gov",  "hk",  "htm",  "html",
    "ie",   "il",  "info", "int", "ir",  "jp",  "jpeg", "jpg", "js",  "kr",   "ly",  "mil",  "mp3",
    "mp4",  "mx",  "net",  "nl",  "nz",  "org", "pdf",  "php", "pl",  "png",  "ppt", "pptx", "ru",
    "se",   "sg",  "tr",   "tv",  "tw",  "txt", "uk",   "url", "xls", "xlsx", "xml", "za",   "zip",
};

/* What an apostrophe begins where letters are left out. */
static const char *const elisions[] = {
    "bout", "cause", "cos",   "coz",  "cuz", "em",    "fraid", "gainst", "kay",
    "m",    "n",     "neath", "nuff", "s",   "scuse", "til",   "tween",
};

/* Words with a capital that begin a sentence far more often than a name; as written. */
static const char *const starters[] = {
    "A",         "About",
    "Above",     "According",
    "Across",    "After",
    "Again",     "Against",
    "All",       "Already",
    "Also",      "Although",
    "Among",     "An",
    "And",       "Another",
    "Any",       "Anyone",
    "Anyway",    "Are",
    "As",        "Asked",
    "At",        "Because",
    "Before",    "Besides",
    "Best",      "Both",
    "But",       "By",
    "Can",       "Could",
    "Critics",   "Despite",
    "Did",       "Do",
    "Does",      "During",
    "Each",      "Earlier",
    "Either",    "Even",
    "Every",     "Everyone",
    "Few",       "Following",
    "For",       "From",
    "Further",   "Furthermore",
    "Given",     "Had",
    "Has",       "Have",
    "He",        "Hence",
    "Her",       "Here",
    "His",       "How",
    "However",   "I",
    "If",        "In",
    "Indeed",    "Instead",
    "Is",        "It",
    "Its",       "Just",
    "Last",      "Lately",
    "Later",     "Like",
    "Many",      "Maybe",
    "Meanwhile", "More",
    "Moreover",  "Most",
    "Much",      "My",
    "Nearly",    "Neither",
    "Never",     "Nevertheless",
    "No",        "Nobody",
    "None",      "Nor",
    "Not",       "Nothing",
    "Now",       "Of",
    "Officials", "Often",
    "On",        "Once",
    "One",       "Only",
    "Or",        "Other",
    "Others",    "Our",
    "Out",       "Over",
    "People",    "Perhaps",
    "Please",    "Rather",
    "She",       "Should",
    "Similarly", "Since",
    "So",        "Some",
    "Someone",   "Something",
    "Sometimes", "Soon",
    "Still",     "Such",
    "Sure",      "Thank",
    "Thanks",    "That",
    "The",       "Their",
    "Them",      "Then",
    "There",     "Therefore",
    "These",     "They",
    "This",      "Those",
    "Though",    "Through",
    "Thus",      "To",
    "Today",     "Together",
    "Too",       "Two",
    "Under",     "Unfortunately",
    "Unless",    "Unlike",
    "Until",     "Was",
    "We",        "Well",
    "Were",      "What",
    "When",      "Where",
    "Whether",   "Which",
    "While",     "Who",
    "Why",       "Will",
    "With",      "Within",
    "Without",   "Would",
    "Yes",       "Yesterday",
    "Yet",       "You",
    "Your",
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Order of `word`, lower-cased if `fold`, against a list word: as strcmp. */
static int compare(dgm_view word, const char *entry, bool fold) {
    for (size_t i = 0; i < word.size; i++) {
        char c = fold ? dgm_char_lower(word.data[i]) : word.data[i];
        if (c != entry[i] || entry[i] == '\0')
            return (unsigned char)c - (unsigned char)entry[i];
    }
    return entry[word.size] == '\0' ? 0 : -1;
}

/* Index of `word` in a table of `count` rows of `stride` bytes that begin with the word, or -1. */
static int search(const void *table, size_t count, size_t stride, dgm_view word, bool fold) {
    size_t low = 0, high = word.size > 0 && word.size <= LONGEST ? count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *const *entry = (const void *)((const char *)table + middle * stride);
        int order = compare(word, *entry, fold);
        if (order == 0)
            return (int)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

#define SEARCH(table, word, fold) search((table), COUNT(table), sizeof((table)[0]), (word), (fold))

dgm_abbreviation dgm_list_abbreviation(dgm_view word) {
    int i = SEARCH(abbreviations, word, true);
    return i < 0 ? DGM_ABBR_NONE : abbreviations[i].kind;
}

uint32_t dgm_list_contraction(dgm_view word, uint32_t *out_second) {
    int i = SEARCH(contractions, word, true);
    *out_second = i < 0 ? 0 : contractions[i].second;
    return i < 0 ? 0 : contractions[i].first;
}

bool dgm_list_is_prefix(dgm_view word) {
    return SEARCH(prefixes, word, true) >= 0;
}

bool dgm_list_is_unit(dgm_view word) {
    return SEARCH(units, word, false) >= 0;
}

bool dgm_list_is_suffix(dgm_view word) {
    return SEARCH(suffixes, word, true) >= 0;
}

bool dgm_list_is_elision(dgm_view word) {
    return SEARCH(elisions, word, true) >= 0;
}

bool dgm_list_is_clitic(dgm_view word) {
    return SEARCH(clitics, word, true) >= 0;
}

bool dgm_list_is_saying(dgm_view word) {
    return SEARCH(sayings, word, false) >= 0;
}

bool dgm_list_is_starter(dgm_view word) {
    return SEARCH(starters, word, false) >= 0;
}
