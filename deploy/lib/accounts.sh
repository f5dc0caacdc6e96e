# One service account for each thing that runs, with the least roles it can work with.
# shellcheck shell=bash

# account NAME is the address of one of our service accounts.
account() { printf '%s@%s.iam.gserviceaccount.com' "$1" "$project"; }

# build_account is what builds run as.
build_account() { printf 'projects/%s/serviceAccounts/%s' "$project" "$(account shopfyp-build)"; }

# make_account NAME WHAT
make_account() {
  unless gcloud iam service-accounts describe "$(account "$1")" --project="$project" -- \
    gcloud iam service-accounts create "$1" --display-name="$2" --project="$project"
}

# grant NAME ROLE gives an account a role on the project.
grant() {
  again gcloud projects add-iam-policy-binding "$project" --member="serviceAccount:$(account "$1")" --role="$2" --condition=None --format=none
}

# grant_bucket NAME ROLE gives an account a role on the bucket of snapshots alone.
grant_bucket() {
  again gcloud storage buckets add-iam-policy-binding "gs://$bucket" --member="serviceAccount:$(account "$1")" --role="$2" --project="$project" --format=none
}

make_function_account() {
  local role account=fn-${fn[name]}
  make_account "$account" "ShopFYP function ${fn[name]}"
  [[ ${fn[roles]} == - ]] || for role in ${fn[roles]//,/ }; do grant "$account" "$role"; done
  [[ ${fn[snapshots]} != true ]] || grant_bucket "$account" roles/storage.objectViewer
}

# make_other_accounts: of what builds, of the job, of what starts the job, of what delivers events.
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
