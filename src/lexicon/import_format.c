/* SPDX-License-Identifier: MIT */
/* What is known about each public vocabulary: where its columns are, what its parts are to a trial, whom to thank. */
#include "lexicon/import_format.h"

#define MESH_THANKS                                                                                                    \
  "Medical Subject Headings (MeSH), courtesy of the U.S. National Library of Medicine; 2019, reformatted; not the "    \
  "latest version"
#define MESH_LICENCE "free use and redistribution with attribution (NLM terms); no endorsement by NLM"

enum { LEFT_OUT = -1 };

/* Branches of the MeSH tree; the longest prefix of a tree number decides. */
static const struct {
  const char *branch;
  int type;
} mesh_branches[] = {
    {"A", REAP_OTHER},
    {"B", REAP_OTHER},
    {"B01.650", REAP_INTERVENTION}, /* plants: herbs and foods */
    {"C", REAP_CONDITION},
    {"C23.550.260", REAP_OUTCOME},       /* death */
    {"C23.550.291", REAP_OTHER},         /* disease attributes: recurrence, progression */
    {"C23.550.291.125", REAP_CONDITION}, /* acute disease */
    {"C23.550.291.500", REAP_CONDITION}, /* chronic disease */
    {"D", REAP_INTERVENTION},
    {"D08", REAP_OTHER},                                /* enzymes */
    {"D09.400", REAP_OTHER},                            /* glycoconjugates */
    {"D10.532", REAP_OUTCOME},                          /* lipoproteins */
    {"D12.644.276", REAP_OTHER},                        /* signalling peptides */
    {"D12.644.276.374.410", REAP_INTERVENTION},         /* haematopoietic growth factors */
    {"D12.644.276.374.440", REAP_INTERVENTION},         /* interferons */
    {"D12.776", REAP_OTHER},                            /* proteins */
    {"D12.776.124.486.485.114.224", REAP_INTERVENTION}, /* monoclonal antibodies */
    {"D12.776.124.486.485.680", REAP_INTERVENTION},     /* immunoglobulins as preparations */
    {"D13.444", REAP_OTHER},                            /* nucleic acids */
    {"D23", REAP_OTHER},                                /* biological factors */
    {"D23.946", REAP_INTERVENTION},                     /* toxins */
    {"E01", REAP_OTHER},                                /* diagnosis */
    {"E02", REAP_INTERVENTION},
    {"E02.319.267", LEFT_OUT}, /* routes of administration: cues */
    {"E02.319.283", LEFT_OUT}, /* schedules: cues */
    {"E03", REAP_INTERVENTION},
    {"E04", REAP_INTERVENTION},
    {"E04.074", REAP_OTHER},     /* biopsy */
    {"E04.502.250", REAP_OTHER}, /* endoscopy */
    {"E05", REAP_OTHER},
    {"E06", REAP_INTERVENTION},
    {"E07", REAP_INTERVENTION},
    {"F01", REAP_OTHER},
    {"F01.145.126.350", REAP_CONDITION}, /* depression */
    {"F01.470.132", REAP_CONDITION},     /* anxiety */
    {"F02", REAP_OTHER},
    {"F03", REAP_CONDITION},
    {"F04.408", REAP_INTERVENTION}, /* mental health services */
    {"F04.754", REAP_INTERVENTION}, /* psychotherapy */
    {"F04.711", REAP_OTHER},        /* psychological tests */
    {"G", REAP_OTHER},
    {"G07", REAP_OUTCOME},
    {"G07.203", REAP_INTERVENTION}, /* diet, food */
    {"G08", REAP_OUTCOME},
    {"G08.686.784.769", REAP_POPULATION}, /* pregnancy */
    {"G09", REAP_OUTCOME},
    {"G10", REAP_OUTCOME},
    {"G11", REAP_OUTCOME},
    {"G11.427.410.698", REAP_INTERVENTION}, /* exercise */
    {"G12", REAP_OUTCOME},
    {"G14", REAP_OUTCOME},
    {"G16.757", REAP_OUTCOME},          /* recovery of function */
    {"I01.800", REAP_OUTCOME},          /* quality of life */
    {"I02.233", REAP_INTERVENTION},     /* education */
    {"I03.350", REAP_INTERVENTION},     /* exercise */
    {"I03.450.642", REAP_INTERVENTION}, /* games, sports */
    {"J02", REAP_INTERVENTION},         /* food and drink */
    {"L01.178.847", REAP_INTERVENTION}, /* telephone, text messages, telemedicine */
    {"M01", REAP_POPULATION},
    {"N01.400", REAP_OTHER}, /* health status */
    {"N02.278", REAP_OTHER}, /* facilities */
    {"N02.421", REAP_INTERVENTION},
    {"N02.421.297", REAP_OTHER},
    /* emergency services */        /* services */
    {"N03.219", REAP_OTHER},        /* costs */
    {"N04.590", REAP_INTERVENTION}, /* patient care management */
    {"N04.761.559", REAP_OTHER},    /* outcome assessment */
    {"N05.300.150", REAP_OTHER},    /* attitudes, adherence */
    {"N06.850.505", REAP_OTHER},    /* mortality, incidence */
    {"Z01", REAP_OTHER},
};

static int branch_type(reap_str tree_number) {
  int type = LEFT_OUT;
  size_t longest = 0;
  for (size_t i = 0; i < sizeof mesh_branches / sizeof *mesh_branches; i++) {
    size_t length = strlen(mesh_branches[i].branch);
    if (length <= longest || length > tree_number.len) continue;
    if (memcmp(tree_number.ptr, mesh_branches[i].branch, length) != 0) continue;
    longest = length;
    type = mesh_branches[i].type;
  }
  return type;
}

/* What a descriptor is anywhere in the tree, the more telling type first: that is the order of reap_type. */
int reap_import_mesh_type(reap_str tree_numbers) {
  int best = LEFT_OUT;
  for (uint32_t from = 0, i = 0; i <= tree_numbers.len; i++) {
    if (i < tree_numbers.len && tree_numbers.ptr[i] != '|') continue;
    int type = branch_type((reap_str){tree_numbers.ptr + from, i - from});
    if (type != LEFT_OUT && (best == LEFT_OUT || type < best)) best = type;
    from = i + 1;
  }
  return best;
}

static int mesh_type(const reap_str *cells) { return reap_import_mesh_type(cells[REAP_IMPORT_TREES]); }
static int condition_type(const reap_str *cells) { return (void)cells, REAP_CONDITION; }
static int intervention_type(const reap_str *cells) { return (void)cells, REAP_INTERVENTION; }

/* Supplementary concepts are substances and rare diseases. The table does not say which, but NLM numbered the diseases
 * in two runs; a few later ones show by their name. Genes' products are left out: they are many, and prose does not use
 * such names ("STK11 protein, human"). */
static int supplementary_type(const reap_str *cells) {
  static const char *const runs[] = {"C535", "C536", "C537", "C538", "C562", "C563", "C564", "C565", "C566", "C567"};
  static const char *const diseases[] = {"syndrome",  "disease",    "disorder", "deficiency",
                                         "carcinoma", "congenital", "familial", "hereditary"};
  reap_str id = cells[REAP_IMPORT_ID], name = cells[REAP_IMPORT_NAME];
  int type = REAP_INTERVENTION;
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
    if (reap_str_begins_nocase(id, runs[i])) type = REAP_CONDITION;
  for (uint32_t at = 0; at < name.len; at++) {
    reap_str rest = {name.ptr + at, name.len - at};
    if (reap_str_starts_nocase(rest, REAP_STR("protein"))) return LEFT_OUT;
    for (size_t i = 0; i < sizeof diseases / sizeof *diseases; i++)
      if (reap_str_begins_nocase(rest, diseases[i])) type = REAP_CONDITION;
  }
  return type;
}

static const reap_import_format formats[] = {
    {.name = "mesh",
     .columns = {{"ui", true}, {"name", true}, {"entry_terms", false}, {NULL, false}, {"tree_numbers", false}},
     .prefix = "MESH:",
     .type = mesh_type,
     .by_type = true,
     .inverted = true,
     .title = "Medical Subject Headings",
     .source = "MeSH descriptors with entry terms, https://www.nlm.nih.gov/mesh",
     .version = "2019",
     .licence = MESH_LICENCE,
     .attribution = MESH_THANKS,
     .priorities = {50, 48, 30, 40, 10}},
    {.name = "mesh_supplementary",
     .columns = {{"ui", true}, {"name", true}, {NULL, false}, {NULL, false}, {NULL, false}},
     .prefix = "MESH:",
     .type = supplementary_type,
     .by_type = true,
     .inverted = true,
     .title = "MeSH supplementary concepts",
     .source = "MeSH supplementary concepts (preferred names of a part), https://www.nlm.nih.gov/mesh",
     .version = "2019",
     .licence = MESH_LICENCE,
     .attribution = MESH_THANKS,
     .priorities = {20, 20, 20, 20, 20}},
    {.name = "disease_ontology",
     .columns = {{"id", true}, {"name", true}, {"synonyms", false}, {"xrefs", false}, {NULL, false}},
     .prefix = "",
     .preferred = "MESH:",
     .type = condition_type,
     .title = "Disease Ontology",
     .source = "Disease Ontology, https://disease-ontology.org",
     .version = "2019",
     .licence = "CC0-1.0",
     .attribution = "Disease Ontology, disease-ontology.org",
     .priorities = {45}},
    {.name = "drugbank",
     .columns = {{"id", true}, {"name", true}, {"synonyms", false}, {NULL, false}, {NULL, false}},
     .prefix = "DRUGBANK:",
     .type = intervention_type,
     .title = "DrugBank open vocabulary",
     .source = "DrugBank Open Data: vocabulary, https://go.drugbank.com/releases/latest#open-data",
     .version = "open vocabulary",
     .licence = "CC0-1.0",
     .attribution = "DrugBank open vocabulary",
     .priorities = {44}},
};
enum { FORMATS = sizeof formats / sizeof *formats };

const reap_import_format *reap_import_format_find(const char *name) {
  for (size_t i = 0; i < FORMATS; i++)
    if (strcmp(formats[i].name, name) == 0) return &formats[i];
  return NULL;
}

const char *const *reap_import_format_names(void) {
  static const char *const names[FORMATS + 1] = {"mesh", "mesh_supplementary", "disease_ontology", "drugbank", NULL};
  return names;
}
