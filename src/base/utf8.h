/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_UTF8_H
#define REAP_BASE_UTF8_H

#include "base/str.h"

/* Length in bytes (1-4) of the well-formed sequence at text[at], 0 when there is none (RFC 3629: no surrogates, no
 * overlong forms, nothing above U+10FFFF). `at` must be below text.len. */
uint32_t reap_utf8_valid_at(reap_str text, uint32_t at);

/* Byte offset of the first ill-formed sequence, REAP_NONE when all of it is well-formed. */
uint32_t reap_utf8_first_bad(reap_str text);

/* Decodes the sequence at text[at] into *code_point and returns its length; an ill-formed byte gives U+FFFD and 1. */
uint32_t reap_utf8_decode(reap_str text, uint32_t at, uint32_t *code_point);

/* Writes code_point (<= 0x10FFFF, no surrogate) at out[0..3]; returns the bytes written. */
uint32_t reap_utf8_encode(uint32_t code_point, char out[4]);

/* Number of code points in text (continuation bytes are not counted). */
uint32_t reap_utf8_count(reap_str text);

#endif
