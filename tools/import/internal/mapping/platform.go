package mapping

// A Platform describes the exports of a shop platform. docs/import.md says how to add one. In names of columns, case,
// spaces and punctuation do not matter, "#" is a number or nothing, and "*" is any text.
type Platform struct {
	Name      string             `json:"name"`
	About     string             `json:"about"`               // address of the platform's documentation
	Recognize [][]string         `json:"recognize"`           // sets of columns; a file with all columns of a set is recognized
	Fields    map[Field][]string `json:"fields"`              // columns of each field, the preferred column first
	Options   []OptionColumns    `json:"options,omitempty"`   // columns of the options of variants
	Ignore    []string           `json:"ignore,omitempty"`    // columns that no guess may use
	Values    Values             `json:"values,omitempty"`    // meaning of values that differs from the usual one
	Variants  Variants           `json:"variants,omitzero"`   // how variants are laid out
	Category  Paths              `json:"category,omitzero"`   // how category paths are written
	ImageBase string             `json:"imageBase,omitempty"` // address in front of bare image names
}

// OptionColumns are the columns of an option: one with its name and one with its value, or only a value in a column
// that is named after the option.
type OptionColumns struct {
	Name  string `json:"name,omitempty"`
	Value string `json:"value"`
}

// Values maps the values of a field, in lower case, to the values that the importer understands.
type Values map[Field]map[string]string

// A Layout says how a file holds the variants of a product.
type Layout string

// The layouts.
const (
	Rows    Layout = ""        // each row is a product; variants share a Group
	Below   Layout = "below"   // the rows of a product follow each other, and the first has the common fields
	Parents Layout = "parents" // a row names its parent, which may be anywhere in the file
)

// A Role is the role of a row in a layout.
type Role string

// The roles.
const (
	ProductRow Role = "product" // a product, or the parent of the variants
	VariantRow Role = "variant"
	ImageRow   Role = "image" // only more images
	SkippedRow Role = "skip"  // not about a product
)

// Variants describes how a file holds variants.
type Variants struct {
	Layout Layout          `json:"layout,omitempty"`
	Kinds  map[string]Role `json:"kinds,omitempty"` // role for each value of Kind, in lower case; without it, the first row is a variant too
}

// Paths describes how category paths are written.
type Paths struct {
	Between string   `json:"between,omitempty"` // separates paths; the longest path is used, the first of several
	Joined  bool     `json:"joined,omitempty"`  // paths of one step are the steps of one path
	Step    string   `json:"step,omitempty"`    // separates the steps of a path
	Roots   []string `json:"roots,omitempty"`   // first steps that are not categories
}
