/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "3_parse/reader.h"

bool reap_window_more(reap_window *window) {
  if (window->ended != REAP_OK) return false;
  if (window->len + REAP_WINDOW_READ > REAP_WINDOW_BYTES) {
    size_t drop = window->len - REAP_WINDOW_BACK;
    memmove(window->data, window->data + drop, REAP_WINDOW_BACK);
    window->start += drop;
    window->len = REAP_WINDOW_BACK;
  }
  size_t got = 0;
  window->ended =
      window->bytes->read(window->bytes, window->data + window->len, REAP_WINDOW_READ, &got, &window->end_error);
  window->len += got;
  return window->ended == REAP_OK;
}

static void drop_text(reap_line_reader *lines) {
  lines->too_long = true;
  reap_buf_reset(&lines->joined);
}

bool reap_line_next(reap_line_reader *lines, reap_str *line) {
  reap_window *window = lines->window;
  lines->begin = lines->next;
  lines->number++;
  lines->too_long = false;
  reap_buf_reset(&lines->joined);
  const char *end = NULL;
  for (;;) {
    const char *from = reap_window_at(window, lines->next);
    size_t have = (size_t)(reap_window_end(window) - lines->next);
    end = have ? memchr(from, '\n', have) : NULL;
    size_t count = end ? (size_t)(end - from) : have;
    lines->next += count + (end != NULL);
    if (end && lines->joined.len == 0 && !lines->too_long) {
      *line = (reap_str){from, (uint32_t)count};
      break;
    }
    if (!lines->too_long && lines->joined.len + count > lines->cap) drop_text(lines);
    if (!lines->too_long) reap_buf_add(&lines->joined, from, count);
    *line = reap_buf_view(&lines->joined);
    if (end || !reap_window_more(window)) break;
  }
  if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
  return end || lines->next > lines->begin;
}
