#!/bin/sh
# Rebuilds the imported vocabularies from their tables: rebuild.sh REAP TABLES
set -eu
reap=$1 tables=$2
cd "$(dirname "$0")"
case $reap in /*) ;; *) reap=../$reap ;; esac
case $tables in /*) ;; *) tables=../$tables ;; esac
"$reap" lexicon import mesh "$tables/mesh_descriptors.tsv" -o mesh
"$reap" lexicon import mesh_supplementary "$tables/mesh_supplementary_names.tsv" -o mesh_supplementary
"$reap" lexicon import disease_ontology "$tables/doid.tsv" -o disease_ontology --known mesh/conditions \
  --known mesh_supplementary/conditions
"$reap" lexicon import drugbank "$tables/drugbank_vocabulary.tsv" -o drugbank --known mesh/interventions \
  --known mesh_supplementary/interventions
