/* SPDX-License-Identifier: MIT */
/* When a result was measured, and what it lacks for a meta-analysis. */
#include <math.h>

#include "7_assemble/assembler.h"

static bool leads_to_time(const reap_assembler *a, uint32_t i, uint32_t first) {
  static const char *const words[] = {"at", "after", "by", "during", "over", "to", "within", "following", "and"};
  for (uint32_t back = 1; back <= 3 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_TIME) continue;
    if (item->kind != REAP_ITEM_WORD) return false;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
      if (reap_word_is(a, item->token, words[w])) return true;
  }
  return false;
}

static bool is_timepoint(const reap_assembler *a, uint32_t i, uint32_t first) {
  uint8_t role = a->batch->quantities.at[a->items.at[i].row].role;
  return role == REAP_ROLE_TIMEPOINT || role == REAP_ROLE_FOLLOWUP || leads_to_time(a, i, first);
}

uint32_t reap_timepoint_item(const reap_assembler *a, const reap_packet *packet, uint32_t first, uint32_t end) {
  for (uint32_t i = 0; i < packet->times.count; i++)
    if (is_timepoint(a, packet->times.at[i], first)) return packet->times.at[i];
  for (uint32_t i = packet->first; packet->goes_on && i > first && packet->first - i < 5; i--) /* "at 6 months (...)" */
    if (a->items.at[i - 1].kind == REAP_ITEM_TIME) return i - 1;
  if (end - first > 200) end = first + 200;
  for (uint32_t i = first; i < end; i++) /* one at the head of the sentence holds for all of it */
    if (a->items.at[i].kind == REAP_ITEM_TIME && is_timepoint(a, i, first)) return i;
  return REAP_NONE;
}

uint32_t reap_timepoint_of(const reap_assembler *a, const reap_packet *packet, uint32_t first, uint32_t end) {
  const uint32_t item = reap_timepoint_item(a, packet, first, end);
  return item == REAP_NONE ? REAP_NONE : a->items.at[item].row;
}

static bool has_value(const reap_assembler *a, const reap_finding *f, uint32_t arm, bool *spread) {
  for (uint32_t i = f->data.first; i < f->data.first + f->data.count; i++) {
    const reap_datum *d = &a->batch->data.at[i];
    if (d->arm != arm) continue;
    if (d->kind == REAP_Q_MEAN && isnan(d->sd) && isnan(d->se)) *spread = false;
    return true;
  }
  return false;
}

static bool has_n(const reap_assembler *a, const reap_finding *f, uint32_t arm) {
  if (arm == REAP_NONE) return false;
  if (arm != REAP_BASELINE && !isnan(a->batch->arms.at[arm].n)) return true;
  for (uint32_t i = f->data.first; i < f->data.first + f->data.count; i++)
    if (a->batch->data.at[i].arm == arm && !isnan(a->batch->data.at[i].of)) return true;
  return false;
}

uint8_t reap_missing_of(const reap_assembler *a, const reap_finding *f) {
  bool spread = true, two = f->comparator != REAP_NONE;
  bool value = has_value(a, f, f->arm, &spread), other = two && has_value(a, f, f->comparator, &spread);
  unsigned missing = 0;
  if (f->effect != REAP_NONE) {
    if (f->interval == REAP_NONE) missing |= REAP_MISSING_INTERVAL;
    return (uint8_t)missing;
  }
  if (!has_n(a, f, f->arm)) missing |= REAP_MISSING_ARM_N;
  if (two && f->comparator != REAP_BASELINE && !has_n(a, f, f->comparator)) missing |= REAP_MISSING_COMPARATOR_N;
  if (!value) missing |= REAP_MISSING_VALUE;
  if (two && !other) missing |= REAP_MISSING_COMPARATOR_VALUE;
  if (!spread) missing |= REAP_MISSING_SD;
  return (uint8_t)missing;
}
