/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_JSON_PATH_H
#define REAP_REGISTRY_JSON_PATH_H

#include <jansson.h>

/* The member that `path` (names joined by '.', "" for the value itself) leads to; NULL when there is none. Borrowed. */
json_t *reap_json_at(json_t *value, const char *path);

/* The same, as a text; NULL when it is none. */
const char *reap_json_text_at(json_t *value, const char *path);

#endif
