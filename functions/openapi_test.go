package functions

import (
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/swaggest/jsonschema-go"
	"github.com/swaggest/openapi-go"
	"github.com/swaggest/openapi-go/openapi31"
	"golang.org/x/tools/txtar"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/order"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
)

// described holds the parts of openapi.yaml that do not follow from Go types.
var described = map[string]struct {
	id, summary string
	problems    []int // statuses in addition to everywhere
}{
	"POST /api/search":             {"search", "Search the products and log the search.", []int{400, 403, 408, 413, 415}},
	"POST /api/click":              {"click", "Log that the user opened a product.", []int{400, 404, 408, 413, 415}},
	"POST /api/dismiss":            {"dismiss", "Log that the user rejected a product.", []int{400, 404, 408, 413, 415}},
	"GET /api/product/{productId}": {"getProduct", "The current version of a product.", []int{400, 404}},
	"GET /api/recommend/{userId}":  {"recommend", "The user's next card.", []int{400, 403}},
	"GET /api/popular":             {"popular", "A card of popular products.", []int{400}},
	"GET /api/similar/{productId}": {"similar", "The products nearest to a product.", []int{400, 404}},
	"GET /api/posts":               {"posts", "The videos of the feed, in pages. Responses can be cached.", []int{400}},
	"GET /api/posts/{postId}":      {"getPost", "A video of the feed. Responses can be cached.", []int{400, 404}},
	"GET /api/categories":          {"categories", "The categories of the most popular products.", []int{400}},
	"GET /api/suggest":             {"suggest", "Suggestions that complete what a shopper types. The call logs nothing.", []int{400}},
	"GET /api/history":             {"history", "The user's interactions, in pages.", []int{400}},
	"DELETE /api/history":          {"forgetAll", "Delete all of the user's interactions, or those of one type.", []int{400}},

	"GET /api/basket":     {"getBasket", "The user's basket, with prices and availabilities as they are now.", []int{400}},
	"POST /api/basket":    {"changeBasket", "Change the user's basket. Of two changes of a product, the later one wins, so several devices may report theirs in any order. The call can be repeated after an error.", []int{400, 408, 413, 415}},
	"POST /api/purchases": {"recordPurchases", "Record an order, which the shop's backend does with the ID token of its service account. In a demo, shoppers record their own. The call can be repeated after an error.", []int{400, 403, 408, 413, 415}},

	"DELETE /api/account": {"endAccount", "Delete the user's account and data. The call can be repeated after an error.", []int{400}},

	"GET /api/admin/me":      {"me", "The member of the staff who calls.", []int{400, 403}},
	"GET /api/admin/changes": {"staffChanges", "What the staff changed, newest first.", []int{400, 403}},

	"GET /api/admin/status":                {"status", "How the shop is doing.", []int{400, 403}},
	"GET /api/admin/figures":               {"figures", "What shoppers saw and did, beside the same in the period before.", []int{400, 403}},
	"GET /api/admin/hours":                 {"hours", "What shoppers saw and did in each hour.", []int{400, 403}},
	"GET /api/admin/searches":              {"searches", "What shoppers searched for.", []int{400, 403}},
	"GET /api/admin/live":                  {"liveEvents", "The newest events.", []int{400, 403}},
	"GET /api/admin/products":              {"findProducts", "Search the catalog as a shopper without an account would. The call logs nothing.", []int{400, 403}},
	"GET /api/admin/products/{productId}":  {"adminProduct", "A product as the system sees it.", []int{400, 403, 404}},
	"POST /api/admin/products/{productId}": {"editProduct", "Change a product. Shoppers see it within seconds. The next import of the product's feed replaces the change.", []int{400, 403, 404, 408, 409, 413, 415}},
	"GET /api/admin/indexes":               {"indexes", "The versions of the index.", []int{400, 403}},
	"POST /api/admin/indexes/current":      {"activateIndex", "Make a version of the index current. Instances follow within a minute. Nothing is built while an older version is current.", []int{400, 403, 404, 408, 409, 413, 415}},
	"GET /api/admin/rules":                 {"rules", "All rules that influence rankings.", []int{400, 403}},
	"PUT /api/admin/rules/{ruleId}":        {"putRule", "Create or replace a rule. Shoppers see it within five seconds. The call can be repeated after an error.", []int{400, 403, 408, 413, 415}},
	"DELETE /api/admin/rules/{ruleId}":     {"deleteRule", "Delete a rule. The call succeeds if the rule does not exist.", []int{400, 403}},
	"POST /api/admin/preview":              {"preview", "A search, or the card of a sample shopper, before and after a draft of rules. The call stores and logs nothing.", []int{400, 403, 408, 413, 415}},

	"POST /api/events": {"countEvents", "Count what a shopper saw and did. Neither the counters nor the log contain the shopper.", []int{400, 408, 413, 415}},

	"GET /api/admin/experiments":                        {"experiments", "All experiments.", []int{400, 403}},
	"POST /api/admin/experiments":                       {"createExperiment", "Add an experiment as a draft.", []int{400, 403, 408, 409, 413, 415}},
	"PUT /api/admin/experiments/{experimentId}":         {"changeExperiment", "Change a draft.", []int{400, 403, 404, 408, 409, 413, 415}},
	"POST /api/admin/experiments/{experimentId}/ramp":   {"rampExperiment", "Set the share of shoppers that take part in an experiment.", []int{400, 403, 404, 408, 409, 413, 415}},
	"POST /api/admin/experiments/{experimentId}/start":  {"startExperiment", "Start a draft.", []int{400, 403, 404, 409}},
	"POST /api/admin/experiments/{experimentId}/stop":   {"stopExperiment", "Stop a running experiment. It cannot start again.", []int{400, 403, 404, 409}},
	"GET /api/admin/experiments/{experimentId}/results": {"experimentResults", "The results of an experiment so far.", []int{400, 403, 404}},

	"POST /api/account/merge": {"mergeAccount", "Move the newest interactions of an anonymous user to the caller, and delete the anonymous user. The call can be repeated after an error.", []int{400, 408, 413, 415}},

	"DELETE /api/history/{interactionId}": {"forget", "Delete one of the user's interactions. The call succeeds if the interaction does not exist.", []int{400}},
}

// everywhere lists the problem statuses that every call may return.
var everywhere = []int{401, 429, 500, 503, 504}

// openapi.yaml is generated from the Go types. The frontend's client is generated from openapi.yaml.
func TestOpenAPI(t *testing.T) {
	got, err := newSpec(t).MarshalYAML()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("openapi.yaml", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("openapi.yaml differs from the Go types; run go test ./functions -run OpenAPI -update (-file +types):\n%s", diff)
	}
}

func newSpec(t *testing.T) *openapi31.Spec {
	t.Helper()
	r := openapi31.NewReflector()
	r.Spec.SetTitle("ShopFYP")
	r.Spec.SetVersion("1")
	r.Spec.SetDescription("Search products, log interactions, read and delete the log, and get the next ShopFYPCard. A body may have " +
		strconv.Itoa(api.MaxBodyBytes) + " bytes.")
	r.Spec.Servers = []openapi31.Server{{URL: "/"}}
	r.Spec.SetHTTPBearerTokenSecurity("firebase", "JWT", "A Firebase ID token.")
	r.DefaultOptions = append(r.DefaultOptions,
		jsonschema.InterceptDefName(schemaName), jsonschema.InterceptProp(requireAlwaysSent),
		jsonschema.InterceptNullability(neverNull), jsonschema.InterceptSchema(closeRequests))
	app := newWorld(t).host(t, io.Discard).app
	for _, f := range Table() {
		for _, route := range f.Routes {
			addOperation(t, r, app, route)
		}
	}
	for _, item := range r.Spec.Paths.MapOfPathItemValues {
		for _, op := range []*openapi31.Operation{item.Post, item.Put} {
			if op != nil && op.RequestBody != nil {
				op.RequestBody.RequestBodyEns().WithRequired(true)
			}
		}
	}
	return r.Spec
}

func addOperation(t *testing.T, r *openapi31.Reflector, app *wire.App, route Route) {
	t.Helper()
	endpoint := route.open(app)
	method, at, _ := strings.Cut(route.Pattern, " ")
	op, err := r.NewOperationContext(method, at)
	if err != nil {
		t.Fatal(err)
	}
	op.SetID(described[route.Pattern].id)
	op.SetSummary(described[route.Pattern].summary)
	if route.Public {
		op.(openapi31.OperationExposer).Operation().Security = []map[string][]string{{}}
	} else {
		op.AddSecurity("firebase")
	}
	if route.Anonymous { // an empty requirement makes the token optional
		exposed := op.(openapi31.OperationExposer).Operation()
		exposed.Security = append(exposed.Security, map[string][]string{})
	}
	op.AddReqStructure(reflect.Zero(endpoint.Request).Interface())
	op.AddRespStructure(reflect.Zero(endpoint.Response).Interface())
	for _, status := range slices.Concat(described[route.Pattern].problems, everywhere) {
		op.AddRespStructure(api.Problem{}, openapi.WithHTTPStatus(status), openapi.WithContentType("application/problem+json"),
			func(u *openapi.ContentUnit) { u.Description = http.StatusText(status) })
	}
	if err := r.AddOperation(op); err != nil {
		t.Fatal(err)
	}
}

// schemaName returns the schema name of a type: "SearchRequest" for searchRequest. A name that says little without its
// package gets it: "BasketItem" for basket.Item.
func schemaName(t reflect.Type, _ string) string {
	name := []rune(t.Name())
	if t.Name() == "Item" || t.Name() == "Change" {
		name = []rune(path.Base(t.PkgPath()) + t.Name())
	}
	name[0] = unicode.ToUpper(name[0])
	return string(name)
}

// requireAlwaysSent marks the fields that encoding/json never omits as required. A field that it omits is never null. A pointer
// in a request body is optional too: without the field, it is nil.
func requireAlwaysSent(p jsonschema.InterceptPropParams) error {
	tag := p.Field.Tag.Get("json")
	if !p.Processed || tag == "" {
		return nil
	}
	isOptional := isRequestBody(p.Context) && p.Field.Type.Kind() == reflect.Pointer
	if isOptional || strings.Contains(tag, "omitempty") || strings.Contains(tag, "omitzero") {
		p.PropertySchema.RemoveType(jsonschema.Null)
		return nil
	}
	if !slices.Contains(p.ParentSchema.Required, p.Name) {
		p.ParentSchema.Required = append(p.ParentSchema.Required, p.Name)
	}
	return nil
}

// closeRequests forbids unknown fields in request bodies.
func closeRequests(p jsonschema.InterceptSchemaParams) (stop bool, err error) {
	if p.Processed && isRequestBody(p.Context) && p.Value.Kind() == reflect.Struct {
		p.Schema.AdditionalPropertiesEns().WithTypeBoolean(false)
	}
	return false, nil
}

// isRequestBody reports whether the generator describes the body of a request.
func isRequestBody(ctx *jsonschema.ReflectContext) bool {
	op, ok := openapi.OperationCtx(ctx)
	return ok && !op.IsProcessingResponse() && op.ProcessingIn() == openapi.InBody
}

// A field of a request that may be missing is not required. The others are.
func TestOptionalFieldsAreNotRequired(t *testing.T) {
	schemas := newSpec(t).Components.Schemas
	for schema, want := range map[string][]string{
		"EditProductRequest": {"version"}, "SearchRequest": {"query"}, "PreviewRequest": nil,
		"PurchasesRequest": {"userId", "orderId", "items"}, "RampRequest": {"ramp"},
	} {
		var got []string
		required, _ := schemas[schema]["required"].([]any)
		for _, name := range required {
			got = append(got, name.(string))
		}
		if diff := cmp.Diff(want, got); diff != "" || schemas[schema] == nil {
			t.Errorf("required fields of %s (-want +got):\n%s", schema, diff)
		}
	}
}

// neverNull makes slices non-nullable: the functions return empty lists instead of null.
func neverNull(p jsonschema.InterceptNullabilityParams) {
	if p.NullAdded {
		p.Schema.RemoveType(jsonschema.Null)
	}
}

// A struct tag cannot name a constant, so this test compares the tags with the constants.
func TestTagsMatchLimits(t *testing.T) {
	tests := []struct {
		in           any
		field, tag   string
		wantConstant int
	}{
		{searchRequest{}, "Query", "maxLength", interaction.MaxQueryChars},
		{searchRequest{}, "Limit", "maximum", recommend.MaxSearchLimit},
		{recommendRequest{}, "Limit", "maximum", recommend.MaxRecommendLimit},
		{similarRequest{}, "Limit", "maximum", recommend.MaxSimilarLimit},
		{similarRequest{}, "ProductID", "maxLength", catalog.MaxIDBytes},
		{categoriesRequest{}, "Limit", "maximum", recommend.MaxCategoriesLimit},
		{historyRequest{}, "Limit", "default", interaction.DefaultHistoryLimit},
		{historyRequest{}, "Limit", "maximum", interaction.MaxHistoryLimit},
		{postsRequest{}, "Limit", "maximum", post.MaxPage},
		{recordRequest{}, "ProductID", "maxLength", catalog.MaxIDBytes},
		{productRequest{}, "ProductID", "maxLength", catalog.MaxIDBytes},
		{changeBasketRequest{}, "Changes", "maxItems", basket.MaxLines},
		{basket.Change{}, "Quantity", "maximum", basket.MaxQuantity},
		{purchasesRequest{}, "UserID", "maxLength", maxUserIDBytes},
		{purchasesRequest{}, "OrderID", "maxLength", interaction.MaxOrderIDChars},
		{purchasesRequest{}, "Items", "maxItems", order.MaxItems},
		{order.Item{}, "Quantity", "maximum", interaction.MaxQuantity},
		{rule.Rule{}, "Position", "maximum", rule.MaxPosition},
		{rule.Rule{}, "Strength", "maximum", rule.MaxStrength},
		{previewRequest{}, "Limit", "maximum", recommend.MaxRecommendLimit},
		{previewRequest{}, "Draft", "maxItems", maxDraft},
		{previewRequest{}, "Interests", "maxItems", recommend.MaxPreviewInterests},
	}
	for _, tt := range tests {
		field, ok := reflect.TypeOf(tt.in).FieldByName(tt.field)
		if got := field.Tag.Get(tt.tag); !ok || got != strconv.Itoa(tt.wantConstant) {
			t.Errorf("%T.%s: tag %s = %q, want %d", tt.in, tt.field, tt.tag, got, tt.wantConstant)
		}
	}
}

// openapi.yaml describes every status in the transcripts.
func TestOpenAPIDescribesTranscripts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			function, _, _ := strings.Cut(archive.Files[i].Name, " ")
			route := calledBy(t, function, string(archive.Files[i].Data))
			line, _, _ := strings.Cut(string(archive.Files[i+1].Data), "\n")
			status, err := strconv.Atoi(line)
			if err != nil {
				t.Fatalf("%s: response %d: %v", name, i/2+1, err)
			}
			may := slices.Concat([]int{200}, described[route].problems, everywhere)
			if route == "" {
				may = []int{http.StatusNotFound, http.StatusMethodNotAllowed}
			}
			if !slices.Contains(may, status) {
				t.Errorf("%s: %s %s answers %d, which openapi.yaml does not describe", name, function, route, status)
			}
		}
	}
}

// calledBy returns the route pattern that a transcript's request matches, or "" if it matches none.
func calledBy(t *testing.T, function, request string) string {
	t.Helper()
	mux := http.NewServeMux()
	for _, f := range Table() {
		for _, route := range f.Routes {
			if f.Name == function {
				mux.Handle(route.Pattern, http.NotFoundHandler())
			}
		}
	}
	_, pattern := mux.Handler(parseRequest(t, "http://host.example", request))
	return pattern
}
