# Copies the source for the upload into a separate folder.
# shellcheck shell=bash

staged=bin/staged
release=dryrun # placeholder in a dry run; otherwise the hash of the source

# build_here builds the uploaded files that are not in git.
build_here() {
  heading "Native libraries, model, app"
  run make setup build
  [[ ! $dry_run ]] || echo "go build -o bin/deploy ./deploy/tool"
}

# stage_source copies the source twice, with and without native/out. Links to the cache become files.
stage_source() {
  heading "Source"
  run rm -rf "$staged/native" "$staged/plain"
  printf '%s\n' "$(quoted bin/deploy stage . "$staged")"
  [[ $dry_run ]] || release=$(tool stage . "$staged")
}

# stage_firebase copies the files for the Firebase CLI and sets the region in its configuration.
stage_firebase() {
  local to=$staged/firebase
  run rm -rf "$to"
  run mkdir -p "$to"
  run cp -r --parents frontend/dist deploy/firestore.rules deploy/firestore.indexes.json "$to"
  run_line "sed -E 's/(\"region\": *\")[^\"]*/\\1$region/' firebase.json >$to/firebase.json"
}
