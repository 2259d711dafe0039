/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_VERSION_H
#define REAP_BASE_VERSION_H

#define REAP_VERSION "0.1.0"

#endif
