/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEST_SERVER_H
#define REAP_TEST_SERVER_H

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stdio.h>

enum { PATH_SIZE = 512 };

/* CONTROL/name */
void in_control(char path[PATH_SIZE], const char *name);

/* Answers with a text of the given type, and with one more header where `header` is not NULL. */
enum MHD_Result send_text(struct MHD_Connection *to, unsigned code, const char *type, const char *text,
                          const char *header, const char *value);

/* The E-utilities over an invented PubMed: CONTROL/citations has lines "FROM TO STEP WORD", PMIDs that a search for
 * WORD finds; CONTROL/absent has PMIDs that are found and never given. `form` is the body of the POST. */
enum MHD_Result send_esearch(struct MHD_Connection *to, const char *form);
enum MHD_Result send_efetch(struct MHD_Connection *to, const char *form);

/* ClinicalTrials.gov's API, version 2, over the records in CONTROL/trials.json (an array): /version (CONTROL/stamp),
 * /studies/ID with redirects from aliases, /studies with filter.ids or query.cond, in pages that overlap and are empty. */
enum MHD_Result send_ctgov(struct MHD_Connection *to, const char *path);

#endif
