# The functions. HTTP functions become Cloud Run functions; functions with a Firestore trigger become Cloud
# Functions, which own the trigger and its retries.
# shellcheck shell=bash

deploy_function() {
  heading "Function ${fn[name]}"
  upload=$staged/plain
  [[ ${fn[native]} != true ]] || upload=$staged/native
  common=(--region="$region" --project="$project" --cpu="${fn[cpu]}" --memory="${fn[memory]}" --concurrency="${fn[concurrency]}"
    --max-instances="${fn[instances]}" --timeout="${fn[timeout]}s" --service-account="$(account "fn-${fn[name]}")"
    --build-service-account="$(build_account)" --flags-file="$settings_plan/${fn[name]}.json")
  mapfile -t -O "${#common[@]}" common < <(build_flags "${fn[name]}" && token_flags "${fn[name]}")
  "deploy_${fn[kind]}"
}

# deploy_http deploys an HTTP function. The startup probe holds back requests until the model and the index are loaded.
deploy_http() {
  local minimum=0
  [[ ${fn[native]} != true ]] || minimum=${MIN_INSTANCES:-0}
  unless_at_release --labels gcloud run deploy "${fn[name]}" --source="$upload" --function="${fn[name]}" --base-image=go126 "${common[@]}" \
    --min="$minimum" --cpu-boost --execution-environment=gen2 --allow-unauthenticated \
    --startup-probe=httpGet.path=/ready,httpGet.port=8080,periodSeconds=1,timeoutSeconds=1,failureThreshold=120
  run gcloud run services update-traffic "${fn[name]}" --to-latest --region="$region" --project="$project" --format=none # ends a rollback
}

# deploy_event deploys a function with its trigger. The trigger retries a failed event for a day.
deploy_event() {
  unless_at_release --update-labels gcloud functions deploy "${fn[name]}" --gen2 --source="$upload" --entry-point="${fn[name]}" --runtime=go126 "${common[@]}" \
    --ingress-settings=internal-only --trigger-location="$region" --trigger-event-filters="type=${fn[event]}" --trigger-event-filters=database='(default)' \
    --trigger-event-filters-path-pattern="document=${fn[document]}" --trigger-service-account="$(account event-trigger)" --retry
  again gcloud run services add-iam-policy-binding "${fn[name]}" --region="$region" --member="serviceAccount:$(account event-trigger)" --role=roles/run.invoker --project="$project" --format=none
}

# unless_at_release FLAG COMMAND... deploys the function, unless it already runs this release and no setting
# changes. FLAG is the option that sets the label release: a hash of the source and the command.
unless_at_release() {
  local flag=$1 stamp status
  shift
  stamp=$release-$(sha256sum <<<"$*" | cut -c1-8)
  status=$(ask gcloud run services describe "${fn[name]}" --region="$region" --project="$project" --format='value(metadata.labels.release,status.conditions[0].status)')
  if [[ $status == "$stamp"$'\t'True ]] && ! settings_change "${fn[name]}"; then
    say "${fn[name]} already runs release $stamp"
  else
    run "$@" "$flag=app=shopfyp,release=$stamp"
  fi
}
