#!/usr/bin/env bash
# Takes an empty Google Cloud project with billing to a running shop, or an older release to this one.
# Safe to run again at any time: what is there is left, what is at this release is passed over, and a run
# that was stopped goes on where it was.
#
#   deploy/deploy.sh PROJECT REGION [--dry-run] [--function NAME] [--import FILE]...
#
#   --dry-run         print every command, in order, and run none
#   --function NAME   deploy that function alone, into a project that is set up
#   --import FILE     put a catalogue (CSV, TSV, JSONL; also gzip) into the shop and build its index
#
#   ALERT_EMAIL       who hears of alerts; nobody if it is not set
#   MIN_INSTANCES     kept warm of each function that maps the index (0)
#   SCHEDULE          when the index is rebuilt ('0 3 * * *', UTC)
#   BUILDER_TASKS     tasks that embed side by side (1), of BUILDER_CPU (4) and BUILDER_MEMORY (8Gi) each
#
# Needs gcloud, signed in as an owner of the project (gcloud auth login; gcloud auth application-default
# login), and what make dev needs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/common.sh"
source "$here/lib/table.sh"
source "$here/lib/project.sh"
source "$here/lib/accounts.sh"
source "$here/lib/storage.sh"
source "$here/lib/source.sh"
source "$here/lib/functions.sh"
source "$here/lib/job.sh"
source "$here/lib/hosting.sh"
source "$here/lib/alerts.sh"

usage="usage: deploy/deploy.sh PROJECT REGION [--dry-run] [--function NAME] [--import FILE]..."
catalogues=()

parse() {
  local place=()
  while (($#)); do
    case $1 in
      --dry-run) dry_run=1 ;;
      --function) only=${2:?--function wants a name} && shift ;;
      --import) catalogues+=("$(cd "$called_in" && realpath -e "${2:?--import wants a file}")") && shift ;;
      -*) die "$1 is not an option; $usage" ;;
      *) place+=("$1") ;;
    esac
    shift
  done
  ((${#place[@]} == 2)) || die "$usage"
  take_place "${place[@]}"
}

# deploy_one deploys the function named by --function.
deploy_one() {
  [[ -n $(each_function function_name) ]] || die "$only is not a function; there are: $(only='' each_function function_name | paste -sd ' ')"
  build_here
  each_function make_function_account
  stage_source
  each_function deploy_function
}

deploy_all() {
  build_here
  stage_firebase
  enable_services
  set_up_firebase
  set_up_firestore
  make_storage
  make_other_accounts
  each_function make_function_account
  stage_source
  each_function deploy_function
  tidy_sources
  deploy_job
  schedule_job
  first_index
  deploy_hosting
  set_alerts
}

# report tries what is live and says where it is and what it costs.
report() {
  local site=https://$project.web.app
  heading "Is it there?"
  run deploy/smoke.sh "$site"
  [[ $only ]] || { heading "A month's cost, estimated" && run bin/deploy cost; }
  heading "$site"
}

parse "$@"
need curl "install curl"
[[ $dry_run ]] || need gcloud "install the Google Cloud CLI"
if [[ $only ]]; then deploy_one; else deploy_all; fi
report
