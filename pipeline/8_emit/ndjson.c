/* SPDX-License-Identifier: MIT */
#include "8_emit/emit.h"

const reap_sink reap_ndjson_sink = {.name = "ndjson"};
