package post

import (
	"fmt"
	"math"
	"net/url"
	"regexp"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// Limits of a post. The caption's length is that of the large video platforms.
const (
	MaxCaptionChars = 2200
	maxNameChars    = 100
	maxAboutChars   = 300
	maxURLBytes     = 2000
	maxTags         = 30
	maxTagChars     = 60
	maxSeconds      = 3600
	// MaxOrder bounds the absolute value of Order.
	MaxOrder = 1e12
)

var (
	handleForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,39}$`)
	colorForm  = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	langForm   = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$`)
)

// Validate returns a *invalid.FieldError for the first field that is not valid, or nil.
func (p *Post) Validate() error {
	if !catalog.IsDocumentID(p.ID) {
		return &invalid.FieldError{Field: "id", Problem: "is not a valid document ID"}
	}
	for _, check := range []error{
		invalid.CheckText("author", p.Author, maxNameChars),
		matches("handle", p.Handle, handleForm),
		invalid.CheckText("caption", p.Caption, MaxCaptionChars),
		invalid.CheckText("about", p.About, maxAboutChars),
		checkURL("videoUrl", p.VideoURL),
		checkURL("posterUrl", p.PosterURL),
		optional(p.CaptionsURL, func(s string) error { return checkURL("captionsUrl", s) }),
		optional(p.CaptionsLang, func(s string) error { return matches("captionsLang", s, langForm) }),
		optional(p.Sound, func(s string) error { return invalid.CheckText("sound", s, maxNameChars) }),
		p.checkNumbers(),
		p.checkLists(),
		p.checkStatus(),
	} {
		if check != nil {
			return check
		}
	}
	return nil
}

func (p *Post) checkNumbers() error {
	switch {
	case !(p.Seconds > 0 && p.Seconds <= maxSeconds): // also refuses NaN
		return &invalid.FieldError{Field: "seconds", Problem: fmt.Sprintf("is not between 0 and %d", maxSeconds)}
	case p.Likes < 0:
		return &invalid.FieldError{Field: "likes", Problem: "is negative"}
	case !(math.Abs(p.Order) <= MaxOrder):
		return &invalid.FieldError{Field: "order", Problem: fmt.Sprintf("is not between %g and %g", -MaxOrder, MaxOrder)}
	}
	return nil
}

func (p *Post) checkLists() error {
	if len(p.Tags) > maxTags {
		return &invalid.FieldError{Field: "tags", Problem: fmt.Sprintf("has more than %d elements", maxTags)}
	}
	for _, tag := range p.Tags {
		if err := invalid.CheckText("tags", tag, maxTagChars); err != nil {
			return err
		}
		if strings.ContainsAny(tag, " #\t\n") {
			return &invalid.FieldError{Field: "tags", Problem: fmt.Sprintf("%q contains a space or a #", tag)}
		}
	}
	if len(p.Colors) != 0 && len(p.Colors) != 2 {
		return &invalid.FieldError{Field: "colors", Problem: "does not have two elements"}
	}
	for _, color := range p.Colors {
		if err := matches("colors", color, colorForm); err != nil {
			return err
		}
	}
	return nil
}

func (p *Post) checkStatus() error {
	switch p.Status {
	case Pending, Approved, Rejected:
		return nil
	}
	return &invalid.FieldError{Field: "status", Problem: fmt.Sprintf("%q is not pending, approved or rejected", p.Status)}
}

func matches(field, text string, form *regexp.Regexp) error {
	if !form.MatchString(text) {
		return &invalid.FieldError{Field: field, Problem: fmt.Sprintf("%.60q does not match %s", text, form)}
	}
	return nil
}

func optional(text string, check func(string) error) error {
	if text == "" {
		return nil
	}
	return check(text)
}

// checkURL accepts an https URL with a host, and a path on the shop's own host. Browsers block http on an https page.
func checkURL(field, text string) error {
	problem := func(p string) error { return &invalid.FieldError{Field: field, Problem: p} }
	if text == "" {
		return problem("is empty")
	}
	if len(text) > maxURLBytes {
		return problem(fmt.Sprintf("is longer than %d bytes", maxURLBytes))
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || strings.ContainsAny(text, " \\<>\""):
		return problem("is not a URL")
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/"):
		return nil
	case u.Scheme != "https" || u.Host == "" || u.User != nil:
		return problem("is neither an https URL nor a path that begins with /")
	}
	return nil
}
