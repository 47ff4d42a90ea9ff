/* flow.c - words wait in a unit until a place to break follows; then the unit goes on the line, or on the
 * next. */
#include "store/flow.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* ---- characters ---------------------------------------------------------- */

/* The columns of a character; -1 where it must not reach a terminal. */
static int width_of(uint32_t code) {
    if (code >= 0x20 && code < 0x7f)
        return 1;
    if (code == DGM_UTF8_BAD || code < 0xa0)
        return -1;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    if (category == UTF8PROC_CATEGORY_CF && code != 0x200d && code != 0x200c)
        return -1;
    if (category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP)
        return -1;
    return utf8proc_charwidth((utf8proc_int32_t)code);
}

uint32_t dgm_flow_width(dgm_view text) {
    uint32_t columns = 0, size = 1;
    for (size_t at = 0; at < text.size; at += size) {
        int width = width_of(dgm_utf8_read(text, at, &size));
        columns += width > 0 ? (uint32_t)width : 0;
    }
    return columns;
}

/* ---- lines --------------------------------------------------------------- */

static void set_style(dgm_flow *flow, dgm_style style) {
    static const char *const codes[] = {"\x1b[0m",    "\x1b[0;1m",  "\x1b[0;2m", "\x1b[0;3m",
                                        "\x1b[0;32m", "\x1b[0;33m", "\x1b[0;36m"};
    if (flow->colour && style != flow->style)
        dgm_writer_text(flow->writer, codes[style]);
    flow->style = style;
}

static void break_line(dgm_flow *flow) {
    dgm_writer_byte(flow->writer, '\n');
    dgm_writer_repeat(flow->writer, ' ', flow->indent);
    flow->column = flow->indent;
    flow->begun = false;
}

/* Writes what may be seen of a word, and breaks it where the line ends. */
static void put_word(dgm_flow *flow, dgm_view text, dgm_style style) {
    uint32_t size = 1;
    set_style(flow, style);
    for (size_t at = 0; at < text.size; at += size) {
        int width = width_of(dgm_utf8_read(text, at, &size));
        if (width < 0)
            continue;
        if (flow->column + (uint32_t)width > flow->width && flow->column > flow->indent)
            break_line(flow);
        dgm_writer_put(flow->writer, (dgm_view){text.data + at, size});
        flow->column += (uint32_t)width;
    }
}

static void put_unit(dgm_flow *flow) {
    uint32_t columns = 0;
    for (uint32_t i = 0; i < flow->n_unit; i++)
        columns += dgm_flow_width(flow->unit[i].text) + (i > 0 && flow->unit[i].spaced);
    if (flow->n_unit > 0 && flow->begun && flow->column + 1 + columns > flow->width)
        break_line(flow);
    for (uint32_t i = 0; i < flow->n_unit; i++) {
        if (flow->unit[i].spaced && flow->begun) {
            dgm_writer_byte(flow->writer, ' ');
            flow->column++;
        }
        put_word(flow, flow->unit[i].text, flow->unit[i].style);
        flow->begun = true;
    }
    flow->n_unit = 0;
}

static void add_word(dgm_flow *flow, dgm_view text, dgm_style style, bool spaced) {
    if (flow->n_unit == sizeof(flow->unit) / sizeof(flow->unit[0]))
        put_unit(flow);
    flow->unit[flow->n_unit++] = (dgm_flow_word){text, style, spaced};
}

/* ---- public -------------------------------------------------------------- */

void dgm_flow_open(dgm_flow *flow, dgm_writer *writer, uint32_t width, bool colour) {
    *flow = (dgm_flow){.writer = writer, .width = width, .colour = colour};
}

void dgm_flow_begin(dgm_flow *flow, uint32_t start, uint32_t indent) {
    if (start > flow->column)
        dgm_writer_repeat(flow->writer, ' ', start - flow->column);
    flow->column = start > flow->column ? start : flow->column;
    flow->indent = indent;
    flow->begun = false;
}

void dgm_flow_text(dgm_flow *flow, dgm_view text, dgm_style style) {
    size_t start = 0;
    for (size_t at = 0; at <= text.size; at++) {
        if (at < text.size && (unsigned char)text.data[at] > ' ')
            continue;
        if (at > start) {
            if (!flow->glued)
                put_unit(flow);
            add_word(flow, (dgm_view){text.data + start, at - start}, style, !flow->glued);
            flow->glued = false;
        }
        start = at + 1;
    }
}

void dgm_flow_stick(dgm_flow *flow, dgm_view text, dgm_style style, bool spaced) {
    add_word(flow, text, style, spaced);
}

void dgm_flow_glue(dgm_flow *flow) {
    flow->glued = true;
}

void dgm_flow_end(dgm_flow *flow) {
    put_unit(flow);
    set_style(flow, DGM_STYLE_PLAIN);
    dgm_writer_byte(flow->writer, '\n');
    flow->column = 0;
}

void dgm_flow_rule(dgm_flow *flow, dgm_style style) {
    put_unit(flow);
    set_style(flow, style);
    if (flow->column + 1 < flow->width)
        dgm_writer_byte(flow->writer, ' ');
    for (uint32_t at = flow->column + 1; at < flow->width; at++)
        dgm_writer_text(flow->writer, "─");
}

void dgm_flow_fixed(dgm_flow *flow, dgm_view text, dgm_style style, uint32_t columns) {
    uint32_t width = dgm_flow_width(text), size = 1;
    set_style(flow, style);
    for (size_t at = 0; at < text.size; at += size)
        if (width_of(dgm_utf8_read(text, at, &size)) >= 0)
            dgm_writer_put(flow->writer, (dgm_view){text.data + at, size});
    set_style(flow, DGM_STYLE_PLAIN);
    dgm_writer_repeat(flow->writer, ' ', columns > width ? columns - width : 0);
    flow->column += columns > width ? columns : width;
}
