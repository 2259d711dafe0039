/* SPDX-License-Identifier: MIT */
#include "assemble_text.h"
#include "lexicon_folder.h"

/* The cues, and some treatments of our own. */
static int setup(void **state) {
  (void)state;
  test_folder folder = folder_make();
  folder_write(&folder, "v/concepts.tsv",
               "id|type|name\nX:1|intervention|nalvexin\nX:2|intervention|dorivane\nX:3|intervention|sleep coaching\n"
               "X:4|intervention|placebo\nX:5|intervention|chemotherapy\nX:6|intervention|premorane\n");
  folder_write(&folder, "v/names.tsv", "id|name|match\nX:1|NLV hydrochloride|\n");
  reap_error error = {0};
  int failed = reap_lexicon_open_empty(&test_lexicon, &error) != REAP_OK ||
               reap_lexicon_add_folder(test_lexicon, "lexicons/cues", &error) != REAP_OK ||
               reap_lexicon_add_folder(test_lexicon, folder.path, &error) != REAP_OK;
  folder_remove(&folder);
  if (failed) {
    fprintf(stderr, "%s\n", error.message);
    return -1;
  }
  const reap_shared shared = {.lexicon = test_lexicon};
  return reap_worker_open(&test_worker, &shared, &error) == REAP_OK ? 0 : -1;
}

static const char *print_type(test_print *out, const reap_batch *batch, reap_type type) {
  out->used = 0;
  out->text[0] = 0;
  for (uint32_t i = 0; i < batch->mentions.count; i++)
    if (batch->mentions.at[i].type == type)
      print_str(out, out->used ? "; " : "", reap_text_at(&batch->citations.at[0], batch->mentions.at[i].span));
  return out->text;
}

/* ---- which names of treatments are the trial's own ---- */

static const struct {
  test_report report;
  reap_type type;
  const char *expected;
} cases[] = {
    /* what the arms name; what else patients had */
    {{"Nalvexin to prevent chemotherapy-induced hiccups: a randomized trial",
      "Adults on premorane were randomized to nalvexin (n = 20) or placebo (n = 21).", "Hiccups fell with nalvexin."},
     REAP_INTERVENTION,
     "Nalvexin; nalvexin; placebo; nalvexin"},
    {{"Nalvexin to prevent chemotherapy-induced hiccups: a randomized trial",
      "Adults on premorane were randomized to nalvexin (n = 20) or placebo (n = 21).", "Hiccups fell with nalvexin."},
     REAP_BACKGROUND,
     "chemotherapy; premorane"},
    /* another name */
    {{"A randomized trial of nalvexin", "Adults were randomized to nalvexin or placebo.",
      "Rest was longer with nalvexin. NLV hydrochloride was safe."},
     REAP_ALIAS,
     "NLV hydrochloride"},
    /* the arm's only name, where its label tells none */
    {{"A trial in tired cooks",
      "Cooks were randomized to the intervention group (nalvexin, n = 20) or the control group (n = 20).",
      "Sleep was longer with nalvexin (p = 0.01)."},
     REAP_INTERVENTION,
     "nalvexin; nalvexin"},
    /* the parts of a combination */
    {{"A randomized trial of nalvexin plus dorivane versus placebo",
      "We compared nalvexin plus dorivane with placebo in 40 adults.", "One man stopped dorivane."},
     REAP_COMPONENT,
     "nalvexin; dorivane; dorivane"},
    /* no trial: everything is what it was, but words for classes and for what controls got */
    {{"Nalvexin poisoning in a cook", "A cook on dorivane took nalvexin after chemotherapy.", NULL},
     REAP_INTERVENTION,
     "Nalvexin; dorivane; nalvexin"},
    {{"Nalvexin in rats", "Rats were randomized to nalvexin or placebo. Rats given dorivane were excluded.", NULL},
     REAP_INTERVENTION,
     "Nalvexin; nalvexin; dorivane"},
};

static void a_trial_has_its_own_treatments(void **state) {
  (void)state;
  static char text[8192];
  static test_print out;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch;
    assemble(&cases[i].report, text, &batch);
    const char *got = print_type(&out, &batch, cases[i].type);
    if (strcmp(got, cases[i].expected) != 0) fail_msg("%zu: got \"%s\", expected \"%s\"", i, got, cases[i].expected);
    reap_batch_free(&batch);
  }
}

/* ---- clean names of arms ---- */

static const struct {
  test_report report;
  const char *expected;
} labels[] = {
    {{NULL, "Adults were randomized to treatment with nalvexin or matching placebo. Nalvexin was safe.", NULL},
     "nalvexin/experimental; placebo/placebo"},
    {{NULL, "Adults were randomized to oral nalvexin 20 mg daily or dorivane 5 mg weekly.", "Nalvexin beat dorivane."},
     "nalvexin/experimental; dorivane/active comparator"},
    {{"Nalvexin reduces hiccups: a randomized trial",
      "Adults were randomized to oral nalvexin 20 mg or placebo. Hiccups were fewer with nalvexin.", NULL},
     "Nalvexin/experimental; placebo/placebo"},
    {{"A randomized trial in nurses",
      "Nurses were randomized to SC (sleep coaching, SC) or placebo. Sleep coaching (SC) was weekly.",
      "Rest was longer with SC than with placebo."},
     "sleep coaching/experimental; placebo/placebo"},
    /* the doses tell these arms apart */
    {{NULL, "Adults were randomized to nalvexin 20 mg or nalvexin 40 mg.", "Nalvexin 40 mg was better."},
     "nalvexin 20 mg/experimental; nalvexin 40 mg/active comparator"},
    /* the text mostly uses the short name */
    {{"Home-based sleep coaching in nurses: a randomized trial",
      "Nurses were randomized to home-based sleep coaching or placebo. Sleep coaching was weekly. Sleep coaching took "
      "an hour.",
      "Rest was longer with sleep coaching."},
     "sleep coaching/experimental; placebo/placebo"},
};

static void labels_are_clean_names(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) expect_arms(i, &labels[i].report, labels[i].expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_trial_has_its_own_treatments),
                                     cmocka_unit_test(labels_are_clean_names)};
  return cmocka_run_group_tests(tests, setup, quantify_teardown);
}
