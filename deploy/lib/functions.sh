# The functions: those that serve HTTP as Cloud Run functions, those that Firestore triggers as Cloud
# Functions, which own a trigger and its retries.
# shellcheck shell=bash

deploy_function() {
  heading "Function ${fn[name]}"
  upload=$staged/plain
  [[ ${fn[native]} != true ]] || upload=$staged/native
  if at_release; then say "${fn[name]} is at release $release already"; else "deploy_${fn[kind]}"; fi
}

# at_release says that the service is of this source, and ready.
at_release() {
  local status
  status=$(ask gcloud run services describe "${fn[name]}" --region="$region" --project="$project" --format='value(metadata.labels.release,status.conditions[0].status)')
  [[ $status == "$release"$'\t'True ]]
}

# settings is what every function reads (functions/internal/wire/config.go).
settings() { printf 'GOOGLE_CLOUD_PROJECT=%s,BUCKET=%s' "$project" "$bucket"; }

# deploy_http deploys the function. The startup probe keeps requests away until model and index are loaded.
deploy_http() {
  local minimum=0
  [[ ${fn[native]} != true ]] || minimum=${MIN_INSTANCES:-0}
  run gcloud run deploy "${fn[name]}" --source="$upload" --function="${fn[name]}" --base-image=go126 --region="$region" \
    --allow-unauthenticated --execution-environment=gen2 --cpu="${fn[cpu]}" --cpu-boost --memory="${fn[memory]}" \
    --concurrency="${fn[concurrency]}" --min="$minimum" --max-instances="${fn[instances]}" --timeout="${fn[timeout]}s" \
    --startup-probe=httpGet.path=/ready,httpGet.port=8080,periodSeconds=1,timeoutSeconds=1,failureThreshold=120 \
    --service-account="$(account "fn-${fn[name]}")" --build-service-account="$(build_account)" \
    --set-env-vars="$(settings)" --labels=app=shopfyp,release="$release" --project="$project"
  run gcloud run services update-traffic "${fn[name]}" --to-latest --region="$region" --project="$project" --format=none
}

# deploy_event deploys the function with its trigger: delivered again, for a day, until it succeeds.
deploy_event() {
  run gcloud functions deploy "${fn[name]}" --gen2 --source="$upload" --entry-point="${fn[name]}" --runtime=go126 --region="$region" \
    --trigger-location="$region" --trigger-event-filters="type=${fn[event]}" --trigger-event-filters=database='(default)' \
    --trigger-event-filters-path-pattern="document=${fn[document]}" --trigger-service-account="$(account event-trigger)" --retry \
    --ingress-settings=internal-only --cpu="${fn[cpu]}" --memory="${fn[memory]}" \
    --concurrency="${fn[concurrency]}" --max-instances="${fn[instances]}" --timeout="${fn[timeout]}s" \
    --service-account="$(account "fn-${fn[name]}")" --build-service-account="$(build_account)" \
    --set-env-vars="$(settings)" --update-labels=app=shopfyp,release="$release" --project="$project"
  again gcloud run services add-iam-policy-binding "${fn[name]}" --region="$region" --member="serviceAccount:$(account event-trigger)" --role=roles/run.invoker --project="$project" --format=none
}
