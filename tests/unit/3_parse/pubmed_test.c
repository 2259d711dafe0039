/* SPDX-License-Identifier: MIT */
/* What each element of a PubMed document becomes. */
#include "test.h"

#include "base/buf.h"
#include "parse_dump.h"

typedef struct {
  const char *name, *in, *want;
} example;

/* Whole, byte by byte, and in batches of one: the same comes out. */
static void check(const char *name, const char *in, const char *want) {
  static const struct {
    size_t piece;
    uint32_t limit;
  } ways[] = {{1000000, 256}, {1, 256}, {7, 1}, {1000000, 1}};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    reap_buf out = {0};
    dump_text_of(&out, in, strlen(in), ways[i].piece, ways[i].limit);
    if (strcmp(out.ptr, want) != 0) fail_msg("%s (way %zu):\n got: %s\nwant: %s", name, i, out.ptr, want);
    reap_buf_free(&out);
  }
}

#define HEAD                                                                                                           \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE PubmedArticleSet SYSTEM \"http://nowhere.invalid/x.dtd\">\n"
#define SET(content) HEAD "<PubmedArticleSet>\n" content "</PubmedArticleSet>\n"
#define ONE(medline, data)                                                                                             \
  SET("<PubmedArticle><MedlineCitation><PMID Version=\"1\">12</PMID>" medline "</MedlineCitation>" data                \
      "</PubmedArticle>\n")
#define ARTICLE(content) ONE("<Article>" content "</Article>", "")
#define ABSTRACT(content) ARTICLE("<ArticleTitle>T.</ArticleTitle><Abstract>" content "</Abstract>")

static const example examples[] = {
    {"no title", ARTICLE(""), "12.1 [title]\n"},
    {"version", SET("<PubmedArticle><MedlineCitation><PMID Version=\"3\">7</PMID></MedlineCitation></PubmedArticle>"),
     "7.3 [title]\n"},
    {"white space", ARTICLE("<ArticleTitle>\n  Two \t\r\n words \xC2\xA0 kept\xE2\x80\x89. </ArticleTitle>"),
     "12.1 [title]Two words \xC2\xA0 kept\xE2\x80\x89.\n"},
    {"sections",
     ABSTRACT(
         "<AbstractText Label=\"AIM\" NlmCategory=\"OBJECTIVE\">To see.</AbstractText>\n<AbstractText Label=\"EMPTY\"> "
         "</AbstractText><AbstractText Label=\"Results &amp; more\" NlmCategory=\"UNASSIGNED\">Seen.</AbstractText>"
         "<CopyrightInformation>(c)</CopyrightInformation>"),
     "12.1 [title]T. [objective AIM/OBJECTIVE]To see. [results Results & more/UNASSIGNED]Seen.\n"},
    {"unlabelled", ABSTRACT("<AbstractText>One.</AbstractText><AbstractText>Two.</AbstractText>"),
     "12.1 [title]T. [?]One. [?]Two.\n"},
    {"empty first section", ABSTRACT("<AbstractText/><AbstractText>Two.</AbstractText>"), "12.1 [title]T. [?]Two.\n"},
    {"inline markup",
     ABSTRACT("<AbstractText>p &lt; 10<sup>-5</sup>, <i>I</i> <sup> 2</sup> of H<sub>2</sub>O; m<sup><b>3 "
              "</b></sup>.</AbstractText>"),
     "12.1 [title]T. [?]p < 10-5, I 2 of H2O; m3 . sup(-5) sup(2) sub(2) sup(3)\n"},
    {"empty markup", ABSTRACT("<AbstractText>a<sup/>b<sup> </sup>c</AbstractText>"), "12.1 [title]T. [?]ab c\n"},
    {"markup in the title", ARTICLE("<ArticleTitle>CO<sub>2</sub>.</ArticleTitle>"), "12.1 [title]CO2. sub(2)\n"},
    {"MathML",
     ABSTRACT("<AbstractText>V<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></"
              "mml:msup><mml:msubsup><mml:mi>y</mml:mi>"
              "<mml:mn>3</mml:mn><mml:mn>4</mml:mn></mml:msubsup></mml:math></AbstractText>"),
     "12.1 [title]T. [?]Vx2y34 sup(2) sub(3) sup(4)\n"},
    {"CDATA and references", ABSTRACT("<AbstractText><![CDATA[a<b]]> &#945;&#x3b2; &quot;c&quot;</AbstractText>"),
     "12.1 [title]T. [?]a<b \xCE\xB1\xCE\xB2 \"c\"\n"},
    {"named characters",
     ABSTRACT("<AbstractText Label=\"&alpha;&amp;\">TNF-&alpha; 5&nbsp;&mu;g &amp;lt; &nosuch;!</AbstractText>"),
     "12.1 [title]T. [? \xCE\xB1&/]TNF-\xCE\xB1 5\xC2\xA0\xCE\xBCg &lt; &nosuch;!\n"},
    {"comments and instructions", ABSTRACT("<!-- x --><AbstractText>a<!-- y -->b<?z?>c</AbstractText>"),
     "12.1 [title]T. [?]abc\n"},
    {"other abstract",
     ONE("<OtherAbstract Type=\"Publisher\" Language=\"spa\"><AbstractText>Otro.</AbstractText></OtherAbstract>", ""),
     "12.1 other=Publisher/spa/Otro. [title]\n"},
    {"vernacular title", ARTICLE("<ArticleTitle>[A].</ArticleTitle><VernacularTitle>B<i>c</i>.</VernacularTitle>"),
     "12.1 vernacular=Bc. [title][A].\n"},
    {"journal",
     ONE("<Article><Journal><ISSN>1234-5678</ISSN><JournalIssue><PubDate><Year>2019</Year><Month>Feb</Month><Day>3</"
         "Day>"
         "</PubDate></JournalIssue><Title>Long name</Title><ISOAbbreviation>L. N.</ISOAbbreviation></Journal></Article>"
         "<MedlineJournalInfo><MedlineTA>L N</MedlineTA><ISSNLinking>0000-0000</ISSNLinking></MedlineJournalInfo>",
         ""),
     "12.1 journal=Long name issn=1234-5678 date=2019-02-03 [title]\n"},
    {"journal by its short names",
     ONE("<MedlineJournalInfo><MedlineTA>L N</MedlineTA><ISSNLinking>0000-0001</ISSNLinking>"
         "</MedlineJournalInfo>",
         ""),
     "12.1 journal=L N issn=0000-0001 [title]\n"},
    {"MedlineDate",
     ARTICLE(
         "<Journal><JournalIssue><PubDate><MedlineDate>2015 Oct-Dec</MedlineDate></PubDate></JournalIssue></Journal>"),
     "12.1 date=2015-10 [title]\n"},
    {"dates of other things",
     ONE("<DateRevised><Year>2001</Year></DateRevised>", "<PubmedData><History><PubMedPubDate><Year>2002"
                                                         "</Year></PubMedPubDate></History></PubmedData>"),
     "12.1 [title]\n"},
    {"authors",
     ARTICLE(
         "<AuthorList><Author ValidYN=\"Y\"><LastName>Ny</LastName><ForeName>Ann Bea</ForeName><Initials>AB</Initials>"
         "<AffiliationInfo><Affiliation>Here</Affiliation></AffiliationInfo></Author>"
         "<Author ValidYN=\"N\"><LastName>Nye</LastName></Author><Author><ForeName>Mononym</ForeName></Author>"
         "<Author><CollectiveName>The <i>X</i> Group</CollectiveName></Author></AuthorList>"),
     "12.1 author=Ny,AB author=Mononym, author=,The X Group [title]\n"},
    {"lists",
     ONE("<Article><Language>eng</Language><Language>ger</Language><PublicationTypeList><PublicationType "
         "UI=\"D1\">Review"
         "</PublicationType><PublicationType>Retracted Publication</PublicationType></PublicationTypeList></Article>"
         "<KeywordList><Keyword>k<sub>1</sub></Keyword><Keyword>two</Keyword></KeywordList>",
         ""),
     "12.1 retracted language=eng language=ger type=Review type=Retracted Publication keyword=k1 keyword=two "
     "[title]\n"},
    {"MeSH",
     ONE("<MeshHeadingList><MeshHeading><DescriptorName UI=\"D2\" "
         "MajorTopicYN=\"N\">Foot</DescriptorName><QualifierName "
         "MajorTopicYN=\"Y\">surgery</QualifierName></MeshHeading><MeshHeading><DescriptorName UI=\"D3\" "
         "MajorTopicYN=\"N\">Hand"
         "</DescriptorName></MeshHeading></MeshHeadingList>",
         ""),
     "12.1 mesh=D2:Foot* mesh=D3:Hand [title]\n"},
    {"links",
     ONE("<CommentsCorrectionsList><CommentsCorrections RefType=\"CommentOn\"><PMID>1</PMID></CommentsCorrections>"
         "<CommentsCorrections RefType=\"ErratumIn\"><RefSource>J "
         "2020</RefSource></CommentsCorrections><CommentsCorrections "
         "RefType=\"RetractionIn\"><PMID Version=\"2\">34</PMID></CommentsCorrections></CommentsCorrectionsList>",
         ""),
     "12.1 retracted link=ErratumIn:0 link=RetractionIn:34 [title]\n"},
    {"accessions",
     ARTICLE(
         "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>"
         "NCT00000001</AccessionNumber><AccessionNumber>NCT00000002</AccessionNumber></AccessionNumberList></DataBank>"
         "<DataBank><DataBankName>PDB</DataBankName><AccessionNumberList><AccessionNumber>1ABC</AccessionNumber>"
         "</AccessionNumberList></DataBank></DataBankList>"),
     "12.1 accession=ClinicalTrials.gov:NCT00000001 accession=ClinicalTrials.gov:NCT00000002 accession=PDB:1ABC "
     "[title]\n"},
    {"ids of its own and of references",
     ONE("<Article><ELocationID EIdType=\"pii\">S1</ELocationID><ELocationID "
         "EIdType=\"doi\">10.1/e</ELocationID></Article>",
         "<PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">12</ArticleId><ArticleId "
         "IdType=\"pmc\">PMC9</ArticleId>"
         "<ArticleId "
         "IdType=\"doi\">10.1/own</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId "
         "IdType=\"doi\">10.1/cited</ArticleId><ArticleId IdType=\"pubmed\">99</ArticleId></ArticleIdList></Reference>"
         "</ReferenceList></PubmedData>"),
     "12.1 doi=10.1/own pmcid=PMC9 [title]\n"},
    {"ids only of references",
     ONE("", "<PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType=\"doi\">10.1/cited</ArticleId>"
             "<ArticleId IdType=\"pmc\">PMC1</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>"),
     "12.1 [title]\n"},
    {"the valid one of two DOIs",
     ARTICLE("<ELocationID EIdType=\"doi\" ValidYN=\"N\">10.1/bad</ELocationID><ELocationID EIdType=\"doi\" "
             "ValidYN=\"Y\">10.1/good"
             "</ELocationID>"),
     "12.1 doi=10.1/good [title]\n"},
    {"deletions", SET("<DeleteCitation><PMID Version=\"1\">5</PMID>\n<PMID Version=\"2\">6</PMID></DeleteCitation>"),
     "5.1 delete\n6.2 delete\n"},
    {"books",
     "<PubmedBookArticleSet><PubmedBookArticle><BookDocument><PMID>8</PMID><ArticleIdList><ArticleId "
     "IdType=\"doi\">10.1/b"
     "</ArticleId></ArticleIdList><Book><BookTitle>The "
     "<b>Book</b></BookTitle><PubDate><Year>2009</Year></PubDate><AuthorList "
     "Type=\"editors\"><Author><LastName>Ed</LastName></Author></AuthorList></Book><Language>eng</"
     "Language><AuthorList><Author>"
     "<LastName>Au</LastName></Author></AuthorList><PublicationType>Review</PublicationType><Abstract><AbstractText>A."
     "</AbstractText></Abstract></BookDocument></PubmedBookArticle><PubmedBookArticle><BookDocument><PMID>9</"
     "PMID><Book>"
     "<BookTitle>The Book</BookTitle></Book><ArticleTitle>Chapter</ArticleTitle></BookDocument></PubmedBookArticle>"
     "<DeleteDocument><PMID>10</PMID></DeleteDocument></PubmedBookArticleSet>",
     "8.1 book doi=10.1/b journal=The Book date=2009 author=Au, language=eng type=Review [title]The Book [?]A.\n"
     "9.1 book journal=The Book [title]Chapter\n10.1 delete\n"},
    {"old sets",
     "<MedlineCitationSet><MedlineCitation><PMID>1</PMID></MedlineCitation><MedlineCitation><PMID>2</PMID>"
     "</MedlineCitation></MedlineCitationSet>",
     "1.1 [title]\n2.1 [title]\n"},
    {"a single record", "<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>",
     "1.1 [title]\n"},
    {"an empty set", "<PubmedArticleSet/>", ""},
    {"several documents on one stream",
     "\xEF\xBB\xBF" SET("<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>") "\n" SET(
         "<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle>") "<PubmedArticleSet/>\n"
                                                                                             "\xEF\xBB\xBF<"
                                                                                             "MedlineCitationSet><"
                                                                                             "MedlineCitation><PMID>3</"
                                                                                             "PMID></MedlineCitation></"
                                                                                             "MedlineCitationSet>\n<!--"
                                                                                             " end -->\n",
     "1.1 [title]\n2.1 [title]\n3.1 [title]\n"},
    {"Latin-1",
     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
     "<ArticleTitle>na\xEFve</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n"
     "<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle>",
     "1.1 [title]na\xC3\xAFve\n2.1 [title]\n"},
};

static void test_examples(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
    check(examples[i].name, examples[i].in, examples[i].want);
}

/* Faults in other encodings: the place counts bytes of the file, and reading goes on. */
static void test_latin1_fault(void **state) {
  (void)state;
  const char *in =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<PubmedArticleSet>\n"
      "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>\xEF\xEF\xEF & x</ArticleTitle></Article>"
      "</MedlineCitation></PubmedArticle>\n<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>\xE9"
      "</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n</PubmedArticleSet>\n";
  reap_buf out = {0};
  dump_text_of(&out, in, strlen(in), 1000, 256);
  assert_non_null(strstr(out.ptr, "fault line 3 byte "));
  assert_non_null(strstr(out.ptr, "2.1 [title]\xC3\xA9\n"));
  reap_buf_free(&out);
}

static void test_utf16(void **state) {
  (void)state;
  const char *text =
      "<?xml version=\"1.0\"?><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>";
  reap_buf in = {0}, out = {0};
  reap_buf_add(&in, "\xFF\xFE", 2);
  for (const char *c = text; *c; c++) reap_buf_add(&in, (char[]){*c, 0}, 2);
  dump_text_of(&out, in.ptr, in.len, 10, 256);
  assert_string_equal(out.ptr, "1.1 [title]\n");
  reap_buf_free(&in);
  reap_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_utf16),
                                     cmocka_unit_test(test_latin1_fault)};
  return cmocka_run_group_tests_name("pubmed", tests, NULL, NULL);
}
