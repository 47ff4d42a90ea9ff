/* extent.h - which stretch of the text the words of an attribution mean.
 *
 * A model labels words; a reader quotes stretches. Here they are cut as the
 * guidelines of PolNeAR (Newell, Margolin and Ruths 2018) have it: no final comma or
 * full stop outside quotation marks, a mark never without its partner, no white
 * space at the edges. Knows words and quotation marks; knows nothing of statements. */
#ifndef DGM_READING_EXTENT_H
#define DGM_READING_EXTENT_H

#include "article/article.h"
#include "base/view.h"
#include "text/words.h"

typedef enum dgm_quoting {
    DGM_QUOTING_DIRECT,  /* all letters and digits stand in quotation marks */
    DGM_QUOTING_MIXED,   /* some do */
    DGM_QUOTING_INDIRECT /* none does */
} dgm_quoting;

/* The stretch of a cue, without commas and white space at its edges; `run` is in words. Empty if nothing
 * else is in it. */
dgm_range dgm_extent_cue(const dgm_article *article, const dgm_words *words, dgm_range run);

/* The same of a source. The comma that closes an apposition stays where the one that opens it is inside
 * ("Ms Ito, the mayor,"), as the PolNeAR guidelines rule. */
dgm_range dgm_extent_source(const dgm_article *article, const dgm_words *words, dgm_range run);

/* The stretch of the text that a statement with its cue at `at` may reach over: a title or caption for
 * itself, else what stands between titles, blurbs and boilerplate. */
dgm_range dgm_extent_region(const dgm_article *article, uint32_t at);

/* What of `run`, in words, lies in `region`, in text. */
dgm_range dgm_extent_within(const dgm_words *words, dgm_range run, dgm_range region);

/* The stretches of content of a statement with its cue at `cue` (in text), sorted, apart from one another;
 * `runs` are in words, `out` has room for as many. A quotation of which they hold the begin or the end is
 * taken in whole, unless it is told inside it. Returns how many are left: 0 when there is no letter or
 * digit in them. */
uint32_t dgm_extent_content(const dgm_article *article, const dgm_words *words, const dgm_range *runs,
                            uint32_t n_runs, dgm_range cue, dgm_range *out);

/* The first quotation that ends at or behind `at`: an index into article->quotes, n_quotes if there is
 * none. */
uint32_t dgm_extent_quote(const dgm_article *article, uint32_t at);

/* How much of these stretches of text stands in quotation marks; those that stand around the cue as well are
 * another's. A cue that quotes itself ("had 'no idea'") makes the statement a mixed one. */
dgm_quoting dgm_extent_quoting(const dgm_article *article, const dgm_range *spans, uint32_t n_spans,
                               dgm_range cue);

/* Whether what stands at `at` is part of the report: not of its byline, a blurb, a list of links or
 * boilerplate. */
bool dgm_extent_reported(const dgm_article *article, uint32_t at);

/* Whether there is a letter or a digit in text[start, end). */
bool dgm_extent_lettered(const dgm_article *article, uint32_t start, uint32_t end);

#endif
