/* SPDX-License-Identifier: MIT */
#ifndef REAP_TRIAL_REGISTRIES_H
#define REAP_TRIAL_REGISTRIES_H

#include "7_assemble/trials/trial_scan.h"

/* A number that may be an id: where it stands and what the id would be. `number` does not hold the registry's name. */
typedef struct {
  reap_span number;
  bool sure; /* of a shape that needs no name before it */
  char id[REAP_TRIAL_ID_MAX];
} reap_trial_number;

typedef struct reap_trial_registry reap_trial_registry;
struct reap_trial_registry {
  const char *registry, *prefix;  /* prefix: what the normalised id begins with */
  uint8_t min_digits, max_digits; /* of the run of digits that the scanner stops at */
  /* Reads what stands around that run; false when it is no number of this registry. */
  bool (*read)(const reap_trial_registry *self, reap_str text, reap_span run, reap_trial_number *out);
  bool is_short; /* few digits: a common word, so that its surroundings must speak of a registration */
  /* Words by which texts call it, lower case, ended by NULL; a blank stands for any separators. `places` (of a country
   * or the like; may be NULL) count only with "register" or "registry" after them. */
  const char *const *names, *const *places;
};

extern const reap_trial_registry reap_trial_registries[];
extern const uint32_t reap_trial_registry_count;

/* Length of the separator (blank, hyphen, colon, bracket, ... in any Unicode form) that ends before `at`; 0: none. */
uint32_t reap_trial_separator_before(reap_str text, uint32_t at);
/* Length of the hyphen, dash or slash at `at` with the blanks around it; 0: none. *slash says which. */
uint32_t reap_trial_dash_at(reap_str text, uint32_t at, bool *slash);

#endif
