/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/buf.h"
#include "lexicon_folder.h"
#include "text/fold.h"

/* What the layer finds in `text`: "text=ID text=ID?" with ? for ambiguous. */
static void find_all(const reap_lexicon *lexicon, reap_layer layer, const char *text, char *out) {
  reap_tokenizer *tokenizer;
  reap_error error;
  reap_token_vec tokens = {0};
  reap_str all = reap_str_of(text);
  assert_int_equal(reap_tokenizer_open(&tokenizer, &error), REAP_OK);
  reap_tokenize(tokenizer, all, (reap_span){0, all.len}, &tokens);
  reap_lexicon_walk walk;
  reap_lexicon_match match;
  *out = 0;
  reap_lexicon_walk_from(&walk, lexicon, layer, all, tokens.at, tokens.count, 0);
  while (reap_lexicon_walk_on(&walk, &match)) {
    uint32_t at = match.at;
    assert_true(reap_lexicon_next(lexicon, layer, all, tokens.at, tokens.count, &at, &match));
    assert_int_equal(at, match.at);
    assert_int_equal(at + match.tokens, walk.at);
    reap_str found = reap_slice(all, (reap_span){tokens.at[at].span.beg, tokens.at[walk.at - 1].span.end});
    reap_concept concept = reap_lexicon_concept(lexicon, match.concept);
    sprintf(out + strlen(out), "%s%.*s=%.*s%s", *out ? " " : "", (int)found.len, found.ptr, (int)concept.id.len,
            concept.id.ptr, match.ambiguous ? "?" : "");
  }
  reap_vec_free(&tokens);
  reap_tokenizer_close(tokenizer);
}

typedef struct {
  const char *text, *want;
} finding;

static void check(const reap_lexicon *lexicon, reap_layer layer, const finding *findings, size_t count) {
  char got[1024];
  for (size_t i = 0; i < count; i++) {
    find_all(lexicon, layer, findings[i].text, got);
    if (strcmp(got, findings[i].want)) print_error("in: %s\n", findings[i].text);
    assert_string_equal(got, findings[i].want);
  }
}
#define CHECK(lexicon, layer, findings) check(lexicon, layer, findings, sizeof findings / sizeof *findings)

/* The walk looks up blocks of tokens: names begin at each place of one, end behind it, and lie in the next. */
static void names_are_found_across_blocks(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("F|condition|diabetic foot\nU|condition|diabetic foot ulcer\n", "", NULL);
  for (uint32_t before = 0; before < 2 * REAP_LEXICON_BLOCK + 2; before++) {
    char text[2048] = "", got[1024];
    for (uint32_t i = 0; i < before; i++) strcat(text, "foot ");
    strcat(text, "diabetic foot ulcer, diabetic foot");
    find_all(lexicon, REAP_LAYER_ENTITY, text, got);
    assert_string_equal(got, "diabetic foot ulcer=U diabetic foot=F");
  }
  reap_lexicon_free(lexicon);
}

static void names_are_found_longest_from_the_left(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("D|condition|diabetes\n"
                                     "F|condition|diabetic foot\n"
                                     "U|condition|diabetic foot ulcer\n"
                                     "I6|intervention|IL-6\n"
                                     "T|intervention|TNF-\xCE\xB1\n"
                                     "V|intervention|1,25-dihydroxyvitamin D3\n"
                                     "C|condition|Crohn's disease\n"
                                     "X|other|Ca(2+)\n"
                                     "PD|other|PDX\n"
                                     "R|intervention|(R)-lipoic acid\nW|condition|(whole brackets)\nQ|other|'quoted'\n",
                                     "D|diabetes mellitus\n", NULL);
  static const finding findings[] = {
      {"Diabetes, DIABETES and diabetes mellitus.", "Diabetes=D DIABETES=D diabetes mellitus=D"},
      {"a diabetic foot ulcer", "diabetic foot ulcer=U"},
      {"diabetic-foot ulcers", "diabetic-foot ulcers=U"},
      {"diabetic foot care; diabetic care", "diabetic foot=F"},
      {"diabetic foot, ulcer", "diabetic foot=F"},
      {"diabetic foot diabetic foot ulcer", "diabetic foot=F diabetic foot ulcer=U"},
      {"prediabetes", ""},
      {"IL-6, IL6 and il 6; IL-60, IL-6R", "IL-6=I6 IL6=I6 il 6=I6"},
      {"TNF\xCE\xB1 and TNF-alpha", "TNF\xCE\xB1=T TNF-alpha=T"},
      {"1,25-dihydroxyvitamin D3", "1,25-dihydroxyvitamin D3=V"},
      {"1.25-dihydroxyvitamin D3", ""},
      {"Crohn\xE2\x80\x99s disease and Crohn disease", "Crohn\xE2\x80\x99s disease=C Crohn disease=C"},
      {"Ca(2+) levels", "Ca(2+)=X"},
      {"(diabetes)", "diabetes=D"},
      {"(R)-lipoic acid, (S)-lipoic acid, whole brackets, quoted", "(R)-lipoic acid=R whole brackets=W quoted=Q"},
      {"PDX-1 and 5-PDX are not PDX-like or anti-PDX", "PDX=PD PDX=PD"},
      {"diabetes-2", "diabetes=D"},
      {"", ""},
      {".", ""},
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  reap_lexicon_free(lexicon);
}

static void case_and_exact_names_look_at_the_letters(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("A|condition|acute leukaemia\nM|intervention|mesenchymal cell\n",
                                     "A|ALL|case\nM|MSC|case\nM|hUC-MSC|case\nA|L1-Type|exact\n", NULL);
  static const finding findings[] = {
      {"ALL patients, all patients, All patients", "ALL=A"},
      {"MSC, MSCs, MSC-derived, mscs", "MSC=M MSCs=M MSC=M"},
      {"hUC-MSC hUC MSCs HUC-MSC", "hUC-MSC=M hUC MSCs=M MSC=M"},
      {"L1-Type, L1 Type, l1-type", "L1-Type=A"},
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  reap_lexicon_free(lexicon);
}

static void short_names_and_rules(void **state) {
  (void)state;
  reap_lexicon *lexicon =
      lexicon_of("MI|condition|MI\nO|condition|O2\nPb|intervention|lead\nC|other|contact lens\n"
                 "W|other|Wounds\n12|other|1 2 3\n",
                 NULL, "MI|allow\nlead|block\nlead|allow|oral\nwound|block||healing\ncontact lens|block\n");
  static const finding findings[] = {
      {"MI and O2", "MI=MI"},
      {"may lead to; oral lead; oral-lead", "lead=Pb lead=Pb"},
      {"wound healing, wounds", "wounds=W"},
      {"a contact lens", ""},
      {"1 2 3", ""},
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  reap_lexicon_free(lexicon);
}

static void cues_may_be_short_marks_and_follow_numbers(void **state) {
  (void)state;
  reap_lexicon *lexicon =
      lexicon_of("%|cue_unit|%|ratio\nmg|cue_unit|milligram|mass||\nvs|cue_versus|versus\n"
                 "word|cue_number|ten|10\nword|cue_number|eleven|11\nD|condition|milligram disease\n",
                 "mg|mg|case\nvs|vs.\nvs|vs\n", NULL);
  static const finding findings[] = {
      {"5mg vs. 10 mg", "mg=mg vs.=vs mg=mg"},
      {"5% vs ten", "%=% vs=vs ten=word"},
      {"10mg/l", "mg=mg"},
      {"mgx xmg 5Mg", ""},
      {"eleven", "eleven=word"},
  };
  CHECK(lexicon, REAP_LAYER_CUE, findings);
  static const finding entities[] = {{"5 mg of milligram disease", "milligram disease=D"}};
  CHECK(lexicon, REAP_LAYER_ENTITY, entities);
  reap_concept eleven = reap_lexicon_concept(lexicon, reap_lexicon_find(lexicon, REAP_STR("%")));
  assert_int_equal(eleven.type, REAP_CUE_UNIT);
  reap_lexicon_free(lexicon);
}

static void the_winner_of_a_shared_name_is_decided_by_rule(void **state) {
  (void)state;
  reap_lexicon *lexicon =
      lexicon_of("B|condition|cold\nA|condition|chill\nE|condition|ague||see F\nF|condition|fever||\n"
                 "Z|outcome|heat\nY|outcome|warmth\n",
                 "A|cold\nE|shiver\nF|shiver\nZ|glow\nY|glow\n", NULL);
  static const finding findings[] = {
      {"cold", "cold=B?"},    /* preferred before synonym */
      {"shiver", "shiver=E"}, /* a cross reference: the same thing */
      {"glow", "glow=Y?"},    /* smaller id */
      {"chill", "chill=A"},
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  reap_lexicon_free(lexicon);

  test_folder folder = folder_make();
  reap_error error;
  folder_write(&folder, "a/concepts.tsv", "id|type|name\nA|condition|cold\nT|other|hot spot\n");
  folder_write(&folder, "b/concepts.tsv", "id|type|name\nB|condition|chill\nS|other|Hot-Spots\n");
  folder_write(&folder, "b/names.tsv", "id|name\nB|cold\nA|rheum\n");
  folder_write(&folder, "b/vocabulary.tsv", "key|value\npriority|5\n");
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_OK);
  static const finding ranked[] = {
      {"cold and rheum", "cold=B? rheum=A"},
      {"hot spots", "hot spots=S"}, /* two vocabularies, one own name: the same thing */
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, ranked);
  reap_lexicon_free(lexicon);
  folder_remove(&folder);
}

static void upper_layers_win_block_and_allow(void **state) {
  (void)state;
  reap_error error;
  reap_lexicon *lexicon =
      lexicon_of("A|condition|asthma\nB|condition|cold\nM|condition|MI\nL|other|lead\nT|other|asthma tool box\n", NULL,
                 "lead|block\n");
  static const finding before[] = {{"asthma cold MI lead influenza", "asthma=A cold=B"}};
  CHECK(lexicon, REAP_LAYER_ENTITY, before);
  uint32_t names = reap_lexicon_names(lexicon);
  char hash[65];
  strcpy(hash, reap_lexicon_hash(lexicon));

  test_folder folder = folder_make();
  folder_write(&folder, "concepts.tsv", "id|type|name\nX|condition|asthma\n");
  folder_write(&folder, "names.tsv", "id|name\nB|influenza\nX|asthma tool\n");
  folder_write(&folder, "block.tsv", "name|action\ncold|block\nMI|allow\nlead|allow\n");
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_OK);
  folder_remove(&folder);
  static const finding after[] = {
      {"asthma cold MI lead influenza", "asthma=X MI=M lead=L influenza=B"},
      {"asthma tool, asthma tool boxes", "asthma tool=X asthma tool boxes=T"},
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, after);
  assert_int_equal(reap_lexicon_names(lexicon), names + 3);
  assert_int_equal(strlen(reap_lexicon_hash(lexicon)), 64);
  assert_string_not_equal(reap_lexicon_hash(lexicon), hash);
  reap_concept concept = reap_lexicon_concept(lexicon, reap_lexicon_find(lexicon, REAP_STR("B")));
  assert_true(reap_str_equal(concept.name, REAP_STR("cold")));
  assert_int_equal(reap_lexicon_find(lexicon, REAP_STR("none")), REAP_NONE);
  reap_lexicon_free(lexicon);
}

/* One image takes a short cut through the code: with another one on top that knows nothing of the text, the same names
 * must come out. */
static void layers_do_not_change_what_one_image_finds(void **state) {
  (void)state;
  static const char *const words[] = {"foot", "ulcer", "lead", "pain", "-", "PDX",
                                      "2",    "(",     "oral", "to",   ".", "foots"};
  enum { WORDS = sizeof words / sizeof *words };
  static const char concepts[] = "A|condition|foot\nB|condition|foot ulcer\nC|condition|foot-ulcer pain\nD|other|PDX\n"
                                 "E|other|lead\nF|other|pain (oral\nG|outcome|ulcer\nto|cue_time|to|\n2|cue_unit|.|\n";
  static const char rules[] = "lead|block\nlead|allow|oral\nulcer|block||to\n";
  reap_lexicon *one = lexicon_of(concepts, "D|pdx|case\nG|foot\n", rules),
               *two = lexicon_of(concepts, "D|pdx|case\nG|foot\n", rules);
  test_folder folder = folder_make();
  reap_error error;
  folder_write(&folder, "concepts.tsv", "id|type|name\nX|other|something else\nY|other|foot something\n");
  assert_int_equal(reap_lexicon_add_folder(two, folder.path, &error), REAP_OK);
  folder_remove(&folder);
  uint32_t random = 12345;
  for (int round = 0; round < 2000; round++) {
    char text[256] = "", from_one[1024], from_two[1024];
    for (int i = 0; i < 12; i++) {
      random = random * 1664525 + 1013904223;
      strcat(text, words[(random >> 16) % WORDS]);
      if (random >> 30) strcat(text, " ");
    }
    for (int layer = 0; layer < REAP_LAYER_COUNT; layer++) {
      find_all(one, (reap_layer)layer, text, from_one);
      find_all(two, (reap_layer)layer, text, from_two);
      assert_string_equal(from_one, from_two);
    }
  }
  reap_lexicon_free(one);
  reap_lexicon_free(two);
}

static void an_empty_lexicon_finds_nothing(void **state) {
  (void)state;
  reap_lexicon *lexicon;
  reap_error error;
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  static const finding findings[] = {{"asthma", ""}, {"", ""}};
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  CHECK(lexicon, REAP_LAYER_CUE, findings);
  assert_int_equal(reap_lexicon_names(lexicon), 0);
  assert_int_equal(reap_lexicon_concept(lexicon, 7).id.len, 0);
  reap_lexicon_free(lexicon);
}

static void tell(void *context, const reap_lexicon_candidate *candidate) {
  char *out = context;
  sprintf(out + strlen(out), "%.*s:%d ", (int)candidate->name.len, candidate->name.ptr, candidate->verdict);
}

static void candidates_come_with_their_verdicts(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("A|condition|cold\nB|condition|chill\nM|condition|MI\nC|condition|cold sore\n",
                                     "B|cold\nB|Cold|exact\nA|MI alone\n", "cold sore|block\n");
  reap_tokenizer *tokenizer;
  reap_error error;
  reap_token_vec tokens = {0};
  reap_str text = REAP_STR("cold sores MI alone");
  assert_int_equal(reap_tokenizer_open(&tokenizer, &error), REAP_OK);
  reap_tokenize(tokenizer, text, (reap_span){0, text.len}, &tokens);
  char got[512] = "";
  reap_lexicon_candidates(lexicon, REAP_LAYER_ENTITY, text, tokens.at, tokens.count, 0, tell, got);
  reap_lexicon_candidates(lexicon, REAP_LAYER_ENTITY, text, tokens.at, tokens.count, 2, tell, got);
  assert_string_equal(got, "cold:0 cold:1 Cold:5 cold sore:3 MI:4 MI alone:0 ");
  reap_vec_free(&tokens);
  reap_tokenizer_close(tokenizer);
  reap_lexicon_free(lexicon);
}

/* Rules of a lower image hold for names of an upper one until that allows them. */
static void lower_blocks_hold_until_allowed(void **state) {
  (void)state;
  reap_error error;
  reap_lexicon *lexicon = lexicon_of("A|condition|asthma\n", NULL, "lead|block\nset|block\ntin|block|pot\n");
  test_folder folder = folder_make();
  folder_write(&folder, "concepts.tsv", "id|type|name\nL|other|lead\nS|other|set\nT|other|tin\n");
  folder_write(&folder, "block.tsv", "name|action\nset|allow\n");
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_OK);
  folder_remove(&folder);
  static const finding findings[] = {{"lead set tin", "set=S tin=T"}, {"pot tin", ""}};
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  reap_lexicon_free(lexicon);
}

static void words_beside_a_name_choose_its_type(void **state) {
  (void)state;
  reap_error error;
  reap_lexicon *lexicon = NULL;
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  test_folder folder = folder_make();
  folder_write(&folder, "concepts.tsv", "id|type|name\nI|intervention|chol\nO|outcome|lipid\nP|population|old\n");
  folder_write(&folder, "names.tsv", "id|name\nO|chol\n");
  folder_write(&folder, "context.tsv",
               "words|side|type\nwith|before|population\ntreated with|before|intervention\nserum|before|outcome\n"
               "level|after|outcome\n");
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_OK);
  folder_remove(&folder);
  static const finding findings[] = {
      {"chol", "chol=I?"},
      {"serum chol", "chol=O?"},
      {"chol levels", "chol=O?"},
      {"treated with chol", "chol=I?"},
      {"treated with chol levels", "chol=O?"}, /* what stands behind counts more */
      {"with chol", "chol=I?"},                /* no population bears the name */
      {"serum lipid level", "lipid=O"},
  };
  CHECK(lexicon, REAP_LAYER_ENTITY, findings);
  reap_lexicon_free(lexicon);
}

static void parents_are_followed(void **state) {
  (void)state;
  reap_error error;
  reap_lexicon *lexicon = NULL;
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  test_folder folder = folder_make();
  folder_write(&folder, "concepts.tsv",
               "id|type|name|parent\nA|condition|disease|\nB|condition|ulcer|A\nC|condition|wound|A\n"
               "D|condition|leg ulcer|B\nE|condition|loop|F\nF|condition|round|E\nG|condition|orphan|Z\n");
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_OK);
  folder_remove(&folder);
  static const struct {
    const char *child, *parent;
    bool want;
  } cases[] = {{"D", "A", true},  {"D", "B", true}, {"D", "D", true},  {"D", "C", false},
               {"A", "D", false}, {"E", "F", true}, {"E", "A", false}, {"G", "A", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(reap_lexicon_is_a(lexicon, reap_lexicon_find(lexicon, reap_str_of(cases[i].child)),
                                       reap_str_of(cases[i].parent)),
                     cases[i].want);
  assert_true(reap_str_equal(reap_lexicon_parents(lexicon, reap_lexicon_find(lexicon, REAP_STR("D"))), REAP_STR("B")));
  assert_int_equal(reap_lexicon_parents(lexicon, 1000).len, 0);
  reap_lexicon_free(lexicon);
}

/* A large image fetches memory ahead of the walk; the same names must come out as through several images. */
static void a_large_image_finds_the_same(void **state) {
  (void)state;
  enum { NAMES = 30000 };
  reap_error error;
  reap_buf names = {0};
  char text[256], alone[1024], layered[1024];
  reap_buf_puts(&names, "id|type|name\n");
  for (int i = 0; i < NAMES; i++)
    reap_buf_printf(&names, "N%d|condition|w%c%c%c%s%s\n", i, 'a' + i / 676 % 26, 'a' + i / 26 % 26, 'a' + i % 26,
                    i >= 17576 ? " second" : "", i % 3 ? "" : " third");
  reap_buf_addc(&names, 0);
  reap_lexicon *lexicon = NULL;
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  test_folder folder = folder_make(), other = folder_make();
  folder_write(&folder, "concepts.tsv", names.ptr);
  folder_write(&other, "concepts.tsv", "id|type|name\nX|other|something else\n");
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_OK);
  reap_lexicon *both = NULL;
  assert_int_equal(reap_lexicon_open_empty(&both, &error), REAP_OK);
  assert_int_equal(reap_lexicon_add_folder(both, folder.path, &error), REAP_OK);
  assert_int_equal(reap_lexicon_add_folder(both, other.path, &error), REAP_OK);
  folder_remove(&folder);
  folder_remove(&other);
  size_t found = 0;
  for (uint32_t i = 0; i < 500; i++) {
    int length = 0;
    for (uint32_t k = 0; k < i % 11; k++) {
      uint32_t n = (i * 7919 + k * 104729) % 20000;
      length += snprintf(text + length, sizeof text - (size_t)length, "w%c%c%c%s ", 'a' + n / 676 % 26,
                         'a' + n / 26 % 26, 'a' + n % 26,
                         k % 4 == 1   ? " second"
                         : k % 4 == 2 ? " third"
                                      : "");
    }
    text[length] = 0;
    find_all(lexicon, REAP_LAYER_ENTITY, text, alone);
    find_all(both, REAP_LAYER_ENTITY, text, layered);
    assert_string_equal(alone, layered);
    found += strlen(alone);
  }
  assert_true(found > 10000);
  reap_lexicon_free(lexicon);
  reap_lexicon_free(both);
  reap_buf_free(&names);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_found_longest_from_the_left),
      cmocka_unit_test(names_are_found_across_blocks),
      cmocka_unit_test(case_and_exact_names_look_at_the_letters),
      cmocka_unit_test(short_names_and_rules),
      cmocka_unit_test(cues_may_be_short_marks_and_follow_numbers),
      cmocka_unit_test(the_winner_of_a_shared_name_is_decided_by_rule),
      cmocka_unit_test(upper_layers_win_block_and_allow),
      cmocka_unit_test(layers_do_not_change_what_one_image_finds),
      cmocka_unit_test(an_empty_lexicon_finds_nothing),
      cmocka_unit_test(lower_blocks_hold_until_allowed),
      cmocka_unit_test(words_beside_a_name_choose_its_type),
      cmocka_unit_test(parents_are_followed),
      cmocka_unit_test(a_large_image_finds_the_same),
      cmocka_unit_test(candidates_come_with_their_verdicts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
