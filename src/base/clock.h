/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_CLOCK_H
#define REAP_BASE_CLOCK_H

/* The present time, UTC, ISO 8601 to the second, in `text`, which is returned; that of SOURCE_DATE_EPOCH where a result
 * must come out the same again. */
const char *reap_now_text(char text[32]);

#endif
