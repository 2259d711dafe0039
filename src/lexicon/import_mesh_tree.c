/* SPDX-License-Identifier: MIT */
/* What a branch of the MeSH tree is to a trial. */
#include "lexicon/import_format.h"

enum { LEFT_OUT = -1 };

/* Branches of the MeSH tree; the longest prefix of a tree number decides. */
static const struct {
  const char *branch;
  int type;
} mesh_branches[] = {
    {"A", REAP_OTHER},
    {"B", REAP_OTHER},
    {"B01.650", REAP_INTERVENTION}, /* plants: herbs and foods */
    {"C", REAP_CONDITION},
    {"C23.550.260", REAP_OUTCOME},       /* death */
    {"C23.550.291", REAP_OTHER},         /* disease attributes: recurrence, progression */
    {"C23.550.291.125", REAP_CONDITION}, /* acute disease */
    {"C23.550.291.500", REAP_CONDITION}, /* chronic disease */
    {"D", REAP_INTERVENTION},
    {"D08", REAP_OTHER},                                /* enzymes */
    {"D09.400", REAP_OTHER},                            /* glycoconjugates */
    {"D10.532", REAP_OUTCOME},                          /* lipoproteins */
    {"D12.644.276", REAP_OTHER},                        /* signalling peptides */
    {"D12.644.276.374.410", REAP_INTERVENTION},         /* haematopoietic growth factors */
    {"D12.644.276.374.440", REAP_INTERVENTION},         /* interferons */
    {"D12.776", REAP_OTHER},                            /* proteins */
    {"D12.776.124.486.485.114.224", REAP_INTERVENTION}, /* monoclonal antibodies */
    {"D12.776.124.486.485.680", REAP_INTERVENTION},     /* immunoglobulins as preparations */
    {"D13.444", REAP_OTHER},                            /* nucleic acids */
    {"D23", REAP_OTHER},                                /* biological factors */
    {"D23.946", REAP_INTERVENTION},                     /* toxins */
    {"E01", REAP_OTHER},                                /* diagnosis */
    {"E02", REAP_INTERVENTION},
    {"E02.319.267", LEFT_OUT}, /* routes of administration: cues */
    {"E02.319.283", LEFT_OUT}, /* schedules: cues */
    {"E03", REAP_INTERVENTION},
    {"E04", REAP_INTERVENTION},
    {"E04.074", REAP_OTHER},     /* biopsy */
    {"E04.502.250", REAP_OTHER}, /* endoscopy */
    {"E05", REAP_OTHER},
    {"E06", REAP_INTERVENTION},
    {"E07", REAP_INTERVENTION},
    {"F01", REAP_OTHER},
    {"F01.145.126.350", REAP_CONDITION}, /* depression */
    {"F01.470.132", REAP_CONDITION},     /* anxiety */
    {"F02", REAP_OTHER},
    {"F03", REAP_CONDITION},
    {"F04.408", REAP_INTERVENTION}, /* mental health services */
    {"F04.754", REAP_INTERVENTION}, /* psychotherapy */
    {"F04.711", REAP_OTHER},        /* psychological tests */
    {"G", REAP_OTHER},
    {"G07", REAP_OUTCOME},
    {"G07.203", REAP_INTERVENTION}, /* diet, food */
    {"G08", REAP_OUTCOME},
    {"G08.686.784.769", REAP_POPULATION}, /* pregnancy */
    {"G09", REAP_OUTCOME},
    {"G10", REAP_OUTCOME},
    {"G11", REAP_OUTCOME},
    {"G11.427.410.698", REAP_INTERVENTION}, /* exercise */
    {"G12", REAP_OUTCOME},
    {"G14", REAP_OUTCOME},
    {"G16.757", REAP_OUTCOME},          /* recovery of function */
    {"I01.800", REAP_OUTCOME},          /* quality of life */
    {"I02.233", REAP_INTERVENTION},     /* education */
    {"I03.350", REAP_INTERVENTION},     /* exercise */
    {"I03.450.642", REAP_INTERVENTION}, /* games, sports */
    {"J02", REAP_INTERVENTION},         /* food and drink */
    {"L01.178.847", REAP_INTERVENTION}, /* telephone, text messages, telemedicine */
    {"M01", REAP_POPULATION},
    {"N01.400", REAP_OTHER}, /* health status */
    {"N02.278", REAP_OTHER}, /* facilities */
    {"N02.421", REAP_INTERVENTION},
    {"N02.421.297", REAP_OTHER},
    /* emergency services */        /* services */
    {"N03.219", REAP_OTHER},        /* costs */
    {"N04.590", REAP_INTERVENTION}, /* patient care management */
    {"N04.761.559", REAP_OTHER},    /* outcome assessment */
    {"N05.300.150", REAP_OTHER},    /* attitudes, adherence */
    {"N06.850.505", REAP_OTHER},    /* mortality, incidence */
    {"Z01", REAP_OTHER},
};

static int branch_type(reap_str tree_number) {
  int type = LEFT_OUT;
  size_t longest = 0;
  for (size_t i = 0; i < sizeof mesh_branches / sizeof *mesh_branches; i++) {
    size_t length = strlen(mesh_branches[i].branch);
    if (length <= longest || length > tree_number.len) continue;
    if (memcmp(tree_number.ptr, mesh_branches[i].branch, length) != 0) continue;
    longest = length;
    type = mesh_branches[i].type;
  }
  return type;
}

/* What a descriptor is anywhere in the tree, the more telling type first: that is the order of reap_type. */
int reap_import_mesh_type(reap_str tree_numbers) {
  int best = LEFT_OUT;
  for (uint32_t from = 0, i = 0; i <= tree_numbers.len; i++) {
    if (i < tree_numbers.len && tree_numbers.ptr[i] != '|') continue;
    int type = branch_type((reap_str){tree_numbers.ptr + from, i - from});
    if (type != LEFT_OUT && (best == LEFT_OUT || type < best)) best = type;
    from = i + 1;
  }
  return best;
}
