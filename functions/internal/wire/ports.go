package wire

import (
	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/snapshot"
)

// Ports are what stands in for Google's services. A service whose port is nil is the real one.
type Ports struct {
	Products catalog.Store        // for Firestore
	Log      interaction.DraftLog // for Firestore
	Bucket   snapshot.Bucket      // for Cloud Storage
	Verifier api.Verifier         // for Firebase Auth, of tokens
	Users    account.Users        // for Firebase Auth, of those who can sign in
}
