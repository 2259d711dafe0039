/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "7_assemble/assembler.h"
#include "7_assemble/trials/trial_scan.h"

/* All ids of a text, joined by a blank. */
static void scan_all(const char *text, char *out, size_t cap) {
  reap_trial_scan scan = reap_trial_scan_of(reap_str_of(text));
  reap_trial_hit hit;
  size_t len = 0;
  out[0] = '\0';
  while (reap_trial_scan_next(&scan, &hit)) {
    assert_true(hit.span.beg < hit.span.end && hit.span.end <= strlen(text));
    assert_non_null(hit.registry);
    len += (size_t)snprintf(out + len, cap - len, "%s%s", len ? " " : "", hit.id);
  }
}

static const struct {
  const char *text, *ids;
} forms[] = {
    /* ClinicalTrials.gov in all its spellings */
    {"Registered as NCT04567890.", "NCT04567890"},
    {"(NCT 04567890)", "NCT04567890"},
    {"[NCT-04567890]", "NCT04567890"},
    {"identifier: nct04567890", "NCT04567890"},
    {"NCT: 04567890", "NCT04567890"},
    {"NCT#04567890", "NCT04567890"},
    {"NCT\n04567890", "NCT04567890"},
    {"NCT\xc2\xa0"
     "04567890",
     "NCT04567890"},
    {"NCT\xc2\xad"
     "04567890",
     "NCT04567890"},
    {"NCT\xe2\x80\x91"
     "04567890",
     "NCT04567890"},
    {"numberNCT04567890and on", "NCT04567890"},
    {"NCT04567890NCT04567891", "NCT04567890 NCT04567891"},
    {"NCT04567890/04567891", "NCT04567890 NCT04567891"},
    {"NCT04567890, 04567891 and 04567892", "NCT04567890 NCT04567891 NCT04567892"},
    {"ClinicalTrials.gov identifier 04567890", "NCT04567890"},
    {"clinicaltrials.gov/ct2/show/NCT04567890?rank=1", "NCT04567890"},
    {"NCT0456789 has lost a digit", ""},
    {"NCT045678901 has one too many", ""},
    {"NCT00000000", ""},
    {"NCT patients numbered 04567890", ""},
    {"SNCT04567890", ""},
    /* the others */
    {"ISRCTN45678901", "ISRCTN45678901"},
    {"Randomised Controlled Trial Number (ISRCTN): 45678901", "ISRCTN45678901"},
    {"ISRCTN registry (45678901)", "ISRCTN45678901"},
    {"doi 10.1186/ISRCTN45678901", "ISRCTN45678901"},
    {"ISRCTN4567890", ""},
    {"EudraCT 2011-001234-56", "2011-001234-56"},
    {"EudraCT2011-001234-56-GB", "2011-001234-56"},
    {"EudraCT no. 2011 \xe2\x80\x93 001234 \xe2\x80\x93 56", "2011-001234-56"},
    {"EudraCT No 2011/001234/56", "2011-001234-56"},
    {"EudraCT 2011-001234-5", ""},
    {"from 2011/001234/56 on", ""},
    {"CTIS 2023-501234-12-00", "2023-501234-12"},
    {"ChiCTR2100045678", "ChiCTR2100045678"},
    {"chictr-trc-10001234", "ChiCTR-TRC-10001234"},
    {"chictripr17012345", "ChiCTR-IPR-17012345"},
    {"ACTRN12611000769900", "ACTRN12611000769900"},
    {"ACTRN012611000769900", "ACTRN12611000769900"},
    {"ANZCTR Reference No. 12611000769900", "ACTRN12611000769900"},
    {"Australian New Zealand Clinical Trials Registry (12611000769900)", "ACTRN12611000769900"},
    {"New Zealand sold 12611000769900 sheep", ""},
    {"DRKS00012345", "DRKS00012345"},
    {"German Clinical Trials Register 00012345", "DRKS00012345"},
    {"UMIN000023456", "UMIN000023456"},
    {"UMIN Clinical Trials Registry C000023456", "UMIN000023456"},
    {"JPRN-UMIN000023456", "UMIN000023456"},
    {"UMIN (University Hospital Medical Information Network ID#000023456)", "UMIN000023456"},
    {"ALBUMIN000023456", ""},
    {"jRCTs051190002, jRCT2080224567", "jRCTs051190002 jRCT2080224567"},
    {"JapicCTI-183456 and JapicCTI-R190012", "JapicCTI-183456 JapicCTI-R190012"},
    {"JMA-IIA00123", "JMA-IIA00123"},
    {"IRCT20190115042345N2", "IRCT20190115042345N2"},
    {"irct201901150n12", ""},
    {"IRCT20190115042345", ""},
    {"CTRI/2017/08/009876", "CTRI/2017/08/009876"},
    {"CTRI / 2017 / 08 / 009876", "CTRI/2017/08/009876"},
    {"Clinical Trials Registry of India: 2017/08/009876", "CTRI/2017/08/009876"},
    {"CTRI/2017/08", ""},
    {"PACTR201706002345678", "PACTR201706002345678"},
    {"NTR4321", "NTR4321"},
    {"Trial registration NTR 4321.", "NTR4321"},
    {"Netherlands Trial Register: 4321", "NTR4321"},
    {"Nederlands Trial Register (NTR) 04321", "NTR4321"},
    {"Dutch Trial Register 4 May 2012", ""},
    {"Dutch Trial Register, 2012", ""},
    {"NTR 1200 mg daily", ""},
    {"NTR1 and NTR2 receptors", ""},
    {"p75NTR 1234", ""},
    {"registered (trial NL7654)", "NL7654"},
    {"plasma NL 7654", ""},
    {"NL-OMON54321", "NL-OMON54321"},
    {"KCT0004567", "KCT0004567"},
    {"RBR-4ab7cd", "RBR-4ab7cd"},
    {"RBR-ABCDEFG", "RBR-abcdefg"},
    {"rbr-4ab7cd, RBR 5ab7cd and RBR6ab7cd", "RBR-4ab7cd RBR-5ab7cd RBR-6ab7cd"},
    {"RBR 123456, RBR abcdef, ARBR-4ab7cd", ""},
    {"Chi-CTR 2100045678", "ChiCTR2100045678"},
    {"Netherlands National Trial Register (no. 4321)", "NTR4321"},
    {"RBR-4ab", ""},
    {"RPCEC00000345", "RPCEC00000345"},
    {"SLCTR/2018/012", "SLCTR/2018/012"},
    {"TCTR20180923004", "TCTR20180923004"},
    {"PER-045-17", "PER-045-17"},
    {"10 per 045-17", ""},
    {"LBCTR2020123456", "LBCTR2020123456"},
    {"ITMCTR2023000123", "ITMCTR2023000123"},
    {"U1111-1234-5678", "U1111-1234-5678"},
    {"Universal Trial Number 1111-1234-5678", "U1111-1234-5678"},
    {"PROSPERO (CRD42021234567)", "CRD42021234567"},
    {"0.001, 1234 and 45678901 people in 2012", ""},
    {"", ""},
};

static void finds_the_ids_of_every_registry(void **state) {
  (void)state;
  char got[256];
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    scan_all(forms[i].text, got, sizeof got);
    if (strcmp(got, forms[i].ids) != 0) fail_msg("\"%s\": got \"%s\", want \"%s\"", forms[i].text, got, forms[i].ids);
  }
}

static void spans_hold_the_prefix_that_stands_before(void **state) {
  (void)state;
  const char *text = "see ISRCTN 45678901; Dutch Trial Register no. 4321";
  reap_trial_scan scan = reap_trial_scan_of(reap_str_of(text));
  reap_trial_hit hit;
  assert_true(reap_trial_scan_next(&scan, &hit));
  assert_memory_equal(text + hit.span.beg, "ISRCTN 45678901", hit.span.end - hit.span.beg);
  assert_true(reap_trial_scan_next(&scan, &hit));
  assert_memory_equal(text + hit.span.beg, "4321", hit.span.end - hit.span.beg);
  assert_false(reap_trial_scan_next(&scan, &hit));
}

static void one_row_an_id_with_all_its_sources(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_citation *citation = reap_push(&batch.citations);
  citation->text = REAP_STR("Title\nRegistered: NCT04567890, later nct 04567890 and ISRCTN45678901.");
  static const char *const held[][2] = {{"ClinicalTrials.gov", "NCT04567890"},
                                        {"GENBANK", "AB123456"},
                                        {"ANZCTR", "12611000769900"},
                                        {"JPRN", "unheard-of 7"},
                                        {"Dryad", "10.5061/dryad.00123"}};
  for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
    reap_accession *accession = reap_push(&batch.accessions);
    accession->bank = reap_str_of(held[i][0]);
    accession->number = reap_str_of(held[i][1]);
  }
  citation->accessions = (reap_range){0, batch.accessions.count};
  reap_assembler worker = {0};
  reap_find_trials(&worker, &batch, citation);
  static const struct {
    const char *id, *registry;
    uint8_t via;
    uint32_t beg;
  } want[] = {{"NCT04567890", "ClinicalTrials.gov", REAP_TRIAL_DATABANK | REAP_TRIAL_TEXT, 18},
              {"ACTRN12611000769900", "ANZCTR", REAP_TRIAL_DATABANK, REAP_NONE},
              {"unheard-of 7", "JPRN", REAP_TRIAL_DATABANK, REAP_NONE},
              {"ISRCTN45678901", "ISRCTN", REAP_TRIAL_TEXT, 54}};
  assert_int_equal(citation->trials.count, sizeof want / sizeof *want);
  for (uint32_t i = 0; i < citation->trials.count; i++) {
    const reap_trial *trial = &batch.trials.at[citation->trials.first + i];
    assert_true(reap_str_equal(trial->id, reap_str_of(want[i].id)));
    assert_true(reap_str_equal(trial->registry, reap_str_of(want[i].registry)));
    assert_int_equal(trial->via, want[i].via);
    assert_int_equal(trial->span.beg, want[i].beg);
  }
  reap_batch_free(&batch);
}

/* Nasty input must take linear time: this would take minutes if it were quadratic. */
static void hostile_text_takes_linear_time(void **state) {
  (void)state;
  static const char *const units[] = {"NCT ", "123456 - ", "trial register no. 123 ", "RBR-", "a", "B", "1234-123456-"};
  enum { BYTES = 1 << 22 };
  char *text = malloc(BYTES);
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    size_t len = strlen(units[i]);
    for (size_t at = 0; at < BYTES; at++) text[at] = units[i][at % len];
    reap_trial_scan scan = reap_trial_scan_of((reap_str){text, BYTES});
    reap_trial_hit hit;
    uint32_t hits = 0;
    while (reap_trial_scan_next(&scan, &hit)) hits++;
    assert_true(hits < BYTES);
  }
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_the_ids_of_every_registry), cmocka_unit_test(spans_hold_the_prefix_that_stands_before),
      cmocka_unit_test(one_row_an_id_with_all_its_sources), cmocka_unit_test(hostile_text_takes_linear_time)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
