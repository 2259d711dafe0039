/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLER_H
#define REAP_ASSEMBLER_H

#include "7_assemble/grammar/items.h"
#include "7_assemble/grammar/word_lists.h"
#include "7_assemble/grammar/words.h"
#include "7_assemble/parts.h"
#include "base/vec.h"
#include "linear/chain.h"

/* A run of tokens, by their rows in batch.tokens. */
typedef struct {
  uint32_t first, count;
} reap_run;

enum { REAP_ARM_NAMES_MAX = 12, REAP_ARMS_MAX = 8 };

/* What speaks for an arm. */
enum {
  REAP_ARM_LISTED = 1,      /* member of a list: "randomized to A or B" */
  REAP_ARM_LABELLED = 2,    /* "group A: ..." */
  REAP_ARM_GROUPED = 4,     /* "the A group" */
  REAP_ARM_VERSUS = 8,      /* "A versus B" */
  REAP_ARM_CUED = 16,       /* a comparator word: placebo */
  REAP_ARM_TITLED = 32,     /* the title's treatment */
  REAP_ARM_PLACED = 64,     /* stands beside a value: "12% with A" */
  REAP_ARM_ALLOCATED = 256, /* in a list of what participants were randomized to */
  REAP_ARM_SIZED = 1024,    /* its number of participants stands in the list */
  REAP_ARM_ADDED = 512,     /* "B plus A" where B is an arm too: A is under test */
  REAP_ARM_GENERIC = 128    /* "intervention group", "controls": takes a treatment's name when one is known */
};

/* An arm in the making. names[0] is its label. */
typedef struct {
  reap_run names[REAP_ARM_NAMES_MAX];
  uint32_t name_count;
  uint8_t role;
  uint16_t evidence;
  double n;
  uint32_t n_quantity;
} reap_arm_draft;

/* What a sentence is good for. */
typedef enum { REAP_TELLS_NOTHING, REAP_TELLS_RESULTS, REAP_TELLS_CONCLUSION } reap_telling;

/* A place where an arm, or all arms together, is named. */
typedef struct {
  uint32_t token, count;
  uint32_t arm; /* draft; REAP_NONE: the groups together */
} reap_arm_hit;

/* The labels of the tagger of phrases, and how probable it thinks each for a token. */
enum { REAP_SAYS_NOTHING, REAP_SAYS_PEOPLE, REAP_SAYS_TREATMENT, REAP_SAYS_OUTCOME };
typedef struct {
  float of[REAP_LINEAR_LABELS];
} reap_share;

/* One worker's state: the shared lexicon, the grammar, and scratch that the steps reuse from citation to citation. */
struct reap_assembler {
  const reap_lexicon *lexicon;
  reap_words *words;
  reap_word_lists *word_lists;
  reap_batch *batch; /* what is in work */
  reap_citation *citation;
  const reap_token *tokens;       /* batch.tokens; the next two have its row numbers */
  REAP_VEC(uint32_t) bits;        /* REAP_W_ of each token of the citation */
  REAP_VEC(bool) nominal;         /* of each token: reap_is_nominal() */
  REAP_VEC(uint16_t) shapes;      /* of each token: reap_word_shape() */
  REAP_VEC(uint32_t) quantity_of; /* row of each token, REAP_NONE */
  REAP_VEC(uint32_t) words_in;    /* REAP_W_ of each sentence's tokens together: see reap_sentence_has() */
  REAP_VEC(bool) numbered;        /* of each sentence: a quantity stands in it */
  REAP_VEC(uint8_t) tells;        /* of each sentence: reap_telling */
  reap_arm_draft arms[REAP_ARMS_MAX];
  uint32_t arm_count;
  REAP_VEC(reap_arm_hit) hits;
  REAP_VEC(reap_item) items;        /* of all sentences of the citation */
  REAP_VEC(reap_range) item_ranges; /* one a sentence */
  REAP_VEC(uint32_t) item_kinds;    /* one a sentence, bit: reap_item_kind; see reap_sentence_holds() */
  REAP_VEC(uint8_t) kinds;          /* reap_section_kind of each sentence, labels inside the text heeded */
  REAP_VEC(uint32_t) sides;         /* of each quantity of the citation: whose it is, as read by sides.c */
  REAP_VEC(reap_run) outcome_runs;  /* of each outcome of the citation, while they are looked for: its words */
  REAP_VEC(uint32_t) outcome_of; /* of each outcome of the citation: its row after those without a result have gone */
  REAP_VEC(uint32_t) finding_of; /* of each quantity of the citation, for the checks */
  struct reap_tagger *tagger;    /* phrases/tagger.h */
  REAP_VEC(reap_linear_node) nodes; /* of the sentence that it tags */
  REAP_VEC(reap_share) shares;      /* of each token of the citation; empty where the tagger was not asked */
};

/* ---- tokens of the citation in work; `token` is a row of batch.tokens ---- */
static inline const reap_token *reap_token_at(const reap_assembler *a, uint32_t token) { return &a->tokens[token]; }
static inline uint32_t reap_bits_at(const reap_assembler *a, uint32_t token) { return a->bits.at[token]; }
/* Whether a token of the sentence (row of batch.sentences) has one of the bits: a step that looks for some kind of word
 * leaves out the sentences without one. */
static inline bool reap_sentence_has(const reap_assembler *a, uint32_t sentence, uint32_t bits) {
  return a->words_in.at[sentence - a->citation->sentences.first] & bits;
}
static inline bool reap_sentence_is_numbered(const reap_assembler *a, uint32_t sentence) {
  return a->numbered.at[sentence - a->citation->sentences.first];
}
static inline reap_str reap_word_at(const reap_assembler *a, uint32_t token) {
  return reap_slice(a->citation->text, reap_token_at(a, token)->span);
}
/* The character of a punctuation token, 0 for a word. */
static inline char reap_mark_at(const reap_assembler *a, uint32_t token) {
  const reap_token *t = reap_token_at(a, token);
  return t->flags & REAP_TOKEN_PUNCT ? a->citation->text.ptr[t->span.beg] : 0;
}
static inline bool reap_word_is(const reap_assembler *a, uint32_t token, const char *word) {
  return reap_str_is_nocase(reap_word_at(a, token), word);
}
static inline reap_span reap_run_span(const reap_assembler *a, reap_run run) {
  return (reap_span){reap_token_at(a, run.first)->span.beg, reap_token_at(a, run.first + run.count - 1)->span.end};
}
/* Whether the token could be part of a name: no function word, no verb, no punctuation. */
static inline bool reap_is_nominal(const reap_assembler *a, uint32_t token) { return a->nominal.at[token]; }
/* The word is printed with a plural s. */
bool reap_is_plural(const reap_assembler *a, uint32_t token);
/* The quantity that covers the token's beginning, or REAP_NONE. */
static inline uint32_t reap_quantity_of(const reap_assembler *a, uint32_t token) { return a->quantity_of.at[token]; }
void reap_tokens_read(reap_assembler *a);         /* what is known of words: a->bits to a->words_in */
void reap_quantities_by_token(reap_assembler *a); /* fills a->quantity_of, a->numbered */
/* The first mention that ends behind the byte (mentions do not overlap and are in text order). */
uint32_t reap_first_mention(const reap_assembler *a, uint32_t byte);
/* The first cue that begins at the byte or behind it. */
uint32_t reap_first_cue(const reap_assembler *a, uint32_t byte);
/* Whether the token is one of the words (lower case, a static list), or begins with the stem. ASCII case is ignored. */
bool reap_word_is_one_of(const reap_assembler *a, uint32_t token, const char *const *words, size_t count);
static inline bool reap_word_in(const reap_assembler *a, uint32_t token, const char *const *words, size_t count) {
  return reap_word_lists_may_hold(a->word_lists, words, count, a->shapes.at[token]) &&
         reap_word_is_one_of(a, token, words, count); /* few words come so far */
}
static inline bool reap_word_starts(const reap_assembler *a, uint32_t token, const char *stem) {
  return reap_str_begins_nocase(reap_word_at(a, token), stem);
}

/* The first token that ends behind the byte; one past the last token when there is none. */
uint32_t reap_token_of_byte(const reap_assembler *a, uint32_t byte);
/* The tokens that the span touches. */
reap_run reap_run_of_span(const reap_assembler *a, reap_span span);

/* ---- arms (arm_drafts.c, arm_lists.c, arm_names.c, roles.c, sizes.c) ---- */
/* Notes a phrase as the name of an arm: of a known one that it resembles, else of a new one. Returns the draft,
 * REAP_NONE when it names nothing or there is no room. With `apart` only an equal name joins a known arm. */
uint32_t reap_arm_note(reap_assembler *a, reap_run phrase, uint16_t evidence, bool apart);
void reap_arm_add_name(reap_assembler *a, uint32_t arm, reap_run name);
/* What stands before the verb: the A of "A reduces pain", a title that tells its result. */
reap_run reap_before_verb(const reap_assembler *a, reap_run phrase);
/* The arm that the phrase names, REAP_NONE. */
uint32_t reap_arm_resembling(const reap_assembler *a, reap_run phrase);
bool reap_arm_equals(const reap_assembler *a, uint32_t arm, reap_run phrase); /* one of its names has the same words */
bool reap_is_generic(const reap_assembler *a, reap_run phrase);               /* "intervention", "control" */
/* Whether the phrase could name an arm, a treatment; whether it names a disease or who is treated. */
bool reap_names_arm(const reap_assembler *a, reap_run name);
bool reap_names_treatment(const reap_assembler *a, reap_run name);
bool reap_names_condition(const reap_assembler *a, reap_run run);
bool reap_names_other(const reap_assembler *a, reap_run run); /* surely no arm, unless groups of people are compared */
/* The token after the phrase that stands before a bracket or quotation mark: "control (n = 9) |group". */
uint32_t reap_before_bracket(const reap_assembler *a, uint32_t token, uint32_t begin);
/* Where the next drug of a regimen begins when its joint (a dose, a comma, "and", "plus") stands at `t`; else `t`. */
uint32_t reap_next_component(const reap_assembler *a, uint32_t t, uint32_t end);
/* The tagger knows a treatment whose name begins at `t`. */
bool reap_treatment_begins(const reap_assembler *a, uint32_t t);
/* The comma or "and" at `t` parts the days of a schedule: "days 1, 8 and 15". */
bool reap_in_schedule(const reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end);
/* The name of the treatment that begins at `t` (doses, articles, "six courses of" skipped); count 0 when there is none.
 */
reap_run reap_arm_phrase(const reap_assembler *a, uint32_t t, uint32_t end);
/* "Group A": the run of both tokens; count 0 when no label stands at `token`. */
reap_run reap_arm_label_at(const reap_assembler *a, uint32_t token, uint32_t end);
/* Where the list of arms begins that a verb of treatment or allocation at `t` leads to: behind "to", "into", "receive";
 * where one begins behind "two groups:". REAP_NONE when nothing leads to one (arm_list_begin.c). */
uint32_t reap_list_begin(const reap_assembler *a, uint32_t t, uint32_t end, bool allocated);
uint32_t reap_list_behind_groups(const reap_assembler *a, uint32_t begin, uint32_t end);
/* Marks of the list that begins at `begin` (arm_list_marks.c): whether the bracket at `t` only closes an item's number
 * ("1)"); how deep in brackets the text behind `t` is; whether an item's number stands behind the separator at `t`;
 * whether the items are numbered. */
bool reap_closes_number(const reap_assembler *a, uint32_t t, uint32_t begin);
int reap_depth_behind(const reap_assembler *a, uint32_t t, uint32_t begin, int depth);
bool reap_opens_item(const reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end);
bool reap_is_numbered(const reap_assembler *a, uint32_t begin, uint32_t end);
void reap_arms_from_lists(reap_assembler *a);
void reap_arms_from_labels(reap_assembler *a);
/* "with or without B"; "with (n = 20) or without (n = 21) B", the surer. */
void reap_arms_from_without(reap_assembler *a);
void reap_arms_from_sized_without(reap_assembler *a);
void reap_arms_from_labels_behind(reap_assembler *a);
void reap_arms_from_groups(reap_assembler *a);
void reap_arms_from_brackets(reap_assembler *a);
void reap_arms_from_versus(reap_assembler *a);
void reap_arms_from_cues(reap_assembler *a);
void reap_arms_from_sizes(reap_assembler *a);
void reap_arms_from_values(reap_assembler *a); /* arm_results.c */
/* The phrase that ends right before `token`: back to the last function word, change words cut. */
reap_run reap_phrase_before(const reap_assembler *a, uint32_t token, uint32_t begin);
void reap_arm_note_pair(reap_assembler *a, reap_run first, reap_run second); /* if both could be arms */
void reap_arms_single(reap_assembler *a);
void reap_arms_merge(reap_assembler *a);   /* what was noted twice (arm_merge.c) */
void reap_arms_partner(reap_assembler *a); /* of a lone arm (arm_partner.c) */
/* How many arms are named at least twice in the text: what is named once is seldom an arm. */
uint32_t reap_arms_recurring(const reap_assembler *a);
/* The treatment inside a label names the arm too, when no other arm has it: "subcutaneous denosumab 120 mg". */
void reap_arms_add_treatments(reap_assembler *a);
/* "the treatment group" is no arm of its own beside two treatments with names. */
void reap_arms_drop_generic(reap_assembler *a);
/* Gives "group I", "group II" that nothing describes to the arms in their order. */
void reap_arms_take_labels(reap_assembler *a);
/* Whether the places where arms are named, a->hits, may tell the roles; else reap_arm_roles() does without. */
bool reap_arm_roles_ask_for_places(const reap_assembler *a);
void reap_arm_roles(reap_assembler *a);
bool reap_arm_is_comparator(const reap_assembler *a, uint32_t arm); /* by its names: placebo, usual care, observation */
void reap_arm_hits_find(reap_assembler *a);
/* The first token of the text where one of the arm's names stands. */
uint32_t reap_arm_first_named(const reap_assembler *a, uint32_t arm);
void reap_arm_sizes(reap_assembler *a);
/* The arm (draft) that a sample size belongs to, REAP_NONE. */
uint32_t reap_size_owner(const reap_assembler *a, uint32_t quantity);

/* ---- sentences as items (items.c) ---- */
void reap_items_build(reap_assembler *a);
/* False: sentence `i` of the citation has no item of the kind. Not for outcomes, which come later. */
static inline bool reap_sentence_holds(const reap_assembler *a, uint32_t i, reap_item_kind kind) {
  return a->item_kinds.at[i] >> kind & 1;
}

/* Makes the one group of items [first, end), the sentence (row of batch.sentences), that has no known name the arm that
 * the sentence does not name, when there are two (other_group.c). */
void reap_name_other_group(reap_assembler *a, uint32_t sentence, uint32_t first, uint32_t end);

/* What a->sides holds: REAP_NONE, the row of the value's arm, that row as the value of the time before ("from 8.2 to
 * 7.4"), REAP_EACH_ARM ("12% in both groups"), which stands in place of a row in findings.c too, or REAP_ALL_ARMS ("8
 * cases, 1 in A and 7 in B"): the number of all together. */
enum { REAP_EACH_ARM = UINT32_MAX - 2, REAP_ALL_ARMS = UINT32_MAX - 3 };
static inline bool reap_side_is_told(uint32_t side) { return side < REAP_ALL_ARMS; } /* of one arm, before or after */
static inline uint32_t reap_side_before(uint32_t arm) { return arm | (uint32_t)1 << 31; }
static inline bool reap_side_is_before(uint32_t side) { return reap_side_is_told(side) && side >> 31; }
static inline uint32_t reap_side_arm(uint32_t side) {
  return reap_side_is_told(side) ? side & ~((uint32_t)1 << 31) : REAP_NONE;
}

/* Fills a->sides (sides.c); needs the items. */
void reap_sides_read(reap_assembler *a);

/* Fills a->kinds. */
void reap_sections_read(reap_assembler *a);

/* ---- outcomes ---- */
/* Whether the token (before `end`) is a section's name that stands before its first sentence without a mark: "Results
 * In all, ...". */
bool reap_heads_section(const reap_assembler *a, uint32_t token, uint32_t end);
/* Fills a->tells: which sentences report results, and which only sum them up. */
void reap_tellings_read(reap_assembler *a);
/* Finds the outcomes named in items [first, end), one clause, and makes them REAP_ITEM_OUTCOME items (row: a row of
 * batch.outcomes). Returns how many. `lenient` takes vague nouns too: "the scores". */
uint32_t reap_outcomes_in_clause(reap_assembler *a, uint32_t first, uint32_t end, bool lenient);
/* The end of the clause that begins at item `first`, at most `end`. */
uint32_t reap_clause_end(const reap_assembler *a, uint32_t first, uint32_t end);

/* ---- findings (findings.c, packets.c, comparison.c, attribute.c, direction.c, timepoint.c) ---- */
enum { REAP_LIST_MAX = 16 };

/* Item indexes of one kind, in text order; what does not fit is left out. */
typedef struct {
  uint32_t at[REAP_LIST_MAX];
  uint32_t count;
} reap_list;
static inline void reap_list_add(reap_list *list, uint32_t row) {
  if (list->count < REAP_LIST_MAX) list->at[list->count++] = row;
}

/* Outcomes and the numbers told of them: the unit that makes findings. */
typedef struct {
  uint32_t first, end; /* items */
  reap_list outcomes, values, ps, effects, times, arms;
  bool goes_on;      /* tells more of the outcomes of the packet before */
  bool values_first; /* "12% and 15% had X" */
  bool rest;         /* one test or effect that was left over */
} reap_packet;

/* Who is compared with whom in a clause. Rows of batch.arms. */
typedef struct {
  reap_list subjects, references;
  bool baseline; /* against the time before */
  bool together; /* "both groups", "between the groups" */
  bool both;     /* "in both groups", "in each group" */
  bool explicit_versus;
  bool versus;    /* a comparison word stands there, whoever it leads to */
  bool between;   /* "between A and B", "between the groups" */
  bool elsewhere; /* against what is no arm: "than those who relapsed" */
  bool kinds;     /* "among women" */
  bool only;      /* "in group A only" */
} reap_comparison;

/* What a clause says about an outcome, direction words taken together. */
typedef struct {
  uint8_t sense; /* reap_sense, REAP_SENSE_NONE when no word tells */
  bool negated;
  bool shift;       /* a verb or noun of change: against the time before, if nothing else is named */
  bool comparative; /* an adjective of comparison: between groups */
  bool sized;       /* "the reduction in X": values beside it are sizes of the change */
  bool causal;      /* "A reduced X": the arm is the subject, the outcome the object */
  int8_t significant;
  bool aside;    /* that it is not significant was said in brackets, or of what comes later: its own test tells more */
  uint8_t alike; /* "similar reductions": the sense of the change that both groups had, else REAP_SENSE_NONE */
} reap_statement;

/* Cuts items [first, end) of one clause into packets; returns how many (at most `room`). */
uint32_t reap_packets_cut(const reap_assembler *a, uint32_t first, uint32_t end, reap_packet *packets, uint32_t room);
reap_comparison reap_comparison_in(const reap_assembler *a, uint32_t first, uint32_t end);
/* What a part of a clause says of who is compared, completed by what the clause says. */
reap_comparison reap_comparison_local(const reap_assembler *a, uint32_t first, uint32_t end,
                                      const reap_comparison *whole);
/* The words about outcome item `outcome` in the clause [first, end); when the outcome stands before `first`, the first
 * words there. */
reap_statement reap_statement_about(const reap_assembler *a, uint32_t outcome, uint32_t first, uint32_t end);
/* The arm that each value of the packet belongs to (rows of batch.arms, REAP_BASELINE, REAP_NONE): out[i] for
 * packet->values.at[i]. */
void reap_values_to_arms(const reap_assembler *a, const reap_packet *packet, const reap_comparison *comparison,
                         uint32_t *out);
/* Which of the packet's outcomes each value belongs to: an index into packet->outcomes, or REAP_NONE for all. */
void reap_values_to_outcomes(const reap_assembler *a, const reap_packet *packet, const uint32_t *arms, uint32_t *out);
/* -1 not known, 0 not significant, 1 significant, at 0.05: a p-value with its relation. */
int reap_p_tells(const reap_quantity *p);
/* The same of a finding: by its p, unless that tests non-inferiority, else by an interval that holds (or not) the value
 * of no effect. */
int reap_tested(const reap_assembler *a, const reap_finding *finding);
uint8_t reap_direction_of(const reap_assembler *a, const reap_statement *statement, const reap_finding *finding);
/* The item of the time that holds for the packet, and its quantity row; REAP_NONE. */
uint32_t reap_timepoint_item(const reap_assembler *a, const reap_packet *packet, uint32_t first, uint32_t end);
uint32_t reap_timepoint_of(const reap_assembler *a, const reap_packet *packet, uint32_t first, uint32_t end);
uint8_t reap_missing_of(const reap_assembler *a, const reap_finding *finding);
/* "..., but the difference was not significant" in the items of a clause: takes back what the findings of the sentence
 * (row of batch.sentences), all made so far, say of the groups. Returns whether the clause says nothing else. (refer.c)
 */
bool reap_take_back(reap_assembler *a, uint32_t sentence, uint32_t first, uint32_t end);
/* "12% of A had X, whereas 15% of B had X (p = 0.3)": makes one finding of two that hold one value each. Looks at the
 * citation's findings of the sentence from row `first` of batch.findings on. */
void reap_join_halves(reap_assembler *a, uint32_t sentence, uint32_t first);
/* Gives bare values the test or the direction that the text tells of the same comparison elsewhere. */
void reap_settle_findings(reap_assembler *a);
/* Drops findings without numbers that another finding of the citation says as well. */
void reap_drop_repeats(reap_assembler *a);
/* "but not in B", "but not X": the clause denies for others what was said before. */
bool reap_opens_denied(const reap_assembler *a, uint32_t first, uint32_t end);
/* Whether the clause's subject is what was told before: "The corresponding figures", "This difference". */
bool reap_speaks_of_before(const reap_assembler *a, uint32_t first, uint32_t end);
/* The trial's pair when a sentence names none: the first arm under test and the only comparator (REAP_NONE if several).
 */
void reap_default_pair(const reap_assembler *a, uint32_t *arm, uint32_t *comparator);

/* The noun phrase from `token` on (before `end`), trimmed of articles; count 0 when there is none. */
reap_run reap_noun_phrase(const reap_assembler *a, uint32_t token, uint32_t end);

#endif
