# What the set-up's scripts share; to be sourced. It prints to standard error only.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
cache=${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}
export root cache HOME SHOPFYP_CACHE=$cache

say() { printf '%s\n' "$*" >&2; }

# die REASON ends with one line that says what is wrong and what to do.
die() {
  say "$*"
  exit 1
}

# have COMMAND says whether it is on the PATH.
have() { command -v "$1" >/dev/null 2>&1; }

# hash_of FILE... is a short name for what the files hold.
hash_of() { cat "$@" | sha256sum | cut -c1-12; }

# patiently COMMAND... runs a command that is silent for long: it is kept quiet, a line every
# 10 seconds says that it goes on, and what it printed is shown if it fails.
patiently() {
  local log pid status=0 begun=$SECONDS said=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    ((SECONDS - begun - said < 10)) && continue
    said=$((SECONDS - begun))
    say "still running, $said s"
  done
  wait "$pid" || status=$?
  ((status == 0)) || tail -n 20 "$log" >&2
  rm -f "$log"
  return "$status"
}
