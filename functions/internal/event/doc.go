// Package event is the edge of the functions that Firestore triggers: it
// decodes what Eventarc delivers, drops what no retry can help, and writes one
// log line an event. Delivery is at least once and in no order; making that
// harmless is up to who handles the event.
package event
