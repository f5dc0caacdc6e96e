#!/usr/bin/env bash
# Checks that the programs that everything is made with are there and new enough.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# need NAME VERSION MINIMUM ADVICE fails with the advice where VERSION is empty or below MINIMUM.
need() {
  [[ -n $2 ]] || die "$1 is not on the PATH: $4"
  [[ $(printf '%s\n%s\n' "$3" "$2" | sort -V | head -n 1) == "$3" ]] || die "$1 is $2, older than $3: $4"
}

# first PATTERN prints what the pattern's group matches first in standard input.
first() { sed -nE "s/.*$1.*/\1/p" | sed -n 1p; }

go_version() { if have go; then (cd / && GOTOOLCHAIN=local go version) | first 'go([0-9]+\.[0-9.]+)'; fi; }
node_version() { if have node; then node --version | first 'v([0-9.]+)'; fi; }
npm_version() { if have npm; then echo present; fi; }
java_version() { if have java; then java -version 2>&1 | first 'version "([0-9.]+)'; fi; }

minimum=$(first '^go ([0-9.]+)' <"$root/go.mod")
need go "$(go_version)" "$minimum" "install Go $minimum or newer from https://go.dev/dl"
need node "$(node_version)" 20 "install Node.js 20 or newer from https://nodejs.org"
need npm "$(npm_version)" present "it comes with Node.js"
need java "$(java_version)" 17 "install a Java runtime, 17 or newer (apt: openjdk-17-jre-headless)"
