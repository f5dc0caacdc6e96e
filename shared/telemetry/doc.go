// Package telemetry measures what programs do, and sends it to a collector by
// OTLP, OpenTelemetry's protocol. Where there is no collector a *Telemetry is nil:
// every method of a nil one returns at once and allocates nothing.
//
// What is sent names functions, routes, stages and versions, and never what
// belongs to a user: no query, no ID, no error's text. The log has those of them
// that are needed, under the same trace.
//
//	http.server.request.duration   s, by function, method, route and status
//	shopfyp.stage.duration         s, by stage and operation
//	shopfyp.trigger.duration       s, by function and outcome
//	shopfyp.trigger.lag            s from a document's change to its event's end, by function and outcome
//	shopfyp.index.age              s since the index in use was built, by version
//	shopfyp.index.recall           of the 10 nearest against exact search, by version
//	shopfyp.index.products         by version
//	shopfyp.query_cache.lookups    of query vectors, by result: hit or miss
//	shopfyp.build.duration         s that the index builder took, by outcome
//	shopfyp.build.embedded         products that it embedded
package telemetry
