# The request log of Cloud Run: a request for suggestions has the typed text in its URL (docs/privacy.md).
# shellcheck shell=bash

# find_exclusion is a shell line that succeeds if the log already excludes these requests.
find_exclusion() { printf '%s' "gcloud logging sinks describe _Default --format='value(exclusions[].name)' --project=$project | grep -qw suggest"; }

exclude_typed_text() {
  heading "Request log without typed text"
  run_line "$(find_exclusion) || gcloud logging sinks update _Default --add-exclusion='name=suggest,filter=httpRequest.requestUrl:\"/api/suggest\"' --quiet --project=$project"
}

remove_exclusion() {
  heading "Request log"
  run_line "if $(find_exclusion); then gcloud logging sinks update _Default --remove-exclusions=suggest --quiet --project=$project; fi"
}
