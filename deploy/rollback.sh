#!/usr/bin/env bash
# Puts back what was there before: of the index, an older version; of a function, an older revision. Both
# take effect within a minute, without a build, and deploy.sh ends both.
#
#   deploy/rollback.sh PROJECT REGION index [VERSION] [--dry-run]            the newest before the one in force, if none is named
#   deploy/rollback.sh PROJECT REGION function NAME [REVISION] [--dry-run]   likewise
#   deploy/rollback.sh PROJECT REGION hosting [--dry-run]                    the site's previous release
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/common.sh"
source "$here/lib/rollback.sh"
usage="usage: deploy/rollback.sh PROJECT REGION (index [VERSION] | function NAME [REVISION] | hosting) [--dry-run]"

arguments=()
for argument; do
  case $argument in
    --dry-run) dry_run=1 ;;
    -*) die "$argument is not an option; $usage" ;;
    *) arguments+=("$argument") ;;
  esac
done
take_place "${arguments[@]:0:2}"
case ${arguments[2]:-} in
  index) rollback_index "${arguments[3]:-}" ;;
  function) rollback_function "${arguments[3]:?"$usage"}" "${arguments[4]:-}" ;;
  hosting) rollback_hosting ;;
  *) die "$usage" ;;
esac
