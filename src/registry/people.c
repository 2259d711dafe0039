/* SPDX-License-Identifier: MIT */
#include "registry/json_path.h"
#include "registry/registry.h"

void reap_trial_remove_people(json_t *study) {
  static const struct {
    const char *from, *member;
  } people[] = {
      {"protocolSection.contactsLocationsModule", "centralContacts"},
      {"protocolSection.contactsLocationsModule", "overallOfficials"},
      {"protocolSection.sponsorCollaboratorsModule.responsibleParty", "investigatorFullName"},
      {"protocolSection.sponsorCollaboratorsModule.responsibleParty", "oldNameTitle"},
      {"resultsSection.moreInfoModule", "pointOfContact"},
  };
  for (size_t i = 0; i < sizeof people / sizeof *people; i++)
    json_object_del(reap_json_at(study, people[i].from), people[i].member);
  size_t i;
  json_t *location;
  json_array_foreach(reap_json_at(study, "protocolSection.contactsLocationsModule.locations"), i, location)
      json_object_del(location, "contacts");
}
