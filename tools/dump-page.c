/* dump-page - the blocks of web pages with their features, for training what chooses the body
 * (train/page.py).
 *
 *     dump-page FILE...             a line a block: file, features separated by spaces, text; separated by
 *                                   tabs
 *     dump-page --article FILE...   a line a page, as the program reads it: file, day of publication, body */
#include <stdio.h>

#include "article/article.h"
#include "input/charset.h"
#include "input/file.h"
#include "page/blocks.h"
#include "page/choose.h"
#include "page/features.h"
#include "page/html.h"

static dgm_status dump(const char *path, dgm_view bytes, dgm_arena *arena, dgm_error *err) {
    dgm_decoded decoded;
    dgm_tree tree;
    dgm_blocks blocks;
    const float *features;
    DGM_TRY(dgm_charset_decode(bytes, arena, &decoded, err));
    DGM_TRY(dgm_html_read(decoded.text, arena, &tree, err));
    DGM_TRY(dgm_blocks_read(&tree, arena, &blocks, err));
    DGM_TRY(dgm_features_read(&tree, &blocks, dgm_page_title(&tree), arena, &features, err));
    for (uint32_t i = 0; i < blocks.count; i++) {
        dgm_view text = dgm_block_text(&tree, &blocks.items[i], arena);
        printf("%s\t", path);
        for (int f = 0; f < DGM_FEATURES; f++)
            printf("%.9g%c", (double)features[i * DGM_FEATURES + f], f + 1 < DGM_FEATURES ? ' ' : '\t');
        printf("%.*s\n", (int)text.size, text.data);
    }
    return DGM_OK;
}

static dgm_status dump_article(const char *path, dgm_view bytes, dgm_arena *arena, dgm_error *err) {
    dgm_article article;
    DGM_TRY(dgm_article_read(bytes, arena, &article, err));
    printf("%s\t%.*s\t", path, (int)article.published.size, article.published.data);
    for (uint32_t i = 0; i < article.n_parts; i++) {
        dgm_range part = article.parts[i].text;
        for (uint32_t k = part.start; article.parts[i].role == DGM_PART_BODY && k < part.end; k++)
            putchar((unsigned char)article.text.data[k] < ' ' ? ' ' : article.text.data[k]);
        putchar(' ');
    }
    putchar('\n');
    return DGM_OK;
}

int main(int argc, char **argv) {
    dgm_arena arena;
    bool whole = argc > 1 && strcmp(argv[1], "--article") == 0;
    dgm_arena_open(&arena, (size_t)1 << 30);
    for (int i = 1 + whole; i < argc; i++) {
        dgm_error err;
        dgm_view bytes;
        dgm_arena_reset(&arena);
        if (dgm_input_read(argv[i], 0, &bytes, &err) != DGM_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.text);
            continue;
        }
        if ((whole ? dump_article : dump)(argv[i], bytes, &arena, &err) != DGM_OK)
            fprintf(stderr, "%s: %s\n", argv[i], err.text);
        dgm_input_free(bytes);
    }
    dgm_arena_close(&arena);
    return 0;
}
