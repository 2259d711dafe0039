/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "4_segment/break.h"
#include "4_segment/segment.h"
#include "4_segment/sentence.h"
#include "text/character.h"

/* The sentences of `text`, each in braces; in the lines style that the text itself suggests. */
static void split(const char *text, char *out, size_t capacity) {
  reap_str whole = reap_str_of(text);
  reap_span rest = {0, whole.len};
  reap_lines lines = reap_line_style(whole, rest);
  size_t used = 0;
  out[0] = 0;
  for (;;) {
    reap_span span = reap_next_sentence(whole, rest, lines);
    if (span.beg == span.end) return;
    assert_true(span.beg >= rest.beg && span.end <= whole.len);
    used += (size_t)snprintf(out + used, capacity - used, "{%.*s}", (int)reap_span_len(span), text + span.beg);
    rest.beg = span.end;
  }
}

static const struct {
  const char *text, *expected;
} cases[] = {
    {"", ""},
    {" \n ", ""},
    {"Wounds closed. Pain fell.", "{Wounds closed.}{Pain fell.}"},
    {"No stop at all", "{No stop at all}"},
    {"Closure was 4.2 vs. Placebo 6.1 weeks.", "{Closure was 4.2 vs. Placebo 6.1 weeks.}"},
    {"Given i.v. 20 mg daily. Then stopped.", "{Given i.v. 20 mg daily.}{Then stopped.}"},
    {"The drug was given i.v. Patients were seen weekly.", "{The drug was given i.v.}{Patients were seen weekly.}"},
    {"Doses b.i.d. or t.i.d. were used.", "{Doses b.i.d. or t.i.d. were used.}"},
    {"See Fig. 2 and no. 5 in Eq. (3).", "{See Fig. 2 and no. 5 in Eq. (3).}"},
    {"Registered as No. ISRCTN12345678 in 2010.", "{Registered as No. ISRCTN12345678 in 2010.}"},
    {"Described by J. Smith and by A. B. Jones.", "{Described by J. Smith and by A. B. Jones.}"},
    {"Levels of vitamin D. Calcium was given.", "{Levels of vitamin D.}{Calcium was given.}"},
    {"Cooled to 30 degrees C. Surgery began.", "{Cooled to 30 degrees C.}{Surgery began.}"},
    {"Scores fell in group A. The others rose.", "{Scores fell in group A.}{The others rose.}"},
    {"As Meyer et al. (2010) found. We agree.", "{As Meyer et al. (2010) found.}{We agree.}"},
    {"Treatments, e.g. Honey, i.e. None.", "{Treatments, e.g. Honey, i.e. None.}"},
    {"Cultures of E. coli and S. aureus grew.", "{Cultures of E. coli and S. aureus grew.}"},
    {"It differed (P<.001). The rest did not.", "{It differed (P<.001).}{The rest did not.}"},
    {"It differed. (P = 0.03) The rest did not. (All in all)",
     "{It differed. (P = 0.03)}{The rest did not.}{(All in all)}"},
    {"It differed. (p<.05). The rest did not.", "{It differed. (p<.05).}{The rest did not.}"},
    {"It differed (p<.05).The rest did not.", "{It differed (p<.05).}{The rest did not.}"},
    {"It fell by 0\u00B703 units (p = .05). Good.", "{It fell by 0\u00B703 units (p = .05).}{Good.}"},
    {"Wounds were closed.METHODS: We looked.", "{Wounds were closed.}{METHODS: We looked.}"},
    {"At www.example.org it stands.", "{At www.example.org it stands.}"},
    {"Trabecular separation (Tb.Sp) rose.", "{Trabecular separation (Tb.Sp) rose.}"},
    {"Ulcers healed. 23 patients relapsed.", "{Ulcers healed.}{23 patients relapsed.}"},
    {"In mice. mTOR was low. p53 was high. pH fell.", "{In mice.}{mTOR was low.}{p53 was high.}{pH fell.}"},
    {"All healed. beta-Blockers did not help.", "{All healed.}{beta-Blockers did not help.}"},
    {"Common in the disease.12,13 However, it is rare.", "{Common in the disease.12,13}{However, it is rare.}"},
    {"A trial (Acme Inc. Boston) was run.", "{A trial (Acme Inc. Boston) was run.}"},
    {"Made by Acme Inc. The trial ran.", "{Made by Acme Inc.}{The trial ran.}"},
    {"In the U.S. Army hospitals.", "{In the U.S. Army hospitals.}"},
    {"It was safe. (Funded by Acme. Number 12.)", "{It was safe.}{(Funded by Acme. Number 12.)}"},
    {"It was (as we saw. Then it ended.", "{It was (as we saw.}{Then it ended.}"},
    {"Does honey heal? A randomized trial", "{Does honey heal?}{A randomized trial}"},
    {"The question (does it heal?) is open.", "{The question (does it heal?) is open.}"},
    {"Pain was 5.4 ? 1.2 in both.", "{Pain was 5.4 ? 1.2 in both.}"},
    {"1. Wounds. 2. Ulcers.", "{1. Wounds.}{2. Ulcers.}"},
    {"Aims were: 1. Closure, 2. Pain.", "{Aims were: 1. Closure, 2. Pain.}"},
    {"St. Mary and Dr. Jones saw MS. It was bad.", "{St. Mary and Dr. Jones saw MS.}{It was bad.}"},
    {"P < 0 . 05 was found . Nothing else .", "{P < 0 . 05 was found .}{Nothing else .}"},
    {"Enrolled ( NCT01234567 . ) .", "{Enrolled ( NCT01234567 . ) .}"},
    {"Identifier: NCT. 01234567.", "{Identifier: NCT. 01234567.}"},
    {"It lasted 30 min. Approx. 20 stayed.", "{It lasted 30 min.}{Approx. 20 stayed.}"},
    {"\u201CIt heals.\u201D They left\u2026 soon.", "{\u201CIt heals.\u201D}{They left\u2026 soon.}"},
    {"\u00A0Wide spaces.\u2003Trimmed.\u00A0", "{Wide spaces.}{Trimmed.}"},
    {"BACKGROUND\nUlcers hurt.\n12 were seen\nin Oslo.", "{BACKGROUND}{Ulcers hurt.}{12 were seen\nin Oslo.}"},
    {"Closure by J.\nSmith vs.\nPlacebo.", "{Closure by J.\nSmith vs.\nPlacebo.}"},
    {"One line\n\nanother", "{One line}{another}"},
};

static void splits_clinical_prose(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char got[1024];
    split(cases[i].text, got, sizeof got);
    assert_string_equal(got, cases[i].expected);
  }
}

static void long_lines_are_paragraphs(void **state) {
  (void)state;
  char text[400] = "A title without a stop\n";
  memset(text + strlen(text), 'x', 200);
  reap_span whole = {0, (uint32_t)strlen(text)};
  assert_int_equal(reap_line_style(reap_str_of(text), whole), REAP_LINES_ARE_PARAGRAPHS);
  assert_int_equal(reap_next_sentence(reap_str_of(text), whole, REAP_LINES_ARE_PARAGRAPHS).end, 22);
}

/* So that a text without any end is not read again to its end for each piece that is cut from it. */
static void looks_no_further_than_a_sentence_can_be_long(void **state) {
  (void)state;
  static char text[100001];
  for (uint32_t i = 0; i < sizeof text - 1; i += 5) memcpy(text + i, "a.b, ", 5);
  reap_span whole = {0, sizeof text - 1};
  reap_span span = reap_next_sentence(reap_str_of(text), whole, REAP_LINES_ARE_PARAGRAPHS);
  assert_int_equal(span.beg, 0);
  assert_in_range(span.end, 4097, 20000);
}

/* What reap_break_after() says of each terminator must be where ICU's iterator breaks. */
static void assert_equals_icu(UBreakIterator *icu, const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text, -1, &status);
  ubrk_setUText(icu, &utext, &status);
  assert_true(U_SUCCESS(status));
  reap_str whole = reap_str_of(text);
  bool ours[256] = {false};
  for (uint32_t at = 0; at < whole.len;) {
    int property;
    uint32_t length = reap_break_property(whole, at, &property);
    uint32_t next = reap_break_is_terminator(property) ? reap_break_after(whole, at, length) : REAP_NONE;
    if (next != REAP_NONE) ours[next] = true;
    at += length;
  }
  ours[whole.len] = true;
  for (uint32_t i = 1; i <= whole.len; i++)
    if (ours[i] != (bool)ubrk_isBoundary(icu, (int32_t)i) && ((unsigned char)text[i] & 0xC0) != 0x80)
      fail_msg("break at %u of '%s': ours %d", i, text, ours[i]);
  utext_close(&utext);
}

static void breaks_equal_icu(void **state) {
  (void)state;
  static const char *const pieces[] = {
      "a", "B", "7", ".",      ".",      "?",      "!",      " ",      " ",      "\"",     ")",      "(",      ",",
      "-", ";", "%", "\u2019", "\u00E9", "\u0301", "\u3002", "\u2026", "\u00A0", "\u200D", "\u05D0", "\u03B1", ":"};
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *icu = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
  assert_true(U_SUCCESS(status));
  uint32_t seed = 7;
  for (int round = 0; round < 20000; round++) {
    char text[80] = "";
    for (int i = 0; i < 16; i++) {
      seed = seed * 1664525u + 1013904223u;
      strcat(text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
    }
    assert_equals_icu(icu, text);
  }
  ubrk_close(icu);
}

static void properties_equal_icu(void **state) {
  (void)state;
  for (uint32_t c = 1; c < 128; c++) {
    char byte = (char)c;
    int property;
    reap_break_property((reap_str){&byte, 1}, 0, &property);
    if (c != '\n' && c != '\r') assert_int_equal(property, u_getIntPropertyValue((UChar32)c, UCHAR_SENTENCE_BREAK));
  }
}

static reap_section *add_section(reap_batch *batch, uint32_t beg, uint32_t end) {
  reap_section *section = reap_push(&batch->sections);
  section->span = (reap_span){beg, end};
  return section;
}

/* Two citations, the second empty: ranges, sections, and every token inside its sentence. */
static void stage_fills_ranges(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_citation *citation = reap_push(&batch.citations);
  citation->text = REAP_STR("Honey heals\nWounds closed. IL-6 fell.");
  citation->sections = (reap_range){0, 2};
  add_section(&batch, 0, 11);
  add_section(&batch, 12, citation->text.len);
  reap_citation *deleted = reap_push(&batch.citations);
  deleted->op = REAP_OP_DELETE;
  deleted->sections = (reap_range){2, 0};
  void *worker;
  assert_int_equal(reap_segment_stage.open(NULL, &worker, NULL), REAP_OK);
  assert_int_equal(reap_segment_stage.run(worker, &batch, NULL), REAP_OK);
  const reap_citation *first = &batch.citations.at[0], *second = &batch.citations.at[1];
  assert_int_equal(first->sentences.count, 3);
  assert_int_equal(first->tokens.count, 9);
  assert_int_equal(second->sentences.first, 3);
  assert_int_equal(second->sentences.count, 0);
  assert_int_equal(second->tokens.first, 9);
  assert_int_equal(second->tokens.count, 0);
  uint32_t token = 0;
  for (uint32_t i = 0; i < 3; i++) {
    const reap_sentence *sentence = &batch.sentences.at[i];
    assert_int_equal(sentence->section, i ? 1 : 0);
    assert_int_equal(sentence->tokens.first, token);
    token += sentence->tokens.count;
    for (uint32_t k = sentence->tokens.first; k < token; k++)
      assert_true(reap_span_holds(sentence->span, batch.tokens.at[k].span));
  }
  assert_int_equal(token, 9);
  assert_int_equal(batch.tokens.at[6].flags & REAP_TOKEN_HYPHEN, REAP_TOKEN_HYPHEN);
  reap_segment_stage.close(worker);
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(splits_clinical_prose),
      cmocka_unit_test(long_lines_are_paragraphs),
      cmocka_unit_test(looks_no_further_than_a_sentence_can_be_long),
      cmocka_unit_test(breaks_equal_icu),
      cmocka_unit_test(properties_equal_icu),
      cmocka_unit_test(stage_fills_ranges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
