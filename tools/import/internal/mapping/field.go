package mapping

// A Field is a field of a product that a column can fill.
type Field string

// The fields, by their names in --map.
const (
	ID          Field = "id"
	Group       Field = "item_group_id" // key of a product with variants, such as Shopify's handle
	Parent      Field = "parent"        // SKU or "id:ID" of the product that the row is a variant of
	Kind        Field = "row_kind"      // role of the row, such as "variation"
	Variations  Field = "variations"    // list of the variants of the row, such as Magento's
	Title       Field = "title"
	Description Field = "description" // joined from several columns
	Brand       Field = "brand"
	Category    Field = "category" // path of several columns, broadest first

	Color        Field = "color"
	Size         Field = "size"
	Material     Field = "material"
	Pattern      Field = "pattern"
	Gender       Field = "gender"
	AgeGroup     Field = "age_group"
	Condition    Field = "condition"
	Attributes   Field = "attributes"    // pairs such as "color=Red,size=M"; only known names are used
	OptionPairs  Field = "options"       // pairs such as "Size=M|Color=Red"; every name is an option
	OptionNames  Field = "option_names"  // several columns, in the order of the values
	OptionValues Field = "option_values" // several columns

	Price          Field = "price"
	NetPrice       Field = "price_without_tax" // used if the row has no other price
	Surcharge      Field = "surcharge"         // of a variant, on top of the price
	ListPrice      Field = "list_price"
	SalePrice      Field = "sale_price" // replaces Price between SaleStart and SaleEnd
	OnSale         Field = "on_sale"    // whether SalePrice applies
	SaleStart      Field = "sale_start"
	SaleEnd        Field = "sale_end"
	SaleDates      Field = "sale_dates" // "start/end"
	Discount       Field = "discount"   // percentage off Price
	DiscountAmount Field = "discount_amount"
	DiscountKind   Field = "discount_kind" // says whether DiscountAmount is a percentage
	Currency       Field = "currency"

	Availability     Field = "availability"
	Stock            Field = "stock"
	TrackStock       Field = "track_stock" // whether the stock limits sales
	Backorders       Field = "backorders"  // whether sales go on without stock
	AvailabilityDate Field = "availability_date"
	State            Field = "state"      // whether the product is published
	Hidden           Field = "hidden"     // the opposite of State
	Visibility       Field = "visibility" // where the product is listed; not used for variants
	Adult            Field = "adult"
	Language         Field = "language" // rows with a value are translations of other rows

	SKU  Field = "sku"
	GTIN Field = "gtin"
	MPN  Field = "mpn"

	Rating      Field = "rating"
	RatingCount Field = "rating_count"
	Image       Field = "image"
	MoreImages  Field = "additional_images"
	URL         Field = "url"
)

// Fields lists the fields in the order of reports.
var Fields = []Field{
	ID, Group, Parent, Kind, Variations, Language, Title, Description, Brand, Color, Category,
	Size, Material, Pattern, Gender, AgeGroup, Condition, Attributes, OptionPairs, OptionNames, OptionValues,
	Price, NetPrice, Surcharge, ListPrice, SalePrice, OnSale, SaleStart, SaleEnd, SaleDates, Discount, DiscountAmount, DiscountKind, Currency,
	Availability, Stock, TrackStock, Backorders, AvailabilityDate, State, Hidden, Visibility, Adult,
	SKU, GTIN, MPN, Rating, RatingCount, Image, MoreImages, URL,
}

// PriceFields lists the fields with amounts of money.
var PriceFields = []Field{Price, NetPrice, ListPrice, SalePrice, DiscountAmount, Surcharge}

// several are the fields that use all their columns. Any other field uses the first column that is not empty.
var several = map[Field]bool{
	Category: true, Description: true, MoreImages: true, OptionNames: true, OptionValues: true, State: true, Hidden: true, Attributes: true,
}
