/* SPDX-License-Identifier: MIT */
/* How many times: "a 2.3-fold increase", "a fourfold higher risk", "3.3 times more often". Between groups or in one,
 * the text seldom says of what: the measure is "other", the unit "fold". */
#include "6_quantify/context.h"

static bool is_comparative(const reading *r, uint32_t i) {
  return is(r, i, W_MORE) || is(r, i, W_LESS) || is(r, i, W_HIGHER) || is(r, i, W_CHANGE) || is(r, i, W_CHANGED) ||
         is_text(r, i, REAP_STR("greater")) || is_text(r, i, REAP_STR("increased"));
}

/* A word of comparison before or behind "-fold": "increased 3-fold", "a threefold greater rate". */
static bool tells_comparison(const reading *r, uint32_t first, uint32_t behind) {
  for (uint32_t k = first > 5 ? first - 5 : 0; k < first; k++)
    if (is_comparative(r, k)) return true;
  for (uint32_t k = behind; k < behind + 4; k++)
    if (is_comparative(r, k)) return true;
  return false;
}

/* "two- to fourfold", "2-10-fold": no single value. */
static bool ends_range(const reading *r, uint32_t i) {
  if (i < 2) return false;
  if (is(r, i - 1, M_DASH)) return atom_at(r, i - 2)->type == ATOM_NUMBER;
  if (!is(r, i - 1, W_TO) && !is(r, i - 1, W_OR)) return false;
  const uint32_t before = i - 2 - (i > 2 && is(r, i - 2, M_DASH));
  return atom_at(r, before)->type == ATOM_NUMBER || is(r, before, W_NUMBER);
}

static void write_fold(reading *r, uint32_t number, uint32_t last, const char *rule) {
  reap_relation relation;
  uint32_t first = number;
  for (uint32_t back = 1; back <= 3 && back <= number; back++)
    if (read_relation(r, number - back, &relation) == number && relation != REAP_REL_EQ) {
      first = number - back;
      break;
    }
  if (first == number) relation = REAP_REL_NONE;
  reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, number, first, last, rule);
  q->relation = (uint8_t)relation;
  q->measure = REAP_STR("other");
  q->unit = REAP_STR("fold");
}

/* "twofold" ... "tenfold": one word, which holds the number. */
static void read_word(reading *r, uint32_t i) {
  static const char *const stems[] = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  const reap_str text = reading_text(r, i);
  if (text.len < 7 || !reap_str_is_nocase((reap_str){text.ptr + text.len - 4, 4}, "fold")) return;
  for (uint32_t k = 0; k < sizeof stems / sizeof *stems; k++) {
    if (!reap_str_is_nocase((reap_str){text.ptr, text.len - 4}, stems[k])) continue;
    if (!tells_comparison(r, i, i + 1) || ends_range(r, i)) return;
    r->atoms.at[i].value = k + 2;
    r->atoms.at[i].flags |= ATOM_WORDS;
    write_fold(r, i, i, "effect.fold");
    return;
  }
}

static void read_number(reading *r, uint32_t i) {
  const uint32_t word = i + 1 + is(r, i + 1, M_DASH);
  if (!is(r, word, W_FOLD)) return;
  const bool times = is_text(r, word, REAP_STR("times"));
  if (times ? is(r, i + 1, M_DASH) || !is_comparative(r, word + 1) : !tells_comparison(r, i, word + 1)) return;
  if (ends_range(r, i)) {
    claim_atom(r, i);
    return;
  }
  write_fold(r, i, times ? word + 1 : word, times ? "effect.times" : "effect.fold");
}

void read_folds(reading *r) {
  if (!is_results(r)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    const reap_atom *a = atom_at(r, i);
    if (a->type == ATOM_WORD && a->word == W_NONE)
      read_word(r, i);
    else if (is_number(r, i) && sees(r, W_FOLD))
      read_number(r, i);
  }
}
