/* SPDX-License-Identifier: MIT */
/* The sink that keeps the evidence store up to date. A new store is built under a temporary name; an existing one is
 * changed in one transaction. Which record of a citation counts is decided by the order of the sources (the ledger in
 * table `sources`), so that loading an old file again neither undoes a revision nor brings back what was deleted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "8_emit/emit.h"
#include "8_emit/record.h"
#include "8_emit/sqlite_rows.h"
#include "base/checksum.h"
#include "base/clock.h"
#include "base/memory.h"
#include "lexicon/digest.h"
#include "store/store.h"

enum {
  FIND_PMID,
  FIND_DOCUMENT,
  FIND_ID,
  HAS_TEXT,
  FIND_DELETION,
  FORGET_DELETION,
  ADD_DELETION,
  RECORD_DELETION,
  NEXT_CITATION,
  REMOVE_CITATION,
  INDEX,
  UNINDEX,
  FIND_SOURCE,
  ADD_SOURCE,
  FIND_STDIN,
  ADD_STDIN,
  MARK_SOURCE,
  SET_META,
  ADD_WORDS,
  FIND_LEXICON,
  ADD_LEXICON,
  KEEP_CITATION,
  DROP_LEXICONS,
  STATEMENTS
};

#define FIND(where)                                                                                                    \
  ("SELECT citation_id, source_id, fingerprint, lexicon_id, first_seen, last_changed, retracted_since, ordinal "       \
   "FROM citations WHERE " where)

static const char *const sql[STATEMENTS] = {
    [FIND_PMID] = FIND("pmid = ? AND version = ?"),
    [FIND_DOCUMENT] = FIND("document_id = ?"),
    [FIND_ID] = FIND("citation_id = ?"),
    [HAS_TEXT] = "SELECT coalesce(text = ?2, 1) FROM citations WHERE citation_id = ?1",
    [FIND_DELETION] = "SELECT source_id FROM deletions WHERE pmid = ? AND version = ?",
    [FORGET_DELETION] = "DELETE FROM deletions WHERE pmid = ? AND version = ?",
    [ADD_DELETION] = ("INSERT INTO deletions (pmid, version, source_id) VALUES (?, ?, ?) "
                      "ON CONFLICT DO UPDATE SET source_id = excluded.source_id"),
    [RECORD_DELETION] =
        ("UPDATE deletions AS d SET seen = ?2, title = c.title, "
         "trials = (SELECT json_group_array(trial_id) FROM (SELECT DISTINCT trial_id FROM trials t "
         "WHERE t.citation_id = c.citation_id ORDER BY position)), "
         "conditions = (SELECT json_group_array(json_array(concept, text)) FROM (SELECT DISTINCT concept, text "
         "FROM mentions m WHERE m.citation_id = c.citation_id AND type = 'condition' AND NOT negated ORDER BY "
         "mention)) "
         "FROM citations c WHERE c.citation_id = ?1 AND d.pmid = c.pmid AND d.version = c.version"),
    [NEXT_CITATION] = "SELECT coalesce(max(citation_id), 0) + 1 FROM citations",
    [REMOVE_CITATION] = "DELETE FROM citations WHERE citation_id = ?",
    [INDEX] = ("INSERT INTO search (rowid, title, abstract, outcomes) "
               "SELECT citation_id, title, abstract, outcomes FROM search_text WHERE citation_id = ?"),
    [UNINDEX] = ("INSERT INTO search (search, rowid, title, abstract, outcomes) "
                 "SELECT 'delete', citation_id, title, abstract, outcomes FROM search_text WHERE citation_id = ?"),
    [FIND_SOURCE] = "SELECT source_id FROM sources WHERE name = ?",
    [ADD_SOURCE] = "INSERT INTO sources (name) VALUES (?) RETURNING source_id",
    [FIND_STDIN] = ("SELECT source_id FROM sources WHERE source_id = (SELECT max(source_id) FROM sources) "
                    "AND (name = ? OR name GLOB '-#[0-9]*')"),
    [ADD_STDIN] = ("INSERT INTO sources (name) SELECT CASE count(*) WHEN 0 THEN ? ELSE '-#' || (count(*) + 1) END "
                   "FROM sources WHERE name = '-' OR name GLOB '-#[0-9]*' RETURNING source_id"),
    [MARK_SOURCE] = ("UPDATE sources SET citations = ?, complete = ?, md5 = ?, bytes = ?, loaded = coalesce(loaded, ?) "
                     "WHERE source_id = ?"),
    [SET_META] = "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    [ADD_WORDS] = "INSERT INTO words (rowid, word) VALUES (?, ?)",
    [FIND_LEXICON] = "SELECT lexicon_id FROM lexicons WHERE hash IS ? AND program IS ?",
    [ADD_LEXICON] = "INSERT INTO lexicons (hash, program, names) VALUES (?, ?, ?) RETURNING lexicon_id",
    [KEEP_CITATION] = "UPDATE citations SET source_id = ?, ordinal = ?, lexicon_id = ? WHERE citation_id = ?",
    [DROP_LEXICONS] = ("DELETE FROM lexicons WHERE NOT EXISTS "
                       "(SELECT 1 FROM citations c WHERE c.lexicon_id = lexicons.lexicon_id)")};

typedef struct {
  const reap_target *target;
  reap_store_writer writer;
  sqlite3 *db; /* the writer's */
  sqlite3_stmt *statements[STATEMENTS];
  reap_row_writer rows;
  char now[32];                  /* the time of the run */
  char *source;                  /* the one last looked up */
  int64_t source_id, lexicon_id; /* 0: not looked up yet */
  reap_buf words;                /* of the citation at hand, for the token index */
} store;

/* ---- small steps ---- */

/* Errors name the output as the user does, not the temporary file or an absolute path. */
static reap_status named(const store *s, reap_status status, reap_error *error) {
  if (status != REAP_OK) reap_error_set_source(error, s->target->path);
  return status;
}

static sqlite3_stmt *begin(store *s, int which) {
  sqlite3_reset(s->statements[which]);
  return s->statements[which];
}

/* Steps a statement that gives no rows. */
static reap_status run(store *s, int which, reap_error *error) {
  int code = sqlite3_step(s->statements[which]);
  sqlite3_reset(s->statements[which]);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(s->db, "write to", error);
}

static reap_status run_with_id(store *s, int which, int64_t id, reap_error *error) {
  sqlite3_bind_int64(begin(s, which), 1, id);
  return run(s, which, error);
}

/* Steps a statement that gives at most one row of integers; *found tells whether it did. */
static reap_status look_up(store *s, int which, int64_t *values, int count, bool *found, reap_error *error) {
  sqlite3_stmt *statement = s->statements[which];
  int code = sqlite3_step(statement);
  *found = code == SQLITE_ROW;
  for (int i = 0; *found && i < count; i++) values[i] = sqlite3_column_int64(statement, i);
  if (*found) code = sqlite3_step(statement); /* to its end, so that RETURNING takes effect */
  sqlite3_reset(statement);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(s->db, "read", error);
}

static void bind_pmid(store *s, int which, const reap_citation *citation) {
  sqlite3_stmt *statement = begin(s, which);
  sqlite3_bind_int64(statement, 1, citation->pmid);
  sqlite3_bind_int64(statement, 2, citation->version ? citation->version : 1);
}

/* ---- sources ---- */

/* The source of that name, entered into the ledger when it is new. What comes through stdin is something else each
 * time: it counts as new unless nothing was loaded since. */
static reap_status find_source(store *s, reap_str path, reap_error *error) {
  reap_str name = reap_record_source_name(path);
  if (s->source && reap_str_equal(name, reap_str_of(s->source))) return REAP_OK;
  bool found = false;
  bool is_stdin = reap_str_equal(name, REAP_STR("-"));
  const int steps[] = {is_stdin ? FIND_STDIN : FIND_SOURCE, is_stdin ? ADD_STDIN : ADD_SOURCE};
  for (int i = 0; i < 2 && !found; i++) {
    sqlite3_bind_text(begin(s, steps[i]), 1, name.ptr ? name.ptr : "", (int)name.len, SQLITE_STATIC);
    reap_status status = look_up(s, steps[i], &s->source_id, 1, &found, error);
    if (status != REAP_OK) return status;
  }
  free(s->source);
  s->source = reap_alloc((size_t)name.len + 1);
  if (name.ptr) memcpy(s->source, name.ptr, name.len);
  return REAP_OK;
}

/* What the ledger says of a file on disk: the digits of NAME.md5, and its size. */
static void bind_file(sqlite3_stmt *statement, const char *path) {
  char name[4096], text[4096], digits[33];
  struct stat about;
  if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) return;
  sqlite3_bind_int64(statement, 4, about.st_size);
  if (snprintf(name, sizeof name, "%s.md5", path) >= (int)sizeof name) return;
  FILE *file = fopen(name, "r");
  if (!file) return;
  size_t size = fread(text, 1, sizeof text, file);
  fclose(file);
  const char *slash = strrchr(path, '/');
  if (reap_checksum_read(digits, (reap_str){text, (uint32_t)size}, slash ? slash + 1 : path))
    sqlite3_bind_text(statement, 3, digits, 32, SQLITE_TRANSIENT);
}

static reap_status mark(void *sink, const reap_file_mark *mark, reap_error *error) {
  store *s = sink;
  reap_status status = find_source(s, reap_str_of(mark->name), error);
  if (status != REAP_OK) return named(s, status, error);
  sqlite3_stmt *statement = begin(s, MARK_SOURCE);
  sqlite3_clear_bindings(statement);
  sqlite3_bind_int64(statement, 1, (int64_t)mark->citations);
  sqlite3_bind_int(statement, 2, mark->complete);
  bind_file(statement, mark->name);
  sqlite3_bind_text(statement, 5, s->now, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 6, s->source_id);
  return named(s, run(s, MARK_SOURCE, error), error);
}

/* ---- the lexicon ---- */

/* The row of the run's lexicon; made when it is new. Its digest takes a tenth of a second, so only then. */
static reap_status find_lexicon(store *s, reap_error *error) {
  if (s->lexicon_id) return REAP_OK;
  bool found = false;
  reap_buf names = {0};
  reap_status status = REAP_OK;
  const int steps[] = {FIND_LEXICON, ADD_LEXICON};
  for (int i = 0; i < 2 && !found && !status; i++) {
    if (i == 1 && s->target->lexicon) status = reap_lexicon_digest(s->target->lexicon, &names, error);
    sqlite3_stmt *statement = begin(s, steps[i]);
    sqlite3_bind_text(statement, 1, s->target->lexicon_hash, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, s->target->program, -1, SQLITE_STATIC);
    if (names.len) sqlite3_bind_blob64(statement, 3, names.ptr, names.len, SQLITE_STATIC);
    if (!status) status = look_up(s, steps[i], &s->lexicon_id, 1, &found, error);
  }
  sqlite3_clear_bindings(s->statements[ADD_LEXICON]);
  reap_buf_free(&names);
  return status;
}

/* ---- citations ---- */

typedef struct {
  reap_row_identity identity;
  int64_t ordinal;
  bool found;
} stored;

/* What encode() makes of a citation: this, then its words. */
typedef struct {
  int64_t fingerprint;
  uint32_t words;
} encoded;

static void set_time(char to[32], const char *time) { snprintf(to, 32, "%s", time ? time : ""); }

/* Steps a bound FIND statement. */
static reap_status look_up_identity(store *s, int which, stored *old, reap_error *error) {
  sqlite3_stmt *row = s->statements[which];
  reap_row_identity *identity = &old->identity;
  *old = (stored){0};
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW) {
    int64_t *const numbers[] = {&identity->citation_id, &identity->source_id, &identity->fingerprint,
                                &identity->lexicon_id};
    char *const times[] = {identity->first_seen, identity->last_changed, identity->retracted_since};
    for (int i = 0; i < 4; i++) *numbers[i] = sqlite3_column_int64(row, i);
    for (int i = 0; i < 3; i++) set_time(times[i], (const char *)sqlite3_column_text(row, 4 + i));
    old->ordinal = sqlite3_column_int64(row, 7);
    old->found = true;
    code = SQLITE_DONE;
  }
  sqlite3_reset(row);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(s->db, "read", error);
}

static reap_status find_citation(store *s, const reap_citation *citation, stored *old, reap_error *error) {
  int which = citation->pmid ? FIND_PMID : FIND_DOCUMENT;
  if (citation->pmid)
    bind_pmid(s, which, citation);
  else
    sqlite3_bind_text(begin(s, which), 1, citation->id.ptr, (int)citation->id.len, SQLITE_STATIC);
  return look_up_identity(s, which, old, error);
}

static reap_status remove_citation(store *s, int64_t citation_id, reap_error *error) {
  reap_status status = run_with_id(s, UNINDEX, citation_id, error);
  return status == REAP_OK ? run_with_id(s, REMOVE_CITATION, citation_id, error) : status;
}

/* Whether a later source deleted the citation. A deletion by an earlier one is undone. */
static reap_status check_deletion(store *s, const reap_citation *citation, bool *deleted, reap_error *error) {
  int64_t source_id = 0;
  bool found = false;
  *deleted = false;
  if (!citation->pmid) return REAP_OK;
  bind_pmid(s, FIND_DELETION, citation);
  reap_status status = look_up(s, FIND_DELETION, &source_id, 1, &found, error);
  if (status != REAP_OK || !found) return status;
  *deleted = source_id > s->source_id;
  if (*deleted) return REAP_OK;
  bind_pmid(s, FORGET_DELETION, citation);
  return run(s, FORGET_DELETION, error);
}

static reap_status delete (store *s, const reap_citation *citation, reap_error *error) {
  stored old;
  reap_status status = find_citation(s, citation, &old, error);
  if (status != REAP_OK || (old.found && old.identity.source_id > s->source_id)) return status;
  bind_pmid(s, ADD_DELETION, citation);
  sqlite3_bind_int64(s->statements[ADD_DELETION], 3, s->source_id);
  status = run(s, ADD_DELETION, error);
  if (status != REAP_OK || !old.found) return status;
  sqlite3_bind_text(begin(s, RECORD_DELETION), 2, s->now, -1, SQLITE_STATIC);
  status = run_with_id(s, RECORD_DELETION, old.identity.citation_id, error);
  return status == REAP_OK ? remove_citation(s, old.identity.citation_id, error) : status;
}

/* Enters the words into the token index, as hexadecimal numbers. */
static reap_status add_words(store *s, int64_t citation_id, reap_str words, reap_error *error) {
  static const char digits[] = "0123456789abcdef";
  reap_buf_reset(&s->words);
  for (uint32_t i = 0; i < words.len; i += sizeof(uint32_t)) {
    uint32_t word;
    memcpy(&word, words.ptr + i, sizeof word);
    char *out = reap_buf_reserve(&s->words, 9);
    if (!out) break;
    for (int digit = 0; digit < 8; digit++) out[digit] = digits[word >> (28 - 4 * digit) & 15];
    out[8] = ' ';
    s->words.len += 9;
  }
  sqlite3_stmt *statement = begin(s, ADD_WORDS);
  sqlite3_bind_int64(statement, 1, citation_id);
  sqlite3_bind_text64(statement, 2, s->words.len ? s->words.ptr : "", s->words.len, SQLITE_STATIC, SQLITE_UTF8);
  return run(s, ADD_WORDS, error);
}

/* An unchanged citation that a later source gives, or another lexicon reads the same: that is noted. */
static reap_status keep(store *s, const reap_citation *citation, const stored *old, reap_error *error) {
  const reap_row_identity *identity = &old->identity;
  if (identity->source_id > s->source_id) return REAP_OK;
  if (identity->source_id == s->source_id && old->ordinal == citation->ordinal && identity->lexicon_id == s->lexicon_id)
    return REAP_OK;
  sqlite3_stmt *statement = begin(s, KEEP_CITATION);
  sqlite3_bind_int64(statement, 1, s->source_id);
  sqlite3_bind_int64(statement, 2, citation->ordinal);
  sqlite3_bind_int64(statement, 3, s->lexicon_id);
  sqlite3_bind_int64(statement, 4, identity->citation_id);
  return run(s, KEEP_CITATION, error);
}

/* A record that the same source gives again, with the same text, differs in how it was read. */
static reap_status is_only_read_anew(store *s, const reap_row_identity *old, reap_str text, bool *result,
                                     reap_error *error) {
  int64_t same = 0;
  bool found = false;
  *result = false;
  if (old->source_id != s->source_id || old->lexicon_id == s->lexicon_id) return REAP_OK;
  sqlite3_bind_int64(begin(s, HAS_TEXT), 1, old->citation_id);
  sqlite3_bind_text(s->statements[HAS_TEXT], 2, text.ptr ? text.ptr : "", (int)text.len, SQLITE_STATIC);
  reap_status status = look_up(s, HAS_TEXT, &same, 1, &found, error);
  *result = found && same;
  return status;
}

/* When the store first had the citation, had it change, and learned that it is retracted. */
static reap_status date_citation(store *s, const reap_citation *citation, const stored *old, reap_row_identity *now,
                                 reap_error *error) {
  bool read_anew = false;
  reap_status status = old->found ? is_only_read_anew(s, &old->identity, citation->text, &read_anew, error) : REAP_OK;
  set_time(now->first_seen, old->found ? old->identity.first_seen : s->now);
  set_time(now->last_changed, read_anew ? old->identity.last_changed : s->now);
  if (citation->retracted) set_time(now->retracted_since, old->identity.retracted_since);
  if (citation->retracted && !*now->retracted_since) {
    set_time(now->retracted_since, s->now);
    set_time(now->last_changed, s->now);
  }
  return status;
}

static reap_status put(store *s, const reap_batch *batch, const reap_citation *citation, int64_t fingerprint,
                       reap_str words, reap_error *error) {
  bool deleted = false;
  stored old = {0};
  reap_status status = find_citation(s, citation, &old, error);
  if (status == REAP_OK) status = check_deletion(s, citation, &deleted, error);
  if (status == REAP_OK) status = find_lexicon(s, error);
  if (status != REAP_OK || deleted) return status;
  if (old.found && (old.identity.source_id > s->source_id || old.identity.fingerprint == fingerprint))
    return keep(s, citation, &old, error);
  reap_row_identity now = {.citation_id = old.identity.citation_id,
                           .source_id = s->source_id,
                           .lexicon_id = s->lexicon_id,
                           .fingerprint = fingerprint};
  status = date_citation(s, citation, &old, &now, error);
  if (status == REAP_OK && old.found) {
    status = remove_citation(s, now.citation_id, error);
  } else if (status == REAP_OK) {
    bool found = true;
    begin(s, NEXT_CITATION);
    status = look_up(s, NEXT_CITATION, &now.citation_id, 1, &found, error);
  }
  if (status == REAP_OK) status = reap_rows_insert(&s->rows, batch, citation, &now, error);
  if (status == REAP_OK) status = add_words(s, now.citation_id, words, error);
  return status == REAP_OK ? run_with_id(s, INDEX, now.citation_id, error) : status;
}

/* ---- the sink ---- */

/* 64 bits of the record's bytes. */
static int64_t fingerprint(const char *bytes, size_t length) {
  uint64_t hash = length * 0x9E3779B97F4A7C15u;
  for (size_t i = 0; i < length; i += 8) {
    uint64_t word = 0;
    memcpy(&word, bytes + i, length - i < 8 ? length - i : 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  int64_t result;
  memcpy(&result, &hash, sizeof result);
  return result;
}

static int by_number(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return (left > right) - (left < right);
}

/* Appends the citation's words for the token index, each once; returns their number. */
static uint32_t encode_words(const reap_batch *batch, const reap_citation *citation, reap_buf *out) {
  size_t start = out->len;
  uint32_t count = citation->tokens.count, kept = 0;
  char *place = reap_buf_reserve(out, (size_t)count * sizeof(uint32_t));
  if (!count || !place) return 0;
  uint32_t *words = (uint32_t *)(void *)(out->ptr + start);
  for (uint32_t i = 0; i < count; i++)
    words[i] = reap_digest_word(reap_token_key(citation->text, &batch->tokens.at[citation->tokens.first + i]));
  qsort(words, count, sizeof *words, by_number);
  for (uint32_t i = 0; i < count; i++)
    if (!kept || words[i] != words[kept - 1]) words[kept++] = words[i];
  out->len += (size_t)kept * sizeof *words;
  return kept;
}

/* The part that can be done in parallel: a fingerprint of each citation's record tells the writer what is unchanged. */
static reap_status encode(const reap_target *target, const reap_shared *shared, const reap_batch *batch, reap_buf *out,
                          reap_error *error) {
  (void)shared;
  for (uint32_t i = 0; i < batch->citations.count; i++) {
    const reap_citation *citation = &batch->citations.at[i];
    reap_citation unplaced = *citation; /* where a record stands is not what it says */
    unplaced.source = (reap_str){0};
    unplaced.ordinal = 0;
    size_t start = out->len;
    reap_record_write(target, batch, &unplaced, out);
    if (out->full) return reap_fail(error, REAP_ELIMIT, "the record of a citation is too large");
    encoded head = {fingerprint(out->ptr + start, out->len - start), 0};
    out->len = start;
    reap_buf_add(out, &head, sizeof head);
    head.words = encode_words(batch, citation, out);
    static const char padding[8] = {0};
    if (head.words % 2) reap_buf_add(out, padding, sizeof(uint32_t));
    if (out->full) return reap_fail(error, REAP_ELIMIT, "the words of a batch are too many");
    memcpy(out->ptr + start, &head, sizeof head);
  }
  return REAP_OK;
}

/* Takes what encode() made of the next citation off `bytes`. */
static encoded next_encoded(reap_str *bytes, reap_str *words) {
  encoded head = {0};
  *words = (reap_str){"", 0};
  if (bytes->len < sizeof head) return head;
  memcpy(&head, bytes->ptr, sizeof head);
  uint32_t length = head.words * (uint32_t)sizeof(uint32_t), whole = length + (head.words % 2) * 4;
  if (bytes->len - sizeof head < whole) return head;
  *words = (reap_str){bytes->ptr + sizeof head, length};
  *bytes = (reap_str){words->ptr + whole, bytes->len - (uint32_t)sizeof head - whole};
  return head;
}

static reap_status write_batch(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error) {
  store *s = sink;
  reap_status status = REAP_OK;
  for (uint32_t i = 0; i < batch->citations.count && status == REAP_OK; i++) {
    const reap_citation *citation = &batch->citations.at[i];
    reap_str words;
    int64_t value = next_encoded(&bytes, &words).fingerprint;
    status = find_source(s, citation->source, error);
    if (status != REAP_OK) break;
    status =
        citation->op == REAP_OP_DELETE ? delete (s, citation, error) : put(s, batch, citation, value, words, error);
    if (status != REAP_OK && error) error->pmid = citation->pmid;
  }
  return named(s, status, error);
}

/* ---- retagging ---- */

sqlite3 *reap_sqlite_database(void *sink) { return ((store *)sink)->db; }

/* Puts the batch's citation in the place of the stored one, whose text and source it shares. */
static reap_status replace(store *s, const reap_batch *batch, const reap_citation *citation,
                           const reap_row_identity *identity, reap_error *error) {
  reap_status status = remove_citation(s, identity->citation_id, error);
  if (status == REAP_OK) status = reap_rows_insert(&s->rows, batch, citation, identity, error);
  return status == REAP_OK ? run_with_id(s, INDEX, identity->citation_id, error) : status;
}

reap_status reap_sqlite_replace(void *sink, const reap_batch *batch, reap_str bytes, const int64_t *ids,
                                uint64_t *changed, reap_error *error) {
  store *s = sink;
  reap_status status = REAP_OK;
  for (uint32_t i = 0; i < batch->citations.count && status == REAP_OK; i++) {
    reap_str words;
    int64_t value = next_encoded(&bytes, &words).fingerprint;
    stored old;
    sqlite3_bind_int64(begin(s, FIND_ID), 1, ids[i]);
    status = look_up_identity(s, FIND_ID, &old, error);
    if (status != REAP_OK || !old.found || old.identity.fingerprint == value) continue;
    old.identity.fingerprint = value;
    status = replace(s, batch, &batch->citations.at[i], &old.identity, error);
    ++*changed;
  }
  return named(s, status, error);
}

static reap_status prepare(store *s, reap_error *error) {
  reap_status status = reap_store_run(s->db, "PRAGMA cache_size = -16000", error);
  for (int i = 0; i < STATEMENTS && status == REAP_OK; i++)
    if (sqlite3_prepare_v3(s->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[i], NULL) != SQLITE_OK)
      status = reap_store_fail(s->db, "prepare", error);
  return status == REAP_OK ? reap_rows_open(&s->rows, s->db, s->target->no_text, error) : status;
}

static void finalize(store *s) {
  reap_rows_close(&s->rows);
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(s->statements[i]);
  memset(s->statements, 0, sizeof s->statements);
  memset(&s->rows, 0, sizeof s->rows);
}

static void close_store(void *sink) {
  store *s = sink;
  if (!s) return;
  finalize(s);
  reap_store_writer_close(&s->writer);
  reap_buf_free(&s->words);
  free(s->source);
  free(s);
}

static reap_status open_store(const reap_target *target, void **sink, reap_error *error) {
  if (!target->path || strcmp(target->path, "-") == 0)
    return reap_fail(error, REAP_EUSAGE, "SQLite needs a file: -o evidence.db");
  store *s = reap_alloc(sizeof *s);
  s->target = target;
  reap_now_text(s->now);
  reap_status status = reap_store_writer_open(&s->writer, target->path, error);
  s->db = s->writer.db;
  if (status == REAP_OK) status = prepare(s, error);
  if (status == REAP_OK)
    *sink = s;
  else
    close_store(s);
  if (status != REAP_OK) reap_error_set_source(error, target->path);
  return status;
}

static reap_status set_meta(store *s, const char *key, const char *value, reap_error *error) {
  if (!value) return REAP_OK;
  sqlite3_stmt *statement = begin(s, SET_META);
  sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
  return run(s, SET_META, error);
}

static reap_status commit(void *sink, reap_error *error) {
  store *s = sink;
  reap_status status = set_meta(s, "program", s->target->program, error);
  if (status == REAP_OK) status = set_meta(s, "lexicon", s->target->lexicon_hash, error);
  if (status == REAP_OK) status = run(s, DROP_LEXICONS, error);
  finalize(s);
  if (status == REAP_OK) status = reap_store_writer_commit(&s->writer, error);
  return named(s, status, error);
}

const reap_sink reap_sqlite_sink = {.name = "sqlite",
                                    .open = open_store,
                                    .encode = encode,
                                    .write = write_batch,
                                    .mark = mark,
                                    .commit = commit,
                                    .close = close_store};
