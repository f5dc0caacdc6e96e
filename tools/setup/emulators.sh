#!/usr/bin/env bash
# Installs the Firebase tools that tools/emulators pins into the cache, in a folder named for the
# lockfile, so that every checkout shares it, and links it to bin/emulators. Install scripts are
# not run: they build what only other commands of the tools need.
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
  (cd "$staged" && patiently npm ci --ignore-scripts --no-progress --loglevel=error) ||
    die "npm could not install tools/emulators, see above"
  mv -T "$staged" "$installed" 2>/dev/null || [[ -d $installed ]] # another set-up may have been quicker
}

[[ -d $installed ]] || install
mkdir -p "$root/bin"
ln -sfn "$installed" "$root/bin/emulators"
