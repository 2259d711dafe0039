/* SPDX-License-Identifier: MIT */
#include "8_emit/emit.h"

#include <string.h>
#include <strings.h>

static bool ends_with(const char *path, const char *ending) {
  size_t length = strlen(path), tail = strlen(ending);
  return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

const reap_sink *reap_sink_for(const char *name, const char *path) {
  static const struct {
    const char *name, *ending;
    const reap_sink *sink;
  } sinks[] = {{"ndjson", ".ndjson", &reap_ndjson_sink}, {"csv", ".csv", &reap_csv_sink},
               {"tsv", ".tsv", &reap_tsv_sink},          {"sqlite", ".db", &reap_sqlite_sink},
               {"sqlite", ".sqlite", &reap_sqlite_sink}, {"sqlite", ".sqlite3", &reap_sqlite_sink}};
  for (size_t i = 0; i < sizeof sinks / sizeof *sinks; i++)
    if (name ? strcmp(name, sinks[i].name) == 0 : path && ends_with(path, sinks[i].ending)) return sinks[i].sink;
  return name ? NULL : &reap_ndjson_sink;
}
