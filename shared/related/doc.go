// Package related reads and writes the related-products file of a snapshot. For each product, the file lists the
// products that shoppers most often clicked together with it. Row numbers are those of the index. The file is mapped,
// so it needs no heap memory per product. index-builder/cooccurrence computes the content.
package related
