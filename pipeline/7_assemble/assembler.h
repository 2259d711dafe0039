/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLER_H
#define REAP_ASSEMBLER_H

#include "7_assemble/parts.h"

/* One worker's state: the shared lexicon and scratch that the steps reuse from citation to citation. */
struct reap_assembler {
  const reap_lexicon *lexicon;
};

#endif
