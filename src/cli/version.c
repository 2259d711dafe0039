/* SPDX-License-Identifier: MIT */
#include "base/version.h"

#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unicode/uversion.h>
#include <zlib.h>

#include "cli/options.h"

static int run(int argc, char **argv) {
  (void)argc, (void)argv;
  printf("reap %s\nlibxml2 %s, ICU %s, zlib %s, SQLite %s, curl %s\n", REAP_VERSION, LIBXML_DOTTED_VERSION,
         U_ICU_VERSION, zlibVersion(), sqlite3_libversion(), curl_version_info(CURLVERSION_NOW)->version);
  reap_lexicon *lexicon = NULL;
  reap_error error = {0};
  reap_cli_lexicon choice = {0};
  if (reap_cli_open_lexicon(&lexicon, &choice, &error) != REAP_OK) {
    puts("lexicon: none found");
    return REAP_EXIT_OK;
  }
  printf("lexicon %.12s: %u names of %u concepts\n", reap_lexicon_hash(lexicon), reap_lexicon_names(lexicon),
         reap_lexicon_concepts(lexicon));
  reap_lexicon_free(lexicon);
  return REAP_EXIT_OK;
}

const reap_command reap_version_command = {"version", "print the versions of reap, its libraries and its lexicon",
                                           "usage: reap version\n", run};
