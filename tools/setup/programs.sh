#!/usr/bin/env bash
# Checks that programs are on the PATH and new enough: programs.sh go node npm java
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# need NAME VERSION MINIMUM ADVICE exits with the advice if VERSION is empty or lower than MINIMUM.
need() {
  [[ -n $2 ]] || die "$1 is not on the PATH: $4"
  [[ $(printf '%s\n%s\n' "$3" "$2" | sort -V | head -n 1) == "$3" ]] || die "$1 is $2, older than $3: $4"
}

# first PATTERN prints the first match of the pattern's group in standard input.
first() { sed -nE "s/.*$1.*/\1/p" | sed -n 1p; }

go_version() { if have go; then (cd / && GOTOOLCHAIN=local go version) | first 'go([0-9]+\.[0-9.]+)'; fi; }
node_version() { if have node; then node --version | first 'v([0-9.]+)'; fi; }
npm_version() { if have npm; then echo present; fi; }
java_version() { if have java; then java -version 2>&1 | first 'version "([0-9.]+)'; fi; }

minimum_go=$(first '^go ([0-9.]+)' <"$root/go.mod")
for program in "$@"; do
  case $program in
    go) need go "$(go_version)" "$minimum_go" "install Go $minimum_go or newer from https://go.dev/dl" ;;
    node) need node "$(node_version)" 20 "install Node.js 20 or newer from https://nodejs.org" ;;
    npm) need npm "$(npm_version)" present "npm comes with Node.js" ;;
    java) need java "$(java_version)" 17 "install a Java runtime, 17 or newer (apt: openjdk-17-jre-headless)" ;;
    *) die "programs.sh: unknown program $program" ;;
  esac
done
