/* plover.c - the tables, after the manual (draft 2.0, 2021). Its slips are read as follows: ACCUSE has lost
 * the sign of its score; SANCTION is material conflict, as its own section says; PROTEST vandalize, without a
 * score, takes its type's. */
#include "reading/plover.h"

static const struct {
    const char *name;
    uint32_t quad;
    float scale;
} types[DGM_PLOVER_TYPES] = {
    {"AGREE", 1, 2.5F},     {"CONSULT", 1, 2.5F},   {"SUPPORT", 1, 5.0F},   {"CONCEDE", 1, 4.5F},
    {"COOPERATE", 2, 9.5F}, {"AID", 2, 10.0F},      {"RETREAT", 2, 6.5F},   {"REQUEST", 3, 0.0F},
    {"ACCUSE", 3, -3.0F},   {"REJECT", 3, -2.0F},   {"THREATEN", 3, -3.5F}, {"PROTEST", 4, -5.0F},
    {"SANCTION", 4, -6.0F}, {"MOBILIZE", 4, -5.5F}, {"COERCE", 4, -7.0F},   {"ASSAULT", 4, -9.0F},
};

static const struct {
    dgm_act_type type;
    const char *name;
    float scale;
} modes[DGM_PLOVER_MODES] = {
    {DGM_ACT_CONSULT, "visit", 4.0F},
    {DGM_ACT_CONSULT, "third-party", 1.0F},
    {DGM_ACT_CONSULT, "multilateral", 4.0F},
    {DGM_ACT_CONSULT, "phone", 1.5F},
    {DGM_ACT_RETREAT, "withdraw", 8.0F},
    {DGM_ACT_RETREAT, "release", 6.5F},
    {DGM_ACT_RETREAT, "disarm", 10.0F},
    {DGM_ACT_RETREAT, "ceasefire", 7.5F},
    {DGM_ACT_RETREAT, "access", 6.5F},
    {DGM_ACT_RETREAT, "resign", 4.5F},
    {DGM_ACT_REQUEST, "assist", 0.5F},
    {DGM_ACT_REQUEST, "change", -1.0F},
    {DGM_ACT_REQUEST, "yield", -1.0F},
    {DGM_ACT_REQUEST, "meet", 0.0F},
    {DGM_ACT_ACCUSE, "disapprove", -2.0F},
    {DGM_ACT_ACCUSE, "investigate", -3.5F},
    {DGM_ACT_ACCUSE, "allege", -3.5F},
    {DGM_ACT_REJECT, "assist", -1.5F},
    {DGM_ACT_REJECT, "change", -2.0F},
    {DGM_ACT_REJECT, "yield", -2.0F},
    {DGM_ACT_REJECT, "meet", -2.0F},
    {DGM_ACT_THREATEN, "restrict", -3.0F},
    {DGM_ACT_THREATEN, "arrest", -3.5F},
    {DGM_ACT_THREATEN, "relations", -3.5F},
    {DGM_ACT_THREATEN, "expel", -3.5F},
    {DGM_ACT_THREATEN, "territory", -4.0F},
    {DGM_ACT_THREATEN, "violence", -3.5F},
    {DGM_ACT_PROTEST, "demo", -5.0F},
    {DGM_ACT_PROTEST, "riot", -7.0F},
    {DGM_ACT_PROTEST, "strike", -5.0F},
    {DGM_ACT_PROTEST, "hunger", -4.5F},
    {DGM_ACT_PROTEST, "boycott", -4.5F},
    {DGM_ACT_PROTEST, "obstruct", -4.5F},
    {DGM_ACT_PROTEST, "vandalize", -5.0F},
    {DGM_ACT_SANCTION, "convict", -6.0F},
    {DGM_ACT_SANCTION, "expel", -5.5F},
    {DGM_ACT_SANCTION, "withdraw", -6.0F},
    {DGM_ACT_SANCTION, "discontinue", -6.0F},
    {DGM_ACT_MOBILIZE, "troops", -6.5F},
    {DGM_ACT_MOBILIZE, "weapons", -6.5F},
    {DGM_ACT_MOBILIZE, "police", -5.5F},
    {DGM_ACT_MOBILIZE, "militia", -6.0F},
    {DGM_ACT_COERCE, "seize", -7.0F},
    {DGM_ACT_COERCE, "restrict", -7.0F},
    {DGM_ACT_COERCE, "censor", -6.5F},
    {DGM_ACT_COERCE, "curfew", -6.5F},
    {DGM_ACT_COERCE, "martial-law", -7.5F},
    {DGM_ACT_COERCE, "arrest", -7.0F},
    {DGM_ACT_COERCE, "deport", -7.0F},
    {DGM_ACT_COERCE, "withhold", -7.0F},
    {DGM_ACT_COERCE, "misinformation", -6.5F},
    {DGM_ACT_COERCE, "cyber", -7.0F},
    {DGM_ACT_ASSAULT, "abduct", -8.5F},
    {DGM_ACT_ASSAULT, "beat", -7.5F},
    {DGM_ACT_ASSAULT, "torture", -8.5F},
    {DGM_ACT_ASSAULT, "sexual", -8.5F},
    {DGM_ACT_ASSAULT, "targeted", -9.5F},
    {DGM_ACT_ASSAULT, "destroy", -8.5F},
    {DGM_ACT_ASSAULT, "primitive", -8.0F},
    {DGM_ACT_ASSAULT, "firearms", -9.0F},
    {DGM_ACT_ASSAULT, "explosives", -9.0F},
    {DGM_ACT_ASSAULT, "suicide-attack", -9.5F},
    {DGM_ACT_ASSAULT, "aerial", -9.5F},
    {DGM_ACT_ASSAULT, "drone", -9.5F},
    {DGM_ACT_ASSAULT, "heavy-weapons", -9.5F},
    {DGM_ACT_ASSAULT, "crowd-control", -7.5F},
    {DGM_ACT_ASSAULT, "unconventional", -10.0F},
};

static const char *const contexts[DGM_PLOVER_CONTEXTS] = {
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
};

static const char *const statuses[] = {"actual", "future", "hypothetical", "negated"};

dgm_view dgm_plover_type(uint32_t type) {
    return dgm_view_of(types[type].name);
}

dgm_view dgm_plover_mode(uint32_t mode) {
    return dgm_view_of(modes[mode].name);
}

dgm_view dgm_plover_context(uint32_t context) {
    return dgm_view_of(contexts[context]);
}

dgm_view dgm_plover_status(dgm_act_status status) {
    return dgm_view_of(statuses[status]);
}

uint32_t dgm_plover_mode_type(uint32_t mode) {
    return modes[mode].type;
}

/* What an act still to come is called. */
static uint32_t promised(uint32_t type) {
    switch (type) {
    case DGM_ACT_CONSULT:
    case DGM_ACT_SUPPORT:
    case DGM_ACT_COOPERATE:
    case DGM_ACT_AID: return DGM_ACT_AGREE;
    case DGM_ACT_RETREAT: return DGM_ACT_CONCEDE;
    default: return type;
    }
}

dgm_projection dgm_plover_project(uint32_t type, const uint8_t *mode, uint32_t n_modes,
                                  dgm_act_status status) {
    uint32_t to = status == DGM_ACT_FUTURE ? promised(type) : type;
    dgm_projection out = {to, to == type, types[to].quad, types[to].scale};
    if (to != type || n_modes == 0)
        return out;
    out.scale = 0;
    for (uint32_t i = 0; i < n_modes; i++)
        out.scale += modes[mode[i]].scale;
    out.scale /= (float)n_modes;
    return out;
}
