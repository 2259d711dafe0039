xml = """<?xml version="1.0"%s?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Caf\u00e9.</ArticleTitle>
<Abstract><AbstractText>Ten \u00b1 two.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
"""
nbib = "PMID- 1\nTI  - Caf\u00e9.\nAB  - Ten \u00b1 two\n      patients.\n\n"
json = '{"id":"a","text":"Caf\u00e9."}\n'


def write(name, text, encoding="utf-8"):
    open(name, "wb").write(text.encode(encoding))


write("utf16le.xml", "\ufeff" + xml % ' encoding="UTF-16"', "utf-16-le")
write("utf16be.xml", "\ufeff" + xml % ' encoding="UTF-16"', "utf-16-be")
write("latin.xml", xml % ' encoding="ISO-8859-1"', "latin-1")
write("crlf.xml", (xml % "").replace("\n", "\r\n"))
write("mark.xml", "\ufeff" + xml % "")
write("crlf.nbib", nbib.replace("\n", "\r\n"))
write("mark.nbib", "\ufeff" + nbib)
write("mark.ndjson", "\ufeff" + json)
write("utf16.nbib", nbib, "utf-16")
write("utf16.ndjson", json, "utf-16")
