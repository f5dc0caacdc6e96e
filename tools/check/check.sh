#!/usr/bin/env bash
# Runs every check of `make test`. The checks of Go and of the app run in parallel. The end-to-end
# tests run last and alone, because they start the whole shop.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../setup/lib.sh"
cd "$root"
start=$SECONDS
failures=$(mktemp)
export failures
trap 'rm -f "$failures"' EXIT

# stop_failed repeats what failed and exits. Often only the end of a log is kept.
stop_failed() {
  cat "$failures" >&2
  die "make test: failed after $((SECONDS - start)) s, what failed stands above"
}

go_checks() { step lint make lint && step go make race && step native make native-checks; }
web_checks() { step web make web; }
# The training is no part of the shop, so CI does not install Python for its tests.
train_checks() { ! command -v python3 >/dev/null || step train make train-test; }

at_once go_checks web_checks train_checks || stop_failed
step e2e make e2e || stop_failed
say "make test: passed in $((SECONDS - start)) s"
