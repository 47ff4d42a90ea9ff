/* json.c - one function a kind of field, chosen by a switch, and two that walk structs and lists.
 * Indented, each field has its line, but what is only numbers or words stays on one. */
#include "store/json.h"

#include <math.h>

#include "base/utf8.h"

typedef struct printer {
    dgm_writer *writer;
    bool indented;
    uint32_t depth;
} printer;

/* ---- strings ------------------------------------------------------------- */

static void put_escape(dgm_writer *writer, unsigned char byte) {
    static const char hex[] = "0123456789abcdef";
    static const char named[] = {'"', '"', '\\', '\\', '\b', 'b', '\f', 'f', '\n', 'n', '\r', 'r', '\t', 't'};
    dgm_writer_byte(writer, '\\');
    for (size_t i = 0; i < sizeof(named); i += 2)
        if (byte == (unsigned char)named[i]) {
            dgm_writer_byte(writer, named[i + 1]);
            return;
        }
    dgm_writer_text(writer, "u00");
    dgm_writer_byte(writer, hex[byte >> 4]);
    dgm_writer_byte(writer, hex[byte & 15]);
}

void dgm_json_string(dgm_view text, dgm_writer *writer) {
    dgm_writer_byte(writer, '"');
    size_t done = 0, at = 0; /* text[done, at) is good as it is */
    while (at < text.size) {
        unsigned char byte = (unsigned char)text.data[at];
        uint32_t size = 1;
        bool bad = byte >= 0x80 && dgm_utf8_read(text, at, &size) == DGM_UTF8_BAD;
        bool escaped = byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f;
        if (bad || escaped) {
            dgm_writer_put(writer, (dgm_view){text.data + done, at - done});
            if (bad)
                dgm_writer_text(writer, "\xEF\xBF\xBD");
            else
                put_escape(writer, byte);
            done = at + size;
        }
        at += size;
    }
    dgm_writer_put(writer, (dgm_view){text.data + done, at - done});
    dgm_writer_byte(writer, '"');
}

static void put_string(printer *p, const dgm_view *text) {
    if (text->data)
        dgm_json_string(*text, p->writer);
    else
        dgm_writer_text(p->writer, "null");
}

/* ---- marks between ------------------------------------------------------- */

static void comma(printer *p) {
    dgm_writer_text(p->writer, p->indented ? ", " : ",");
}

/* ---- spans --------------------------------------------------------------- */

static void put_place(printer *p, const dgm_range *range) {
    dgm_writer_byte(p->writer, '[');
    dgm_writer_number(p->writer, range->start);
    comma(p);
    dgm_writer_number(p->writer, range->end);
    dgm_writer_byte(p->writer, ']');
}

static void put_span(printer *p, const dgm_range *range) {
    if (range->start < range->end)
        put_place(p, range);
    else
        dgm_writer_text(p->writer, "null");
}

static void put_spans(printer *p, const dgm_list *list) {
    const dgm_range *spans = list->items;
    dgm_writer_byte(p->writer, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i > 0)
            comma(p);
        put_place(p, &spans[i]);
    }
    dgm_writer_byte(p->writer, ']');
}

static void put_strings(printer *p, const dgm_list *list) {
    const dgm_view *strings = list->items;
    dgm_writer_byte(p->writer, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i > 0)
            comma(p);
        put_string(p, &strings[i]);
    }
    dgm_writer_byte(p->writer, ']');
}

static void put_number(printer *p, float number) {
    if (isnan(number))
        dgm_writer_text(p->writer, "null");
    else
        dgm_writer_decimal(p->writer, number);
}

/* ---- structs and lists --------------------------------------------------- */

static void new_line(printer *p) {
    if (!p->indented)
        return;
    dgm_writer_byte(p->writer, '\n');
    dgm_writer_repeat(p->writer, ' ', 2 * p->depth);
}

static void put_struct(printer *p, const dgm_table *table, const void *at);

static void put_list(printer *p, const dgm_table *table, const dgm_list *list) {
    dgm_writer_byte(p->writer, '[');
    p->depth++;
    for (uint32_t i = 0; i < list->count; i++) {
        dgm_writer_text(p->writer, i > 0 ? "," : "");
        new_line(p);
        put_struct(p, table, (const char *)list->items + i * table->size);
    }
    p->depth--;
    if (list->count > 0)
        new_line(p);
    dgm_writer_byte(p->writer, ']');
}

static void put_pointer(printer *p, const dgm_table *table, const void *at) {
    const void *pointer;
    memcpy(&pointer, at, sizeof(pointer));
    if (pointer)
        put_struct(p, table, pointer);
    else
        dgm_writer_text(p->writer, "null");
}

static void put_value(printer *p, const dgm_field *field, const void *at) {
    switch (field->kind) {
    case DGM_FIELD_COUNT: dgm_writer_number(p->writer, *(const uint32_t *)at); break;
    case DGM_FIELD_SHARE: dgm_writer_share(p->writer, *(const float *)at); break;
    case DGM_FIELD_STRING: put_string(p, at); break;
    case DGM_FIELD_STRINGS: put_strings(p, at); break;
    case DGM_FIELD_SPAN: put_span(p, at); break;
    case DGM_FIELD_PLACE: put_place(p, at); break;
    case DGM_FIELD_SPANS: put_spans(p, at); break;
    case DGM_FIELD_NUMBER: put_number(p, *(const float *)at); break;
    case DGM_FIELD_STRUCT: put_struct(p, field->table, at); break;
    case DGM_FIELD_POINTER: put_pointer(p, field->table, at); break;
    case DGM_FIELD_LIST: put_list(p, field->table, at); break;
    }
}

/* Whether a struct is short enough for one line: it holds no other struct and no more fields than a time. */
static bool is_short(const dgm_table *table) {
    for (uint32_t i = 0; i < table->n_fields; i++)
        if (table->fields[i].kind >= DGM_FIELD_STRUCT)
            return false;
    return table->n_fields <= 8;
}

static void put_struct(printer *p, const dgm_table *table, const void *at) {
    bool broken = p->indented && !is_short(table);
    dgm_writer_byte(p->writer, '{');
    p->depth++;
    for (uint32_t i = 0; i < table->n_fields; i++) {
        const dgm_field *field = &table->fields[i];
        if (i > 0 && broken)
            dgm_writer_byte(p->writer, ',');
        else if (i > 0)
            comma(p);
        if (broken)
            new_line(p);
        dgm_json_string(dgm_view_of(field->name), p->writer);
        dgm_writer_text(p->writer, p->indented ? ": " : ":");
        put_value(p, field, (const char *)at + field->offset);
    }
    p->depth--;
    if (broken)
        new_line(p);
    dgm_writer_byte(p->writer, '}');
}

void dgm_json_write(const struct dgm_record *record, bool indented, dgm_writer *writer) {
    printer p = {writer, indented, 0};
    put_struct(&p, &dgm_record_table, record);
    dgm_writer_byte(writer, '\n');
}
