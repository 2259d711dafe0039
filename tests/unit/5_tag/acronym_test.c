/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "5_tag/acronym.h"

static reap_acronym_scratch scratch;

/* The definitions in one sentence, as "SF=long form; SF=long form". */
static void find(const char *text, char *out, size_t capacity) {
  reap_batch batch = {0};
  reap_citation *citation = reap_push(&batch.citations);
  citation->text = reap_str_of(text);
  citation->sentences = (reap_range){0, 1};
  reap_sentence *sentence = reap_push(&batch.sentences);
  sentence->span = (reap_span){0, citation->text.len};
  reap_find_abbreviations(&scratch, &batch, citation);
  assert_int_equal(citation->abbreviations.first, 0);
  assert_int_equal(citation->abbreviations.count, batch.abbreviations.count);
  size_t used = 0;
  out[0] = 0;
  for (uint32_t i = 0; i < batch.abbreviations.count; i++) {
    const reap_abbreviation *row = &batch.abbreviations.at[i];
    reap_str s = reap_slice(citation->text, row->short_form), l = reap_slice(citation->text, row->long_form);
    used += (size_t)snprintf(out + used, capacity - used, "%s%.*s=%.*s", i ? "; " : "", (int)s.len, s.ptr, (int)l.len,
                             l.ptr);
    assert_int_equal(row->concept, REAP_NONE);
  }
  reap_batch_free(&batch);
}

static const struct {
  const char *text, *expected;
} cases[] = {
    {"", ""},
    {"Patients with a diabetic foot ulcer (DFU) were seen.", "DFU=diabetic foot ulcer"},
    {"Diabetic foot ulcers (DFUs) are common.", "DFUs=Diabetic foot ulcers"},
    {"Given human umbilical cord mesenchymal stromal cell derivatives (hUC-MSCD) weekly.",
     "hUC-MSCD=human umbilical cord mesenchymal stromal cell derivatives"},
    {"The visual analogue scale [VAS] was used.", "VAS=visual analogue scale"},
    {"Scores on the VAS (visual analogue scale) fell.", "VAS=visual analogue scale"},
    {"Transforming growth factor beta (TGF-\u03B2) rose.", "TGF-\u03B2=Transforming growth factor beta"},
    {"Tumour necrosis factor-\u03B1 (TNF-alpha) fell.", "TNF-alpha=Tumour necrosis factor-\u03B1"},
    {"Interleukin-6 (IL-6), interleukin-10 (IL-10) and others", "IL-6=Interleukin-6; IL-10=interleukin-10"},
    {"Quality of life (QoL; primary outcome) and pain", "QoL=Quality of life"},
    {"Electroacupuncture (EA, n = 12) or sham", "EA=Electroacupuncture"},
    {"The outcome (ankle brachial index, ABI) improved.", "ABI=ankle brachial index"},
    {"The reflex (deep tendon reflex (DTR)) was lost.", "DTR=deep tendon reflex"},
    {"Mice got 2,4,6-trinitrobenzene sulfonic acid (TNBS).", "TNBS=2,4,6-trinitrobenzene sulfonic acid"},
    {"N-acetylcysteine (NAC) was given.", "NAC=N-acetylcysteine"},
    {"Two-dimensional (2D) images", "2D=Two-dimensional"},
    {"Treated with amlodipine/hydrochlorothiazide (HCTZ) daily", "HCTZ=hydrochlorothiazide"},
    {"The 36-item short form (SF-36) was sent.", "SF-36=36-item short form"},
    {"The Geriatric Depression Scale (GDS-15) fell.", "GDS-15=Geriatric Depression Scale"},
    {"Marker B positive [MaB(+)] cells", "MaB(+)=Marker B positive"},
    {"The drug testosterone (T) was given.", "T=testosterone"},
    {"Care (hereafter usual care, UC) was given; standard care (abbreviated as SC) too.",
     "UC=usual care; SC=standard care"},
    {"Body mass index (BMI) fell; body mass index (BMI) rose.", "BMI=Body mass index"},
    {"After treatment with antithyroid drugs (ATD)", "ATD=antithyroid drugs"},
    {"The bispectral index (BIS) was kept.", "BIS=bispectral index"},
    /* no definitions */
    {"Closure was faster (n = 12, p<.05, 95% CI 1 to 2).", ""},
    {"It was higher in occurrence (OR = 1.8).", ""},
    {"See the methods (Figure 2) and results (Table 1).", ""},
    {"A registered trial (NCT01234567) of honey (Acme, Oslo).", ""},
    {"Arteries (A), bones (B) and joints (ii) were seen.", ""},
    {"The mean (SD) was 3 mg (10 mg/kg).", ""},
    {"Found by others (Smith 1999) before (see above).", ""},
    {"An unclosed (bracket and ) others ] here [", ""},
};

static void finds_definitions(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char got[512];
    find(cases[i].text, got, sizeof got);
    assert_string_equal(got, cases[i].expected);
  }
}

static int percent(const char *short_form, const char *long_form) {
  char text[128];
  uint32_t s = (uint32_t)strlen(short_form), l = (uint32_t)strlen(long_form);
  snprintf(text, sizeof text, "%s%s", short_form, long_form);
  return reap_acronym_align(&scratch.aligner, reap_str_of(text), (reap_span){0, s}, (reap_span){s, s + l}).percent;
}

static void better_alignments_score_higher(void **state) {
  (void)state;
  assert_in_range(percent("VAS", "visual analogue scale"), 95, 100);
  assert_true(percent("VAS", "visual scale") < percent("VAS", "visual analogue scale"));
  assert_true(percent("NTG", "nitroglycerin") > 0);
  assert_true(percent("NTG", "nitroglycerin") < percent("NTG", "nitro tri glycol"));
  assert_in_range(percent("QOL", "quality of life"), 75, 95); /* "of" gives less */
  assert_true(percent("ABC", "all nice") < 0);
  assert_true(percent("", "") < 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(finds_definitions),
                                     cmocka_unit_test(better_alignments_score_higher)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
