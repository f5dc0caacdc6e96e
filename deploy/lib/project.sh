# Prepares the project: services, Firebase, Auth, Firestore.
# shellcheck shell=bash

services=(artifactregistry cloudbuild cloudfunctions cloudresourcemanager cloudscheduler eventarc firebase firebasehosting
  firebaserules firestore iam identitytoolkit logging monitoring pubsub run storage)

enable_services() {
  heading "Google's services"
  run gcloud services enable "${services[@]/%/.googleapis.com}" --project="$project"
  again gcloud beta services identity create --service=eventarc.googleapis.com --project="$project"
}

# set_up_firebase adds Firebase, a web app and anonymous sign-in to the project. The browser uses the app's API key.
set_up_firebase() {
  local api=https://firebase.googleapis.com/v1beta1/projects/$project auth=https://identitytoolkit.googleapis.com
  heading "Firebase: the project, a web app, anonymous sign-in"
  run_line "$(google GET "$api") >/dev/null 2>&1 || $(google POST "$api:addFirebase" '{}')"
  run_line "$(google GET "$api/webApps") | grep -q appId || $(google POST "$api/webApps" '{"displayName":"ShopFYP"}')"
  run_line "$(google GET "$auth/admin/v2/projects/$project/config") >/dev/null 2>&1 || $(google POST "$auth/v2/projects/$project/identityPlatform:initializeAuth" '{}')"
  run_line "$(google PATCH "$auth/admin/v2/projects/$project/config?updateMask=signIn.anonymous.enabled" '{"signIn":{"anonymous":{"enabled":true}}}') >/dev/null"
}

set_up_firestore() {
  heading "Firestore: database, rules, indexes, time to live"
  unless gcloud firestore databases describe --database='(default)' --project="$project" -- \
    gcloud firestore databases create --database='(default)' --location="$region" --type=firestore-native --delete-protection --project="$project"
  run firebase deploy --only firestore --project "$project" --config "$staged/firebase/firebase.json" --non-interactive --force
  await_indexes
}

# await_indexes waits until Firestore has built the composite indexes that the functions query. Until then, such
# queries fail. Firestore builds an index in about a minute, and longer if there is much data.
await_indexes() {
  local list=(gcloud firestore indexes composite list --database='(default)' '--filter=state!=READY' --format='value(name)' --project="$project")
  local try pending
  printf '%s\n' "$(quoted "${list[@]}")"
  [[ ! $dry_run ]] || return 0
  for ((try = 1; try <= 60; try++)); do
    pending=$("${list[@]}")
    [[ $pending ]] || return 0
    say "Firestore is building indexes; next check in 15 s (check $try of 60)"
    sleep 15
  done
  die "after 15 minutes, Firestore is still building indexes; run this script again when they are ready: $pending"
}
