/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <fcntl.h>

#include "lexicon/layers.h"
#include "lexicon_folder.h"

/* A small image of both layers, with a rule and names of several words. */
static reap_buf make_image(void) {
  test_folder folder = folder_make();
  folder_write(&folder, "v/concepts.tsv",
               "id|type|name|value\nA|condition|asthma\nB|condition|chronic cough\nmg|cue_unit|mg|mass\n");
  folder_write(&folder, "v/names.tsv", "id|name|match\nB|cough of long duration|fold\nA|AST|case\n");
  folder_write(&folder, "v/block.tsv", "name|action|right\nasthma|block|weed\n");
  const char *dirs[] = {folder.path};
  reap_buf image = {0};
  reap_lexicon_stats stats;
  reap_error error;
  assert_int_equal(reap_lexicon_compile(dirs, 1, NULL, &image, &stats, NULL, NULL, &error), REAP_OK);
  assert_int_equal(stats.names, 5);
  assert_int_equal(stats.concepts, 3);
  assert_int_equal(stats.bytes, image.len);
  folder_remove(&folder);
  return image;
}

/* Opens a copy of the bytes as an image; the lexicon, or NULL and *message. */
static reap_lexicon *open_copy(const void *bytes, size_t size, reap_error *error) {
  reap_lexicon *lexicon;
  void *copy = malloc(size ? size : 1);
  memcpy(copy, bytes, size);
  assert_int_equal(reap_lexicon_open_empty(&lexicon, error), REAP_OK);
  reap_status status = reap_lexicon_add_image(lexicon, copy, size, false, "x.lex", error);
  if (status == REAP_OK) return lexicon;
  assert_int_equal(status, REAP_ELEXICON);
  assert_string_equal(error->source, "x.lex");
  assert_non_null(strstr(error->message, "reap lexicon build"));
  reap_lexicon_free(lexicon);
  return NULL;
}

static void the_same_sources_give_the_same_bytes(void **state) {
  (void)state;
  reap_buf one = make_image(), two = make_image();
  assert_int_equal(one.len, two.len);
  assert_memory_equal(one.ptr, two.ptr, one.len);
  reap_buf_free(&one);
  reap_buf_free(&two);
}

static void every_truncation_is_refused(void **state) {
  (void)state;
  reap_buf image = make_image();
  reap_error error;
  for (size_t size = 0; size < image.len; size++) {
    assert_null(open_copy(image.ptr, size, &error));
    if (size >= 8) assert_non_null(strstr(error.message, "cut short"));
  }
  reap_lexicon *whole = open_copy(image.ptr, image.len, &error);
  assert_non_null(whole);
  assert_int_equal(reap_lexicon_names(whole), 5);
  reap_lexicon_free(whole);
  reap_buf_free(&image);
}

static void every_flipped_bit_is_refused(void **state) {
  (void)state;
  reap_buf image = make_image();
  reap_error error;
  for (size_t bit = 0; bit < image.len * 8; bit++) {
    image.ptr[bit / 8] ^= (char)(1 << bit % 8);
    assert_null(open_copy(image.ptr, image.len, &error));
    image.ptr[bit / 8] ^= (char)(1 << bit % 8);
  }
  reap_buf_free(&image);
}

static void other_versions_are_named(void **state) {
  (void)state;
  static const struct {
    size_t at;
    const char *want;
  } fields[] = {
      {offsetof(reap_image_header, magic), "no lexicon image"},
      {offsetof(reap_image_header, byte_order), "another byte order"},
      {offsetof(reap_image_header, layout), "another version of reap"},
      {offsetof(reap_image_header, folding), "another folding"},
      {offsetof(reap_image_header, checksum), "damaged"},
  };
  reap_buf image = make_image();
  reap_error error;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    reap_image_header header;
    memcpy(&header, image.ptr, sizeof header);
    image.ptr[fields[i].at]++;
    if (fields[i].at != offsetof(reap_image_header, checksum)) {
      uint32_t checksum = reap_image_checksum(image.ptr, image.len);
      memcpy(image.ptr + offsetof(reap_image_header, checksum), &checksum, sizeof checksum);
    }
    assert_null(open_copy(image.ptr, image.len, &error));
    assert_non_null(strstr(error.message, fields[i].want));
    memcpy(image.ptr, &header, sizeof header);
  }
  reap_buf_free(&image);
}

static void images_are_written_and_opened_as_files(void **state) {
  (void)state;
  test_folder folder = folder_make();
  char path[128];
  reap_buf image = make_image();
  reap_lexicon *lexicon;
  reap_error error;
  snprintf(path, sizeof path, "%s/x.lex", folder.path);
  assert_int_equal(reap_lexicon_open(&lexicon, path, &error), REAP_EIO);
  assert_null(lexicon);
  assert_int_equal(reap_lexicon_write(&image, path, &error), REAP_OK);
  assert_int_equal(reap_lexicon_open(&lexicon, path, &error), REAP_OK);
  assert_int_equal(reap_lexicon_concepts(lexicon), 3);
  assert_int_equal(strlen(reap_lexicon_hash(lexicon)), 64);
  reap_lexicon_free(lexicon);
  assert_int_equal(truncate(path, 0), 0);
  assert_int_equal(reap_lexicon_open(&lexicon, path, &error), REAP_ELEXICON);
  assert_int_equal(reap_lexicon_open(&lexicon, folder.path, &error), REAP_EIO);
  snprintf(path, sizeof path, "%s/none/x.lex", folder.path);
  assert_int_equal(reap_lexicon_write(&image, path, &error), REAP_EIO);
  reap_buf_free(&image);
  folder_remove(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_sources_give_the_same_bytes),   cmocka_unit_test(every_truncation_is_refused),
      cmocka_unit_test(every_flipped_bit_is_refused),           cmocka_unit_test(other_versions_are_named),
      cmocka_unit_test(images_are_written_and_opened_as_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
