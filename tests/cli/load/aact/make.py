"""AACT's flat files out of records of the registry's API, by AACT's definitions:  make.py RECORDS FOLDER [old]

`old` writes the words as AACT had them before 2023 ("Phase 2", "Active, not recruiting", "March 2010")."""
import csv
import json
import os
import sys

records, folder, old = json.load(open(sys.argv[1])), sys.argv[2], len(sys.argv) > 3
tables, ids = {}, 0
MONTHS = "January February March April May June July August September October November December".split()


def add(table, nct, **cells):
    global ids
    ids += 1
    tables.setdefault(table, []).append({"id": ids, "nct_id": nct, **cells})
    return ids


def get(value, path, default=None):
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return default if value is None else value


def word(value):
    return value.capitalize().replace("_", " ") if old and value else value


def month(date):
    if not old or not date:
        return date
    parts = date.split("-")
    return "%s %s%s" % (MONTHS[int(parts[1]) - 1], "%d, " % int(parts[2]) if len(parts) > 2 else "", parts[0])


def day(date):
    return date and (date + "-28" if len(date) == 7 else date)


def flag(value):
    return None if value is None else "t" if value else "f"


for record in records:
    p, r = record["protocolSection"], record.get("resultsSection", {})
    nct = p["identificationModule"]["nctId"]
    status, design, eligibility = p.get("statusModule", {}), p.get("designModule", {}), p.get("eligibilityModule", {})
    phases = get(design, "phases", [])
    dates = {k: get(status, k + "DateStruct.date") for k in ("start", "primaryCompletion", "completion", "studyFirstPost", "resultsFirstPost", "lastUpdatePost")}
    add("studies", nct, brief_title=get(p, "identificationModule.briefTitle"), official_title=get(p, "identificationModule.officialTitle"),
        acronym=get(p, "identificationModule.acronym"), source=get(p, "identificationModule.organization.fullName"),
        overall_status=word(status.get("overallStatus")), last_known_status=word(status.get("lastKnownStatus")), why_stopped=status.get("whyStopped"),
        start_month_year=month(dates["start"]), start_date=day(dates["start"]), start_date_type=word(get(status, "startDateStruct.type")),
        primary_completion_month_year=month(dates["primaryCompletion"]), primary_completion_date=day(dates["primaryCompletion"]),
        primary_completion_date_type=word(get(status, "primaryCompletionDateStruct.type")),
        completion_month_year=month(dates["completion"]), completion_date=day(dates["completion"]), completion_date_type=word(get(status, "completionDateStruct.type")),
        verification_month_year=month(status.get("statusVerifiedDate")), verification_date=day(status.get("statusVerifiedDate")),
        study_first_submitted_date=status.get("studyFirstSubmitDate"), study_first_posted_date=dates["studyFirstPost"],
        results_first_posted_date=dates["resultsFirstPost"], last_update_posted_date=dates["lastUpdatePost"], study_type=word(design.get("studyType")),
        phase="/".join(x.replace("PHASE", "Phase ").replace("EARLY_", "Early ") if old else x for x in phases) or None,
        enrollment=get(design, "enrollmentInfo.count"), enrollment_type=("Anticipated" if get(design, "enrollmentInfo.type") == "ESTIMATED" and old else word(get(design, "enrollmentInfo.type"))))
    add("calculated_values", nct, were_results_reported=flag(record.get("hasResults")))
    if get(p, "identificationModule.orgStudyIdInfo.id"):
        add("id_information", nct, id_source="org_study_id", id_value=get(p, "identificationModule.orgStudyIdInfo.id"))
    for x in get(p, "identificationModule.secondaryIdInfos", []):
        add("id_information", nct, id_source="secondary_id", id_value=x["id"], id_type=x.get("type"), id_type_description=x.get("domain"), id_link=x.get("link"))
    for x in get(p, "identificationModule.nctIdAliases", []):
        add("id_information", nct, id_source="nct_alias", id_value=x)
    for x in get(p, "conditionsModule.conditions", []):
        add("conditions", nct, name=x, downcase_name=x.lower())
    for x in get(p, "conditionsModule.keywords", []):
        add("keywords", nct, name=x, downcase_name=x.lower())
    for kind in "condition", "intervention":
        for x in get(record, "derivedSection.%sBrowseModule.meshes" % kind, []):
            add("browse_%ss" % kind, nct, mesh_term=x["term"], mesh_type="mesh-list")
            add("browse_%ss" % kind, nct, mesh_term="An ancestor", mesh_type="mesh-ancestor")
    add("brief_summaries", nct, description=get(p, "descriptionModule.briefSummary"))
    add("detailed_descriptions", nct, description=get(p, "descriptionModule.detailedDescription"))
    info, masked = design.get("designInfo", {}), get(design, "designInfo.maskingInfo.whoMasked", [])
    who = lambda name: flag(name in masked) if masked else None
    add("designs", nct, allocation=word(info.get("allocation")), intervention_model=word(info.get("interventionModel")), observational_model=word(info.get("observationalModel")),
        time_perspective=word(info.get("timePerspective")), primary_purpose=word(info.get("primaryPurpose")), masking=word(get(info, "maskingInfo.masking")),
        masking_description=get(info, "maskingInfo.maskingDescription"), subject_masked=who("PARTICIPANT"), caregiver_masked=who("CARE_PROVIDER"),
        investigator_masked=who("INVESTIGATOR"), outcomes_assessor_masked=who("OUTCOMES_ASSESSOR"))
    ages, healthy = eligibility.get("stdAges", []), eligibility.get("healthyVolunteers")
    add("eligibilities", nct, gender=word(eligibility.get("sex")), minimum_age=eligibility.get("minimumAge"), maximum_age=eligibility.get("maximumAge"),
        healthy_volunteers=("Accepts Healthy Volunteers" if healthy and old else flag(healthy)), criteria=eligibility.get("eligibilityCriteria"),
        population=eligibility.get("studyPopulation"), sampling_method=word(eligibility.get("samplingMethod")), child=flag("CHILD" in ages), adult=flag("ADULT" in ages), older_adult=flag("OLDER_ADULT" in ages))
    arms, inters = {}, {}
    for x in get(p, "armsInterventionsModule.armGroups", []):
        arms[x.get("label")] = add("design_groups", nct, title=x.get("label"), group_type=word(x.get("type")), description=x.get("description"))
    for x in get(p, "armsInterventionsModule.interventions", []):
        key = "%s: %s" % (x["type"].replace("_", " ").title(), x["name"])
        inters[key] = add("interventions", nct, intervention_type=word(x["type"]), name=x["name"], description=x.get("description"))
        for o in x.get("otherNames", []):
            add("intervention_other_names", nct, intervention_id=inters[key], name=o)
    for x in get(p, "armsInterventionsModule.armGroups", []):
        for i in x.get("interventionNames", []):
            add("design_group_interventions", nct, design_group_id=arms[x["label"]], intervention_id=inters.get(i, -1))
    for kind in "primary", "secondary", "other":
        for x in get(p, "outcomesModule.%sOutcomes" % kind, []):
            add("design_outcomes", nct, outcome_type=kind, measure=x["measure"], time_frame=x.get("timeFrame"), description=x.get("description"))
    for x in get(p, "referencesModule.references", []):
        add("study_references", nct, pmid=x.get("pmid"), reference_type={"RESULT": "results_reference", "BACKGROUND": "reference"}.get(x.get("type"), x.get("type")) if old else x.get("type"), citation=x.get("citation"))
    lead = get(p, "sponsorCollaboratorsModule.leadSponsor")
    for kind, list_ in ("lead", [lead] if lead else []), ("collaborator", get(p, "sponsorCollaboratorsModule.collaborators", [])):
        for x in list_:
            add("sponsors", nct, agency_class=x.get("class"), lead_or_collaborator=kind, name=x["name"])
    for x in get(p, "contactsLocationsModule.locations", []):
        add("facilities", nct, status=word(x.get("status")), name=x.get("facility"), city=x.get("city"), state=x.get("state"), zip=x.get("zip"), country=x.get("country"),
            latitude=get(x, "geoPoint.lat"), longitude=get(x, "geoPoint.lon"))
    for x in get(r, "outcomeMeasuresModule.outcomeMeasures", []):
        groups = {g["id"]: add("result_groups", nct, ctgov_group_code=g["id"], result_type="Outcome", title=g.get("title"), description=g.get("description")) for g in x.get("groups", [])}
        o = add("outcomes", nct, outcome_type=x.get("type"), title=x.get("title"), description=x.get("description"), time_frame=x.get("timeFrame"), population=x.get("populationDescription"),
                units=x.get("unitOfMeasure"), units_analyzed=x.get("typeUnitsAnalyzed"), dispersion_type=x.get("dispersionType"), param_type=x.get("paramType"))
        for d in x.get("denoms", []):
            for c in d["counts"]:
                add("outcome_counts", nct, outcome_id=o, result_group_id=groups.get(c["groupId"]), ctgov_group_code=c["groupId"], units=d["units"], count=c["value"])
        for c in x.get("classes", []):
            for t in c.get("categories", []):
                for m in t.get("measurements", []):
                    add("outcome_measurements", nct, outcome_id=o, result_group_id=groups.get(m["groupId"]), ctgov_group_code=m["groupId"], classification=c.get("title"), category=t.get("title"), param_value=m.get("value"),
                        dispersion_value=m.get("spread"), dispersion_lower_limit=m.get("lowerLimit"), dispersion_upper_limit=m.get("upperLimit"), explanation_of_na=m.get("comment"))
        for a in x.get("analyses", []):
            value = a.get("pValue", "")
            modifier = value[:1] if value[:1] in ("<", ">", "=") else ""
            i = add("outcome_analyses", nct, outcome_id=o, groups_description=a.get("groupDescription"), method=a.get("statisticalMethod"), p_value_modifier=modifier, p_value=value[len(modifier):],
                    p_value_description=a.get("pValueComment"), param_type=a.get("paramType"), param_value=a.get("paramValue"), ci_percent=a.get("ciPctValue"), ci_n_sides=a.get("ciNumSides"),
                    ci_lower_limit=a.get("ciLowerLimit"), ci_upper_limit=a.get("ciUpperLimit"), dispersion_type=a.get("dispersionType"), dispersion_value=a.get("dispersionValue"),
                    non_inferiority_type=a.get("nonInferiorityType"), non_inferiority_description=a.get("nonInferiorityComment"), method_description=a.get("statisticalComment"), estimate_description=a.get("estimateComment"))
            for g in a.get("groupIds", []):
                add("outcome_analysis_groups", nct, outcome_analysis_id=i, ctgov_group_code=g)
    for x in get(r, "participantFlowModule.periods", []):
        for m in x.get("milestones", []):
            for a in m.get("achievements", []):
                add("milestones", nct, ctgov_group_code=a["groupId"], title=m["type"], period=x["title"], count=a.get("numSubjects"), milestone_description=a.get("comment"))
    for x in get(r, "adverseEventsModule.eventGroups", []):
        add("result_groups", nct, ctgov_group_code=x["id"], result_type="Reported Event", title=x.get("title"), description=x.get("description"))
        for kind, member in ("serious", "serious"), ("other", "other"), ("deaths", "deaths"):
            if member + "NumAffected" in x:
                add("reported_event_totals", nct, ctgov_group_code=x["id"], event_type=kind, subjects_affected=x[member + "NumAffected"], subjects_at_risk=x.get(member + "NumAtRisk"))
    for kind in "serious", "other":
        for x in get(r, "adverseEventsModule.%sEvents" % kind, []):
            for s in x.get("stats", []):
                add("reported_events", nct, ctgov_group_code=s["groupId"], event_type=kind, adverse_event_term=x["term"], organ_system=x.get("organSystem"),
                    subjects_affected=s.get("numAffected"), subjects_at_risk=s.get("numAtRisk"), event_count=s.get("numEvents"))
    add("overall_officials", nct, role="Principal Investigator", name="Pat Nobody", affiliation="Nowhere")
    add("facility_contacts", nct, name="Sam Nobody", email="sam@example.org", phone="555-0100")
    add("result_contacts", nct, name="Kim Nobody", phone="555-0101")

os.makedirs(folder)
for table, rows in tables.items():
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if table == "studies":
        columns.remove("id")
    with open("%s/%s.txt" % (folder, table), "w", newline="") as out:
        writer = csv.DictWriter(out, columns, delimiter="|", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
