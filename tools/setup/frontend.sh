#!/usr/bin/env bash
# Installs the frontend's packages where its lockfile has changed since. Install scripts are not
# run: none of what they would do is needed here.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cd "$root/frontend"
stamp=node_modules/.installed-$(hash_of package.json package-lock.json)
[[ -f $stamp ]] && exit 0
say "npm: installing the frontend's packages"
patiently npm ci --ignore-scripts --no-progress --loglevel=error || die "npm could not install frontend, see above"
touch "$stamp"
