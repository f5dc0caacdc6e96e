// Package telemetry sends traces and metrics to a collector over OTLP,
// OpenTelemetry's protocol. Without a collector, Open returns a nil *Telemetry,
// whose methods do nothing and do not allocate.
//
// Telemetry contains the names of functions, routes, stages and versions. It never
// contains user data: no queries, IDs or error texts. For details, see the log lines
// of the same trace.
//
//	http.server.request.duration   s, by function, method, route and status
//	shopfyp.stage.duration         s, by stage and operation
//	shopfyp.trigger.duration       s, by function and outcome
//	shopfyp.trigger.lag            s from the change of a document to the end of event handling, by function and outcome
//	shopfyp.index.age              s since the index in use was built, by version
//	shopfyp.index.recall           recall@10 against exact search, by version
//	shopfyp.index.products         products in the index in use, by version
//	shopfyp.query_cache.lookups    lookups of query vectors, by result: hit or miss
//	shopfyp.build.duration         s per build of the index, by outcome
//	shopfyp.build.embedded         products that builds embedded
//	shopfyp.build.skipped          invalid products that the last build skipped
package telemetry
