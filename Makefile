# The only interface for people and CI: `make help` lists the targets.
MODE ?= release
PREFIX ?= /usr/local
DESTDIR ?=
SHARED ?= ../shared
SECS ?= 30
ROOT := build
DIR := $(if $(filter release,$(MODE)),$(ROOT),$(ROOT)/$(MODE))
LIBRARIES := libxml-2.0 libcurl icu-uc icu-i18n zlib sqlite3 jansson smartcols libmd libzip
WARNINGS := -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wstrict-prototypes -Wvla -Werror

CPPFLAGS += -D_GNU_SOURCE -Isrc -Ipipeline -I.
CFLAGS_release := -O3 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_tsan := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
CFLAGS_cov := -O0 -g --coverage
CFLAGS_fuzz := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
ifeq ($(MODE),fuzz)
CC := clang
endif
CFLAGS += -std=c11 -pthread $(WARNINGS) $(CFLAGS_$(MODE))
LDFLAGS += -pthread $(filter -fsanitize=% --coverage,$(CFLAGS_$(MODE)))

SOURCES := $(wildcard pipeline/*.c pipeline/*/*.c pipeline/*/*/*.c src/*/*.c)
OBJECTS := $(SOURCES:%.c=$(DIR)/obj/%.o)
LIBRARY := $(DIR)/libreap.a
PROGRAM := $(DIR)/reap
LEXICON := $(ROOT)/lexicons/default.lex
VOCABULARIES := $(wildcard lexicons/*/*.tsv lexicons/*/*/*.tsv)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(DIR)/tests/%,$(wildcard tests/unit/*_test.c tests/unit/*/*_test.c))
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
REPLAYERS := $(FUZZERS:%=$(DIR)/tests/fuzz/%_replay)

# pkg-config is asked when first needed, so that `make deps` works on a machine that lacks it.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $$(LIBRARIES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $$(LIBRARIES)) -lm)$(PKG_LIBS)
JOBS := $(shell nproc 2>/dev/null || echo 1)
SUB = @$(MAKE) --no-print-directory -j$(JOBS)

.DEFAULT_GOAL := all
.PHONY: all program lexicons demo
all: deps ## build the program (build/reap) and the default lexicon; MODE=asan|tsan|cov builds beside it
	$(SUB) program
	$(SUB) MODE=release lexicons
program: $(PROGRAM)
lexicons: $(LEXICON) ## compile lexicons/ into build/lexicons/default.lex
demo: all ## run the main job on the sample abstracts and print the evidence table
	@tests/demo.sh $(PROGRAM)

$(PROGRAM): $(LIBRARY)
	@echo "LD    $@"
	@$(CC) $(LDFLAGS) -o $@ $(DIR)/obj/src/cli/main.o $(LIBRARY) $(PKG_LIBS)
$(LIBRARY): $(OBJECTS)
	@rm -f $@ && ar rcs $@ $^
$(DIR)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "CC    $<"
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
-include $(OBJECTS:.o=.d)
# The schema's text is built into the program by its C file.
$(DIR)/obj/src/store/schema_sql.o: src/store/schema.sql
# So is the tagger's model.
$(DIR)/obj/pipeline/7_assemble/phrases/tagger_weigh.o: pipeline/7_assemble/phrases/tagger.model

$(LEXICON): $(ROOT)/reap $(VOCABULARIES)
	@mkdir -p $(@D)
	@echo "LEX   $@"
	@$(ROOT)/reap lexicon build lexicons -o $@

.PHONY: deps deps-test deps-dev
deps: ## install the Debian packages that building needs (.ci/apt-packages.txt)
	@.ci/install-packages build
deps-test:
	@.ci/install-packages build test
deps-dev:
	@.ci/install-packages build test dev

# ---- tests ----
.PHONY: check check-release check-asan check-tsan check-unit check-golden check-cli check-fuzz check-order check-fault check-kill \
        check-schema check-gold golden-update tests fuzzers
tests: program $(UNIT_TESTS) $(DIR)/tests/fault/inject.so $(ROOT)/tests/server
$(DIR)/tests/%_test: tests/unit/%_test.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "TEST  $<"
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -Wno-conversion -Wno-missing-field-initializers -Itests/unit -o $@ $< $(LIBRARY) $(LDFLAGS) \
	  -lcmocka -lmicrohttpd $(PKG_LIBS)
$(DIR)/tests/fuzz/%_replay: tests/fuzz/%_fuzz.c tests/fuzz/replay.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "TEST  $<"
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -o $@ $< tests/fuzz/replay.c $(LIBRARY) $(LDFLAGS) $(PKG_LIBS)
$(DIR)/tests/fault/inject.so: tests/fault/inject.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O1 -shared -fPIC -o $@ $< -ldl
$(ROOT)/tests/server: $(wildcard tests/server/*.[ch])
	@mkdir -p $(@D)
	@echo "TEST  $@"
	@$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O1 -g -o $@ $(filter %.c,$^) -lmicrohttpd -ljansson -pthread
replayers: $(REPLAYERS)

check: deps-test ## run all tests: plain, then under ASan+UBSan, then under TSan; ends with "N passed, N failed"
	@rm -rf $(ROOT)/results && mkdir -p $(ROOT)/results
	$(SUB) tests
	$(SUB) lexicons
	$(SUB) MODE=asan tests replayers
	$(SUB) MODE=tsan program $(ROOT)/tsan/tests/pipeline/lanes_test
	@CHECK_ALL=1 tests/run --build $(ROOT) unit golden cli order fault kill schema gold layers
	@CHECK_ALL=1 tests/run --build $(ROOT)/asan --label asan unit golden cli fuzz
	@CHECK_ALL=1 tests/run --build $(ROOT)/tsan --label tsan unit order
	@tests/run --sum
check-unit check-golden check-cli check-order check-fault check-schema check-gold check-layers: check-%: deps-test ## one part; T=WORD filters
	$(SUB) tests
	$(SUB) MODE=release lexicons
	@mkdir -p $(ROOT)/results && tests/run --build $(DIR) --only "$(T)" $*
check-kill: deps-test ## kill -9 at random moments, then compare what a second run makes of it: ROUNDS=200
	$(SUB) tests
	$(SUB) lexicons
	@tests/kill.sh $(ROOT)/reap $(or $(ROUNDS),200)
check-fuzz: deps-test
	$(SUB) MODE=asan replayers
	@mkdir -p $(ROOT)/results && tests/run --build $(ROOT)/asan --only "$(T)" fuzz
golden-update: all ## record what the stages and commands print now; review the diff like code
	@tests/run --build $(DIR) --only "$(T)" --update golden cli

fuzz: deps-dev ## fuzz one reader: make fuzz T=pubmed SECS=60
	$(SUB) MODE=fuzz $(ROOT)/fuzz/libreap.a
	@mkdir -p $(ROOT)/fuzz/corpus/$(T)
	clang $(CPPFLAGS) $(PKG_CFLAGS) -std=c11 -pthread -g -fsanitize=address,undefined,fuzzer tests/fuzz/$(T)_fuzz.c \
	  $(ROOT)/fuzz/libreap.a $(PKG_LIBS) -o $(ROOT)/fuzz/$(T)
	$(ROOT)/fuzz/$(T) -max_total_time=$(SECS) -rss_limit_mb=2048 -timeout=20 $(wildcard tests/fuzz/$(T).dict:%=-dict=%) \
	  $(ROOT)/fuzz/corpus/$(T) tests/fuzz/corpus/$(T)

.PHONY: fuzz coverage score confidence tagger bench bench-sync lint format format-check compdb install uninstall clean help vocabularies
coverage: deps-dev ## line coverage of the unit, golden and cli tests
	$(SUB) MODE=cov tests
	$(SUB) MODE=release lexicons
	@mkdir -p $(ROOT)/results && tests/run --build $(ROOT)/cov unit golden cli || true
	gcovr -r . --object-directory $(ROOT)/cov -e tests/ -s | tail -n 60
score: all ## scores against corpora/gold and, where it is present, ../shared/eval
	@tests/score.sh $(PROGRAM) $(SHARED)
confidence: all ## measure the finding rules on corpora/gold: pipeline/7_assemble/findings/confidence_table.c
	@corpora/gold/confidence.sh $(PROGRAM) > $(ROOT)/confidence_table.c && cp $(ROOT)/confidence_table.c pipeline/7_assemble/findings/
	$(SUB) program
check-rates: all ## how often each arithmetic check fails on ../shared/real, where it is present
	@tests/check-rates.sh $(PROGRAM) $(SHARED)
bench: all ## speed and memory against EDirect's xtract on ../shared/bench, where it is present
	@tests/bench/run.sh $(PROGRAM) $(SHARED)
bench-sync: all ## what `reap sync` of one update file costs over stores of SIZES citations: 10000 100000 (1000000: 7 GB, 15 min)
	@REAP_LEXICON=$(LEXICON) tests/bench/sync.sh $(PROGRAM) $(SIZES)
# The tagger of phrases learns from abstracts of our own and real ones, of which only the marks are here: corpora/phrases/README.md.
REAL := $(SHARED)/real/abstracts.ndjson.gz
TRAIN = $(ROOT)/train --lexicon $(LEXICON) --clusters corpora/phrases/clusters.tsv
MARKED := $(sort $(wildcard corpora/phrases/*.txt)) $(ROOT)/real.txt
$(ROOT)/train: corpora/phrases/train.c $(LIBRARY)
	@echo "LD    $@"
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -o $@ $< $(LIBRARY) $(LDFLAGS) $(PKG_LIBS)
$(ROOT)/real.txt: corpora/phrases/join.py corpora/phrases/real.marks $(REAL)
	@mkdir -p $(@D)
	@python3 corpora/phrases/join.py $(REAL) corpora/phrases/real.marks > $@.part && mv $@.part $@
ifeq ($(wildcard $(REAL)),)
tagger:
	@echo "make tagger needs $(REAL), which is not here; nothing was trained" >&2
else
tagger: program lexicons $(ROOT)/train $(ROOT)/real.txt ## train the tagger of phrases on corpora/phrases and ../shared/real (WORD=aspirin: show what it learned)
ifdef WORD
	@$(TRAIN) --word $(WORD) $(MARKED)
else
	@$(TRAIN) --folds 5 $(MARKED)
	@$(TRAIN) --out pipeline/7_assemble/phrases/tagger.model $(MARKED)
	$(SUB) program
endif
endif
vocabularies: program ## rebuild the TSVs of lexicons/ from their sources: VOCAB=dir
	@lexicons/rebuild.sh $(PROGRAM) $(or $(VOCAB),$(SHARED)/real/vocab)

# ---- keeping the house ----
CHECKED := $(filter-out src/store/%_sql.c,$(SOURCES))
lint: deps-dev ## layers, size caps, documented headers, clang-tidy
	@tests/lint.sh
	@printf '%s\n' $(CHECKED) | xargs -P $(JOBS) -n 8 sh -c \
	  'clang-tidy --quiet "$$@" -- -std=c11 $(CPPFLAGS) $(PKG_CFLAGS) 2>/dev/null' sh
format: deps-dev ## clang-format over all C files
	@clang-format -i $(SOURCES) $(wildcard pipeline/*.h pipeline/*/*.h pipeline/*/*/*.h src/*/*.h tests/*/*.c tests/*/*/*.c)
format-check: deps-dev
	@clang-format --dry-run -Werror $(SOURCES) $(wildcard pipeline/*.h pipeline/*/*.h pipeline/*/*/*.h src/*/*.h tests/*/*.c tests/*/*/*.c)
compdb: ## compile_commands.json for editors
	@tests/compdb.sh "$(CPPFLAGS) $(PKG_CFLAGS) -std=c11" $(SOURCES) > compile_commands.json
install: all ## install under PREFIX (default /usr/local)
	install -D -m 755 $(ROOT)/reap $(DESTDIR)$(PREFIX)/bin/reap
	install -D -m 644 $(LEXICON) $(DESTDIR)$(PREFIX)/share/reap/default.lex
	install -D -m 644 src/cli/reap.1 $(DESTDIR)$(PREFIX)/share/man/man1/reap.1
uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/reap $(DESTDIR)$(PREFIX)/share/reap/default.lex $(DESTDIR)$(PREFIX)/share/man/man1/reap.1
	-rmdir $(DESTDIR)$(PREFIX)/share/reap
clean: ## remove build/
	rm -rf $(ROOT)
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+[a-z -]*:.*## / { split($$1, t, " "); printf "  make %-14s %s\n", t[1], $$2 }' Makefile
