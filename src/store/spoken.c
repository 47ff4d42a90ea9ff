/* spoken.c - tables of units and parts of the day. Durations of several units ("P1Y6M") stay
 * as they are. */
#include "store/spoken.h"

#include <stdio.h>

typedef struct word {
    const char *code, *one, *many;
} word;

static const word dates[] = {{"Y", "year", "years"},        {"M", "month", "months"},
                             {"W", "week", "weeks"},        {"D", "day", "days"},
                             {"Q", "quarter", "quarters"},  {"DE", "decade", "decades"},
                             {"WE", "weekend", "weekends"}, {"CE", "century", "centuries"}};
static const word clocks[] = {{"H", "hour", "hours"}, {"M", "minute", "minutes"}, {"S", "second", "seconds"}};
static const word parts[] = {{"MO", "morning", NULL}, {"MI", "midday", NULL}, {"AF", "afternoon", NULL},
                             {"EV", "evening", NULL}, {"NI", "night", NULL},  {"DT", "daytime", NULL}};

static const word *find(const word *words, size_t count, dgm_view code) {
    for (size_t i = 0; i < count; i++)
        if (dgm_view_equal(code, dgm_view_of(words[i].code)))
            return &words[i];
    return NULL;
}
#define FIND(words, code) find(words, sizeof(words) / sizeof((words)[0]), code)

static dgm_view from(dgm_view text, size_t at) {
    return (dgm_view){text.data + at, text.size - at};
}

/* "P3D", "PT8M", "PXY": one number, one unit. */
static dgm_view say_duration(dgm_view value, char *room) {
    bool clock = value.size > 1 && value.data[1] == 'T';
    size_t start = clock ? 2 : 1, at = start;
    while (at < value.size && ((value.data[at] >= '0' && value.data[at] <= '9') || value.data[at] == '.'))
        at++;
    bool some = at == start && at < value.size && value.data[at] == 'X';
    at += some;
    const word *unit = clock ? FIND(clocks, from(value, at)) : FIND(dates, from(value, at));
    if (at == start || at - start > 20 || !unit)
        return value;
    bool one = at - start == 1 && value.data[start] == '1';
    int size = snprintf(room, DGM_SPOKEN_ROOM, "%.*s %s", some ? 4 : (int)(at - start),
                        some ? "some" : value.data + start, one ? unit->one : unit->many);
    return (dgm_view){room, (size_t)size};
}

/* "2024-03-04TEV", "2024-03-04T18:40". */
static dgm_view say_time(dgm_view value, char *room) {
    size_t at = 0;
    while (at < value.size && value.data[at] != 'T')
        at++;
    if (at == 0 || at + 1 >= value.size || value.size > 40)
        return value;
    dgm_view rest = from(value, at + 1);
    const word *part = FIND(parts, rest);
    if (part)
        rest = dgm_view_of(part->one);
    int size = snprintf(room, DGM_SPOKEN_ROOM, "%.*s %.*s", (int)at, value.data, (int)rest.size, rest.data);
    return (dgm_view){room, (size_t)size};
}

/* "199" as "1990s". */
static dgm_view say_decade(dgm_view value, char *room) {
    for (size_t i = 0; i < value.size; i++)
        if (value.data[i] < '0' || value.data[i] > '9')
            return value;
    int size = snprintf(room, DGM_SPOKEN_ROOM, "%.*s0s", (int)value.size, value.data);
    return (dgm_view){room, (size_t)size};
}

dgm_view dgm_spoken_value(dgm_view value, char room[DGM_SPOKEN_ROOM]) {
    static const struct {
        const char *value, *words;
    } refs[] = {{"PRESENT_REF", "now"}, {"PAST_REF", "in the past"}, {"FUTURE_REF", "in the future"}};
    for (size_t i = 0; i < sizeof(refs) / sizeof(refs[0]); i++)
        if (dgm_view_equal(value, dgm_view_of(refs[i].value)))
            return dgm_view_of(refs[i].words);
    if (value.size > 0 && value.data[0] == 'P')
        return say_duration(value, room);
    return value.size == 3 ? say_decade(value, room) : say_time(value, room);
}
