/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"

static const char *id_of(const json_t *study) {
  const json_t *part = json_object_get(json_object_get(study, "protocolSection"), "identificationModule");
  return json_string_value(json_object_get(part, "nctId"));
}

static bool has_alias(const json_t *study, const char *id) {
  const json_t *part = json_object_get(json_object_get(study, "protocolSection"), "identificationModule");
  size_t i;
  json_t *alias;
  json_array_foreach(json_object_get(part, "nctIdAliases"), i,
                     alias) if (strcmp(json_string_value(alias), id) == 0) return true;
  return false;
}

static bool has_condition(const json_t *study, const char *words) {
  const json_t *part = json_object_get(json_object_get(study, "protocolSection"), "conditionsModule");
  size_t i;
  json_t *name;
  json_array_foreach(json_object_get(part, "conditions"), i,
                     name) if (strstr(json_string_value(name), words)) return true;
  return false;
}

static json_t *studies(void) {
  char path[PATH_SIZE];
  in_control(path, "trials.json");
  json_t *list = json_load_file(path, 0, NULL);
  return list ? list : json_array();
}

static enum MHD_Result send_json(struct MHD_Connection *to, json_t *value) {
  char *text = json_dumps(value, JSON_COMPACT);
  enum MHD_Result result = send_text(to, 200, "application/json", text, NULL, NULL);
  free(text);
  json_decref(value);
  return result;
}

/* What is left of a study when a query asks for two fields only. */
static json_t *only_dates(const json_t *study) {
  const json_t *protocol = json_object_get(study, "protocolSection"),
               *status = json_object_get(protocol, "statusModule");
  json_t *date = json_object_get(status, "lastUpdatePostDateStruct");
  json_t *module = date ? json_pack("{s:O}", "lastUpdatePostDateStruct", date) : json_object();
  return json_pack("{s:{s:{s:s}, s:o}}", "protocolSection", "identificationModule", "nctId", id_of(study),
                   "statusModule", module);
}

/* One page of what the query finds; every third page is empty, and the one after it repeats the last study. */
static enum MHD_Result send_page(struct MHD_Connection *to, const char *ids, const char *condition, const char *fields,
                                 size_t size, const char *token) {
  json_t *all = studies(), *found = json_array(), *page = json_array(), *answer = json_object(), *study;
  size_t i;
  json_array_foreach(all, i, study) if (ids ? strstr(ids, id_of(study)) != NULL : has_condition(study, condition))
      json_array_append_new(found, fields ? only_dates(study) : json_incref(study));
  size_t from = token ? strtoul(token, NULL, 10) : 0,
         number = token && strchr(token, '-') ? strtoul(strchr(token, '-') + 1, NULL, 10) : 1;
  bool empty = number % 3 == 0;
  for (size_t at = number % 3 == 1 && from ? from - 1 : from; !empty && at < from + size; at++)
    json_array_append(page, json_array_get(found, at));
  if (!empty) from += size;
  if (from < json_array_size(found)) {
    char next[64];
    snprintf(next, sizeof next, "%zu-%zu", from, number + 1);
    json_object_set_new(answer, "nextPageToken", json_string(next));
  }
  json_object_set_new(answer, "studies", page);
  json_decref(found);
  json_decref(all);
  return send_json(to, answer);
}

static enum MHD_Result send_study(struct MHD_Connection *to, const char *id) {
  json_t *all = studies(), *study;
  size_t i;
  char place[100] = "";
  json_array_foreach(all, i, study) {
    if (strcmp(id_of(study), id) == 0) {
      json_incref(study);
      json_decref(all);
      return send_json(to, study);
    }
    if (has_alias(study, id)) snprintf(place, sizeof place, "/api/studies/%.80s", id_of(study));
  }
  json_decref(all);
  return place[0] ? send_text(to, 301, "text/plain", "", "Location", place)
                  : send_text(to, 404, "text/plain", "NCT number not found\n", NULL, NULL);
}

enum MHD_Result send_ctgov(struct MHD_Connection *to, const char *path) {
  const char *ids = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "filter.ids");
  const char *condition = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "query.cond");
  const char *fields = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "fields");
  const char *size = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "pageSize");
  const char *sort = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "sort");
  const char *token = MHD_lookup_connection_value(to, MHD_GET_ARGUMENT_KIND, "pageToken");
  if (strcmp(path, "/version") == 0) {
    char stamp_path[PATH_SIZE], stamp[64] = "2026-11-20T09:00:04";
    in_control(stamp_path, "stamp");
    FILE *file = fopen(stamp_path, "r");
    if (file && !fgets(stamp, sizeof stamp, file)) stamp[0] = '\0';
    if (file) fclose(file);
    return send_json(to, json_pack("{s:s, s:s}", "apiVersion", "2.0.5", "dataTimestamp", stamp));
  }
  if (strncmp(path, "/studies/", 9) == 0) return send_study(to, path + 9);
  if (strcmp(path, "/studies") != 0 || (!ids && !(condition && sort)))
    return send_text(to, 400, "text/plain", "no such question\n", NULL, NULL);
  if (fields && strcmp(fields, "NCTId,LastUpdatePostDate") != 0)
    return send_text(to, 400, "text/plain", "no such field\n", NULL, NULL);
  size_t most = ids ? 1000 : 2; /* the registry may give fewer than asked for */
  size_t asked = size ? strtoul(size, NULL, 10) : 10;
  return send_page(to, ids, condition, fields, asked < most ? asked : most, token);
}
