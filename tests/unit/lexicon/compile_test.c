/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "lexicon_folder.h"

typedef struct {
  const char *file, *text;
} source;

/* Gathers "v/names.tsv:3 error" of every fault, and its message. */
typedef struct {
  size_t skip; /* length of the folder's path */
  char text[4096];
} told;

static void tell(void *context, const reap_lexicon_fault *fault) {
  told *all = context;
  snprintf(all->text + strlen(all->text), sizeof all->text - strlen(all->text), "%s:%u: %s%s\n",
           fault->file + all->skip, fault->line, fault->severity == REAP_LEXICON_WARNING ? "warning: " : "",
           fault->message);
}

static void lint(const source *sources, size_t count, told *all) {
  test_folder folder = folder_make();
  for (size_t i = 0; i < count && sources[i].file; i++) folder_write(&folder, sources[i].file, sources[i].text);
  *all = (told){.skip = strlen(folder.path) + 1};
  const char *dirs[] = {folder.path};
  reap_lexicon_stats stats;
  reap_error error;
  assert_int_equal(reap_lexicon_lint(dirs, 1, &stats, tell, all, &error), REAP_OK);
  folder_remove(&folder);
}

static const struct {
  source sources[3];
  const char *want;
} cases[] = {
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"}}, ""},
    {{{"v/concepts.tsv", "id|type|name\nA|illness|asthma\n"}},
     "v/concepts.tsv:2: there is no type \"illness\": use condition, intervention, outcome, population, other or a "
     "cue_ "
     "type\n"},
    {{{"v/concepts.tsv", "id|type\nA|condition\n"}},
     "v/concepts.tsv:1: the header row lacks the column \"name\": add it\n"},
    {{{"v/concepts.tsv", "id|type|name|match\nA|condition|asthma|loose\n"}},
     "v/concepts.tsv:2: there is no match \"loose\": use fold, case, exact or none\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\nB|condition|cough\nA|condition|wheeze\n"}},
     "v/concepts.tsv:4: the id \"A\" stands on line 2 already: remove one of them or give it an id of its own\n"},
    {{{"v/concepts.tsv", "id|type|name|value\nword|cue_number|ten|10\nword|cue_number|two|2\n"},
      {"v/names.tsv", "id|name\nword|twain\n"}},
     "v/names.tsv:2: several concepts have the id \"word\": write this name as a row of concepts.tsv\n"},
    {{{"v/names.tsv", "id|name\nA|asthma\n"}},
     "v/names.tsv:2: no concept has the id \"A\": add it to concepts.tsv or correct the id\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"}, {"v/names.tsv", "id|name|match\nA|AST|upper\n"}},
     "v/names.tsv:2: there is no match \"upper\": use fold, case or exact\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"}, {"v/block.tsv", "name|action\nasthma|forbid\n"}},
     "v/block.tsv:2: there is no action \"forbid\": use block or allow\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"},
      {"v/block.tsv", "name|action|left\nasthma|block|no more\n"}},
     "v/block.tsv:2: \"no more\" is not one word: left and right take a single word\n"},
    {{{"v/vocabulary.tsv", "key|value\npriority|high\n"}, {"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"}},
     "v/vocabulary.tsv:2: the priority \"high\" is no whole number up to a million: write one\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|...\n"}},
     "v/concepts.tsv:2: warning: nothing of the name \"...\" is left after folding: remove it\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|MI\nB|condition|2\n"}},
     "v/concepts.tsv:2: warning: the name \"MI\" has under three letters or no letter and is left out: allow it in "
     "block.tsv or remove it\n"
     "v/concepts.tsv:3: warning: the name \"2\" has under three letters or no letter and is left out: allow it in "
     "block.tsv or remove it\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|MI\n"}, {"v/block.tsv", "name|action\nMI|allow\n"}}, ""},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"},
      {"v/names.tsv", "id|name\nA|asthma\nA|wheezing\nA|wheezing\n"}},
     "v/names.tsv:2: warning: \"asthma\" is a name of this concept already, FOLDER/v/concepts.tsv:2: remove one\n"
     "v/names.tsv:4: warning: \"wheezing\" is a name of this concept already, FOLDER/v/names.tsv:3: remove one\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|common cold\nB|condition|Common-Colds\n"}},
     "v/concepts.tsv:3: warning: \"Common-Colds\" is also a name of A, FOLDER/v/concepts.tsv:2, which comes first: "
     "remove "
     "one of them\n"},
    {{{"v/concepts.tsv", "id|type|name\nmg|cue_unit|milligram\nMg|cue_unit|megagram\n"},
      {"v/names.tsv", "id|name|match\nmg|mg|case\nMg|Mg|case\nMg|mg|exact\n"}},
     "v/names.tsv:2: warning: \"mg\" is also a name of Mg, FOLDER/v/names.tsv:4, which comes first: remove one of "
     "them\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|common cold\n"},
      {"w/concepts.tsv", "id|type|name\nB|condition|common cold\n"}},
     ""},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|lead\n"},
      {"v/block.tsv", "name|action\nlead|block\nlead|allow\nlead|block\n"}},
     "v/block.tsv:3: warning: \"lead\" is blocked and allowed, see FOLDER/v/block.tsv:2: remove one\n"
     "v/block.tsv:4: warning: \"lead\" has this rule at FOLDER/v/block.tsv:2 already: remove one\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\n"}, {"v/block.tsv", "name|action\nastma|block\n"}},
     "v/block.tsv:2: warning: no name here folds like \"astma\": the rule only concerns lexicons below; else remove "
     "it\n"},
    {{{"v/concepts.tsv", "id|type|name\nA|condition|asthma\nB|cond\xFF|x\n"}},
     "v/concepts.tsv:3: the line is not UTF-8: save the file as UTF-8\n"},
    {{{"v/concepts.tsv", "id|type|name\n"
                         "A|condition|a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g\n"}},
     "v/concepts.tsv:2: warning: the name \"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g\" has "
     "more "
     "than 32 words and is left out: shorten it\n"},
};

/* Replaces the path of the folder that stands inside a message. */
static void without_folder(char *text) {
  for (char *at; (at = strstr(text, "/tmp/reap-lexicon-test-"));) {
    size_t path = strlen("/tmp/reap-lexicon-test-XXXXXX");
    memmove(at + 6, at + path, strlen(at + path) + 1);
    memcpy(at, "FOLDER", 6);
  }
}

static void faults_have_their_place_and_a_remedy(void **state) {
  (void)state;
  told all;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    lint(cases[i].sources, 3, &all);
    without_folder(all.text);
    assert_string_equal(all.text, cases[i].want);
  }
}

static void the_first_error_stops_a_compilation(void **state) {
  (void)state;
  test_folder folder = folder_make();
  folder_write(&folder, "v/concepts.tsv", "id|type|name\nA|condition|asthma\nB|wrong|x\nC|false|x\n");
  const char *dirs[] = {folder.path};
  reap_buf image = {0};
  reap_lexicon_stats stats;
  reap_error error;
  assert_int_equal(reap_lexicon_compile(dirs, 1, NULL, &image, &stats, NULL, NULL, &error), REAP_ELEXICON);
  assert_int_equal(error.line, 3);
  assert_non_null(strstr(error.source, "v/concepts.tsv"));
  assert_int_equal(stats.errors, 2);
  assert_int_equal(image.len, 0);
  folder_remove(&folder);
}

static void folders_that_hold_nothing_are_told(void **state) {
  (void)state;
  test_folder folder = folder_make();
  reap_lexicon *lexicon;
  reap_error error;
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  assert_int_equal(reap_lexicon_add_folder(lexicon, folder.path, &error), REAP_ELEXICON);
  assert_int_equal(reap_lexicon_add_folder(lexicon, "/nowhere/at/all", &error), REAP_EIO);
  assert_int_equal(reap_lexicon_names(lexicon), 0);
  reap_lexicon_free(lexicon);
  folder_remove(&folder);
}

static void the_hash_names_the_contents_and_not_the_place(void **state) {
  (void)state;
  reap_lexicon *one = lexicon_of("A|condition|asthma\n", NULL, NULL),
               *same = lexicon_of("A|condition|asthma\n", NULL, NULL),
               *other = lexicon_of("A|condition|cough\n", NULL, NULL);
  assert_string_equal(reap_lexicon_hash(one), reap_lexicon_hash(same));
  assert_string_not_equal(reap_lexicon_hash(one), reap_lexicon_hash(other));
  reap_lexicon_free(one);
  reap_lexicon_free(same);
  reap_lexicon_free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faults_have_their_place_and_a_remedy),
      cmocka_unit_test(the_first_error_stops_a_compilation),
      cmocka_unit_test(folders_that_hold_nothing_are_told),
      cmocka_unit_test(the_hash_names_the_contents_and_not_the_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
