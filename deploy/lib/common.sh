# What the scripts of deploy/ share; to be sourced. Every command that changes the project goes through
# run, run_line or unless, which print it; with --dry-run they do no more.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2034 # of who sources this
called_in=$PWD
cd "$root"
export PATH=$root/bin/emulators/node_modules/.bin:$PATH # firebase
dry_run=
project=
region=
bucket= # of snapshots
usage=  # of the script

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# heading TEXT begins a step.
heading() { printf '\n# %s\n' "$*"; }

# quoted WORD... prints the words as a shell reads them.
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

# run_line LINE does the same with a line of shell, where there is a pipe or a substitution in it.
run_line() {
  printf '%s\n' "$1"
  [[ $dry_run ]] || bash -euo pipefail -c "$1"
}

# unless CHECK... -- COMMAND... runs the command unless the check succeeds.
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

# where CHECK... -- COMMAND... runs the command where the check succeeds.
where() {
  local check=()
  while [[ $1 != -- ]]; do
    check+=("$1")
    shift
  done
  shift
  printf 'if %s >/dev/null 2>&1; then %s; fi\n' "$(quoted "${check[@]}")" "$(quoted "$@")"
  if [[ ! $dry_run ]] && "${check[@]}" >/dev/null 2>&1; then "$@"; fi
}

# ask COMMAND... prints what a command that changes nothing answers; nothing where it fails, or in a dry run.
ask() {
  if [[ $dry_run ]]; then
    printf '# asks: %s\n' "$(quoted "$@")" >&3
  else
    "$@" 2>/dev/null || true
  fi
}
exec 3>&1 # where ask says what it would ask, its output being taken

# again COMMAND... is run with more patience: what was made a moment ago is not known everywhere yet.
again() {
  local try
  printf '%s\n' "$(quoted "$@")"
  [[ ! $dry_run ]] || return 0
  for try in 1 2 3 4 5 6; do
    "$@" >/dev/null && return
    say "try $try of 6 did not work; once more in 10 s"
    sleep 10
  done
  die "given up: $(quoted "$@")"
}

# take_place PROJECT REGION checks both, so that neither needs quoting ever after.
# shellcheck disable=SC2034 # who sources this uses them
take_place() {
  [[ ${1:-} =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || die "${1:-nothing} is not a project's ID; $usage"
  [[ ${2:-} =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || die "${2:-nothing} is not a region, like europe-west1; $usage"
  project=$1 region=$2
  bucket=$project-shopfyp-indexes
  export CLOUDSDK_CORE_DISABLE_PROMPTS=1
  build_tool
}


# google METHOD URL [BODY] is a line that calls an API which gcloud has no command for.
google() {
  # shellcheck disable=SC2016 # the substitution belongs to the line
  printf 'curl -fsS -X %s -H "Authorization: Bearer $(gcloud auth print-access-token)" -H "X-Goog-User-Project: %s"' "$1" "$project"
  [[ -z ${3:-} ]] || printf " -H 'Content-Type: application/json' -d '%s'" "$3"
  printf " '%s'" "$2"
}

# tool ARGUMENT... is the program that knows the table, the upload and the costs; build_tool makes it.
tool() { bin/deploy "$@"; }
build_tool() {
  need go "install Go from https://go.dev/dl"
  mkdir -p bin
  go build -o bin/deploy ./deploy/tool
}

# need PROGRAM ADVICE ends where a program is missing.
need() { command -v "$1" >/dev/null || die "$1 is not on the PATH: $2"; }
