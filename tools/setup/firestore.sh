#!/usr/bin/env bash
# Downloads the Firestore emulator's jar with the Firebase tools. It skips the download if it finds the jar
# as $FIRESTORE_EMULATOR_JAR, in the Firebase tools' cache or in an installed Google Cloud SDK.
# shared/gcp/emulatortest looks in the same places.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

found() {
  local sdk jar=platform/cloud-firestore-emulator/cloud-firestore-emulator.jar
  if [[ -n ${FIRESTORE_EMULATOR_JAR:-} ]]; then
    [[ -f $FIRESTORE_EMULATOR_JAR ]] || die "FIRESTORE_EMULATOR_JAR=$FIRESTORE_EMULATOR_JAR is not a file"
    return
  fi
  compgen -G "$HOME/.cache/firebase/emulators/cloud-firestore-emulator-v*.jar" >/dev/null && return
  sdk=$(readlink -f "$(command -v gcloud || true)") || true
  [[ -f ${sdk%/bin/gcloud}/$jar || -f /usr/lib/google-cloud-sdk/$jar || -f /usr/share/google-cloud-sdk/$jar ]]
}

found && exit 0
say "fetching the Firestore emulator (140 MB, once)"
quietly node "$root/bin/emulators/node_modules/firebase-tools/lib/bin/firebase.js" setup:emulators:firestore && found && exit 0
die "the Firestore emulator's jar is missing: run 'gcloud components install cloud-firestore-emulator'," \
  "or install the apt package google-cloud-cli-firestore-emulator, or set FIRESTORE_EMULATOR_JAR"
