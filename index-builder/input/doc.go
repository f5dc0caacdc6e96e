// Package input has what the builder of snapshots and the loader of search engines share. They read the products that a
// shop offers, embed those without a current embedding, and refuse a catalog that shrank suspiciously.
package input
