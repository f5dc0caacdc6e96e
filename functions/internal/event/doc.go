// Package event receives Firestore events from Eventarc. It decodes each event,
// calls a Handler, and writes one log line per event. It drops an event if a retry
// cannot help. Eventarc delivers events at least once and in any order, so a
// Handler must be idempotent.
package event
