#!/usr/bin/env bash
# Installs the Firebase tools that tools/emulators pins and links them to bin/emulators. They go into
# a folder of the cache that is named after the hash of the lockfile, so that checkouts share it. Install
# scripts do not run: only unused commands need them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

pinned=$root/tools/emulators
installed=$cache/emulators-$(hash_of "$pinned/package.json" "$pinned/package-lock.json")

install() {
  mkdir -p "$cache"
  staged=$(mktemp -d "$cache/.emulators.XXXXXX")
  trap 'rm -rf "$staged"' EXIT
  cp "$pinned/package.json" "$pinned/package-lock.json" "$pinned/.npmrc" "$staged"
  say "npm: installing the Firebase tools (250 MB, once)"
  (cd "$staged" && quietly npm ci --ignore-scripts --no-progress --loglevel=error) ||
    die "npm could not install the packages of tools/emulators, see above"
  mv -T "$staged" "$installed" 2>/dev/null || [[ -d $installed ]] # another setup may have finished first
}

[[ -d $installed ]] || install
mkdir -p "$root/bin"
ln -sfn "$installed" "$root/bin/emulators"
