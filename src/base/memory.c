/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void out_of_memory(void) {
  static const char line[] = "reap: out of memory; give it more, or lower --threads\n";
  if (write(STDERR_FILENO, line, sizeof line - 1) < 0) _exit(2);
  _exit(2);
}

void *reap_alloc(size_t bytes) {
  void *memory = calloc(1, bytes ? bytes : 1);
  if (!memory) out_of_memory();
  return memory;
}

void *reap_realloc(void *memory, size_t bytes) {
  void *grown = realloc(memory, bytes ? bytes : 1);
  if (!grown) out_of_memory();
  return grown;
}

char *reap_strdup(const char *text) {
  size_t bytes = strlen(text) + 1;
  return memcpy(reap_alloc(bytes), text, bytes);
}
