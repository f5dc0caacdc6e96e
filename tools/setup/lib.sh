# Shared functions of the scripts; source this file. They print to standard error only.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
cache=${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}
export root cache HOME SHOPFYP_CACHE=$cache

say() { printf '%s\n' "$*" >&2; }

# die MESSAGE exits with an error. The message names the problem and the remedy.
die() {
  say "$*"
  exit 1
}

# have COMMAND reports whether a command is on the PATH.
have() { command -v "$1" >/dev/null 2>&1; }

# hash_of FILE... prints a short hash of the files' contents.
hash_of() { cat "$@" | sha256sum | cut -c1-12; }

# quietly COMMAND... runs a command and prints the end of its output only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  ((status == 0)) || tail -n 20 "$log" >&2
  rm -f "$log"
  return "$status"
}

# prefix_lines PREFIX copies standard input with a prefix on each line. It prints the elapsed
# time after 10 seconds without input.
prefix_lines() {
  local line part='' status start=$SECONDS
  while true; do
    status=0
    IFS= read -r -t 10 line || status=$?
    part+=$line
    if ((status > 128)); then
      say "$1 still running, $((SECONDS - start)) s"
      continue
    fi
    [[ $status != 0 && -z $part ]] || say "$1 $part"
    ((status == 0)) || return 0
    part=''
  done
}

# failed_tests FILE prints what a log says of failed tests, at most 60 lines: the failures that Go, Playwright and
# Vitest name, and the lines after each, which hold the reason.
failed_tests() {
  grep -aE -A 4 '^ *--- FAIL|^FAIL|^panic:|^WARNING: DATA RACE|^ +[0-9]+\) \[|^ *Error: |^ *FAIL +[^ ]|^make.*\*\*\*' "$1" |
    head -n 60 || true
}

# step NAME COMMAND... runs a command, prefixes its output with the name, and prints the elapsed
# time if it took 3 seconds or more. If the command fails, the failed tests stand at the end, where
# a reader of a long log looks first. The file $failures, if it is set, gets them too.
step() {
  local name=$1 start=$SECONDS status prefix log
  shift
  prefix=$(printf '%-10s|' "$name")
  log=$(mktemp)
  set +e
  "$@" 2>&1 </dev/null | tee "$log" | prefix_lines "$prefix"
  status=${PIPESTATUS[0]}
  set -e
  ((status == 0)) || {
    {
      failed_tests "$log" | prefix_lines "$prefix"
      say "$prefix failed after $((SECONDS - start)) s"
    } 2>&1 | tee -a "${failures:-/dev/null}" >&2
  }
  rm -f "$log"
  ((status != 0 || SECONDS - start < 3)) || say "$prefix done in $((SECONDS - start)) s"
  return "$status"
}

# stop_groups stops the commands of at_once. It sends SIGKILL too, because npm ignores SIGTERM.
stop_groups() {
  kill -TERM -- "${groups[@]}" 2>/dev/null || true
  sleep 1
  kill -KILL -- "${groups[@]}" 2>/dev/null || true
}

# at_once COMMAND... runs commands in parallel, waits for all of them, and fails if one failed.
# Each command is a process group (set -m), so that an interrupt can stop its children too.
at_once() {
  local command pid status=0 pids=()
  set -m
  for command in "$@"; do
    $command &
    pids+=($!)
  done
  groups=("${pids[@]/#/-}")
  trap 'stop_groups; exit 130' INT TERM
  for pid in "${pids[@]}"; do
    wait "$pid" || status=1
  done
  set +m
  trap - INT TERM
  return "$status"
}

# python_with_venv installs python3-venv if it is missing.
python_with_venv() {
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  if ((EUID != 0)) || ! have apt-get; then die "python3 with venv is missing: install python3-venv"; fi
  say "installing python3-venv"
  export DEBIAN_FRONTEND=noninteractive
  quietly apt-get -q update || die "apt-get update failed, see above"
  quietly apt-get -q install -y --no-install-recommends python3-venv || die "apt-get install failed, see above"
}

# python_folder NAME PINNED prints the folder of a virtual environment in the cache. It is named after the hash of the
# requirements.
python_folder() { printf '%s\n' "$cache/$1/python-$(hash_of "$2")"; }

# python_environment NAME WHAT PINNED installs pinned requirements into a virtual environment in the cache, if they are
# not installed, and prints its folder. WHAT describes them.
python_environment() {
  local folder what=$2 pinned=$3
  folder=$(python_folder "$1" "$pinned")
  mkdir -p "$cache/$1"
  exec 8>"$cache/$1/.lock"
  flock 8
  if [[ ! -f $folder/ready ]]; then
    python_with_venv
    rm -rf "$folder" # from an interrupted setup; an environment cannot be built elsewhere and moved
    python3 -m venv "$folder" >&2 || die "python3 cannot create a virtual environment in $cache"
    say "pip: installing $what"
    quietly "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$pinned" ||
      die "pip could not install ${pinned#"$root/"}, see above"
    touch "$folder/ready"
  fi
  exec 8>&-
  printf '%s\n' "$folder"
}
