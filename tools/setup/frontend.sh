#!/usr/bin/env bash
# Installs the frontend's npm packages if its lockfile has changed. Install scripts do not run: the
# app needs none of them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cd "$root/frontend"
stamp=node_modules/.installed-$(hash_of package.json package-lock.json)
[[ -f $stamp ]] && exit 0
say "npm: installing the frontend's packages"
quietly npm ci --ignore-scripts --no-progress --loglevel=error || die "npm could not install the packages of frontend, see above"
touch "$stamp"
