package api

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"shopfyp.dev/shared/invalid"
)

// decode fills the struct that in points to, as Serve describes. It returns an *invalid.FieldError for an invalid
// field, and other errors of this package for other problems.
func (r *request) decode(in any) error {
	query, err := url.ParseQuery(r.http.URL.RawQuery)
	if err != nil {
		return badRequest("the query string is malformed")
	}
	v := reflect.ValueOf(in).Elem()
	body := make(map[string]reflect.Value)
	for i := range v.NumField() {
		tag, field := v.Type().Field(i).Tag, v.Field(i)
		if text, ok := tag.Lookup("default"); ok {
			mustSet(field, text)
		}
		if name := tag.Get("path"); name != "" {
			err = set(field, name, r.http.PathValue(name))
		} else if name := tag.Get("query"); name != "" {
			err = setOnce(field, name, query[name])
			if err == nil && tag.Get("enum") != "" && slices.Equal(query[name], []string{""}) {
				// An empty value could mean all values: ?type= would delete everything.
				err = &invalid.FieldError{Field: name, Problem: "is empty"}
			}
		} else if name, _, _ := strings.Cut(tag.Get("json"), ","); name != "" {
			body[name] = field
		}
		if err != nil {
			return err
		}
	}
	if len(body) == 0 {
		return nil
	}
	return r.decodeBody(body)
}

// setOnce sets field to the value of the parameter. Without a value, the field does not change.
func setOnce(field reflect.Value, name string, values []string) error {
	switch len(values) {
	case 0:
		return nil
	case 1:
		return set(field, name, values[0])
	}
	return &invalid.FieldError{Field: name, Problem: "is given more than once"}
}

// set parses text and assigns the value to field.
func set(field reflect.Value, name, text string) error {
	switch field.Kind() {
	case reflect.String:
		field.SetString(text)
		return nil
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return &invalid.FieldError{Field: name, Problem: "is not an integer"}
		}
		field.SetInt(int64(n))
		return nil
	case reflect.Bool:
		if text != "true" && text != "false" {
			return &invalid.FieldError{Field: name, Problem: "is not true or false"}
		}
		field.SetBool(text == "true")
		return nil
	}
	panic(fmt.Sprintf("api: parameter %s is a %s", name, field.Type()))
}

// mustSet assigns the default value of a struct tag to field.
func mustSet(field reflect.Value, text string) {
	if err := set(field, "default", text); err != nil {
		panic(fmt.Sprintf("api: default %q of a %s", text, field.Type()))
	}
}
