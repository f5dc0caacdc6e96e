#!/usr/bin/env bash
# Runs each Go fuzz test of the repository for FUZZTIME (default: 60s). Go saves a failing input in the
# package's testdata/fuzz. Commit it with the fix, so that go test runs it too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

time=${FUZZTIME:-60s}
git ls-files '*_test.go' | xargs grep -HoE '^func Fuzz[A-Za-z0-9]+' | sort |
  while IFS=: read -r file fuzz; do
    echo "fuzz: ${fuzz#func } of $(dirname "$file"), $time" >&2
    go test -run '^$' -fuzz "^${fuzz#func }\$" -fuzztime "$time" "./$(dirname "$file")" </dev/null
  done
