#!/usr/bin/env bash
# Prepares a machine for `make dev` and `make test`: installs, downloads and builds missing dependencies.
# It takes less than a second if nothing is missing.
#
#   setup.sh         dependencies only
#   setup.sh build   also compiles the programs and the app, in parallel with the downloads
#
#   INDEX=milvus     also prepares for `make dev INDEX=milvus`
#   SHOPFYP_CACHE    folder for downloads and builds, which checkouts share (default: ~/.cache/shopfyp)
#   SKIP_PACKAGES    if set, do not install Debian packages
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
here=$root/tools/setup
build=${1:-}
start=$SECONDS

# The functions below run in parallel. after_packages delays those that need Debian packages.

packages() {
  local status=0
  if [[ -z ${SKIP_PACKAGES:-} ]]; then step packages "$here/packages.sh" || status=1; fi
  ((status != 0)) || step programs "$here/programs.sh" java || status=1
  echo "$status" >"$packages_status"
  return "$status"
}

# after_packages waits until packages has ended. It fails if packages failed.
after_packages() {
  until [[ -s $packages_status ]]; do sleep 0.1; done
  [[ $(<"$packages_status") == 0 ]]
}

faiss() { after_packages && step faiss "$root/native/build-faiss.sh"; }
encoder() { after_packages && step encoder "$root/native/fetch-model.sh"; }
firebase() { step emulators "$here/emulators.sh" && after_packages && step firestore "$here/firestore.sh"; }

programs() {
  step modules "$here/modules.sh" || return
  [[ -z $build ]] || { after_packages && step go make --no-print-directory -C "$root" bin; }
}

# milvus installs Milvus Lite for `make dev INDEX=milvus` and for the tests. Without Python, the tests skip, except in CI.
milvus() {
  if [[ ${INDEX:-} == milvus || -n ${CI:-} ]]; then
    after_packages && step milvus "$here/milvus.sh" -q
  elif [[ -z $build ]] && python3 -c 'import ensurepip, venv' 2>/dev/null; then
    step milvus "$here/milvus.sh" -q || say "the tests on Milvus Lite will skip"
  fi
}

app() {
  step frontend "$here/frontend.sh" || return
  [[ -z $build ]] || step app make --no-print-directory -C "$root" app
}

# check_disk fails if the cache has less than 5 GiB free, or less than 1 GiB after the first setup.
check_disk() {
  local need=1 free
  compgen -G "$cache/emulators-*" >/dev/null && compgen -G "$root/native/out/lib/libshopfyp_faiss_*.so" >/dev/null || need=5
  mkdir -p "$cache" || die "cannot create $cache: set SHOPFYP_CACHE to a writable folder"
  free=$(df -Pk "$cache" | awk 'NR == 2 { print int($4 / 1048576) }')
  ((free >= need)) || die "$cache has only $free GiB free, $need GiB are needed: free some space or set SHOPFYP_CACHE"
}

check_disk
exec 9>"$cache/.setup-lock"
flock -n 9 || { say "waiting for another setup to finish"; flock 9; }
step programs "$here/programs.sh" go node npm || exit 1
packages_status=$(mktemp)
trap 'rm -f "$packages_status"' EXIT
at_once packages faiss encoder programs app firebase milvus || die "setup failed, see above"
((SECONDS - start < 3)) || say "setup: ready after $((SECONDS - start)) s"
