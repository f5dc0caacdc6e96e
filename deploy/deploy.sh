#!/usr/bin/env bash
# Deploys the shop to a Google Cloud project with billing: a first installation or an update. You can run
# it again at any time. It keeps existing resources and settings, skips each function that already runs
# this release, and continues where an interrupted run stopped.
#
#   deploy/deploy.sh PROJECT REGION [--dry-run] [--function NAME] [--env FILE] [--unset KEY]... [--import FILE]... [--no-analytics]
#
#   --dry-run         print every command, in order, and the change of settings; run none of the commands
#   --function NAME   deploy one function, or index-builder, into a project that is already set up
#   --env FILE        change settings: KEY=value lines; KEY= removes a setting; README.md lists the settings
#   --unset KEY       remove a setting
#   --import FILE     import a catalog (CSV, TSV, JSONL; also gzip) and build its index
#   --no-analytics    do not copy events to BigQuery; a copy that an earlier run set up stops, its data stays
#
#   ALERT_EMAIL       address that receives alerts (none)
#   MIN_INSTANCES     warm instances of each function that maps the index (0)
#   SCHEDULE          cron schedule of the index builder, UTC ('*/15 * * * *'; '0 3 * * *' with several tasks)
#   MEDIA_ORIGINS     hosts of the feed's videos besides Hosting, such as 'https://storage.googleapis.com' (none)
#   INDEX             search engine for large catalogs, milvus://HOST:PORT/COLLECTION (the snapshot; docs/scale.md)
#   MILVUS_TLS        TLS to the search engine, true or false (true, unless it is on the same machine)
#   MILVUS_TOKEN_SECRET, MILVUS_TOKEN_FILE
#                     secret that contains the engine's token, or a file with the token ('-' is standard input) to make one
#   BUILDER_TASKS     parallel tasks of the index builder (1), each with BUILDER_CPU (4) and BUILDER_MEMORY (8Gi)
#
# Needs gcloud, signed in as an owner of the project (gcloud auth login; gcloud auth application-default
# login), and the programs that make dev needs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/common.sh"
source "$here/lib/table.sh"
source "$here/lib/project.sh"
source "$here/lib/accounts.sh"
source "$here/lib/storage.sh"
source "$here/lib/source.sh"
source "$here/lib/settings.sh"
source "$here/lib/engine.sh"
source "$here/lib/build.sh"
source "$here/lib/functions.sh"
source "$here/lib/job.sh"
source "$here/lib/hosting.sh"
source "$here/lib/alerts.sh"
source "$here/lib/logging.sh"
source "$here/lib/analytics.sh"

usage="usage: deploy/deploy.sh PROJECT REGION [--dry-run] [--function NAME] [--env FILE] [--unset KEY]... [--import FILE]... [--no-analytics]"
catalogs=()
analytics=1 # empty: without a copy of events in BigQuery (--no-analytics)

parse() {
  local place=()
  while (($#)); do
    case $1 in
      --dry-run) dry_run=1 ;;
      --function) only=${2:?--function needs a name} && shift ;;
      --env) env_file=$(cd "$called_in" && realpath -e "${2:?--env needs a file}") && shift ;;
      --unset) unset_settings+=("${2:?--unset needs the name of a setting}") && shift ;;
      --import) catalogs+=("$(cd "$called_in" && realpath -e "${2:?--import needs a file}")") && shift ;;
      --no-analytics) analytics='' ;;
      -*) die "$1 is not an option; $usage" ;;
      *) place+=("$1") ;;
    esac
    shift
  done
  ((${#place[@]} == 2)) || die "$usage"
  set_project "${place[@]}"
}

# deploy_one deploys the function named by --function.
deploy_one() {
  [[ -n $(each_function function_name) ]] || die "$only is not a function; the functions are: $(only='' each_function function_name | paste -sd ' ')"
  plan_settings
  build_here
  each_function make_function_account
  set_up_token
  stage_source
  each_function deploy_function
}

# deploy_builder deploys the index builder alone. A new model needs it before the functions (docs/scale.md).
deploy_builder() {
  plan_settings
  build_here
  set_up_token
  stage_source
  deploy_job
}

deploy_all() {
  build_here
  stage_firebase
  enable_services
  plan_settings
  exclude_typed_text
  if [[ $analytics ]]; then set_up_analytics; else remove_sink; fi
  set_up_firebase
  set_up_firestore
  make_storage
  make_other_accounts
  each_function make_function_account
  set_up_token
  stage_source
  each_function deploy_function
  tidy_sources
  deploy_job
  schedule_job
  first_index
  deploy_hosting
  set_alerts
}

# report tests the live shop and prints its address and its estimated cost.
report() {
  local site=https://$project.web.app
  heading "Smoke test"
  run deploy/smoke.sh "$site"
  [[ $only ]] || { heading "Estimated monthly cost" && run bin/deploy cost; }
  heading "$site"
}

parse "$@"
need curl "install curl"
[[ $dry_run ]] || need gcloud "install the Google Cloud CLI"
[[ $dry_run || $only || -z $analytics ]] || need bq "install the Google Cloud CLI with bq, or use --no-analytics"
check_engine
check_settings
check_media_origins
case $only in
  '') deploy_all ;;
  index-builder) deploy_builder ;;
  *) deploy_one ;;
esac
report
