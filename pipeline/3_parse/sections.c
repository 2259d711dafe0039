/* SPDX-License-Identifier: MIT */
/* What a section is about, from NLM's category or the words of its label. */
#include "3_parse/draft.h"

typedef struct {
  reap_str word;
  uint8_t kind, weight; /* the heaviest word of a label decides; of equals the first */
} label_word;

#define WORD(text, kind, weight)                                                                                       \
  { {(text), sizeof(text) - 1}, REAP_SECTION_##kind, (weight) }

/* REGISTRATION outweighs all ("clinical trial registration"), RESULTS outweighs what it is joined to ("methods and
 * results"), and words that also qualify others ("outcome", "study") are light. */
static const label_word label_words[] = {
    WORD("registration", REGISTRATION, 4),
    WORD("registry", REGISTRATION, 4),
    WORD("registered", REGISTRATION, 4),
    WORD("prospero", REGISTRATION, 4),
    WORD("isrctn", REGISTRATION, 4),
    WORD("clinicaltrials", REGISTRATION, 4),
    WORD("funding", UNKNOWN, 4),
    WORD("sponsor", UNKNOWN, 4),
    WORD("sponsors", UNKNOWN, 4),
    WORD("sponsorship", UNKNOWN, 4),
    WORD("funded", UNKNOWN, 4),
    WORD("disclosure", UNKNOWN, 4),
    WORD("disclosures", UNKNOWN, 4),
    WORD("acknowledgments", UNKNOWN, 4),
    WORD("keywords", UNKNOWN, 4),
    WORD("conflict", UNKNOWN, 4),
    WORD("copyright", UNKNOWN, 4),
    WORD("results", RESULTS, 3),
    WORD("result", RESULTS, 3),
    WORD("findings", RESULTS, 3),
    WORD("finding", RESULTS, 3),
    WORD("observations", RESULTS, 3),
    WORD("observation", RESULTS, 3),
    WORD("conclusion", CONCLUSIONS, 2),
    WORD("conclusions", CONCLUSIONS, 2),
    WORD("interpretation", CONCLUSIONS, 2),
    WORD("discussion", CONCLUSIONS, 2),
    WORD("implications", CONCLUSIONS, 2),
    WORD("implication", CONCLUSIONS, 2),
    WORD("concluding", CONCLUSIONS, 2),
    WORD("limitations", CONCLUSIONS, 2),
    WORD("relevance", CONCLUSIONS, 1),
    WORD("recommendations", CONCLUSIONS, 2),
    WORD("recommendation", CONCLUSIONS, 2),
    WORD("significance", CONCLUSIONS, 1),
    WORD("outlook", CONCLUSIONS, 2),
    WORD("impact", CONCLUSIONS, 1),
    WORD("summary", CONCLUSIONS, 1),
    WORD("comment", CONCLUSIONS, 2),
    WORD("perspectives", CONCLUSIONS, 1),
    WORD("advances", CONCLUSIONS, 1),
    WORD("background", BACKGROUND, 2),
    WORD("introduction", BACKGROUND, 2),
    WORD("context", BACKGROUND, 2),
    WORD("rationale", BACKGROUND, 2),
    WORD("importance", BACKGROUND, 2),
    WORD("problem", BACKGROUND, 2),
    WORD("objective", OBJECTIVE, 2),
    WORD("objectives", OBJECTIVE, 2),
    WORD("aim", OBJECTIVE, 2),
    WORD("aims", OBJECTIVE, 2),
    WORD("purpose", OBJECTIVE, 2),
    WORD("purposes", OBJECTIVE, 2),
    WORD("goal", OBJECTIVE, 2),
    WORD("goals", OBJECTIVE, 2),
    WORD("hypothesis", OBJECTIVE, 2),
    WORD("question", OBJECTIVE, 2),
    WORD("questions", OBJECTIVE, 2),
    WORD("hypotheses", OBJECTIVE, 2),
    WORD("methods", METHODS, 2),
    WORD("method", METHODS, 2),
    WORD("methodology", METHODS, 2),
    WORD("design", METHODS, 2),
    WORD("designs", METHODS, 2),
    WORD("setting", METHODS, 2),
    WORD("settings", METHODS, 2),
    WORD("participants", METHODS, 2),
    WORD("participant", METHODS, 2),
    WORD("patients", METHODS, 1),
    WORD("patient", METHODS, 1),
    WORD("subjects", METHODS, 2),
    WORD("subject", METHODS, 2),
    WORD("animals", METHODS, 2),
    WORD("sample", METHODS, 2),
    WORD("population", METHODS, 2),
    WORD("procedure", METHODS, 2),
    WORD("procedures", METHODS, 2),
    WORD("intervention", METHODS, 2),
    WORD("interventions", METHODS, 2),
    WORD("exposure", METHODS, 2),
    WORD("exposures", METHODS, 2),
    WORD("outcome", METHODS, 1),
    WORD("outcomes", METHODS, 1),
    WORD("measure", METHODS, 1),
    WORD("measures", METHODS, 1),
    WORD("measurement", METHODS, 1),
    WORD("measurements", METHODS, 1),
    WORD("endpoint", METHODS, 1),
    WORD("endpoints", METHODS, 1),
    WORD("materials", METHODS, 2),
    WORD("material", METHODS, 2),
    WORD("statistics", METHODS, 2),
    WORD("analysis", METHODS, 1),
    WORD("analyses", METHODS, 1),
    WORD("randomization", METHODS, 2),
    WORD("randomisation", METHODS, 2),
    WORD("blinding", METHODS, 2),
    WORD("eligibility", METHODS, 2),
    WORD("selection", METHODS, 1),
    WORD("sources", METHODS, 1),
    WORD("source", METHODS, 1),
    WORD("extraction", METHODS, 2),
    WORD("synthesis", METHODS, 1),
    WORD("protocol", METHODS, 2),
    WORD("treatment", METHODS, 1),
    WORD("treatments", METHODS, 1),
    WORD("therapy", METHODS, 1),
    WORD("case", METHODS, 1),
    WORD("cases", METHODS, 1),
    WORD("technique", METHODS, 2),
    WORD("approach", METHODS, 1),
    WORD("evidence", METHODS, 1),
    WORD("level", METHODS, 1),
    WORD("variables", METHODS, 1),
    WORD("assessments", METHODS, 1),
    WORD("assessment", METHODS, 1),
    WORD("studies", METHODS, 1),
    WORD("trial", METHODS, 1),
};

static const label_word categories[] = {
    WORD("BACKGROUND", BACKGROUND, 0), WORD("OBJECTIVE", OBJECTIVE, 0),     WORD("METHODS", METHODS, 0),
    WORD("RESULTS", RESULTS, 0),       WORD("CONCLUSIONS", CONCLUSIONS, 0),
};

static const label_word *find_word(reap_str word) {
  for (size_t i = 0; i < sizeof label_words / sizeof *label_words; i++)
    if (label_words[i].word.ptr[0] == reap_lower(word.ptr[0]) && reap_str_equal_nocase(label_words[i].word, word))
      return &label_words[i];
  return NULL;
}

static const label_word *deciding_word(reap_str label) {
  const label_word *best = NULL;
  for (uint32_t i = 0; i < label.len;) {
    uint32_t beg = i;
    while (i < label.len && reap_is_alpha(label.ptr[i])) i++;
    const label_word *found = i > beg ? find_word((reap_str){label.ptr + beg, i - beg}) : NULL;
    if (found && (!best || found->weight > best->weight)) best = found;
    if (i == beg) i++;
  }
  return best;
}

enum { FIRM = 4 }; /* NLM files registrations and funding under BACKGROUND: there the label knows better */

reap_section_kind reap_section_kind_of(reap_str label, reap_str category) {
  const label_word *word = deciding_word(label);
  if (word && word->weight == FIRM) return word->kind;
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
    if (reap_str_equal_nocase(categories[i].word, category)) return categories[i].kind;
  return word ? word->kind : REAP_SECTION_UNKNOWN;
}

bool reap_section_label_known(reap_str label) { return deciding_word(label) != NULL; }
