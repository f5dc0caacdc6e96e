#!/usr/bin/env bash
# Runs every native Go fuzz test of the repository for FUZZTIME (60s) each. What fails is left in the package's
# testdata/fuzz, to be fixed and committed: go test tries it ever after, as it does the seeds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

time=${FUZZTIME:-60s}
git ls-files '*_test.go' | xargs grep -HoE '^func Fuzz[A-Za-z0-9]+' | sort |
  while IFS=: read -r file fuzz; do
    echo "fuzz: ${fuzz#func } of $(dirname "$file"), $time" >&2
    go test -run '^$' -fuzz "^${fuzz#func }\$" -fuzztime "$time" "./$(dirname "$file")" </dev/null
  done
