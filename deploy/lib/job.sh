# The index builder: a Cloud Run job with a schedule.
# shellcheck shell=bash

deploy_job() {
  local image=$region-docker.pkg.dev/$project/$images/index-builder:$release
  local tasks=${BUILDER_TASKS:-1} substitutions flags
  ! uses_engine index-builder || image+=-milvus # another image, because it has the client
  substitutions="^;^_IMAGE=$image;_ACCOUNT=$(build_account);_GOFLAGS=$(go_flags index-builder)" # as build_flags
  mapfile -t flags < <(token_flags index-builder)
  heading "Index builder"
  unless gcloud artifacts docker images describe "$image" --project="$project" -- \
    gcloud builds submit "$staged/native" --region="$region" --config=deploy/index-builder.yaml --substitutions="$substitutions" --project="$project"
  run gcloud run jobs deploy index-builder --image="$image" --region="$region" --tasks="$tasks" --parallelism="$tasks" --max-retries=3 --task-timeout=6h \
    --cpu="${BUILDER_CPU:-4}" --memory="${BUILDER_MEMORY:-8Gi}" --service-account="$(account index-builder)" \
    --flags-file="$settings_plan/index-builder.json" "${flags[@]}" --labels=app=shopfyp,release="$release" --project="$project"
}

# schedule_job starts the job every 15 minutes. Several tasks always read the whole catalog, so they run once a night.
schedule_job() {
  local often='*/15 * * * *'
  ((${BUILDER_TASKS:-1} == 1)) || often='0 3 * * *'
  local what=(index-builder --location="$region" --schedule="${SCHEDULE:-$often}" --time-zone=Etc/UTC --http-method=POST
    --uri="https://run.googleapis.com/v2/projects/$project/locations/$region/jobs/index-builder:run"
    --oauth-service-account-email="$(account index-scheduler)" --project="$project")
  again gcloud run jobs add-iam-policy-binding index-builder --region="$region" --member="serviceAccount:$(account index-scheduler)" --role=roles/run.invoker --project="$project" --format=none
  unless gcloud scheduler jobs describe index-builder --location="$region" --project="$project" -- gcloud scheduler jobs create http "${what[@]}"
  run gcloud scheduler jobs update http "${what[@]}" --format=none
  run gcloud scheduler jobs resume index-builder --location="$region" --project="$project" # rollback.sh pauses it
}

# first_index imports the catalogs of --import and builds the index from the whole catalog, because the changes of the
# imported products may not be recorded yet. Without --import, it builds an index only if the
# catalog has products and no index exists.
first_index() {
  heading "Catalog and first index"
  if ((${#catalogs[@]})); then
    run env GOOGLE_CLOUD_PROJECT="$project" go run ./tools/import "${catalogs[@]}"
    run gcloud run jobs execute index-builder --region="$region" --update-env-vars=FULL=true --wait --project="$project"
    return
  fi
  has_products || { say "the catalog is empty, so no index is built: pass --import FILE, or import products and run the job"; return 0; }
  unless gcloud storage objects describe "gs://$bucket/indexes/current.json" --project="$project" -- \
    gcloud run jobs execute index-builder --region="$region" --wait --project="$project"
}

# has_products reports whether Firestore has a product.
has_products() {
  local url="https://firestore.googleapis.com/v1/projects/$project/databases/(default)/documents/products?pageSize=1&mask.fieldPaths=title"
  [[ $dry_run ]] || bash -c "$(google GET "$url")" 2>/dev/null | grep -q '"name"'
}
