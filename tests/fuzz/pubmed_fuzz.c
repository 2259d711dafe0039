/* SPDX-License-Identifier: MIT */
#include "parse_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_format(data, size, REAP_FROM_PUBMED); }
