/* SPDX-License-Identifier: MIT */
#include "registry/fields.h"

#define TEXT REAP_FIELD_TEXT
#define INTEGER REAP_FIELD_INTEGER
#define REAL REAP_FIELD_REAL
#define BOOLEAN REAP_FIELD_BOOLEAN
#define LIST REAP_FIELD_LIST
#define PROTOCOL "protocolSection."
#define RESULTS "resultsSection."
#define IDENTIFICATION PROTOCOL "identificationModule."
#define STATUS PROTOCOL "statusModule."
#define DESIGN PROTOCOL "designModule."
#define ELIGIBILITY PROTOCOL "eligibilityModule."

static const reap_field trial[] = {
    {"brief_title", IDENTIFICATION "briefTitle", TEXT},
    {"official_title", IDENTIFICATION "officialTitle", TEXT},
    {"acronym", IDENTIFICATION "acronym", TEXT},
    {"organization", IDENTIFICATION "organization.fullName", TEXT},
    {"org_study_id", IDENTIFICATION "orgStudyIdInfo.id", TEXT},
    {"status", STATUS "overallStatus", TEXT},
    {"last_known_status", STATUS "lastKnownStatus", TEXT},
    {"why_stopped", STATUS "whyStopped", TEXT},
    {"start_date", STATUS "startDateStruct.date", TEXT},
    {"start_date_type", STATUS "startDateStruct.type", TEXT},
    {"primary_completion_date", STATUS "primaryCompletionDateStruct.date", TEXT},
    {"primary_completion_date_type", STATUS "primaryCompletionDateStruct.type", TEXT},
    {"completion_date", STATUS "completionDateStruct.date", TEXT},
    {"completion_date_type", STATUS "completionDateStruct.type", TEXT},
    {"verified_date", STATUS "statusVerifiedDate", TEXT},
    {"first_submitted", STATUS "studyFirstSubmitDate", TEXT},
    {"first_posted", STATUS "studyFirstPostDateStruct.date", TEXT},
    {"results_first_posted", STATUS "resultsFirstPostDateStruct.date", TEXT},
    {"last_update_posted", STATUS "lastUpdatePostDateStruct.date", TEXT},
    {"study_type", DESIGN "studyType", TEXT},
    {"phase", DESIGN "phases", LIST},
    {"allocation", DESIGN "designInfo.allocation", TEXT},
    {"intervention_model", DESIGN "designInfo.interventionModel", TEXT},
    {"observational_model", DESIGN "designInfo.observationalModel", TEXT},
    {"time_perspective", DESIGN "designInfo.timePerspective", TEXT},
    {"primary_purpose", DESIGN "designInfo.primaryPurpose", TEXT},
    {"masking", DESIGN "designInfo.maskingInfo.masking", TEXT},
    {"who_masked", DESIGN "designInfo.maskingInfo.whoMasked", LIST},
    {"masking_description", DESIGN "designInfo.maskingInfo.maskingDescription", TEXT},
    {"enrollment", DESIGN "enrollmentInfo.count", INTEGER},
    {"enrollment_type", DESIGN "enrollmentInfo.type", TEXT},
    {"sex", ELIGIBILITY "sex", TEXT},
    {"minimum_age", ELIGIBILITY "minimumAge", TEXT},
    {"maximum_age", ELIGIBILITY "maximumAge", TEXT},
    {"age_groups", ELIGIBILITY "stdAges", LIST},
    {"healthy_volunteers", ELIGIBILITY "healthyVolunteers", BOOLEAN},
    {"eligibility", ELIGIBILITY "eligibilityCriteria", TEXT},
    {"study_population", ELIGIBILITY "studyPopulation", TEXT},
    {"sampling_method", ELIGIBILITY "samplingMethod", TEXT},
    {"brief_summary", PROTOCOL "descriptionModule.briefSummary", TEXT},
    {"detailed_description", PROTOCOL "descriptionModule.detailedDescription", TEXT},
    {"has_results", "hasResults", BOOLEAN},
    {"version", "derivedSection.miscInfoModule.versionHolder", TEXT},
};

static const reap_field alias[] = {{"id", "", TEXT}};
static const reap_field other_id[] = {
    {"id", "id", TEXT}, {"type", "type", TEXT}, {"domain", "domain", TEXT}, {"link", "link", TEXT}};
static const reap_field condition[] = {{"name", "", TEXT}};
static const reap_field mesh[] = {{"ui", "id", TEXT}, {"name", "term", TEXT}};
static const reap_field arm[] = {{"label", "label", TEXT},
                                 {"type", "type", TEXT},
                                 {"description", "description", TEXT},
                                 {"interventions", "interventionNames", LIST}};
static const reap_field intervention[] = {{"type", "type", TEXT},
                                          {"name", "name", TEXT},
                                          {"description", "description", TEXT},
                                          {"other_names", "otherNames", LIST},
                                          {"arms", "armGroupLabels", LIST}};
static const reap_field outcome[] = {
    {"measure", "measure", TEXT}, {"description", "description", TEXT}, {"time_frame", "timeFrame", TEXT}};
static const reap_field reference[] = {
    {"pmid", "pmid", INTEGER}, {"type", "type", TEXT}, {"citation", "citation", TEXT}};
static const reap_field sponsor[] = {{"name", "name", TEXT}, {"class", "class", TEXT}};
static const reap_field location[] = {{"facility", "facility", TEXT},     {"city", "city", TEXT},
                                      {"state", "state", TEXT},           {"zip", "zip", TEXT},
                                      {"country", "country", TEXT},       {"status", "status", TEXT},
                                      {"latitude", "geoPoint.lat", REAL}, {"longitude", "geoPoint.lon", REAL}};

static const reap_field result_outcome[] = {{"type", "type", TEXT},
                                            {"title", "title", TEXT},
                                            {"description", "description", TEXT},
                                            {"time_frame", "timeFrame", TEXT},
                                            {"population", "populationDescription", TEXT},
                                            {"reporting_status", "reportingStatus", TEXT},
                                            {"param_type", "paramType", TEXT},
                                            {"dispersion_type", "dispersionType", TEXT},
                                            {"unit", "unitOfMeasure", TEXT},
                                            {"units_analyzed", "typeUnitsAnalyzed", TEXT}};
static const reap_field result_group[] = {
    {"group_id", "id", TEXT}, {"title", "title", TEXT}, {"description", "description", TEXT}};
static const reap_field result_count[] = {
    {"units", "^units", TEXT}, {"group_id", "groupId", TEXT}, {"value", "value", TEXT}};
static const reap_field result_value[] = {{"class_title", "^^title", TEXT},    {"category_title", "^title", TEXT},
                                          {"group_id", "groupId", TEXT},       {"value", "value", TEXT},
                                          {"spread", "spread", TEXT},          {"lower_limit", "lowerLimit", TEXT},
                                          {"upper_limit", "upperLimit", TEXT}, {"comment", "comment", TEXT}};
static const reap_field result_analysis[] = {{"groups", "groupIds", LIST},
                                             {"description", "groupDescription", TEXT},
                                             {"method", "statisticalMethod", TEXT},
                                             {"p_value", "pValue", TEXT},
                                             {"p_comment", "pValueComment", TEXT},
                                             {"param_type", "paramType", TEXT},
                                             {"param_value", "paramValue", TEXT},
                                             {"ci_percent", "ciPctValue", TEXT},
                                             {"ci_sides", "ciNumSides", TEXT},
                                             {"ci_lower", "ciLowerLimit", TEXT},
                                             {"ci_upper", "ciUpperLimit", TEXT},
                                             {"dispersion_type", "dispersionType", TEXT},
                                             {"dispersion_value", "dispersionValue", TEXT},
                                             {"noninferiority_type", "nonInferiorityType", TEXT},
                                             {"noninferiority_comment", "nonInferiorityComment", TEXT},
                                             {"comment", "statisticalComment", TEXT},
                                             {"estimate_comment", "estimateComment", TEXT}};
static const reap_field flow[] = {{"period_title", "^^title", TEXT},
                                  {"type", "^type", TEXT},
                                  {"group_id", "groupId", TEXT},
                                  {"subjects", "numSubjects", TEXT},
                                  {"comment", "comment", TEXT}};
static const reap_field adverse_group[] = {{"group_id", "id", TEXT},
                                           {"title", "title", TEXT},
                                           {"description", "description", TEXT},
                                           {"serious_affected", "seriousNumAffected", INTEGER},
                                           {"serious_at_risk", "seriousNumAtRisk", INTEGER},
                                           {"other_affected", "otherNumAffected", INTEGER},
                                           {"other_at_risk", "otherNumAtRisk", INTEGER},
                                           {"deaths", "deathsNumAffected", INTEGER},
                                           {"deaths_at_risk", "deathsNumAtRisk", INTEGER}};
static const reap_field adverse_event[] = {{"term", "^term", TEXT},           {"organ_system", "^organSystem", TEXT},
                                           {"group_id", "groupId", TEXT},     {"affected", "numAffected", INTEGER},
                                           {"at_risk", "numAtRisk", INTEGER}, {"events", "numEvents", INTEGER}};

#define FIELDS(list) list, sizeof(list) / sizeof *(list)
#define OUTCOMES PROTOCOL "outcomesModule."
#define POSTED RESULTS "outcomeMeasuresModule.outcomeMeasures[]"
#define ADVERSE RESULTS "adverseEventsModule."

const reap_trial_table reap_trial_tables[] = {
    {"registered_trials", NULL, NULL, {NULL}, FIELDS(trial)},
    {"registered_ids", "alias", IDENTIFICATION "nctIdAliases[]", {"position"}, FIELDS(alias)},
    {"registered_ids", "secondary", IDENTIFICATION "secondaryIdInfos[]", {"position"}, FIELDS(other_id)},
    {"registered_conditions", "condition", PROTOCOL "conditionsModule.conditions[]", {"position"}, FIELDS(condition)},
    {"registered_conditions", "keyword", PROTOCOL "conditionsModule.keywords[]", {"position"}, FIELDS(condition)},
    {"registered_mesh", "condition", "derivedSection.conditionBrowseModule.meshes[]", {"position"}, FIELDS(mesh)},
    {"registered_mesh", "intervention", "derivedSection.interventionBrowseModule.meshes[]", {"position"}, FIELDS(mesh)},
    {"registered_arms", NULL, PROTOCOL "armsInterventionsModule.armGroups[]", {"position"}, FIELDS(arm)},
    {"registered_interventions",
     NULL,
     PROTOCOL "armsInterventionsModule.interventions[]",
     {"position"},
     FIELDS(intervention)},
    {"registered_outcomes", "primary", OUTCOMES "primaryOutcomes[]", {"position"}, FIELDS(outcome)},
    {"registered_outcomes", "secondary", OUTCOMES "secondaryOutcomes[]", {"position"}, FIELDS(outcome)},
    {"registered_outcomes", "other", OUTCOMES "otherOutcomes[]", {"position"}, FIELDS(outcome)},
    {"registered_references", NULL, PROTOCOL "referencesModule.references[]", {"position"}, FIELDS(reference)},
    {"registered_sponsors", "lead", PROTOCOL "sponsorCollaboratorsModule.leadSponsor", {"position"}, FIELDS(sponsor)},
    {"registered_sponsors",
     "collaborator",
     PROTOCOL "sponsorCollaboratorsModule.collaborators[]",
     {"position"},
     FIELDS(sponsor)},
    {"registered_locations", NULL, PROTOCOL "contactsLocationsModule.locations[]", {"position"}, FIELDS(location)},
    {"result_outcomes", NULL, POSTED, {"outcome"}, FIELDS(result_outcome)},
    {"result_groups", NULL, POSTED ".groups[]", {"outcome", "position"}, FIELDS(result_group)},
    {"result_counts", NULL, POSTED ".denoms[].counts[]", {"outcome", "denom", "position"}, FIELDS(result_count)},
    {"result_values",
     NULL,
     POSTED ".classes[].categories[].measurements[]",
     {"outcome", "class", "category", "position"},
     FIELDS(result_value)},
    {"result_analyses", NULL, POSTED ".analyses[]", {"outcome", "position"}, FIELDS(result_analysis)},
    {"result_flow",
     NULL,
     RESULTS "participantFlowModule.periods[].milestones[].achievements[]",
     {"period", "milestone", "position"},
     FIELDS(flow)},
    {"result_adverse_groups", NULL, ADVERSE "eventGroups[]", {"position"}, FIELDS(adverse_group)},
    {"result_adverse_events",
     "serious",
     ADVERSE "seriousEvents[].stats[]",
     {"event", "position"},
     FIELDS(adverse_event)},
    {"result_adverse_events", "other", ADVERSE "otherEvents[].stats[]", {"event", "position"}, FIELDS(adverse_event)},
};
const size_t reap_trial_table_count = sizeof reap_trial_tables / sizeof *reap_trial_tables;
