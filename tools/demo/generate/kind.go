package main

// A kind is a kind of product, such as "running shoes for women", with the
// number of products to generate, their price range and their vocabulary.
type kind struct {
	where     string // file and line, for messages
	prefix    string // of the IDs; kinds may share one
	count     int
	low, high int    // dollars, without the surcharges of options
	path      string // category path template, steps separated by " > "
	titles    []string
	leads     []string // first sentences
	tails     []string // last sentences, not always used
	makers    []maker
	axes      []axis
}

// A maker is a brand and one of its product lines, if it has any.
type maker struct{ brand, line string }

// An axis is a property in which products of a kind differ.
type axis struct {
	name    string
	options []option
}

// An option is one value of an axis.
type option struct {
	value  string
	adds   int      // to the price, in dollars
	not    []string // options of other axes that it excludes
	color  string   // its fixed color, or ""
	makers []maker  // its makers; none: all makers of the kind
	says   string   // a sentence for the description
}

// axis returns the axis with the name and adds it if it does not exist.
func (k *kind) axis(name string) *axis {
	for i := range k.axes {
		if k.axes[i].name == name {
			return &k.axes[i]
		}
	}
	k.axes = append(k.axes, axis{name: name})
	return &k.axes[len(k.axes)-1]
}
