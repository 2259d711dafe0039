/* SPDX-License-Identifier: MIT */
/* What every unit test needs before cmocka.h. */
#ifndef REAP_TEST_H
#define REAP_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
