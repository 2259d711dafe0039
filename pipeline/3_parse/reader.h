/* SPDX-License-Identifier: MIT */
#ifndef REAP_PARSE_READER_H
#define REAP_PARSE_READER_H

#include "3_parse/draft.h"
#include "3_parse/parse.h"

/* Private to 3_parse: what parse.c and the readers of the formats share. */

/* The last bytes of the input: always at least REAP_WINDOW_BACK before what was read last, so that a reader that
 * stumbles can look back. Positions are absolute byte offsets of the (inflated) input. */
enum { REAP_WINDOW_READ = 64 * 1024, REAP_WINDOW_BACK = 64 * 1024, REAP_WINDOW_BYTES = 256 * 1024 };
typedef struct {
  reap_bytes *bytes;
  char *data;
  size_t len;
  uint64_t start;    /* position of data[0] */
  reap_status ended; /* REAP_OK while bytes may follow, REAP_END, or the error that the source ended with */
  reap_error end_error;
} reap_window;

static inline uint64_t reap_window_end(const reap_window *window) { return window->start + window->len; }
static inline const char *reap_window_at(const reap_window *window, uint64_t position) {
  return window->data + (position - window->start);
}
/* Reads on; false (and `ended` set) when nothing follows. Moves the data: pointers into it become invalid. */
bool reap_window_more(reap_window *window);

/* Lines of any length up to a cap, without their line ending (LF or CRLF). */
typedef struct {
  reap_window *window;
  uint64_t next;   /* position of the next line */
  uint64_t number; /* of the last line given out, from 1 */
  uint64_t begin;  /* position of the last line given out */
  reap_buf joined; /* a line that does not lie in the window as a whole */
  size_t cap;
  bool too_long; /* the last line was longer than the cap; its text was dropped */
} reap_line_reader;

/* The next line, valid until the next call; false at the end of input. */
bool reap_line_next(reap_line_reader *lines, reap_str *line);

typedef struct reap_reader reap_reader;
struct reap_parser {
  char *source;
  reap_window window;
  reap_fault_fn on_fault;
  void *context;
  const reap_reader *reader;
  void *state; /* of the reader */
  reap_draft draft;
  reap_batch *batch; /* being filled */
  reap_batch_limits limits;
  uint64_t text_bytes; /* in batch */
  reap_batch spill;    /* finished after the batch was full */
  uint32_t spill_next; /* first of spill that was not handed out */
  uint32_t ordinal;    /* records seen so far, bad ones included */
  reap_status ended;   /* what the reader ended with; told when all citations are handed out */
  reap_error end_error;
};

/* One input format. */
struct reap_reader {
  reap_status (*open)(reap_parser *parser, uint64_t begin, uint64_t line, reap_error *error); /* where the content is */
  /* Reads on by about one window: REAP_OK, REAP_END, or the error that ends the input. */
  reap_status (*step)(reap_parser *parser, reap_error *error);
  void (*close)(reap_parser *parser);
};
extern const reap_reader reap_pubmed_reader, reap_medline_reader, reap_ndjson_reader;

/* A record begins: gives the (reset) draft its ordinal. */
void reap_parser_number_record(reap_parser *parser);
/* Hands out the draft as a citation. */
void reap_parser_emit(reap_parser *parser);
/* Tells on_fault of a bad citation; the place and the PMID are already in *fault. */
void reap_parser_report(reap_parser *parser, reap_error *fault);

#endif
