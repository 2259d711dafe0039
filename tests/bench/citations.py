# SPDX-License-Identifier: MIT
"""Citations of our own making as PubMed XML on stdout:  citations.py FIRST LAST [EDITION]

Of the PMIDs FIRST to LAST. The same PMID always gives the same citation; another EDITION (a number) of it differs in its
numbers. `citations.py update FIRST LAST OLD COUNT EDITION` gives COUNT revisions and deletions spread over 1 to OLD as well."""
import random
import sys

TREATMENTS = ["samplastatin", "zorbinex", "early mobilisation", "a telephone reminder", "compression bandages", "vitamin D",
              "low-dose aspirin", "cognitive behavioural therapy", "metformin", "a knee brace", "nasal oxygen", "exercise"]
CONDITIONS = ["type 2 diabetes", "chronic heart failure", "asthma", "venous leg ulcers", "migraine", "knee osteoarthritis",
              "major depression", "hypertension", "chronic kidney disease", "sepsis", "stroke", "rheumatoid arthritis"]
OUTCOMES = ["all-cause mortality", "pain intensity", "wound healing", "readmission", "systolic blood pressure", "quality of life",
            "recurrence", "walking distance", "HbA1c", "length of stay"]
ASIDES = ["The trial was stopped as planned.", "Adherence was good in both groups.", "No serious adverse events were related to treatment.",
          "Baseline characteristics were balanced.", "Follow-up was complete for most participants.", "Analyses followed a written plan."]


def citation(pmid, edition=0):
    r = random.Random(pmid * 1000 + edition)
    same = random.Random(pmid)  # what an edition does not change
    what, whom, outcome, other = same.choice(TREATMENTS), same.choice(CONDITIONS), *same.sample(OUTCOMES, 2)
    n = same.randrange(40, 900)
    a, b = r.randrange(5, n), r.randrange(5, n)
    ratio = r.uniform(0.4, 1.6)
    parts = [
        ("BACKGROUND", "Whether %s helps patients with %s is uncertain." % (what, whom)),
        ("METHODS", "In this randomised, double-blind trial we assigned %d patients with %s to %s (n = %d) or placebo (n = %d). The "
         "primary outcome was %s at %d weeks." % (2 * n, whom, what, n, n, outcome, same.choice([6, 12, 24, 52]))),
        ("RESULTS", "%s occurred in %d of %d patients with %s and in %d of %d with placebo (risk ratio %.2f, 95%% CI %.2f to %.2f; P = 0.%03d). "
         "Mean %s was %.1f (SD %.1f) and %.1f (SD %.1f). %s %s" % (
             outcome.capitalize(), a, n, what, b, n, ratio, ratio * 0.8, ratio * 1.25, r.randrange(1, 900), other, r.uniform(2, 80),
             r.uniform(1, 9), r.uniform(2, 80), r.uniform(1, 9), same.choice(ASIDES), same.choice(ASIDES))),
        ("CONCLUSIONS", "%s changed %s in %s. Code w%06d." % (what.capitalize(), outcome, whom, pmid % 1000000))]
    text = "".join('<AbstractText Label="%s">%s</AbstractText>' % part for part in parts)
    return ("<PubmedArticle><MedlineCitation><PMID Version=\"1\">%d</PMID><Article><Journal><JournalIssue><PubDate><Year>%d</Year></PubDate>"
            "</JournalIssue><ISOAbbreviation>J Made Up</ISOAbbreviation></Journal><ArticleTitle>%s for %s: a randomised trial.</ArticleTitle>"
            "<Abstract>%s</Abstract><AuthorList><Author><LastName>Writer</LastName><Initials>A</Initials></Author></AuthorList>"
            "<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation>"
            "</PubmedArticle>\n" % (pmid, same.randrange(1990, 2027), what.capitalize(), whom, text))


def main(arguments):
    update = arguments[0] == "update"
    numbers = [int(a) for a in arguments[update:]]
    print("<PubmedArticleSet>")
    for pmid in range(numbers[0], numbers[1] + 1):
        sys.stdout.write(citation(pmid, 0 if update or len(numbers) < 3 else numbers[2]))
    if update:
        old, count, edition = numbers[2:]
        step = max(1, old // count)
        for pmid in range(1 + edition % step, old + 1, step):
            sys.stdout.write(citation(pmid, edition))
        gone = range(2 + edition % step, old + 1, step * 50)
        print("<DeleteCitation>%s</DeleteCitation>" % "".join('<PMID Version="1">%d</PMID>' % pmid for pmid in gone))
    print("</PubmedArticleSet>")


main(sys.argv[1:])
