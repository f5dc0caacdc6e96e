#!/usr/bin/env bash
# Tests a running shop from outside: the app, every route that reads tokens with an invalid token, and some routes as an anonymous
# shopper. It deletes the shopper at the end.
#
#   deploy/smoke.sh SITE        https://PROJECT.web.app, or http://127.0.0.1:5000 under make dev
#
#   AUTH_URL    address of the Identity Toolkit; under make dev: http://127.0.0.1:9099/identitytoolkit.googleapis.com
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/common.sh"
site=${1:-}
[[ $site =~ ^https?://[^/]+$ ]] || die "usage: deploy/smoke.sh SITE, for example https://my-project.web.app"
auth=${AUTH_URL:-https://identitytoolkit.googleapis.com}
build_tool
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
failed=0

# expect WANT METHOD URL [CURL ARGUMENT]... calls the URL and compares the status with the pattern WANT. The
# timeout leaves a new instance time to start.
expect() {
  local want=$1 method=$2 url=$3 got
  shift 3
  got=$(curl -sS -o "$answer" -w '%{http_code} %{time_total}' --max-time 60 -X "$method" "$@" "$url") || got="000 0"
  if [[ ${got% *} =~ ^($want)$ ]]; then
    printf '  ok    %s  %s s  %-6s %s\n' "${got% *}" "${got#* }" "$method" "${url%%\?key=*}"
  else
    printf '  WRONG %s, want %s: %s %s\n%s\n' "${got% *}" "$want" "$method" "$url" "$(head -c 400 "$answer")"
    failed=1
  fi
}

# field NAME prints a field of the JSON response.
field() { node -pe 'JSON.parse(require("fs").readFileSync(process.argv[1]))[process.argv[2]] ?? ""' "$answer" "$1"; }

# with_invalid_token checks that every route that reads tokens returns 401 for an invalid token.
with_invalid_token() {
  local routes method path
  routes=$(tool routes)
  while read -r method path; do
    expect 401 "$method" "$site$path" -H 'Authorization: Bearer none' -H 'Content-Type: application/json'
  done <<<"$routes"
}

# as_shopper signs in, searches, opens a result, and deletes its history and user. Without an index (503) it
# skips the results and prints a hint.
as_shopper() {
  local key token me product
  expect 200 GET "$site/__/firebase/init.json"
  key=$(field apiKey)
  expect 200 POST "$auth/v1/accounts:signUp?key=$key" -H 'Content-Type: application/json' -d '{"returnSecureToken":true}'
  token=$(field idToken) me=$(field localId)
  local as=(-H "Authorization: Bearer $token" -H 'Content-Type: application/json')
  expect '200|503' POST "$site/api/search" "${as[@]}" -d '{"query": "Bluetooth Speaker"}'
  if [[ $(field status) == 503 ]]; then
    say "  no index is published: import a catalog, then run the index builder"
  else
    product=$(node -pe 'JSON.parse(require("fs").readFileSync(process.argv[1])).products[0].productId' "$answer")
    expect 200 POST "$site/api/click" "${as[@]}" -d "{\"productId\": \"$product\"}"
    expect 200 GET "$site/api/product/$product" "${as[@]}"
    expect 200 GET "$site/api/recommend/$me?limit=3" "${as[@]}"
  fi
  expect 200 DELETE "$site/api/history" "${as[@]}"
  expect 200 POST "$auth/v1/accounts:delete?key=$key" -H 'Content-Type: application/json' -d "{\"idToken\": \"$token\"}"
}

expect 200 GET "$site/"
grep -q '<div id="root"' "$answer" || { say "$site/ is not the app"; failed=1; }
expect '200|503' GET "$site/api/popular" # needs no account
expect 200 GET "$site/api/posts"
with_invalid_token
as_shopper
exit "$failed"
