# The app, and the rewrites that lead /api to the functions.
# shellcheck shell=bash

deploy_hosting() {
  heading "Hosting"
  run firebase deploy --only hosting --project "$project" --config "$staged/firebase/firebase.json" --non-interactive
}
