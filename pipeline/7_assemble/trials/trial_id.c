/* SPDX-License-Identifier: MIT */
/* The trials that a citation belongs to or speaks of: from its DataBankList and from its text. */
#include <stdio.h>

#include "7_assemble/assembler.h"
#include "7_assemble/trials/trial_scan.h"

static void add_trial(reap_batch *batch, reap_citation *citation, reap_str id, const char *registry, uint8_t via,
                      reap_span span) {
  for (uint32_t i = 0; i < citation->trials.count; i++) {
    reap_trial *known = &batch->trials.at[citation->trials.first + i];
    if (!reap_str_equal_nocase(known->id, id)) continue;
    known->via |= via;
    if (!reap_span_known(known->span)) known->span = span;
    return;
  }
  reap_trial *trial = reap_push(&batch->trials);
  trial->id = reap_arena_copy(&batch->arena, id);
  trial->registry = reap_str_of(registry);
  trial->via = via;
  trial->span = span;
  citation->trials.count++;
}

/* An accession is read like a text in which the bank's name precedes the number; a number that a registry's bank holds
 * but that has none of the known shapes is kept as it is. */
static void add_accession(reap_batch *batch, reap_citation *citation, const reap_accession *accession) {
  reap_trial_scan scan = reap_trial_scan_of(accession->number);
  reap_trial_hit hit;
  const char *registry = reap_trial_registry_of_bank(accession->bank);
  bool found = reap_trial_scan_next(&scan, &hit);
  if (!found && registry) {
    char named[128];
    int len = snprintf(named, sizeof named, "%.*s registry: %.*s", (int)accession->bank.len, accession->bank.ptr,
                       (int)accession->number.len, accession->number.ptr);
    if (len > 0 && (size_t)len < sizeof named) {
      scan = reap_trial_scan_of((reap_str){named, (uint32_t)len});
      found = reap_trial_scan_next(&scan, &hit);
    }
  }
  if (found)
    add_trial(batch, citation, reap_str_of(hit.id), hit.registry, REAP_TRIAL_DATABANK, REAP_NO_SPAN);
  else if (registry && accession->number.len > 0)
    add_trial(batch, citation, accession->number, registry, REAP_TRIAL_DATABANK, REAP_NO_SPAN);
}

void reap_find_trials(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  (void)a;
  citation->trials = (reap_range){batch->trials.count, 0};
  for (uint32_t i = 0; i < citation->accessions.count; i++)
    add_accession(batch, citation, &batch->accessions.at[citation->accessions.first + i]);
  reap_trial_scan scan = reap_trial_scan_of(citation->text);
  reap_trial_hit hit;
  while (reap_trial_scan_next(&scan, &hit))
    add_trial(batch, citation, reap_str_of(hit.id), hit.registry, REAP_TRIAL_TEXT, hit.span);
}
