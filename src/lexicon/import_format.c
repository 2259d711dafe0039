/* SPDX-License-Identifier: MIT */
/* What is known about each public vocabulary: what it holds, what its names are worth, whom to thank. */
#include "lexicon/import_format.h"

enum { LEFT_OUT = -1, UNKNOWN = -1 };

static int mesh_type(const reap_import_row *row) { return reap_import_mesh_type(row->trees); }

/* Supplementary concepts are substances and rare diseases. NLM's XML says which; of a table without that, NLM numbered
 * the diseases in two runs, and a few later ones show by their name. Genes' products are left out: they are many, and
 * prose does not use such names ("STK11 protein, human"). */
static int supplementary_type(const reap_import_row *row) {
  static const char *const runs[] = {"C535", "C536", "C537", "C538", "C562", "C563", "C564", "C565", "C566", "C567"};
  static const char *const diseases[] = {"syndrome",  "disease",    "disorder", "deficiency",
                                         "carcinoma", "congenital", "familial", "hereditary"};
  if (reap_str_find_nocase(row->name, "protein") != REAP_NONE) return LEFT_OUT;
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
    if (reap_str_begins_nocase(row->id, runs[i])) return REAP_CONDITION;
  for (size_t i = 0; i < sizeof diseases / sizeof *diseases; i++)
    if (reap_str_find_nocase(row->name, diseases[i]) != REAP_NONE) return REAP_CONDITION;
  return REAP_INTERVENTION;
}

#define MESH_THANKS                                                                                                    \
  "Medical Subject Headings (MeSH), courtesy of the U.S. National Library of Medicine; reformatted; not the latest "   \
  "version"
#define MESH_LICENCE "free use and redistribution with attribution (NLM terms); no endorsement by NLM"
#define NOT_STATED "not stated: ask the publisher before passing it on"

static const reap_import_vocabulary vocabularies[] = {
    {.name = "mesh",
     .prefix = "MESH:",
     .type_of = mesh_type,
     .by_type = true,
     .inverted = true,
     .title = "Medical Subject Headings",
     .source = "MeSH descriptors with entry terms, https://www.nlm.nih.gov/mesh",
     .licence = MESH_LICENCE,
     .attribution = MESH_THANKS,
     .priorities = {50, 48, 30, 40, 10}},
    {.name = "mesh_supplementary",
     .prefix = "MESH:",
     .type_of = supplementary_type,
     .by_type = true,
     .inverted = true,
     .title = "MeSH supplementary concepts",
     .source = "MeSH supplementary concepts, https://www.nlm.nih.gov/mesh",
     .licence = MESH_LICENCE,
     .attribution = MESH_THANKS,
     .priorities = {20, 20, 20, 20, 20}},
    {.name = "drugbank",
     .prefix = "DRUGBANK:",
     .type = REAP_INTERVENTION,
     .title = "DrugBank open vocabulary",
     .source = "DrugBank Open Data: vocabulary, https://go.drugbank.com/releases/latest#open-data",
     .licence = "CC0-1.0",
     .attribution = "DrugBank open vocabulary",
     .priorities = {44}},
    {.name = "rxnorm",
     .prefix = "RXNORM:",
     .type = REAP_INTERVENTION,
     .title = "RxNorm",
     .source = "RxNorm, RXNCONSO.RRF (source RXNORM only), https://www.nlm.nih.gov/research/umls/rxnorm",
     .licence = "names of RxNorm itself (SAB=RXNORM): free use with attribution (NLM terms); no endorsement by NLM",
     .attribution = "This product uses publicly available data courtesy of the U.S. National Library of Medicine; NLM "
                    "is not responsible for the product and does not endorse or recommend it",
     .priorities = {43}},
};

#define OBO "http://obofoundry.org/ontology/"
#define ONTOLOGY(id_prefix, path, what, its_title, its_licence)                                                        \
  .name = "obo", .prefix = id_prefix ":", .type = what, .title = its_title, .source = its_title ", " OBO path,         \
  .licence = its_licence, .attribution = its_title
#define HPO_TERMS "HPO terms of use: cite it, show the version, pass on no altered copies"

static const reap_import_vocabulary ontologies[] = {
    {ONTOLOGY("DOID", "doid", REAP_CONDITION, "Disease Ontology", "CC0-1.0"), .preferred = "MESH:", .priorities = {45}},
    {ONTOLOGY("MONDO", "mondo", REAP_CONDITION, "Mondo Disease Ontology", "CC-BY-4.0"),
     .preferred = "MESH:", .priorities = {44}},
    {ONTOLOGY("HP", "hp", REAP_CONDITION, "Human Phenotype Ontology", HPO_TERMS), .priorities = {40}},
    {ONTOLOGY("SYMP", "symp", REAP_CONDITION, "Symptom Ontology", "CC0-1.0"), .priorities = {40}},
    {ONTOLOGY("CHEBI", "chebi", REAP_INTERVENTION, "ChEBI", "CC-BY-4.0"), .scopes = "EXACT RELATED",
     .priorities = {42}},
    {ONTOLOGY("DRON", "dron", REAP_INTERVENTION, "Drug Ontology", "CC-BY-3.0"), .priorities = {40}},
    {ONTOLOGY("VO", "vo", REAP_INTERVENTION, "Vaccine Ontology", "CC-BY-4.0"), .priorities = {40}},
    {ONTOLOGY("MAXO", "maxo", REAP_INTERVENTION, "Medical Action Ontology", "CC-BY-4.0"), .priorities = {40}},
    {ONTOLOGY("OAE", "oae", REAP_OUTCOME, "Ontology of Adverse Events", "CC-BY-4.0"), .priorities = {30}},
    {ONTOLOGY("EFO", "efo", REAP_OTHER, "Experimental Factor Ontology", "Apache-2.0"), .priorities = {10}},
    {ONTOLOGY("UBERON", "uberon", REAP_OTHER, "Uberon", "CC-BY-3.0"), .priorities = {10}},
    {ONTOLOGY("CL", "cl", REAP_OTHER, "Cell Ontology", "CC-BY-4.0"), .priorities = {10}},
    {ONTOLOGY("GO", "go", REAP_OTHER, "Gene Ontology", "CC-BY-4.0"), .priorities = {10}},
    {ONTOLOGY("NCBITaxon", "ncbitaxon", REAP_OTHER, "NCBI Taxonomy", "CC0-1.0"), .priorities = {10}},
};

reap_import_vocabulary reap_import_vocabulary_find(const char *format, reap_str id) {
  static const reap_import_vocabulary unknown = {.name = "table",
                                                 .prefix = "",
                                                 .type = UNKNOWN,
                                                 .title = "Imported vocabulary",
                                                 .source = NOT_STATED,
                                                 .licence = NOT_STATED,
                                                 .attribution = "",
                                                 .priorities = {40}};
  for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
    if (strcmp(vocabularies[i].name, format) == 0) return vocabularies[i];
  for (size_t i = 0; i < sizeof ontologies / sizeof *ontologies; i++)
    if (reap_str_begins_nocase(id, ontologies[i].prefix)) return ontologies[i];
  return unknown;
}

static const reap_import_format *const formats[] = {&reap_import_mesh,     &reap_import_mesh_supplementary,
                                                    &reap_import_obo,      &reap_import_rxnorm,
                                                    &reap_import_drugbank, &reap_import_table};
enum { FORMATS = sizeof formats / sizeof *formats };

const reap_import_format *reap_import_format_find(const char *name, reap_str head) {
  for (size_t i = 0; i < FORMATS; i++)
    if (name ? strcmp(formats[i]->name, name) == 0 : formats[i]->recognises(head)) return formats[i];
  return NULL;
}

const char *const *reap_lexicon_import_formats(void) {
  static const char *const names[FORMATS + 1] = {"mesh", "mesh_supplementary", "obo", "rxnorm", "drugbank", "table"};
  return names;
}
