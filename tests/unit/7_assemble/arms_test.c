/* SPDX-License-Identifier: MIT */
#include "assemble_text.h"

static const struct {
  test_report report;
  const char *expected;
} cases[] = {
    {{NULL, "Adults were randomly assigned to metformin (n = 31) or placebo (n = 29) for 12 weeks.", NULL},
     "metformin/experimental 31; placebo/placebo 29"},
    {{NULL, "Sixty women were randomized to receive either yoga (n = 30) or usual care (n = 30).", NULL},
     "yoga/experimental 30; usual care/standard care 30"},
    {{"Nalvexin versus torpidine in gout",
      "We compared nalvexin with torpidine. Nalvexin was given daily. Torpidine was given weekly.", NULL},
     "Nalvexin/experimental; torpidine/active comparator"},
    {{NULL, "Patients were divided into two groups. Group A received honey gauze. Group B received placebo gauze.",
      NULL},
     "honey gauze/experimental; placebo gauze/placebo"},
    {{NULL, "Children were randomized to zinc 10 mg (n = 40), zinc 20 mg (n = 41) or placebo (n = 39).", NULL},
     "zinc 10 mg/experimental 40; zinc 20 mg/experimental 41; placebo/placebo 39"},
    {{NULL, "Infants were randomly allocated (1:1) to early feeding or no feeding.", NULL},
     "early feeding/experimental; no feeding/no treatment"},
    {{"Effect of a reminder letter on screening",
      "Clinics were randomized to the intervention group or the control "
      "group.",
      "Uptake was higher in the intervention group than in the control group (40% vs 30%)."},
     "reminder letter/experimental; control/no treatment"},
    {{"Effect of tarsomide on oedema", "Twelve adults received tarsomide for 4 weeks.", "Swelling fell (p = 0.01)."},
     "tarsomide/single 12"},
    {{NULL, "Adults were randomized to yoga or usual care. There were 41 adults (21 yoga and 20 usual care).", NULL},
     "yoga/experimental 21; usual care/standard care 20"},
    {{NULL,
      "Adults were randomized to yoga or cycling. In all 21 were assigned to yoga and 22 were assigned to cycling.",
      NULL},
     "yoga/experimental 21; cycling/active comparator 22"},
    {{NULL, "Adults were randomized to yoga or cycling (n = 21, yoga; n = 22, cycling).", NULL},
     "yoga/experimental 21; cycling/active comparator 22"},
    {{NULL, "Adults were randomized to yoga or usual care, with 20 adults in each group.", NULL},
     "yoga/experimental 20; usual care/standard care 20"},
    {{NULL, "Adults were randomized to gentle mobility training (n = 20) or usual care (n = 21).", NULL},
     "gentle mobility training/experimental 20; usual care/standard care 21"},
    {{"Yoga versus placebo", "Adults were randomized.",
      "Among adults who did not walk, two of 100 (2.0%) adults in the yoga group and nine of 95 (9.5%) in the placebo "
      "group had "
      "pain."},
     "Yoga/experimental 100; placebo/placebo 95"},
    /* "did not" is told of the other arm; parts counted too are passed over; a list takes the order of its groups */
    {{NULL, "Adults were randomized to yoga or cycling. Of 41 adults, 21 adults received yoga and 20 adults did not.",
      NULL},
     "yoga/experimental 21; cycling/active comparator 20"},
    {{NULL,
      "Adults were randomized to yoga or cycling. Those who stayed were 28 adults with 29 lesions receiving yoga and "
      "25 adults "
      "with 25 lesions receiving cycling.",
      NULL},
     "yoga/experimental 28; cycling/active comparator 25"},
    {{NULL,
      "Adults were randomized to usual care (control group) or yoga (experimental group). Twenty and 21 adults "
      "were assigned to the control and the experimental groups.",
      NULL},
     "usual care/standard care 20; yoga/experimental 21"},
    {{NULL, "Adults were randomized to nalvexin augmentation (n = 20) or placebo augmentation (n = 21).", NULL},
     "nalvexin augmentation/experimental 20; placebo augmentation/placebo 21"},
    /* an outcome's name in the bracket is none of the arm's */
    {{NULL, "Adults were randomized to yoga or usual care. The Better Sleep Index (BSI) was taken.",
      "Sleep was better with yoga than with usual care (BSI, 40 vs 30). The BSI was 20 in the end (n = 12)."},
     "yoga/experimental; usual care/standard care"},
    /* the people counted name the arm; the other size is the other arm's */
    {{NULL, "Adults were randomized to yoga or placebo. In all 58 intervention and 65 placebo adults took part.", NULL},
     "yoga/experimental 58; placebo/placebo 65"},
    /* "(n = 30)" belongs to what was named before, in whatever order */
    {{NULL,
      "Adults were randomized to yoga or placebo. Of centre one (n = 41) and two (n = 43) some got yoga, some placebo.",
      NULL},
     "yoga/experimental; placebo/placebo"},
    /* a size does not look beyond the next one for its arm */
    {{NULL, "Adults were randomized to yoga or placebo. In all 112 were assigned to the practice and 56 to placebo.",
      NULL},
     "yoga/experimental 112; placebo/placebo 56"},
    {{NULL, "Adults were randomized to yoga or placebo. In all 90 adults were included (46, yoga; 44, placebo).", NULL},
     "yoga/experimental 46; placebo/placebo 44"},
    {{NULL, "Adults received subcutaneous injections of either placebo or nalvexin.", NULL},
     "placebo/placebo; nalvexin/experimental"},
    {{NULL, "Adults were randomized to nalvexin 100 mg or 125 mg.", NULL},
     "nalvexin 100 mg/experimental; 125 mg/active comparator"},
    {{NULL,
      "Adults treated with a statin and/or a fibrate were randomized to nalvexin or placebo until relapse, toxicity or "
      "refusal.",
      NULL},
     "nalvexin/experimental; placebo/placebo"},
    {{NULL, "Adults were randomized to nalvexin or torpidine, then crossed over.",
      "Pain was lower than with nalvexin. Sleep was longer than with nalvexin."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{"Torpidine and pain", "Torpidine is new. Adults were randomized to nalvexin or torpidine, then crossed over.",
      "Pain was lower than with nalvexin. Sleep was longer than with nalvexin."},
     "nalvexin/active comparator; Torpidine/experimental"},
    /* the bracket behind words for a comparator names it; a placebo is never under test */
    {{NULL, "Adults were randomized to nalvexin (n = 40) or torpidine (n = 41).",
      "There was no difference between nalvexin and standard of care (torpidine)."},
     "nalvexin/experimental 40; torpidine/standard care 41"},
    {{"Nalvexin for pain", "Adults took placebo in the placebo group.",
      "Pain was lower than in the three-drug control group."},
     "placebo/placebo; three-drug control/no treatment; Nalvexin/experimental"},
    {{"Resistance training in adults", "The experimental group received weekly training.",
      "Fatigue fell in the training group compared to controls."},
     "experimental/experimental; controls/no treatment"},
    /* days of a schedule part no arms; capitals in the bracket are a name, behind the last arm's comma too */
    {{NULL,
      "Adults were assigned to epirubicin on days 1, 8 and 15 (ABC, n = 31) versus tamoxifen, without food (DEF, n = "
      "29).",
      "Response was 12% with ABC and 10% with DEF. ABC was well tolerated. DEF was not."},
     "epirubicin/experimental 31; tamoxifen/active comparator 29"},
    {{NULL,
      "Adults were randomly assigned (1:1) via a web system, stratified by site and age, to nalvexin or torpidine.",
      "Pain fell more with nalvexin than with torpidine."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{"Comparison of nalvexin with torpidine for pain", "Adults took part.", "Both nalvexin and torpidine helped."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{"Relative efficacy of a single dose of nalvexin", "Twelve adults took nalvexin.", "Pain fell."},
     "nalvexin/single 12"},
    /* a title that tells its result; capitals for a letter; a description of people is no arm */
    {{"Nalvexin reduces gout more than torpidine", "Adults were randomized to nalvexin or torpidine.", NULL},
     "Nalvexin/experimental; torpidine/active comparator"},
    {{NULL, "Group NAL received counselling. Group MED received meditation.", "Pain fell more in group NAL."},
     "counselling/experimental; meditation/active comparator"},
    {{NULL, "Adults were randomized to yoga or a control group.",
      "Yoga helped in a heterogeneous group of adults. Pain was lower with yoga."},
     "yoga/experimental; control/no treatment"},
    /* the letter of a compound tells it from its base; strata are no arms; the subject stands before its verb */
    {{NULL, "Adults were stratified as frail or robust and randomized to N-TOR or TOR.", "Both N-TOR and TOR helped."},
     "N-TOR/experimental; TOR/active comparator"},
    {{NULL, "Nurses were trained.",
      "Multilevel models showed that the coaching programme was no more effective than usual care."},
     "coaching programme/experimental; usual care/standard care"},
    /* one more group; an amount is no alternative */
    {{NULL, "Adults were randomized to yoga (n = 20) or cycling (n = 21), and compared with a control group (n = 30).",
      "Yoga and cycling helped more than the control group."},
     "yoga/experimental 20; cycling/experimental 21; control/no treatment 30"},
    {{NULL, "Adults were randomized to no more than six sessions of yoga or to cycling.",
      "Both yoga and cycling helped."},
     "six sessions of yoga/experimental; cycling/active comparator"},
    /* a part of the body, what groups are like: no arms; sizes that name their groups, or whose people are told of */
    {{"Effect of coaching on adults",
      "In all 35 adults (16 control and 19 intervention) were seen in two matched groups.",
      "More in the coaching group had normal arm function than in the intervention group."},
     "control/no treatment 16; intervention/experimental 19"},
    {{NULL,
      "Adults were randomized to yoga or cycling. There were 42 adults, who received yoga, and 38 adults, who received "
      "cycling.",
      NULL},
     "yoga/experimental 42; cycling/active comparator 38"},
    /* a participle that shares its noun with the other member */
    {{NULL, "Infants were randomised to delayed (180 seconds) or early (10 seconds) clamping.",
      "Ferritin was higher with delayed clamping than with early clamping."},
     "delayed/experimental; early/active comparator"},
    /* numbered items hold "and"; how it was masked is no name */
    {{NULL, "Adults were randomized to 1) nalvexin; 2) torpidine and zinc; or 3) placebo.",
      "Nalvexin was better than placebo. Torpidine and zinc was not."},
     "nalvexin/experimental; torpidine and zinc/experimental; placebo/placebo"},
    {{NULL, "Adults were randomized to double-blind nalvexin or open-label torpidine.",
      "Nalvexin was better than torpidine."},
     "nalvexin/experimental; torpidine/active comparator"},
    /* of the title, the text and the list, most tell which arm is under test; one comparison weighs as one of them */
    {{"Nalvexin versus torpidine in gout", "Nalvexin is new. Adults were randomized to torpidine or nalvexin.", NULL},
     "torpidine/active comparator; Nalvexin/experimental"},
    {{NULL, "Adults were randomized to nalvexin or torpidine.",
      "Adults on nalvexin alone had less pain than adults on torpidine."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{NULL, "Adults were randomized to yoga or placebo.",
      "Sleep was longer in the intervention group than in the control group."},
     "yoga/experimental; placebo/placebo"},
    {{NULL, "Adults in the yoga group met daily.",
      "Sleep was longer in the placebo group. Pain was more frequent in the control group than in the yoga group."},
     "yoga/experimental; placebo/placebo"},
    {{NULL, "Adults were allocated to yoga, cycling or usual care (n = 12, 13 and 11).", NULL},
     "yoga/experimental 12; cycling/experimental 13; usual care/standard care 11"},
    {{NULL, "Adults were randomized to yoga or usual care (n = 51 and n = 49, respectively).", NULL},
     "yoga/experimental 51; usual care/standard care 49"},
    /* regimens: the one "or" parts them, commas and doses do not */
    {{NULL,
      "Women were randomized to either docetaxel (60 mg/m2) plus carboplatin (400 mg/m2) every 3 weeks (n = 40) or "
      "docetaxel (60 mg/m2) plus cisplatin (75 mg/m2) every 3 weeks (n = 41).",
      NULL},
     "docetaxel (60 mg/m2) plus carboplatin/experimental 40; docetaxel (60 mg/m2) plus cisplatin/active comparator 41"},
    {{NULL,
      "Women were randomized to docetaxel (60 mg/m2), cisplatin (70 mg/m2), and uracil (9 mg/m2) or zinc (8 mg/m2), "
      "iron (9 mg/m2), and silver (2 mg/m2).",
      NULL},
     "docetaxel (60 mg/m2), cisplatin (70 mg/m2), and uracil/experimental; zinc (8 mg/m2), iron (9 mg/m2), and "
     "silver/active comparator"},
    {{NULL,
      "Men were randomized to anastrozole (1 mg/day) plus tamoxifen placebo (n = 30) or tamoxifen (20 mg/day) plus "
      "anastrozole placebo (n = 31).",
      NULL},
     "anastrozole/experimental 30; tamoxifen/active comparator 31"},
    {{NULL, "Adults were assigned to a 6-week yoga school for shame or grief (n = 41) or to usual care (n = 43).",
      NULL},
     "yoga school/experimental 41; usual care/standard care 43"},
    {{NULL, "Adults were randomized to 4 mg nalvexin (n = 20), 8 mg nalvexin (n = 19) or placebo (n = 18).", NULL},
     "4 mg nalvexin/experimental 20; 8 mg nalvexin/experimental 19; placebo/placebo 18"},
    /* letters before and behind, groups that nothing describes, groups with a part to play */
    {{NULL, "Patients received bupivacaine in group I, diclofenac in group II and placebo in group III.",
      "Pain was lower in group I than in group III."},
     "bupivacaine/experimental; diclofenac/experimental; placebo/placebo"},
    {{NULL, "Group A (16 patients) received zinc. In group B (15 patients) the anaemia was not treated.",
      "Two patients in group B and none in group A died."},
     "zinc/experimental 16; group B/active comparator 15"},
    {{NULL,
      "Adults were assigned to an experimental group or a control group. The experimental group received gait training "
      "with mirrors, and the control group received gait training alone.",
      "Speed rose more in the experimental group."},
     "gait training with mirrors/experimental; control/no treatment"},
    {{NULL, "Adults were divided into an observation group and a control group.",
      "Pain was lower in the observation group than in the control group."},
     "observation/experimental; control/no treatment"},
    /* amounts and schedules that alone tell arms apart; with or without */
    {{NULL, "Women were randomized to receive 12 months (n = 21) or 6 months (n = 20) of nalvexin.",
      "Relapses were fewer in the 12-month group than in the 6-month group."},
     "12 months/experimental 21; 6 months/active comparator 20"},
    {{NULL, "Women received nalvexin weekly or every 3 weeks.",
      "Relapses were fewer in the weekly arm than in the every-3-weeks arm. The weekly arm did best."},
     "weekly/experimental; every-3-weeks/active comparator"},
    {{NULL, "Adults were randomized to metformin 1,000 mg daily (n = 17) or nalvexin (n = 18).", NULL},
     "metformin/experimental 17; nalvexin/active comparator 18"},
    {{NULL, "Adults were randomized to surgery either with drains (n = 31) or without drains (n = 30).",
      "Adults without drains went home earlier."},
     "drains/experimental 31; without drains/no treatment 30"},
    /* what only results name */
    {{NULL, NULL, "Relapse rates were 12% and 15% for nalvexin and torpidine, respectively."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{NULL, NULL, "Both lowered pain alike (nalvexin: 35.0%; torpidine: 33.6%)."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{NULL, NULL, "Eyes treated with nalvexin had a lower pressure (12%) than those treated with torpidine (15%)."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{"Effects of administration of nalvexin on gout", "Twelve adults received nalvexin for 4 weeks.",
      "Swelling fell (p = 0.01)."},
     "nalvexin/single 12"},
    {{NULL, "Adults received 2.5 g of nalvexin plus placebo (n = 16) or 2.5 g of nalvexin plus torpidine (n = 19).",
      NULL},
     "nalvexin plus placebo/placebo 16; nalvexin plus torpidine/experimental 19"},
    {{NULL, "Adults were randomized to nalvexin, 7.5 mg/day, or torpidine, 2.5 mg/day.", "Nalvexin beat torpidine."},
     "nalvexin/experimental; torpidine/active comparator"},
    {{NULL, "Adults were randomized to receive nalvexin 3 mg, 4 mg or 8 mg or torpidine 6 mg.", NULL},
     "nalvexin 3 mg/experimental; 4 mg/experimental; 8 mg/experimental; torpidine 6 mg/active comparator"},
    {{NULL, "Adults received placebo i.v. or nalvexin i.v. daily.", "Pain was lower with nalvexin than with placebo."},
     "nalvexin/experimental; placebo/placebo"},
    {{NULL, "Adults received surgery with (D group) or without (C group) drains.", "Adults with drains stayed longer."},
     "drains/experimental; without/no treatment"},
    {{NULL, "Adults were randomized to nalvexin (6M) (n = 31) or nalvexin (3M) (n = 30).", NULL},
     "nalvexin (6M)/experimental 31; nalvexin (3M)/active comparator 30"},
    {{NULL, "We compared nalvexin, torpidine and placebo.",
      "Pain fell in the nalvexin and torpidine groups. Sleep was alike in the nalvexin group and the torpidine group."},
     "torpidine/experimental; nalvexin/experimental; placebo/placebo"},
    {{"Risk factors of falls in the old", "We studied 200 residents.", "Falls were frequent."}, ""},
};

static void arms_are_named_once(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect_arms(i, &cases[i].report, cases[i].expected);
}

static void names_and_letters_lead_to_their_arm(void **state) {
  (void)state;
  static char text[8192];
  reap_batch batch;
  const test_report report = {NULL,
                              "Adults were randomized to vitamin K (group A, n = 12) or placebo (group B, n = 14).",
                              "Pain scores were 4.0 ± 1.1 in group A and 5.0 ± 1.3 in group B (p = 0.02)."};
  assemble(&report, text, &batch);
  assert_int_equal(batch.findings.count, 1);
  const reap_finding *f = &batch.findings.at[0];
  assert_int_equal(f->data.count, 2);
  assert_int_equal(batch.data.at[f->data.first].arm, 0);
  assert_int_equal(batch.data.at[f->data.first + 1].arm, 1);
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(arms_are_named_once),
                                     cmocka_unit_test(names_and_letters_lead_to_their_arm)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
