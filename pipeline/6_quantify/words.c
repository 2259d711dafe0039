/* SPDX-License-Identifier: MIT */
/* The closed classes: words that a rule of reading is tied to. One row a class, its words separated by spaces. */
#include "6_quantify/atom.h"

static const struct {
  uint16_t word;
  const char *forms;
} word_rows[] = {
    {W_NUMBER, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
               "seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred "
               "thousand dozen"},
    {W_P, "p ps"},
    {W_VALUE, "value values val"},
    {W_CI, "ci cis ci95 95ci c.i cri crl crls hdi"},
    {W_CONFIDENCE, "confidence credible credibility confident confidential"},
    {W_INTERVAL, "interval intervals"},
    {W_LIMITS, "limits limit bound bounds boundary"},
    {W_MEAN, "mean means"},
    {W_MEDIAN, "median medians"},
    {W_SD, "sd sds stdev s.d"},
    {W_SE, "se sem ses sems s.e s.e.m"},
    {W_STANDARD, "standard"},
    {W_DEVIATION, "deviation deviations"},
    {W_ERROR, "error errors"},
    {W_IQR, "iqr iqrs iq"},
    {W_INTERQUARTILE, "interquartile"},
    {W_QUARTILE, "quartile quartiles percentile percentiles q1 q3"},
    {W_RANGE, "range ranges ranged ranging"},
    {W_AVERAGE, "average averaged averages averaging"},
    {W_N, "n"},
    {W_DF, "df"},
    {W_CHI, "chi chi2 x2 chisquare chisquared"},
    {W_SQUARE, "square squared"},
    {W_TREND, "trend ptrend"},
    {W_INTERACTION, "interaction pinteraction heterogeneity pheterogeneity int"},
    {W_NONINFERIORITY, "noninferiority non-inferiority inferiority"},
    {W_ONE_SIDED, "one-sided one-tailed"},
    {W_SIDED, "sided tailed tail"},
    {W_NS, "ns nonsignificant"},
    {W_ALPHA, "alpha"},
    {W_POWER, "power powered"},
    {W_LEVEL, "level levels"},
    {W_SIGNIFICANCE, "significance"},
    {W_SIGNIFICANT, "significant significantly"},
    {W_CONSIDERED, "considered regarded deemed defined set accepted chosen threshold cutoff judged designated "
                   "criterion indicated"},
    {W_MARGIN, "margin margins"},
    {W_RATIO, "ratio ratios"},
    {W_DIFFERENCE, "difference differences"},
    {W_ADJUSTED, "adjusted multivariable multivariate"},
    {W_FOLD, "fold times"},
    {W_CORRELATION, "correlation correlated correlations correlates coefficient coefficients rho"},
    {W_BETA, "beta"},
    {W_PERCENT_WORD, "percent pct percentage"},
    {W_PER, "per"},
    {W_CENT, "cent"},
    {W_POINTS, "point points"},
    {W_OF, "of"},
    {W_OUT, "out"},
    {W_AND, "and"},
    {W_OR, "or"},
    {W_TO, "to"},
    {W_VERSUS, "vs versus v"},
    {W_THAN, "than"},
    {W_COMPARED, "compared"},
    {W_BETWEEN, "between"},
    {W_FROM, "from"},
    {W_RESPECTIVELY, "respectively"},
    {W_EACH, "each"},
    {W_BOTH, "both either"},
    {W_EVERY, "every"},
    {W_ALL, "all"},
    {W_IN, "in"},
    {W_WITH, "with"},
    {W_BY, "by"},
    {W_AT, "at"},
    {W_AFTER, "after following post"},
    {W_FOR, "for"},
    {W_WITHIN, "within"},
    {W_AMONG, "among amongst"},
    {W_DURING, "during throughout"},
    {W_UNTIL, "until till through"},
    {W_OVER, "over"},
    {W_ON, "on"},
    {W_THE, "the a an this these those their its"},
    {W_WAS, "was were is are be been being"},
    {W_HAD, "had has have having"},
    {W_THAT, "that which who whom where when whether"},
    {W_NOT, "not"},
    {W_NO, "no none"},
    {W_ONLY, "only"},
    {W_LESS, "less fewer lower below under smaller"},
    {W_MORE, "more greater above exceeding exceeded larger"},
    {W_EQUAL, "equal equals equaled equalled"},
    {W_LEAST, "least most"},
    {W_UP, "up"},
    {W_ABOUT, "about approximately approx around roughly nearly almost circa"},
    {W_REMAINING, "remaining other others another further additional additionally"},
    {W_WHILE, "while whereas but"},
    {W_TOTAL, "total totally altogether overall"},
    {W_SAMPLE, "sample samples"},
    {W_RANDOMIZED, "randomized randomised randomization randomisation randomly rerandomized assigned allocated "
                   "randomize randomise randomizing randomising assign allocate allocation assignment"},
    {W_ENROLLED, "enrolled enroled recruited included entered accrued participated enrolment enrollment studied "
                 "selected registered recruitment enrolling recruiting consented involved enroll include comprised "
                 "accrual participate participating inclusion agreed "
                 "divided"},
    {W_SCREENED, "screened invited approached contacted prescreened"},
    {W_ANALYZED, "analyzed analysed evaluable assessable analysis analyses evaluated analyzable analysable"},
    {W_COMPLETED, "completed finished completers"},
    {W_LOST, "lost withdrew withdrawn dropped excluded withdrawals drop-outs dropouts declined refused"},
    {W_RECEIVED, "received underwent treated receive receiving undergo undergoing given took"},
    {W_PERSON, "patient patients participant participants subject subjects individual individuals people persons "
               "volunteers children adults adolescents infants neonates survivors outpatients inpatients students "
               "nurses mothers veterans respondents enrollees randomizees "
               "controls carriers"},
    {W_EVENTS, "event events case cases death deaths relapse relapses recurrence recurrences episode episodes failure "
               "failures complication complications infection infections progression progressions hospitalizations "
               "hospitalisations hospitalization fractures strokes infarctions bleeds responses response responders "
               "remissions remission reactions vtes thromboses cancers carcinomas dropouts withdrawals "
               "discontinuations exacerbations "
               "falls births pregnancies"},
    {W_EVENT_VERB,
     "had developed experienced died achieved relapsed reported showed recurred responded failed occurred "
     "suffered presented progressed required exhibited demonstrated discontinued stopped attained reached "
     "remained became survived complained manifested deteriorated improved healed gained expressed met"},
    {W_GROUP, "group groups arm arms cohort cohorts"},
    {W_AGED, "aged ages"},
    {W_AGE, "age"},
    {W_OLD, "old"},
    {W_OLDER, "older younger"},
    {W_MALE, "male males men man boys boy"},
    {W_FEMALE, "female females women woman girls girl"},
    {W_ELIGIBLE, "eligible"},
    {W_PLANNED, "planned target expected anticipated potential"},
    {W_PREMISE, "assuming assumed assumption hypothesized hypothesised hypothesis detect"},
    {W_NEEDED, "needed required"},
    {W_CHANGE, "change changes reduction reductions increase increases decrease decreases decline declines improvement "
               "improvements gain gains loss rise fall drop elevation increment shortening prolongation worsening"},
    {W_CHANGED, "changed reduced increased decreased declined improved gained rose fell dropped lowered raised "
                "shortened prolonged worsened diminished augmented reducing increasing decreasing lowering raising "
                "improving fallen risen"},
    {W_HIGHER, "higher longer shorter"},
    {W_RATE, "rate rates incidence prevalence proportion proportions percentages frequency"},
    {W_SURVIVAL, "survival pfs os dfs efs rfs ttp mos mpfs mttp dmfs ttf"},
    {W_SCORE, "score scores"},
    {W_FOLLOWUP, "followup"},
    {W_FOLLOW, "follow followed"},
    {W_MONTH_NAME,
     "january february march april may june july august september october november december jan feb mar apr "
     "jun jul aug sep sept oct nov dec"},
    {W_LABEL, "type types grade grades stage stages phase phases class classes no number numbers fig figure table "
              "figures tables cycle cycles version versions nct isrctn factor factors quartile tertile quintile "
              "step steps study studies trial trials experiment experiments part parts period periods arm arms group "
              "groups cohort cohorts category categories visit visits wave isotype serotype genotype ecog kps asa nyha "
              "cd interleukin omega vitamin complement level levels question item items cohort session "
              "sessions t0 aim mark tier line lines chromosome exon codon model models zone protocol gleason "
              "birads kellgren appendix section chapter mode domain subtype module rct"},
    {W_TIME_LABEL, "day days week weeks month months year years hour hours minute minutes wk wks yr yrs"},
    {W_SINCE, "since"},
    {W_DAY_PERIOD, "am pm"},
    {W_BASELINE, "baseline pretreatment preoperative preoperatively initially initial pre"},
    {W_DURATION, "duration period"},
    {W_DAILY, "daily weekly monthly once twice thrice bid tid qd qid"},
    {W_DOSE, "dose doses dosage dosages"},
};

enum { WORD_MAX = 15 }; /* bytes of the longest word */

static uint64_t bytes_at(const char *ptr, size_t count) {
  uint64_t bytes = 0;
  memcpy(&bytes, ptr, count);
  return bytes;
}

/* Takes the word's bytes eight (or four) at a time, from both ends. Bit 0x20 is what ASCII letters differ in by case;
 * the other bytes of listed words have it. */
static uint32_t hash_word(const char *ptr, uint32_t len) {
  uint64_t head, tail;
  if (len >= 8)
    head = bytes_at(ptr, 8), tail = bytes_at(ptr + len - 8, 8);
  else if (len >= 4)
    head = bytes_at(ptr, 4), tail = bytes_at(ptr + len - 4, 4);
  else
    head = bytes_at(ptr, 1) | bytes_at(ptr + len / 2, 1) << 8, tail = bytes_at(ptr + len - 1, 1);
  head |= 0x2020202020202020u, tail |= 0x2020202020202020u;
  uint64_t hash = head * 0x9E3779B97F4A7C15u +
                  len * 0xD1B54A32D192ED03u; /* each step carries the high bits back to where they count */
  hash = (hash ^ hash >> 32 ^ tail) * 0xBF58476D1CE4E5B9u;
  hash = (hash ^ hash >> 29) * 0x94D049BB133111EBu;
  return (uint32_t)(hash >> 32) | 1u;
}

static void add_word(reap_word_table *table, const char *ptr, uint32_t len, uint16_t word) {
  const uint32_t hash = hash_word(ptr, len);
  uint32_t slot = hash % WORD_SLOTS;
  while (table->word[slot]) {
    if (table->hash[slot] == hash) return; /* the first row that lists a word wins */
    slot = (slot + 1) % WORD_SLOTS;
  }
  table->hash[slot] = hash;
  table->word[slot] = word;
}

void reap_words_build(reap_word_table *table) {
  memset(table, 0, sizeof *table);
  for (size_t row = 0; row < sizeof word_rows / sizeof *word_rows; row++) {
    for (const char *form = word_rows[row].forms; *form;) {
      const size_t len = strcspn(form, " ");
      add_word(table, form, (uint32_t)len, word_rows[row].word);
      form += len + (form[len] == ' ');
    }
  }
}

word_class reap_words_find(const reap_word_table *table, reap_str word) {
  if (!word.len || word.len > WORD_MAX) return W_NONE;
  const uint32_t hash = hash_word(word.ptr, word.len);
  for (uint32_t slot = hash % WORD_SLOTS; table->word[slot]; slot = (slot + 1) % WORD_SLOTS)
    if (table->hash[slot] == hash) return (word_class)table->word[slot];
  return W_NONE;
}
