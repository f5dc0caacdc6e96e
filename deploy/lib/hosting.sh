# Hosting: the app, and the rewrites from /api to the functions.
# shellcheck shell=bash

deploy_hosting() {
  heading "Hosting"
  run firebase deploy --only hosting --project "$project" --config "$staged/firebase/firebase.json" --non-interactive
}
