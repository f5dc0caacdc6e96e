# Alert policies: one for each file of deploy/alerts. ALERT_EMAIL receives the alerts.
# shellcheck shell=bash

# channel prints the notification channel of ALERT_EMAIL and creates it if needed. Without ALERT_EMAIL it prints nothing.
channel() {
  local found
  [[ -n ${ALERT_EMAIL:-} ]] || return 0
  found=$(ask gcloud beta monitoring channels list --filter="type=email AND labels.email_address=$ALERT_EMAIL" --format='value(name)' --limit=1 --project="$project")
  [[ -n $found ]] || found=$(create_channel)
  printf '%s' "$found"
}

create_channel() {
  local create=(gcloud beta monitoring channels create --display-name=ShopFYP --type=email --channel-labels="email_address=$ALERT_EMAIL" --project="$project" --format='value(name)')
  printf '%s\n' "$(quoted "${create[@]}")" >&3
  if [[ $dry_run ]]; then printf 'CHANNEL'; else "${create[@]}"; fi
}

set_alerts() {
  local file name policy channel
  heading "Alerts"
  channel=$(channel)
  for file in deploy/alerts/*.json; do
    name=$(basename "$file" .json)
    [[ $name != engine || -s $settings_plan/engine ]] || continue # the shop has no search engine
    policy=$(ask gcloud alpha monitoring policies list --filter="userLabels.shopfyp=$name" --format='value(name)' --limit=1 --project="$project")
    if [[ -n $policy ]]; then
      run gcloud alpha monitoring policies update "$policy" --policy-from-file="$file" --project="$project" --format=none
    else
      run gcloud alpha monitoring policies create --policy-from-file="$file" ${channel:+--notification-channels="$channel"} --project="$project" --format=none
    fi
  done
}
