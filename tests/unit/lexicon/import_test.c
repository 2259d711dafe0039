/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>

#include "lexicon/import.h"
#include "lexicon/import_format.h"

static const struct {
  const char *raw;
  bool inverted, preferred;
  const char *want; /* "-" dropped, "!name" to be matched with its capitals */
} names[] = {
    {"Foot Ulcer, Diabetic", true, false, "Diabetic Foot Ulcer"},
    {"Anemia, Hemolytic, Autoimmune", true, false, "Autoimmune Hemolytic Anemia"},
    {"Diabetes Mellitus, Type 2", true, false, "Type 2 Diabetes Mellitus"},
    {"Diabetes Mellitus, Type 2", false, false, "Diabetes Mellitus, Type 2"},
    {"2,4-Dinitrophenol", true, false, "2,4-Dinitrophenol"},
    {"Burns, and Scalds", true, false, "-"},
    {"Anemia, due to Blood Loss", true, false, "-"},
    {"A, b, c, d, e", true, false, "-"},
    {"hepatitis NOS", false, false, "-"},
    {"Other specified anemia", false, false, "-"},
    {"Unspecified fever", false, false, "-"},
    {"[Leu1]hirudin", false, false, "-"},
    {"AB", false, false, "-"},
    {"12-34", false, false, "-"},
    {"AIDS", false, false, "!AIDS"},
    {"G-CSF", false, false, "!G-CSF"},
    {"Tin", false, true, "Tin"},
    {"Met", false, false, "!Met"},
    {"Zinc", false, false, "Zinc"},
    {"VENLAFAXINE", false, false, "VENLAFAXINE"},
    {"a name that is far longer than anything that anybody would write in the text of an abstract", false, false, "-"},
};

static void brings_names_into_order(void **state) {
  (void)state;
  reap_arena arena = {0};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    reap_str out;
    reap_import_match match =
        reap_import_clean_name(&arena, reap_str_of(names[i].raw), names[i].inverted, names[i].preferred, &out);
    char got[128] = "-";
    if (match != REAP_IMPORT_DROP)
      snprintf(got, sizeof got, "%s%.*s", match == REAP_IMPORT_CASE ? "!" : "", (int)out.len, out.ptr);
    assert_string_equal(got, names[i].want);
  }
  reap_arena_free(&arena);
}

static const struct {
  const char *trees;
  int want;
} trees[] = {
    {"C17.800.893.592", REAP_CONDITION},
    {"D12.776.124.790|D06.472.699", REAP_INTERVENTION},
    {"D08.811.277", REAP_OTHER},
    {"E02.319.267.530", -1},
    {"E02.319", REAP_INTERVENTION},
    {"G09.330.380.076|E01.370.600", REAP_OUTCOME},
    {"C23.550.291.937", REAP_OTHER},
    {"M01.060", REAP_POPULATION},
    {"J01.576", -1},
    {"", -1},
    {"|", -1},
};

static void sorts_descriptors_by_their_trees(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof trees / sizeof *trees; i++)
    assert_int_equal(reap_import_mesh_type(reap_str_of(trees[i].trees)), trees[i].want);
}

static const struct {
  const char *id, *name;
  int want;
} supplementary[] = {
    {"C535841", "Hashimoto's encephalitis", REAP_CONDITION},
    {"C000055", "alloclamide", REAP_INTERVENTION},
    {"C580001", "Somebody's syndrome", REAP_CONDITION},
    {"C548468", "SRD5A2 protein, human", -1},
    {"C538001", "THOC7 protein, human", -1},
};

static void tells_substances_from_diseases(void **state) {
  (void)state;
  reap_import_vocabulary known = reap_import_vocabulary_find("mesh_supplementary", REAP_STR(""));
  for (size_t i = 0; i < sizeof supplementary / sizeof *supplementary; i++) {
    reap_import_row row = {.id = reap_str_of(supplementary[i].id), .name = reap_str_of(supplementary[i].name)};
    assert_int_equal(known.type_of(&row), supplementary[i].want);
  }
}

static const struct {
  const char *head, *want;
} heads[] = {
    {"<?xml version=\"1.0\"?>\n<DescriptorRecordSet LanguageCode = \"eng\">\n", "mesh"},
    {"  <SupplementalRecordSet>", "mesh_supplementary"},
    {"format-version: 1.2\nontology: x\n", "obo"},
    {"! a comment\n[Term]\nid: X:1\nname: x\n", "obo"},
    {"1|ENG||||||1|1|1||RXNORM|IN|1|x||N|4096|\n", "rxnorm"},
    {"1||CUI|RB|2||CUI|has_form|1||RXNORM|RXNORM||||4096|\n", "rxnorm"},
    {"ui\tname\tentry_terms\ttree_numbers\nD1\ta\t\tC1\n", "mesh"},
    {"ui\tname\nC000001\ta\n", "mesh_supplementary"},
    {"DrugBank ID,Accession Numbers,Common name\nDB00001,,a\n", "drugbank"},
    {"id\tname\nDB00001\ta\n", "drugbank"},
    {"# said first\n\"code\",\"term\"\n", "table"},
    {"{\"a\": 1}", NULL},
    {"<html>", NULL},
    {"", NULL},
};

static void tells_formats_by_their_content(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    const reap_import_format *format = reap_import_format_find(NULL, reap_str_of(heads[i].head));
    if (heads[i].want)
      assert_string_equal(format ? format->name : "none", heads[i].want);
    else
      assert_null(format);
  }
}

static void every_format_is_described(void **state) {
  (void)state;
  for (const char *const *name = reap_lexicon_import_formats(); *name; name++) {
    const reap_import_format *format = reap_import_format_find(*name, REAP_STR(""));
    assert_non_null(format);
    assert_string_equal(format->name, *name);
    assert_non_null(reap_import_vocabulary_find(*name, REAP_STR("")).licence);
  }
  assert_null(reap_import_format_find("nosuch", REAP_STR("")));
  assert_int_equal(reap_import_vocabulary_find("obo", REAP_STR("CHEBI:1")).type, REAP_INTERVENTION);
  assert_int_equal(reap_import_vocabulary_find("table", REAP_STR("doid:1")).type, REAP_CONDITION);
  assert_int_equal(reap_import_vocabulary_find("obo", REAP_STR("OWN:1")).type, -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(brings_names_into_order),        cmocka_unit_test(sorts_descriptors_by_their_trees),
      cmocka_unit_test(tells_substances_from_diseases), cmocka_unit_test(tells_formats_by_their_content),
      cmocka_unit_test(every_format_is_described),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
