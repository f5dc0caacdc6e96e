#!/usr/bin/env bash
# Installs the frontend's packages where its lockfile has changed since.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ -f $root/frontend/package-lock.json ]] || exit 0
cd "$root/frontend"
stamp=node_modules/.installed-$(hash_of package.json package-lock.json)
[[ -f $stamp ]] && exit 0
say "npm: installing the frontend's packages"
# Not npm ci: it wants every platform's build of a native package, also of those that are not to be had.
patiently npm install --no-save --no-progress --loglevel=error || die "npm could not install frontend, see above"
touch "$stamp"
