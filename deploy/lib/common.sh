# Shared by the scripts of deploy/, which source it. Every command that changes the project goes through run,
# run_line, unless, if_found or again. They print the command; with --dry-run they do not run it.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2034 # used by the scripts that source this
called_in=$PWD
cd "$root"
export PATH=$root/bin/emulators/node_modules/.bin:$PATH # firebase
dry_run=
project=
region=
bucket= # bucket of the snapshots
usage=  # usage of the script

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# heading TEXT prints the title of a step.
heading() { printf '\n# %s\n' "$*"; }

# quoted WORD... prints the words with shell quoting.
quoted() {
  local word line=
  for word; do
    [[ $word =~ ^[A-Za-z0-9_./:=,@%+~-]+$ ]] || word=${word@Q}
    line+=" $word"
  done
  printf '%s' "${line:1}"
}

# run COMMAND... prints a command and runs it.
run() {
  printf '%s\n' "$(quoted "$@")"
  [[ $dry_run ]] || "$@"
}

# run_line LINE prints and runs a shell line that contains a pipe or a substitution.
run_line() {
  printf '%s\n' "$1"
  [[ $dry_run ]] || bash -euo pipefail -c "$1"
}

# unless CHECK... -- COMMAND... runs the command if the check fails.
unless() {
  local check=()
  while [[ $1 != -- ]]; do
    check+=("$1")
    shift
  done
  shift
  printf '%s >/dev/null 2>&1 || %s\n' "$(quoted "${check[@]}")" "$(quoted "$@")"
  [[ $dry_run ]] || "${check[@]}" >/dev/null 2>&1 || "$@"
}

# if_found CHECK... -- COMMAND... runs the command if the check succeeds.
if_found() {
  local check=()
  while [[ $1 != -- ]]; do
    check+=("$1")
    shift
  done
  shift
  printf 'if %s >/dev/null 2>&1; then %s; fi\n' "$(quoted "${check[@]}")" "$(quoted "$@")"
  if [[ ! $dry_run ]] && "${check[@]}" >/dev/null 2>&1; then "$@"; fi
}

# ask COMMAND... prints the output of a command that changes nothing. It prints nothing if the command fails,
# and in a dry run.
ask() {
  if [[ $dry_run ]]; then
    printf '# asks: %s\n' "$(quoted "$@")" >&3
  else
    "$@" 2>/dev/null || true
  fi
}
exec 3>&1 # ask reports its command here, because its output is captured

# again COMMAND... runs a command up to six times until it succeeds: a new resource is not visible everywhere at once.
again() {
  local try
  printf '%s\n' "$(quoted "$@")"
  [[ ! $dry_run ]] || return 0
  for try in 1 2 3 4 5 6; do
    "$@" >/dev/null && return
    say "attempt $try of 6 failed; next attempt in 10 s"
    sleep 10
  done
  die "failed six times: $(quoted "$@")"
}

# set_project PROJECT REGION checks and stores both. After the check, they need no quotes.
# shellcheck disable=SC2034 # used by the scripts that source this
set_project() {
  [[ ${1:-} =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || die "${1:-nothing} is not a project ID; $usage"
  [[ ${2:-} =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || die "${2:-nothing} is not a region, like europe-west1; $usage"
  project=$1 region=$2
  bucket=$project-shopfyp-indexes
  export CLOUDSDK_CORE_DISABLE_PROMPTS=1
  build_tool
}

# google METHOD URL [BODY] prints a shell line that calls an API without a gcloud command.
google() {
  # shellcheck disable=SC2016 # the printed line contains the substitution
  printf 'curl -fsS -X %s -H "Authorization: Bearer $(gcloud auth print-access-token)" -H "X-Goog-User-Project: %s"' "$1" "$project"
  [[ -z ${3:-} ]] || printf " -H 'Content-Type: application/json' -d '%s'" "$3"
  printf " '%s'" "$2"
}

# tool ARGUMENT... runs deploy/tool, which build_tool compiles.
tool() { bin/deploy "$@"; }
build_tool() {
  need go "install Go from https://go.dev/dl"
  mkdir -p bin
  go build -o bin/deploy ./deploy/tool
}

# need PROGRAM ADVICE exits if a program is missing.
need() { command -v "$1" >/dev/null || die "$1 is not on the PATH: $2"; }
