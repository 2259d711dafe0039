/* SPDX-License-Identifier: MIT */
/* Percents, counts and group values with their spread. */
#include "quantify_text.h"

static const quantity_case values[] = {
    {"Healing occurred in 12/40 (30%) and 20 of 41 patients (48.8%).",
     "percent 30 12/40 % [12/40 (30%)]; sample_size/arm 40 >0 [40]; percent 48.8 20/41 % [20 of 41 patients (48.8%)]; "
     "sample_size/arm 41 >2 [41]"},
    {"Recurrence was 8.8 percent and 2.3 percent, respectively.",
     "percent 8.8 % [8.8 percent]; percent 2.3 % [2.3 percent]"},
    {"Response rates were 26, 27 and 30% (p = 0.4).",
     "percent 26 % [26]; percent 27 % [27]; percent 30 % [30%]; p_value 0.4 [p = 0.4]"},
    {"Pain resolved in 12 (30%) of 40 patients.", "percent 30 12/40 % [12 (30%) of 40]; sample_size/arm 40 >0 [40]"},
    {"Pain resolved in 30% (12/40) of patients.", "percent 30 12/40 % [30% (12/40)]; sample_size/arm 40 >0 [40]"},
    {"Pain resolved in 90% (18 patients) and 46% (n = 23).",
     "percent 90 18 % [90% (18 patients)]; percent 46 23 % [46% (n = 23)]"},
    {"Healing was 72.5% v 67.0% (p = 0.03).", "percent 72.5 % [72.5%]; percent 67 % [67.0%]; p_value 0.03 [p = 0.03]"},
    {"Five of 18 patients relapsed.", "count 5 5/18 +words [Five of 18 patients]; sample_size/arm 18 >0 [18]"},
    {"Uptake was 15%-20%.", "percent 15..20 % [15%-20%]"},
    {"Pain fell by 30% with zinc.", "change 30 % [30%]"},
    {"There was a 30% reduction in pain.", "change 30 % [30%]"},
    {"Fitness was 13% greater than in controls.", "effect other 13 % [13% greater]"},
    {"The risk was 50% lower with zinc.", "effect other 50 % [50% lower]"},
    {"BMD changed by -1.2% vs +0.5%.", "change -1.2 % [-1.2%]; change 0.5 % [+0.5%]"},
    {"Mean closure was 4.2 weeks in the zinc group and 5.1 weeks in the placebo group.",
     "mean 4.2 week [4.2 weeks]; mean 5.1 week [5.1 weeks]"},
    {"Pain was 3.2 ± 1.1 vs 4.5 ± 1.3 cm (p = 0.01).", "mean 3.2 cm [3.2 ± 1.1]; sd 1.1 cm >0 [1.1]; mean 4.5 cm [4.5 "
                                                       "± 1.3 cm]; sd 1.3 cm >2 [1.3]; p_value 0.01 [p = 0.01]"},
    {"Pain was 12.6+/-4.8 mm (mean ± SE).", "mean 12.6 mm [12.6+/-4.8 mm]; se 4.8 mm >0 [4.8]"},
    {"The mean (SD) score was 4.2 (1.1) and 5.0 (1.3).",
     "mean 4.2 [4.2 (1.1)]; sd 1.1 >0 [1.1]; mean 5 [5.0 (1.3)]; sd 1.3 >2 [1.3]"},
    {"Scores were 4.2 (SD 1.1) with zinc.", "mean 4.2 [4.2 (SD 1.1)]; sd 1.1 >0 [1.1]"},
    {"Median survival was 6.5 vs 5.1 months.", "median 6.5 month [6.5]; median 5.1 month [5.1 months]"},
    {"Median time was 5.2 days (IQR 3.1-7.4).",
     "median 5.2 day [5.2 days (IQR 3.1-7.4)]; quartiles 3.1..7.4 >0 [3.1-7.4]"},
    {"Insulin was 24.94 [7.78, 38.89] vs 31.13 [17.67, 59.09] (P = 0.03).",
     "median 24.94 [24.94 [7.78, 38.89]]; quartiles 7.78..38.89 >0 [7.78, 38.89]; median 31.13 [31.13 [17.67, 59.09]]; "
     "quartiles 17.67..59.09 >2 [17.67, 59.09]; p_value 0.03 [P = 0.03]"},
    {"Median age was 61 years (range 30-80).", "age 61 30..80 year [61 years]"},
    {"Pain decreased from 12.3 ± 2.0 to 8.4 ± 1.9.",
     "mean/baseline 12.3 [12.3 ± 2.0]; sd 2 >0 [2.0]; mean 8.4 [8.4 ± 1.9]; sd 1.9 >2 [1.9]"},
    {"Pain fell by 3.2 points.", "change 3.2 point [3.2 points]"},
    {"The mean change in weight was −3.2 kg.", "change -3.2 kg [−3.2 kg]"},
    {"The rate was 0.57 vs. 0.12 episodes/patient-year.",
     "rate 0.57 /patient-year [0.57]; rate 0.12 /patient-year [0.12 episodes/patient-year]"},
    {"Insulin rose (443.0-/+123.1 vs 31.8-/+11.9 ng/g).", "mean 443 ng/g [443.0-/+123.1]; sd 123.1 ng/g >0 [123.1]; "
                                                          "mean 31.8 ng/g [31.8-/+11.9 ng/g]; sd 11.9 ng/g >2 [11.9]"},
    {"Scores were higher (18.7 vs 14.8, P < 0.0001).",
     "mean 18.7 [18.7]; mean 14.8 [14.8]; p_value < 0.0001 [P < 0.0001]"},
    {"Scores ranged from 0-10.", "range 0..10 [0-10]"},
    {"There were fewer strokes (2 versus 5).", "count 2 [2]; count 5 [5]"},
    {"Weight was 1 234.5 ± 20 g.", "mean 1234.5 g [1 234.5 ± 20 g]; sd 20 g >0 [20]"},
    {"Change in NEFA was − 32 [− 96, − 5].", "change -32 [− 32 [− 96, − 5]]; quartiles -96..-5 >0 [− 96, − 5]"},
    {"IOP was 15.2 mmHg at 6 months.", "other 15.2 mmHg [15.2 mmHg]; duration/timepoint 6 month [6 months]"},
    {"Pain resolved in 23% of 203 women.", "percent 23/203 % [23% of 203 women]; sample_size/arm 203 >0 [203]"},
    {"Of 251 [7.0%] in 3579 patients in the zinc group, most healed.",
     "percent 7 251/3579 % [251 [7.0%] in 3579]; sample_size/arm 3579 >0 [3579]"},
    {"Progression-free survival was 11 months with A versus 9 months with B.",
     "median 11 month [11 months]; median 9 month [9 months]"},
    {"Scores were 3.52, 3.55 and 3.87, respectively.", "mean 3.52 [3.52]; mean 3.55 [3.55]; mean 3.87 [3.87]"},
    {"Weight rose from 70.2 to 71.5 kg.", "mean/baseline 70.2 kg [70.2]; mean 71.5 kg [71.5 kg]"},
    {"There were 83 deaths among 335 patients (24.8%).",
     "percent 24.8 83/335 % [83 deaths among 335 patients (24.8%)]; sample_size/arm 335 >0 [335]"},
    {"Weight changed by -3,8 kg (SD 3,4) and 12,5% lost 5%.",
     "change -3.8 kg [-3,8 kg (SD 3,4)]; sd 3.4 kg >0 [3,4]; percent 12.5 % [12,5%]; percent 5 % [5%]"},
    {"Age was 45,2 ± 8,1 years and BMI 27,3 kg/m2.",
     "age 45.2 year [45,2 ± 8,1 years]; sd 8.1 year >0 [8,1]; other 27.3 kg/m2 [27,3 kg/m2]"},
};

/* What names an outcome or plans a trial is no value of a group. */
static const quantity_case criteria[] = {
    {"A fall of at least 30% was seen in 12 of 40 patients.",
     "count 12 12/40 [12 of 40 patients]; sample_size/arm 40 >0 [40]"},
    {"Pressure of 21 mmHg or less was reached in 76% with zinc.", "percent 76 % [76%]"},
    {"Response (> or = 50% reduction) was 31% vs 18%.", "percent 31 % [31%]; percent 18 % [18%]"},
    {"Success was defined as a loss of 5%, and was seen in 40% with zinc.", "percent 40 % [40%]"},
    {"The non-inferiority margin was 10%.", "other/margin 10 % [10%]"},
    {"The trial had the power to detect a difference of 3.2 mmHg.", ""},
    {"Relapse was below 5% with zinc.", "percent < 5 % [below 5%]"},
    {"Relapse was rare (<1% vs 4%).", "percent < 1 % [<1%]; percent 4 % [4%]"},
    {"A target pressure of 21 mmHg was reached by 40%.", "percent 40 % [40%]"},
    {"A pressure between 6 and 16 mmHg was seen in 56%.", "percent 56 % [56%]"},
    {"More than 80% of the patients were cured.", "percent > 80 % [More than 80%]"},
    {"Pressure was taken at 8:00 AM, 12 noon and 16:00 at three time points.", ""},
    {"There was an odds ratio reduction of 70%.", "effect other 70 % [70%]"},
    {"Relapse rose by 20% for each additional 5% of fat.", "change 20 % [20%]"},
    {"The hazard ratio per 10% increase was 1.20.", "effect HR 1.2 [hazard ratio per 10% increase was 1.20]"},
    {"The trial was powered for a 33% reduction.", ""},
    {"The incidence of a 5% decrease was 10.2%.", "percent 10.2 % [10.2%]"},
    {"Cut-offs of 1% and 10% were used.", ""},
    {"They were randomised to one of five regimens between 09/92 and 12/96.", ""},
    {"The threshold was 10.1 ± 5.0 cm.", "mean 10.1 cm [10.1 ± 5.0 cm]; sd 5 cm >0 [5.0]"},
};

/* A percent of one group, a change of it, or what parts two groups. */
static const quantity_case relatives[] = {
    {"The risk of relapse fell by 23% (HR, 0.77).", "effect other 23 % [23%]; effect HR 0.77 [HR, 0.77]"},
    {"Zinc reduced pain by 12% compared with placebo.", "effect other 12 % [12%]"},
    {"Density showed a 2.9% increase with zinc vs. a 7.1% decrease.", "change 2.9 % [2.9%]; change 7.1 % [7.1%]"},
    {"Compared with placebo, zinc reduced pain by 12%.", "effect other 12 % [12%]"},
    {"Use of morphine fell by 65% at 24 h compared to the controls.",
     "effect other 65 % [65%]; duration/timepoint 24 hour [24 h]"},
    {"Zinc cut events: they decreased by 75% (three v 12 events; hazard ratio, 0.25).",
     "effect other 75 % [75%]; count/events 3 +words [three]; count/events 12 [12 events]; effect HR 0.25 [hazard "
     "ratio, "
     "0.25]"},
    {"Zinc reduced pain by 12% compared with baseline.", "change 12 % [12%]"},
    {"Pain fell by 12% compared with 3% with placebo.", "change 12 % [12%]; percent 3 % [3%]"},
    {"There was a 32 percent reduction in the risk of relapse.", "effect other 32 % [32 percent]"},
    {"The two groups differed (4.6% difference).", "effect RD 4.6 % [4.6% difference]"},
    {"Closure was achieved by 63% with zinc.", "percent 63 % [63%]"},
    {"Ninety percent of the nurses preferred zinc.", "percent 90 % +words [Ninety percent]"},
    {"At a median follow-up of 26 months (8.3% versus 14.8%).",
     "duration/followup 26 month [26 months]; percent 8.3 % [8.3%]; percent 14.8 % [14.8%]"},
};

static void reads_relatives(void **state) {
  (void)state;
  CHECK_CASES(relatives, REAP_SECTION_RESULTS);
}

/* Counts without a word for people; lists of counts beside lists of percents. */
static const quantity_case counts[] = {
    {"None of the controls relapsed.", "count/events 0 [None]"},
    {"Relapse was seen in 16 (19%) with zinc versus none.", "percent 19 16 % [16 (19%)]; count/events 0 [none]"},
    {"No patient in the placebo group relapsed.", "count/events 0 [No patient]"},
    {"No patient relapsed, and none of the differences was large.", ""},
    {"Deaths were rare (two placebo vs three placebo).", "count/events 2 +words [two]; count/events 3 +words [three]"},
    {"Three and eight relapses were seen.", "count/events 3 +words [Three]; count/events 8 +words [eight relapses]"},
    {"Of the 85 women who entered the trial, 1 in the placebo arm and 13 in the drug arm developed ulcers.",
     "sample_size/total 85 [85 women]; count/events 1 [1]; count/events 13 [13]"},
    {"Relapse rates were the same (placebo 36, p = 0.8).", "count/events 36 [36]; p_value 0.8 [p = 0.8]"},
    {"Ulcers recurred in three placebo-treated patients.", "count/events 3 +words [three placebo-treated patients]"},
    {"There were 24 breast cancers with zinc.", "count/events 24 [24 breast cancers]"},
    {"Two from 20 patients relapsed.", "count 2 2/20 +words [Two from 20 patients]; sample_size/arm 20 >0 [20]"},
    {"It recurred in 4 of 50 and 42 of 49 (8 percent vs. 86 percent).",
     "count 4 4/50 [4 of 50]; sample_size/arm 50 >0 [50]; count 42 42/49 [42 of 49]; sample_size/arm 49 >2 [49]; "
     "percent 8 % [8 percent]; percent 86 % [86 percent]"},
    {"Rates were 30% and 44% (12/39 and 17/39).", "percent 30 % [30%]; percent 44 % [44%]; count 12 12/39 [12/39]; "
                                                  "sample_size/arm 39 >2 [39]; count 17 17/39 [17/39]; "
                                                  "sample_size/arm 39 >4 [39]"},
    {"Relapse was seen with zinc (n = 18, 24%) and placebo (13; 3.1%).",
     "percent 24 18 % [18, 24%]; percent 3.1 13 % [13; 3.1%]"},
    {"It healed in 38 patients (57% on drug, 88% on placebo).",
     "count/events 38 [38 patients]; percent 57 % [57%]; percent 88 % [88%]"},
    {"Healing was 59. 2% (29/49).", "percent 59.2 29/49 % [59. 2% (29/49)]; sample_size/arm 49 >0 [49]"},
    {"A total of 36% (1964/5393) answered.",
     "percent 36 1964/5393 % [36% (1964/5393)]; sample_size/arm 5393 >0 [5393]"},
};

static void reads_counts(void **state) {
  (void)state;
  CHECK_CASES(counts, REAP_SECTION_RESULTS);
}

static void reads_no_criteria(void **state) {
  (void)state;
  CHECK_CASES(criteria, REAP_SECTION_RESULTS);
}

/* Which statistic a value is, and what is a time or a dose beside it. */
static const quantity_case statistics[] = {
    {"The median change in weight was -5.7% with zinc and -1.1% with placebo.",
     "median -5.7 % [-5.7%]; median -1.1 % [-1.1%]"},
    {"The mean change in weight from baseline to 24 months was -2.1 kg.",
     "duration/timepoint 24 month [24 months]; change -2.1 kg [-2.1 kg]"},
    {"The mean score was 4.2 points 2 months after surgery.",
     "mean 4.2 point [4.2 points]; duration/timepoint 2 month [2 months]"},
    {"The mean (SD) pain score (range, 0-10) was 1.75 (1.59).",
     "range 0..10 [0-10]; mean 1.75 [1.75 (1.59)]; sd 1.59 >1 [1.59]"},
    {"Scores were higher with zinc (M = 13.6, SD = 3.1) than with placebo (M = 9.7, SD = 4.4).",
     "mean 13.6 [13.6, SD = 3.1]; sd 3.1 >0 [3.1]; mean 9.7 [9.7, SD = 4.4]; sd 4.4 >2 [4.4]"},
    {"PFS was 11 months for zinc and 9 months for placebo.", "median 11 month [11 months]; median 9 month [9 months]"},
    {"OS was 11.8 months, 12.3 months, and 12.5 months, respectively.",
     "median 11.8 month [11.8 months]; median 12.3 month [12.3 months]; median 12.5 month [12.5 months]"},
    {"Time to relapse was longer (23.0 vs 16.9 weeks).", "median 23 week [23.0]; median 16.9 week [16.9 weeks]"},
    {"They were observed for a median of 5.5 years.", "duration/followup 5.5 year [5.5 years]"},
    {"Median treatment duration was 238 weeks.", "duration 238 week [238 weeks]"},
    {"It closed in a mean of 4.2 weeks.", "mean 4.2 week [4.2 weeks]"},
    {"Progression was later (placebo, 8.5 months; placebo, 7.4 months).",
     "median 8.5 month [8.5 months]; median 7.4 month [7.4 months]"},
    {"A median of 4 cycles of drug 600 mg/m2 was given.", "median 4 [4]; dose 600 mg/m2 [600 mg/m2]"},
    {"Blood loss was lower (488 ml vs 836 ml).", "mean 488 mL [488 ml]; mean 836 mL [836 ml]"},
    {"The incidence was 4.30 per 1000 women-years with drug and 4.41 per 1000 with placebo.",
     "rate 4.3 per 1000 women-years [4.30 per 1000 women-years]; rate 4.41 per 1000 women-years [4.41 per 1000]"},
    {"There were 0.31 episodes per patient-year with drug and 0.5 with placebo.",
     "rate 0.31 per patient-year [0.31 episodes per patient-year]; rate 0.5 per patient-year [0.5]"},
    {"Rates were 12.5 and 14.1 per 100 person-years.",
     "rate 12.5 per 100 person-years [12.5]; rate 14.1 per 100 person-years [14.1 per 100 person-years]"},
    {"Rates (per 1000 person-years) were 1.1 with drug and 2.9 with placebo.",
     "rate 1.1 per 1000 person-years [1.1]; rate 2.9 per 1000 person-years [2.9]"},
    {"Mortality was 3.2/1000 patient-years.", "rate 3.2 /1000 patient-years [3.2/1000 patient-years]"},
    {"They lost 3.7% of weight (SD 5.4%).", "mean 3.7 % [3.7% of weight (SD 5.4%)]; sd 5.4 % >0 [5.4]"},
    {"Use ranged from 7 to 40%.", "percent 7..40 % [7 to 40%]"},
    {"The mean score was 0.8 points lower with zinc.", "effect MD 0.8 point [0.8 points]"},
    {"Sleep was increased by 66 min compared with placebo.", "effect MD 66 minute [66 min]"},
};

static void reads_statistics(void **state) {
  (void)state;
  CHECK_CASES(statistics, REAP_SECTION_RESULTS);
}

static void reads_values(void **state) {
  (void)state;
  CHECK_CASES(values, REAP_SECTION_RESULTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_values), cmocka_unit_test(reads_no_criteria),
                                     cmocka_unit_test(reads_statistics), cmocka_unit_test(reads_relatives),
                                     cmocka_unit_test(reads_counts)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
