/* SPDX-License-Identifier: MIT */
#include "7_assemble/grammar/words.h"

#include "base/memory.h"
#include "text/fold.h"

/* Parts of speech and the words that play them; a word may stand in several rows. */
static const struct {
  uint32_t bits;
  const char *words;
} vocabulary[] = {
    {REAP_W_DETERMINER,
     "the a an this these those its their his her our such each every any some all both either another other"},
    {REAP_W_OF | REAP_W_PREPOSITION, "of"},
    {REAP_W_PREPOSITION, "in on at for to from by with within during after before between among across over under "
                         "through throughout against "
                         "via per since until till into onto following regarding concerning including despite toward "
                         "towards upon about above "
                         "below around besides except amongst as up without versus vs than prior due owing according "
                         "irrespective regardless"},
    {REAP_W_AND, "and or nor plus"},
    {REAP_W_CLAUSE,
     "while whereas but although though however because since whilst when if whether yet thus therefore hence so"},
    {REAP_W_RELATIVE, "who which that whose whom where"},
    {REAP_W_BE, "was were is are be been being remained became remain"},
    {REAP_W_HAVE, "had have has having"},
    {REAP_W_AUXILIARY, "did do does may might could can would should will cannot failed seemed appeared tended"},
    {REAP_W_NOT | REAP_W_PREPOSITION, "without"},
    {REAP_W_NOT, "not no never neither nor none without nobody"},
    {REAP_W_GAIN,
     "had have has showed shown demonstrated experienced reported developed achieved attained exhibited displayed "
     "suffered "
     "required revealed presented reached produced caused induced gained maintained obtained sustained "
     "needed felt rated shows demonstrates resulted exerted yielded met triggered gave"},
    {REAP_W_OCCUR,
     "occurred observed found reported seen noted documented recorded detected achieved obtained experienced happened "
     "demonstrated identified developed noticed encountered attained registered reached present evident apparent shown "
     "averaged ranged persisted recurred resolved emerged arose"},
    {REAP_W_VERB,
     "occurred observed found reported seen noted documented recorded detected achieved obtained experienced happened "
     "demonstrated identified developed noticed encountered attained registered reached averaged ranged persisted "
     "recurred "
     "resolved emerged arose showed shown exhibited displayed suffered required revealed presented produced caused "
     "induced "
     "gained maintained sustained completed discontinued needed felt rated shows demonstrates resulted exerted yielded "
     "met "
     "led leads associated compared comparing assessed measured evaluated received receive receiving underwent treated "
     "given administered took taken used using made remained became differed differ differs changed varied rose fell "
     "dropped declined grew went came got lost died said showing favored favoured favoring favouring preferred affect "
     "affected affects alter altered influence influenced suggest suggests suggested indicate indicates indicated "
     "confirmed "
     "provided provides provide correlated followed performed conducted undertaken analyzed analysed calculated "
     "included "
     "enrolled recruited considered regarded based adjusted find finds show support supports requires "
     "require "
     "compare compares evaluate evaluates assess assesses determine investigate examine explore prevent improve "
     "aiming consisting containing comprising using involving exert exerts stabilize stabilizes represent represents "
     "depends depend permits permit extends extend promotes promote confirm confirms triggers triggered spend "
     "enables induces includes include "
     "allows allow enhance enhances correlate correlates exceeds exceed exceeded predicts predict predicted reflects "
     "contributes contribute explains varies vary occurs occur persists persist appears appear seems seem tends tend "
     "achieves achieve develops develop offers offer remains began begins "
     "participate participated follow consume undergo demonstrate concluded conclude believe recommend warrant "
     "warranted"},
    {REAP_W_TREAT, "receive received receiving treated underwent undergo given administered took assigned allocated "
                   "randomized randomised taking consumed used wore undergoing "
                   "participate follow consume undergo take perform attend wear use add get"},
    {REAP_W_ALLOCATE, "randomized randomised randomize randomly assigned allocated divided randomization randomisation "
                      "randomizing randomising stratified assigning classified separated categorized"},
    {REAP_W_ADVERB, "also only very well nevertheless nonetheless consequently finally more most less least much still "
                    "even however respectively there then again further furthermore "
                    "moreover additionally almost nearly approximately ever just too already almost quite rather "
                    "together here "
                    "similarly likewise importantly notably meanwhile instead once twice"},
    {REAP_W_PEOPLE,
     "patient participant subject woman women man men child children adult infant neonate individual volunteer people "
     "person boy girl case mother student smoker baby babies eye knee tooth teeth animal rat mouse mice recipient "
     "responder "
     "survivor adolescent user parent caregiver carer relative family household veteran resident worker member "
     "completer female male newborn cow dog "
     "pig"},
    {REAP_W_GROUP, "group arm"},
    {REAP_W_VAGUE,
     "study trial analysis analyses result data finding test evidence comparison regimen method measurement assessment "
     "evaluation model use addition conclusion case total number proportion percentage majority half rest "
     "remainder one two three four five six part value contrast term respect fact view trend tendency significance "
     "population sample interval ratio confidence ci or hr rr sd se iqr sem anova ancova regression it they we he she "
     "them "
     "treatment therapy intervention administration drug medication dose placebo control baseline period end "
     "visit phase stage statistically clinically p n no yes course parameter variable outcome measure endpoint "
     "author basis presence absence degree extent investigator effect superiority benefit advantage ratio versa "
     "double blind single controlled clinical randomized randomised sequence order manner way participation need "
     "time level score rate incidence frequency prevalence amount term characteristic parallel efficacy safety "
     "secondary primary "
     "affected risk age entire prospective present independent demographic "
     "statistical notable pattern support aim overall regard rating reading maximum"},
    {REAP_W_STATISTIC,
     "mean median average averaged geometric least square adjusted unadjusted estimated absolute relative "
     "crude observed cumulative total corresponding respective actual median standard"},
    {REAP_W_TIME,
     "week day month year hour minute second h min baseline followup visit end point timepoint period "
     "admission discharge enrollment enrolment randomization entry endpoint morning night weekend today term"},
    {REAP_W_CHANGE,
     "reduction increase decrease improvement difference change decline gain rise fall drop elevation worsening effect "
     "deterioration increment enhancement alteration trend impact benefit influence correlation association "
     "relationship "
     "variation shift prolongation shortening lowering suppression amelioration progression superiority recovery "
     "advantage disadvantage attenuation decrement diminution discrepancy inferiority"},
    {REAP_W_COMPARATIVE,
     "higher lower greater fewer less more better worse longer shorter larger smaller similar comparable equivalent "
     "equal identical superior inferior faster slower earlier later reduced increased improved decreased elevated "
     "prolonged different unchanged significant enhanced stronger weaker diminished poorer quicker lesser same common "
     "frequent likely effective deeper heavier steeper thicker wider sooner milder lighter narrower rarer thinner "
     "safer "
     "highest lowest greatest longest shortest fewest unequal favorable favourable beneficial"},
    {REAP_W_SHIFT,
     "reduced reduces reduce reducing increased increases increase increasing improved improves improve improving "
     "decreased "
     "decreases decrease decreasing lowered lowering prolonged prolongs prolong raised raises shortened "
     "enhanced enhances enhance attenuated attenuates diminished prevented prevents prevent accelerated "
     "suppressed inhibited elevated augmented ameliorated alleviated relieved worsened restored normalized promoted "
     "stimulated declined rose fell dropped changed affected affect alter altered influence influenced "
     "accelerates boost boosted boosts doubled tripled halved elevate elevates enhancing expanded grew heightened "
     "intensified raise risen rising upregulated downregulated abolished alleviate alleviates alleviating ameliorate "
     "ameliorates attenuate blunted blunts declining diminish diminishes disappeared dropping eliminated falling "
     "inhibits lessened lessens minimised minimized mitigated regressed relieve relieves shortens shrank slowed "
     "slowing "
     "subsided suppress suppresses aggravated deteriorate deteriorated exacerbated worsen worsens benefited "
     "benefitted recovered differ differed differs varied affects alters outperform outperformed outperforms"},
    {REAP_W_SHIFT | REAP_W_COMPARATIVE, "favor favored favoring favors favour favoured favouring favours"},
    {REAP_W_SEVERAL, "any both either two three four all each neither between other these the"},
    {REAP_W_BAD,
     "pain symptom severity disability depression anxiety fatigue stress distress nausea vomiting headache itching "
     "itch "
     "pruritus discomfort bleeding dyspnea dyspnoea insomnia impairment dysfunction inflammation swelling edema oedema "
     "infection mortality death relapse recurrence complication toxicity hypoglycemia hypoglycaemia burden stiffness "
     "incontinence constipation diarrhea diarrhoea cough spasm spasticity agitation craving drinking smoking "
     "dermatitis "
     "spadi vas bdi madrs hamd hdrs panss womac odi updrs madrs ymrs das28 acq dlqi pasi scorad weight bmi tenderness "
     "hot flash flush tension anger confusion dryness wrinkle negative vertigo dizziness tinnitus hardness nocturia "
     "coughing wheezing sneezing soreness tingling numbness cramp tremor rigidity irritability impulsivity "
     "hyperactivity "
     "aggression psychosis mania rales sputum congestion rhinorrhea rhinorrhoea ache arthralgia myalgia neuropathy "
     "erosion lesion acne eczema redness erythema irritation exacerbation hospitalization hospitalisation readmission "
     "delirium burnout suicidality hopelessness ldl triglyceride hba1c resistance homa crp sbp dbp hypertension "
     "urgency obesity adiposity loneliness worry anger hostility tnss fibrosis steatosis"},
    {REAP_W_CONTROL,
     "control comparison comparator reference untreated conventional usual standard placebo sham conventionally "
     "traditional original routine"},
    {REAP_W_TESTED,
     "intervention treatment experimental study test active treated exposed investigational therapy combination "
     "combined"},
    {REAP_W_MANNER,
     "treatment therapy group arm patient participant subject alone only daily dose oral tablet plus "
     "combined combination "
     "program programme regimen intervention injection administration use the a of and with in to for "
     "or mg g ml kg once "
     "twice week day month receiving treated supplementation supplement monotherapy add adding who subcutaneous "
     "intravenous intramuscular topical intranasal inhaled adjuvant neoadjuvant concomitant concurrent prophylactic "
     "perioperative preoperative postoperative"},
    {0, "early family daily weekly monthly yearly anomaly assembly elderly only-child supply july italy fly"},
    {REAP_W_VERSUS, "versus vs than v"},
    {REAP_W_ALONE,
     "proportion number percentage percent majority rate incidence frequency prevalence fraction half most"},
};

/* Powers of two: about three times the number of words, and ten times. */
enum { SLOTS = 4096, FILTER = 16384 };

/* Most words of a text are none of these, and the slots are more than the processor's nearest memory holds: the filter
 * turns them away. */
struct reap_words {
  uint64_t filter[FILTER / 64];
  struct {
    uint64_t hash;
    uint32_t bits;
  } slots[SLOTS];
};

static bool may_hold(const reap_words *words, uint64_t hash) {
  return words->filter[hash >> 6 & (FILTER / 64 - 1)] >> (hash & 63) & 1;
}

static uint32_t *slot_of(reap_words *words, uint64_t hash) {
  uint32_t i = (uint32_t)(hash ^ (hash >> 32)) & (SLOTS - 1);
  while (words->slots[i].hash && words->slots[i].hash != hash) i = (i + 1) & (SLOTS - 1);
  words->slots[i].hash = hash;
  words->filter[hash >> 6 & (FILTER / 64 - 1)] |= (uint64_t)1 << (hash & 63);
  return &words->slots[i].bits;
}

static void add_row(reap_words *words, reap_tokenizer *tokenizer, const char *list, uint32_t bits) {
  char folded[256];
  while (*list) {
    uint32_t len = (uint32_t)strcspn(list, " ");
    uint32_t n = reap_fold(tokenizer, (reap_str){list, len}, folded);
    *slot_of(words, reap_fold_hash(folded, n)) |= bits;
    list += len;
    if (*list) list++;
  }
}

reap_status reap_words_open(reap_words **out, reap_error *error) {
  reap_tokenizer *tokenizer = NULL;
  reap_status status = reap_tokenizer_open(&tokenizer, error);
  if (status != REAP_OK) return status;
  reap_words *words = reap_alloc(sizeof *words);
  for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
    add_row(words, tokenizer, vocabulary[i].words, vocabulary[i].bits);
  reap_tokenizer_close(tokenizer);
  *out = words;
  return REAP_OK;
}

void reap_words_free(reap_words *words) { free(words); }

static uint32_t bits_of(const reap_words *words, reap_str text, const reap_token *token) {
  if (!token->hash) return 0;
  if (may_hold(words, token->hash)) {
    uint32_t i = (uint32_t)(token->hash ^ (token->hash >> 32)) & (SLOTS - 1);
    for (; words->slots[i].hash; i = (i + 1) & (SLOTS - 1))
      if (words->slots[i].hash == token->hash) return words->slots[i].bits;
  }
  const char *end = text.ptr + token->span.end;
  return reap_span_len(token->span) > 4 && end[-2] == 'l' && end[-1] == 'y' ? REAP_W_ADVERB : 0;
}

void reap_words_bits(const reap_words *words, reap_str text, const reap_token *tokens, uint32_t count, uint32_t *bits) {
  for (uint32_t i = 0; i < count; i++) bits[i] = bits_of(words, text, &tokens[i]);
}
