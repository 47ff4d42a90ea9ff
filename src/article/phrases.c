/* phrases.c - one table: a wording, where in the paragraph it stands, how long the
 * paragraph may be, how near the document's end, and the role it then has.
 *
 * Limits are tight on purpose (see parts.h). The first line that fits counts, so
 * captions and credits, whose statements are kept, come before the roles that
 * drop theirs. */
#include "article/phrases.h"

#include "article/glyphs.h"

typedef enum place {
    STARTS, /* at the start, brackets, dashes and bullets passed over */
    WHOLE,  /* it is all there is but punctuation */
    HOLDS,  /* anywhere */
    ENDS    /* in the last 60 bytes */
} place;

enum { ANYWHERE = 1 << 30, TAIL = 5, LAST = 2 };

typedef struct wording {
    dgm_part_role role;
    place where;
    uint32_t most; /* bytes of the paragraph */
    uint32_t left; /* paragraphs that may follow */
    const char *phrase;
} wording;

static const wording wordings[] = {
    /* pictures */
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photo:"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photos by"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photo by"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photo via"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photo credit"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photo courtesy"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "photograph:"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "image:"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "images:"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "image via"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "image credit"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "image source"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "image copyright"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "image caption"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "picture:"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "pictured:"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "pictured,"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "pictured above"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "file - in this"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "file photo"},
    {DGM_PART_CAPTION, STARTS, 400, ANYWHERE, "video via"},
    {DGM_PART_CAPTION, WHOLE, 60, ANYWHERE, "getty"},
    {DGM_PART_CAPTION, WHOLE, 60, ANYWHERE, "getty images"},
    {DGM_PART_CAPTION, WHOLE, 60, ANYWHERE, "photo"},
    {DGM_PART_CAPTION, WHOLE, 60, ANYWHERE, "facebook"},
    {DGM_PART_CAPTION, WHOLE, 60, ANYWHERE, "instagram"},
    {DGM_PART_CAPTION, WHOLE, 60, ANYWHERE, "youtube"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "ap photo"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "file photo"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "photo:"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "photograph:"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "picture:"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "image:"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "photo courtesy"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "photo credit"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "photo by"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "facebook photo"},
    {DGM_PART_CAPTION, ENDS, 500, ANYWHERE, "getty images"},
    /* where it comes from */
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "source:"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "sources:"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "credit:"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "h/t"},
    {DGM_PART_CREDIT, STARTS, 60, ANYWHERE, "via"},
    {DGM_PART_CREDIT, STARTS, 300, TAIL, "contributing:"},
    {DGM_PART_CREDIT, STARTS, 400, ANYWHERE, "additional reporting by"},
    {DGM_PART_CREDIT, STARTS, 400, ANYWHERE, "additional reporting:"},
    {DGM_PART_CREDIT, STARTS, 400, ANYWHERE, "with additional reporting"},
    {DGM_PART_CREDIT, STARTS, 400, ANYWHERE, "reporting by"},
    {DGM_PART_CREDIT, STARTS, 400, ANYWHERE, "editing by"},
    {DGM_PART_CREDIT, STARTS, 400, ANYWHERE, "writing by"},
    {DGM_PART_CREDIT, STARTS, 100, ANYWHERE, "with news wire services"},
    {DGM_PART_CREDIT, STARTS, 60, ANYWHERE, "from staff reports"},
    {DGM_PART_CREDIT, STARTS, 60, ANYWHERE, "from wire reports"},
    {DGM_PART_CREDIT, STARTS, 60, ANYWHERE, "from the associated press"},
    {DGM_PART_CREDIT, STARTS, 200, ANYWHERE, "as published in"},
    {DGM_PART_CREDIT, STARTS, 200, ANYWHERE, "originally published"},
    {DGM_PART_CREDIT, STARTS, 200, ANYWHERE, "first published"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this article originally appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this article first appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this article was originally published"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this article was first published"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this story originally appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this story first appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this story was originally published"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this story was first published"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this post originally appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this post first appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this piece originally appeared"},
    {DGM_PART_CREDIT, STARTS, 300, ANYWHERE, "this piece first appeared"},
    {DGM_PART_CREDIT, HOLDS, 350, TAIL, "contributed to this"},
    {DGM_PART_CREDIT, HOLDS, 250, LAST, "contributed from"},
    {DGM_PART_CREDIT, HOLDS, 300, TAIL, "reprinted courtesy of"},
    {DGM_PART_CREDIT, HOLDS, 300, TAIL, "republished with permission"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "associated press"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "the associated press"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "ap"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "reuters"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "afp"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "agence france-presse"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "upi"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "xinhua"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "bloomberg"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "press association"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "staff and agencies"},
    {DGM_PART_CREDIT, WHOLE, 60, ANYWHERE, "news agencies"},
    /* links */
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "related:"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related stories"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related articles"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related coverage"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related content"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related links"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related topics"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related roundup"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related story:"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "related video"},
    {DGM_PART_RELATED, WHOLE, 60, ANYWHERE, "related"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "see also:"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "read also:"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "also read:"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "read next:"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "read this next"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "read more:"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "read more"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "read the rest of"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "read the full story"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "read the full article"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "read the original article"},
    {DGM_PART_RELATED, STARTS, 120, ANYWHERE, "for the full story, click"},
    {DGM_PART_RELATED, STARTS, 300, ANYWHERE, "more:"},
    {DGM_PART_RELATED, WHOLE, 60, ANYWHERE, "more"},
    {DGM_PART_RELATED, STARTS, 80, TAIL, "more from"},
    {DGM_PART_RELATED, STARTS, 80, TAIL, "more on this story"},
    {DGM_PART_RELATED, STARTS, 80, ANYWHERE, "also on huffpost"},
    {DGM_PART_RELATED, STARTS, 80, ANYWHERE, "you might also like"},
    {DGM_PART_RELATED, STARTS, 80, ANYWHERE, "you may also like"},
    {DGM_PART_RELATED, STARTS, 80, ANYWHERE, "you may also be interested in"},
    {DGM_PART_RELATED, STARTS, 160, ANYWHERE, "click here"},
    {DGM_PART_RELATED, STARTS, 160, ANYWHERE, "click for more"},
    {DGM_PART_RELATED, WHOLE, 60, ANYWHERE, "most popular"},
    {DGM_PART_RELATED, WHOLE, 60, ANYWHERE, "trending now"},
    {DGM_PART_RELATED, WHOLE, 60, ANYWHERE, "recommended stories"},
    /* what stands on every page */
    {DGM_PART_BOILERPLATE, STARTS, 500, ANYWHERE, "copyright"},
    {DGM_PART_BOILERPLATE, STARTS, 300, ANYWHERE, "\xC2\xA9"},
    {DGM_PART_BOILERPLATE, STARTS, 300, ANYWHERE, "(c) 20"},
    {DGM_PART_BOILERPLATE, HOLDS, 500, TAIL, "all rights reserved"},
    {DGM_PART_BOILERPLATE, HOLDS, 500, ANYWHERE, "may not be published, broadcast, rewritten"},
    {DGM_PART_BOILERPLATE, STARTS, 250, ANYWHERE, "sign up for"},
    {DGM_PART_BOILERPLATE, STARTS, 250, ANYWHERE, "sign up to"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "free sign up"},
    {DGM_PART_BOILERPLATE, STARTS, 250, ANYWHERE, "subscribe to"},
    {DGM_PART_BOILERPLATE, STARTS, 250, ANYWHERE, "subscribe here"},
    {DGM_PART_BOILERPLATE, STARTS, 250, ANYWHERE, "subscribe now"},
    {DGM_PART_BOILERPLATE, STARTS, 200, ANYWHERE, "want to receive this in your inbox"},
    {DGM_PART_BOILERPLATE, STARTS, 250, ANYWHERE, "get our newsletter"},
    {DGM_PART_BOILERPLATE, STARTS, 200, ANYWHERE, "like us on facebook"},
    {DGM_PART_BOILERPLATE, STARTS, 200, ANYWHERE, "follow us on"},
    {DGM_PART_BOILERPLATE, ENDS, 120, ANYWHERE, "like the page"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "share this"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "share on facebook"},
    {DGM_PART_BOILERPLATE, STARTS, 150, ANYWHERE, "please enable javascript"},
    {DGM_PART_BOILERPLATE, STARTS, 400, ANYWHERE, "this site uses cookies"},
    {DGM_PART_BOILERPLATE, STARTS, 400, ANYWHERE, "this website uses cookies"},
    {DGM_PART_BOILERPLATE, STARTS, 400, ANYWHERE, "we use cookies"},
    {DGM_PART_BOILERPLATE, STARTS, 400, ANYWHERE, "by continuing to use this"},
    {DGM_PART_BOILERPLATE, HOLDS, 250, ANYWHERE, "cookie policy"},
    {DGM_PART_BOILERPLATE, WHOLE, 60, ANYWHERE, "advertisement"},
    {DGM_PART_BOILERPLATE, STARTS, 60, ANYWHERE, "advertisement"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "continue reading"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "story continues"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "article continues"},
    {DGM_PART_BOILERPLATE, STARTS, 150, ANYWHERE, "scroll down for"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "video loading"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "poll loading"},
    {DGM_PART_BOILERPLATE, WHOLE, 60, ANYWHERE, "loading"},
    {DGM_PART_BOILERPLATE, WHOLE, 60, ANYWHERE, "view gallery"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "click to enlarge"},
    {DGM_PART_BOILERPLATE, STARTS, 100, ANYWHERE, "click photo for"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "using a mobile device"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "on a mobile device"},
    {DGM_PART_BOILERPLATE, STARTS, 150, ANYWHERE, "have something to add to this story"},
    {DGM_PART_BOILERPLATE, STARTS, 150, ANYWHERE, "sorry we are not currently accepting comments"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "join the conversation"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "leave a comment"},
    {DGM_PART_BOILERPLATE, STARTS, 120, ANYWHERE, "view comments"},
    {DGM_PART_BOILERPLATE, STARTS, 200, ANYWHERE, "download our app"},
    {DGM_PART_BOILERPLATE, STARTS, 250, TAIL, "have a tip"},
    {DGM_PART_BOILERPLATE, STARTS, 250, TAIL, "got a tip"},
    {DGM_PART_BOILERPLATE, STARTS, 400, TAIL, "the views expressed in this"},
    {DGM_PART_BOILERPLATE, STARTS, 400, TAIL, "the opinions expressed in this"},
    {DGM_PART_BOILERPLATE, STARTS, 400, ANYWHERE, "<!--"},
    {DGM_PART_BOILERPLATE, STARTS, 400, ANYWHERE, "@media"},
    {DGM_PART_BOILERPLATE, WHOLE, 60, ANYWHERE, "privacy policy"},
    {DGM_PART_BOILERPLATE, WHOLE, 60, ANYWHERE, "terms of use"},
    {DGM_PART_BOILERPLATE, WHOLE, 60, ANYWHERE, "terms of service"},
    /* who wrote it, and how to reach them */
    {DGM_PART_BIO, STARTS, 120, TAIL, "twitter:"},
    {DGM_PART_BIO, STARTS, 120, TAIL, "email:"},
    {DGM_PART_BIO, STARTS, 120, TAIL, "e-mail:"},
    {DGM_PART_BIO, HOLDS, 250, LAST, "can be reached at"},
    {DGM_PART_BIO, HOLDS, 250, LAST, "reach this post's author"},
    {DGM_PART_BIO, HOLDS, 250, LAST, "this post's author"},
};

/* ---- looking for a phrase ----------------------------------------------- */

static char to_lower(char c) {
    return dgm_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static bool is_word_byte(char c) {
    return dgm_is_letter(c) || dgm_is_digit(c) || (unsigned char)c >= 0x80;
}

/* The bytes of white space at `at`. */
static uint32_t space_size(dgm_view text, uint32_t at) {
    uint32_t from = at;
    while (at < text.size) {
        if (dgm_is_space(text.data[at]))
            at++;
        else if (at + 1 < text.size && memcmp(text.data + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else
            break;
    }
    return at - from;
}

uint32_t dgm_phrase_at(dgm_view text, uint32_t at, const char *phrase) {
    for (; *phrase; phrase++) {
        uint32_t size = 1;
        if (*phrase == ' ')
            size = space_size(text, at);
        else if (*phrase == '\'' && text.size - at >= 3 && memcmp(text.data + at, "\xE2\x80\x99", 3) == 0)
            size = 3;
        else if (at >= text.size || to_lower(text.data[at]) != *phrase)
            size = 0;
        if (size == 0)
            return 0;
        at += size;
    }
    bool cut = is_word_byte(phrase[-1]) && dgm_is_letter(phrase[-1]) && at < text.size &&
               (dgm_is_letter(text.data[at]) || dgm_is_digit(text.data[at]));
    return cut ? 0 : at;
}

uint32_t dgm_phrase_find(dgm_view text, uint32_t at, const char *phrase) {
    for (; at + 1 < text.size; at++)
        if (to_lower(text.data[at]) == phrase[0] && to_lower(text.data[at + 1]) == phrase[1] &&
            (at == 0 || !is_word_byte(text.data[at - 1])) && dgm_phrase_at(text, at, phrase))
            return at;
    return UINT32_MAX;
}

/* Behind the brackets, dashes, stars and arrows that paragraphs of this kind like to begin with. */
static uint32_t skip_ornament(dgm_view text) {
    uint32_t at = 0, size = 1;
    for (; at < text.size && at < 32; at += size) {
        dgm_glyph glyph = dgm_glyph_of(dgm_utf8_read(text, at, &size));
        bool bullet = text.data[at] == '*' || text.data[at] == '>' || text.data[at] == '|' ||
                      text.data[at] == '_' || memcmp(text.data + at, "\xE2\x80\xA2", size < 3 ? 1 : 3) == 0;
        if (glyph != DGM_GLYPH_SPACE && glyph != DGM_GLYPH_OPEN && glyph != DGM_GLYPH_DASH && !bullet)
            break;
    }
    return at;
}

static bool is_whole(dgm_view text, uint32_t at, const char *phrase) {
    uint32_t end = dgm_phrase_at(text, at, phrase);
    if (!end)
        return false;
    for (; end < text.size; end++)
        if (is_word_byte(text.data[end]) && (unsigned char)text.data[end] < 0x80)
            return false;
    return true;
}

static bool fits(const wording *one, dgm_view text, uint32_t start, uint32_t left) {
    bool starts = one->where == STARTS || one->where == WHOLE;
    if (starts && to_lower(text.data[start]) != *one->phrase && to_lower(text.data[0]) != *one->phrase)
        return false; /* which spares most lines of the table */
    if (text.size > one->most || left > one->left)
        return false;
    switch (one->where) {
    case STARTS: return dgm_phrase_at(text, start, one->phrase) || dgm_phrase_at(text, 0, one->phrase);
    case WHOLE: return is_whole(text, start, one->phrase);
    case HOLDS: return dgm_phrase_find(text, 0, one->phrase) != UINT32_MAX;
    case ENDS: break;
    }
    /* a colon wants somebody named behind it */
    uint32_t at = dgm_phrase_find(text, text.size > 60 ? (uint32_t)text.size - 60 : 0, one->phrase);
    size_t size = strlen(one->phrase);
    return at != UINT32_MAX && (one->phrase[size - 1] != ':' || at + size + 2 < text.size);
}

bool dgm_phrase_role(dgm_view paragraph, uint32_t left, dgm_part_role *out) {
    if (paragraph.size > 500) /* no line of the table is longer */
        return false;
    uint32_t start = skip_ornament(paragraph);
    if (start == paragraph.size)
        return false; /* nothing but ornament */
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (fits(&wordings[i], paragraph, start, left)) {
            *out = wordings[i].role;
            return true;
        }
    }
    return false;
}

bool dgm_phrase_heads_links(dgm_view paragraph) {
    static const char *const headings[] = {
        "related",   "related stories", "related articles", "related coverage",   "related links",
        "read more", "see also",        "most popular",     "more on this story", "more"};
    uint32_t start = skip_ornament(paragraph);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (is_whole(paragraph, start, headings[i]))
            return true;
    return false;
}
