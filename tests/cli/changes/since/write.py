"""Update files 1335 to 1337 and three states of a trial; texts of our own."""
import gzip
import json

ABSTRACT = "We randomly assigned 40 patients with %s to zorbinex or placebo. NCT99000055."


def article(pmid, title, condition=None, version=1, types=(), links=""):
    abstract = "<Abstract><AbstractText>%s</AbstractText></Abstract>" % (ABSTRACT % condition) if condition else ""
    kinds = "".join("<PublicationType>%s</PublicationType>" % t for t in types)
    return ("<PubmedArticle><MedlineCitation><PMID Version=\"%d\">%d</PMID><Article><Journal><ISOAbbreviation>J Samp"
            "</ISOAbbreviation></Journal><ArticleTitle>%s</ArticleTitle>%s<PublicationTypeList>%s</PublicationTypeList>"
            "</Article>%s</MedlineCitation></PubmedArticle>" % (version, pmid, title, abstract, kinds, links))


def write(number, *parts):
    name = "pubmed26n%d.xml.gz" % number
    with gzip.open(name, "wt") as out:
        out.write("<PubmedArticleSet>%s</PubmedArticleSet>" % "".join(parts))


def deletion(*pmids):
    return "<DeleteCitation>%s</DeleteCitation>" % "".join("<PMID Version=\"1\">%d</PMID>" % p for p in pmids)


write(1335, article(1, "One.", "asthma"), article(2, "Two &amp; &lt;b&gt;two&lt;/b&gt;.", "childhood asthma"), article(3, "Three.", "migraine"),
      article(4, "Four.", "migraine"))
write(1336, article(1, "One.", "asthma"), article(2, "Two, revised.", "childhood asthma"), article(5, "Five."),
      deletion(3, 77))  # 1 comes again as it was: no change
write(1337, article(4, "Four.", "migraine", types=["Retracted Publication"]), article(2, "Two again.", "asthma", version=2))


def trial(name, posted, status, count, outcomes, arms, **more):
    module = {"identificationModule": {"nctId": "NCT99000055", "nctIdAliases": ["NCT99000054"], "briefTitle": "Zorbinex in \u0001asthma]]> <i>"},
              "statusModule": {"overallStatus": status, "lastUpdatePostDateStruct": {"date": posted}},
              "conditionsModule": {"conditions": ["Asthma in Children"]},
              "designModule": {"enrollmentInfo": {"count": count, "type": more.get("type", "ESTIMATED")}},
              "armsInterventionsModule": {"armGroups": [{"label": a} for a in arms]},
              "outcomesModule": {"primaryOutcomes": [{"measure": m, "timeFrame": t} for m, t in outcomes]}}
    json.dump({"protocolSection": module, "derivedSection": {"miscInfoModule": {"versionHolder": posted}}}, open(name, "w"))


trial("state1.json", "2026-01-05", "RECRUITING", 40, [("Symptom-free days", "12 weeks"), ("Exacerbations", "1 year")], ["Zorbinex", "Placebo"])
trial("state2.json", "2026-03-01", "COMPLETED", 44, [("Symptom-free days", "24 weeks"), ("Severe exacerbations", "1 year"), ("Cough score", "24 weeks")],
      ["Zorbinex", "Placebo", "Zorbinex, low dose"], type="ACTUAL")
trial("state3.json", "2026-04-01", "COMPLETED", 44, [("Cough score", "24 weeks")], ["Placebo", "Zorbinex"], type="ACTUAL")
