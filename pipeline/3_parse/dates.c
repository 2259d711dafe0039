/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "3_parse/draft.h"

/* The number at the start of text, or -1; *used is how many digits it has. */
static int leading_number(reap_str text, uint32_t *used) {
  int value = 0;
  uint32_t i = 0;
  for (; i < text.len && i < 5 && reap_is_digit(text.ptr[i]); i++) value = value * 10 + (text.ptr[i] - '0');
  *used = i;
  return i ? value : -1;
}

static int whole_number(reap_str text) {
  uint32_t used;
  int value = leading_number(text, &used);
  return used == text.len ? value : -1;
}

/* "Jan", "january", "JAN." -> 1; 0 when it is no month. Digits count as well: "01". */
static int month_of(reap_str text) {
  static const char names[] = "january  february march    april    may      june     july     august   "
                              "septemberoctober  november december ";
  int number = whole_number(text);
  if (number >= 1 && number <= 12) return number;
  if (text.len && text.ptr[text.len - 1] == '.') text.len--;
  if (text.len < 3 || text.len > 9) return 0;
  for (int month = 0; month < 12; month++)
    if (reap_str_starts_nocase((reap_str){names + (size_t)month * 9, 9}, text)) return month + 1;
  return 0;
}

static int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

void reap_date_from_parts(reap_str year, reap_str month, reap_str day, char out[16]) {
  int y = whole_number(year), m = month_of(month), d = whole_number(day);
  out[0] = 0;
  if (y < 1000 || y > 9999) return;
  if (m && d >= 1 && d <= days_in(y, m))
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
  else if (m)
    snprintf(out, 16, "%04u-%02u", (unsigned)y % 10000, (unsigned)m % 100);
  else
    snprintf(out, 16, "%04u", (unsigned)y % 10000);
}

/* The next run of letters or of digits from *at on. */
static reap_str next_part(reap_str text, uint32_t *at) {
  while (*at < text.len && !reap_is_alpha(text.ptr[*at]) && !reap_is_digit(text.ptr[*at])) ++*at;
  uint32_t beg = *at;
  bool digits = beg < text.len && reap_is_digit(text.ptr[beg]);
  while (*at < text.len && (digits ? reap_is_digit(text.ptr[*at]) : reap_is_alpha(text.ptr[*at]))) ++*at;
  return (reap_str){text.ptr + beg, *at - beg};
}

void reap_date_from_text(reap_str text, char out[16]) {
  uint32_t at = 0;
  reap_str year = {0}, month = {0}, day = {0};
  while (at < text.len && year.len != 4) {
    year = next_part(text, &at);
    if (year.len && !reap_is_digit(year.ptr[0])) year.len = 0;
  }
  /* Month and day follow a single space; after a dash or a slash another date of the range begins. */
  if (at < text.len && text.ptr[at] == ' ') month = next_part(text, &at);
  if (month.len && reap_is_digit(month.ptr[0])) month.len = 0; /* "2018 4th Quarter" */
  if (month.len && at < text.len && text.ptr[at] == ' ') day = next_part(text, &at);
  if (day.len > 2) day.len = 0;
  reap_date_from_parts(year, month, day, out);
}
