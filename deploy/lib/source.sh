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

# check_media_origins stops if MEDIA_ORIGINS contains anything but https origins.
check_media_origins() {
  local origin
  for origin in ${MEDIA_ORIGINS:-}; do
    [[ $origin =~ ^https://[a-z0-9.-]+(:[0-9]+)?$ ]] || die "MEDIA_ORIGINS: $origin is not an origin like https://media.example"
  done
}

# stage_firebase copies the files for the Firebase CLI. In its configuration, it sets the region and the hosts of videos.
stage_firebase() {
  local to=$staged/firebase
  run rm -rf "$to"
  run mkdir -p "$to"
  run cp -r --parents frontend/dist deploy/firestore.rules deploy/firestore.indexes.json "$to"
  local edits="s/(\"region\": *\")[^\"]*/\\1$region/"
  [[ ! ${MEDIA_ORIGINS:-} ]] || edits+="; s#(media|connect)-src .self.#& $MEDIA_ORIGINS#g"
  run_line "sed -E '$edits' firebase.json >$to/firebase.json"
}
