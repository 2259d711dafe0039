/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "cli/options.h"
#include "lexicon/compile.h"
#include "lexicon/import.h"
#include "text/fold.h"

static const char usage[] =
    "usage: reap lexicon build DIR... -o FILE\n"
    "       reap lexicon lint [--strict] DIR...\n"
    "       reap lexicon explain [--lexicon FILE|DIR]... TEXT...\n"
    "       reap lexicon import FILE... -o DIR [options]\n"
    "\n"
    "build    compiles folders of TSV sources into one image for --lexicon-image; the same sources give the\n"
    "         same bytes. Only errors are told.\n"
    "lint     checks the sources: one line FILE:LINE: what is wrong, what to do. --strict counts warnings.\n"
    "explain  shows what a text matches and why: its tokens and how they fold, every name that starts there,\n"
    "         its concept and vocabulary, and why it is taken or not. --lexicon names an image or a folder\n"
    "         of sources; several lie on top of each other. Default: the default lexicon.\n"
    "import   makes the sources of a vocabulary in DIR from what its publisher gives out, gzipped or not:\n"
    "           mesh                MeSH descriptors, NLM's XML (desc2026.xml) or a table of them\n"
    "           mesh_supplementary  MeSH supplementary concepts, NLM's XML (supp2026.xml) or a table\n"
    "           obo                 an ontology in OBO format: DOID, MONDO, HPO, ChEBI ...\n"
    "           rxnorm              RXNCONSO.RRF; with RXNREL.RRF beside it, brands know their substance\n"
    "           drugbank            DrugBank's open vocabulary (CSV)\n"
    "           table               any other CSV or TSV with a header row\n"
    "         Obsolete and suppressed entries, other languages, formulas and names that prose never uses\n"
    "         are left out. Rows that are malformed are told with file and line; the good ones are kept.\n"
    "  --format NAME       force one of these, instead of looking at the content\n"
    "  --type NAME         condition, intervention, outcome, population or other (default: as is known)\n"
    "  --columns LIST      of a table: id=HEADING,name=HEADING,synonyms=,xrefs=,parent=,type=,language=,\n"
    "                      obsolete=HEADING (default: the usual headings)\n"
    "  --separator TEXT    between several values in a cell (default |)\n"
    "  --language WORD     of the names (default English)\n"
    "  --known DIR         an imported vocabulary: concepts that it has keep its ids, and only their new\n"
    "                      names are written; may be repeated\n"
    "  --prefix TEXT       before ids that lack it; --title, --version, --licence TEXT and --priority N go\n"
    "                      into vocabulary.tsv\n"
    "\n"
    "Sources are described in lexicons/README.md.\n"
    "\n"
    "Exit status: 0 all good; 1 the sources have faults; 2 something cannot be read or written; 64 wrong\n"
    "usage.\n";

/* ---- build and lint ---- */

static void print_fault(void *context, const reap_lexicon_fault *fault) {
  fprintf(context, "%s:%u: %s%s\n", fault->file, fault->line,
          fault->severity == REAP_LEXICON_WARNING ? "warning: " : "", fault->message);
}

static void print_error(void *context, const reap_lexicon_fault *fault) {
  if (fault->severity == REAP_LEXICON_ERROR) print_fault(context, fault);
}

static int build(int argc, char **argv) {
  const char **dirs = (const char **)argv;
  const char *output = NULL;
  size_t count = 0;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "-o") == 0 || strcmp(argv[i], "--output") == 0) {
      if (++i == argc) return reap_cli_usage(&reap_lexicon_command, "-o wants a file");
      output = argv[i];
    } else if (argv[i][0] == '-') {
      return reap_cli_usage(&reap_lexicon_command, "there is no option '%s'", argv[i]);
    } else {
      dirs[count++] = argv[i];
    }
  }
  if (!count || !output) return reap_cli_usage(&reap_lexicon_command, "build wants folders and -o FILE");

  reap_buf image = {0};
  reap_lexicon_stats stats;
  reap_error error;
  int code = REAP_EXIT_OK;
  reap_status status = reap_lexicon_compile(dirs, count, NULL, &image, &stats, print_error, stderr, &error);
  if (!status) status = reap_lexicon_write(&image, output, &error);
  if (status && stats.errors)
    code = REAP_EXIT_BAD_INPUT; /* told already */
  else if (status)
    code = reap_cli_fail(&error);
  else
    fprintf(stderr, "%s: %llu names of %llu concepts, %llu rules, %llu vocabularies, %.1f MB\n", output,
            (unsigned long long)stats.names, (unsigned long long)stats.concepts, (unsigned long long)stats.rules,
            (unsigned long long)stats.vocabularies, (double)stats.bytes / 1e6);
  reap_buf_free(&image);
  return code;
}

static int lint(int argc, char **argv) {
  const char **dirs = (const char **)argv;
  size_t count = 0;
  bool strict = false;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--strict") == 0)
      strict = true;
    else if (argv[i][0] == '-')
      return reap_cli_usage(&reap_lexicon_command, "there is no option '%s'", argv[i]);
    else
      dirs[count++] = argv[i];
  }
  if (!count) return reap_cli_usage(&reap_lexicon_command, "lint wants folders");

  reap_lexicon_stats stats;
  reap_error error;
  if (reap_lexicon_lint(dirs, count, &stats, print_fault, stdout, &error)) return reap_cli_fail(&error);
  fprintf(stderr, "%llu names of %llu concepts in %llu vocabularies: %llu errors, %llu warnings\n",
          (unsigned long long)stats.names, (unsigned long long)stats.concepts, (unsigned long long)stats.vocabularies,
          (unsigned long long)stats.errors, (unsigned long long)stats.warnings);
  return stats.errors || (strict && stats.warnings) ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}

/* ---- explain ---- */

static const char *const verdicts[REAP_LEXICON_VERDICTS] = {
    [REAP_LEXICON_TAKEN] = "taken",
    [REAP_LEXICON_OUTRANKED] = "another concept comes first",
    [REAP_LEXICON_COVERED] = "a longer name is taken",
    [REAP_LEXICON_BLOCKED] = "blocked by block.tsv",
    [REAP_LEXICON_SHORT] = "too short without an allow in block.tsv",
    [REAP_LEXICON_SPELLING] = "written otherwise, and its match is case or exact",
    [REAP_LEXICON_INSIDE] = "begins or ends inside a word",
};

static void print_candidate(void *context, const reap_lexicon_candidate *c) {
  (void)context;
  printf("  %.*s\t%s\t%.*s\t%.*s", (int)c->name.len, c->name.ptr, reap_type_name((reap_type)c->concept.type),
         (int)c->concept.id.len, c->concept.id.ptr, (int)c->concept.name.len, c->concept.name.ptr);
  if (c->concept.value.len) printf(" = %.*s", (int)c->concept.value.len, c->concept.value.ptr);
  printf("\t%.*s (priority %d)\t%s\n", (int)c->vocabulary.len, c->vocabulary.ptr, c->priority, verdicts[c->verdict]);
}

typedef REAP_VEC(reap_token) token_vec;

static void print_tokens(reap_tokenizer *tokenizer, reap_str text, const token_vec *tokens) {
  printf("tokens:");
  char *folded = malloc(4 * (size_t)text.len + 16);
  for (uint32_t i = 0; folded && i < tokens->count; i++) {
    const reap_token *token = &tokens->at[i];
    reap_str word = reap_slice(text, token->span);
    const char *before = token->flags & REAP_TOKEN_GLUED ? "+" : token->flags & REAP_TOKEN_HYPHEN ? "-" : " ";
    if (token->flags & REAP_TOKEN_PUNCT)
      printf("%s[%.*s]", before, (int)word.len, word.ptr);
    else
      printf("%s%.*s", before, (int)reap_fold(tokenizer, word, folded), folded);
  }
  free(folded);
  printf("\n");
}

/* The concepts that it is a kind of, one a line. */
static void print_parents(const reap_lexicon *lexicon, uint32_t concept) {
  reap_str parents = reap_lexicon_parents(lexicon, concept);
  for (uint32_t beg = 0, end; beg < parents.len; beg = end + 1) {
    for (end = beg; end < parents.len && parents.ptr[end] != '|';) end++;
    reap_str id = {parents.ptr + beg, end - beg};
    uint32_t parent = reap_lexicon_find(lexicon, id);
    reap_str name = parent == REAP_NONE ? REAP_STR("") : reap_lexicon_concept(lexicon, parent).name;
    printf("  a kind of %.*s %.*s\n", (int)id.len, id.ptr, (int)name.len, name.ptr);
  }
}

static void print_match(const reap_lexicon *lexicon, reap_str text, const token_vec *tokens, uint32_t at,
                        const reap_lexicon_match *match) {
  reap_span span = {tokens->at[at].span.beg, tokens->at[at + match->tokens - 1].span.end};
  reap_concept concept = reap_lexicon_concept(lexicon, match->concept);
  const char *choice = match->told ? " (ambiguous: chosen by the words beside it)" : " (ambiguous)";
  printf("%u-%u %.*s: %s %.*s%s\n", span.beg, span.end, (int)reap_span_len(span), text.ptr + span.beg,
         reap_type_name((reap_type) concept.type), (int)concept.id.len, concept.id.ptr, match->ambiguous ? choice : "");
  print_parents(lexicon, match->concept);
}

static void explain_text(const reap_lexicon *lexicon, reap_tokenizer *tokenizer, reap_str text) {
  token_vec tokens = {0};
  reap_tokenize(tokenizer, text, (reap_span){0, text.len}, (reap_token_vec *)&tokens);
  printf("%.*s\n", (int)text.len, text.ptr);
  print_tokens(tokenizer, text, &tokens);
  for (int layer = 0; layer < REAP_LAYER_COUNT; layer++) {
    reap_lexicon_match match = {0};
    uint32_t next = 0; /* the token where the next name that is taken starts */
    bool found = reap_lexicon_next(lexicon, (reap_layer)layer, text, tokens.at, tokens.count, &next, &match);
    for (uint32_t at = 0; at < tokens.count; at++) {
      if (found && at == next) print_match(lexicon, text, &tokens, at, &match);
      reap_lexicon_candidates(lexicon, (reap_layer)layer, text, tokens.at, tokens.count, at, print_candidate, NULL);
      if (!found || at != next) continue;
      at += match.tokens - 1;
      next = at + 1;
      found = reap_lexicon_next(lexicon, (reap_layer)layer, text, tokens.at, tokens.count, &next, &match);
    }
  }
  reap_vec_free(&tokens);
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* An image below, folders on top; only folders: those alone. */
static reap_status open_chosen(reap_lexicon **out, reap_cli_lexicon *choice, reap_error *error) {
  if (choice->image || !choice->folder_count) return reap_cli_open_lexicon(out, choice, error);
  reap_status status = reap_lexicon_open_empty(out, error);
  for (size_t i = 0; i < choice->folder_count && !status; i++) {
    status = reap_lexicon_add_folder(*out, choice->folders[i], error);
    if (status) reap_lexicon_free(*out);
  }
  return status;
}

static int explain(int argc, char **argv) {
  reap_cli_lexicon choice = {0};
  reap_lexicon *lexicon = NULL;
  reap_tokenizer *tokenizer = NULL;
  reap_error error;
  int count = 0;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--lexicon") == 0) {
      if (++i == argc) return reap_cli_usage(&reap_lexicon_command, "--lexicon wants a file or a folder");
      if (!is_folder(argv[i]))
        choice.image = argv[i];
      else if (!reap_cli_add_folder(&choice, argv[i]))
        return reap_cli_usage(&reap_lexicon_command, "too many --lexicon folders");
    } else if (argv[i][0] == '-' && argv[i][1] == '-') {
      return reap_cli_usage(&reap_lexicon_command, "there is no option '%s'", argv[i]);
    } else {
      argv[count++] = argv[i];
    }
  }
  if (!count) return reap_cli_usage(&reap_lexicon_command, "explain wants a text");

  reap_status status = open_chosen(&lexicon, &choice, &error);
  if (status) return reap_cli_fail(&error);
  status = reap_tokenizer_open(&tokenizer, &error);
  for (int i = 0; i < count && !status; i++) {
    if (i) printf("\n");
    explain_text(lexicon, tokenizer, reap_str_of(argv[i]));
  }
  reap_tokenizer_close(tokenizer);
  reap_lexicon_free(lexicon);
  return status ? reap_cli_fail(&error) : REAP_EXIT_OK;
}

/* ---- import ---- */

enum {
  OPT_FORMAT = 256,
  OPT_TYPE,
  OPT_KNOWN,
  OPT_COLUMNS,
  OPT_SEPARATOR,
  OPT_LANGUAGE,
  OPT_PREFIX,
  OPT_TITLE,
  OPT_VERSION,
  OPT_LICENCE,
  OPT_PRIORITY,
  MAX_FAULTS_SHOWN = 20
};

static const struct option import_options[] = {{"output", required_argument, NULL, 'o'},
                                               {"format", required_argument, NULL, OPT_FORMAT},
                                               {"type", required_argument, NULL, OPT_TYPE},
                                               {"known", required_argument, NULL, OPT_KNOWN},
                                               {"columns", required_argument, NULL, OPT_COLUMNS},
                                               {"separator", required_argument, NULL, OPT_SEPARATOR},
                                               {"language", required_argument, NULL, OPT_LANGUAGE},
                                               {"prefix", required_argument, NULL, OPT_PREFIX},
                                               {"title", required_argument, NULL, OPT_TITLE},
                                               {"version", required_argument, NULL, OPT_VERSION},
                                               {"licence", required_argument, NULL, OPT_LICENCE},
                                               {"priority", required_argument, NULL, OPT_PRIORITY},
                                               {NULL, 0, NULL, 0}};

static const char **option_value(reap_lexicon_import_job *job, int option) {
  switch (option) {
  case 'o':
    return &job->out;
  case OPT_FORMAT:
    return &job->format;
  case OPT_TYPE:
    return &job->type;
  case OPT_COLUMNS:
    return &job->columns;
  case OPT_SEPARATOR:
    return &job->separator;
  case OPT_LANGUAGE:
    return &job->language;
  case OPT_PREFIX:
    return &job->prefix;
  case OPT_TITLE:
    return &job->title;
  case OPT_VERSION:
    return &job->version;
  case OPT_LICENCE:
    return &job->licence;
  default:
    return &job->priority;
  }
}

/* 0, or the exit status of a usage error. */
static int read_import_options(reap_lexicon_import_job *job, int argc, char **argv) {
  const reap_command *me = &reap_lexicon_command;
  size_t known = 0, sources = 0;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":o:", import_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (option == OPT_KNOWN && known == REAP_IMPORT_KNOWN)
      return reap_cli_usage(me, "more than %d --known", REAP_IMPORT_KNOWN);
    *(option == OPT_KNOWN ? &job->known[known++] : option_value(job, option)) = optarg;
  }
  if (optind == argc || !job->out) return reap_cli_usage(me, "import wants at least one file and -o DIR");
  if (argc - optind > REAP_IMPORT_SOURCES) return reap_cli_usage(me, "more than %d files", REAP_IMPORT_SOURCES);
  while (optind < argc) job->sources[sources++] = argv[optind++];
  return 0;
}

static void print_some_faults(void *context, const reap_lexicon_fault *fault) {
  unsigned *count = context;
  if ((*count)++ < MAX_FAULTS_SHOWN) print_fault(stderr, fault);
}

static int import(int argc, char **argv) {
  unsigned faults = 0;
  reap_lexicon_import_job job = {.report = print_some_faults, .context = &faults};
  int code = read_import_options(&job, argc, argv);
  if (code) return code;
  reap_lexicon_import_counts counts;
  reap_error error;
  reap_status status = reap_lexicon_import(&job, &counts, &error);
  if (faults > MAX_FAULTS_SHOWN) fprintf(stderr, "... and %u faults more\n", faults - MAX_FAULTS_SHOWN);
  if (status) return reap_cli_fail(&error);
  fprintf(stderr, "%s: %u concepts, %u names (%s); left out: %u names, %u bad rows\n", job.out, counts.concepts,
          counts.names, counts.format, counts.dropped, counts.bad_rows);
  return counts.bad_rows ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}

static int run(int argc, char **argv) {
  const char *verb = argc > 1 ? argv[1] : "";
  if (strcmp(verb, "build") == 0) return build(argc - 1, argv + 1);
  if (strcmp(verb, "lint") == 0) return lint(argc - 1, argv + 1);
  if (strcmp(verb, "explain") == 0) return explain(argc - 1, argv + 1);
  if (strcmp(verb, "import") == 0) return import(argc - 1, argv + 1);
  return reap_cli_usage(&reap_lexicon_command, "say build, lint, explain or import");
}

const reap_command reap_lexicon_command = {
    .name = "lexicon", .one_line = "build, check, explain and import lexicons", .usage = usage, .run = run};
