#!/usr/bin/env bash
# Removes everything that deploy.sh created, in reverse order. The catalog, the interactions and the
# indexes stay, unless you pass --data. The project and its enabled services always stay.
#
#   deploy/teardown.sh PROJECT REGION [--data] [--yes] [--dry-run]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/common.sh"
source "$here/lib/table.sh"
source "$here/lib/accounts.sh"
source "$here/lib/storage.sh"
source "$here/lib/logging.sh"
source "$here/lib/analytics.sh"
source "$here/lib/engine.sh"
source "$here/lib/remove.sh"
usage="usage: deploy/teardown.sh PROJECT REGION [--data] [--yes] [--dry-run]"
data='' yes=''

parse() {
  local place=()
  while (($#)); do
    case $1 in
      --dry-run) dry_run=1 ;;
      --data) data=1 ;;
      --yes) yes=1 ;;
      -*) die "$1 is not an option; $usage" ;;
      *) place+=("$1") ;;
    esac
    shift
  done
  ((${#place[@]} == 2)) || die "$usage"
  set_project "${place[@]}"
}

# confirm asks for the ID of the project.
confirm() {
  local typed what="the functions, the job and the site"
  [[ ! $data ]] || what+=", the catalog, the interactions and the indexes"
  [[ -z $dry_run && -z $yes ]] || return 0
  read -rp "This deletes $what of $project. Type the project ID: " typed
  [[ $typed == "$project" ]] || die "the ID does not match; nothing is deleted"
}

parse "$@"
confirm
secret=${MILVUS_TOKEN_SECRET:-$(used_secret)}
remove_alerts
remove_hosting
remove_job
each_function remove_function
remove_sink
[[ ! $data ]] || remove_data
remove_images
remove_exclusion
remove_token "$secret"
heading "Service accounts"
each_function remove_function_account
remove_other_accounts
