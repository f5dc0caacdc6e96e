# The settings (environment variables) of the functions and the index builder. A deployment changes those
# that --env and --unset name and keeps all others.
# shellcheck shell=bash

env_file=        # of --env
unset_settings=() # of --unset
settings_plan=$staged/settings

# check_settings exits if a setting of --env or of the environment is invalid.
check_settings() {
  tool check-settings "$env_file" "${engine_settings[@]}" || exit 1
}

# plan_settings prints the difference from the current settings. It writes a file of gcloud flags for each
# target, TARGET.json, and a list of the targets whose settings change, the file changed.
plan_settings() {
  local targets services jobs name changes=()
  heading "Settings"
  mapfile -t targets < <(each_function function_name)
  [[ $only && $only != index-builder ]] || targets+=(index-builder)
  services=$(current_settings services)
  jobs=$(current_settings jobs)
  for name in "${engine_settings[@]}"; do changes+=(-set "$name"); done
  for name in "${unset_settings[@]}"; do changes+=(-unset "$name"); done
  printf '%s\n%s\n' "$services" "$jobs" | tool settings -env "$env_file" "${changes[@]}" "$project" "$bucket" "$settings_plan" "${targets[@]}" || exit 1
  plan_token "$services$jobs"
}

# current_settings KIND prints the deployed services or jobs in JSON. A dry run continues without an account
# or without gcloud.
current_settings() {
  local list=(gcloud run "$1" list --region="$region" --format=json --project="$project") found
  printf '# asks: %s\n' "$(quoted "${list[@]}")" >&3
  if found=$("${list[@]}" 2>/dev/null); then
    printf '%s' "$found"
  elif [[ $dry_run ]]; then
    printf '# gcloud cannot list the %s: the plan assumes that they have no settings\n' "$1" >&3
  else
    die "gcloud cannot list the $1 of $project, so their settings are unknown; nothing is deployed: $(quoted "${list[@]}")"
  fi
}

# settings_change TARGET reports whether the plan changes a setting of the target.
settings_change() { grep -qsx "$1" "$settings_plan/changed"; }
