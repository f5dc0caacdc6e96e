package wire

import (
	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/snapshot"
)

// Ports are what stands in for Google's services. A service whose port is nil is the real one.
type Ports struct {
	Products catalog.Store   // for Firestore
	Log      interaction.Log // for Firestore
	Bucket   snapshot.Bucket // for Cloud Storage
	Verifier api.Verifier    // for Firebase Auth
}
