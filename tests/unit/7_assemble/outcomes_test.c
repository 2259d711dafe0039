/* SPDX-License-Identifier: MIT */
/* Outcomes by their place in the clause, and which way they went: one form of words a row. */
#include "assemble_text.h"

#define TWO_ARMS "Adults were randomly assigned to metformin (n = 31) or placebo (n = 29)."

static const struct {
  const char *name;
  const char *results;
  const char *expected;
} cases[] = {
    {"what people had", "Body weight of women was lower in the metformin group than in the placebo group (p = 0.02).",
     "Body weight: metformin vs placebo, lower, p 0.02"},
    {"what people were",
     "Significantly more patients were cured with metformin than with placebo (40% vs 20%; p = 0.01).",
     "cured: metformin vs placebo, higher, p 0.01 {metformin 40} {placebo 20}"},
    {"responders", "With metformin 54% of the adults were responders and with placebo 32% (p = 0.04).",
     "responders: metformin vs placebo, higher, p 0.04 {metformin 54} {placebo 32}"},
    {"free of", "Fewer adults in the metformin group were hungry than in the placebo group (p = 0.01).",
     "hungry: metformin vs placebo, lower, p 0.01"},
    {"what people got",
     "Ten adults (35%) in the metformin group and 20 adults (73%) in the placebo group received blood transfusions (p "
     "= "
     "0.001).",
     "blood transfusions: metformin vs placebo, lower, p 0.001 {metformin 35} {placebo 73}"},
    {"those who did",
     "Adults who stopped treatment early (9% vs 20%, for metformin vs placebo, respectively) were seen for 1 year.",
     "stopped treatment early: placebo vs metformin, not stated {metformin 9} {placebo 20}"},
    {"a topic", "Regarding daily pain, there was no difference between the groups (p = 0.40).",
     "daily pain: metformin vs placebo, no difference, p 0.4"},
    {"in remission", "The proportion of patients in remission was higher with metformin than with placebo (p = 0.01).",
     "remission: metformin vs placebo, higher, p 0.01"},
    {"use of a drug", "Rescue drug use was lower with metformin than with placebo (p = 0.01).",
     "Rescue drug use: metformin vs placebo, lower, p 0.01"},
    {"labels before tests",
     "No difference was found between the groups in mood or sleep (anger: p = 0.90, worry: p = 0.40).",
     "anger: metformin vs placebo, no difference, p 0.9; worry: metformin vs placebo, no difference, p 0.4"},
    {"a report", "We found that the incidence of vomiting was lower in the metformin group (p = 0.01).",
     "vomiting: metformin vs placebo, lower, p 0.01"},
    {"behind the group", "Within the metformin group body weight fell by 4.2 kg (p = 0.001).",
     "body weight: metformin vs baseline, lower, p 0.001 {metformin 4.2}"},
    {"numbers of people", "Large numbers of women were hospitalised early with metformin (p = 0.02).",
     "hospitalised early: metformin vs placebo, not stated, p 0.02"},
    {"a cost of treatment", "The duration of treatment was longer with metformin than with placebo (p = 0.02).",
     "duration of treatment: metformin vs placebo, higher, p 0.02"},
    {"a vague thing that is tested", "The admission rate was lower with metformin than with placebo (p = 0.03).",
     "admission rate: metformin vs placebo, lower, p 0.03"},
    {"follow-up is a time", "At the 3-month follow-up, pain was lower with metformin than with placebo (p = 0.03).",
     "pain: metformin vs placebo, lower, p 0.03, at 3-month"},
    {"a bare difference",
     "Metformin was well accepted. Relapse occurred in 12% with metformin and in 15% with placebo. There was a "
     "significant difference between the groups (p = 0.02).",
     "Relapse: metformin vs placebo, lower, p 0.02 {metformin 12} {placebo 15}"},
    {"rounds", "Pain was lower with metformin (2.1 and 3.2 points) than with placebo (4.1 and 5.2 points; p = 0.01).",
     "Pain: metformin vs placebo, lower, p 0.01 {metformin 2.1} {placebo 4.1}; Pain: metformin vs placebo, lower, p "
     "0.01 {metformin 3.2} {placebo 5.2}"},
    {"what a class holds",
     "Improvements in quality of life (the St. Mark Gut Questionnaire and Daily Comfort Scale) were seen with "
     "metformin "
     "vs placebo (p = 0.02).",
     "St. Mark Gut Questionnaire: metformin vs placebo, higher, p 0.02; Daily Comfort Scale: metformin vs placebo, "
     "higher, p 0.02"},
    {"with X lower",
     "Pain was lower with metformin (12% vs 20%, p = 0.03), with opioid intake lower in the metformin group (30% vs "
     "41%, p = 0.004).",
     "Pain: metformin vs placebo, lower, p 0.03 {metformin 12} {placebo 20}; opioid intake: metformin vs placebo, "
     "lower, p 0.004 {metformin 30} {placebo 41}"},
    {"between what is no group", "There were no differences between lens types in reading speed (p = 0.30).",
     "reading speed: metformin vs placebo, no difference, p 0.3"},
    {"between the outcomes of groups",
     "There was no significant difference between the pain scores of the two groups (p = 0.30).",
     "pain scores: metformin vs placebo, no difference, p 0.3"},
    {"all but the last named",
     "In the metformin group pain severity and neck rotation improved (p = 0.01). In the placebo group, all parameters "
     "except neck rotation improved (p = 0.04).",
     "pain severity: metformin vs baseline, lower, p 0.01; neck rotation: metformin vs baseline, higher, p 0.01; pain "
     "severity: placebo vs baseline, lower, p 0.04"},
    {"what people were given",
     "The number of infants who received two doses of surfactant was lower with metformin (p = 0.04).",
     "two doses of surfactant: metformin vs placebo, lower, p 0.04"},
    {"a rate of improvement", "The improvement rate was higher in the metformin group (p = 0.03).",
     "improvement rate: metformin vs placebo, higher, p 0.03"},
    {"in-hospital", "In-hospital mortality was lower with metformin (p = 0.03).",
     "In-hospital mortality: metformin vs placebo, lower, p 0.03"},
    {"an agent is no outcome", "The addition of metformin to diet significantly reduced fatigue compared with placebo.",
     "fatigue: metformin vs placebo, lower"},
    {"greater improvements behind", "Improvements in mood were greater in the metformin group.",
     "mood: metformin vs placebo, higher"},
    {"smaller reductions behind", "Reductions in pain were smaller with metformin.",
     "pain: metformin vs placebo, higher"},
    {"a setting is no outcome", "Improvements in mood were greater in the metformin group in the safety cohort.",
     "mood: metformin vs placebo, higher"},
    {"share of people who", "The proportion of patients who relapsed was lower with metformin (10% vs 20%; p = 0.02).",
     "relapsed: metformin vs placebo, lower, p 0.02 {metformin 10} {placebo 20}"},
    {"people achieving",
     "The percentage of women achieving a clinical response was 40% with metformin and 20% with placebo (p = 0.001).",
     "clinical response: metformin vs placebo, higher, p 0.001 {metformin 40} {placebo 20}"},
    {"more likely to", "Patients on metformin were more likely to report nausea than those on placebo (p = 0.01).",
     "nausea: metformin vs placebo, higher, p 0.01"},
    {"more people did", "More metformin patients discontinued treatment than placebo patients (p = 0.01).",
     "discontinued treatment: metformin vs placebo, higher, p 0.01"},
    {"incidence of", "The incidence of nausea was higher in the metformin group (p = 0.03).",
     "nausea: metformin vs placebo, higher, p 0.03"},
    {"inside an effect", "The hazard ratio for death was 0.60 (95% CI 0.40 to 0.90).",
     "death: metformin vs placebo, lower, effect 0.6"},
    {"list of effects",
     "Hazard ratios for death and stroke were 0.90 (95% CI 0.80 to 1.10) and 0.80 (95% CI 0.70 to 0.90).",
     "death: metformin vs placebo, no difference, effect 0.9; stroke: metformin vs placebo, lower, effect 0.8"},
    {"counted events", "There were 10 deaths in the metformin group and 11 deaths in the placebo group (p = 0.8).",
     "deaths: metformin vs placebo, no difference, p 0.8 {metformin 10} {placebo 11}"},
    {"named events",
     "The most common adverse events were nausea (metformin 12%, placebo 4%) and cough (metformin 3%, placebo 2%).",
     "nausea: metformin vs placebo, not stated {metformin 12} {placebo 4}; cough: metformin vs placebo, not stated "
     "{metformin 3} {placebo 2}"},
    {"events of a kind", "Side effects were more common with metformin: nausea (12% vs 4%) and cough (9% vs 2%).",
     "nausea: metformin vs placebo, higher {metformin 12} {placebo 4}; cough: metformin vs placebo, higher {metformin "
     "9} {placebo 2}"},
    {"but not in, with a test",
     "Appetite increased in the metformin group (p = 0.01) but not in the placebo group (p = 0.84).",
     "Appetite: metformin vs baseline, higher, p 0.01; Appetite: placebo vs baseline, no difference, p 0.84"},
    {"but not X", "Metformin improved pain and sleep but not fatigue.",
     "pain: metformin vs placebo, lower; sleep: metformin vs placebo, higher; fatigue: metformin vs placebo, no "
     "difference"},
    {"taken back",
     "Relief was found more often with metformin than with placebo, but did not reach statistical significance (90% vs "
     "50%; p = 0.14).",
     "Relief: metformin vs placebo, no difference, p 0.14 {metformin 90} {placebo 50}"},
    {"the corresponding values",
     "Pain was 12 in the metformin group and 15 in the placebo group at 3 months. The corresponding values at 6 months "
     "were 10 versus 14 (p = 0.02).",
     "Pain: metformin vs placebo, not stated, at 3 months {metformin 12} {placebo 15}; Pain: metformin vs placebo, "
     "lower, p 0.02, at 6 months {metformin 10} {placebo 14}"},
    {"this difference",
     "Pain was lower in the metformin group than in the placebo group. This difference was not significant (p = 0.4).",
     "Pain: metformin vs placebo, no difference, p 0.4"},
    {"a ratio alone",
     "Death was less frequent with metformin than with placebo. The hazard ratio was 0.80 (95% CI 0.70 to 0.90).",
     "Death: metformin vs placebo, lower, effect 0.8"},
    {"superior to", "Metformin was superior to placebo in reducing pain (p = 0.03).",
     "pain: metformin vs placebo, lower, p 0.03"},
    {"as effective as", "Metformin was as effective as placebo in reducing pain (p = 0.3).",
     "pain: metformin vs placebo, no difference, p 0.3"},
    {"inferior", "Metformin was inferior to placebo in reducing pain.", "pain: metformin vs placebo, higher"},
    {"favouring", "There were significant differences in pain favouring metformin (p = 0.01).",
     "pain: metformin vs placebo, lower, p 0.01"},
    {"speed", "Fever resolved earlier with metformin than with placebo (3.1 vs 5.2 days, p = 0.01).",
     "Fever: metformin vs placebo, lower, p 0.01 {metformin 3.1} {placebo 5.2}"},
    {"sizes of a change",
     "The mean reduction in pain was 19.7 in the metformin group and 15.1 in the placebo group (p = 0.01).",
     "pain: metformin vs placebo, lower, p 0.01 {metformin 19.7} {placebo 15.1}"},
    {"sizes alike",
     "The mean reduction in pain was 19.7 in the metformin group and 15.1 in the placebo group (p = 0.3).",
     "pain: metformin vs placebo, no difference, p 0.3 {metformin 19.7} {placebo 15.1}"},
    {"sign of a difference",
     "Metformin led to greater improvements in physical function than placebo (mean difference -4.8, 95% CI -9.2 to "
     "-0.5).",
     "physical function: metformin vs placebo, lower, effect -4.8"},
    {"maintained", "Appetite was maintained in the metformin group (p = 0.06).",
     "Appetite: metformin vs baseline, no difference, p 0.06"},
    {"unchanged in both", "Appetite remained unchanged in both groups.",
     "Appetite: metformin vs baseline, no difference; Appetite: placebo vs baseline, no difference"},
    {"as well as",
     "Metformin reduced fever (2 vs 3, p = 0.1), as well as pain (2 vs 5, p = 0.002) compared with placebo.",
     "fever: metformin vs placebo, lower, p 0.1 {metformin 2} {placebo 3}; pain: metformin vs placebo, lower, p 0.002 "
     "{metformin 2} {placebo 5}"},
    {"and did not", "Pain fell in the metformin group and did not differ between groups at 6 months.",
     "Pain: metformin vs baseline, lower, at 6 months; Pain: metformin vs placebo, no difference, at 6 months"},
    {"not associated", "Metformin was not associated with an increased risk of stroke or pancreatitis.",
     "stroke: metformin vs placebo, no difference; pancreatitis: metformin vs placebo, no difference"},
    {"more decrease", "Pain decreased in both groups, but more decrease was seen in the metformin group (p = 0.04).",
     "Pain: metformin vs baseline, lower; Pain: placebo vs baseline, lower; Pain: metformin vs placebo, lower, p 0.04"},
    {"effect of A on X",
     "There was no significant effect of metformin on response rates (odds ratio 1.85, 95% CI 0.91 to 3.77).",
     "response rates: metformin vs placebo, no difference, effect 1.85"},
    {"with respect to the change",
     "There was no significant difference between metformin and placebo with respect to the change in lesion score.",
     "lesion score: metformin vs placebo, no difference"},
    {"time to a bad thing", "Time to relapse was better with metformin than with placebo.",
     "Time to relapse: metformin vs placebo, higher"},
    {"labels in brackets",
     "Physical scores were greater with metformin [PCS: 6.8; MCS: 7.6] versus placebo [PCS: 2.5; MCS: 3.5; p = 0.01].",
     "PCS: metformin vs placebo, higher, p 0.01 {metformin 6.8} {placebo 2.5}; MCS: metformin vs placebo, higher, p "
     "0.01 {metformin 7.6} {placebo 3.5}"},
    {"labels with pairs",
     "Quality of life improved with metformin compared with placebo (PCS: 6.8 vs 2.5, p = 0.02; MCS: 7.6 vs 3.5, p = "
     "0.03).",
     "PCS: metformin vs placebo, higher, p 0.02 {metformin 6.8} {placebo 2.5}; MCS: metformin vs placebo, higher, p "
     "0.03 {metformin 7.6} {placebo 3.5}"},
    {"a test told later",
     "Delirium occurred in 4.9% of the metformin group and in 5.9% of the placebo group. No difference was observed "
     "between groups (p = 0.5).",
     "Delirium: metformin vs placebo, no difference, p 0.5 {metformin 4.9} {placebo 5.9}"},
    {"those differences",
     "Survival rates were 68.5% and 56.8% in the metformin and placebo groups, respectively. Those differences were "
     "statistically significant (p = 0.002).",
     "Survival rates: metformin vs placebo, higher, p 0.002 {metformin 68.5} {placebo 56.8}"},
    {"a section named without a mark", "Results Pain scores were lower with metformin (p = 0.03).",
     "Pain scores: metformin vs placebo, lower, p 0.03"},
    {"halves",
     "Metformin was discontinued in 33% of patients whereas placebo was discontinued in 8% of patients (p = 0.01).",
     "discontinued: metformin vs placebo, higher, p 0.01 {metformin 33} {placebo 8}"},
};

static void outcomes_and_directions(void **state) {
  (void)state;
  static char text[8192];
  static test_print out;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch;
    const test_report report = {NULL, TWO_ARMS, cases[i].results};
    assemble(&report, text, &batch);
    const char *got = print_findings(&out, &batch);
    if (strcmp(got, cases[i].expected) != 0)
      fail_msg("%s: got \"%s\", expected \"%s\"", cases[i].name, got, cases[i].expected);
    reap_batch_free(&batch);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(outcomes_and_directions)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
