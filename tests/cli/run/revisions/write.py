def article(pmid, version, title):
    return f"""<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID><Article><ArticleTitle>{title}.</ArticleTitle>
<Abstract><AbstractText>{title}: ulcers healed in 4 of 10 patients (p = 0.0{version}).</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"""


def write(name, *parts):
    open(name, "w").write("<PubmedArticleSet>" + "\n".join(parts) + "</PubmedArticleSet>")


write("first.xml", article(1, 1, "One"), article(2, 1, "Two"), article(3, 1, "Three"))
write("second.xml", article(1, 1, "One revised"), article(2, 2, "Two again"),
      '<DeleteCitation><PMID Version="1">3</PMID></DeleteCitation>')
write("third.xml", article(3, 1, "Three is back"))
