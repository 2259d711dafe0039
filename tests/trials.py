# SPDX-License-Identifier: MIT
"""Are registered trials in a store what their records say?  trials.py STORE RECORD...

Reads each record (JSON of the registry's API, version 2) and compares every field that the store keeps with it, by paths
of its own; of a trial with several records, the one that the store names as its source. Prints what differs and a count."""
import json
import os
import sqlite3
import sys

PROTOCOL, RESULTS = "protocolSection", "resultsSection"


def at(value, path):
    for name in path.split("/") if path else []:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def plain(value):
    """As SQLite gives it back: texts of whole numbers and numbers alike."""
    if isinstance(value, list):
        value = "; ".join(str(x) for x in value) or None
    if isinstance(value, bool):
        value = int(value)
    return None if value is None else str(value)


def same(stored, value):
    stored, value = plain(stored), plain(value)
    if stored == value:
        return True
    try:
        return float(stored) == float(value)
    except (TypeError, ValueError):
        return False


MODULE = {name: PROTOCOL + "/" + name + "Module/" for name in ("identification", "status", "design", "eligibility", "description")}
TRIAL = {
    "brief_title": MODULE["identification"] + "briefTitle", "official_title": MODULE["identification"] + "officialTitle",
    "acronym": MODULE["identification"] + "acronym", "organization": MODULE["identification"] + "organization/fullName",
    "org_study_id": MODULE["identification"] + "orgStudyIdInfo/id",
    "status": MODULE["status"] + "overallStatus", "last_known_status": MODULE["status"] + "lastKnownStatus",
    "why_stopped": MODULE["status"] + "whyStopped", "verified_date": MODULE["status"] + "statusVerifiedDate",
    "first_submitted": MODULE["status"] + "studyFirstSubmitDate",
    **{column + suffix: MODULE["status"] + struct + "/" + member
       for column, struct in (("start_date", "startDateStruct"), ("primary_completion_date", "primaryCompletionDateStruct"),
                              ("completion_date", "completionDateStruct"))
       for suffix, member in (("", "date"), ("_type", "type"))},
    "first_posted": MODULE["status"] + "studyFirstPostDateStruct/date",
    "results_first_posted": MODULE["status"] + "resultsFirstPostDateStruct/date",
    "last_update_posted": MODULE["status"] + "lastUpdatePostDateStruct/date",
    "study_type": MODULE["design"] + "studyType", "phase": MODULE["design"] + "phases",
    **{column: MODULE["design"] + "designInfo/" + member
       for column, member in (("allocation", "allocation"), ("intervention_model", "interventionModel"),
                              ("observational_model", "observationalModel"), ("time_perspective", "timePerspective"),
                              ("primary_purpose", "primaryPurpose"), ("masking", "maskingInfo/masking"),
                              ("who_masked", "maskingInfo/whoMasked"), ("masking_description", "maskingInfo/maskingDescription"))},
    "enrollment": MODULE["design"] + "enrollmentInfo/count", "enrollment_type": MODULE["design"] + "enrollmentInfo/type",
    **{column: MODULE["eligibility"] + member
       for column, member in (("sex", "sex"), ("minimum_age", "minimumAge"), ("maximum_age", "maximumAge"), ("age_groups", "stdAges"),
                              ("healthy_volunteers", "healthyVolunteers"), ("eligibility", "eligibilityCriteria"),
                              ("study_population", "studyPopulation"), ("sampling_method", "samplingMethod"))},
    "brief_summary": MODULE["description"] + "briefSummary", "detailed_description": MODULE["description"] + "detailedDescription",
    "has_results": "hasResults", "version": "derivedSection/miscInfoModule/versionHolder",
}


def rows_of(s):
    """{table: [(key columns, {column: value})]}: every row that the study should have given."""
    rows = {}

    def add(table, key, **columns):
        rows.setdefault(table, []).append((key, columns))

    def each(value, path):
        found = at(value, path)
        return list(enumerate(found if isinstance(found, list) else [], 1))

    p, r = s.get(PROTOCOL, {}), s.get(RESULTS, {})
    for i, x in each(p, "identificationModule/nctIdAliases"):
        add("registered_ids", {"kind": "alias", "position": i}, id=x)
    for i, x in each(p, "identificationModule/secondaryIdInfos"):
        add("registered_ids", {"kind": "secondary", "position": i}, id=x.get("id"), type=x.get("type"), domain=x.get("domain"), link=x.get("link"))
    for kind, path in (("condition", "conditions"), ("keyword", "keywords")):
        for i, x in each(p, "conditionsModule/" + path):
            add("registered_conditions", {"kind": kind, "position": i}, name=x)
    for kind in ("condition", "intervention"):
        for i, x in each(s, "derivedSection/%sBrowseModule/meshes" % kind):
            add("registered_mesh", {"kind": kind, "position": i}, ui=x.get("id"), name=x.get("term"))
    for i, x in each(p, "armsInterventionsModule/armGroups"):
        add("registered_arms", {"position": i}, label=x.get("label"), type=x.get("type"), description=x.get("description"), interventions=x.get("interventionNames"))
    for i, x in each(p, "armsInterventionsModule/interventions"):
        add("registered_interventions", {"position": i}, type=x.get("type"), name=x.get("name"), description=x.get("description"),
            other_names=x.get("otherNames"), arms=x.get("armGroupLabels"))
    for kind in ("primary", "secondary", "other"):
        for i, x in each(p, "outcomesModule/%sOutcomes" % kind):
            add("registered_outcomes", {"kind": kind, "position": i}, measure=x.get("measure"), description=x.get("description"), time_frame=x.get("timeFrame"))
    for i, x in each(p, "referencesModule/references"):
        add("registered_references", {"position": i}, pmid=x.get("pmid"), type=x.get("type"), citation=x.get("citation"))
    lead = at(p, "sponsorCollaboratorsModule/leadSponsor")
    if lead:
        add("registered_sponsors", {"kind": "lead", "position": 1}, name=lead.get("name"), **{"class": lead.get("class")})
    for i, x in each(p, "sponsorCollaboratorsModule/collaborators"):
        add("registered_sponsors", {"kind": "collaborator", "position": i}, name=x.get("name"), **{"class": x.get("class")})
    for i, x in each(p, "contactsLocationsModule/locations"):
        add("registered_locations", {"position": i}, **{k: x.get(k) for k in ("facility", "city", "state", "zip", "country", "status")},
            latitude=at(x, "geoPoint/lat"), longitude=at(x, "geoPoint/lon"))
    for o, x in each(r, "outcomeMeasuresModule/outcomeMeasures"):
        add("result_outcomes", {"outcome": o}, type=x.get("type"), title=x.get("title"), description=x.get("description"), time_frame=x.get("timeFrame"),
            population=x.get("populationDescription"), reporting_status=x.get("reportingStatus"), param_type=x.get("paramType"),
            dispersion_type=x.get("dispersionType"), unit=x.get("unitOfMeasure"), units_analyzed=x.get("typeUnitsAnalyzed"))
        for i, g in each(x, "groups"):
            add("result_groups", {"outcome": o, "position": i}, group_id=g.get("id"), title=g.get("title"), description=g.get("description"))
        for d, denom in each(x, "denoms"):
            for i, c in each(denom, "counts"):
                add("result_counts", {"outcome": o, "denom": d, "position": i}, units=denom.get("units"), group_id=c.get("groupId"), value=c.get("value"))
        for k, c in each(x, "classes"):
            for j, y in each(c, "categories"):
                for i, m in each(y, "measurements"):
                    add("result_values", {"outcome": o, "class": k, "category": j, "position": i}, class_title=c.get("title"), category_title=y.get("title"),
                        group_id=m.get("groupId"), value=m.get("value"), spread=m.get("spread"), lower_limit=m.get("lowerLimit"),
                        upper_limit=m.get("upperLimit"), comment=m.get("comment"))
        for i, a in each(x, "analyses"):
            add("result_analyses", {"outcome": o, "position": i}, groups=a.get("groupIds"), description=a.get("groupDescription"), method=a.get("statisticalMethod"),
                p_value=a.get("pValue"), p_comment=a.get("pValueComment"), param_type=a.get("paramType"), param_value=a.get("paramValue"),
                ci_percent=a.get("ciPctValue"), ci_sides=a.get("ciNumSides"), ci_lower=a.get("ciLowerLimit"), ci_upper=a.get("ciUpperLimit"),
                dispersion_type=a.get("dispersionType"), dispersion_value=a.get("dispersionValue"), noninferiority_type=a.get("nonInferiorityType"),
                noninferiority_comment=a.get("nonInferiorityComment"), comment=a.get("statisticalComment"), estimate_comment=a.get("estimateComment"))
    for k, period in each(r, "participantFlowModule/periods"):
        for j, m in each(period, "milestones"):
            for i, a in each(m, "achievements"):
                add("result_flow", {"period": k, "milestone": j, "position": i}, period_title=period.get("title"), type=m.get("type"),
                    group_id=a.get("groupId"), subjects=a.get("numSubjects"), comment=a.get("comment"))
    for i, g in each(r, "adverseEventsModule/eventGroups"):
        add("result_adverse_groups", {"position": i}, group_id=g.get("id"), title=g.get("title"), description=g.get("description"),
            serious_affected=g.get("seriousNumAffected"), serious_at_risk=g.get("seriousNumAtRisk"), other_affected=g.get("otherNumAffected"),
            other_at_risk=g.get("otherNumAtRisk"), deaths=g.get("deathsNumAffected"), deaths_at_risk=g.get("deathsNumAtRisk"))
    for kind in ("serious", "other"):
        for j, e in each(r, "adverseEventsModule/%sEvents" % kind):
            for i, x in each(e, "stats"):
                add("result_adverse_events", {"kind": kind, "event": j, "position": i}, term=e.get("term"), organ_system=e.get("organSystem"),
                    group_id=x.get("groupId"), affected=x.get("numAffected"), at_risk=x.get("numAtRisk"), events=x.get("numEvents"))
    return rows


TABLES = ("registered_ids registered_conditions registered_mesh registered_arms registered_interventions registered_outcomes registered_references "
          "registered_sponsors registered_locations result_outcomes result_groups result_counts result_values result_analyses result_flow "
          "result_adverse_groups result_adverse_events").split()


def compare(db, trial, study):
    """(fields compared, what differs)"""
    wrong, count = [], 0

    def check(what, stored, value):
        nonlocal count
        count += 1
        if not same(stored, value):
            wrong.append("%s %s: stored %r, record %r" % (trial, what, stored, value))

    stored = db.execute("SELECT * FROM registered_trials WHERE trial_id = ?", (trial,)).fetchone()
    for column, path in TRIAL.items():
        check(column, stored[column], at(study, path))
    wanted = rows_of(study)
    for table in TABLES:
        rows = wanted.get(table, [])
        check("rows of " + table, db.execute("SELECT count(*) FROM %s WHERE trial_id = ?" % table, (trial,)).fetchone()[0], len(rows))
        for key, columns in rows:
            row = db.execute("SELECT * FROM %s WHERE trial_id = ? AND %s" % (table, " AND ".join('"%s" = ?' % k for k in key)), (trial, *key.values())).fetchone()
            for column, value in columns.items():
                check("%s %s %s" % (table, key, column), row[column] if row else None, value)
    return count, wrong


def main():
    db = sqlite3.connect(sys.argv[1])
    db.row_factory = sqlite3.Row
    trials, fields, wrong = 0, 0, []
    for path in sys.argv[2:]:
        root = json.load(open(path, encoding="utf-8"))
        for study in root if isinstance(root, list) else root.get("studies", [root]):
            trial = at(study, PROTOCOL + "/identificationModule/nctId")
            stored = db.execute("SELECT source FROM registered_trials WHERE trial_id = ?", (trial,)).fetchone()
            if stored and os.path.basename(stored["source"]) != os.path.basename(path):
                continue                # another record of the trial is the newer one
            n, bad = compare(db, trial, study) if stored else (1, [trial + " is missing"])
            trials, fields, wrong = trials + 1, fields + n, wrong + bad
    print("\n".join(wrong[:20] + ["%d trials, %d fields compared, %d differ" % (trials, fields, len(wrong))]))
    sys.exit(bool(wrong))


main()
