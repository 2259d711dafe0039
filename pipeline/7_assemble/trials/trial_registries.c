/* SPDX-License-Identifier: MIT */
/* The registries: how their numbers look and what texts call them. Sources of the patterns: the registries' own pages
 * and WHO ICTRP; how they are misspelt: read in abstracts. A misprinted number (a digit too few or too many) is no id.
 */
#include "7_assemble/trials/trial_registries.h"

#include <stdio.h>
#include <string.h>

#define DIGITS(text, span) (int)reap_span_len(span), (text).ptr + (span).beg

enum {
  NCT,
  ISRCTN,
  EUDRACT,
  CTIS,
  CHICTR,
  CHICTR_OLD,
  ACTRN,
  DRKS,
  UMIN,
  JRCT,
  JRCTS,
  JAPIC,
  JMA,
  IRCT,
  CTRI,
  PACTR,
  NTR,
  NL,
  NL_OMON,
  KCT,
  RPCEC,
  SLCTR,
  TCTR,
  PER,
  LBCTR,
  ITMCTR,
  UTN,
  PROSPERO
};

static bool is_digit_at(reap_str text, uint32_t at) { return at < text.len && reap_is_digit(text.ptr[at]); }

/* The run of digits that begins at `at`, or ends before it. */
static reap_span digits_from(reap_str text, uint32_t at) {
  reap_span run = {at, at};
  while (is_digit_at(text, run.end)) run.end++;
  return run;
}
static reap_span digits_before(reap_str text, uint32_t at) {
  reap_span run = {at, at};
  while (run.beg > 0 && reap_is_digit(text.ptr[run.beg - 1])) run.beg--;
  return run;
}

static uint32_t value_of(reap_str text, reap_span digits) {
  uint32_t value = 0;
  for (uint32_t i = digits.beg; i < digits.end; i++) value = value * 10 + (uint32_t)(text.ptr[i] - '0');
  return value;
}

/* Length of the hyphen, dash or slash that ends before `at`, with the blanks around it. */
static uint32_t dash_before(reap_str text, uint32_t at, bool *slash) {
  for (uint32_t back = 1; back <= 8 && back <= at; back++) {
    if (!reap_is_digit(text.ptr[at - back])) continue;
    return back > 1 && reap_trial_dash_at(text, at - back + 1, slash) == back - 1 ? back - 1 : 0;
  }
  return 0;
}

static bool plain(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  out->number = run;
  snprintf(out->id, sizeof out->id, "%s%.*s", self->prefix, DIGITS(text, run));
  return true;
}

static bool not_zero(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  return value_of(text, run) != 0 && plain(self, text, run, out);
}

static bool begins_with_20(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  return text.ptr[run.beg] == '2' && text.ptr[run.beg + 1] == '0' && plain(self, text, run, out);
}

/* 126 and 11 more digits; in early years sometimes typed with a zero before them. */
static bool read_actrn(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  bool has_zero = reap_span_len(run) == 15;
  reap_span digits = {run.beg + has_zero, run.end};
  if (has_zero && text.ptr[run.beg] != '0') return false;
  if (!plain(self, text, digits, out)) return false;
  out->number = run;
  return text.ptr[digits.beg] == '1' && text.ptr[digits.beg + 1] == '2';
}

/* 2004-000446-20: `run` is the middle. The last part must have just two digits. */
static bool read_european(reap_str text, reap_span run, reap_trial_number *out, uint32_t *year) {
  bool slash = false, slash_after = false;
  uint32_t dash = dash_before(text, run.beg, &slash);
  reap_span years = digits_before(text, run.beg - dash);
  uint32_t after = reap_trial_dash_at(text, run.end, &slash_after);
  reap_span check = digits_from(text, run.end + after);
  if (!dash || !after || reap_span_len(years) != 4 || reap_span_len(check) != 2) return false;
  *year = value_of(text, years);
  out->number = (reap_span){years.beg, check.end};
  out->sure = !slash && !slash_after;
  snprintf(out->id, sizeof out->id, "%.*s-%.*s-%.*s", DIGITS(text, years), DIGITS(text, run), DIGITS(text, check));
  return true;
}
static bool read_eudract(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  (void)self;
  uint32_t year = 0;
  return text.ptr[run.beg] == '0' && read_european(text, run, out, &year) && year >= 2000 && year <= 2024;
}
static bool read_ctis(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  (void)self;
  uint32_t year = 0;
  return text.ptr[run.beg] == '5' && read_european(text, run, out, &year) && year >= 2022 && year <= 2099;
}

/* ChiCTR-TRC-10001234: a word of three to five letters says what kind of study it is. */
static bool read_chictr_old(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  uint32_t end = run.beg, step;
  while ((step = reap_trial_separator_before(text, end))) end -= step;
  uint32_t beg = end;
  while (beg > 0 && end - beg < 5 && reap_is_alpha(text.ptr[beg - 1])) beg--;
  /* "chictripr17012345": the word is glued to the registry's name, whose last letter is an r */
  uint32_t all = beg;
  while (all > 0 && reap_is_alpha(text.ptr[all - 1])) all--;
  if (end - all > 6 && reap_str_starts_nocase((reap_str){text.ptr + all, end - all}, REAP_STR("chictr"))) beg = all + 6;
  if (end - beg < 3 || end - beg > 5) return false;
  char kind[6] = {0};
  for (uint32_t i = beg; i < end; i++) kind[i - beg] = (char)(reap_lower(text.ptr[i]) - 32);
  out->number = (reap_span){beg, run.end};
  snprintf(out->id, sizeof out->id, "%s%s-%.*s", self->prefix, kind, DIGITS(text, run));
  return true;
}

/* 000012345, and C000012345 as it was once typed. */
static bool read_umin(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  if (!plain(self, text, run, out)) return false;
  bool has_letter = run.beg > 1 && reap_lower(text.ptr[run.beg - 1]) == 'c' && !reap_is_alpha(text.ptr[run.beg - 2]);
  out->number.beg -= has_letter;
  return true;
}

/* JapicCTI-R123456 is another series than JapicCTI-123456. */
static bool read_japic(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  if (!plain(self, text, run, out)) return false;
  if (run.beg > 1 && reap_lower(text.ptr[run.beg - 1]) == 'r' && !reap_is_alpha(text.ptr[run.beg - 2])) {
    out->number.beg--;
    snprintf(out->id, sizeof out->id, "%sR%.*s", self->prefix, DIGITS(text, run));
  }
  return true;
}

/* 2012122311849N1: the last number counts the registrations of one applicant. */
static bool read_irct(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  uint32_t letter = run.end;
  if (letter < text.len && (text.ptr[letter] == ' ' || text.ptr[letter] == '-')) letter++;
  if (letter >= text.len || reap_lower(text.ptr[letter]) != 'n') return false;
  reap_span count = digits_from(text, letter + 1);
  if (reap_span_len(count) < 1 || reap_span_len(count) > 3) return false;
  out->number = (reap_span){run.beg, count.end};
  snprintf(out->id, sizeof out->id, "%s%.*sN%.*s", self->prefix, DIGITS(text, run), DIGITS(text, count));
  return true;
}

/* 2013/06/003770: `run` is the last part. */
static bool read_ctri(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  bool slash = false;
  uint32_t dash = dash_before(text, run.beg, &slash);
  reap_span month = digits_before(text, run.beg - dash);
  uint32_t second = dash ? dash_before(text, month.beg, &slash) : 0;
  reap_span year = digits_before(text, month.beg - second);
  if (!second || reap_span_len(month) < 2 || reap_span_len(month) > 3 || reap_span_len(year) != 4) return false;
  out->number = (reap_span){year.beg, run.end};
  snprintf(out->id, sizeof out->id, "%s%.*s/%.*s/%.*s", self->prefix, DIGITS(text, year), DIGITS(text, month),
           DIGITS(text, run));
  return text.ptr[year.beg] == '2';
}

/* 2010/001: `run` is the last part. */
static bool read_slctr(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  bool slash = false;
  uint32_t dash = dash_before(text, run.beg, &slash);
  reap_span year = digits_before(text, run.beg - dash);
  if (!dash || !slash || reap_span_len(year) != 4 || text.ptr[year.beg] != '2') return false;
  out->number = (reap_span){year.beg, run.end};
  snprintf(out->id, sizeof out->id, "%s%.*s/%.*s", self->prefix, DIGITS(text, year), DIGITS(text, run));
  return true;
}

/* PER-031-12: `run` is the first part. */
static bool read_per(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  bool slash = false;
  uint32_t dash = reap_trial_dash_at(text, run.end, &slash);
  reap_span year = digits_from(text, run.end + dash);
  bool named = run.beg >= 4 && memcmp(text.ptr + run.beg - 4, "PER-", 4) == 0;
  if (!named || !dash || slash || reap_span_len(year) != 2) return false;
  out->number = (reap_span){run.beg, year.end};
  snprintf(out->id, sizeof out->id, "%s%.*s-%.*s", self->prefix, DIGITS(text, run), DIGITS(text, year));
  return true;
}

/* U1111-1234-5678, WHO's number for a trial in any registry. */
static bool read_utn(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  if (memcmp(text.ptr + run.beg, "1111", 4) != 0) return false;
  bool slash = false;
  uint32_t first = reap_trial_dash_at(text, run.end, &slash);
  reap_span middle = digits_from(text, run.end + first);
  uint32_t second = reap_trial_dash_at(text, middle.end, &slash);
  reap_span last = digits_from(text, middle.end + second);
  if (!first || !second || slash || reap_span_len(middle) != 4 || reap_span_len(last) != 4) return false;
  bool has_letter = run.beg > 0 && reap_lower(text.ptr[run.beg - 1]) == 'u';
  out->number = (reap_span){run.beg - has_letter, last.end};
  out->sure = has_letter;
  snprintf(out->id, sizeof out->id, "%s1111-%.*s-%.*s", self->prefix, DIGITS(text, middle), DIGITS(text, last));
  return true;
}

/* What follows a number that is no dose and no count: "NTR 1234 mg", "NTR 20 patients" are none. */
static bool ends_a_number(reap_str rest) {
  static const char *const followers[] = {"at ", "on ", "and ", "registered", "date", "www", "http"};
  if (rest.len > 1 && (rest.ptr[0] == '.' || rest.ptr[0] == ',') && reap_is_digit(rest.ptr[1])) return false;
  if (rest.len > 0 && (rest.ptr[0] == '%' || rest.ptr[0] == '/')) return false;
  if (rest.len < 2 || rest.ptr[0] != ' ' || rest.ptr[1] < 'a' || rest.ptr[1] > 'z') return true;
  for (uint32_t i = 0; i < sizeof followers / sizeof *followers; i++)
    if (reap_str_begins_nocase((reap_str){rest.ptr + 1, rest.len - 1}, followers[i])) return true;
  return false;
}

/* NTR1234 and the like have few digits, sometimes with zeros before them. */
static bool read_short(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out) {
  char before = run.beg > 0 ? text.ptr[run.beg - 1] : ' ';
  if ((before == '.' || before == ',') && run.beg > 1 && reap_is_digit(text.ptr[run.beg - 2])) return false;
  if (!ends_a_number((reap_str){text.ptr + run.end, text.len - run.end})) return false;
  reap_span digits = run;
  while (reap_span_len(digits) > 1 && text.ptr[digits.beg] == '0') digits.beg++;
  if (!plain(self, text, digits, out)) return false;
  out->number = run;
  return true;
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

const reap_trial_registry reap_trial_registries[] = {
    [NCT] = {"ClinicalTrials.gov", "NCT", 8, 8, not_zero, false,
             NAMES("nct", "clinicaltrials gov", "clinicaltrial gov", "clinical trials gov"), NULL},
    [ISRCTN] = {"ISRCTN", "ISRCTN", 8, 8, plain, false,
                NAMES("isrctn", "isrct", "current controlled trials", "controlled trial number"), NULL},
    [EUDRACT] = {"EudraCT", "", 6, 6, read_eudract, false,
                 NAMES("eudract", "eudra ct", "euctr", "eu ctr", "european union clinical trials register",
                       "eu clinical trials register"),
                 NULL},
    [CTIS] = {"CTIS", "", 6, 6, read_ctis, false, NAMES("ctis"), NULL},
    [CHICTR] = {"ChiCTR", "ChiCTR", 10, 10, plain, false, NAMES("chictr", "chi ctr"), NAMES("chinese", "china")},
    [CHICTR_OLD] = {"ChiCTR", "ChiCTR-", 8, 8, read_chictr_old, false, NAMES("chictr", "chi ctr"), NAMES("chinese")},
    [ACTRN] = {"ANZCTR", "ACTRN", 14, 15, read_actrn, false, NAMES("actrn", "actrno", "actr", "anzctr", "anzctrn"),
               NAMES("zealand", "australian")},
    [DRKS] = {"DRKS", "DRKS", 8, 8, plain, false, NAMES("drks"), NAMES("german")},
    [UMIN] = {"UMIN-CTR", "UMIN", 9, 9, read_umin, false,
              NAMES("umin", "uminctr", "uminctrid", "medical information network", "jprn"), NULL},
    [JRCT] = {"jRCT", "jRCT", 10, 10, plain, false, NAMES("jrct"), NULL},
    [JRCTS] = {"jRCT", "jRCTs", 9, 9, plain, false, NAMES("jrcts"), NULL},
    [JAPIC] = {"JapicCTI", "JapicCTI-", 6, 6, read_japic, false, NAMES("japiccti", "japic cti", "japic"), NULL},
    [JMA] = {"JMACCT", "JMA-IIA", 5, 5, plain, false, NAMES("jma iia"), NULL},
    [IRCT] = {"IRCT", "IRCT", 11, 14, read_irct, false, NAMES("irct"), NAMES("iranian", "iran")},
    [CTRI] = {"CTRI", "CTRI/", 6, 6, read_ctri, false, NAMES("ctri"), NAMES("india", "indian")},
    [PACTR] = {"PACTR", "PACTR", 15, 16, begins_with_20, false, NAMES("pactr"), NAMES("african")},
    [NTR] = {"NTR", "NTR", 3, 5, read_short, true, NAMES("ntr"), NAMES("dutch", "netherlands", "nederlands")},
    [NL] = {"NTR", "NL", 4, 5, read_short, true, NAMES("nl"), NULL},
    [NL_OMON] = {"OMON", "NL-OMON", 5, 5, plain, false, NAMES("nl omon"), NULL},
    [KCT] = {"CRiS", "KCT", 7, 7, plain, false, NAMES("kct"), NULL},
    [RPCEC] = {"RPCEC", "RPCEC", 8, 8, plain, false, NAMES("rpcec"), NULL},
    [SLCTR] = {"SLCTR", "SLCTR/", 3, 3, read_slctr, false, NAMES("slctr"), NAMES("sri lanka")},
    [TCTR] = {"TCTR", "TCTR", 11, 11, begins_with_20, false, NAMES("tctr"), NAMES("thai")},
    [PER] = {"REPEC", "PER-", 3, 3, read_per, false, NAMES("per"), NULL},
    [LBCTR] = {"LBCTR", "LBCTR", 10, 10, begins_with_20, false, NAMES("lbctr"), NAMES("lebanese")},
    [ITMCTR] = {"ITMCTR", "ITMCTR", 10, 10, plain, false, NAMES("itmctr"), NULL},
    [UTN] = {"UTN", "U", 4, 4, read_utn, false, NAMES("utn", "universal trial number"), NULL},
    [PROSPERO] = {"PROSPERO", "CRD", 11, 11, not_zero, false, NAMES("crd", "prospero"), NULL},
};
const uint32_t reap_trial_registry_count = sizeof reap_trial_registries / sizeof *reap_trial_registries;

/* The names that PubMed gives to the registries among its data banks. */
static const struct {
  const char *bank, *registry;
} banks[] = {
    {"ClinicalTrials.gov", "ClinicalTrials.gov"},
    {"ISRCTN", "ISRCTN"},
    {"ANZCTR", "ANZCTR"},
    {"ChiCTR", "ChiCTR"},
    {"CRiS", "CRiS"},
    {"CTRI", "CTRI"},
    {"DRKS", "DRKS"},
    {"EudraCT", "EudraCT"},
    {"EUCTR", "EudraCT"},
    {"CTIS", "CTIS"},
    {"IRCT", "IRCT"},
    {"JapicCTI", "JapicCTI"},
    {"JMACCT", "JMACCT"},
    {"JPRN", "JPRN"},
    {"jRCT", "jRCT"},
    {"NTR", "NTR"},
    {"PACTR", "PACTR"},
    {"ReBec", "ReBEC"},
    {"REPEC", "REPEC"},
    {"RPCEC", "RPCEC"},
    {"SLCTR", "SLCTR"},
    {"TCTR", "TCTR"},
    {"UMIN CTR", "UMIN-CTR"},
    {"UMIN-CTR", "UMIN-CTR"},
    {"LBCTR", "LBCTR"},
    {"ITMCTR", "ITMCTR"},
    {"PROSPERO", "PROSPERO"},
};

const char *reap_trial_registry_of_bank(reap_str bank) {
  for (uint32_t i = 0; i < sizeof banks / sizeof *banks; i++)
    if (reap_str_is_nocase(bank, banks[i].bank)) return banks[i].registry;
  return NULL;
}
