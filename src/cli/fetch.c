/* SPDX-License-Identifier: MIT */
#include "cli/fetch.h"

#include <string.h>

#include "cli/options.h"

static const char usage[] =
    "usage: reap fetch baseline|updates [--into DIR] [OPTIONS]\n"
    "       reap fetch search QUERY [-o FILE] [--ids]\n"
    "       reap fetch pmids FILE [-o FILE]\n"
    "       reap fetch trials NCT... | --condition WORDS | --linked DB [-o FILE]\n"
    "\n"
    "baseline, updates: downloads the files of PubMed's yearly baseline, or its daily update files, that are\n"
    "not in the folder yet, in their order, and checks each against its MD5. A run that was interrupted, in\n"
    "whatever way, is taken up where it ended. Then: reap run DIR/*.xml.gz -o evidence.db\n"
    "\n"
    "      --into DIR      the folder (made when it is missing); default: the present one\n"
    "  -n, --dry-run       only list what is missing\n"
    "      --verify        compare the files that are here with their checksums once more\n"
    "      --attempts N    for each file, with growing pauses between them; default: 6\n"
    "      --pause MS      between two requests, over all processes of the machine; default: 1000\n"
    "      --timeout S     give up on a server that is silent for so long; default: 60\n"
    "      --url URL       fetch from another server's folder\n"
    "\n"
    "search, pmids: writes the citations that PubMed finds, however many, or those of a list (a file or - for\n"
    "stdin, PMIDs between blanks or commas), as PubMed XML. NCBI_API_KEY and EMAIL are sent when they are set;\n"
    "with a key 10 requests a second are allowed, else 3. Without storing the XML: reap run --search QUERY\n"
    "\n"
    "  -o, --output FILE   write to FILE; default: stdout\n"
    "      --ids           of a search, only the PMIDs, one a line\n"
    "\n"
    "trials: writes records of ClinicalTrials.gov, without contacts, as JSON for reap load trials: by id, of a\n"
    "condition, or all that the citations of a store name. Records are kept, and asked for again when the\n"
    "registry has changed.\n"
    "\n"
    "      --cache DIR     where; default: ~/.cache/reap\n"
    "      --no-cache      keep none\n"
    "\n"
    "  -q, --quiet         no progress, no list of failures\n"
    "\n"
    "Exit status: 0 all is here; 1 some could not be had (one line each on stderr; run it again);\n"
    "2 the disk refuses, or the server does for good; 64 wrong usage; 130 interrupted.\n"
    "PubMed's data: courtesy of the U.S. National Library of Medicine.\n";

static const struct {
  const char *word;
  int (*run)(int argc, char **argv);
} parts[] = {
    {"baseline", reap_cli_fetch_files},  {"updates", reap_cli_fetch_files}, {"search", reap_cli_fetch_citations},
    {"pmids", reap_cli_fetch_citations}, {"trials", reap_cli_fetch_trials},
};

static int run(int argc, char **argv) {
  if (argc < 2)
    return reap_cli_usage(&reap_fetch_command, "name what to fetch: baseline, updates, search, pmids or trials");
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (strcmp(argv[1], parts[i].word) == 0) return parts[i].run(argc - 1, argv + 1);
  return reap_cli_usage(&reap_fetch_command, "there is no '%s' to fetch: baseline, updates, search, pmids or trials",
                        argv[1]);
}

const reap_command reap_fetch_command = {"fetch", "download from PubMed: all of it, updates, a search", usage, run};
