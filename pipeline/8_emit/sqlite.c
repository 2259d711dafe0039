/* SPDX-License-Identifier: MIT */
#include "8_emit/emit.h"

const reap_sink reap_sqlite_sink = {.name = "sqlite"};
