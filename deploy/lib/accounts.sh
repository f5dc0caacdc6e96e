# Service accounts: one for each program, with the minimum roles.
# shellcheck shell=bash

# account NAME prints the address of one of our service accounts.
account() { printf '%s@%s.iam.gserviceaccount.com' "$1" "$project"; }

# build_account prints the service account of builds.
build_account() { printf 'projects/%s/serviceAccounts/%s' "$project" "$(account shopfyp-build)"; }

# make_account NAME TITLE creates a service account.
make_account() {
  unless gcloud iam service-accounts describe "$(account "$1")" --project="$project" -- \
    gcloud iam service-accounts create "$1" --display-name="$2" --project="$project"
}

# grant NAME ROLE grants an account a role on the project.
grant() {
  again gcloud projects add-iam-policy-binding "$project" --member="serviceAccount:$(account "$1")" --role="$2" --condition=None --format=none
}

# grant_bucket NAME ROLE grants an account a role on the bucket of snapshots only.
grant_bucket() {
  again gcloud storage buckets add-iam-policy-binding "gs://$bucket" --member="serviceAccount:$(account "$1")" --role="$2" --project="$project" --format=none
}

make_function_account() {
  local role account=fn-${fn[name]}
  make_account "$account" "ShopFYP function ${fn[name]}"
  [[ ${fn[roles]} == - ]] || for role in ${fn[roles]//,/ }; do grant "$account" "$role"; done
  [[ ${fn[bucket]} == - ]] || grant_bucket "$account" "${fn[bucket]}"
}

# make_other_accounts creates the accounts of builds, of the job, of its scheduler and of event delivery.
make_other_accounts() {
  heading "Service accounts"
  make_account shopfyp-build "ShopFYP source builds"
  grant shopfyp-build roles/run.builder
  make_account index-builder "ShopFYP index builder"
  grant index-builder roles/datastore.user
  grant_bucket index-builder roles/storage.objectAdmin
  make_account index-scheduler "ShopFYP start of the index builder"
  make_account event-trigger "ShopFYP delivery of Firestore events"
  grant event-trigger roles/eventarc.eventReceiver
}
