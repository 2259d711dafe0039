/* SPDX-License-Identifier: MIT */
#include "3_parse/pubmed_elements.h"

static const char *const element_names[E_COUNT] = {
#define NAME(name) #name,
    ELEMENTS(NAME)
#undef NAME
};

/* What each element means where it stands; all else is ignored. That is why a PMID or DOI of a cited work is never
 * taken for the citation's own: there is no way through PubmedData/ReferenceList. */
const uint8_t reap_pubmed_next[S_COUNT][E_COUNT] = {
    [S_DOCUMENT] = {[E_PubmedArticleSet] = S_SET,
                    [E_MedlineCitationSet] = S_SET,
                    [E_PubmedBookArticleSet] = S_SET,
                    [E_PubmedArticle] = S_RECORD,
                    [E_PubmedBookArticle] = S_RECORD,
                    [E_MedlineCitation] = S_MEDLINE,
                    [E_BookDocument] = S_BOOK},
    [S_SET] = {[E_PubmedArticle] = S_RECORD,
               [E_PubmedBookArticle] = S_RECORD,
               [E_MedlineCitation] = S_MEDLINE,
               [E_BookDocument] = S_BOOK,
               [E_DeleteCitation] = S_DELETES,
               [E_DeleteDocument] = S_DELETES},
    [S_DELETES] = {[E_PMID] = S_DELETE_PMID},
    [S_RECORD] = {[E_MedlineCitation] = S_MEDLINE,
                  [E_PubmedData] = S_DATA,
                  [E_BookDocument] = S_BOOK,
                  [E_PubmedBookData] = S_DATA},
    [S_MEDLINE] = {[E_PMID] = S_PMID,
                   [E_Article] = S_ARTICLE,
                   [E_MedlineJournalInfo] = S_JOURNAL_INFO,
                   [E_MeshHeadingList] = S_HEADINGS,
                   [E_CommentsCorrectionsList] = S_LINKS,
                   [E_OtherAbstract] = S_OTHER_ABSTRACT,
                   [E_KeywordList] = S_KEYWORDS},
    [S_ARTICLE] = {[E_Journal] = S_JOURNAL,
                   [E_ArticleTitle] = S_TITLE,
                   [E_VernacularTitle] = S_VERNACULAR,
                   [E_ELocationID] = S_ELOCATION,
                   [E_Abstract] = S_ABSTRACT,
                   [E_AuthorList] = S_AUTHORS,
                   [E_Language] = S_LANGUAGE,
                   [E_DataBankList] = S_BANKS,
                   [E_PublicationTypeList] = S_TYPES},
    [S_JOURNAL] = {[E_ISSN] = S_FIELD_ISSN,
                   [E_JournalIssue] = S_ISSUE,
                   [E_Title] = S_FIELD_JOURNAL,
                   [E_ISOAbbreviation] = S_FIELD_ISO},
    [S_ISSUE] = {[E_PubDate] = S_DATE},
    [S_DATE] = {[E_Year] = S_FIELD_YEAR,
                [E_Month] = S_FIELD_MONTH,
                [E_Day] = S_FIELD_DAY,
                [E_MedlineDate] = S_FIELD_MEDLINE_DATE},
    [S_JOURNAL_INFO] = {[E_MedlineTA] = S_FIELD_TA, [E_ISSNLinking] = S_FIELD_ISSNL},
    [S_ABSTRACT] = {[E_AbstractText] = S_SECTION},
    [S_AUTHORS] = {[E_Author] = S_AUTHOR},
    [S_AUTHOR] = {[E_LastName] = S_FIELD_LAST,
                  [E_ForeName] = S_FIELD_FORE,
                  [E_Initials] = S_FIELD_INITIALS,
                  [E_CollectiveName] = S_FIELD_COLLECTIVE},
    [S_BANKS] = {[E_DataBank] = S_BANK},
    [S_BANK] = {[E_DataBankName] = S_FIELD_BANK, [E_AccessionNumberList] = S_ACCESSIONS},
    [S_ACCESSIONS] = {[E_AccessionNumber] = S_ACCESSION},
    [S_TYPES] = {[E_PublicationType] = S_TYPE},
    [S_HEADINGS] = {[E_MeshHeading] = S_HEADING},
    [S_HEADING] = {[E_DescriptorName] = S_DESCRIPTOR, [E_QualifierName] = S_QUALIFIER},
    [S_LINKS] = {[E_CommentsCorrections] = S_LINK},
    [S_LINK] = {[E_PMID] = S_LINK_PMID},
    [S_OTHER_ABSTRACT] = {[E_AbstractText] = S_OTHER_SECTION},
    [S_KEYWORDS] = {[E_Keyword] = S_KEYWORD},
    [S_DATA] = {[E_ArticleIdList] = S_IDS},
    [S_IDS] = {[E_ArticleId] = S_ID},
    [S_BOOK] = {[E_PMID] = S_PMID,
                [E_ArticleIdList] = S_IDS,
                [E_Book] = S_BOOK_INFO,
                [E_ArticleTitle] = S_TITLE,
                [E_VernacularTitle] = S_VERNACULAR,
                [E_Language] = S_LANGUAGE,
                [E_AuthorList] = S_AUTHORS,
                [E_PublicationType] = S_TYPE,
                [E_Abstract] = S_ABSTRACT,
                [E_KeywordList] = S_KEYWORDS},
    [S_BOOK_INFO] = {[E_BookTitle] = S_BOOK_TITLE, [E_PubDate] = S_DATE, [E_AuthorList] = S_AUTHORS},
};

static reap_str attribute(reap_attributes list, const char *name) {
  for (int i = 0; i < list.count; i++) {
    const unsigned char **a = list.at + 5 * (size_t)i;
    if (strcmp((const char *)a[0], name) == 0) return (reap_str){(const char *)a[3], (uint32_t)(a[4] - a[3])};
  }
  return (reap_str){"", 0};
}

static bool is_no(reap_str yes_no) { return reap_str_equal(yes_no, REAP_STR("N")); }
static bool is_yes(reap_str yes_no) { return reap_str_equal(yes_no, REAP_STR("Y")); }

/* A PMID in decimal; 0 when it is none. */
static uint32_t read_pmid(reap_str text) {
  uint64_t value = 0;
  for (uint32_t i = 0; i < text.len; i++) {
    if (!reap_is_digit(text.ptr[i]) || value > UINT32_MAX / 10) return 0;
    value = value * 10 + (uint64_t)(text.ptr[i] - '0');
  }
  return value < UINT32_MAX ? (uint32_t)value : 0;
}

static void clear(reap_walk *walk, enum slot first, enum slot last) {
  for (int i = (int)first; i <= (int)last; i++) walk->slots[i] = (reap_str){"", 0};
}
void reap_pubmed_set(reap_walk *walk, enum slot slot, reap_str text) {
  walk->slots[slot] = reap_draft_keep(walk->draft, text);
}

void reap_pubmed_clear_all(reap_walk *walk) { clear(walk, NONE, (enum slot)(SLOTS - 1)); }

/* ---- what begins and ends with an element ---- */

static void begin_pmid(reap_walk *walk, reap_attributes list) {
  uint32_t version = read_pmid(attribute(list, "Version"));
  walk->draft->citation.version = version > 0 && version <= UINT16_MAX ? (uint16_t)version : 1;
}
static void end_pmid(reap_walk *walk, reap_str text) { walk->draft->citation.pmid = read_pmid(text); }

static void begin_delete(reap_walk *walk, reap_attributes list) {
  reap_draft_reset(walk->draft);
  walk->draft->citation.op = REAP_OP_DELETE;
  begin_pmid(walk, list);
}

static void begin_book(reap_walk *walk, reap_attributes list) {
  (void)list;
  walk->draft->citation.is_book = true;
}

static void end_vernacular(reap_walk *walk, reap_str text) {
  walk->draft->citation.vernacular_title = reap_draft_keep(walk->draft, text);
}

static void begin_section(reap_walk *walk, reap_attributes list) {
  reap_pubmed_set(walk, LABEL, attribute(list, "Label"));
  reap_pubmed_set(walk, CATEGORY, attribute(list, "NlmCategory"));
}
static void end_section(reap_walk *walk, reap_str text) {
  (void)text;
  reap_draft_close_section(walk->draft, walk->slots[LABEL], walk->slots[CATEGORY]);
}

static void begin_other_abstract(reap_walk *walk, reap_attributes list) {
  reap_pubmed_set(walk, OTHER_TYPE, attribute(list, "Type"));
  reap_pubmed_set(walk, OTHER_LANGUAGE, attribute(list, "Language"));
}
static void end_other_section(reap_walk *walk, reap_str text) {
  if (!text.len || !reap_draft_row(walk->draft)) return;
  *reap_push(&walk->draft->rows.other_texts) = (reap_other_text){.type = walk->slots[OTHER_TYPE],
                                                                 .language = walk->slots[OTHER_LANGUAGE],
                                                                 .text = reap_draft_keep(walk->draft, text)};
}

/* The authors of a chapter come after those of its book and replace them; editors are no authors. */
static void begin_authors(reap_walk *walk, reap_attributes list) {
  bool in_book = walk->states[walk->depth - 2] == S_BOOK || walk->states[walk->depth - 2] == S_BOOK_INFO;
  if (in_book && reap_str_equal_nocase(attribute(list, "Type"), REAP_STR("editors")))
    walk->states[walk->depth - 1] = S_IGNORED;
  else if (in_book)
    reap_vec_reset(&walk->draft->rows.authors);
}
static void begin_author(reap_walk *walk, reap_attributes list) {
  clear(walk, LAST, COLLECTIVE);
  if (is_no(attribute(list, "ValidYN"))) walk->states[walk->depth - 1] = S_IGNORED;
}
static void end_author(reap_walk *walk, reap_str text) {
  (void)text;
  const reap_str *slots = walk->slots;
  if ((!slots[LAST].len && !slots[COLLECTIVE].len && !slots[FORE].len) || !reap_draft_row(walk->draft)) return;
  reap_author *author = reap_push(&walk->draft->rows.authors);
  *author = (reap_author){slots[LAST].len ? slots[LAST] : slots[FORE], slots[INITIALS], slots[COLLECTIVE]};
  if (slots[COLLECTIVE].len) *author = (reap_author){.collective = slots[COLLECTIVE]};
}

static void begin_bank(reap_walk *walk, reap_attributes list) {
  (void)list;
  clear(walk, BANK, BANK);
}
static void end_accession(reap_walk *walk, reap_str text) {
  if (!text.len || !reap_draft_row(walk->draft)) return;
  *reap_push(&walk->draft->rows.accessions) = (reap_accession){walk->slots[BANK], reap_draft_keep(walk->draft, text)};
}

#define TEXT_ROW(function, column)                                                                                     \
  static void function(reap_walk *walk, reap_str text) {                                                               \
    if (text.len && reap_draft_row(walk->draft))                                                                       \
      *reap_push(&walk->draft->rows.column) = (reap_text_row){reap_draft_keep(walk->draft, text)};                     \
  }
TEXT_ROW(end_language, languages)
TEXT_ROW(end_keyword, keywords)
TEXT_ROW(keep_type, publication_types)

static void end_type(reap_walk *walk, reap_str text) {
  keep_type(walk, text);
  if (reap_str_equal_nocase(text, REAP_STR("Retracted Publication"))) walk->draft->citation.retracted = true;
}

/* Of several ids the best one stays: PubmedData's own list before ELocationID. */
static void offer(reap_walk *walk, reap_str *field, uint8_t *best, uint8_t rank, reap_str text) {
  if (!text.len || rank <= *best) return;
  *best = rank;
  *field = reap_draft_keep(walk->draft, text);
}
static void offer_id(reap_walk *walk, uint8_t rank, reap_str text) {
  reap_citation *citation = &walk->draft->citation;
  if (reap_str_equal(walk->slots[ID_TYPE], REAP_STR("doi"))) offer(walk, &citation->doi, &walk->doi_rank, rank, text);
  if (reap_str_equal(walk->slots[ID_TYPE], REAP_STR("pmc")))
    offer(walk, &citation->pmcid, &walk->pmcid_rank, rank, text);
}
static void begin_elocation(reap_walk *walk, reap_attributes list) {
  reap_pubmed_set(walk, ID_TYPE, attribute(list, "EIdType"));
  walk->valid = !is_no(attribute(list, "ValidYN"));
}
static void end_elocation(reap_walk *walk, reap_str text) { offer_id(walk, walk->valid ? 2 : 1, text); }
static void begin_id(reap_walk *walk, reap_attributes list) {
  reap_pubmed_set(walk, ID_TYPE, attribute(list, "IdType"));
}
static void end_id(reap_walk *walk, reap_str text) { offer_id(walk, 3, text); }

static void begin_heading(reap_walk *walk, reap_attributes list) {
  (void)list;
  clear(walk, UI, DESCRIPTOR);
  walk->major = false;
}
static void begin_descriptor(reap_walk *walk, reap_attributes list) {
  if (!walk->slots[UI].len) reap_pubmed_set(walk, UI, attribute(list, "UI"));
  walk->major |= is_yes(attribute(list, "MajorTopicYN"));
}
static void begin_qualifier(reap_walk *walk, reap_attributes list) {
  walk->major |= is_yes(attribute(list, "MajorTopicYN"));
}
static void end_heading(reap_walk *walk, reap_str text) {
  (void)text;
  if (!walk->slots[DESCRIPTOR].len || !reap_draft_row(walk->draft)) return;
  *reap_push(&walk->draft->rows.mesh) = (reap_mesh){walk->slots[UI], walk->slots[DESCRIPTOR], walk->major};
}

static bool link_type_counts(reap_str type) {
#define TYPE(name)                                                                                                     \
  { name, sizeof(name) - 1 }
  static const reap_str types[] = {TYPE("RetractionIn"),
                                   TYPE("RetractionOf"),
                                   TYPE("PartialRetractionIn"),
                                   TYPE("PartialRetractionOf"),
                                   TYPE("ExpressionOfConcernIn"),
                                   TYPE("ExpressionOfConcernFor"),
                                   TYPE("ErratumIn"),
                                   TYPE("ErratumFor"),
                                   TYPE("CorrectedandRepublishedIn"),
                                   TYPE("CorrectedandRepublishedFrom"),
                                   TYPE("RetractedandRepublishedIn"),
                                   TYPE("RetractedandRepublishedFrom"),
                                   TYPE("RepublishedIn"),
                                   TYPE("RepublishedFrom"),
                                   TYPE("UpdateIn"),
                                   TYPE("UpdateOf")};
#undef TYPE
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (reap_str_equal(type, types[i])) return true;
  return false;
}
static void begin_link(reap_walk *walk, reap_attributes list) {
  reap_str type = attribute(list, "RefType");
  walk->pmid = 0;
  if (link_type_counts(type))
    reap_pubmed_set(walk, REF_TYPE, type);
  else
    walk->states[walk->depth - 1] = S_IGNORED;
}
static void end_link_pmid(reap_walk *walk, reap_str text) { walk->pmid = read_pmid(text); }
static void end_link(reap_walk *walk, reap_str text) {
  (void)text;
  if (!reap_draft_row(walk->draft)) return;
  *reap_push(&walk->draft->rows.links) = (reap_link){walk->slots[REF_TYPE], walk->pmid};
  if (reap_str_equal(walk->slots[REF_TYPE], REAP_STR("RetractionIn"))) walk->draft->citation.retracted = true;
}

const reap_state_rule reap_pubmed_rules[S_COUNT] = {
    [S_BOOK] = {.begin = begin_book},
    [S_AUTHORS] = {.begin = begin_authors},
    [S_AUTHOR] = {.begin = begin_author, .end = end_author},
    [S_BANK] = {.begin = begin_bank},
    [S_HEADING] = {.begin = begin_heading, .end = end_heading},
    [S_LINK] = {.begin = begin_link, .end = end_link},
    [S_OTHER_ABSTRACT] = {.begin = begin_other_abstract},
    [S_PMID] = {.begin = begin_pmid, .end = end_pmid},
    [S_DELETE_PMID] = {.begin = begin_delete, .end = end_pmid},
    [S_VERNACULAR] = {.end = end_vernacular},
    [S_SECTION] = {.begin = begin_section, .end = end_section},
    [S_OTHER_SECTION] = {.end = end_other_section},
    [S_FIELD_JOURNAL] = {.slot = JOURNAL},
    [S_FIELD_ISO] = {.slot = ISO},
    [S_FIELD_TA] = {.slot = TA},
    [S_FIELD_ISSN] = {.slot = ISSN},
    [S_FIELD_ISSNL] = {.slot = ISSNL},
    [S_FIELD_YEAR] = {.slot = YEAR},
    [S_FIELD_MONTH] = {.slot = MONTH},
    [S_FIELD_DAY] = {.slot = DAY},
    [S_FIELD_MEDLINE_DATE] = {.slot = MEDLINE_DATE},
    [S_FIELD_LAST] = {.slot = LAST},
    [S_FIELD_FORE] = {.slot = FORE},
    [S_FIELD_INITIALS] = {.slot = INITIALS},
    [S_FIELD_COLLECTIVE] = {.slot = COLLECTIVE},
    [S_FIELD_BANK] = {.slot = BANK},
    [S_LANGUAGE] = {.end = end_language},
    [S_TYPE] = {.end = end_type},
    [S_KEYWORD] = {.end = end_keyword},
    [S_ACCESSION] = {.end = end_accession},
    [S_ELOCATION] = {.begin = begin_elocation, .end = end_elocation},
    [S_ID] = {.begin = begin_id, .end = end_id},
    [S_DESCRIPTOR] = {.slot = DESCRIPTOR, .begin = begin_descriptor},
    [S_QUALIFIER] = {.begin = begin_qualifier},
    [S_LINK_PMID] = {.end = end_link_pmid},
};

uint8_t reap_pubmed_element(const char *name) {
  size_t low = 0, high = E_COUNT;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(name, element_names[middle]);
    if (order == 0) return (uint8_t)middle;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return E_OTHER;
}

static reap_str first_of(reap_str a, reap_str b) { return a.len ? a : b; }

void reap_pubmed_complete(reap_walk *walk) {
  reap_draft *draft = walk->draft;
  reap_citation *citation = &draft->citation;
  const reap_str *slots = walk->slots;
  char date[16];
  if (slots[YEAR].len)
    reap_date_from_parts(slots[YEAR], slots[MONTH], slots[DAY], date);
  else
    reap_date_from_text(slots[MEDLINE_DATE], date);
  citation->date = reap_draft_keep(draft, reap_str_of(date));
  citation->issn = first_of(slots[ISSN], slots[ISSNL]);
  citation->journal = first_of(slots[JOURNAL], first_of(slots[ISO], slots[TA]));
  if (citation->is_book && draft->book_title.bytes.len)
    citation->journal = reap_draft_keep(draft, reap_buf_view(&draft->book_title.bytes));
}

const char *const *reap_walk_landmarks(uint8_t root) {
  static const char *const articles[] = {"PubmedArticleSet", "PubmedArticle", "PubmedBookArticle", "DeleteCitation",
                                         NULL};
  static const char *const medline[] = {"MedlineCitationSet", "MedlineCitation", "DeleteCitation", NULL};
  static const char *const books[] = {"PubmedBookArticleSet", "PubmedBookArticle", "DeleteDocument", NULL};
  if (root == E_MedlineCitationSet || root == E_MedlineCitation) return medline;
  if (root == E_PubmedBookArticleSet || root == E_PubmedBookArticle || root == E_BookDocument) return books;
  return articles;
}
