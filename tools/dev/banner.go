package main

import (
	"fmt"
	"strings"

	"shopfyp.dev/tools/demo"
)

// banner returns a text that lists the URLs and shows how to call the API.
func banner(e Endpoints, log string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n  ShopFYP is running. Ctrl-C stops it and keeps the data.\n\n")
	for _, row := range [][2]string{
		{"Shop", e.Hosting},
		{"Console", e.Hosting + "/console  (" + demoEmail(ownerID) + ", password " + demoPassword + ")"},
		{"Hot reload", e.Hot},
		{"API", e.Hosting + "/api/…  (without Hosting: " + e.API + "/api/…)"},
		{"Firestore", "FIRESTORE_EMULATOR_HOST=" + e.Firestore + "  project " + e.Project},
		{"Auth", "FIREBASE_AUTH_EMULATOR_HOST=" + strings.TrimPrefix(e.Auth, "http://")},
		{"Storage", "STORAGE_EMULATOR_HOST=" + e.Storage + "  bucket " + e.Bucket},
		{"Index", e.Index},
		{"Log", log},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", row[0], row[1])
		}
	}
	fmt.Fprintf(&b, tryIt, e.Hosting, e.Auth)
	if shoppers, err := demo.Shoppers(); err == nil && len(shoppers) > 0 {
		fmt.Fprintf(&b, "\n  Or sign in as a demo shopper: %s, password %s.\n", demoEmail(shoppers[0].ID), demoPassword)
	}
	b.WriteString("\n")
	return b.String()
}

// tryIt shows API calls from a shell: %[1]s is the URL of Hosting, %[2]s of Auth.
const tryIt = `
  Try the API as a new shopper:

    eval "$(curl -s -X POST '%[2]s/identitytoolkit.googleapis.com/v1/accounts:signUp?key=demo' -H 'Content-Type: application/json' -d '{}' |
      node -pe 'const r = JSON.parse(require("fs").readFileSync(0)); "TOKEN=" + r.idToken + " ME=" + r.localId')"
    curl -s %[1]s/api/search -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query": "Bluetooth Speaker"}'
    curl -s %[1]s/api/recommend/$ME -H "Authorization: Bearer $TOKEN"
`
