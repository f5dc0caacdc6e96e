# Buckets and image repositories, with the policies that bound their size.
# shellcheck shell=bash

images=shopfyp                        # images of the index builder
source_images=cloud-run-source-deploy # images of run deploy and functions deploy

make_repository() {
  unless gcloud artifacts repositories describe "$1" --location="$region" --project="$project" -- \
    gcloud artifacts repositories create "$1" --repository-format=docker --location="$region" --project="$project"
  run gcloud artifacts repositories set-cleanup-policies "$1" --location="$region" --policy="deploy/image-cleanup.json" --no-dry-run --project="$project" --format=none
}

# make_bucket NAME LIFECYCLE creates a private bucket with a lifecycle.
make_bucket() {
  unless gcloud storage buckets describe "gs://$1" --project="$project" -- \
    gcloud storage buckets create "gs://$1" --location="$region" --uniform-bucket-level-access --public-access-prevention --project="$project"
  run gcloud storage buckets update "gs://$1" --uniform-bucket-level-access --public-access-prevention --soft-delete-duration=7d --lifecycle-file="deploy/$2" --project="$project"
}

make_storage() {
  heading "Buckets and images"
  make_bucket "$bucket" bucket-lifecycle.json
  make_repository "$images"
  make_repository "$source_images"
}

# tidy_sources sets the lifecycle of the bucket for sources, which gcloud creates with the first upload.
tidy_sources() {
  if_found gcloud storage buckets describe "gs://run-sources-$project-$region" --project="$project" -- \
    gcloud storage buckets update "gs://run-sources-$project-$region" --lifecycle-file="deploy/sources-lifecycle.json" --project="$project"
}
