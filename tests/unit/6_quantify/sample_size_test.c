/* SPDX-License-Identifier: MIT */
/* Sizes by kind, parts, totals; counts of people where results are told. */
#include "quantify_text.h"

static const quantity_case sizes[] = {
    {"Ten adult patients with chronic ulcers were enrolled.", "sample_size/total 10 +words [Ten adult patients]"},
    {"A total of 144 patients were randomised to zinc (n = 72) or placebo (n = 72).",
     "sample_size/total 144 [144 patients]; sample_size/arm 72 [n = 72]; sample_size/arm 72 [n = 72]"},
    {"One hundred and twenty-four women were screened, and 96 were randomised.",
     "sample_size/screened 124 +words [One hundred and twenty-four women]; sample_size/total 96 [96]"},
    {"We randomly assigned 1,208 patients to drug or placebo.", "sample_size/total 1208 [1,208 patients]"},
    {"We randomly assigned 1 208 patients to drug or placebo.", "sample_size/total 1208 [1 208 patients]"},
    {"Sixty eyes of 45 patients were included.",
     "sample_size 60 +words [Sixty eyes]; sample_size/total 45 [45 patients]"},
    {"Patients were assigned to three groups (n = 12, 13 and 11).",
     "sample_size/arm 12 [n = 12]; sample_size/arm 13 [13]; sample_size/arm 11 [11]; sample_size/total 36 +derived [n "
     "= 12, 13 and 11]"},
    {"There were 24 patients in each group.", "sample_size/arm 24 [24 patients]"},
    {"Twenty-five patients per group were studied.", "sample_size/arm 25 +words [Twenty-five patients]"},
    {"Participants were randomised 1:1 to zinc or placebo.", ""},
    {"Patients (n = 24 in each group) were treated.", "sample_size/arm 24 [n = 24]"},
    {"Of 80 patients enrolled, 76 completed the study and 4 were lost to follow-up.",
     "sample_size/total 80 [80 patients]; sample_size/total 76 [76]; sample_size/lost 4 [4]"},
    {"The analysis included 211 patients.", "sample_size/total 211 [211 patients]"},
    {"Eighty patients were randomised (41 to zinc and 39 to placebo).",
     "sample_size/total 80 +words [Eighty patients]; sample_size/arm 41 [41]; sample_size/arm 39 [39]"},
    {"Three hundred patients (zinc 151, placebo 149) were randomised.",
     "sample_size/total 300 +words [Three hundred patients]; sample_size/arm 151 [151]; sample_size/arm 149 [149]"},
    {"Thirty-eight men and 32 women took part in a study.",
     "count/male 38 +words [Thirty-eight men]; count/female 32 [32 women]; sample_size/total 70 +derived [Thirty-eight "
     "men and 32 women]"},
    {"A sample size of 60 patients was needed to detect a difference.", ""},
    {"Seven men and three women were treated (mean age 52.2 years).",
     "count/male 7 +words [Seven men]; count/female 3 +words [three women]; age 52.2 year [52.2 years]; "
     "sample_size/total 10 +derived [Seven men and three women]"},
    {"Two groups of 20 rats were studied.", "sample_size/arm 20 [20 rats]"},
    {"Type 2 diabetes was present in 12 patients.", "sample_size/total 12 [12 patients]"},
    {"72 patients received zinc and 70 received placebo.",
     "sample_size/arm 72 [72 patients]; sample_size/arm 70 [70]; sample_size/total 142 +derived [72 patients received "
     "zinc and 70]"},
    {"Between 2010 and 2014, 120 adults were recruited at 12 centres.", "sample_size/total 120 [120 adults]"},
    {"38 women who received zinc had less pain.", "sample_size/total 38 [38 women]"},
    {"A dozen patients were seen.", "sample_size/total 12 +words [dozen patients]"},
};

static const quantity_case sizes_in_results[] = {
    {"Eighty patients were randomised (41 to zinc and 39 to placebo).",
     "sample_size/total 80 +words [Eighty patients]; sample_size/arm 41 [41]; sample_size/arm 39 [39]"},
    {"Three hundred patients (zinc 151, placebo 149) were randomised.",
     "sample_size/total 300 +words [Three hundred patients]; sample_size/arm 151 [151]; sample_size/arm 149 [149]"},
    {"Thirty-eight men and 32 women took part in a study.",
     "count/male 38 +words [Thirty-eight men]; count/female 32 [32 women]; sample_size/total 70 +derived [Thirty-eight "
     "men and 32 women]"},
    {"A sample size of 60 patients was needed to detect a difference.", ""},
    {"In the zinc group, 12 patients had pain and 3 died.", "count/events 12 [12 patients]; count/events 3 [3]"},
    {"Seven men and three women were treated (mean age 52.2 years).",
     "count/male 7 +words [Seven men]; count/female 3 +words [three women]; age 52.2 year [52.2 years]; "
     "sample_size/total 10 +derived [Seven men and three women]"},
    {"Sixteen serious adverse events were reported.", "count/events 16 +words [Sixteen serious adverse events]"},
    {"Two groups of 20 rats were studied.", "sample_size/arm 20 [20 rats]"},
    {"Type 2 diabetes was present in 12 patients.", "count/events 12 [12 patients]"},
    {"72 patients received zinc and 70 received placebo.",
     "sample_size/arm 72 [72 patients]; sample_size/arm 70 [70]; sample_size/total 142 +derived [72 patients received "
     "zinc and 70]"},
    {"Between 2010 and 2014, 120 adults were recruited at 12 centres.", "sample_size/total 120 [120 adults]"},
    {"38 women who received zinc had less pain.", "sample_size/total 38 [38 women]"},
    {"Ulcers recurred in 4 patients in group A and 9 in group B.", "count/events 4 [4 patients]; count/events 9 [9]"},
    {"A dozen patients were seen.", "sample_size/total 12 +words [dozen patients]"},
    {"We studied 41 adults. P < 0.05. They formed two groups: 21 in the zinc group and 20 in the placebo group.",
     "sample_size/total 41 [41 adults]; p_value < 0.05 [P < 0.05]; sample_size/arm 21 [21]; sample_size/arm 20 [20]"},
};

static void reads_sizes(void **state) {
  (void)state;
  CHECK_CASES(sizes, REAP_SECTION_METHODS);
}

static void reads_sizes_in_results(void **state) {
  (void)state;
  CHECK_CASES(sizes_in_results, REAP_SECTION_RESULTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_sizes), cmocka_unit_test(reads_sizes_in_results)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
