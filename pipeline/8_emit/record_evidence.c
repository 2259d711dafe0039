/* SPDX-License-Identifier: MIT */
#include "8_emit/record.h"

static bool in_range(reap_range range, uint32_t row) { return row >= range.first && row - range.first < range.count; }

static void put_interventions(reap_record *r, const reap_arm *arm) {
  if (!arm->interventions.count) return;
  open_list(r, "interventions");
  for (uint32_t i = 0; i < arm->interventions.count; i++) {
    uint32_t row = r->batch->arm_mentions.at[arm->interventions.first + i].mention;
    if (!in_range(r->citation->mentions, row)) continue;
    const reap_mention *mention = &r->batch->mentions.at[row];
    reap_json_open(r->w, '{');
    put_span(r, mention->span);
    put_str(r, "concept", mention->id);
    put_str(r, "name", mention->name);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_arm_names(reap_record *r, const reap_arm *arm) {
  if (!arm->names.count) return;
  open_list(r, "names");
  for (uint32_t i = 0; i < arm->names.count; i++) {
    reap_json_open(r->w, '{');
    put_span(r, r->batch->arm_names.at[arm->names.first + i].span);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_arms(reap_record *r) {
  reap_range range = r->citation->arms;
  if (!range.count) return;
  open_list(r, "arms");
  for (uint32_t row = range.first; row < range.first + range.count; row++) {
    const reap_arm *arm = &r->batch->arms.at[row];
    reap_json_open(r->w, '{');
    put_id(r, "id", 'A', range, row);
    put_slice(r, "label", arm->label);
    put_place(r, arm->described);
    put_cstr(r, "role", reap_arm_role_name(arm->role));
    put_number(r, "n", arm->n);
    put_quantity(r, "n_quantity", arm->n_quantity);
    put_interventions(r, arm);
    put_arm_names(r, arm);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_outcomes(reap_record *r) {
  reap_range range = r->citation->outcomes;
  if (!range.count) return;
  open_list(r, "outcomes");
  for (uint32_t row = range.first; row < range.first + range.count; row++) {
    const reap_outcome *outcome = &r->batch->outcomes.at[row];
    reap_json_open(r->w, '{');
    put_id(r, "id", 'O', range, row);
    put_span(r, outcome->span);
    put_str(r, "concept", outcome->concept);
    if (in_range(r->citation->mentions, outcome->mention))
      put_str(r, "name", r->batch->mentions.at[outcome->mention].name);
    if (outcome->primary) put_bool(r, "primary", outcome->primary == 1);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_flags(reap_record *r, uint8_t flags) {
  static const char *const names[8] = {"adjusted",  "derived", "words",       "about",
                                       "one_sided", "trend",   "interaction", "noninferiority"};
  if (!flags) return;
  open_list(r, "flags");
  for (unsigned bit = 0; bit < 8; bit++)
    if (flags >> bit & 1) reap_json_cstr(r->w, names[bit]);
  reap_json_close(r->w, ']');
}

/* A time as an ISO 8601 duration ("P24M", "PT6H"); left out for units that the standard has not. */
static void put_iso_duration(reap_record *r, const reap_quantity *q) {
  static const struct {
    reap_str unit;
    const char *before;
    char letter;
  } units[] = {{REAP_STR("year"), "P", 'Y'},   {REAP_STR("month"), "P", 'M'}, {REAP_STR("week"), "P", 'W'},
               {REAP_STR("day"), "P", 'D'},    {REAP_STR("hour"), "PT", 'H'}, {REAP_STR("minute"), "PT", 'M'},
               {REAP_STR("second"), "PT", 'S'}};
  if (!(q->value >= 0)) return;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    if (!reap_str_equal(q->unit, units[i].unit)) continue;
    reap_json_key(r->w, "iso");
    reap_buf_addc(r->w->out, '"');
    reap_buf_puts(r->w->out, units[i].before);
    reap_buf_double(r->w->out, q->value);
    reap_buf_addc(r->w->out, units[i].letter);
    reap_buf_addc(r->w->out, '"');
    reap_json_end_value(r->w);
    return;
  }
}

static void put_quantity_row(reap_record *r, uint32_t row) {
  const reap_quantity *q = &r->batch->quantities.at[row];
  put_id(r, "id", 'Q', r->citation->quantities, row);
  put_span(r, q->span);
  put_cstr(r, "kind", reap_quantity_kind_name(q->kind));
  put_cstr(r, "relation", reap_relation_name(q->relation));
  put_number(r, "value", q->value);
  put_slice(r, "numeral", q->numeral);
  put_number(r, "low", q->low);
  put_slice(r, "low_numeral", q->low_numeral);
  put_number(r, "high", q->high);
  put_slice(r, "high_numeral", q->high_numeral);
  put_number(r, "level", q->level);
  put_str(r, "measure", q->measure);
  put_str(r, "unit", q->unit);
  if (q->kind == REAP_Q_DURATION) put_iso_duration(r, q);
  put_number(r, "count", q->count);
  put_number(r, "of", q->of);
  put_number(r, "df1", q->df1);
  put_number(r, "df2", q->df2);
  put_cstr(r, "role", reap_quantity_role_name(q->role));
  put_cstr(r, "stage", reap_trial_stage_name(q->stage));
  put_str(r, "people", q->people);
  if (row < r->batch->attributions.count) {
    put_arm(r, "arm", r->batch->attributions.at[row].arm);
    put_id(r, "outcome", 'O', r->citation->outcomes, r->batch->attributions.at[row].outcome);
  }
  put_quantity(r, "about", q->about);
  put_flags(r, q->flags);
  put_cstr(r, "rule", q->rule);
}

static void put_quantities(reap_record *r) {
  reap_range range = r->citation->quantities;
  if (!range.count) return;
  open_list(r, "quantities");
  for (uint32_t row = range.first; row < range.first + range.count; row++) {
    reap_json_open(r->w, '{');
    put_quantity_row(r, row);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_timepoint(reap_record *r, uint32_t row) {
  if (!in_range(r->citation->quantities, row)) return;
  const reap_quantity *q = &r->batch->quantities.at[row];
  open_object(r, "timepoint");
  put_number(r, "value", q->value);
  put_number(r, "low", q->low);
  put_number(r, "high", q->high);
  put_str(r, "unit", q->unit);
  put_iso_duration(r, q);
  put_quantity(r, "quantity", row);
  reap_json_close(r->w, '}');
}

static void put_data(reap_record *r, reap_range range) {
  if (!range.count) return;
  open_list(r, "data");
  for (uint32_t i = 0; i < range.count; i++) {
    const reap_datum *datum = &r->batch->data.at[range.first + i];
    reap_json_open(r->w, '{');
    put_arm(r, "arm", datum->arm);
    put_quantity(r, "quantity", datum->quantity);
    put_cstr(r, "kind", reap_quantity_kind_name(datum->kind));
    put_cstr(r, "relation", reap_relation_name(datum->relation));
    put_number(r, "value", datum->value);
    put_number(r, "sd", datum->sd);
    put_number(r, "se", datum->se);
    put_number(r, "low", datum->low);
    put_number(r, "high", datum->high);
    put_number(r, "count", datum->count);
    put_number(r, "of", datum->of);
    put_str(r, "unit", datum->unit);
    put_true(r, "derived", datum->derived);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

/* The estimate with its interval: from the interval's own quantity, else from what the effect's expression holds. */
static void put_effect(reap_record *r, const reap_finding *finding) {
  reap_range quantities = r->citation->quantities;
  bool has_effect = in_range(quantities, finding->effect), has_interval = in_range(quantities, finding->interval);
  if (!has_effect && !has_interval) return;
  const reap_quantity *effect = has_effect ? &r->batch->quantities.at[finding->effect] : NULL;
  const reap_quantity *interval = has_interval ? &r->batch->quantities.at[finding->interval] : effect;
  open_object(r, "effect");
  if (effect) {
    put_str(r, "measure", effect->measure);
    put_cstr(r, "relation", reap_relation_name(effect->relation));
    put_number(r, "value", effect->value);
  }
  put_number(r, "low", interval->low);
  put_number(r, "high", interval->high);
  put_number(r, "level", interval->level);
  put_quantity(r, "quantity", finding->effect);
  put_quantity(r, "interval", finding->interval);
  reap_json_close(r->w, '}');
}

static void put_p(reap_record *r, uint32_t row) {
  if (!in_range(r->citation->quantities, row)) return;
  const reap_quantity *p = &r->batch->quantities.at[row];
  open_object(r, "p");
  put_cstr(r, "relation", reap_relation_name(p->relation));
  put_number(r, "value", p->value);
  put_quantity(r, "quantity", row);
  reap_json_close(r->w, '}');
}

static void put_missing(reap_record *r, uint8_t missing) {
  if (!missing) return;
  open_list(r, "missing");
  for (unsigned bit = 0; bit < 8; bit++)
    if (missing >> bit & 1 && reap_missing_name(bit)) reap_json_cstr(r->w, reap_missing_name(bit));
  reap_json_close(r->w, ']');
}

static void put_finding(reap_record *r, uint32_t row) {
  const reap_finding *finding = &r->batch->findings.at[row];
  put_id(r, "id", 'F', r->citation->findings, row);
  put_id(r, "outcome", 'O', r->citation->outcomes, finding->outcome);
  put_arm(r, "arm", finding->arm);
  put_arm(r, "comparator", finding->comparator);
  put_timepoint(r, finding->timepoint);
  put_slice(r, "subgroup", finding->subgroup);
  put_data(r, finding->data);
  put_effect(r, finding);
  put_p(r, finding->p);
  put_cstr(r, "direction", reap_direction_name(finding->direction));
  if (finding->significant >= 0) put_bool(r, "significant", finding->significant > 0);
  if (finding->noninferior >= 0) put_bool(r, "noninferior", finding->noninferior > 0);
  put_place(r, finding->span);
  put_missing(r, finding->missing);
  put_number(r, "confidence", round((double)finding->confidence * 1e4) / 1e4); /* what the float holds of it */
  put_cstr(r, "rule", finding->rule);
}

static void put_findings(reap_record *r) {
  reap_range range = r->citation->findings;
  if (!range.count) return;
  open_list(r, "findings");
  for (uint32_t row = range.first; row < range.first + range.count; row++) {
    reap_json_open(r->w, '{');
    put_finding(r, row);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_checks(reap_record *r) {
  reap_range range = r->citation->checks;
  if (!range.count) return;
  open_list(r, "checks");
  for (uint32_t i = 0; i < range.count; i++) {
    const reap_check *check = &r->batch->checks.at[range.first + i];
    reap_json_open(r->w, '{');
    put_cstr(r, "rule", check->rule);
    put_id(r, "finding", 'F', r->citation->findings, check->finding);
    put_bool(r, "ok", check->ok);
    put_str(r, "message", check->message);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

void reap_record_evidence(reap_record *r) {
  put_arms(r);
  put_outcomes(r);
  put_quantities(r);
  put_findings(r);
  put_checks(r);
}
