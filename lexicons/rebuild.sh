#!/bin/sh
# Rebuilds the imported vocabularies from their tables: rebuild.sh REAP TABLES
set -eu
reap=$1 tables=$2
cd "$(dirname "$0")"
case $reap in /*) ;; *) reap=../$reap ;; esac
case $tables in /*) ;; *) tables=../$tables ;; esac
# A row that is malformed is told and left out: status 1.
import() { "$reap" lexicon import "$@" || [ $? = 1 ]; }
import "$tables/mesh_descriptors.tsv" -o mesh --version 2019
import "$tables/mesh_supplementary_names.tsv" -o mesh_supplementary --version "2019, preferred names of a part"
import "$tables/doid.tsv" -o disease_ontology --version 2019 --known mesh/conditions \
  --known mesh_supplementary/conditions
import "$tables/drugbank_vocabulary.tsv" -o drugbank --version "open vocabulary" \
  --known mesh/interventions --known mesh_supplementary/interventions
