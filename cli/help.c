/* help.c - help that teaches: what it is for, how it is mostly used, then every option. */
#include <stdio.h>
#include <string.h>

#include "program.h"

static const char about_program[] =
    "dragoman reads English news reports and says who said and did what to whom, and when.\n"
    "\n"
    "  dragoman read report.txt                 read a report, print it for a person\n"
    "  dragoman read *.txt > said.jsonl         read many, one line of JSON each\n"
    "  cat report.txt | dragoman read -         read standard input\n"
    "  dragoman help read                       all that `read` can do, with examples\n"
    "  dragoman --version                       version, model, and the CPU path in use\n"
    "\n"
    "Every entry it prints carries the bytes of the file that it was read from.\n";

static const char about_read[] =
    "usage: dragoman read [options] FILE...       (- is standard input)\n"
    "\n"
    "Reads each FILE, one news report as plain text or HTML, and prints its record: title,\n"
    "parts, day of publication; actors, times; and each statement: who says it, to whom,\n"
    "when, through whose hands it came, in what words it is told, what is said, and whether\n"
    "directly or indirectly; each event: who does what to whom, done, planned, possible or\n"
    "denied, and on whose word; and claims of how things stand. UTF-8, UTF-16 and\n"
    "windows-1252 are understood.\n"
    "\n"
    "  -f, --format FORMAT   pretty   for a person; the default at a terminal\n"
    "                        jsonl    one line of JSON a report; the default otherwise\n"
    "                        json     the same, indented\n"
    "                        conllu   sentences, words, tags, trees and names\n"
    "                        text     the text of the body alone, a paragraph a line\n"
    "  -p, --published DATE  the day the reports came out, as in 2022-12-30; without it, it\n"
    "                        is what the page says, or the dateline, or worked out\n"
    "  -m, --model FILE      the weights to read with\n"
    "  -j, --jobs N          N reports at a time; 0: as many as there are processors;\n"
    "                        the default is 1. What is printed does not depend on it\n"
    "  -e, --explain ID      why an event is there, E3 for example: its words, the shares of\n"
    "                        the model, the rules that decided\n"
    "  -h, --help            this help\n"
    "\n"
    "Examples\n"
    "  Who speaks in a report, and how surely it was read:\n"
    "    dragoman read report.txt\n"
    "  A folder with all processors, for another program:\n"
    "    dragoman read --jobs 0 reports/*.txt > said.jsonl\n"
    "  What was said directly, with jq:\n"
    "    dragoman read -f jsonl report.txt | jq '.statements[] | select(.kind == \"direct\")'\n"
    "  Every time expression with the days it means:\n"
    "    dragoman read -f jsonl report.txt | jq -c '.times[] | [.value, .begin, .end]'\n"
    "  What is planned:\n"
    "    dragoman read -f jsonl report.txt |\n"
    "        jq -c '.events[] | select(.status == \"future\")'\n"
    "  Why the third event is there:\n"
    "    dragoman read --explain E3 report.txt\n"
    "  The bytes of the first statement's content, cut out of the file:\n"
    "    dragoman read -f jsonl report.txt | jq -c '.statements[0].content[0]'\n"
    "    [120, 171]\n"
    "    dd if=report.txt bs=1 skip=120 count=51 2>/dev/null\n"
    "\n"
    "Environment\n"
    "  DRAGOMAN_MODEL   the weights, where --model is not given\n"
    "  DRAGOMAN_CPU     portable, avx2, avx512vnni or amx instead of the best there is\n"
    "  NO_COLOR         no colours, if it is set\n"
    "  COLUMNS          width of the page, where the terminal does not tell\n"
    "\n"
    "Records come in the order of the files. A file that cannot be read is named on standard\n"
    "error with the byte and the reason, and the others are read. The exit status is then 1;\n"
    "2 is for a wrong option. A report may have 16 MiB.\n";

int print_help(const char *topic) {
    const char *text = !topic ? about_program : strcmp(topic, "read") == 0 ? about_read : NULL;
    if (text)
        fputs(text, stdout);
    return text != NULL;
}
