/* SPDX-License-Identifier: MIT */
#ifndef REAP_PARSE_PUBMED_ELEMENTS_H
#define REAP_PARSE_PUBMED_ELEMENTS_H

#include "3_parse/pubmed.h"

/* Private to 3_parse: the elements of PubMed's XML, what each means where it stands, and what it becomes. */

#define ELEMENTS(X)                                                                                                    \
  X(Abstract)                                                                                                          \
  X(AbstractText)                                                                                                      \
  X(AccessionNumber)                                                                                                   \
  X(AccessionNumberList)                                                                                               \
  X(Article)                                                                                                           \
  X(ArticleId)                                                                                                         \
  X(ArticleIdList)                                                                                                     \
  X(ArticleTitle)                                                                                                      \
  X(Author)                                                                                                            \
  X(AuthorList)                                                                                                        \
  X(Book)                                                                                                              \
  X(BookDocument)                                                                                                      \
  X(BookTitle)                                                                                                         \
  X(CollectiveName)                                                                                                    \
  X(CommentsCorrections)                                                                                               \
  X(CommentsCorrectionsList)                                                                                           \
  X(DataBank)                                                                                                          \
  X(DataBankList)                                                                                                      \
  X(DataBankName)                                                                                                      \
  X(Day)                                                                                                               \
  X(DeleteCitation)                                                                                                    \
  X(DeleteDocument)                                                                                                    \
  X(DescriptorName)                                                                                                    \
  X(ELocationID)                                                                                                       \
  X(ForeName)                                                                                                          \
  X(ISOAbbreviation)                                                                                                   \
  X(ISSN)                                                                                                              \
  X(ISSNLinking)                                                                                                       \
  X(Initials)                                                                                                          \
  X(Journal)                                                                                                           \
  X(JournalIssue)                                                                                                      \
  X(Keyword)                                                                                                           \
  X(KeywordList)                                                                                                       \
  X(Language)                                                                                                          \
  X(LastName)                                                                                                          \
  X(MedlineCitation)                                                                                                   \
  X(MedlineCitationSet)                                                                                                \
  X(MedlineDate)                                                                                                       \
  X(MedlineJournalInfo)                                                                                                \
  X(MedlineTA)                                                                                                         \
  X(MeshHeading)                                                                                                       \
  X(MeshHeadingList)                                                                                                   \
  X(Month)                                                                                                             \
  X(OtherAbstract)                                                                                                     \
  X(PMID)                                                                                                              \
  X(PubDate)                                                                                                           \
  X(PublicationType)                                                                                                   \
  X(PublicationTypeList)                                                                                               \
  X(PubmedArticle)                                                                                                     \
  X(PubmedArticleSet)                                                                                                  \
  X(PubmedBookArticle)                                                                                                 \
  X(PubmedBookArticleSet)                                                                                              \
  X(PubmedBookData)                                                                                                    \
  X(PubmedData)                                                                                                        \
  X(QualifierName)                                                                                                     \
  X(Title)                                                                                                             \
  X(VernacularTitle)                                                                                                   \
  X(Year)                                                                                                              \
  X(msub)                                                                                                              \
  X(msubsup)                                                                                                           \
  X(msup)                                                                                                              \
  X(sub)                                                                                                               \
  X(sup)

enum element {
#define ENUM(name) E_##name,
  ELEMENTS(ENUM)
#undef ENUM
      E_COUNT,
  E_OTHER = E_COUNT
};

enum state {
  S_IGNORED, /* the element and all below it */
  S_DOCUMENT,
  S_SET,
  S_RECORD,
  S_MEDLINE,
  S_BOOK,
  S_BOOK_INFO,
  S_ARTICLE,
  S_JOURNAL,
  S_ISSUE,
  S_DATE,
  S_JOURNAL_INFO,
  S_ABSTRACT,
  S_AUTHORS,
  S_AUTHOR,
  S_BANKS,
  S_BANK,
  S_ACCESSIONS,
  S_TYPES,
  S_HEADINGS,
  S_HEADING,
  S_LINKS,
  S_LINK,
  S_OTHER_ABSTRACT,
  S_KEYWORDS,
  S_DATA,
  S_IDS,
  S_DELETES,
  S_QUALIFIER,
  /* from here on: elements whose text counts */
  S_PMID,
  S_TITLE,
  S_BOOK_TITLE,
  S_VERNACULAR,
  S_SECTION,
  S_OTHER_SECTION,
  S_FIELD_JOURNAL,
  S_FIELD_ISO,
  S_FIELD_TA,
  S_FIELD_ISSN,
  S_FIELD_ISSNL,
  S_FIELD_YEAR,
  S_FIELD_MONTH,
  S_FIELD_DAY,
  S_FIELD_MEDLINE_DATE,
  S_FIELD_LAST,
  S_FIELD_FORE,
  S_FIELD_INITIALS,
  S_FIELD_COLLECTIVE,
  S_FIELD_BANK,
  S_LANGUAGE,
  S_TYPE,
  S_KEYWORD,
  S_ACCESSION,
  S_ELOCATION,
  S_ID,
  S_DESCRIPTOR,
  S_LINK_PMID,
  S_DELETE_PMID,
  S_COUNT
};

/* Strings that are kept until their row or the citation ends. */
enum slot {
  NONE,
  JOURNAL,
  ISO,
  TA,
  ISSN,
  ISSNL,
  YEAR,
  MONTH,
  DAY,
  MEDLINE_DATE,
  LAST,
  FORE,
  INITIALS,
  COLLECTIVE,
  BANK,
  LABEL,
  CATEGORY,
  REF_TYPE,
  UI,
  DESCRIPTOR,
  ID_TYPE,
  OTHER_TYPE,
  OTHER_LANGUAGE,
  SLOTS
};
_Static_assert((int)SLOTS <= (int)REAP_WALK_SLOTS && (int)S_COUNT < 256 && (int)E_COUNT < 255, "walk tables");

typedef struct {
  const unsigned char **at;
  int count;
} reap_attributes;

typedef struct {
  uint8_t slot; /* where the text goes, NONE: see end; the first one that is not empty stays */
  void (*begin)(reap_walk *, reap_attributes);
  void (*end)(reap_walk *, reap_str text);
} reap_state_rule;

/* State of an element below a state; S_IGNORED when it means nothing there. */
extern const uint8_t reap_pubmed_next[S_COUNT][E_COUNT];
extern const reap_state_rule reap_pubmed_rules[S_COUNT];

/* E_OTHER when the name is none of ours. */
uint8_t reap_pubmed_element(const char *name);
/* Keeps a text in a slot; empties all slots; fills in what only the end of the citation can tell. */
void reap_pubmed_set(reap_walk *walk, enum slot slot, reap_str text);
void reap_pubmed_clear_all(reap_walk *walk);
void reap_pubmed_complete(reap_walk *walk);

#endif
