# The shop's events in BigQuery: a sink of Cloud Logging, its dataset and two views. docs/deploy.md explains them.
# shellcheck shell=bash

events_sink=shop-events
events_dataset=shopfyp_events
events_kept=$((400 * 86400)) # seconds: a year, and the month before it to compare with

# events_filter selects the log lines with an event: metrics.RecordMessage.
events_filter='resource.type="cloud_run_revision" AND jsonPayload.message="shop event"'

# query_events SQL prints a shell line that runs SQL in the project. SQL is a quoted text or a redirection.
query_events() { printf 'bq query --quiet --use_legacy_sql=false --project_id=%s --location=%s %s' "$project" "$region" "$1"; }

set_up_analytics() {
  heading "Events in BigQuery"
  run gcloud services enable bigquery.googleapis.com --project="$project"
  unless bq show --project_id="$project" "$events_dataset" -- \
    bq mk --dataset --location="$region" --default_partition_expiration="$events_kept" --project_id="$project" "$events_dataset"
  unless gcloud logging sinks describe "$events_sink" --project="$project" -- \
    gcloud logging sinks create "$events_sink" "bigquery.googleapis.com/projects/$project/datasets/$events_dataset" \
    --log-filter="$events_filter" --use-partitioned-tables --project="$project"
  # The sink has a service account of its own, which may write to this dataset only.
  run_line "writer=\$(gcloud logging sinks describe $events_sink --format='value(writerIdentity)' --project=$project) && $(query_events "'GRANT \`roles/bigquery.dataEditor\` ON SCHEMA $events_dataset TO \"'\"\$writer\"'\"'")"
  run_line "$(query_events '<deploy/analytics/views.sql')"
}

# remove_sink stops the copies. The dataset is data, so only remove_events deletes it.
remove_sink() {
  heading "Events to BigQuery"
  if_found gcloud logging sinks describe "$events_sink" --project="$project" -- \
    gcloud logging sinks delete "$events_sink" --quiet --project="$project"
}

remove_events() {
  if_found bq show --project_id="$project" "$events_dataset" -- \
    bq rm -r -f --dataset --project_id="$project" "$events_dataset"
}
