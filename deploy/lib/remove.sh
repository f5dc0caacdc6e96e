# Removes the resources, for teardown.sh. A resource that is already gone is not an error.
# shellcheck shell=bash

remove_alerts() {
  local name
  heading "Alerts"
  for name in deploy/alerts/*.json; do
    name=$(basename "$name" .json)
    run_line "gcloud alpha monitoring policies list --filter=userLabels.shopfyp=$name --format='value(name)' --project=$project | xargs -r -I POLICY gcloud alpha monitoring policies delete POLICY --quiet --project=$project"
  done
}

remove_hosting() {
  heading "Hosting"
  run firebase hosting:disable --project "$project" --force
}

remove_job() {
  heading "Index builder"
  if_found gcloud scheduler jobs describe index-builder --location="$region" --project="$project" -- \
    gcloud scheduler jobs delete index-builder --location="$region" --quiet --project="$project"
  if_found gcloud run jobs describe index-builder --region="$region" --project="$project" -- \
    gcloud run jobs delete index-builder --region="$region" --quiet --project="$project"
}

remove_function() {
  heading "Function ${fn[name]}"
  if [[ ${fn[kind]} == event ]]; then # deletes its trigger too
    if_found gcloud functions describe "${fn[name]}" --region="$region" --project="$project" -- \
      gcloud functions delete "${fn[name]}" --region="$region" --quiet --project="$project"
  else
    if_found gcloud run services describe "${fn[name]}" --region="$region" --project="$project" -- \
      gcloud run services delete "${fn[name]}" --region="$region" --quiet --project="$project"
  fi
}

# remove_data deletes the data, which deploy.sh cannot restore.
remove_data() {
  heading "Data"
  if_found gcloud firestore databases describe --database='(default)' --project="$project" -- \
    gcloud firestore databases update --database='(default)' --no-delete-protection --project="$project"
  if_found gcloud firestore databases describe --database='(default)' --project="$project" -- \
    gcloud firestore databases delete --database='(default)' --quiet --project="$project"
  if_found gcloud storage buckets describe "gs://$bucket" --project="$project" -- \
    gcloud storage rm --recursive "gs://$bucket" --quiet --project="$project"
  remove_events
}

remove_images() {
  local repository
  heading "Images"
  for repository in "$images" "$source_images"; do
    if_found gcloud artifacts repositories describe "$repository" --location="$region" --project="$project" -- \
      gcloud artifacts repositories delete "$repository" --location="$region" --quiet --project="$project"
  done
}

remove_function_account() { remove_account "fn-${fn[name]}" "${fn[roles]}"; }

# remove_account NAME [ROLE,...] revokes the roles, then deletes the account. Otherwise the role bindings would remain.
remove_account() {
  local role roles=${2:--}
  [[ $roles == - ]] || for role in ${roles//,/ }; do
    run_line "gcloud projects remove-iam-policy-binding $project --member=serviceAccount:$(account "$1") --role=$role --condition=None --format=none >/dev/null 2>&1 || true"
  done
  if_found gcloud iam service-accounts describe "$(account "$1")" --project="$project" -- \
    gcloud iam service-accounts delete "$(account "$1")" --quiet --project="$project"
}

remove_other_accounts() {
  remove_account event-trigger roles/eventarc.eventReceiver
  remove_account index-scheduler
  remove_account index-builder roles/datastore.user
  remove_account shopfyp-build roles/run.builder
}
