# Rolls back an index, a function or Hosting, for rollback.sh.
# shellcheck shell=bash

# before CURRENT prints the last line of the sorted standard input before CURRENT, or nothing.
before() { awk -v current="$1" '$0 < current' | tail -n 1; }

# rollback_index [VERSION] points indexes/current.json to the version. It fails if the pointer changes in the meantime.
# Instances follow within REFRESH_EVERY. It pauses the builder, which would publish a new index soon.
rollback_index() {
  local version=$1 pointer=gs://$bucket/indexes/current.json current generation
  current=$(ask gcloud storage cat "$pointer" --project="$project" | sed -nE 's/.*"version": *"([^"]+)".*/\1/p')
  generation=$(ask gcloud storage objects describe "$pointer" --format='value(generation)' --project="$project")
  [[ $version ]] || version=$(ask gcloud storage ls "gs://$bucket/indexes/*/manifest.json" --project="$project" |
    sed -nE 's#.*/indexes/([^/]+)/manifest.json#\1#p' | sort | before "$current")
  [[ ! $dry_run ]] || version=${version:-VERSION} generation=${generation:-GENERATION}
  [[ $version ]] || die "gs://$bucket/indexes has no version before $current"
  [[ $version =~ ^[0-9A-Za-z][0-9A-Za-z.-]*$ ]] || die "$version is not a version"
  run gcloud storage objects describe "gs://$bucket/indexes/$version/manifest.json" --format='value(name)' --project="$project"
  run gcloud scheduler jobs pause index-builder --location="$region" --project="$project"
  run_line "printf '{\"version\": \"%s\"}\\n' $version | gcloud storage cp - $pointer --if-generation-match=$generation --content-type=application/json --project=$project"
  [[ $dry_run ]] || say "index $version replaces ${current:-the current index}; builds are paused until deploy.sh or gcloud scheduler jobs resume"
}

# rollback_function NAME [REVISION] routes all requests to the revision.
rollback_function() {
  local name=$1 revision=$2 current
  current=$(ask gcloud run services describe "$name" --region="$region" --format='value(status.traffic[0].revisionName)' --project="$project")
  [[ $revision ]] || revision=$(ask gcloud run revisions list --service="$name" --region="$region" --filter='status.conditions[0].status=True' \
    --sort-by=metadata.creationTimestamp --format='value(metadata.name)' --project="$project" | sort | before "$current")
  [[ ! $dry_run ]] || revision=${revision:-REVISION}
  [[ $revision ]] || die "$name has no revision before ${current:-the current one}"
  run gcloud run services update-traffic "$name" --to-revisions="$revision=100" --region="$region" --project="$project" --format=none
  [[ $dry_run ]] || say "$name serves $revision instead of ${current:-the latest revision}; deploy.sh returns to the latest revision"
}

# rollback_hosting publishes the previous version of the site again.
rollback_hosting() {
  local api=https://firebasehosting.googleapis.com/v1beta1/sites/$project version
  version=$(ask bash -c "$(google GET "$api/releases?pageSize=20")" | sed -nE 's/.*"name": *"([^"]*\/versions\/[^"]*)".*/\1/p' | awk '!seen[$0]++' | sed -n 2p)
  [[ ! $dry_run ]] || version=VERSION
  [[ $version ]] || die "the site of $project has no previous version"
  run_line "$(google POST "$api/releases?versionName=$version" '{}') >/dev/null"
}
