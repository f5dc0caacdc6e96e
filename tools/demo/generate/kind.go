package main

// A kind is one sort of thing for sale, such as "running shoes for women":
// how many of it to make, what they cost, and the words they are made of.
type kind struct {
	where     string // file and line, for messages
	prefix    string // of the IDs; kinds may share one
	count     int
	low, high int    // dollars, before what the options add
	path      string // category path template, steps separated by " > "
	titles    []string
	leads     []string // first sentences
	tails     []string // last sentences, not always used
	makers    []maker
	axes      []axis
}

// A maker is a brand and, where it has any, one of its product lines.
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
	not    []string // options of other axes that it does not go with
	color  string   // its color, where it is always the same
	makers []maker  // who makes it, where not just any of the kind's makers does
	says   string   // a sentence for the description
}

// axis returns the axis called name, added if it was not there.
func (k *kind) axis(name string) *axis {
	for i := range k.axes {
		if k.axes[i].name == name {
			return &k.axes[i]
		}
	}
	k.axes = append(k.axes, axis{name: name})
	return &k.axes[len(k.axes)-1]
}
