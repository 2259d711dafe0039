/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over the files of its corpus, so that `make check` replays them with any compiler. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return 1;
  }
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  /* An exact-size copy on the heap, so that a sanitizer sees any read past the end. */
  uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
  size_t got = size > 0 ? fread(data, 1, (size_t)size, file) : 0;
  fclose(file);
  LLVMFuzzerTestOneInput(data, got);
  free(data);
  return 0;
}

int main(int argc, char **argv) {
  int bad = 0, count = 0;
  for (int i = 1; i < argc; i++) {
    DIR *dir = opendir(argv[i]);
    if (!dir) {
      perror(argv[i]);
      return 1;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
      if (entry->d_name[0] == '.') continue;
      char path[4096];
      snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
      bad |= replay(path);
      count++;
    }
    closedir(dir);
  }
  printf("%d inputs\n", count);
  return bad || count == 0;
}
