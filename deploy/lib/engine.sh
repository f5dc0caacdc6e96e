# The search engine: INDEX, MILVUS_TLS and the token for it, which only Secret Manager stores. A setting that this run does
# not name stays as it is. --unset INDEX returns to the snapshot.
# shellcheck shell=bash

made_secret=shopfyp-milvus-token # stores the token of MILVUS_TOKEN_FILE
token=                           # of MILVUS_TOKEN_FILE; never printed, never an argument of a program
token_secret=                    # secret with the token; empty: the engine needs none
token_version=                   # its version that this deployment uses
# shellcheck disable=SC2034 # used by settings.sh
engine_settings=(${INDEX:+"INDEX=$INDEX"} ${MILVUS_TLS:+"MILVUS_TLS=$MILVUS_TLS"})
export -n INDEX                  # not for make, which has an INDEX of its own

# check_engine exits if a setting of the search engine is invalid. It reads the token before other programs can.
check_engine() {
  [[ -z ${MILVUS_TOKEN:-} ]] || die "MILVUS_TOKEN is set: pass the token in a file with MILVUS_TOKEN_FILE, or the name of its secret with MILVUS_TOKEN_SECRET"
  [[ -z ${MILVUS_TOKEN_FILE:-} || -z ${MILVUS_TOKEN_SECRET:-} ]] || die "MILVUS_TOKEN_FILE and MILVUS_TOKEN_SECRET are both set: pass one"
  [[ ${MILVUS_TOKEN_SECRET:-} =~ ^[A-Za-z0-9_-]{0,255}$ ]] || die "MILVUS_TOKEN_SECRET: $MILVUS_TOKEN_SECRET is not the name of a secret"
  [[ ! ${MILVUS_TLS:-} =~ ^(0|f|F|false|False|FALSE)$ || -z ${MILVUS_TOKEN_FILE:-}${MILVUS_TOKEN_SECRET:-} ]] || die "MILVUS_TLS: a token needs TLS, because others could read it on the way"
  [[ -z ${MILVUS_TOKEN_FILE:-} ]] || read_token "$MILVUS_TOKEN_FILE"
}

# read_token FILE reads the token. "-" is standard input.
read_token() {
  if [[ $1 == - ]]; then
    token=$(cat)
  else
    token=$(cd "$called_in" && cat -- "$1") || die "MILVUS_TOKEN_FILE: $1 is not readable"
  fi
  [[ $token =~ ^[[:graph:]]{1,1024}$ ]] || die "MILVUS_TOKEN_FILE: $1 is not one line with a token"
}

# uses_engine TARGET reports whether the target uses the search engine after the deployment.
# shellcheck disable=SC2154 # settings_plan is of settings.sh
uses_engine() { grep -qsx "$1" "$settings_plan/engine"; }

# plan_token CURRENT finds the secret with the token: that of this run, or that of the current settings.
plan_token() {
  local given=${MILVUS_TOKEN_SECRET:-}
  [[ ! $token ]] || given=$made_secret
  [[ -s $settings_plan/engine || ! $given ]] || die "a token is given, but nothing that is deployed uses a search engine: set INDEX too"
  [[ -s $settings_plan/engine ]] || return 0
  token_secret=${given:-$(tool token-secret <<<"$1")}
  [[ $token_secret ]] || say "the search engine has no token: whoever reaches it can read and change its products"
}

# set_up_token stores the token of this run and lets each program that uses the search engine read it.
set_up_token() {
  local target
  [[ $token_secret ]] || return 0
  heading "Token of the search engine"
  run gcloud services enable secretmanager.googleapis.com --project="$project"
  [[ ! $token ]] || store_token
  token_version=$(ask gcloud secrets versions describe latest --secret="$token_secret" --format='value(name)' --project="$project")
  token_version=${token_version##*/}
  [[ $token_version || $dry_run ]] || die "the secret $token_secret has no version: pass the token with MILVUS_TOKEN_FILE"
  while read -r target; do
    again gcloud secrets add-iam-policy-binding "$token_secret" --member="serviceAccount:$(engine_account "$target")" --role=roles/secretmanager.secretAccessor --condition=None --project="$project" --format=none
  done <"$settings_plan/engine"
}

# store_token adds the token to its secret as a new version, unless the newest version has it.
store_token() {
  unless gcloud secrets describe "$token_secret" --project="$project" -- \
    gcloud secrets create "$token_secret" --replication-policy=automatic --labels=app=shopfyp --project="$project"
  [[ $(ask gcloud secrets versions access latest --secret="$token_secret" --project="$project") != "$token" ]] || return 0
  run gcloud secrets versions add "$token_secret" --data-file=- --project="$project" --format=none < <(printf '%s' "$token")
}

# engine_account TARGET prints the service account of a function or of the index builder.
engine_account() {
  local name=fn-$1
  [[ $1 != index-builder ]] || name=$1
  account "$name"
}

# token_flags TARGET prints the flag that passes the token to the target, if it needs one.
token_flags() {
  [[ ! $token_secret ]] || ! uses_engine "$1" || printf '%s\n' "--update-secrets=MILVUS_TOKEN=$token_secret:${token_version:-latest}"
}

# used_secret prints the secret with the token that the deployed services use, or nothing.
used_secret() { ask gcloud run services list --region="$region" --format=json --project="$project" | tool token-secret; }

# remove_token SECRET deletes the secret that deploy.sh made. Of another secret it only revokes what deploy.sh granted.
remove_token() {
  heading "Token of the search engine"
  if_found gcloud secrets describe "$made_secret" --project="$project" -- gcloud secrets delete "$made_secret" --quiet --project="$project"
  [[ $1 && $1 != "$made_secret" ]] || return 0
  each_function revoke_token "$1"
  revoke_account "$1" index-builder
}

revoke_token() { [[ ${fn[engine]} != true ]] || revoke_account "$1" "${fn[name]}"; }

revoke_account() {
  run_line "gcloud secrets remove-iam-policy-binding $1 --member=serviceAccount:$(engine_account "$2") --role=roles/secretmanager.secretAccessor --condition=None --project=$project --format=none >/dev/null 2>&1 || true"
}
