# What is uploaded, copied to a folder of its own.
# shellcheck shell=bash

staged=bin/staged
release=dryrun # stands, in a dry run, for the hash of the source

# build_here makes what is uploaded and is not in git.
build_here() {
  heading "Native libraries, model, app"
  run make setup build
  [[ ! $dry_run ]] || echo "go build -o bin/deploy ./deploy/tool"
}

# stage_source copies the source, twice: with native/out and without. Links to the cache become files.
stage_source() {
  heading "Source"
  run rm -rf "$staged/native" "$staged/plain"
  printf '%s\n' "$(quoted bin/deploy stage . "$staged")"
  [[ $dry_run ]] || release=$(tool stage . "$staged")
}

# stage_firebase copies what the Firebase CLI deploys; its configuration names a region.
stage_firebase() {
  local to=$staged/firebase
  run rm -rf "$to"
  run mkdir -p "$to"
  run cp -r --parents frontend/dist deploy/firestore.rules deploy/firestore.indexes.json "$to"
  run_line "sed -E 's/(\"region\": *\")[^\"]*/\\1$region/' firebase.json >$to/firebase.json"
}
