# The only interface for people and CI: `make help`.
MODE ?= release
CC ?= gcc
PREFIX ?= /usr/local
ROOT := build
DIR := $(if $(filter release,$(MODE)),$(ROOT),$(ROOT)/$(MODE))
LIBRARIES := libxml-2.0 libcurl icu-uc icu-i18n zlib sqlite3 jansson smartcols
WARNINGS := -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wstrict-prototypes -Wvla -Werror

CPPFLAGS += -D_GNU_SOURCE -Isrc -Ipipeline -I. -I$(DIR)
CFLAGS_release := -O2 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_tsan := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
CFLAGS_cov := -O0 -g --coverage
CFLAGS_fuzz := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
ifeq ($(MODE),fuzz)
CC := clang
endif
CFLAGS += -std=c11 -pthread $(WARNINGS) $(CFLAGS_$(MODE))
LDFLAGS += -pthread $(filter -fsanitize=% --coverage,$(CFLAGS_$(MODE)))

SOURCES := $(wildcard pipeline/*.c pipeline/*/*.c src/*/*.c)
OBJECTS := $(SOURCES:%.c=$(DIR)/obj/%.o)
LIBRARY := $(DIR)/libreap.a
PROGRAM := $(DIR)/reap
LEXICON := $(ROOT)/lexicons/default.lex
UNIT_TESTS := $(patsubst tests/unit/%.c,$(DIR)/tests/%,$(wildcard tests/unit/*_test.c tests/unit/*/*_test.c))
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))

# pkg-config is asked lazily, so that `make deps` works on a machine that lacks it.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(LIBRARIES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell pkg-config --libs $(LIBRARIES)) -lm)$(PKG_LIBS)

.PHONY: all program lexicons
all: deps ## build the program at build/reap and the default lexicon
	@$(MAKE) --no-print-directory program lexicons
program: $(PROGRAM)
lexicons: $(LEXICON)

$(PROGRAM): $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ -Wl,--whole-archive $(LIBRARY) -Wl,--no-whole-archive $(PKG_LIBS)
$(LIBRARY): $(OBJECTS)
	@rm -f $@ && ar rcs $@ $^
$(DIR)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
-include $(OBJECTS:.o=.d)
