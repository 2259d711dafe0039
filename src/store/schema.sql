-- The evidence store: the one definition of its tables. Written by pipeline/8_emit/sqlite.c, read by `reap query`.
--
-- Rows of a citation are numbered from 1 as in the records: quantity 3 is "Q3". In columns that name an arm, 0 is
-- "baseline" (the same arm before treatment). start_at and end_at count Unicode code points from 0, half-open:
-- substr(text, start_at + 1, end_at - start_at) is what stands there. What is not known is NULL, never 0 or ''.

-- Input files in the order in which they were first loaded: of two files that hold the same citation, the later counts.
CREATE TABLE sources (
  source_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,    -- base name; "-", "-#2" ... for stdin
  citations INTEGER,            -- read from it
  complete INTEGER,             -- 0: it ended in an error after these
  md5 TEXT,                     -- of the checksum file beside it (NAME.md5), where there is one
  bytes INTEGER,                -- its size on disk
  loaded TEXT                   -- when it was first loaded
);

-- With what citations were read: program, lexicon, and of each name in it what it says and its words (binary, see
-- src/lexicon/digest.h), so that `reap retag` finds the citations that another lexicon reads otherwise.
CREATE TABLE lexicons (
  lexicon_id INTEGER PRIMARY KEY,
  hash TEXT, program TEXT, names BLOB
);

CREATE TABLE citations (
  citation_id INTEGER PRIMARY KEY,
  pmid INTEGER,
  version INTEGER,
  document_id TEXT UNIQUE,      -- of documents that are not from PubMed
  source_id INTEGER NOT NULL REFERENCES sources,
  lexicon_id INTEGER NOT NULL REFERENCES lexicons,
  ordinal INTEGER,              -- position in the source, from 1
  fingerprint INTEGER NOT NULL, -- of its record: an unchanged citation is not written again
  first_seen TEXT NOT NULL,     -- when the store first had it, in UTC
  last_changed TEXT NOT NULL,   -- ... last had it change; that it was read anew is no change
  retracted_since TEXT,         -- ... learned that it is retracted
  doi TEXT, pmcid TEXT, journal TEXT, issn TEXT,
  date TEXT,                    -- ISO 8601, as precise as PubMed is
  retracted INTEGER NOT NULL, book INTEGER NOT NULL,
  vernacular_title TEXT,
  text TEXT,                    -- title, newline, abstract: what positions count in
  title_end INTEGER,            -- code points of the title
  abstract_at INTEGER,          -- where the abstract starts
  title TEXT GENERATED ALWAYS AS (nullif(substr(text, 1, title_end), '')),
  abstract TEXT GENERATED ALWAYS AS (nullif(substr(text, abstract_at + 1), '')),
  design TEXT, phase TEXT, allocation TEXT, masking TEXT, centers TEXT,
  n_total REAL, n_total_quantity INTEGER,
  UNIQUE (pmid, version)
);

CREATE INDEX citations_by_lexicon ON citations (lexicon_id);
CREATE INDEX citations_by_change ON citations (last_changed);

-- Citations that PubMed withdrew, so that loading an older file again does not bring them back; and of those that the
-- store had, what they were about.
CREATE TABLE deletions (
  pmid INTEGER, version INTEGER, source_id INTEGER NOT NULL REFERENCES sources,
  seen TEXT,                    -- when it was taken out; NULL: it was not here
  title TEXT, trials TEXT, conditions TEXT, -- the latter: JSON arrays of trial ids, and of [concept, text]
  PRIMARY KEY (pmid, version)
) WITHOUT ROWID;

CREATE TABLE authors (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, author INTEGER,
  last TEXT, initials TEXT, collective TEXT,
  PRIMARY KEY (citation_id, author)
) WITHOUT ROWID;

CREATE TABLE languages (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER, name TEXT,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE publication_types (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER, name TEXT,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE keywords (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER, name TEXT,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE mesh (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER,
  ui TEXT, name TEXT, major INTEGER NOT NULL,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

-- Retractions, errata, updates: PubMed's RefType and the PMID of the other citation.
CREATE TABLE links (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER, type TEXT, pmid INTEGER,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

-- DataBankList: accession numbers.
CREATE TABLE accessions (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER, bank TEXT, number TEXT,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE other_abstracts (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER,
  type TEXT, language TEXT, text TEXT,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE sections (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, section INTEGER,
  label TEXT, category TEXT, start_at INTEGER, end_at INTEGER,
  PRIMARY KEY (citation_id, section)
) WITHOUT ROWID;

-- Text that was printed raised (lowered 0) or lowered (1): "10<sup>-5</sup>" is "10-5" in the text.
CREATE TABLE markups (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER,
  lowered INTEGER NOT NULL, start_at INTEGER, end_at INTEGER,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE trials (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER,
  trial_id TEXT, registry TEXT, in_databank INTEGER NOT NULL, in_text INTEGER NOT NULL,
  start_at INTEGER, end_at INTEGER,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;
CREATE INDEX trials_by_id ON trials (trial_id);

CREATE TABLE abbreviations (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER,
  short TEXT, long TEXT, short_start INTEGER, short_end INTEGER, long_start INTEGER, long_end INTEGER,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

CREATE TABLE mentions (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, mention INTEGER,
  type TEXT, start_at INTEGER, end_at INTEGER, text TEXT, concept TEXT, name TEXT, via TEXT,
  negated INTEGER NOT NULL, hypothetical INTEGER NOT NULL, ambiguous INTEGER NOT NULL,
  PRIMARY KEY (citation_id, mention)
) WITHOUT ROWID;
CREATE INDEX mentions_by_concept ON mentions (concept);

-- start_at and end_at: where the text says most of what the arm is.
CREATE TABLE arms (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, arm INTEGER,
  label TEXT, start_at INTEGER, end_at INTEGER, role TEXT, n REAL, n_quantity INTEGER,
  PRIMARY KEY (citation_id, arm)
) WITHOUT ROWID;

-- Every place that names the arm.
CREATE TABLE arm_names (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, arm INTEGER, position INTEGER,
  start_at INTEGER, end_at INTEGER, text TEXT,
  PRIMARY KEY (citation_id, arm, position)
) WITHOUT ROWID;

CREATE TABLE arm_interventions (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, arm INTEGER, position INTEGER, mention INTEGER,
  PRIMARY KEY (citation_id, arm, position)
) WITHOUT ROWID;

CREATE TABLE outcomes (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, outcome INTEGER,
  start_at INTEGER, end_at INTEGER, text TEXT, concept TEXT, name TEXT,
  is_primary INTEGER,           -- 1 primary, 0 secondary
  PRIMARY KEY (citation_id, outcome)
) WITHOUT ROWID;

CREATE TABLE quantities (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, quantity INTEGER,
  start_at INTEGER, end_at INTEGER, text TEXT, kind TEXT, relation TEXT,
  value REAL, numeral TEXT,     -- numeral: the digits or words as printed
  low REAL, low_numeral TEXT, high REAL, high_numeral TEXT, level REAL,
  measure TEXT, unit TEXT, count REAL, "of" REAL, df1 REAL, df2 REAL,
  role TEXT, stage TEXT,        -- of sample sizes: whose number, and when in the flow of the trial
  people TEXT, arm INTEGER, outcome INTEGER,
  about INTEGER,                -- the quantity that this one qualifies
  flags INTEGER,                -- 1 adjusted 2 derived 4 words 8 about 16 one-sided 32 trend 64 interaction 128 margin
  rule TEXT,
  PRIMARY KEY (citation_id, quantity)
) WITHOUT ROWID;

CREATE TABLE findings (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, finding INTEGER,
  outcome INTEGER, arm INTEGER, comparator INTEGER,
  timepoint INTEGER,            -- a quantity
  subgroup TEXT,
  effect INTEGER, interval INTEGER, p INTEGER, -- quantities
  direction TEXT, significant INTEGER,
  noninferior INTEGER,          -- 1 shown, 0 not shown
  start_at INTEGER, end_at INTEGER, -- the sentence
  missing TEXT,                 -- what a meta-analysis would still need, separated by "; "
  confidence REAL, rule TEXT,
  PRIMARY KEY (citation_id, finding)
) WITHOUT ROWID;

-- The values of the groups inside a finding.
CREATE TABLE data (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, finding INTEGER, position INTEGER,
  arm INTEGER, quantity INTEGER, kind TEXT, relation TEXT,
  value REAL, sd REAL, se REAL, low REAL, high REAL, count REAL, "of" REAL, unit TEXT,
  derived INTEGER NOT NULL,     -- 1: computed, not printed
  PRIMARY KEY (citation_id, finding, position)
) WITHOUT ROWID;

-- The arithmetic of what was printed.
CREATE TABLE checks (
  citation_id INTEGER REFERENCES citations ON DELETE CASCADE, position INTEGER,
  rule TEXT, finding INTEGER, ok INTEGER NOT NULL, message TEXT,
  PRIMARY KEY (citation_id, position)
) WITHOUT ROWID;

-- ---- Registered trials (`reap load trials`, src/registry). Values as registered; dates ISO 8601, as precise as given. ----

CREATE TABLE registered_trials (
  trial_id TEXT PRIMARY KEY,
  brief_title TEXT, official_title TEXT, acronym TEXT, organization TEXT, org_study_id TEXT,
  status TEXT, last_known_status TEXT, why_stopped TEXT,
  start_date TEXT, start_date_type TEXT, primary_completion_date TEXT, primary_completion_date_type TEXT,
  completion_date TEXT, completion_date_type TEXT,
  verified_date TEXT, first_submitted TEXT, first_posted TEXT, results_first_posted TEXT, last_update_posted TEXT,
  study_type TEXT, phase TEXT, allocation TEXT, intervention_model TEXT, observational_model TEXT,
  time_perspective TEXT, primary_purpose TEXT, masking TEXT, who_masked TEXT, masking_description TEXT,
  enrollment INTEGER, enrollment_type TEXT, -- ACTUAL or ESTIMATED (anticipated)
  sex TEXT, minimum_age TEXT, maximum_age TEXT, age_groups TEXT, healthy_volunteers INTEGER, eligibility TEXT,
  study_population TEXT, sampling_method TEXT,
  brief_summary TEXT, detailed_description TEXT,
  has_results INTEGER, version TEXT, -- the registry's own date of this state
  source TEXT,                  -- the file that gave it
  first_seen TEXT, last_changed TEXT, -- when the store first had it, and last had it change
  versions INTEGER              -- states that the store has seen
) WITHOUT ROWID;
CREATE INDEX registered_trials_by_change ON registered_trials (last_changed);

-- Every state of a trial's record that was loaded, whole but for people's names and addresses, as JSON.
CREATE TABLE registered_versions (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, number INTEGER,
  version TEXT, seen TEXT, fingerprint INTEGER NOT NULL, document TEXT,
  PRIMARY KEY (trial_id, number)
) WITHOUT ROWID;

-- Other ids of the same trial: type "alias" (an older NCT id), else as registered (EudraCT number, registry ...).
CREATE TABLE registered_ids (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, kind TEXT, position INTEGER,
  id TEXT, type TEXT, domain TEXT, link TEXT,
  PRIMARY KEY (trial_id, kind, position)
) WITHOUT ROWID;
CREATE INDEX registered_ids_by_id ON registered_ids (id);

CREATE TABLE registered_conditions (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, kind TEXT, position INTEGER, -- kind: condition, keyword
  name TEXT, concept TEXT, concept_name TEXT,  -- the lexicon's, where it knows the name
  PRIMARY KEY (trial_id, kind, position)
) WITHOUT ROWID;
CREATE INDEX registered_conditions_by_concept ON registered_conditions (concept);

CREATE TABLE registered_mesh (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, kind TEXT, position INTEGER, -- kind: condition, intervention
  ui TEXT, name TEXT,
  PRIMARY KEY (trial_id, kind, position)
) WITHOUT ROWID;

CREATE TABLE registered_arms (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, position INTEGER,
  label TEXT, type TEXT, description TEXT, interventions TEXT,
  PRIMARY KEY (trial_id, position)
) WITHOUT ROWID;

CREATE TABLE registered_interventions (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, position INTEGER,
  type TEXT, name TEXT, description TEXT, other_names TEXT, arms TEXT,
  PRIMARY KEY (trial_id, position)
) WITHOUT ROWID;

CREATE TABLE registered_outcomes (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, kind TEXT, position INTEGER, -- primary, secondary, other
  measure TEXT, description TEXT, time_frame TEXT,
  PRIMARY KEY (trial_id, kind, position)
) WITHOUT ROWID;

CREATE TABLE registered_references (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, position INTEGER,
  pmid INTEGER, type TEXT, citation TEXT, -- type: RESULT, DERIVED, BACKGROUND
  PRIMARY KEY (trial_id, position)
) WITHOUT ROWID;
CREATE INDEX registered_references_by_pmid ON registered_references (pmid);

CREATE TABLE registered_sponsors (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, kind TEXT, position INTEGER, -- kind: lead, collaborator
  name TEXT, class TEXT,
  PRIMARY KEY (trial_id, kind, position)
) WITHOUT ROWID;

CREATE TABLE registered_locations (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, position INTEGER,
  facility TEXT, city TEXT, state TEXT, zip TEXT, country TEXT, status TEXT, latitude REAL, longitude REAL,
  PRIMARY KEY (trial_id, position)
) WITHOUT ROWID;

-- Results as posted. Numbers are texts there ("<0.001", "NA"); they stay as they are.
CREATE TABLE result_outcomes (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, outcome INTEGER,
  type TEXT, title TEXT, description TEXT, time_frame TEXT, population TEXT, reporting_status TEXT,
  param_type TEXT, dispersion_type TEXT, unit TEXT, units_analyzed TEXT,
  PRIMARY KEY (trial_id, outcome)
) WITHOUT ROWID;
CREATE TABLE result_groups (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, outcome INTEGER, position INTEGER,
  group_id TEXT, title TEXT, description TEXT,
  PRIMARY KEY (trial_id, outcome, position)
) WITHOUT ROWID;
CREATE TABLE result_counts (    -- how many of each group were analysed
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, outcome INTEGER, denom INTEGER, position INTEGER,
  units TEXT, group_id TEXT, value TEXT,
  PRIMARY KEY (trial_id, outcome, denom, position)
) WITHOUT ROWID;
CREATE TABLE result_values (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE,
  outcome INTEGER, class INTEGER, category INTEGER, position INTEGER,
  class_title TEXT, category_title TEXT, group_id TEXT,
  value TEXT, spread TEXT, lower_limit TEXT, upper_limit TEXT, comment TEXT,
  PRIMARY KEY (trial_id, outcome, class, category, position)
) WITHOUT ROWID;
CREATE TABLE result_analyses (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, outcome INTEGER, position INTEGER,
  groups TEXT, description TEXT, method TEXT, p_value TEXT, p_comment TEXT,
  param_type TEXT, param_value TEXT, ci_percent TEXT, ci_sides TEXT, ci_lower TEXT, ci_upper TEXT,
  dispersion_type TEXT, dispersion_value TEXT, noninferiority_type TEXT, noninferiority_comment TEXT,
  comment TEXT, estimate_comment TEXT,
  PRIMARY KEY (trial_id, outcome, position)
) WITHOUT ROWID;
CREATE TABLE result_flow (      -- participant flow: who started, completed, left
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE,
  period INTEGER, milestone INTEGER, position INTEGER,
  period_title TEXT, type TEXT, group_id TEXT, subjects TEXT, comment TEXT,
  PRIMARY KEY (trial_id, period, milestone, position)
) WITHOUT ROWID;
CREATE TABLE result_adverse_groups (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, position INTEGER,
  group_id TEXT, title TEXT, description TEXT,
  serious_affected INTEGER, serious_at_risk INTEGER, other_affected INTEGER, other_at_risk INTEGER,
  deaths INTEGER, deaths_at_risk INTEGER,
  PRIMARY KEY (trial_id, position)
) WITHOUT ROWID;
CREATE TABLE result_adverse_events (
  trial_id TEXT REFERENCES registered_trials ON DELETE CASCADE, kind TEXT, event INTEGER, position INTEGER,
  term TEXT, organ_system TEXT, group_id TEXT, affected INTEGER, at_risk INTEGER, events INTEGER, -- kind: serious, other
  PRIMARY KEY (trial_id, kind, event, position)
) WITHOUT ROWID;

-- Which program and lexicon wrote last.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Full text over title, abstract and outcomes: ... WHERE search MATCH 'ulcer AND recurrence'; its rowid is citation_id.
CREATE VIEW search_text AS
SELECT citation_id, title, abstract,
  (SELECT group_concat(text, char(10)) FROM (SELECT text FROM outcomes o
     WHERE o.citation_id = c.citation_id ORDER BY outcome)) AS outcomes
FROM citations c;
CREATE VIRTUAL TABLE search USING fts5(title, abstract, outcomes, content = 'search_text', content_rowid = 'citation_id',
  tokenize = 'porter unicode61 remove_diacritics 2');

-- The token index: which folded words (hexadecimal hashes) a citation has; its rowid is citation_id. What was removed
-- may still be found in it.
CREATE VIRTUAL TABLE words USING fts5(word, content = '', columnsize = 0, detail = none, tokenize = 'ascii');

-- The newest version of each citation.
CREATE VIEW current_citations AS
SELECT * FROM citations c
WHERE c.pmid IS NULL OR NOT EXISTS (SELECT 1 FROM citations later
  WHERE later.pmid = c.pmid AND later.version > c.version);

-- Which citation reports which trial, and how surely: grade 1 the registry names it as a result (RESULT, or DERIVED: found by
-- NLM), 2 its data bank list, 3 its title or abstract, 4 another id of the trial in one of those. BACKGROUND references
-- are no links. Current versions; one row a pair, the surest grade; `evidence` tells all.
CREATE VIEW trial_links AS
SELECT trial_id, citation_id, pmid, min(grade) AS grade, group_concat(evidence, '; ') AS evidence FROM (
  SELECT trial_id, citation_id, pmid, min(grade) AS grade, evidence FROM (
    SELECT r.trial_id AS trial_id, c.citation_id AS citation_id, c.pmid AS pmid, 1 AS grade, 'reference ' || r.type AS evidence
      FROM registered_references r JOIN current_citations c ON c.pmid = r.pmid WHERE r.type IN ('RESULT', 'DERIVED')
    UNION ALL
    SELECT t.trial_id, c.citation_id, c.pmid, 2, 'data bank'
      FROM trials t JOIN current_citations c ON c.citation_id = t.citation_id WHERE t.in_databank
    UNION ALL
    SELECT t.trial_id, c.citation_id, c.pmid, 3, CASE WHEN t.start_at < c.title_end THEN 'title' ELSE 'abstract' END
      FROM trials t JOIN current_citations c ON c.citation_id = t.citation_id WHERE t.in_text
    UNION ALL
    SELECT i.trial_id, c.citation_id, c.pmid, 4, i.kind || ' id ' || i.id
      FROM registered_ids i JOIN trials t ON t.trial_id = i.id JOIN current_citations c ON c.citation_id = t.citation_id)
  GROUP BY trial_id, citation_id, evidence ORDER BY min(grade), evidence)
GROUP BY trial_id, citation_id;

-- The flat table: one row a finding; the columns of the CSV.
CREATE VIEW evidence AS
SELECT
  coalesce(c.pmid, c.document_id) AS pmid,
  (SELECT group_concat(trial_id, ';') FROM (SELECT trial_id FROM trials t
     WHERE t.citation_id = c.citation_id ORDER BY position)) AS trial_ids,
  CAST(substr(c.date, 1, 4) AS INTEGER) AS year,
  c.design AS design,
  c.n_total AS n_total,
  (SELECT coalesce(name, text) FROM mentions m WHERE m.citation_id = c.citation_id AND m.type = 'condition'
     AND NOT m.negated ORDER BY mention LIMIT 1) AS condition,
  a.label AS arm,
  CASE f.comparator WHEN 0 THEN 'baseline' ELSE b.label END AS comparator,
  o.text AS outcome,
  CASE WHEN t.text = t.numeral AND t.unit NOTNULL -- "6 and 12 months"
    THEN t.text || ' ' || t.unit || CASE t.value WHEN 1 THEN '' ELSE 's' END ELSE t.text END AS timepoint,
  e.measure AS measure,
  e.value AS estimate,
  i.low AS ci_low,
  i.high AS ci_high,
  i.level AS ci_level,
  coalesce(ae."of", a.n) AS arm_n,
  ae.count AS arm_events,
  am.value AS arm_mean,
  am.sd AS arm_sd,
  coalesce(be."of", b.n) AS comparator_n,
  be.count AS comparator_events,
  bm.value AS comparator_mean,
  bm.sd AS comparator_sd,
  p.relation AS p_relation,
  p.value AS p_value,
  f.direction AS direction,
  f.confidence AS confidence,
  substr(c.text, f.start_at + 1, f.end_at - f.start_at) AS sentence
FROM findings f
JOIN current_citations c ON c.citation_id = f.citation_id
LEFT JOIN arms a ON a.citation_id = f.citation_id AND a.arm = f.arm
LEFT JOIN arms b ON b.citation_id = f.citation_id AND b.arm = f.comparator
LEFT JOIN outcomes o ON o.citation_id = f.citation_id AND o.outcome = f.outcome
LEFT JOIN quantities t ON t.citation_id = f.citation_id AND t.quantity = f.timepoint
LEFT JOIN quantities e ON e.citation_id = f.citation_id AND e.quantity = f.effect
LEFT JOIN quantities i ON i.citation_id = f.citation_id AND i.quantity = coalesce(f.interval, f.effect)
LEFT JOIN quantities p ON p.citation_id = f.citation_id AND p.quantity = f.p
LEFT JOIN data ae ON ae.citation_id = f.citation_id AND ae.finding = f.finding AND ae.position =
  (SELECT min(position) FROM data d WHERE d.citation_id = f.citation_id AND d.finding = f.finding AND d.arm IS f.arm
     AND d.count IS NOT NULL)
LEFT JOIN data am ON am.citation_id = f.citation_id AND am.finding = f.finding AND am.position =
  (SELECT min(position) FROM data d WHERE d.citation_id = f.citation_id AND d.finding = f.finding AND d.arm IS f.arm
     AND d.kind = 'mean')
LEFT JOIN data be ON be.citation_id = f.citation_id AND be.finding = f.finding AND be.position =
  (SELECT min(position) FROM data d WHERE d.citation_id = f.citation_id AND d.finding = f.finding
     AND d.arm = f.comparator AND d.count IS NOT NULL)
LEFT JOIN data bm ON bm.citation_id = f.citation_id AND bm.finding = f.finding AND bm.position =
  (SELECT min(position) FROM data d WHERE d.citation_id = f.citation_id AND d.finding = f.finding
     AND d.arm = f.comparator AND d.kind = 'mean');
