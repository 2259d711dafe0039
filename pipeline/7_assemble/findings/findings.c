/* SPDX-License-Identifier: MIT */
/* The findings: packets of outcomes and numbers, joined with who was compared and which way it went. */
#include "7_assemble/findings/denials.h"
#include "7_assemble/findings/finding_rows.h"
#include "7_assemble/findings/noninferiority.h"

enum { PACKETS_MAX = 24, FINDINGS_PER_CITATION_MAX = 400, ENOUGH_FINDINGS = 4 };

/* A conclusion repeats: only an outcome that no finding has yet is news. */
static bool told_already(const reap_assembler *a, uint32_t outcome) {
  reap_range rows = a->citation->findings;
  reap_run mine = reap_run_of_span(a, a->batch->outcomes.at[outcome].span);
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    uint32_t other = a->batch->findings.at[i].outcome;
    if (other == outcome) return true;
    if (other == REAP_NONE) continue;
    reap_run run = reap_run_of_span(a, a->batch->outcomes.at[other].span);
    uint32_t shared = 0;
    for (uint32_t x = 0; x < mine.count; x++)
      for (uint32_t y = 0; y < run.count; y++)
        if (reap_token_at(a, mine.first + x)->hash &&
            reap_token_at(a, mine.first + x)->hash == reap_token_at(a, run.first + y)->hash &&
            !(reap_bits_at(a, mine.first + x) & (REAP_W_PREPOSITION | REAP_W_DETERMINER))) {
          shared++;
          break;
        }
    if (shared * 2 >= (mine.count < run.count ? mine.count : run.count)) return true;
  }
  return false;
}

static bool is_empty(const reap_packet *packet) {
  return !packet->values.count && !packet->ps.count && !packet->effects.count;
}

/* "Both led to similar reductions in X": besides the likeness, each arm changed against the time before. */
static void emit_alike(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                       const reap_value_links *links, uint32_t k, uint32_t outcome, const reap_statement *statement) {
  const reap_comparison *who = &c->comparison;
  reap_statement changed = {.sense = statement->alike, .shift = true, .significant = -1};
  reap_pair_list pairs = {.count = 0};
  if (who->references.count) return;
  for (uint32_t i = 0; i < who->subjects.count; i++) reap_pair_add(&pairs, who->subjects.at[i], REAP_BASELINE);
  for (uint32_t i = 0; who->together && i < a->arm_count; i++) reap_pair_add(&pairs, reap_arm_row(a, i), REAP_BASELINE);
  reap_packet bare = {.first = packet->first, .end = packet->end, .times = packet->times};
  for (uint32_t i = 0; i < pairs.count; i++) reap_finding_emit(a, c, &bare, links, k, outcome, &changed, &pairs, i);
}

static double number_at(const reap_assembler *a, const reap_packet *packet, uint32_t i) {
  return a->batch->quantities.at[a->items.at[packet->values.at[i]].row].value;
}

static uint32_t side_at(const reap_assembler *a, const reap_packet *packet, uint32_t i) {
  return a->sides.at[a->items.at[packet->values.at[i]].row - a->citation->quantities.first];
}

static bool names_two(const reap_assembler *a, const reap_packet *packet) {
  for (uint32_t i = 1; i < packet->arms.count; i++)
    if (a->items.at[packet->arms.at[i]].row != a->items.at[packet->arms.at[0]].row) return true;
  return false;
}

/* "X improved in A only": of two arms the other one did not change. */
static void emit_other_unchanged(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                                 const reap_value_links *links, uint32_t k, uint32_t outcome) {
  if (a->arm_count != 2) return;
  const uint32_t arm = c->comparison.subjects.at[0], first = reap_arm_row(a, 0);
  const reap_statement same = {.sense = REAP_SENSE_SAME, .shift = true, .significant = -1};
  const reap_pair_list pair = {.at = {{arm == first ? reap_arm_row(a, 1) : first, REAP_BASELINE}}, .count = 1};
  const reap_packet bare = {.first = packet->first, .end = packet->end, .times = packet->times};
  reap_finding_emit(a, c, &bare, links, k, outcome, &same, &pair, 0);
}

/* Two bare values and a word that tells which way they went must agree. When they do not, the first is the value before
 * (a change of one group, nobody compared with), or the groups stand in the other order. */
static void heed_direction(const reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                           reap_value_links *links, uint32_t k, const reap_statement *s) {
  if ((s->sense != REAP_SENSE_HIGHER && s->sense != REAP_SENSE_LOWER) || s->negated) return;
  uint32_t mine[3], n = 0;
  for (uint32_t i = 0; i < packet->values.count && n < 3; i++)
    if (links->outcomes[i] == REAP_NONE || links->outcomes[i] == k) mine[n++] = i;
  if (n != 2) return;
  bool sided = side_at(a, packet, mine[0]) != REAP_NONE && side_at(a, packet, mine[1]) != REAP_NONE; /* heeded there */
  if (sided && (s->comparative || names_two(a, packet))) return;
  uint32_t *first = &links->arms[mine[0]], *second = &links->arms[mine[1]];
  if (*first == REAP_EACH_ARM || *second == REAP_EACH_ARM || *first == REAP_NONE || *second == REAP_NONE ||
      *first == REAP_BASELINE || *second == REAP_BASELINE || *first == *second)
    return;
  if (packet->arms.count && packet->arms.at[0] > packet->values.at[0]) return; /* each value has its arm beside it */
  uint32_t subject = c->comparison.subjects.count ? c->comparison.subjects.at[0] : *first;
  double x = number_at(a, packet, mine[*first == subject ? 0 : 1]),
         y = number_at(a, packet, mine[*first == subject ? 1 : 0]);
  bool agrees = s->sense == REAP_SENSE_HIGHER ? x >= y : x <= y;
  if (agrees) return;
  if (s->shift && !s->comparative && !c->comparison.references.count) {
    *first = REAP_BASELINE;
    *second = subject;
  } else if (s->comparative) {
    uint32_t kept = *first;
    *first = *second;
    *second = kept;
  }
}

/* "X was similar in the groups at baseline". */
static bool alike_at_start(const reap_assembler *a, const reap_clause *c) {
  bool start = false;
  for (uint32_t i = c->first; i < c->end; i++) {
    if (a->items.at[i].kind == REAP_ITEM_TIME) return false;
    uint32_t token = a->items.at[i].token;
    if (a->items.at[i].kind != REAP_ITEM_BASELINE && !reap_word_is(a, token, "baseline")) continue;
    start |= reap_word_is(a, token, "at") || (i > c->first && reap_word_is(a, token - 1, "at"));
  }
  return start;
}

/* "in A and B compared with C (480 vs 305)": two arms have one value between them, and one test. */
static bool is_pooled(const reap_clause *c, const reap_packet *packet, const reap_pair_list *pairs) {
  return pairs->count == 2 && packet->outcomes.count == 1 && packet->values.count == 2 && packet->ps.count <= 1 &&
         packet->effects.count <= 1 && c->comparison.subjects.count == 2 && c->comparison.references.count == 1;
}

/* A word tells which way another outcome of the packet went, and does not reach this one: the test is the other's. */
static bool another_is_told(const reap_assembler *a, const reap_clause *c, const reap_packet *packet, uint32_t k) {
  for (uint32_t i = 0; i < packet->outcomes.count; i++) {
    if (i == k || packet->outcomes.at[i] < packet->first) continue;
    const reap_statement s = reap_statement_about(a, packet->outcomes.at[i], c->first, c->end);
    if (s.sense != REAP_SENSE_NONE && s.sense != REAP_SENSE_DIFFERENT) return true;
  }
  return false;
}

/* "all parameters except X improved": nothing but words of its own name stands between "except" and the outcome. */
static bool is_excepted(const reap_assembler *a, uint32_t outcome, uint32_t first) {
  static const char *const words[] = {"except", "excepting", "excluding"};
  for (uint32_t back = 1; back <= 4 && outcome >= first + back; back++) {
    const reap_item *item = &a->items.at[outcome - back];
    if (item->kind != REAP_ITEM_WORD) return false;
    if (reap_word_in(a, item->token, words, sizeof words / sizeof *words)) return true;
    if (item->bits & (REAP_W_BE | REAP_W_HAVE | REAP_W_VERB)) return false;
  }
  return false;
}

/* "(p for time effect = .001)", "main effect of time (p = .001)": each group is set against its own start. */
static bool tests_time(const reap_assembler *a, const reap_packet *packet) {
  enum { BEFORE = 4 };
  if (packet->ps.count != 1) return false;
  const reap_item *p = &a->items.at[packet->ps.at[0]];
  const uint32_t first = p->token >= a->citation->tokens.first + BEFORE ? p->token - BEFORE : p->token;
  for (uint32_t t = first; t + 1 < p->token + p->tokens; t++)
    if ((reap_word_is(a, t, "time") && reap_word_is(a, t + 1, "effect")) ||
        ((reap_word_is(a, t, "of") || reap_word_is(a, t, "for")) && reap_word_is(a, t + 1, "time")))
      return true;
  return false;
}

static void findings_of_outcome(reap_assembler *a, reap_clause *c, const reap_packet *packet, reap_value_links *links,
                                uint32_t k, uint32_t item) {
  uint32_t outcome = a->items.at[item].row;
  if (c->conclusion && told_already(a, outcome)) return;
  bool here = item >= packet->first && item < c->end;
  reap_statement statement =
      reap_statement_about(a, item, here ? c->first : packet->first, here ? c->end : packet->end);
  if (statement.sense == REAP_SENSE_NONE && reap_opens_denied(a, c->first, c->end)) {
    statement = c->last_statement;
    statement.negated = true;
  }
  if (!here && statement.sense == REAP_SENSE_NONE) {
    int8_t significant = statement.significant;
    statement = c->last_statement;
    if (significant >= 0) statement.significant = significant;
  }
  c->last_statement = statement;
  bool numbers = !is_empty(packet);
  if (statement.sense == REAP_SENSE_NONE && !packet->values.count && reap_is_denied(a, item, c->first)) {
    const bool event = reap_denies_event(a, item, c->first, c->end);
    if (event && !c->conclusion) reap_finding_emit_denial(a, c, packet, outcome);
    if (event || !numbers) return;
  }
  if (!numbers && statement.sense == REAP_SENSE_NONE && statement.significant != 0) return;
  if (!numbers && statement.sense == REAP_SENSE_DIFFERENT && !statement.negated && statement.significant < 0) return;
  if (statement.sense == REAP_SENSE_SAME && alike_at_start(a, c)) return;
  if (here && statement.sense == REAP_SENSE_NONE && !packet->values.count && !packet->effects.count &&
      packet->ps.count < packet->outcomes.count && another_is_told(a, c, packet, k))
    return;
  reap_packet bare;
  if (here && !packet->values.count && is_excepted(a, item, c->first)) {
    bare =
        (reap_packet){.first = packet->first, .end = packet->end, .outcomes = packet->outcomes, .times = packet->times};
    packet = &bare; /* the test is that of the others */
    statement.negated = true;
  }
  heed_direction(a, c, packet, links, k, &statement);
  bool baseline = false;
  reap_list rows = reap_value_arms(links->arms, links->outcomes, packet->values.count, k, &baseline);
  reap_pair_list pairs = reap_pairs_of(a, &c->comparison, &statement, &rows, baseline,
                                       packet->effects.count || packet->ps.count || packet->values.count >= 2,
                                       packet->effects.count || packet->values.count >= 2);
  if (rows.count >= 2 && tests_time(a, packet)) {
    pairs.count = 0;
    for (uint32_t i = 0; i < rows.count; i++) reap_pair_add(&pairs, rows.at[i], REAP_BASELINE);
  }
  reap_pairs_narrow(a, c, packet, &pairs);
  if (is_pooled(c, packet, &pairs)) pairs.count = 1;
  if (packet->rest && pairs.count > 1) pairs.count = 1; /* whose it is was not told */
  if (statement.alike != REAP_SENSE_NONE) emit_alike(a, c, packet, links, k, outcome, &statement);
  if (reap_finding_emit_times(a, c, packet, links, k, outcome, &statement, &pairs)) return;
  reap_packet one = *packet; /* several tests of one outcome and no values: a finding each */
  while (packet->outcomes.count == 1 && pairs.count == 1 && one.ps.count > 1 && !one.values.count &&
         !one.effects.count) {
    one.ps.at[0] = packet->ps.at[packet->ps.count - (one.ps.count - 1)];
    one.ps.count--;
    reap_packet next = one;
    next.ps.count = 1;
    reap_finding_emit(a, c, &next, links, k, outcome, &statement, &pairs, 0);
  }
  for (uint32_t i = 0; i < pairs.count && a->citation->findings.count < FINDINGS_PER_CITATION_MAX; i++)
    if (!reap_finding_emit_rounds(a, c, packet, links, k, outcome, &statement, &pairs, i))
      reap_finding_emit(a, c, packet, links, k, outcome, &statement, &pairs, i);
  if (!rows.count && reap_only_one_changed(&c->comparison, &statement))
    emit_other_unchanged(a, c, packet, links, k, outcome);
}

static bool is_borne(const reap_assembler *a, uint32_t from, uint32_t row) {
  for (uint32_t i = from; i < a->batch->findings.count; i++)
    if (a->batch->findings.at[i].p == row || a->batch->findings.at[i].effect == row) return true;
  return false;
}

/* A test or effect that no finding of its packet took (more tests than outcomes, or than groups) makes one of its own,
 * with the tests that stand before the next effect. */
static void findings_of_rest(reap_assembler *a, reap_clause *c, const reap_packet *packet, uint32_t from) {
  const uint8_t asides = REAP_Q_INTERACTION | REAP_Q_TREND;
  const uint32_t n = packet->outcomes.count, last = a->batch->findings.count;
  if (from == last) return;
  for (uint32_t i = packet->first; i < packet->end; i++) {
    const reap_item *item = &a->items.at[i];
    const bool effect = item->kind == REAP_ITEM_EFFECT;
    if (!effect && item->kind != REAP_ITEM_P) continue;
    if (is_borne(a, from, item->row) || a->batch->quantities.at[item->row].flags & asides) continue;
    reap_packet rest = {
        .first = packet->first, .end = packet->end, .times = packet->times, .goes_on = packet->goes_on, .rest = true};
    reap_list_add(effect ? &rest.effects : &rest.ps, i);
    for (uint32_t k = i + 1; effect && k < packet->end && a->items.at[k].kind != REAP_ITEM_EFFECT; k++)
      if (a->items.at[k].kind == REAP_ITEM_P && !is_borne(a, from, a->items.at[k].row)) {
        reap_list_add(&rest.ps, k);
        break;
      }
    uint32_t at = 0;
    for (uint32_t k = 0; k < packet->ps.count; k++)
      if (packet->ps.at[k] == i && packet->ps.count % n == 0) at = k % n;
    for (uint32_t k = 0; k < packet->effects.count; k++)
      if (packet->effects.at[k] == i && packet->effects.count % n == 0) at = k % n;
    reap_list_add(&rest.outcomes, packet->outcomes.at[at]);
    reap_value_links links = {{0}, {0}};
    findings_of_outcome(a, c, &rest, &links, 0, rest.outcomes.at[0]);
  }
}

static uint32_t beside(uint32_t count, const uint32_t *arms, uint32_t i) {
  if (i + 1 < count && arms[i + 1] != REAP_BASELINE) return arms[i + 1];
  return i ? arms[i - 1] : REAP_NONE;
}

/* A value's arm holds whether or not an outcome is found for it. */
static void attribute_values(reap_assembler *a, const reap_packet *packet, const uint32_t *arms) {
  const uint32_t first = a->citation->quantities.first;
  for (uint32_t i = 0; i < packet->values.count; i++) {
    reap_attribution *link = &a->batch->attributions.at[a->items.at[packet->values.at[i]].row];
    uint32_t arm = arms[i], side = reap_side_arm(a->sides.at[a->items.at[packet->values.at[i]].row - first]);
    if (arm == REAP_BASELINE) /* the value before is the same arm's */
      arm = side != REAP_NONE ? side : beside(packet->values.count, arms, i);
    if (arm != REAP_NONE && arm != REAP_BASELINE && arm != REAP_EACH_ARM && link->arm == REAP_NONE) link->arm = arm;
  }
}

/* A value's outcome holds whether or not its arm is known, so that a finding could take it. */
static void attribute_outcomes(reap_assembler *a, const reap_packet *packet, const uint32_t *outcomes) {
  for (uint32_t i = 0; i < packet->values.count; i++) {
    reap_attribution *link = &a->batch->attributions.at[a->items.at[packet->values.at[i]].row];
    uint32_t k = outcomes[i] == REAP_NONE ? 0 : outcomes[i];
    if (link->outcome == REAP_NONE) link->outcome = a->items.at[packet->outcomes.at[k]].row;
  }
}

/* Nothing but one test: "..., regardless of age (p < 0.05)" belongs to what the clause before it told. */
static bool is_bare_test(const reap_assembler *a, const reap_packet *packet) {
  if (packet->ps.count != 1 || packet->values.count || packet->effects.count || packet->arms.count) return false;
  for (uint32_t i = packet->first; i < packet->end; i++)
    if (a->items.at[i].kind == REAP_ITEM_DIRECTION || a->items.at[i].kind == REAP_ITEM_TIME ||
        a->items.at[i].kind == REAP_ITEM_GROUPS)
      return false;
  return true;
}

/* Items of outcomes that a packet without its own takes over: those of the packet before it in the sentence. */
static void findings_of_packet(reap_assembler *a, reap_clause *whole, reap_packet *packet, reap_list *last_outcomes) {
  reap_value_links links = {{0}, {0}};
  if (!packet->outcomes.count) {
    if (is_empty(packet)) return;
    if (is_bare_test(a, packet) && last_outcomes->count &&
        reap_finding_attach_test(a, whole->sentence, last_outcomes, a->items.at[packet->ps.at[0]].row))
      return;
    if (!whole->conclusion) packet->outcomes = *last_outcomes;
  }
  reap_clause part = *whole, *c = &part;
  part.comparison = reap_comparison_local(a, packet->first, packet->end, &whole->comparison);
  reap_values_to_arms(a, packet, &c->comparison, links.arms);
  attribute_values(a, packet, links.arms);
  if (!packet->outcomes.count) return;
  reap_packet_join_related(a, packet);
  reap_values_to_outcomes(a, packet, links.arms, links.outcomes);
  const uint32_t from = a->batch->findings.count;
  for (uint32_t k = 0; k < packet->outcomes.count; k++)
    findings_of_outcome(a, c, packet, &links, k, packet->outcomes.at[k]);
  findings_of_rest(a, c, packet, from);
  attribute_outcomes(a, packet, links.outcomes);
  *last_outcomes = packet->outcomes;
  whole->last_statement = part.last_statement;
}

/* "..., whereas no change was seen in B": a clause of its own that tells only of whom and which way. */
static void findings_of_bare_clause(reap_assembler *a, reap_clause *c, const reap_list *last_outcomes) {
  bool told = false, who = false;
  for (uint32_t i = c->first; i < c->end; i++) {
    told |= a->items.at[i].kind == REAP_ITEM_DIRECTION ||
            (a->items.at[i].kind == REAP_ITEM_SIGNIFICANT && !a->items.at[i].sub);
    who |= a->items.at[i].kind == REAP_ITEM_ARM || a->items.at[i].kind == REAP_ITEM_GROUPS;
  }
  bool denied = c->first + 1 < c->end && a->items.at[c->first + 1].kind == REAP_ITEM_WORD &&
                a->items.at[c->first + 1].bits & REAP_W_NOT; /* "but not in B" */
  for (uint32_t i = c->first; denied && i < c->end; i++)
    who |= a->items.at[i].kind == REAP_ITEM_TIME; /* "but not at 1 h" */
  if (!(told || denied) || !who || c->conclusion || last_outcomes->count == 0) return;
  if (!told) c->last_statement.negated = true;
  reap_value_links links = {{0}, {0}};
  reap_packet packet = {.first = c->first, .end = c->end, .outcomes = *last_outcomes};
  for (uint32_t i = c->first; i < c->end; i++)
    if (a->items.at[i].kind == REAP_ITEM_TIME) reap_list_add(&packet.times, i);
  for (uint32_t k = 0; k < packet.outcomes.count; k++)
    findings_of_outcome(a, c, &packet, &links, k, packet.outcomes.at[k]);
}

/* "There were no differences between the groups (p > 0.05)": said of every outcome that the results have named. Returns
 * the test when they have named none yet, else REAP_NONE. */
static uint32_t findings_of_bare_denial(reap_assembler *a, const reap_clause *whole) {
  reap_range rows = a->citation->findings;
  reap_clause c = *whole;
  uint32_t p = REAP_NONE, direction = REAP_NONE;
  for (uint32_t i = c.sentence_first; i < c.sentence_end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_P && p == REAP_NONE) p = i;
    if (item->kind == REAP_ITEM_OUTCOME || item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_EFFECT)
      return REAP_NONE;
    bool same = item->sub == REAP_SENSE_SAME || (item->sub == REAP_SENSE_DIFFERENT && item->negated);
    if (item->kind == REAP_ITEM_DIRECTION && same) direction = i;
  }
  reap_comparison who = reap_comparison_in(a, c.sentence_first, c.sentence_end);
  if (direction == REAP_NONE || c.conclusion || !(who.together || who.between || who.subjects.count >= 2))
    return REAP_NONE;
  if (!rows.count) return p == REAP_NONE ? p : a->items.at[p].row;
  uint32_t seen[6], count = 0, last = rows.first + rows.count;
  reap_statement same = {.sense = REAP_SENSE_SAME, .significant = 0};
  reap_pair_list pairs = {.count = 1};
  reap_default_pair(a, &pairs.at[0].arm, &pairs.at[0].comparator);
  reap_value_links links = {{0}, {0}};
  reap_packet packet = {.first = c.sentence_first, .end = c.sentence_end};
  if (p != REAP_NONE) reap_list_add(&packet.ps, p);
  for (uint32_t i = rows.first; i < last && count < 6; i++) {
    uint32_t outcome = a->batch->findings.at[i].outcome;
    bool known = outcome == REAP_NONE;
    for (uint32_t k = 0; k < count; k++) known |= seen[k] == outcome;
    if (known) continue;
    seen[count++] = outcome;
    reap_finding_emit(a, &c, &packet, &links, 0, outcome, &same, &pairs, 0);
  }
  return REAP_NONE;
}

/* Nothing in the sentence names an outcome, and its subject is what was told before. */
static bool goes_on_with(const reap_assembler *a, reap_range items) {
  for (uint32_t i = items.first; i < items.first + items.count; i++)
    if (a->items.at[i].kind == REAP_ITEM_OUTCOME) return false;
  bool test = false, way = false; /* "B was more effective than C on day 28", "there was a difference (p = 0.01)" */
  for (uint32_t i = items.first; i < items.first + items.count; i++) {
    test |= a->items.at[i].kind == REAP_ITEM_P || a->items.at[i].kind == REAP_ITEM_EFFECT;
    way |= a->items.at[i].kind == REAP_ITEM_DIRECTION &&
           (a->items.at[i].sub == REAP_SENSE_BETTER || a->items.at[i].sub == REAP_SENSE_WORSE ||
            a->items.at[i].sub == REAP_SENSE_DIFFERENT || a->items.at[i].bits & REAP_W_CHANGE);
  }
  return (test && way) || reap_speaks_of_before(a, items.first, items.first + items.count);
}

/* Whether the outcome's words are the last ones of the phrase. */
static bool ends_phrase(const reap_assembler *a, reap_run phrase, uint32_t outcome) {
  const reap_run run = reap_run_of_span(a, a->batch->outcomes.at[outcome].span);
  if (run.count > phrase.count) return false;
  for (uint32_t i = 1; i <= run.count; i++)
    if (reap_token_at(a, run.first + run.count - i)->hash != reap_token_at(a, phrase.first + phrase.count - i)->hash)
      return false;
  return true;
}

/* "all parameters except X improved": of the outcomes that "all" stands for, without those that are excepted. */
static void drop_excepted(const reap_assembler *a, reap_range items, reap_list *outcomes) {
  for (uint32_t i = items.first; i + 1 < items.first + items.count; i++) {
    if (a->items.at[i].kind != REAP_ITEM_WORD || !reap_word_is(a, a->items.at[i].token, "except")) continue;
    const uint32_t next = a->items.at[i].token + 1, last = items.first + items.count - 1;
    const reap_run phrase =
        reap_noun_phrase(a, reap_word_is(a, next, "for") ? next + 1 : next, a->items.at[last].token + 1);
    reap_list kept = {.count = 0};
    for (uint32_t k = 0; k < outcomes->count; k++)
      if (!phrase.count || !ends_phrase(a, phrase, a->items.at[outcomes->at[k]].row))
        reap_list_add(&kept, outcomes->at[k]);
    *outcomes = kept;
    return;
  }
}

/* "Patient characteristics were similar (P > .05)": that the arms were alike at the start is no result. */
static bool tells_balance(const reap_assembler *a, reap_range items) {
  static const char *const words[] = {"characteristics", "demographics", "demographic", "comorbidities"};
  static const char *const asides[] = {"despite", "although", "though", "after", "when", "while", "adjusting", "with"};
  bool alike = false;
  uint32_t tests = 0;
  if (!items.count || reap_word_in(a, a->items.at[items.first].token, asides, sizeof asides / sizeof *asides))
    return false;
  for (uint32_t i = items.first; i < items.first + items.count; i++) {
    const reap_item *item = &a->items.at[i];
    alike |= item->kind == REAP_ITEM_DIRECTION && (item->sub == REAP_SENSE_SAME || item->negated);
    alike |= item->kind == REAP_ITEM_SIGNIFICANT && (item->sub == 0 || item->negated);
    tests += item->kind == REAP_ITEM_P;
  }
  if (!alike || tests > 1) return false; /* several tests are those of several things */
  const uint32_t last = items.first + items.count - 1, end = a->items.at[last].token + a->items.at[last].tokens;
  for (uint32_t t = a->items.at[items.first].token; t < end; t++)
    if (reap_word_in(a, t, words, sizeof words / sizeof *words)) return true;
  return false;
}

/* `before`: the last outcomes of the sentence before, if it told results; then of this one. `denied`: takes the test of
 * a denial that came before all outcomes. */
static void findings_of_sentence(reap_assembler *a, uint32_t sentence, bool conclusion, reap_list *before,
                                 uint32_t *denied) {
  reap_range items = a->item_ranges.at[sentence];
  uint32_t end = items.first + items.count;
  reap_list last_outcomes = {.count = 0};
  if (tells_balance(a, items)) return;
  if (before->count && goes_on_with(a, items)) {
    if (reap_take_back(a, a->citation->sentences.first + sentence - 1, items.first, end)) return;
    last_outcomes = *before;
    drop_excepted(a, items, &last_outcomes);
  }
  uint32_t first_finding = a->batch->findings.count;
  reap_comparison whole = reap_comparison_in(a, items.first, end);
  reap_clause c = {.sentence = a->citation->sentences.first + sentence,
                   .sentence_first = items.first,
                   .sentence_end = end,
                   .last_statement = {.sense = REAP_SENSE_NONE, .significant = -1},
                   .conclusion = conclusion};
  reap_packet packets[PACKETS_MAX];
  for (c.first = items.first; c.first < end; c.first = c.end) {
    c.end = reap_clause_end(a, c.first, end);
    c.comparison = c.first == items.first && c.end == end ? whole : reap_comparison_in(a, c.first, c.end);
    if (!c.comparison.subjects.count && !c.comparison.references.count && !c.comparison.together) {
      bool baseline = c.comparison.baseline;
      c.comparison = whole;
      c.comparison.baseline |= baseline;
    }
    if (c.first > items.first && reap_take_back(a, c.sentence, c.first, c.end)) continue;
    uint32_t n = reap_packets_cut(a, c.first, c.end, packets, PACKETS_MAX);
    for (uint32_t i = 0; i < n; i++) findings_of_packet(a, &c, &packets[i], &last_outcomes);
    if (n == 0) findings_of_bare_clause(a, &c, &last_outcomes);
  }
  if (last_outcomes.count == 0) {
    const uint32_t test = findings_of_bare_denial(a, &c);
    if (test != REAP_NONE) *denied = test;
  }
  reap_join_halves(a, c.sentence, first_finding);
  *before = last_outcomes;
}

/* One attribution row for each quantity, so that both columns are numbered alike; arm sizes belong to their arm. */
static void open_attributions(reap_assembler *a) {
  reap_batch *batch = a->batch;
  while (batch->attributions.count < batch->quantities.count)
    *reap_push(&batch->attributions) = (reap_attribution){REAP_NONE, REAP_NONE};
  reap_range rows = a->citation->quantities;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_quantity *q = &batch->quantities.at[i]; /* a denominator belongs where its proportion does */
    uint32_t arm = q->kind == REAP_Q_SAMPLE_SIZE && q->about == REAP_NONE ? reap_size_owner(a, i) : REAP_NONE;
    if (arm != REAP_NONE) batch->attributions.at[i].arm = reap_arm_row(a, arm);
  }
}

/* SDs, quartiles and intervals belong where their value belongs. */
static void spread_attributions(reap_assembler *a) {
  reap_range rows = a->citation->quantities;
  for (uint32_t i = 0; i < rows.count; i++) { /* values that no finding tells of */
    reap_attribution *link = &a->batch->attributions.at[rows.first + i];
    if (link->arm == REAP_NONE) link->arm = reap_side_arm(a->sides.at[i]);
  }
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    uint32_t about = a->batch->quantities.at[i].about;
    if (about == REAP_NONE || about == i) continue;
    reap_attribution *part = &a->batch->attributions.at[i], whole = a->batch->attributions.at[about];
    if (part->arm == REAP_NONE) part->arm = whole.arm;
    if (part->arm == REAP_NONE && a->batch->quantities.at[i].kind == REAP_Q_SAMPLE_SIZE) {
      uint32_t owner = reap_size_owner(a, i);
      if (owner != REAP_NONE) part->arm = reap_arm_row(a, owner);
    }
    if (part->outcome == REAP_NONE) part->outcome = whole.outcome;
  }
}

/* "There were no differences (p > 0.05)" where only the conclusion names what did not differ. */
static void settle_denial(reap_assembler *a, uint32_t test) {
  reap_range rows = a->citation->findings;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++)
    if (a->tells.at[a->batch->findings.at[i].sentence - a->citation->sentences.first] != REAP_TELLS_CONCLUSION) return;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    reap_finding *f = &a->batch->findings.at[i];
    if (f->direction != REAP_DIR_NO_DIFFERENCE || f->p != REAP_NONE || f->comparator == REAP_BASELINE) continue;
    f->p = test;
    f->significant = 0;
  }
}

void reap_find_findings(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  citation->findings = (reap_range){batch->findings.count, 0};
  citation->data = (reap_range){batch->data.count, 0};
  open_attributions(a);
  reap_sides_read(a);
  reap_list before = {.count = 0};
  uint32_t denied = REAP_NONE;
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    if (a->tells.at[i] == REAP_TELLS_CONCLUSION && citation->findings.count >= ENOUGH_FINDINGS) continue;
    if (a->tells.at[i] == REAP_TELLS_NOTHING)
      before.count = 0;
    else
      findings_of_sentence(a, i, a->tells.at[i] == REAP_TELLS_CONCLUSION, &before, &denied);
  }
  if (denied != REAP_NONE) settle_denial(a, denied);
  citation->data.count = batch->data.count - citation->data.first;
  reap_settle_findings(a);
  reap_judge_noninferiority(a);
  reap_drop_repeats(a);
  spread_attributions(a);
}
