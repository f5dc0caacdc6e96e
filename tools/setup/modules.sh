#!/usr/bin/env bash
# Downloads the Go modules if go.sum has changed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stamp=$(go env GOMODCACHE)/cache/shopfyp-$(hash_of "$root/go.mod" "$root/go.sum")
[[ -f $stamp ]] && exit 0
cd "$root"
say "go: downloading modules"
quietly go mod download || die "go could not download the modules, see above"
touch "$stamp"
