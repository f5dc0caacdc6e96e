#!/usr/bin/env bash
# Makes a machine ready for `make dev` and `make test`: installs, fetches and builds what is
# missing, and does nothing, in less than a second, where all is there.
#
#   SHOPFYP_CACHE   where it keeps what it makes (default: ~/.cache/shopfyp); checkouts share it
#   SKIP_PACKAGES   set: leave Debian packages alone
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
here=$root/tools/setup
began=$SECONDS

# step NAME COMMAND... runs one step, its lines marked with its name, and says if it took long.
step() {
  local name=$1 start=$SECONDS status
  shift
  set +e
  "$@" 2>&1 </dev/null | sed -u "s/^/$(printf '%-10s' "$name")| /" >&2
  status=${PIPESTATUS[0]}
  set -e
  ((status == 0)) || say "$(printf '%-10s' "$name")| stopped, see above"
  ((status != 0 || SECONDS - start < 3)) || say "$(printf '%-10s' "$name")| done in $((SECONDS - start)) s"
  return "$status"
}

# chain runs steps that depend on each other.
firebase() { step emulators "$here/emulators.sh" && step firestore "$here/firestore.sh"; }

# check_disk wants room for everything that is built and cached, or a little where it is there.
check_disk() {
  local need=1 free
  compgen -G "$cache/emulators-*" >/dev/null && [[ -e $root/native/out/lib/libshopfyp_faiss_avx2.so ]] || need=5
  mkdir -p "$cache" || die "cannot make $cache: set SHOPFYP_CACHE to a folder that can be written"
  free=$(df -Pk "$cache" | awk 'NR == 2 { print int($4 / 1048576) }')
  ((free >= need)) || die "only $free GiB are free at $cache, $need are needed: make room, or set SHOPFYP_CACHE elsewhere"
}

# stop_groups ends what at_once runs; npm does not heed the first signal.
stop_groups() {
  kill -TERM -- "${groups[@]}" 2>/dev/null || true
  sleep 1
  kill -KILL -- "${groups[@]}" 2>/dev/null || true
}

# at_once runs commands at the same time and fails if one of them does, after all have ended.
# Each is a process group (set -m), so that what interrupts us ends them, too.
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
  return "$status"
}

check_disk
exec 9>"$cache/.setup-lock"
flock -n 9 || { say "waiting for another set-up to finish"; flock 9; }
[[ -n ${SKIP_PACKAGES:-} ]] || step packages "$here/packages.sh" || exit 1
step programs "$here/programs.sh" || exit 1
at_once "step faiss $root/native/build-faiss.sh" "step encoder $root/native/fetch-model.sh" \
  "step modules $here/modules.sh" "step frontend $here/frontend.sh" firebase || die "setup: not ready, see above"
((SECONDS - began < 3)) || say "setup: ready after $((SECONDS - began)) s"
