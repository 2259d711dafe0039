/* SPDX-License-Identifier: MIT */
/* Times, ages and doses; numbers that are names. */
#include "quantify_text.h"

static const quantity_case times[] = {
    {"Patients were followed for 24 months.", "duration/followup 24 month [24 months]"},
    {"The median follow-up was 5.5 years (range 1-9).", "duration/followup 5.5 1..9 year [5.5 years (range 1-9)]"},
    {"Pain was measured at 6 and 12 months.",
     "duration/timepoint 6 month [6]; duration/timepoint 12 month [12 months]"},
    {"A 12-week programme was used.", "duration 12 week [12-week]"},
    {"Visits were at weeks 0, 4 and 8.",
     "duration/timepoint 0 week [weeks 0]; duration/timepoint 4 week [4]; duration/timepoint 8 week [8]"},
    {"After 3 years of follow-up no ulcer recurred.", "duration/followup 3 year [3 years]"},
    {"The 5-year survival was 80%.", "duration/timepoint 5 year [5-year]; other 80 % [80%]"},
    {"Adults aged 18-65 years were eligible.", "age 18..65 year [18-65 years]"},
    {"Patients aged ≥ 70 years were excluded.", "age >= 70 year [≥ 70 years]"},
    {"Women 18 years or older were eligible.", "age 18 year [18 years or older]"},
    {"Women older than 65 years were eligible.", "age > 65 year [older than 65 years]"},
    {"Women under 70 years of age were eligible.", "age < 70 year [under 70 years]"},
    {"Men between 33 and 46 years of age took part.", "age 33..46 year [between 33 and 46 years]"},
    {"Nurses 40 years of age or older took part.", "age 40 year [40 years of age or older]"},
    {"Men 42 to 69 years old took part.", "age 42..69 year [42 to 69 years]"},
    {"Women (≥ 18 years) took part.", "age >= 18 year [≥ 18 years]"},
    {"Men were 46.2 (SD = 11.4) years old.", "age 46.2 year [46.2 (SD = 11.4) years]; sd 11.4 year >0 [11.4]"},
    {"The women were 58 ± 8 years.", "age 58 year [58 ± 8 years]; sd 8 year >0 [8]"},
    {"The dose was halved (in patients > 65 years).", "age > 65 year [> 65 years]"},
    {"Women aged 40-49 were invited.", "age 40..49 year [aged 40-49]"},
    {"Women aged 65 and older were invited.", "age 65 year [aged 65 and older]"},
    {"Screening began at age 40 years.", "other 40 year [40 years]"},
    {"The new leaflet did more than the old one.", ""},
    {"The mean age was 52.2 years.", "age 52.2 year [52.2 years]"},
    {"Age was 45.2 ± 8.1 years.", "age 45.2 year [45.2 ± 8.1 years]; sd 8.1 year >0 [8.1]"},
    {"A 60-year-old man was seen.", "age 60 year [60-year-old]"},
    {"Patients received 20 mg of zinc daily.", "dose 20 mg [20 mg]"},
    {"Patients received 5, 10 or 20 mg zinc.", "dose 5 mg [5]; dose 10 mg [10]; dose 20 mg [20 mg]"},
    {"Radiotherapy with 50 Gy was given.", "dose 50 Gy [50 Gy]"},
    {"Cells (2 × 10^6 cells/kg) were infused.", "dose 2000000 cells/kg [2 × 10^6 cells/kg]"},
    {"Serum IL-6 and HbA1c were measured in type 2 diabetes.", ""},
    {"Grade 3 or 4 events were recorded from May 12, 1999 to 2004.", ""},
    {"The trial is registered (ISRCTN 12345678).", ""},
    {"Women (18-60 years) took part.", "age 18..60 year [18-60 years]"},
    {"Treatment lasted 12- to 24-month periods.", "duration 12 month [12]; duration 24 month [24-month]"},
};

static void reads_times(void **state) {
  (void)state;
  CHECK_CASES(times, REAP_SECTION_METHODS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_times)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
