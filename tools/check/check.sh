#!/usr/bin/env bash
# Runs every check of `make test`. The checks of Go and of the app run in parallel. The end-to-end
# tests run last and alone, because they start the whole shop.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../setup/lib.sh"
cd "$root"
start=$SECONDS
failures=$(mktemp)
lint_status=$(mktemp)
export failures
trap 'rm -f "$failures" "$lint_status"' EXIT

# stop_failed repeats what failed and exits. Often only the end of a log is kept.
stop_failed() {
  cat "$failures" >&2
  die "make test: failed after $((SECONDS - start)) s, what failed stands above"
}

# lint_checks runs first of the Go checks: go vet compiles what the tests need too.
lint_checks() {
  local status=0
  step lint make lint || status=1
  echo "$status" >"$lint_status"
  return "$status"
}

# after_lint waits until lint_checks has ended. It fails if lint_checks failed.
after_lint() {
  until [[ -s $lint_status ]]; do sleep 0.5; done
  [[ $(<"$lint_status") == 0 ]]
}

# The tests under the race detector and the others wait at different times, so they run side by side.
race_checks() { after_lint && step race make race; }
other_checks() { after_lint && step go make unraced && step native make native-checks; }
web_checks() { step web make web; }
# The training is no part of the shop, so CI does not install Python for its tests.
train_checks() { ! command -v python3 >/dev/null || step train make train-test; }

at_once lint_checks race_checks other_checks web_checks train_checks || stop_failed
step e2e make e2e || stop_failed
say "make test: passed in $((SECONDS - start)) s"
