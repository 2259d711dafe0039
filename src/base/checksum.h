/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_CHECKSUM_H
#define REAP_BASE_CHECKSUM_H

#include "base/str.h"

/* The 32 hexadecimal digits of a checksum file, lower case: `MD5(name)= digits`, as NLM writes it, or `digits  name`.
 * false when there are none or they are of another file. */
bool reap_checksum_read(char digits[33], reap_str text, const char *name);

#endif
