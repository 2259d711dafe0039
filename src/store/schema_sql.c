/* SPDX-License-Identifier: MIT */
/* Puts the text of schema.sql, with a NUL behind it, into the program. */
#include "store/store.h"

__asm__(".section .rodata\n"
        ".global reap_store_schema\n"
        ".type reap_store_schema, @object\n"
        "reap_store_schema:\n"
        ".incbin \"src/store/schema.sql\"\n"
        ".byte 0\n"
        ".size reap_store_schema, . - reap_store_schema\n"
        ".previous\n");
