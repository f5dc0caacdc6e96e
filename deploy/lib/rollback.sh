# What rollback.sh does.
# shellcheck shell=bash

# before CURRENT prints the line of standard input, sorted, that comes before CURRENT; nothing where none does.
before() { awk -v current="$1" '$0 < current' | tail -n 1; }

# rollback_index [VERSION] names the version in indexes/current.json, if nobody replaced the pointer
# meanwhile. Instances follow within REFRESH_EVERY. The builder would publish again tonight, so it is paused.
rollback_index() {
  local version=$1 pointer=gs://$bucket/indexes/current.json current generation
  current=$(ask gcloud storage cat "$pointer" --project="$project" | sed -nE 's/.*"version": *"([^"]+)".*/\1/p')
  generation=$(ask gcloud storage objects describe "$pointer" --format='value(generation)' --project="$project")
  [[ $version ]] || version=$(ask gcloud storage ls "gs://$bucket/indexes/*/manifest.json" --project="$project" |
    sed -nE 's#.*/indexes/([^/]+)/manifest.json#\1#p' | sort | before "$current")
  [[ ! $dry_run ]] || version=${version:-VERSION} generation=${generation:-GENERATION}
  [[ $version ]] || die "there is no version before $current in gs://$bucket/indexes"
  [[ $version =~ ^[0-9A-Za-z][0-9A-Za-z.-]*$ ]] || die "$version is not a version"
  run gcloud storage objects describe "gs://$bucket/indexes/$version/manifest.json" --format='value(name)' --project="$project"
  run gcloud scheduler jobs pause index-builder --location="$region" --project="$project"
  run_line "printf '{\"version\": \"%s\"}\\n' $version | gcloud storage cp - $pointer --if-generation-match=$generation --content-type=application/json --project=$project"
  [[ $dry_run ]] || say "index $version is in force instead of ${current:-the one in force}; deploy.sh, or gcloud scheduler jobs resume, has indexes built again"
}

# rollback_function NAME [REVISION] sends all requests to the revision.
rollback_function() {
  local name=$1 revision=$2 current
  current=$(ask gcloud run services describe "$name" --region="$region" --format='value(status.traffic[0].revisionName)' --project="$project")
  [[ $revision ]] || revision=$(ask gcloud run revisions list --service="$name" --region="$region" --filter='status.conditions[0].status=True' \
    --sort-by=metadata.creationTimestamp --format='value(metadata.name)' --project="$project" | sort | before "$current")
  [[ ! $dry_run ]] || revision=${revision:-REVISION}
  [[ $revision ]] || die "$name has no revision before ${current:-any}"
  run gcloud run services update-traffic "$name" --to-revisions="$revision=100" --region="$region" --project="$project" --format=none
  [[ $dry_run ]] || say "$name is $revision instead of ${current:-the latest}; deploy.sh sends requests to the latest again"
}

# rollback_hosting publishes once more the version that the site's last release but one had.
rollback_hosting() {
  local api=https://firebasehosting.googleapis.com/v1beta1/sites/$project version
  version=$(ask bash -c "$(google GET "$api/releases?pageSize=20")" | sed -nE 's/.*"name": *"([^"]*\/versions\/[^"]*)".*/\1/p' | awk '!seen[$0]++' | sed -n 2p)
  [[ ! $dry_run ]] || version=VERSION
  [[ $version ]] || die "$project has one version on Hosting, and no other"
  run_line "$(google POST "$api/releases?versionName=$version" '{}') >/dev/null"
}
