#!/usr/bin/env bash
# Runs every Go fuzz test of the repository for FUZZTIME (60s) each. A failing input is saved in the
# package's testdata/fuzz. Commit it with the fix: go test runs it from then on, like the seeds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

time=${FUZZTIME:-60s}
git ls-files '*_test.go' | xargs grep -HoE '^func Fuzz[A-Za-z0-9]+' | sort |
  while IFS=: read -r file fuzz; do
    echo "fuzz: ${fuzz#func } of $(dirname "$file"), $time" >&2
    go test -run '^$' -fuzz "^${fuzz#func }\$" -fuzztime "$time" "./$(dirname "$file")" </dev/null
  done
