#!/usr/bin/env bash
# Returns to an older version of the index, revision of a function, or release of the site. It takes effect
# within a minute, without a build. The next deploy.sh ends the rollback.
#
#   deploy/rollback.sh PROJECT REGION index [VERSION] [--dry-run]            default: the version before the current one
#   deploy/rollback.sh PROJECT REGION function NAME [REVISION] [--dry-run]   default: the revision before the current one
#   deploy/rollback.sh PROJECT REGION hosting [--dry-run]                    the previous release of the site
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
set_project "${arguments[@]:0:2}"
case ${arguments[2]:-} in
  index) rollback_index "${arguments[3]:-}" ;;
  function) rollback_function "${arguments[3]:?"$usage"}" "${arguments[4]:-}" ;;
  hosting) rollback_hosting ;;
  *) die "$usage" ;;
esac
