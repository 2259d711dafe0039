/* SPDX-License-Identifier: MIT */
#include "registry/json_path.h"

#include <string.h>

json_t *reap_json_at(json_t *value, const char *path) {
  while (value && *path) {
    size_t length = strcspn(path, ".");
    char name[64];
    if (length >= sizeof name) return NULL;
    memcpy(name, path, length);
    name[length] = '\0';
    value = json_object_get(value, name);
    path += length + (path[length] == '.');
  }
  return value;
}

const char *reap_json_text_at(json_t *value, const char *path) { return json_string_value(reap_json_at(value, path)); }
