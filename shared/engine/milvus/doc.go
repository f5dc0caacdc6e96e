// Package milvus keeps the products of a shop in Milvus. It implements engine.Collection, and it is the only package that
// imports the client of Milvus, which is large: programs link it with the build tag milvus.
//
// Each embedding model has a collection of its own, NAME_MODEL_v1. The alias NAME is the collection in use, and the alias
// NAME_previous is the one before. A loader calls Create, fills the collection, and calls Activate. So a new model takes
// over at once, and the old one stays for a rollback. Functions call Open.
//
// A product is one entity. Its field data has everything except the vector and the words, as JSON; the other fields repeat
// the parts that expressions filter by. Product IDs are percent-encoded, and product numbers and exact keys are hashed, so
// expressions contain no text that needs escapes: Milvus and milvus-lite read escapes differently.
//
// A call has a deadline. After a failure of the connection or the server, it is repeated once on a second connection. If
// that fails too, calls return engine.ErrUnavailable at once for a second, and longer after each further failure.
//
// The tests run on milvus-lite. It differs from Milvus in these points:
//
//   - It has no template parameters in expressions, no TLS and no tokens. The tests put a TLS proxy in front of it.
//   - It has one process without shards, replicas and consistency levels, so a read always sees completed writes.
//   - Of the scalar indexes it has only INVERTED, and not of arrays. Of the vector indexes it has HNSW, IVF_FLAT and IVF_SQ8, but not DISKANN.
//   - It counts the length of a VarChar in characters, Milvus in bytes.
//   - It does not return the description of a collection. So properties have the description.
//   - It rejects empty sparse vectors. So products without words have a placeholder.
//   - It is slow, because it is Python. Its speed says nothing about Milvus.
package milvus
