package main

// A kind is a kind of product, such as "running shoes for women". It holds the
// number of products to generate, their price range and their vocabulary.
type kind struct {
	where     string // file and line, for error messages
	prefix    string // of the IDs; several kinds may use the same prefix
	count     int
	low, high int    // dollars, without the surcharges of options
	path      string // category path template, levels separated by " > "
	titles    []string
	leads     []string // first sentences
	tails     []string // last sentences, which describe omits at random
	makers    []maker
	axes      []axis
	variants  []string // axes that a product's variants differ in; the other axes are the same for all variants
	pictures  int      // number of pictures of each product
	sale      period   // when the product is cheaper; zero: left to chance
}

// A maker is a brand and, if it has any, one of its product lines.
type maker struct{ brand, line string }

// An axis is a property that varies among the products of a kind.
type axis struct {
	name    string
	options []option
}

// An option is one value of an axis.
type option struct {
	value  string
	adds   int      // surcharge in dollars
	not    []string // options of other axes that it excludes
	color  string   // its fixed color, or ""
	makers []maker  // empty means all makers of the kind
	says   string   // a sentence for the description
}

// axis returns the named axis. It adds the axis if it does not exist.
func (k *kind) axis(name string) *axis {
	for i := range k.axes {
		if k.axes[i].name == name {
			return &k.axes[i]
		}
	}
	k.axes = append(k.axes, axis{name: name})
	return &k.axes[len(k.axes)-1]
}
