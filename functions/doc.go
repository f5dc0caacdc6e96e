// Package functions defines the deployed functions and the Host that runs them.
// Table lists all of them. In the cloud, FUNCTION_TARGET selects the one function
// that a process serves. Ranking, storage and validation rules are in the packages
// of shared; a function only decodes a request, makes one call and returns.
//
// A search takes this path:
//
//   - Firebase Hosting sends POST /api/search to the search function.
//   - Host.HTTP hands it to an api.Server, which applies the rate limits, verifies
//     the ID token and decodes the body (functions/internal/api).
//   - The endpoint in search.go calls recommend.Service.Search.
//   - The Service embeds the query, searches the index of the snapshot in use and
//     appends the search to the interaction log. The wire package connects the
//     Service to ONNX Runtime, FAISS and Firestore (functions/internal/wire).
//
// A click takes two steps. The click function appends it to the interaction log.
// Firestore then triggers the embed function: Host.Event hands the event to an
// event.Receiver (functions/internal/event), and the endpoint in embed.go stores
// the vector of the clicked product with the interaction.
//
// A Host opens each dependency when a request first needs it, and the next request
// retries a failed attempt; snapshot.Follower delays the next download of an index
// that failed. A click therefore never waits for an index. The
// platform's startup probe loads everything ahead of the first request: see ReadyPath.
package functions
