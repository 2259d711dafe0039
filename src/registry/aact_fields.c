/* SPDX-License-Identifier: MIT */
#include "registry/aact_fields.h"

#define TEXT REAP_AACT_TEXT, NULL
#define INTEGER REAP_AACT_INTEGER, NULL
#define BOOLEAN REAP_AACT_BOOLEAN, NULL
#define WORD REAP_AACT_WORD, NULL
#define DATE REAP_AACT_DATE, NULL
#define IDENTIFICATION "protocolSection.identificationModule."
#define STATUS "protocolSection.statusModule."
#define DESIGN "protocolSection.designModule."
#define ELIGIBILITY "protocolSection.eligibilityModule."
#define CONDITIONS "protocolSection.conditionsModule."
#define ARMS "protocolSection.armsInterventionsModule."
#define OUTCOMES "protocolSection.outcomesModule."
#define SPONSORS "protocolSection.sponsorCollaboratorsModule."
#define EVENTS "resultsSection.adverseEventsModule."

static const reap_aact_field study[] = {
    {"nct_id", IDENTIFICATION "nctId", TEXT},
    {"brief_title", IDENTIFICATION "briefTitle", TEXT},
    {"official_title", IDENTIFICATION "officialTitle", TEXT},
    {"acronym", IDENTIFICATION "acronym", TEXT},
    {"source", IDENTIFICATION "organization.fullName", TEXT},
    {"source_class", IDENTIFICATION "organization.class", WORD},
    {"overall_status", STATUS "overallStatus", WORD},
    {"last_known_status", STATUS "lastKnownStatus", WORD},
    {"why_stopped", STATUS "whyStopped", TEXT},
    {"start_month_year", STATUS "startDateStruct.date", DATE},
    {"start_date", STATUS "startDateStruct.date", DATE},
    {"start_date_type", STATUS "startDateStruct.type", WORD},
    {"primary_completion_month_year", STATUS "primaryCompletionDateStruct.date", DATE},
    {"primary_completion_date", STATUS "primaryCompletionDateStruct.date", DATE},
    {"primary_completion_date_type", STATUS "primaryCompletionDateStruct.type", WORD},
    {"completion_month_year", STATUS "completionDateStruct.date", DATE},
    {"completion_date", STATUS "completionDateStruct.date", DATE},
    {"completion_date_type", STATUS "completionDateStruct.type", WORD},
    {"verification_month_year", STATUS "statusVerifiedDate", DATE},
    {"verification_date", STATUS "statusVerifiedDate", DATE},
    {"study_first_submitted_date", STATUS "studyFirstSubmitDate", DATE},
    {"study_first_posted_date", STATUS "studyFirstPostDateStruct.date", DATE},
    {"results_first_posted_date", STATUS "resultsFirstPostDateStruct.date", DATE},
    {"last_update_posted_date", STATUS "lastUpdatePostDateStruct.date", DATE},
    {"study_type", DESIGN "studyType", WORD},
    {"phase", DESIGN "phases", REAP_AACT_WORDS, NULL},
    {"enrollment", DESIGN "enrollmentInfo.count", INTEGER},
    {"enrollment_type", DESIGN "enrollmentInfo.type", WORD},
};
static const reap_aact_field calculated[] = {{"were_results_reported", "hasResults", BOOLEAN}};
static const reap_aact_field org_id[] = {{"id_value", IDENTIFICATION "orgStudyIdInfo.id", TEXT}};
static const reap_aact_field alias[] = {{"id_value", "", TEXT}};
static const reap_aact_field other_id[] = {{"id_value", "id", TEXT},
                                           {"id_type", "type", WORD},
                                           {"id_type_description", "domain", TEXT},
                                           {"id_link", "link", TEXT}};
static const reap_aact_field name[] = {{"name", "", TEXT}};
static const reap_aact_field mesh[] = {{"mesh_term", "term", TEXT}};
static const reap_aact_field summary[] = {{"description", "protocolSection.descriptionModule.briefSummary", TEXT}};
static const reap_aact_field description[] = {
    {"description", "protocolSection.descriptionModule.detailedDescription", TEXT}};
static const reap_aact_field design[] = {
    {"allocation", DESIGN "designInfo.allocation", WORD},
    {"intervention_model", DESIGN "designInfo.interventionModel", WORD},
    {"observational_model", DESIGN "designInfo.observationalModel", WORD},
    {"time_perspective", DESIGN "designInfo.timePerspective", WORD},
    {"primary_purpose", DESIGN "designInfo.primaryPurpose", WORD},
    {"masking", DESIGN "designInfo.maskingInfo.masking", WORD},
    {"masking_description", DESIGN "designInfo.maskingInfo.maskingDescription", TEXT},
    {"subject_masked", DESIGN "designInfo.maskingInfo.whoMasked", REAP_AACT_MARK, "PARTICIPANT"},
    {"caregiver_masked", DESIGN "designInfo.maskingInfo.whoMasked", REAP_AACT_MARK, "CARE_PROVIDER"},
    {"investigator_masked", DESIGN "designInfo.maskingInfo.whoMasked", REAP_AACT_MARK, "INVESTIGATOR"},
    {"outcomes_assessor_masked", DESIGN "designInfo.maskingInfo.whoMasked", REAP_AACT_MARK, "OUTCOMES_ASSESSOR"},
};
static const reap_aact_field eligibility[] = {
    {"gender", ELIGIBILITY "sex", WORD},
    {"minimum_age", ELIGIBILITY "minimumAge", TEXT},
    {"maximum_age", ELIGIBILITY "maximumAge", TEXT},
    {"healthy_volunteers", ELIGIBILITY "healthyVolunteers", BOOLEAN},
    {"criteria", ELIGIBILITY "eligibilityCriteria", TEXT},
    {"population", ELIGIBILITY "studyPopulation", TEXT},
    {"sampling_method", ELIGIBILITY "samplingMethod", WORD},
    {"child", ELIGIBILITY "stdAges", REAP_AACT_MARK, "CHILD"},
    {"adult", ELIGIBILITY "stdAges", REAP_AACT_MARK, "ADULT"},
    {"older_adult", ELIGIBILITY "stdAges", REAP_AACT_MARK, "OLDER_ADULT"},
};
static const reap_aact_field arm[] = {
    {"title", "label", TEXT}, {"group_type", "type", WORD}, {"description", "description", TEXT}};
static const reap_aact_field intervention[] = {
    {"intervention_type", "type", WORD}, {"name", "name", TEXT}, {"description", "description", TEXT}};
static const reap_aact_field outcome[] = {
    {"measure", "measure", TEXT}, {"description", "description", TEXT}, {"time_frame", "timeFrame", TEXT}};
static const reap_aact_field reference[] = {
    {"pmid", "pmid", TEXT}, {"reference_type", "type", WORD}, {"citation", "citation", TEXT}};
static const reap_aact_field sponsor[] = {{"name", "name", TEXT}, {"agency_class", "class", WORD}};
static const reap_aact_field location[] = {{"name", "facility", TEXT},         {"city", "city", TEXT},
                                           {"state", "state", TEXT},           {"zip", "zip", TEXT},
                                           {"country", "country", TEXT},       {"status", "status", WORD},
                                           {"latitude", "geoPoint.lat", TEXT}, {"longitude", "geoPoint.lon", TEXT}};

static const reap_aact_field result_group[] = {
    {"ctgov_group_code", "id", TEXT}, {"title", "title", TEXT}, {"description", "description", TEXT}};
static const reap_aact_field result_outcome[] = {{"outcome_type", "type", WORD},
                                                 {"title", "title", TEXT},
                                                 {"description", "description", TEXT},
                                                 {"time_frame", "timeFrame", TEXT},
                                                 {"population", "populationDescription", TEXT},
                                                 {"param_type", "paramType", WORD},
                                                 {"dispersion_type", "dispersionType", TEXT},
                                                 {"units", "unitOfMeasure", TEXT},
                                                 {"units_analyzed", "typeUnitsAnalyzed", TEXT}};
static const reap_aact_field result_count[] = {{"ctgov_group_code", "groupId", TEXT}, {"count", "value", TEXT}};
static const reap_aact_field result_value[] = {
    {"ctgov_group_code", "groupId", TEXT},          {"param_value", "value", TEXT},
    {"dispersion_value", "spread", TEXT},           {"dispersion_lower_limit", "lowerLimit", TEXT},
    {"dispersion_upper_limit", "upperLimit", TEXT}, {"explanation_of_na", "comment", TEXT}};
static const reap_aact_field analysis[] = {
    {"groups_description", "groupDescription", TEXT},
    {"method", "statisticalMethod", TEXT},
    {"p_value_modifier", "", REAP_AACT_PREFIX, NULL},
    {"p_value", "pValue", TEXT},
    {"p_value_description", "pValueComment", TEXT},
    {"param_type", "paramType", TEXT},
    {"param_value", "paramValue", TEXT},
    {"ci_percent", "ciPctValue", TEXT},
    {"ci_n_sides", "ciNumSides", WORD},
    {"ci_lower_limit", "ciLowerLimit", TEXT},
    {"ci_upper_limit", "ciUpperLimit", TEXT},
    {"dispersion_type", "dispersionType", WORD},
    {"dispersion_value", "dispersionValue", TEXT},
    {"non_inferiority_type", "nonInferiorityType", WORD},
    {"non_inferiority_description", "nonInferiorityComment", TEXT},
    {"method_description", "statisticalComment", TEXT},
    {"estimate_description", "estimateComment", TEXT},
};
static const reap_aact_field group_code[] = {{"ctgov_group_code", "", TEXT}};
static const reap_aact_field flow[] = {
    {"ctgov_group_code", "groupId", TEXT}, {"count", "numSubjects", TEXT}, {"milestone_description", "comment", TEXT}};
static const reap_aact_field serious[] = {{"subjects_affected", "seriousNumAffected", INTEGER},
                                          {"subjects_at_risk", "seriousNumAtRisk", INTEGER}};
static const reap_aact_field other[] = {{"subjects_affected", "otherNumAffected", INTEGER},
                                        {"subjects_at_risk", "otherNumAtRisk", INTEGER}};
static const reap_aact_field deaths[] = {{"subjects_affected", "deathsNumAffected", INTEGER},
                                         {"subjects_at_risk", "deathsNumAtRisk", INTEGER}};
static const reap_aact_field event[] = {{"ctgov_group_code", "groupId", TEXT},
                                        {"subjects_affected", "numAffected", INTEGER},
                                        {"subjects_at_risk", "numAtRisk", INTEGER},
                                        {"event_count", "numEvents", INTEGER}};

#define FIELDS(list) .fields = list, .field_count = sizeof(list) / sizeof *(list)
#define WHEN(column, text) .when = column, .is = text
#define WITHIN(file, column) .parent = file, .parent_column = column

const reap_aact_rule reap_aact_rules[] = {
    {"studies", .path = "", FIELDS(study)},
    {"calculated_values", .path = "", FIELDS(calculated)},
    {"id_information", WHEN("id_source", "org_study_id"), .path = "", FIELDS(org_id)},
    {"id_information", WHEN("id_source", "secondary_id"), .path = IDENTIFICATION "secondaryIdInfos[]",
     FIELDS(other_id)},
    {"id_information", WHEN("id_source", "nct_alias"), .path = IDENTIFICATION "nctIdAliases[]", FIELDS(alias)},
    {"conditions", .path = CONDITIONS "conditions[]", FIELDS(name)},
    {"keywords", .path = CONDITIONS "keywords[]", FIELDS(name)},
    {"browse_conditions", WHEN("mesh_type", "mesh-list"), .path = "derivedSection.conditionBrowseModule.meshes[]",
     FIELDS(mesh)},
    {"browse_interventions", WHEN("mesh_type", "mesh-list"), .path = "derivedSection.interventionBrowseModule.meshes[]",
     FIELDS(mesh)},
    {"brief_summaries", .path = "", FIELDS(summary)},
    {"detailed_descriptions", .path = "", FIELDS(description)},
    {"designs", .path = "", FIELDS(design)},
    {"eligibilities", .path = "", FIELDS(eligibility)},
    {"design_groups", .path = ARMS "armGroups[]", FIELDS(arm)},
    {"interventions", .path = ARMS "interventions[]", FIELDS(intervention)},
    {"intervention_other_names", WITHIN("interventions", "intervention_id"), .path = "otherNames[]", FIELDS(name)},
    {"design_group_interventions", WITHIN("design_groups", "design_group_id"), .path = "", .copy = "interventions",
     .copy_column = "intervention_id", .joins = true},
    {"design_outcomes", WHEN("outcome_type", "primary"), .path = OUTCOMES "primaryOutcomes[]", FIELDS(outcome)},
    {"design_outcomes", WHEN("outcome_type", "secondary"), .path = OUTCOMES "secondaryOutcomes[]", FIELDS(outcome)},
    {"design_outcomes", WHEN("outcome_type", "other"), .path = OUTCOMES "otherOutcomes[]", FIELDS(outcome)},
    {"study_references", .path = "protocolSection.referencesModule.references[]", FIELDS(reference)},
    {"sponsors", WHEN("lead_or_collaborator", "lead"), .path = SPONSORS "leadSponsor", FIELDS(sponsor)},
    {"sponsors", WHEN("lead_or_collaborator", "collaborator"), .path = SPONSORS "collaborators[]", FIELDS(sponsor)},
    {"facilities", .path = "protocolSection.contactsLocationsModule.locations[]", FIELDS(location)},
    {"result_groups", WHEN("result_type", "outcome"), .path = NULL, FIELDS(result_group)},
    {"result_groups", WHEN("result_type", "reported event"), .path = EVENTS "eventGroups[id=ctgov_group_code]",
     FIELDS(result_group)},
    {"outcomes", .path = "resultsSection.outcomeMeasuresModule.outcomeMeasures[]", FIELDS(result_outcome)},
    {"outcome_counts", WITHIN("outcomes", "outcome_id"), .path = "groups[id=ctgov_group_code]", .copy = "result_groups",
     .copy_column = "result_group_id"},
    {"outcome_counts", WITHIN("outcomes", "outcome_id"), .path = "denoms[units=units].counts[]", FIELDS(result_count)},
    {"outcome_measurements", WITHIN("outcomes", "outcome_id"), .path = "groups[id=ctgov_group_code]",
     .copy = "result_groups", .copy_column = "result_group_id"},
    {"outcome_measurements", WITHIN("outcomes", "outcome_id"),
     .path = "classes[title=classification].categories[title=category].measurements[]", FIELDS(result_value)},
    {"outcome_analyses", WITHIN("outcomes", "outcome_id"), .path = "analyses[]", FIELDS(analysis)},
    {"outcome_analysis_groups", WITHIN("outcome_analyses", "outcome_analysis_id"), .path = "groupIds[]",
     FIELDS(group_code)},
    {"milestones",
     .path = "resultsSection.participantFlowModule.periods[title=period].milestones[type=title].achievements[]",
     FIELDS(flow)},
    {"reported_event_totals", WHEN("event_type", "serious"), .path = EVENTS "eventGroups[id=ctgov_group_code]",
     FIELDS(serious)},
    {"reported_event_totals", WHEN("event_type", "other"), .path = EVENTS "eventGroups[id=ctgov_group_code]",
     FIELDS(other)},
    {"reported_event_totals", WHEN("event_type", "death"), .path = EVENTS "eventGroups[id=ctgov_group_code]",
     FIELDS(deaths)},
    {"reported_events", WHEN("event_type", "serious"),
     .path = EVENTS "seriousEvents[term=adverse_event_term,organSystem=organ_system].stats[]", FIELDS(event)},
    {"reported_events", WHEN("event_type", "other"),
     .path = EVENTS "otherEvents[term=adverse_event_term,organSystem=organ_system].stats[]", FIELDS(event)},
};
const size_t reap_aact_rule_count = sizeof reap_aact_rules / sizeof *reap_aact_rules;
