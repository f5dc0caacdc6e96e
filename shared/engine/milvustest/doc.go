// Package milvustest runs milvus-lite, a server with the API of Milvus, for tests and for the local programs in tools.
// Deployed programs must not use it.
//
// Tests call ForTest. All tests of a binary share one server, so each must use its own Name of a collection.
package milvustest
